/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an enrolment's days cost. */
#include "config.h"

#include "pf-enrolment-price.h"

#include <glib/gi18n-lib.h>

#include "invoices/pf-money-row.h"
#include "pf-forecast.h"

static gint64
get_quotient (PfSession *session)
{
  PfHousehold *household = pf_session_get_household (session);

  return household != NULL ? household->quotient : PF_CENTS_UNKNOWN;
}

static GPtrArray *
list_tariffs (PfSession *session)
{
  GListModel *all = pf_session_get_records (session, PF_COLLECTION_TARIFFS);
  GPtrArray *tariffs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (tariffs, g_list_model_get_item (all, i));
  return tariffs;
}

static gboolean
counts (GPtrArray *units, const char *id)
{
  return units == NULL || units->len == 0 ||
         g_ptr_array_find_with_equal_func (units, id, g_str_equal, NULL);
}

/* Returns: what a day of @unit costs, PF_CENTS_UNKNOWN where the town has not said it. */
static PfCents
find_price (GPtrArray *tariffs, PfActivity *activity, const char *unit, PfDay day, gint64 quotient)
{
  PfTariff *tariff = pf_tariffs_find (tariffs, pf_record_get_id (PF_RECORD (activity)), unit, day);
  const PfBand *band = tariff != NULL ? pf_tariff_find_band (tariff, quotient) : NULL;

  return band != NULL ? band->price : PF_CENTS_UNKNOWN;
}

/* Adds what a week of @wish costs, where each of its days is booked. */
static void
add_week (GString *text, PfSession *session, PfActivity *activity, const PfEnrolmentWish *wish)
{
  g_autoptr (GPtrArray) tariffs = list_tariffs (session);
  g_autofree char *total = NULL;
  guint n_days = 0;
  PfCents sum = 0;

  for (int weekday = PF_MONDAY; weekday < PF_MONDAY + 7; weekday++)
    n_days += (wish->weekdays & PF_WEEKDAY_BIT (weekday)) != 0;
  for (guint i = 0; i < wish->units->len; i++)
    {
      PfCents price = find_price (tariffs, activity, g_ptr_array_index (wish->units, i),
                                  wish->first, get_quotient (session));

      if (price == PF_CENTS_UNKNOWN)
        return;
      sum += price * n_days * wish->children->len;
    }
  total = pf_money_text (session, sum);
  g_string_append_c (text, '\n');
  /* Translators: an amount: what all days of a week cost, for all the children asked for */
  g_string_append_printf (text, _("%s a week in all"), total);
}

char *
pf_enrolment_price_describe (PfSession *session, PfActivity *activity, GPtrArray *units, PfDay day)
{
  g_autoptr (GPtrArray) tariffs = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PF_IS_SESSION (session) && PF_IS_ACTIVITY (activity), NULL);

  tariffs = list_tariffs (session);
  for (guint i = 0; i < activity->units->len; i++)
    {
      const PfUnit *unit = g_ptr_array_index (activity->units, i);
      PfCents price = find_price (tariffs, activity, unit->id, day, get_quotient (session));
      g_autofree char *amount = NULL;

      if (price == PF_CENTS_UNKNOWN || !counts (units, unit->id))
        continue;
      amount = pf_money_text (session, price);
      if (text->len > 0)
        g_string_append (text, " · ");
      /* Translators: what can be booked on a day, and its price: "Meal: €3.20" */
      g_string_append_printf (text, C_("unit and price", "%s: %s"), unit->name, amount);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
pf_enrolment_price_describe_wish (PfSession             *session,
                                  PfActivity            *activity,
                                  const PfEnrolmentWish *wish)
{
  g_autofree char *day = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (wish != NULL, NULL);

  day = pf_enrolment_price_describe (session, activity, wish->units, wish->first);
  if (day == NULL)
    return NULL;
  text = g_string_new (day);
  if (activity->books_whole_year)
    add_week (text, session, activity, wish);
  if (get_quotient (session) == PF_CENTS_UNKNOWN)
    g_string_append_printf (text, "\n%s",
                            _("The highest tariff: the town does not know your quotient."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
