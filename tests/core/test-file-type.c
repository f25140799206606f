/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files are what their bytes say. */
#include "config.h"

#include "pf-file-type.h"

#include <string.h>

static void
test_bytes_tell_the_type (void)
{
  static const struct {
    const char *bytes;
    gsize size;
    PfFileType type;
    gboolean is_accepted;
  } rows[] = {
    { "%PDF-1.7\n", 9, PF_FILE_TYPE_PDF, TRUE },
    { "%PDF", 4, PF_FILE_TYPE_UNKNOWN, FALSE },
    { " %PDF-1.7", 9, PF_FILE_TYPE_UNKNOWN, FALSE },
    { "\xff\xd8\xff\xe0\0\x10JFIF", 10, PF_FILE_TYPE_JPEG, TRUE },
    { "\xff\xd8", 2, PF_FILE_TYPE_UNKNOWN, FALSE },
    { "\x89PNG\r\n\x1a\n\0\0", 10, PF_FILE_TYPE_PNG, TRUE },
    { "\x89PNG\n\x1a\n\0\0\0", 10, PF_FILE_TYPE_UNKNOWN, FALSE },
    { "\0\0\0\x18"
      "ftypheic",
      12, PF_FILE_TYPE_HEIC, FALSE },
    { "\0\0\0\x24"
      "ftypmif1",
      12, PF_FILE_TYPE_HEIC, FALSE },
    { "\0\0\0\x18"
      "ftypisom",
      12, PF_FILE_TYPE_UNKNOWN, FALSE },
    { "Bonjour, ceci est du texte", 26, PF_FILE_TYPE_UNKNOWN, FALSE },
    { "PK\x03\x04", 4, PF_FILE_TYPE_UNKNOWN, FALSE },
    { "", 0, PF_FILE_TYPE_UNKNOWN, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PfFileType type = pf_file_type_sniff (rows[i].bytes, rows[i].size);

      g_assert_cmpint (type, ==, rows[i].type);
      g_assert_cmpint (pf_file_type_is_accepted (type), ==, rows[i].is_accepted);
    }
  g_assert_cmpint (pf_file_type_sniff (NULL, 0), ==, PF_FILE_TYPE_UNKNOWN);
}

static void
test_types_have_their_media_type (void)
{
  g_assert_cmpstr (pf_file_type_get_media_type (PF_FILE_TYPE_PDF), ==, "application/pdf");
  g_assert_cmpstr (pf_file_type_get_media_type (PF_FILE_TYPE_JPEG), ==, "image/jpeg");
  g_assert_cmpstr (pf_file_type_get_media_type (PF_FILE_TYPE_PNG), ==, "image/png");
  g_assert_cmpstr (pf_file_type_get_media_type (PF_FILE_TYPE_UNKNOWN), ==,
                   "application/octet-stream");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/file-type/bytes-tell-the-type", test_bytes_tell_the_type);
  g_test_add_func ("/core/file-type/types-have-their-media-type", test_types_have_their_media_type);
  return g_test_run ();
}
