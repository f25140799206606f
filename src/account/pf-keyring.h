/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keyring, by way of libsecret: one item of each sort an account. What libsecret leaves unsaid
 * is found out here. */
#pragma once

#include "pf-account.h"

G_BEGIN_DECLS

/** PfKeyringItem: what is kept of an account. */
typedef enum {
  PF_KEYRING_SESSION, /* the secret of its service */
  PF_KEYRING_KEY,     /* what seals what is secret on the disk */
} PfKeyringItem;

/**
 * Keeps @secret as the only @item of @account. Finish: FALSE with PF_ACCOUNT_ERROR_NO_KEYRING or
 * _LOCKED.
 */
void pf_keyring_store_async (PfAccount *account, PfKeyringItem item, GBytes *secret,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean pf_keyring_store_finish (GAsyncResult *result, GError **error);
/**
 * Finish: (transfer full): the secret; NULL with PF_ACCOUNT_ERROR_NO_SECRET, _LOCKED or
 * _NO_KEYRING.
 */
void pf_keyring_lookup_async (PfAccount *account, PfKeyringItem item, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GBytes *pf_keyring_lookup_finish (GAsyncResult *result, GError **error);
/**
 * Finish: TRUE once there is none; FALSE with PF_ACCOUNT_ERROR_LOCKED or _NO_KEYRING where nobody
 * can tell.
 */
void pf_keyring_clear_async (PfAccount *account, PfKeyringItem item, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_keyring_clear_finish (GAsyncResult *result, GError **error);

G_END_DECLS
