/* SPDX-License-Identifier: GPL-3.0-or-later
 * Once and only once: keys, a server killed in the middle, two processes that want the last place,
 * and the limit on attempts, all over HTTP. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"
#include "pf-test-wait.h"
#include "pfs-bookings.h"
#include "pfs-test-fixture.h"

#define KEY "once-key-0123456789"

typedef PfTestServed Fixture;

/* Returns: (transfer full): a batch that books one day, as JSON. */
static char *
make_batch (const char *day)
{
  g_autoptr (GPtrArray) lines =
      pfs_test_line ("c1-canteen", day, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);
  g_autoptr (GBytes) body = pf_codec_encode_lines (lines);

  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static PfTestReply *
book (Fixture *fixture, const char *key, const char *batch)
{
  return pf_test_client_send (fixture->client, "POST", "/v1/bookings", batch, "Idempotency-Key",
                              key, NULL);
}

static void
assert_outcome (const char *body, PfOutcomeKind kind)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer = pf_codec_decode_answer (bytes, &error);
  const PfOutcome *outcome;

  g_assert_no_error (error);
  g_assert_cmpuint (answer->outcomes->len, ==, 1);
  outcome = g_ptr_array_index (answer->outcomes, 0);
  g_assert_cmpint (outcome->kind, ==, kind);
}

static void
test_same_key_gives_the_same_answer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = make_batch (PFS_TEST_OPEN_DAY);
  g_autofree char *other_batch = make_batch ("2026-11-19");
  g_autoptr (PfTestReply) first = book (fixture, KEY, batch);
  g_autoptr (PfTestReply) again = NULL;
  g_autoptr (PfTestReply) other = NULL;
  g_autoptr (PfTestReply) new_key = NULL;

  g_assert_cmpuint (first->status, ==, 200);
  assert_outcome (first->body, PF_OUTCOME_BOOKED);
  pf_test_town_set_clock (fixture->town, "2026-11-05T08:10:00Z");
  again = book (fixture, KEY, batch);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (again->body, ==, first->body);
  other = book (fixture, KEY, other_batch);
  pf_test_reply_assert_problem (other, 409, "key-reused");
  new_key = book (fixture, KEY "-2", batch);
  assert_outcome (new_key->body, PF_OUTCOME_REFUSED);
}

/* What a family cites the town finds. */
static void
test_receipts_are_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = make_batch (PFS_TEST_OPEN_DAY);
  g_autoptr (PfTestReply) reply = book (fixture, KEY, batch);
  g_autofree char *receipt = pf_test_find_member (reply->body, "receipt");
  g_autofree char *printed =
      pf_test_town_run_agent (fixture->town, "receipt", "h1", receipt, "--json", NULL);
  g_autofree char *day = NULL;
  g_autofree char *outcome = NULL;

  g_assert_true (g_str_has_prefix (receipt, "R-"));
  day = pf_test_find_member (printed, "day");
  outcome = pf_test_find_member (printed, "outcome");
  g_assert_cmpstr (day, ==, PFS_TEST_OPEN_DAY);
  g_assert_cmpstr (outcome, ==, "booked");
}

static void
test_key_is_good_for_months (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = make_batch (PFS_TEST_OPEN_DAY);
  g_autoptr (PfTestReply) first = book (fixture, KEY, batch);
  g_autoptr (PfTestReply) sign_in = NULL;
  g_autoptr (PfTestReply) again = NULL;

  pf_test_town_set_clock (fixture->town, "2027-02-03T08:00:00Z");
  pf_test_town_stop (fixture->town);
  pf_test_town_start (fixture->town);
  sign_in = pf_test_client_sign_in (fixture->client, "g1@example.org", PFS_TEST_PASSWORD);
  again = book (fixture, KEY, batch);
  g_assert_cmpstr (again->body, ==, first->body);
}

static void
test_keys_are_each_household_s_own (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = make_batch (PFS_TEST_OPEN_DAY);
  g_autoptr (PfTestReply) mine = book (fixture, KEY, batch);
  g_autoptr (PfTestReply) sign_in =
      pf_test_client_sign_in (fixture->client, "g2@example.org", PFS_TEST_PASSWORD);
  g_autoptr (PfTestReply) theirs = book (fixture, KEY, batch);

  assert_outcome (mine->body, PF_OUTCOME_BOOKED);
  assert_outcome (theirs->body, PF_OUTCOME_REFUSED);
}

/* One batch of many that are under way when the server is killed. */
typedef struct {
  char *key;
  char *batch;
  SoupMessage *message;
  char *answer; /* (nullable): the body, where a whole answer came */
  gboolean is_over;
} Sending;

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  if (body != NULL && soup_message_get_status (sending->message) == 200)
    sending->answer = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  sending->is_over = TRUE;
}

static void
start_sending (Fixture *fixture, SoupSession *session, Sending *sending)
{
  g_autofree char *url = g_strconcat (pf_test_town_get_url (fixture->town), "/v1/bookings", NULL);
  g_autofree char *authorization =
      g_strconcat ("Bearer ", pf_test_client_get_access_token (fixture->client), NULL);
  g_autoptr (GBytes) body = g_bytes_new (sending->batch, strlen (sending->batch));
  SoupMessageHeaders *headers;

  sending->message = soup_message_new ("POST", url);
  headers = soup_message_get_request_headers (sending->message);
  soup_message_headers_replace (headers, "Authorization", authorization);
  soup_message_headers_replace (headers, "Idempotency-Key", sending->key);
  soup_message_set_request_body_from_bytes (sending->message, "application/json", body);
  soup_session_send_and_read_async (session, sending->message, G_PRIORITY_DEFAULT, NULL, sent_cb,
                                    sending);
}

static guint
count_answers (const Sending *sendings, guint n_sendings, gboolean over)
{
  guint n = 0;

  for (guint i = 0; i < n_sendings; i++)
    n += over ? sendings[i].is_over : sendings[i].answer != NULL;
  return n;
}

static void
test_killed_server_books_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("max-conns-per-host", 8, NULL);
  Sending sendings[16] = { 0 };
  const guint n = G_N_ELEMENTS (sendings);
  PfDay monday = pf_day_parse ("2026-11-23");
  guint n_answered;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = pf_day_format (monday + (PfDay) (i / 5 * 7 + i % 5));

      sendings[i].key = g_strdup_printf ("%s-%u", KEY, i);
      sendings[i].batch = make_batch (day);
      start_sending (fixture, session, &sendings[i]);
    }
  pf_test_wait_until (count_answers (sendings, n, FALSE) >= 3);
  pf_test_town_kill (fixture->town);
  pf_test_wait_until (count_answers (sendings, n, TRUE) == n);
  n_answered = count_answers (sendings, n, FALSE);
  g_test_message ("%u of %u answers came before the server was killed", n_answered, n);
  pf_test_town_start (fixture->town);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PfTestReply) reply = book (fixture, sendings[i].key, sendings[i].batch);

      /* Booked by this or by the first sending, and not refused because the first one did it. */
      g_assert_cmpuint (reply->status, ==, 200);
      assert_outcome (reply->body, PF_OUTCOME_BOOKED);
      if (sendings[i].answer != NULL)
        g_assert_cmpstr (reply->body, ==, sendings[i].answer);
      g_free (sendings[i].key);
      g_free (sendings[i].batch);
      g_free (sendings[i].answer);
      g_object_unref (sendings[i].message);
    }
}

/* Two connections, each on a thread of its own, want the same last places. */
typedef struct {
  const char *path;
  const char *household;
  const char *enrolment;
  int *n_ready;
  GMutex *mutex;
  GCond *cond;
  GArray *kinds; /* (element-type PfOutcomeKind): a day each */
} Rival;

#define N_RIVALS 2
#define N_LAST_PLACES 15

/* Returns when both are there. */
static void
wait_for_rival (Rival *rival)
{
  int round;

  g_mutex_lock (rival->mutex);
  round = (*rival->n_ready)++ / N_RIVALS;
  g_cond_broadcast (rival->cond);
  while (*rival->n_ready / N_RIVALS == round)
    g_cond_wait (rival->cond, rival->mutex);
  g_mutex_unlock (rival->mutex);
}

static gpointer
run_rival (gpointer data)
{
  Rival *rival = data;
  PfMoment now = pf_moment_parse (PFS_TEST_NOW);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage = pfs_storage_open (rival->path, &error);
  PfDay monday = pf_day_parse ("2026-11-23");

  g_assert_no_error (error);
  for (int i = 0; i < N_LAST_PLACES; i++)
    {
      g_autofree char *day = pf_day_format (monday + i / 5 * 7 + i % 5);
      g_autoptr (GPtrArray) lines =
          pfs_test_line (rival->enrolment, day, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);
      g_autoptr (PfAnswer) answer = NULL;
      PfsTransaction *transaction;
      const PfOutcome *outcome;

      wait_for_rival (rival);
      transaction = pfs_storage_begin (storage, now, &error);
      g_assert_no_error (error);
      answer = pfs_bookings_book (storage, rival->household, lines, now, &error);
      g_assert_no_error (error);
      pfs_test_commit (transaction);
      outcome = g_ptr_array_index (answer->outcomes, 0);
      g_array_append_val (rival->kinds, outcome->kind);
    }
  return NULL;
}

/* Leaves one place on each weekday of the last places. */
static void
leave_one_place (PfTestTown *town)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage = pfs_storage_open (pf_test_town_get_database (town), &error);
  PfMoment now = pf_moment_parse (PFS_TEST_NOW);
  PfsTransaction *transaction;

  g_assert_no_error (error);
  transaction = pfs_storage_begin (storage, now, &error);
  for (int i = 0; i < N_LAST_PLACES; i++)
    pfs_bookings_set_places (storage, "canteen", "meal",
                             pf_day_parse ("2026-11-23") + i / 5 * 7 + i % 5, 1, now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
}

static void
test_last_place_goes_to_one (Fixture *fixture, gconstpointer data)
{
  GMutex mutex;
  GCond cond;
  int n_ready = 0;
  Rival rivals[N_RIVALS];
  GThread *threads[N_RIVALS];
  static const char *const households[N_RIVALS] = { "h1", "h2" };
  static const char *const enrolments[N_RIVALS] = { "c1-canteen", "c2-canteen" };

  g_mutex_init (&mutex);
  g_cond_init (&cond);
  leave_one_place (fixture->town);
  for (int i = 0; i < N_RIVALS; i++)
    {
      rivals[i] = (Rival){ pf_test_town_get_database (fixture->town),
                           households[i],
                           enrolments[i],
                           &n_ready,
                           &mutex,
                           &cond,
                           g_array_new (FALSE, FALSE, sizeof (PfOutcomeKind)) };
      threads[i] = g_thread_new ("rival", run_rival, &rivals[i]);
    }
  for (int i = 0; i < N_RIVALS; i++)
    g_thread_join (threads[i]);
  for (int i = 0; i < N_LAST_PLACES; i++)
    {
      PfOutcomeKind one = g_array_index (rivals[0].kinds, PfOutcomeKind, i);
      PfOutcomeKind other = g_array_index (rivals[1].kinds, PfOutcomeKind, i);

      g_assert_true ((one == PF_OUTCOME_BOOKED && other == PF_OUTCOME_WAITING) ||
                     (one == PF_OUTCOME_WAITING && other == PF_OUTCOME_BOOKED));
    }
  for (int i = 0; i < N_RIVALS; i++)
    g_array_unref (rivals[i].kinds);
  g_mutex_clear (&mutex);
  g_cond_clear (&cond);
}

static void
test_too_many_attempts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) refused = NULL;
  g_autoptr (PfTestReply) right = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (PfTestReply) reply =
          pf_test_client_sign_in (fixture->client, "g3@example.org", "wrong");

      pf_test_reply_assert_problem (reply, 401, "bad-credentials");
    }
  /* The right password has to wait as well. */
  refused = pf_test_client_sign_in (fixture->client, "g3@example.org", PFS_TEST_PASSWORD);
  pf_test_reply_assert_problem (refused, 429, "too-many-attempts");
  g_assert_cmpstr (soup_message_headers_get_one (refused->headers, "Retry-After"), ==, "30");
  pf_test_town_set_clock (fixture->town, "2026-11-05T08:00:30Z");
  right = pf_test_client_sign_in (fixture->client, "g3@example.org", PFS_TEST_PASSWORD);
  g_assert_cmpuint (right->status, ==, 200);
}

static void
test_session_over_http (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = g_strdup (pf_test_client_get_refresh_token (fixture->client));
  g_autoptr (PfTestReply) expired = NULL;
  g_autoptr (PfTestReply) refreshed = NULL;
  g_autoptr (PfTestReply) changes = NULL;
  g_autoptr (PfTestReply) reused = NULL;
  g_autoptr (PfTestReply) revoked = NULL;

  pf_test_town_set_clock (fixture->town, "2026-11-05T08:15:01Z");
  expired = pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL);
  pf_test_reply_assert_problem (expired, 401, "token-expired");
  refreshed = pf_test_client_refresh (fixture->client, NULL);
  g_assert_cmpuint (refreshed->status, ==, 200);
  changes = pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL);
  g_assert_cmpuint (changes->status, ==, 200);
  reused = pf_test_client_refresh (fixture->client, first);
  pf_test_reply_assert_problem (reused, 401, "token-revoked");
  revoked = pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL);
  pf_test_reply_assert_problem (revoked, 401, "token-revoked");
}

static void
test_unknown_state_over_http (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) reply =
      pf_test_client_send (fixture->client, "GET", "/v1/changes?since=other-7", NULL, NULL);

  pf_test_reply_assert_problem (reply, 410, "state-unknown");
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "same-key-gives-the-same-answer", test_same_key_gives_the_same_answer },
    { "receipts-are-found", test_receipts_are_found },
    { "key-is-good-for-months", test_key_is_good_for_months },
    { "keys-are-each-household-s-own", test_keys_are_each_household_s_own },
    { "killed-server-books-once", test_killed_server_books_once },
    { "last-place-goes-to-one", test_last_place_goes_to_one },
    { "too-many-attempts", test_too_many_attempts },
    { "session-over-http", test_session_over_http },
    { "unknown-state-over-http", test_unknown_state_over_http },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/once/", Fixture, pf_test_served_set_up, tests,
                     pf_test_served_tear_down);
  return g_test_run ();
}
