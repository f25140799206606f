/* SPDX-License-Identifier: GPL-3.0-or-later
 * Buttons with a mnemonic are spoken by their label alone. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * From now on each button with a mnemonic has the name that one reads on it. GTK 4.8 gives it two:
 * what was set, underscore included, and the label inside, so that "_Pay" is spoken as "_Pay Pay".
 * Meant to be called once; it holds for the buttons of dialogs and toasts too.
 */
void pf_mnemonics_speak_once (void);

G_END_DECLS
