/* SPDX-License-Identifier: GPL-3.0-or-later
 * The shapes of what a family types. */
#include "config.h"

#include "pf-check.h"

#include <string.h>

#define LONGEST_EMAIL 254
#define CAF_DIGITS 7
#define OLDEST_CHILD_MONTHS (26 * 12)

/* The countries of SEPA and the length of their IBANs, by the registry of ISO 13616. */
static const struct {
  char country[3];
  guint8 length;
} iban_lengths[] = {
  { "AD", 24 }, { "AL", 28 }, { "AT", 20 }, { "BE", 16 }, { "BG", 22 }, { "CH", 21 }, { "CY", 28 },
  { "CZ", 24 }, { "DE", 22 }, { "DK", 18 }, { "EE", 20 }, { "ES", 24 }, { "FI", 18 }, { "FR", 27 },
  { "GB", 22 }, { "GI", 23 }, { "GR", 27 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 }, { "IS", 26 },
  { "IT", 27 }, { "LI", 21 }, { "LT", 20 }, { "LU", 20 }, { "LV", 21 }, { "MC", 27 }, { "MD", 24 },
  { "ME", 22 }, { "MK", 19 }, { "MT", 31 }, { "NL", 18 }, { "NO", 15 }, { "PL", 28 }, { "PT", 25 },
  { "RO", 24 }, { "RS", 22 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 }, { "SM", 27 }, { "VA", 22 },
};

/* Which members have which shape. */
static const struct {
  const char *name;
  PfCheck (*check) (const char *text);
} members[] = {
  { "iban", pf_check_iban },         { "caf_number", pf_check_caf_number },
  { "postcode", pf_check_postcode }, { "email", pf_check_email },
  { "phone", pf_check_phone },       { "mobile", pf_check_phone },
  { "work_phone", pf_check_phone },  { "doctor_phone", pf_check_phone },
};

static int
find_iban_length (const char *iban)
{
  for (gsize i = 0; i < G_N_ELEMENTS (iban_lengths); i++)
    if (strncmp (iban, iban_lengths[i].country, 2) == 0)
      return iban_lengths[i].length;
  return -1;
}

/* The first four characters go to the end, letters become two digits, and what is left after
 * dividing by 97 must be 1. */
static gboolean
has_right_sum (const char *iban, gsize length)
{
  guint rest = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = iban[(i + 4) % length];

      if (g_ascii_isdigit (c))
        rest = (rest * 10 + (guint) (c - '0')) % 97;
      else
        rest = (rest * 100 + (guint) (c - 'A') + 10) % 97;
    }
  return rest == 1;
}

PfCheck
pf_check_iban (const char *text)
{
  g_autofree char *iban = pf_iban_normalize (text);
  gsize length = strlen (iban);
  int wanted;

  for (const char *c = iban; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return PF_CHECK_IBAN_CHARACTERS;
  wanted = find_iban_length (iban);
  if (wanted < 0)
    return length < 2 ? PF_CHECK_IBAN_LENGTH : PF_CHECK_IBAN_COUNTRY;
  if (length != (gsize) wanted)
    return PF_CHECK_IBAN_LENGTH;
  return has_right_sum (iban, length) ? PF_CHECK_OK : PF_CHECK_IBAN_SUM;
}

char *
pf_iban_normalize (const char *text)
{
  GString *iban = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (iban, FALSE));

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_len (iban, c, g_utf8_next_char (c) - c);
  g_string_ascii_up (iban);
  return g_string_free (iban, FALSE);
}

char *
pf_iban_format (const char *text)
{
  g_autofree char *iban = pf_iban_normalize (text);
  GString *groups = g_string_new (NULL);

  for (gsize i = 0; iban[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (groups, ' ');
      g_string_append_c (groups, iban[i]);
    }
  return g_string_free (groups, FALSE);
}

PfCheck
pf_check_caf_number (const char *text)
{
  int n_digits = 0;
  const char *c = text;

  g_return_val_if_fail (text != NULL, PF_CHECK_CAF_NUMBER);

  for (; g_ascii_isdigit (*c) || *c == ' '; c++)
    n_digits += *c != ' ';
  if (g_ascii_isalpha (*c))
    c++;
  return n_digits == CAF_DIGITS && *c == '\0' ? PF_CHECK_OK : PF_CHECK_CAF_NUMBER;
}

PfCheck
pf_check_phone (const char *text)
{
  char digits[17] = "";
  gsize n_digits = 0;
  gboolean is_foreign = FALSE;

  g_return_val_if_fail (text != NULL, PF_CHECK_PHONE);

  for (const char *c = text; *c != '\0'; c++)
    if (*c == '+' && n_digits == 0 && !is_foreign)
      is_foreign = TRUE;
    else if (g_ascii_isdigit (*c) && n_digits < sizeof digits - 1)
      digits[n_digits++] = *c;
    else if (strchr (" .-()/", *c) == NULL)
      return PF_CHECK_PHONE;
  if (is_foreign)
    return n_digits >= 8 && n_digits <= 15 && digits[0] != '0' ? PF_CHECK_OK : PF_CHECK_PHONE;
  return n_digits == 10 && digits[0] == '0' && digits[1] != '0' ? PF_CHECK_OK : PF_CHECK_PHONE;
}

PfCheck
pf_check_postcode (const char *text)
{
  g_return_val_if_fail (text != NULL, PF_CHECK_POSTCODE);

  if (strlen (text) != 5 || strspn (text, "0123456789") != 5 || strncmp (text, "00", 2) == 0 ||
      strncmp (text, "99", 2) == 0)
    return PF_CHECK_POSTCODE;
  return PF_CHECK_OK;
}

PfCheck
pf_check_email (const char *text)
{
  const char *host;
  const char *dot;
  gsize length;

  g_return_val_if_fail (text != NULL, PF_CHECK_EMAIL);

  length = strlen (text);
  host = strchr (text, '@');
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("<>(),;:\"[]\\", *c) != NULL)
      return PF_CHECK_EMAIL;
  if (host == NULL || host == text || strchr (host + 1, '@') != NULL || length > LONGEST_EMAIL)
    return PF_CHECK_EMAIL;
  dot = strrchr (host, '.');
  return dot != NULL && dot > host + 1 && strlen (dot) > 2 && strstr (host, "..") == NULL &&
                 host[1] != '.'
             ? PF_CHECK_OK
             : PF_CHECK_EMAIL;
}

PfCheck
pf_check_birth_date (PfDay day, PfDay today)
{
  if (day > today)
    return PF_CHECK_BORN_LATER;
  return pf_day_add_months (day, OLDEST_CHILD_MONTHS) < today ? PF_CHECK_BORN_LONG_AGO
                                                              : PF_CHECK_OK;
}

PfCheck
pf_check_member (const char *name, const char *text)
{
  g_return_val_if_fail (name != NULL, PF_CHECK_OK);

  if (text == NULL || text[0] == '\0')
    return PF_CHECK_OK;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (strcmp (members[i].name, name) == 0)
      return members[i].check (text);
  return PF_CHECK_OK;
}
