/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bookings that wait for their payment, with the time left. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** Returns: a boxed list of the prepayments that wait, each with its time left and a button to pay
 * it; invisible while there are none. */
GtkWidget *pf_prepayment_list_new (PfHub *hub);

G_END_DECLS
