/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/invoices, /v1/baskets and /v1/wallet: an invoice's document, links to pay, wallets. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-invoice-pdf.h"
#include "pfs-payments.h"
#include "pfs-resources.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

/* What a family is told that asks for a link it cannot have. */
static const struct {
  PfsLinkVerdict verdict;
  PfProblemType type;
  const char *french;
  const char *english;
} refusals[] = {
  { PFS_LINK_NOT_FOUND, PF_PROBLEM_NOT_FOUND, NULL, NULL },
  { PFS_LINK_TOO_MUCH, PF_PROBLEM_UNPROCESSABLE, "C’est plus que ce qui reste à payer.",
    "This is more than what is left to pay." },
  { PFS_LINK_NO_PARTS, PF_PROBLEM_UNPROCESSABLE, "Tout est à payer en une fois.",
    "All of it is to be paid at once." },
  { PFS_LINK_OUT_OF_RANGE, PF_PROBLEM_UNPROCESSABLE,
    "Ce montant n’est pas de ceux que le porte-monnaie accepte.",
    "This amount is not one that the wallet takes." },
  { PFS_LINK_NOT_ACTIVE, PF_PROBLEM_FORBIDDEN, "Le porte-monnaie n’est pas activé.",
    "The wallet is not active." },
  { PFS_LINK_SETTLED, PF_PROBLEM_UNPROCESSABLE, "Il n’y a plus rien à payer.",
    "Nothing is left to pay." },
  { PFS_LINK_LAPSED, PF_PROBLEM_UNPROCESSABLE, "Le délai de paiement est passé.",
    "The time to pay is over." },
};

static void
reply_refused (PfsRequest *request, PfsLinkVerdict verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (refusals[i].verdict == verdict)
      {
        PfProblem *problem = pfs_problem_new (refusals[i].type, request->language);

        if (refusals[i].french != NULL)
          problem->detail = g_strdup (
              pfs_language_say (request->language, refusals[i].french, refusals[i].english));
        pfs_request_reply_problem (request, problem);
        return;
      }
  g_assert_not_reached ();
}

/* Returns: (transfer full): where a link leads: the town's own page, unless it has another. */
static char *
make_uri (PfsStorage *storage, const char *secret)
{
  g_autofree char *page = pfs_storage_get_setting (storage, PFS_SETTING_PAYMENT_PAGE, NULL);
  g_autofree char *url = pfs_storage_get_setting (storage, PFS_SETTING_URL, NULL);

  if (page != NULL)
    return g_strconcat (page, secret, NULL);
  return g_strconcat (url != NULL ? url : "", "/pay/", secret, NULL);
}

static void
reply_link (PfsRequest *request, PfsPayFor subject)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfPaymentLink) link = NULL;
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *uri = NULL;
  PfsLinkVerdict verdict = PFS_LINK_GOOD;
  PfCents amount = pf_codec_decode_payment_amount (body, &error);
  PfMoment until;

  if (error == NULL)
    transaction = pfs_storage_begin (storage, request->now, &error);
  if (transaction == NULL ||
      !pfs_payments_make_link (storage, request->household, subject, request->target, amount,
                               request->now, &secret, &until, &verdict, &error) ||
      !pfs_transaction_commit (transaction, &error))
    {
      if (error != NULL)
        pfs_request_reply_error (request, error);
      else
        reply_refused (request, verdict);
      return;
    }
  uri = make_uri (storage, secret);
  link = pf_payment_link_new (uri, until);
  reply = pf_codec_encode_payment_link (link);
  pfs_request_reply (request, SOUP_STATUS_OK, reply);
}

void
pfs_resource_create_invoice_link (PfsRequest *request)
{
  reply_link (request, PFS_PAY_INVOICE);
}

void
pfs_resource_create_top_up (PfsRequest *request)
{
  reply_link (request, PFS_PAY_TOP_UP);
}

void
pfs_resource_create_basket_link (PfsRequest *request)
{
  reply_link (request, PFS_PAY_PREPAYMENT);
}

static GBytes *
make_pdf (PfsRequest *request, PfInvoice *invoice, GError **error)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (PfsTown) town = pfs_storage_load_town (storage, error);
  g_autoptr (PfHousehold) household =
      town != NULL ? pfs_storage_load_household (storage, request->household, error) : NULL;
  g_autofree char *place = NULL;

  if (household == NULL)
    return NULL;
  if (household->city != NULL)
    place = household->postcode != NULL
                ? g_strjoin (" ", household->postcode, household->city, NULL)
                : g_strdup (household->city);
  return pfs_invoice_pdf_make (invoice,
                               &(PfsInvoicePaper){
                                   .town = town->name,
                                   .contact = town->contact,
                                   .currency = town->currency,
                                   .family = household->name,
                                   .number = household->number,
                                   .street = household->street,
                                   .place = place,
                               },
                               request->language);
}

void
pfs_resource_get_invoice_pdf (PfsRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PfInvoice) invoice =
      pfs_storage_load_invoice (request->context->storage, request->target, &owner, &error);

  if (invoice != NULL && g_strcmp0 (owner, request->household) != 0)
    {
      pfs_request_reply_problem_type (request, PF_PROBLEM_NOT_FOUND);
      return;
    }
  bytes = invoice != NULL ? make_pdf (request, invoice, &error) : NULL;
  if (bytes == NULL)
    {
      pfs_request_reply_error (request, error);
      return;
    }
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  name = g_strdup_printf ("%s-%s.pdf", pfs_language_say (request->language, "facture", "invoice"),
                          invoice->number);
  soup_message_headers_append (soup_server_message_get_response_headers (request->message), "Vary",
                               "Accept-Language");
  pfs_request_reply_file (request, bytes, "application/pdf", digest, name);
}

void
pfs_resource_activate_wallet (PfsRequest *request)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;
  g_autoptr (PfWallet) wallet = NULL;
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, request->now, &error);

  if (transaction != NULL)
    wallet = pfs_storage_load_wallet (storage, request->target, &owner, &error);
  if (wallet != NULL && g_strcmp0 (owner, request->household) != 0)
    {
      pfs_request_reply_problem_type (request, PF_PROBLEM_NOT_FOUND);
      return;
    }
  if (wallet != NULL && !wallet->is_active)
    {
      wallet->is_active = TRUE;
      pfs_storage_put_wallet (storage, owner, wallet, &error);
    }
  if (error != NULL || !pfs_transaction_commit (transaction, &error))
    pfs_request_reply_error (request, error);
  else
    pfs_request_reply_empty (request, SOUP_STATUS_NO_CONTENT);
}
