/* SPDX-License-Identifier: GPL-3.0-or-later
 * The state machine of tokens: signed out, known by a refresh token, and holding an access
 * token. */
#include "config.h"

#include "pf-rest-tokens.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pf-client-error.h"
#include "pf-codec.h"
#include "pf-kept-json.h"
#include "pf-rest-error.h"
#include "pf-waiters.h"

#define SECRET_VERSION 1

struct _PfRestTokens {
  GObject parent_instance;

  PfRestTransport *transport;
  PfTokens *tokens; /* (nullable): signed out; its access_token is NULL until the first refresh */
  PfWaiters *waiters;
  gboolean is_refreshing;
  gboolean is_held; /* the keyring does not have them yet */
  guint generation; /* of who is signed in: an answer to a former one is not for us */
};

G_DEFINE_FINAL_TYPE (PfRestTokens, pf_rest_tokens, G_TYPE_OBJECT)

static guint changed_signal;

static GBytes *
encode_secret (const PfTokens *tokens)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, SECRET_VERSION);
  json_builder_set_member_name (builder, "refresh_token");
  json_builder_add_string_value (builder, tokens->refresh_token);
  json_builder_set_member_name (builder, "household");
  json_builder_add_string_value (builder, tokens->household);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* Returns: the tokens that @secret keeps; NULL if it is none of ours. */
static PfTokens *
decode_secret (GBytes *secret)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (PfTokens) tokens = NULL;
  JsonObject *object;
  gsize size;
  const char *text = g_bytes_get_data (secret, &size);

  if (size == 0 || !json_parser_load_from_data (parser, text, size, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  if (json_object_get_int_member_with_default (object, "version", 0) != SECRET_VERSION ||
      pf_kept_json_get_text (object, "refresh_token") == NULL)
    return NULL;

  tokens = pf_tokens_new ();
  tokens->refresh_token = g_strdup (pf_kept_json_get_text (object, "refresh_token"));
  tokens->household = g_strdup (pf_kept_json_get_text (object, "household"));
  if (tokens->household == NULL)
    tokens->household = g_strdup ("");
  return g_steal_pointer (&tokens);
}

static void
take_tokens (PfRestTokens *self, PfTokens *tokens)
{
  g_clear_pointer (&self->tokens, pf_tokens_free);
  self->tokens = tokens;
}

static void
emit_changed (PfRestTokens *self)
{
  g_autoptr (GBytes) secret = pf_rest_tokens_dup_secret (self);

  g_signal_emit (self, changed_signal, 0, secret);
}

static void
return_signed_out (GTask *task)
{
  g_task_return_new_error (task, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT, "%s",
                           _("The session has ended: sign in again."));
}

static PfTokens *
read_tokens (PfRestReply *reply, GError **error)
{
  g_autoptr (GError) codec_error = NULL;
  PfTokens *tokens;

  if (!pf_rest_reply_check (reply, "application/json", error))
    return NULL;
  tokens = pf_codec_decode_tokens (reply->body, &codec_error);
  if (tokens == NULL)
    g_propagate_error (error, pf_rest_error_from_codec (codec_error));
  return tokens;
}

static void
send_grant (PfRestTokens       *self,
            const char         *api_base,
            GBytes             *grant,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autofree char *uri = g_strconcat (api_base, "/tokens", NULL);
  g_autoptr (PfRestRequest) request = pf_rest_request_new ("POST", uri);

  request->body = g_bytes_ref (grant);
  request->max_size = PF_REST_MAX_SMALL_BODY;
  pf_rest_transport_send_async (self->transport, request, cancellable, callback, user_data);
}

/* A sign-in under way. */
typedef struct {
  char *api_base;
  PfAccountForm *change; /* (nullable): from a provisional password to the one to have */
  PfTokens *tokens;      /* (nullable): good for nothing but that change */
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_free (sign_in->api_base);
  g_clear_pointer (&sign_in->change, pf_account_form_free);
  g_clear_pointer (&sign_in->tokens, pf_tokens_free);
  g_free (sign_in);
}

static void
accept_tokens (GTask *task, PfTokens *tokens)
{
  PfRestTokens *self = g_task_get_source_object (task);

  self->generation++;
  take_tokens (self, tokens);
  emit_changed (self);
  g_task_return_boolean (task, FALSE);
}

static void
changed_password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PfRestReply) reply =
      pf_rest_transport_send_finish (PF_REST_TRANSPORT (source), result, &error);

  if (reply != NULL && pf_rest_reply_check (reply, "application/json", &error))
    accept_tokens (task, g_steal_pointer (&sign_in->tokens));
  else
    g_task_return_error (task, error);
}

/* Changes the provisional password by the tokens that came for it. */
static void
change_password (PfRestTokens *self, GTask *task)
{
  SignIn *sign_in = g_task_get_task_data (task);
  g_autofree char *uri = g_strconcat (sign_in->api_base, "/password", NULL);
  g_autoptr (PfRestRequest) request = pf_rest_request_new ("PUT", uri);

  request->body = pf_codec_encode_account_form (sign_in->change);
  request->token = g_strdup (sign_in->tokens->access_token);
  request->max_size = PF_REST_MAX_SMALL_BODY;
  pf_rest_transport_send_async (self->transport, request, g_task_get_cancellable (task),
                                changed_password_cb, g_object_ref (task));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestTokens *self = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRestReply) reply = NULL;
  PfTokens *tokens = NULL;

  reply = pf_rest_transport_send_finish (PF_REST_TRANSPORT (source), result, &error);
  if (reply != NULL)
    tokens = read_tokens (reply, &error);
  if (tokens == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!tokens->must_change_password)
    {
      accept_tokens (task, tokens);
      return;
    }
  sign_in->tokens = tokens;
  if (sign_in->change != NULL)
    change_password (self, task);
  else
    g_task_return_boolean (task, TRUE);
}

/* Every refusal of a refresh token that the contract knows is final; what it does not know may
 * be a proxy's. */
static gboolean
is_final (PfRestReply *reply)
{
  g_autoptr (PfProblem) problem = NULL;

  if (reply->status != 401)
    return FALSE;
  problem = pf_rest_reply_get_problem (reply);
  return problem->type == PF_PROBLEM_BAD_CREDENTIALS || problem->type == PF_PROBLEM_TOKEN_EXPIRED ||
         problem->type == PF_PROBLEM_TOKEN_REVOKED;
}

/* Takes the answer to a refresh; an error remains for those who wait. */
static void
take_refreshed (PfRestTokens *self, PfRestReply *reply, GError **error)
{
  PfTokens *tokens;

  if (is_final (reply))
    {
      pf_rest_tokens_clear (self);
      g_set_error_literal (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT,
                           _("The session has ended: sign in again."));
      return;
    }
  tokens = read_tokens (reply, error);
  if (tokens == NULL)
    return;
  take_tokens (self, tokens);
  emit_changed (self);
}

typedef struct {
  PfRestTokens *self; /* (owned) */
  char *api_base;
  guint generation;
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_object_unref (refresh->self);
  g_free (refresh->api_base);
  g_free (refresh);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refresh, refresh_free)

static void start_refresh (PfRestTokens *self, const char *api_base);

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Refresh) refresh = user_data;
  PfRestTokens *self = refresh->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRestReply) reply = NULL;

  reply = pf_rest_transport_send_finish (PF_REST_TRANSPORT (source), result, &error);
  self->is_refreshing = FALSE;
  if (refresh->generation == self->generation)
    {
      if (reply != NULL)
        take_refreshed (self, reply, &error);
    }
  else if (self->tokens != NULL && self->tokens->access_token == NULL)
    {
      /* Another secret came meanwhile: those who wait, wait for its tokens. */
      start_refresh (self, refresh->api_base);
      return;
    }
  else
    g_clear_error (&error);
  if (error != NULL || !self->is_held)
    pf_waiters_end (self->waiters, error);
}

static void
start_refresh (PfRestTokens *self, const char *api_base)
{
  g_autoptr (GBytes) grant = pf_codec_encode_refresh_grant (self->tokens->refresh_token);
  Refresh *refresh = g_new0 (Refresh, 1);

  self->is_refreshing = TRUE;
  refresh->self = g_object_ref (self);
  refresh->api_base = g_strdup (api_base);
  refresh->generation = self->generation;
  send_grant (self, api_base, grant, NULL, refreshed_cb, refresh);
}

static void
pf_rest_tokens_finalize (GObject *object)
{
  PfRestTokens *self = PF_REST_TOKENS (object);

  g_clear_object (&self->transport);
  g_clear_pointer (&self->tokens, pf_tokens_free);
  g_clear_pointer (&self->waiters, pf_waiters_free);

  G_OBJECT_CLASS (pf_rest_tokens_parent_class)->finalize (object);
}

static void
pf_rest_tokens_class_init (PfRestTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_rest_tokens_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
pf_rest_tokens_init (PfRestTokens *self)
{
  self->waiters = pf_waiters_new ();
}

PfRestTokens *
pf_rest_tokens_new (PfRestTransport *transport)
{
  PfRestTokens *self = g_object_new (PF_TYPE_REST_TOKENS, NULL);

  self->transport = g_object_ref (transport);
  return self;
}

void
pf_rest_tokens_set_secret (PfRestTokens *self, GBytes *secret)
{
  self->generation++;
  take_tokens (self, secret != NULL ? decode_secret (secret) : NULL);
}

GBytes *
pf_rest_tokens_dup_secret (PfRestTokens *self)
{
  return self->tokens != NULL ? encode_secret (self->tokens) : NULL;
}

void
pf_rest_tokens_set_held (PfRestTokens *self, gboolean is_held)
{
  self->is_held = is_held;
  if (!is_held && !self->is_refreshing)
    pf_waiters_end (self->waiters, NULL);
}

void
pf_rest_tokens_sign_in_async (PfRestTokens       *self,
                              const char         *api_base,
                              const char         *login,
                              const char         *password,
                              const char         *new_password,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GBytes) grant = pf_codec_encode_password_grant (login, password);
  SignIn *sign_in = g_new0 (SignIn, 1);

  g_task_set_source_tag (task, pf_rest_tokens_sign_in_async);
  sign_in->api_base = g_strdup (api_base);
  if (new_password != NULL)
    {
      sign_in->change = pf_account_form_new (PF_ACCOUNT_CHANGE_PASSWORD);
      sign_in->change->old_password = g_strdup (password);
      sign_in->change->password = g_strdup (new_password);
    }
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);
  send_grant (self, api_base, grant, cancellable, signed_in_cb, g_steal_pointer (&task));
}

gboolean
pf_rest_tokens_sign_in_finish (PfRestTokens *self,
                               GAsyncResult *result,
                               gboolean     *must_change,
                               GError      **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  *must_change = g_task_propagate_boolean (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

PfMoment
pf_rest_tokens_get_last_sign_in (PfRestTokens *self)
{
  return self->tokens != NULL ? self->tokens->last_sign_in : PF_MOMENT_NONE;
}

void
pf_rest_tokens_get_async (PfRestTokens       *self,
                          const char         *api_base,
                          const char         *rejected,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean has_token;

  g_task_set_source_tag (task, pf_rest_tokens_get_async);
  if (self->tokens == NULL)
    {
      return_signed_out (task);
      return;
    }
  has_token = self->tokens->access_token != NULL &&
              g_strcmp0 (self->tokens->access_token, rejected) != 0;
  if (has_token && !self->is_refreshing && !self->is_held)
    g_task_return_boolean (task, TRUE);
  else if (!g_task_return_error_if_cancelled (task))
    {
      pf_waiters_add (self->waiters, g_steal_pointer (&task));
      if (!has_token && !self->is_refreshing)
        start_refresh (self, api_base);
    }
}

char *
pf_rest_tokens_get_finish (PfRestTokens *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (self->tokens != NULL && self->tokens->access_token != NULL)
    return g_strdup (self->tokens->access_token);
  g_set_error_literal (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT,
                       _("The session has ended: sign in again."));
  return NULL;
}

void
pf_rest_tokens_revoked (PfRestTokens *self, const char *access_token)
{
  if (self->tokens != NULL && g_strcmp0 (self->tokens->access_token, access_token) == 0)
    pf_rest_tokens_clear (self);
}

void
pf_rest_tokens_clear (PfRestTokens *self)
{
  if (self->tokens == NULL)
    return;
  self->generation++;
  take_tokens (self, NULL);
  emit_changed (self);
}
