/* SPDX-License-Identifier: GPL-3.0-or-later
 * The file as a value: it knows nothing of where its bytes are. */
#include "config.h"

#include "pf-file.h"

#include <string.h>

#define DIGEST_LENGTH 64

G_DEFINE_BOXED_TYPE (PfFile, pf_file, pf_file_copy, pf_file_free)

static gpointer
copy_file (gconstpointer file, gpointer user_data)
{
  return pf_file_copy (file);
}

PfFile *
pf_file_new (const char *id,
             const char *name,
             const char *media_type,
             gint64      size,
             const char *digest)
{
  PfFile *file = g_new (PfFile, 1);

  *file = (PfFile){
    .id = g_strdup (id),
    .name = g_strdup (name),
    .media_type = g_strdup (media_type),
    .size = size,
    .digest = g_strdup (digest),
  };
  return file;
}

PfFile *
pf_file_copy (const PfFile *file)
{
  return pf_file_new (file->id, file->name, file->media_type, file->size, file->digest);
}

void
pf_file_free (PfFile *file)
{
  g_free (file->id);
  g_free (file->name);
  g_free (file->media_type);
  g_free (file->digest);
  g_free (file);
}

GPtrArray *
pf_files_copy (GPtrArray *files)
{
  GPtrArray *copy;

  g_return_val_if_fail (files != NULL, NULL);

  copy = g_ptr_array_copy (files, copy_file, NULL);
  g_ptr_array_set_free_func (copy, (GDestroyNotify) pf_file_free);
  return copy;
}

gboolean
pf_digest_is_valid (const char *text)
{
  return text != NULL && strlen (text) == DIGEST_LENGTH &&
         strspn (text, "0123456789abcdef") == DIGEST_LENGTH;
}
