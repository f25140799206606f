/* SPDX-License-Identifier: GPL-3.0-or-later
 * Before what was typed goes for good. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pf_discard_ask:
 * @discard: called with @object once the family has said yes, if @object still lives
 *
 * Asks over the window of @widget whether what was changed is to go.
 */
void pf_discard_ask (GtkWidget *widget, GCallback discard, gpointer object);

G_END_DECLS
