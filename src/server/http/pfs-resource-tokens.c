/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/tokens: signing in, staying so, signing out. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pfs-password.h"
#include "pfs-resources.h"
#include "pfs-storage-mails.h"
#include "pfs-tokens.h"

/* As the contract says. */
#define LONGEST_LOGIN 254
#define LONGEST_PASSWORD 1024

/* A sign-in under way, while its password is checked. */
typedef struct {
  PfsRequest *request;
  char *name; /* as typed */
  char *address;
  PfsLogin *login; /* (nullable): unknown */
} SignIn;

static void
free_sign_in (SignIn *sign_in)
{
  pfs_request_unref (sign_in->request);
  g_free (sign_in->name);
  g_free (sign_in->address);
  g_clear_pointer (&sign_in->login, pfs_login_free);
  g_free (sign_in);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, free_sign_in)

static void
reply_tokens (PfsRequest *request, PfTokens *tokens)
{
  g_autoptr (GBytes) body = pf_codec_encode_tokens (tokens);

  pfs_request_reply (request, SOUP_STATUS_OK, body);
}

static void
reply_verdict (PfsRequest *request, PfsVerdict verdict)
{
  pfs_request_reply_problem_type (request, verdict == PFS_VERDICT_EXPIRED
                                               ? PF_PROBLEM_TOKEN_EXPIRED
                                               : PF_PROBLEM_TOKEN_REVOKED);
}

static PfTokens *
start_session (SignIn *sign_in, GError **error)
{
  PfsStorage *storage = sign_in->request->context->storage;
  PfMoment now = sign_in->request->now;
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, now, error);
  g_autoptr (PfTokens) tokens = NULL;

  if (transaction == NULL ||
      !pfs_attempts_forgive (storage, sign_in->name, sign_in->address, error))
    return NULL;
  if (!pfs_storage_set_language (storage, sign_in->login->guardian,
                                 pfs_language_get_tag (sign_in->request->language), error))
    return NULL;
  tokens = pfs_tokens_start (storage, sign_in->login, now, error);
  if (tokens == NULL || !pfs_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&tokens);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SignIn) sign_in = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfTokens) tokens = NULL;
  gboolean is_right = pfs_password_verify_finish (result, &error);

  if (sign_in->request->is_finished)
    return;
  if (is_right && sign_in->login != NULL)
    tokens = start_session (sign_in, &error);
  if (tokens != NULL)
    reply_tokens (sign_in->request, tokens);
  else if (error != NULL)
    pfs_request_reply_error (sign_in->request, error);
  else
    pfs_request_reply_problem_type (sign_in->request, PF_PROBLEM_BAD_CREDENTIALS);
  soup_server_message_unpause (sign_in->request->message);
}

/* Counts the attempt before the password is checked, so that many at once are counted too. */
static int
count_attempt (SignIn *sign_in, GError **error)
{
  PfsStorage *storage = sign_in->request->context->storage;
  g_autoptr (PfsTransaction) transaction =
      pfs_storage_begin (storage, sign_in->request->now, error);
  int wait;

  if (transaction == NULL)
    return -1;
  wait =
      pfs_attempts_count (storage, sign_in->name, sign_in->address, sign_in->request->now, error);
  return wait >= 0 && pfs_transaction_commit (transaction, error) ? wait : -1;
}

/* Finds who wants to sign in; an unknown login is no error. */
static gboolean
find_login (SignIn *sign_in, GError **error)
{
  GError *failure = NULL;

  sign_in->login =
      pfs_storage_load_login (sign_in->request->context->storage, sign_in->name, &failure);
  return pfs_storage_may_be_absent (failure, error);
}

static void
sign_in_by_password (PfsRequest *request, const char *name, const char *password)
{
  g_autoptr (SignIn) sign_in = g_new0 (SignIn, 1);
  g_autoptr (GError) error = NULL;
  int wait;

  sign_in->request = pfs_request_ref (request);
  sign_in->name = g_strdup (name);
  sign_in->address = pfs_request_get_address (request);
  wait = count_attempt (sign_in, &error);
  if (wait < 0 || !find_login (sign_in, &error))
    pfs_request_reply_error (request, error);
  else if (wait > 0)
    pfs_request_reply_wait (request, wait);
  else
    {
      const char *hash = sign_in->login != NULL ? sign_in->login->hash : NULL;

      soup_server_message_pause (request->message);
      pfs_password_verify_async (request->context->storage, hash, password, NULL, verified_cb,
                                 g_steal_pointer (&sign_in));
    }
}

static void
refresh (PfsRequest *request, const char *refresh_token)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, request->now, &error);
  g_autoptr (PfTokens) tokens = NULL;
  PfsVerdict verdict = PFS_VERDICT_GOOD;

  if (transaction != NULL)
    tokens = pfs_tokens_refresh (storage, refresh_token, request->now, &verdict, &error);
  /* Also what a verdict revoked is to be kept. */
  if (error == NULL)
    pfs_transaction_commit (transaction, &error);
  if (error != NULL)
    pfs_request_reply_error (request, error);
  else if (tokens != NULL)
    reply_tokens (request, tokens);
  else
    reply_verdict (request, verdict);
}

/* Answers with a problem where a text is longer than the contract takes. */
static gboolean
check_length (PfsRequest *request, const char *text, gsize longest, const char *pointer)
{
  PfProblem *problem;

  if (strlen (text) <= longest)
    return TRUE;
  problem = pfs_problem_new (PF_PROBLEM_INVALID, request->language);
  problem->pointer = g_strdup (pointer);
  pfs_request_reply_problem (request, problem);
  return FALSE;
}

void
pfs_resource_create_tokens (PfsRequest *request)
{
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  g_autoptr (GError) error = NULL;
  g_autofree char *login = NULL;
  g_autofree char *password = NULL;
  g_autofree char *refresh_token = NULL;

  if (!pf_codec_decode_grant (body, &login, &password, &refresh_token, &error))
    pfs_request_reply_error (request, error);
  else if (refresh_token != NULL)
    refresh (request, refresh_token);
  else if (check_length (request, login, LONGEST_LOGIN, "/login") &&
           check_length (request, password, LONGEST_PASSWORD, "/password"))
    sign_in_by_password (request, login, password);
  if (password != NULL)
    memset (password, 0, strlen (password));
}

void
pfs_resource_delete_tokens (PfsRequest *request)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, request->now, &error);

  if (transaction != NULL && pfs_storage_revoke_tokens (storage, request->token_family, &error) &&
      pfs_transaction_commit (transaction, &error))
    pfs_request_reply_empty (request, SOUP_STATUS_NO_CONTENT);
  else
    pfs_request_reply_error (request, error);
}
