/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents do about accounts: passwords, invitations, codes, and the mails that carry them. */
#include "config.h"

#include "pfs-agent.h"

#include "pfs-accounts.h"
#include "pfs-mail.h"
#include "pfs-password-read.h"
#include "pfs-password-suggest.h"
#include "pfs-password.h"
#include "pfs-storage-access.h"
#include "pfs-storage-families.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* What the options say. */
static char *password_wanted;
static gboolean is_provisional;
static char *household_wanted;
static char *language_wanted;
static gboolean renews;

static const PfsColumn password_columns[] = {
  { "login", N_("Login"), PFS_COLUMN_TEXT },
  { "password", N_("Password"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn account_columns[] = {
  { "email", N_("E-mail"), PFS_COLUMN_TEXT },     { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "kind", N_("What"), PFS_COLUMN_TEXT },        { "household", N_("Household"), PFS_COLUMN_TEXT },
  { "until", N_("Good until"), PFS_COLUMN_TEXT }, { NULL },
};

static const PfsColumn code_columns[] = {
  { "household", N_("Household"), PFS_COLUMN_TEXT },
  { "code", N_("Subscriber code"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn mail_columns[] = {
  { "to", N_("To"), PFS_COLUMN_TEXT },           { "subject", N_("Subject"), PFS_COLUMN_TEXT },
  { "tries", N_("Tries"), PFS_COLUMN_NUMBER },   { "next", N_("Next try"), PFS_COLUMN_TEXT },
  { "trouble", N_("Trouble"), PFS_COLUMN_TEXT }, { NULL },
};

/* What people read; JSON has the words as they are. */
static const char *const kinds[] = {
  [PF_ACCOUNT_CODE_ACTIVATION] = N_("sign-up"),
  [PF_ACCOUNT_CODE_INVITATION] = N_("invitation"),
};

/* Returns: (transfer full): the password to give, NULL with @error. */
static char *
choose_password (GError **error)
{
  g_autofree char *password = NULL;

  if (!password_wanted)
    return pfs_password_suggest ();
  if (strcmp (password_wanted, "-") != 0)
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("Everyone on this machine can read a password in a command: write "
                             "“--password -”, then type it, or pipe it in."));
      return NULL;
    }
  password = pfs_password_read ();
  return pfs_command_check_password (password, error) ? g_steal_pointer (&password) : NULL;
}

static gboolean
run_set_password (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsLogin) login = pfs_storage_load_login (agent->storage, agent->arguments[0], NULL);
  g_autofree char *password = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsTable) table = pfs_table_new (password_columns);

  if (!login)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                   _("Nobody signs in as “%s”: “agent families” shows the logins."),
                   agent->arguments[0]);
      return FALSE;
    }
  password = choose_password (error);
  if (!password)
    return FALSE;
  hash = pfs_password_hash (agent->storage, password, error);
  transaction = hash ? pfs_storage_begin (agent->storage, agent->now, error) : NULL;
  if (!transaction ||
      !pfs_storage_set_password (agent->storage, login->guardian, hash, is_provisional, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  pfs_table_take_row (table, g_strdup (agent->arguments[0]),
                      g_strdup (password_wanted ? NULL : password));
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Returns: (transfer full): @moment by the town's clock, for people; RFC 3339 in JSON. */
static char *
format_moment (PfsAgent *agent, PfTown *town, PfMoment moment)
{
  g_autoptr (GDateTime) time = NULL;

  if (moment == PF_MOMENT_NONE)
    return NULL;
  if (agent->options->json)
    return pf_moment_format (moment);
  time = pf_moment_to_date_time (moment, town->zone);
  return g_date_time_format (time, "%F %H:%M");
}

static gboolean
run_accounts (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (account_columns);
  g_autoptr (GPtrArray) codes = pfs_storage_list_account_codes (agent->storage, NULL, error);
  g_autoptr (PfTown) town = codes ? pfs_storage_load_town_record (agent->storage, error) : NULL;

  if (!town)
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    {
      const PfsAccountCode *code = g_ptr_array_index (codes, i);

      pfs_table_take_row (table, g_strdup (code->email),
                          g_strdup_printf ("%s %s", code->first_name, code->last_name),
                          g_strdup (agent->options->json ? kinds[code->kind]
                                                         : _(kinds[code->kind])),
                          g_strdup (code->household), format_moment (agent, town, code->until));
    }
  pfs_agent_print (agent, table, _("No account waits."));
  return TRUE;
}

static gboolean
check_address (const char *address, GError **error)
{
  if (pfs_mail_is_address (address))
    return TRUE;
  g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE, _("“%s” is no e-mail address."),
               address);
  return FALSE;
}

static gboolean
run_invite (PfsAgent *agent, GError **error)
{
  const char *address = agent->arguments[0];
  g_autoptr (PfsAccountCode) code = NULL;
  g_autoptr (PfHousehold) household = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  PfsLanguage language = pfs_language_choose (language_wanted);

  if (!check_address (address, error))
    return FALSE;
  if (*agent->arguments[1] == '\0' || *agent->arguments[2] == '\0')
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("Name them: the first name, then the last name."));
      return FALSE;
    }
  if (language_wanted && !g_str_equal (language_wanted, pfs_language_get_tag (language)))
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE, _("“%s” is neither fr nor en."),
                   language_wanted);
      return FALSE;
    }
  if (household_wanted)
    {
      household = pfs_storage_load_household (agent->storage, household_wanted, error);
      if (!household)
        return FALSE;
    }
  code = pfs_account_code_new (PF_ACCOUNT_CODE_INVITATION, address);
  code->first_name = g_strdup (agent->arguments[1]);
  code->last_name = g_strdup (agent->arguments[2]);
  code->household = g_strdup (household_wanted);
  code->language = g_strdup (pfs_language_get_tag (language));
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction || !pfs_accounts_invite (agent->storage, code, agent->now, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, pfs_transaction_free);
  return run_accounts (agent, error);
}

static gboolean
run_resend (PfsAgent *agent, GError **error)
{
  const char *address = agent->arguments[0];
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);
  int n;

  if (!transaction)
    return FALSE;
  n = pfs_accounts_resend (agent->storage, address, TRUE, agent->now, error);
  if (n == 0)
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                 _("No account of “%s” waits: “agent accounts” shows those that do."), address);
  if (n <= 0 || !pfs_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, pfs_transaction_free);
  return run_accounts (agent, error);
}

static gboolean
run_subscriber_code (PfsAgent *agent, GError **error)
{
  const char *id = agent->arguments[0];
  g_autoptr (PfHousehold) household = pfs_storage_load_household (agent->storage, id, error);
  g_autoptr (PfsTable) table = pfs_table_new (code_columns);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autofree char *code = NULL;

  transaction = household ? pfs_storage_begin (agent->storage, agent->now, error) : NULL;
  if (transaction)
    code = pfs_accounts_give_subscriber_code (agent->storage, id, renews, error);
  if (!code || !pfs_transaction_commit (transaction, error))
    return FALSE;
  pfs_table_take_row (table, g_strdup (id), g_steal_pointer (&code));
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
run_sign_up (PfsAgent *agent, GError **error)
{
  gboolean is_closed = g_str_equal (agent->arguments[0], "closed");
  g_autoptr (PfsTransaction) transaction = NULL;

  if (!is_closed && !g_str_equal (agent->arguments[0], "open"))
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("“%s” is neither open nor closed."), agent->arguments[0]);
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  return transaction &&
         pfs_storage_set_setting (agent->storage, PFS_SETTING_SIGN_UP_CLOSED,
                                  is_closed ? "1" : NULL, error) &&
         pfs_transaction_commit (transaction, error);
}

static gboolean
run_mails (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (mail_columns);
  g_autoptr (GPtrArray) mails = pfs_storage_list_mails (agent->storage, error);
  g_autoptr (PfTown) town = mails ? pfs_storage_load_town_record (agent->storage, error) : NULL;

  if (!town)
    return FALSE;
  for (guint i = 0; i < mails->len; i++)
    {
      const PfsMailItem *item = g_ptr_array_index (mails, i);

      pfs_table_take_row (table, g_strdup (item->recipient), g_strdup (item->subject),
                          g_strdup_printf ("%d", item->tries),
                          format_moment (agent, town, item->next_try), g_strdup (item->trouble));
    }
  pfs_agent_print (agent, table, _("Every mail has left."));
  return TRUE;
}

static const GOptionEntry password_options[] = {
  { "password", 'p', 0, G_OPTION_ARG_STRING, &password_wanted,
    N_("Read the new password from the standard input, where nobody else sees it"), "-" },
  { "provisional", 0, 0, G_OPTION_ARG_NONE, &is_provisional,
    N_("It must be changed at the next sign-in"), NULL },
  { NULL },
};

static const GOptionEntry invite_options[] = {
  { "household", 0, 0, G_OPTION_ARG_STRING, &household_wanted,
    N_("The household to join; a new one if not given"), N_("ID") },
  { "language", 0, 0, G_OPTION_ARG_STRING, &language_wanted,
    N_("The language of the mail: fr (if not given) or en"), N_("LANGUAGE") },
  { NULL },
};

static const GOptionEntry code_options[] = {
  { "renew", 0, 0, G_OPTION_ARG_NONE, &renews,
    N_("Make another one; the former is no good any more"), NULL },
  { NULL },
};

const PfsAgentCommand pfs_agent_accounts_commands[] = {
  { "set-password", N_("LOGIN [--password -] [--provisional]"),
    N_("Give a guardian a new password: the one typed, or a random one that is printed"), 1, 1,
    run_set_password, password_options },
  { "accounts", "", N_("List the accounts that wait for the code of a mail"), 0, 0, run_accounts },
  { "invite", N_("E-MAIL FIRST-NAME LAST-NAME [--household ID] [--language fr|en]"),
    N_("Open an account: a mail asks them to choose a password"), 3, 3, run_invite,
    invite_options },
  { "resend", N_("E-MAIL"), N_("Send the mail of an account that waits anew, good for a day"), 1, 1,
    run_resend },
  { "subscriber-code", N_("HOUSEHOLD [--renew]"),
    N_("Show the code by which a parent joins a household when signing up"), 1, 1,
    run_subscriber_code, code_options },
  { "sign-up", "open|closed", N_("Let families ask for accounts, or open them yourselves"), 1, 1,
    run_sign_up },
  { "mails", "", N_("List the mails that could not leave yet, or were given up"), 0, 0, run_mails },
  { NULL },
};
