/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of files: their bytes once, by digest; what families send and have not used yet; and
 * which file belongs to which record. */
#pragma once

#include "pf-file.h"
#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsUpload: a file on its way; whole when all of it was received. */
typedef struct {
  gint64 total;
  gint64 received;
} PfsUpload;

/** A whole file that @household sent has its bytes among the files. */
gboolean pfs_storage_load_upload (PfsStorage *self, const char *household, const char *digest,
                                  PfsUpload *upload, GError **error);
/** Adds @piece behind the @received bytes of a file of @total bytes. */
gboolean pfs_storage_append_upload (PfsStorage *self, const char *household, const char *digest,
                                    gint64 total, gint64 received, GBytes *piece, GError **error);
/** Returns: (transfer full): all pieces, in order; NULL with @error. */
GBytes *pfs_storage_join_upload (PfsStorage *self, const char *household, const char *digest,
                                 GError **error);
/** Makes the pieces a file, @bytes. */
gboolean pfs_storage_finish_upload (PfsStorage *self, const char *household, const char *digest,
                                    const char *media_type, GBytes *bytes, GError **error);
/** Forgets that @household sent it. */
gboolean pfs_storage_remove_upload (PfsStorage *self, const char *household, const char *digest,
                                    GError **error);

/** Keeps bytes of the town's own. Returns: (transfer full): their digest; NULL with @error. */
char *pfs_storage_put_file (PfsStorage *self, const char *media_type, GBytes *bytes,
                            GError **error);
/** Returns: (transfer full): the file that @household sent whole or has already, as @name; NULL
 * with @error: NOT_FOUND where it has not, even if the town has the same bytes from elsewhere. */
PfFile *pfs_storage_load_sent_file (PfsStorage *self, const char *household, const char *digest,
                                    const char *name, GError **error);
/** Returns: (transfer full): the bytes; NULL with @error. */
GBytes *pfs_storage_load_bytes (PfsStorage *self, const char *digest, GError **error);

/** Makes @digest the file number @position (from 0) of a record of @household ("" = the town's, for
 * all). */
gboolean pfs_storage_attach (PfsStorage *self, const char *household, PfCollection collection,
                             const char *record, int position, const char *name, const char *digest,
                             GError **error);
/** Removes all files of a record. */
gboolean pfs_storage_detach (PfsStorage *self, PfCollection collection, const char *record,
                             GError **error);
/** Returns: (transfer full) (element-type PfFile): a record's files in order, numbered
 * from "0" as their identifiers; NULL with @error. */
GPtrArray *pfs_storage_list_attachments (PfsStorage *self, PfCollection collection,
                                         const char *record, GError **error);
/** Returns: (transfer full): the file with @id of a record, where @household may see it; NULL with
 * @error. */
PfFile *pfs_storage_load_attachment (PfsStorage *self, const char *household,
                                     PfCollection collection, const char *record, const char *id,
                                     GError **error);

/** Forgets what was sent before @before and never used, and bytes that nothing names any more. */
gboolean pfs_storage_purge_files (PfsStorage *self, PfMoment before, GError **error);

G_END_DECLS
