/* SPDX-License-Identifier: GPL-3.0-or-later
 * Submissions as values: their kinds have identifiers of their own, and two that say the same are
 * equal. */
#include "config.h"

#include "pf-submission.h"

#include <string.h>

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static PfSubmission *
make_submission (const char *body, const char *digest)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);

  if (digest != NULL)
    g_ptr_array_add (files, pf_file_new (NULL, "a.pdf", "application/pdf", 10, digest));
  return pf_submission_new (PF_SUBMISSION_CHILD, "c1", 3, bytes, files);
}

static void
test_kinds (void)
{
  for (int i = 0; i < PF_N_SUBMISSION_KINDS; i++)
    {
      g_assert_nonnull (pf_submission_kind_get_id (i));
      g_assert_cmpint (pf_submission_kind_from_id (pf_submission_kind_get_id (i)), ==, i);
    }
  g_assert_cmpint (pf_submission_kind_from_id ("poem"), ==, -1);
  g_assert_cmpint (pf_submission_kind_from_id (NULL), ==, -1);
}

static void
test_new (void)
{
  g_autoptr (PfSubmission) submission = make_submission ("{}", DIGEST);

  g_assert_cmpint (submission->id, ==, 0);
  g_assert_cmpint (submission->state, ==, PF_SUBMISSION_STATE_DRAFT);
  g_assert_cmpint (submission->decided_at, ==, PF_MOMENT_NONE);
  g_assert_cmpuint (submission->files->len, ==, 1);
  g_assert_null (submission->key);
  g_assert_false (pf_submission_is_refused (submission));
}

static void
test_equal (void)
{
  g_autoptr (PfSubmission) one = make_submission ("{}", DIGEST);
  g_autoptr (PfSubmission) same = make_submission ("{}", DIGEST);
  g_autoptr (PfSubmission) other_body = make_submission ("{\"a\":1}", DIGEST);
  g_autoptr (PfSubmission) no_file = make_submission ("{}", NULL);

  g_assert_true (pf_submission_equal (one, same));
  g_assert_false (pf_submission_equal (one, other_body));
  g_assert_false (pf_submission_equal (one, no_file));
  same->state = PF_SUBMISSION_STATE_QUEUED;
  g_assert_false (pf_submission_equal (one, same));
}

static void
test_refused (void)
{
  static const struct {
    PfSubmissionOutcome outcome;
    gboolean is_refused;
  } cases[] = {
    { PF_SUBMISSION_OUTCOME_DONE, FALSE },
    { PF_SUBMISSION_OUTCOME_REQUESTED, FALSE },
    { PF_SUBMISSION_OUTCOME_REFUSED, TRUE },
    { PF_SUBMISSION_OUTCOME_CHANGED, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfSubmission) submission = make_submission ("{}", NULL);
      g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (cases[i].outcome);

      answer->detail = g_strdup ("why");
      answer->at = 12;
      submission->answer = pf_submission_answer_copy (answer);
      g_assert_cmpint (pf_submission_is_refused (submission), ==, cases[i].is_refused);
      g_assert_cmpstr (submission->answer->detail, ==, "why");
      g_assert_cmpint (submission->answer->at, ==, 12);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/submission/each-kind-has-an-identifier", test_kinds);
  g_test_add_func ("/submission/begins-as-a-draft", test_new);
  g_test_add_func ("/submission/equal-if-it-says-the-same", test_equal);
  g_test_add_func ("/submission/refused-by-its-answer", test_refused);
  return g_test_run ();
}
