/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one can do about an account before signing in: create one, give the code of a mail, say that
 * the password is lost, and whom to ask. */
#pragma once

#include <adwaita.h>

#include "pf-account-draft.h"
#include "pf-town-service.h"

G_BEGIN_DECLS

#define PF_TYPE_ACCOUNT_LINKS (pf_account_links_get_type ())
/** PfAccountLinks: signal "done" (const char *login (nullable), const char *password (nullable)):
 * the account is open, or its password another one: sign in. */
G_DECLARE_FINAL_TYPE (PfAccountLinks, pf_account_links, PF, ACCOUNT_LINKS, GtkWidget)

/** Shows what the town of @service lets one do. @is_known: signing in again, nothing is created. */
void pf_account_links_set_service (PfAccountLinks *self, PfTownService *service, gboolean is_known);
/** Opens the form for the code of a mail, filled in. */
void pf_account_links_give_code (PfAccountLinks *self, const char *code);
/** Goes on with what was begun. */
void pf_account_links_resume (PfAccountLinks *self, const PfAccountDraft *draft);

G_END_DECLS
