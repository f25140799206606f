/* SPDX-License-Identifier: GPL-3.0-or-later
 * Papers: asked for, sent, judged by an agent, handed out; and who sees what. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"
#include "pfs-papers.h"
#include "pfs-storage-families.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-papers.h"
#include "pfs-test-fixture.h"
#include "pfs-uploads.h"

#define PDF "%PDF-1.7\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
#define KEY "papers-key-0123456789"

/* Sends a file of @household whole. Returns: (transfer full): its digest. */
static char *
send_file (PfsStorage *storage, const char *household, const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  PfsUploadVerdict verdict;
  gint64 offset;

  pfs_uploads_receive (storage, household, digest, 0, (gint64) strlen (text), bytes, &verdict,
                       &offset, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict, ==, PFS_UPLOAD_WHOLE);
  return g_steal_pointer (&digest);
}

static void
ask (PfsStorage *storage, const char *id, PfsAskedOf whom, gboolean is_mandatory)
{
  g_autoptr (PfRequirement) asked = pf_record_new (PF_TYPE_REQUIREMENT, id);
  g_autoptr (GError) error = NULL;

  asked->name = g_strdup (id);
  asked->is_mandatory = is_mandatory;
  asked->is_yearly = TRUE;
  pfs_storage_put_asked_paper (storage, asked, whom, &error);
  g_assert_no_error (error);
}

static PfDocument *
make_document (const char *requirement, const char *child, const char *digest)
{
  PfDocument *document = pf_record_new (PF_TYPE_DOCUMENT, "new");

  document->name = g_strdup ("Attestation");
  document->requirement = g_strdup (requirement);
  document->child = g_strdup (child);
  if (digest != NULL)
    g_ptr_array_add (document->files, pf_file_new (NULL, "a.pdf", "application/pdf", 1, digest));
  return document;
}

/* Sends a document for real; it must be taken. Returns: (transfer full): its identifier. */
static char *
send_document (PfsTestFixture *fixture, const char *household, PfDocument *document)
{
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction = pfs_test_begin (fixture);
  PfsPapersVerdict verdict;
  guint page;

  pfs_papers_send (fixture->storage, household, document, fixture->now, &verdict, &page, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict, ==, PFS_PAPERS_TAKEN);
  pfs_test_commit (transaction);
  return g_strdup (pf_record_get_id (PF_RECORD (document)));
}

static PfPaperState
get_state (PfsTestFixture *fixture, const char *requirement)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRequirement) found =
      pfs_storage_load_requirement (fixture->storage, requirement, &error);

  g_assert_no_error (error);
  return pf_requirement_get_state (found, (PfDay) (fixture->now / (24 * 60 * 60)));
}

static guint
count_missing (PfsTestFixture *fixture, const char *household, const char *child)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) missing =
      pfs_papers_list_missing (fixture->storage, household, child, fixture->now, &error);

  g_assert_no_error (error);
  return missing->len;
}

static void
test_all_are_asked (PfsTestFixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, "c9");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  ask (fixture->storage, "home", PFS_ASKED_OF_HOUSEHOLDS, TRUE);
  ask (fixture->storage, "school", PFS_ASKED_OF_CHILDREN, TRUE);
  pfs_test_commit (transaction);
  all = pfs_storage_list_requirements (fixture->storage, NULL, NULL, &error);
  g_assert_cmpuint (all->len, ==, 6);
  /* A child that comes later is asked too, and one that goes is asked no more. */
  child->first_name = g_strdup ("Zoé");
  child->last_name = g_strdup ("Neuf");
  transaction = pfs_test_begin (fixture);
  pfs_storage_put_child (fixture->storage, "h1", child, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_cmpint (get_state (fixture, "school:c9"), ==, PF_PAPER_MISSING);
  g_assert_cmpuint (count_missing (fixture, "h1", "c9"), ==, 2);
  transaction = pfs_test_begin (fixture);
  pfs_storage_remove_child (fixture->storage, "c9", &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_null (pfs_storage_load_requirement (fixture->storage, "school:c9", NULL));
}

/* The guardian who has an address is told, with the agent's words. */
static void
assert_refusal_was_mailed (PfsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mails = pfs_storage_list_mails (fixture->storage, &error);
  const PfsMailItem *mail;

  g_assert_no_error (error);
  g_assert_cmpuint (mails->len, ==, 1);
  mail = g_ptr_array_index (mails, 0);
  g_assert_nonnull (strstr (mail->body, "Enfant"));
  g_assert_nonnull (strstr (mail->body, "Illisible"));
}

static void
test_a_paper_s_life (PfsTestFixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autofree char *digest = NULL;
  g_autoptr (PfDocument) first = NULL;
  g_autoptr (PfDocument) second = NULL;
  g_autofree char *first_id = NULL;
  g_autofree char *second_id = NULL;
  g_autoptr (PfRequirement) refused = NULL;
  g_autoptr (PfDocument) validated = NULL;
  g_autoptr (GError) error = NULL;

  ask (fixture->storage, "school", PFS_ASKED_OF_CHILDREN, TRUE);
  digest = send_file (fixture->storage, "h1", PDF);
  pfs_test_commit (transaction);
  g_assert_cmpint (get_state (fixture, "school:c1"), ==, PF_PAPER_MISSING);
  g_assert_cmpuint (count_missing (fixture, "h1", "c1"), ==, 1);
  g_assert_cmpuint (count_missing (fixture, "h1", NULL), ==, 0);

  first = make_document ("school:c1", NULL, digest);
  first_id = send_document (fixture, "h1", first);
  g_assert_cmpint (get_state (fixture, "school:c1"), ==, PF_PAPER_RECEIVED);
  g_assert_cmpuint (count_missing (fixture, "h1", "c1"), ==, 0);

  transaction = pfs_test_begin (fixture);
  pfs_papers_refuse (fixture->storage, first_id, "Illisible", &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_cmpuint (count_missing (fixture, "h1", "c1"), ==, 1);
  refused = pfs_storage_load_requirement (fixture->storage, "school:c1", &error);
  g_assert_cmpint (refused->state, ==, PF_PAPER_REFUSED);
  g_assert_cmpstr (refused->reason, ==, "Illisible");
  assert_refusal_was_mailed (fixture);

  /* The same bytes need not be sent again. */
  second = make_document ("school:c1", NULL, digest);
  second_id = send_document (fixture, "h1", second);
  transaction = pfs_test_begin (fixture);
  pfs_papers_validate (fixture->storage, second_id, PF_DAY_NONE, fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  validated = pfs_storage_load_document (fixture->storage, second_id, &error);
  g_assert_cmpint (validated->expires, ==, pf_day_parse ("2027-08-31"));
  g_assert_cmpstr (validated->child, ==, "c1");
  g_assert_cmpint (get_state (fixture, "school:c1"), ==, PF_PAPER_VALIDATED);
  fixture->now = pf_moment_parse ("2027-09-01T08:00:00Z");
  g_assert_cmpint (get_state (fixture, "school:c1"), ==, PF_PAPER_EXPIRED);
  g_assert_cmpuint (count_missing (fixture, "h1", "c1"), ==, 1);
}

static void
test_what_is_not_taken (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *household;
    const char *requirement;
    const char *child;
    gboolean has_file;
    PfsPapersVerdict verdict;
  } rows[] = {
    { "h1", "school:c1", NULL, TRUE, PFS_PAPERS_TAKEN },
    { "h1", NULL, "c1", TRUE, PFS_PAPERS_TAKEN },
    { "h1", NULL, NULL, TRUE, PFS_PAPERS_TAKEN },
    { "h1", "school:c2", NULL, TRUE, PFS_PAPERS_NOT_ASKED },
    { "h1", "nothing", NULL, TRUE, PFS_PAPERS_NOT_ASKED },
    { "h1", NULL, "c2", TRUE, PFS_PAPERS_NO_CHILD },
    { "h1", "school:c1", NULL, FALSE, PFS_PAPERS_TOO_MANY },
    { "h2", "school:c2", NULL, TRUE, PFS_PAPERS_NO_FILE },
  };
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;

  ask (fixture->storage, "school", PFS_ASKED_OF_CHILDREN, TRUE);
  digest = send_file (fixture->storage, "h1", PDF);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfDocument) document =
          make_document (rows[i].requirement, rows[i].child, rows[i].has_file ? digest : NULL);
      PfsPapersVerdict verdict;
      guint page;

      pfs_papers_send (fixture->storage, rows[i].household, document, fixture->now, &verdict, &page,
                       &error);
      g_assert_no_error (error);
      g_assert_cmpint (verdict, ==, rows[i].verdict);
    }
  pfs_test_commit (transaction);
}

static void
test_agents_are_told_what_cannot_be (PfsTestFixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GBytes) text = g_bytes_new_static ("Bonjour", 7);
  g_autoptr (PfPaper) paper = pf_record_new (PF_TYPE_PAPER, "new");
  g_autofree char *digest = send_file (fixture->storage, "h1", PDF);
  g_autoptr (PfDocument) document = make_document (NULL, NULL, digest);
  PfsPapersVerdict verdict;
  guint page;
  g_autoptr (GError) error = NULL;

  paper->name = g_strdup ("Règlement");
  g_assert_false (
      pfs_papers_hand_out (fixture->storage, "", paper, "a.pdf", text, fixture->now, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (pfs_papers_refuse (fixture->storage, "nothing", "x", &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  pfs_papers_send (fixture->storage, "h1", document, fixture->now, &verdict, &page, &error);
  g_assert_no_error (error);
  g_assert_false (pfs_papers_validate (fixture->storage, pf_record_get_id (PF_RECORD (document)),
                                       pf_day_parse ("2026-11-04"), fixture->now, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  pfs_transaction_free (transaction);
}

typedef PfTestServed Fixture;

static void
fill_town (PfsStorage *storage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfPaper) paper = NULL;

  ask (storage, "school", PFS_ASKED_OF_CHILDREN, TRUE);
  paper = pfs_papers_certify (storage, "c2-canteen", pf_moment_parse (PFS_TEST_NOW), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  pf_test_served_set_up_filled (fixture, fill_town);
}

/* Returns: the records of @collection that the family sees. */
static GPtrArray *
pull (PfTestClient *client, PfCollection collection)
{
  g_autoptr (GPtrArray) pages = pf_test_client_pull (client, NULL);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < pages->len; i++)
    {
      PfChanges *page = g_ptr_array_index (pages, i);

      for (guint k = 0; k < page->changed[collection]->len; k++)
        g_ptr_array_add (records, g_object_ref (page->changed[collection]->pdata[k]));
    }
  return records;
}

static PfTestReply *
post_document (Fixture *fixture, const char *key, const char *digest)
{
  g_autofree char *body = g_strdup_printf (
      "{\"name\":\"Assurance\",\"requirement\":\"school:c1\",\"files\":[{\"name\":\"Léna.pdf\","
      "\"media_type\":\"application/pdf\",\"size\":9,\"digest\":\"%s\"}]}",
      digest);

  return pf_test_client_send (fixture->client, "POST", "/v1/documents", body, "Idempotency-Key",
                              key, NULL);
}

static void
test_sent_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PDF, -1);
  g_autofree char *path = g_strconcat ("/v1/uploads/", digest, NULL);
  g_autoptr (PfTestReply) early = post_document (fixture, KEY, digest);
  g_autoptr (PfTestReply) upload = NULL;
  g_autoptr (PfTestReply) first = NULL;
  g_autoptr (PfTestReply) again = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  PfDocument *document;

  /* A problem is not kept: the same key may succeed afterwards. */
  pf_test_reply_assert_problem (early, 422, "unprocessable");
  g_assert_nonnull (strstr (early->body, "/files/0/digest"));
  upload = pf_test_client_send (fixture->client, "PUT", path, PDF, NULL);
  g_assert_cmpuint (upload->status, ==, 201);
  first = post_document (fixture, KEY, digest);
  again = post_document (fixture, KEY, digest);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (first->body, ==, again->body);
  documents = pull (fixture->client, PF_COLLECTION_DOCUMENTS);
  g_assert_cmpuint (documents->len, ==, 1);
  document = g_ptr_array_index (documents, 0);
  g_assert_cmpint (document->state, ==, PF_PAPER_RECEIVED);
  g_assert_cmpint (((PfFile *) g_ptr_array_index (document->files, 0))->size, ==, strlen (PDF));
  path = (g_free (path),
          g_strdup_printf ("/v1/documents/%s/files/0", pf_record_get_id (PF_RECORD (document))));
  g_clear_pointer (&upload, pf_test_reply_free);
  upload = pf_test_client_send (fixture->client, "GET", path, NULL, NULL);
  g_assert_cmpuint (upload->status, ==, 200);
  g_assert_cmpstr (upload->body, ==, PDF);
}

static void
test_files_are_a_household_s_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestClient) other =
      pf_test_served_add_client (fixture, "g2@example.org", PFS_TEST_PASSWORD);
  g_autoptr (GPtrArray) papers = pull (other, PF_COLLECTION_PAPERS);
  g_autoptr (GPtrArray) none = pull (fixture->client, PF_COLLECTION_PAPERS);
  g_autofree char *path = NULL;
  g_autoptr (PfTestReply) theirs = NULL;
  g_autoptr (PfTestReply) mine = NULL;

  g_assert_cmpuint (papers->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  path = g_strdup_printf ("/v1/papers/%s/file", pf_record_get_id (papers->pdata[0]));
  theirs = pf_test_client_send (fixture->client, "GET", path, NULL, NULL);
  pf_test_reply_assert_problem (theirs, 404, "not-found");
  mine = pf_test_client_send (other, "GET", path, NULL, NULL);
  g_assert_cmpuint (mine->status, ==, 200);
  g_assert_true (g_str_has_prefix (mine->body, "%PDF-"));
}

static void
test_files_come_in_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestClient) client =
      pf_test_served_add_client (fixture, "g2@example.org", PFS_TEST_PASSWORD);
  g_autoptr (GPtrArray) papers = pull (client, PF_COLLECTION_PAPERS);
  g_autofree char *path =
      g_strdup_printf ("/v1/papers/%s/file", pf_record_get_id (papers->pdata[0]));
  g_autoptr (PfTestReply) whole = pf_test_client_send (client, "GET", path, NULL, NULL);
  const char *etag = soup_message_headers_get_one (whole->headers, "ETag");
  g_autoptr (PfTestReply) same =
      pf_test_client_send (client, "GET", path, NULL, "If-None-Match", etag, NULL);
  g_autoptr (PfTestReply) part =
      pf_test_client_send (client, "GET", path, NULL, "Range", "bytes=5-", "If-Range", etag, NULL);
  g_autoptr (PfTestReply) other = pf_test_client_send (client, "GET", path, NULL, "Range",
                                                       "bytes=5-", "If-Range", "\"other\"", NULL);

  g_autofree char *after = g_strdup_printf ("bytes=%" G_GSIZE_FORMAT "-", whole->length);
  g_autofree char *size = g_strdup_printf ("bytes */%" G_GSIZE_FORMAT, whole->length);
  g_autoptr (PfTestReply) beyond =
      pf_test_client_send (client, "GET", path, NULL, "Range", after, "If-Range", etag, NULL);
  g_autoptr (PfTestReply) beyond_other = pf_test_client_send (client, "GET", path, NULL, "Range",
                                                              after, "If-Range", "\"other\"", NULL);

  g_autoptr (PfTestReply) pieces =
      pf_test_client_send (client, "GET", path, NULL, "Range", "bytes=0-0,2-,0-", NULL);

  /* A thousand overlapping pieces would be a thousand files. */
  g_assert_cmpuint (pieces->status, ==, 200);
  g_assert_cmpuint (pieces->length, ==, whole->length);
  g_assert_cmpuint (beyond->status, ==, 416);
  g_assert_cmpuint (beyond->length, ==, 0);
  g_assert_cmpstr (soup_message_headers_get_one (beyond->headers, "Content-Range"), ==, size);
  g_assert_cmpuint (beyond_other->status, ==, 200);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpuint (part->length, ==, whole->length - 5);
  g_assert_cmpmem (part->body, part->length, whole->body + 5, whole->length - 5);
  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpuint (other->length, ==, whole->length);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (PfsTestFixture, rules) = {
    { "all-are-asked", test_all_are_asked },
    { "a-paper-s-life", test_a_paper_s_life },
    { "what-is-not-taken", test_what_is_not_taken },
    { "agents-are-told-what-cannot-be", test_agents_are_told_what_cannot_be },
  };
  PF_TEST_CASES (Fixture, over_http) = {
    { "sent-once", test_sent_once },
    { "files-are-a-household-s-own", test_files_are_a_household_s_own },
    { "files-come-in-parts", test_files_come_in_parts },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/papers/", PfsTestFixture, pfs_test_fixture_set_up, rules,
                     pfs_test_fixture_tear_down);
  pf_test_add_cases ("/server/papers/", Fixture, set_up, over_http, pf_test_served_tear_down);
  return g_test_run ();
}
