/* SPDX-License-Identifier: GPL-3.0-or-later
 * Home: what must be done now and by when, then today and tomorrow for each child. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_HOME_PAGE (pf_home_page_get_type ())
G_DECLARE_FINAL_TYPE (PfHomePage, pf_home_page, PF, HOME_PAGE, GtkWidget)

GtkWidget *pf_home_page_new (PfHub *hub);

G_END_DECLS
