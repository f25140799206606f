/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that a family attaches to what it writes: counted, weighed, and there. */
#pragma once

#include "pf-file.h"
#include "pfs-refusal.h"
#include "pfs-storage-files.h"

G_BEGIN_DECLS

/** PfsFileLimits: a plain value. */
typedef struct {
  int max_files;
  gint64 max_bytes; /* of one */
} PfsFileLimits;

/**
 * pfs_sent_files_check:
 * @files: (element-type PfFile): as the family named them
 *
 * Whether each was sent whole by @household and keeps within @limits. Returns: FALSE with @refusal,
 * which points into "/files", or with @error.
 */
gboolean pfs_sent_files_check (PfsStorage *storage, const char *household, GPtrArray *files,
                               const PfsFileLimits *limits, PfsRefusal *refusal, GError **error);
/** Attaches @files (element-type PfFile) to a record of @household, from @position on. */
gboolean pfs_sent_files_attach (PfsStorage *storage, const char *household, PfCollection collection,
                                const char *record, int position, GPtrArray *files, GError **error);

G_END_DECLS
