/* SPDX-License-Identifier: GPL-3.0-or-later
 * The PfTownService interface: its signals and properties, and calls that say so when a service
 * cannot do a thing. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "pf-town-service.h"

G_DEFINE_BOXED_TYPE (PfChallenge, pf_challenge, pf_challenge_copy, pf_challenge_free)
G_DEFINE_INTERFACE (PfTownService, pf_town_service, G_TYPE_OBJECT)

/* Tells whether @vfunc is there; where it is not, @callback learns PF_CLIENT_ERROR_UNSUPPORTED. */
static gboolean
check_supported (PfTownService      *self,
                 GCallback           vfunc,
                 gpointer            tag,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  if (vfunc != NULL)
    return TRUE;
  g_task_report_new_error (self, callback, user_data, tag, PF_CLIENT_ERROR,
                           PF_CLIENT_ERROR_UNSUPPORTED, "%s", _("This town cannot do that."));
  return FALSE;
}

/* Tells whether @result is a refusal of check_supported(), and then propagates it. */
static gboolean
propagate_unsupported (GAsyncResult *result, gpointer tag, GError **error)
{
  if (!g_async_result_is_tagged (result, tag))
    return FALSE;
  g_task_propagate_boolean (G_TASK (result), error);
  return TRUE;
}

/* Hands the arguments of pf_town_service_NAME_async() on, or says that the service cannot. */
#define START(name, ...)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    PfTownServiceInterface *iface = PF_TOWN_SERVICE_GET_IFACE (self);                              \
                                                                                                   \
    if (check_supported (self, G_CALLBACK (iface->name##_async), pf_town_service_##name##_async,   \
                         callback, user_data))                                                     \
      iface->name##_async (self, __VA_ARGS__, callback, user_data);                                \
  }                                                                                                \
  G_STMT_END

/* The other half: @nothing where it failed. */
#define DEFINE_FINISH(Type, name, nothing)                                                         \
  Type pf_town_service_##name##_finish (PfTownService *self, GAsyncResult *result, GError **error) \
  {                                                                                                \
    g_return_val_if_fail (PF_IS_TOWN_SERVICE (self), nothing);                                     \
    if (propagate_unsupported (result, pf_town_service_##name##_async, error))                     \
      return nothing;                                                                              \
    return PF_TOWN_SERVICE_GET_IFACE (self)->name##_finish (self, result, error);                  \
  }

static void
pf_town_service_default_init (PfTownServiceInterface *iface)
{
  g_object_interface_install_property (
      iface, g_param_spec_int64 ("clock-offset", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_interface_install_property (
      iface, g_param_spec_boxed ("discovery", NULL, NULL, PF_TYPE_DISCOVERY,
                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_interface_install_property (iface, g_param_spec_string ("uri", NULL, NULL, NULL,
                                                                   G_PARAM_READWRITE |
                                                                       G_PARAM_CONSTRUCT_ONLY |
                                                                       G_PARAM_STATIC_STRINGS));

  g_signal_new ("secret-changed", PF_TYPE_TOWN_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_BYTES);
  g_signal_new ("state-announced", PF_TYPE_TOWN_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

PfChallenge *
pf_challenge_copy (const PfChallenge *challenge)
{
  PfChallenge *copy = g_new (PfChallenge, 1);

  copy->kind = challenge->kind;
  copy->prompt = g_strdup (challenge->prompt);
  copy->image = challenge->image != NULL ? g_bytes_ref (challenge->image) : NULL;
  copy->uri = g_strdup (challenge->uri);
  return copy;
}

void
pf_challenge_free (PfChallenge *challenge)
{
  g_free (challenge->prompt);
  g_clear_pointer (&challenge->image, g_bytes_unref);
  g_free (challenge->uri);
  g_free (challenge);
}

PfDownload *
pf_download_new (GBytes *bytes, const char *media_type, const char *name)
{
  PfDownload *download = g_new (PfDownload, 1);

  download->bytes = g_bytes_ref (bytes);
  download->media_type = g_strdup (media_type);
  download->name = g_strdup (name);
  return download;
}

void
pf_download_free (PfDownload *download)
{
  g_bytes_unref (download->bytes);
  g_free (download->media_type);
  g_free (download->name);
  g_free (download);
}

const PfDiscovery *
pf_town_service_get_discovery (PfTownService *self)
{
  g_return_val_if_fail (PF_IS_TOWN_SERVICE (self), NULL);
  return PF_TOWN_SERVICE_GET_IFACE (self)->get_discovery (self);
}

PfFeatures
pf_town_service_get_features (PfTownService *self)
{
  g_return_val_if_fail (PF_IS_TOWN_SERVICE (self), PF_FEATURE_NONE);
  return PF_TOWN_SERVICE_GET_IFACE (self)->get_features (self);
}

void
pf_town_service_set_secret (PfTownService *self, GBytes *secret)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  PF_TOWN_SERVICE_GET_IFACE (self)->set_secret (self, secret);
}

GBytes *
pf_town_service_dup_secret (PfTownService *self)
{
  PfTownServiceInterface *iface;

  g_return_val_if_fail (PF_IS_TOWN_SERVICE (self), NULL);
  iface = PF_TOWN_SERVICE_GET_IFACE (self);
  return iface->dup_secret != NULL ? iface->dup_secret (self) : NULL;
}

void
pf_town_service_hold (PfTownService *self)
{
  PfTownServiceInterface *iface;

  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  iface = PF_TOWN_SERVICE_GET_IFACE (self);
  if (iface->hold != NULL)
    iface->hold (self);
}

void
pf_town_service_release (PfTownService *self)
{
  PfTownServiceInterface *iface;

  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  iface = PF_TOWN_SERVICE_GET_IFACE (self);
  if (iface->release != NULL)
    iface->release (self);
}

PfMoment
pf_town_service_get_now (PfTownService *self)
{
  gint64 offset = 0;

  g_return_val_if_fail (PF_IS_TOWN_SERVICE (self), PF_MOMENT_NONE);
  g_object_get (self, "clock-offset", &offset, NULL);
  return g_get_real_time () / G_USEC_PER_SEC + offset;
}

void
pf_town_service_sign_in_async (PfTownService      *self,
                               const char         *login,
                               const char         *password,
                               const char         *challenge_answer,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (login != NULL && password != NULL);
  PF_TOWN_SERVICE_GET_IFACE (self)->sign_in_async (self, login, password, challenge_answer,
                                                   cancellable, callback, user_data);
}

gboolean
pf_town_service_sign_in_finish (PfTownService *self,
                                GAsyncResult  *result,
                                PfChallenge  **challenge,
                                GError       **error)
{
  g_return_val_if_fail (PF_IS_TOWN_SERVICE (self), FALSE);
  if (challenge != NULL)
    *challenge = NULL;
  return PF_TOWN_SERVICE_GET_IFACE (self)->sign_in_finish (self, result, challenge, error);
}

void
pf_town_service_sign_out_async (PfTownService      *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  PF_TOWN_SERVICE_GET_IFACE (self)->sign_out_async (self, cancellable, callback, user_data);
}

DEFINE_FINISH (gboolean, sign_out, FALSE)

void
pf_town_service_take_account_step_async (PfTownService       *self,
                                         const PfAccountForm *form,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (form != NULL);
  START (take_account_step, form, cancellable);
}

DEFINE_FINISH (PfAccountAnswer *, take_account_step, NULL)

PfMoment
pf_town_service_get_last_sign_in (PfTownService *self)
{
  PfTownServiceInterface *iface;

  g_return_val_if_fail (PF_IS_TOWN_SERVICE (self), PF_MOMENT_NONE);
  iface = PF_TOWN_SERVICE_GET_IFACE (self);
  return iface->get_last_sign_in != NULL ? iface->get_last_sign_in (self) : PF_MOMENT_NONE;
}

void
pf_town_service_pull_async (PfTownService      *self,
                            const char         *since,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  PF_TOWN_SERVICE_GET_IFACE (self)->pull_async (self, since, cancellable, callback, user_data);
}

DEFINE_FINISH (PfChanges *, pull, NULL)

void
pf_town_service_quote_async (PfTownService      *self,
                             GPtrArray          *lines,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (lines != NULL);
  START (quote, lines, cancellable);
}

DEFINE_FINISH (PfAnswer *, quote, NULL)

void
pf_town_service_book_async (PfTownService      *self,
                            const char         *key,
                            GPtrArray          *lines,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (key != NULL && lines != NULL);
  START (book, key, lines, cancellable);
}

DEFINE_FINISH (PfAnswer *, book, NULL)

void
pf_town_service_submit_async (PfTownService      *self,
                              PfSubmission       *submission,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (PF_IS_SUBMISSION (submission) && submission->key != NULL);
  START (submit, submission, cancellable);
}

DEFINE_FINISH (PfSubmissionAnswer *, submit, NULL)

void
pf_town_service_upload_async (PfTownService        *self,
                              const char           *digest,
                              const char           *media_type,
                              GBytes               *bytes,
                              GFileProgressCallback progress,
                              gpointer              progress_data,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (pf_digest_is_valid (digest) && media_type != NULL && bytes != NULL);
  START (upload, digest, media_type, bytes, progress, progress_data, cancellable);
}

DEFINE_FINISH (gboolean, upload, FALSE)

void
pf_town_service_download_async (PfTownService        *self,
                                PfFileOf              owner,
                                const char           *id,
                                const char           *part,
                                GFileProgressCallback progress,
                                gpointer              progress_data,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (id != NULL);
  START (download, owner, id, part, progress, progress_data, cancellable);
}

DEFINE_FINISH (PfDownload *, download, NULL)

void
pf_town_service_ask_payment_link_async (PfTownService      *self,
                                        PfPaymentSubject    subject,
                                        const char         *id,
                                        PfCents             amount,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail ((id != NULL || subject == PF_PAY_TOP_UP) && amount > 0);
  START (ask_payment_link, subject, id, amount, cancellable);
}

DEFINE_FINISH (PfPaymentLink *, ask_payment_link, NULL)

void
pf_town_service_fetch_health_sheet_async (PfTownService      *self,
                                          const char         *child,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (child != NULL);
  START (fetch_health_sheet, child, cancellable);
}

DEFINE_FINISH (PfHealthSheet *, fetch_health_sheet, NULL)

void
pf_town_service_activate_wallet_async (PfTownService      *self,
                                       const char         *id,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  g_return_if_fail (id != NULL);
  START (activate_wallet, id, cancellable);
}

DEFINE_FINISH (gboolean, activate_wallet, FALSE)

void
pf_town_service_start_events (PfTownService *self)
{
  PfTownServiceInterface *iface;

  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  iface = PF_TOWN_SERVICE_GET_IFACE (self);
  if (iface->start_events != NULL)
    iface->start_events (self);
}

void
pf_town_service_stop_events (PfTownService *self)
{
  PfTownServiceInterface *iface;

  g_return_if_fail (PF_IS_TOWN_SERVICE (self));
  iface = PF_TOWN_SERVICE_GET_IFACE (self);
  if (iface->stop_events != NULL)
    iface->stop_events (self);
}
