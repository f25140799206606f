/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starting with the session, without a window: inside a sandbox its portal is asked, which may ask
 * the person; outside, a file among those that desktops start. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PF_BACKGROUND_ERROR (pf_background_error_quark ())
GQuark pf_background_error_quark (void);

typedef enum {
  PF_BACKGROUND_ERROR_DENIED,      /* the person or the desktop said no */
  PF_BACKGROUND_ERROR_UNAVAILABLE, /* the desktop has no such portal */
  PF_BACKGROUND_ERROR_FILE,        /* the file cannot be written or removed */
} PfBackgroundError;

/** Asks to be started with the session from now on, or not to be; what comes of it is what the
 * settings say then. Finish: FALSE with @error, a sentence for the person. */
void pf_background_set_async (gboolean is_wanted, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_background_set_finish (GAsyncResult *result, GError **error);

/** As pf_background_set_async(), of the portal on @bus. */
void pf_background_ask_portal_async (GDBusConnection *bus, gboolean is_wanted,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
/** Writes or removes the file in @folder, the person's folder of settings. */
gboolean pf_background_write_file (const char *folder, gboolean is_wanted, GError **error);

G_END_DECLS
