/* SPDX-License-Identifier: GPL-3.0-or-later
 * Enrolments: what each child may attend, what was asked, and asking for more. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_ENROLMENTS_PAGE (pf_enrolments_page_get_type ())
G_DECLARE_FINAL_TYPE (PfEnrolmentsPage, pf_enrolments_page, PF, ENROLMENTS_PAGE, GtkWidget)

GtkWidget *pf_enrolments_page_new (PfHub *hub);

G_END_DECLS
