/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of threads and messages. This writes facts; rules/pfs-threads.h decides. Attached files
 * are pfs-storage-files.h's. */
#pragma once

#include "pf-record-mail.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Keeps a new thread, of which the identifier, last_at and n_unread are the storage's own.
 * Returns: (transfer full): its identifier; NULL with @error. */
char *pfs_storage_add_thread (PfsStorage *self, const char *household, PfThread *thread,
                              GError **error);
/** Returns: (transfer full): NULL with @error. */
PfThread *pfs_storage_load_thread (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full): the household whose thread it is; NULL with @error. */
char *pfs_storage_get_thread_household (PfsStorage *self, const char *id, GError **error);
gboolean pfs_storage_set_thread_closed (PfsStorage *self, const char *id, gboolean is_closed,
                                        GError **error);

typedef enum {
  PFS_THREADS_ALL,
  PFS_THREADS_OPEN,
  PFS_THREADS_WAITING, /* open, and the last word is the family's */
} PfsThreadSet;

/** Returns: (transfer full) (element-type PfThread): the one with the oldest last word first; NULL
 * with @error. */
GPtrArray *pfs_storage_list_threads (PfsStorage *self, PfsThreadSet set, GError **error);

/** Keeps a new message, of which the identifier is the storage's own, without its files. Returns:
 * (transfer full): its identifier; NULL with @error. */
char *pfs_storage_add_message (PfsStorage *self, PfMessage *message, GError **error);
/** Returns: (transfer full): with its files; NULL with @error. */
PfMessage *pfs_storage_load_message (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfMessage): of a thread, oldest first, with their files;
 * NULL with @error. */
GPtrArray *pfs_storage_list_messages (PfsStorage *self, const char *thread, GError **error);
/** The household has read all that the town wrote in a thread. */
gboolean pfs_storage_mark_thread_read (PfsStorage *self, const char *thread, GError **error);

G_END_DECLS
