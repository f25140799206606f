/* SPDX-License-Identifier: GPL-3.0-or-later
 * Offers, once, to remind also when no window is open. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_BACKGROUND_OFFER (pf_background_offer_get_type ())
G_DECLARE_FINAL_TYPE (PfBackgroundOffer, pf_background_offer, PF, BACKGROUND_OFFER, GtkListBoxRow)

/** Returns: (transfer floating) (nullable): the offer as a row, whose list goes once it is
 * answered; NULL where there is nothing to offer any more. */
GtkWidget *pf_background_offer_new (void);

G_END_DECLS
