/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of submissions as they are written, and the answers to them as they are read. */
#include "config.h"

#include "pf-codec.h"
#include "pf-patch.h"

#include <string.h>

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
assert_json (GBytes *body, const char *expected)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = g_strndup (data, size);

  g_assert_cmpstr (text, ==, expected);
}

static GBytes *
make_body (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_patch (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  PfPatch *patch = pf_patch_new ();
  g_autoptr (GBytes) body = NULL;

  pf_patch_set_text (patch, "phone", "06 \"12\"");
  pf_patch_set_text (patch, "mobile", NULL);
  g_ptr_array_add (files, pf_file_new ("x", "a.pdf", "application/pdf", 7, DIGEST));
  g_ptr_array_add (files, pf_file_new (NULL, "é.png", "image/png", 8, DIGEST));
  pf_patch_set_files (patch, "files", files);
  body = pf_patch_finish (patch);
  assert_json (body, "{\"phone\":\"06 \\\"12\\\"\",\"mobile\":null,\"files\":["
                     "{\"name\":\"a.pdf\",\"media_type\":\"application/pdf\",\"size\":7,"
                     "\"digest\":\"" DIGEST "\"},{\"name\":\"é.png\","
                     "\"media_type\":\"image/png\",\"size\":8,\"digest\":\"" DIGEST "\"}]}");
}

static void
test_empty_patch (void)
{
  g_autoptr (GBytes) body = pf_patch_finish (pf_patch_new ());

  assert_json (body, "{}");
  pf_patch_free (pf_patch_new ());
}

static void
test_said_answers (void)
{
  static const struct {
    const char *text;
    int outcome; /* -1 = refused by the codec */
    const char *id;
    const char *detail;
  } cases[] = {
    { "{\"outcome\":\"done\"}", PF_SUBMISSION_OUTCOME_DONE, NULL, NULL },
    { "{\"outcome\":\"done\",\"id\":\"m1\",\"new\":1}", PF_SUBMISSION_OUTCOME_DONE, "m1", NULL },
    { "{\"outcome\":\"requested\",\"id\":\"r1\",\"detail\":\"Vu\"}",
      PF_SUBMISSION_OUTCOME_REQUESTED, "r1", "Vu" },
    { "{\"outcome\":\"refused\"}", -1, NULL, NULL },
    { "{\"outcome\":\"changed\"}", -1, NULL, NULL },
    { "{\"outcome\":\"perhaps\"}", -1, NULL, NULL },
    { "{\"outcome\":1}", -1, NULL, NULL },
    { "{\"outcome\":\"done\",\"id\":\"a b\"}", -1, NULL, NULL },
    { "{}", -1, NULL, NULL },
    { "", -1, NULL, NULL },
    { "<html>", -1, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = make_body (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (PfSubmissionAnswer) answer = pf_codec_decode_submission_answer (body, &error);
      g_autoptr (GBytes) again = NULL;
      g_autoptr (PfSubmissionAnswer) read = NULL;

      if (cases[i].outcome < 0)
        {
          g_assert_null (answer);
          g_assert_true (error->domain == PF_CODEC_ERROR);
          continue;
        }
      g_assert_no_error (error);
      again = pf_codec_encode_submission_answer (answer);
      read = pf_codec_decode_submission_answer (again, &error);
      g_assert_no_error (error);
      g_assert_cmpint (read->outcome, ==, cases[i].outcome);
      g_assert_cmpstr (read->id, ==, cases[i].id);
      g_assert_cmpstr (read->detail, ==, cases[i].detail);
    }
}

static void
test_kept_answers (void)
{
  for (int i = PF_SUBMISSION_OUTCOME_DONE; i <= PF_SUBMISSION_OUTCOME_CHANGED; i++)
    {
      g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (i);
      g_autoptr (PfSubmissionAnswer) read = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = NULL;

      answer->title = g_strdup ("Refusé");
      answer->pointer = g_strdup ("/phone");
      answer->at = i % 2 == 0 ? 1788000000 : PF_MOMENT_NONE;
      body = pf_codec_encode_kept_answer (answer);
      read = pf_codec_decode_kept_answer (body, &error);
      g_assert_no_error (error);
      g_assert_cmpint (read->outcome, ==, i);
      g_assert_cmpstr (read->title, ==, "Refusé");
      g_assert_cmpstr (read->pointer, ==, "/phone");
      g_assert_null (read->detail);
      g_assert_cmpint (read->at, ==, answer->at);
    }
}

static void
test_payments (void)
{
  static const struct {
    const char *text;
    PfCents amount;
  } cases[] = {
    { "{\"amount\":1250}", 1250 },
    { "{\"amount\":0}", PF_CENTS_UNKNOWN },
    { "{\"amount\":-5}", PF_CENTS_UNKNOWN },
    { "{\"amount\":\"5\"}", PF_CENTS_UNKNOWN },
    { "{}", PF_CENTS_UNKNOWN },
    { "[]", PF_CENTS_UNKNOWN },
  };
  g_autoptr (GBytes) amount = pf_codec_encode_payment_amount (4200);
  g_autoptr (PfPaymentLink) link = pf_payment_link_new ("https://payer.exemple.fr/1", 1788000000);
  g_autoptr (GBytes) body = pf_codec_encode_payment_link (link);
  g_autoptr (PfPaymentLink) read = NULL;
  g_autoptr (GError) error = NULL;

  assert_json (amount, "{\"amount\":4200}");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) asked = make_body (cases[i].text);

      g_assert_cmpint (pf_codec_decode_payment_amount (asked, NULL), ==, cases[i].amount);
    }
  read = pf_codec_decode_payment_link (body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->uri, ==, link->uri);
  g_assert_cmpint (read->until, ==, link->until);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/submission/a-patch-says-what-was-set", test_patch);
  g_test_add_func ("/submission/a-patch-of-nothing", test_empty_patch);
  g_test_add_func ("/submission/what-a-town-may-answer", test_said_answers);
  g_test_add_func ("/submission/what-the-outbox-keeps", test_kept_answers);
  g_test_add_func ("/submission/payments", test_payments);
  return g_test_run ();
}
