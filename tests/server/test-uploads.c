/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files on their way to the town: whole, in pieces, resumed, damaged, of the wrong kind, too large;
 * and that a household has only what it sent itself. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-file-type.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"
#include "pfs-storage-files.h"
#include "pfs-storage-replies.h"
#include "pfs-test-fixture.h"
#include "pfs-uploads.h"

#define PDF "%PDF-1.7\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

typedef PfTestServed Fixture;

static char *
get_path (const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strconcat ("/v1/uploads/", digest, NULL);
}

static gint64
get_offset (PfTestReply *reply)
{
  const char *text = soup_message_headers_get_one (reply->headers, "Upload-Offset");

  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

static gint64
ask_offset (PfTestClient *client, const char *path)
{
  g_autoptr (PfTestReply) reply = pf_test_client_send (client, "HEAD", path, NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  return get_offset (reply);
}

/* Sends the bytes from @first to @end of @text, said to be of @total. */
static PfTestReply *
send_piece (Fixture *fixture, const char *path, const char *text, int first, int end, int total)
{
  g_autofree char *piece = g_strndup (text + first, (gsize) (end - first));
  g_autofree char *range = g_strdup_printf ("bytes %d-%d/%d", first, end - 1, total);

  return pf_test_client_send (fixture->client, "PUT", path, piece, "Content-Type",
                              "application/octet-stream", "Content-Range", range, NULL);
}

static PfTestReply *
send_whole (Fixture *fixture, const char *path, const char *text)
{
  return pf_test_client_send (fixture->client, "PUT", path, text, "Content-Type",
                              "application/octet-stream", NULL);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (PDF);
  g_autoptr (PfTestReply) first = NULL;
  g_autoptr (PfTestReply) again = NULL;

  g_assert_cmpint (ask_offset (fixture->client, path), ==, 0);
  first = send_whole (fixture, path, PDF);
  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpint (ask_offset (fixture->client, path), ==, strlen (PDF));
  again = send_whole (fixture, path, PDF);
  g_assert_cmpuint (again->status, ==, 201);
}

static void
test_pieces (Fixture *fixture, gconstpointer data)
{
  static const struct {
    int first;
    int end;
    guint status;
    int offset; /* afterwards */
  } rows[] = {
    { 0, 10, 202, 10 },  { 20, 30, 409, 10 }, { 10, 20, 202, 20 },
    { 10, 20, 202, 20 }, { 5, 40, 202, 40 },  { 0, 0, 201, 0 },
  };
  g_autofree char *path = get_path (PDF);
  int total = (int) strlen (PDF);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int first = rows[i].end > 0 ? rows[i].first : 40;
      int end = rows[i].end > 0 ? rows[i].end : total;
      g_autoptr (PfTestReply) reply = send_piece (fixture, path, PDF, first, end, total);

      g_assert_cmpuint (reply->status, ==, rows[i].status);
      g_assert_cmpint (get_offset (reply), ==, rows[i].end > 0 ? rows[i].offset : total);
      g_assert_cmpint (ask_offset (fixture->client, path), ==, get_offset (reply));
    }
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (PDF);
  g_autoptr (PfTestReply) first = send_piece (fixture, path, PDF, 0, 20, 40);
  g_autoptr (PfTestReply) last = send_piece (fixture, path, PDF, 20, 40, 40);
  g_autoptr (PfTestReply) whole = NULL;

  g_assert_cmpuint (first->status, ==, 202);
  pf_test_reply_assert_problem (last, 400, "invalid");
  g_assert_cmpint (ask_offset (fixture->client, path), ==, 0);
  whole = send_whole (fixture, path, PDF);
  g_assert_cmpuint (whole->status, ==, 201);
}

static void
test_wrong_kinds (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "Bonjour, ceci n’est pas un PDF.",
    "....ftypheic....mif1heic and then a picture",
    "x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = get_path (texts[i]);
      g_autoptr (PfTestReply) reply = send_whole (fixture, path, texts[i]);
      gboolean is_heic = strstr (reply->body, "HEIC") != NULL;

      pf_test_reply_assert_problem (reply, 415, "unsupported-file");
      g_assert_cmpint (is_heic, ==, i == 1);
      g_assert_cmpint (ask_offset (fixture->client, path), ==, 0);
    }
}

static void
test_wrong_requests (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *digest; /* NULL = the right one */
    const char *range;
    const char *body;
  } rows[] = {
    { "abc", NULL, PDF },
    { "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", NULL, PDF },
    { NULL, "bytes 0-9/100", PDF },
    { NULL, "bytes 5-1/100", PDF },
    { NULL, "bytes 0-60/20", PDF },
    { NULL, "lines 0-9/100", PDF },
    { NULL, "nonsense", PDF },
    { NULL, NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *right = get_path (PDF);
      g_autofree char *wrong = g_strconcat ("/v1/uploads/", rows[i].digest, NULL);
      g_autoptr (PfTestReply) reply =
          pf_test_client_send (fixture->client, "PUT", rows[i].digest != NULL ? wrong : right,
                               rows[i].body, "Content-Type", "application/pdf",
                               rows[i].range != NULL ? "Content-Range" : NULL, rows[i].range, NULL);

      pf_test_reply_assert_problem (reply, 400, "invalid");
      g_assert_cmpint (ask_offset (fixture->client, right), ==, 0);
    }
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (PF_UPLOAD_MAX + 1, 'x');
  g_autofree char *limit = g_strnfill (PF_UPLOAD_MAX, 'x');
  g_autofree char *path = NULL;
  g_autofree char *limit_path = NULL;
  g_autoptr (PfTestReply) whole = NULL;
  g_autoptr (PfTestReply) piece = NULL;
  g_autoptr (PfTestReply) fits = NULL;

  memcpy (limit, "%PDF-1.7", strlen ("%PDF-1.7"));
  memcpy (large, "%PDF-1.7", strlen ("%PDF-1.7"));
  path = get_path (large);
  limit_path = get_path (limit);
  whole = send_whole (fixture, path, large);
  pf_test_reply_assert_problem (whole, 413, "too-large");
  piece = send_piece (fixture, path, large, 0, 1000, PF_UPLOAD_MAX + 1);
  pf_test_reply_assert_problem (piece, 413, "too-large");
  fits = send_whole (fixture, limit_path, limit);
  g_assert_cmpuint (fits->status, ==, 201);
}

static void
test_each_household_its_own (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (PDF);
  g_autoptr (PfTestClient) other =
      pf_test_served_add_client (fixture, "g2@example.org", PFS_TEST_PASSWORD);
  g_autoptr (PfTestReply) sent = send_whole (fixture, path, PDF);
  g_autoptr (PfTestClient) nobody = pf_test_client_new (pf_test_town_get_url (fixture->town));
  g_autoptr (PfTestReply) refused = NULL;

  g_assert_cmpuint (sent->status, ==, 201);
  g_assert_cmpint (ask_offset (other, path), ==, 0);
  refused = pf_test_client_send (nobody, "PUT", path, PDF, NULL);
  pf_test_reply_assert_problem (refused, 401, "token-revoked");
}

/* Sends a whole file in a transaction of its own. */
static char *
receive (PfsTestFixture *fixture, const char *household, const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction = pfs_test_begin (fixture);
  PfsUploadVerdict verdict;
  gint64 offset;

  pfs_uploads_receive (fixture->storage, household, digest, 0, (gint64) strlen (text), bytes,
                       &verdict, &offset, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict, ==, PFS_UPLOAD_WHOLE);
  pfs_test_commit (transaction);
  return g_steal_pointer (&digest);
}

static void
test_attachments (PfsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *digest = receive (fixture, "h1", PDF);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfFile) mine = NULL;
  g_autoptr (PfFile) theirs = NULL;
  g_autoptr (PfFile) seen = NULL;
  g_autoptr (PfFile) hidden = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PfsTransaction *transaction = pfs_test_begin (fixture);

  pfs_storage_attach (fixture->storage, "h1", PF_COLLECTION_HOUSEHOLD, "h1", 0, "Avis.pdf", digest,
                      &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  mine = pfs_storage_load_sent_file (fixture->storage, "h1", digest, "a.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mine->media_type, ==, "application/pdf");
  g_assert_cmpint (mine->size, ==, strlen (PDF));
  theirs = pfs_storage_load_sent_file (fixture->storage, "h2", digest, "a.pdf", &error);
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  seen = pfs_storage_load_attachment (fixture->storage, "h1", PF_COLLECTION_HOUSEHOLD, "h1", "0",
                                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen->name, ==, "Avis.pdf");
  hidden = pfs_storage_load_attachment (fixture->storage, "h2", PF_COLLECTION_HOUSEHOLD, "h1", "0",
                                        &error);
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  all = pfs_storage_list_attachments (fixture->storage, PF_COLLECTION_HOUSEHOLD, "h1", &error);
  g_assert_cmpuint (all->len, ==, 1);
  bytes = pfs_storage_load_bytes (fixture->storage, digest, &error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen (PDF));
}

static void
test_unused_files_are_forgotten (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    int days;
    gboolean is_kept;
  } rows[] = { { 13, TRUE }, { 15, FALSE } };
  g_autofree char *unused = receive (fixture, "h1", PDF);
  g_autofree char *used = receive (fixture, "h1", PDF "other\n");
  PfMoment began = fixture->now;
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction = pfs_test_begin (fixture);

  pfs_storage_attach (fixture->storage, "h1", PF_COLLECTION_HOUSEHOLD, "h1", 0, "x.pdf", used,
                      &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (PfFile) kept = NULL;

      fixture->now = began + (PfMoment) rows[i].days * 24 * 60 * 60;
      transaction = pfs_test_begin (fixture);
      pfs_storage_purge (fixture->storage, &error);
      g_assert_no_error (error);
      pfs_test_commit (transaction);
      bytes = pfs_storage_load_bytes (fixture->storage, unused, NULL);
      g_assert_true ((bytes != NULL) == rows[i].is_kept);
      /* A paper that was used may be used again without sending it again. */
      kept = pfs_storage_load_sent_file (fixture->storage, "h1", used, "x.pdf", &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, over_http) = {
    { "whole", test_whole },
    { "pieces", test_pieces },
    { "damaged", test_damaged },
    { "wrong-kinds", test_wrong_kinds },
    { "wrong-requests", test_wrong_requests },
    { "too-large", test_too_large },
    { "each-household-its-own", test_each_household_its_own },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/uploads/", Fixture, pf_test_served_set_up, over_http,
                     pf_test_served_tear_down);
  g_test_add ("/server/uploads/attachments", PfsTestFixture, NULL, pfs_test_fixture_set_up,
              test_attachments, pfs_test_fixture_tear_down);
  g_test_add ("/server/uploads/unused-files-are-forgotten", PfsTestFixture, NULL,
              pfs_test_fixture_set_up, test_unused_files_are_forgotten, pfs_test_fixture_tear_down);
  return g_test_run ();
}
