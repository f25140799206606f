/* SPDX-License-Identifier: GPL-3.0-or-later
 * One child's sheet: who it is, its health, who may fetch it, what it may do. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_CHILD_SHEET (pf_child_sheet_get_type ())
G_DECLARE_FINAL_TYPE (PfChildSheet, pf_child_sheet, PF, CHILD_SHEET, GtkBox)

/** @child: one of the hub's. Signal "back" (). */
GtkWidget *pf_child_sheet_new (PfHub *hub, PfChild *child);

G_END_DECLS
