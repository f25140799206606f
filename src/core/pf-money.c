/* SPDX-License-Identifier: GPL-3.0-or-later
 * Money: sums that cannot overflow, and amounts written as the locale writes them, in integers
 * throughout. */
#include "config.h"

#include "pf-money.h"

#include <glib/gi18n-lib.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

#define NO_BREAK_SPACE "\302\240"
#define MINUS "\342\210\222" /* U+2212: what locales write with a hyphen, people read as a dash */
/* No family pays more at once. */
#define MAX_TYPED 10000000

/* Layout: what a locale says of one sign of the amount, as in localeconv(3). */
typedef struct {
  gboolean symbol_first;
  int spacing;
  int sign_position;
} Layout;

static char *
convert_text (const char *text)
{
  char *converted = g_locale_to_utf8 (text, -1, NULL, NULL, NULL);

  return converted != NULL ? converted : g_strdup ("");
}

static char *
convert_separator (const char *text)
{
  return strcmp (text, " ") == 0 ? g_strdup (NO_BREAK_SPACE) : convert_text (text);
}

/* Currencies of ISO 4217 with no minor unit that people use: their ",00" says nothing. */
static gboolean
has_minor_unit (const char *currency)
{
  static const char *const whole[] = {
    "XPF", "XAF", "XOF", "JPY", "KRW", "CLP", "ISK", "VND", NULL
  };

  return !g_strv_contains (whole, currency);
}

static char *
find_symbol (const struct lconv *locale, const char *currency)
{
  if (strncmp (locale->int_curr_symbol, currency, 3) == 0 && *locale->currency_symbol != '\0')
    return convert_text (locale->currency_symbol);
  return g_strdup (strcmp (currency, "EUR") == 0 ? "€" : currency);
}

static char *
find_sign (const struct lconv *locale)
{
  g_autofree char *sign = convert_text (locale->negative_sign);

  return *sign == '\0' || strcmp (sign, "-") == 0 ? g_strdup (MINUS) : g_steal_pointer (&sign);
}

static Layout
get_layout (const struct lconv *locale, gboolean negative, const char *symbol)
{
  char precedes = negative ? locale->n_cs_precedes : locale->p_cs_precedes;
  char spacing = negative ? locale->n_sep_by_space : locale->p_sep_by_space;
  char sign_position = negative ? locale->n_sign_posn : locale->p_sign_posn;
  Layout layout = {
    .symbol_first = precedes == CHAR_MAX || precedes != 0,
    .spacing = spacing == CHAR_MAX ? 0 : spacing,
    .sign_position = sign_position == CHAR_MAX ? 1 : sign_position,
  };

  if (layout.symbol_first && layout.spacing == 0 && strlen (symbol) >= 3 &&
      g_ascii_isalpha (*symbol))
    layout.spacing = 1; /* a code, unlike a sign, never touches the number */
  return layout;
}

/* Groups digits as the locale's mon_grouping says: the last size repeats, CHAR_MAX ends. */
static char *
group_digits (const char *whole, const char *grouping, const char *separator)
{
  GString *grouped = g_string_new (NULL);
  gsize left = strlen (whole);
  const char *size = grouping;

  while (left > 0)
    {
      gsize taken = *size > 0 && *size != CHAR_MAX && *separator != '\0' ? (gsize) *size : left;

      taken = MIN (taken, left);
      left -= taken;
      g_string_prepend_len (grouped, whole + left, (gssize) taken);
      if (left > 0)
        g_string_prepend (grouped, separator);
      if (*size != '\0' && size[1] != '\0')
        size++;
    }
  return g_string_free (grouped, FALSE);
}

static char *
format_number (const struct lconv *locale, guint64 cents, gboolean with_fraction)
{
  g_autofree char *whole = g_strdup_printf ("%" G_GUINT64_FORMAT, cents / 100);
  g_autofree char *separator = convert_separator (locale->mon_thousands_sep);
  g_autofree char *point = convert_text (locale->mon_decimal_point);
  g_autofree char *grouped = NULL;

  grouped = group_digits (whole, locale->mon_grouping, separator);
  if (!with_fraction)
    return g_steal_pointer (&grouped);
  return g_strdup_printf ("%s%s%02d", grouped, *point != '\0' ? point : ".", (int) (cents % 100));
}

/* Puts number, symbol and sign together by the sign positions and spacings of localeconv(3). */
static char *
lay_out (const Layout *layout, const char *number, const char *symbol, const char *sign)
{
  gboolean apart = layout->spacing == 2 && *sign != '\0'; /* the sign, not the symbol */
  const char *sign_gap = apart ? NO_BREAK_SPACE : "";
  const char *symbol_gap = layout->spacing != 0 && !apart ? NO_BREAK_SPACE : "";
  g_autofree char *signed_symbol = NULL;
  g_autofree char *amount = NULL;

  if (layout->sign_position == 3)
    signed_symbol = g_strconcat (sign, sign_gap, symbol, NULL);
  else if (layout->sign_position == 4)
    signed_symbol = g_strconcat (symbol, sign_gap, sign, NULL);
  else
    signed_symbol = g_strdup (symbol);

  amount = layout->symbol_first ? g_strconcat (signed_symbol, symbol_gap, number, NULL)
                                : g_strconcat (number, symbol_gap, signed_symbol, NULL);
  if (*sign == '\0' || layout->sign_position == 3 || layout->sign_position == 4)
    return g_steal_pointer (&amount);
  if (layout->sign_position == 0)
    return g_strconcat ("(", amount, ")", NULL);
  return layout->sign_position == 2 ? g_strconcat (amount, sign_gap, sign, NULL)
                                    : g_strconcat (sign, sign_gap, amount, NULL);
}

PfCents
pf_cents_add (PfCents a, PfCents b)
{
  PfCents sum;

  if (a == PF_CENTS_UNKNOWN || b == PF_CENTS_UNKNOWN)
    return PF_CENTS_UNKNOWN;
  if (__builtin_add_overflow (a, b, &sum))
    return a > 0 ? G_MAXINT64 : PF_CENTS_UNKNOWN + 1;
  return MAX (sum, PF_CENTS_UNKNOWN + 1);
}

char *
pf_cents_format (PfCents amount, const char *currency)
{
  const struct lconv *locale = localeconv ();
  g_autofree char *symbol = NULL;
  g_autofree char *number = NULL;
  g_autofree char *sign = NULL;
  gboolean negative = amount < 0;
  guint64 cents;
  Layout layout;

  g_return_val_if_fail (currency != NULL, NULL);

  if (amount == PF_CENTS_UNKNOWN)
    return g_strdup (C_("amount", "unknown"));

  cents = (guint64) (negative ? -amount : amount);
  symbol = find_symbol (locale, currency);
  layout = get_layout (locale, negative, symbol);
  number = format_number (locale, cents, has_minor_unit (currency) || cents % 100 != 0);
  sign = negative ? find_sign (locale) : g_strdup ("");
  return lay_out (&layout, number, symbol, sign);
}

char *
pf_cents_format_plain (PfCents amount)
{
  g_autofree char *point = convert_text (localeconv ()->mon_decimal_point);

  g_return_val_if_fail (amount >= 0, NULL);

  return g_strdup_printf ("%" G_GINT64_FORMAT "%s%02d", amount / 100, *point != '\0' ? point : ".",
                          (int) (amount % 100));
}

/* What may stand around an amount. */
static gboolean
is_around (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;
}

PfCents
pf_cents_parse (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  guint64 whole = 0;
  guint64 cents = 0;
  gsize n_digits;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return PF_CENTS_UNKNOWN;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!is_around (g_utf8_get_char (text)))
      g_string_append_unichar (plain, g_utf8_get_char (text));
  parts = g_strsplit_set (plain->str, ".,", -1);
  n_digits = g_strv_length (parts) == 2 ? strlen (parts[1]) : 0;
  if (parts[0] == NULL || g_strv_length (parts) > 2 || (parts[1] != NULL && n_digits == 0) ||
      n_digits > 2 || !g_ascii_string_to_unsigned (parts[0], 10, 0, MAX_TYPED, &whole, NULL) ||
      (n_digits > 0 && !g_ascii_string_to_unsigned (parts[1], 10, 0, 99, &cents, NULL)))
    return PF_CENTS_UNKNOWN;
  return (PfCents) (whole * 100 + (n_digits == 1 ? cents * 10 : cents));
}
