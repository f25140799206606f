/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the import from Noethys: on a small database with the oddities of real ones, and on the
 * example of Noethys' authors where it is at hand. */
#include "config.h"

#include "pfs-noethys-write.h"
#include "pfs-storage-access.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

#include "../core/test-data.h"
#include "noethys-fixture.h"

#include <glib/gstdio.h>

#define EXAMPLE "noethys-example-cantine.sqlite"

/* The rows of each table, and the tally that must account for every one of them. */
static const struct {
  const char *table;
  PfsTally tally;
} accounts[] = {
  { "familles", PFS_TALLY_FAMILIES },      { "individus", PFS_TALLY_PEOPLE },
  { "quotients", PFS_TALLY_QUOTIENTS },    { "ecoles", PFS_TALLY_SCHOOLS },
  { "vacances", PFS_TALLY_HOLIDAYS },      { "activites", PFS_TALLY_ACTIVITIES },
  { "groupes", PFS_TALLY_GROUPS },         { "unites", PFS_TALLY_UNITS },
  { "ouvertures", PFS_TALLY_OPENINGS },    { "remplissage", PFS_TALLY_CAPACITIES },
  { "tarifs", PFS_TALLY_TARIFFS },         { "inscriptions", PFS_TALLY_ENROLMENTS },
  { "consommations", PFS_TALLY_BOOKINGS },
};

static void
make_cheap (PfsStorage *storage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, 0, &error);

  g_assert_true (pfs_storage_set_setting (storage, PFS_SETTING_PASSWORD_OPERATIONS, "1", &error));
  g_assert_true (pfs_storage_set_setting (storage, PFS_SETTING_PASSWORD_MEMORY, "8192", &error));
  g_assert_true (pfs_transaction_commit (transaction, &error));
}

/* Imports @path into a new town. Returns: (transfer full): the town, with its report. */
static PfsStorage *
import (NoethysFixture *fixture, const char *path, PfDay shift_to, PfsImportReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsNoethysSource) source = pfs_noethys_source_open (path, &error);
  g_autoptr (PfsNoethysModel) model = NULL;
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (GPtrArray) logins = NULL;

  g_assert_no_error (error);
  model = pfs_noethys_model_read (source, shift_to, report, &error);
  g_assert_no_error (error);
  storage = pfs_storage_create (fixture->town, &error);
  g_assert_no_error (error);
  make_cheap (storage);
  logins = pfs_noethys_assign_logins (model, storage, &error);
  g_assert_no_error (error);
  g_assert_true (pfs_noethys_write (model, storage, logins, PFS_NOETHYS_PASSWORDS_SAME,
                                    "Famille-2026", TRUE, 1800000000, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&storage);
}

static void
check_accounts (PfsImportReport *report, const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", accounts[i].table);
      int rows = noethys_fixture_count (path, sql);
      int counted = pfs_import_report_get_taken (report, accounts[i].tally) +
                    pfs_import_report_get_left (report, accounts[i].tally);

      if (counted != rows)
        g_error ("%s: %d rows, of which %d are accounted for", accounts[i].table, rows, counted);
    }
}

static void
test_accounts_for_every_row (NoethysFixture *fixture, gconstpointer data)
{
  static const struct {
    PfsTally tally;
    guint taken;
  } expected[] = {
    { PFS_TALLY_FAMILIES, 4 },   { PFS_TALLY_PEOPLE, 6 },   { PFS_TALLY_QUOTIENTS, 1 },
    { PFS_TALLY_SCHOOLS, 2 },    { PFS_TALLY_HOLIDAYS, 1 }, { PFS_TALLY_ACTIVITIES, 2 },
    { PFS_TALLY_GROUPS, 3 },     { PFS_TALLY_UNITS, 3 },    { PFS_TALLY_OPENINGS, 7 },
    { PFS_TALLY_CAPACITIES, 4 }, { PFS_TALLY_TARIFFS, 2 },  { PFS_TALLY_ENROLMENTS, 4 },
    { PFS_TALLY_BOOKINGS, 10 },
  };
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;
  g_autofree char *text = NULL;

  noethys_fixture_fill (fixture, NULL);
  storage = import (fixture, fixture->source, PF_DAY_NONE, report);
  check_accounts (report, fixture->source);
  text = pfs_import_report_format (report);
  g_test_message ("%s", text);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (pfs_import_report_get_taken (report, expected[i].tally) != expected[i].taken)
      g_error ("tally %d: %u taken, not %u", expected[i].tally,
               pfs_import_report_get_taken (report, expected[i].tally), expected[i].taken);
  g_assert_cmpuint (pfs_import_report_get_left_for (report, PFS_TALLY_BOOKINGS,
                                                    "refused in Noethys: nothing is held"),
                    ==, 1);
  g_assert_cmpuint (pfs_import_report_get_left_for (report, PFS_TALLY_PEOPLE, "only a contact"), ==,
                    1);
  g_assert_nonnull (strstr (text, "invoices (2)"));
}

static void
test_brings_families_and_logins (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfHousehold) durand = NULL;
  g_autoptr (PfGuardian) anne = NULL;
  g_autoptr (PfChild) zoe = NULL;
  g_autoptr (PfChild) theo = NULL;
  g_autoptr (PfChild) alex = NULL;
  g_autoptr (PfsLogin) shared = NULL;
  g_autoptr (PfsLogin) made_up = NULL;
  g_autoptr (PfsLogin) work = NULL;

  noethys_fixture_fill (fixture, NULL);
  storage = import (fixture, fixture->source, PF_DAY_NONE, report);
  durand = pfs_storage_load_household (storage, "n1", &error);
  g_assert_cmpstr (durand->name, ==, "Family DURAND");
  g_assert_cmpint (durand->quotient, ==, 51200);
  /* The address that two share signs in the first of them. */
  shared = pfs_storage_load_login (storage, "paul.durand@example.org", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (shared->guardian, ==, "n1-g1");
  g_assert_nonnull (shared->hash);
  anne = pfs_storage_load_guardian (storage, "n1-g2", NULL, &error);
  g_assert_null (anne->email);
  made_up = pfs_storage_load_login (storage, "famille-2@import.invalid", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made_up->household, ==, "n2");
  work = pfs_storage_load_login (storage, "ALEX@ecole.example", &error);
  g_assert_no_error (error);
  zoe = pfs_storage_load_child (storage, "n1-c3", &error);
  g_assert_cmpint (zoe->birth_date, ==, pf_day_new (2006, 3, 25));
  g_assert_cmpstr (zoe->class_name, ==, "CE2");
  g_assert_cmpstr (zoe->school_site, ==, "n-school-1");
  theo = pfs_storage_load_child (storage, "n1-c4", &error);
  g_assert_cmpint (theo->birth_date, ==, pf_day_new (2004, 3, 25));
  g_assert_null (theo->school_site);
  alex = pfs_storage_load_child (storage, "n7-c10", &error);
  g_assert_cmpstr (alex->last_name, ==, "MAITRE");
  g_assert_no_error (error);
}

static void
test_brings_activities_and_prices (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfActivity) canteen = NULL;
  g_autoptr (PfActivity) leisure = NULL;
  g_autoptr (GArray) tariffs = NULL;
  g_autoptr (GArray) openings = NULL;
  const PfUnit *unit;

  noethys_fixture_fill (fixture, NULL);
  storage = import (fixture, fixture->source, PF_DAY_NONE, report);
  canteen = pfs_storage_load_activity (storage, "na1-g2", NULL, &error);
  g_assert_cmpstr (canteen->name, ==, "Cantine – Élémentaire");
  g_assert_cmpint (canteen->book.kind, ==, PF_DEADLINE_DAYS_BEFORE);
  g_assert_cmpint (canteen->book.days, ==, 2);
  g_assert_cmpint (canteen->book.minute_of_day, ==, 23 * 60 + 59);
  leisure = pfs_storage_load_activity (storage, "na2", NULL, &error);
  g_assert_cmpint (leisure->kind, ==, PF_KIND_EXTRA);
  g_assert_cmpint (leisure->cancel.minute_of_day, ==, 600);
  g_assert_cmpuint (leisure->cancel.skip_weekdays, ==, PF_WEEKDAYS_WEEKEND);
  unit = pf_activity_find_unit (leisure, "u2");
  g_assert_cmpint (unit->start_minute, ==, 450);
  g_assert_cmpint (unit->end_minute, ==, 1110);
  g_assert_cmpstr (unit->short_name, ==, "J");
  unit = pf_activity_find_unit (leisure, "u3");
  g_assert_cmpstr (unit->short_name, !=, "J");
  g_assert_cmpint (unit->start_minute, ==, -1);
  tariffs = pfs_storage_list_tariffs (storage, "na1-g2", "u1", &error);
  g_assert_cmpuint (tariffs->len, ==, 3);
  g_assert_cmpint (g_array_index (tariffs, PfsTariff, 0).price, ==, 125);
  g_assert_cmpint (g_array_index (tariffs, PfsTariff, 1).price, ==, 250);
  g_assert_cmpint (g_array_index (tariffs, PfsTariff, 2).price, ==, 410);
  g_assert_cmpint (g_array_index (tariffs, PfsTariff, 2).up_to, ==, PFS_QUOTIENT_ANY);
  openings = pfs_storage_list_openings (storage, "na1-g2", pf_day_new (2013, 9, 1),
                                        pf_day_new (2013, 9, 30), &error);
  g_assert_cmpuint (openings->len, ==, 4);
  g_assert_cmpint (g_array_index (openings, PfsOpening, 0).capacity, ==, 15);
  g_assert_cmpint (g_array_index (openings, PfsOpening, 1).capacity, ==, PF_PLACES_UNLIMITED);
  g_assert_no_error (error);
}

static void
check_booking (PfsStorage  *storage,
               const char  *enrolment,
               const char  *unit,
               PfDay        day,
               PfBooking    status,
               PfAttendance attendance,
               PfCents      charged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsBooking) booking = pfs_storage_load_booking (storage, enrolment, unit, day, &error);

  g_assert_no_error (error);
  g_assert_cmpint (booking->status, ==, status);
  g_assert_cmpint (booking->attendance, ==, attendance);
  g_assert_cmpint (booking->charged, ==, charged);
}

static void
test_brings_bookings_with_their_state (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfEnrolment) zoe = NULL;
  PfDay monday = pf_day_new (2013, 9, 2);
  PfDay october = pf_day_new (2013, 10, 21);

  noethys_fixture_fill (fixture, NULL);
  storage = import (fixture, fixture->source, PF_DAY_NONE, report);
  check_booking (storage, "ni1-g2", "u1", monday, PF_BOOKING_BOOKED, PF_ATTENDANCE_PRESENT, 250);
  check_booking (storage, "ni1-g2", "u1", monday + 1, PF_BOOKING_BOOKED, PF_ATTENDANCE_EXCUSED,
                 PF_CENTS_UNKNOWN);
  check_booking (storage, "ni1-g2", "u1", monday + 3, PF_BOOKING_BOOKED, PF_ATTENDANCE_ABSENT,
                 PF_CENTS_UNKNOWN);
  check_booking (storage, "ni1-g2", "u1", monday + 4, PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN,
                 PF_CENTS_UNKNOWN);
  check_booking (storage, "ni2-g2", "u1", monday, PF_BOOKING_WAITING, PF_ATTENDANCE_UNKNOWN,
                 PF_CENTS_UNKNOWN);
  check_booking (storage, "ni2-g2", "u1", monday + 1, PF_BOOKING_NONE, PF_ATTENDANCE_UNKNOWN,
                 PF_CENTS_UNKNOWN);
  check_booking (storage, "ni2-g1", "u1", monday, PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN,
                 PF_CENTS_UNKNOWN);
  check_booking (storage, "ni4-g2", "u1", monday + 4, PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN,
                 PF_CENTS_UNKNOWN);
  /* One amount pays for both: together they cost 12 €. */
  check_booking (storage, "ni3", "u2", october, PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN, 1200);
  check_booking (storage, "ni3", "u3", october, PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN, 0);
  zoe = pfs_storage_load_enrolment (storage, "ni1-g2", &error);
  g_assert_no_error (error);
  g_assert_cmpint (zoe->first, ==, monday);
  g_assert_cmpint (zoe->last, ==, monday + 4);
}

static void
test_shifts_by_whole_weeks (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChild) zoe = NULL;
  g_autoptr (GArray) openings = NULL;
  /* A Saturday; the first opening is a Monday, and stays one. */
  PfDay to = pf_day_new (2026, 11, 21);
  PfDay monday = pf_day_new (2026, 11, 16);

  noethys_fixture_fill (fixture, NULL);
  storage = import (fixture, fixture->source, to, report);
  openings = pfs_storage_list_openings (storage, "na1-g2", pf_day_new (2000, 1, 1),
                                        pf_day_new (2040, 1, 1), &error);
  g_assert_cmpint (g_array_index (openings, PfsOpening, 0).day, ==, monday);
  check_booking (storage, "ni1-g2", "u1", monday, PF_BOOKING_BOOKED, PF_ATTENDANCE_PRESENT, 250);
  zoe = pfs_storage_load_child (storage, "n1-c3", &error);
  g_assert_cmpint (zoe->birth_date - pf_day_new (2006, 3, 25), ==,
                   monday - pf_day_new (2013, 9, 2));
  g_assert_cmpint ((monday - pf_day_new (2013, 9, 2)) % 7, ==, 0);
  g_assert_no_error (error);
}

static void
test_refuses_to_import_twice (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsNoethysSource) source = NULL;
  g_autoptr (PfsNoethysModel) model = NULL;
  g_autoptr (GPtrArray) logins = NULL;
  gint64 before;

  noethys_fixture_fill (fixture, NULL);
  storage = import (fixture, fixture->source, PF_DAY_NONE, report);
  before = noethys_fixture_count (fixture->town, "SELECT sequence FROM town");
  source = pfs_noethys_source_open (fixture->source, &error);
  model = pfs_noethys_model_read (source, PF_DAY_NONE, report, &error);
  logins = pfs_noethys_assign_logins (model, storage, &error);
  g_assert_no_error (error);
  g_assert_false (pfs_noethys_write (model, storage, logins, PFS_NOETHYS_PASSWORDS_NONE, NULL,
                                     FALSE, 1800000000, &error));
  g_assert_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_IMPORTED);
  g_assert_cmpint (noethys_fixture_count (fixture->town, "SELECT sequence FROM town"), ==, before);
}

/* A town that was made before, with its own name and maybe its own calendar. */
static void
test_fits_into_a_town_that_is_there (NoethysFixture *fixture, gconstpointer data)
{
  for (guint n_holidays = 0; n_holidays < 2; n_holidays++)
    {
      g_autoptr (PfsImportReport) report =
          pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfsStorage) storage = pfs_storage_create (fixture->town, &error);
      g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, 0, &error);
      g_autoptr (PfsNoethysSource) source = NULL;
      g_autoptr (PfsNoethysModel) model = NULL;
      g_autoptr (GPtrArray) logins = NULL;
      g_autoptr (PfTown) town = NULL;
      PfsTown mine = { .name = (char *) "Valbourg",
                       .time_zone = (char *) "Europe/Paris",
                       .currency = (char *) "EUR" };

      g_assert_true (pfs_storage_put_town (storage, &mine, &error));
      for (guint i = 0; i < n_holidays; i++)
        g_assert_true (pfs_storage_add_school_holiday (storage, 16000, 16010, "Mine", &error));
      g_assert_true (pfs_transaction_commit (transaction, &error));
      g_clear_pointer (&transaction, pfs_transaction_free);
      if (n_holidays == 0)
        noethys_fixture_fill (fixture, NULL);
      source = pfs_noethys_source_open (fixture->source, &error);
      model = pfs_noethys_model_read (source, PF_DAY_NONE, report, &error);
      logins = pfs_noethys_assign_logins (model, storage, &error);
      g_assert_true (pfs_noethys_write (model, storage, logins, PFS_NOETHYS_PASSWORDS_NONE, NULL,
                                        FALSE, 1800000000, &error));
      g_assert_no_error (error);
      town = pfs_storage_load_town_record (storage, &error);
      g_assert_cmpstr (town->name, ==, "Valbourg");
      g_assert_cmpuint (pf_calendar_get_school_holidays (town->calendar)->len, ==, 1);
      g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_HOLIDAYS), ==,
                        1 - n_holidays);
      check_accounts (report, fixture->source);
      g_clear_object (&storage);
      g_unlink (fixture->town);
    }
}

static void
test_takes_an_empty_one (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsNoethysSource) source = NULL;
  g_autoptr (PfsNoethysModel) model = NULL;

  noethys_fixture_write (fixture->source, noethys_fixture_schema);
  storage = import (fixture, fixture->source, PF_DAY_NONE, report);
  check_accounts (report, fixture->source);
  /* There is nothing to shift its dates by. */
  source = pfs_noethys_source_open (fixture->source, &error);
  model = pfs_noethys_model_read (source, pf_day_new (2026, 11, 16), report, &error);
  g_assert_null (model);
  g_assert_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_NO_DATE);
}

static void
test_imports_the_example_of_noethys (NoethysFixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *contents = test_data_load (EXAMPLE, &length);
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsStorage) storage = NULL;

  if (!contents)
    return;
  g_assert_true (g_file_set_contents (fixture->source, contents, length, NULL));
  storage = import (fixture, fixture->source, PF_DAY_NONE, report);
  check_accounts (report, fixture->source);
  g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_FAMILIES), ==, 19);
  g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_PEOPLE), ==, 58);
  g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_OPENINGS), ==, 1490);
  g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_BOOKINGS), ==, 1446);
  g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_QUOTIENTS), ==, 17);
  g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_TARIFFS), ==, 1);
  g_assert_cmpint (noethys_fixture_count (fixture->town,
                                          "SELECT count(*) FROM bookings WHERE status = 1"),
                   ==, 1446);
  g_assert_cmpint (noethys_fixture_count (fixture->town, "SELECT count(*) FROM openings"), ==,
                   1490);
  g_assert_cmpint (noethys_fixture_count (fixture->town, "SELECT sum(taken) FROM openings"), ==,
                   1446);
  g_assert_cmpint (noethys_fixture_count (fixture->town, "SELECT sum(charged) FROM bookings"), ==,
                   1446 * 250);
  g_assert_cmpint (noethys_fixture_count (fixture->town, "SELECT count(*) FROM households"), ==,
                   19);
  /* Day by day, the same children on the same days. */
  for (int person = 1; person <= 58; person++)
    {
      g_autofree char *theirs =
          g_strdup_printf ("SELECT coalesce(sum(julianday(date) - julianday('1970-01-01')), 0) "
                           "FROM consommations WHERE IDindividu = %d",
                           person);
      g_autofree char *ours =
          g_strdup_printf ("SELECT coalesce(sum(b.day), 0) FROM bookings b JOIN enrolments e ON "
                           "e.id = b.enrolment WHERE e.child LIKE '%%-c%d'",
                           person);

      g_assert_cmpint (noethys_fixture_count (fixture->source, theirs), ==,
                       noethys_fixture_count (fixture->town, ours));
    }
}

#define add(name, func)                                                                            \
  g_test_add ("/noethys/" name, NoethysFixture, NULL, noethys_fixture_set_up, func,                \
              noethys_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("accounts-for-every-row", test_accounts_for_every_row);
  add ("brings-families-and-logins", test_brings_families_and_logins);
  add ("brings-activities-and-prices", test_brings_activities_and_prices);
  add ("brings-bookings-with-their-state", test_brings_bookings_with_their_state);
  add ("shifts-by-whole-weeks", test_shifts_by_whole_weeks);
  add ("refuses-to-import-twice", test_refuses_to_import_twice);
  add ("fits-into-a-town-that-is-there", test_fits_into_a_town_that_is_there);
  add ("takes-an-empty-one", test_takes_an_empty_one);
  add ("imports-the-example-of-noethys", test_imports_the_example_of_noethys);
  return g_test_run ();
}
