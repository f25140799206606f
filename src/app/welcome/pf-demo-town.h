/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo town: the municipal server that comes with the app, run on loopback as long as the app
 * lives. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PF_DEMO_TOWN_ERROR (pf_demo_town_error_quark ())
GQuark pf_demo_town_error_quark (void);

typedef enum {
  PF_DEMO_TOWN_ERROR_MISSING, /* the server's program is not installed */
  PF_DEMO_TOWN_ERROR_FAILED,  /* it ended, or said something else than where it listens */
} PfDemoTownError;

#define PF_TYPE_DEMO_TOWN (pf_demo_town_get_type ())
G_DECLARE_FINAL_TYPE (PfDemoTown, pf_demo_town, PF, DEMO_TOWN, GObject)

/** @folder: the app's own folder; the town lives in "demo-town" in it. Starts nothing. */
PfDemoTown *pf_demo_town_new (const char *folder);
/** Returns: whether @uri is where the demo town was when it last ran; reads one small file. */
gboolean pf_demo_town_is_at (PfDemoTown *self, const char *uri);
/** Starts the town, or does nothing if it runs. Finish: TRUE once it listens. */
void pf_demo_town_start_async (PfDemoTown *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_demo_town_start_finish (PfDemoTown *self, GAsyncResult *result, GError **error);
/** Returns: (transfer none) (nullable): where it listens, who may sign in; NULL unless it runs. */
const char *pf_demo_town_get_uri (PfDemoTown *self);
const char *pf_demo_town_get_login (PfDemoTown *self);
const char *pf_demo_town_get_password (PfDemoTown *self);

G_END_DECLS
