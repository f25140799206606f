/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a month comes to: what is booked of it against what was invoiced, and what other days would
 * cost by the tariffs of a quotient. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_PRICES_VIEW (pf_prices_view_get_type ())
G_DECLARE_FINAL_TYPE (PfPricesView, pf_prices_view, PF, PRICES_VIEW, GtkWidget)

GtkWidget *pf_prices_view_new (PfHub *hub);

G_END_DECLS
