/* SPDX-License-Identifier: GPL-3.0-or-later
 * Offers, once, to remind also when no window is open. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Returns: (transfer floating) (nullable): the offer as a row that hides itself once it is
 * answered; NULL where there is nothing to offer any more. */
GtkWidget *pf_background_offer_new (void);

G_END_DECLS
