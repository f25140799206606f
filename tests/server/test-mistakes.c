/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was entered by mistake can be taken back, and nothing that a family ever held. */
#include "config.h"

#include "pf-test-cases.h"
#include "pfs-bookings.h"
#include "pfs-enrolments.h"
#include "pfs-storage-families.h"
#include "pfs-test-fixture.h"

typedef PfsTestFixture Fixture;

static void
book (Fixture *fixture, const char *enrolment, const char *day)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (GPtrArray) lines = pfs_test_line (enrolment, day, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer =
      pfs_bookings_book (fixture->storage, "h1", lines, fixture->now, &error);
  const PfOutcome *outcome;

  g_assert_no_error (error);
  outcome = g_ptr_array_index (answer->outcomes, 0);
  g_assert_cmpint (outcome->kind, ==, PF_OUTCOME_BOOKED);
  pfs_test_commit (g_steal_pointer (&transaction));
}

static gboolean
take_back (Fixture *fixture, gboolean (*remove) (PfsStorage *, const char *, GError **),
           const char *id)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  if (remove (fixture->storage, id, &error))
    {
      pfs_test_commit (g_steal_pointer (&transaction));
      return TRUE;
    }
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  return FALSE;
}

static void
test_enrolments (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfEnrolment) used = NULL;
  g_autoptr (PfEnrolment) unused = NULL;

  book (fixture, "c1-canteen", PFS_TEST_OPEN_DAY);
  g_assert_false (take_back (fixture, pfs_enrolments_remove, "c1-canteen"));
  g_assert_true (take_back (fixture, pfs_enrolments_remove, "c1-outing"));
  used = pfs_storage_load_enrolment (fixture->storage, "c1-canteen", NULL);
  unused = pfs_storage_load_enrolment (fixture->storage, "c1-outing", NULL);
  g_assert_nonnull (used);
  g_assert_null (unused);
}

static void
test_children (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChild) used = NULL;
  g_autoptr (PfChild) unused = NULL;
  g_autoptr (GPtrArray) enrolments = NULL;

  book (fixture, "c1-canteen", PFS_TEST_OPEN_DAY);
  g_assert_false (take_back (fixture, pfs_enrolments_remove_child, "c1"));
  g_assert_true (take_back (fixture, pfs_enrolments_remove_child, "c2"));
  used = pfs_storage_load_child (fixture->storage, "c1", NULL);
  unused = pfs_storage_load_child (fixture->storage, "c2", NULL);
  enrolments = pfs_storage_list_enrolments (fixture->storage, "c2", NULL, NULL);
  g_assert_nonnull (used);
  g_assert_null (unused);
  g_assert_cmpuint (enrolments->len, ==, 0);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, cases) = {
    { "enrolments", test_enrolments },
    { "children", test_children },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/mistakes/", Fixture, pfs_test_fixture_set_up, cases,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
