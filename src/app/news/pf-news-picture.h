/* SPDX-License-Identifier: GPL-3.0-or-later
 * A picture of the town's: fetched through the town's service, read off the main thread, no larger
 * than it is shown. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

/** Fetches and reads the picture @part of the news item @id. Finish: (transfer full): NULL with
 * @error where it cannot be had, or is too large to be read. */
void pf_news_picture_load_async (PfSession *session, const char *id, const char *part,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
GdkTexture *pf_news_picture_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
