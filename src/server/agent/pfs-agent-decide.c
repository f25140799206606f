/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents decide on a family's bookings. Each command does all that it was asked, or
 * nothing. */
#include "config.h"

#include "pfs-agent.h"

#include "pf-codec.h"
#include "pfs-bookings.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-replies.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const PfsColumn receipt_columns[] = {
  { "at", N_("Answered"), PFS_COLUMN_TEXT },
  { "day", N_("Day"), PFS_COLUMN_DAY },
  { "activity", N_("Activity"), PFS_COLUMN_TEXT },
  { "unit", N_("Unit"), PFS_COLUMN_TEXT },
  { "child", N_("Child"), PFS_COLUMN_TEXT },
  { "outcome", N_("Outcome"), PFS_COLUMN_TEXT },
  { "price", N_("Price"), PFS_COLUMN_MONEY },
  { "detail", N_("Detail"), PFS_COLUMN_TEXT },
  { NULL },
};

/* What agents call an outcome; JSON has its identifier. */
static const char *const outcomes[] = {
  [PF_OUTCOME_BOOKED] = N_("booked"),
  [PF_OUTCOME_WAITING] = N_("waiting"),
  [PF_OUTCOME_PENDING] = N_("to approve"),
  [PF_OUTCOME_LATE] = N_("booked late"),
  [PF_OUTCOME_CANCELLED] = N_("cancelled"),
  [PF_OUTCOME_REFUSED] = N_("refused"),
  [PF_OUTCOME_CHANGED] = N_("nothing done: it had changed"),
};

typedef gboolean (*Decision) (PfsAgent *agent, const PfsBooking *booking, GError **error);

/* What the options say. */
static char *reason;
static char *unit;

static const struct {
  const char *name;
  PfAttendance attendance;
} attendances[] = {
  { "present", PF_ATTENDANCE_PRESENT },
  { "absent", PF_ATTENDANCE_ABSENT },
  { "excused", PF_ATTENDANCE_EXCUSED },
};

PfDay
pfs_agent_parse_day (PfsAgent *agent, const char *text, GError **error)
{
  PfDay day = pf_day_parse (text);

  if (g_str_equal (text, "today"))
    return agent->today;
  if (g_str_equal (text, "tomorrow"))
    return agent->today + 1;
  if (day == PF_DAY_NONE)
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                 _("“%s” is no day: write it as 2026-11-25, today or tomorrow."), text);
  return day;
}

PfDay
pfs_agent_parse_coming_day (PfsAgent *agent, const char *text, GError **error)
{
  PfDay day = pfs_agent_parse_day (agent, text, error);

  if (day == PF_DAY_NONE || day >= agent->today)
    return day;
  g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
               _("%s is past: a day from today on can be named here."), text);
  return PF_DAY_NONE;
}

char *
pfs_agent_name_booking (const PfsBooking *booking)
{
  g_autofree char *day = pf_day_format (booking->day);

  return g_strdup_printf ("%s:%s:%s", booking->enrolment, booking->unit, day);
}

/* Returns: (transfer full): the booking so named, NULL with @error. */
static PfsBooking *
find_booking (PfsAgent *agent, const char *name, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, ":", -1);
  PfDay day = g_strv_length (parts) == 3 ? pf_day_parse (parts[2]) : PF_DAY_NONE;
  g_autoptr (PfsBooking) booking = NULL;

  if (day == PF_DAY_NONE)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("“%s” is no ID of a booking: “agent list” shows them."), name);
      return NULL;
    }
  booking = pfs_storage_load_booking (agent->storage, parts[0], parts[1], day, error);
  if (!booking)
    {
      g_prefix_error (error, _("%s: "), name);
      return NULL;
    }
  if (booking->version == 0)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                   _("%s: nothing was ever booked there."), name);
      return NULL;
    }
  return g_steal_pointer (&booking);
}

static gboolean
print_bookings (PfsAgent *agent, GPtrArray *names, GError **error)
{
  g_autoptr (PfsTable) table = pfs_agent_new_booking_table ();

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (PfsBooking) booking = find_booking (agent, g_ptr_array_index (names, i), error);

      if (!booking || !pfs_agent_add_booking (agent, table, booking, error))
        return FALSE;
    }
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
decide_all (PfsAgent *agent, GPtrArray *names, Decision decide, GError **error)
{
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);

  if (!transaction)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (PfsBooking) booking = find_booking (agent, g_ptr_array_index (names, i), error);

      if (!booking)
        return FALSE;
      if (!decide (agent, booking, error))
        {
          g_prefix_error (error, _("%s: "), (char *) g_ptr_array_index (names, i));
          return FALSE;
        }
    }
  if (!pfs_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, pfs_transaction_free);
  return print_bookings (agent, names, error);
}

static GPtrArray *
list_arguments (PfsAgent *agent)
{
  GPtrArray *names = g_ptr_array_new ();

  for (char **name = agent->arguments; *name; name++)
    if (!g_ptr_array_find_with_equal_func (names, *name, g_str_equal, NULL))
      g_ptr_array_add (names, *name);
  return names;
}

static gboolean
approve (PfsAgent *agent, const PfsBooking *booking, GError **error)
{
  return pfs_bookings_approve (agent->storage, booking->enrolment, booking->unit, booking->day,
                               agent->now, error);
}

static gboolean
run_approve (PfsAgent *agent, GError **error)
{
  g_autoptr (GPtrArray) names = list_arguments (agent);

  return decide_all (agent, names, approve, error);
}

static gboolean
refuse (PfsAgent *agent, const PfsBooking *booking, GError **error)
{
  return pfs_bookings_refuse (agent->storage, booking->enrolment, booking->unit, booking->day,
                              reason, agent->now, error);
}

static gboolean
run_refuse (PfsAgent *agent, GError **error)
{
  g_autoptr (GPtrArray) names = list_arguments (agent);

  if (!reason || *reason == '\0')
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("Tell the family why: --reason TEXT"));
      return FALSE;
    }
  return decide_all (agent, names, refuse, error);
}

static gboolean
mark (PfsAgent *agent, const PfsBooking *booking, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attendances); i++)
    if (g_str_equal (attendances[i].name, agent->arguments[2]))
      return pfs_bookings_mark (agent->storage, booking->enrolment, booking->unit, booking->day,
                                attendances[i].attendance, agent->now, error);
  g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
               _("“%s” is neither present, absent nor excused."), agent->arguments[2]);
  return FALSE;
}

static gboolean
run_attendance (PfsAgent *agent, GError **error)
{
  const char *who = agent->arguments[0];
  PfDay day = pfs_agent_parse_day (agent, agent->arguments[1], error);
  PfsBookingFilter filter = {
    .statuses = 1 << PF_BOOKING_BOOKED, .unit = unit, .by_day = TRUE, .first = day, .last = day
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) bookings = NULL;

  if (day == PF_DAY_NONE)
    return FALSE;
  bookings = pfs_storage_list_bookings (agent->storage, &filter, error);
  if (!bookings)
    return FALSE;
  for (guint i = 0; i < bookings->len; i++)
    {
      const PfsBooking *booking = g_ptr_array_index (bookings, i);

      if (g_str_equal (booking->enrolment, who) || g_str_equal (booking->child, who))
        g_ptr_array_add (names, pfs_agent_name_booking (booking));
    }
  if (names->len == 0)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                   _("“%s” has nothing booked on that day: “agent children” shows the IDs."), who);
      return FALSE;
    }
  return decide_all (agent, names, mark, error);
}

static char *
format_cents (PfCents cents)
{
  return cents != PF_CENTS_UNKNOWN ? g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) cents) : NULL;
}

/* Adds what was answered to @line (nullable = not known). What it names may be gone since. */
static void
add_outcome (PfsAgent        *agent,
             PfsTable        *table,
             PfMoment         at,
             const PfLine    *line,
             const PfOutcome *outcome)
{
  PfDay day = line ? line->day : outcome->has_slot ? outcome->slot.day : PF_DAY_NONE;
  g_autoptr (PfEnrolment) enrolment =
      line ? pfs_storage_load_enrolment (agent->storage, line->enrolment, NULL) : NULL;
  g_autoptr (PfChild) child =
      enrolment ? pfs_storage_load_child (agent->storage, enrolment->child, NULL) : NULL;
  g_autoptr (PfActivity) activity =
      enrolment ? pfs_storage_load_activity (agent->storage, enrolment->activity, NULL, NULL)
                : NULL;
  const PfUnit *unit_asked = activity ? pf_activity_find_unit (activity, line->unit) : NULL;

  pfs_table_take_row (table, pfs_agent_format_moment (agent, at),
                      day != PF_DAY_NONE ? pf_day_format (day) : NULL,
                      g_strdup (activity ? activity->name
                                : line   ? line->enrolment
                                         : NULL),
                      g_strdup (unit_asked ? unit_asked->name
                                : line     ? line->unit
                                           : NULL),
                      child ? g_strdup_printf ("%s %s", child->first_name, child->last_name) : NULL,
                      g_strdup (agent->options->json ? pf_outcome_kind_get_id (outcome->kind)
                                                     : _(outcomes[outcome->kind])),
                      format_cents (outcome->price), g_strdup (outcome->detail));
}

static gboolean
run_receipt (PfsAgent *agent, GError **error)
{
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GBytes) body = pfs_storage_load_receipt (agent->storage, agent->arguments[0],
                                                      agent->arguments[1], &request, error);
  g_autoptr (PfAnswer) answer = body ? pf_codec_decode_answer (body, error) : NULL;
  g_autoptr (GPtrArray) lines = answer && request ? pf_codec_decode_lines (request, error) : NULL;
  g_autoptr (PfsTable) table = pfs_table_new (receipt_columns);

  if (!answer || (request && !lines))
    return FALSE;
  for (guint i = 0; i < answer->outcomes->len; i++)
    {
      const PfLine *line = lines && i < lines->len ? g_ptr_array_index (lines, i) : NULL;

      add_outcome (agent, table, answer->at, line, g_ptr_array_index (answer->outcomes, i));
    }
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static const GOptionEntry refuse_options[] = { PFS_AGENT_REASON (reason), { NULL } };

static const GOptionEntry attendance_options[] = { PFS_AGENT_UNIT (unit), { NULL } };

const PfsAgentCommand pfs_agent_decide_commands[] = {
  { "approve", "ID…", N_("Grant pending requests; each takes a place"), 1, -1, run_approve },
  { "refuse", N_("ID… --reason TEXT"),
    N_("Refuse pending or waiting requests; the family reads the reason"), 1, -1, run_refuse,
    refuse_options },
  { "attendance", N_("ENROLMENT|CHILD DAY present|absent|excused [--unit UNIT]"),
    N_("Note whether a child came on a day it was booked"), 3, 3, run_attendance,
    attendance_options },
  { "receipt", N_("FAMILY RECEIPT"),
    N_("Show what the town answered where a family cites a receipt"), 2, 2, run_receipt },
  { NULL },
};
