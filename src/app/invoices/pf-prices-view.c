/* SPDX-License-Identifier: GPL-3.0-or-later
 * Forecast and simulation of a month. */
#include "config.h"

#include "pf-prices-view.h"

#include "common/pf-date-text.h"
#include "common/pf-list-box.h"
#include "pf-forecast.h"
#include "pf-money-row.h"
#include "pf-simulation.h"

#include <glib/gi18n-lib.h>

#define MONTHS_BEFORE 2
#define N_MONTHS 6

struct _PfPricesView {
  GtkWidget parent_instance;

  PfHub *hub;      /* (owned) */
  PfHubPlan *plan; /* (owned): the month's days */
  PfDay first;     /* of the months to choose from */

  GtkWidget *box;
  GtkDropDown *months;
  GtkListBox *forecast_list;
  AdwActionRow *quotient_row;
  GtkEditable *quotient;
  GtkEditable *income;
  GtkSpinButton *parts;
  AdwActionRow *total_row;
  GtkLabel *total;
  GtkBox *simulations;
};

G_DEFINE_FINAL_TYPE (PfPricesView, pf_prices_view, GTK_TYPE_WIDGET)

static PfDay
get_month (PfPricesView *self)
{
  guint selected = gtk_drop_down_get_selected (self->months);

  return pf_day_add_months (self->first, selected < N_MONTHS ? (int) selected : MONTHS_BEFORE);
}

/* An empty entry is an unknown quotient; so is what is no number, which is told. */
static gint64
read_quotient (PfPricesView *self)
{
  const char *text = gtk_editable_get_text (self->quotient);
  gint64 quotient = pf_cents_parse (text);
  gboolean is_wrong = quotient == PF_CENTS_UNKNOWN && *text != '\0';

  pf_money_mark_entry (self->quotient, is_wrong);
  adw_action_row_set_subtitle (self->quotient_row,
                               is_wrong ? _("This is no number: the maximum tariff counts")
                               : quotient == PF_CENTS_UNKNOWN
                                   ? _("Unknown: the maximum tariff counts")
                                   : _("Only for this reckoning: your town’s file stays as it is"));
  return quotient;
}

static void
add_forecast_row (PfPricesView *self,
                  PfSession    *session,
                  const char   *title,
                  const char   *subtitle,
                  PfCents       amount)
{
  gtk_list_box_append (self->forecast_list, pf_money_row_new (session, title, subtitle, amount));
}

static PfCents
sum_invoices (PfSession *session, PfDay month)
{
  GListModel *records = pf_session_get_records (session, PF_COLLECTION_INVOICES);
  g_autoptr (GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    g_ptr_array_add (invoices, g_list_model_get_item (records, i));
  return pf_invoices_sum (invoices, month, pf_day_get_month_end (month));
}

/* What is booked at one town of the month, and what was invoiced of it. */
static void
add_town (PfPricesView *self, PfSession *session, PfTown *town)
{
  GListModel *days = G_LIST_MODEL (self->plan);
  PfDay month = get_month (self);
  PfDay today = pf_session_get_today (session);
  PfForecast forecast = { 0 };
  PfCents invoiced = sum_invoices (session, month);
  g_autofree char *booked = NULL;
  g_autofree char *possible = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (days); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (days, i);

      if (item->session == session)
        pf_forecast_add (&forecast, &item->slot, today);
    }
  booked = g_strdup_printf (ngettext ("%d day: %d past, %d to come", "%d days: %d past, %d to come",
                                      (gulong) (forecast.n_past + forecast.n_coming)),
                            forecast.n_past + forecast.n_coming, forecast.n_past,
                            forecast.n_coming);
  add_forecast_row (self, session,
                    forecast.has_holes ? _("Booked, some prices are unknown") : _("Booked"), booked,
                    pf_forecast_get_total (&forecast));
  if (forecast.n_possible > 0)
    {
      possible = g_strdup_printf (ngettext ("%d day waits for a place or an answer",
                                            "%d days wait for a place or an answer",
                                            (gulong) forecast.n_possible),
                                  forecast.n_possible);
      add_forecast_row (self, session, _("Possible besides"), possible, forecast.possible);
    }
  add_forecast_row (self, session, _("Invoiced"), town->name, invoiced);
  if (invoiced != 0 && invoiced != pf_forecast_get_total (&forecast))
    add_forecast_row (self, session, _("Booked against invoiced"),
                      _("Advance payments, wallets and corrections make a difference too"),
                      pf_cents_add (pf_forecast_get_total (&forecast), -invoiced));
}

static void
update_forecast (PfPricesView *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);

  pf_list_box_clear (self->forecast_list);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      PfTown *town = pf_session_get_town (session);

      if (town != NULL)
        add_town (self, session, town);
    }
}

static void
update_total (PfPricesView *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  g_autoptr (PfSession) first = g_list_model_get_item (sessions, 0);
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  PfCents total = 0;
  guint n_days = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->simulations));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      guint n_here;

      total = pf_cents_add (total, pf_simulation_get_total (PF_SIMULATION (child), &n_here));
      n_days += n_here;
    }
  title = n_days > 0 ? g_strdup_printf (ngettext ("%u day", "%u days", n_days), n_days)
                     : g_strdup (_("Choose weekdays below"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->total_row), title);
  text = total != PF_CENTS_UNKNOWN ? pf_money_text (first, total) : g_strdup (_("Price unknown"));
  gtk_label_set_label (self->total, text);
}

static void
apply_terms (PfPricesView *self)
{
  gint64 quotient = read_quotient (self);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->simulations));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    pf_simulation_set_terms (PF_SIMULATION (child), get_month (self), quotient,
                             G_LIST_MODEL (self->plan));
  update_total (self);
}

static void
plan_changed_cb (PfPricesView *self)
{
  update_forecast (self);
  apply_terms (self);
}

static void
terms_changed_cb (PfPricesView *self)
{
  PfDay month;

  if (self->plan == NULL)
    return;
  month = get_month (self);
  pf_hub_plan_set_range (self->plan, month, pf_day_get_month_end (month));
  plan_changed_cb (self);
}

/* Writes the quotient that the tax notice comes to; what is no income leaves it alone. */
static void
income_changed_cb (PfPricesView *self)
{
  const char *income = gtk_editable_get_text (self->income);
  int n_quarters = (int) (gtk_spin_button_get_value (self->parts) * 4 + 0.5);
  gint64 quotient = pf_quotient_from_income (pf_cents_parse (income), n_quarters);
  g_autofree char *text = NULL;

  pf_money_mark_entry (self->income, *income != '\0' && quotient == PF_CENTS_UNKNOWN);
  if (quotient == PF_CENTS_UNKNOWN)
    return;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, quotient / 100);
  gtk_editable_set_text (self->quotient, text);
}

static void
fill_months (PfPricesView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->first =
      pf_day_add_months (pf_day_get_month_start (pf_hub_get_today (self->hub)), -MONTHS_BEFORE);
  for (int i = 0; i < N_MONTHS; i++)
    gtk_string_list_take (names, pf_date_text_month (pf_day_add_months (self->first, i)));
  gtk_drop_down_set_model (self->months, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->months, MONTHS_BEFORE);
}

/* The family's own quotient, where the first town knows it. */
static void
fill_quotient (PfPricesView *self)
{
  g_autoptr (PfSession) session = g_list_model_get_item (pf_hub_get_sessions (self->hub), 0);
  g_autoptr (PfHousehold) household = NULL;
  g_autofree char *text = NULL;

  if (session != NULL)
    g_object_get (session, "household", &household, NULL);
  if (household == NULL || household->quotient == PF_CENTS_UNKNOWN)
    return;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, household->quotient / 100);
  gtk_editable_set_text (self->quotient, text);
}

static void
fill_simulations (PfPricesView *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      GtkWidget *simulation = pf_simulation_new (session);

      g_signal_connect_object (simulation, "changed", G_CALLBACK (apply_terms), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->simulations, simulation);
    }
}

static void
pf_prices_view_dispose (GObject *object)
{
  PfPricesView *self = PF_PRICES_VIEW (object);

  g_clear_object (&self->plan);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_prices_view_parent_class)->dispose (object);
}

static void
pf_prices_view_class_init (PfPricesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_prices_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-prices-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, box);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, months);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, forecast_list);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, quotient_row);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, quotient);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, total_row);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, income);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, parts);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, total);
  gtk_widget_class_bind_template_child (widget_class, PfPricesView, simulations);
  gtk_widget_class_bind_template_callback (widget_class, terms_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, income_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pf_prices_view_init (PfPricesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_prices_view_new (PfHub *hub)
{
  PfPricesView *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_PRICES_VIEW, NULL);
  self->hub = g_object_ref (hub);
  fill_months (self);
  fill_quotient (self);
  fill_simulations (self);
  self->plan = pf_hub_create_plan (hub);
  g_signal_connect_object (self->plan, "items-changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_INVOICES), "items-changed",
                           G_CALLBACK (update_forecast), self, G_CONNECT_SWAPPED);
  terms_changed_cb (self);
  return GTK_WIDGET (self);
}
