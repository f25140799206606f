/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words, and beside them what goes with them: below them where there is no room. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_FOLD_BOX (pf_fold_box_get_type ())
G_DECLARE_FINAL_TYPE (PfFoldBox, pf_fold_box, PF, FOLD_BOX, GtkWidget)

/**
 * PfFoldBox: its first child takes the room that the others leave. Where that is too little to read
 * it in, the children stand below one another, each as wide as the box and aligned by its own
 * "halign".
 *
 * Property "spacing" (int): between its children, 12 unless told.
 */

G_END_DECLS
