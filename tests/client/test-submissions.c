/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the family sends and fetches: submissions and the answers to them, uploads in pieces,
 * payment links. */
#include "fixture.h"

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define UPLOAD "/v1/uploads/" DIGEST
#define PIECE (256 * 1024)
#define DONE "{\"outcome\":\"done\",\"id\":\"m-1\"}"

static PfSubmission *
make_submission (PfSubmissionKind kind, const char *target, gint64 version)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  PfSubmission *submission = pf_submission_new (kind, target, version, body, NULL);

  submission->key = g_strdup ("0123456789abcdef");
  return submission;
}

static PfSubmissionAnswer *
submit (PfTownService *service, PfSubmission *submission, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_town_service_submit_async (service, submission, NULL, keep_result_cb, &result);
  return pf_town_service_submit_finish (service, await (&result), error);
}

static void
test_addresses (void)
{
  static const struct {
    PfSubmissionKind kind;
    const char *target;
    const char *method;
    const char *path;
  } cases[] = {
    { PF_SUBMISSION_MESSAGE, NULL, "POST", "/v1/messages" },
    { PF_SUBMISSION_REQUEST, NULL, "POST", "/v1/requests" },
    { PF_SUBMISSION_ENROLMENT, NULL, "POST", "/v1/enrolments" },
    { PF_SUBMISSION_DOCUMENT, NULL, "POST", "/v1/documents" },
    { PF_SUBMISSION_HOUSEHOLD, NULL, "PATCH", "/v1/household" },
    { PF_SUBMISSION_GUARDIAN, "g/1", "PATCH", "/v1/guardians/g%2F1" },
    { PF_SUBMISSION_CHILD, "c?1#2", "PATCH", "/v1/children/c%3F1%232" },
    { PF_SUBMISSION_HEALTH_SHEET, "c1", "PATCH", "/v1/health-sheets/c1" },
    { PF_SUBMISSION_CONTACT, "k1", "PATCH", "/v1/contacts/k1" },
    { PF_SUBMISSION_CONTACT, NULL, "POST", "/v1/contacts" },
    { PF_SUBMISSION_CONTACT_REMOVAL, "k1", "DELETE", "/v1/contacts/k1" },
    { PF_SUBMISSION_READ_MARK, "t1", "POST", "/v1/threads/t1/read" },
    { PF_SUBMISSION_REGISTRATION, NULL, "POST", "/v1/household/registration" },
    { PF_SUBMISSION_YEARLY_UPDATE, NULL, "POST", "/v1/household/yearly-update" },
  };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 version = i % 2 == 0 ? 12 : 0;
      gboolean has_body = !g_str_equal (cases[i].method, "DELETE");
      g_autoptr (PfSubmission) submission =
          make_submission (cases[i].kind, cases[i].target, version);
      g_autoptr (PfSubmissionAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      PfScript *script = pf_scripted_server_expect (server, cases[i].method, cases[i].path);

      pf_script_reply (script, 201, JSON, DONE);
      answer = submit (service, submission, &error);
      g_assert_no_error (error);
      g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_DONE);
      g_assert_cmpstr (answer->id, ==, "m-1");
      g_assert_cmpstr (pf_script_get_request_header (script, "Authorization"), ==, "Bearer a1");
      g_assert_cmpstr (pf_script_get_request_header (script, "Idempotency-Key"), ==,
                       "0123456789abcdef");
      g_assert_cmpstr (pf_script_get_request_header (script, "If-Match"), ==,
                       version > 0 ? "\"12\"" : NULL);
      if (has_body)
        g_assert_cmpstr (pf_script_get_request_body (script), ==, "{\"a\":1}");
      g_assert_cmpstr (pf_script_get_request_header (script, "Content-Type"), ==,
                       !has_body                                ? NULL
                       : g_str_equal (cases[i].method, "PATCH") ? "application/merge-patch+json"
                                                                : "application/json");
    }
  pf_scripted_server_assert_done (server);
}

#define REFUSAL(id, status)                                                                        \
  "{\"type\":\"urn:portail-famille:problem:" id "\",\"title\":\"Titre\",\"status\":" #status       \
  ",\"detail\":\"Pourquoi\",\"pointer\":\"/phone\"}"

/* A decision of the town is an answer; anything else leaves it open, and the same is sent again. */
static void
test_answers (void)
{
  static const struct {
    int status;
    const char *type;
    const char *body;
    int outcome; /* -1 = an error */
    PfClientError code;
  } cases[] = {
    { 200, JSON, DONE, PF_SUBMISSION_OUTCOME_DONE, 0 },
    { 202, JSON, "{\"outcome\":\"requested\",\"id\":\"r-1\"}", PF_SUBMISSION_OUTCOME_REQUESTED, 0 },
    { 400, PROBLEM, REFUSAL ("invalid", 400), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 403, PROBLEM, REFUSAL ("forbidden", 403), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 404, PROBLEM, REFUSAL ("not-found", 404), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 409, PROBLEM, REFUSAL ("key-reused", 409), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 410, PROBLEM, REFUSAL ("state-unknown", 410), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 412, PROBLEM, REFUSAL ("changed", 412), PF_SUBMISSION_OUTCOME_CHANGED, 0 },
    { 413, PROBLEM, REFUSAL ("too-large", 413), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 422, PROBLEM, REFUSAL ("unprocessable", 422), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 422, PROBLEM, REFUSAL ("of-a-newer-town", 422), PF_SUBMISSION_OUTCOME_REFUSED, 0 },
    { 403, "text/html", "<html>", -1, PF_CLIENT_ERROR_PROTOCOL },
    { 412, "text/html", "<html>", -1, PF_CLIENT_ERROR_PROTOCOL },
    { 408, PROBLEM, REFUSAL ("x", 408), -1, PF_CLIENT_ERROR_TIMEOUT },
    { 429, PROBLEM, REFUSAL ("too-many-attempts", 429), -1, PF_CLIENT_ERROR_BUSY },
    { 403, PROBLEM, REFUSAL ("password-needed", 403), -1, PF_CLIENT_ERROR_SIGNED_OUT },
    { 500, PROBLEM, REFUSAL ("internal", 500), -1, PF_CLIENT_ERROR_SERVER },
    { 502, "text/html", "<html>", -1, PF_CLIENT_ERROR_SERVER },
    { 503, PROBLEM, REFUSAL ("unavailable", 503), -1, PF_CLIENT_ERROR_BUSY },
    { 200, "text/html", "<html>", -1, PF_CLIENT_ERROR_PROTOCOL },
    { 200, JSON, "{}", -1, PF_CLIENT_ERROR_PROTOCOL },
    { 200, JSON, "{\"outcome\":\"refused\"}", -1, PF_CLIENT_ERROR_PROTOCOL },
    { 204, JSON, "", -1, PF_CLIENT_ERROR_PROTOCOL },
    { 302, JSON, "", -1, PF_CLIENT_ERROR_PROTOCOL },
  };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (PfSubmission) submission = make_submission (PF_SUBMISSION_CHILD, "c1", 3);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfScript *script = pf_scripted_server_expect (server, "PATCH", "/v1/children/c1");
      g_autoptr (PfSubmissionAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      pf_script_reply (script, cases[i].status, cases[i].type, cases[i].body);
      answer = submit (service, submission, &error);
      if (cases[i].outcome < 0)
        {
          g_assert_null (answer);
          g_assert_error (error, PF_CLIENT_ERROR, (int) cases[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (answer->outcome, ==, cases[i].outcome);
      if (answer->outcome >= PF_SUBMISSION_OUTCOME_REFUSED)
        {
          g_assert_cmpstr (answer->title, ==, "Titre");
          g_assert_cmpstr (answer->detail, ==, "Pourquoi");
          g_assert_cmpstr (answer->pointer, ==, "/phone");
        }
    }
  pf_scripted_server_assert_done (server);
}

/* Uploads */

static gboolean
upload (PfTownService *service, gsize size, Progress *progress, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = make_file (size);

  pf_town_service_upload_async (service, DIGEST, "application/pdf", bytes, note_progress_cb,
                                progress, NULL, keep_result_cb, &result);
  return pf_town_service_upload_finish (service, await (&result), error);
}

static PfScript *
expect_head (PfScriptedServer *server, const char *offset)
{
  PfScript *script = pf_scripted_server_expect (server, "HEAD", UPLOAD);

  pf_script_reply (script, 200, NULL, "");
  pf_script_header (script, "Upload-Offset", offset);
  return script;
}

static PfScript *
expect_piece (PfScriptedServer *server, int status, const char *offset)
{
  PfScript *script = pf_scripted_server_expect (server, "PUT", UPLOAD);

  pf_script_reply (script, status, status >= 400 ? PROBLEM : NULL,
                   status >= 400 ? PROBLEM_BODY ("invalid", 409) : "");
  pf_script_header (script, "Upload-Offset", offset);
  return script;
}

static void
test_upload_whole (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  PfScript *piece;

  expect_head (server, "0");
  piece = expect_piece (server, 201, "100");
  g_assert_true (upload (service, 100, &progress, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_header (piece, "Content-Type"), ==,
                   "application/octet-stream");
  g_assert_null (pf_script_get_request_header (piece, "Content-Range"));
  g_assert_cmpuint (strlen (pf_script_get_request_body (piece)), ==, 100);
  g_assert_cmpint (progress.last, ==, 100);
  g_assert_cmpint (progress.total, ==, 100);
  pf_scripted_server_assert_done (server);
}

static void
test_upload_known (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };

  expect_head (server, "100");
  g_assert_true (upload (service, 100, &progress, &error));
  g_assert_no_error (error);
  g_assert_cmpint (progress.last, ==, 100);
  pf_scripted_server_assert_done (server);
}

/* The connection that asking left open turns out closed: what is sent again has its body. */
static void
test_upload_sent_again (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  PfScript *again;

  expect_head (server, "0");
  pf_script_cut (pf_scripted_server_expect (server, "PUT", UPLOAD));
  again = expect_piece (server, 201, "100");
  g_assert_true (upload (service, 100, &progress, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (pf_script_get_request_body (again)), ==, 100);
  pf_scripted_server_assert_done (server);
}

/* It goes on where it was, piece by piece, as the town counts. */
static void
test_upload_resumed (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  PfScript *first, *second, *third;

  expect_head (server, "1000");
  first = expect_piece (server, 202, "263144");
  second = expect_piece (server, 409, "200000");
  third = expect_piece (server, 202, "462144");
  expect_piece (server, 201, "600000");
  g_assert_true (upload (service, 600000, &progress, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_header (first, "Content-Range"), ==,
                   "bytes 1000-263143/600000");
  g_assert_cmpuint (strlen (pf_script_get_request_body (first)), ==, PIECE);
  g_assert_cmpstr (pf_script_get_request_header (second, "Content-Range"), ==,
                   "bytes 263144-525287/600000");
  g_assert_cmpstr (pf_script_get_request_header (third, "Content-Range"), ==,
                   "bytes 200000-462143/600000");
  g_assert_cmpint (progress.last, ==, 600000);
  g_assert_cmpuint (progress.n, ==, 5);
  pf_scripted_server_assert_done (server);
}

static void
test_upload_fails (void)
{
  static const struct {
    const char *head;
    int status;
    const char *offset;
    PfClientError code;
  } cases[] = {
    { "0", 413, "0", PF_CLIENT_ERROR_REFUSED },  { "0", 500, "0", PF_CLIENT_ERROR_SERVER },
    { "0", 202, "0", PF_CLIENT_ERROR_PROTOCOL }, { "0", 202, "700000", PF_CLIENT_ERROR_PROTOCOL },
    { "0", 202, "x", PF_CLIENT_ERROR_PROTOCOL }, { "600001", 0, NULL, PF_CLIENT_ERROR_PROTOCOL },
    { "-1", 0, NULL, PF_CLIENT_ERROR_PROTOCOL }, { "", 0, NULL, PF_CLIENT_ERROR_PROTOCOL },
  };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      Progress progress = { 0 };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      expect_head (server, cases[i].head);
      if (cases[i].status == 413)
        pf_script_reply (pf_scripted_server_expect (server, "PUT", UPLOAD), 413, PROBLEM,
                         PROBLEM_BODY ("too-large", 413));
      else if (cases[i].status == 500)
        pf_script_reply (pf_scripted_server_expect (server, "PUT", UPLOAD), 500, PROBLEM,
                         PROBLEM_BODY ("internal", 500));
      else if (cases[i].status > 0)
        expect_piece (server, cases[i].status, cases[i].offset);
      g_assert_false (upload (service, 600000, &progress, &error));
      g_assert_error (error, PF_CLIENT_ERROR, (int) cases[i].code);
    }
  pf_scripted_server_assert_done (server);
}

/* A town that contradicts itself without end is left. */
static void
test_upload_contradicted (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  PfScript *piece;

  expect_head (server, "100");
  piece = expect_piece (server, 409, "50");
  pf_script_repeat (piece);
  g_assert_false (upload (service, 600000, &progress, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_REFUSED);
  g_assert_cmpuint (pf_script_get_count (piece), ==, 4);
}

static void
test_upload_cancelled (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = make_file (100);
  g_autoptr (GError) error = NULL;
  PfScript *piece;

  expect_head (server, "0");
  piece = pf_scripted_server_expect (server, "PUT", UPLOAD);
  pf_script_silence (piece);
  pf_town_service_upload_async (service, DIGEST, "application/pdf", bytes, NULL, NULL, cancellable,
                                keep_result_cb, &result);
  spin_until (pf_script_get_count (piece) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (pf_town_service_upload_finish (service, await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Payments */

static PfPaymentLink *
ask (PfTownService *service, PfPaymentSubject subject, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_town_service_ask_payment_link_async (service, subject, id, 1250, NULL, keep_result_cb,
                                          &result);
  return pf_town_service_ask_payment_link_finish (service, await (&result), error);
}

static void
expect_paying_town (PfScriptedServer *server)
{
  pf_script_reply (pf_scripted_server_expect (server, "GET", "/.well-known/portail-famille"), 200,
                   JSON,
                   "{\"protocol\":1,\"name\":\"S\",\"api_base\":\"/v1\",\"time_zone\":"
                   "\"Europe/Paris\",\"payment_hosts\":[\"www.payfip.gouv.fr\",\"127.0.0.1\"]}");
  expect_tokens (server, "a1", "r2");
}

static void
test_payment_link (void)
{
  static const struct {
    PfPaymentSubject subject;
    const char *id;
    const char *path;
  } cases[] = {
    { PF_PAY_INVOICE, "i/1", "/v1/invoices/i%2F1/payment-link" },
    { PF_PAY_TOP_UP, NULL, "/v1/wallet/top-ups" },
    { PF_PAY_PREPAYMENT, "p1", "/v1/baskets/p1/payment-link" },
  };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);

  expect_paying_town (server);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfScript *script = pf_scripted_server_expect (server, "POST", cases[i].path);
      g_autoptr (PfPaymentLink) link = NULL;
      g_autoptr (GError) error = NULL;

      pf_script_reply (script, 200, JSON,
                       "{\"uri\":\"https://www.payfip.gouv.fr/x?id=1\","
                       "\"until\":\"2036-01-01T00:00:00Z\"}");
      link = ask (service, cases[i].subject, cases[i].id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (link->uri, ==, "https://www.payfip.gouv.fr/x?id=1");
      g_assert_cmpint (link->until, ==, pf_moment_parse ("2036-01-01T00:00:00Z"));
      g_assert_cmpstr (pf_script_get_request_body (script), ==, "{\"amount\":1250}");
    }
  pf_scripted_server_assert_done (server);
}

static void
test_payment_link_fails (void)
{
  static const struct {
    const char *body;
    PfClientError code;
  } cases[] = {
    { "{\"uri\":\"https://www.payfip.gouv.fr.evil.example/\",\"until\":\"2036-01-01T00:00:00Z\"}",
      PF_CLIENT_ERROR_PAYMENT_HOST },
    { "{\"uri\":\"http://www.payfip.gouv.fr/\",\"until\":\"2036-01-01T00:00:00Z\"}",
      PF_CLIENT_ERROR_PAYMENT_HOST },
    { "{\"uri\":\"\",\"until\":\"2036-01-01T00:00:00Z\"}", PF_CLIENT_ERROR_PROTOCOL },
    { "{}", PF_CLIENT_ERROR_PROTOCOL },
  };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);

  expect_paying_town (server);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      pf_script_reply (pf_scripted_server_expect (server, "POST", "/v1/invoices/i1/payment-link"),
                       200, JSON, cases[i].body);
      g_assert_null (ask (service, PF_PAY_INVOICE, "i1", &error));
      g_assert_error (error, PF_CLIENT_ERROR, (int) cases[i].code);
    }
}

/* The demo town pays at itself. */
static void
test_payment_link_at_home (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (PfPaymentLink) link = NULL;
  g_autoptr (GError) error = NULL;

  expect_paying_town (server);
  pf_script_reply (pf_scripted_server_expect (server, "POST", "/v1/wallet/top-ups"), 200, JSON,
                   "{\"uri\":\"http://127.0.0.1:9000/\",\"until\":\"2036-01-01T00:00:00Z\"}");
  link = ask (service, PF_PAY_TOP_UP, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (link->uri, ==, "http://127.0.0.1:9000/");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/submissions/each-kind-has-its-address", test_addresses);
  g_test_add_func ("/client/submissions/answers-and-failures", test_answers);
  g_test_add_func ("/client/uploads/whole", test_upload_whole);
  g_test_add_func ("/client/uploads/known-already", test_upload_known);
  g_test_add_func ("/client/uploads/sent-again-with-its-body", test_upload_sent_again);
  g_test_add_func ("/client/uploads/resumed-as-the-town-counts", test_upload_resumed);
  g_test_add_func ("/client/uploads/failures", test_upload_fails);
  g_test_add_func ("/client/uploads/contradicted", test_upload_contradicted);
  g_test_add_func ("/client/uploads/cancelled", test_upload_cancelled);
  g_test_add_func ("/client/payments/a-link-for-each-subject", test_payment_link);
  g_test_add_func ("/client/payments/links-that-lead-elsewhere", test_payment_link_fails);
  g_test_add_func ("/client/payments/on-this-machine", test_payment_link_at_home);
  return g_test_run ();
}
