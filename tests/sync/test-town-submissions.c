/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the family writes reaches the real server once, whatever a bad network does to it and to the
 * files that go with it. */
#include "config.h"

#include "town-fixture.h"

#include <string.h>

#include "find-submission.h"
#include "pf-patch.h"
#include "pf-record-papers.h"
#include "pf-test-cases.h"

#define DOCUMENTS "POST /v1/documents"
#define UPLOADS "PUT /v1/uploads"
#define FETCHING "GET /v1/documents/"
#define LARGE_SIZE 1000000
#define ASKING "HEAD /v1/uploads"
#define KILLED_SIZE 400000

typedef struct {
  PfFaultKind kind;
  guint value;
} FaultCase;

/* A file of its own, of several pieces where @size is large. */
static GBytes *
make_contents (const char *name, gsize size)
{
  char *data = g_malloc (size);

  memset (data, 'x', size);
  memcpy (data, "%PDF-1.7 ", 9);
  memcpy (data + 9, name, MIN (strlen (name), size - 9));
  return g_bytes_new_take (data, size);
}

/* Sends a paper named @name in one file. Returns: its id in the outbox. */
static gint64
send_document (Family *family, const char *name, gsize size)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  g_autoptr (GBytes) contents = make_contents (name, size);
  g_autoptr (PfSubmission) submission = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  PfPatch *patch = pf_patch_new ();
  gint64 id;

  g_ptr_array_add (files, pf_test_await (pf_session_put_bytes, family->session, &error, name,
                                         contents, FALSE, NULL));
  g_assert_no_error (error);
  pf_patch_set_text (patch, "name", name);
  pf_patch_set_files (patch, "files", files);
  body = pf_patch_finish (patch);
  submission = pf_submission_new (PF_SUBMISSION_DOCUMENT, NULL, 0, body, files);
  id = pf_test_await (pf_session_submit, family->session, &error, submission, NULL);
  g_assert_no_error (error);
  return id;
}

/* Returns: (transfer none): the only document of that name. */
static PfDocument *
find_document (Family *family, const char *name)
{
  GListModel *documents = pf_session_get_records (family->session, PF_COLLECTION_DOCUMENTS);
  PfDocument *found = NULL;

  pf_test_wait_until (pf_session_has_records (family->session, PF_COLLECTION_DOCUMENTS));
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (PfDocument) document = g_list_model_get_item (documents, i);

      if (!g_str_equal (document->name, name))
        continue;
      g_assert_null (found);
      found = document;
    }
  return found;
}

/* The town has it once, with its file as it was. */
static void
assert_arrived (Family *family, gint64 id, const char *name, gsize size)
{
  PfSubmission *submission = find_submission (family->session, id);
  PfDocument *document = find_document (family, name);
  g_autoptr (GBytes) contents = make_contents (name, size);
  g_autoptr (PfDownload) download = NULL;
  g_autoptr (GError) error = NULL;
  const PfFile *file;

  g_assert_cmpint (submission->answer->outcome, ==, PF_SUBMISSION_OUTCOME_DONE);
  g_assert_nonnull (document);
  g_assert_cmpstr (submission->answer->id, ==, pf_record_get_id (PF_RECORD (document)));
  g_assert_cmpuint (document->files->len, ==, 1);
  file = g_ptr_array_index (document->files, 0);
  download = pf_test_await (pf_town_service_download, family->service, &error, PF_FILE_OF_DOCUMENT,
                            pf_record_get_id (PF_RECORD (document)), file->id, NULL, NULL, NULL);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (download->bytes, contents));
  g_assert_cmpstr (download->media_type, ==, "application/pdf");
}

static void
run_faults (TownFixture     *fixture,
            const char      *path,
            const FaultCase *faults,
            gsize            n_faults,
            gsize            size)
{
  Family *family = &fixture->family;

  for (gsize i = 0; i < n_faults; i++)
    {
      g_autofree char *name = g_strdup_printf ("paper %" G_GSIZE_FORMAT, i);
      gint64 id;

      g_test_message ("fault %d, %u", faults[i].kind, faults[i].value);
      pf_fault_proxy_push (fixture->proxy, path, faults[i].kind, faults[i].value);
      id = send_document (family, name, size);
      family_sync (family);
      g_assert_cmpuint (pf_fault_proxy_get_n_faults (fixture->proxy), ==, i + 1);
      assert_arrived (family, id, name, size);
    }
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

static void
test_faults_at_documents (TownFixture *fixture, gconstpointer data)
{
  static const FaultCase faults[] = {
    { PF_FAULT_PASS, 0 },        { PF_FAULT_CUT_REQUEST, 60 }, { PF_FAULT_CUT_ANSWER, 0 },
    { PF_FAULT_CUT_ANSWER, 90 }, { PF_FAULT_TRUNCATE, 250 },   { PF_FAULT_ANSWER, 429 },
    { PF_FAULT_ANSWER, 500 },    { PF_FAULT_ANSWER, 503 },     { PF_FAULT_REPLACE, 500 },
    { PF_FAULT_REPLACE, 503 },   { PF_FAULT_DUPLICATE, 0 },    { PF_FAULT_GARBAGE, 0 },
  };

  run_faults (fixture, DOCUMENTS, faults, G_N_ELEMENTS (faults), 1000);
}

static void
test_faults_at_uploads (TownFixture *fixture, gconstpointer data)
{
  static const FaultCase faults[] = {
    { PF_FAULT_PASS, 0 },       { PF_FAULT_CUT_REQUEST, 60 }, { PF_FAULT_CUT_REQUEST, 100000 },
    { PF_FAULT_CUT_ANSWER, 0 }, { PF_FAULT_TRUNCATE, 100 },   { PF_FAULT_ANSWER, 503 },
    { PF_FAULT_REPLACE, 500 },  { PF_FAULT_DUPLICATE, 0 },    { PF_FAULT_CUT_REQUEST, 0 },
  };

  run_faults (fixture, UPLOADS, faults, G_N_ELEMENTS (faults), 600000);
}

static void
test_faults_at_asking (TownFixture *fixture, gconstpointer data)
{
  static const FaultCase faults[] = {
    { PF_FAULT_CUT_REQUEST, 0 },
    { PF_FAULT_CUT_ANSWER, 0 },
    { PF_FAULT_ANSWER, 503 },
    { PF_FAULT_REPLACE, 500 },
  };

  run_faults (fixture, ASKING, faults, G_N_ELEMENTS (faults), 1000);
}

/* Cut after the first of three pieces: the others follow, and the first is not sent again. */
static void
test_resumed (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  gint64 id;

  pf_fault_proxy_push (fixture->proxy, UPLOADS, PF_FAULT_PASS, 0);
  pf_fault_proxy_push (fixture->proxy, UPLOADS, PF_FAULT_ANSWER, 503);
  id = send_document (family, "resumed", 600000);
  family_sync (family);
  assert_arrived (family, id, "resumed", 600000);
  g_assert_cmpuint (pf_fault_proxy_get_n_requests (fixture->proxy, UPLOADS), ==, 4);
  /* The same file again is not sent again. */
  id = send_document (family, "resumed", 600000);
  family_sync (family);
  g_assert_cmpint (find_submission (family->session, id)->answer->outcome, ==,
                   PF_SUBMISSION_OUTCOME_DONE);
  g_assert_cmpuint (pf_fault_proxy_get_n_requests (fixture->proxy, UPLOADS), ==, 4);
}

/* The server is killed while it takes a file, and started again. */
/* The bytes of a file that a cut has brought do not come again. */
static void
test_downloads_are_resumed (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  gint64 id = send_document (family, "large", LARGE_SIZE);

  family_sync (family);
  assert_arrived (family, id, "large", LARGE_SIZE);
  pf_fault_proxy_push (fixture->proxy, FETCHING, PF_FAULT_TRUNCATE, LARGE_SIZE / 2);
  pf_fault_proxy_push (fixture->proxy, FETCHING, PF_FAULT_TRUNCATE, LARGE_SIZE / 4);
  pf_fault_proxy_take_n_bytes (fixture->proxy);
  assert_arrived (family, id, "large", LARGE_SIZE);
  g_assert_cmpuint (pf_fault_proxy_get_n_faults (fixture->proxy), ==, 2);
  g_assert_cmpuint (pf_fault_proxy_get_n_requests (fixture->proxy, FETCHING), ==, 1 + 3);
  g_assert_cmpuint (pf_fault_proxy_take_n_bytes (fixture->proxy), <, LARGE_SIZE + 20000);
}

static void
test_server_killed (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  guint n_before = pf_fault_proxy_get_n_requests (fixture->proxy, UPLOADS);
  gint64 id = send_document (family, "killed", 900000);

  pf_test_wait_until (pf_fault_proxy_get_n_requests (fixture->proxy, UPLOADS) > n_before + 1);
  pf_test_town_kill (fixture->town);
  family_settle (family);
  pf_test_town_start (fixture->town);
  family_sync (family);
  assert_arrived (family, id, "killed", 900000);
}

/* Decided on a version that is no more: nothing is done, and that is said. */
static void
test_changed (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  g_autoptr (PfGuardian) guardian =
      g_list_model_get_item (pf_session_get_guardians (family->session), 0);
  const char *id = pf_record_get_id (PF_RECORD (guardian));
  gint64 versions[] = { guardian->version + 1000, guardian->version };
  gint64 ids[G_N_ELEMENTS (versions)];

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      PfPatch *patch = pf_patch_new ();
      g_autoptr (PfSubmission) submission = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = NULL;

      pf_patch_set_text (patch, "mobile", "06 12 34 56 78");
      body = pf_patch_finish (patch);
      submission = pf_submission_new (PF_SUBMISSION_GUARDIAN, id, versions[i], body, NULL);
      ids[i] = pf_test_await (pf_session_submit, family->session, &error, submission, NULL);
      g_assert_no_error (error);
      family_sync (family);
    }
  g_assert_cmpint (find_submission (family->session, ids[0])->answer->outcome, ==,
                   PF_SUBMISSION_OUTCOME_CHANGED);
  g_assert_cmpint (find_submission (family->session, ids[1])->answer->outcome, ==,
                   PF_SUBMISSION_OUTCOME_DONE);
}

/* Anything befalls anything, and the app is closed now and then. */
static void
run_chaos (TownFixture *fixture, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Family *family = &fixture->family;
  gint64 ids[12];

  g_test_message ("seed %u", seed);
  pf_fault_proxy_set_chaos (fixture->proxy, seed, 0.4);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u/%" G_GSIZE_FORMAT, seed, i);

      ids[i] = send_document (family, name, i % 3 == 0 ? 400000 : 1000);
      if (g_rand_boolean (random))
        family_settle (family);
      if (g_rand_int_range (random, 0, 4) > 0)
        continue;
      family_close (family);
      family_open (family);
    }
  pf_fault_proxy_set_chaos (fixture->proxy, seed, 0);
  family_sync (family);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u/%" G_GSIZE_FORMAT, seed, i);

      assert_arrived (family, ids[i], name, i % 3 == 0 ? 400000 : 1000);
    }
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

static void
test_chaos (TownFixture *fixture, gconstpointer data)
{
  guint32 base = g_test_rand_int ();

  for (guint i = 0; i < (g_test_slow () ? 30 : 2); i++)
    run_chaos (fixture, base + i);
}

static char *
make_name (guint n)
{
  return g_strdup_printf ("paper %u of who was killed", n);
}

/* Sends one paper after the other until it is killed; says when each is on the disk. */
static void
run_child (const char *url, const char *folder)
{
  Family family = { 0 };

  family_join (&family, url, PF_TEST_TOWN_LOGIN, folder);
  for (;;)
    {
      g_autofree char *name =
          make_name (g_list_model_get_n_items (pf_session_get_submissions (family.session)));

      send_document (&family, name, KILLED_SIZE);
      town_child_say ();
      family_sync (&family);
    }
}

/* Killed while a file is on its way, between the file's end and what it goes with, between the
 * town's answer and its record, or anywhere near: the town has each paper once. */
static void
test_killed (void)
{
  static const struct {
    const char *path;
    FaultCase fault;
    guint n_requests;
    guint delay;
  } rows[] = {
    { UPLOADS, { PF_FAULT_BLACKHOLE, 0 }, 1, 0 },   { UPLOADS, { PF_FAULT_PASS, 0 }, 2, 3 },
    { DOCUMENTS, { PF_FAULT_BLACKHOLE, 0 }, 1, 0 }, /* the file is there, nothing names it */
    { DOCUMENTS, { PF_FAULT_DELAY, 200 }, 1, 100 }, /* the town has done it, and is not heard */
    { DOCUMENTS, { PF_FAULT_PASS, 0 }, 2, 2 },      { DOCUMENTS, { PF_FAULT_PASS, 0 }, 1, 4 },
    { DOCUMENTS, { PF_FAULT_PASS, 0 }, 1, 8 },
  };
  TownFixture fixture = { 0 };
  Family *family = &fixture.family;
  char *folder = pf_test_make_folder ();
  GListModel *submissions;
  guint n_said = 0;

  fixture.town = pf_test_town_new (NULL);
  fixture.proxy = pf_fault_proxy_new (pf_test_town_get_port (fixture.town));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      pf_fault_proxy_push (fixture.proxy, rows[i].path, rows[i].fault.kind, rows[i].fault.value);
      n_said += town_fixture_kill_child (&fixture, folder, rows[i].path, rows[i].n_requests,
                                         rows[i].delay);
      pf_fault_proxy_release (fixture.proxy);
    }
  family_join (family, pf_fault_proxy_get_url (fixture.proxy), PF_TEST_TOWN_LOGIN, folder);
  submissions = pf_session_get_submissions (family->session);
  g_assert_cmpuint (g_list_model_get_n_items (submissions), >=, n_said);
  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);
      g_autofree char *name = make_name (i);

      assert_arrived (family, submission->id, name, KILLED_SIZE);
    }
  family_assert_agrees (family, fixture.town, PF_TEST_TOWN_LOGIN);
  town_fixture_tear_down (&fixture, NULL);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (TownFixture, cases) = {
    { "faults-at-documents", test_faults_at_documents },
    { "faults-at-uploads", test_faults_at_uploads },
    { "faults-at-asking", test_faults_at_asking },
    { "uploads-are-resumed", test_resumed },
    { "downloads-are-resumed", test_downloads_are_resumed },
    { "server-killed-while-taking-a-file", test_server_killed },
    { "changed-meanwhile", test_changed },
    { "chaos", test_chaos },
  };

  if (argc == 4 && g_str_equal (argv[1], "--child"))
    run_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/town-submissions/", TownFixture, town_fixture_set_up, cases,
                     town_fixture_tear_down);
  g_test_add_func ("/town-submissions/killed-while-sending", test_killed);
  return g_test_run ();
}
