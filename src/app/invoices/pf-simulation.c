/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tariffs by activity, and what chosen weekdays of a month would cost. */
#include "config.h"

#include "pf-simulation.h"

#include "common/pf-date-text.h"
#include "common/pf-list-box.h"
#include "pf-forecast.h"
#include "pf-money-row.h"

#include <glib/gi18n-lib.h>

#define N_WEEKDAYS 6 /* nothing opens on Sundays */

/* One unit of an activity. */
typedef struct {
  PfSimulation *simulation; /* (unowned) */
  PfActivity *activity;     /* (owned) */
  char *unit;
  GtkWidget *row; /* (unowned) */
  GArray *days;   /* (element-type PfDay): on which it opens in the month */
  guint weekdays; /* mask: chosen */
} Choice;

struct _PfSimulation {
  AdwBin parent_instance;

  PfSession *session; /* (owned) */
  GPtrArray *choices; /* (element-type Choice) (owned) */
  GPtrArray *tariffs; /* (element-type PfTariff) (owned) */
  gint64 quotient;
  PfDay month;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PfSimulation, pf_simulation, ADW_TYPE_BIN)

static guint changed_signal;

static void
free_choice (Choice *choice)
{
  g_object_unref (choice->activity);
  g_free (choice->unit);
  g_array_unref (choice->days);
  g_free (choice);
}

/* The price of a day at the chosen quotient, as a sentence. */
static void
show_price (PfSimulation *self, Choice *choice)
{
  const char *activity = pf_record_get_id (PF_RECORD (choice->activity));
  PfTariff *tariff =
      pf_tariffs_find (self->tariffs, activity, choice->unit, pf_day_get_month_end (self->month));
  const PfBand *band = tariff != NULL ? pf_tariff_find_band (tariff, self->quotient) : NULL;
  g_autofree char *price = NULL;
  g_autofree char *late = NULL;
  g_autofree char *text = NULL;

  if (band == NULL || band->price == PF_CENTS_UNKNOWN)
    text = g_strdup (_("Price unknown"));
  else
    {
      price = pf_money_text (self->session, band->price);
      late = pf_money_text (self->session, band->late_price);
      /* Translators: both are amounts */
      text = band->late_price > band->price ? g_strdup_printf (_("%s, booked late %s"), price, late)
                                            : g_strdup (price);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (choice->row), text);
}

static void
weekday_toggled_cb (GtkToggleButton *button, Choice *choice)
{
  guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "bit"));

  if (gtk_toggle_button_get_active (button))
    choice->weekdays |= bit;
  else
    choice->weekdays &= ~bit;
  g_signal_emit (choice->simulation, changed_signal, 0);
}

/* The first letter of each weekday is shown, its name is said. */
static GtkWidget *
make_weekdays (Choice *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "weekdays");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (int weekday = PF_MONDAY; weekday < PF_MONDAY + N_WEEKDAYS; weekday++)
    {
      /* 5 January 1970 was a Monday. */
      g_autoptr (GDateTime) date = pf_day_to_date_time (4 + weekday - PF_MONDAY);
      g_autofree char *name = g_date_time_format (date, "%A");
      g_autofree char *initial = g_utf8_substring (name, 0, 1);
      g_autofree char *letter = g_utf8_strup (initial, -1);
      GtkWidget *button = gtk_toggle_button_new_with_label (letter);

      gtk_widget_set_tooltip_text (button, name);
      gtk_widget_add_css_class (button, "weekday");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (button), "bit", GUINT_TO_POINTER (PF_WEEKDAY_BIT (weekday)));
      g_signal_connect (button, "toggled", G_CALLBACK (weekday_toggled_cb), choice);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
add_unit (PfSimulation *self, AdwExpanderRow *expander, PfActivity *activity, const PfUnit *unit)
{
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *days = adw_preferences_row_new (); /* a narrow window has no room beside the name */

  choice->simulation = self;
  choice->activity = g_object_ref (activity);
  choice->unit = g_strdup (unit->id);
  choice->days = g_array_new (FALSE, FALSE, sizeof (PfDay));
  choice->row = pf_money_row_new (self->session, unit->name, NULL, PF_CENTS_UNKNOWN);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (days), make_weekdays (choice));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (days), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (days), GTK_ACCESSIBLE_PROPERTY_LABEL, unit->name,
                                  -1);
  adw_expander_row_add_row (expander, choice->row);
  adw_expander_row_add_row (expander, days);
  g_ptr_array_add (self->choices, choice);
}

static gboolean
has_tariff (PfSimulation *self, PfActivity *activity)
{
  for (guint i = 0; i < self->tariffs->len; i++)
    if (g_strcmp0 (((PfTariff *) g_ptr_array_index (self->tariffs, i))->activity,
                   pf_record_get_id (PF_RECORD (activity))) == 0)
      return TRUE;
  return FALSE;
}

static void
fill (PfSimulation *self)
{
  GListModel *activities = pf_session_get_activities (self->session);
  GListModel *tariffs = pf_session_get_records (self->session, PF_COLLECTION_TARIFFS);

  pf_list_box_clear (self->list);
  g_ptr_array_set_size (self->choices, 0);
  g_ptr_array_set_size (self->tariffs, 0);
  for (guint i = 0; i < g_list_model_get_n_items (tariffs); i++)
    g_ptr_array_add (self->tariffs, g_list_model_get_item (tariffs, i));
  for (guint i = 0; i < g_list_model_get_n_items (activities); i++)
    {
      g_autoptr (PfActivity) activity = g_list_model_get_item (activities, i);
      GtkWidget *expander;

      if (!has_tariff (self, activity))
        continue;
      expander = adw_expander_row_new ();
      pf_money_row_set_title (expander, activity->name);
      for (guint k = 0; k < activity->units->len; k++)
        add_unit (self, ADW_EXPANDER_ROW (expander), activity,
                  g_ptr_array_index (activity->units, k));
      gtk_list_box_append (self->list, expander);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->choices->len > 0);
}

static void
refill_cb (PfSimulation *self)
{
  fill (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
pf_simulation_dispose (GObject *object)
{
  PfSimulation *self = PF_SIMULATION (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->tariffs, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (pf_simulation_parent_class)->dispose (object);
}

static void
pf_simulation_class_init (PfSimulationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pf_simulation_dispose;
  changed_signal = g_signal_new ("changed", PF_TYPE_SIMULATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
pf_simulation_init (PfSimulation *self)
{
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) free_choice);
  self->tariffs = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tariffs by activity"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

GtkWidget *
pf_simulation_new (PfSession *session)
{
  PfSimulation *self;

  g_return_val_if_fail (PF_IS_SESSION (session), NULL);

  self = g_object_new (PF_TYPE_SIMULATION, NULL);
  self->session = g_object_ref (session);
  self->quotient = PF_CENTS_UNKNOWN;
  self->month = pf_day_get_month_start (pf_session_get_today (session));
  g_signal_connect_object (pf_session_get_records (session, PF_COLLECTION_TARIFFS), "items-changed",
                           G_CALLBACK (refill_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

/* Adds the days on which one of the family's children could take the unit. */
static void
add_seen_days (Choice *choice, GListModel *plan, PfSession *session)
{
  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (plan, i);
      PfDay last = choice->days->len > 0
                       ? g_array_index (choice->days, PfDay, choice->days->len - 1)
                       : PF_DAY_NONE;

      if (item->session == session && item->activity != NULL && item->unit != NULL &&
          item->slot.closure == PF_CLOSURE_NONE && item->slot.day > last &&
          g_str_equal (pf_record_get_id (PF_RECORD (item->activity)),
                       pf_record_get_id (PF_RECORD (choice->activity))) &&
          g_str_equal (item->unit->id, choice->unit))
        g_array_append_val (choice->days, item->slot.day);
    }
}

/* Where no child is enrolled, the month's days are taken but for holidays. */
static void
add_likely_days (Choice *choice, PfTown *town, PfDay month)
{
  for (PfDay day = month; day <= pf_day_get_month_end (month); day++)
    if (pf_calendar_get_public_holiday (town->calendar, day) == PF_HOLIDAY_NONE &&
        pf_calendar_get_school_holiday (town->calendar, day) == NULL)
      g_array_append_val (choice->days, day);
}

void
pf_simulation_set_terms (PfSimulation *self, PfDay month, gint64 quotient, GListModel *plan)
{
  PfTown *town;

  g_return_if_fail (PF_IS_SIMULATION (self));

  town = pf_session_get_town (self->session);
  self->month = month;
  self->quotient = quotient;
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      g_array_set_size (choice->days, 0);
      add_seen_days (choice, plan, self->session);
      if (choice->days->len == 0 && town != NULL)
        add_likely_days (choice, town, month);
      show_price (self, choice);
    }
}

PfCents
pf_simulation_get_total (PfSimulation *self, guint *n_days)
{
  PfCents total = 0;

  g_return_val_if_fail (PF_IS_SIMULATION (self) && n_days != NULL, 0);

  *n_days = 0;
  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);
      PfWish wish = { .activity = pf_record_get_id (PF_RECORD (choice->activity)),
                      .unit = choice->unit,
                      .days = (const PfDay *) choice->days->data,
                      .n_days = choice->days->len,
                      .weekdays = choice->weekdays };
      PfWishCost cost = pf_wish_get_cost (&wish, self->tariffs, self->quotient);

      *n_days += (guint) cost.n_days;
      total = pf_cents_add (total, cost.total);
    }
  return total;
}
