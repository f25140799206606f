/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whatever is written is read back as it was: every record and body, with random values from
 * GTest's seed. */
#include "config.h"

#include <json-glib/json-glib.h>

#include "pf-codec.h"
#include "sample.h"

#define ROUNDS 200

/* A reader that we did not write agrees that it is JSON. */
static void
assert_json (GBytes *body)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  json_parser_load_from_data (parser, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
assert_same (char *(*describe) (gconstpointer value), gconstpointer written, gconstpointer read,
             const GError *error)
{
  g_autofree char *expected = describe (written);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = describe (read);
  g_assert_cmpstr (found, ==, expected);
}

#define ASSERT_SAME(describe, written, read, error)                                                \
  assert_same ((char *(*) (gconstpointer)) (describe), (written), (read), (error))

static void
test_record (gconstpointer data)
{
  PfCollection collection = (PfCollection) GPOINTER_TO_INT (data);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (PfRecord) record = sample_record (collection);
      g_autoptr (GBytes) body = pf_codec_encode_record (record);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfRecord) read = pf_codec_decode_record (collection, body, &error);

      assert_json (body);
      ASSERT_SAME (describe_record, record, read, error);
    }
}

static void
test_changes (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (PfChanges) changes = sample_changes ();
      g_autoptr (GBytes) body = pf_codec_encode_changes (changes);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfChanges) read = pf_codec_decode_changes (body, &error);

      assert_json (body);
      ASSERT_SAME (describe_changes, changes, read, error);
    }
}

static void
test_lines (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GPtrArray) lines = sample_lines ();
      g_autoptr (GBytes) body = pf_codec_encode_lines (lines);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) read = pf_codec_decode_lines (body, &error);

      assert_json (body);
      ASSERT_SAME (describe_lines, lines, read, error);
    }
}

static void
test_answer (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (PfAnswer) answer = sample_answer ();
      g_autoptr (GBytes) body = pf_codec_encode_answer (answer);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfAnswer) read = pf_codec_decode_answer (body, &error);

      assert_json (body);
      ASSERT_SAME (describe_answer, answer, read, error);
    }
}

static void
test_discovery (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (PfDiscovery) discovery = sample_discovery ();
      g_autoptr (GBytes) body = pf_codec_encode_discovery (discovery);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfDiscovery) read =
          pf_codec_decode_discovery (body, "https://town.example.org", &error);

      assert_json (body);
      ASSERT_SAME (describe_discovery, discovery, read, error);
    }
}

static void
test_tokens (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (PfTokens) tokens = sample_tokens ();
      g_autoptr (GBytes) body = pf_codec_encode_tokens (tokens);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfTokens) read = pf_codec_decode_tokens (body, &error);

      assert_json (body);
      ASSERT_SAME (describe_tokens, tokens, read, error);
    }
}

static void
test_problem (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (PfProblem) problem = sample_problem ();
      g_autoptr (GBytes) body = pf_codec_encode_problem (problem);
      g_autoptr (PfProblem) read = pf_codec_decode_problem (body, problem->status);

      assert_json (body);
      ASSERT_SAME (describe_problem, problem, read, NULL);
    }
}

static void
test_grants (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *token = sample_token (512);
      g_autoptr (GBytes) with_password = pf_codec_encode_password_grant (token, "é\"\\\n");
      g_autoptr (GBytes) with_token = pf_codec_encode_refresh_grant (token);
      g_autofree char *login = NULL, *password = NULL, *refresh_token = NULL;
      g_autoptr (GError) error = NULL;

      assert_json (with_password);
      assert_json (with_token);
      pf_codec_decode_grant (with_password, &login, &password, &refresh_token, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (login, ==, token);
      g_assert_cmpstr (password, ==, "é\"\\\n");
      g_assert_null (refresh_token);
      g_clear_pointer (&login, g_free);
      g_clear_pointer (&password, g_free);
      pf_codec_decode_grant (with_token, &login, &password, &refresh_token, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (refresh_token, ==, token);
      g_assert_null (login);
      g_assert_null (password);
    }
}

static void
test_event (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *state = sample_token (512);
      g_autoptr (GBytes) body = pf_codec_encode_event (state);
      g_autoptr (GError) error = NULL;
      g_autofree char *read = pf_codec_decode_event (body, &error);

      assert_json (body);
      g_assert_no_error (error);
      g_assert_cmpstr (read, ==, state);
    }
}

/* What never was UTF-8 cannot make a body that nobody can read. */
static void
test_broken_text (void)
{
  g_autoptr (PfRecord) record = pf_record_new (PF_TYPE_SITE, "site-1");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRecord) read = NULL;

  PF_SITE (record)->name = g_strdup ("\xc3(");
  body = pf_codec_encode_record (record);
  read = pf_codec_decode_record (PF_COLLECTION_SITES, body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (PF_SITE (read)->name, ==, "\xef\xbf\xbd(");
}

/* A few bytes of a page are replaced by others of it: mostly JSON still, rarely the contract's. */
static void
test_damaged (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (PfChanges) changes = sample_changes ();
      g_autoptr (GBytes) body = pf_codec_encode_changes (changes);
      gsize length;
      const char *data = g_bytes_get_data (body, &length);

      for (int round = 0; round < 20; round++)
        {
          char *text = g_memdup2 (data, length);
          g_autoptr (GBytes) damaged = g_bytes_new_take (text, length);
          g_autoptr (GError) error = NULL;
          g_autoptr (PfChanges) read = NULL;

          for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
            text[g_test_rand_int_range (0, (gint32) length)] =
                data[g_test_rand_int_range (0, (gint32) length)];
          read = pf_codec_decode_changes (damaged, &error);
          g_assert_true ((read != NULL) != (error != NULL));
        }
    }
}

static gpointer
decode_in_thread (gpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfChanges) changes = pf_codec_decode_changes (data, &error);

      g_assert_no_error (error);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (PfChanges) changes = sample_changes ();
  g_autoptr (GBytes) body = pf_codec_encode_changes (changes);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("decode", decode_in_thread, body);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/round-trip/record/%s", pf_collection_get_name ((PfCollection) i));

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_record);
    }
  g_test_add_func ("/round-trip/changes", test_changes);
  g_test_add_func ("/round-trip/lines", test_lines);
  g_test_add_func ("/round-trip/answer", test_answer);
  g_test_add_func ("/round-trip/discovery", test_discovery);
  g_test_add_func ("/round-trip/tokens", test_tokens);
  g_test_add_func ("/round-trip/problem", test_problem);
  g_test_add_func ("/round-trip/grants", test_grants);
  g_test_add_func ("/round-trip/event", test_event);
  g_test_add_func ("/round-trip/broken-text-is-repaired", test_broken_text);
  g_test_add_func ("/round-trip/a-damaged-body-is-no-harm", test_damaged);
  g_test_add_func ("/round-trip/any-thread-may-read", test_threads);

  return g_test_run ();
}
