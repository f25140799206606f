/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialog that adds a town, or signs in again to one. */
#pragma once

#include "pf-sign-in.h"

G_BEGIN_DECLS

#define PF_TYPE_SIGN_IN_DIALOG (pf_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PfSignInDialog, pf_sign_in_dialog, PF, SIGN_IN_DIALOG, AdwWindow)

/**
 * pf_sign_in_dialog_present:
 * @account: (nullable): the account to sign in again; NULL to add a town
 *
 * Returns: (transfer none): the dialog, which closes itself when done.
 */
PfSignInDialog *pf_sign_in_dialog_present (GtkWindow *parent, PfHub *hub, PfDemoTown *demo,
                                           PfAccount *account);
/** Does what its “Try the demo town” button does. */
void pf_sign_in_dialog_try_demo (PfSignInDialog *self);
/** Goes on with the code of a mail of the town at @town. */
void pf_sign_in_dialog_give_code (PfSignInDialog *self, const char *town, const char *code);

G_END_DECLS
