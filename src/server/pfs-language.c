/* SPDX-License-Identifier: GPL-3.0-or-later
 * The languages a town speaks with its families. */
#include "config.h"

#include "pfs-language.h"

#include <libsoup/soup.h>

static const char *const tags[PFS_N_LANGUAGES] = { "fr", "en" };

PfsLanguage
pfs_language_choose (const char *accept_language)
{
  GSList *ranges;
  PfsLanguage language = PFS_LANGUAGE_FRENCH;
  gboolean is_found = FALSE;

  if (accept_language == NULL)
    return language;
  ranges = soup_header_parse_quality_list (accept_language, NULL);
  for (GSList *item = ranges; item != NULL && !is_found; item = item->next)
    for (int i = 0; i < PFS_N_LANGUAGES && !is_found; i++)
      if (g_ascii_strncasecmp (item->data, tags[i], 2) == 0)
        {
          language = (PfsLanguage) i;
          is_found = TRUE;
        }
  soup_header_free_list (ranges);
  return language;
}

const char *
pfs_language_get_tag (PfsLanguage language)
{
  return tags[language];
}

const char *
pfs_language_say (PfsLanguage language, const char *french, const char *english)
{
  return language == PFS_LANGUAGE_FRENCH ? french : english;
}
