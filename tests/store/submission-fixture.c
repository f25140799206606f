/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of submissions share. */
#include "config.h"

#include "submission-fixture.h"

#include <string.h>

static PfSubmission *
make_submission (PfSubmissionKind kind, gint64 id, const char *text, const PfFile *file)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  PfSubmission *submission;

  if (file != NULL)
    g_ptr_array_add (files, (gpointer) file);
  submission = pf_submission_new (kind, "t1", 7, body, files);
  submission->id = id;
  return submission;
}

PfFile *
submission_put (Fixture *fixture, const char *contents)
{
  g_autoptr (GBytes) bytes = g_bytes_new (contents, strlen (contents));
  g_autoptr (GError) error = NULL;
  PfFile *file =
      pf_test_await (pf_store_put_file, fixture->store, &error, "a.pdf", bytes, FALSE, NULL);

  g_assert_no_error (error);
  return file;
}

gint64
submission_save (Fixture         *fixture,
                 PfSubmissionKind kind,
                 gint64           id,
                 const char      *text,
                 const PfFile    *file)
{
  g_autoptr (PfSubmission) draft = make_submission (kind, id, text, file);
  g_autoptr (GError) error = NULL;
  gint64 saved = pf_test_await (pf_store_save_draft, fixture->store, &error, draft, NOW, NULL);

  g_assert_no_error (error);
  return saved;
}

gint64
submission_queue (Fixture         *fixture,
                  PfSubmissionKind kind,
                  gint64           id,
                  const char      *text,
                  const PfFile    *file)
{
  g_autoptr (PfSubmission) submission = make_submission (kind, id, text, file);
  g_autoptr (GError) error = NULL;
  gint64 queued =
      pf_test_await (pf_store_queue_submission, fixture->store, &error, submission, NOW, NULL);

  g_assert_no_error (error);
  return queued;
}

int
submission_discard (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  int count = pf_test_await (pf_store_discard_submission, fixture->store, &error, id, NULL);

  g_assert_no_error (error);
  return count;
}

int
submission_settle (Fixture *fixture, gint64 id, PfSubmissionOutcome outcome)
{
  g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (outcome);
  PfSubmission *submission = submission_find (fixture, id);
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  int count;

  key = g_strdup (submission != NULL && submission->key != NULL ? submission->key : "no such key");
  answer->detail = g_strdup ("the town's words");
  answer->at = NOW + 60;
  count = pf_test_await (pf_store_settle_submission, fixture->store, &error, key, answer, NULL);
  g_assert_no_error (error);
  return count;
}

int
submission_dismiss (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  int count;

  count = pf_test_await (pf_store_dismiss_submission, fixture->store, &error, id, NULL);
  g_assert_no_error (error);
  return count;
}

PfSubmission *
submission_find (Fixture *fixture, gint64 id)
{
  fixture_load (fixture);
  for (guint i = 0; i < fixture->loaded->submissions->len; i++)
    {
      PfSubmission *submission = g_ptr_array_index (fixture->loaded->submissions, i);

      if (submission->id == id)
        return submission;
    }
  return NULL;
}

const char *
submission_get_text (PfSubmission *submission)
{
  static char text[200];
  gsize size;
  const char *data = g_bytes_get_data (submission->body, &size);

  g_assert_cmpuint (size, <, sizeof text);
  memcpy (text, data, size);
  text[size] = '\0';
  return text;
}

gboolean
submission_has_bytes (Fixture *fixture, const PfFile *file, const char *contents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected = g_bytes_new (contents, strlen (contents));
  g_autoptr (GBytes) bytes =
      pf_test_await (pf_store_load_file, fixture->store, &error, file->digest, NULL);

  if (bytes == NULL)
    {
      g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING);
      return FALSE;
    }
  g_assert_true (g_bytes_equal (bytes, expected));
  return TRUE;
}
