/* SPDX-License-Identifier: GPL-3.0-or-later
 * Removal by directory descriptors: nobody can put a link in the way. */
#include "config.h"

#include "pf-folder-removal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "pf-account.h"

static gboolean remove_at (int parent, const char *name);

/* Returns: whether the directory @fd (taken) is empty now; errno says why not. */
static gboolean
empty_directory (int fd)
{
  DIR *dir = fdopendir (fd);
  gboolean is_empty = dir != NULL;
  struct dirent *entry;
  int saved_errno = errno;

  if (dir == NULL)
    {
      close (fd);
      errno = saved_errno;
      return FALSE;
    }
  while (is_empty && (errno = 0, entry = readdir (dir)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      is_empty = remove_at (dirfd (dir), entry->d_name);
  is_empty = is_empty && errno == 0;
  saved_errno = errno;
  closedir (dir);
  errno = saved_errno;
  return is_empty;
}

/* Returns: whether @name is gone from the directory @parent; errno says why not. */
static gboolean
remove_at (int parent, const char *name)
{
  int fd;

  if (unlinkat (parent, name, 0) == 0 || errno == ENOENT)
    return TRUE;
  if (errno != EISDIR && errno != EPERM)
    return FALSE;
  fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return fd >= 0 && empty_directory (fd) && unlinkat (parent, name, AT_REMOVEDIR) == 0;
}

static void
removal_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  if (remove_at (AT_FDCWD, task_data))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK,
                             _("The account's folder could not be removed: %s"),
                             g_strerror (errno));
}

void
pf_folder_removal_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, pf_folder_removal_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, removal_worker);
}

gboolean
pf_folder_removal_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
