/* SPDX-License-Identifier: GPL-3.0-or-later
 * Event streams, cut at every byte. */
#include "rest/pf-sse-parser.h"

#include <string.h>

static gboolean
note_cb (const char *type, const char *data, gpointer user_data)
{
  g_string_append_printf (user_data, "[%s|%s]", type, data);
  return !g_str_equal (data, "enough");
}

static const struct {
  const char *name;
  const char *stream;
  const char *events;
  const char *last_id;
  int retry;
} cases[] = {
  { "empty", "", "", NULL, -1 },
  { "one", "data: a\n\n", "[message|a]", NULL, -1 },
  { "named", "event: state\nid: s-1\ndata: {\"state\":\"s-1\"}\n\n", "[state|{\"state\":\"s-1\"}]",
    "s-1", -1 },
  { "carriage returns", "event: state\r\ndata: a\r\n\r\ndata: b\r\n\r\n", "[state|a][message|b]",
    NULL, -1 },
  { "old carriage returns", "data: a\r\rdata: b\r\r", "[message|a][message|b]", NULL, -1 },
  { "mixed ends", "data: a\r\n\ndata: b\n\r\n", "[message|a][message|b]", NULL, -1 },
  { "byte order mark",
    "\xEF\xBB\xBF"
    "data: a\n\n",
    "[message|a]", NULL, -1 },
  { "mark only at the beginning",
    "data: a\n\n\xEF\xBB\xBF"
    "data: b\n\n",
    "[message|a]", NULL, -1 },
  { "comments", ": welcome\n\n:\ndata: a\n: between\n\n: end\n\n", "[message|a]", NULL, -1 },
  { "several lines", "data: a\ndata:\ndata: b\n\n", "[message|a\n\nb]", NULL, -1 },
  { "one space goes", "data:  a\ndata:b\n\n", "[message| a\nb]", NULL, -1 },
  { "no colon", "data\ndata\n\n", "[message|\n]", NULL, -1 },
  { "no data, no event", "event: state\nid: s-2\n\ndata: a\n\n", "[message|a]", "s-2", -1 },
  { "unfinished", "data: a\n\ndata: b\n", "[message|a]", NULL, -1 },
  { "id of an unfinished event", "id: s-1\ndata: a\n\nid: s-2\ndata: b\n", "[message|a]", "s-1",
    -1 },
  { "id stays", "id: s-1\ndata: a\n\ndata: b\n\n", "[message|a][message|b]", "s-1", -1 },
  { "id taken back", "id: s-1\ndata: a\n\nid\ndata: b\n\n", "[message|a][message|b]", "", -1 },
  { "retry", "retry: 2500\n\n", "", NULL, 2500 },
  { "retry that is none", "retry: 25a\nretry: -1\nretry:\nretry: 99999999999\n\n", "", NULL, -1 },
  { "unknown fields", "foo: bar\nDATA: x\n data: y\ndata: a\n\n", "[message|a]", NULL, -1 },
  { "accents", "data: été\n\n", "[message|été]", NULL, -1 },
  { "no UTF-8", "data: \xFF\n\n", "[message|\xEF\xBF\xBD]", NULL, -1 },
};

static void
feed_cut (gsize index, gsize first_cut, gsize second_cut)
{
  const char *stream = cases[index].stream;
  gsize size = strlen (stream);
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (PfSseParser) parser = pf_sse_parser_new (note_cb, events);

  g_test_message ("%s, cut at %" G_GSIZE_FORMAT " and %" G_GSIZE_FORMAT, cases[index].name,
                  first_cut, second_cut);
  g_assert_true (pf_sse_parser_feed (parser, stream, first_cut));
  g_assert_true (pf_sse_parser_feed (parser, stream + first_cut, second_cut - first_cut));
  g_assert_true (pf_sse_parser_feed (parser, stream + second_cut, size - second_cut));
  g_assert_cmpstr (events->str, ==, cases[index].events);
  g_assert_cmpstr (pf_sse_parser_get_last_id (parser), ==, cases[index].last_id);
  g_assert_cmpint (pf_sse_parser_get_retry (parser), ==, cases[index].retry);
}

static void
test_cut_anywhere (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize first = 0; first <= strlen (cases[i].stream); first++)
      for (gsize second = first; second <= strlen (cases[i].stream); second++)
        feed_cut (i, first, second);
}

static void
test_nul_bytes (void)
{
  static const char stream[] = "id: a\0b\ndata: x\0y\nda\0ta: z\n\n";
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (PfSseParser) parser = pf_sse_parser_new (note_cb, events);

  g_assert_true (pf_sse_parser_feed (parser, stream, sizeof stream - 1));
  g_assert_null (pf_sse_parser_get_last_id (parser));
  g_assert_cmpstr (events->str, ==, "[message|x\xEF\xBF\xBDy]");
}

static void
test_restart (void)
{
  static const char first[] = "id: s-1\ndata: a\n\nid: s-2\nevent: state\ndata: lost\nda";
  static const char second[] = "\xEF\xBB\xBF"
                               "data: b\n\n";
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (PfSseParser) parser = pf_sse_parser_new (note_cb, events);

  pf_sse_parser_feed (parser, first, strlen (first));
  pf_sse_parser_restart (parser);
  g_assert_cmpstr (pf_sse_parser_get_last_id (parser), ==, "s-1");
  pf_sse_parser_feed (parser, second, strlen (second));
  g_assert_cmpstr (events->str, ==, "[message|a][message|b]");
  g_assert_cmpstr (pf_sse_parser_get_last_id (parser), ==, "s-1");
}

static void
test_enough (void)
{
  static const char stream[] = "id: s-1\ndata: enough\n\nid: s-2\ndata: b\n\n";
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (PfSseParser) parser = pf_sse_parser_new (note_cb, events);

  g_assert_false (pf_sse_parser_feed (parser, stream, strlen (stream)));
  g_assert_cmpstr (events->str, ==, "[message|enough]");
  g_assert_cmpstr (pf_sse_parser_get_last_id (parser), ==, "s-1");
}

static void
test_limits (void)
{
  g_autofree char *piece = g_strnfill (70000, 'x');
  static const char *const beginnings[] = { "", ":", "data: ", "event: " };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GString) events = g_string_new (NULL);
      g_autoptr (PfSseParser) parser = pf_sse_parser_new (note_cb, events);

      g_assert_true (pf_sse_parser_feed (parser, beginnings[i], strlen (beginnings[i])));
      g_assert_false (pf_sse_parser_feed (parser, piece, strlen (piece)));
    }
}

static void
test_event_of_many_lines (void)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (PfSseParser) parser = pf_sse_parser_new (note_cb, events);
  gboolean is_fine = TRUE;

  for (guint i = 0; i < 70000 && is_fine; i++)
    is_fine = pf_sse_parser_feed (parser, "data:\n", 6);
  g_assert_false (is_fine);
}

static void
test_noise (void)
{
  static const char alphabet[] = "\n\n\r:: datevnirxy0\xC3\xA9\xEF\xBB\xBF";

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) whole_events = g_string_new (NULL);
      g_autoptr (GString) cut_events = g_string_new (NULL);
      g_autoptr (PfSseParser) whole = pf_sse_parser_new (note_cb, whole_events);
      g_autoptr (PfSseParser) cut = pf_sse_parser_new (note_cb, cut_events);
      char noise[64];

      for (guint i = 0; i < sizeof noise; i++)
        noise[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet)];
      pf_sse_parser_feed (whole, noise, sizeof noise);
      for (guint i = 0; i < sizeof noise; i++)
        pf_sse_parser_feed (cut, noise + i, 1);
      g_assert_cmpstr (whole_events->str, ==, cut_events->str);
      g_assert_true (g_utf8_validate (whole_events->str, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/sse/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/client/sse/nul-bytes", test_nul_bytes);
  g_test_add_func ("/client/sse/restart", test_restart);
  g_test_add_func ("/client/sse/enough", test_enough);
  g_test_add_func ("/client/sse/limits", test_limits);
  g_test_add_func ("/client/sse/event-of-many-lines", test_event_of_many_lines);
  g_test_add_func ("/client/sse/noise", test_noise);
  return g_test_run ();
}
