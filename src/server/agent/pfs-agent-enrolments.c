/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents decide on enrolments: who asks, who may come, until when, and what an activity asks
 * of those who want to come. */
#include "config.h"

#include "pfs-agent.h"

#include "pfs-enrolments.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-enrolments.h"
#include "pfs-storage-families.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the options say. */
static char *reason;
static char *window_first;
static char *window_last;
static char *demanded;
static char *taken;

static const PfsColumn removed_columns[] = {
  { "id", N_("Removed"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn enrolment_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "child", N_("Child"), PFS_COLUMN_TEXT },
  { "activity", N_("Activity"), PFS_COLUMN_TEXT },
  { "first", N_("From"), PFS_COLUMN_DAY },
  { "last", N_("To"), PFS_COLUMN_DAY },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "remark", N_("Remark"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn accepted_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "booked", N_("Days booked"), PFS_COLUMN_NUMBER },
  { "left", N_("Days full or closed"), PFS_COLUMN_NUMBER },
  { NULL },
};

static const PfsColumn offer_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "taken", N_("Enrolment"), PFS_COLUMN_TEXT },
  { "enrol_first", N_("Opens"), PFS_COLUMN_DAY },
  { "enrol_last", N_("Ends"), PFS_COLUMN_DAY },
  { "demands", N_("Asks for"), PFS_COLUMN_TEXT },
  { NULL },
};

static const char *const state_words[] = {
  [PF_ENROLMENT_REQUESTED] = N_("requested"),
  [PF_ENROLMENT_OPEN] = N_("open"),
  [PF_ENROLMENT_REFUSED] = N_("refused"),
  [PF_ENROLMENT_CLOSED] = N_("closed"),
};

/* By bit of PfDemand. */
static const char *const demand_words[] = { "sheet", "documents", "wallet" };

/* How an activity takes requests, as --enrolment says it. */
static const char *const taken_words[] = { "none", "agent", "automatic" };

static char *
get_day (PfDay day)
{
  return day != PF_DAY_NONE ? pf_day_format (day) : NULL;
}

static gboolean
add_enrolment (PfsAgent *agent, PfsTable *table, PfEnrolment *enrolment, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (enrolment));
  g_autoptr (PfChild) child = pfs_storage_load_child (agent->storage, enrolment->child, error);
  g_auto (GStrv) units = NULL;
  char *remark = NULL;

  if (!child || !pfs_storage_load_wish (agent->storage, id, &remark, &units, error))
    return FALSE;
  pfs_table_take_row (table, g_strdup (id),
                      g_strdup_printf ("%s %s", child->first_name, child->last_name),
                      g_strdup (enrolment->activity), pf_day_format (enrolment->first),
                      pf_day_format (enrolment->last), g_strdup (_(state_words[enrolment->state])),
                      remark);
  return TRUE;
}

static gboolean
run_list (PfsAgent *agent, GError **error)
{
  const char *id = agent->arguments[0];
  g_autoptr (PfsTable) table = pfs_table_new (enrolment_columns);
  g_autoptr (PfActivity) activity = id ? pfs_agent_find_activity (agent, id, error) : NULL;
  g_autoptr (GPtrArray) enrolments = NULL;

  if (id && !activity)
    return FALSE;
  enrolments = activity ? pfs_storage_list_enrolments (agent->storage, NULL, id, error)
                        : pfs_storage_list_requested (agent->storage, error);

  for (guint i = 0; enrolments && i < enrolments->len; i++)
    if (!add_enrolment (agent, table, g_ptr_array_index (enrolments, i), error))
      return FALSE;
  if (!enrolments)
    return FALSE;
  pfs_agent_print (agent, table,
                   activity ? _("Nobody is enrolled there.")
                            : _("No enrolment waits for a decision."));
  return TRUE;
}

/* Of many, which one failed; what is not there is named already. */
static void
name_in_error (const char *id, GError **error)
{
  if (!g_error_matches (*error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    g_prefix_error (error, _("%s: "), id);
}

static gboolean
run_accept (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (accepted_columns);
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);

  if (!transaction)
    return FALSE;
  for (char **id = agent->arguments; *id; id++)
    {
      guint n_booked = 0, n_left = 0;

      if (!pfs_enrolments_accept (agent->storage, *id, agent->now, &n_booked, &n_left, error))
        {
          name_in_error (*id, error);
          return FALSE;
        }
      pfs_table_take_row (table, g_strdup (*id), g_strdup_printf ("%u", n_booked),
                          g_strdup_printf ("%u", n_left));
    }
  if (!pfs_transaction_commit (transaction, error))
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Writes one decision on the enrolment that the first argument names, and prints it. */
static gboolean
decide (PfsAgent *agent, gboolean (*write) (PfsAgent *agent, GError **error), GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (enrolment_columns);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfEnrolment) enrolment = NULL;

  if (!reason || *reason == '\0')
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("Tell the family why: --reason TEXT"));
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction || !write (agent, error) || !pfs_transaction_commit (transaction, error))
    return FALSE;
  enrolment = pfs_storage_load_enrolment (agent->storage, agent->arguments[0], error);
  if (!enrolment || !add_enrolment (agent, table, enrolment, error))
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
write_refusal (PfsAgent *agent, GError **error)
{
  return pfs_enrolments_refuse (agent->storage, agent->arguments[0], reason, agent->now, error);
}

static gboolean
run_refuse (PfsAgent *agent, GError **error)
{
  return decide (agent, write_refusal, error);
}

static gboolean
write_end (PfsAgent *agent, GError **error)
{
  PfDay last = pfs_agent_parse_day (agent, agent->arguments[1], error);

  return last != PF_DAY_NONE && pfs_enrolments_close (agent->storage, agent->arguments[0], last,
                                                      reason, agent->now, error);
}

static gboolean
run_end (PfsAgent *agent, GError **error)
{
  return decide (agent, write_end, error);
}

/* Removes all that the arguments name, or nothing. */
static gboolean
remove_all (PfsAgent *agent,
            gboolean (*remove) (PfsStorage *storage, const char *id, GError **error),
            GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (removed_columns);
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);

  if (!transaction)
    return FALSE;
  for (char **id = agent->arguments; *id; id++)
    {
      if (!remove (agent->storage, *id, error))
        {
          name_in_error (*id, error);
          return FALSE;
        }
      pfs_table_take_row (table, g_strdup (*id));
    }
  if (!pfs_transaction_commit (transaction, error))
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
run_remove (PfsAgent *agent, GError **error)
{
  return remove_all (agent, pfs_enrolments_remove, error);
}

static gboolean
run_remove_child (PfsAgent *agent, GError **error)
{
  return remove_all (agent, pfs_enrolments_remove_child, error);
}

static int
find_word (const char *const *words, gsize n_words, const char *word)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i], word))
      return (int) i;
  return -1;
}

/* "none" or words between commas. */
static gboolean
parse_demands (const char *text, guint *demands, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  *demands = 0;
  if (*words == NULL)
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("Say what has to be there first, or “none”."));
      return FALSE;
    }
  for (char **word = words; *word && !g_str_equal (text, "none"); word++)
    {
      int bit = find_word (demand_words, G_N_ELEMENTS (demand_words), g_strstrip (*word));

      if (bit < 0)
        {
          g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                       _("“%s” is neither sheet, documents, wallet nor none."), *word);
          return FALSE;
        }
      *demands |= 1u << bit;
    }
  return TRUE;
}

/* "none" or a day; @text NULL leaves @day as it is. */
static gboolean
parse_window (PfsAgent *agent, const char *text, PfDay *day, GError **error)
{
  if (!text)
    return TRUE;
  if (g_str_equal (text, "none"))
    {
      *day = PF_DAY_NONE;
      return TRUE;
    }
  *day = pfs_agent_parse_day (agent, text, error);
  return *day != PF_DAY_NONE;
}

static gboolean
apply_options (PfsAgent *agent, PfActivity *activity, GError **error)
{
  int mode = taken ? find_word (taken_words, G_N_ELEMENTS (taken_words), taken) : 0;

  if (mode < 0)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("“%s” is neither none, agent nor automatic."), taken);
      return FALSE;
    }
  if (taken)
    {
      activity->takes_enrolments = mode > 0;
      activity->is_automatic = mode == 2;
    }
  if (!parse_window (agent, window_first, &activity->enrol_first, error) ||
      !parse_window (agent, window_last, &activity->enrol_last, error) ||
      (demanded && !parse_demands (demanded, &activity->demands, error)))
    return FALSE;
  if (activity->enrol_first == PF_DAY_NONE || activity->enrol_last == PF_DAY_NONE ||
      activity->enrol_first <= activity->enrol_last)
    return TRUE;
  g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                       _("Families could never ask: the first day comes after the last."));
  return FALSE;
}

static void
add_offer (PfsTable *table, PfActivity *activity)
{
  GString *demands = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (demand_words); i++)
    if (activity->demands & 1u << i)
      g_string_append_printf (demands, "%s%s", demands->len > 0 ? "," : "", demand_words[i]);
  pfs_table_take_row (
      table, g_strdup (pf_record_get_id (PF_RECORD (activity))), g_strdup (activity->name),
      g_strdup (taken_words[activity->takes_enrolments ? 1 + (activity->is_automatic != 0) : 0]),
      get_day (activity->enrol_first), get_day (activity->enrol_last),
      g_string_free (demands, FALSE));
}

static gboolean
run_offer (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (offer_columns);
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);
  g_autoptr (PfActivity) activity = NULL;
  PfSlotFlags flags;

  if (!transaction)
    return FALSE;
  activity = pfs_storage_load_activity (agent->storage, agent->arguments[0], &flags, error);
  if (!activity || !apply_options (agent, activity, error) ||
      !pfs_storage_put_activity (agent->storage, activity, flags, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  add_offer (table, activity);
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static const GOptionEntry reason_options[] = {
  PFS_AGENT_REASON (reason),
  { NULL },
};

static const GOptionEntry offer_options[] = {
  { "enrolment", 'e', 0, G_OPTION_ARG_STRING, &taken,
    N_("How requests are taken: none, agent (who decides) or automatic"), N_("HOW") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &window_first,
    N_("The first day on which families may ask, or none"), N_("DAY") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &window_last,
    N_("The last day on which families may ask, or none"), N_("DAY") },
  { "demand", 0, 0, G_OPTION_ARG_STRING, &demanded,
    N_("What has to be there first: sheet, documents, wallet, with commas between; or none"),
    N_("LIST") },
  { NULL },
};

const PfsAgentCommand pfs_agent_enrolments_commands[] = {
  { "enrolments", N_("[ACTIVITY]"),
    N_("Show the enrolments that wait for a decision, or all of an activity"), 0, 1, run_list,
    NULL },
  { "enrolment-accept", "ID…",
    N_("Open requested enrolments; what was asked for a whole year is booked"), 1, -1, run_accept,
    NULL },
  { "enrolment-refuse", N_("ID --reason TEXT"),
    N_("Refuse a requested enrolment; the family reads the reason"), 1, 1, run_refuse,
    reason_options },
  { "enrolment-end", N_("ID DAY --reason TEXT"),
    N_("End an enrolment after a day; what is booked later is cancelled and given back"), 2, 2,
    run_end, reason_options },
  { "enrolment-remove", "ID…",
    N_("Remove enrolments that were made by mistake; nothing was ever booked on them"), 1, -1,
    run_remove, NULL },
  { "child-remove", N_("CHILD…"),
    N_("Remove children that were entered by mistake; nothing was ever booked for them"), 1, -1,
    run_remove_child, NULL },
  { "offer", N_("ACTIVITY [--enrolment HOW] [--from DAY] [--to DAY] [--demand LIST]"),
    N_("Say how and when families may ask for an activity, and what has to be there first"), 1, 1,
    run_offer, offer_options },
  { NULL },
};
