/* SPDX-License-Identifier: GPL-3.0-or-later
 * Days, moments and money in French and in English. */
#include "config.h"

#include "pfs-words.h"

#include <string.h>

#define NO_BREAK_SPACE "\302\240"

static const char *const weekdays[PFS_N_LANGUAGES][7] = {
  { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
  { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
};

static const char *const months[PFS_N_LANGUAGES][12] = {
  { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre" },
  { "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December" },
};

char *
pfs_words_format_day (PfDay day, PfsLanguage language)
{
  gboolean is_first;
  int year;
  int month;
  int day_of_month;

  g_return_val_if_fail (pf_day_is_valid (day), NULL);

  pf_day_get_ymd (day, &year, &month, &day_of_month);
  is_first = day_of_month == 1 && language == PFS_LANGUAGE_FRENCH;
  return g_strdup_printf ("%s %d%s %s %d", weekdays[language][pf_day_get_weekday (day) - 1],
                          day_of_month, is_first ? "er" : "", months[language][month - 1], year);
}

char *
pfs_words_format_moment (PfMoment moment, GTimeZone *zone, PfsLanguage language)
{
  g_autofree char *day = pfs_words_format_day (pf_moment_get_day (moment, zone), language);
  g_autoptr (GDateTime) time = pf_moment_to_date_time (moment, zone);
  int hour = g_date_time_get_hour (time);
  int minute = g_date_time_get_minute (time);

  if (language == PFS_LANGUAGE_FRENCH)
    return g_strdup_printf ("%s à %d" NO_BREAK_SPACE "h" NO_BREAK_SPACE "%02d", day, hour, minute);
  return g_strdup_printf ("%s at %d:%02d", day, hour, minute);
}

char *
pfs_words_format_cents (PfCents amount, const char *currency, PfsLanguage language)
{
  const char *sign = amount < 0 ? "−" : "";
  guint64 cents = amount < 0 ? -(guint64) amount : (guint64) amount;
  gboolean is_euro = strcmp (currency, "EUR") == 0;
  g_autofree char *number = NULL;

  g_return_val_if_fail (amount != PF_CENTS_UNKNOWN, NULL);

  number = g_strdup_printf ("%" G_GUINT64_FORMAT "%s%02d", cents / 100,
                            language == PFS_LANGUAGE_FRENCH ? "," : ".", (int) (cents % 100));
  if (language == PFS_LANGUAGE_FRENCH)
    return g_strconcat (sign, number, NO_BREAK_SPACE, is_euro ? "€" : currency, NULL);
  return is_euro ? g_strconcat (sign, "€", number, NULL)
                 : g_strconcat (sign, currency, NO_BREAK_SPACE, number, NULL);
}
