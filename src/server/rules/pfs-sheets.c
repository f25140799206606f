/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sheets on demand. */
#include "config.h"

#include "pfs-sheets.h"

#include <string.h>

#include "pfs-storage-activities.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

/* What every sheet of an activity needs of it. */
typedef struct {
  PfActivity *record;
  PfSlotFlags flags;
  GArray *deadlines;  /* (element-type PfsDeadlines): for some days */
  GPtrArray *tariffs; /* (element-type GArray of PfsTariff): a unit */
} Offer;

struct _PfsSheets {
  PfsStorage *storage;
  PfTown *town;
  char *household;
  gint64 quotient;
  GHashTable *offers; /* (element-type utf8 Offer) */
};

/* What a range of one enrolment's days is made of, and the sheet that is being made. */
typedef struct {
  PfsSheets *sheets;
  Offer *offer;
  PfEnrolment *enrolment;
  GArray *openings;
  GPtrArray *closures;
  GPtrArray *bookings;
  PfsPlaces places;
  PfSheet *sheet;
} Making;

static void
free_offer (Offer *offer)
{
  g_clear_object (&offer->record);
  g_clear_pointer (&offer->deadlines, g_array_unref);
  g_clear_pointer (&offer->tariffs, g_ptr_array_unref);
  g_free (offer);
}

static Offer *
load_offer (PfsSheets *self, const char *activity, GError **error)
{
  Offer *offer = g_hash_table_lookup (self->offers, activity);

  if (offer != NULL)
    return offer;
  offer = g_new0 (Offer, 1);
  offer->tariffs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  offer->record = pfs_storage_load_activity (self->storage, activity, &offer->flags, error);
  if (offer->record != NULL)
    offer->deadlines = pfs_storage_list_deadlines (self->storage, activity, error);
  if (offer->record == NULL || offer->deadlines == NULL)
    {
      free_offer (offer);
      return NULL;
    }
  for (guint i = 0; i < offer->record->units->len; i++)
    {
      const PfUnit *unit = g_ptr_array_index (offer->record->units, i);
      GArray *tariffs = pfs_storage_list_tariffs (self->storage, activity, unit->id, error);

      if (tariffs == NULL)
        break;
      g_ptr_array_add (offer->tariffs, tariffs);
    }
  if (offer->tariffs->len < offer->record->units->len)
    {
      free_offer (offer);
      return NULL;
    }
  g_hash_table_insert (self->offers, g_strdup (activity), offer);
  return offer;
}

/* The price of a unit on a day: of the tariffs that begin last, the lowest band that holds the
 * quotient, else the highest price. */
static const PfsTariff *
find_tariff (GArray *tariffs, PfDay day, gint64 quotient)
{
  const PfsTariff *highest = NULL;

  for (guint i = 0; i < tariffs->len; i++)
    {
      const PfsTariff *tariff = &g_array_index (tariffs, PfsTariff, i);

      if (tariff->from > day)
        continue;
      if (highest != NULL && tariff->from != highest->from)
        break;
      if (quotient != PF_CENTS_UNKNOWN && quotient <= tariff->up_to)
        return tariff;
      if (highest == NULL || tariff->price > highest->price)
        highest = tariff;
    }
  return highest;
}

static void
set_deadlines (const Making *making, PfSlot *slot)
{
  const Offer *offer = making->offer;
  const PfDeadlineRule *book = &offer->record->book;
  const PfDeadlineRule *late = &offer->record->late;
  const PfDeadlineRule *cancel = &offer->record->cancel;
  PfCalendar *calendar = making->sheets->town->calendar;
  GTimeZone *zone = making->sheets->town->zone;
  PfMoment ignored;

  for (guint i = 0; i < offer->deadlines->len; i++)
    {
      const PfsDeadlines *some = &g_array_index (offer->deadlines, PfsDeadlines, i);

      if (some->first <= slot->day && slot->day <= some->last)
        {
          book = &some->book;
          late = &some->late;
          cancel = &some->cancel;
        }
    }
  pf_deadline_rule_resolve (cancel, slot->day, calendar, zone, &ignored, &slot->cancel_until);
  if (making->enrolment->state != PF_ENROLMENT_OPEN)
    return;
  pf_deadline_rule_resolve (book, slot->day, calendar, zone, &slot->book_from, &slot->book_until);
  pf_deadline_rule_resolve (late, slot->day, calendar, zone, &ignored, &slot->late_until);
}

/* The deadlines of a day are the same for all its units. */
static void
copy_deadlines (const Making *making, PfSlot *slot)
{
  GArray *slots = making->sheet->slots;
  const PfSlot *last = slots->len > 0 ? &g_array_index (slots, PfSlot, slots->len - 1) : NULL;

  if (last == NULL || last->day != slot->day || last->closure != PF_CLOSURE_NONE)
    {
      set_deadlines (making, slot);
      return;
    }
  slot->book_from = last->book_from;
  slot->book_until = last->book_until;
  slot->late_until = last->late_until;
  slot->cancel_until = last->cancel_until;
}

static gint8
add_label (PfSheet *sheet, const char *words)
{
  guint index;

  if (words == NULL || *words == '\0')
    return -1;
  if (!g_ptr_array_find_with_equal_func (sheet->labels, words, g_str_equal, &index))
    {
      index = sheet->labels->len;
      if (index >= G_MAXINT8)
        return -1;
      g_ptr_array_add (sheet->labels, g_strdup (words));
    }
  return (gint8) index;
}

static void
add_slot (Making *making, const PfSlot *slot, const char *words)
{
  gint8 label = add_label (making->sheet, words);

  g_array_append_val (making->sheet->slots, *slot);
  g_array_append_val (making->sheet->label_of, label);
}

static const PfsClosure *
find_closure (const Making *making, PfDay day)
{
  for (guint i = 0; i < making->closures->len; i++)
    {
      const PfsClosure *closure = g_ptr_array_index (making->closures, i);

      if (closure->day == day)
        return closure;
    }
  return NULL;
}

static const PfsBooking *
find_booking (const Making *making, const char *unit, PfDay day)
{
  for (guint i = 0; i < making->bookings->len; i++)
    {
      const PfsBooking *booking = g_ptr_array_index (making->bookings, i);

      if (booking->day == day && g_str_equal (booking->unit, unit))
        return booking;
    }
  return NULL;
}

static gint32
count_places (const PfsOpening *opening, PfsPlaces places)
{
  int left;

  if (opening->capacity == PF_PLACES_UNLIMITED)
    return PF_PLACES_UNLIMITED;
  left = MAX (0, opening->capacity - opening->taken);
  return places == PFS_PLACES_AS_TOLD && left > PFS_PLACES_TOLD ? PF_PLACES_UNLIMITED : left;
}

static void
set_booking (PfSlot *slot, const PfsBooking *booking)
{
  slot->booking = booking->status;
  slot->attendance = booking->attendance;
  slot->charged = booking->charged;
  slot->rank = booking->rank;
}

static void
add_open_slot (Making *making, const PfsOpening *opening, const PfsBooking *booking)
{
  const PfsClosure *closure = find_closure (making, opening->day);
  const PfsTariff *tariff;
  PfSlot slot;
  guint unit;

  if (!g_ptr_array_find_with_equal_func (making->sheet->units, opening->unit, g_str_equal, &unit))
    return;
  pf_slot_init (&slot, opening->day, (guint8) unit);
  slot.flags = making->offer->flags;
  slot.places = count_places (opening, making->places);
  tariff = find_tariff (g_ptr_array_index (making->offer->tariffs, unit), opening->day,
                        making->sheets->quotient);
  if (tariff != NULL)
    {
      slot.price = tariff->price;
      slot.late_price = tariff->late_price;
    }
  if (booking != NULL)
    set_booking (&slot, booking);
  if (closure != NULL)
    slot.closure = closure->kind;
  else
    copy_deadlines (making, &slot);
  add_slot (making, &slot,
            closure != NULL   ? closure->words
            : booking != NULL ? booking->note
                              : NULL);
}

/* A day on which nothing opens is told as closed where the calendar says why. */
static void
add_closed_day (Making *making, PfDay day)
{
  PfCalendar *calendar = making->sheets->town->calendar;
  const PfPeriod *holiday = pf_calendar_get_school_holiday (calendar, day);
  PfClosure closure = PF_CLOSURE_NONE;
  const char *words = NULL;

  if (pf_calendar_get_public_holiday (calendar, day) != PF_HOLIDAY_NONE)
    closure = PF_CLOSURE_PUBLIC_HOLIDAY;
  else if (PF_WEEKDAYS_WEEKEND & PF_WEEKDAY_BIT (pf_day_get_weekday (day)))
    closure = PF_CLOSURE_WEEKEND;
  else if (holiday != NULL)
    {
      closure = PF_CLOSURE_SCHOOL_HOLIDAY;
      words = holiday->name;
    }
  for (guint i = 0; closure != PF_CLOSURE_NONE && i < making->sheet->units->len; i++)
    {
      PfSlot slot;

      pf_slot_init (&slot, day, (guint8) i);
      slot.closure = closure;
      add_slot (making, &slot, words);
    }
}

static void
add_days (Making *making, PfDay first, PfDay last)
{
  guint next = 0;

  for (PfDay day = first; day <= last; day++)
    {
      gboolean is_allowed =
          (making->enrolment->weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (day))) != 0;
      gboolean opens = FALSE;

      for (; next < making->openings->len; next++)
        {
          const PfsOpening *opening = &g_array_index (making->openings, PfsOpening, next);
          const PfsBooking *booking;

          if (opening->day != day)
            break;
          opens = TRUE;
          booking = find_booking (making, opening->unit, day);
          if (is_allowed || booking != NULL)
            add_open_slot (making, opening, booking);
        }
      if (!opens && is_allowed)
        add_closed_day (making, day);
    }
}

static gboolean
load_making (Making *making, PfDay first, PfDay last, GError **error)
{
  PfsStorage *storage = making->sheets->storage;
  const char *activity = making->enrolment->activity;

  making->offer = load_offer (making->sheets, activity, error);
  if (making->offer == NULL)
    return FALSE;
  making->openings = pfs_storage_list_openings (storage, activity, first, last, error);
  if (making->openings == NULL)
    return FALSE;
  making->closures = pfs_storage_list_closures (storage, activity, first, last, error);
  if (making->closures == NULL)
    return FALSE;
  making->bookings = pfs_storage_list_enrolment_bookings (
      storage, pf_record_get_id (PF_RECORD (making->enrolment)), first, last, error);
  return making->bookings != NULL;
}

/* Returns: the slots from @first to @last; NULL with @error. @opens: whether something opens there.
 */
static PfSheet *
make_range (PfsSheets   *self,
            PfEnrolment *enrolment,
            PfDay        first,
            PfDay        last,
            PfsPlaces    places,
            gboolean    *opens,
            GError     **error)
{
  Making making = { .sheets = self, .enrolment = enrolment, .places = places };
  PfSheet *sheet = NULL;

  first = MAX (first, enrolment->first);
  last = MIN (last, enrolment->last);
  if (load_making (&making, first, last, error))
    {
      PfDay month = pf_day_get_month_start (first);
      const char *enrolment_id = pf_record_get_id (PF_RECORD (enrolment));
      g_autofree char *id = pf_sheet_make_id (enrolment_id, month);

      sheet = making.sheet = pf_record_new (PF_TYPE_SHEET, id);
      sheet->enrolment = g_strdup (enrolment_id);
      sheet->month = month;
      for (guint i = 0; i < making.offer->record->units->len; i++)
        {
          const PfUnit *unit = g_ptr_array_index (making.offer->record->units, i);

          g_ptr_array_add (sheet->units, g_strdup (unit->id));
        }
      add_days (&making, first, last);
      *opens = making.openings->len > 0;
    }
  g_clear_pointer (&making.openings, g_array_unref);
  g_clear_pointer (&making.closures, g_ptr_array_unref);
  g_clear_pointer (&making.bookings, g_ptr_array_unref);
  return sheet;
}

/* Returns: the household's enrolment, if it has sheets; NULL without @error where not. */
static PfEnrolment *
load_enrolment (PfsSheets *self, const char *id, GError **error)
{
  g_autoptr (PfEnrolment) enrolment = NULL;
  GError *failure = NULL;
  g_autofree char *household = NULL;

  enrolment = pfs_storage_load_enrolment (self->storage, id, &failure);
  if (enrolment != NULL)
    household = pfs_storage_get_enrolment_household (self->storage, id, &failure);
  if (!pfs_storage_may_be_absent (failure, error) || enrolment == NULL ||
      g_strcmp0 (household, self->household) != 0 ||
      (enrolment->state != PF_ENROLMENT_OPEN && enrolment->state != PF_ENROLMENT_CLOSED))
    return NULL;
  return g_steal_pointer (&enrolment);
}

PfsSheets *
pfs_sheets_new (PfsStorage *storage, const char *household, GError **error)
{
  g_autoptr (PfHousehold) record = NULL;
  g_autoptr (PfTown) town = NULL;
  PfsSheets *self;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  record = pfs_storage_load_household (storage, household, error);
  town = record != NULL ? pfs_storage_load_town_record (storage, error) : NULL;
  if (town == NULL)
    return NULL;
  self = g_new0 (PfsSheets, 1);
  self->storage = g_object_ref (storage);
  self->town = g_steal_pointer (&town);
  self->household = g_strdup (household);
  self->quotient = record->quotient;
  self->offers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_offer);
  return self;
}

void
pfs_sheets_free (PfsSheets *self)
{
  g_object_unref (self->storage);
  g_object_unref (self->town);
  g_free (self->household);
  g_hash_table_unref (self->offers);
  g_free (self);
}

PfTown *
pfs_sheets_get_town (PfsSheets *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->town;
}

PfSheet *
pfs_sheets_make (PfsSheets *self, const char *id, gint64 version, GError **error)
{
  g_autoptr (PfEnrolment) enrolment = NULL;
  g_autoptr (PfSheet) sheet = NULL;
  g_autofree char *enrolment_id = NULL;
  g_autofree char *first_text = NULL;
  const char *slash;
  gboolean opens = FALSE;
  PfDay first;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  slash = strrchr (id, '/');
  g_return_val_if_fail (slash != NULL, NULL);
  enrolment_id = g_strndup (id, (gsize) (slash - id));
  first_text = g_strconcat (slash + 1, "-01", NULL);
  first = pf_day_parse (first_text);
  enrolment = load_enrolment (self, enrolment_id, error);
  if (enrolment == NULL || first == PF_DAY_NONE)
    return NULL;
  sheet = make_range (self, enrolment, first, pf_day_get_month_end (first), PFS_PLACES_AS_TOLD,
                      &opens, error);
  if (sheet == NULL || !opens || sheet->slots->len == 0)
    return NULL;
  sheet->version = version;
  return g_steal_pointer (&sheet);
}

gboolean
pfs_sheets_load_slot (PfsSheets    *self,
                      const char   *enrolment_id,
                      const char   *unit,
                      PfDay         day,
                      PfsPlaces     places,
                      PfSlot       *slot,
                      PfEnrolment **enrolment,
                      GError      **error)
{
  g_autoptr (PfEnrolment) found = NULL;
  g_autoptr (PfSheet) sheet = NULL;
  gboolean opens = FALSE;
  const PfSlot *facts;

  g_return_val_if_fail (self != NULL && enrolment_id != NULL && unit != NULL && slot != NULL,
                        FALSE);

  if (enrolment != NULL)
    *enrolment = NULL;
  found = load_enrolment (self, enrolment_id, error);
  if (found == NULL)
    return FALSE;
  if (day >= found->first && day <= found->last)
    sheet = make_range (self, found, day, day, places, &opens, error);
  facts = sheet != NULL ? pf_sheet_find_slot (sheet, day, unit) : NULL;
  if (facts != NULL)
    *slot = *facts;
  if (enrolment != NULL)
    *enrolment = g_steal_pointer (&found);
  return facts != NULL;
}
