/* SPDX-License-Identifier: GPL-3.0-or-later
 * What kind of file some bytes are, by the bytes alone: names and declared types are not believed.
 * The app asks before it sends, the town before it keeps. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PF_UPLOAD_MAX: how many bytes a file may have that a family sends (6 MB, as towns say it). */
#define PF_UPLOAD_MAX (6 * 1024 * 1024)
/** PF_FILE_TYPE_SNIFFED: so many bytes of a file tell its type. */
#define PF_FILE_TYPE_SNIFFED 32

typedef enum {
  PF_FILE_TYPE_UNKNOWN,
  PF_FILE_TYPE_PDF,
  PF_FILE_TYPE_JPEG,
  PF_FILE_TYPE_PNG,
  PF_FILE_TYPE_HEIC, /* what telephones make; told apart to be explained */
} PfFileType;

/** Returns: the type of a file that begins with @bytes. */
PfFileType pf_file_type_sniff (gconstpointer bytes, gsize size);
/** Returns: (transfer none): "application/pdf"; "application/octet-stream" for an unknown one. */
const char *pf_file_type_get_media_type (PfFileType type);
/** Returns: whether towns take files of @type. */
gboolean pf_file_type_is_accepted (PfFileType type);

G_END_DECLS
