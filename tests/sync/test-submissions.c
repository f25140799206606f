/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the family writes, on its way to the town: kept as it is typed, sent once whatever happens,
 * files first; and the lists that pages are made of. */
#include "config.h"

#include "find-submission.h"
#include "pf-test-cases.h"
#include "session-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pf-file-type.h"
#include "pf-record-news.h"

#define CONTENTS "%PDF-1.7 vaccins"

static PfSubmission *
make_submission (PfSubmissionKind kind, const char *text, const PfFile *file)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  if (file != NULL)
    g_ptr_array_add (files, (gpointer) file);
  return pf_submission_new (kind, NULL, 0, body, files);
}

static gint64
submit (Fixture *fixture, PfSubmissionKind kind, const char *text, const PfFile *file)
{
  g_autoptr (PfSubmission) submission = make_submission (kind, text, file);
  g_autoptr (GError) error = NULL;
  gint64 id = pf_test_await (pf_session_submit, fixture->session, &error, submission, NULL);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static PfFile *
put (Fixture *fixture, const char *contents)
{
  g_autoptr (GBytes) bytes = g_bytes_new (contents, strlen (contents));
  g_autoptr (GError) error = NULL;
  PfFile *file =
      pf_test_await (pf_session_put_bytes, fixture->session, &error, "a.pdf", bytes, FALSE, NULL);

  g_assert_no_error (error);
  return file;
}

static PfSubmission *
find (Fixture *fixture, gint64 id)
{
  return find_submission (fixture->session, id);
}

static guint
count_accepted (Fixture *fixture)
{
  return pf_fake_town_get_accepted (fixture->town)->len;
}

static void
assert_settled (Fixture *fixture, gint64 id, PfSubmissionOutcome outcome)
{
  PfSubmission *submission = find (fixture, id);

  g_assert_cmpint (submission->state, ==, PF_SUBMISSION_STATE_SETTLED);
  g_assert_cmpint (submission->answer->outcome, ==, outcome);
}

static void
discard (Fixture *fixture, gint64 id, gboolean expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pf_test_await (pf_session_discard_submission, fixture->session, &error,
                                  find (fixture, id), NULL),
                   ==, expected);
  g_assert_no_error (error);
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfSubmission) first = make_submission (PF_SUBMISSION_MESSAGE, "{\"a\":1}", NULL);
  g_autoptr (PfSubmission) second = make_submission (PF_SUBMISSION_MESSAGE, "{\"a\":2}", NULL);
  g_autoptr (GError) error = NULL;
  gint64 id;

  fixture_start (fixture);
  id = pf_test_await (pf_session_save_draft, fixture->session, &error, first, NULL);
  g_assert_no_error (error);
  second->id = id;
  g_assert_cmpint (pf_test_await (pf_session_save_draft, fixture->session, &error, second, NULL),
                   ==, id);
  fixture_sync (fixture);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_SUBMIT), ==, 0);
  fixture_close (fixture);
  fixture_open (fixture);
  fixture_start (fixture);
  g_assert_true (g_bytes_equal (find (fixture, id)->body, second->body));
  g_assert_true (pf_session_owns (fixture->session, find (fixture, id)));
  g_assert_cmpint (pf_test_await (pf_session_submit, fixture->session, &error, second, NULL), ==,
                   id);
  fixture_settle (fixture);
  assert_settled (fixture, id, PF_SUBMISSION_OUTCOME_DONE);
  /* What was sent is not written any more, and that is said. */
  g_assert_cmpint (pf_test_await (pf_session_save_draft, fixture->session, &error, second, NULL),
                   ==, 0);
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING);
}

static void
settled_cb (GPtrArray *settled, PfSubmission *submission)
{
  g_ptr_array_add (settled, g_object_ref (submission));
}

static void
test_outcomes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  gint64 ids[4];

  fixture_start (fixture);
  g_signal_connect_swapped (fixture->session, "submission-settled", G_CALLBACK (settled_cb),
                            settled);
  for (int i = 0; i < 4; i++)
    {
      pf_fake_town_set_outcome (fixture->town, PF_SUBMISSION_CHILD, i);
      ids[i] = submit (fixture, PF_SUBMISSION_CHILD, "{}", NULL);
      fixture_settle (fixture);
      assert_settled (fixture, ids[i], i);
      g_assert_cmpint (find (fixture, ids[i])->answer->at, !=, PF_MOMENT_NONE);
    }
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (count_accepted (fixture), ==, 2);
  g_assert_cmpuint (settled->len, ==, 4);
  g_assert_true (settled->pdata[3] == find (fixture, ids[3]));
  discard (fixture, ids[2], FALSE);
  for (int i = 0; i < 4; i++)
    g_assert_true (pf_test_await (pf_session_dismiss_submission, fixture->session, &error,
                                  find (fixture, ids[i]), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (pf_session_get_submissions (fixture->session)), ==,
                    0);
  g_signal_handlers_disconnect_by_data (fixture->session, settled);
}

/* In the order in which they were written, after the bookings, and before the pull. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "{\"n\":0}", "{\"n\":1}", "{\"n\":2}" };
  GPtrArray *accepted;

  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_sync (fixture);
  pf_fake_town_set_held (fixture->town, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    submit (fixture, PF_SUBMISSION_MESSAGE, texts[i], NULL);
  pf_fake_town_set_held (fixture->town, FALSE);
  fixture_settle (fixture);
  accepted = pf_fake_town_get_accepted (fixture->town);
  g_assert_cmpuint (accepted->len, ==, 3);
  for (guint i = 0; i < accepted->len; i++)
    {
      g_autoptr (GBytes) expected = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_true (g_bytes_equal (((PfSubmission *) accepted->pdata[i])->body, expected));
    }
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_IDLE);
}

/* The answer is lost: the same is sent with the same key, and done once. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  gint64 id;

  fixture_start (fixture);
  pf_fake_town_lose_answers (fixture->town, PF_FAKE_SUBMIT, 2);
  id = submit (fixture, PF_SUBMISSION_MESSAGE, "{}", NULL);
  fixture_settle (fixture);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_OFFLINE);
  g_assert_cmpint (find (fixture, id)->state, ==, PF_SUBMISSION_STATE_QUEUED);
  fixture_close (fixture);
  fixture_open (fixture);
  fixture_start (fixture);
  fixture_sync (fixture);
  assert_settled (fixture, id, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_SUBMIT), ==, 3);
  g_assert_cmpuint (count_accepted (fixture), ==, 1);
}

/* One that the town stumbles over keeps nothing else waiting. */
static void
test_stumble (Fixture *fixture, gconstpointer data)
{
  static const PfClientError codes[] = { PF_CLIENT_ERROR_SERVER, PF_CLIENT_ERROR_PROTOCOL };
  gint64 first, second;
  guint n_pulls;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      pf_session_load (fixture->session);
      first = submit (fixture, PF_SUBMISSION_MESSAGE, "{\"n\":1}", NULL);
      second = submit (fixture, PF_SUBMISSION_MESSAGE, "{\"n\":2}", NULL);
      n_pulls = pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL);
      pf_fake_town_fail (fixture->town, PF_FAKE_SUBMIT, 1, codes[i]);
      fixture_start (fixture);
      g_assert_error (pf_session_get_sync_error (fixture->session), PF_CLIENT_ERROR,
                      (int) codes[i]);
      g_assert_cmpint (find (fixture, first)->state, ==, PF_SUBMISSION_STATE_QUEUED);
      assert_settled (fixture, second, PF_SUBMISSION_OUTCOME_DONE);
      g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL), >, n_pulls);
      g_assert_false (pf_session_is_submission_stuck (fixture->session, find (fixture, first)));
      fixture_sync (fixture);
      assert_settled (fixture, first, PF_SUBMISSION_OUTCOME_DONE);
      fixture_close (fixture);
      fixture_open (fixture);
    }
}

/* What the town never answers is told, and can be taken away. */
static void
test_stuck (Fixture *fixture, gconstpointer data)
{
  gint64 id;

  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_SUBMIT, 5, PF_CLIENT_ERROR_SERVER);
  id = submit (fixture, PF_SUBMISSION_MESSAGE, "{}", NULL);
  fixture_settle (fixture);
  for (int i = 0; i < 4; i++)
    fixture_sync (fixture);
  g_assert_true (pf_session_is_submission_stuck (fixture->session, find (fixture, id)));
  discard (fixture, id, TRUE);
  g_assert_null (find (fixture, id));
  fixture_sync (fixture);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (count_accepted (fixture), ==, 0);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  gint64 id;

  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_SUBMIT, 1, PF_CLIENT_ERROR_SIGNED_OUT);
  id = submit (fixture, PF_SUBMISSION_MESSAGE, "{}", NULL);
  fixture_settle (fixture);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_SIGNED_OUT);
  g_assert_cmpint (find (fixture, id)->state, ==, PF_SUBMISSION_STATE_QUEUED);
  fixture_sync (fixture);
  assert_settled (fixture, id, PF_SUBMISSION_OUTCOME_DONE);
}

/* Under way it stays; waiting it goes. */
static void
test_discard_queued (Fixture *fixture, gconstpointer data)
{
  gint64 under_way, waiting;

  fixture_start (fixture);
  pf_fake_town_set_held (fixture->town, TRUE);
  under_way = submit (fixture, PF_SUBMISSION_MESSAGE, "{}", NULL);
  waiting = submit (fixture, PF_SUBMISSION_MESSAGE, "{}", NULL);
  pf_test_wait_until (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_SUBMIT) == 1);
  discard (fixture, under_way, FALSE);
  discard (fixture, waiting, TRUE);
  pf_fake_town_set_held (fixture->town, FALSE);
  fixture_settle (fixture);
  assert_settled (fixture, under_way, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_cmpuint (count_accepted (fixture), ==, 1);
}

/* Files */

static void
progress_cb (double *last, PfSubmission *submission, double progress)
{
  g_assert_cmpfloat (progress, >=, *last);
  g_assert_cmpfloat (progress, <=, 1);
  *last = progress;
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) file = put (fixture, CONTENTS);
  g_autoptr (GBytes) shown = NULL;
  g_autoptr (GError) error = NULL;
  double progress = 0;
  gint64 id;

  fixture_start (fixture);
  shown = pf_test_await (pf_session_load_file, fixture->session, &error, file, NULL);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (shown, NULL), g_bytes_get_size (shown), CONTENTS,
                   strlen (CONTENTS));
  g_signal_connect_swapped (fixture->session, "upload-progress", G_CALLBACK (progress_cb),
                            &progress);
  pf_fake_town_lose_answers (fixture->town, PF_FAKE_UPLOAD, 1);
  id = submit (fixture, PF_SUBMISSION_DOCUMENT, "{}", file);
  fixture_settle (fixture);
  g_assert_cmpint (find (fixture, id)->state, ==, PF_SUBMISSION_STATE_QUEUED);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_SUBMIT), ==, 0);
  g_assert_cmpfloat (pf_session_get_upload_progress (fixture->session, find (fixture, id)), ==, -1);
  progress = 0;
  fixture_sync (fixture);
  assert_settled (fixture, id, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_true (pf_fake_town_has_file (fixture->town, file->digest));
  g_assert_cmpfloat (progress, ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->session, &progress);
}

/* Taking it away while its file is on its way breaks that off. */
static void
test_discard_uploading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) file = put (fixture, CONTENTS);
  gint64 first, second;

  fixture_start (fixture);
  pf_fake_town_set_held (fixture->town, TRUE);
  first = submit (fixture, PF_SUBMISSION_DOCUMENT, "{}", file);
  second = submit (fixture, PF_SUBMISSION_MESSAGE, "{}", NULL);
  pf_test_wait_until (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_UPLOAD) == 1);
  g_assert_cmpfloat (pf_session_get_upload_progress (fixture->session, find (fixture, first)), ==,
                     0);
  discard (fixture, first, TRUE);
  g_assert_null (find (fixture, first));
  pf_fake_town_set_held (fixture->town, FALSE);
  fixture_settle (fixture);
  assert_settled (fixture, second, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_false (pf_fake_town_has_file (fixture->town, file->digest));
  g_assert_cmpuint (count_accepted (fixture), ==, 1);
}

static void
test_upload_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) file = put (fixture, CONTENTS);
  gint64 id;

  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_UPLOAD, 1, PF_CLIENT_ERROR_REFUSED);
  id = submit (fixture, PF_SUBMISSION_DOCUMENT, "{}", file);
  fixture_settle (fixture);
  assert_settled (fixture, id, PF_SUBMISSION_OUTCOME_REFUSED);
  g_assert_cmpstr (find (fixture, id)->answer->detail, ==, "as told");
}

static PfFile *
put_from_disk (Fixture    *fixture,
               const char *name,
               const char *contents,
               gssize      size,
               GError    **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) disk_file = g_file_new_for_path (path);

  if (contents != NULL)
    g_assert_true (g_file_set_contents (path, contents, size, NULL));
  return pf_test_await (pf_session_put_file, fixture->session, error, disk_file, NULL);
}

static void
test_put_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_malloc0 (PF_UPLOAD_MAX + 1);
  g_autoptr (PfFile) file = NULL;
  g_autoptr (PfFile) largest = NULL;
  g_autoptr (GError) error = NULL;

  fixture_start (fixture);
  file = put_from_disk (fixture, "Été.pdf", CONTENTS, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->name, ==, "Été.pdf");
  g_assert_cmpstr (file->media_type, ==, "application/pdf");
  g_assert_cmpint (file->size, ==, strlen (CONTENTS));
  largest = put_from_disk (fixture, "largest", huge, PF_UPLOAD_MAX, &error);
  g_assert_no_error (error);
  g_assert_null (put_from_disk (fixture, "huge", huge, PF_UPLOAD_MAX + 1, &error));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (put_from_disk (fixture, "nowhere", NULL, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* The network fails at random: in the end each was done once, in order. */
static void
test_chaos (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  GPtrArray *accepted = pf_fake_town_get_accepted (fixture->town);
  gint64 last = 0;

  fixture_start (fixture);
  pf_fake_town_set_chaos (fixture->town, random, 0.3);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *contents = g_strdup_printf ("%%PDF- %d", i / 2);
      g_autoptr (PfFile) file = i % 3 == 0 ? put (fixture, contents) : NULL;

      submit (fixture, PF_SUBMISSION_DOCUMENT, "{}", file);
      fixture_settle (fixture);
      if (i % 7 == 6)
        {
          fixture_close (fixture);
          fixture_open (fixture);
          fixture_start (fixture);
        }
    }
  pf_fake_town_set_chaos (fixture->town, random, 0);
  fixture_sync (fixture);
  g_assert_cmpuint (accepted->len, ==, 20);
  for (guint i = 0; i < accepted->len; i++)
    {
      g_assert_cmpint (((PfSubmission *) accepted->pdata[i])->id, >, last);
      last = ((PfSubmission *) accepted->pdata[i])->id;
      assert_settled (fixture, last, PF_SUBMISSION_OUTCOME_DONE);
    }
}

/* Records */

static void
loaded_cb (guint *mask, guint collection)
{
  *mask |= 1u << collection;
}

static PfNews *
make_news (const char *id)
{
  PfNews *news = pf_record_new (PF_TYPE_NEWS, id);

  news->title = g_strdup (id);
  news->at = 1788000000;
  return news;
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  GListModel *news;
  guint mask = 0;

  g_signal_connect_swapped (fixture->session, "records-loaded", G_CALLBACK (loaded_cb), &mask);
  g_assert_false (pf_session_has_records (fixture->session, PF_COLLECTION_CHILDREN));
  pf_fake_town_add (fixture->town, PF_COLLECTION_NEWS, PF_RECORD (make_news ("n1")));
  fixture_start (fixture);
  g_assert_true (pf_session_has_records (fixture->session, PF_COLLECTION_CHILDREN));
  g_assert_true ((mask & (1u << PF_COLLECTION_CHILDREN)) != 0);
  g_assert_false (pf_session_has_records (fixture->session, PF_COLLECTION_NEWS));
  news = pf_session_get_records (fixture->session, PF_COLLECTION_NEWS);
  g_assert_cmpuint (g_list_model_get_n_items (news), ==, 0);
  pf_test_wait_until (pf_session_has_records (fixture->session, PF_COLLECTION_NEWS));
  g_assert_true ((mask & (1u << PF_COLLECTION_NEWS)) != 0);
  g_assert_cmpuint (g_list_model_get_n_items (news), ==, 1);
  g_assert_true (pf_session_owns (
      fixture->session, pf_session_find_record (fixture->session, PF_COLLECTION_NEWS, "n1")));
  /* From now on it is kept fresh. */
  pf_fake_town_add (fixture->town, PF_COLLECTION_NEWS, PF_RECORD (make_news ("n2")));
  fixture_sync (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (news), ==, 2);
  pf_fake_town_remove (fixture->town, PF_COLLECTION_NEWS, "n1");
  fixture_sync (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (news), ==, 1);
  g_assert_null (pf_session_find_record (fixture->session, PF_COLLECTION_NEWS, "n1"));
  g_signal_handlers_disconnect_by_data (fixture->session, &mask);
}

/* Asked for before anything is loaded: it comes by itself. */
static void
test_records_asked_early (Fixture *fixture, gconstpointer data)
{
  GListModel *news;

  pf_fake_town_add (fixture->town, PF_COLLECTION_NEWS, PF_RECORD (make_news ("n1")));
  fixture_start (fixture);
  fixture_close (fixture);
  fixture_open (fixture);
  news = pf_session_get_records (fixture->session, PF_COLLECTION_NEWS);
  pf_session_load (fixture->session);
  pf_test_wait_until (pf_session_has_records (fixture->session, PF_COLLECTION_NEWS));
  g_assert_cmpuint (g_list_model_get_n_items (news), ==, 1);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, cases) = {
    { "a-draft-is-kept-until-sent", test_draft },
    { "each-outcome-stays-until-seen", test_outcomes },
    { "sent-in-order", test_order },
    { "lost-answer-is-asked-again", test_lost_answer },
    { "a-stumble-keeps-nothing-else-waiting", test_stumble },
    { "stuck-and-taken-away", test_stuck },
    { "signed-out-in-the-middle", test_signed_out },
    { "discard-what-waits", test_discard_queued },
    { "files-go-first", test_files },
    { "discard-while-uploading", test_discard_uploading },
    { "a-file-that-is-refused", test_upload_refused },
    { "files-from-the-disk", test_put_file },
    { "chaos", test_chaos },
    { "records-when-asked-for", test_records },
    { "records-asked-for-early", test_records_asked_early },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/submissions/", Fixture, fixture_set_up, cases, fixture_tear_down);
  return g_test_run ();
}
