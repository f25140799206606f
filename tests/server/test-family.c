/* SPDX-License-Identifier: GPL-3.0-or-later
 * A family's file: what it changes by itself, what an agent has to look at, what is missing, and
 * what that closes. */
#include "config.h"

#include <string.h>

#include "pf-child-file.h"
#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pfs-delta.h"
#include "pfs-family.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"
#include "pfs-storage-town.h"
#include "pfs-test-file.h"

static void
test_telephones_change_at_once (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *request =
      pfs_test_change_file (fixture, PF_SUBMISSION_GUARDIAN, "g1",
                            "{'mobile':'06 12 34 56 78','profession':'Infirmière'}", NULL);
  g_autofree char *household_request =
      pfs_test_change_file (fixture, PF_SUBMISSION_HOUSEHOLD, NULL, "{'phone':'0466000000'}", NULL);
  g_autoptr (PfGuardian) guardian = pfs_storage_load_guardian (fixture->storage, "g1", NULL, NULL);
  g_autoptr (PfHousehold) household = pfs_storage_load_household (fixture->storage, "h1", NULL);

  g_assert_null (request);
  g_assert_null (household_request);
  g_assert_cmpstr (guardian->mobile, ==, "06 12 34 56 78");
  g_assert_cmpstr (guardian->profession, ==, "Infirmière");
  g_assert_cmpstr (guardian->email, ==, "g1@example.org");
  g_assert_cmpstr (household->phone, ==, "0466000000");
}

static void
test_an_address_waits_for_an_agent (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *id =
      pfs_test_change_file (fixture, PF_SUBMISSION_HOUSEHOLD, NULL,
                            "{'street':'3 rue Haute','city':'Alès','phone':'0466000000'}", NULL);
  g_autoptr (PfHousehold) household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_autoptr (PfRequest) request = pfs_storage_load_request (fixture->storage, id, NULL);

  g_assert_null (household->street);
  g_assert_cmpstr (household->phone, ==, "0466000000");
  g_assert_cmpuint (request->replies->len, ==, 2);
  g_assert_cmpstr (((PfReplyLine *) g_ptr_array_index (request->replies, 0))->text, ==,
                   "3 rue Haute");
  pfs_test_decide (fixture, id, PF_REQUEST_ACCEPTED);
  g_clear_object (&household);
  household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_cmpstr (household->street, ==, "3 rue Haute");
  g_assert_cmpstr (household->city, ==, "Alès");
  g_assert_cmpstr (household->phone, ==, "0466000000");
}

static void
test_what_is_refused_changes_nothing (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *id =
      pfs_test_change_file (fixture, PF_SUBMISSION_HOUSEHOLD, NULL, "{'quotient':12300}", NULL);
  g_autoptr (PfHousehold) before = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_autoptr (PfHousehold) after = NULL;

  pfs_test_decide (fixture, id, PF_REQUEST_REFUSED);
  after = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_cmpint (before->quotient, ==, after->quotient);
}

static void
test_a_quotient_counts_from_the_day_it_is_accepted (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *id =
      pfs_test_change_file (fixture, PF_SUBMISSION_HOUSEHOLD, NULL, "{'quotient':98700}", NULL);
  g_autoptr (PfHousehold) household = NULL;

  pfs_test_decide (fixture, id, PF_REQUEST_ACCEPTED);
  household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_assert_cmpint (household->quotient, ==, 98700);
  g_assert_cmpint (household->quotient_of, ==, pf_day_parse ("2026-11-05"));
}

static void
test_that_there_is_no_allergy_is_believed_once (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *first =
      pfs_test_change_file (fixture, PF_SUBMISSION_HEALTH_SHEET, "c1",
                            "{'has_allergies':'no','has_pai':'no','doctor':'Dr Roux'}", NULL);
  g_autofree char *second =
      pfs_test_change_file (fixture, PF_SUBMISSION_HEALTH_SHEET, "c1",
                            "{'has_allergies':'yes','allergens':['peanuts'],'diet':'no-pork'}",
                            NULL);
  g_autoptr (PfHealthSheet) sheet = pfs_storage_load_health_sheet (fixture->storage, "c1", NULL);
  g_autoptr (PfRequest) request = NULL;

  g_assert_null (first);
  g_assert_nonnull (second);
  g_assert_cmpint (sheet->has_allergies, ==, PF_CONSENT_NO);
  g_assert_cmpint (sheet->diet, ==, PF_DIET_NO_PORK);
  g_assert_cmpint (sheet->version, ==, 2);
  request = pfs_storage_load_request (fixture->storage, second, NULL);
  g_assert_cmpstr (request->child, ==, "c1");
  g_assert_cmpuint (request->replies->len, ==, 0);
  g_assert_null (strstr (request->name, "llerg"));
  pfs_test_decide (fixture, second, PF_REQUEST_ACCEPTED);
  g_clear_object (&sheet);
  sheet = pfs_storage_load_health_sheet (fixture->storage, "c1", NULL);
  g_assert_cmpint (sheet->has_allergies, ==, PF_CONSENT_YES);
  g_assert_cmpstr (g_ptr_array_index (sheet->allergens, 0), ==, "peanuts");
  g_assert_cmpstr (sheet->doctor, ==, "Dr Roux");
}

static void
test_an_iban_is_kept_and_not_told (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *request =
      pfs_test_change_file (fixture, PF_SUBMISSION_HOUSEHOLD, NULL,
                            "{'iban':'" PFS_TEST_IBAN "','account_holder':'Parent h1'}", NULL);
  g_autofree char *iban = pfs_storage_get_iban (fixture->storage, "h1", NULL);
  g_autoptr (PfHousehold) household = pfs_storage_load_household (fixture->storage, "h1", NULL);
  g_autoptr (GBytes) told = pf_codec_encode_record (PF_RECORD (household));
  g_autofree char *text = g_strndup (g_bytes_get_data (told, NULL), g_bytes_get_size (told));

  g_assert_null (request);
  g_assert_cmpstr (iban, ==, "FR7630006000011234567890189");
  g_assert_cmpstr (household->iban_hint, ==, "0189");
  g_assert_null (strstr (text, "3000"));
}

static void
test_wrong_values_are_refused_with_their_place (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    PfSubmissionKind kind;
    const char *target;
    const char *patch;
    const char *pointer;
  } rows[] = {
    { PF_SUBMISSION_HOUSEHOLD, NULL, "{'iban':'FR76 3000'}", "/iban" },
    { PF_SUBMISSION_HOUSEHOLD, NULL, "{'postcode':'3010'}", "/postcode" },
    { PF_SUBMISSION_HOUSEHOLD, NULL, "{'phone':'12'}", "/phone" },
    { PF_SUBMISSION_HOUSEHOLD, NULL, "{'caf_number':'12'}", "/caf_number" },
    { PF_SUBMISSION_HOUSEHOLD, NULL, "{'quotient':-1}", "/quotient" },
    { PF_SUBMISSION_GUARDIAN, "g1", "{'work_phone':'x'}", "/work_phone" },
    { PF_SUBMISSION_CHILD, "c1", "{'birth_date':'2026-11-06'}", "/birth_date" },
    { PF_SUBMISSION_CHILD, "c1", "{'birth_date':'1950-11-06'}", "/birth_date" },
    { PF_SUBMISSION_CHILD, "c1", "{'school_site':'mars'}", "/school_site" },
    { PF_SUBMISSION_HEALTH_SHEET, "c1", "{'allergens':['air']}", "/allergens" },
    { PF_SUBMISSION_HEALTH_SHEET, "c1", "{'vaccines':[{'name':'DTP','day':'2026-11-06'}]}",
      "/vaccines" },
    { PF_SUBMISSION_HEALTH_SHEET, "c1", "{'doctor_phone':'5'}", "/doctor_phone" },
    { PF_SUBMISSION_HOUSEHOLD, NULL,
      "{'street':'x','files':[{'name':'a','media_type':'application/pdf','size':1,'digest':"
      "'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'}]}",
      "/files/0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *request = pfs_test_change_file (fixture, rows[i].kind, rows[i].target,
                                                       rows[i].patch, rows[i].pointer);

      g_assert_null (request);
    }
}

static void
test_another_family_s_records_are_not_there (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    PfSubmissionKind kind;
    const char *target;
  } rows[] = {
    { PF_SUBMISSION_GUARDIAN, "g2" },     { PF_SUBMISSION_CHILD, "c2" },
    { PF_SUBMISSION_HEALTH_SHEET, "c2" }, { PF_SUBMISSION_CONTACT, "k2" },
    { PF_SUBMISSION_CHILD, "nobody" },
  };
  PfsWriter writer = pfs_test_make_writer (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
      g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER };
      g_autoptr (GBytes) body = pfs_test_make_body ("{}");
      g_autoptr (GError) error = NULL;
      g_autofree char *request = NULL;

      g_assert_false (pfs_family_change (&writer, rows[i].kind, rows[i].target, body, &request,
                                         &refusal, &error));
      g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
    }
}

static void
put_contact (PfsTestFixture *fixture, const char *patch, const char *pointer)
{
  PfsWriter writer = pfs_test_make_writer (fixture);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER };
  g_autoptr (GBytes) body = pfs_test_make_body (patch);
  g_autofree char *id = pfs_family_add_contact (&writer, body, &refusal, NULL);

  g_assert_cmpstr (refusal.pointer, ==, pointer);
  g_assert_cmpint (id != NULL, ==, pointer == NULL);
  pfs_test_commit (transaction);
}

static PfChild *
load_child (PfsTestFixture *fixture)
{
  PfChild *child = pfs_storage_load_child (fixture->storage, "c1", NULL);
  g_autoptr (GError) error = NULL;

  pfs_family_complete_child (fixture->storage, child, &error);
  g_assert_no_error (error);
  return child;
}

static gboolean
misses (PfChild *child, const char *want)
{
  return g_ptr_array_find_with_equal_func (child->missing, want, g_str_equal, NULL);
}

static void
test_contacts_are_the_household_s_own (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) contacts = NULL;

  put_contact (fixture, "{'first_name':'Odette','last_name':'Lopez','may_fetch':true}", NULL);
  put_contact (fixture, "{'first_name':'Odette'}", "/last_name");
  put_contact (fixture, "{'last_name':'Lopez'}", "/first_name");
  put_contact (fixture, "{'first_name':'A','last_name':'B','child':'c2'}", "/child");
  put_contact (fixture, "{'first_name':'A','last_name':'B','phone':'1'}", "/phone");
  contacts = pfs_storage_list_contacts (fixture->storage, "h1", NULL);
  g_assert_cmpuint (contacts->len, ==, 1);
}

static void
test_what_is_missing_follows_the_file (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfChild) child = load_child (fixture);
  g_autofree char *request = NULL;

  g_assert_cmpuint (child->n_wanted, ==, PF_N_WANTS);
  g_assert_true (misses (child, "contacts"));
  g_assert_true (misses (child, "doctor"));
  g_assert_false (misses (child, "birth_date"));
  put_contact (fixture, "{'first_name':'Odette','last_name':'Lopez','may_fetch':true}", NULL);
  request = pfs_test_change_file (fixture, PF_SUBMISSION_HEALTH_SHEET, "c1",
                                  "{'doctor':'Dr Roux','doctor_phone':'0466000000'}", NULL);
  g_clear_object (&child);
  child = load_child (fixture);
  g_assert_false (misses (child, "contacts"));
  g_assert_false (misses (child, "doctor"));
  g_assert_cmpint (child->health_version, ==, 1);
}

static void
set_wants (PfsTestFixture *fixture, const char *wants)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);

  g_assert_true (pfs_storage_set_setting (fixture->storage, PFS_SETTING_SHEET_WANTS, wants, NULL));
  pfs_test_commit (transaction);
}

static guint
get_unmet (PfsTestFixture *fixture, PfActivity *activity)
{
  g_autoptr (PfChild) child = pfs_storage_load_child (fixture->storage, "c1", NULL);
  guint unmet;

  g_assert_true (
      pfs_family_get_unmet (fixture->storage, "h1", child, activity, fixture->now, &unmet, NULL));
  return unmet;
}

static void
test_an_incomplete_sheet_closes_what_demands_it (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfActivity) activity = pf_record_new (PF_TYPE_ACTIVITY, "canteen");

  g_assert_cmpuint (get_unmet (fixture, activity), ==, 0);
  activity->demands = PF_DEMAND_SHEET;
  g_assert_cmpuint (get_unmet (fixture, activity), ==, PF_DEMAND_SHEET);
  set_wants (fixture, "birth_date");
  g_assert_cmpuint (get_unmet (fixture, activity), ==, 0);
}

/* No page of changes holds a fact of health. */
static void
test_health_is_not_among_the_changes (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *request = pfs_test_change_file (
      fixture, PF_SUBMISSION_HEALTH_SHEET, "c1",
      "{'has_allergies':'yes','allergies':'Noix de cajou','doctor':'Dr Quenelle'}", NULL);
  gboolean is_unknown;
  g_autoptr (PfChanges) changes =
      pfs_delta_pull (fixture->storage, "h1", "g1", NULL, 1000, &is_unknown, NULL);
  g_autoptr (GBytes) body = pf_codec_encode_changes (changes);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_nonnull (request);
  g_assert_null (strstr (text, "cajou"));
  g_assert_null (strstr (text, "Quenelle"));
  g_assert_nonnull (strstr (text, "\"health_version\":1"));
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (PfsTestFixture, rows) = {
    { "telephones-change-at-once", test_telephones_change_at_once },
    { "an-address-waits-for-an-agent", test_an_address_waits_for_an_agent },
    { "what-is-refused-changes-nothing", test_what_is_refused_changes_nothing },
    { "a-quotient-counts-from-the-day-it-is-accepted",
      test_a_quotient_counts_from_the_day_it_is_accepted },
    { "that-there-is-no-allergy-is-believed-once", test_that_there_is_no_allergy_is_believed_once },
    { "an-iban-is-kept-and-not-told", test_an_iban_is_kept_and_not_told },
    { "wrong-values-are-refused-with-their-place", test_wrong_values_are_refused_with_their_place },
    { "another-family-s-records-are-not-there", test_another_family_s_records_are_not_there },
    { "contacts-are-the-household-s-own", test_contacts_are_the_household_s_own },
    { "what-is-missing-follows-the-file", test_what_is_missing_follows_the_file },
    { "an-incomplete-sheet-closes-what-demands-it",
      test_an_incomplete_sheet_closes_what_demands_it },
    { "health-is-not-among-the-changes", test_health_is_not_among_the_changes },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/family/", PfsTestFixture, pfs_test_fixture_set_up, rows,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
