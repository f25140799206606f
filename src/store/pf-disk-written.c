/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the family has written and wants kept: submissions with their files, what it was reminded
 * of, and health, sealed. */
#include "config.h"

#include "pf-disk-private.h"

#include <glib/gi18n-lib.h>

#include "pf-file-type.h"
#include "pf-kept-files.h"

static gint64
save_draft (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_write_submission (disk->outbox, operation->submission, NULL, operation->at,
                                     error);
}

static gint64
queue_submission (PfDisk *disk, PfOperation *operation, GError **error)
{
  g_autofree char *key = g_uuid_string_random ();

  return pf_outbox_write_submission (disk->outbox, operation->submission, key, operation->at,
                                     error);
}

static gint64
discard_submission (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_discard_submission (disk->outbox, operation->id, error);
}

static gint64
settle_submission (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_settle_submission (disk->outbox, operation->key, operation->said, error);
}

static gint64
dismiss_submission (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_dismiss_submission (disk->outbox, operation->id, error);
}

static gint64
put_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_put_file (disk->outbox, operation->file->digest, operation->bytes,
                             operation->is_secret, error)
             ? 0
             : -1;
}

static gint64
load_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  operation->found = pf_outbox_load_file (disk->outbox, operation->key, error);
  return operation->found != NULL ? 0 : -1;
}

static gint64
set_files_wish (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_set_files_wish (disk->outbox, operation->files_wish, error) ? 0 : -1;
}

static gint64
keep_reminders (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_keep_reminders (disk->outbox, operation->marks, error);
}

static gint64
load_reminders (PfDisk *disk, PfOperation *operation, GError **error)
{
  g_clear_pointer (&operation->hits, g_ptr_array_unref);
  operation->hits = pf_outbox_load_reminders (disk->outbox, error);
  return operation->hits != NULL ? 0 : -1;
}

static gint64
set_key (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_set_key (disk->outbox, operation->bytes, &operation->notices, error);
}

static gint64
keep_sheet (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_keep_sheet (disk->outbox, operation->key, operation->bytes, error);
}

static gint64
forget_sheet (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_outbox_forget_sealed (disk->outbox, PF_SEALED_SHEET, operation->key, error);
}

static gint64
load_sheet (PfDisk *disk, PfOperation *operation, GError **error)
{
  gboolean is_there = FALSE;

  return pf_outbox_unseal (disk->outbox, PF_SEALED_SHEET, operation->key, &operation->found,
                           &is_there, error)
             ? is_there
             : -1;
}

PF_DISK_DEFINE_CHANGE (save_draft, pf_disk_read_submissions)
PF_DISK_DEFINE_CHANGE (queue_submission, pf_disk_read_submissions)
PF_DISK_DEFINE_CHANGE (discard_submission, pf_disk_read_submissions)
PF_DISK_DEFINE_CHANGE (settle_submission, pf_disk_read_submissions)
PF_DISK_DEFINE_CHANGE (dismiss_submission, pf_disk_read_submissions)

gboolean
pf_disk_put_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  g_autofree char *digest = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (operation->bytes, &size);

  if (size > PF_UPLOAD_MAX)
    {
      g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_TOO_LARGE, _("“%s” is too large"),
                   operation->name);
      return FALSE;
    }
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, operation->bytes);
  operation->file = pf_file_new (NULL, operation->name,
                                 pf_file_type_get_media_type (pf_file_type_sniff (data, size)),
                                 (gint64) size, digest);
  return pf_disk_call_outbox (disk, operation, put_file, error) >= 0;
}

gboolean
pf_disk_load_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_call_outbox (disk, operation, load_file, error) >= 0;
}

gboolean
pf_disk_set_files_wish (PfDisk *disk, PfOperation *operation, GError **error)
{
  if (!pf_disk_take_folder (disk, error) ||
      pf_disk_call_outbox (disk, operation, set_files_wish, error) < 0)
    return FALSE;
  if (operation->files_wish != PF_FILES_KEPT)
    pf_kept_files_forget (disk->folder);
  return TRUE;
}

gboolean
pf_disk_may_keep_files (PfDisk *disk, PfOperation *operation, GError **error)
{
  if (!pf_disk_open (disk, operation, error) ||
      pf_disk_call_outbox (disk, operation, pf_disk_read_files_wish, error) < 0)
    return FALSE;
  if (operation->files_wish == PF_FILES_KEPT)
    return TRUE;
  g_set_error_literal (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING,
                       _("Files are not kept on this computer"));
  return FALSE;
}

gboolean
pf_disk_keep_reminders (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_call_outbox (disk, operation, keep_reminders, error) >= 0;
}

gboolean
pf_disk_load_reminders (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_open (disk, operation, error) &&
         pf_disk_call_outbox (disk, operation, load_reminders, error) >= 0;
}

gboolean
pf_disk_set_key (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_take_folder (disk, error) &&
         pf_disk_change_outbox (disk, operation, set_key, pf_disk_read_submissions, error);
}

gboolean
pf_disk_keep_sheet (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_call_outbox (disk, operation, keep_sheet, error) >= 0;
}

gboolean
pf_disk_forget_sheet (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_call_outbox (disk, operation, forget_sheet, error) >= 0;
}

gboolean
pf_disk_load_sheet (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_call_outbox (disk, operation, load_sheet, error) >= 0;
}
