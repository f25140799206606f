/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads fixed-width decimal numbers: what the parsers of core share, private to them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pf_digits_read:
 * @cursor: (inout): text to read; moves past the digits
 * @count: how many digits, exactly
 * @value: (out): the number
 *
 * Returns: FALSE where fewer than @count digits follow.
 */
static inline gboolean
pf_digits_read (const char **cursor, int count, int *value)
{
  int number = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit ((*cursor)[i]))
        return FALSE;
      number = number * 10 + g_ascii_digit_value ((*cursor)[i]);
    }
  *cursor += count;
  *value = number;
  return TRUE;
}

G_END_DECLS
