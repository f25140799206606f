/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of records: tariffs, invoices, payments and wallets. */
#include "config.h"

#include "pf-record-money.h"

#include "pf-codec-tables.h"

static const char *const means_words[] = {
  [PF_PAYMENT_OTHER] = "other",   [PF_PAYMENT_CARD] = "card", [PF_PAYMENT_DEBIT] = "debit",
  [PF_PAYMENT_CHEQUE] = "cheque", [PF_PAYMENT_CASH] = "cash", [PF_PAYMENT_VOUCHER] = "voucher",
  [PF_PAYMENT_WALLET] = "wallet",
};
static const PfWords meanss = PF_WORDS (means_words, PF_PAYMENT_OTHER);

static const char *const prepayment_state_words[] = {
  [PF_PREPAYMENT_WAITING] = "waiting",
  [PF_PREPAYMENT_PAID] = "paid",
  [PF_PREPAYMENT_LAPSED] = "lapsed",
};
static const PfWords prepayment_states = PF_WORDS (prepayment_state_words, PF_PREPAYMENT_LAPSED);

static const PfMember band_members[] = {
  PF_MEMBER ("up_to", price, PfBand, up_to),
  PF_MEMBER ("price", price, PfBand, price),
  PF_MEMBER ("late_price", price, PfBand, late_price),
};
static const PfMemberTable band_table = PF_MEMBER_TABLE (band_members, PfBand);

static const PfMember tariff_members[] = {
  PF_MEMBER ("activity", id, PfTariff, activity, TRUE),
  PF_MEMBER ("unit", id, PfTariff, unit, TRUE),
  PF_MEMBER ("first", day, PfTariff, first),
  PF_MEMBER ("bands", list, PfTariff, bands, FALSE, .table = &band_table),
};
const PfMemberTable pf_tariff_table = PF_MEMBER_TABLE (tariff_members, PfTariff);

static const PfMember invoice_line_members[] = {
  PF_MEMBER ("label", name, PfInvoiceLine, label, TRUE),
  PF_MEMBER ("child", id, PfInvoiceLine, child),
  PF_MEMBER ("activity", id, PfInvoiceLine, activity),
  PF_MEMBER ("quantity", integer, PfInvoiceLine, quantity, FALSE, .max = 1000000),
  PF_MEMBER ("unit_price", price, PfInvoiceLine, unit_price),
  PF_MEMBER ("total", price, PfInvoiceLine, total),
};
static const PfMemberTable invoice_line_table =
    PF_MEMBER_TABLE (invoice_line_members, PfInvoiceLine);

static const PfMember invoice_members[] = {
  PF_MEMBER ("number", name, PfInvoice, number, TRUE),
  PF_MEMBER ("label", text, PfInvoice, label),
  PF_MEMBER ("first", day, PfInvoice, first),
  PF_MEMBER ("last", day, PfInvoice, last),
  PF_MEMBER ("issued", day, PfInvoice, issued),
  PF_MEMBER ("due", day, PfInvoice, due),
  PF_MEMBER ("total", price, PfInvoice, total, TRUE),
  PF_MEMBER ("paid", big, PfInvoice, paid, FALSE, .min = -PF_JSON_MAX_INTEGER,
             .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("cancelled", boolean, PfInvoice, is_cancelled),
  PF_MEMBER ("payable", boolean, PfInvoice, is_payable),
  PF_MEMBER ("takes_parts", boolean, PfInvoice, takes_parts),
  PF_MEMBER ("has_pdf", boolean, PfInvoice, has_pdf),
  PF_MEMBER ("lines", list, PfInvoice, lines, FALSE, .table = &invoice_line_table),
};
const PfMemberTable pf_invoice_table = PF_MEMBER_TABLE (invoice_members, PfInvoice);

static const PfMember payment_members[] = {
  PF_MEMBER ("invoice", id, PfPayment, invoice),
  PF_MEMBER ("label", text, PfPayment, label),
  PF_MEMBER ("at", moment, PfPayment, at, TRUE),
  PF_MEMBER ("amount", price, PfPayment, amount, TRUE),
  PF_MEMBER ("means", word, PfPayment, means, FALSE, .fallback = PF_PAYMENT_OTHER,
             .words = &meanss),
  PF_MEMBER ("reference", text, PfPayment, reference),
};
const PfMemberTable pf_payment_table = PF_MEMBER_TABLE (payment_members, PfPayment);

static const PfMember wallet_members[] = {
  PF_MEMBER ("name", name, PfWallet, name, TRUE),
  PF_MEMBER ("active", boolean, PfWallet, is_active),
  PF_MEMBER ("balance", price, PfWallet, balance),
  PF_MEMBER ("min_top_up", price, PfWallet, min_top_up),
  PF_MEMBER ("max_top_up", price, PfWallet, max_top_up),
  PF_MEMBER ("activities", texts, PfWallet, activities),
};
const PfMemberTable pf_wallet_table = PF_MEMBER_TABLE (wallet_members, PfWallet);

static const PfMember movement_members[] = {
  PF_MEMBER ("wallet", id, PfMovement, wallet, TRUE),
  PF_MEMBER ("label", text, PfMovement, label),
  PF_MEMBER ("at", moment, PfMovement, at, TRUE),
  PF_MEMBER ("amount", price, PfMovement, amount, TRUE),
  PF_MEMBER ("balance", price, PfMovement, balance),
};
const PfMemberTable pf_movement_table = PF_MEMBER_TABLE (movement_members, PfMovement);

static const PfMember prepayment_members[] = {
  PF_MEMBER ("receipt", id, PfPrepayment, receipt),
  PF_MEMBER ("amount", price, PfPrepayment, amount, TRUE),
  PF_MEMBER ("until", moment, PfPrepayment, until, TRUE),
  PF_MEMBER ("state", word, PfPrepayment, state, TRUE, .fallback = PF_PREPAYMENT_WAITING,
             .words = &prepayment_states),
  PF_MEMBER ("lines", integer, PfPrepayment, n_lines, FALSE, .max = 1000000),
};
const PfMemberTable pf_prepayment_table = PF_MEMBER_TABLE (prepayment_members, PfPrepayment);
