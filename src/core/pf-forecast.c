/* SPDX-License-Identifier: GPL-3.0-or-later
 * Money ahead: simulations, forecasts, and how long a wallet lasts. */
#include "config.h"

#include "pf-forecast.h"

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const PfExpense *one = a;
  const PfExpense *other = b;

  return (one->day > other->day) - (one->day < other->day);
}

PfTariff *
pf_tariffs_find (GPtrArray *tariffs, const char *activity, const char *unit, PfDay day)
{
  PfTariff *found = NULL;

  g_return_val_if_fail (tariffs != NULL, NULL);

  for (guint i = 0; i < tariffs->len; i++)
    {
      PfTariff *tariff = g_ptr_array_index (tariffs, i);

      if (g_strcmp0 (tariff->activity, activity) == 0 && g_strcmp0 (tariff->unit, unit) == 0 &&
          tariff->first <= day && (found == NULL || tariff->first >= found->first))
        found = tariff;
    }
  return found;
}

PfWishCost
pf_wish_get_cost (const PfWish *wish, GPtrArray *tariffs, gint64 quotient)
{
  PfWishCost cost = { .unit_price = PF_CENTS_UNKNOWN };
  PfTariff *tariff = NULL;

  g_return_val_if_fail (wish != NULL && tariffs != NULL, cost);

  for (guint i = 0; i < wish->n_days; i++)
    {
      const PfBand *band;

      if ((wish->weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (wish->days[i]))) == 0)
        continue;
      tariff = pf_tariffs_find (tariffs, wish->activity, wish->unit, wish->days[i]);
      band = tariff != NULL ? pf_tariff_find_band (tariff, quotient) : NULL;
      cost.n_days++;
      cost.unit_price = band != NULL ? band->price : PF_CENTS_UNKNOWN;
      cost.total = pf_cents_add (cost.total, cost.unit_price);
    }
  return cost;
}

static void
count_cost (int *n_days, PfCents *sum, gboolean *has_holes, PfCents cost)
{
  ++*n_days;
  if (cost == PF_CENTS_UNKNOWN)
    *has_holes = TRUE;
  else
    *sum = pf_cents_add (*sum, cost);
}

gint64
pf_quotient_from_income (PfCents income, int n_quarters)
{
  if (income == PF_CENTS_UNKNOWN || income < 0 || income > G_MAXINT64 / 4 || n_quarters < 1)
    return PF_CENTS_UNKNOWN;
  return income * 4 / (12 * (gint64) n_quarters);
}

void
pf_forecast_add (PfForecast *forecast, const PfSlot *slot, PfDay today)
{
  PfCents cost;

  g_return_if_fail (forecast != NULL && slot != NULL);

  if (slot->closure != PF_CLOSURE_NONE || slot->attendance == PF_ATTENDANCE_EXCUSED)
    return;
  cost = slot->charged != PF_CENTS_UNKNOWN ? slot->charged : slot->price;
  if (slot->booking == PF_BOOKING_WAITING || slot->booking == PF_BOOKING_PENDING)
    {
      if (slot->day >= today)
        count_cost (&forecast->n_possible, &forecast->possible, &forecast->has_holes, cost);
    }
  else if (slot->booking == PF_BOOKING_BOOKED && slot->day <= today)
    count_cost (&forecast->n_past, &forecast->past, &forecast->has_holes, cost);
  else if (slot->booking == PF_BOOKING_BOOKED)
    count_cost (&forecast->n_coming, &forecast->coming, &forecast->has_holes, cost);
}

PfCents
pf_forecast_get_total (const PfForecast *forecast)
{
  g_return_val_if_fail (forecast != NULL, 0);

  return pf_cents_add (forecast->past, forecast->coming);
}

PfDay
pf_expenses_get_dry_day (GArray *expenses, PfCents balance)
{
  g_autoptr (GArray) sorted = NULL;
  PfCents left = balance;

  g_return_val_if_fail (expenses != NULL, PF_DAY_NONE);

  if (balance == PF_CENTS_UNKNOWN)
    return PF_DAY_NONE;
  sorted = g_array_copy (expenses);
  g_array_sort (sorted, compare_days);
  for (guint i = 0; i < sorted->len; i++)
    {
      const PfExpense *expense = &g_array_index (sorted, PfExpense, i);

      if (expense->amount == PF_CENTS_UNKNOWN)
        continue;
      left = pf_cents_add (left, -expense->amount);
      if (left < 0)
        return expense->day;
    }
  return PF_DAY_NONE;
}

PfCents
pf_invoices_sum (GPtrArray *invoices, PfDay first, PfDay last)
{
  PfCents sum = 0;

  g_return_val_if_fail (invoices != NULL, 0);

  for (guint i = 0; i < invoices->len; i++)
    {
      PfInvoice *invoice = g_ptr_array_index (invoices, i);

      if (!invoice->is_cancelled && invoice->first >= first && invoice->first <= last)
        sum = pf_cents_add (sum, invoice->total);
    }
  return sum;
}
