/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of the town's that are kept in the account's folder. When one was used is the time of its
 * file. */
#include "config.h"

#include "pf-kept-files.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <utime.h>

#include "pf-file.h"
#include "pf-store.h"

#define FOLDER "files"
#define NAMED "of-" /* then a digest of what the name stands for: such a file holds a digest */

typedef struct {
  char *path;
  gint64 size;
  gint64 used;
} KeptFile;

static void
kept_file_free (KeptFile *file)
{
  g_free (file->path);
  g_free (file);
}

static void
set_missing (GError **error)
{
  g_set_error_literal (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING,
                       _("This file is not kept on this computer"));
}

static gboolean
is_what_it_says (GBytes *bytes, const char *digest)
{
  g_autofree char *found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_str_equal (found, digest);
}

/* The last used first. */
static int
compare_files (gconstpointer a, gconstpointer b)
{
  const KeptFile *left = *(KeptFile *const *) a;
  const KeptFile *right = *(KeptFile *const *) b;

  return left->used > right->used ? -1 : left->used < right->used;
}

static GPtrArray *
list_files (const char *path)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_file_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file_path = g_build_filename (path, name, NULL);
      KeptFile *file;
      GStatBuf status;

      if (g_stat (file_path, &status) != 0)
        continue;
      file = g_new (KeptFile, 1);
      *file = (KeptFile){ g_steal_pointer (&file_path), status.st_size, status.st_mtime };
      g_ptr_array_add (files, file);
    }
  g_ptr_array_sort (files, compare_files);
  return files;
}

static void
make_room (const char *path)
{
  g_autoptr (GPtrArray) files = list_files (path);
  gint64 size = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const KeptFile *file = g_ptr_array_index (files, i);

      size += file->size;
      if (size > PF_KEPT_FILES_MAX)
        g_unlink (file->path);
    }
}

/* Returns: (transfer full) (nullable): the digest that @name leads to. */
static char *
follow_name (const char *folder, const char *name)
{
  g_autofree char *path = NULL;
  char *digest = NULL;

  if (!g_str_has_prefix (name, NAMED) || !pf_digest_is_valid (name + strlen (NAMED)))
    return g_strdup (name);
  path = g_build_filename (folder, FOLDER, name, NULL);
  g_file_get_contents (path, &digest, NULL, NULL);
  return digest;
}

static gboolean
write_file (const char *folder, const char *name, const char *data, gsize size, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FOLDER, name, NULL);

  return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

char *
pf_kept_files_make_name (const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strconcat (NAMED, digest, NULL);
}

GBytes *
pf_kept_files_load (const char *folder, const char *name, GError **error)
{
  g_autofree char *digest = follow_name (folder, name);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  if (digest == NULL || !pf_digest_is_valid (digest))
    {
      set_missing (error);
      return NULL;
    }
  path = g_build_filename (folder, FOLDER, digest, NULL);
  if (g_file_get_contents (path, &data, &size, NULL))
    bytes = g_bytes_new_take (data, size);
  if (bytes == NULL || !is_what_it_says (bytes, digest))
    {
      g_unlink (path);
      set_missing (error);
      return NULL;
    }
  g_utime (path, NULL);
  return g_steal_pointer (&bytes);
}

gboolean
pf_kept_files_keep (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FOLDER, NULL);
  g_autofree char *digest = NULL;
  gboolean is_named = g_str_has_prefix (name, NAMED);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!pf_digest_is_valid (is_named ? name + strlen (NAMED) : name) ||
      (!is_named && !is_what_it_says (bytes, name)))
    {
      set_missing (error);
      return FALSE;
    }
  digest = is_named ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : g_strdup (name);
  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (!write_file (folder, digest, data, size, error) ||
      (is_named && !write_file (folder, name, digest, strlen (digest), error)))
    return FALSE;
  make_room (path);
  return TRUE;
}

void
pf_kept_files_forget (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FOLDER, NULL);
  g_autoptr (GPtrArray) files = list_files (path);

  for (guint i = 0; i < files->len; i++)
    g_unlink (((const KeptFile *) g_ptr_array_index (files, i))->path);
  g_rmdir (path);
}
