/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reader takes JSON, nothing less and nothing more, and survives what is meant to break it. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-json.h"

#define TEXT(literal) (literal), sizeof (literal) - 1

static const struct {
  const char *text;
  gsize length;
  const char *message; /* (nullable): NULL where it is JSON */
} texts[] = {
  { TEXT ("{}"), NULL },
  { TEXT (" \t\r\n{ } \n"), NULL },
  { TEXT ("[[[1,-2,0,-0,1.5,1e5,1E-5,1.5e+5,9223372036854775808]],true,false,null,\"\"]"), NULL },
  { TEXT ("\"é\xf0\x9f\x98\x80\x7f\""), NULL },
  { TEXT ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\""), NULL },
  { TEXT ("{\"a\":{\"b\":[]},\"a\":1}"), NULL },

  { TEXT (""), "the body is empty" },
  { TEXT (" "), "byte 1: expected a value" },
  { TEXT ("{"), "byte 1: expected a member's name" },
  { TEXT ("{} {}"), "byte 3: expected the end" },
  { TEXT ("{,}"), "byte 1: expected a member's name" },
  { TEXT ("{\"a\":1,}"), "byte 7: expected a member's name" },
  { TEXT ("{\"a\"}"), "byte 4: expected “:”" },
  { TEXT ("{\"a\":}"), "byte 5: expected a value" },
  { TEXT ("{\"a\":1 \"b\":2}"), "byte 7: expected “,” or “}”" },
  { TEXT ("{a:1}"), "byte 1: expected a member's name" },
  { TEXT ("{'a':1}"), "byte 1: expected a member's name" },
  { TEXT ("{\"a\":1]"), "byte 6: expected “,” or “}”" },
  { TEXT ("[1,]"), "byte 3: expected a value" },
  { TEXT ("[1 2]"), "byte 3: expected “,” or “]”" },
  { TEXT ("[1"), "byte 2: expected “,” or “]”" },
  { TEXT ("['a']"), "byte 1: expected a value" },
  { TEXT ("[01]"), "byte 1: expected a number without leading zeros" },
  { TEXT ("[+1]"), "byte 1: expected a value" },
  { TEXT ("[.5]"), "byte 1: expected a value" },
  { TEXT ("[1.]"), "byte 3: expected a digit" },
  { TEXT ("[1e]"), "byte 3: expected a digit" },
  { TEXT ("[-]"), "byte 2: expected a value" },
  { TEXT ("[0x10]"), "byte 2: expected “,” or “]”" },
  { TEXT ("[NaN]"), "byte 1: expected a value" },
  { TEXT ("[Infinity]"), "byte 1: expected a value" },
  { TEXT ("[True]"), "byte 1: expected a value" },
  { TEXT ("[nul]"), "byte 1: expected a value" },
  { TEXT ("/* */ {}"), "byte 0: expected a value" },
  { TEXT ("{} // end"), "byte 3: expected the end" },
  { TEXT ("\xef\xbb\xbf{}"), "byte 0: expected a value" },
  { TEXT ("\"abc"), "byte 4: expected the end of the string" },
  { TEXT ("\"a\nb\""), "byte 2: expected the end of the string" },
  { TEXT ("\"\\x\""), "byte 2: expected an escape" },
  { TEXT ("\"\\"), "byte 2: expected an escape" },
  { TEXT ("\"\\u12g4\""), "byte 5: expected four hexadecimal digits" },
  { TEXT ("\"\\u0000\""), "byte 7: expected a character other than NUL" },
  { TEXT ("\"\\ud83d\""), "byte 7: expected a low surrogate" },
  { TEXT ("\"\\ud83d\\u0041\""), "byte 13: expected a low surrogate" },
  { TEXT ("\"\\ude00\""), "byte 7: expected a high surrogate first" },
  { TEXT ("{\"a\":\"b\0c\"}"), "byte 7: expected UTF-8 text" },
  { TEXT ("{}\0"), "byte 2: expected UTF-8 text" },
  { TEXT ("\"\xff\""), "byte 1: expected UTF-8 text" },
  { TEXT ("\"\xc0\x80\""), "byte 1: expected UTF-8 text" },
  { TEXT ("\"\xed\xa0\x80\""), "byte 1: expected UTF-8 text" },
  { TEXT ("\"\xe2\x82"), "byte 1: expected UTF-8 text" },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (texts[i].text, texts[i].length);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfJson) json = pf_json_new (body, &error);
      g_autofree char *shown = g_strescape (texts[i].text, NULL);

      g_test_message ("%s", shown);
      if (texts[i].message == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (json);
          continue;
        }
      g_assert_error (error, PF_CODEC_ERROR, PF_CODEC_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, texts[i].message);
      g_assert_null (json);
    }
}

/* Every text cut short anywhere is refused or read, never overrun: the sanitizers watch. */
static void
test_cuts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize length = 0; length < texts[i].length; length++)
      {
        g_autoptr (GBytes) body = g_bytes_new (texts[i].text, length);
        g_autoptr (PfJson) json = pf_json_new (body, NULL);

        if (json != NULL)
          g_assert_true (pf_json_is_ok (json));
      }
}

static void
test_random_bytes (void)
{
  static const char alphabet[] = "{}[]\",:\\u0019aefnrtls-+. \n\xc3\xa9\xff";

  for (int round = 0; round < 20000; round++)
    {
      char text[24];
      gsize length = (gsize) g_test_rand_int_range (1, sizeof text);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (PfJson) json = NULL;

      for (gsize i = 0; i < length; i++)
        text[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      body = g_bytes_new (text, length);
      json = pf_json_new (body, &error);
      g_assert_true ((json != NULL) != (error != NULL));
    }
}

static void
test_depth (void)
{
  for (gsize depth = PF_JSON_MAX_DEPTH - 1; depth <= 4000000;
       depth = depth < 100 ? depth + 1 : depth * 200)
    {
      char *text = g_malloc (2 * depth);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (PfJson) json = NULL;

      memset (text, '[', depth);
      memset (text + depth, ']', depth);
      body = g_bytes_new_take (text, 2 * depth);
      json = pf_json_new (body, &error);
      if (depth <= PF_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, PF_CODEC_ERROR, PF_CODEC_ERROR_SYNTAX);
    }
}

/* An array of more items than the text's length promises at first. */
static void
test_dense (void)
{
  GString *text = g_string_new ("[");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfJson) json = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (text, "0,");
  g_string_append (text, "0]");
  body = g_string_free_to_bytes (text);
  json = pf_json_new (body, &error);
  g_assert_no_error (error);
}

static void
test_escapes (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (
      TEXT ("{\"\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}"));
  g_autoptr (PfJson) json = pf_json_new (body, NULL);

  g_assert_cmpstr (pf_json_to_text (json, pf_json_get (json, pf_json_get_root (json), "a")), ==,
                   "\"\\/\b\f\n\r\té😀");
}

static void
test_integers (void)
{
  static const struct {
    const char *text;
    gint64 value; /* -1 where it is none from 0 to 9 */
  } cases[] = {
    { "0", 0 },
    { "-0", 0 },
    { "9", 9 },
    { "10", -1 },
    { "-1", -1 },
    { "1.0", -1 },
    { "1e0", -1 },
    { "\"1\"", -1 },
    { "true", -1 },
    { "[1]", -1 },
    { "9223372036854775807", -1 },
    { "-9223372036854775808", -1 },
    { "9223372036854775808", -1 },
    { "18446744073709551617", -1 },
    { "1e999999999", -1 },
    { "100000000000000000000000000000000000000000000000000001", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":%s}", cases[i].text);
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
      g_autoptr (PfJson) json = pf_json_new (body, NULL);
      g_autoptr (GError) error = NULL;
      gint64 value =
          pf_json_to_integer (json, pf_json_get (json, pf_json_get_root (json), "a"), 0, 9, -1);

      g_test_message ("%s", text);
      g_assert_cmpint (value, ==, cases[i].value);
      g_assert_true (pf_json_finish (json, &error) == (cases[i].value >= 0));
      if (cases[i].value < 0)
        {
          g_assert_error (error, PF_CODEC_ERROR, PF_CODEC_ERROR_MEMBER);
          g_assert_cmpstr (error->message, ==, "a: expected an integer from 0 to 9");
          g_assert_cmpstr (pf_codec_error_get_pointer (error), ==, "/a");
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/takes-json-only", test_texts);
  g_test_add_func ("/json/a-cut-text-is-no-harm", test_cuts);
  g_test_add_func ("/json/random-bytes-are-no-harm", test_random_bytes);
  g_test_add_func ("/json/nesting-has-a-limit", test_depth);
  g_test_add_func ("/json/many-small-values", test_dense);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/integers", test_integers);

  return g_test_run ();
}
