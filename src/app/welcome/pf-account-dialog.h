/* SPDX-License-Identifier: GPL-3.0-or-later
 * The forms of an account at a town: signing up, the code of a mail, a lost or another password.
 * What is typed survives the app, but for passwords. */
#pragma once

#include <adwaita.h>

#include "pf-account-draft.h"
#include "pf-town-service.h"

G_BEGIN_DECLS

#define PF_TYPE_ACCOUNT_DIALOG (pf_account_dialog_get_type ())
/** PfAccountDialog: signal "done" (const char *login (nullable), const char *password (nullable)):
 * it is done; where the password was typed here, it is given. */
G_DECLARE_FINAL_TYPE (PfAccountDialog, pf_account_dialog, PF, ACCOUNT_DIALOG, AdwWindow)

/** Shows the form of @step at the town of @service. @draft: (nullable): to go on with. */
PfAccountDialog *pf_account_dialog_present (GtkWindow *parent, PfTownService *service,
                                            PfAccountStep step, const PfAccountDraft *draft);
/** Returns: (transfer none) (nullable): the dialog that is open for the town at @town. */
PfAccountDialog *pf_account_dialog_find (const char *town);
/** Fills in the code of a mail; what to do with it is the person's to say. */
void pf_account_dialog_give_code (PfAccountDialog *self, const char *code);

G_END_DECLS
