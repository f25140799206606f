/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/accounts, /v1/password-resets and /v1/password: a password is hashed first, on a thread of
 * its own, whatever the town knows of the address, so that the time tells nothing. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-password.h"
#include "pfs-accounts.h"
#include "pfs-mail.h"
#include "pfs-password.h"
#include "pfs-resources.h"
#include "pfs-storage-access.h"
#include "pfs-storage-town.h"
#include "pfs-tokens.h"

/* A step under way, while its password is hashed or checked. */
typedef struct {
  PfsRequest *request;
  PfAccountForm *form;
  char *address;
  char *hash; /* (nullable): of the password to have */
} Step;

static void
free_step (Step *step)
{
  pfs_request_unref (step->request);
  g_clear_pointer (&step->form, pf_account_form_free);
  g_free (step->address);
  g_free (step->hash);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, free_step)

/* What the rules’ errors are for the app. */
static const struct {
  PfsAccountError code;
  PfProblemType type;
  const char *pointer;
} errors[] = {
  { PFS_ACCOUNT_ERROR_CODE, PF_PROBLEM_CODE_UNKNOWN, "/code" },
  { PFS_ACCOUNT_ERROR_SUBSCRIBER, PF_PROBLEM_CODE_UNKNOWN, "/subscriber_code" },
  { PFS_ACCOUNT_ERROR_PASSWORD, PF_PROBLEM_INVALID, "/password" },
  { PFS_ACCOUNT_ERROR_TERMS, PF_PROBLEM_INVALID, "/terms_accepted" },
};

static void
reply_pointed (PfsRequest *request, PfProblemType type, const char *pointer)
{
  PfProblem *problem = pfs_problem_new (type, request->language);

  problem->pointer = g_strdup (pointer);
  pfs_request_reply_problem (request, problem);
}

static void
reply_failure (PfsRequest *request, const GError *error)
{
  for (gsize i = 0; error->domain == PFS_ACCOUNT_ERROR && i < G_N_ELEMENTS (errors); i++)
    if ((PfsAccountError) error->code == errors[i].code)
      {
        reply_pointed (request, errors[i].type, errors[i].pointer);
        return;
      }
  pfs_request_reply_error (request, error);
}

static void
reply_answer (PfsRequest *request, int status, const char *login, PfMoment until)
{
  const PfAccountAnswer answer = { .login = (char *) login, .until = until };
  g_autoptr (GBytes) body = pf_codec_encode_account_answer (&answer);

  pfs_request_reply (request, status, body);
}

/* Reads the form of a step, its password and its address judged. Returns: NULL once answered. */
static Step *
read_step (PfsRequest *request, PfAccountStep kind)
{
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAccountForm) form = pf_codec_decode_account_form (kind, body, &error);
  Step *step;

  if (form == NULL)
    {
      pfs_request_reply_error (request, error);
      return NULL;
    }
  if (form->email != NULL && !pfs_mail_is_address (form->email))
    {
      reply_pointed (request, PF_PROBLEM_INVALID, "/email");
      return NULL;
    }
  if (form->password != NULL && pf_password_check (form->password) != PF_PASSWORD_RULES_ALL)
    {
      reply_pointed (request, PF_PROBLEM_WEAK_PASSWORD, "/password");
      return NULL;
    }
  step = g_new0 (Step, 1);
  step->request = pfs_request_ref (request);
  step->form = g_steal_pointer (&form);
  step->address = pfs_request_get_address (request);
  return step;
}

/* Counts an attempt, and keeps the count whatever follows. Returns: FALSE once answered. */
static gboolean
count_attempt (const Step *step)
{
  PfsStorage *storage = step->request->context->storage;
  PfMoment now = step->request->now;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, now, &error);
  int wait = -1;

  if (transaction != NULL)
    wait = step->form->email != NULL
               ? pfs_attempts_count_mail (storage, step->form->email, step->address, now, &error)
               : pfs_attempts_count_code (storage, step->address, now, &error);
  if (wait < 0 || !pfs_transaction_commit (transaction, &error))
    pfs_request_reply_error (step->request, error);
  else if (wait > 0)
    pfs_request_reply_wait (step->request, wait);
  else
    return TRUE;
  return FALSE;
}

/* Does the step, in a transaction. Sets @login or @until. */
static gboolean
work (const Step *step, char **login, PfMoment *until, GError **error)
{
  PfsStorage *storage = step->request->context->storage;
  const PfsRequest *request = step->request;
  const PfAccountForm *form = step->form;

  switch (form->step)
    {
    case PF_ACCOUNT_SIGN_UP:
      return pfs_accounts_sign_up (storage, form, step->hash, request->language, request->now,
                                   until, error);
    case PF_ACCOUNT_RESEND:
      return pfs_accounts_resend (storage, form->email, FALSE, request->now, error) >= 0;
    case PF_ACCOUNT_ACTIVATE:
      *login = pfs_accounts_open (storage, form, step->hash, request->now, error);
      return *login != NULL && pfs_attempts_forgive_codes (storage, step->address, error);
    case PF_ACCOUNT_LOSE_PASSWORD:
      return pfs_accounts_lose_password (storage, form->email, request->language, request->now,
                                         until, error);
    case PF_ACCOUNT_CHOOSE_PASSWORD:
      *login = pfs_accounts_choose_password (storage, form->code, step->hash, request->now, error);
      return *login != NULL && pfs_attempts_forgive_codes (storage, step->address, error);
    case PF_ACCOUNT_CHANGE_PASSWORD:
      return pfs_accounts_change_password (storage, request->guardian, step->hash,
                                           request->token_family, error) &&
             pfs_attempts_forgive_codes (storage, step->address, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
do_step (const Step *step)
{
  PfsRequest *request = step->request;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction =
      pfs_storage_begin (request->context->storage, request->now, &error);
  g_autofree char *login = NULL;
  PfMoment until = PF_MOMENT_NONE;
  gboolean sends_mail = step->form->email != NULL;

  if (transaction != NULL && work (step, &login, &until, &error) &&
      pfs_transaction_commit (transaction, &error))
    reply_answer (request, sends_mail ? SOUP_STATUS_ACCEPTED : SOUP_STATUS_OK, login, until);
  else
    reply_failure (request, error);
}

static void
hashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;

  step->hash = pfs_password_hash_finish (result, &error);
  if (step->request->is_finished)
    return;
  if (step->hash != NULL)
    do_step (step);
  else
    pfs_request_reply_error (step->request, error);
  soup_server_message_unpause (step->request->message);
}

/* Hashes the password of @step (transfer full), and does it then. The message is paused. */
static void
hash_and_do (Step *step)
{
  pfs_password_hash_async (step->request->context->storage, step->form->password, NULL, hashed_cb,
                           step);
}

/* Does a step of someone who is not signed in. */
static void
take_step (PfsRequest *request, PfAccountStep kind)
{
  g_autoptr (Step) step = read_step (request, kind);

  if (step == NULL || !count_attempt (step))
    return;
  if (step->form->password == NULL)
    {
      do_step (step);
      return;
    }
  soup_server_message_pause (request->message);
  hash_and_do (g_steal_pointer (&step));
}

void
pfs_resource_create_account (PfsRequest *request)
{
  g_autofree char *closed =
      pfs_storage_get_setting (request->context->storage, PFS_SETTING_SIGN_UP_CLOSED, NULL);

  if (closed != NULL)
    pfs_request_reply_problem_type (request, PF_PROBLEM_FORBIDDEN);
  else
    take_step (request, PF_ACCOUNT_SIGN_UP);
}

void
pfs_resource_resend_activation (PfsRequest *request)
{
  take_step (request, PF_ACCOUNT_RESEND);
}

void
pfs_resource_activate_account (PfsRequest *request)
{
  take_step (request, PF_ACCOUNT_ACTIVATE);
}

void
pfs_resource_create_password_reset (PfsRequest *request)
{
  take_step (request, PF_ACCOUNT_LOSE_PASSWORD);
}

void
pfs_resource_choose_password (PfsRequest *request)
{
  take_step (request, PF_ACCOUNT_CHOOSE_PASSWORD);
}

static void
reply_same (PfsRequest *request)
{
  static const char *const details[PFS_N_LANGUAGES] = {
    "Le nouveau mot de passe est le même que l’ancien",
    "The new password is the same as the former one",
  };
  PfProblem *problem = pfs_problem_new (PF_PROBLEM_WEAK_PASSWORD, request->language);

  problem->pointer = g_strdup ("/password");
  problem->detail = g_strdup (details[request->language]);
  pfs_request_reply_problem (request, problem);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  PfsRequest *request = step->request;
  g_autoptr (GError) error = NULL;
  gboolean is_right = pfs_password_verify_finish (result, &error);

  if (request->is_finished)
    return;
  if (is_right && strcmp (step->form->password, step->form->old_password) != 0)
    {
      hash_and_do (g_steal_pointer (&step));
      return;
    }
  if (error != NULL)
    pfs_request_reply_error (request, error);
  else if (is_right)
    reply_same (request);
  else
    reply_pointed (request, PF_PROBLEM_WRONG_PASSWORD, "/old_password");
  soup_server_message_unpause (request->message);
}

void
pfs_resource_change_password (PfsRequest *request)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (Step) step = read_step (request, PF_ACCOUNT_CHANGE_PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsLogin) login = NULL;
  const char *old_password;

  if (step == NULL || !count_attempt (step))
    return;
  login = pfs_storage_load_login_of (storage, request->guardian, &error);
  if (login == NULL)
    {
      pfs_request_reply_error (request, error);
      return;
    }
  soup_server_message_pause (request->message);
  old_password = step->form->old_password;
  pfs_password_verify_async (storage, login->hash, old_password, NULL, verified_cb,
                             g_steal_pointer (&step));
}
