/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents decide on a day of an activity: its places, and whether it opens at all. */
#include "config.h"

#include "pfs-agent.h"

#include "pfs-bookings.h"
#include "pfs-storage-activities.h"

#include <glib/gi18n-lib.h>

#define NOT_OPEN (PF_PLACES_UNLIMITED - 1)

/* What the options say. */
static char *reason;
static char *unit;
static int n_added;
static char *places_set;
static gboolean is_strike;

static const PfsColumn places_columns[] = {
  { "activity", N_("Activity"), PFS_COLUMN_TEXT },
  { "unit", N_("Unit"), PFS_COLUMN_TEXT },
  { "day", N_("Day"), PFS_COLUMN_DAY },
  { "places", N_("Places"), PFS_COLUMN_NUMBER },
  { "taken", N_("Taken"), PFS_COLUMN_NUMBER },
  { NULL },
};

static const PfsColumn closed_columns[] = {
  { "activity", N_("Activity"), PFS_COLUMN_TEXT },
  { "day", N_("Day"), PFS_COLUMN_DAY },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "cancelled", N_("Cancelled bookings"), PFS_COLUMN_NUMBER },
  { NULL },
};

/* @name: "all" sets @id to NULL. */
static gboolean
find_activity (PfsAgent    *agent,
               const char  *name,
               gboolean     all_allowed,
               const char **id,
               GError     **error)
{
  g_autoptr (PfActivity) activity = NULL;

  if (all_allowed && g_str_equal (name, "all"))
    {
      *id = NULL;
      return TRUE;
    }
  activity = pfs_agent_find_activity (agent, name, error);
  if (!activity)
    return FALSE;
  *id = name;
  return TRUE;
}

/* Returns: how many places are asked for where there are @capacity now, NOT_OPEN where the unit is
 * not to open; G_MININT with @error. */
static int
choose_capacity (PfsAgent *agent, int capacity, GError **error)
{
  gint64 places = 0;

  if (places_set && g_str_equal (places_set, "none"))
    return NOT_OPEN;
  if (places_set && g_str_equal (places_set, "unlimited"))
    return PF_PLACES_UNLIMITED;
  if (places_set && g_ascii_string_to_signed (places_set, 10, 0, 1000000, &places, NULL))
    return (int) places;
  if (places_set)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("--set takes a number of places, “unlimited” or “none”."));
      return G_MININT;
    }
  if (capacity == PF_PLACES_UNLIMITED)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                   _("Places are not counted on that day: --set N counts them."));
      return G_MININT;
    }
  places = (gint64) capacity + n_added;
  return (int) CLAMP (places, 0, 1000000);
}

static gboolean
set_places (PfsAgent *agent, const char *activity, PfDay day, GError **error)
{
  g_autoptr (GArray) openings =
      pfs_storage_list_openings (agent->storage, activity, day, day, error);
  gboolean found = FALSE;

  for (guint i = 0; openings && i < openings->len; i++)
    {
      const PfsOpening *opening = &g_array_index (openings, PfsOpening, i);
      int capacity;

      if (unit && !g_str_equal (unit, opening->unit))
        continue;
      capacity = choose_capacity (agent, opening->capacity, error);
      if (capacity == G_MININT)
        return FALSE;
      if (capacity == NOT_OPEN
              ? !pfs_storage_remove_opening (agent->storage, activity, opening->unit, day, error)
              : !pfs_bookings_set_places (agent->storage, activity, opening->unit, day, capacity,
                                          agent->now, error))
        return FALSE;
      found = TRUE;
    }
  if (openings && !found)
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                 _("“%s” does not open on that day, or has no such unit."), activity);
  return found;
}

static gboolean
print_places (PfsAgent *agent, const char *activity, PfDay day, GError **error)
{
  g_autoptr (GArray) openings =
      pfs_storage_list_openings (agent->storage, activity, day, day, error);
  g_autoptr (PfsTable) table = pfs_table_new (places_columns);

  for (guint i = 0; openings && i < openings->len; i++)
    {
      const PfsOpening *opening = &g_array_index (openings, PfsOpening, i);

      if (unit && !g_str_equal (unit, opening->unit))
        continue;
      pfs_table_take_row (table, g_strdup (activity), g_strdup (opening->unit), pf_day_format (day),
                          opening->capacity == PF_PLACES_UNLIMITED
                              ? NULL
                              : g_strdup_printf ("%d", opening->capacity),
                          g_strdup_printf ("%d", opening->taken));
    }
  if (openings)
    pfs_agent_print (agent, table, "");
  return openings != NULL;
}

static gboolean
run_places (PfsAgent *agent, GError **error)
{
  const char *activity = NULL;
  PfDay day = pfs_agent_parse_coming_day (agent, agent->arguments[1], error);
  g_autoptr (PfsTransaction) transaction = NULL;

  if (day == PF_DAY_NONE || !find_activity (agent, agent->arguments[0], FALSE, &activity, error))
    return FALSE;
  if ((n_added != 0) == (places_set != NULL))
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("Say either --add N or --set N."));
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction || !set_places (agent, activity, day, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, pfs_transaction_free);
  return print_places (agent, activity, day, error);
}

static void
print_day (PfsAgent *agent, PfDay day, const char *id, const char *name, const char *cancelled)
{
  g_autoptr (PfsTable) table = pfs_table_new (closed_columns);

  pfs_table_take_row (table, g_strdup (agent->arguments[0]), pf_day_format (day),
                      g_strdup (agent->options->json ? id : name), g_strdup (cancelled));
  pfs_agent_print (agent, table, "");
}

static gboolean
run_close (PfsAgent *agent, GError **error)
{
  const char *activity = NULL;
  PfDay day = pfs_agent_parse_coming_day (agent, agent->arguments[1], error);
  PfClosure kind = is_strike ? PF_CLOSURE_STRIKE : PF_CLOSURE_OTHER;
  guint n_cancelled = 0;
  g_autofree char *count = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;

  if (day == PF_DAY_NONE || !find_activity (agent, agent->arguments[0], TRUE, &activity, error))
    return FALSE;
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction ||
      !pfs_bookings_close_day (agent->storage, activity, day, kind, reason, agent->now,
                               &n_cancelled, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  count = g_strdup_printf ("%u", n_cancelled);
  print_day (agent, day, "closed", C_("day", "closed"), count);
  return TRUE;
}

static gboolean
run_open (PfsAgent *agent, GError **error)
{
  const char *activity = NULL;
  PfDay day = pfs_agent_parse_coming_day (agent, agent->arguments[1], error);
  g_autoptr (PfsTransaction) transaction = NULL;

  if (day == PF_DAY_NONE || !find_activity (agent, agent->arguments[0], TRUE, &activity, error))
    return FALSE;
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction || !pfs_bookings_reopen_day (agent->storage, activity, day, agent->now, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  print_day (agent, day, "open", C_("day", "open"), NULL);
  return TRUE;
}

static const GOptionEntry places_options[] = {
  PFS_AGENT_UNIT (unit),
  { "add", 'a', 0, G_OPTION_ARG_INT, &n_added, N_("Add N places, or take some away (-N)"),
    N_("N") },
  { "set", 's', 0, G_OPTION_ARG_STRING, &places_set,
    N_("Have N places in all, “unlimited”, or “none”: it does not open"), N_("N") },
  { NULL },
};

static const GOptionEntry close_options[] = {
  PFS_AGENT_REASON (reason),
  { "strike", 0, 0, G_OPTION_ARG_NONE, &is_strike, N_("The day is closed by a strike"), NULL },
  { NULL },
};

const PfsAgentCommand pfs_agent_days_commands[] = {
  { "places", N_("ACTIVITY DAY [--unit UNIT] --add N | --set N"),
    N_("Add or set places of a day; families on the waiting list move up"), 2, 2, run_places,
    places_options },
  { "close", N_("ACTIVITY|all DAY [--strike] [--reason TEXT]"),
    N_("Close a day; what was booked on it is cancelled and given back"), 2, 2, run_close,
    close_options },
  { "open", N_("ACTIVITY|all DAY"), N_("Open a day that was closed; families book anew"), 2, 2,
    run_open },
  { NULL },
};
