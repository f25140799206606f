/* SPDX-License-Identifier: GPL-3.0-or-later
 * Invoices out of what was booked, payments, wallets, bookings paid in advance, links to pay. */
#include "config.h"

#include <string.h>

#include "pf-test-cases.h"
#include "pfs-billing.h"
#include "pfs-bookings.h"
#include "pfs-payments.h"
#include "pfs-prepaid.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-town.h"
#include "pfs-test-fixture.h"

#define NOVEMBER pf_day_new (2026, 11, 1)
#define TODAY pf_day_new (2026, 12, 1)
#define MINUTE 60

typedef PfsTestFixture Fixture;

static void
act (Fixture *fixture, int family, const char *day, PfAction action, PfOutcomeKind kind)
{
  g_autofree char *household = g_strdup_printf ("h%d", family);
  g_autofree char *enrolment = g_strdup_printf ("c%d-canteen", family);
  g_autoptr (PfOutcome) outcome =
      pfs_test_act (fixture, household, enrolment, day, action, 0, PF_CENTS_UNKNOWN);

  g_assert_cmpint (outcome->kind, ==, kind);
}

static void
mark (Fixture *fixture, const char *day, PfAttendance attendance)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  pfs_bookings_mark (fixture->storage, "c1-canteen", "meal", pf_day_parse (day), attendance,
                     pf_moment_parse ("2026-12-01T08:00:00Z"), &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
}

static PfInvoice *
bill (Fixture *fixture)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;
  PfInvoice *invoice = pfs_billing_make (fixture->storage, "h1", NOVEMBER, TODAY, &error);

  g_assert_no_error (error);
  if (invoice != NULL)
    g_assert_true (pfs_billing_tell (fixture->storage, "h1", invoice, NULL));
  pfs_test_commit (transaction);
  return invoice;
}

static gboolean
record (Fixture *fixture, const char *number, PfCents amount)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  gboolean done = pfs_payments_record (fixture->storage, number, amount, PF_PAYMENT_CHEQUE, "0042",
                                       fixture->now, NULL);

  if (done)
    pfs_test_commit (transaction);
  else
    pfs_transaction_free (transaction);
  return done;
}

static void
set (Fixture *fixture, const char *key, const char *value)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);

  g_assert_true (pfs_storage_set_setting (fixture->storage, key, value, NULL));
  pfs_test_commit (transaction);
}

static guint
count_mails (Fixture *fixture, const char *words)
{
  g_autoptr (GPtrArray) mails = pfs_storage_list_mails (fixture->storage, NULL);
  guint n = 0;

  for (guint i = 0; i < mails->len; i++)
    n += strstr (((PfsMailItem *) g_ptr_array_index (mails, i))->subject, words) != NULL;
  return n;
}

static PfsBooking *
load (Fixture *fixture, int family, const char *day)
{
  g_autofree char *enrolment = g_strdup_printf ("c%d-canteen", family);

  return pfs_storage_load_booking (fixture->storage, enrolment, "meal", pf_day_parse (day), NULL);
}

/* 2.00 in time twice, once late for 4.00. */
static void
book_month (Fixture *fixture)
{
  act (fixture, 1, "2026-11-17", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  act (fixture, 1, "2026-11-19", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  act (fixture, 1, PFS_TEST_LATE_DAY, PF_ACTION_BOOK, PF_OUTCOME_LATE);
}

static void
test_bills_what_was_booked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) invoice = NULL;
  static const struct {
    const char *label;
    int quantity;
    PfCents total;
  } lines[] = {
    { "meal", 3, 600 },
    { "surcharge", 1, 200 },
  };

  book_month (fixture);
  invoice = bill (fixture);
  g_assert_cmpstr (invoice->number, ==, "2026-00001");
  g_assert_cmpint (invoice->total, ==, 800);
  g_assert_cmpint (invoice->due, ==, TODAY + 30);
  g_assert_cmpint (invoice->first, ==, NOVEMBER);
  g_assert_cmpuint (invoice->lines->len, ==, G_N_ELEMENTS (lines));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const PfInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      g_assert_nonnull (strstr (line->label, lines[i].label));
      g_assert_nonnull (strstr (line->label, "Enfant"));
      g_assert_cmpint (line->quantity, ==, lines[i].quantity);
      g_assert_cmpint (line->total, ==, lines[i].total);
      g_assert_cmpint (line->total, ==, line->quantity * line->unit_price);
    }
  g_assert_cmpuint (count_mails (fixture, "2026-00001"), ==, 1);
}

static void
test_bills_nothing_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) first = NULL;
  g_autoptr (PfInvoice) second = NULL;

  g_assert_null (bill (fixture));
  book_month (fixture);
  first = bill (fixture);
  g_assert_null (bill (fixture));
  act (fixture, 1, "2026-11-20", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  second = bill (fixture);
  g_assert_cmpstr (second->number, ==, "2026-00002");
  g_assert_cmpint (second->total, ==, 200);
}

static void
test_bills_absences_by_the_towns_rule (Fixture *fixture, gconstpointer data)
{
  static const struct {
    PfAttendance attendance;
    const char *rule;
    PfCents total;
  } cases[] = {
    { PF_ATTENDANCE_PRESENT, NULL, 400 }, { PF_ATTENDANCE_ABSENT, NULL, 400 },
    { PF_ATTENDANCE_EXCUSED, NULL, 200 }, { PF_ATTENDANCE_EXCUSED, "1", 400 },
    { PF_ATTENDANCE_EXCUSED, "0", 200 },
  };

  act (fixture, 1, "2026-11-17", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  act (fixture, 1, "2026-11-19", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfInvoice) invoice = NULL;
      PfsTransaction *transaction;

      set (fixture, PFS_SETTING_BILL_EXCUSED, cases[i].rule);
      mark (fixture, "2026-11-17", cases[i].attendance);
      invoice = bill (fixture);
      g_assert_cmpint (invoice->total, ==, cases[i].total);
      transaction = pfs_test_begin (fixture);
      g_assert_true (pfs_billing_cancel (fixture->storage, invoice->number, NULL));
      pfs_test_commit (transaction);
    }
}

static void
test_takes_off_what_is_owed_no_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) first = NULL;
  g_autoptr (PfInvoice) second = NULL;
  const PfInvoiceLine *line;

  book_month (fixture);
  first = bill (fixture);
  mark (fixture, PFS_TEST_LATE_DAY, PF_ATTENDANCE_EXCUSED);
  /* 4.00 to be given back: nothing to pay yet. */
  g_assert_null (bill (fixture));
  act (fixture, 1, "2026-11-20", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  g_assert_null (bill (fixture));
  act (fixture, 1, "2026-11-24", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  act (fixture, 1, "2026-11-26", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  second = bill (fixture);
  g_assert_cmpint (second->total, ==, 3 * 200 - 400);
  line = g_ptr_array_index (second->lines, 0);
  g_assert_cmpint (line->total, ==, -400);
  g_assert_null (bill (fixture));
}

static void
test_cancels_what_nothing_was_paid_of (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) invoice = NULL;
  g_autoptr (PfInvoice) again = NULL;
  PfsTransaction *transaction;

  book_month (fixture);
  invoice = bill (fixture);
  g_assert_true (record (fixture, invoice->number, 100));
  transaction = pfs_test_begin (fixture);
  g_assert_false (pfs_billing_cancel (fixture->storage, invoice->number, NULL));
  pfs_transaction_free (transaction);
  g_assert_false (record (fixture, invoice->number, 701));
  g_assert_false (record (fixture, invoice->number, 0));
  g_assert_true (record (fixture, invoice->number, 700));
  g_assert_false (record (fixture, invoice->number, 1));
  act (fixture, 1, "2026-11-20", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  again = bill (fixture);
  transaction = pfs_test_begin (fixture);
  g_assert_true (pfs_billing_cancel (fixture->storage, again->number, NULL));
  g_assert_false (pfs_billing_cancel (fixture->storage, again->number, NULL));
  pfs_test_commit (transaction);
  g_assert_false (record (fixture, again->number, 1));
  g_clear_object (&again);
  again = bill (fixture);
  g_assert_cmpint (again->total, ==, 200);
}

/* From here on the canteen is paid in advance. */
static void
prepay_canteen (Fixture *fixture)
{
  PfSlotFlags flags;
  g_autoptr (PfActivity) activity =
      pfs_storage_load_activity (fixture->storage, "canteen", &flags, NULL);
  PfsTransaction *transaction = pfs_test_begin (fixture);

  activity->is_prepaid = TRUE;
  g_assert_true (pfs_storage_put_activity (fixture->storage, activity, flags, NULL));
  pfs_test_commit (transaction);
}

static void
give_wallet (Fixture *fixture, PfCents balance, gboolean is_active)
{
  g_autoptr (PfWallet) wallet = pf_record_new (PF_TYPE_WALLET, "w1");
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  wallet->name = g_strdup ("Porte-monnaie");
  wallet->is_active = is_active;
  wallet->balance = balance;
  wallet->min_top_up = 1000;
  wallet->max_top_up = 10000;
  g_ptr_array_add (wallet->activities, g_strdup ("canteen"));
  pfs_storage_put_wallet (fixture->storage, "h1", wallet, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
}

static void
assert_balance (Fixture *fixture, PfCents balance)
{
  g_autoptr (PfWallet) wallet = pfs_storage_load_wallet (fixture->storage, "w1", NULL, NULL);

  g_assert_cmpint (wallet->balance, ==, balance);
}

static PfAnswer *
answer (Fixture *fixture, const char *day, gboolean is_quote)
{
  g_autoptr (GPtrArray) lines =
      pfs_test_line ("c1-canteen", day, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction;
  PfAnswer *result;

  if (is_quote)
    return pfs_bookings_quote (fixture->storage, "h1", lines, fixture->now, NULL);
  transaction = pfs_test_begin (fixture);
  result = pfs_bookings_book (fixture->storage, "h1", lines, fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  return result;
}

static PfPrepayment *
find_prepayment (Fixture *fixture, const char *name)
{
  return pfs_storage_find_prepayment (fixture->storage, "h1", name, NULL);
}

static void
keep (Fixture *fixture, int minutes)
{
  g_autoptr (GError) error = NULL;

  pfs_prepaid_keep (fixture->storage, fixture->now + minutes * MINUTE, &error);
  g_assert_no_error (error);
}

static void
test_waits_for_its_payment_and_lapses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfAnswer) booked = NULL;
  g_autoptr (PfPrepayment) waiting = NULL;
  g_autoptr (PfPrepayment) lapsed = NULL;
  g_autoptr (PfsBooking) held = NULL;
  g_autoptr (PfsBooking) gone = NULL;
  g_autoptr (PfsBooking) moved_up = NULL;

  prepay_canteen (fixture);
  booked = answer (fixture, "2026-11-17", FALSE);
  g_assert_nonnull (booked->prepayment);
  g_assert_cmpint (((PfOutcome *) g_ptr_array_index (booked->outcomes, 0))->kind, ==,
                   PF_OUTCOME_PENDING);
  waiting = find_prepayment (fixture, booked->receipt);
  g_assert_cmpstr (pf_record_get_id (PF_RECORD (waiting)), ==, booked->prepayment);
  g_assert_cmpint (waiting->amount, ==, 200);
  g_assert_cmpint (waiting->until, ==, fixture->now + 60 * MINUTE);
  held = load (fixture, 1, "2026-11-17");
  g_assert_cmpint (held->status, ==, PF_BOOKING_BOOKED);
  g_assert_nonnull (strstr (held->note, "À payer"));
  act (fixture, 2, "2026-11-17", PF_ACTION_BOOK, PF_OUTCOME_PENDING);
  act (fixture, 3, "2026-11-17", PF_ACTION_BOOK, PF_OUTCOME_WAITING);

  keep (fixture, 60);
  g_clear_pointer (&held, pfs_booking_free);
  held = load (fixture, 1, "2026-11-17");
  g_assert_cmpint (held->status, ==, PF_BOOKING_BOOKED);
  keep (fixture, 61);
  gone = load (fixture, 1, "2026-11-17");
  g_assert_cmpint (gone->status, ==, PF_BOOKING_CANCELLED);
  g_assert_cmpint (gone->charged, ==, PF_CENTS_UNKNOWN);
  lapsed = find_prepayment (fixture, booked->receipt);
  g_assert_cmpint (lapsed->state, ==, PF_PREPAYMENT_LAPSED);
  g_assert_cmpuint (count_mails (fixture, "non payées"), ==, 2);
  moved_up = load (fixture, 3, "2026-11-17");
  g_assert_cmpint (moved_up->status, ==, PF_BOOKING_BOOKED);
  g_assert_nonnull (strstr (moved_up->note, "À payer"));
  g_assert_null (bill (fixture));
}

static void
test_a_quote_says_so_and_saves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfAnswer) quoted = NULL;
  g_autoptr (PfPrepayment) none = NULL;

  prepay_canteen (fixture);
  quoted = answer (fixture, "2026-11-17", TRUE);
  g_assert_nonnull (quoted->prepayment);
  g_assert_cmpint (((PfOutcome *) g_ptr_array_index (quoted->outcomes, 0))->kind, ==,
                   PF_OUTCOME_PENDING);
  none = find_prepayment (fixture, quoted->prepayment);
  g_assert_null (none);
}

static void
test_a_wallet_pays_at_once (Fixture *fixture, gconstpointer data)
{
  static const struct {
    PfCents balance;
    gboolean is_active;
    PfOutcomeKind kind;
    PfCents after;
  } cases[] = {
    { 199, TRUE, PF_OUTCOME_PENDING, 199 },
    { 200, FALSE, PF_OUTCOME_PENDING, 200 },
    { 200, TRUE, PF_OUTCOME_BOOKED, 0 },
    { 1000, TRUE, PF_OUTCOME_BOOKED, 800 },
  };

  prepay_canteen (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfAnswer) booked = NULL;

      give_wallet (fixture, cases[i].balance, cases[i].is_active);
      booked = answer (fixture, "2026-11-17", FALSE);
      g_assert_cmpint (((PfOutcome *) g_ptr_array_index (booked->outcomes, 0))->kind, ==,
                       cases[i].kind);
      g_assert_true ((booked->prepayment != NULL) == (cases[i].kind == PF_OUTCOME_PENDING));
      assert_balance (fixture, cases[i].after);
      act (fixture, 1, "2026-11-17", PF_ACTION_CANCEL, PF_OUTCOME_CANCELLED);
      assert_balance (fixture, cases[i].balance);
      if (booked->prepayment != NULL)
        {
          g_autoptr (PfPrepayment) gone = find_prepayment (fixture, booked->prepayment);

          g_assert_null (gone);
        }
    }
  g_assert_null (bill (fixture));
}

static void
test_days_are_taken_as_they_begin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) invoice = NULL;

  give_wallet (fixture, 500, TRUE);
  keep (fixture, 0);
  act (fixture, 1, "2026-11-17", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  act (fixture, 1, "2026-11-19", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  act (fixture, 1, "2026-11-20", PF_ACTION_BOOK, PF_OUTCOME_BOOKED);
  assert_balance (fixture, 500);
  keep (fixture, 12 * 24 * 60);
  assert_balance (fixture, 300);
  keep (fixture, 12 * 24 * 60);
  assert_balance (fixture, 300);
  mark (fixture, "2026-11-17", PF_ATTENDANCE_EXCUSED);
  assert_balance (fixture, 500);
  mark (fixture, "2026-11-17", PF_ATTENDANCE_PRESENT);
  /* What the wallet does not cover is the invoice's. */
  keep (fixture, 20 * 24 * 60);
  assert_balance (fixture, 100);
  invoice = bill (fixture);
  g_assert_cmpint (invoice->total, ==, 200);
}

static gboolean
make_link (Fixture        *fixture,
           PfsPayFor       subject,
           const char     *target,
           PfCents         amount,
           char          **secret,
           PfsLinkVerdict *verdict)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;
  PfMoment until;
  gboolean made = pfs_payments_make_link (fixture->storage, "h1", subject, target, amount,
                                          fixture->now, secret, &until, verdict, &error);

  g_assert_no_error (error);
  if (made)
    g_assert_cmpint (until, ==, fixture->now + 15 * MINUTE);
  pfs_test_commit (transaction);
  return made;
}

static void
test_links_are_for_what_is_owed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) invoice = NULL;
  static const struct {
    PfsPayFor subject;
    const char *target;
    gboolean in_parts;
    PfCents amount;
    PfsLinkVerdict verdict;
  } cases[] = {
    { PFS_PAY_INVOICE, "invoice-2026-00001", FALSE, 800, PFS_LINK_GOOD },
    { PFS_PAY_INVOICE, "invoice-2026-00001", FALSE, 801, PFS_LINK_TOO_MUCH },
    { PFS_PAY_INVOICE, "invoice-2026-00001", FALSE, 799, PFS_LINK_NO_PARTS },
    { PFS_PAY_INVOICE, "invoice-2026-00001", TRUE, 799, PFS_LINK_GOOD },
    { PFS_PAY_INVOICE, "invoice-2026-00001", TRUE, 801, PFS_LINK_TOO_MUCH },
    { PFS_PAY_INVOICE, "invoice-2026-00002", TRUE, 1, PFS_LINK_NOT_FOUND },
    { PFS_PAY_TOP_UP, "", FALSE, 999, PFS_LINK_OUT_OF_RANGE },
    { PFS_PAY_TOP_UP, "", FALSE, 1000, PFS_LINK_GOOD },
    { PFS_PAY_TOP_UP, "", FALSE, 10000, PFS_LINK_GOOD },
    { PFS_PAY_TOP_UP, "", FALSE, 10001, PFS_LINK_OUT_OF_RANGE },
    { PFS_PAY_PREPAYMENT, "R-nothing", FALSE, 100, PFS_LINK_NOT_FOUND },
  };

  book_month (fixture);
  invoice = bill (fixture);
  give_wallet (fixture, 0, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *secret = NULL;
      PfsTransaction *transaction = pfs_test_begin (fixture);
      PfsLinkVerdict verdict;

      invoice->takes_parts = cases[i].in_parts;
      g_assert_true (pfs_storage_put_invoice (fixture->storage, "h1", invoice, NULL));
      pfs_test_commit (transaction);
      make_link (fixture, cases[i].subject, cases[i].target, cases[i].amount, &secret, &verdict);
      g_assert_cmpint (verdict, ==, cases[i].verdict);
    }
}

static void
use (Fixture *fixture, const char *secret, gboolean is_paid, int minutes, PfsLinkVerdict expected)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;
  PfsLinkVerdict verdict;
  g_autoptr (PfsPayable) payable = pfs_payments_use_link (fixture->storage, secret, is_paid,
                                                          "Carte", fixture->now + minutes * MINUTE,
                                                          &verdict, &error);

  g_assert_no_error (error);
  g_assert_cmpint (verdict, ==, expected);
  g_assert_true ((payable != NULL) == (verdict == PFS_LINK_GOOD));
  pfs_test_commit (transaction);
}

static void
test_a_link_is_used_once_and_in_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) invoice = NULL;
  g_autoptr (PfInvoice) paid = NULL;
  g_autofree char *late = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  PfsLinkVerdict verdict;

  book_month (fixture);
  invoice = bill (fixture);
  g_assert_true (make_link (fixture, PFS_PAY_INVOICE, "invoice-2026-00001", 800, &late, &verdict));
  use (fixture, late, TRUE, 16, PFS_LINK_EXPIRED);
  g_assert_true (
      make_link (fixture, PFS_PAY_INVOICE, "invoice-2026-00001", 800, &refused, &verdict));
  use (fixture, refused, FALSE, 1, PFS_LINK_GOOD);
  use (fixture, refused, TRUE, 1, PFS_LINK_USED);
  paid = pfs_storage_load_invoice (fixture->storage, "invoice-2026-00001", NULL, NULL);
  g_assert_cmpint (paid->paid, ==, 0);
  g_assert_true (make_link (fixture, PFS_PAY_INVOICE, "invoice-2026-00001", 800, &first, &verdict));
  g_assert_true (
      make_link (fixture, PFS_PAY_INVOICE, "invoice-2026-00001", 800, &second, &verdict));
  use (fixture, first, TRUE, 15, PFS_LINK_GOOD);
  use (fixture, first, TRUE, 15, PFS_LINK_USED);
  use (fixture, second, TRUE, 15, PFS_LINK_SETTLED);
  use (fixture, "no-such-secret", TRUE, 0, PFS_LINK_NOT_FOUND);
  g_clear_object (&paid);
  paid = pfs_storage_load_invoice (fixture->storage, "invoice-2026-00001", NULL, NULL);
  g_assert_cmpint (paid->paid, ==, 800);
  g_assert_false (paid->is_payable);
}

static void
test_a_prepayment_that_is_paid_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfAnswer) booked = NULL;
  g_autoptr (PfsBooking) held = NULL;
  g_autofree char *secret = NULL;
  PfsLinkVerdict verdict;

  prepay_canteen (fixture);
  booked = answer (fixture, "2026-11-17", FALSE);
  g_assert_true (make_link (fixture, PFS_PAY_PREPAYMENT, booked->receipt, 200, &secret, &verdict));
  use (fixture, secret, TRUE, 10, PFS_LINK_GOOD);
  keep (fixture, 24 * 60);
  held = load (fixture, 1, "2026-11-17");
  g_assert_cmpint (held->status, ==, PF_BOOKING_BOOKED);
  g_assert_null (held->note);
  g_assert_null (bill (fixture));
  g_assert_cmpuint (count_mails (fixture, "non payées"), ==, 0);
}

static void
test_a_top_up_fills_the_wallet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *secret = NULL;
  PfsLinkVerdict verdict;

  give_wallet (fixture, 50, FALSE);
  g_assert_false (make_link (fixture, PFS_PAY_TOP_UP, "", 1000, &secret, &verdict));
  g_assert_cmpint (verdict, ==, PFS_LINK_NOT_ACTIVE);
  give_wallet (fixture, 50, TRUE);
  g_assert_true (make_link (fixture, PFS_PAY_TOP_UP, "", 1000, &secret, &verdict));
  use (fixture, secret, TRUE, 1, PFS_LINK_GOOD);
  assert_balance (fixture, 1050);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "bills-what-was-booked", test_bills_what_was_booked },
    { "bills-nothing-twice", test_bills_nothing_twice },
    { "bills-absences-by-the-towns-rule", test_bills_absences_by_the_towns_rule },
    { "takes-off-what-is-owed-no-more", test_takes_off_what_is_owed_no_more },
    { "cancels-what-nothing-was-paid-of", test_cancels_what_nothing_was_paid_of },
    { "waits-for-its-payment-and-lapses", test_waits_for_its_payment_and_lapses },
    { "a-quote-says-so-and-saves-nothing", test_a_quote_says_so_and_saves_nothing },
    { "a-wallet-pays-at-once", test_a_wallet_pays_at_once },
    { "days-are-taken-as-they-begin", test_days_are_taken_as_they_begin },
    { "links-are-for-what-is-owed", test_links_are_for_what_is_owed },
    { "a-link-is-used-once-and-in-time", test_a_link_is_used_once_and_in_time },
    { "a-prepayment-that-is-paid-stays", test_a_prepayment_that_is_paid_stays },
    { "a-top-up-fills-the-wallet", test_a_top_up_fills_the_wallet },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/money/", Fixture, pfs_test_fixture_set_up, tests,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
