/* SPDX-License-Identifier: GPL-3.0-or-later
 * Seven buttons, Monday first, to choose weekdays. */
#pragma once

#include <gtk/gtk.h>

#include "pf-day.h"

G_BEGIN_DECLS

/** Adds the buttons to @box, those of @weekdays (a mask) pressed. @changed: called with @object
 * when one is pressed or released, as long as @object lives. */
void pf_weekday_buttons_add (GtkBox *box, guint weekdays, void (*changed) (gpointer object),
                             gpointer object);
/** Returns: the mask of the weekdays that are pressed. */
guint pf_weekday_buttons_get (GtkBox *box);
void pf_weekday_buttons_set (GtkBox *box, guint weekdays);

G_END_DECLS
