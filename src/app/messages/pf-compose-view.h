/* SPDX-License-Identifier: GPL-3.0-or-later
 * A new message to a service of the town hall. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_COMPOSE_VIEW (pf_compose_view_get_type ())
G_DECLARE_FINAL_TYPE (PfComposeView, pf_compose_view, PF, COMPOSE_VIEW, GtkWidget)

/** @former: (nullable): a draft to go on with, or one that was refused. Signal "sent" (): it is
 * queued.
 */
GtkWidget *pf_compose_view_new (PfHub *hub, PfSubmission *former);

G_END_DECLS
