/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small town in a fresh database. */
#include "config.h"

#include "pfs-test-fixture.h"

#include <glib/gstdio.h>

#include "pfs-bookings.h"
#include "pfs-password.h"
#include "pfs-storage-access.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-changes.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

#define N_HOUSEHOLDS 3

static const gint64 quotients[N_HOUSEHOLDS] = { 40000, 90000, PF_CENTS_UNKNOWN };

static const struct {
  const char *id;
  const char *unit;
  PfSlotFlags flags;
  guint weekdays;
  int capacity;
} activities[] = {
  { "canteen", "meal", PF_SLOT_HAS_WAITING_LIST, PF_WEEKDAYS_ALL & ~PF_WEEKDAYS_WEEKEND, 2 },
  { "outing", "day", PF_SLOT_NEEDS_APPROVAL, PF_WEEKDAY_BIT (PF_WEDNESDAY), 1 },
};

static const PfDeadlineRule book = { .kind = PF_DEADLINE_WEEK_BEFORE,
                                     .minute_of_day = 1439,
                                     .weekday = PF_TUESDAY,
                                     .weeks = 1 };
static const PfDeadlineRule late = { .kind = PF_DEADLINE_DAYS_BEFORE,
                                     .minute_of_day = 600,
                                     .days = 1 };
static const PfDeadlineRule cancel = { .kind = PF_DEADLINE_DAYS_BEFORE,
                                       .minute_of_day = 1439,
                                       .days = 2 };

static void
put_town (PfsStorage *storage)
{
  g_autoptr (GError) error = NULL;

  pfs_storage_put_town (storage,
                        &(PfsTown){
                            .name = (char *) "Essai",
                            .time_zone = (char *) "Europe/Paris",
                            .currency = (char *) "EUR",
                            .school_zone = (char *) "B",
                        },
                        &error);
  g_assert_no_error (error);
  pfs_storage_set_setting (storage, PFS_SETTING_PASSWORD_OPERATIONS, "1", &error);
  g_assert_no_error (error);
  pfs_storage_set_setting (storage, PFS_SETTING_PASSWORD_MEMORY, "8192", &error);
  g_assert_no_error (error);
}

static void
put_activity (PfsStorage *storage, gsize index)
{
  const char *id = activities[index].id;
  const char *unit_id = activities[index].unit;
  g_autoptr (PfActivity) activity = pf_record_new (PF_TYPE_ACTIVITY, id);
  g_autoptr (GError) error = NULL;
  PfUnit *unit = g_new0 (PfUnit, 1);
  PfDay first = pf_day_parse ("2026-11-01");
  PfDay last = pf_day_parse ("2026-12-31");

  activity->name = g_strdup (id);
  activity->book = book;
  activity->late = late;
  activity->cancel = cancel;
  unit->id = g_strdup (unit_id);
  unit->name = g_strdup (unit_id);
  unit->short_name = g_strdup ("U");
  g_ptr_array_add (activity->units, unit);
  pfs_storage_put_activity (storage, activity, activities[index].flags, &error);
  g_assert_no_error (error);
  for (PfDay day = first; day <= last; day++)
    if (activities[index].weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (day)))
      pfs_storage_put_opening (storage, id, unit_id, day, activities[index].capacity, &error);
  g_assert_no_error (error);
  pfs_storage_put_tariff (storage, id, unit_id, &(PfsTariff){ first, 50000, 200, 400 }, &error);
  g_assert_no_error (error);
  pfs_storage_put_tariff (storage, id, unit_id, &(PfsTariff){ first, PFS_QUOTIENT_ANY, 340, 510 },
                          &error);
  g_assert_no_error (error);
}

static void
put_enrolment (PfsStorage *storage, const char *child, const char *activity)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", child, activity);
  g_autoptr (PfEnrolment) enrolment = pf_record_new (PF_TYPE_ENROLMENT, id);
  g_autoptr (GError) error = NULL;

  enrolment->child = g_strdup (child);
  enrolment->activity = g_strdup (activity);
  enrolment->state = PF_ENROLMENT_OPEN;
  enrolment->first = pf_day_parse ("2026-11-01");
  enrolment->last = pf_day_parse ("2026-12-31");
  enrolment->weekdays = PF_WEEKDAYS_ALL;
  pfs_storage_put_enrolment (storage, enrolment, &error);
  g_assert_no_error (error);
}

static void
put_household (PfsStorage *storage, guint index)
{
  g_autofree char *id = g_strdup_printf ("h%u", index + 1);
  g_autofree char *guardian_id = g_strdup_printf ("g%u", index + 1);
  g_autofree char *child_id = g_strdup_printf ("c%u", index + 1);
  g_autoptr (PfHousehold) household = pf_record_new (PF_TYPE_HOUSEHOLD, id);
  g_autoptr (PfGuardian) guardian = pf_record_new (PF_TYPE_GUARDIAN, guardian_id);
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, child_id);
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;

  household->name = g_strdup_printf ("Famille %u", index + 1);
  household->number = g_strdup_printf ("%06u", index + 1);
  household->quotient = quotients[index];
  pfs_storage_put_household (storage, household, &error);
  g_assert_no_error (error);
  guardian->first_name = g_strdup ("Parent");
  guardian->last_name = g_strdup (id);
  guardian->email = g_strdup_printf ("%s@example.org", guardian_id);
  pfs_storage_put_guardian (storage, id, guardian, &error);
  g_assert_no_error (error);
  hash = pfs_password_hash (storage, PFS_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  pfs_storage_set_password (storage, guardian_id, hash, FALSE, &error);
  g_assert_no_error (error);
  child->first_name = g_strdup ("Enfant");
  child->last_name = g_strdup (id);
  child->birth_date = pf_day_parse ("2018-03-04");
  pfs_storage_put_child (storage, id, child, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (activities); i++)
    put_enrolment (storage, child_id, activities[i].id);
}

PfsStorage *
pfs_test_make_town (const char *path, PfMoment now)
{
  g_autoptr (GError) error = NULL;
  PfsStorage *storage = pfs_storage_create (path, &error);
  PfsTransaction *transaction;

  g_assert_no_error (error);
  transaction = pfs_storage_begin (storage, now, &error);
  g_assert_no_error (error);
  put_town (storage);
  for (gsize i = 0; i < G_N_ELEMENTS (activities); i++)
    put_activity (storage, i);
  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    put_household (storage, i);
  pfs_test_commit (transaction);
  return storage;
}

void
pfs_test_fixture_set_up (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pf-storage-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "town.db", NULL);
  fixture->now = pf_moment_parse (PFS_TEST_NOW);
  fixture->storage = pfs_test_make_town (fixture->path, fixture->now);
}

void
pfs_test_fixture_tear_down (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert_finalize_object (fixture->storage);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

PfsTransaction *
pfs_test_begin (PfsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction = pfs_storage_begin (fixture->storage, fixture->now, &error);

  g_assert_no_error (error);
  return transaction;
}

void
pfs_test_commit (PfsTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  pfs_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  pfs_transaction_free (transaction);
}

GPtrArray *
pfs_test_line (const char *enrolment,
               const char *day,
               PfAction    action,
               gint64      version,
               PfCents     price)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  const char *unit = g_str_has_suffix (enrolment, "outing") ? "day" : "meal";

  g_ptr_array_add (lines,
                   pf_line_new (enrolment, unit, pf_day_parse (day), action, version, price));
  return lines;
}

PfOutcome *
pfs_test_act (PfsTestFixture *fixture,
              const char     *household,
              const char     *enrolment,
              const char     *day,
              PfAction        action,
              gint64          version,
              PfCents         price)
{
  g_autoptr (GPtrArray) lines = pfs_test_line (enrolment, day, action, version, price);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer =
      pfs_bookings_book (fixture->storage, household, lines, fixture->now, &error);

  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_cmpuint (answer->outcomes->len, ==, 1);
  return pf_outcome_copy (g_ptr_array_index (answer->outcomes, 0));
}

gint64
pfs_test_get_version (PfsTestFixture *fixture,
                      const char     *household,
                      const char     *enrolment,
                      const char     *day)
{
  g_autofree char *sheet = pf_sheet_make_id (enrolment, pf_day_parse (day));
  g_autoptr (GError) error = NULL;
  gint64 version = pfs_storage_get_sheet_version (fixture->storage, household, sheet, &error);

  g_assert_no_error (error);
  return version;
}
