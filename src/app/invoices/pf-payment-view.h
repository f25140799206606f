/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was paid, latest first, and what is left to pay in all. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_PAYMENT_VIEW (pf_payment_view_get_type ())
G_DECLARE_FINAL_TYPE (PfPaymentView, pf_payment_view, PF, PAYMENT_VIEW, GtkWidget)

GtkWidget *pf_payment_view_new (PfHub *hub);

G_END_DECLS
