/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town service: whatever lets a family act at a town. It promises little and declares what it
 * can; the REST implementation in
 * rest/ speaks the reference protocol; another portal is another folder beside it and one line in
 * pf-town-services.c. */
#pragma once

#include <gio/gio.h>

#include "pf-account-form.h"
#include "pf-client-error.h"
#include "pf-messages.h"
#include "pf-record-family.h"

G_BEGIN_DECLS

/** PfChallengeKind: what sign-in may ask before it succeeds. */
typedef enum {
  PF_CHALLENGE_IMAGE,        /* @image is to be read by a person, the answer is text */
  PF_CHALLENGE_BROWSER,      /* @uri is to be opened; the answer is empty */
  PF_CHALLENGE_NEW_PASSWORD, /* the password is provisional: the answer is the new one */
} PfChallengeKind;

typedef struct {
  PfChallengeKind kind;
  char *prompt;  /* plain text, in the user's language */
  GBytes *image; /* (nullable) PNG or JPEG */
  char *uri;     /* (nullable) https */
} PfChallenge;

#define PF_TYPE_CHALLENGE (pf_challenge_get_type ())
GType pf_challenge_get_type (void);
PfChallenge *pf_challenge_copy (const PfChallenge *challenge);
void pf_challenge_free (PfChallenge *challenge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfChallenge, pf_challenge_free)

/** PfFileOf: what a file at the town is attached to. */
typedef enum {
  PF_FILE_OF_INVOICE,  /* its PDF; no part */
  PF_FILE_OF_DOCUMENT, /* one of its files: part = the PfFile's id */
  PF_FILE_OF_PAPER,    /* its file; no part */
  PF_FILE_OF_NEWS,     /* part = the PfFile's id */
  PF_FILE_OF_MESSAGE,  /* part = the PfFile's id */
  PF_FILE_OF_REQUEST,  /* part = the PfFile's id */
} PfFileOf;

/** PF_DOWNLOAD_MAX_SIZE: the largest file that is taken from a town, in bytes. */
#define PF_DOWNLOAD_MAX_SIZE (32 * 1024 * 1024)

/** PfDownload: a file as it came. */
typedef struct {
  GBytes *bytes;
  char *media_type; /* as the town said, not NULL */
  char *name;       /* (nullable): a plain file name, safe to propose */
} PfDownload;

PfDownload *pf_download_new (GBytes *bytes, const char *media_type, const char *name);
void pf_download_free (PfDownload *download);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfDownload, pf_download_free)

/** PfPaymentSubject: what is paid. */
typedef enum {
  PF_PAY_INVOICE,
  PF_PAY_TOP_UP,     /* of a wallet */
  PF_PAY_PREPAYMENT, /* a prepayment's id, or the receipt of the batch that made it */
} PfPaymentSubject;

#define PF_TYPE_TOWN_SERVICE (pf_town_service_get_type ())
G_DECLARE_INTERFACE (PfTownService, pf_town_service, PF, TOWN_SERVICE, GObject)

/**
 * PfTownServiceInterface:
 *
 * Signals: "secret-changed" (GBytes *secret): keep this in the keyring now, it replaces the former
 * one (NULL: signed out by the town); who needs a while for it holds the service meanwhile.
 * "state-announced" (const char *state): the town has a new state; pull. Emitted between
 * start_events and stop_events.
 * Properties: "clock-offset" (gint64 seconds, town minus machine), from the town's answers;
 * "discovery" (nullable PfDiscovery), notified
 * when the town has said what it is; "uri" (the canonical address, given at construction; a town
 * that moved changes it).
 * A service leaves out what it cannot do: the calls of this header then fail with
 * PF_CLIENT_ERROR_UNSUPPORTED.
 * All calls are asynchronous on the caller's main context, cancellable, and fail with
 * PF_CLIENT_ERROR or G_IO_ERROR_CANCELLED.
 */
struct _PfTownServiceInterface {
  GTypeInterface parent_iface;

  const PfDiscovery *(*get_discovery) (PfTownService *self);
  PfFeatures (*get_features) (PfTownService *self);
  void (*set_secret) (PfTownService *self, GBytes *secret);
  GBytes *(*dup_secret) (PfTownService *self);
  void (*hold) (PfTownService *self);
  void (*release) (PfTownService *self);

  void (*sign_in_async) (PfTownService *self, const char *login, const char *password,
                         const char *challenge_answer, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*sign_in_finish) (PfTownService *self, GAsyncResult *result, PfChallenge **challenge,
                              GError **error);
  void (*sign_out_async) (PfTownService *self, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*sign_out_finish) (PfTownService *self, GAsyncResult *result, GError **error);

  void (*take_account_step_async) (PfTownService *self, const PfAccountForm *form,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
  PfAccountAnswer *(*take_account_step_finish) (PfTownService *self, GAsyncResult *result,
                                                GError **error);
  PfMoment (*get_last_sign_in) (PfTownService *self);

  void (*pull_async) (PfTownService *self, const char *since, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data);
  PfChanges *(*pull_finish) (PfTownService *self, GAsyncResult *result, GError **error);

  void (*quote_async) (PfTownService *self, GPtrArray *lines, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
  PfAnswer *(*quote_finish) (PfTownService *self, GAsyncResult *result, GError **error);
  void (*book_async) (PfTownService *self, const char *key, GPtrArray *lines,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  PfAnswer *(*book_finish) (PfTownService *self, GAsyncResult *result, GError **error);

  void (*submit_async) (PfTownService *self, PfSubmission *submission, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
  PfSubmissionAnswer *(*submit_finish) (PfTownService *self, GAsyncResult *result, GError **error);
  void (*upload_async) (PfTownService *self, const char *digest, const char *media_type,
                        GBytes *bytes, GFileProgressCallback progress, gpointer progress_data,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*upload_finish) (PfTownService *self, GAsyncResult *result, GError **error);
  void (*download_async) (PfTownService *self, PfFileOf owner, const char *id, const char *part,
                          GFileProgressCallback progress, gpointer progress_data,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
  PfDownload *(*download_finish) (PfTownService *self, GAsyncResult *result, GError **error);
  void (*ask_payment_link_async) (PfTownService *self, PfPaymentSubject subject, const char *id,
                                  PfCents amount, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
  PfPaymentLink *(*ask_payment_link_finish) (PfTownService *self, GAsyncResult *result,
                                             GError **error);
  void (*fetch_health_sheet_async) (PfTownService *self, const char *child,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
  PfHealthSheet *(*fetch_health_sheet_finish) (PfTownService *self, GAsyncResult *result,
                                               GError **error);

  void (*activate_wallet_async) (PfTownService *self, const char *id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*activate_wallet_finish) (PfTownService *self, GAsyncResult *result, GError **error);

  void (*start_events) (PfTownService *self);
  void (*stop_events) (PfTownService *self);
};

/**
 * Returns: (transfer none) (nullable): what the town said of itself; NULL before the first answer.
 */
const PfDiscovery *pf_town_service_get_discovery (PfTownService *self);
/** Returns: what this service can do; before discovery, what any town that it speaks to can. */
PfFeatures pf_town_service_get_features (PfTownService *self);
/** Gives the secret that a former "secret-changed" handed out, opaque bytes. */
void pf_town_service_set_secret (PfTownService *self, GBytes *secret);
/**
 * Returns: (transfer full) (nullable): what the last "secret-changed" or set_secret() gave; NULL
 * when signed out.
 */
GBytes *pf_town_service_dup_secret (PfTownService *self);
/**
 * The secret is not kept yet: until pf_town_service_release() it is used for nothing, and calls
 * that need it wait. Else a run that ends now would leave a former secret in the keyring, which
 * the town takes for stolen once its successor was used. Does nothing to a service whose secret
 * stays the same.
 */
void pf_town_service_hold (PfTownService *self);
/** The secret is kept, or never will be: the calls that waited go on. */
void pf_town_service_release (PfTownService *self);
/** Returns: the town's present moment: the machine's clock plus the learned offset. */
PfMoment pf_town_service_get_now (PfTownService *self);

/**
 * pf_town_service_sign_in_async:
 * @challenge_answer: (nullable): the answer to the challenge of the call before
 *
 * Finish: TRUE with no @challenge when signed in ("secret-changed" was emitted before); TRUE with
 * a @challenge to show and answer; FALSE with @error.
 */
void pf_town_service_sign_in_async (PfTownService *self, const char *login, const char *password,
                                    const char *challenge_answer, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_town_service_sign_in_finish (PfTownService *self, GAsyncResult *result,
                                         PfChallenge **challenge, GError **error);
void pf_town_service_sign_out_async (PfTownService *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_town_service_sign_out_finish (PfTownService *self, GAsyncResult *result,
                                          GError **error);
/**
 * pf_town_service_take_account_step_async:
 * @form: copied
 *
 * Signing up, activating, a lost or another password. Finish: (transfer full): what the town says;
 * PF_CLIENT_ERROR_REFUSED says in the town's words what is wrong, and
 * pf_client_error_get_pointer() about what.
 */
void pf_town_service_take_account_step_async (PfTownService *self, const PfAccountForm *form,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
PfAccountAnswer *pf_town_service_take_account_step_finish (PfTownService *self,
                                                           GAsyncResult *result, GError **error);
/** Returns: when the family had signed in before; PF_MOMENT_NONE where the town has not said. */
PfMoment pf_town_service_get_last_sign_in (PfTownService *self);
/** @since: (nullable): the state of the last page applied; NULL for a first sync. */
void pf_town_service_pull_async (PfTownService *self, const char *since, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
PfChanges *pf_town_service_pull_finish (PfTownService *self, GAsyncResult *result, GError **error);
/** @lines: (element-type PfLine). Prices and judges; saves nothing. */
void pf_town_service_quote_async (PfTownService *self, GPtrArray *lines, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
PfAnswer *pf_town_service_quote_finish (PfTownService *self, GAsyncResult *result, GError **error);
/** @key: the idempotency key: the same key and lines give the same answer, however often sent. */
void pf_town_service_book_async (PfTownService *self, const char *key, GPtrArray *lines,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
PfAnswer *pf_town_service_book_finish (PfTownService *self, GAsyncResult *result, GError **error);
/**
 * pf_town_service_submit_async:
 * @submission: one with a key: the same key and body give the same answer, however often sent. Its
 * files are uploaded before.
 *
 * Finish: (transfer full): the town's answer, also where it refuses; NULL with @error where it has
 * not answered.
 */
void pf_town_service_submit_async (PfTownService *self, PfSubmission *submission,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
PfSubmissionAnswer *pf_town_service_submit_finish (PfTownService *self, GAsyncResult *result,
                                                   GError **error);
/**
 * pf_town_service_upload_async:
 * @digest: the SHA-256 of @bytes, in hexadecimal
 * @progress: (nullable): told how many bytes the town has, never after the callback
 *
 * Sends what the town does not have of @bytes yet: what a former call brought there is not sent
 * again.
 */
void pf_town_service_upload_async (PfTownService *self, const char *digest, const char *media_type,
                                   GBytes *bytes, GFileProgressCallback progress,
                                   gpointer progress_data, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_town_service_upload_finish (PfTownService *self, GAsyncResult *result, GError **error);
/**
 * pf_town_service_download_async:
 * @part: (nullable): which of its files, see PfFileOf
 * @progress: (nullable): told how many bytes have come, of how many (0 = unknown), never after the
 * callback
 *
 * A download that a bad network cuts goes on where it ended, at once where it came on, else when it
 * is asked for again in this run of the program; a file that has changed meanwhile comes afresh.
 * Finish: (transfer full): the file; PF_CLIENT_ERROR_PROTOCOL for one larger than
 * PF_DOWNLOAD_MAX_SIZE.
 */
void pf_town_service_download_async (PfTownService *self, PfFileOf owner, const char *id,
                                     const char *part, GFileProgressCallback progress,
                                     gpointer progress_data, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
PfDownload *pf_town_service_download_finish (PfTownService *self, GAsyncResult *result,
                                             GError **error);
/**
 * Asks for a link to pay @amount, at least a cent. @id: the subject's; NULL for a top-up, as a
 * household has one wallet that takes them. Finish: (transfer full): a link that leads where
 * discovery said; PF_CLIENT_ERROR_PAYMENT_HOST for any other.
 */
void pf_town_service_ask_payment_link_async (PfTownService *self, PfPaymentSubject subject,
                                             const char *id, PfCents amount,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
PfPaymentLink *pf_town_service_ask_payment_link_finish (PfTownService *self, GAsyncResult *result,
                                                        GError **error);
/** Asks for a child's health sheet, of which no page of changes tells. Finish: (transfer full):
 * NULL with @error. */
void pf_town_service_fetch_health_sheet_async (PfTownService *self, const char *child,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
PfHealthSheet *pf_town_service_fetch_health_sheet_finish (PfTownService *self, GAsyncResult *result,
                                                          GError **error);
/** Begins to use a wallet; asking again changes nothing. */
void pf_town_service_activate_wallet_async (PfTownService *self, const char *id,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean pf_town_service_activate_wallet_finish (PfTownService *self, GAsyncResult *result,
                                                 GError **error);
/**
 * Listens for new states, and keeps at it through failures; called again while it waits to
 * reconnect, it connects at once.
 */
void pf_town_service_start_events (PfTownService *self);
/** Stops at once: no signal comes after it. */
void pf_town_service_stop_events (PfTownService *self);

G_END_DECLS
