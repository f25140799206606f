/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plain text made markup. */
#include "config.h"

#include "pf-news-text.h"

#include <string.h>

#define SCHEME "https://"
/* What ends a sentence rather than an address. */
#define ENDINGS ".,;:!?)]}»\"'"

/* Returns: how long the address is that @text begins with. */
static gsize
measure_address (const char *text)
{
  gsize length = strcspn (text, " \t\r\n<>\"");

  while (length > strlen (SCHEME) && strchr (ENDINGS, text[length - 1]) != NULL)
    length--;
  return length;
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

char *
pf_news_text_to_markup (const char *text)
{
  GString *markup = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char *rest = valid;
  const char *address;

  while ((address = strstr (rest, SCHEME)) != NULL)
    {
      gsize length = measure_address (address);

      append_escaped (markup, rest, (gsize) (address - rest));
      if (length > strlen (SCHEME))
        {
          g_string_append (markup, "<a href=\"");
          append_escaped (markup, address, length);
          g_string_append (markup, "\">");
          append_escaped (markup, address, length);
          g_string_append (markup, "</a>");
        }
      else
        append_escaped (markup, address, length);
      rest = address + length;
    }
  append_escaped (markup, rest, strlen (rest));
  return g_string_free (markup, FALSE);
}
