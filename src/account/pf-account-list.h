/* SPDX-License-Identifier: GPL-3.0-or-later
 * The accounts of this device: a GListModel of #PfAccount, kept in one small file written whole. */
#pragma once

#include "pf-account.h"

G_BEGIN_DECLS

#define PF_TYPE_ACCOUNT_LIST (pf_account_list_get_type ())
G_DECLARE_FINAL_TYPE (PfAccountList, pf_account_list, PF, ACCOUNT_LIST, GObject)

/**
 * Signal "keyring-unavailable" (PfAccountList *): at most once a run, when a secret could not be
 * kept: the app works for the session.
 * @folder: where accounts live: $XDG_DATA_HOME/portail-famille
 * Reads the small accounts file at once; a damaged one is saved aside and @error (nullable) told,
 * the list stays usable.
 */
PfAccountList *pf_account_list_new (const char *folder, GError **error);
/**
 * Returns: (transfer full): the account of (@service, @login), new or known, once signed in; its
 * secret goes to the keyring. From then on
 * pf_account_get_service() is the one to use: a known account keeps its own.
 */
PfAccount *pf_account_list_add (PfAccountList *self, PfTownService *service, const char *login,
                                GError **error);
/**
 * Clears the keyring item, removes the folder and the entry. The caller has closed the account's
 * store. Finish: FALSE with
 * PF_ACCOUNT_ERROR_DISK, or with _LOCKED when all is gone but the item in a locked keyring; a
 * cancelled one has changed nothing.
 */
void pf_account_list_forget_async (PfAccountList *self, PfAccount *account,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean pf_account_list_forget_finish (PfAccountList *self, GAsyncResult *result, GError **error);
/** Before the app ends: finish once the keyring has, or refused, every secret that came so far. */
void pf_account_list_flush_async (PfAccountList *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_account_list_flush_finish (PfAccountList *self, GAsyncResult *result, GError **error);

G_END_DECLS
