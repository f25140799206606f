/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town service: whatever lets a family act at a town. It promises little and declares what it
 * can; the REST implementation in
 * rest/ speaks the reference protocol; another portal is another folder beside it and one line in
 * pf-town-services.c. */
#pragma once

#include <gio/gio.h>

#include "pf-client-error.h"
#include "pf-messages.h"

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

#define PF_TYPE_TOWN_SERVICE (pf_town_service_get_type ())
G_DECLARE_INTERFACE (PfTownService, pf_town_service, PF, TOWN_SERVICE, GObject)

/**
 * PfTownServiceInterface:
 *
 * Signals: "secret-changed" (GBytes *secret): keep this in the keyring now, it replaces the former
 * one (NULL: signed out by the town).
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

  void (*sign_in_async) (PfTownService *self, const char *login, const char *password,
                         const char *challenge_answer, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*sign_in_finish) (PfTownService *self, GAsyncResult *result, PfChallenge **challenge,
                              GError **error);
  void (*sign_out_async) (PfTownService *self, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*sign_out_finish) (PfTownService *self, GAsyncResult *result, GError **error);

  void (*pull_async) (PfTownService *self, const char *since, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data);
  PfChanges *(*pull_finish) (PfTownService *self, GAsyncResult *result, GError **error);

  void (*quote_async) (PfTownService *self, GPtrArray *lines, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
  PfAnswer *(*quote_finish) (PfTownService *self, GAsyncResult *result, GError **error);
  void (*book_async) (PfTownService *self, const char *key, GPtrArray *lines,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  PfAnswer *(*book_finish) (PfTownService *self, GAsyncResult *result, GError **error);

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
 * Listens for new states, and keeps at it through failures; called again while it waits to
 * reconnect, it connects at once.
 */
void pf_town_service_start_events (PfTownService *self);
/** Stops at once: no signal comes after it. */
void pf_town_service_stop_events (PfTownService *self);

G_END_DECLS
