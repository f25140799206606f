/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request that was sent: its state, its history, what was said, and what the town still wants. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-record-mail.h"

G_BEGIN_DECLS

#define PF_TYPE_REQUEST_VIEW (pf_request_view_get_type ())
G_DECLARE_FINAL_TYPE (PfRequestView, pf_request_view, PF, REQUEST_VIEW, GtkWidget)

GtkWidget *pf_request_view_new (PfHub *hub, PfSession *session, const char *request);
/** Returns: (transfer none): the name of a state, for people. */
const char *pf_request_view_name_state (PfRequestState state);

G_END_DECLS
