/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents look at: what waits, and who and what the town has, with the identifiers that the
 * other commands take. */
#include "config.h"

#include "pfs-agent.h"

#include "pf-legend.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* How far ahead what waits is shown. */
#define HORIZON_DAYS 800

static const PfsColumn booking_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "rank", N_("Rank"), PFS_COLUMN_NUMBER },
  { "day", N_("Day"), PFS_COLUMN_DAY },
  { "activity", N_("Activity"), PFS_COLUMN_TEXT },
  { "unit", N_("Unit"), PFS_COLUMN_TEXT },
  { "child", N_("Child"), PFS_COLUMN_TEXT },
  { "family", N_("Family"), PFS_COLUMN_TEXT },
  { "price", N_("Price"), PFS_COLUMN_MONEY },
  { NULL },
};

static const PfsColumn family_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "number", N_("Number"), PFS_COLUMN_TEXT },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "quotient", N_("Quotient"), PFS_COLUMN_MONEY },
  { "logins", N_("Logins"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn child_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "birth_date", N_("Born"), PFS_COLUMN_DAY },
  { "class", N_("Class"), PFS_COLUMN_TEXT },
  { "enrolments", N_("Enrolments"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn activity_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "units", N_("Units"), PFS_COLUMN_TEXT },
  { NULL },
};

/* What agents call a booking's status; the app has the legend's words, which speak to parents. */
static const struct {
  const char *id;
  const char *name;
} statuses[] = {
  [PF_BOOKING_NONE] = { "none", N_("nothing held") },
  [PF_BOOKING_BOOKED] = { "booked", N_("booked") },
  [PF_BOOKING_WAITING] = { "waiting", N_("waiting") },
  [PF_BOOKING_PENDING] = { "pending", N_("to approve") },
  [PF_BOOKING_CANCELLED] = { "cancelled", N_("cancelled") },
};

static const struct {
  const char *id;
  const char *name;
} attendances[] = {
  [PF_ATTENDANCE_UNKNOWN] = { "booked", N_("booked") },
  [PF_ATTENDANCE_PRESENT] = { "present", N_("present") },
  [PF_ATTENDANCE_ABSENT] = { "absent", N_("absent") },
  [PF_ATTENDANCE_EXCUSED] = { "excused", N_("excused") },
};

static char *
format_status (PfsAgent *agent, const PfsBooking *booking)
{
  if (booking->status == PF_BOOKING_BOOKED)
    return g_strdup (agent->options->json ? attendances[booking->attendance].id
                                          : _(attendances[booking->attendance].name));
  return g_strdup (agent->options->json ? statuses[booking->status].id
                                        : _(statuses[booking->status].name));
}

static char *
format_cents (PfCents amount)
{
  return amount == PF_CENTS_UNKNOWN ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, amount);
}

static char *
format_name (const char *first, const char *last)
{
  return g_strdup_printf ("%s %s", first, last);
}

PfsTable *
pfs_agent_new_booking_table (void)
{
  return pfs_table_new (booking_columns);
}

gboolean
pfs_agent_add_booking (PfsAgent *agent, PfsTable *table, const PfsBooking *booking, GError **error)
{
  g_autoptr (PfActivity) activity =
      pfs_storage_load_activity (agent->storage, booking->activity, NULL, error);
  g_autoptr (PfChild) child =
      activity ? pfs_storage_load_child (agent->storage, booking->child, error) : NULL;
  g_autoptr (PfHousehold) household =
      child ? pfs_storage_load_household (agent->storage, booking->household, error) : NULL;
  const PfUnit *unit;

  if (!household)
    return FALSE;
  unit = pf_activity_find_unit (activity, booking->unit);
  pfs_table_take_row (table, pfs_agent_name_booking (booking), format_status (agent, booking),
                      booking->rank > 0 ? g_strdup_printf ("%d", booking->rank) : NULL,
                      pf_day_format (booking->day), g_strdup (activity->name),
                      g_strdup (unit ? unit->name : booking->unit),
                      format_name (child->first_name, child->last_name), g_strdup (household->name),
                      format_cents (booking->charged != PF_CENTS_UNKNOWN ? booking->charged
                                                                         : booking->asked_price));
  return TRUE;
}

static gboolean
run_list (PfsAgent *agent, GError **error)
{
  PfsBookingFilter filter = { .statuses = 1 << PF_BOOKING_PENDING,
                              .by_day = TRUE,
                              .first = agent->today,
                              .last = agent->today + HORIZON_DAYS };
  g_autoptr (PfsTable) table = pfs_agent_new_booking_table ();

  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (GPtrArray) bookings = pfs_storage_list_bookings (agent->storage, &filter, error);

      for (guint i = 0; bookings && i < bookings->len; i++)
        if (!pfs_agent_add_booking (agent, table, g_ptr_array_index (bookings, i), error))
          return FALSE;
      if (!bookings)
        return FALSE;
      filter.statuses = 1 << PF_BOOKING_WAITING;
    }
  pfs_agent_print (agent, table, _("Nothing waits."));
  return TRUE;
}

static char *
join_logins (PfsAgent *agent, const char *household, GError **error)
{
  g_autoptr (GPtrArray) guardians = pfs_storage_list_guardians (agent->storage, household, error);
  GString *logins;

  if (!guardians)
    return NULL;
  logins = g_string_new (NULL);
  for (guint i = 0; i < guardians->len; i++)
    {
      PfGuardian *guardian = g_ptr_array_index (guardians, i);

      if (guardian->email)
        g_string_append_printf (logins, "%s%s", logins->len > 0 ? " " : "", guardian->email);
    }
  return g_string_free (logins, FALSE);
}

static gboolean
run_families (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (family_columns);
  g_autoptr (GPtrArray) households = pfs_storage_list_households (agent->storage, error);

  for (guint i = 0; households && i < households->len; i++)
    {
      PfHousehold *household = g_ptr_array_index (households, i);
      const char *id = pf_record_get_id (PF_RECORD (household));
      char *logins = join_logins (agent, id, error);

      if (!logins)
        return FALSE;
      pfs_table_take_row (table, g_strdup (id), g_strdup (household->name),
                          g_strdup (household->number),
                          g_strdup (pfs_agent_get_household_state (household->state)),
                          format_cents (household->quotient), logins);
    }
  if (!households)
    return FALSE;
  pfs_agent_print (agent, table, _("The town has no family yet."));
  return TRUE;
}

static char *
join_enrolments (PfsAgent *agent, const char *child, GError **error)
{
  g_autoptr (GPtrArray) enrolments =
      pfs_storage_list_enrolments (agent->storage, child, NULL, error);
  GString *names;

  if (!enrolments)
    return NULL;
  names = g_string_new (NULL);
  for (guint i = 0; i < enrolments->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            pf_record_get_id (g_ptr_array_index (enrolments, i)));
  return g_string_free (names, FALSE);
}

static gboolean
run_children (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (child_columns);
  g_autoptr (GPtrArray) children = pfs_storage_list_children (agent->storage, NULL, error);

  for (guint i = 0; children && i < children->len; i++)
    {
      PfChild *child = g_ptr_array_index (children, i);
      const char *id = pf_record_get_id (PF_RECORD (child));
      char *enrolments = join_enrolments (agent, id, error);

      if (!enrolments)
        return FALSE;
      pfs_table_take_row (table, g_strdup (id), format_name (child->first_name, child->last_name),
                          child->birth_date != PF_DAY_NONE ? pf_day_format (child->birth_date)
                                                           : NULL,
                          g_strdup (child->class_name), enrolments);
    }
  if (!children)
    return FALSE;
  pfs_agent_print (agent, table, _("The town has no child yet."));
  return TRUE;
}

static gboolean
run_activities (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (activity_columns);
  g_autoptr (GPtrArray) activities = pfs_storage_list_activities (agent->storage, error);

  for (guint i = 0; activities && i < activities->len; i++)
    {
      PfActivity *activity = g_ptr_array_index (activities, i);
      GString *units = g_string_new (NULL);

      for (guint k = 0; k < activity->units->len; k++)
        {
          const PfUnit *unit = g_ptr_array_index (activity->units, k);

          g_string_append_printf (units, "%s%s (%s)", k > 0 ? ", " : "", unit->id, unit->name);
        }
      pfs_table_take_row (table, g_strdup (pf_record_get_id (PF_RECORD (activity))),
                          g_strdup (activity->name), g_string_free (units, FALSE));
    }
  if (!activities)
    return FALSE;
  pfs_agent_print (agent, table, _("The town has no activity yet."));
  return TRUE;
}

PfActivity *
pfs_agent_find_activity (PfsAgent *agent, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  PfActivity *activity = pfs_storage_load_activity (agent->storage, id, NULL, &failure);

  if (g_error_matches (failure, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                 _("There is no activity “%s”: “agent activities” shows their IDs."), id);
  else if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  return activity;
}

char *
pfs_agent_format_moment (PfsAgent *agent, PfMoment moment)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (moment == PF_MOMENT_NONE)
    return NULL;
  if (agent->options->json)
    return pf_moment_format (moment);
  utc = g_date_time_new_from_unix_utc (moment);
  local = g_date_time_to_timezone (utc, agent->zone);
  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

void
pfs_agent_print (PfsAgent *agent, PfsTable *table, const char *nothing)
{
  g_autofree char *text = pfs_table_format (table, agent->options->json);

  if (pfs_table_get_n_rows (table) == 0 && !agent->options->json)
    printf ("%s\n", nothing);
  else
    fputs (text, stdout);
}

const PfsAgentCommand pfs_agent_list_commands[] = {
  { "list", "", N_("Show what waits for a decision: requests to approve, waiting lists"), 0, 0,
    run_list },
  { "families", "", N_("List the households with their logins and quotients"), 0, 0, run_families },
  { "children", "", N_("List the children with their enrolments"), 0, 0, run_children },
  { "activities", "", N_("List the activities with their units"), 0, 0, run_activities },
  { NULL },
};
