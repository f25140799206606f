/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is between families: for another one, none of a family's records is there, at any address of
 * the contract, nor where a body names it; and nobody is served without a session. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"
#include "pfs-storage-money.h"

#define STRANGER "sophie.moreau@example.org"
#define PDF "%PDF-1.7\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

/* Stand for what the fixture has made. */
#define PAPER "{paper}"
#define REQUEST "{request}"
#define DIGEST "{digest}"
#define FILE                                                                                       \
  "\"name\":\"a.pdf\",\"media_type\":\"application/pdf\",\"size\":64,\"digest\":\"" DIGEST "\""
#define FILES "\"files\":[{" FILE "}]"
#define BASKET "basket-of-the-walls"

typedef struct {
  PfTestServed served;
  PfTestClient *stranger;
  char *digest;  /* of a file that the family sent */
  char *request; /* with that file */
  char *paper;   /* that was made for the family */
} Fixture;

/* Every address of the contract that names a record. */
static const struct {
  const char *method;
  const char *path;
  const char *id;
  const char *body;
  guint status; /* for whose it is */
  gboolean is_for_all;
} rows[] = {
  { "PATCH", "/v1/guardians/{id}", "martin-1", "{\"mobile\":\"06 99 00 11 23\"}", 200 },
  { "PATCH", "/v1/children/{id}", "hugo", "{\"leaves_alone\":\"no\"}", 200 },
  { "GET", "/v1/health-sheets/{id}", "lena", NULL, 200 },
  { "PATCH", "/v1/health-sheets/{id}", "lena", "{\"has_glasses\":\"yes\"}", 200 },
  { "PATCH", "/v1/contacts/{id}", "jeanne", "{\"relation\":\"tante\"}", 200 },
  { "GET", "/v1/documents/{id}/files/{file}", "assurance-ines", NULL, 200 },
  { "GET", "/v1/papers/{id}/file", PAPER, NULL, 200 },
  { "GET", "/v1/invoices/{id}/pdf", "invoice-2026-00002", NULL, 200 },
  { "POST", "/v1/invoices/{id}/payment-link", "invoice-2026-00002", "{\"amount\":100}", 200 },
  { "POST", "/v1/baskets/{id}/payment-link", BASKET, "{\"amount\":100}", 200 },
  { "POST", "/v1/wallets/{id}/activate", "wallet-martin", NULL, 204 },
  { "GET", "/v1/messages/{id}/files/{file}", "message-4", NULL, 200 },
  { "POST", "/v1/threads/{id}/read", "thread-1", "{}", 200 },
  { "GET", "/v1/requests/{id}/files/{file}", REQUEST, NULL, 200 },
  { "GET", "/v1/news/{id}/files/{file}", "fete-hiver", NULL, 200, TRUE },
  { "DELETE", "/v1/contacts/{id}", "jeanne", NULL, 200 },
};

/* Puts @value in place of @word in @text (transfer full). */
static char *
replace (char *text, const char *word, const char *value)
{
  g_autofree char *owned = text;
  g_auto (GStrv) pieces = g_strsplit (owned, word, -1);

  return g_strjoinv (value, pieces);
}

static char *
fill_in (Fixture *fixture, const char *text)
{
  char *filled = replace (g_strdup (text), PAPER, fixture->paper);

  filled = replace (filled, REQUEST, fixture->request);
  return replace (filled, DIGEST, fixture->digest);
}

static PfTestReply *
send (PfTestClient *client, const char *method, const char *path, const char *body)
{
  g_autofree char *key = g_uuid_string_random ();

  return pf_test_client_send (client, method, path, body, "Idempotency-Key", key, NULL);
}

static PfTestReply *
send_row (Fixture *fixture, PfTestClient *client, gsize row)
{
  g_autofree char *id = fill_in (fixture, rows[row].id);
  char *path = replace (g_strdup (rows[row].path), "{id}", id);
  g_autofree char *whole = replace (path, "{file}", "0");

  return send (client, rows[row].method, whole, rows[row].body);
}

static char *
get_state (PfTestClient *client)
{
  g_autoptr (GPtrArray) pages = pf_test_client_pull (client, NULL);
  const PfChanges *last = g_ptr_array_index (pages, pages->len - 1);

  return g_strdup (last->state);
}

static char *
send_file (PfTestClient *client)
{
  char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PDF, -1);
  g_autofree char *path = g_strconcat ("/v1/uploads/", digest, NULL);
  g_autoptr (PfTestReply) reply = pf_test_client_send (client, "PUT", path, PDF, "Content-Type",
                                                       "application/octet-stream", NULL);

  g_assert_cmpuint (reply->status, ==, 201);
  return digest;
}

static char *
send_request (Fixture *fixture)
{
  g_autofree char *body = replace (g_strdup ("{\"form\":\"autorisation\",\"values\":["
                                             "{\"field\":\"first_name\",\"value\":\"Jeanne\"},"
                                             "{\"field\":\"last_name\",\"value\":\"Martin\"},"
                                             "{\"field\":\"phone\",\"value\":\"01 99 00 41 88\"},"
                                             "{\"field\":\"agreed\",\"value\":\"true\"}],"
                                             "\"files\":[{\"paper\":\"identity\"," FILE "}]}"),
                                   DIGEST, fixture->digest);
  g_autoptr (PfTestReply) reply = send (fixture->served.client, "POST", "/v1/requests", body);
  g_autoptr (GBytes) bytes = g_bytes_new (reply->body, reply->length);
  g_autoptr (PfSubmissionAnswer) answer = NULL;

  g_assert_cmpuint (reply->status, ==, 202);
  answer = pf_codec_decode_submission_answer (bytes, NULL);
  return g_strdup (answer->id);
}

/* Returns: the paper of the town that is the family's alone. */
static char *
find_paper (PfTestClient *client)
{
  g_autoptr (GPtrArray) pages = pf_test_client_pull (client, NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const PfChanges *page = g_ptr_array_index (pages, i);
      GPtrArray *papers = page->changed[PF_COLLECTION_PAPERS];

      for (guint k = 0; k < papers->len; k++)
        if (((PfPaper *) papers->pdata[k])->kind == PF_PAPER_KIND_PERSONAL)
          return g_strdup (pf_record_get_id (papers->pdata[k]));
    }
  g_error ("The family was made no paper");
}

/* Bookings that the family has to pay first. */
static void
put_basket (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage =
      pfs_storage_open (pf_test_town_get_database (fixture->served.town), &error);
  PfMoment now = pf_moment_parse (PF_TEST_TOWN_NOW);
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, now, &error);
  g_autoptr (PfPrepayment) prepayment = pf_record_new (PF_TYPE_PREPAYMENT, BASKET);

  prepayment->receipt = g_strdup ("receipt-of-the-walls");
  prepayment->amount = 100;
  prepayment->until = now + 3600;
  prepayment->n_lines = 1;
  pfs_storage_put_prepayment (storage, "martin", prepayment, &error);
  pfs_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *printed = NULL;
  g_autofree char *password = NULL;

  pf_test_served_set_up_demo (&fixture->served, data);
  printed = pf_test_town_run_agent (fixture->served.town, "set-password", STRANGER, "--json", NULL);
  password = pf_test_find_member (printed, "password");
  fixture->stranger = pf_test_served_add_client (&fixture->served, STRANGER, password);
  fixture->digest = send_file (fixture->served.client);
  fixture->request = send_request (fixture);
  fixture->paper = find_paper (fixture->served.client);
  put_basket (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->digest);
  g_free (fixture->request);
  g_free (fixture->paper);
  pf_test_client_free (fixture->stranger);
  pf_test_served_tear_down (&fixture->served, data);
}

/* Addresses: the stranger first, so that what the family does itself proves that it was there. */
static void
test_records_are_their_family_s (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = get_state (fixture->served.client);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply = send_row (fixture, fixture->stranger, i);

      g_test_message ("%s %s: %u", rows[i].method, rows[i].path, reply->status);
      if (rows[i].is_for_all)
        g_assert_cmpuint (reply->status, ==, rows[i].status);
      else
        pf_test_reply_assert_problem (reply, 404, "not-found");
    }
  after = get_state (fixture->served.client);
  g_assert_cmpstr (after, ==, state);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply = send_row (fixture, fixture->served.client, i);

      g_test_message ("%s %s: %u", rows[i].method, rows[i].path, reply->status);
      g_assert_cmpuint (reply->status, ==, rows[i].status);
    }
}

static void
test_nobody_is_served_without_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestClient) nobody =
      pf_test_client_new (pf_test_town_get_url (fixture->served.town));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply = send_row (fixture, nobody, i);

      pf_test_reply_assert_problem (reply, 401, "token-revoked");
    }
}

#define MEAL                                                                                       \
  "{\"lines\":[{\"enrolment\":\"hugo-cantine\",\"unit\":\"repas\",\"date\":\"2026-11-17\","        \
  "\"action\":\"book\",\"version\":0}]}"

static void
test_bodies_name_nothing_of_others (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *path;
    const char *body;
    guint status;
  } bodies[] = {
    { "/v1/enrolments",
      "{\"activity\":\"judo\",\"children\":[\"hugo\"],\"first\":\"2026-11-25\","
      "\"last\":\"2027-06-30\",\"weekdays\":[3]}",
      404 },
    { "/v1/messages", "{\"thread\":\"thread-1\",\"text\":\"x\"}", 404 },
    { "/v1/messages",
      "{\"service\":\"enfance\",\"topic\":\"cantine\",\"subject\":\"x\",\"text\":\"x\"," FILES "}",
      422 },
    { "/v1/documents", "{\"name\":\"x\",\"requirement\":\"assurance:hugo\"," FILES "}", 422 },
    { "/v1/documents", "{\"name\":\"x\",\"child\":\"hugo\"," FILES "}", 422 },
    { "/v1/documents", "{\"name\":\"x\"," FILES "}", 422 },
    { "/v1/requests", "{\"request\":\"request-1\",\"text\":\"x\",\"files\":[]}", 404 },
    { "/v1/requests",
      "{\"form\":\"carte\",\"values\":[{\"field\":\"child\",\"value\":\"hugo\"},"
      "{\"field\":\"lost\",\"value\":\"2026-11-04\"}]}",
      422 },
    { "/v1/quotes", MEAL, 200 },
    { "/v1/bookings", MEAL, 200 },
  };
  g_autofree char *state = get_state (fixture->served.client);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *body = fill_in (fixture, bodies[i].body);
      g_autoptr (PfTestReply) reply = send (fixture->stranger, "POST", bodies[i].path, body);

      g_test_message ("%s: %u %s", bodies[i].path, reply->status, reply->body);
      g_assert_cmpuint (reply->status, ==, bodies[i].status);
      g_assert_true (bodies[i].status != 200 || strstr (reply->body, "\"refused\"") != NULL);
    }
  after = get_state (fixture->served.client);
  g_assert_cmpstr (after, ==, state);
}

/* A new address of the contract belongs into the table above. */
static void
test_no_address_was_forgotten (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "portail-famille.openapi.yaml", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_named = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "  /") && strstr (*line, "{id}") != NULL)
      {
        gboolean is_known = FALSE;

        for (gsize i = 0; i < G_N_ELEMENTS (rows) && !is_known; i++)
          is_known = strncmp (*line + 2, rows[i].path, strlen (*line) - strlen ("  :")) == 0;
        if (!is_known)
          g_error ("No row tries %s", *line);
        n_named++;
      }
  g_assert_cmpuint (n_named, >, 0);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "records-are-their-family-s", test_records_are_their_family_s },
    { "nobody-is-served-without-session", test_nobody_is_served_without_session },
    { "bodies-name-nothing-of-others", test_bodies_name_nothing_of_others },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/walls/", Fixture, set_up, tests, tear_down);
  g_test_add_func ("/server/walls/no-address-was-forgotten", test_no_address_was_forgotten);
  return g_test_run ();
}
