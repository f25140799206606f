/* SPDX-License-Identifier: GPL-3.0-or-later
 * Taking files in pieces. */
#include "config.h"

#include "pfs-uploads.h"

#include <string.h>

#include "pf-file-type.h"
#include "pfs-storage-files.h"

/* Like pfs_storage_load_upload(), but none is an empty one. */
static gboolean
load_upload (PfsStorage *storage,
             const char *household,
             const char *digest,
             PfsUpload  *upload,
             GError    **error)
{
  GError *failure = NULL;

  *upload = (PfsUpload){ 0 };
  pfs_storage_load_upload (storage, household, digest, upload, &failure);
  return pfs_storage_may_be_absent (failure, error);
}

gboolean
pfs_uploads_get_offset (PfsStorage *storage,
                        const char *household,
                        const char *digest,
                        gint64     *offset,
                        GError    **error)
{
  PfsUpload upload;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && digest != NULL && offset != NULL, FALSE);

  if (!load_upload (storage, household, digest, &upload, error))
    return FALSE;
  *offset = upload.received;
  return TRUE;
}

/* Returns: what the first bytes of a file forbid, PFS_UPLOAD_PARTIAL where nothing. */
static PfsUploadVerdict
judge_start (GBytes *bytes)
{
  PfFileType type = pf_file_type_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  if (type == PF_FILE_TYPE_HEIC)
    return PFS_UPLOAD_HEIC;
  return pf_file_type_is_accepted (type) ? PFS_UPLOAD_PARTIAL : PFS_UPLOAD_UNSUPPORTED;
}

/* All pieces are there: checks the whole and keeps it, or forgets it. */
static gboolean
finish_upload (PfsStorage       *storage,
               const char       *household,
               const char       *digest,
               PfsUploadVerdict *verdict,
               GError          **error)
{
  g_autoptr (GBytes) bytes = pfs_storage_join_upload (storage, household, digest, error);
  g_autofree char *found = NULL;
  PfFileType type;

  if (bytes == NULL)
    return FALSE;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  *verdict = strcmp (found, digest) == 0 ? judge_start (bytes) : PFS_UPLOAD_MISMATCH;
  if (*verdict != PFS_UPLOAD_PARTIAL)
    return pfs_storage_remove_upload (storage, household, digest, error);
  *verdict = PFS_UPLOAD_WHOLE;
  type = pf_file_type_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return pfs_storage_finish_upload (storage, household, digest, pf_file_type_get_media_type (type),
                                    bytes, error);
}

/* Keeps what @piece adds to the @received bytes that are there. */
static gboolean
append_piece (PfsStorage      *storage,
              const char      *household,
              const char      *digest,
              gint64           first,
              const PfsUpload *upload,
              GBytes          *piece,
              GError         **error)
{
  gsize known = (gsize) (upload->received - first);
  g_autoptr (GBytes) more = NULL;

  if (known >= g_bytes_get_size (piece))
    return TRUE;
  more = g_bytes_new_from_bytes (piece, known, g_bytes_get_size (piece) - known);
  return pfs_storage_append_upload (storage, household, digest, upload->total, upload->received,
                                    more, error);
}

gboolean
pfs_uploads_receive (PfsStorage       *storage,
                     const char       *household,
                     const char       *digest,
                     gint64            first,
                     gint64            total,
                     GBytes           *piece,
                     PfsUploadVerdict *verdict,
                     gint64           *offset,
                     GError          **error)
{
  gint64 end = first + (gint64) g_bytes_get_size (piece);
  PfsUpload upload;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && digest != NULL && end <= total, FALSE);

  if (!load_upload (storage, household, digest, &upload, error))
    return FALSE;
  if (upload.received > 0 && upload.total != total)
    {
      if (!pfs_storage_remove_upload (storage, household, digest, error))
        return FALSE;
      upload.received = 0;
    }
  upload.total = total;
  *offset = upload.received;
  *verdict = PFS_UPLOAD_PARTIAL;
  if (total > PF_UPLOAD_MAX)
    *verdict = PFS_UPLOAD_TOO_LARGE;
  else if (upload.received == total)
    *verdict = PFS_UPLOAD_WHOLE;
  else if (first > upload.received)
    *verdict = PFS_UPLOAD_GAP;
  else if (first == 0 && (end == total || end >= PF_FILE_TYPE_SNIFFED))
    *verdict = judge_start (piece);
  if (*verdict != PFS_UPLOAD_PARTIAL)
    return TRUE;
  if (!append_piece (storage, household, digest, first, &upload, piece, error))
    return FALSE;
  *offset = MAX (upload.received, end);
  return *offset < total || finish_upload (storage, household, digest, verdict, error);
}
