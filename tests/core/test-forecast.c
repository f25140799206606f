/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of money ahead: tariffs in force, simulations, forecasts, the day a wallet runs dry, and
 * what was invoiced. */
#include "config.h"

#include "pf-forecast.h"

#define TODAY pf_day_new (2026, 11, 18)
#define UNKNOWN PF_CENTS_UNKNOWN

static void
add_band (PfTariff *tariff, gint64 up_to, PfCents price)
{
  PfBand *band = g_new0 (PfBand, 1);

  band->up_to = up_to;
  band->price = band->late_price = price;
  g_ptr_array_add (tariff->bands, band);
}

static void
add_tariff (GPtrArray *tariffs, const char *id, PfDay first, PfCents low, PfCents high)
{
  PfTariff *tariff = pf_record_new (PF_TYPE_TARIFF, id);

  tariff->activity = g_strdup ("canteen");
  tariff->unit = g_strdup ("meal");
  tariff->first = first;
  add_band (tariff, 70000, low);
  add_band (tariff, UNKNOWN, high);
  g_ptr_array_add (tariffs, tariff);
}

/* The later one is listed first: the order of a list says nothing. */
static GPtrArray *
make_tariffs (void)
{
  GPtrArray *tariffs = g_ptr_array_new_with_free_func (g_object_unref);

  add_tariff (tariffs, "t2", pf_day_new (2026, 11, 16), 220, 500);
  add_tariff (tariffs, "t1", pf_day_new (2026, 9, 1), 200, 480);
  return tariffs;
}

static const struct {
  const char *label;
  const char *unit;
  const char *first; /* every day from it to last opens */
  const char *last;
  guint weekdays;
  gint64 quotient;
  int n_days;
  PfCents unit_price;
  PfCents total;
} wishes[] = {
  { "a week of the first tariff", "meal", "2026-11-09", "2026-11-13", PF_WEEKDAYS_ALL, 68000, 5,
    200, 1000 },
  { "the quotient at the band's end is in it", "meal", "2026-11-09", "2026-11-09", PF_WEEKDAYS_ALL,
    70000, 1, 200, 200 },
  { "the quotient above it", "meal", "2026-11-09", "2026-11-09", PF_WEEKDAYS_ALL, 70001, 1, 480,
    480 },
  { "an unknown quotient pays the maximum", "meal", "2026-11-09", "2026-11-09", PF_WEEKDAYS_ALL,
    UNKNOWN, 1, 480, 480 },
  { "a quotient of nothing is known", "meal", "2026-11-09", "2026-11-09", PF_WEEKDAYS_ALL, 0, 1,
    200, 200 },
  { "the tariff changes between two weeks", "meal", "2026-11-13", "2026-11-16",
    PF_WEEKDAY_BIT (PF_MONDAY) | PF_WEEKDAY_BIT (PF_FRIDAY), 68000, 2, 220, 420 },
  { "only the weekdays wanted", "meal", "2026-11-02", "2026-11-15", PF_WEEKDAY_BIT (PF_MONDAY),
    68000, 2, 200, 400 },
  { "no weekday costs nothing", "meal", "2026-11-02", "2026-11-15", PF_WEEKDAYS_NONE, 68000, 0,
    UNKNOWN, 0 },
  { "a day before any tariff is unknown", "meal", "2026-08-31", "2026-09-01", PF_WEEKDAYS_ALL,
    68000, 2, 200, UNKNOWN },
  { "a unit without a tariff is unknown", "snack", "2026-11-09", "2026-11-09", PF_WEEKDAYS_ALL,
    68000, 1, UNKNOWN, UNKNOWN },
};

static void
test_simulates_a_month (void)
{
  g_autoptr (GPtrArray) tariffs = make_tariffs ();

  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (PfDay));
      PfWish wish = { .activity = "canteen", .unit = wishes[i].unit };
      PfWishCost cost;

      g_test_message ("%s", wishes[i].label);
      for (PfDay day = pf_day_parse (wishes[i].first); day <= pf_day_parse (wishes[i].last); day++)
        g_array_append_val (days, day);
      wish.days = (const PfDay *) days->data;
      wish.n_days = days->len;
      wish.weekdays = wishes[i].weekdays;
      cost = pf_wish_get_cost (&wish, tariffs, wishes[i].quotient);
      g_assert_cmpint (cost.n_days, ==, wishes[i].n_days);
      g_assert_cmpint (cost.unit_price, ==, wishes[i].unit_price);
      g_assert_cmpint (cost.total, ==, wishes[i].total);
    }
}

static void
test_finds_the_tariff_of_a_day (void)
{
  g_autoptr (GPtrArray) tariffs = make_tariffs ();
  static const struct {
    const char *activity;
    const char *day;
    const char *id;
  } cases[] = {
    { "canteen", "2026-11-15", "t1" },
    { "canteen", "2026-11-16", "t2" },
    { "canteen", "2026-08-31", NULL },
    { "judo", "2026-11-16", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfTariff *tariff =
          pf_tariffs_find (tariffs, cases[i].activity, "meal", pf_day_parse (cases[i].day));

      g_assert_cmpstr (tariff != NULL ? pf_record_get_id (PF_RECORD (tariff)) : NULL, ==,
                       cases[i].id);
    }
}

static const struct {
  const char *label;
  int ahead; /* days from today */
  PfBooking booking;
  PfAttendance attendance;
  PfClosure closure;
  PfCents price;
  PfCents charged;
  PfForecast forecast;
} slots[] = {
  { "nothing held", 1, PF_BOOKING_NONE, 0, 0, 340, UNKNOWN, { 0 } },
  { "cancelled", 1, PF_BOOKING_CANCELLED, 0, 0, 340, UNKNOWN, { 0 } },
  { "booked tomorrow", 1, PF_BOOKING_BOOKED, 0, 0, 340, 340, { .n_coming = 1, .coming = 340 } },
  { "booked late: what is charged counts",
    1,
    PF_BOOKING_BOOKED,
    0,
    0,
    340,
    510,
    { .n_coming = 1, .coming = 510 } },
  { "booked, charge unknown: the price counts",
    1,
    PF_BOOKING_BOOKED,
    0,
    0,
    340,
    UNKNOWN,
    { .n_coming = 1, .coming = 340 } },
  { "booked today", 0, PF_BOOKING_BOOKED, 0, 0, 340, 340, { .n_past = 1, .past = 340 } },
  { "was there",
    -1,
    PF_BOOKING_BOOKED,
    PF_ATTENDANCE_PRESENT,
    0,
    340,
    340,
    { .n_past = 1, .past = 340 } },
  { "did not come",
    -1,
    PF_BOOKING_BOOKED,
    PF_ATTENDANCE_ABSENT,
    0,
    340,
    340,
    { .n_past = 1, .past = 340 } },
  { "was excused", -1, PF_BOOKING_BOOKED, PF_ATTENDANCE_EXCUSED, 0, 340, 340, { 0 } },
  { "waits", 1, PF_BOOKING_WAITING, 0, 0, 340, UNKNOWN, { .n_possible = 1, .possible = 340 } },
  { "asked for", 1, PF_BOOKING_PENDING, 0, 0, 340, UNKNOWN, { .n_possible = 1, .possible = 340 } },
  { "waited in vain", -1, PF_BOOKING_WAITING, 0, 0, 340, UNKNOWN, { 0 } },
  { "a strike", 1, PF_BOOKING_BOOKED, 0, PF_CLOSURE_STRIKE, 340, 340, { 0 } },
  { "no price at all",
    1,
    PF_BOOKING_BOOKED,
    0,
    0,
    UNKNOWN,
    UNKNOWN,
    { .n_coming = 1, .has_holes = TRUE } },
};

static void
test_forecasts_a_period (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      PfForecast forecast = { 0 };
      PfSlot slot;

      g_test_message ("%s", slots[i].label);
      pf_slot_init (&slot, TODAY + slots[i].ahead, 0);
      slot.booking = slots[i].booking;
      slot.attendance = slots[i].attendance;
      slot.closure = slots[i].closure;
      slot.price = slots[i].price;
      slot.charged = slots[i].charged;
      pf_forecast_add (&forecast, &slot, TODAY);
      g_assert_cmpint (forecast.n_past, ==, slots[i].forecast.n_past);
      g_assert_cmpint (forecast.past, ==, slots[i].forecast.past);
      g_assert_cmpint (forecast.n_coming, ==, slots[i].forecast.n_coming);
      g_assert_cmpint (forecast.coming, ==, slots[i].forecast.coming);
      g_assert_cmpint (forecast.n_possible, ==, slots[i].forecast.n_possible);
      g_assert_cmpint (forecast.possible, ==, slots[i].forecast.possible);
      g_assert_cmpint (forecast.has_holes, ==, slots[i].forecast.has_holes);
      g_assert_cmpint (pf_forecast_get_total (&forecast), ==, forecast.past + forecast.coming);
    }
}

static const struct {
  const char *label;
  PfCents balance;
  PfExpense expenses[3]; /* an amount of 0 ends them */
  const char *dry;       /* NULL = never */
} wallets[] = {
  { "nothing is booked", 0, { { 0 } }, NULL },
  { "it covers all", 600, { { 20800, 300 }, { 20801, 300 } }, NULL },
  { "a cent is missing on the last day", 599, { { 20800, 300 }, { 20801, 300 } }, "2026-12-14" },
  { "it is empty", 0, { { 20800, 300 } }, "2026-12-13" },
  { "days in any order", 300, { { 20802, 200 }, { 20800, 200 }, { 20801, 200 } }, "2026-12-14" },
  { "two things on one day", 300, { { 20800, 200 }, { 20800, 200 } }, "2026-12-13" },
  { "an unknown price takes nothing", 300, { { 20800, UNKNOWN }, { 20801, 300 } }, NULL },
  { "an unknown balance says nothing", UNKNOWN, { { 20800, 300 } }, NULL },
};

static void
test_tells_the_day_a_wallet_runs_dry (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wallets); i++)
    {
      g_autoptr (GArray) expenses = g_array_new (FALSE, FALSE, sizeof (PfExpense));
      PfDay dry;

      g_test_message ("%s", wallets[i].label);
      for (gsize k = 0; k < G_N_ELEMENTS (wallets[i].expenses); k++)
        if (wallets[i].expenses[k].amount != 0)
          g_array_append_val (expenses, wallets[i].expenses[k]);
      dry = pf_expenses_get_dry_day (expenses, wallets[i].balance);
      g_assert_cmpint (dry, ==,
                       wallets[i].dry != NULL ? pf_day_parse (wallets[i].dry) : PF_DAY_NONE);
    }
}

static void
test_sums_what_was_invoiced (void)
{
  g_autoptr (GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);
  static const struct {
    const char *first;
    PfCents total;
    gboolean is_cancelled;
  } cases[] = {
    { "2026-10-01", 4000, FALSE }, { "2026-10-01", 900, TRUE }, { "2026-10-15", 250, FALSE },
    { "2026-10-31", 1, FALSE },    { "2026-11-01", 7, FALSE },  { "2026-09-30", 5, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfInvoice *invoice = pf_record_new (PF_TYPE_INVOICE, "i");

      invoice->first = pf_day_parse (cases[i].first);
      invoice->total = cases[i].total;
      invoice->is_cancelled = cases[i].is_cancelled;
      g_ptr_array_add (invoices, invoice);
    }
  g_assert_cmpint (pf_invoices_sum (invoices, pf_day_new (2026, 10, 1), pf_day_new (2026, 10, 31)),
                   ==, 4251);
}

static void
test_quotient_from_income (void)
{
  static const struct {
    PfCents income;
    int n_quarters;
    gint64 quotient;
  } cases[] = {
    { 3000000, 10, 100000 }, { 2400000, 4, 200000 },
    { 100, 12, 2 },          { 0, 4, 0 },
    { 2400000, 0, UNKNOWN }, { -1, 4, UNKNOWN },
    { UNKNOWN, 4, UNKNOWN }, { G_MAXINT64, 4, UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pf_quotient_from_income (cases[i].income, cases[i].n_quarters), ==,
                     cases[i].quotient);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/simulates-a-month", test_simulates_a_month);
  g_test_add_func ("/forecast/finds-the-tariff-of-a-day", test_finds_the_tariff_of_a_day);
  g_test_add_func ("/forecast/forecasts-a-period", test_forecasts_a_period);
  g_test_add_func ("/forecast/tells-the-day-a-wallet-runs-dry",
                   test_tells_the_day_a_wallet_runs_dry);
  g_test_add_func ("/forecast/quotient-from-income", test_quotient_from_income);
  g_test_add_func ("/forecast/sums-what-was-invoiced", test_sums_what_was_invoiced);
  return g_test_run ();
}
