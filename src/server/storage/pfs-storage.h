/* SPDX-License-Identifier: GPL-3.0-or-later
 * The town's database: one file, opened by several processes at once. Everything here is
 * synchronous; all SQL of the server lives in this folder, so that another database can take
 * SQLite's place without touching the rest. */
#pragma once

#include <glib-object.h>

#include "pf-moment.h"

G_BEGIN_DECLS

#define PFS_STORAGE_ERROR (pfs_storage_error_quark ())
GQuark pfs_storage_error_quark (void);

typedef enum {
  PFS_STORAGE_ERROR_FAILED,     /* disk, I/O, damage: nothing was changed */
  PFS_STORAGE_ERROR_NOT_FOUND,  /* no such file, or no such identifier */
  PFS_STORAGE_ERROR_EXISTS,     /* the file is there already, or the identifier or login is taken */
  PFS_STORAGE_ERROR_NOT_A_TOWN, /* a file, but not a town's database */
  PFS_STORAGE_ERROR_NEWER,      /* written by a newer release: left alone */
  PFS_STORAGE_ERROR_BUSY,       /* another process writes, and did not end in time */
  PFS_STORAGE_ERROR_INVALID,    /* a value out of range, or a reference to nothing */
} PfsStorageError;

/**
 * pfs_storage_may_be_absent:
 * @failure: (transfer full) (nullable): what a load failed with
 *
 * For a load of what need not be there. Returns: TRUE where it found something or nothing; FALSE
 * with @error where it failed otherwise.
 */
gboolean pfs_storage_may_be_absent (GError *failure, GError **error);

/** Sets @error to NOT_FOUND. @what: a translated sentence, "There is no family"; @id: which. */
void pfs_storage_set_absent (const char *what, const char *id, GError **error);

/**
 * PfsStorage: one connection to the town's database, for one thread.
 *
 * Identifiers are chosen by who writes, unique in their collection, 1 to 128 printable ASCII
 * characters without space or "/". A `put` adds the thing or replaces the one with that identifier.
 * Every write belongs to a #PfsTransaction and notes by itself, in the change log, what each
 * household will see changed: callers never do. Functions that return gboolean give FALSE with
 * @error; those that load one thing give NULL with PFS_STORAGE_ERROR_NOT_FOUND where there is none.
 * Reading works inside and outside a transaction.
 */
#define PFS_TYPE_STORAGE (pfs_storage_get_type ())
G_DECLARE_FINAL_TYPE (PfsStorage, pfs_storage, PFS, STORAGE, GObject)

/** Makes a new, empty database, readable by its owner only. Returns: (transfer full): NULL with
 * @error, EXISTS where there is a file. */
PfsStorage *pfs_storage_create (const char *path, GError **error);
/** Opens a town's database, bringing an older one up to date. Returns: (transfer full): NULL with
 * @error. */
PfsStorage *pfs_storage_open (const char *path, GError **error);
/** Returns: a number that is another one once any process has changed the database. */
gint64 pfs_storage_get_data_version (PfsStorage *self);

/** Returns: the town's clock as the writing transaction under way was begun with. */
PfMoment pfs_storage_get_now (PfsStorage *self);

/** PfsTransaction: writes that happen all or not at all; one at a time. */
typedef struct _PfsTransaction PfsTransaction;

/** Begins writing at once (waits for another process). @now: the town's clock. Returns: (transfer
 * full): NULL with @error. */
PfsTransaction *pfs_storage_begin (PfsStorage *self, PfMoment now, GError **error);
/** Begins reading: until it is freed, everything read is of one moment. Returns: (transfer full):
 * NULL with @error. */
PfsTransaction *pfs_storage_begin_reading (PfsStorage *self, GError **error);
/** Makes the writes durable. Returns: FALSE with @error, and then nothing was written. */
gboolean pfs_transaction_commit (PfsTransaction *transaction, GError **error);
/** Undoes what was not committed. */
void pfs_transaction_free (PfsTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsTransaction, pfs_transaction_free)

G_END_DECLS
