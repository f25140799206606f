/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes passwords of syllables, without letters that look alike. */
#include "config.h"

#include "pfs-password-suggest.h"

#include <sodium.h>

#define N_SYLLABLES 6

static const char consonants[] = "bcdfghjkmnprstvz";
static const char vowels[] = "aeiou";

char *
pfs_password_suggest (void)
{
  GString *password = g_string_new (NULL);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this machine");
  for (int i = 0; i < N_SYLLABLES; i++)
    {
      char consonant = consonants[randombytes_uniform (sizeof consonants - 1)];

      if (i > 0 && i % 2 == 0)
        g_string_append_c (password, '-');
      g_string_append_c (password, i == 0 ? g_ascii_toupper (consonant) : consonant);
      g_string_append_c (password, vowels[randombytes_uniform (sizeof vowels - 1)]);
    }
  g_string_append_printf (password, "-%04u", randombytes_uniform (10000));
  return g_string_free (password, FALSE);
}
