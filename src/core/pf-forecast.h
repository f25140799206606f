/* SPDX-License-Identifier: GPL-3.0-or-later
 * Money ahead: what a month of days would cost, what is booked of one, how long a wallet lasts.
 * Pure; all amounts are cents of one town's currency. */
#pragma once

#include "pf-record-money.h"

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): of @tariffs (element-type PfTariff), the one that counts
 * for a unit on @day: the latest that has begun. */
PfTariff *pf_tariffs_find (GPtrArray *tariffs, const char *activity, const char *unit, PfDay day);

/** PfWish: some days of one unit, in a simulation. A plain value. */
typedef struct {
  const char *activity;
  const char *unit;
  const PfDay *days; /* on which the unit opens, in order */
  guint n_days;
  guint weekdays; /* mask: those of the days that are wanted */
} PfWish;

/** PfWishCost: what a wish comes to. */
typedef struct {
  int n_days;
  PfCents unit_price; /* of its last day; PF_CENTS_UNKNOWN where a day has no tariff */
  PfCents total;      /* PF_CENTS_UNKNOWN where a day has no tariff */
} PfWishCost;

/**
 * pf_wish_get_cost:
 * @quotient: in cents; PF_CENTS_UNKNOWN = the maximum tariff
 *
 * The price in time: no surcharge. Nothing wanted costs nothing.
 */
PfWishCost pf_wish_get_cost (const PfWish *wish, GPtrArray *tariffs, gint64 quotient);

/**
 * pf_quotient_from_income:
 * @income: the reference income of a tax notice, a year's
 * @n_quarters: of parts: 10 where there are two and a half
 *
 * Returns: the quotient in cents, a month's income for each part; PF_CENTS_UNKNOWN where @income
 * is, or there is no part.
 */
gint64 pf_quotient_from_income (PfCents income, int n_quarters);

/** PfForecast: what the booked days of a period cost; to be begun with zeros. A plain value. */
typedef struct {
  int n_past;         /* days that were, today included; without the excused ones */
  PfCents past;       /* what they cost */
  int n_coming;       /* days still to come */
  PfCents coming;     /* what they will cost */
  int n_possible;     /* days waiting for a place or an answer */
  PfCents possible;   /* what those would cost, if granted */
  gboolean has_holes; /* some price is unknown: the sums are too low */
} PfForecast;

/** Counts one slot of the period. A day that was closed, or excused, costs nothing. */
void pf_forecast_add (PfForecast *forecast, const PfSlot *slot, PfDay today);
/** Returns: what the period comes to by what is booked. */
PfCents pf_forecast_get_total (const PfForecast *forecast);

/** PfExpense: what one day takes from a wallet. A plain value. */
typedef struct {
  PfDay day;
  PfCents amount;
} PfExpense;

/**
 * Returns: the first day of @expenses (element-type PfExpense, in any order) that @balance does not
 * cover, all days before it paid; PF_DAY_NONE where it covers them all, or is unknown.
 */
PfDay pf_expenses_get_dry_day (GArray *expenses, PfCents balance);

/** Returns: what @invoices (element-type PfInvoice) bill for periods that begin from @first to
 * @last, without the cancelled ones. */
PfCents pf_invoices_sum (GPtrArray *invoices, PfDay first, PfDay last);

G_END_DECLS
