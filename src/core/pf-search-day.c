/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding a day in what somebody typed. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "pf-search.h"

#define MOST_WORDS 32

/* Word: what it means as a part of a date. */
typedef struct {
  const char *word; /* without accents and capitals */
  int number;
} Word;

static const Word weekdays[] = {
  { "lundi", PF_MONDAY },        { "mardi", PF_TUESDAY },     { "mercredi", PF_WEDNESDAY },
  { "jeudi", PF_THURSDAY },      { "vendredi", PF_FRIDAY },   { "samedi", PF_SATURDAY },
  { "dimanche", PF_SUNDAY },     { "monday", PF_MONDAY },     { "tuesday", PF_TUESDAY },
  { "wednesday", PF_WEDNESDAY }, { "thursday", PF_THURSDAY }, { "friday", PF_FRIDAY },
  { "saturday", PF_SATURDAY },   { "sunday", PF_SUNDAY },
};

static const Word months[] = {
  { "janvier", 1 },   { "fevrier", 2 },   { "mars", 3 },      { "avril", 4 },     { "mai", 5 },
  { "juin", 6 },      { "juillet", 7 },   { "aout", 8 },      { "septembre", 9 }, { "octobre", 10 },
  { "novembre", 11 }, { "decembre", 12 }, { "january", 1 },   { "february", 2 },  { "march", 3 },
  { "april", 4 },     { "may", 5 },       { "june", 6 },      { "july", 7 },      { "august", 8 },
  { "september", 9 }, { "october", 10 },  { "november", 11 }, { "december", 12 },
};

static const Word relative[] = {
  { "aujourd'hui", 0 }, { "aujourd’hui", 0 }, { "today", 0 },      { "demain", 1 },
  { "tomorrow", 1 },    { "hier", -1 },       { "yesterday", -1 },
};

/* Returns: the entry that @word is; for three letters and more also one that it begins. */
static const Word *
find_word (const Word *words, gsize n_words, const char *word, gsize shortest)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (words[i].word, word) == 0)
      return &words[i];
  for (gsize i = 0; strlen (word) >= shortest && i < n_words; i++)
    if (g_str_has_prefix (words[i].word, word))
      return &words[i];
  return NULL;
}

/* Returns: (transfer full): @text without accents and capitals. */
static char *
fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *lower = g_utf8_strdown (apart != NULL ? apart : "", -1);
  GString *folded = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_unichar (folded, g_utf8_get_char (c));
  return g_string_free (folded, FALSE);
}

/* The next day that has this day and month from @today on; half a year ago is nearer than the next.
 */
static PfDay
complete_year (int month, int day, PfDay today)
{
  int year;
  PfDay found;

  pf_day_get_ymd (today, &year, NULL, NULL);
  found = pf_day_new (year, month, day);
  if (found != PF_DAY_NONE && found < today - 183)
    return pf_day_new (year + 1, month, day);
  if (found != PF_DAY_NONE && found > today + 183)
    return pf_day_new (year - 1, month, day);
  return found;
}

/* "12/12", "12.12.2026", "2026-12-12". */
static PfDay
parse_numbers (const char *word, PfDay today)
{
  g_auto (GStrv) parts = g_strsplit_set (word, "/.-", -1);
  guint n_parts = g_strv_length (parts);

  if (pf_day_parse (word) != PF_DAY_NONE)
    return pf_day_parse (word);
  for (char **part = parts; *part != NULL; part++)
    if (**part == '\0' || strspn (*part, "0123456789") != strlen (*part) || strlen (*part) > 4)
      return PF_DAY_NONE;
  if (n_parts == 2)
    return complete_year (atoi (parts[1]), atoi (parts[0]), today);
  if (n_parts == 3)
    return pf_day_new (strlen (parts[2]) == 2 ? 2000 + atoi (parts[2]) : atoi (parts[2]),
                       atoi (parts[1]), atoi (parts[0]));
  return PF_DAY_NONE;
}

/* A day of the month: "12", "1er", "3rd"; 0 for none. */
static int
parse_day_of_month (const char *word)
{
  gsize n_digits = strspn (word, "0123456789");

  return n_digits > 0 && n_digits <= 2 && strlen (word) - n_digits <= 2 ? atoi (word) : 0;
}

/* Words that make a date, from @words on: with @n_used, how many. */
static PfDay
parse_words (char **words, PfDay today, guint *n_used)
{
  const Word *found = find_word (relative, G_N_ELEMENTS (relative), words[0], 4);
  int day_of_month = parse_day_of_month (words[0]);

  *n_used = 1;
  if (found != NULL)
    return today + found->number;
  found = find_word (weekdays, G_N_ELEMENTS (weekdays), words[0], 3);
  if (found != NULL)
    return today + (found->number - (int) pf_day_get_weekday (today) + 7) % 7;
  if (day_of_month > 0 && words[1] != NULL)
    {
      int year = words[2] != NULL && strlen (words[2]) == 4 ? atoi (words[2]) : 0;

      found = find_word (months, G_N_ELEMENTS (months), words[1], 3);
      *n_used = year > 0 ? 3 : 2;
      if (found != NULL)
        return year > 0 ? pf_day_new (year, found->number, day_of_month)
                        : complete_year (found->number, day_of_month, today);
    }
  *n_used = 1;
  return parse_numbers (words[0], today);
}

PfDay
pf_search_parse_day (const char *query, PfDay today, char **rest)
{
  g_autofree char *stripped = g_strstrip (g_strdup (query));
  g_auto (GStrv) typed = g_strsplit (stripped, " ", MOST_WORDS);
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) others = g_string_new (NULL);
  PfDay day = PF_DAY_NONE;
  guint behind = 0; /* the day that was found last */

  g_return_val_if_fail (query != NULL && pf_day_is_valid (today), PF_DAY_NONE);

  for (char **word = typed; *word != NULL; word++)
    g_ptr_array_add (folded, fold (*word));
  g_ptr_array_add (folded, NULL);
  for (guint i = 0; i + 1 < folded->len;)
    {
      guint n_used;
      PfDay found = parse_words ((char **) folded->pdata + i, today, &n_used);

      if (found != PF_DAY_NONE && (day == PF_DAY_NONE || i == behind))
        day = found; /* "jeudi 12 décembre": the date says more than the weekday */
      else if (*typed[i] != '\0')
        g_string_append_printf (others, "%s%s", others->len > 0 ? " " : "", typed[i]);
      i += found != PF_DAY_NONE ? n_used : 1;
      behind = found != PF_DAY_NONE ? i : behind;
    }
  if (rest != NULL)
    *rest = g_string_free (g_steal_pointer (&others), FALSE);
  return day;
}
