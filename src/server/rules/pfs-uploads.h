/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files on their way from a family: piece after piece, checked when whole. Writing needs a
 * transaction begun by the caller. */
#pragma once

#include "pfs-storage.h"

G_BEGIN_DECLS

typedef enum {
  PFS_UPLOAD_WHOLE,   /* all is there, and is what its digest says */
  PFS_UPLOAD_PARTIAL, /* this piece is there */
  PFS_UPLOAD_GAP,     /* it does not follow what is there: nothing was kept */
  PFS_UPLOAD_TOO_LARGE,
  PFS_UPLOAD_HEIC,        /* a telephone's picture */
  PFS_UPLOAD_UNSUPPORTED, /* no PDF, JPEG or PNG */
  PFS_UPLOAD_MISMATCH,    /* whole, but not what its digest says: all is forgotten */
} PfsUploadVerdict;

/** @offset: (out): how many bytes of the file @household has sent so far; all of them where it is
 * whole, 0 where there are none. What other households sent does not count. */
gboolean pfs_uploads_get_offset (PfsStorage *storage, const char *household, const char *digest,
                                 gint64 *offset, GError **error);
/**
 * pfs_uploads_receive:
 * @first: where @piece begins in the file
 * @total: the size of the file
 * @offset: (out): how many bytes are there now
 *
 * Takes a piece that begins at or before the end of what is there. Another total than before begins
 * anew.
 *
 * Returns: FALSE with @error.
 */
gboolean pfs_uploads_receive (PfsStorage *storage, const char *household, const char *digest,
                              gint64 first, gint64 total, GBytes *piece, PfsUploadVerdict *verdict,
                              gint64 *offset, GError **error);

G_END_DECLS
