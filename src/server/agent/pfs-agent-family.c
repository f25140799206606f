/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents decide on a family's file: whether it is right, its quotient, its mandate, the update
 * of the year. What is told of a child's health is only told by the command that asks for it. */
#include "config.h"

#include "pfs-agent.h"

#include "pf-check.h"
#include "pf-child-file.h"
#include "pfs-family.h"
#include "pfs-requests.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the options say. */
static char *reason;
static char *year;
static char *due;
static gboolean blocks;

static const PfsColumn household_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "reason", N_("Reason"), PFS_COLUMN_TEXT },
  { "address", N_("Address"), PFS_COLUMN_TEXT },
  { "phone", N_("Telephone"), PFS_COLUMN_TEXT },
  { "quotient", N_("Quotient"), PFS_COLUMN_MONEY },
  { "caf", N_("CAF number"), PFS_COLUMN_TEXT },
  { "consent", N_("CAF consent"), PFS_COLUMN_TEXT },
  { "iban", N_("IBAN ends in"), PFS_COLUMN_TEXT },
  { "mandate", N_("Mandate"), PFS_COLUMN_TEXT },
  { "update_due", N_("Update due"), PFS_COLUMN_DAY },
  { "update", N_("Update"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn iban_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "iban", N_("IBAN"), PFS_COLUMN_TEXT },
  { "mandate", N_("Mandate"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn child_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },           { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "birth_date", N_("Born"), PFS_COLUMN_DAY },  { "class", N_("Class"), PFS_COLUMN_TEXT },
  { "missing", N_("Missing"), PFS_COLUMN_TEXT }, { NULL },
};

static const PfsColumn health_columns[] = {
  { "id", N_("Child"), PFS_COLUMN_TEXT },
  { "allergies", N_("Allergies"), PFS_COLUMN_TEXT },
  { "diet", N_("Diet"), PFS_COLUMN_NUMBER },
  { "pai_until", N_("PAI until"), PFS_COLUMN_DAY },
  { "doctor", N_("Doctor"), PFS_COLUMN_TEXT },
  { "doctor_phone", N_("Telephone"), PFS_COLUMN_TEXT },
  { "vaccines", N_("Vaccinations"), PFS_COLUMN_TEXT },
  { "remarks", N_("Remarks"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn want_columns[] = {
  { "id", N_("Asked of a child’s sheet"), PFS_COLUMN_TEXT },
  { NULL },
};

static const char *const states[] = {
  [PF_HOUSEHOLD_VALIDATED] = N_("validated"),
  [PF_HOUSEHOLD_INCOMPLETE] = N_("incomplete"),
  [PF_HOUSEHOLD_SUBMITTED] = N_("to validate"),
  [PF_HOUSEHOLD_REFUSED] = N_("refused"),
};

const char *
pfs_agent_get_household_state (PfHouseholdState state)
{
  return _(states[state]);
}

static char *
get_day (PfDay day)
{
  return day != PF_DAY_NONE ? pf_day_format (day) : NULL;
}

static char *
join_address (PfHousehold *household)
{
  if (!household->street)
    return NULL;
  return g_strdup_printf ("%s, %s %s", household->street,
                          household->postcode ? household->postcode : "",
                          household->city ? household->city : "");
}

static gboolean
print_households (PfsAgent *agent, char **ids, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (household_columns);

  for (; *ids; ids++)
    {
      g_autoptr (PfHousehold) household = pfs_storage_load_household (agent->storage, *ids, error);

      if (!household)
        return FALSE;
      pfs_table_take_row (
          table, g_strdup (*ids), g_strdup (household->name),
          g_strdup (pfs_agent_get_household_state (household->state)), g_strdup (household->reason),
          join_address (household), g_strdup (household->phone),
          household->quotient != PF_CENTS_UNKNOWN
              ? g_strdup_printf ("%" G_GINT64_FORMAT, household->quotient)
              : NULL,
          g_strdup (household->caf_number), g_strdup (household->caf_consent ? _("yes") : _("no")),
          g_strdup (household->iban_hint), g_strdup (household->mandate),
          get_day (household->update_due),
          household->update_due != PF_DAY_NONE
              ? g_strdup (household->update_sent ? _("sent, to accept") : _("asked for"))
              : NULL);
    }
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
run_show (PfsAgent *agent, GError **error)
{
  return print_households (agent, agent->arguments, error);
}

/* What one command does to one family. */
typedef gboolean (*Deed) (PfsAgent *agent, const char *id, GError **error);

static gboolean
do_to_all (PfsAgent *agent, char **ids, Deed deed, GError **error)
{
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);

  if (!transaction)
    return FALSE;
  for (char **id = ids; *id; id++)
    if (!deed (agent, *id, error))
      return FALSE;
  if (!pfs_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, pfs_transaction_free);
  return print_households (agent, ids, error);
}

static gboolean
validate (PfsAgent *agent, const char *id, GError **error)
{
  return pfs_family_validate (agent->storage, id, error);
}

static gboolean
run_validate (PfsAgent *agent, GError **error)
{
  return do_to_all (agent, agent->arguments, validate, error);
}

static gboolean
refuse (PfsAgent *agent, const char *id, GError **error)
{
  return pfs_family_refuse (agent->storage, id, reason, error);
}

static gboolean
run_refuse (PfsAgent *agent, GError **error)
{
  if (reason && *reason != '\0')
    return do_to_all (agent, agent->arguments, refuse, error);
  g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
               _("Tell the family why: --reason TEXT"));
  return FALSE;
}

static gboolean
ask_update (PfsAgent *agent, const char *id, GError **error)
{
  PfDay day = pfs_agent_parse_coming_day (agent, due, error);

  return day != PF_DAY_NONE && pfs_family_ask_update (agent->storage, id, year, day, blocks, error);
}

static char **
list_validated (PfsAgent *agent, GError **error)
{
  g_autoptr (GPtrArray) households = pfs_storage_list_households (agent->storage, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!households)
    return NULL;
  for (guint i = 0; i < households->len; i++)
    {
      PfHousehold *household = g_ptr_array_index (households, i);

      if (household->state == PF_HOUSEHOLD_VALIDATED)
        g_ptr_array_add (ids, g_strdup (pf_record_get_id (PF_RECORD (household))));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/* "2026-2027" */
static gboolean
is_school_year (const char *text)
{
  gint64 first = g_ascii_strtoll (text, NULL, 10);
  g_autofree char *written = g_strdup_printf ("%04d-%04d", (int) first, (int) first + 1);

  return first >= 1000 && first < 9999 && g_str_equal (text, written);
}

static gboolean
run_ask_update (PfsAgent *agent, GError **error)
{
  g_auto (GStrv) all = NULL;

  if (!year || !is_school_year (year) || !due)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("Say of which year and until when: --year 2026-2027 --due DAY"));
      return FALSE;
    }
  if (!g_str_equal (agent->arguments[0], "all"))
    return do_to_all (agent, agent->arguments, ask_update, error);
  all = list_validated (agent, error);
  return all != NULL && do_to_all (agent, all, ask_update, error);
}

/* The request by which the family sent it is accepted with it. */
static gboolean
accept_update (PfsAgent *agent, const char *id, GError **error)
{
  g_autoptr (PfHousehold) household = pfs_storage_load_household (agent->storage, id, error);
  g_autoptr (GPtrArray) requests =
      household
          ? pfs_storage_list_requests (agent->storage, id,
                                       1u << PF_REQUEST_SENT | 1u << PF_REQUEST_STUDIED, error)
          : NULL;

  for (guint i = 0; requests && household->update_sent && i < requests->len; i++)
    {
      const char *request = pf_record_get_id (g_ptr_array_index (requests, i));
      g_autoptr (PfsPending) pending = pfs_storage_load_pending (agent->storage, request, error);

      if (!pending)
        return FALSE;
      if (g_strcmp0 (pending->effect, "yearly-update") == 0)
        return pfs_requests_decide (agent->storage, request, PF_REQUEST_ACCEPTED, NULL, agent->now,
                                    error);
    }
  if (requests)
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA, _("Family %s has sent no update."),
                 id);
  return FALSE;
}

static gboolean
run_accept_update (PfsAgent *agent, GError **error)
{
  return do_to_all (agent, agent->arguments, accept_update, error);
}

static gboolean
run_quotient (PfsAgent *agent, GError **error)
{
  const char *id = agent->arguments[0];
  char *only[] = { (char *) id, NULL };
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfHousehold) household = NULL;
  gint64 value = PF_CENTS_UNKNOWN;

  if (!g_str_equal (agent->arguments[1], "unknown") &&
      !g_ascii_string_to_signed (agent->arguments[1], 10, 0, 100000, &value, NULL))
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("“%s” is no quotient: whole euros, or unknown."), agent->arguments[1]);
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  household = transaction ? pfs_storage_load_household (agent->storage, id, error) : NULL;
  if (!household)
    return FALSE;
  household->quotient = value == PF_CENTS_UNKNOWN ? value : value * 100;
  household->quotient_of = agent->today;
  if (!pfs_storage_change_household (agent->storage, household, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, pfs_transaction_free);
  return print_households (agent, only, error);
}

static gboolean
sign_mandate (PfsAgent *agent, const char *id, GError **error)
{
  g_autoptr (PfHousehold) household = pfs_storage_load_household (agent->storage, id, error);

  if (!household)
    return FALSE;
  if (!household->iban_hint)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA, _("Family %s gave no IBAN."), id);
      return FALSE;
    }
  g_free (household->mandate);
  household->mandate =
      g_strdup_printf ("PF%s%08X", household->number ? household->number : "", g_random_int ());
  household->mandate_of = agent->today;
  return pfs_storage_change_household (agent->storage, household, error);
}

static gboolean
run_sign_mandate (PfsAgent *agent, GError **error)
{
  return do_to_all (agent, agent->arguments, sign_mandate, error);
}

static gboolean
run_iban (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (iban_columns);

  for (char **id = agent->arguments; *id; id++)
    {
      g_autoptr (PfHousehold) household = pfs_storage_load_household (agent->storage, *id, error);
      g_autofree char *iban = household ? pfs_storage_get_iban (agent->storage, *id, error) : NULL;

      if (!iban)
        return FALSE;
      pfs_table_take_row (table, g_strdup (*id), g_strdup (household->name),
                          agent->options->json ? g_strdup (iban) : pf_iban_format (iban),
                          g_strdup (household->mandate));
    }
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
run_show_children (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (child_columns);

  for (char **id = agent->arguments; *id; id++)
    {
      g_autoptr (PfChild) child = pfs_storage_load_child (agent->storage, *id, error);
      GString *missing;

      if (!child || !pfs_family_complete_child (agent->storage, child, error))
        return FALSE;
      missing = g_string_new (NULL);
      for (guint i = 0; i < child->missing->len; i++)
        g_string_append_printf (missing, "%s%s", i > 0 ? " " : "",
                                (const char *) g_ptr_array_index (child->missing, i));
      pfs_table_take_row (table, g_strdup (*id),
                          g_strdup_printf ("%s %s", child->first_name, child->last_name),
                          get_day (child->birth_date), g_strdup (child->class_name),
                          g_string_free (missing, FALSE));
    }
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static char *
join_allergies (PfHealthSheet *sheet)
{
  GString *text = g_string_new (sheet->allergies);

  for (guint i = 0; i < sheet->allergens->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            (const char *) g_ptr_array_index (sheet->allergens, i));
  return g_string_free (text, FALSE);
}

static char *
join_vaccines (PfHealthSheet *sheet)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sheet->vaccines->len; i++)
    {
      const PfVaccine *vaccine = g_ptr_array_index (sheet->vaccines, i);
      g_autofree char *day = get_day (vaccine->day);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", vaccine->name, day ? day : "?");
    }
  return g_string_free (text, FALSE);
}

static gboolean
run_health_sheet (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (health_columns);
  g_autoptr (PfHealthSheet) sheet =
      pfs_storage_load_health_sheet (agent->storage, agent->arguments[0], error);

  if (!sheet)
    return FALSE;
  pfs_table_take_row (table, g_strdup (agent->arguments[0]), join_allergies (sheet),
                      g_strdup_printf ("%d", (int) sheet->diet), get_day (sheet->pai_until),
                      g_strdup (sheet->doctor), g_strdup (sheet->doctor_phone),
                      join_vaccines (sheet), g_strdup (sheet->remarks));
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
set_wants (PfsAgent *agent, GError **error)
{
  gboolean is_all = g_str_equal (agent->arguments[0], "all");
  g_autofree char *setting = is_all ? NULL : g_strjoinv (" ", agent->arguments);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (GPtrArray) households = NULL;

  for (char **id = agent->arguments; *id && !is_all; id++)
    if (pf_want_from_id (*id) < 0)
      {
        g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                     _("A child’s sheet has no “%s”: “agent sheet-wants” shows what it has."), *id);
        return FALSE;
      }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction ||
      !pfs_storage_set_setting (agent->storage, PFS_SETTING_SHEET_WANTS, setting, error))
    return FALSE;
  households = pfs_storage_list_households (agent->storage, error);
  for (guint i = 0; households && i < households->len; i++)
    if (!pfs_storage_touch_children (
            agent->storage, pf_record_get_id (g_ptr_array_index (households, i)), NULL, error))
      return FALSE;
  return households && pfs_transaction_commit (transaction, error);
}

static gboolean
run_wants (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (want_columns);
  guint wants;

  if (agent->arguments[0] && !set_wants (agent, error))
    return FALSE;
  wants = pfs_family_get_wants (agent->storage);
  for (int i = 0; i < PF_N_WANTS; i++)
    if ((wants & 1u << i) != 0)
      pfs_table_take_row (table, g_strdup (pf_want_get_id ((PfWant) i)));
  pfs_agent_print (agent, table, _("The town asks for nothing."));
  return TRUE;
}

static const GOptionEntry refuse_options[] = { PFS_AGENT_REASON (reason), { NULL } };

static const GOptionEntry update_options[] = {
  { "year", 0, 0, G_OPTION_ARG_STRING, &year, N_("The school year, 2026-2027"), N_("YEAR") },
  { "due", 0, 0, G_OPTION_ARG_STRING, &due, N_("Until when"), N_("DAY") },
  { "block", 0, 0, G_OPTION_ARG_NONE, &blocks, N_("No booking before an agent has accepted it"),
    NULL },
  { NULL },
};

const PfsAgentCommand pfs_agent_family_commands[] = {
  { "family show", N_("FAMILY…"), N_("Show the files of families"), 1, -1, run_show },
  { "validate-family", N_("FAMILY…"), N_("Open the services to new families"), 1, -1,
    run_validate },
  { "refuse-family", N_("FAMILY… --reason TEXT"), N_("Send new families’ files back"), 1, -1,
    run_refuse, refuse_options },
  { "quotient", N_("FAMILY EUROS|unknown"), N_("Set the quotient of a family"), 2, 2,
    run_quotient },
  { "sign-mandate", N_("FAMILY…"), N_("Make the mandates of families that gave an IBAN"), 1, -1,
    run_sign_mandate },
  { "iban", N_("FAMILY…"), N_("Show the IBANs that families gave, to collect what they owe"), 1, -1,
    run_iban },
  { "ask-update", N_("FAMILY…|all --year YEAR --due DAY"),
    N_("Ask families to confirm their files"), 1, -1, run_ask_update, update_options },
  { "accept-update", N_("FAMILY…"), N_("Accept the updates that families sent"), 1, -1,
    run_accept_update },
  { "children show", N_("CHILD…"), N_("Show what is missing of children’s sheets"), 1, -1,
    run_show_children },
  { "health-sheet", N_("CHILD"), N_("Show a child’s health sheet"), 1, 1, run_health_sheet },
  { "sheet-wants", N_("[all|WANT…]"), N_("Show or set what is asked of every child’s sheet"), 0, -1,
    run_wants },
  { NULL },
};
