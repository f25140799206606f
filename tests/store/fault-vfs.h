/* SPDX-License-Identifier: GPL-3.0-or-later
 * A disk that fails: SQLite's default VFS for tests. It counts what is written and, when told,
 * is full, breaks, gives back noise, or loses power: writes that were not synced may be gone then.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  FAULT_NONE,
  FAULT_FULL,  /* SQLITE_FULL from the moment on, until set again */
  FAULT_BREAK, /* SQLITE_IOERR from the moment on */
  FAULT_NOISE, /* one read gives noise */
  FAULT_KILL,  /* SIGKILL to oneself */
  FAULT_POWER, /* the same, after losing unsynced writes at random */
} Fault;

/** Makes it the default; once a process, before any file is opened. */
void fault_vfs_register (void);
/**
 * fault_vfs_set:
 * @file: (nullable): only files with this in their name count; NULL = all
 * @after: how many writes, truncations and syncs (FAULT_NOISE: reads) still succeed
 * @seed: what FAULT_POWER loses
 */
void fault_vfs_set (Fault fault, const char *file, guint after, guint32 seed);
/** Returns: how many writes, truncations and syncs there were since the last fault_vfs_set(). */
guint fault_vfs_get_count (void);

G_END_DECLS
