/* SPDX-License-Identifier: GPL-3.0-or-later
 * Payments. */
#include "config.h"

#include "pfs-payments.h"

#include <glib/gi18n-lib.h>

#include "pfs-forbid.h"
#include "pfs-prepaid.h"
#include "pfs-secret.h"

/* What is to be paid, as the facts are now. */
typedef struct {
  char *id;
  char *label;
  PfMoment until; /* PF_MOMENT_NONE = as long as the link */
} Subject;

static void
subject_clear (Subject *subject)
{
  g_free (subject->id);
  g_free (subject->label);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

/* Judges @amount of an invoice. */
static PfsLinkVerdict
judge_invoice (PfInvoice *invoice, PfCents amount, Subject *subject)
{
  PfCents left = pf_invoice_get_left (invoice);

  subject->id = g_strdup (pf_record_get_id (PF_RECORD (invoice)));
  subject->label = g_strjoin (" – ", invoice->number, invoice->label, NULL);
  if (invoice->is_cancelled || left == 0)
    return PFS_LINK_SETTLED;
  if (amount > left)
    return PFS_LINK_TOO_MUCH;
  return amount < left && !invoice->takes_parts ? PFS_LINK_NO_PARTS : PFS_LINK_GOOD;
}

static PfsLinkVerdict
judge_top_up (PfWallet *wallet, PfCents amount, Subject *subject)
{
  subject->id = g_strdup (pf_record_get_id (PF_RECORD (wallet)));
  subject->label = g_strdup (wallet->name);
  if (!wallet->is_active)
    return PFS_LINK_NOT_ACTIVE;
  return amount < wallet->min_top_up || amount > wallet->max_top_up ? PFS_LINK_OUT_OF_RANGE
                                                                    : PFS_LINK_GOOD;
}

static PfsLinkVerdict
judge_prepayment (PfPrepayment *prepayment, PfCents amount, PfMoment now, Subject *subject)
{
  subject->id = g_strdup (pf_record_get_id (PF_RECORD (prepayment)));
  subject->label = g_strdup (prepayment->receipt);
  subject->until = prepayment->until;
  if (prepayment->state == PF_PREPAYMENT_PAID)
    return PFS_LINK_SETTLED;
  if (prepayment->state == PF_PREPAYMENT_LAPSED || prepayment->until < now)
    return PFS_LINK_LAPSED;
  if (amount > prepayment->amount)
    return PFS_LINK_TOO_MUCH;
  return amount < prepayment->amount ? PFS_LINK_NO_PARTS : PFS_LINK_GOOD;
}

/* Returns: FALSE with @error. */
static gboolean
judge (PfsStorage     *storage,
       const char     *household,
       PfsPayFor       kind,
       const char     *target,
       PfCents         amount,
       PfMoment        now,
       Subject        *subject,
       PfsLinkVerdict *verdict,
       GError        **error)
{
  GError *failure = NULL;
  g_autoptr (PfRecord) record = NULL;
  g_autofree char *owner = NULL;

  subject->until = PF_MOMENT_NONE;
  if (kind == PFS_PAY_INVOICE)
    record = (PfRecord *) pfs_storage_load_invoice (storage, target, &owner, &failure);
  else if (kind == PFS_PAY_TOP_UP)
    record = (PfRecord *) pfs_storage_load_household_wallet (storage, household, &failure);
  else
    record = (PfRecord *) pfs_storage_find_prepayment (storage, household, target, &failure);
  if (!pfs_storage_may_be_absent (failure, error))
    return FALSE;
  if (record == NULL || (owner != NULL && g_strcmp0 (owner, household) != 0))
    *verdict = PFS_LINK_NOT_FOUND;
  else if (kind == PFS_PAY_INVOICE)
    *verdict = judge_invoice (PF_INVOICE (record), amount, subject);
  else if (kind == PFS_PAY_TOP_UP)
    *verdict = judge_top_up (PF_WALLET (record), amount, subject);
  else
    *verdict = judge_prepayment (PF_PREPAYMENT (record), amount, now, subject);
  return TRUE;
}

gboolean
pfs_payments_make_link (PfsStorage     *storage,
                        const char     *household,
                        PfsPayFor       kind,
                        const char     *target,
                        PfCents         amount,
                        PfMoment        now,
                        char          **secret,
                        PfMoment       *until,
                        PfsLinkVerdict *verdict,
                        GError        **error)
{
  g_auto (Subject) subject = { 0 };
  g_autofree char *made = pfs_secret_make ();
  g_autoptr (GBytes) hash = pfs_secret_hash (made);
  PfsPaymentLink link = { 0 };

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && secret != NULL && until != NULL, FALSE);

  if (!judge (storage, household, kind, target, amount, now, &subject, verdict, error) ||
      *verdict != PFS_LINK_GOOD)
    return FALSE;
  link.household = (char *) household;
  link.subject = kind;
  link.target = subject.id;
  link.amount = amount;
  link.until = now + PFS_LINK_SECONDS;
  if (subject.until != PF_MOMENT_NONE)
    link.until = MIN (link.until, subject.until);
  if (!pfs_storage_add_payment_link (storage, hash, &link, error))
    return FALSE;
  *secret = g_steal_pointer (&made);
  *until = link.until;
  return TRUE;
}

void
pfs_payable_free (PfsPayable *payable)
{
  pfs_payment_link_free (payable->link);
  g_free (payable->label);
  g_free (payable);
}

PfsPayable *
pfs_payments_open_link (PfsStorage     *storage,
                        const char     *secret,
                        PfMoment        now,
                        PfsLinkVerdict *verdict,
                        GError        **error)
{
  g_autoptr (GBytes) hash = NULL;
  g_autoptr (PfsPaymentLink) link = NULL;
  g_auto (Subject) subject = { 0 };
  GError *failure = NULL;
  PfsPayable *payable;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (secret != NULL && verdict != NULL, NULL);

  *verdict = PFS_LINK_NOT_FOUND;
  hash = pfs_secret_hash (secret);
  link = pfs_storage_load_payment_link (storage, hash, &failure);
  if (!pfs_storage_may_be_absent (failure, error) || link == NULL)
    return NULL;
  if (link->is_used || link->until < now)
    {
      *verdict = link->is_used ? PFS_LINK_USED : PFS_LINK_EXPIRED;
      return NULL;
    }
  if (!judge (storage, link->household, link->subject, link->target, link->amount, now, &subject,
              verdict, error) ||
      *verdict != PFS_LINK_GOOD)
    return NULL;
  payable = g_new0 (PfsPayable, 1);
  payable->link = g_steal_pointer (&link);
  payable->label = g_steal_pointer (&subject.label);
  return payable;
}

static gboolean
add_payment (PfsStorage    *storage,
             const char    *household,
             PfInvoice     *invoice,
             const char    *label,
             PfCents        amount,
             PfPaymentMeans means,
             const char    *reference,
             PfMoment       now,
             GError       **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (PfPayment) payment = pf_record_new (PF_TYPE_PAYMENT, id);

  if (invoice != NULL)
    {
      payment->invoice = g_strdup (pf_record_get_id (PF_RECORD (invoice)));
      invoice->paid += amount;
    }
  payment->label = g_strdup (label);
  payment->at = now;
  payment->amount = amount;
  payment->means = means;
  payment->reference = g_strdup (reference);
  return pfs_storage_add_payment (storage, household, payment, error) &&
         (invoice == NULL || pfs_storage_put_invoice (storage, household, invoice, error));
}

/* What a payment by card does, beside being recorded. */
static gboolean
apply_payment (PfsStorage       *storage,
               const PfsPayable *payable,
               const char       *label,
               PfMoment          now,
               GError          **error)
{
  const PfsPaymentLink *link = payable->link;
  g_autoptr (PfInvoice) invoice = NULL;

  if (link->subject == PFS_PAY_INVOICE)
    {
      invoice = pfs_storage_load_invoice (storage, link->target, NULL, error);
      if (invoice == NULL)
        return FALSE;
    }
  else if (link->subject == PFS_PAY_TOP_UP)
    {
      if (!pfs_storage_move_money (storage, link->target, link->amount, label, error))
        return FALSE;
    }
  else if (!pfs_prepaid_confirm (storage, link->target, error))
    return FALSE;
  return add_payment (storage, link->household, invoice, payable->label, link->amount,
                      PF_PAYMENT_CARD, NULL, now, error);
}

PfsPayable *
pfs_payments_use_link (PfsStorage     *storage,
                       const char     *secret,
                       gboolean        is_paid,
                       const char     *label,
                       PfMoment        now,
                       PfsLinkVerdict *verdict,
                       GError        **error)
{
  g_autoptr (GBytes) hash = NULL;
  g_autoptr (PfsPayable) payable = pfs_payments_open_link (storage, secret, now, verdict, error);

  if (payable == NULL)
    return NULL;
  hash = pfs_secret_hash (secret);
  if (!pfs_storage_use_payment_link (storage, hash, error) ||
      (is_paid && !apply_payment (storage, payable, label, now, error)))
    return NULL;
  return g_steal_pointer (&payable);
}

gboolean
pfs_payments_record (PfsStorage    *storage,
                     const char    *number,
                     PfCents        amount,
                     PfPaymentMeans means,
                     const char    *reference,
                     PfMoment       now,
                     GError       **error)
{
  g_autofree char *household = NULL;
  g_autofree char *label = NULL;
  g_autoptr (PfInvoice) invoice = NULL;
  const char *sentence = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  invoice = pfs_storage_load_invoice_by_number (storage, number, &household, error);
  if (invoice == NULL)
    return FALSE;
  if (invoice->is_cancelled)
    sentence = _("This invoice was cancelled");
  else if (amount <= 0)
    sentence = _("A payment is more than nothing");
  else if (amount > pf_invoice_get_left (invoice))
    sentence = _("This is more than what is left to pay");
  if (!pfs_forbid (error, sentence))
    return FALSE;
  label = g_strjoin (" – ", invoice->number, invoice->label, NULL);
  return add_payment (storage, household, invoice, label, amount, means, reference, now, error);
}
