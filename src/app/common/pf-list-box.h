/* SPDX-License-Identifier: GPL-3.0-or-later
 * What pages do with a #GtkListBox that they fill anew each time. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Takes all rows away. */
void pf_list_box_clear (GtkListBox *list);
/** Adds a row that says @text (nullable) under @title, both in full; plain texts. */
void pf_list_box_append_text (GtkListBox *list, const char *title, const char *text);
/** Shows over the first of several rows what pf_list_box_set_heading() said of them. */
void pf_list_box_show_headings (GtkListBox *list);
/** To be called before @row comes into its list. @heading: plain text */
void pf_list_box_set_heading (GtkWidget *row, const char *heading);

G_END_DECLS
