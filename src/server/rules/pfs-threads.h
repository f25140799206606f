/* SPDX-License-Identifier: GPL-3.0-or-later
 * What families write to the town hall's services, and what agents answer. Writing needs a
 * transaction begun by the caller. */
#pragma once

#include "pf-mail-bodies.h"
#include "pfs-refusal.h"
#include "pfs-storage-threads.h"

G_BEGIN_DECLS

/**
 * pfs_threads_write:
 * @guardian: who writes, of @household
 *
 * Takes a family's message: one that begins a thread, or an answer.
 *
 * Returns: (transfer full): the thread's identifier; NULL with @refusal, or with @error: NOT_FOUND
 * where the household has no such thread.
 */
char *pfs_threads_write (PfsStorage *storage, const char *household, const char *guardian,
                         const PfMessageBody *body, PfMoment now, PfsRefusal *refusal,
                         GError **error);
/** The household has seen what the town wrote in a thread of its own. */
gboolean pfs_threads_mark_read (PfsStorage *storage, const char *household, const char *thread,
                                GError **error);
/**
 * pfs_threads_answer:
 * @files: (nullable) (element-type PfFile): of the town's own, see pfs_storage_put_file()
 *
 * The town's answer in a thread, also a closed one; the family hears of it by mail.
 *
 * Returns: (transfer full): the message's identifier; NULL with @error.
 */
char *pfs_threads_answer (PfsStorage *storage, const char *thread, const char *text,
                          GPtrArray *files, PfMoment now, GError **error);

G_END_DECLS
