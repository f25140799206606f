/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row of a form that is wrong: seen, and told to who does not see. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** @label: (nullable): what says why, where @is_wrong */
void pf_field_mark (GtkWidget *row, GtkLabel *label, gboolean is_wrong);

G_END_DECLS
