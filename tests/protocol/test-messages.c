/* SPDX-License-Identifier: GPL-3.0-or-later
 * Discovery's addresses, problems from servers that know nothing of the contract, and the plain
 * values. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"

static GBytes *
make_discovery (const char *api_base)
{
  g_autofree char *text =
      g_strdup_printf ("{\"protocol\":1,\"name\":\"V\",\"time_zone\":\"UTC\",\"api_base\":\"%s\"}",
                       api_base);

  return g_bytes_new (text, strlen (text));
}

static void
test_api_base (void)
{
  static const struct {
    const char *origin;
    const char *given;
    const char *resolved; /* (nullable): NULL where it must be refused */
  } cases[] = {
    { "https://town.fr", "/v1", "https://town.fr/v1" },
    { "https://town.fr/.well-known/portail-famille", "/famille/v1", "https://town.fr/famille/v1" },
    { "https://town.fr:8443", "/v1", "https://town.fr:8443/v1" },
    { "https://town.fr", "https://town.fr:443/v1", "https://town.fr/v1" },
    { "https://town.fr", "https://api.town.fr/v1", "https://api.town.fr/v1" },
    { "http://127.0.0.1:8080", "/v1", "http://127.0.0.1:8080/v1" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1" },
    { "http://127.0.0.1:8080", "https://town.fr/v1", "https://town.fr/v1" },
    { "http://[::1]:8080", "/v1", "http://[::1]:8080/v1" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:9090/v1", NULL },
    { "https://town.fr", "http://town.fr/v1", NULL },
    { "https://town.fr", "//other.fr/v1", "https://other.fr/v1" },
    { "https://town.fr", "ftp://town.fr/v1", NULL },
    { "https://town.fr", "javascript:/v1", NULL },
    { "https://town.fr", "/v2", NULL },
    { "https://town.fr", "/v1/", NULL },
    { "https://town.fr", "/v1?x=1", NULL },
    { "https://town.fr", "/v1#x", NULL },
    { "https://town.fr", "https://user:secret@town.fr/v1", NULL },
    { "https://town.fr", "https:///v1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = make_discovery (cases[i].given);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfDiscovery) discovery = pf_codec_decode_discovery (body, cases[i].origin, &error);

      g_test_message ("%s at %s", cases[i].given, cases[i].origin);
      if (cases[i].resolved != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (discovery->api_base, ==, cases[i].resolved);
          continue;
        }
      g_assert_error (error, PF_CODEC_ERROR, PF_CODEC_ERROR_MEMBER);
      g_assert_true (g_str_has_prefix (error->message, "api_base: "));
    }
}

static void
test_discovery_defaults (void)
{
  g_autoptr (GBytes) body = make_discovery ("/v1");
  g_autoptr (PfDiscovery) discovery = pf_codec_decode_discovery (body, "https://town.fr", NULL);
  g_autoptr (PfDiscovery) copy = pf_discovery_copy (discovery);

  g_assert_cmpstr (copy->name, ==, "V");
  g_assert_cmpstr (copy->currency, ==, "EUR");
  g_assert_cmpint (copy->features, ==, PF_FEATURE_NONE);
  g_assert_cmpuint (g_strv_length (copy->payment_hosts), ==, 0);
  g_assert_null (copy->legal_url);
}

static void
test_no_problem (void)
{
  static const char *const bodies[] = {
    "",
    "<html>Bad gateway</html>",
    "[]",
    "null",
    "{}",
    "{\"title\":3}",
    "{\"title\":\"t\",\"retry_after\":\"soon\"}",
    "{\"type\":7,\"title\":\"t\"}",
  };
  g_autoptr (PfProblem) none = pf_codec_decode_problem (NULL, 502);

  g_assert_cmpint (none->status, ==, 502);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, 502);

      g_assert_cmpint (problem->type, ==, PF_PROBLEM_OTHER);
      g_assert_cmpint (problem->status, ==, 502);
      g_assert_cmpstr (problem->title, ==, "HTTP 502");
      g_assert_cmpint (problem->retry_after, ==, -1);
    }
}

static void
test_unknown_problem (void)
{
  static const char text[] =
      "{\"type\":\"urn:portail-famille:problem:new\",\"title\":\"T\",\"status\":499,\"more\":[]}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, 422);

  g_assert_cmpint (problem->type, ==, PF_PROBLEM_OTHER);
  g_assert_cmpint (problem->status, ==, 422);
  g_assert_cmpstr (problem->title, ==, "T");
}

static void
test_urns (void)
{
  for (int type = PF_PROBLEM_OTHER; type <= PF_PROBLEM_UNPROCESSABLE; type++)
    g_assert_cmpint (pf_problem_type_from_urn (pf_problem_type_get_urn ((PfProblemType) type)), ==,
                     type);
  g_assert_cmpint (pf_problem_type_from_urn (NULL), ==, PF_PROBLEM_OTHER);
}

/* What a body may leave out is what the contract says. */
static void
test_line_defaults (void)
{
  static const char text[] =
      "{\"lines\":[{\"enrolment\":\"e\",\"unit\":\"u\",\"date\":\"2026-11-05\",\"action\":\"book\","
      "\"version\":3,\"price\":null}]}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) lines = pf_codec_decode_lines (body, NULL);
  const PfLine *line = g_ptr_array_index (lines, 0);

  g_assert_cmpint (line->price, ==, PF_CENTS_UNKNOWN);
}

static void
test_answer_defaults (void)
{
  static const char text[] =
      "{\"at\":\"2026-11-05T10:00:00+01:00\",\"outcomes\":[{\"outcome\":\"refused\"},"
      "{\"outcome\":\"refused\",\"reason\":\"new\",\"slot\":null},"
      "{\"outcome\":\"changed\",\"slot\":{\"date\":\"2026-11-05\",\"closure\":\"new\"}}]}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer = pf_codec_decode_answer (body, &error);
  const PfOutcome *outcome;

  g_assert_no_error (error);
  g_assert_null (answer->receipt);
  g_assert_cmpint (answer->at, ==, pf_moment_parse ("2026-11-05T09:00:00Z"));
  g_assert_cmpint (answer->total, ==, PF_CENTS_UNKNOWN);
  for (guint i = 0; i < 2; i++)
    {
      outcome = g_ptr_array_index (answer->outcomes, i);
      g_assert_cmpint (outcome->refusal, ==, PF_REFUSAL_OTHER);
      g_assert_cmpint (outcome->price, ==, PF_CENTS_UNKNOWN);
      g_assert_false (outcome->has_slot);
    }
  outcome = g_ptr_array_index (answer->outcomes, 2);
  g_assert_true (outcome->has_slot);
  g_assert_cmpint (outcome->slot.closure, ==, PF_CLOSURE_OTHER);
  g_assert_cmpint (outcome->slot.places, ==, PF_PLACES_UNLIMITED);
  g_assert_cmpint (outcome->slot.book_until, ==, PF_MOMENT_NONE);
  g_assert_cmpint (outcome->slot.price, ==, PF_CENTS_UNKNOWN);
}

static void
test_versions (void)
{
  static const struct {
    const char *text;
    gint64 version;
  } rows[] = {
    { NULL, 0 },
    { "\"1\"", 1 },
    { "\"9223372036854775807\"", G_MAXINT64 },
    { "", PF_VERSION_INVALID },
    { "\"\"", PF_VERSION_INVALID },
    { "\"0\"", PF_VERSION_INVALID },
    { "\"-4\"", PF_VERSION_INVALID },
    { "\"+4\"", PF_VERSION_INVALID },
    { "4", PF_VERSION_INVALID },
    { "W/\"4\"", PF_VERSION_INVALID },
    { "*", PF_VERSION_INVALID },
    { "\"4\", \"5\"", PF_VERSION_INVALID },
    { "\"9223372036854775808\"", PF_VERSION_INVALID },
  };
  g_autofree char *text = pf_version_format (1042);

  g_assert_cmpstr (text, ==, "\"1042\"");
  g_assert_cmpint (pf_version_parse (text), ==, 1042);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pf_version_parse (rows[i].text), ==, rows[i].version);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/messages/an-api-is-at-home-or-behind-https", test_api_base);
  g_test_add_func ("/messages/discovery-defaults", test_discovery_defaults);
  g_test_add_func ("/messages/what-is-no-problem", test_no_problem);
  g_test_add_func ("/messages/an-unknown-problem-keeps-its-title", test_unknown_problem);
  g_test_add_func ("/messages/urns", test_urns);
  g_test_add_func ("/messages/versions", test_versions);
  g_test_add_func ("/messages/line-defaults", test_line_defaults);
  g_test_add_func ("/messages/answer-defaults", test_answer_defaults);

  return g_test_run ();
}
