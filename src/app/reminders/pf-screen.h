/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether the desktop has something that shows notifications: GLib only complains, each time, where
 * it has not. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Asks @bus, and starts what shows notifications where it can be started. Finish: FALSE without
 * @error where nothing does. Inside a sandbox the portal does. */
void pf_screen_find_async (GDBusConnection *bus, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_screen_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
