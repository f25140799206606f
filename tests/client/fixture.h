/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of the client share: a town that answers as the contract says, and calls that
 * wait for their end. */
#pragma once

#include "pf-scripted-server.h"
#include "pf-town-service.h"

G_BEGIN_DECLS

#define JSON "application/json"
#define PROBLEM "application/problem+json"
#define PROBLEM_BODY(id, status)                                                                   \
  "{\"type\":\"urn:portail-famille:problem:" id "\",\"title\":\"Titre\",\"status\":" #status "}"
#define TOKENS_BODY(access, refresh)                                                               \
  "{\"access_token\":\"" access "\",\"access_until\":\"2036-01-01T00:00:00Z\",\"refresh_token\":"  \
  "\"" refresh "\",\"household\":\"h-1\"}"
#define SECRET(refresh) "{\"version\":1,\"refresh_token\":\"" refresh "\",\"household\":\"h-1\"}"
#define CHANGES_BODY "{\"state\":\"s-2\",\"more\":false,\"changed\":{},\"removed\":{}}"
#define ANSWER_BODY                                                                                \
  "{\"at\":\"2026-11-01T08:15:02Z\",\"total\":0,\"outcomes\":[{\"outcome\":\"cancelled\"}]}"

#define spin_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
  }                                                                                                \
  G_STMT_END

/** Lets things happen for so long: only for tests that nothing does. */
void spin_for (guint milliseconds);
/**
 * A GAsyncReadyCallback that keeps the result for await(). @user_data: a GAsyncResult ** that
 * holds NULL.
 */
void keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/** Returns: (transfer none): what keep_result_cb() kept, once it did. */
GAsyncResult *await (GAsyncResult **result);

/** Progress: what a GFileProgressCallback was told, and how often. */
typedef struct {
  guint n;
  goffset last;
  goffset total;
} Progress;
/** A GFileProgressCallback. @user_data: a Progress */
void note_progress_cb (goffset current, goffset total, gpointer user_data);
/** Returns: (transfer full): so many bytes. */
GBytes *make_file (gsize size);

/** Expects one discovery, of a town with the @features given as JSON words. */
PfScript *expect_discovery (PfScriptedServer *server, const char *features);
/** Expects POST /v1/tokens and gives the pair. */
PfScript *expect_tokens (PfScriptedServer *server, const char *access, const char *refresh);
/**
 * Returns: (transfer full): a service for @server, with time-outs fit for a test, that holds the
 * refresh token "r1".
 */
PfTownService *new_service (PfScriptedServer *server);
/** The same, and the server expects discovery and one refresh, to "a1" and "r2". */
PfTownService *new_signed_in (PfScriptedServer *server);
void set_secret (PfTownService *service, const char *secret);

gboolean sign_in (PfTownService *service, GError **error);
gboolean sign_out (PfTownService *service, GError **error);
gboolean pull (PfTownService *service, const char *since, GError **error);
gboolean book (PfTownService *service, const char *key, GError **error);
gboolean quote (PfTownService *service, GError **error);

G_END_DECLS
