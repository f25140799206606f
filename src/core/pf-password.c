/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a password must be. */
#include "config.h"

#include "pf-password.h"

#include <string.h>

static PfPasswordRules
judge_character (gunichar c)
{
  if (g_unichar_isdigit (c))
    return PF_PASSWORD_DIGIT;
  if (g_unichar_islower (c))
    return PF_PASSWORD_LOWER;
  if (g_unichar_isupper (c) || g_unichar_istitle (c))
    return PF_PASSWORD_UPPER;
  return g_unichar_ispunct (c) || c == ' ' ? PF_PASSWORD_SPECIAL : 0;
}

PfPasswordRules
pf_password_check (const char *password)
{
  PfPasswordRules kept = 0;

  g_return_val_if_fail (password != NULL, 0);

  if (strlen (password) > PF_PASSWORD_LONGEST || !g_utf8_validate (password, -1, NULL))
    return 0;
  if (g_utf8_strlen (password, -1) >= PF_PASSWORD_SHORTEST)
    kept |= PF_PASSWORD_LENGTH;
  for (const char *c = password; *c != '\0'; c = g_utf8_next_char (c))
    kept |= judge_character (g_utf8_get_char (c));
  return kept;
}
