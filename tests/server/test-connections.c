/* SPDX-License-Identifier: GPL-3.0-or-later
 * Many clients at once, slow ones, and those that leave: nobody waits for another, and what is over
 * is closed. */
#include "config.h"

#include "pf-test-cases.h"
#include "pf-test-served.h"

#include <string.h>

#define REQUEST "GET /.well-known/portail-famille HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
/* More than the kernel lets wait where a program does not ask for it. */
#define MANY 200
#define PATIENCE_SECONDS 30

typedef PfTestServed Fixture;

static GSocketConnection *
connect_client (Fixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, PATIENCE_SECONDS);
  connection = g_socket_client_connect_to_uri (client, pf_test_town_get_url (fixture->town), 80,
                                               NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
say (GSocketConnection *connection, const char *text)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Reads the beginning of an answer. */
static void
expect_answer (GSocketConnection *connection)
{
  char start[13] = "";
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;

  g_input_stream_read_all (stream, start, sizeof start - 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (start, ==, "HTTP/1.1 200");
}

/* Reads on until the server has closed. */
static void
expect_end (GSocketConnection *connection)
{
  char rest[4096];
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;

  while (g_input_stream_read (stream, rest, sizeof rest, NULL, &error) > 0)
    ;
  g_assert_no_error (error);
}

static GPtrArray *
connect_many (Fixture *fixture, const char *text)
{
  GPtrArray *connections = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < MANY; i++)
    {
      g_ptr_array_add (connections, connect_client (fixture));
      say (g_ptr_array_index (connections, (guint) i), text);
    }
  return connections;
}

static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) connections = connect_many (fixture, REQUEST);

  for (guint i = 0; i < connections->len; i++)
    expect_answer (g_ptr_array_index (connections, i));
}

/* The library leaves such a connection open for ever. */
static void
test_who_leaves_is_let_go (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GSocketConnection) connection = connect_client (fixture);

      for (int k = 0; k <= i; k++)
        say (connection, REQUEST);
      expect_answer (connection);
      g_assert_true (
          g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL));
      expect_end (connection);
    }
}

static void
test_slow_clients_keep_nobody_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) silent = connect_many (fixture, "GET /v1/ch");
  g_autoptr (GPtrArray) slow =
      connect_many (fixture, "POST /v1/tokens HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                             "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  g_autoptr (GSocketConnection) connection = connect_client (fixture);

  say (connection, REQUEST);
  expect_answer (connection);
  /* One that goes on is answered, too. */
  say (g_ptr_array_index (silent, 0),
       "anges HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  expect_end (g_ptr_array_index (silent, 0));
}

static void
test_a_connection_serves_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) gone = connect_many (fixture, REQUEST);
  g_autoptr (PfTestReply) first = NULL;
  g_autoptr (PfTestReply) second = NULL;

  first = pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL);
  g_ptr_array_set_size (gone, 0);
  second = pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (second->status, ==, 200);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, cases) = {
    { "many-at-once", test_many_at_once },
    { "who-leaves-is-let-go", test_who_leaves_is_let_go },
    { "slow-clients-keep-nobody-waiting", test_slow_clients_keep_nobody_waiting },
    { "a-connection-serves-again", test_a_connection_serves_again },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/connections/", Fixture, pf_test_served_set_up, cases,
                     pf_test_served_tear_down);
  return g_test_run ();
}
