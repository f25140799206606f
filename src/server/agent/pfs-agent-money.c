/* SPDX-License-Identifier: GPL-3.0-or-later
 * Money as agents handle it: invoices, payments at the counter, wallets, tariffs. */
#include "config.h"

#include "pfs-agent.h"

#include "pf-money.h"
#include "pfs-billing.h"
#include "pfs-payments.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"

#include <glib/gi18n-lib.h>

#define WALLET_MIN 1000
#define WALLET_MAX 15000

/* What the options say. */
static char *month;
static char *family;
static char *means;
static char *reference;
static char *credit;
static char *debit;
static char *reason;
static char *from;
static char *up_to;
static char *price;
static char *late_price;

static const struct {
  const char *name;
  PfPaymentMeans means;
} all_means[] = {
  { "cash", PF_PAYMENT_CASH },   { "cheque", PF_PAYMENT_CHEQUE }, { "voucher", PF_PAYMENT_VOUCHER },
  { "debit", PF_PAYMENT_DEBIT }, { "card", PF_PAYMENT_CARD },     { "other", PF_PAYMENT_OTHER },
};

/* clang-format off */
static const struct {
  const char *id;
  const char *name;
} states[] = {
  [PF_INVOICE_DUE] = { "due", N_("to pay") },
  [PF_INVOICE_OVERDUE] = { "overdue", N_("overdue") },
  [PF_INVOICE_PAID] = { "paid", N_("paid") },
  [PF_INVOICE_CANCELLED] = { "cancelled", N_("cancelled") },
};

static const PfsColumn invoice_columns[] = {
  { "number", N_("Number"), PFS_COLUMN_TEXT },
  { "label", N_("Label"), PFS_COLUMN_TEXT },
  { "family", N_("Family"), PFS_COLUMN_TEXT },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "due", N_("Due"), PFS_COLUMN_DAY },
  { "total", N_("Total"), PFS_COLUMN_MONEY },
  { "paid", N_("Paid"), PFS_COLUMN_MONEY },
  { NULL },
};

static const PfsColumn wallet_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "family", N_("Family"), PFS_COLUMN_TEXT },
  { "active", N_("Active"), PFS_COLUMN_TEXT },
  { "balance", N_("Balance"), PFS_COLUMN_MONEY },
  { NULL },
};

static const PfsColumn tariff_columns[] = {
  { "activity", N_("Activity"), PFS_COLUMN_TEXT },
  { "unit", N_("Unit"), PFS_COLUMN_TEXT },
  { "from", N_("From"), PFS_COLUMN_DAY },
  { "up_to", N_("Up to quotient"), PFS_COLUMN_MONEY },
  { "price", N_("Price"), PFS_COLUMN_MONEY },
  { "late_price", N_("Late price"), PFS_COLUMN_MONEY },
  { NULL },
};
/* clang-format on */

static char *
format_cents (PfCents amount)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, amount);
}

/* Returns: cents; PF_CENTS_UNKNOWN with @error. */
static PfCents
parse_amount (const char *text, GError **error)
{
  PfCents amount = pf_cents_parse (text);

  if (amount == PF_CENTS_UNKNOWN)
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                 _("“%s” is no amount: write it as 12.50."), text);
  return amount;
}

/* Returns: (transfer full): the households that @name (nullable = all) means: an id or a number. */
static GPtrArray *
find_families (PfsAgent *agent, const char *name, GError **error)
{
  g_autoptr (GPtrArray) all = pfs_storage_list_households (agent->storage, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      PfHousehold *household = g_ptr_array_index (all, i);

      if (name == NULL || g_str_equal (name, pf_record_get_id (PF_RECORD (household))) ||
          g_strcmp0 (name, household->number) == 0)
        g_ptr_array_add (found, g_object_ref (household));
    }
  if (found->len > 0 || name == NULL)
    return g_steal_pointer (&found);
  g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
               _("There is no family “%s”: “agent families” shows their IDs."), name);
  return NULL;
}

static void
add_invoice (PfsAgent *agent, PfsTable *table, PfInvoice *invoice, const char *family_name)
{
  PfInvoiceState state = pf_invoice_get_state (invoice, agent->today);

  pfs_table_take_row (table, g_strdup (invoice->number), g_strdup (invoice->label),
                      g_strdup (family_name),
                      g_strdup (agent->options->json ? states[state].id : _(states[state].name)),
                      pf_day_format (invoice->due), format_cents (invoice->total),
                      format_cents (invoice->paid));
}

static gboolean
print_invoice (PfsAgent *agent, const char *number, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (invoice_columns);
  g_autofree char *household = NULL;
  g_autoptr (PfHousehold) owner = NULL;
  g_autoptr (PfInvoice) invoice =
      pfs_storage_load_invoice_by_number (agent->storage, number, &household, error);

  if (invoice == NULL)
    return FALSE;
  owner = pfs_storage_load_household (agent->storage, household, error);
  if (owner == NULL)
    return FALSE;
  add_invoice (agent, table, invoice, owner->name);
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Returns: the first day of --month; PF_DAY_NONE with @error. */
static PfDay
parse_month (GError **error)
{
  g_autofree char *text = g_strconcat (month != NULL ? month : "", "-01", NULL);
  PfDay day = pf_day_parse (text);

  if (day == PF_DAY_NONE)
    g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                         _("Say which month with --month, written 2026-10."));
  return day;
}

static gboolean
run_invoice (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (invoice_columns);
  PfDay day = parse_month (error);
  g_autoptr (GPtrArray) families = day != PF_DAY_NONE ? find_families (agent, family, error) : NULL;
  g_autoptr (PfsTransaction) transaction =
      families != NULL ? pfs_storage_begin (agent->storage, agent->now, error) : NULL;

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < families->len; i++)
    {
      PfHousehold *household = g_ptr_array_index (families, i);
      const char *id = pf_record_get_id (PF_RECORD (household));
      g_autoptr (GError) failure = NULL;
      g_autoptr (PfInvoice) invoice =
          pfs_billing_make (agent->storage, id, day, agent->today, &failure);

      if (invoice != NULL && pfs_billing_tell (agent->storage, id, invoice, &failure))
        add_invoice (agent, table, invoice, household->name);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  if (!pfs_transaction_commit (transaction, error))
    return FALSE;
  pfs_agent_print (agent, table, _("There is nothing to bill."));
  return TRUE;
}

static gboolean
run_invoices (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (invoice_columns);
  g_autoptr (GPtrArray) families = find_families (agent, family, error);

  for (guint i = 0; families != NULL && i < families->len; i++)
    {
      PfHousehold *household = g_ptr_array_index (families, i);
      g_autoptr (GPtrArray) invoices =
          pfs_storage_list_invoices (agent->storage, pf_record_get_id (PF_RECORD (household)),
                                     error);

      if (invoices == NULL)
        return FALSE;
      for (guint k = 0; k < invoices->len; k++)
        add_invoice (agent, table, g_ptr_array_index (invoices, k), household->name);
    }
  if (families == NULL)
    return FALSE;
  pfs_agent_print (agent, table, _("There is no invoice yet."));
  return TRUE;
}

static gboolean
run_cancel_invoice (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);

  if (transaction == NULL || !pfs_billing_cancel (agent->storage, agent->arguments[0], error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  return print_invoice (agent, agent->arguments[0], error);
}

static gboolean
parse_means (PfPaymentMeans *parsed, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_means); i++)
    if (g_strcmp0 (means, all_means[i].name) == 0)
      {
        *parsed = all_means[i].means;
        return TRUE;
      }
  g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                       _("Say how it was paid with --means: cash, cheque, voucher, debit, card or "
                         "other."));
  return FALSE;
}

static gboolean
run_payment (PfsAgent *agent, GError **error)
{
  PfCents amount = parse_amount (agent->arguments[1], error);
  PfPaymentMeans parsed;
  g_autoptr (PfsTransaction) transaction = NULL;

  if (amount == PF_CENTS_UNKNOWN || !parse_means (&parsed, error))
    return FALSE;
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (transaction == NULL ||
      !pfs_payments_record (agent->storage, agent->arguments[0], amount, parsed, reference,
                            agent->now, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  return print_invoice (agent, agent->arguments[0], error);
}

/* Returns: (transfer full): the household's wallet, a new one where it has none. */
static PfWallet *
load_wallet (PfsAgent *agent, const char *household, GError **error)
{
  GError *failure = NULL;
  g_autofree char *id = g_strconcat ("wallet-", household, NULL);
  PfWallet *wallet = pfs_storage_load_household_wallet (agent->storage, household, &failure);

  if (wallet != NULL || !pfs_storage_may_be_absent (failure, error))
    return wallet;
  wallet = pf_record_new (PF_TYPE_WALLET, id);
  /* Translators: what a family's prepaid money at the town is called */
  wallet->name = g_strdup (_("Wallet"));
  wallet->balance = 0;
  wallet->min_top_up = WALLET_MIN;
  wallet->max_top_up = WALLET_MAX;
  if (pfs_storage_put_wallet (agent->storage, household, wallet, error))
    return wallet;
  g_object_unref (wallet);
  return NULL;
}

static gboolean
move_money (PfsAgent *agent, PfWallet *wallet, GError **error)
{
  const char *text = credit != NULL ? credit : debit;
  PfCents amount = parse_amount (text, error);

  if (amount == PF_CENTS_UNKNOWN)
    return FALSE;
  if (amount == 0)
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("Nothing would move: name more than 0."));
      return FALSE;
    }
  if (reason == NULL || *reason == '\0')
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("Say why with --reason: the family reads it."));
      return FALSE;
    }
  return pfs_storage_move_money (agent->storage, pf_record_get_id (PF_RECORD (wallet)),
                                 credit != NULL ? amount : -amount, reason, error);
}

static gboolean
run_wallet (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (wallet_columns);
  g_autoptr (GPtrArray) families = find_families (agent, agent->arguments[0], error);
  g_autoptr (PfsTransaction) transaction =
      families != NULL ? pfs_storage_begin (agent->storage, agent->now, error) : NULL;
  g_autoptr (PfWallet) wallet = NULL;
  PfHousehold *household;

  if (transaction == NULL)
    return FALSE;
  if (credit != NULL && debit != NULL)
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("Say either --credit or --debit."));
      return FALSE;
    }
  household = g_ptr_array_index (families, 0);
  wallet = load_wallet (agent, pf_record_get_id (PF_RECORD (household)), error);
  if (wallet == NULL || ((credit != NULL || debit != NULL) && !move_money (agent, wallet, error)) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, pfs_transaction_free);
  g_clear_object (&wallet);
  wallet = load_wallet (agent, pf_record_get_id (PF_RECORD (household)), error);
  if (wallet == NULL)
    return FALSE;
  pfs_table_take_row (table, g_strdup (pf_record_get_id (PF_RECORD (wallet))),
                      g_strdup (household->name),
                      g_strdup (agent->options->json ? (wallet->is_active ? "yes" : "no")
                                                     : (wallet->is_active ? _("yes") : _("no"))),
                      format_cents (wallet->balance));
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
add_tariffs (PfsAgent *agent, PfsTable *table, PfActivity *activity, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (activity));

  for (guint i = 0; i < activity->units->len; i++)
    {
      const PfUnit *unit = g_ptr_array_index (activity->units, i);
      g_autoptr (GArray) tariffs = pfs_storage_list_tariffs (agent->storage, id, unit->id, error);

      for (guint k = 0; tariffs != NULL && k < tariffs->len; k++)
        {
          const PfsTariff *tariff = &g_array_index (tariffs, PfsTariff, k);

          pfs_table_take_row (table, g_strdup (id), g_strdup (unit->id),
                              pf_day_format (tariff->from),
                              tariff->up_to == PFS_QUOTIENT_ANY ? NULL
                                                                : format_cents (tariff->up_to),
                              format_cents (tariff->price), format_cents (tariff->late_price));
        }
      if (tariffs == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Returns: FALSE with @error where the options do not make a tariff. */
static gboolean
put_tariff (PfsAgent *agent, PfActivity *activity, GError **error)
{
  g_autoptr (PfsTransaction) transaction = NULL;
  PfsTariff tariff = { .up_to = PFS_QUOTIENT_ANY };

  tariff.from = from != NULL ? pfs_agent_parse_day (agent, from, error) : agent->today;
  if (tariff.from == PF_DAY_NONE)
    return FALSE;
  tariff.price = parse_amount (price, error);
  if (tariff.price == PF_CENTS_UNKNOWN)
    return FALSE;
  tariff.late_price = late_price != NULL ? parse_amount (late_price, error) : tariff.price;
  if (up_to != NULL)
    tariff.up_to = parse_amount (up_to, error);
  if (tariff.late_price == PF_CENTS_UNKNOWN || tariff.up_to == PF_CENTS_UNKNOWN)
    return FALSE;
  if (pf_activity_find_unit (activity, agent->arguments[1]) == NULL)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                   _("“%s” has no unit “%s”: “agent activities” shows them."), agent->arguments[0],
                   agent->arguments[1]);
      return FALSE;
    }
  if (tariff.late_price < tariff.price)
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("--late-price is no less than --price."));
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  return transaction != NULL &&
         pfs_storage_put_tariff (agent->storage, agent->arguments[0], agent->arguments[1], &tariff,
                                 error) &&
         pfs_transaction_commit (transaction, error);
}

static gboolean
run_tariffs (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (tariff_columns);
  guint n_arguments = g_strv_length (agent->arguments);
  g_autoptr (GPtrArray) activities = NULL;

  if ((price != NULL) != (n_arguments == 2))
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("A tariff is set by its activity, its unit and --price."));
      return FALSE;
    }
  if (n_arguments > 0)
    {
      g_autoptr (PfActivity) activity = pfs_agent_find_activity (agent, agent->arguments[0], error);

      if (activity == NULL || (price != NULL && !put_tariff (agent, activity, error)))
        return FALSE;
    }
  activities = pfs_storage_list_activities (agent->storage, error);
  for (guint i = 0; activities != NULL && i < activities->len; i++)
    {
      PfActivity *activity = g_ptr_array_index (activities, i);

      if ((n_arguments == 0 ||
           g_str_equal (agent->arguments[0], pf_record_get_id (PF_RECORD (activity)))) &&
          !add_tariffs (agent, table, activity, error))
        return FALSE;
    }
  if (activities == NULL)
    return FALSE;
  pfs_agent_print (agent, table, _("There is no tariff yet."));
  return TRUE;
}

#define FAMILY_OPTION                                                                              \
  {                                                                                                \
    "family", 'f', 0, G_OPTION_ARG_STRING, &family, N_("Only this family: its ID or number"),      \
        N_("FAMILY")                                                                               \
  }

static const GOptionEntry invoice_options[] = {
  { "month", 'm', 0, G_OPTION_ARG_STRING, &month, N_("The month to bill, written 2026-10"),
    N_("MONTH") },
  FAMILY_OPTION,
  { NULL },
};

static const GOptionEntry invoices_options[] = {
  FAMILY_OPTION,
  { NULL },
};

static const GOptionEntry payment_options[] = {
  { "means", 0, 0, G_OPTION_ARG_STRING, &means,
    N_("How it was paid: cash, cheque, voucher, debit, card or other"), N_("MEANS") },
  { "reference", 0, 0, G_OPTION_ARG_STRING, &reference, N_("What proves it: a cheque’s number"),
    N_("TEXT") },
  { NULL },
};

static const GOptionEntry wallet_options[] = {
  { "credit", 0, 0, G_OPTION_ARG_STRING, &credit, N_("Put this much into it"), N_("AMOUNT") },
  { "debit", 0, 0, G_OPTION_ARG_STRING, &debit, N_("Take this much out of it"), N_("AMOUNT") },
  PFS_AGENT_REASON (reason),
  { NULL },
};

static const GOptionEntry tariffs_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("From which day on (today if not given)"),
    N_("DAY") },
  { "up-to", 0, 0, G_OPTION_ARG_STRING, &up_to,
    N_("The highest quotient it is for (all above the others if not given)"), N_("QUOTIENT") },
  { "price", 'p', 0, G_OPTION_ARG_STRING, &price, N_("What a day costs"), N_("AMOUNT") },
  { "late-price", 0, 0, G_OPTION_ARG_STRING, &late_price,
    N_("What a day costs that is booked late (the same if not given)"), N_("AMOUNT") },
  { NULL },
};

const PfsAgentCommand pfs_agent_money_commands[] = {
  { "invoice", N_("--month MONTH [--family FAMILY]"),
    N_("Bill what was booked in a month and nobody was asked for yet; families are told"), 0, 0,
    run_invoice, invoice_options },
  { "invoices", N_("[--family FAMILY]"), N_("List the invoices, with what is paid of them"), 0, 0,
    run_invoices, invoices_options },
  { "cancel-invoice", N_("NUMBER"),
    N_("Cancel an invoice that nothing was paid of; it can be billed anew"), 1, 1,
    run_cancel_invoice, NULL },
  { "payment", N_("NUMBER AMOUNT --means MEANS [--reference TEXT]"),
    N_("Record what was paid of an invoice at the counter or by debit"), 2, 2, run_payment,
    payment_options },
  { "wallet", N_("FAMILY [--credit AMOUNT | --debit AMOUNT --reason TEXT]"),
    N_("Show a family’s wallet, made where there is none; put money in or take it out"), 1, 1,
    run_wallet, wallet_options },
  { "tariffs", N_("[ACTIVITY [UNIT --price AMOUNT]]"),
    N_("List what a day costs by quotient, or set one price"), 0, 2, run_tariffs, tariffs_options },
  { NULL },
};
