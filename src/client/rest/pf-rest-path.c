/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a town gives is opaque: it is escaped where it becomes a part of a path, and cut down to a
 * name where it would become a file. */
#include "config.h"

#include "pf-rest-path.h"

#include <string.h>

#define MAX_NAME 120 /* characters */

static void
replace_variable (GString *path, const char *variable, const char *value)
{
  g_autofree char *escaped = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;

  if (escaped != NULL)
    g_string_replace (path, variable, escaped, 1);
}

/* Characters that no file name should hold: those that show nothing or turn the text around, and
 * those that some system takes for more than a name. */
static gboolean
is_unfit (gunichar c)
{
  return !g_unichar_isprint (c) || g_unichar_type (c) == G_UNICODE_FORMAT ||
         (c < 128 && strchr ("\\/:*?\"<>|", (int) c) != NULL);
}

char *
pf_rest_path_build (const char *pattern, const char *id, const char *part)
{
  GString *path = g_string_new (pattern);

  replace_variable (path, "{part}", part);
  replace_variable (path, "{id}", id);
  return g_string_free (path, FALSE);
}

char *
pf_rest_path_clean_name (const char *name)
{
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  const char *start = valid, *slash;
  int n_characters = 0;

  if (valid == NULL)
    return NULL;
  while ((slash = strpbrk (start, "/\\")) != NULL)
    start = slash + 1;
  for (; *start != '\0' && n_characters < MAX_NAME; start = g_utf8_next_char (start))
    {
      gunichar c = g_utf8_get_char (start);

      if (is_unfit (c) || (clean->len == 0 && (c == '.' || c == ' ')))
        continue;
      g_string_append_unichar (clean, c);
      n_characters++;
    }
  g_strchomp (clean->str);
  return *clean->str != '\0' ? g_strdup (clean->str) : NULL;
}
