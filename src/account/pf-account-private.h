/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the list of accounts asks of an account. */
#pragma once

#include "pf-account.h"

G_BEGIN_DECLS

/**
 * @folder: of all accounts; the account's own, named by @id, is made in it
 * Signal "not-kept" (GError *): the keyring would not keep the secret; it lives in memory.
 */
PfAccount *pf_account_new (const char *folder, const char *id, const char *kind, const char *uri,
                           const char *login, const char *town_name);
const char *pf_account_get_kind (PfAccount *self);
/**
 * Takes the secret of @service, which has just signed in, and @service itself if the account has
 * made none yet.
 */
void pf_account_adopt_service (PfAccount *self, PfTownService *service);
/** Finish: TRUE once the keyring has, or refused, every secret that came so far. */
void pf_account_flush_async (PfAccount *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_account_flush_finish (PfAccount *self, GAsyncResult *result, GError **error);
/** Asks the keyring for the key that seals, and makes one where there is none; then
 * pf_account_take_key(). */
void pf_account_search_key (PfAccount *self);
/** Ends the waiting of pf_account_load_key_async(): with @key, or @error. */
void pf_account_take_key (PfAccount *self, GBytes *key, const GError *error);
/** From now on secrets stay in memory; one that is being written is given up. */
void pf_account_detach (PfAccount *self);
/** The keyring gets the present secret, and those to come, again. */
void pf_account_reattach (PfAccount *self);

G_END_DECLS
