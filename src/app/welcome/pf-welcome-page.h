/* SPDX-License-Identifier: GPL-3.0-or-later
 * The welcome page: what the window shows while there is no account. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-demo-town.h"

G_BEGIN_DECLS

#define PF_TYPE_WELCOME_PAGE (pf_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (PfWelcomePage, pf_welcome_page, PF, WELCOME_PAGE, GtkWidget)

/** PfWelcomePage: signal "done" (): there is an account, and its plan can be shown. */
GtkWidget *pf_welcome_page_new (PfHub *hub, PfDemoTown *demo);
/** Does what its “Try the demo town” button does. */
void pf_welcome_page_try_demo (PfWelcomePage *self);
/** Goes on with the code of a mail of the town at @town. */
void pf_welcome_page_give_code (PfWelcomePage *self, const char *town, const char *code);

G_END_DECLS
