/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks invoices, wallets and payments in advance. */
#include "config.h"

#include "contract-walk.h"

#include "pf-record-money.h"

#define POOL "piscine"

/* Asks where to pay. @code: how it is refused; -1: it is granted. */
static void
ask_link (Walk *walk, PfPaymentSubject subject, const char *id, PfCents amount, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfPaymentLink) link = NULL;

  pf_town_service_ask_payment_link_async (walk->service, subject, id, amount, NULL,
                                          walk_finished_cb, &walk->result);
  link = pf_town_service_ask_payment_link_finish (walk->service, walk_wait (walk), &error);
  if (code >= 0)
    {
      g_assert_error (error, PF_CLIENT_ERROR, code);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (link->until, >, pf_town_service_get_now (walk->service));
}

/* Returns: (transfer none): an invoice that is paid, or one that is not yet. */
static PfInvoice *
find_invoice (Walk *walk, gboolean is_paid, gboolean takes_parts)
{
  GHashTableIter iter;
  gpointer invoice;

  g_hash_table_iter_init (&iter, walk->records[PF_COLLECTION_INVOICES]);
  while (g_hash_table_iter_next (&iter, NULL, &invoice))
    if ((pf_invoice_get_left (invoice) == 0) == is_paid &&
        ((PfInvoice *) invoice)->takes_parts == takes_parts)
      return invoice;
  g_assert_not_reached ();
}

static void
check_invoices (Walk *walk)
{
  PfInvoice *due = find_invoice (walk, FALSE, TRUE);
  PfInvoice *whole = find_invoice (walk, FALSE, FALSE);
  PfInvoice *paid = find_invoice (walk, TRUE, TRUE);
  const char *id = pf_record_get_id (PF_RECORD (due));

  g_assert_cmpuint (walk_download (walk, PF_FILE_OF_INVOICE, id, NULL), >, 500);
  ask_link (walk, PF_PAY_INVOICE, id, pf_invoice_get_left (due), -1);
  ask_link (walk, PF_PAY_INVOICE, id, 1, -1);
  ask_link (walk, PF_PAY_INVOICE, id, pf_invoice_get_left (due) + 1, PF_CLIENT_ERROR_REFUSED);
  ask_link (walk, PF_PAY_INVOICE, pf_record_get_id (PF_RECORD (whole)), 1, PF_CLIENT_ERROR_REFUSED);
  ask_link (walk, PF_PAY_INVOICE, pf_record_get_id (PF_RECORD (paid)), 1, PF_CLIENT_ERROR_REFUSED);
  ask_link (walk, PF_PAY_INVOICE, "no-such-invoice", 1, PF_CLIENT_ERROR_REFUSED);
}

static void
activate (Walk *walk, const char *id, int code)
{
  g_autoptr (GError) error = NULL;

  pf_town_service_activate_wallet_async (walk->service, id, NULL, walk_finished_cb, &walk->result);
  if (pf_town_service_activate_wallet_finish (walk->service, walk_wait (walk), &error))
    g_assert_cmpint (code, ==, -1);
  else
    g_assert_error (error, PF_CLIENT_ERROR, code);
}

static void
check_wallet (Walk *walk)
{
  PfWallet *wallet = walk_get_record (walk, PF_COLLECTION_WALLETS, NULL);

  activate (walk, pf_record_get_id (PF_RECORD (wallet)), -1);
  activate (walk, "no-such-wallet", PF_CLIENT_ERROR_REFUSED);
  ask_link (walk, PF_PAY_TOP_UP, NULL, wallet->min_top_up, -1);
  ask_link (walk, PF_PAY_TOP_UP, NULL, wallet->max_top_up + 1, PF_CLIENT_ERROR_REFUSED);
}

/* Books what is paid in advance, is told of what waits, and asks where to pay it. */
static void
check_prepayments (Walk *walk)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) booked = NULL;
  PfPrepayment *prepayment;

  g_ptr_array_add (lines, walk_find_line (walk, POOL));
  booked = walk_book (walk, key, lines, &error);
  g_assert_no_error (error);
  walk_pull (walk);
  prepayment = walk_get_record (walk, PF_COLLECTION_PREPAYMENTS, NULL);
  g_assert_cmpint (prepayment->state, ==, PF_PREPAYMENT_WAITING);
  g_assert_cmpstr (prepayment->receipt, ==, booked->receipt);
  ask_link (walk, PF_PAY_PREPAYMENT, prepayment->receipt, prepayment->amount, -1);
  ask_link (walk, PF_PAY_PREPAYMENT, pf_record_get_id (PF_RECORD (prepayment)), prepayment->amount,
            -1);
  ask_link (walk, PF_PAY_PREPAYMENT, prepayment->receipt, prepayment->amount + 1,
            PF_CLIENT_ERROR_REFUSED);
}

void
walk_money (Walk *walk)
{
  check_invoices (walk);
  check_wallet (walk);
  check_prepayments (walk);
}
