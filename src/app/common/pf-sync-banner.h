/* SPDX-License-Identifier: GPL-3.0-or-later
 * The banner over the pages: offline since when, signed out, or what went wrong, with the one
 * thing to do about it. */
#pragma once

#include <gtk/gtk.h>

#include "pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_SYNC_BANNER (pf_sync_banner_get_type ())
G_DECLARE_FINAL_TYPE (PfSyncBanner, pf_sync_banner, PF, SYNC_BANNER, GtkWidget)

/** Follows @hub by itself, and takes no room while all is well. */
GtkWidget *pf_sync_banner_new (PfHub *hub);
/** Returns: (transfer none) (nullable): what it says now; NULL while all is well. */
const char *pf_sync_banner_get_text (PfSyncBanner *self);

G_END_DECLS
