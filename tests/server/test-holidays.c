/* SPDX-License-Identifier: GPL-3.0-or-later
 * The import of school holidays: again and again, for a zone or all, and files that change nothing;
 * and what it makes of families' days. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pfs-delta.h"
#include "pfs-import-holidays.h"
#include "pfs-storage-town.h"
#include "pfs-test-fixture.h"

#define EVENT(zone, name, first, end)                                                              \
  "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:" first "\r\nDTEND;VALUE=DATE:" end "\r\nSUMMARY:" name      \
  "\r\nLOCATION:" zone "\r\nEND:VEVENT\r\n"
#define CALENDAR(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"
#define AUTUMN EVENT ("Zones A\\, B et C", "Vacances de la Toussaint", "20261017", "20261102")
#define WINTER(first, end) EVENT ("Zone B", "Vacances d'hiver", first, end)

typedef PfsTestFixture Fixture;

/* Imports @contents as a file. Returns: how many holidays were new, -1 with @error. */
static int
import_bytes (Fixture    *fixture,
              const char *contents,
              gssize      length,
              const char *zone,
              GError    **error)
{
  g_autofree char *folder = g_dir_make_tmp ("holidays-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "holidays.ics", NULL);
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_HOLIDAYS, PFS_TALLY_HOLIDAYS);
  gboolean is_done;

  g_assert_true (g_file_set_contents (path, contents, length, NULL));
  is_done = pfs_import_holidays (fixture->storage, path, zone, fixture->now, report, error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return is_done ? (int) pfs_import_report_get_taken (report, PFS_TALLY_HOLIDAYS) : -1;
}

static int
import (Fixture *fixture, const char *contents, const char *zone, GError **error)
{
  return import_bytes (fixture, contents, -1, zone, error);
}

static char *
describe (Fixture *fixture)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (fixture->storage, NULL);
  GPtrArray *holidays = pf_calendar_get_school_holidays (town->calendar);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *holiday = g_ptr_array_index (holidays, i);
      g_autofree char *first = pf_day_format (holiday->first);
      g_autofree char *last = pf_day_format (holiday->last);

      g_string_append_printf (text, "%s/%s %s\n", first, last, holiday->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
clear_holidays (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction =
      pfs_storage_begin (fixture->storage, fixture->now, &error);

  g_assert_true (pfs_storage_clear_school_holidays (fixture->storage, &error));
  g_assert_true (pfs_storage_add_school_holiday (fixture->storage, pf_day_new (2025, 12, 20),
                                                 pf_day_new (2026, 1, 4), "Noël", &error));
  g_assert_true (pfs_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

/* What the file says counts from its first day to its last; other years stay. */
static void
test_importing_again_replaces (Fixture *fixture, gconstpointer data)
{
  static const char first[] = CALENDAR (AUTUMN WINTER ("20270220", "20270308"));
  static const char mended[] = CALENDAR (AUTUMN WINTER ("20270213", "20270301"));
  static const char fewer[] =
      CALENDAR (AUTUMN EVENT ("Zone B", "Vacances de printemps", "20270417", "20270503"));
  static const struct {
    const char *contents;
    int n_taken;
  } cases[] = { { first, 2 }, { first, 0 }, { mended, 1 }, { fewer, 1 } };
  g_autofree char *text = NULL;
  g_autofree char *state = NULL;

  clear_holidays (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL;

      g_assert_cmpint (import (fixture, cases[i].contents, "B", &error), ==, cases[i].n_taken);
      g_assert_no_error (error);
      now = pfs_delta_get_state (fixture->storage, "h1", NULL);
      /* What did not change is told to nobody. */
      if (state != NULL)
        g_assert_cmpint (g_str_equal (now, state), ==, cases[i].n_taken == 0);
      g_free (state);
      state = g_steal_pointer (&now);
    }
  text = describe (fixture);
  g_assert_cmpstr (text, ==,
                   "2025-12-20/2026-01-04 Noël\n"
                   "2026-10-17/2026-11-01 Vacances de la Toussaint\n"
                   "2027-04-17/2027-05-02 Vacances de printemps\n");
}

static void
test_zones (Fixture *fixture, gconstpointer data)
{
  static const char all[] = CALENDAR (EVENT ("Zone A", "Vacances d'hiver", "20270213", "20270301")
                                          WINTER ("20270220", "20270308"));
  static const struct {
    const char *zone;
    const char *holidays;
  } cases[] = {
    { "A", "2027-02-13/2027-02-28 Vacances d'hiver\n" },
    { "B", "2027-02-20/2027-03-07 Vacances d'hiver\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      clear_holidays (fixture);
      g_assert_cmpint (import (fixture, all, cases[i].zone, &error), ==, 1);
      g_assert_no_error (error);
      text = describe (fixture);
      g_assert_cmpstr (strchr (text, '\n') + 1, ==, cases[i].holidays);
    }
}

static void
test_files_that_change_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *contents;
    const char *zone;
  } cases[] = {
    { "", NULL },
    { "Vacances;Début;Fin\n", NULL },
    { CALENDAR (""), NULL },
    { CALENDAR (WINTER ("20270220", "20270308")), "C" },
    { "BEGIN:VCALENDAR\r\n" AUTUMN, NULL },
  };

  clear_holidays (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      if (import (fixture, cases[i].contents, cases[i].zone, &error) >= 0)
        g_error ("file %" G_GSIZE_FORMAT " was taken", i);
      g_assert_nonnull (error);
      text = describe (fixture);
      g_assert_cmpstr (text, ==, "2025-12-20/2026-01-04 Noël\n");
    }
}

/* A town whose zone nobody named cannot take the holidays of all of them for its own. */
static void
test_no_zone_is_known (Fixture *fixture, gconstpointer data)
{
  static const char zones[] = CALENDAR (EVENT ("Zone A", "Vacances d'hiver", "20270213", "20270301")
                                            WINTER ("20270220", "20270308"));
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction =
      pfs_storage_begin (fixture->storage, fixture->now, &error);
  g_autoptr (PfsTown) town = pfs_storage_load_town (fixture->storage, &error);

  g_assert_no_error (error);
  g_clear_pointer (&town->school_zone, g_free);
  g_assert_true (pfs_storage_put_town (fixture->storage, town, &error));
  g_assert_true (pfs_transaction_commit (transaction, &error));
  g_clear_pointer (&transaction, pfs_transaction_free);
  g_assert_cmpint (import (fixture, CALENDAR (AUTUMN), NULL, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpint (import (fixture, zones, "A", &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpint (import (fixture, zones, NULL, &error), ==, -1);
  g_assert_nonnull (strstr (error->message, "--zone A, B or C"));
}

static void
test_letters (Fixture *fixture, gconstpointer data)
{
  static const char *const charsets[] = { "UTF-8", "ISO-8859-1", "WINDOWS-1252", "UTF-16" };
  static const char text[] =
      CALENDAR (EVENT ("Zones A\\, B et C", "Vacances de Noël", "20261219", "20270104"));

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize size;
      g_autofree char *bytes = g_convert (text, -1, charsets[i], "UTF-8", NULL, &size, &error);
      g_autofree char *holidays = NULL;

      g_assert_no_error (error);
      clear_holidays (fixture);
      g_assert_cmpint (import_bytes (fixture, bytes, (gssize) size, "B", &error), ==, 1);
      g_assert_no_error (error);
      holidays = describe (fixture);
      g_assert_cmpstr (strchr (holidays, '\n') + 1, ==, "2026-12-19/2027-01-03 Vacances de Noël\n");
    }
}

static void
test_folders_and_absent_files (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/", "/no/such/file.ics", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (PfsImportReport) report =
          pfs_import_report_new (PFS_TALLY_HOLIDAYS, PFS_TALLY_HOLIDAYS);
      g_autoptr (GError) error = NULL;

      g_assert_false (
          pfs_import_holidays (fixture->storage, paths[i], "B", fixture->now, report, &error));
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "mmap"));
    }
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/server/holidays/importing-again-replaces", test_importing_again_replaces },
    { "/server/holidays/zones", test_zones },
    { "/server/holidays/files-that-change-nothing", test_files_that_change_nothing },
    { "/server/holidays/no-zone-is-known", test_no_zone_is_known },
    { "/server/holidays/letters", test_letters },
    { "/server/holidays/folders-and-absent-files", test_folders_and_absent_files },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].name, Fixture, NULL, pfs_test_fixture_set_up, cases[i].test,
                pfs_test_fixture_tear_down);
  return g_test_run ();
}
