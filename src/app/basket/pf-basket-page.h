/* SPDX-License-Identifier: GPL-3.0-or-later
 * The basket's page: what is not sent yet with its price, what is on its way, and what the town
 * answered. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_BASKET_PAGE (pf_basket_page_get_type ())
G_DECLARE_FINAL_TYPE (PfBasketPage, pf_basket_page, PF, BASKET_PAGE, GtkWidget)

GtkWidget *pf_basket_page_new (PfHub *hub);

G_END_DECLS
