/* SPDX-License-Identifier: GPL-3.0-or-later
 * Zone B's school holidays: a table of the official ones, and the habits of the ministry for the
 * years beyond it. */
#include "config.h"

#include "pfs-zone-b.h"

#define N_HOLIDAYS 6

/* Names are the town's data, in its language: they are not translated. */
static const char *const names[N_HOLIDAYS] = {
  "Vacances de la Toussaint", "Vacances de Noël",    "Vacances d'hiver",
  "Vacances de printemps",    "Pont de l'Ascension", "Vacances d'été",
};

/* Source: the ministry's orders for zone B. The bridge follows from Easter and is computed for
 * every year. */
static const struct {
  int year;
  const char *days[N_HOLIDAYS][2];
} official[] = {
  { 2024,
    { { "2024-10-19", "2024-11-03" },
      { "2024-12-21", "2025-01-05" },
      { "2025-02-08", "2025-02-23" },
      { "2025-04-05", "2025-04-21" },
      { NULL },
      { "2025-07-05", "2025-08-31" } } },
  { 2025,
    { { "2025-10-18", "2025-11-02" },
      { "2025-12-20", "2026-01-04" },
      { "2026-02-14", "2026-03-01" },
      { "2026-04-11", "2026-04-26" },
      { NULL },
      { "2026-07-04", "2026-08-31" } } },
  { 2026,
    { { "2026-10-17", "2026-11-01" },
      { "2026-12-19", "2027-01-03" },
      { "2027-02-20", "2027-03-07" },
      { "2027-04-17", "2027-05-02" },
      { NULL },
      { "2027-07-03", "2027-08-31" } } },
};

static PfDay
find_saturday (int year, int month, int day)
{
  PfDay from = pf_day_new (year, month, day);

  return from + (PF_SATURDAY - (int) pf_day_get_weekday (from) + 7) % 7;
}

/* The three zones take turns: zone B's winter holiday opens the season every third year, 2025
 * among them. */
static PfDay
find_winter (int year)
{
  int turn = ((year - 2025) % 3 + 3) % 3;

  return find_saturday (year, 2, 4) + 7 * turn;
}

static PfDay
find_summer_end (int year)
{
  PfDay last = pf_day_new (year, 8, 31);
  PfWeekday next = pf_day_get_weekday (last + 1);

  return next == PF_SATURDAY ? last + 2 : next == PF_SUNDAY ? last + 1 : last;
}

static void
compute_year (int year, PfDay days[N_HOLIDAYS][2])
{
  PfDay ascension = pf_easter (year + 1) + 39;

  days[0][0] = find_saturday (year, 10, 17);
  days[1][0] = find_saturday (year, 12, 17);
  days[2][0] = find_winter (year + 1);
  days[3][0] = days[2][0] + 8 * 7;
  for (int i = 0; i < 4; i++)
    days[i][1] = days[i][0] + 15;
  days[4][0] = ascension + 1;
  days[4][1] = ascension + 3;
  days[5][0] = find_saturday (year + 1, 7, 3);
  days[5][1] = find_summer_end (year + 1);
}

static void
take_official (int year, PfDay days[N_HOLIDAYS][2])
{
  for (gsize i = 0; i < G_N_ELEMENTS (official); i++)
    for (int k = 0; official[i].year == year && k < N_HOLIDAYS; k++)
      for (int end = 0; official[i].days[k][0] && end < 2; end++)
        days[k][end] = pf_day_parse (official[i].days[k][end]);
}

GPtrArray *
pfs_zone_b_get_holidays (int first_year, int last_year)
{
  g_autoptr (GPtrArray) holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_period_free);

  for (int year = first_year; year <= last_year; year++)
    {
      PfDay days[N_HOLIDAYS][2];

      compute_year (year, days);
      take_official (year, days);
      for (int i = 0; i < N_HOLIDAYS; i++)
        {
          const PfPeriod *previous =
              holidays->len > 0 ? g_ptr_array_index (holidays, holidays->len - 1) : NULL;
          PfDay first = previous ? MAX (days[i][0], previous->last + 1) : days[i][0];

          if (first <= days[i][1])
            g_ptr_array_add (holidays, pf_period_new (first, days[i][1], names[i]));
        }
    }
  return g_steal_pointer (&holidays);
}
