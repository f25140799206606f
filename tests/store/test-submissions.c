/* SPDX-License-Identifier: GPL-3.0-or-later
 * Submissions on the disk: drafts, the queue, answers, the journal, and how long the bytes of files
 * are kept; and records that are read when they are asked for. */
#include "config.h"

#include "submission-fixture.h"

#include <sqlite3.h>

#include "pf-file-type.h"
#include "pf-record-news.h"

#define CONTENTS "%PDF-1.7 vaccins"

static void
reopen (Fixture *fixture)
{
  fixture_close (fixture);
  fixture_open (fixture);
}

/* How many rows @query counts in the closed outbox. */
static int
count_rows (Fixture *fixture, const char *query)
{
  g_autofree char *path = g_build_filename (fixture->folder, "outbox.db", NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;
  int count;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, query, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return count;
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  gint64 id = submission_save (fixture, PF_SUBMISSION_MESSAGE, 0, "{\"text\":\"Bon\"}", NULL);
  gint64 other = submission_save (fixture, PF_SUBMISSION_CHILD, 0, "{}", NULL);
  PfSubmission *draft;

  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (other, >, id);
  g_assert_cmpint (
      submission_save (fixture, PF_SUBMISSION_MESSAGE, id, "{\"text\":\"Bonjour\"}", NULL), ==, id);
  reopen (fixture);
  draft = submission_find (fixture, id);
  g_assert_cmpstr (submission_get_text (draft), ==, "{\"text\":\"Bonjour\"}");
  g_assert_cmpint (draft->kind, ==, PF_SUBMISSION_MESSAGE);
  g_assert_cmpint (draft->state, ==, PF_SUBMISSION_STATE_DRAFT);
  g_assert_cmpstr (draft->target, ==, "t1");
  g_assert_cmpint (draft->version, ==, 7);
  g_assert_cmpint (draft->decided_at, ==, NOW);
  g_assert_null (draft->key);
  g_assert_cmpuint (fixture->loaded->submissions->len, ==, 2);
  g_assert_cmpint (submission_discard (fixture, id), ==, 1);
  g_assert_cmpint (submission_discard (fixture, id), ==, 0);
  g_assert_null (submission_find (fixture, id));
  /* What is gone cannot be written anew. */
  g_assert_cmpint (submission_save (fixture, PF_SUBMISSION_MESSAGE, id, "{}", NULL), ==, 0);
  g_assert_cmpuint (fixture->loaded->submissions->len, ==, 1);
}

static void
test_queue (Fixture *fixture, gconstpointer data)
{
  gint64 id = submission_save (fixture, PF_SUBMISSION_MESSAGE, 0, "{}", NULL);
  g_autofree char *key = NULL;
  PfSubmission *queued;

  g_assert_cmpint (submission_queue (fixture, PF_SUBMISSION_MESSAGE, id, "{\"a\":1}", NULL), ==,
                   id);
  queued = submission_find (fixture, id);
  g_assert_cmpint (queued->state, ==, PF_SUBMISSION_STATE_QUEUED);
  g_assert_cmpstr (submission_get_text (queued), ==, "{\"a\":1}");
  g_assert_true (g_uuid_string_is_valid (queued->key));
  key = g_strdup (queued->key);
  /* What was sent is not rewritten, nor sent twice. */
  g_assert_cmpint (submission_save (fixture, PF_SUBMISSION_MESSAGE, id, "{}", NULL), ==, 0);
  g_assert_cmpint (submission_queue (fixture, PF_SUBMISSION_MESSAGE, id, "{}", NULL), ==, 0);
  reopen (fixture);
  queued = submission_find (fixture, id);
  g_assert_cmpstr (queued->key, ==, key);
  g_assert_cmpstr (submission_get_text (queued), ==, "{\"a\":1}");
  g_assert_cmpint (submission_queue (fixture, PF_SUBMISSION_MESSAGE, 0, "{}", NULL), >, id);
  g_assert_cmpint (submission_discard (fixture, id), ==, 1);
  g_assert_cmpint (submission_settle (fixture, id, PF_SUBMISSION_OUTCOME_DONE), ==, 0);
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  static const PfSubmissionOutcome outcomes[] = {
    PF_SUBMISSION_OUTCOME_DONE,
    PF_SUBMISSION_OUTCOME_REQUESTED,
    PF_SUBMISSION_OUTCOME_REFUSED,
    PF_SUBMISSION_OUTCOME_CHANGED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      gint64 id = submission_queue (fixture, PF_SUBMISSION_REQUEST, 0, "{\"a\":1}", NULL);
      PfSubmission *settled;

      g_assert_cmpint (submission_dismiss (fixture, id), ==, 0);
      g_assert_cmpint (submission_settle (fixture, id, outcomes[i]), ==, 1);
      g_assert_cmpint (submission_settle (fixture, id, outcomes[i]), ==, 0);
      g_assert_cmpint (submission_discard (fixture, id), ==, 0);
      reopen (fixture);
      settled = submission_find (fixture, id);
      g_assert_cmpint (settled->state, ==, PF_SUBMISSION_STATE_SETTLED);
      g_assert_cmpint (settled->answer->outcome, ==, outcomes[i]);
      g_assert_cmpstr (settled->answer->detail, ==, "the town's words");
      g_assert_cmpint (settled->answer->at, ==, NOW + 60);
      g_assert_cmpstr (submission_get_text (settled), ==, "{\"a\":1}");
      g_assert_cmpint (submission_dismiss (fixture, id), ==, 1);
      g_assert_null (submission_find (fixture, id));
    }
  fixture_close (fixture);
  g_assert_cmpint (count_rows (fixture, "SELECT count(*) FROM submission_journal"), ==,
                   G_N_ELEMENTS (outcomes));
}

/* Nobody looks at the fate of a read mark; and health facts that the town has do not stay here. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  gint64 mark = submission_queue (fixture, PF_SUBMISSION_READ_MARK, 0, "{}", NULL);
  gint64 sheet = submission_queue (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, "{\"pai\":1}", NULL);
  gint64 refused = submission_queue (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, "{\"pai\":1}", NULL);

  g_assert_cmpint (submission_settle (fixture, mark, PF_SUBMISSION_OUTCOME_REFUSED), ==, 1);
  g_assert_null (submission_find (fixture, mark));
  submission_settle (fixture, sheet, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_cmpstr (submission_get_text (submission_find (fixture, sheet)), ==, "{}");
  submission_settle (fixture, refused, PF_SUBMISSION_OUTCOME_REFUSED);
  g_assert_cmpstr (submission_get_text (submission_find (fixture, refused)), ==, "{\"pai\":1}");
}

static void
test_unreadable_answer (Fixture *fixture, gconstpointer data)
{
  gint64 id = submission_queue (fixture, PF_SUBMISSION_REQUEST, 0, "{}", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "outbox.db", NULL);
  PfSubmission *settled;
  sqlite3 *db;

  submission_settle (fixture, id, PF_SUBMISSION_OUTCOME_DONE);
  fixture_close (fixture);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE submission SET answer = 'x'", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
  fixture_open (fixture);
  settled = submission_find (fixture, id);
  g_assert_cmpint (settled->answer->outcome, ==, PF_SUBMISSION_OUTCOME_CHANGED);
}

static void
test_put_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) file = submission_put (fixture, CONTENTS);
  g_autoptr (PfFile) empty = submission_put (fixture, "");
  g_autofree char *huge = g_malloc0 (PF_UPLOAD_MAX + 1);
  g_autoptr (GBytes) bytes = g_bytes_new (huge, PF_UPLOAD_MAX + 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (file->name, ==, "a.pdf");
  g_assert_cmpstr (file->media_type, ==, "application/pdf");
  g_assert_cmpint (file->size, ==, sizeof CONTENTS - 1);
  g_assert_true (pf_digest_is_valid (file->digest));
  g_assert_true (submission_has_bytes (fixture, file, CONTENTS));
  g_assert_cmpstr (empty->media_type, ==, "application/octet-stream");
  g_assert_true (submission_has_bytes (fixture, empty, ""));
  g_assert_null (
      pf_test_await (pf_store_put_file, fixture->store, &error, "b", bytes, FALSE, NULL));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_TOO_LARGE);
}

/* Bytes stay as long as a submission may need them: not longer, and not less. */
static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) file = submission_put (fixture, CONTENTS);
  gint64 one, two, other;

  /* Other submissions come and go while the page has not named its file yet. */
  other = submission_save (fixture, PF_SUBMISSION_MESSAGE, 0, "{}", NULL);
  submission_discard (fixture, other);
  g_assert_true (submission_has_bytes (fixture, file, CONTENTS));
  one = submission_save (fixture, PF_SUBMISSION_DOCUMENT, 0, "{}", file);
  two = submission_save (fixture, PF_SUBMISSION_DOCUMENT, 0, "{}", file);
  reopen (fixture);
  g_assert_cmpuint (submission_find (fixture, one)->files->len, ==, 1);
  submission_discard (fixture, one);
  g_assert_true (submission_has_bytes (fixture, file, CONTENTS));
  /* A draft that no longer names it. */
  submission_save (fixture, PF_SUBMISSION_DOCUMENT, two, "{}", NULL);
  g_assert_false (submission_has_bytes (fixture, file, CONTENTS));
}

static void
test_bytes_of_answered (Fixture *fixture, gconstpointer data)
{
  static const struct {
    PfSubmissionOutcome outcome;
    gboolean is_kept;
  } cases[] = {
    { PF_SUBMISSION_OUTCOME_DONE, FALSE },
    { PF_SUBMISSION_OUTCOME_REQUESTED, FALSE },
    { PF_SUBMISSION_OUTCOME_REFUSED, TRUE },
    { PF_SUBMISSION_OUTCOME_CHANGED, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfFile) file = submission_put (fixture, CONTENTS);
      gint64 id = submission_queue (fixture, PF_SUBMISSION_DOCUMENT, 0, "{}", file);

      submission_settle (fixture, id, cases[i].outcome);
      g_assert_cmpint (submission_has_bytes (fixture, file, CONTENTS), ==, cases[i].is_kept);
      g_assert_cmpuint (submission_find (fixture, id)->files->len, ==, 1);
      submission_dismiss (fixture, id);
      g_assert_false (submission_has_bytes (fixture, file, CONTENTS));
    }
}

/* Two pages put the same file; the first is done with it before the second has named it. */
static void
test_bytes_put_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) first = submission_put (fixture, CONTENTS);
  g_autoptr (PfFile) second = submission_put (fixture, CONTENTS);
  gint64 id = submission_save (fixture, PF_SUBMISSION_DOCUMENT, 0, "{}", first);

  submission_save (fixture, PF_SUBMISSION_DOCUMENT, id, "{\"a\":2}", first);
  submission_discard (fixture, id);
  g_assert_true (submission_has_bytes (fixture, second, CONTENTS));
  id = submission_queue (fixture, PF_SUBMISSION_DOCUMENT, 0, "{}", second);
  submission_settle (fixture, id, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_false (submission_has_bytes (fixture, second, CONTENTS));
}

static void
test_bytes_never_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) file = submission_put (fixture, CONTENTS);
  g_autoptr (PfFile) named = submission_put (fixture, "other");

  submission_save (fixture, PF_SUBMISSION_DOCUMENT, 0, "{}", named);
  reopen (fixture);
  g_assert_false (submission_has_bytes (fixture, file, CONTENTS));
  g_assert_true (submission_has_bytes (fixture, named, "other"));
  fixture_close (fixture);
  g_assert_cmpint (count_rows (fixture, "SELECT count(*) FROM file_bytes"), ==, 1);
}

static void
test_bytes_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) file = submission_put (fixture, CONTENTS);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (PfSubmission) draft = NULL;
  g_autoptr (GError) error = NULL;

  reopen (fixture);
  g_ptr_array_add (files, file);
  draft = pf_submission_new (PF_SUBMISSION_DOCUMENT, NULL, 0, body, files);
  g_assert_cmpint (pf_test_await (pf_store_save_draft, fixture->store, &error, draft, NOW, NULL),
                   ==, -1);
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->submissions->len, ==, 0);
}

static void
count_news_cb (guint *n_news, const PfStoreNews *news)
{
  n_news[0] += news->submissions != NULL;
  n_news[1] += news->records[PF_COLLECTION_SITES] != NULL;
  n_news[2] += news->records[PF_COLLECTION_NEWS] != NULL;
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  guint n_news[3] = { 0 };
  gint64 id;

  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (count_news_cb), n_news);
  id = submission_save (fixture, PF_SUBMISSION_MESSAGE, 0, "{}", NULL);
  g_assert_cmpuint (n_news[0], ==, 1);
  submission_queue (fixture, PF_SUBMISSION_MESSAGE, id, "{}", NULL);
  g_assert_cmpuint (n_news[0], ==, 2);
  submission_settle (fixture, id, PF_SUBMISSION_OUTCOME_DONE);
  submission_dismiss (fixture, id);
  g_assert_cmpuint (n_news[0], ==, 4);
  /* What changes nothing tells nothing. */
  submission_dismiss (fixture, id);
  submission_discard (fixture, id);
  g_assert_cmpuint (n_news[0], ==, 4);
}

/* What nobody asked for stays on the disk; what somebody asked for once is told of from then on. */
static void
test_records (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) changes = fixture_make_family ("s1");
  g_autoptr (PfStoreNews) news = NULL;
  g_autoptr (GError) error = NULL;
  guint n_news[3] = { 0 };
  PfNews *item = pf_record_new (PF_TYPE_NEWS, "n1");

  item->title = g_strdup ("Grève");
  item->at = NOW;
  g_ptr_array_add (changes->changed[PF_COLLECTION_NEWS], item);
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (count_news_cb), n_news);
  fixture_apply (fixture, changes);
  g_assert_cmpuint (n_news[1], ==, 1);
  g_assert_cmpuint (n_news[2], ==, 0);
  reopen (fixture);
  g_assert_null (fixture->loaded->records[PF_COLLECTION_NEWS]);
  news = pf_test_await (pf_store_load_records, fixture->store, &error,
                        1u << PF_COLLECTION_NEWS | 1u << PF_COLLECTION_MENUS, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (news->records[PF_COLLECTION_NEWS]->len, ==, 1);
  g_assert_cmpuint (news->records[PF_COLLECTION_MENUS]->len, ==, 0);
  g_assert_null (news->records[PF_COLLECTION_SITES]);
  g_assert_null (news->status);
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (count_news_cb), n_news);
  fixture_apply (fixture, changes);
  g_assert_cmpuint (n_news[2], ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "a-draft-is-kept-and-written-anew", test_draft },
    { "queued-once-with-a-key", test_queue },
    { "settled-with-the-towns-words", test_settle },
    { "read-marks-and-health-facts", test_kinds },
    { "an-answer-that-cannot-be-read", test_unreadable_answer },
    { "a-file-is-named-by-its-digest", test_put_file },
    { "bytes-stay-while-they-are-named", test_bytes },
    { "bytes-go-once-the-town-has-them", test_bytes_of_answered },
    { "bytes-put-twice", test_bytes_put_twice },
    { "bytes-never-named-go-at-the-next-start", test_bytes_never_named },
    { "missing-bytes-are-told", test_bytes_missing },
    { "each-change-is-told-once", test_told },
    { "records-are-read-when-asked-for", test_records },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/submissions/", cases[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, cases[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
