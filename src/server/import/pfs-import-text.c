/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading text files. */
#include "config.h"

#include "pfs-import-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a file may begin with to say how it is written. */
static const struct {
  const char *mark;
  gsize length;
  const char *charset;
  const char *encoding;
} marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8", "UTF-8" },
  { "\xff\xfe", 2, "UTF-16LE", "UTF-16" },
  { "\xfe\xff", 2, "UTF-16BE", "UTF-16" },
};

static void
set_error (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
}

GBytes *
pfs_import_text_read (const char *path, gsize most, GError **error)
{
  g_autofree char *contents = NULL;
  gsize size;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _("“%s” is a folder: name a file."),
                   path);
      return NULL;
    }
  if (!g_file_get_contents (path, &contents, &size, error))
    return NULL;
  if (size > most)
    {
      set_error (error, _("The file is too large for one of this kind."));
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&contents), size);
}

/* Old files of Windows, and those of Latin-1, which is within it but for letters that nobody types.
 */
static char *
decode_windows (const char *data, gsize size, const char **encoding)
{
  char *text = g_convert (data, (gssize) size, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

  *encoding = "Windows-1252";
  if (text == NULL)
    {
      text = g_convert (data, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
      *encoding = "ISO-8859-1";
    }
  return text;
}

char *
pfs_import_text_decode (GBytes *bytes, const char **encoding, GError **error)
{
  g_autofree char *text = NULL;
  const char *charset = "UTF-8";
  gsize written;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  *encoding = "UTF-8";
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].length && memcmp (data, marks[i].mark, marks[i].length) == 0)
      {
        charset = marks[i].charset;
        *encoding = marks[i].encoding;
        data += marks[i].length;
        size -= marks[i].length;
        break;
      }
  if (size == 0)
    {
      set_error (error, _("The file is empty."));
      return NULL;
    }
  text = g_convert (data, (gssize) size, "UTF-8", charset, NULL, &written, NULL);
  if (text == NULL && strcmp (charset, "UTF-8") == 0 && memchr (data, '\0', size) == NULL)
    {
      text = decode_windows (data, size, encoding);
      written = text != NULL ? strlen (text) : 0;
    }
  if (text != NULL && strlen (text) == written)
    return g_steal_pointer (&text);
  set_error (error, _("This is not a text file."));
  return NULL;
}
