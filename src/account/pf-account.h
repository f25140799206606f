/* SPDX-License-Identifier: GPL-3.0-or-later
 * An account: one household at one town, known on this device. Its folder holds what is cached;
 * its secret is in the keyring only. */
#pragma once

#include "pf-town-service.h"

G_BEGIN_DECLS

#define PF_TYPE_ACCOUNT (pf_account_get_type ())
G_DECLARE_FINAL_TYPE (PfAccount, pf_account, PF, ACCOUNT, GObject)

/**
 * Properties: "town-name" (rw, persisted), "needs-sign-in" (r: no secret, or the town ended the
 * session).
 */
const char *pf_account_get_id (PfAccount *self); /* a UUID */
const char *pf_account_get_login (PfAccount *self);
const char *pf_account_get_uri (PfAccount *self);
const char *pf_account_get_town_name (PfAccount *self);
void pf_account_set_town_name (PfAccount *self, const char *town_name);
/**
 * Returns: (transfer none): the folder, 0700, everything in it 0600; goes when the account is
 * forgotten.
 */
const char *pf_account_get_folder (PfAccount *self);
/** Returns: whether its secret lies in a keyring that stayed locked: pf_account_unlock_async() asks
 * again. */
gboolean pf_account_get_is_locked (PfAccount *self);
gboolean pf_account_get_needs_sign_in (PfAccount *self);

/**
 * Returns: (transfer none): the account's service; made at first call without network. Its
 * "secret-changed" is kept in the
 * keyring by the account.
 */
PfTownService *pf_account_get_service (PfAccount *self);
/**
 * Reads the secret from the keyring into the service. Finish: FALSE with
 * PF_ACCOUNT_ERROR_NO_KEYRING (the secret lives in memory until the
 * app ends), _LOCKED, or _NO_SECRET (sign in again).
 */
void pf_account_unlock_async (PfAccount *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_account_unlock_finish (PfAccount *self, GAsyncResult *result, GError **error);

/**
 * The key of PF_SEAL_KEY_SIZE bytes that seals what is secret of this account on this device: read
 * from the keyring, where it is kept; made when it is first asked for. Finish: (transfer full);
 * NULL with PF_ACCOUNT_ERROR_NO_KEYRING or _LOCKED: nothing secret can be kept.
 */
void pf_account_load_key_async (PfAccount *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GBytes *pf_account_load_key_finish (PfAccount *self, GAsyncResult *result, GError **error);

#define PF_ACCOUNT_ERROR (pf_account_error_quark ())
GQuark pf_account_error_quark (void);
typedef enum {
  PF_ACCOUNT_ERROR_NO_KEYRING, /* no secret service, or one that cannot keep anything */
  PF_ACCOUNT_ERROR_LOCKED,     /* the keyring stays locked */
  PF_ACCOUNT_ERROR_NO_SECRET,  /* the keyring works and has nothing: sign in */
  PF_ACCOUNT_ERROR_DISK,       /* the account could not be written or removed */
  PF_ACCOUNT_ERROR_DAMAGED,    /* the accounts file was: what could be read is there, it beside */
} PfAccountError;

G_END_DECLS
