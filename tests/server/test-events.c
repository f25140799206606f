/* SPDX-License-Identifier: GPL-3.0-or-later
 * The stream of events: what it says at once, what another process changes, and when it ends. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"
#include "pf-test-wait.h"
#include "pfs-test-fixture.h"

typedef struct {
  PfTestServed served;
  SoupSession *session;
  GDataInputStream *stream;
  GPtrArray *states; /* (element-type utf8): told by the stream, in order */
  char *id;          /* of the event being read */
  gboolean is_ended;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  pf_test_served_set_up (&fixture->served, data);
  fixture->session = soup_session_new ();
  fixture->states = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* The server ends its streams when it stops. */
  pf_test_town_stop (fixture->served.town);
  if (fixture->stream != NULL)
    pf_test_wait_until (fixture->is_ended);
  g_clear_object (&fixture->stream);
  g_clear_object (&fixture->session);
  g_ptr_array_unref (fixture->states);
  g_free (fixture->id);
  pf_test_client_free (fixture->served.client);
  pf_test_town_free (fixture->served.town);
}

static void read_line (Fixture *fixture);

static void
take_line (Fixture *fixture, const char *line)
{
  if (g_str_has_prefix (line, "id: "))
    {
      g_free (fixture->id);
      fixture->id = g_strdup (line + strlen ("id: "));
    }
  else if (g_str_has_prefix (line, "data: "))
    {
      g_autoptr (GBytes) body =
          g_bytes_new (line + strlen ("data: "), strlen (line) - strlen ("data: "));
      g_autoptr (GError) error = NULL;
      char *state = pf_codec_decode_event (body, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (state, ==, fixture->id);
      g_ptr_array_add (fixture->states, state);
    }
  else
    g_assert_true (*line == '\0' || *line == ':' || g_str_equal (line, "event: state"));
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      fixture->is_ended = TRUE;
      return;
    }
  take_line (fixture, line);
  read_line (fixture);
}

static void
read_line (Fixture *fixture)
{
  g_data_input_stream_read_line_async (fixture->stream, G_PRIORITY_DEFAULT, NULL, line_read_cb,
                                       fixture);
}

static void
open_stream (Fixture *fixture, const char *last_state)
{
  g_autofree char *url =
      g_strconcat (pf_test_town_get_url (fixture->served.town), "/v1/events", NULL);
  g_autofree char *authorization =
      g_strconcat ("Bearer ", pf_test_client_get_access_token (fixture->served.client), NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_replace (headers, "Authorization", authorization);
  if (last_state != NULL)
    soup_message_headers_replace (headers, "Last-Event-ID", last_state);
  soup_session_send_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, pf_test_async_cb,
                           &result);
  pf_test_wait_until (result != NULL);
  body = soup_session_send_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  headers = soup_message_get_response_headers (message);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "text/event-stream");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Cache-Control"), ==, "no-store");
  fixture->stream = g_data_input_stream_new (body);
  read_line (fixture);
}

static const char *
get_last_state (Fixture *fixture)
{
  return g_ptr_array_index (fixture->states, fixture->states->len - 1);
}

/* Returns: (transfer full): the state that a pull ends in. */
static char *
pull_state (Fixture *fixture)
{
  g_autoptr (GPtrArray) pages = pf_test_client_pull (fixture->served.client, NULL);
  const PfChanges *last = g_ptr_array_index (pages, pages->len - 1);

  return g_strdup (last->state);
}

static void
test_present_state_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = pull_state (fixture);

  open_stream (fixture, NULL);
  pf_test_wait_until (fixture->states->len == 1);
  g_assert_cmpstr (get_last_state (fixture), ==, state);
}

static void
test_our_own_booking_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = pull_state (fixture);
  g_autoptr (GPtrArray) lines =
      pfs_test_line ("c1-canteen", PFS_TEST_OPEN_DAY, PF_ACTION_BOOK, 0, 200);
  g_autoptr (PfAnswer) answer = NULL;
  g_autofree char *next = NULL;

  /* The state is known already: it is not told again. */
  open_stream (fixture, state);
  answer = pf_test_client_book (fixture->served.client, "event-key-0123456789", lines);
  pf_test_wait_until (fixture->states->len == 1);
  next = pull_state (fixture);
  g_assert_cmpstr (next, !=, state);
  g_assert_cmpstr (get_last_state (fixture), ==, next);
}

static void
test_agent_in_another_process_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = pull_state (fixture);
  g_autofree char *output = NULL;
  g_autofree char *next = NULL;
  gint64 began;

  open_stream (fixture, state);
  output = pf_test_town_run_agent (fixture->served.town, "close", "canteen", PFS_TEST_OPEN_DAY,
                                   "--strike", NULL);
  began = g_get_monotonic_time ();
  pf_test_wait_until (fixture->states->len == 1);
  g_test_message ("told after %d ms", (int) ((g_get_monotonic_time () - began) / 1000));
  next = pull_state (fixture);
  g_assert_cmpstr (get_last_state (fixture), ==, next);
}

static void
test_what_others_do_is_not_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = pull_state (fixture);
  g_autofree char *places = NULL;
  g_autofree char *after_places = NULL;
  g_autoptr (PfTestClient) other =
      pf_test_served_add_client (&fixture->served, "g2@example.org", PFS_TEST_PASSWORD);
  g_autoptr (GPtrArray) lines =
      pfs_test_line ("c2-canteen", PFS_TEST_OPEN_DAY, PF_ACTION_BOOK, 0, 340);
  g_autoptr (PfAnswer) answer = NULL;
  g_autofree char *close = NULL;

  open_stream (fixture, state);
  places = pf_test_town_run_agent (fixture->served.town, "places", "canteen", PFS_TEST_OPEN_DAY,
                                   "--set", "50", NULL);
  pf_test_wait_until (fixture->states->len == 1);
  after_places = pull_state (fixture);
  answer = pf_test_client_book (other, "event-key-0123456789", lines);
  close = pf_test_town_run_agent (fixture->served.town, "close", "canteen", "2026-12-02", NULL);
  pf_test_wait_until (fixture->states->len == 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->states, 0), ==, after_places);
}

static void
test_signing_out_ends_the_stream (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) reply = NULL;

  open_stream (fixture, NULL);
  pf_test_wait_until (fixture->states->len == 1);
  reply = pf_test_client_send (fixture->served.client, "DELETE", "/v1/tokens/current", NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 204);
  pf_test_wait_until (fixture->is_ended);
}

static void
test_end_of_the_session_ends_the_stream (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;

  open_stream (fixture, NULL);
  pf_test_wait_until (fixture->states->len == 1);
  pf_test_town_set_clock (fixture->served.town, "2026-11-05T08:15:01Z");
  output =
      pf_test_town_run_agent (fixture->served.town, "close", "canteen", PFS_TEST_OPEN_DAY, NULL);
  pf_test_wait_until (fixture->is_ended);
}

static void
test_no_stream_without_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) reply = NULL;

  pf_test_client_set_access_token (fixture->served.client, NULL);
  reply = pf_test_client_send (fixture->served.client, "GET", "/v1/events", NULL, NULL);
  pf_test_reply_assert_problem (reply, 401, "token-revoked");
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "present-state-at-once", test_present_state_at_once },
    { "our-own-booking-is-told", test_our_own_booking_is_told },
    { "agent-in-another-process-is-told", test_agent_in_another_process_is_told },
    { "what-others-do-is-not-told", test_what_others_do_is_not_told },
    { "signing-out-ends-the-stream", test_signing_out_ends_the_stream },
    { "end-of-the-session-ends-the-stream", test_end_of_the_session_ends_the_stream },
    { "no-stream-without-session", test_no_stream_without_session },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/events/", Fixture, set_up, tests, tear_down);
  return g_test_run ();
}
