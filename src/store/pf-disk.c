/* SPDX-License-Identifier: GPL-3.0-or-later
 * The account's folder: its lock, its two files, and what is done when one is found damaged. No SQL
 * here. */
#include "config.h"

#include "pf-disk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "pf-kept-files.h"

typedef gboolean (*CacheCall) (PfDisk *disk, PfOperation *operation, GError **error);

static gboolean
fail (const char *path, GError **error)
{
  g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* The lock is the open file's, so that it goes with the process however it ends. */
gboolean
pf_disk_take_folder (PfDisk *disk, GError **error)
{
  g_autofree char *path = g_build_filename (disk->folder, "lock", NULL);

  if (disk->lock >= 0)
    return TRUE;
  if (g_mkdir_with_parents (disk->folder, 0700) != 0 || g_chmod (disk->folder, 0700) != 0)
    return fail (disk->folder, error);
  disk->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (disk->lock < 0)
    return fail (path, error);
  if (flock (disk->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno == EWOULDBLOCK)
    g_set_error_literal (error, PF_STORE_ERROR, PF_STORE_ERROR_IN_USE,
                         _("Another window of Portail Famille uses this account"));
  else
    fail (path, error);
  close (disk->lock);
  disk->lock = -1;
  return FALSE;
}

static PfStoreNews *
get_changed (PfOperation *operation)
{
  if (operation->changed == NULL)
    operation->changed = g_new0 (PfStoreNews, 1);
  return operation->changed;
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED);
}

/* Calls @call; damage makes the cache begin anew, of which @operation tells, and the error still
 * says what happened. */
static gboolean
call_cache (PfDisk *disk, PfOperation *operation, CacheCall call, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) hopeless = NULL;

  if (pf_cache_open (disk->cache, &operation->notices, &failure) &&
      call (disk, operation, &failure))
    return TRUE;
  if (is_damage (failure))
    {
      g_info ("cache: %s", failure->message);
      get_changed (operation)->is_reset = TRUE;
      if (!pf_cache_rebuild (disk->cache, &operation->notices, &hopeless))
        {
          g_propagate_error (error, g_steal_pointer (&hopeless));
          return FALSE;
        }
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* As call_cache(), for what an empty cache can answer. */
static gboolean
read_cache (PfDisk *disk, PfOperation *operation, CacheCall call, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (call_cache (disk, operation, call, &failure))
    return TRUE;
  if (is_damage (failure))
    return call_cache (disk, operation, call, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Calls @call; damage is repaired as far as it can be, and then @call has a second chance. */
gint64
pf_disk_call_outbox (PfDisk *disk, PfOperation *operation, PfOutboxCall call, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 count;

  if (!pf_outbox_open (disk->outbox, &operation->notices, error))
    return -1;
  count = call (disk, operation, &failure);
  if (count >= 0)
    return count;
  if (is_damage (failure))
    {
      g_info ("outbox: %s", failure->message);
      return pf_outbox_salvage (disk->outbox, &operation->notices, error)
                 ? call (disk, operation, error)
                 : -1;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

static gint64
load_outbox (PfDisk *disk, PfOperation *operation, GError **error)
{
  PfStoreNews *news = operation->loaded != NULL ? operation->loaded : get_changed (operation);

  g_clear_pointer (&news->outbox, g_ptr_array_unref);
  news->outbox = pf_outbox_load (disk->outbox, &news->can_undo, error);
  return news->outbox != NULL ? 0 : -1;
}

gint64
pf_disk_read_submissions (PfDisk *disk, PfOperation *operation, GError **error)
{
  PfStoreNews *news = operation->loaded != NULL ? operation->loaded : get_changed (operation);

  g_clear_pointer (&news->submissions, g_ptr_array_unref);
  news->submissions = pf_outbox_load_submissions (disk->outbox, error);
  return news->submissions != NULL ? 0 : -1;
}

/* A change that is durable is never reported as failed because it could not be read back. */
gboolean
pf_disk_change_outbox (PfDisk      *disk,
                       PfOperation *operation,
                       PfOutboxCall call,
                       PfOutboxCall reload,
                       GError     **error)
{
  g_autoptr (GError) failure = NULL;

  operation->count = pf_disk_call_outbox (disk, operation, call, error);
  if (operation->count > 0 && pf_disk_call_outbox (disk, operation, reload, &failure) < 0)
    g_info ("outbox: %s", failure->message);
  return operation->count >= 0;
}

static gboolean
check_cache (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_cache_check (disk->cache, error);
}

static gboolean
load_cache (PfDisk *disk, PfOperation *operation, GError **error)
{
  g_clear_pointer (&operation->loaded, pf_store_news_free);
  operation->loaded = g_new0 (PfStoreNews, 1);
  return pf_cache_load (disk->cache, operation->first, operation->last, operation->loaded, error);
}

static gboolean
load_records (PfDisk *disk, PfOperation *operation, GError **error)
{
  g_clear_pointer (&operation->loaded, pf_store_news_free);
  operation->loaded = g_new0 (PfStoreNews, 1);
  return pf_cache_load_records (disk->cache, operation->mask, operation->loaded, error);
}

static gboolean
load_sheets (PfDisk *disk, PfOperation *operation, GError **error)
{
  operation->sheets = pf_cache_load_sheets (disk->cache, operation->first, operation->last, error);
  return operation->sheets != NULL;
}

static gboolean
search (PfDisk *disk, PfOperation *operation, GError **error)
{
  operation->hits = pf_cache_search (disk->cache, operation->name, operation->limit, error);
  return operation->hits != NULL;
}

static gboolean
apply_changes (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_cache_apply (disk->cache, operation->changes, operation->at, operation->clock_offset,
                         get_changed (operation), error);
}

static gboolean
start_afresh (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_cache_start_afresh (disk->cache, error);
}

static gboolean
write_answer (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_cache_write_answer (disk->cache, operation->lines, operation->answer,
                                get_changed (operation), error);
}

static gint64
add_drafts (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_add_drafts (disk->outbox, operation->lines, operation->at, error);
}

static gint64
undo (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_undo (disk->outbox, error);
}

static gint64
discard_drafts (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_discard_drafts (disk->outbox, error);
}

static gint64
queue_drafts (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_queue_drafts (disk->outbox, error);
}

static gint64
load_batch (PfDisk *disk, PfOperation *operation, GError **error)
{
  g_clear_pointer (&operation->lines, g_ptr_array_unref);
  operation->lines = pf_outbox_load_batch (disk->outbox, operation->key, error);
  return operation->lines != NULL ? (int) operation->lines->len : -1;
}

static gint64
settle (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_settle (disk->outbox, operation->key, operation->answer, error);
}

static gint64
dismiss (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_dismiss (disk->outbox, operation->ids, error);
}

gint64
pf_disk_read_files_wish (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_load_files_wish (disk->outbox, &operation->files_wish, error) ? 0 : -1;
}

static gint64
load_journal (PfDisk *disk, PfOperation *operation, GError **error)
{
  operation->journal = pf_outbox_load_journal (disk->outbox, error);
  return operation->journal != NULL ? 0 : -1;
}

PfDisk *
pf_disk_new (const char *folder)
{
  PfDisk *disk = g_new0 (PfDisk, 1);

  disk->folder = g_strdup (folder);
  disk->lock = -1;
  disk->cache = pf_cache_new (folder);
  disk->outbox = pf_outbox_new (folder);
  return disk;
}

void
pf_disk_free (PfDisk *disk)
{
  pf_cache_free (disk->cache);
  pf_outbox_free (disk->outbox);
  if (disk->lock >= 0)
    close (disk->lock);
  g_free (disk->folder);
  g_free (disk);
}

const char *
pf_disk_get_folder (PfDisk *disk)
{
  return disk->folder;
}

void
pf_disk_run (PfDisk *disk, PfOperation *operation)
{
  g_autoptr (GError) failure = NULL;

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (operation->task),
                                             &operation->error))
    operation->run (disk, operation, &operation->error);
  if ((operation->notices & PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE) != 0 && operation->loaded == NULL &&
      (pf_disk_call_outbox (disk, operation, load_outbox, &failure) < 0 ||
       pf_disk_call_outbox (disk, operation, pf_disk_read_submissions, &failure) < 0))
    g_info ("outbox: %s", failure->message);
}

gboolean
pf_disk_open (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_take_folder (disk, error) &&
         pf_outbox_open (disk->outbox, &operation->notices, error) &&
         pf_cache_open (disk->cache, &operation->notices, error);
}

gboolean
pf_disk_check (PfDisk *disk, PfOperation *operation, GError **error)
{
  return call_cache (disk, operation, check_cache, error);
}

/* A run that was killed between the wish and what it does may have left files. */
static gboolean
load_wishes (PfDisk *disk, PfOperation *operation, GError **error)
{
  if (pf_disk_call_outbox (disk, operation, pf_disk_read_files_wish, error) < 0)
    return FALSE;
  operation->loaded->files_wish = operation->files_wish;
  if (operation->files_wish != PF_FILES_KEPT)
    pf_kept_files_forget (disk->folder);
  return TRUE;
}

gboolean
pf_disk_load (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_open (disk, operation, error) && read_cache (disk, operation, load_cache, error) &&
         pf_disk_call_outbox (disk, operation, load_outbox, error) >= 0 &&
         pf_disk_call_outbox (disk, operation, pf_disk_read_submissions, error) >= 0 &&
         load_wishes (disk, operation, error);
}

gboolean
pf_disk_load_records (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_open (disk, operation, error) && read_cache (disk, operation, load_records, error);
}

gboolean
pf_disk_search (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_open (disk, operation, error) && read_cache (disk, operation, search, error);
}

gboolean
pf_disk_load_sheets (PfDisk *disk, PfOperation *operation, GError **error)
{
  return read_cache (disk, operation, load_sheets, error);
}

gboolean
pf_disk_apply_changes (PfDisk *disk, PfOperation *operation, GError **error)
{
  return call_cache (disk, operation, apply_changes, error);
}

gboolean
pf_disk_start_afresh (PfDisk *disk, PfOperation *operation, GError **error)
{
  return read_cache (disk, operation, start_afresh, error);
}

PF_DISK_DEFINE_CHANGE (add_drafts, load_outbox)

PF_DISK_DEFINE_CHANGE (undo, load_outbox)

PF_DISK_DEFINE_CHANGE (discard_drafts, load_outbox)

PF_DISK_DEFINE_CHANGE (queue_drafts, load_outbox)

gboolean
pf_disk_settle (PfDisk *disk, PfOperation *operation, GError **error)
{
  g_autoptr (GError) failure = NULL;

  gint64 n_lines = pf_disk_call_outbox (disk, operation, load_batch, error);

  if (n_lines < 0)
    return FALSE;
  if (n_lines > 0 && n_lines != operation->answer->outcomes->len)
    {
      g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED, "%d lines, %u outcomes",
                   (int) n_lines, operation->answer->outcomes->len);
      return FALSE;
    }
  /* A cache that begins anew will be given these facts by the first sync. */
  if (!call_cache (disk, operation, write_answer, &failure) && !is_damage (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return pf_disk_change_outbox (disk, operation, settle, load_outbox, error);
}

PF_DISK_DEFINE_CHANGE (dismiss, load_outbox)

gboolean
pf_disk_load_journal (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_call_outbox (disk, operation, load_journal, error) >= 0;
}
