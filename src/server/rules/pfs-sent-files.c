/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that a family attaches to what it writes. */
#include "config.h"

#include "pfs-sent-files.h"

#define MEGABYTE (1024 * 1024)

static gboolean
refuse_count (PfsRefusal *refusal, int max_files)
{
  const char *format = pfs_language_say (refusal->language,
                                         "Vous pouvez joindre %d fichiers au plus.",
                                         "You can attach %d files at most.");

  return pfs_refusal_set (refusal, PF_PROBLEM_UNPROCESSABLE, g_strdup_printf (format, max_files),
                          "/files");
}

static gboolean
refuse_size (PfsRefusal *refusal, const PfFile *file, gint64 max_bytes, const char *pointer)
{
  const char *format = pfs_language_say (refusal->language,
                                         "« %s » est trop lourd : un fichier peut faire %d Mo.",
                                         "“%s” is too large: a file can have %d MB.");

  return pfs_refusal_set (refusal, PF_PROBLEM_TOO_LARGE,
                          g_strdup_printf (format, file->name, (int) (max_bytes / MEGABYTE)),
                          pointer);
}

static gboolean
refuse_missing (PfsRefusal *refusal, const PfFile *file, const char *pointer)
{
  const char *format = pfs_language_say (refusal->language,
                                         "« %s » n’est pas arrivé : joignez-le à nouveau.",
                                         "“%s” did not arrive: attach it again.");

  return pfs_refusal_set (refusal, PF_PROBLEM_UNPROCESSABLE, g_strdup_printf (format, file->name),
                          pointer);
}

gboolean
pfs_sent_files_check (PfsStorage          *storage,
                      const char          *household,
                      GPtrArray           *files,
                      const PfsFileLimits *limits,
                      PfsRefusal          *refusal,
                      GError             **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && files != NULL, FALSE);

  if (files->len > (guint) limits->max_files)
    return refuse_count (refusal, limits->max_files);
  for (guint i = 0; i < files->len; i++)
    {
      const PfFile *named = g_ptr_array_index (files, i);
      g_autofree char *pointer = g_strdup_printf ("/files/%u", i);
      g_autoptr (GError) failure = NULL;
      g_autoptr (PfFile) file =
          pfs_storage_load_sent_file (storage, household, named->digest, named->name, &failure);

      if (g_error_matches (failure, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
        return refuse_missing (refusal, named, pointer);
      if (file == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (file->size > limits->max_bytes)
        return refuse_size (refusal, file, limits->max_bytes, pointer);
    }
  return TRUE;
}

gboolean
pfs_sent_files_attach (PfsStorage  *storage,
                       const char  *household,
                       PfCollection collection,
                       const char  *record,
                       int          position,
                       GPtrArray   *files,
                       GError     **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && record != NULL && files != NULL, FALSE);

  for (guint i = 0; i < files->len; i++)
    {
      const PfFile *file = g_ptr_array_index (files, i);

      if (!pfs_storage_attach (storage, household, collection, record, position + (int) i,
                               file->name, file->digest, error))
        return FALSE;
    }
  return TRUE;
}
