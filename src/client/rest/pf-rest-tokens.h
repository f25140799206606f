/* SPDX-License-Identifier: GPL-3.0-or-later
 * A sign-in's tokens: the access token in memory, the refresh token in the secret, renewed once
 * for all who ask. */
#pragma once

#include "pf-rest-transport.h"

G_BEGIN_DECLS

#define PF_TYPE_REST_TOKENS (pf_rest_tokens_get_type ())
/**
 * PfRestTokens:
 *
 * Signal "changed" (nullable GBytes *secret): emitted before the tokens of that secret are used.
 * A refresh under way is never given up,
 * even when all who wait for it are: its answer holds the only good token.
 */
G_DECLARE_FINAL_TYPE (PfRestTokens, pf_rest_tokens, PF, REST_TOKENS, GObject)

PfRestTokens *pf_rest_tokens_new (PfRestTransport *transport);
/** @secret: (nullable): what a former "changed" gave; bytes that it never gave mean signed out. */
void pf_rest_tokens_set_secret (PfRestTokens *self, GBytes *secret);
/** Returns: (transfer full) (nullable) */
GBytes *pf_rest_tokens_dup_secret (PfRestTokens *self);
/** @is_held: whether the tokens wait to be kept: until then none is given. */
void pf_rest_tokens_set_held (PfRestTokens *self, gboolean is_held);

/**
 * @new_password: (nullable): what takes the place of a password that is provisional
 * Finish: TRUE once signed in, or with @must_change set where the password is provisional and no
 * new one was given: then nothing is kept; PF_CLIENT_ERROR_CREDENTIALS, _BUSY…
 */
void pf_rest_tokens_sign_in_async (PfRestTokens *self, const char *api_base, const char *login,
                                   const char *password, const char *new_password,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean pf_rest_tokens_sign_in_finish (PfRestTokens *self, GAsyncResult *result,
                                        gboolean *must_change, GError **error);
/** Returns: the sign-in before this one, as the last tokens tell; PF_MOMENT_NONE where they do not.
 */
PfMoment pf_rest_tokens_get_last_sign_in (PfRestTokens *self);
/**
 * pf_rest_tokens_get_async:
 * @rejected: (nullable): the access token that the town would not take any more
 *
 * Finish: (transfer full): an access token other than @rejected; PF_CLIENT_ERROR_SIGNED_OUT
 * where there is none to have.
 */
void pf_rest_tokens_get_async (PfRestTokens *self, const char *api_base, const char *rejected,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
char *pf_rest_tokens_get_finish (PfRestTokens *self, GAsyncResult *result, GError **error);
/** The town says that @access_token is revoked: signed out, unless it is an old one. */
void pf_rest_tokens_revoked (PfRestTokens *self, const char *access_token);
/** Forgets everything and emits "changed" with NULL, if there was something to forget. */
void pf_rest_tokens_clear (PfRestTokens *self);

G_END_DECLS
