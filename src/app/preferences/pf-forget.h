/* SPDX-License-Identifier: GPL-3.0-or-later
 * Forgetting what this computer keeps of a town, or of all of them. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/**
 * pf_forget_ask:
 * @window: what the question is over; the outcome is told in the window of the plan
 * @account: (nullable): whose town; NULL: all, with what the person has agreed to and preferred
 *
 * Asks whether to, and then does.
 */
void pf_forget_ask (GtkWindow *window, PfHub *hub, PfAccount *account);

G_END_DECLS
