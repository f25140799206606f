/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo town's money: one activity that is paid in advance, invoices in each state, a wallet in
 * use and one that is not yet. */
#include "config.h"

#include "pfs-demo-write.h"

#include "pfs-billing.h"
#include "pfs-payments.h"
#include "pfs-prepaid.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-money.h"
#include "pfs-storage-town.h"

#define POOL "piscine"
#define SECONDS_PER_DAY 86400
#define NOON (SECONDS_PER_DAY / 2)
/* How long the wallet is in use. */
#define WALLET_DAYS 12

static const struct {
  gint64 up_to;
  PfCents price;
} pool_prices[] = {
  { 40000, 180 },
  { 70000, 300 },
  { 100000, 420 },
  { PFS_QUOTIENT_ANY, 560 },
};

static const struct {
  const char *id;
  const char *household;
  gboolean is_active;
  PfCents balance;
} wallets[] = {
  { "wallet-martin", "martin", TRUE, 5000 },
  { "wallet-benali", "benali", FALSE, 0 },
};

static PfMoment
get_noon (PfDay day)
{
  return (PfMoment) day * SECONDS_PER_DAY + NOON;
}

static gboolean
write_pool (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  g_autoptr (PfActivity) activity = pf_record_new (PF_TYPE_ACTIVITY, POOL);
  PfUnit *unit = g_new0 (PfUnit, 1);

  unit->id = g_strdup ("sortie");
  unit->name = g_strdup ("Sortie");
  unit->short_name = g_strdup ("P");
  unit->start_minute = 10 * 60;
  unit->end_minute = 12 * 60;
  activity->name = g_strdup ("Sorties à la piscine");
  activity->site = g_strdup ("gymnase");
  activity->kind = PF_KIND_SPORT;
  activity->description = g_strdup ("Le samedi matin ; à payer d’avance.");
  activity->is_prepaid = TRUE;
  activity->book = activity->cancel =
      (PfDeadlineRule){ .kind = PF_DEADLINE_DAYS_BEFORE, .days = 2, .minute_of_day = 23 * 60 + 59 };
  activity->late.kind = PF_DEADLINE_NEVER;
  g_ptr_array_add (activity->units, unit);
  if (!pfs_storage_put_activity (storage, activity, PF_SLOT_DEFAULT, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (pool_prices); i++)
    if (!pfs_storage_put_tariff (storage, POOL, unit->id,
                                 &(PfsTariff){ plan->first, pool_prices[i].up_to,
                                               pool_prices[i].price, pool_prices[i].price },
                                 error))
      return FALSE;
  for (PfDay day = plan->today; day <= plan->last; day++)
    if (pf_day_get_weekday (day) == PF_SATURDAY &&
        pf_calendar_get_public_holiday (plan->calendar, day) == PF_HOLIDAY_NONE &&
        !pfs_storage_put_opening (storage, POOL, unit->id, day, 20, error))
      return FALSE;
  return TRUE;
}

/* The demo family's eldest goes. */
static gboolean
write_enrolment (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  const PfsDemoHousehold *household = g_ptr_array_index (plan->households, 0);
  const char *child = pf_record_get_id (g_ptr_array_index (household->children, 0));
  g_autofree char *id = g_strdup_printf ("%s-" POOL, child);
  g_autoptr (PfEnrolment) enrolment = pf_record_new (PF_TYPE_ENROLMENT, id);

  enrolment->child = g_strdup (child);
  enrolment->activity = g_strdup (POOL);
  enrolment->state = PF_ENROLMENT_OPEN;
  enrolment->first = plan->first;
  enrolment->last = plan->last;
  enrolment->weekdays = PF_WEEKDAY_BIT (PF_SATURDAY);
  return pfs_storage_put_enrolment (storage, enrolment, error);
}

static gboolean
write_wallets (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  g_autofree char *day = pf_day_format (plan->today - WALLET_DAYS);

  for (gsize i = 0; i < G_N_ELEMENTS (wallets); i++)
    {
      g_autoptr (PfWallet) wallet = pf_record_new (PF_TYPE_WALLET, wallets[i].id);

      wallet->name = g_strdup ("Porte-monnaie de la famille");
      wallet->is_active = wallets[i].is_active;
      wallet->balance = 0;
      wallet->min_top_up = 1000;
      wallet->max_top_up = 15000;
      g_ptr_array_add (wallet->activities, g_strdup ("cantine"));
      if (!pfs_storage_put_wallet (storage, wallets[i].household, wallet, error) ||
          (wallets[i].balance > 0 &&
           !pfs_storage_move_money (storage, wallets[i].id, wallets[i].balance,
                                    "Approvisionnement par carte", error)))
        return FALSE;
    }
  return pfs_storage_set_setting (storage, PFS_SETTING_WALLET_DAY, day, error);
}

/* One that is overdue: an outing of some weeks ago. */
static gboolean
write_outing (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  g_autoptr (PfInvoice) invoice = pf_record_new (PF_TYPE_INVOICE, "invoice-musee");
  const PfsDemoHousehold *household = g_ptr_array_index (plan->households, 0);
  PfInvoiceLine *line = g_new0 (PfInvoiceLine, 1);

  line->label = g_strdup ("Sortie au musée, Hugo");
  line->child = g_strdup (pf_record_get_id (g_ptr_array_index (household->children, 2)));
  line->quantity = 1;
  line->unit_price = line->total = 650;
  g_ptr_array_add (invoice->lines, line);
  invoice->number = g_strdup ("M-0412");
  invoice->label = g_strdup ("Sortie au musée");
  invoice->first = invoice->last = plan->today - 55;
  invoice->issued = plan->today - 50;
  invoice->due = plan->today - 20;
  invoice->total = 650;
  invoice->paid = 0;
  return pfs_storage_put_invoice (storage, pf_record_get_id (PF_RECORD (household->record)),
                                  invoice, error);
}

/* The invoices of the two months before: the first is paid, of the second a part. */
static gboolean
write_invoices (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  PfDay this_month = pf_day_get_month_start (plan->today);

  for (int ago = 2; ago > 0; ago--)
    {
      PfDay issued = pf_day_add_months (this_month, 1 - ago);
      g_autoptr (GError) failure = NULL;
      g_autoptr (PfInvoice) invoice = pfs_billing_make (storage, "martin",
                                                        pf_day_add_months (this_month, -ago),
                                                        issued, &failure);
      gboolean done = TRUE;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (invoice != NULL && ago == 2)
        done = pfs_payments_record (storage, invoice->number, invoice->total, PF_PAYMENT_CARD, NULL,
                                    get_noon (issued + 9), error);
      else if (invoice != NULL && invoice->total > 2000 && issued + 5 < plan->today)
        done = pfs_payments_record (storage, invoice->number, 2000, PF_PAYMENT_CHEQUE, "0412733",
                                    get_noon (issued + 5), error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_facts (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  g_autoptr (PfsTransaction) transaction =
      pfs_storage_begin (storage, get_noon (plan->today - WALLET_DAYS), error);

  return transaction != NULL &&
         pfs_storage_set_setting (storage, PFS_SETTING_PART_PAYMENTS, "1", error) &&
         write_pool (plan, storage, error) && write_enrolment (plan, storage, error) &&
         write_outing (plan, storage, error) && write_invoices (plan, storage, error) &&
         write_wallets (plan, storage, error) && pfs_transaction_commit (transaction, error);
}

gboolean
pfs_demo_write_money (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  if (!write_facts (plan, storage, error))
    return FALSE;
  /* Day by day, as the wallet was used. */
  for (PfDay day = plan->today - WALLET_DAYS + 1; day < plan->today; day++)
    if (!pfs_prepaid_keep (storage, get_noon (day), error))
      return FALSE;
  return pfs_prepaid_keep (storage, plan->now, error);
}
