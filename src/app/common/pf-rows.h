/* SPDX-License-Identifier: GPL-3.0-or-later
 * What pages do with libadwaita's rows: one stop of the keyboard a row, and a choice in full. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Returns: an #AdwActionRow of plain texts. @subtitle: (nullable) */
GtkWidget *pf_rows_new (const char *title, const char *subtitle);
/** Gives @row plain texts: "Léna & Hugo" is no markup, nor for a moment. @subtitle: (nullable) */
void pf_rows_set_text (GtkWidget *row, const char *title, const char *subtitle);
/**
 * pf_rows_new_check:
 * @title: plain text
 * @subtitle: (nullable): plain text
 * @check: (out) (transfer none): what is ticked
 *
 * Returns: a row that ticks @check, and is a check box itself to a screen reader: the keyboard
 * stops there once.
 */
GtkWidget *pf_rows_new_check (const char *title, const char *subtitle, GtkWidget **check);
/** The button @inner does what activating @row does: the keyboard stops at the row alone. */
void pf_rows_stop_once (AdwActionRow *row, GtkWidget *inner);
/** Shows what is chosen in full where there is room for it, in place of its first 20 characters. */
void pf_rows_show_choice (AdwComboRow *row);

G_END_DECLS
