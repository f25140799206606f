/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of files. */
#include "config.h"

#include "pfs-storage-files.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-private.h"

/* What each purge forgets of uploads and files that are older than ?1, in this order. */
static const char *const PURGE[] = {
  "DELETE FROM uploads WHERE at < ?1 AND NOT EXISTS (SELECT 1 FROM attachments a"
  " WHERE a.digest = uploads.digest AND a.household = uploads.household)",
  "DELETE FROM files WHERE at < ?1"
  " AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.digest = files.digest)"
  " AND NOT EXISTS (SELECT 1 FROM uploads u WHERE u.digest = files.digest)",
};

gboolean
pfs_storage_load_upload (PfsStorage *self,
                         const char *household,
                         const char *digest,
                         PfsUpload  *upload,
                         GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  rows = pfs_rows_begin (self,
                         "SELECT total, received FROM uploads WHERE household = ? AND digest = ?",
                         "ss", household, digest);
  if (!pfs_rows_one (rows, _("Nothing was sent"), digest, error))
    return FALSE;
  upload->total = pfs_rows_integer (rows, 0);
  upload->received = pfs_rows_integer (rows, 1);
  return TRUE;
}

/* Notes that @household has sent @received bytes of a file. */
static gboolean
put_upload (PfsStorage *self,
            const char *household,
            const char *digest,
            gint64      total,
            gint64      received,
            GError    **error)
{
  return pfs_rows_write (self, error,
                         "INSERT INTO uploads (household, digest, total, received, at)"
                         " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET total = excluded.total,"
                         " received = excluded.received, at = excluded.at",
                         "ssiii", household, digest, total, received, (gint64) self->now);
}

gboolean
pfs_storage_append_upload (PfsStorage *self,
                           const char *household,
                           const char *digest,
                           gint64      total,
                           gint64      received,
                           GBytes     *piece,
                           GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (piece != NULL, FALSE);

  return put_upload (self, household, digest, total, received + (gint64) g_bytes_get_size (piece),
                     error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO upload_pieces (household, digest, first, bytes)"
                         " VALUES (?, ?, ?, ?)",
                         "ssib", household, digest, received, piece);
}

GBytes *
pfs_storage_join_upload (PfsStorage *self,
                         const char *household,
                         const char *digest,
                         GError    **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (
      self, "SELECT bytes FROM upload_pieces WHERE household = ? AND digest = ? ORDER BY first",
      "ss", household, digest);
  while (pfs_rows_next (rows))
    {
      g_autoptr (GBytes) piece = pfs_rows_bytes (rows, 0);

      g_byte_array_append (whole, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
    }
  return pfs_rows_check (rows, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&whole))
                                      : NULL;
}

/* Keeps bytes, unless they are there already. */
static gboolean
put_bytes (PfsStorage *self,
           const char *digest,
           const char *media_type,
           GBytes     *bytes,
           GError    **error)
{
  return pfs_rows_write (self, error,
                         "INSERT INTO files (digest, media_type, size, at, bytes)"
                         " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at",
                         "ssiib", digest, media_type, (gint64) g_bytes_get_size (bytes),
                         (gint64) self->now, bytes);
}

gboolean
pfs_storage_finish_upload (PfsStorage *self,
                           const char *household,
                           const char *digest,
                           const char *media_type,
                           GBytes     *bytes,
                           GError    **error)
{
  gint64 size;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  size = (gint64) g_bytes_get_size (bytes);
  return put_bytes (self, digest, media_type, bytes, error) &&
         put_upload (self, household, digest, size, size, error) &&
         pfs_rows_write (self, error,
                         "DELETE FROM upload_pieces WHERE household = ? AND digest = ?", "ss",
                         household, digest);
}

gboolean
pfs_storage_remove_upload (PfsStorage *self,
                           const char *household,
                           const char *digest,
                           GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error, "DELETE FROM uploads WHERE household = ? AND digest = ?",
                         "ss", household, digest);
}

char *
pfs_storage_put_file (PfsStorage *self, const char *media_type, GBytes *bytes, GError **error)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (media_type != NULL && bytes != NULL, NULL);

  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return put_bytes (self, digest, media_type, bytes, error) ? g_steal_pointer (&digest) : NULL;
}

PfFile *
pfs_storage_load_sent_file (PfsStorage *self,
                            const char *household,
                            const char *digest,
                            const char *name,
                            GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;
  g_autofree char *media_type = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL && digest != NULL && name != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT media_type, size FROM files WHERE digest = ?2"
                         " AND (EXISTS (SELECT 1 FROM uploads WHERE household = ?1 AND digest = ?2"
                         " AND received = total)"
                         " OR EXISTS (SELECT 1 FROM attachments WHERE digest = ?2"
                         " AND household = ?1))",
                         "ss", household, digest);
  if (!pfs_rows_one (rows, _("No file was sent"), digest, error))
    return NULL;
  media_type = pfs_rows_text (rows, 0);
  return pf_file_new (NULL, name, media_type, pfs_rows_integer (rows, 1), digest);
}

GBytes *
pfs_storage_load_bytes (PfsStorage *self, const char *digest, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (digest != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT bytes FROM files WHERE digest = ?", "s", digest);
  return pfs_rows_one (rows, _("There is no file"), digest, error) ? pfs_rows_bytes (rows, 0)
                                                                   : NULL;
}

gboolean
pfs_storage_attach (PfsStorage  *self,
                    const char  *household,
                    PfCollection collection,
                    const char  *record,
                    int          position,
                    const char  *name,
                    const char  *digest,
                    GError     **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && record != NULL && name != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT OR REPLACE INTO attachments"
                         " (collection, record, position, household, name, digest)"
                         " VALUES (?, ?, ?, ?, ?, ?)",
                         "nsnsss", (int) collection, record, position, household, name, digest);
}

gboolean
pfs_storage_detach (PfsStorage *self, PfCollection collection, const char *record, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  return pfs_rows_write (self, error, "DELETE FROM attachments WHERE collection = ? AND record = ?",
                         "ns", (int) collection, record);
}

static gpointer
read_attachment (PfsRows *rows)
{
  g_autofree char *id = pfs_rows_text (rows, 0);
  g_autofree char *name = pfs_rows_text (rows, 1);
  g_autofree char *media_type = pfs_rows_text (rows, 2);
  g_autofree char *digest = pfs_rows_text (rows, 4);

  return pf_file_new (id, name, media_type, pfs_rows_integer (rows, 3), digest);
}

GPtrArray *
pfs_storage_list_attachments (PfsStorage  *self,
                              PfCollection collection,
                              const char  *record,
                              GError     **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT a.position, a.name, f.media_type, f.size, f.digest"
                         " FROM attachments a JOIN files f ON f.digest = a.digest"
                         " WHERE a.collection = ? AND a.record = ? ORDER BY a.position",
                         "ns", (int) collection, record);
  return pfs_rows_list (rows, read_attachment, (GDestroyNotify) pf_file_free, error);
}

PfFile *
pfs_storage_load_attachment (PfsStorage  *self,
                             const char  *household,
                             PfCollection collection,
                             const char  *record,
                             const char  *id,
                             GError     **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL && record != NULL && id != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT a.position, a.name, f.media_type, f.size, f.digest"
                         " FROM attachments a JOIN files f ON f.digest = a.digest"
                         " WHERE a.collection = ? AND a.record = ?"
                         " AND CAST (a.position AS TEXT) = ? AND a.household IN ('', ?)",
                         "nsss", (int) collection, record, id, household);
  return pfs_rows_one (rows, _("There is no file"), record, error) ? read_attachment (rows) : NULL;
}

gboolean
pfs_storage_purge_files (PfsStorage *self, PfMoment before, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (PURGE); i++)
    if (!pfs_rows_write (self, error, PURGE[i], "i", (gint64) before))
      return FALSE;
  return TRUE;
}
