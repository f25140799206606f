/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the main menu offers for each account: who it is, its password, signing out and in,
 * forgetting it. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** Adds the submenu of @account. */
void pf_account_menu_append (GMenu *menu, PfHub *hub, PfAccount *account);
/** Adds the actions "change-password" and "sign-out", each of an account's identifier. */
void pf_account_menu_add_actions (GtkApplication *application, PfHub *hub);

G_END_DECLS
