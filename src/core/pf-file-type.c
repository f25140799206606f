/* SPDX-License-Identifier: GPL-3.0-or-later
 * The signatures of files. */
#include "config.h"

#include "pf-file-type.h"

#include <string.h>

static const struct {
  const char *bytes;
  gsize size;
  gsize offset;
  PfFileType type;
} signatures[] = {
  { "%PDF-", 5, 0, PF_FILE_TYPE_PDF },
  { "\xff\xd8\xff", 3, 0, PF_FILE_TYPE_JPEG },
  { "\x89PNG\r\n\x1a\n", 8, 0, PF_FILE_TYPE_PNG },
  { "ftypheic", 8, 4, PF_FILE_TYPE_HEIC },
  { "ftypheix", 8, 4, PF_FILE_TYPE_HEIC },
  { "ftyphevc", 8, 4, PF_FILE_TYPE_HEIC },
  { "ftyphevx", 8, 4, PF_FILE_TYPE_HEIC },
  { "ftypheim", 8, 4, PF_FILE_TYPE_HEIC },
  { "ftypheis", 8, 4, PF_FILE_TYPE_HEIC },
  { "ftypmif1", 8, 4, PF_FILE_TYPE_HEIC },
  { "ftypmsf1", 8, 4, PF_FILE_TYPE_HEIC },
};

static const char *const media_types[] = {
  [PF_FILE_TYPE_UNKNOWN] = "application/octet-stream",
  [PF_FILE_TYPE_PDF] = "application/pdf",
  [PF_FILE_TYPE_JPEG] = "image/jpeg",
  [PF_FILE_TYPE_PNG] = "image/png",
  [PF_FILE_TYPE_HEIC] = "image/heic",
};

PfFileType
pf_file_type_sniff (gconstpointer bytes, gsize size)
{
  const char *start = bytes;

  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (size >= signatures[i].offset + signatures[i].size &&
        memcmp (start + signatures[i].offset, signatures[i].bytes, signatures[i].size) == 0)
      return signatures[i].type;
  return PF_FILE_TYPE_UNKNOWN;
}

const char *
pf_file_type_get_media_type (PfFileType type)
{
  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (media_types), media_types[0]);

  return media_types[type];
}

gboolean
pf_file_type_is_accepted (PfFileType type)
{
  return type == PF_FILE_TYPE_PDF || type == PF_FILE_TYPE_JPEG || type == PF_FILE_TYPE_PNG;
}
