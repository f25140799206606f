/* SPDX-License-Identifier: GPL-3.0-or-later
 * Enrolments as a town decides them. */
#include "config.h"

#include "pfs-enrolments.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pfs-bookings.h"
#include "pfs-forbid.h"
#include "pfs-mail.h"
#include "pfs-sheets.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-enrolments.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

/* A whole year of one enrolment being booked. */
typedef struct {
  PfsStorage *storage;
  PfsSheets *sheets;
  PfEnrolment *enrolment;
  gboolean may_wait; /* a full day has a waiting list */
  PfMoment now;
  guint n_booked;
  guint n_left;
} Year;

static gboolean
get_today (PfsStorage *storage, PfMoment now, PfDay *today, GError **error)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (storage, error);

  if (town != NULL)
    *today = pf_moment_get_day (now, town->zone);
  return town != NULL;
}

/* Books one day, as an agent does: without regard to the family's deadlines. */
static gboolean
book_day (Year *year, const PfsOpening *opening, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (year->enrolment));
  g_autoptr (PfsBooking) booking = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean is_full = opening->capacity != PF_PLACES_UNLIMITED &&
                     opening->taken >= opening->capacity;
  PfSlot slot;

  if (!pfs_sheets_load_slot (year->sheets, id, opening->unit, opening->day, PFS_PLACES_EXACT, &slot,
                             NULL, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return failure == NULL;
    }
  if (pf_booking_is_held (slot.booking))
    return TRUE;
  if (slot.closure != PF_CLOSURE_NONE || (is_full && !year->may_wait))
    {
      year->n_left++;
      return TRUE;
    }
  booking = pfs_storage_load_booking (year->storage, id, opening->unit, opening->day, error);
  if (booking == NULL)
    return FALSE;
  booking->status = is_full ? PF_BOOKING_WAITING : PF_BOOKING_BOOKED;
  booking->asked_at = year->now;
  booking->asked_price = slot.price;
  booking->charged = is_full ? PF_CENTS_UNKNOWN : slot.price;
  year->n_booked++;
  return pfs_storage_put_booking (year->storage, booking, error);
}

static gboolean
book_openings (Year *year, char **units, PfDay first, GError **error)
{
  g_autoptr (GArray) openings = pfs_storage_list_openings (year->storage, year->enrolment->activity,
                                                           first, year->enrolment->last, error);

  if (openings == NULL)
    return FALSE;
  for (guint i = 0; i < openings->len; i++)
    {
      const PfsOpening *opening = &g_array_index (openings, PfsOpening, i);
      guint weekday = PF_WEEKDAY_BIT (pf_day_get_weekday (opening->day));

      if ((year->enrolment->weekdays & weekday) != 0 &&
          g_strv_contains ((const char *const *) units, opening->unit) &&
          !book_day (year, opening, error))
        return FALSE;
    }
  return TRUE;
}

/* Books what was asked for a whole year, from tomorrow on. */
static gboolean
book_year (Year *year, GError **error)
{
  PfEnrolment *enrolment = year->enrolment;
  g_autoptr (PfActivity) activity = NULL;
  g_autofree char *household = NULL;
  g_autofree char *remark = NULL;
  g_auto (GStrv) units = NULL;
  PfSlotFlags flags;
  PfDay today;

  activity = pfs_storage_load_activity (year->storage, enrolment->activity, &flags, error);
  if (activity == NULL || !activity->books_whole_year)
    return activity != NULL;
  household = pfs_storage_get_enrolment_household (year->storage,
                                                   pf_record_get_id (PF_RECORD (enrolment)), error);
  if (household == NULL || !get_today (year->storage, year->now, &today, error) ||
      !pfs_storage_load_wish (year->storage, pf_record_get_id (PF_RECORD (enrolment)), &remark,
                              &units, error))
    return FALSE;
  year->may_wait = (flags & PF_SLOT_HAS_WAITING_LIST) != 0;
  year->sheets = pfs_sheets_new (year->storage, household, error);
  if (year->sheets == NULL)
    return FALSE;
  if (!book_openings (year, units, MAX (enrolment->first, today + 1), error))
    {
      pfs_sheets_free (year->sheets);
      return FALSE;
    }
  pfs_sheets_free (year->sheets);
  return TRUE;
}

static gboolean
open_enrolment (Year *year, GError **error)
{
  year->enrolment->state = PF_ENROLMENT_OPEN;
  g_clear_pointer (&year->enrolment->reason, g_free);
  return pfs_storage_put_enrolment (year->storage, year->enrolment, error) &&
         book_year (year, error);
}

/* Tells the family what was decided. @booked, @left: (nullable): how many days */
static gboolean
queue_mail (PfsStorage  *storage,
            PfEnrolment *enrolment,
            const char  *template_name,
            const char  *booked,
            const char  *left,
            GError     **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new (template_name);
  g_autoptr (PfChild) child = pfs_storage_load_child (storage, enrolment->child, error);
  g_autoptr (PfActivity) activity = NULL;
  g_autofree char *household = NULL;

  if (child == NULL)
    return FALSE;
  activity = pfs_storage_load_activity (storage, enrolment->activity, NULL, error);
  household = pfs_storage_get_enrolment_household (storage,
                                                   pf_record_get_id (PF_RECORD (enrolment)), error);
  if (activity == NULL || household == NULL)
    return FALSE;
  pfs_mail_set_text (mail, "child", child->first_name);
  pfs_mail_set_text (mail, "activity", activity->name);
  pfs_mail_set_day (mail, "first", enrolment->first);
  pfs_mail_set_day (mail, "last", enrolment->last);
  pfs_mail_set_text (mail, "reason", enrolment->reason);
  pfs_mail_set_text (mail, "booked", booked);
  pfs_mail_set_text (mail, "left", left);
  return pfs_mail_queue_for_household (mail, storage, household, error);
}

static gboolean
queue_acceptance (const Year *year, GError **error)
{
  g_autofree char *booked = year->n_booked > 0 ? g_strdup_printf ("%u", year->n_booked) : NULL;
  g_autofree char *left = year->n_left > 0 ? g_strdup_printf ("%u", year->n_left) : NULL;

  return queue_mail (year->storage, year->enrolment, "enrolment-accepted", booked, left, error);
}

static char *
choose_id (PfsStorage *storage, const char *child, const char *activity)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", child, activity);
  g_autoptr (PfEnrolment) former = pfs_storage_load_enrolment (storage, id, NULL);
  g_autofree char *random = NULL;

  if (former == NULL)
    return g_steal_pointer (&id);
  random = g_uuid_string_random ();
  random[strlen ("01234567")] = '\0';
  return g_strdup_printf ("%s-%s", id, random);
}

static gboolean
make_enrolment (PfsStorage            *storage,
                const PfEnrolmentWish *wish,
                PfActivity            *activity,
                PfChild               *child,
                PfMoment               now,
                char                 **made,
                GError               **error)
{
  const char *child_id = pf_record_get_id (PF_RECORD (child));
  g_autofree char *id = choose_id (storage, child_id, wish->activity);
  g_autoptr (PfEnrolment) enrolment = pf_record_new (PF_TYPE_ENROLMENT, id);
  Year year = { .storage = storage, .enrolment = enrolment, .now = now };

  enrolment->child = g_strdup (child_id);
  enrolment->activity = g_strdup (wish->activity);
  enrolment->state = PF_ENROLMENT_REQUESTED;
  enrolment->first = wish->first;
  enrolment->last = wish->last;
  enrolment->is_occasional = wish->is_occasional;
  enrolment->weekdays = wish->is_occasional ? PF_WEEKDAYS_ALL : wish->weekdays;
  enrolment->asked_at = now;
  if (!pfs_storage_put_enrolment (storage, enrolment, error) ||
      !pfs_storage_set_wish (storage, id, wish->remark, wish->units, error) ||
      (activity->is_automatic && !open_enrolment (&year, error)))
    return FALSE;
  if (*made == NULL)
    *made = g_steal_pointer (&id);
  return TRUE;
}

/* Returns: (transfer full) (element-type PfChild) (nullable): the children of @wish, in its order;
 * NULL where one is not of @household, or with @error. */
static GPtrArray *
find_children (PfsStorage            *storage,
               const char            *household,
               const PfEnrolmentWish *wish,
               guint                 *unknown,
               GError               **error)
{
  g_autoptr (GPtrArray) all = pfs_storage_list_children (storage, household, error);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; all != NULL && i < wish->children->len; i++)
    {
      for (guint j = 0; j < all->len && children->len == i; j++)
        if (g_str_equal (pf_record_get_id (all->pdata[j]), wish->children->pdata[i]))
          g_ptr_array_add (children, g_object_ref (all->pdata[j]));
      if (children->len == i)
        {
          *unknown = i;
          return NULL;
        }
    }
  return all != NULL ? g_steal_pointer (&children) : NULL;
}

static gboolean
knows_units (PfActivity *activity, GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    if (pf_activity_find_unit (activity, units->pdata[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Judges the wish for one child. */
static gboolean
judge_child (PfsStorage            *storage,
             const char            *household,
             const PfEnrolmentWish *wish,
             PfActivity            *activity,
             PfChild               *child,
             PfMoment               now,
             PfDay                  today,
             PfsEnrolmentAnswer    *answer,
             GError               **error)
{
  g_autoptr (GPtrArray) enrolments =
      pfs_storage_list_enrolments (storage, pf_record_get_id (PF_RECORD (child)), wish->activity,
                                   error);

  if (enrolments == NULL)
    return FALSE;
  answer->refusal = pf_enrolment_wish_check (wish, activity, child, enrolments, today);
  return answer->refusal != PF_ENROLMENT_REFUSAL_NONE ||
         pfs_family_get_unmet (storage, household, child, activity, now, &answer->unmet, error);
}

void
pfs_enrolment_answer_clear (PfsEnrolmentAnswer *answer)
{
  g_clear_pointer (&answer->id, g_free);
}

gboolean
pfs_enrolments_ask (PfsStorage            *storage,
                    const char            *household,
                    const PfEnrolmentWish *wish,
                    PfMoment               now,
                    PfsEnrolmentAnswer    *answer,
                    GError               **error)
{
  g_autoptr (PfActivity) activity = NULL;
  g_autoptr (GPtrArray) children = NULL;
  GError *failure = NULL;
  PfDay today;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && wish != NULL && answer != NULL, FALSE);

  if (!get_today (storage, now, &today, error) ||
      !pfs_family_check_services (storage, household, &answer->block, error))
    return FALSE;
  if (answer->block != PFS_BLOCK_NONE)
    return TRUE;
  activity = pfs_storage_load_activity (storage, wish->activity, NULL, &failure);
  if (activity != NULL)
    children = find_children (storage, household, wish, &answer->child, &failure);
  if (!pfs_storage_may_be_absent (failure, error))
    return FALSE;
  answer->is_unknown = activity == NULL || children == NULL || !knows_units (activity, wish->units);
  if (answer->is_unknown)
    return TRUE;
  for (answer->child = 0; answer->child < children->len; answer->child++)
    {
      if (!judge_child (storage, household, wish, activity, children->pdata[answer->child], now,
                        today, answer, error))
        return FALSE;
      if (answer->refusal != PF_ENROLMENT_REFUSAL_NONE || answer->unmet != 0)
        return TRUE;
    }
  answer->is_open = activity->is_automatic;
  for (guint i = 0; i < children->len; i++)
    if (!make_enrolment (storage, wish, activity, children->pdata[i], now, &answer->id, error))
      return FALSE;
  return TRUE;
}

gboolean
pfs_enrolments_accept (PfsStorage *storage,
                       const char *id,
                       PfMoment    now,
                       guint      *n_booked,
                       guint      *n_left,
                       GError    **error)
{
  g_autoptr (PfEnrolment) enrolment = NULL;
  Year year = { .storage = storage, .now = now };

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  enrolment = pfs_storage_load_enrolment (storage, id, error);
  if (enrolment == NULL)
    return FALSE;
  if (enrolment->state != PF_ENROLMENT_REQUESTED)
    return pfs_forbid (error, _("This enrolment does not wait for a decision"));
  year.enrolment = enrolment;
  if (!open_enrolment (&year, error) || !queue_acceptance (&year, error))
    return FALSE;
  if (n_booked != NULL)
    *n_booked = year.n_booked;
  if (n_left != NULL)
    *n_left = year.n_left;
  return TRUE;
}

gboolean
pfs_enrolments_refuse (PfsStorage *storage,
                       const char *id,
                       const char *reason,
                       PfMoment    now,
                       GError    **error)
{
  g_autoptr (PfEnrolment) enrolment = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (id != NULL && reason != NULL, FALSE);

  enrolment = pfs_storage_load_enrolment (storage, id, error);
  if (enrolment == NULL)
    return FALSE;
  if (enrolment->state != PF_ENROLMENT_REQUESTED)
    return pfs_forbid (error, _("This enrolment does not wait for a decision"));
  enrolment->state = PF_ENROLMENT_REFUSED;
  g_free (enrolment->reason);
  enrolment->reason = g_strdup (reason);
  return pfs_storage_put_enrolment (storage, enrolment, error) &&
         queue_mail (storage, enrolment, "enrolment-refused", NULL, NULL, error);
}

gboolean
pfs_enrolments_close (PfsStorage *storage,
                      const char *id,
                      PfDay       last,
                      const char *reason,
                      PfMoment    now,
                      GError    **error)
{
  g_autoptr (PfEnrolment) enrolment = NULL;
  g_autoptr (GPtrArray) bookings = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (id != NULL && pf_day_is_valid (last), FALSE);

  enrolment = pfs_storage_load_enrolment (storage, id, error);
  if (enrolment == NULL)
    return FALSE;
  if (enrolment->state != PF_ENROLMENT_OPEN)
    return pfs_forbid (error, _("This enrolment is not open"));
  if (last < enrolment->first || last > enrolment->last)
    return pfs_forbid (error, _("An enrolment can only end on a day of its period"));
  bookings = pfs_storage_list_enrolment_bookings (storage, id, last + 1, enrolment->last, error);
  if (bookings == NULL)
    return FALSE;
  for (guint i = 0; i < bookings->len; i++)
    {
      const PfsBooking *booking = g_ptr_array_index (bookings, i);

      if (pf_booking_is_held (booking->status) &&
          !pfs_bookings_free_place (storage, id, booking->unit, booking->day, reason, now, error))
        return FALSE;
    }
  enrolment->last = last;
  g_free (enrolment->reason);
  enrolment->reason = g_strdup (reason);
  return pfs_storage_put_enrolment (storage, enrolment, error);
}

/* What was ever booked was charged, or counts in a history: it stays. @sentence: what is said then.
 */
static gboolean
check_unused (PfsStorage *storage, const char *id, const char *sentence, GError **error)
{
  g_autoptr (PfEnrolment) enrolment = pfs_storage_load_enrolment (storage, id, error);
  g_autoptr (GPtrArray) bookings = NULL;

  if (enrolment != NULL)
    bookings =
        pfs_storage_list_enrolment_bookings (storage, id, enrolment->first, enrolment->last, error);
  if (bookings == NULL)
    return FALSE;
  return bookings->len == 0 || pfs_forbid (error, sentence);
}

gboolean
pfs_enrolments_remove (PfsStorage *storage, const char *id, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage) && id != NULL, FALSE);

  return check_unused (storage, id, _("Something was booked on it: it can be ended, not removed"),
                       error) &&
         pfs_storage_remove_enrolment (storage, id, error);
}

gboolean
pfs_enrolments_remove_child (PfsStorage *storage, const char *id, GError **error)
{
  g_autoptr (GPtrArray) enrolments = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage) && id != NULL, FALSE);

  enrolments = pfs_storage_list_enrolments (storage, id, NULL, error);
  for (guint i = 0; enrolments != NULL && i < enrolments->len; i++)
    if (!check_unused (storage, pf_record_get_id (g_ptr_array_index (enrolments, i)),
                       _("Something was booked for this child, who cannot be removed any more"),
                       error))
      return FALSE;
  return enrolments != NULL && pfs_storage_remove_child (storage, id, error);
}
