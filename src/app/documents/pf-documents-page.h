/* SPDX-License-Identifier: GPL-3.0-or-later
 * The Documents page: papers that the town asks for with where each stands, other papers that the
 * family sent, and what the town hands out. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_DOCUMENTS_PAGE (pf_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (PfDocumentsPage, pf_documents_page, PF, DOCUMENTS_PAGE, GtkWidget)

GtkWidget *pf_documents_page_new (PfHub *hub);
/** Shows the requirement, document or paper with @id. */
void pf_documents_page_open (GtkWidget *page, PfSession *session, PfCollection collection,
                             const char *id);

G_END_DECLS
