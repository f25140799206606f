/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of enrolment requests as a family sends them and an agent answers: at once, by an agent,
 * for a whole year, refused, ended; and what speaks against one. On the demo town. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"

#define GUARDIAN "claire.martin@example.org"
#define WISH(activity, children, more)                                                             \
  "{\"activity\":\"" activity "\",\"children\":[" children                                         \
  "],\"first\":\"2026-11-09\",\"last\":\"2027-06-30\"" more "}"

typedef PfTestServed Fixture;

static PfTestReply *
ask_by_key (Fixture *fixture, const char *key, const char *body)
{
  return pf_test_client_send (fixture->client, "POST", "/v1/enrolments", body, "Idempotency-Key",
                              key, "Accept-Language", "en", NULL);
}

static PfTestReply *
ask (Fixture *fixture, const char *body)
{
  g_autofree char *key = g_uuid_string_random ();

  return ask_by_key (fixture, key, body);
}

/* Reads @reply (transfer full). */
static PfSubmissionAnswer *
read_answer (PfTestReply *reply, guint status)
{
  g_autoptr (PfTestReply) owned = reply;
  g_autoptr (GBytes) bytes = g_bytes_new (owned->body, owned->length);
  g_autoptr (GError) error = NULL;
  PfSubmissionAnswer *answer = NULL;

  g_assert_cmpuint (owned->status, ==, status);
  answer = pf_codec_decode_submission_answer (bytes, &error);
  g_assert_no_error (error);
  return answer;
}

static PfSubmissionAnswer *
ask_well (Fixture *fixture, const char *body, guint status)
{
  return read_answer (ask (fixture, body), status);
}

/* Returns: (transfer full): the record with @id in @collection as the family sees it now. */
static gpointer
find_record (Fixture *fixture, PfCollection collection, const char *id)
{
  g_autoptr (GPtrArray) pages = pf_test_client_pull (fixture->client, NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      PfChanges *page = g_ptr_array_index (pages, i);

      for (guint j = 0; j < page->changed[collection]->len; j++)
        if (g_str_equal (pf_record_get_id (page->changed[collection]->pdata[j]), id))
          return g_object_ref (page->changed[collection]->pdata[j]);
    }
  return NULL;
}

static void
test_what_speaks_against_it (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *body;
    guint status;
    const char *type;
    const char *pointer;
    const char *detail;
  } rows[] = {
    { WISH ("mercredi", "\"ines\"", ""), 422, "unprocessable", "/children/0",
      "This activity cannot be asked for here" },
    { WISH ("natation", "\"ines\"", ""), 422, "unprocessable", "/children/0",
      "Enrolment is not open yet" },
    { WISH ("eveil", "\"hugo\",\"ines\"", ""), 422, "unprocessable", "/children/1",
      "The child is too old" },
    { WISH ("eveil", "\"hugo\"", ",\"weekdays\":[]"), 422, "unprocessable", "/children/0",
      "No weekday is chosen" },
    { WISH ("bus", "\"ines\"", ""), 422, "unprocessable", "/children/0",
      "Nothing is chosen for the days of the year" },
    { WISH ("cantine", "\"ines\"", ",\"occasional\":true"), 422, "unprocessable", "/children/0",
      "The child is enrolled already, or it was asked for already" },
    { "{\"activity\":\"eveil\",\"children\":[\"hugo\"],\"first\":\"2026-11-09\","
      "\"last\":\"2031-06-30\"}",
      422, "unprocessable", "/children/0", "The period does not fit this activity" },
    { WISH ("ski", "\"ines\"", ""), 404, "not-found", NULL, NULL },
    { WISH ("bus", "\"ines\"", ",\"units\":[\"ski\"]"), 404, "not-found", NULL, NULL },
    { WISH ("eveil", "\"arthur\"", ""), 404, "not-found", NULL, NULL }, /* another family's */
    { WISH ("eveil", "", ""), 400, "invalid", "/children", NULL },
    { "{\"activity\":\"eveil\",\"children\":[\"hugo\"],\"first\":\"9/11\",\"last\":\"2027\"}", 400,
      "invalid", "/first", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply = ask (fixture, rows[i].body);
      g_autoptr (GBytes) body = g_bytes_new (reply->body, reply->length);
      g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, (int) reply->status);

      pf_test_reply_assert_problem (reply, rows[i].status, rows[i].type);
      g_assert_cmpstr (problem->pointer, ==, rows[i].pointer);
      if (rows[i].detail != NULL)
        g_assert_cmpstr (problem->detail, ==, rows[i].detail);
    }
  g_assert_null (find_record (fixture, PF_COLLECTION_ENROLMENTS, "hugo-eveil"));
}

static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfSubmissionAnswer) answer =
      ask_well (fixture, WISH ("eveil", "\"hugo\"", ",\"weekdays\":[6]"), SOUP_STATUS_OK);
  g_autoptr (PfEnrolment) enrolment = find_record (fixture, PF_COLLECTION_ENROLMENTS, "hugo-eveil");
  g_autoptr (PfSheet) sheet = find_record (fixture, PF_COLLECTION_SHEETS, "hugo-eveil/2026-11");
  g_autoptr (PfTestReply) again = NULL;

  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_cmpstr (answer->id, ==, "hugo-eveil");
  g_assert_cmpint (enrolment->state, ==, PF_ENROLMENT_OPEN);
  g_assert_cmpuint (enrolment->weekdays, ==, PF_WEEKDAY_BIT (PF_SATURDAY));
  g_assert_cmpint (enrolment->asked_at, ==, pf_moment_parse (PF_TEST_TOWN_NOW));
  g_assert_nonnull (pf_sheet_find_slot (sheet, pf_day_new (2026, 11, 14), "seance"));
  again = ask (fixture, WISH ("eveil", "\"hugo\"", ",\"weekdays\":[6]"));
  pf_test_reply_assert_problem (again, 422, "unprocessable");
}

static void
test_same_key_is_answered_once (Fixture *fixture, gconstpointer data)
{
  static const char wish[] = WISH ("judo", "\"hugo\"", ",\"weekdays\":[3]");
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (PfSubmissionAnswer) first =
      read_answer (ask_by_key (fixture, key, wish), SOUP_STATUS_ACCEPTED);
  g_autoptr (PfSubmissionAnswer) second =
      read_answer (ask_by_key (fixture, key, wish), SOUP_STATUS_ACCEPTED);

  g_assert_cmpstr (first->id, ==, second->id);
}

static void
test_agent_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfSubmissionAnswer) answer =
      ask_well (fixture,
                WISH ("judo", "\"hugo\"", ",\"weekdays\":[3],\"remark\":\"Ceinture jaune\""),
                SOUP_STATUS_ACCEPTED);
  g_autofree char *waiting = pf_test_town_run_agent (fixture->town, "enrolments", "--json", NULL);
  g_autofree char *refused = NULL;
  g_autoptr (PfEnrolment) enrolment = NULL;
  g_autoptr (PfSubmissionAnswer) again = NULL;
  g_autofree char *mail = NULL;

  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_REQUESTED);
  g_assert_nonnull (strstr (waiting, "hugo-judo"));
  g_assert_nonnull (strstr (waiting, "Ceinture jaune"));
  refused = pf_test_town_run_agent (fixture->town, "enrolment-refuse", "hugo-judo", "--reason",
                                    "Le groupe est complet.", NULL);
  enrolment = find_record (fixture, PF_COLLECTION_ENROLMENTS, "hugo-judo");
  g_assert_cmpint (enrolment->state, ==, PF_ENROLMENT_REFUSED);
  g_assert_cmpstr (enrolment->reason, ==, "Le groupe est complet.");
  mail = pf_test_town_take_mail (fixture->town, GUARDIAN);
  g_assert_nonnull (strstr (mail, "Le groupe est complet."));
  g_assert_null (find_record (fixture, PF_COLLECTION_SHEETS, "hugo-judo/2026-11"));
  /* Asked again, it is another one: the refusal stays to be read. */
  again = ask_well (fixture, WISH ("judo", "\"hugo\"", ",\"weekdays\":[3]"), SOUP_STATUS_ACCEPTED);
  g_assert_cmpstr (again->id, !=, "hugo-judo");
}

static void
test_a_whole_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfSubmissionAnswer) answer =
      ask_well (fixture,
                WISH ("bus", "\"ines\",\"lena\"", ",\"weekdays\":[1,5],\"units\":[\"aller\"]"),
                SOUP_STATUS_ACCEPTED);
  g_autofree char *accepted = pf_test_town_run_agent (fixture->town, "enrolment-accept", "ines-bus",
                                                      "lena-bus", "--json", NULL);
  g_autoptr (PfSheet) sheet = find_record (fixture, PF_COLLECTION_SHEETS, "ines-bus/2026-11");
  const PfSlot *monday = pf_sheet_find_slot (sheet, pf_day_new (2026, 11, 9), "aller");
  const PfSlot *tuesday = pf_sheet_find_slot (sheet, pf_day_new (2026, 11, 10), "aller");
  const PfSlot *back = pf_sheet_find_slot (sheet, pf_day_new (2026, 11, 9), "retour");
  g_autofree char *mail = pf_test_town_take_mail (fixture->town, GUARDIAN);
  g_autofree char *ended = NULL;
  g_autoptr (PfSheet) later = NULL;
  g_autoptr (PfEnrolment) enrolment = NULL;

  g_assert_cmpstr (answer->id, ==, "ines-bus");
  g_assert_nonnull (strstr (accepted, "lena-bus"));
  /* Days of a whole year are counted. */
  g_assert_true (g_regex_match_simple ("(?m)^Jours r.*riode.*: [1-9]", mail, 0, 0));
  g_assert_cmpint (monday->booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (monday->charged, ==, monday->price);
  g_assert_true (tuesday == NULL || tuesday->booking == PF_BOOKING_NONE);
  g_assert_cmpint (back->booking, ==, PF_BOOKING_NONE);
  ended = pf_test_town_run_agent (fixture->town, "enrolment-end", "ines-bus", "2026-11-13",
                                  "--reason", "Déménagement", NULL);
  enrolment = find_record (fixture, PF_COLLECTION_ENROLMENTS, "ines-bus");
  g_assert_cmpint (enrolment->last, ==, pf_day_new (2026, 11, 13));
  later = find_record (fixture, PF_COLLECTION_SHEETS, "ines-bus/2026-12");
  g_assert_null (later);
}

static void
test_the_town_changes_what_it_asks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none =
      pf_test_town_run_agent (fixture->town, "offer", "eveil", "--enrolment", "none", NULL);
  g_autoptr (PfTestReply) refused = ask (fixture, WISH ("eveil", "\"hugo\"", ",\"weekdays\":[6]"));
  g_autofree char *late = NULL;
  g_autoptr (PfTestReply) closed = NULL;
  g_autofree char *by_agent = NULL;
  g_autofree char *removed = NULL;
  g_autoptr (PfEnrolment) left = NULL;
  g_autoptr (PfSubmissionAnswer) answer = NULL;

  pf_test_reply_assert_problem (refused, 422, "unprocessable");
  late = pf_test_town_run_agent (fixture->town, "offer", "eveil", "--enrolment", "agent", "--to",
                                 "2026-11-04", NULL);
  closed = ask (fixture, WISH ("eveil", "\"hugo\"", ",\"weekdays\":[6]"));
  pf_test_reply_assert_problem (closed, 422, "unprocessable");
  by_agent = pf_test_town_run_agent (fixture->town, "offer", "eveil", "--to", "none", "--demand",
                                     "none", NULL);
  answer =
      ask_well (fixture, WISH ("eveil", "\"hugo\"", ",\"weekdays\":[6]"), SOUP_STATUS_ACCEPTED);
  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_REQUESTED);
  removed = pf_test_town_run_agent (fixture->town, "enrolment-remove", answer->id, NULL);
  left = find_record (fixture, PF_COLLECTION_ENROLMENTS, answer->id);
  g_assert_null (left);
}

static void
test_papers_come_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *offer = pf_test_town_run_agent (fixture->town, "offer", "eveil", "--demand",
                                                   "documents,wallet", NULL);
  g_autoptr (PfTestReply) refused = ask (fixture, WISH ("eveil", "\"hugo\"", ",\"weekdays\":[6]"));
  g_autoptr (GBytes) body = g_bytes_new (refused->body, refused->length);
  g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, (int) refused->status);

  pf_test_reply_assert_problem (refused, 422, "unprocessable");
  g_assert_cmpstr (problem->detail, ==, "Mandatory papers are missing");
}

static void
test_a_new_family_waits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *update = pf_test_town_run_agent (fixture->town, "ask-update", "martin", "--year",
                                                    "2026-2027", "--due", "2026-12-01", "--block",
                                                    NULL);
  g_autoptr (PfTestReply) refused = ask (fixture, WISH ("eveil", "\"hugo\"", ",\"weekdays\":[6]"));

  pf_test_reply_assert_problem (refused, 422, "unprocessable");
}

int
main (int argc, char *argv[])
{
  PF_TEST_CASES (Fixture, tests) = {
    { "what-speaks-against-it", test_what_speaks_against_it },
    { "at-once", test_at_once },
    { "the-same-key-is-answered-once", test_same_key_is_answered_once },
    { "an-agent-refuses", test_agent_refuses },
    { "a-whole-year", test_a_whole_year },
    { "papers-come-first", test_papers_come_first },
    { "a-new-family-waits", test_a_new_family_waits },
    { "the-town-changes-what-it-asks", test_the_town_changes_what_it_asks },
  };

  g_test_init (&argc, &argv, NULL);

  pf_test_add_cases ("/enrolments/", Fixture, pf_test_served_set_up_demo, tests,
                     pf_test_served_tear_down);

  return g_test_run ();
}
