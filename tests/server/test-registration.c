/* SPDX-License-Identifier: GPL-3.0-or-later
 * A new family's file and the update of each year: what has to be said, who looks at it, and what
 * is closed until then. */
#include "config.h"

#include "pf-test-cases.h"
#include "pfs-family.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"
#include "pfs-storage-mails.h"
#include "pfs-test-file.h"

static PfOutcome *
book (PfsTestFixture *fixture)
{
  return pfs_test_act (fixture, "h1", "c1-canteen", PFS_TEST_OPEN_DAY, PF_ACTION_BOOK, 0,
                       PF_CENTS_UNKNOWN);
}

static void
set_state (PfsTestFixture *fixture, PfHouseholdState state)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (PfHousehold) household = pfs_storage_load_household (fixture->storage, "h1", NULL);

  household->state = state;
  g_assert_true (pfs_storage_change_household (fixture->storage, household, NULL));
  pfs_test_commit (transaction);
}

/* Commits @transaction (transfer full) if something was @done. Returns: @done. */
static gboolean
end_transaction (PfsTransaction *transaction, gboolean done)
{
  if (done)
    pfs_test_commit (transaction);
  else
    pfs_transaction_free (transaction);
  return done;
}

static const char registration[] =
    "{'household':{'street':'3 rue Haute','postcode':'30100','city':'Alès','iban':'" PFS_TEST_IBAN
    "'},"
    "'guardians':[{'first_name':'Nora','last_name':'Saïdi','mobile':'0612345678'},"
    "{'first_name':'Karim','last_name':'Saïdi','email':'karim@example.org'}],"
    "'children':[{'first_name':'Ilyes','last_name':'Saïdi','birth_date':'2020-05-04'}],"
    "'confirmed':true}";

static gboolean
send_registration (PfsTestFixture *fixture, const char *body, const char *pointer)
{
  PfsWriter writer = pfs_test_make_writer (fixture);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER };
  g_autoptr (GBytes) bytes = pfs_test_make_body (body);
  g_autoptr (GError) error = NULL;
  gboolean done = pfs_family_register (&writer, bytes, &refusal, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (refusal.pointer, ==, pointer);
  return end_transaction (transaction, done);
}

static void
test_a_new_family_is_validated_before_it_books (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfOutcome) before = NULL;
  g_autoptr (PfOutcome) after = NULL;
  g_autoptr (GPtrArray) guardians = NULL;
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (GPtrArray) mails = NULL;
  g_autoptr (PfHousehold) household = NULL;
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction;

  g_assert_false (send_registration (fixture, registration, NULL));
  set_state (fixture, PF_HOUSEHOLD_INCOMPLETE);
  before = book (fixture);
  g_assert_cmpint (before->refusal, ==, PF_REFUSAL_BLOCKED);
  transaction = pfs_test_begin (fixture);
  g_assert_false (pfs_family_validate (fixture->storage, "h1", &error));
  g_assert_nonnull (error);
  pfs_transaction_free (transaction);
  g_assert_true (send_registration (fixture, registration, NULL));
  household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_cmpint (household->state, ==, PF_HOUSEHOLD_SUBMITTED);
  g_assert_cmpstr (household->postcode, ==, "30100");
  g_assert_cmpstr (household->iban_hint, ==, "0189");
  guardians = pfs_storage_list_guardians (fixture->storage, "h1", NULL);
  g_assert_cmpuint (guardians->len, ==, 2);
  children = pfs_storage_list_children (fixture->storage, "h1", NULL);
  g_assert_cmpuint (children->len, ==, 2);
  transaction = pfs_test_begin (fixture);
  g_assert_true (pfs_family_validate (fixture->storage, "h1", NULL));
  pfs_test_commit (transaction);
  mails = pfs_storage_list_mails (fixture->storage, NULL);
  g_assert_cmpuint (mails->len, ==, 2);
  after = book (fixture);
  g_assert_cmpint (after->kind, ==, PF_OUTCOME_BOOKED);
}

static void
test_a_family_that_was_refused_sends_its_file_again (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfHousehold) household = NULL;
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (GPtrArray) guardians = NULL;
  PfsTransaction *transaction;

  set_state (fixture, PF_HOUSEHOLD_INCOMPLETE);
  g_assert_true (send_registration (fixture, registration, NULL));
  transaction = pfs_test_begin (fixture);
  g_assert_true (pfs_family_refuse (fixture->storage, "h1", "Il manque l’acte", NULL));
  pfs_test_commit (transaction);
  household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_cmpstr (household->reason, ==, "Il manque l’acte");
  g_assert_true (send_registration (fixture, registration, NULL));
  children = pfs_storage_list_children (fixture->storage, "h1", NULL);
  g_assert_cmpuint (children->len, ==, 2);
  guardians = pfs_storage_list_guardians (fixture->storage, "h1", NULL);
  g_assert_cmpuint (guardians->len, ==, 2);
}

static void
test_what_a_new_family_must_say (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *from;
    const char *to;
    const char *pointer;
  } rows[] = {
    { "'first_name':'Nora',", "", "/guardians/0/first_name" },
    { "'mobile':'0612345678'", "'employer':'x'", "/guardians/0/mobile" },
    { "0612345678", "061234", "/guardians/0/mobile" },
    { "karim@example.org", "karim", "/guardians/1/email" },
    { "karim@example.org", "g2@example.org", "/guardians/1/email" },
    { "2020-05-04", "2027-05-04", "/children/0/birth_date" },
    { ",'birth_date':'2020-05-04'", "", "/children/0/birth_date" },
    { "30100", "3010", "/household/postcode" },
    { "'city':'Alès',", "", "/household/city" },
    { "7890 189", "7890 188", "/household/iban" },
    { "'confirmed':true", "'confirmed':false", "/confirmed" },
  };

  set_state (fixture, PF_HOUSEHOLD_INCOMPLETE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) parts = g_strsplit (registration, rows[i].from, 2);
      g_autofree char *body = g_strjoinv (rows[i].to, parts);

      g_test_message ("%s", body);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_assert_false (send_registration (fixture, body, rows[i].pointer));
    }
}

static void
test_a_new_family_changes_its_file_freely (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *request = NULL;
  g_autoptr (PfHousehold) household = NULL;

  set_state (fixture, PF_HOUSEHOLD_SUBMITTED);
  request = pfs_test_change_file (fixture, PF_SUBMISSION_HOUSEHOLD, NULL,
                                  "{'street':'4 rue Basse'}", NULL);
  household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_null (request);
  g_assert_cmpstr (household->street, ==, "4 rue Basse");
}

static gboolean
send_update (PfsTestFixture *fixture, const char *body, const char *pointer, char **request)
{
  PfsWriter writer = pfs_test_make_writer (fixture);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER };
  g_autoptr (GBytes) bytes = pfs_test_make_body (body);
  gboolean done = pfs_family_send_update (&writer, bytes, request, &refusal, NULL);

  g_assert_cmpstr (refusal.pointer, ==, pointer);
  return end_transaction (transaction, done);
}

static void
test_a_yearly_update_comes_before_bookings (PfsTestFixture *fixture, gconstpointer data)
{
  static const char whole[] =
      "{'year':'2026-2027','confirmed':['address','guardians','children','contacts','finances']}";
  g_autoptr (PfOutcome) before = NULL;
  g_autoptr (PfOutcome) sent = NULL;
  g_autoptr (PfOutcome) after = NULL;
  g_autoptr (PfHousehold) household = NULL;
  g_autofree char *request = NULL;
  PfsTransaction *transaction;

  g_assert_false (send_update (fixture, whole, NULL, &request));
  transaction = pfs_test_begin (fixture);
  g_assert_true (pfs_family_ask_update (fixture->storage, "h1", "2026-2027",
                                        pf_day_parse ("2026-12-01"), TRUE, NULL));
  pfs_test_commit (transaction);
  before = book (fixture);
  g_assert_cmpint (before->refusal, ==, PF_REFUSAL_BLOCKED);
  g_assert_false (send_update (fixture, "{'year':'2026-2027','confirmed':['address']}",
                               "/confirmed", &request));
  g_assert_false (send_update (fixture, "{'year':'2025-2026','confirmed':[]}", "/year", &request));
  g_assert_true (send_update (fixture, whole, NULL, &request));
  sent = book (fixture);
  g_assert_cmpint (sent->refusal, ==, PF_REFUSAL_BLOCKED);
  pfs_test_decide (fixture, request, PF_REQUEST_ACCEPTED);
  household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_cmpint (household->update_due, ==, PF_DAY_NONE);
  after = book (fixture);
  g_assert_cmpint (after->kind, ==, PF_OUTCOME_BOOKED);
}

static void
test_an_update_that_was_refused_is_due_again (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfHousehold) household = NULL;
  g_autofree char *request = NULL;
  PfsTransaction *transaction = pfs_test_begin (fixture);

  g_assert_true (pfs_family_ask_update (fixture->storage, "h1", "2026-2027",
                                        pf_day_parse ("2026-12-01"), FALSE, NULL));
  pfs_test_commit (transaction);
  g_assert_true (send_update (
      fixture,
      "{'year':'2026-2027','confirmed':['address','guardians','children','contacts','finances']}",
      NULL, &request));
  pfs_test_decide (fixture, request, PF_REQUEST_REFUSED);
  household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_cmpint (household->update_due, ==, pf_day_parse ("2026-12-01"));
  g_assert_false (household->update_sent);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (PfsTestFixture, rows) = {
    { "a-new-family-is-validated-before-it-books", test_a_new_family_is_validated_before_it_books },
    { "a-family-that-was-refused-sends-its-file-again",
      test_a_family_that_was_refused_sends_its_file_again },
    { "what-a-new-family-must-say", test_what_a_new_family_must_say },
    { "a-new-family-changes-its-file-freely", test_a_new_family_changes_its_file_freely },
    { "a-yearly-update-comes-before-bookings", test_a_yearly_update_comes_before_bookings },
    { "an-update-that-was-refused-is-due-again", test_an_update_that_was_refused_is_due_again },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/registration/", PfsTestFixture, pfs_test_fixture_set_up, rows,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
