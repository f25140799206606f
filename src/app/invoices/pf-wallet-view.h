/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wallets: activating one, filling it, how long it lasts, and its account. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_WALLET_VIEW (pf_wallet_view_get_type ())
G_DECLARE_FINAL_TYPE (PfWalletView, pf_wallet_view, PF, WALLET_VIEW, GtkWidget)

GtkWidget *pf_wallet_view_new (PfHub *hub);

G_END_DECLS
