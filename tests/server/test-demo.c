/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the demo town: zone B's holidays, and that every state can be seen near the present,
 * whatever day that is. */
#include "config.h"

#include "pfs-demo-write.h"
#include "pfs-password.h"
#include "pfs-sheets.h"
#include "pfs-storage-access.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"
#include "pfs-zone-b.h"

#include "../core/test-data.h"

#include <glib/gstdio.h>

/* What must be seen by the demo family: the whole legend, closed days, and what became of past
 * ones. */
#define WANTED                                                                                     \
  (((1u << PF_N_LEGEND_STATES) - 1) | 1u << PF_STATE_CLOSED | 1u << PF_STATE_PRESENT |             \
   1u << PF_STATE_ABSENT | 1u << PF_STATE_EXCUSED)

/* Moments in UTC: term, every holiday, bank holidays, year ends, leap days, both ends of the
 * summer, daylight saving, midnights. */
static const char *const moments[] = {
  "2026-11-21T07:45:00Z", "2026-09-01T06:00:00Z", "2026-08-31T21:59:59Z", "2026-08-31T22:00:00Z",
  "2026-07-14T10:00:00Z", "2026-07-04T12:00:00Z", "2026-08-15T12:00:00Z", "2026-08-01T00:00:00Z",
  "2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-12-24T18:00:00Z",
  "2026-12-25T09:00:00Z", "2026-12-31T23:30:00Z", "2027-01-01T00:30:00Z", "2027-02-20T12:00:00Z",
  "2027-03-07T20:00:00Z", "2027-03-28T00:59:59Z", "2027-03-28T01:00:00Z", "2027-04-20T22:30:00Z",
  "2027-05-06T12:00:00Z", "2027-06-30T12:00:00Z", "2027-07-20T12:00:00Z", "2027-08-26T12:00:00Z",
  "2028-02-28T23:30:00Z", "2028-02-29T12:00:00Z", "2028-03-01T00:00:00Z", "2028-06-19T22:00:00Z",
  "2028-06-20T21:59:59Z", "2028-09-01T08:00:00Z", "2029-07-14T22:00:00Z", "2030-01-02T12:00:00Z",
  "2031-04-14T08:00:00Z", "2032-02-29T12:00:00Z", "2033-05-27T12:00:00Z", "2034-08-31T12:00:00Z",
  "2035-11-01T12:00:00Z", "2036-02-29T23:30:00Z", "2037-07-31T12:00:00Z", "2037-12-31T23:59:59Z",
  "2026-01-05T12:00:00Z", "2025-12-22T12:00:00Z",
};

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("pfs-demo-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* Everything of the demo family within sight: the mask of states. */
static guint
see_states (PfsStorage *storage, PfMoment now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) reading = pfs_storage_begin_reading (storage, &error);
  g_autoptr (PfsSheets) sheets = pfs_sheets_new (storage, "martin", &error);
  g_autoptr (GPtrArray) children = pfs_storage_list_children (storage, "martin", &error);
  PfDay today = pf_moment_get_day (now, pfs_sheets_get_town (sheets)->zone);
  guint seen = 0;

  g_assert_no_error (error);
  for (guint c = 0; c < children->len; c++)
    {
      const char *child = pf_record_get_id (g_ptr_array_index (children, c));
      g_autoptr (GPtrArray) enrolments = pfs_storage_list_enrolments (storage, child, NULL, &error);

      for (guint e = 0; e < enrolments->len; e++)
        for (int months = -2; months <= 2; months++)
          {
            PfDay month = pf_day_add_months (pf_day_get_month_start (today), months);
            g_autofree char *id =
                pf_sheet_make_id (pf_record_get_id (g_ptr_array_index (enrolments, e)), month);
            g_autoptr (PfSheet) sheet = pfs_sheets_make (sheets, id, 1, &error);

            g_assert_no_error (error);
            for (guint i = 0; sheet && i < sheet->slots->len; i++)
              {
                const PfSlot *slot = &g_array_index (sheet->slots, PfSlot, i);

                if (ABS (slot->day - today) <= PFS_DEMO_SIGHT)
                  seen |= 1u << pf_slot_get_state (slot, now, today);
              }
          }
    }
  return seen;
}

static void
test_shows_every_state_near_any_day (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "town.sqlite", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfsStorage) storage = NULL;
      PfMoment now = pf_moment_parse (moments[i]);
      guint missing;

      g_assert_cmpint (now, !=, PF_MOMENT_NONE);
      g_assert_true (pfs_demo_create (path, PFS_DEMO_PASSWORD, now, &error));
      storage = pfs_storage_open (path, &error);
      g_assert_no_error (error);
      missing = WANTED & ~see_states (storage, now);
      if (missing != 0)
        g_error ("%s: states %#x cannot be seen", moments[i], missing);
      g_clear_object (&storage);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_rmdir (folder);
}

/* Without the cost of a database: each week of twelve years, at changing hours. */
static void
test_plans_an_example_for_every_state (void)
{
  guint wanted = WANTED & ~(1u << PF_STATE_CLOSED);

  for (PfDay day = pf_day_new (2026, 1, 1); day <= pf_day_new (2037, 12, 31);
       day += g_test_thorough () ? 1 : 11)
    {
      PfMoment now = (PfMoment) day * 86400 + (day % 24) * 3600;
      g_autoptr (PfsDemoPlan) plan = pfs_demo_plan_new (now);

      if ((wanted & ~plan->shown) != 0)
        g_error ("day %d: states %#x have no example", day, wanted & ~plan->shown);
    }
}

static void
test_holds_what_is_told_of_it (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "town.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (PfTown) town = NULL;
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (GPtrArray) households = NULL;
  g_autoptr (PfsLogin) login = NULL;
  g_autoptr (PfsLogin) other = NULL;
  guint unknown = 0;

  g_assert_true (
      pfs_demo_create (path, "Autre-Mot-2", pf_moment_parse ("2026-11-21T07:45:00Z"), &error));
  g_assert_no_error (error);
  storage = pfs_storage_open (path, &error);
  town = pfs_storage_load_town_record (storage, &error);
  g_assert_cmpstr (town->name, ==, PFS_DEMO_TOWN);
  g_assert_cmpstr (town->school_zone, ==, "B");
  children = pfs_storage_list_children (storage, "martin", &error);
  g_assert_cmpuint (children->len, ==, 3);
  households = pfs_storage_list_households (storage, &error);
  for (guint i = 0; i < households->len; i++)
    unknown += ((PfHousehold *) g_ptr_array_index (households, i))->quotient == PF_CENTS_UNKNOWN;
  g_assert_cmpuint (households->len, >, 5);
  g_assert_cmpuint (unknown, ==, 2);
  login = pfs_storage_load_login (storage, PFS_DEMO_LOGIN, &error);
  other = pfs_storage_load_login (storage, PFS_DEMO_OTHER_LOGIN, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (login->household, ==, other->household);
  g_assert_nonnull (login->hash);
  g_assert_false (login->provisional);
  g_clear_object (&storage);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_leaves_a_file_that_exists_alone (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "town.sqlite", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "precious", -1, NULL));
  g_assert_false (pfs_demo_create (path, PFS_DEMO_PASSWORD, 1800000000, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "precious");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_knows_the_official_holidays (void)
{
  gsize length;
  g_autofree char *text = test_data_load ("school-holidays-by-day.csv", &length);
  g_autoptr (GPtrArray) holidays = pfs_zone_b_get_holidays (2023, 2026);
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);
  g_auto (GStrv) lines = text ? g_strsplit (text, "\n", -1) : NULL;
  guint compared = 0;

  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *holiday = g_ptr_array_index (holidays, i);

      pf_calendar_add_school_holiday (calendar, holiday->first, holiday->last, holiday->name);
    }
  /* The list ends with the summer of 2026, and leaves out the bridges of Ascension Day. */
  for (int i = 1; lines && lines[i] && *lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      PfDay day = pf_day_parse (cells[0]);
      const PfPeriod *holiday = pf_calendar_get_school_holiday (calendar, day);

      if (day < pf_day_new (2024, 9, 3) || day > pf_day_new (2026, 8, 30) ||
          (holiday && strstr (holiday->name, "Pont")))
        continue;
      if ((holiday != NULL) != g_str_equal (cells[2], "True"))
        g_error ("%s is %s", cells[0], holiday ? holiday->name : "no holiday");
      compared++;
    }
  if (text)
    g_assert_cmpuint (compared, >, 700);
}

static void
test_makes_plausible_holidays_for_any_year (void)
{
  for (int year = 2015; year <= 2045; year++)
    {
      g_autoptr (GPtrArray) holidays = pfs_zone_b_get_holidays (year, year);
      const PfPeriod *previous = NULL;
      int days = 0;

      g_assert_cmpuint (holidays->len, >=, 5);
      for (guint i = 0; i < holidays->len; i++)
        {
          const PfPeriod *holiday = g_ptr_array_index (holidays, i);

          g_assert_cmpint (holiday->first, <=, holiday->last);
          if (previous)
            g_assert_cmpint (holiday->first, >, previous->last);
          days += holiday->last - holiday->first + 1;
          previous = holiday;
        }
      /* Four holidays of two weeks and a summer of eight. */
      g_assert_cmpint (days, >=, 4 * 15 + 55);
      g_assert_cmpint (days, <=, 4 * 17 + 70);
      g_assert_cmpint (previous->last, >=, pf_day_new (year + 1, 8, 31));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/shows-every-state-near-any-day", test_shows_every_state_near_any_day);
  g_test_add_func ("/demo/plans-an-example-for-every-state", test_plans_an_example_for_every_state);
  g_test_add_func ("/demo/holds-what-is-told-of-it", test_holds_what_is_told_of_it);
  g_test_add_func ("/demo/leaves-a-file-that-exists-alone", test_leaves_a_file_that_exists_alone);
  g_test_add_func ("/demo/knows-the-official-holidays", test_knows_the_official_holidays);
  g_test_add_func ("/demo/makes-plausible-holidays-for-any-year",
                   test_makes_plausible_holidays_for_any_year);
  return g_test_run ();
}
