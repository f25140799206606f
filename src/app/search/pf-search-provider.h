/* SPDX-License-Identifier: GPL-3.0-or-later
 * The desktop's search (org.gnome.Shell.SearchProvider2): finds what the search page finds, by the
 * caches alone, also where the program was started for nothing else. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_SEARCH_PROVIDER (pf_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (PfSearchProvider, pf_search_provider, PF, SEARCH_PROVIDER, GObject)

/**
 * PfSearchProvider:
 *
 * Signal "launch-search" (const char *text): the family wants to go on searching in the window.
 */
PfSearchProvider *pf_search_provider_new (GtkApplication *application);
/** What is asked before it is there waits for it. */
void pf_search_provider_set_hub (PfSearchProvider *self, PfHub *hub);
/** Answers on @connection, at the application's @path followed by "/SearchProvider". */
gboolean pf_search_provider_export (PfSearchProvider *self, GDBusConnection *connection,
                                    const char *path, GError **error);
void pf_search_provider_unexport (PfSearchProvider *self, GDBusConnection *connection);

G_END_DECLS
