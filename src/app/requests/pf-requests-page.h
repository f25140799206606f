/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests: the town's forms by category, and those that were sent, with their state. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_REQUESTS_PAGE (pf_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (PfRequestsPage, pf_requests_page, PF, REQUESTS_PAGE, GtkWidget)

GtkWidget *pf_requests_page_new (PfHub *hub);
/** Shows a request, or begins a form; see pf_main_view_open(). */
void pf_requests_page_open (GtkWidget *page, PfSession *session, PfCollection collection,
                            const char *id);

G_END_DECLS
