/* SPDX-License-Identifier: GPL-3.0-or-later
 * A picture of the town's: fetched through the session, read off the main thread, no larger
 * than it is shown. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

/** Fetches and reads the picture @file of the news item @id. Finish: (transfer full): NULL with
 * @error where it cannot be had, or is too large to be read. */
void pf_news_picture_load_async (PfSession *session, const char *id, const PfFile *file,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
GdkTexture *pf_news_picture_load_finish (GAsyncResult *result, GError **error);

/** Returns: (transfer floating): @picture (transfer floating) in a frame as wide as it is, where
 * there is room, and never higher than a card's picture may be; nothing of it is blank. */
GtkWidget *pf_news_picture_frame_new (GtkPicture *picture);

G_END_DECLS
