/* SPDX-License-Identifier: GPL-3.0-or-later
 * The failing disk: a shim over SQLite's own VFS, which keeps what each unsynced write replaced. */
#include "config.h"

#include "fault-vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

/* What a write replaced, to take it back when the power goes. */
typedef struct {
  sqlite3_int64 offset;
  sqlite3_int64 old_size;
  GBytes *old;
} Undo;

typedef struct {
  sqlite3_file base;
  GPtrArray *undo;    /* (owned) (element-type Undo) */
  const char *name;   /* SQLite's, valid as long as the file is open */
  sqlite3_file *real; /* behind this structure */
} File;

static sqlite3_vfs *real_vfs;
static GMutex mutex; /* all below: set by the main thread, used by the worker */
static GPtrArray *files;
static Fault fault;
static char *only;
static guint countdown;
static guint count;
static guint32 power_seed;

static void
undo_free (Undo *undo)
{
  g_bytes_unref (undo->old);
  g_free (undo);
}

static gboolean
counts (File *file)
{
  return file->name != NULL && (only == NULL || strstr (file->name, only) != NULL);
}

/* Any subset of what was not synced may have reached the disk. */
static void
lose_power (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (power_seed);

  for (guint i = 0; i < files->len; i++)
    {
      File *file = g_ptr_array_index (files, i);

      for (guint j = file->undo->len; j > 0; j--)
        {
          Undo *undo = g_ptr_array_index (file->undo, j - 1);
          gsize size;
          gconstpointer old = g_bytes_get_data (undo->old, &size);

          if (g_rand_boolean (random))
            continue;
          if (size > 0)
            file->real->pMethods->xWrite (file->real, old, size, undo->offset);
          if (j == file->undo->len)
            file->real->pMethods->xTruncate (file->real, undo->old_size);
        }
    }
}

/* Counts one write. Returns: SQLITE_OK, or what it fails with. */
static int
count_write (File *file)
{
  int code = SQLITE_OK;

  g_mutex_lock (&mutex);
  if (counts (file))
    {
      count++;
      if (fault != FAULT_NONE && fault != FAULT_NOISE && countdown == 0)
        {
          if (fault == FAULT_POWER)
            lose_power ();
          if (fault >= FAULT_KILL)
            raise (SIGKILL);
          code = fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        }
      else if (fault != FAULT_NONE && fault != FAULT_NOISE)
        countdown--;
    }
  g_mutex_unlock (&mutex);
  return code;
}

static void
remember (File *file, sqlite3_int64 offset, int size)
{
  Undo *undo = g_new0 (Undo, 1);
  g_autofree char *old = g_malloc0 (MAX (size, 1));

  file->real->pMethods->xFileSize (file->real, &undo->old_size);
  undo->offset = offset;
  if (offset < undo->old_size)
    {
      size = MIN (size, undo->old_size - offset);
      file->real->pMethods->xRead (file->real, old, size, offset);
      undo->old = g_bytes_new (old, size);
    }
  else
    undo->old = g_bytes_new (NULL, 0);
  g_ptr_array_add (file->undo, undo);
}

static int
file_close (sqlite3_file *base)
{
  File *file = (File *) base;

  g_mutex_lock (&mutex);
  g_ptr_array_remove (files, file);
  g_mutex_unlock (&mutex);
  g_ptr_array_unref (file->undo);
  return file->real->pMethods->xClose (file->real);
}

static int
file_read (sqlite3_file *base, void *data, int size, sqlite3_int64 offset)
{
  File *file = (File *) base;
  int code = file->real->pMethods->xRead (file->real, data, size, offset);

  g_mutex_lock (&mutex);
  if (fault == FAULT_NOISE && counts (file))
    {
      if (countdown == 0)
        {
          memset (data, 0xa5, size);
          fault = FAULT_NONE;
        }
      else
        countdown--;
    }
  g_mutex_unlock (&mutex);
  return code;
}

static int
file_write (sqlite3_file *base, const void *data, int size, sqlite3_int64 offset)
{
  File *file = (File *) base;
  int code = count_write (file);

  if (code != SQLITE_OK)
    return code;
  if (power_seed != 0)
    remember (file, offset, size);
  return file->real->pMethods->xWrite (file->real, data, size, offset);
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = (File *) base;

  return file->real->pMethods->xTruncate (file->real, size);
}

static int
file_sync (sqlite3_file *base, int flags)
{
  File *file = (File *) base;
  int code = count_write (file);

  if (code != SQLITE_OK)
    return code == SQLITE_FULL ? SQLITE_OK : SQLITE_IOERR_FSYNC;
  g_ptr_array_set_size (file->undo, 0);
  return file->real->pMethods->xSync (file->real, flags);
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileSize (file->real, size);
}

static int
file_lock (sqlite3_file *base, int lock)
{
  File *file = (File *) base;

  return file->real->pMethods->xLock (file->real, lock);
}

static int
file_unlock (sqlite3_file *base, int lock)
{
  File *file = (File *) base;

  return file->real->pMethods->xUnlock (file->real, lock);
}

static int
file_check_reserved_lock (sqlite3_file *base, int *is_reserved)
{
  File *file = (File *) base;

  return file->real->pMethods->xCheckReservedLock (file->real, is_reserved);
}

static int
file_control (sqlite3_file *base, int operation, void *argument)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileControl (file->real, operation, argument);
}

static int
get_sector_size (sqlite3_file *base)
{
  return 512;
}

static int
get_characteristics (sqlite3_file *base)
{
  return 0;
}

/* Version 1: no shared memory, which an exclusive lock does without. */
static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
};

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  File *file = (File *) base;
  int code;

  memset (file, 0, sizeof *file);
  file->real = (sqlite3_file *) (file + 1);
  code = real_vfs->xOpen (real_vfs, name, file->real, flags, out_flags);
  if (file->real->pMethods == NULL)
    return code;
  file->base.pMethods = &methods;
  file->name = name;
  file->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) undo_free);
  g_mutex_lock (&mutex);
  g_ptr_array_add (files, file);
  g_mutex_unlock (&mutex);
  return code;
}

void
fault_vfs_register (void)
{
  static sqlite3_vfs vfs;

  files = g_ptr_array_new ();
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "fault";
  vfs.szOsFile = sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = open_file;
  vfs.pNext = NULL;
  sqlite3_vfs_register (&vfs, TRUE);
}

void
fault_vfs_set (Fault new_fault, const char *file, guint after, guint32 seed)
{
  g_mutex_lock (&mutex);
  g_free (only);
  only = g_strdup (file);
  fault = new_fault;
  countdown = after;
  power_seed = seed;
  count = 0;
  g_mutex_unlock (&mutex);
}

guint
fault_vfs_get_count (void)
{
  guint result;

  g_mutex_lock (&mutex);
  result = count;
  g_mutex_unlock (&mutex);
  return result;
}
