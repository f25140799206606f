/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads Noethys' enrolments (inscriptions) and bookings (consommations), the latter with their
 * state and what they were charged. */
#include "config.h"

#include "pfs-noethys-model.h"

#include <glib/gi18n-lib.h>

/* Noethys' states and ours. "refus" holds nothing, so it is left. */
static const struct {
  const char *name;
  PfBooking status;
  PfAttendance attendance;
} states[] = {
  { "reservation", PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN },
  { "present", PF_BOOKING_BOOKED, PF_ATTENDANCE_PRESENT },
  { "absenti", PF_BOOKING_BOOKED, PF_ATTENDANCE_ABSENT },
  { "absentj", PF_BOOKING_BOOKED, PF_ATTENDANCE_EXCUSED },
  { "attente", PF_BOOKING_WAITING, PF_ATTENDANCE_UNKNOWN },
};

/* What the bookings of a source need to be read. */
typedef struct {
  PfsNoethysModel *model;
  GHashTable *amounts; /* prestation → PfCents, which the first booking of several takes */
  GHashTable *seen;    /* "ENROLMENT UNIT DAY" */
} Reading;

static PfEnrolmentState
choose_state (const char *status, gboolean has_left)
{
  if (g_strcmp0 (status, "attente") == 0)
    return PF_ENROLMENT_REQUESTED;
  if (g_strcmp0 (status, "refus") == 0)
    return PF_ENROLMENT_REFUSED;
  return has_left ? PF_ENROLMENT_CLOSED : PF_ENROLMENT_OPEN;
}

static gboolean
has_child (PfsNoethysFamily *family, const char *id)
{
  for (guint i = 0; i < family->children->len; i++)
    if (g_str_equal (pf_record_get_id (g_ptr_array_index (family->children, i)), id))
      return TRUE;
  return FALSE;
}

static PfsNoethysEnrolment *
add_enrolment (PfsNoethysModel    *model,
               PfsNoethysActivity *activity,
               gint64              number,
               gint64              person,
               const char         *child)
{
  PfsNoethysEnrolment *enrolment = g_new0 (PfsNoethysEnrolment, 1);
  g_autofree char *id =
      activity->group > 0
          ? g_strdup_printf ("ni%" G_GINT64_FORMAT "-g%" G_GINT64_FORMAT, number, activity->group)
          : g_strdup_printf ("ni%" G_GINT64_FORMAT, number);

  enrolment->record = pf_record_new (PF_TYPE_ENROLMENT, id);
  enrolment->record->child = g_strdup (child);
  enrolment->record->activity = g_strdup (pf_record_get_id (PF_RECORD (activity->record)));
  enrolment->record->weekdays = activity->weekdays;
  enrolment->record->first = enrolment->record->last = PF_DAY_NONE;
  enrolment->activity = activity;
  enrolment->enrolment = number;
  enrolment->person = person;
  enrolment->left_on = PF_DAY_NONE;
  g_ptr_array_add (model->enrolments, enrolment);
  return enrolment;
}

static const char *
judge_enrolment (PfsNoethysModel *model, sqlite3_stmt *row)
{
  gint64 person = pfs_noethys_get_int (row, 1, 0);
  PfsNoethysFamily *family = pfs_noethys_model_find_family (model, pfs_noethys_get_int (row, 2, 0));
  PfsNoethysActivity *activity = pfs_noethys_model_find_activity (model,
                                                                  pfs_noethys_get_int (row, 3, 0),
                                                                  pfs_noethys_get_int (row, 4, 0));
  g_autofree char *child = NULL;
  g_autofree char *status = pfs_noethys_get_text (row, 8);
  gboolean has_left = pfs_noethys_get_int (row, 6, 0) == 1;
  PfsNoethysEnrolment *enrolment;

  if (!family)
    return N_("of a family that was not taken");
  if (!activity)
    return N_("of an activity or a group that was not taken");
  child = g_strdup_printf ("%s-c%" G_GINT64_FORMAT, pf_record_get_id (PF_RECORD (family->record)),
                           person);
  if (!has_child (family, child))
    return N_("of somebody who does not belong to the family");
  enrolment = add_enrolment (model, activity, pfs_noethys_get_int (row, 0, 0), person, child);
  enrolment->record->state = choose_state (status, has_left);
  enrolment->record->first = pfs_noethys_model_get_day (model, row, 5);
  enrolment->left_on = pfs_noethys_model_get_day (model, row, 7);
  return NULL;
}

static void
read_enrolments (PfsNoethysModel *model)
{
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "inscriptions",
                                 "IDinscription IDindividu IDfamille IDactivite IDgroupe "
                                 "date_inscription parti date_desinscription statut",
                                 "IDinscription");

  while (pfs_noethys_source_next (model->source, &rows))
    pfs_import_report_count (model->report, PFS_TALLY_ENROLMENTS, judge_enrolment (model, rows));
}

/* A child may have eaten with another group than its own: that group then has a part of the
 * enrolment. */
static PfsNoethysEnrolment *
find_enrolment (PfsNoethysModel *model, gint64 number, gint64 person, PfsNoethysActivity *activity)
{
  PfsNoethysEnrolment *sibling = NULL;

  for (guint i = 0; i < model->enrolments->len; i++)
    {
      PfsNoethysEnrolment *enrolment = g_ptr_array_index (model->enrolments, i);
      gboolean same = number > 0 ? enrolment->enrolment == number : enrolment->person == person;

      if (!same || enrolment->activity->number != activity->number)
        continue;
      if (enrolment->activity == activity)
        return enrolment;
      sibling = enrolment;
    }
  if (sibling)
    {
      PfsNoethysEnrolment *part = add_enrolment (model, activity, sibling->enrolment,
                                                 sibling->person, sibling->record->child);

      part->record->state = sibling->record->state;
      part->left_on = sibling->left_on;
      return part;
    }
  return NULL;
}

static GHashTable *
read_amounts (PfsNoethysModel *model)
{
  GHashTable *amounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "prestations",
                                                  "IDprestation montant", "IDprestation");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 0, 0);
      PfCents amount = pfs_noethys_get_cents (rows, 1);

      if (amount != PF_CENTS_UNKNOWN)
        g_hash_table_replace (amounts, g_memdup2 (&number, sizeof number),
                              g_memdup2 (&amount, sizeof amount));
    }
  return amounts;
}

/* One amount may pay for several bookings (a meal and its evening): the first one carries it, so
 * that the sum stays right. */
static PfCents
take_amount (GHashTable *amounts, gint64 number)
{
  PfCents *amount = g_hash_table_lookup (amounts, &number);
  PfCents taken;

  if (!amount)
    return PF_CENTS_UNKNOWN;
  taken = *amount;
  *amount = 0;
  return taken;
}

static void
widen_period (PfEnrolment *record, PfDay day)
{
  if (record->first == PF_DAY_NONE || day < record->first)
    record->first = day;
  if (record->last == PF_DAY_NONE || day > record->last)
    record->last = day;
}

static PfMoment
choose_asked_at (PfsNoethysModel *model, sqlite3_stmt *row, int column, PfDay day)
{
  PfDay asked = pfs_noethys_model_get_day (model, row, column);

  return (PfMoment) (asked != PF_DAY_NONE ? asked : day) * 86400;
}

static const char *
judge_booking (Reading *reading, sqlite3_stmt *row)
{
  PfsNoethysModel *model = reading->model;
  gint64 person = pfs_noethys_get_int (row, 1, 0);
  PfsNoethysActivity *activity = pfs_noethys_model_find_activity (model,
                                                                  pfs_noethys_get_int (row, 3, 0),
                                                                  pfs_noethys_get_int (row, 6, 0));
  PfDay day = pfs_noethys_model_get_day (model, row, 4);
  g_autofree char *unit = g_strdup_printf ("u%" G_GINT64_FORMAT, pfs_noethys_get_int (row, 5, 0));
  g_autofree char *name = pfs_noethys_get_text (row, 7);
  PfsNoethysEnrolment *enrolment;
  PfsBooking *booking;
  gsize state = 0;
  char *key;

  if (g_strcmp0 (name, "refus") == 0)
    return N_("refused in Noethys: nothing is held");
  while (state < G_N_ELEMENTS (states) && g_strcmp0 (name, states[state].name) != 0)
    state++;
  if (state == G_N_ELEMENTS (states))
    return N_("in a state that is not known");
  if (!activity)
    return N_("of an activity or a group that was not taken");
  enrolment = find_enrolment (model, pfs_noethys_get_int (row, 2, 0), person, activity);
  if (!enrolment)
    return N_("of nobody who is enrolled");
  if (day == PF_DAY_NONE)
    return N_("without a usable date");
  if (!pfs_noethys_activity_find_opening (activity, unit, day))
    return N_("on a day or a unit that is not open");
  key = g_strdup_printf ("%s %s %d", pf_record_get_id (PF_RECORD (enrolment->record)), unit, day);
  if (!g_hash_table_add (reading->seen, key))
    return N_("another one of the same unit and day: times and events are not kept");
  booking = pfs_booking_new (pf_record_get_id (PF_RECORD (enrolment->record)), unit, day);
  booking->status = states[state].status;
  booking->attendance = states[state].attendance;
  booking->asked_at = choose_asked_at (model, row, 8, day);
  booking->asked_price = take_amount (reading->amounts, pfs_noethys_get_int (row, 9, 0));
  if (booking->status == PF_BOOKING_BOOKED)
    booking->charged = booking->asked_price;
  g_ptr_array_add (model->bookings, booking);
  widen_period (enrolment->record, day);
  return NULL;
}

/* By default from the first to the last day the activity opens; a child that left keeps what it
 * had. */
static void
close_periods (PfsNoethysModel *model)
{
  for (guint i = 0; i < model->enrolments->len; i++)
    {
      PfsNoethysEnrolment *enrolment = g_ptr_array_index (model->enrolments, i);
      PfEnrolment *record = enrolment->record;
      PfsNoethysActivity *activity = enrolment->activity;

      if (enrolment->left_on != PF_DAY_NONE)
        widen_period (record, enrolment->left_on);
      else if (activity->last_opening != PF_DAY_NONE)
        widen_period (record, activity->last_opening);
      if (record->first == PF_DAY_NONE)
        record->first = record->last = pf_day_new (1970, 1, 1);
      if (record->last == PF_DAY_NONE)
        record->last = record->first;
    }
}

void
pfs_noethys_read_bookings (PfsNoethysModel *model)
{
  g_autoptr (GHashTable) amounts = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { .model = model, .seen = seen };
  sqlite3_stmt *rows;

  read_enrolments (model);
  reading.amounts = amounts = read_amounts (model);
  rows = pfs_noethys_source_select (model->source, "consommations",
                                    "IDconso IDindividu IDinscription IDactivite date IDunite "
                                    "IDgroupe etat date_saisie IDprestation",
                                    "IDconso");
  while (pfs_noethys_source_next (model->source, &rows))
    pfs_import_report_count (model->report, PFS_TALLY_BOOKINGS, judge_booking (&reading, rows));
  close_periods (model);
}
