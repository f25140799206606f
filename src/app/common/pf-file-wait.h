/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is told while a file is on its way: how much of it has come, and a button to call it off. A
 * toast. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_FILE_WAIT (pf_file_wait_get_type ())
G_DECLARE_FINAL_TYPE (PfFileWait, pf_file_wait, PF, FILE_WAIT, GtkWidget)

/** Shows itself near @widget, until pf_file_wait_end(). @name: the file's; @cancellable: of the
 * download. Returns: (transfer full) */
PfFileWait *pf_file_wait_new (GtkWidget *widget, const char *name, GCancellable *cancellable);
/** @total: 0 = unknown */
void pf_file_wait_set_progress (PfFileWait *self, gint64 current, gint64 total);
void pf_file_wait_end (PfFileWait *self);

G_END_DECLS
