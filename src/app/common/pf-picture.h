/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures made to fit: a smaller copy, as JPEG, made off the main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Returns: whether this computer can read HEIC pictures, and so turn them into JPEG. */
gboolean pf_picture_can_read_heic (void);

/**
 * pf_picture_shrink_async:
 * @bytes: a picture of any kind that this computer reads
 * @max_size: of the copy, in bytes
 *
 * Makes a JPEG, turned as its camera was held, as large as fits. Finish: (transfer full): its
 * bytes; NULL with @error where it cannot be read or be made to fit.
 */
void pf_picture_shrink_async (GBytes *bytes, gsize max_size, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GBytes *pf_picture_shrink_finish (GAsyncResult *result, GError **error);

G_END_DECLS
