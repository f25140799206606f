/* SPDX-License-Identifier: GPL-3.0-or-later
 * What GTK 4.8 would call a thing wrongly before a screen reader. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * From now on, also in dialogs and toasts:
 * - each button with a mnemonic has the name that one reads on it. GTK gives it two: what was set,
 *   underscore included, and the label inside, so that "_Pay" is spoken as "_Pay Pay";
 * - a button with an icon has its own name alone, and is not spoken as "GtkImage" before it;
 * - a page of a stack that has no title is not spoken as "GtkStackPage".
 *
 * Meant to be called once.
 */
void pf_spoken_names_mend (void);

G_END_DECLS
