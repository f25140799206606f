/* SPDX-License-Identifier: GPL-3.0-or-later
 * The PfTownService of the reference protocol: each call by its path and codec; how to send is
 * in the files beside this one. */
#include "config.h"

#include "pf-rest-service.h"

#include <glib/gi18n-lib.h>

#include "pf-rest-call.h"
#include "pf-rest-discovery.h"
#include "pf-rest-events.h"
#include "pf-rest-part.h"
#include "pf-waiters.h"

/* What any town that speaks this protocol can be expected to do, until it says so itself. */
#define USUAL_FEATURES (PF_FEATURE_DELTA | PF_FEATURE_QUOTES | PF_FEATURE_BOOKINGS)

struct _PfRestService {
  GObject parent_instance;

  char *uri;
  PfDiscovery *discovery; /* (nullable) until the town answered */
  PfRestTransport *transport;
  PfRestTokens *tokens;
  PfRestEvents *events;
  PfWaiters *discovering;
  GQueue parts; /* (element-type PfRestPart) (owned) */
  gboolean is_discovering;
  gboolean wants_events;
};

enum {
  PROP_URI = 1,
  PROP_DISCOVERY,
  PROP_CLOCK_OFFSET,
  PROP_TIMEOUT,
  PROP_TLS_DATABASE,
  PROP_EVENTS_SILENCE,
  PROP_EVENTS_DELAY,
};

static void pf_rest_service_iface_init (PfTownServiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PfRestService, pf_rest_service, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PF_TYPE_TOWN_SERVICE,
                                                      pf_rest_service_iface_init))

/* Events end when the session does; they begin again with the next one. */
static void
resume_events (PfRestService *self)
{
  if (self->wants_events)
    pf_rest_events_start (self->events);
}

static void
tokens_changed_cb (PfRestTokens *tokens, GBytes *secret, gpointer user_data)
{
  PfRestService *self = user_data;

  g_signal_emit_by_name (self, "secret-changed", secret);
  if (secret != NULL)
    resume_events (self);
}

static void
state_cb (PfRestEvents *events, const char *state, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "state-announced", state);
}

static void
clock_offset_cb (GObject *transport, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify (user_data, "clock-offset");
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfRestService) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *moved_to = NULL;

  self->is_discovering = FALSE;
  self->discovery = pf_rest_discovery_fetch_finish (result, &moved_to, &error);
  if (moved_to != NULL)
    {
      g_free (self->uri);
      self->uri = g_steal_pointer (&moved_to);
      g_object_notify (G_OBJECT (self), "uri");
    }
  if (self->discovery != NULL)
    g_object_notify (G_OBJECT (self), "discovery");
  pf_waiters_end (self->discovering, error);
}

static const PfDiscovery *
pf_rest_service_get_discovery (PfTownService *service)
{
  return PF_REST_SERVICE (service)->discovery;
}

static PfFeatures
pf_rest_service_get_features (PfTownService *service)
{
  PfRestService *self = PF_REST_SERVICE (service);

  return self->discovery != NULL ? self->discovery->features : USUAL_FEATURES;
}

static void
pf_rest_service_set_secret (PfTownService *service, GBytes *secret)
{
  PfRestService *self = PF_REST_SERVICE (service);

  pf_rest_tokens_set_secret (self->tokens, secret);
  resume_events (self);
}

static GBytes *
pf_rest_service_dup_secret (PfTownService *service)
{
  return pf_rest_tokens_dup_secret (PF_REST_SERVICE (service)->tokens);
}

static void
pf_rest_service_hold (PfTownService *service)
{
  pf_rest_tokens_set_held (PF_REST_SERVICE (service)->tokens, TRUE);
}

static void
pf_rest_service_release (PfTownService *service)
{
  pf_rest_tokens_set_held (PF_REST_SERVICE (service)->tokens, FALSE);
}

typedef struct {
  char *login;
  char *password;
  char *new_password;   /* (nullable): the answer to a challenge */
  gboolean must_change; /* found out: the password is provisional */
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  explicit_bzero (sign_in->password, strlen (sign_in->password));
  if (sign_in->new_password != NULL)
    explicit_bzero (sign_in->new_password, strlen (sign_in->new_password));
  g_free (sign_in->login);
  g_free (sign_in->password);
  g_free (sign_in->new_password);
  g_free (sign_in);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  SignIn *sign_in = g_task_get_task_data (task);

  if (pf_rest_tokens_sign_in_finish (PF_REST_TOKENS (source), result, &sign_in->must_change,
                                     &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
sign_in_discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestService *self = PF_REST_SERVICE (source);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (pf_rest_service_discover_finish (self, result, &error))
    pf_rest_tokens_sign_in_async (self->tokens, self->discovery->api_base, sign_in->login,
                                  sign_in->password, sign_in->new_password,
                                  g_task_get_cancellable (task), signed_in_cb, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
pf_rest_service_sign_in_async (PfTownService      *service,
                               const char         *login,
                               const char         *password,
                               const char         *challenge_answer,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PfRestService *self = PF_REST_SERVICE (service);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SignIn *sign_in = g_new0 (SignIn, 1);

  g_task_set_source_tag (task, pf_rest_service_sign_in_async);
  sign_in->login = g_strdup (login);
  sign_in->password = g_strdup (password);
  sign_in->new_password = g_strdup (challenge_answer);
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);
  pf_rest_service_discover_async (self, cancellable, sign_in_discovered_cb,
                                  g_steal_pointer (&task));
}

static gboolean
pf_rest_service_sign_in_finish (PfTownService *service,
                                GAsyncResult  *result,
                                PfChallenge  **challenge,
                                GError       **error)
{
  const SignIn *sign_in;

  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);
  sign_in = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (sign_in->must_change && challenge != NULL)
    {
      *challenge = g_new0 (PfChallenge, 1);
      (*challenge)->kind = PF_CHALLENGE_NEW_PASSWORD;
      (*challenge)->prompt = g_strdup (_("This password was given by the town hall: choose your "
                                         "own, to be the only one who knows it."));
    }
  return TRUE;
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestService *self = PF_REST_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRestReply) reply = pf_rest_call_finish (self, result, &error);

  if (reply == NULL && !g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  pf_rest_events_stop (self->events);
  pf_rest_tokens_clear (self->tokens);
  g_queue_clear_full (&self->parts, (GDestroyNotify) pf_rest_part_free);
  g_task_return_boolean (task, TRUE);
}

static void
pf_rest_service_sign_out_async (PfTownService      *service,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, pf_rest_service_sign_out_async);
  pf_rest_call_async (PF_REST_SERVICE (service), pf_rest_request_new ("DELETE", "/tokens/current"),
                      PF_REST_CALL_NONE, NULL, cancellable, signed_out_cb, g_steal_pointer (&task));
}

static gboolean
pf_rest_service_sign_out_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
pf_rest_service_start_events (PfTownService *service)
{
  PfRestService *self = PF_REST_SERVICE (service);

  self->wants_events = TRUE;
  pf_rest_events_start (self->events);
}

static void
pf_rest_service_stop_events (PfTownService *service)
{
  PfRestService *self = PF_REST_SERVICE (service);

  self->wants_events = FALSE;
  pf_rest_events_stop (self->events);
}

static void
pf_rest_service_iface_init (PfTownServiceInterface *iface)
{
  iface->get_discovery = pf_rest_service_get_discovery;
  iface->get_features = pf_rest_service_get_features;
  iface->set_secret = pf_rest_service_set_secret;
  iface->dup_secret = pf_rest_service_dup_secret;
  iface->hold = pf_rest_service_hold;
  iface->release = pf_rest_service_release;
  iface->sign_in_async = pf_rest_service_sign_in_async;
  iface->sign_in_finish = pf_rest_service_sign_in_finish;
  iface->sign_out_async = pf_rest_service_sign_out_async;
  iface->sign_out_finish = pf_rest_service_sign_out_finish;
  pf_rest_bookings_iface_init (iface);
  pf_rest_submissions_iface_init (iface);
  pf_rest_files_iface_init (iface);
  pf_rest_payments_iface_init (iface);
  pf_rest_accounts_iface_init (iface);
  pf_rest_health_iface_init (iface);
  iface->start_events = pf_rest_service_start_events;
  iface->stop_events = pf_rest_service_stop_events;
}

static void
pf_rest_service_dispose (GObject *object)
{
  PfRestService *self = PF_REST_SERVICE (object);

  pf_rest_events_stop (self->events);
  g_signal_handlers_disconnect_by_data (self->transport, self);
  g_signal_handlers_disconnect_by_data (self->tokens, self);
  g_signal_handlers_disconnect_by_data (self->events, self);

  G_OBJECT_CLASS (pf_rest_service_parent_class)->dispose (object);
}

static void
pf_rest_service_finalize (GObject *object)
{
  PfRestService *self = PF_REST_SERVICE (object);

  g_free (self->uri);
  g_clear_pointer (&self->discovery, pf_discovery_free);
  g_clear_object (&self->events);
  g_clear_object (&self->tokens);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->discovering, pf_waiters_free);
  g_queue_clear_full (&self->parts, (GDestroyNotify) pf_rest_part_free);

  G_OBJECT_CLASS (pf_rest_service_parent_class)->finalize (object);
}

static void
pf_rest_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PfRestService *self = PF_REST_SERVICE (object);

  switch (id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_DISCOVERY:
      g_value_set_boxed (value, self->discovery);
      break;
    case PROP_CLOCK_OFFSET:
      g_value_set_int64 (value, pf_rest_transport_get_clock_offset (self->transport));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pf_rest_service_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PfRestService *self = PF_REST_SERVICE (object);

  switch (id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    case PROP_TIMEOUT:
      g_object_set_property (G_OBJECT (self->transport), "timeout", value);
      break;
    case PROP_TLS_DATABASE:
      g_object_set_property (G_OBJECT (self->transport), "tls-database", value);
      break;
    case PROP_EVENTS_SILENCE:
      g_object_set_property (G_OBJECT (self->events), "silence", value);
      break;
    case PROP_EVENTS_DELAY:
      g_object_set_property (G_OBJECT (self->events), "delay", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pf_rest_service_class_init (PfRestServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pf_rest_service_dispose;
  object_class->finalize = pf_rest_service_finalize;
  object_class->get_property = pf_rest_service_get_property;
  object_class->set_property = pf_rest_service_set_property;

  g_object_class_override_property (object_class, PROP_URI, "uri");
  g_object_class_override_property (object_class, PROP_DISCOVERY, "discovery");
  g_object_class_override_property (object_class, PROP_CLOCK_OFFSET, "clock-offset");
  g_object_class_install_property (object_class, PROP_TIMEOUT,
                                   g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXUINT, 15000,
                                                      flags));
  g_object_class_install_property (object_class, PROP_TLS_DATABASE,
                                   g_param_spec_object ("tls-database", NULL, NULL,
                                                        G_TYPE_TLS_DATABASE, flags));
  g_object_class_install_property (object_class, PROP_EVENTS_SILENCE,
                                   g_param_spec_uint ("events-silence", NULL, NULL, 1, G_MAXUINT,
                                                      75000, flags));
  g_object_class_install_property (object_class, PROP_EVENTS_DELAY,
                                   g_param_spec_uint ("events-delay", NULL, NULL, 1, 5 * 60 * 1000,
                                                      1000, flags));
}

static void
pf_rest_service_init (PfRestService *self)
{
  self->transport = pf_rest_transport_new ();
  self->tokens = pf_rest_tokens_new (self->transport);
  self->events = pf_rest_events_new (self);
  self->discovering = pf_waiters_new ();
  g_signal_connect (self->transport, "notify::clock-offset", G_CALLBACK (clock_offset_cb), self);
  g_signal_connect (self->tokens, "changed", G_CALLBACK (tokens_changed_cb), self);
  g_signal_connect (self->events, "state", G_CALLBACK (state_cb), self);
}

PfTownService *
pf_rest_service_new (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);
  return g_object_new (PF_TYPE_REST_SERVICE, "uri", uri, NULL);
}

PfRestTransport *
pf_rest_service_get_transport (PfRestService *self)
{
  return self->transport;
}

PfRestTokens *
pf_rest_service_get_tokens (PfRestService *self)
{
  return self->tokens;
}

const char *
pf_rest_service_get_api_base (PfRestService *self)
{
  return self->discovery != NULL ? self->discovery->api_base : NULL;
}

GQueue *
pf_rest_service_get_parts (PfRestService *self)
{
  return &self->parts;
}

void
pf_rest_service_discover_async (PfRestService      *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pf_rest_service_discover_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->discovery != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  pf_waiters_add (self->discovering, g_steal_pointer (&task));
  if (self->is_discovering)
    return;
  self->is_discovering = TRUE;
  pf_rest_discovery_fetch_async (self->transport, self->uri, NULL, fetched_cb, g_object_ref (self));
}

gboolean
pf_rest_service_discover_finish (PfRestService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
