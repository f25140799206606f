/* SPDX-License-Identifier: GPL-3.0-or-later
 * The family's downloads: files as they come, in one go or after cuts, and what they are named. */
#include "fixture.h"

#include "rest/pf-rest-path.h"

static PfDownload *
download (PfTownService *service,
          PfFileOf       owner,
          const char    *part,
          Progress      *progress,
          GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_town_service_download_async (service, owner, "i/1", part, note_progress_cb, progress, NULL,
                                  keep_result_cb, &result);
  return pf_town_service_download_finish (service, await (&result), error);
}

static void
test_download (void)
{
  static const struct {
    PfFileOf owner;
    const char *part;
    const char *path;
  } cases[] = {
    { PF_FILE_OF_INVOICE, NULL, "/v1/invoices/i%2F1/pdf" },
    { PF_FILE_OF_DOCUMENT, "f 2", "/v1/documents/i%2F1/files/f%202" },
    { PF_FILE_OF_PAPER, NULL, "/v1/papers/i%2F1/file" },
    { PF_FILE_OF_NEWS, "f", "/v1/news/i%2F1/files/f" },
    { PF_FILE_OF_MESSAGE, "f", "/v1/messages/i%2F1/files/f" },
    { PF_FILE_OF_REQUEST, "f", "/v1/requests/i%2F1/files/f" },
  };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfScript *script = pf_scripted_server_expect (server, "GET", cases[i].path);
      g_autoptr (PfDownload) file = NULL;
      g_autoptr (GError) error = NULL;
      Progress progress = { 0 };

      pf_script_reply (script, 200, "application/pdf", "%PDF-1.7");
      pf_script_header (script, "Content-Disposition",
                        "attachment; filename=\"../a/Facture 1.pdf\"");
      file = download (service, cases[i].owner, cases[i].part, &progress, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes),
                       "%PDF-1.7", 8);
      g_assert_cmpstr (file->media_type, ==, "application/pdf");
      g_assert_cmpstr (file->name, ==, "Facture 1.pdf");
      g_assert_cmpint (progress.last, ==, 8);
      g_assert_cmpint (progress.total, ==, 8);
      g_assert_cmpstr (pf_script_get_request_header (script, "Authorization"), ==, "Bearer a1");
    }
  pf_scripted_server_assert_done (server);
}

static void
test_download_fails (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GBytes) huge = make_file (PF_DOWNLOAD_MAX_SIZE + 1);
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  PfScript *script;

  script = pf_scripted_server_expect (server, "GET", "/v1/papers/i%2F1/file");
  pf_script_reply_bytes (script, 200, "application/pdf", huge);
  g_assert_null (download (service, PF_FILE_OF_PAPER, NULL, &progress, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL);
  g_clear_error (&error);
  script = pf_scripted_server_expect (server, "GET", "/v1/papers/i%2F1/file");
  pf_script_reply (script, 404, PROBLEM, PROBLEM_BODY ("not-found", 404));
  progress.n = 0;
  g_assert_null (download (service, PF_FILE_OF_PAPER, NULL, &progress, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_REFUSED);
  g_assert_cmpuint (progress.n, ==, 0);
}

/* What one answer of the town's is to a request for the paper. */
typedef struct {
  int status;
  gsize begin;    /* of the file */
  gsize cut;      /* hangs up after so many bytes, or AT_ONCE; 0: sends all */
  char version;   /* what the file is full of, and its ETag */
  gsize asked;    /* where it was asked to begin, 0: without Range */
  gboolean weak;  /* a weak ETag */
  gboolean whole; /* of 416: it says that all was sent */
} Turn;

#define FILE_SIZE 300000
#define AT_ONCE G_MAXSIZE

static PfScript *
expect_turn (PfScriptedServer *server, const Turn *turn)
{
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/papers/i%2F1/file");
  g_autofree char *data = g_malloc (FILE_SIZE);
  g_autofree char *etag = g_strdup_printf ("%s\"%c\"", turn->weak ? "W/" : "", turn->version);
  g_autofree char *range =
      g_strdup_printf ("bytes %" G_GSIZE_FORMAT "-%d/%d", turn->begin, FILE_SIZE - 1, FILE_SIZE);
  g_autofree char *nothing = g_strdup_printf ("bytes */%d", turn->whole ? FILE_SIZE : 1);
  g_autoptr (GBytes) body = NULL;

  memset (data, turn->version, FILE_SIZE);
  body = g_bytes_new (data, turn->status == 416 ? 0 : FILE_SIZE - turn->begin);
  pf_script_reply_bytes (script, turn->status, "application/pdf", body);
  pf_script_header (script, "ETag", etag);
  if (turn->status == 206)
    pf_script_header (script, "Content-Range", range);
  else if (turn->status == 416)
    pf_script_header (script, "Content-Range", nothing);
  if (turn->status == 200)
    pf_script_header (script, "Content-Disposition", "attachment; filename=\"Papier.pdf\"");
  if (turn->cut > 0)
    pf_script_truncate (script, turn->cut == AT_ONCE ? 0 : turn->cut);
  return script;
}

/* Promises one byte more than there is: all of the file has come when it is cut. */
static void
expect_all_but_the_end (PfScriptedServer *server)
{
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/papers/i%2F1/file");
  g_autofree char *data = g_strnfill (FILE_SIZE + 1, 'a');
  g_autoptr (GBytes) body = g_bytes_new (data, FILE_SIZE + 1);

  pf_script_reply_bytes (script, 200, "application/pdf", body);
  pf_script_header (script, "ETag", "\"a\"");
  pf_script_truncate (script, FILE_SIZE);
}

static void
assert_asked (PfScript *script, const Turn *turn, char version)
{
  g_autofree char *range = g_strdup_printf ("bytes=%" G_GSIZE_FORMAT "-", turn->asked);
  g_autofree char *etag = g_strdup_printf ("\"%c\"", version);

  g_assert_cmpstr (pf_script_get_request_header (script, "Range"), ==,
                   turn->asked > 0 ? range : NULL);
  g_assert_cmpstr (pf_script_get_request_header (script, "If-Range"), ==,
                   turn->asked > 0 ? etag : NULL);
}

static void
assert_file (PfDownload *file, char version)
{
  gsize size;
  const char *data = g_bytes_get_data (file->bytes, &size);

  g_assert_cmpuint (size, ==, FILE_SIZE);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (data[i], ==, version);
  g_assert_cmpstr (file->media_type, ==, "application/pdf");
}

/* One download a case, of as many answers as it has turns. */
static void
test_download_resumed (void)
{
  static const struct {
    const char *what;
    char version; /* of the file that comes in the end; 0: none */
    Turn turns[4];
  } cases[] = {
    { "cut twice",
      'a',
      { { 200, 0, 100000, 'a' },
        { 206, 100000, 100000, 'a', 100000 },
        { 206, 200000, 0, 'a', 200000 } } },
    { "changed meanwhile", 'b', { { 200, 0, 100000, 'a' }, { 200, 0, 0, 'b', 100000 } } },
    { "changed meanwhile, and cut again",
      'b',
      { { 200, 0, 100000, 'a' }, { 200, 0, 50000, 'b', 100000 }, { 206, 50000, 0, 'b', 50000 } } },
    { "a town that knows no ranges", 'a', { { 200, 0, 100000, 'a' }, { 200, 0, 0, 'a', 100000 } } },
    { "shorter than what has come",
      'a',
      { { 200, 0, 100000, 'a' }, { 416, 0, 0, 'a', 100000 }, { 200, 0, 0, 'a' } } },
    { "the rest of another file", 0, { { 200, 0, 100000, 'a' }, { 206, 100000, 0, 'b', 100000 } } },
    { "not where it was asked to go on",
      0,
      { { 200, 0, 100000, 'a' }, { 206, 90000, 0, 'a', 100000 } } },
    { "a version that only resembles", 0, { { 200, 0, 100000, 'a', .weak = TRUE } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = new_signed_in (server);
      PfScript *scripts[4] = { NULL };
      g_autoptr (PfDownload) file = NULL;
      g_autoptr (GError) error = NULL;
      Progress progress = { 0 };

      g_test_message ("%s", cases[i].what);
      for (gsize j = 0; j < G_N_ELEMENTS (scripts) && cases[i].turns[j].status > 0; j++)
        scripts[j] = expect_turn (server, &cases[i].turns[j]);
      file = download (service, PF_FILE_OF_PAPER, NULL, &progress, &error);
      pf_scripted_server_assert_done (server);
      for (gsize j = 1; scripts[j] != NULL; j++)
        assert_asked (scripts[j], &cases[i].turns[j], cases[i].turns[j - 1].version);
      if (cases[i].version == 0)
        {
          g_assert_nonnull (error);
          g_assert_null (file);
          continue;
        }
      g_assert_no_error (error);
      assert_file (file, cases[i].version);
      g_assert_cmpstr (file->name, ==, "Papier.pdf");
      g_assert_cmpint (progress.last, ==, FILE_SIZE);
      g_assert_cmpint (progress.total, ==, FILE_SIZE);
    }
}

/* The network is gone: what has come waits until the file is asked for again. */
static void
test_download_goes_on_later (void)
{
  static const Turn first = { 200, 0, 100000, 'a' };
  static const Turn gone = { 206, 100000, AT_ONCE, 'a', 100000 };
  static const Turn rest = { 206, 100000, 0, 'a', 100000 };
  static const Turn anew = { 200, 0, 0, 'a' };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (PfDownload) file = NULL;
  g_autoptr (PfDownload) again = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  PfScript *script;

  expect_turn (server, &first);
  expect_turn (server, &gone);
  g_assert_null (download (service, PF_FILE_OF_PAPER, NULL, &progress, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  script = expect_turn (server, &rest);
  file = download (service, PF_FILE_OF_PAPER, NULL, &progress, &error);
  g_assert_no_error (error);
  assert_asked (script, &rest, 'a');
  assert_file (file, 'a');
  /* What was whole is not kept. */
  script = expect_turn (server, &anew);
  again = download (service, PF_FILE_OF_PAPER, NULL, &progress, &error);
  g_assert_no_error (error);
  assert_asked (script, &anew, 'a');
  pf_scripted_server_assert_done (server);
}

static void
test_download_was_whole (void)
{
  static const Turn end = { 416, 0, 0, 'a', FILE_SIZE, .whole = TRUE };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (PfDownload) file = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  PfScript *script;

  expect_all_but_the_end (server);
  script = expect_turn (server, &end);
  file = download (service, PF_FILE_OF_PAPER, NULL, &progress, &error);
  g_assert_no_error (error);
  assert_asked (script, &end, 'a');
  assert_file (file, 'a');
  pf_scripted_server_assert_done (server);
}

static void
test_names (void)
{
  static const struct {
    const char *name;
    const char *clean;
  } cases[] = {
    { "Facture.pdf", "Facture.pdf" },
    { "Été à l’école.pdf", "Été à l’école.pdf" },
    { "../../etc/passwd", "passwd" },
    { "C:\\Users\\a.exe", "a.exe" },
    { ".bashrc", "bashrc" },
    { "..", NULL },
    { "a/", NULL },
    { "  a b.pdf ", "a b.pdf" },
    { "a\nb\tc.pdf", "abc.pdf" },
    { "fdp\xE2\x80\xAE.exe", "fdp.exe" }, /* would be shown backwards */
    { "\xff\xfe", "\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "", NULL },
    { NULL, NULL },
  };
  g_autofree char *endless = g_strnfill (4000, 'a');
  g_autofree char *cut = pf_rest_path_clean_name (endless);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = pf_rest_path_clean_name (cases[i].name);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
  g_assert_cmpuint (strlen (cut), <, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/downloads/by-owner", test_download);
  g_test_add_func ("/client/downloads/failures", test_download_fails);
  g_test_add_func ("/client/downloads/a-cut-one-goes-on", test_download_resumed);
  g_test_add_func ("/client/downloads/a-cut-one-goes-on-later", test_download_goes_on_later);
  g_test_add_func ("/client/downloads/cut-when-it-was-whole", test_download_was_whole);
  g_test_add_func ("/client/downloads/names-of-files", test_names);
  return g_test_run ();
}
