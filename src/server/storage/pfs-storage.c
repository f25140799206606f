/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening the town's database, its migrations and its transactions. */
#include "config.h"

#include "pfs-storage.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pfs-schema.h"
#include "pfs-storage-private.h"

/* In the file's header: says that the file is a town's ("PFTS"). */
#define FILE_MARK 0x50465453
#define BUSY_TIMEOUT_MS 5000
/* As the contract says. */
#define MAX_ID_LENGTH 128

struct _PfsTransaction {
  PfsStorage *storage; /* (owned) */
  gboolean writes;
  gboolean is_open;
};

G_DEFINE_QUARK (pfs-storage-error-quark, pfs_storage_error)
G_DEFINE_FINAL_TYPE (PfsStorage, pfs_storage, G_TYPE_OBJECT)

/* The schema's versions, oldest first; user_version counts those that were applied. */
static const char *const SCHEMAS[] = {
  "001-initial.sql",  "002-family.sql", "003-enrolment.sql", "004-papers.sql",   "005-money.sql",
  "006-messages.sql", "007-news.sql",   "008-accounts.sql",  "009-receipts.sql",
};

static gboolean
execute (PfsStorage *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  pfs_rows_set_error (self->db, code, error);
  return FALSE;
}

static gboolean
read_number (PfsStorage *self, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (PfsRows) rows = pfs_rows_begin (self, sql, "");

  if (!pfs_rows_next (rows))
    return pfs_rows_check (rows, error);
  *number = pfs_rows_integer (rows, 0);
  return TRUE;
}

static gboolean
apply_schema (PfsStorage *self, guint index, GError **error)
{
  g_autofree char *path =
      g_strconcat ("/org/example/PortailFamille/server/schema/", SCHEMAS[index], NULL);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %u", index + 1);
  g_autoptr (GBytes) sql = NULL;

  sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return sql != NULL && execute (self, g_bytes_get_data (sql, NULL), error) &&
         execute (self, version, error);
}

static gboolean
migrate_locked (PfsStorage *self, GError **error)
{
  gint64 version = 0;

  if (!read_number (self, "PRAGMA user_version", &version, error))
    return FALSE;
  for (guint i = (guint) version; i < G_N_ELEMENTS (SCHEMAS); i++)
    if (!apply_schema (self, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
migrate (PfsStorage *self, GError **error)
{
  gint64 version = 0;

  if (!read_number (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > (gint64) G_N_ELEMENTS (SCHEMAS))
    {
      g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NEWER,
                           _("This database was written by a newer release of this program"));
      return FALSE;
    }
  if (version == (gint64) G_N_ELEMENTS (SCHEMAS))
    return TRUE;
  if (!execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (migrate_locked (self, error) && execute (self, "COMMIT", error))
    return TRUE;
  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static PfsStorage *
connect_file (const char *path, GError **error)
{
  g_autoptr (PfsStorage) self = g_object_new (PFS_TYPE_STORAGE, NULL);
  int code = sqlite3_open_v2 (path, &self->db,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                              NULL);

  if (code != SQLITE_OK)
    {
      pfs_rows_set_error (self->db, code, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  if (!execute (self,
                "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
                /* What is deleted is no longer in the file: codes of mails, forgotten families. */
                "PRAGMA secure_delete = ON;",
                error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
pfs_storage_finalize (GObject *object)
{
  PfsStorage *self = PFS_STORAGE (object);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->db);
  G_OBJECT_CLASS (pfs_storage_parent_class)->finalize (object);
}

static void
pfs_storage_class_init (PfsStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pfs_storage_finalize;
  pfs_schema_register_resource ();
}

static void
pfs_storage_init (PfsStorage *self)
{
}

gboolean
pfs_storage_can_write (PfsStorage *self, GError **error)
{
  if (self->transaction != NULL && self->transaction->writes)
    return TRUE;
  g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                       "Writing needs a transaction");
  return FALSE;
}

gint64
pfs_storage_next_sequence (PfsStorage *self)
{
  g_assert (self->transaction != NULL && self->transaction->writes);
  return ++self->sequence;
}

gboolean
pfs_storage_check_id (const char *id, GError **error)
{
  gsize length = id != NULL ? strlen (id) : 0;
  gboolean is_right = length > 0 && length <= MAX_ID_LENGTH;

  for (gsize i = 0; is_right && i < length; i++)
    is_right = g_ascii_isgraph (id[i]) && id[i] != '/';
  if (!is_right)
    g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                 _("“%s” cannot be an identifier"), id != NULL ? id : "");
  return is_right;
}

char *
pfs_storage_make_numbered_id (PfsStorage *self,
                              const char *table,
                              const char *prefix,
                              GError    **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (max (number), 0) + 1 FROM %s", table);
  g_autoptr (PfsRows) rows = pfs_rows_begin (self, sql, "");

  if (!pfs_rows_one (rows, prefix, "", error))
    return NULL;
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, prefix, pfs_rows_integer (rows, 0));
}

static PfsStorage *
fill_new_file (const char *path, GError **error)
{
  g_autoptr (PfsStorage) self = connect_file (path, error);
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d", FILE_MARK);

  if (self == NULL || !execute (self, "PRAGMA journal_mode = WAL", error) ||
      !execute (self, mark, error) || !migrate (self, error) || !pfs_touch_prepare (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
pfs_storage_may_be_absent (GError *failure, GError **error)
{
  g_autoptr (GError) owned = failure;

  if (owned == NULL || g_error_matches (owned, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&owned));
  return FALSE;
}

void
pfs_storage_set_absent (const char *what, const char *id, GError **error)
{
  /* Translators: a sentence that says what is not there, then its identifier */
  g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND, _("%s: “%s”"), what, id);
}

PfsStorage *
pfs_storage_create (const char *path, GError **error)
{
  PfsStorage *self;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, PFS_STORAGE_ERROR,
                   code == EEXIST ? PFS_STORAGE_ERROR_EXISTS : PFS_STORAGE_ERROR_FAILED,
                   _("Cannot make “%s”: %s"), path, g_strerror (code));
      return NULL;
    }
  g_close (fd, NULL);
  self = fill_new_file (path, error);
  if (self == NULL)
    g_unlink (path);
  return self;
}

PfsStorage *
pfs_storage_open (const char *path, GError **error)
{
  g_autoptr (PfsStorage) self = NULL;
  gint64 mark = 0;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND,
                   _("There is no file “%s”"), path);
      return NULL;
    }
  self = connect_file (path, error);
  if (self == NULL || !read_number (self, "PRAGMA application_id", &mark, error))
    return NULL;
  if (mark != FILE_MARK)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_A_TOWN,
                   _("“%s” is not a town’s database"), path);
      return NULL;
    }
  if (!migrate (self, error) || !pfs_touch_prepare (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gint64
pfs_storage_get_data_version (PfsStorage *self)
{
  gint64 version = 0;

  g_return_val_if_fail (PFS_IS_STORAGE (self), 0);

  /* SQLite's number tells what the other connections committed; ours are counted here. */
  read_number (self, "PRAGMA data_version", &version, NULL);
  return (version << 32) + self->n_commits;
}

PfMoment
pfs_storage_get_now (PfsStorage *self)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), PF_MOMENT_NONE);

  return self->now;
}

static PfsTransaction *
begin_transaction (PfsStorage *self, gboolean writes, GError **error)
{
  PfsTransaction *transaction;

  g_assert (self->transaction == NULL);
  if (!execute (self, writes ? "BEGIN IMMEDIATE" : "BEGIN", error))
    return NULL;
  transaction = g_new0 (PfsTransaction, 1);
  transaction->storage = g_object_ref (self);
  transaction->writes = writes;
  transaction->is_open = TRUE;
  self->transaction = transaction;
  return transaction;
}

PfsTransaction *
pfs_storage_begin (PfsStorage *self, PfMoment now, GError **error)
{
  g_autoptr (PfsTransaction) transaction = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  transaction = begin_transaction (self, TRUE, error);
  if (transaction == NULL ||
      !read_number (self, "SELECT sequence FROM town", &self->sequence, error))
    return NULL;
  self->now = now;
  return g_steal_pointer (&transaction);
}

PfsTransaction *
pfs_storage_begin_reading (PfsStorage *self, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  return begin_transaction (self, FALSE, error);
}

gboolean
pfs_transaction_commit (PfsTransaction *transaction, GError **error)
{
  PfsStorage *self;

  g_return_val_if_fail (transaction != NULL && transaction->is_open, FALSE);

  self = transaction->storage;
  if (transaction->writes &&
      (!pfs_touch_flush (self, error) ||
       !pfs_rows_run (self, error, "UPDATE town SET sequence = ?1 WHERE sequence <> ?1", "i",
                      self->sequence)))
    return FALSE;
  if (!execute (self, "COMMIT", error))
    return FALSE;
  if (transaction->writes)
    self->n_commits++;
  transaction->is_open = FALSE;
  self->transaction = NULL;
  return TRUE;
}

void
pfs_transaction_free (PfsTransaction *transaction)
{
  if (transaction->is_open)
    {
      sqlite3_exec (transaction->storage->db, "ROLLBACK", NULL, NULL, NULL);
      transaction->storage->transaction = NULL;
    }
  g_object_unref (transaction->storage);
  g_free (transaction);
}
