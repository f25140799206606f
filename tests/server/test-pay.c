/* SPDX-License-Identifier: GPL-3.0-or-later
 * Paying over HTTP: an invoice's document, links, the town's own payment page, what the family is
 * told afterwards. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"
#include "pfs-storage-money.h"
#include "pfs-test-fixture.h"

#define INVOICE "/v1/invoices/i1"

typedef PfTestServed Fixture;

static void
put_invoice (PfsStorage *storage, const char *id, const char *household, gboolean takes_parts)
{
  g_autoptr (PfInvoice) invoice = pf_record_new (PF_TYPE_INVOICE, id);
  PfInvoiceLine *line = g_new0 (PfInvoiceLine, 1);

  line->label = g_strdup ("Cantine – Repas, Léna");
  line->quantity = 20;
  line->unit_price = 200;
  line->total = 4000;
  g_ptr_array_add (invoice->lines, line);
  invoice->number = g_strdup (id);
  invoice->label = g_strdup ("Octobre <2026>");
  invoice->first = pf_day_parse ("2026-10-01");
  invoice->last = pf_day_parse ("2026-10-31");
  invoice->issued = pf_day_parse ("2026-11-01");
  invoice->due = pf_day_parse ("2026-12-01");
  invoice->total = 4000;
  invoice->paid = 0;
  invoice->takes_parts = takes_parts;
  g_assert_true (pfs_storage_put_invoice (storage, household, invoice, NULL));
}

static void
fill_town (PfsStorage *storage)
{
  g_autoptr (PfWallet) wallet = pf_record_new (PF_TYPE_WALLET, "w1");

  put_invoice (storage, "i1", "h1", TRUE);
  put_invoice (storage, "i2", "h2", TRUE);
  wallet->name = g_strdup ("Porte-monnaie");
  wallet->balance = 0;
  wallet->min_top_up = 1000;
  wallet->max_top_up = 5000;
  g_assert_true (pfs_storage_put_wallet (storage, "h1", wallet, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  pf_test_served_set_up_filled (fixture, fill_town);
}

static PfTestReply *
send (Fixture *fixture, const char *method, const char *path, const char *body)
{
  return pf_test_client_send (fixture->client, method, path, body, "Accept-Language", "en", NULL);
}

/* Returns: (transfer full): the path of a new link's page. */
static char *
ask_link (Fixture *fixture, const char *path, const char *body)
{
  g_autoptr (PfTestReply) reply = send (fixture, "POST", path, body);
  g_autoptr (GBytes) bytes = g_bytes_new (reply->body, reply->length);
  g_autoptr (PfPaymentLink) link = NULL;
  const char *url = pf_test_town_get_url (fixture->town);

  g_assert_cmpuint (reply->status, ==, 200);
  link = pf_codec_decode_payment_link (bytes, NULL);
  g_assert_true (g_str_has_prefix (link->uri, url));
  g_assert_cmpint (link->until, ==, pf_moment_parse (PFS_TEST_NOW) + 15 * 60);
  return g_strdup (link->uri + strlen (url));
}

static void
assert_page (Fixture    *fixture,
             const char *method,
             const char *path,
             const char *body,
             guint       status,
             const char *words)
{
  g_autoptr (PfTestReply) reply = send (fixture, method, path, body);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (soup_message_headers_get_content_type (reply->headers, NULL), ==, "text/html");
  g_assert_nonnull (soup_message_headers_get_one (reply->headers, "Content-Security-Policy"));
  if (strstr (reply->body, words) == NULL)
    g_error ("no “%s” in %s", words, reply->body);
}

static PfRecord *
find_changed (GPtrArray *pages, PfCollection collection)
{
  for (guint i = pages->len; i > 0; i--)
    {
      PfChanges *changes = g_ptr_array_index (pages, i - 1);

      if (changes->changed[collection]->len > 0)
        return g_ptr_array_index (changes->changed[collection], 0);
    }
  return NULL;
}

static void
test_pays_a_part_then_the_rest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = ask_link (fixture, INVOICE "/payment-link", "{\"amount\":1500}");
  g_autofree char *rest = NULL;
  g_autoptr (GPtrArray) first = pf_test_client_pull (fixture->client, NULL);
  g_autoptr (GPtrArray) after = NULL;
  PfInvoice *invoice;

  assert_page (fixture, "GET", part, NULL, 200, "€15.00");
  assert_page (fixture, "GET", part, NULL, 200, "Octobre &lt;2026&gt;");
  assert_page (fixture, "POST", part, "action=pay", 200, "Payment recorded");
  assert_page (fixture, "POST", part, "action=pay", 410, "used already");
  rest = ask_link (fixture, INVOICE "/payment-link", "{\"amount\":2500}");
  assert_page (fixture, "POST", rest, "action=pay", 200, "Payment recorded");
  after = pf_test_client_pull (fixture->client,
                               ((PfChanges *) g_ptr_array_index (first, first->len - 1))->state);
  invoice = PF_INVOICE (find_changed (after, PF_COLLECTION_INVOICES));
  g_assert_cmpint (invoice->paid, ==, 4000);
  g_assert_false (invoice->is_payable);
  g_assert_nonnull (find_changed (after, PF_COLLECTION_PAYMENTS));
}

static void
test_refuses_what_is_not_owed (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *path;
    const char *body;
    guint status;
    const char *type;
  } cases[] = {
    { INVOICE "/payment-link", "{\"amount\":4001}", 422, "unprocessable" },
    { INVOICE "/payment-link", "{\"amount\":0}", 400, "invalid" },
    { INVOICE "/payment-link", "{}", 400, "invalid" },
    { "/v1/invoices/i2/payment-link", "{\"amount\":100}", 404, "not-found" },
    { "/v1/invoices/none/payment-link", "{\"amount\":100}", 404, "not-found" },
    { "/v1/baskets/none/payment-link", "{\"amount\":100}", 404, "not-found" },
    { "/v1/wallet/top-ups", "{\"amount\":1000}", 403, "forbidden" },
    { "/v1/wallets/none/activate", "", 404, "not-found" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfTestReply) reply = send (fixture, "POST", cases[i].path, cases[i].body);

      g_test_message ("%s %s", cases[i].path, cases[i].body);
      pf_test_reply_assert_problem (reply, cases[i].status, cases[i].type);
    }
}

static void
test_a_refused_payment_pays_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = ask_link (fixture, INVOICE "/payment-link", "{\"amount\":4000}");
  g_autofree char *again = NULL;

  assert_page (fixture, "POST", page, "action=what", 400, "Choose");
  assert_page (fixture, "POST", page, "action=refuse", 200, "refused");
  assert_page (fixture, "POST", page, "action=pay", 410, "used already");
  again = ask_link (fixture, INVOICE "/payment-link", "{\"amount\":4000}");
  assert_page (fixture, "GET", again, NULL, 200, "€40.00");
  assert_page (fixture, "GET", "/pay/nothing", NULL, 404, "no such");
}

static void
test_activates_and_fills_a_wallet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  PfWallet *wallet;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PfTestReply) reply = send (fixture, "POST", "/v1/wallets/w1/activate", NULL);

      g_assert_cmpuint (reply->status, ==, 204);
    }
  page = ask_link (fixture, "/v1/wallet/top-ups", "{\"amount\":3000}");
  assert_page (fixture, "POST", page, "action=pay", 200, "€30.00");
  pages = pf_test_client_pull (fixture->client, NULL);
  wallet = PF_WALLET (find_changed (pages, PF_COLLECTION_WALLETS));
  g_assert_true (wallet->is_active);
  g_assert_cmpint (wallet->balance, ==, 3000);
  g_assert_cmpint (PF_MOVEMENT (find_changed (pages, PF_COLLECTION_MOVEMENTS))->amount, ==, 3000);
}

static void
test_an_invoice_is_a_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) first = send (fixture, "GET", INVOICE "/pdf", NULL);
  g_autoptr (PfTestReply) same = send (fixture, "GET", INVOICE "/pdf", NULL);
  g_autoptr (PfTestReply) french = NULL;
  g_autoptr (PfTestReply) known = NULL;
  g_autoptr (PfTestReply) part = NULL;
  g_autoptr (PfTestReply) foreign = NULL;
  const char *etag;

  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (first->headers, NULL), ==,
                   "application/pdf");
  g_assert_cmpmem (first->body, 5, "%PDF-", 5);
  g_assert_cmpmem (first->body, first->length, same->body, same->length);
  g_assert_nonnull (g_strstr_len (first->body, (gssize) first->length, "(Invoice i1)"));
  g_assert_nonnull (g_strstr_len (first->body, (gssize) first->length, "Famille 1"));
  etag = soup_message_headers_get_one (first->headers, "ETag");
  known = pf_test_client_send (fixture->client, "GET", INVOICE "/pdf", NULL, "Accept-Language",
                               "en", "If-None-Match", etag, NULL);
  g_assert_cmpuint (known->status, ==, 304);
  part = pf_test_client_send (fixture->client, "GET", INVOICE "/pdf", NULL, "Accept-Language", "en",
                              "Range", "bytes=0-4", NULL);
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpmem (part->body, part->length, "%PDF-", 5);
  french = pf_test_client_send (fixture->client, "GET", INVOICE "/pdf", NULL, "Accept-Language",
                                "fr", NULL);
  g_assert_nonnull (g_strstr_len (french->body, (gssize) french->length, "(Facture i1)"));
  foreign = send (fixture, "GET", "/v1/invoices/i2/pdf", NULL);
  pf_test_reply_assert_problem (foreign, 404, "not-found");
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "pays-a-part-then-the-rest", test_pays_a_part_then_the_rest },
    { "refuses-what-is-not-owed", test_refuses_what_is_not_owed },
    { "a-refused-payment-pays-nothing", test_a_refused_payment_pays_nothing },
    { "activates-and-fills-a-wallet", test_activates_and_fills_a_wallet },
    { "an-invoice-is-a-document", test_an_invoice_is_a_document },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/pay/", Fixture, set_up, tests, pf_test_served_tear_down);
  return g_test_run ();
}
