/* SPDX-License-Identifier: GPL-3.0-or-later
 * The choice of a period, or of a year. */
#include "config.h"

#include "pf-table-dialog.h"

#include "pf-bookings-table.h"
#include "pf-date-button.h"
#include "pf-spending-table.h"

#include <glib/gi18n-lib.h>

#define FIRST_SCHOOL_MONTH 9

struct _PfTableDialog {
  AdwWindow parent_instance;

  PfHub *hub;        /* (owned) */
  GtkWidget *widget; /* (owned): whose window tells what came of it */
  gboolean is_of_bookings;
  GArray *years; /* (owned) (nullable): of the year row, for spending */

  AdwPreferencesGroup *group;
  AdwActionRow *first_row;
  AdwActionRow *last_row;
  PfDateButton *first_button;
  PfDateButton *last_button;
  AdwComboRow *year_row;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (PfTableDialog, pf_table_dialog, ADW_TYPE_WINDOW)

/* Nothing can be saved of a time that ends before it begins, or of no year. */
static void
update_button (PfTableDialog *self)
{
  gboolean is_possible = self->is_of_bookings ? pf_date_button_get_day (self->first_button) <=
                                                    pf_date_button_get_day (self->last_button)
                                              : self->years != NULL && self->years->len > 0;

  gtk_widget_set_sensitive (self->save_button, is_possible);
}

static void
save_cb (PfTableDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->year_row);

  if (self->is_of_bookings)
    pf_bookings_table_save (self->widget, self->hub, pf_date_button_get_day (self->first_button),
                            pf_date_button_get_day (self->last_button));
  else if (selected < self->years->len)
    pf_spending_table_save (self->widget, self->hub, g_array_index (self->years, int, selected));
  gtk_window_close (GTK_WINDOW (self));
}

/* The last year that is over is the one that a tax return asks for. */
static guint
find_year (PfTableDialog *self)
{
  int this_year;

  pf_day_get_ymd (pf_hub_get_today (self->hub), &this_year, NULL, NULL);
  for (guint i = 0; i < self->years->len; i++)
    if (g_array_index (self->years, int, i) < this_year)
      return i;
  return 0;
}

static void
fill_years (PfTableDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (!pf_spending_table_is_ready (self->hub))
    return;
  g_clear_pointer (&self->years, g_array_unref);
  self->years = pf_spending_table_list_years (self->hub);
  for (guint i = 0; i < self->years->len; i++)
    gtk_string_list_take (names, g_strdup_printf ("%d", g_array_index (self->years, int, i)));
  adw_combo_row_set_model (self->year_row, G_LIST_MODEL (names));
  if (self->years->len > 0)
    adw_combo_row_set_selected (self->year_row, find_year (self));
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->year_row),
                                 _("Nothing has been invoiced or paid yet"));
  update_button (self);
}

static void
pf_table_dialog_dispose (GObject *object)
{
  PfTableDialog *self = PF_TABLE_DIALOG (object);

  g_clear_pointer (&self->years, g_array_unref);
  g_clear_object (&self->widget);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_table_dialog_parent_class)->dispose (object);
}

static void
pf_table_dialog_class_init (PfTableDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_table_dialog_dispose;
  g_type_ensure (PF_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-table-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PfTableDialog, group);
  gtk_widget_class_bind_template_child (widget_class, PfTableDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, PfTableDialog, last_row);
  gtk_widget_class_bind_template_child (widget_class, PfTableDialog, first_button);
  gtk_widget_class_bind_template_child (widget_class, PfTableDialog, last_button);
  gtk_widget_class_bind_template_child (widget_class, PfTableDialog, year_row);
  gtk_widget_class_bind_template_child (widget_class, PfTableDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_button);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pf_table_dialog_init (PfTableDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static PfTableDialog *
create_dialog (GtkWidget *widget, PfHub *hub, gboolean is_of_bookings)
{
  PfTableDialog *self =
      g_object_new (PF_TYPE_TABLE_DIALOG, "transient-for", gtk_widget_get_root (widget), NULL);

  self->hub = g_object_ref (hub);
  self->widget = g_object_ref (widget);
  self->is_of_bookings = is_of_bookings;
  gtk_widget_set_visible (GTK_WIDGET (self->first_row), is_of_bookings);
  gtk_widget_set_visible (GTK_WIDGET (self->last_row), is_of_bookings);
  gtk_widget_set_visible (GTK_WIDGET (self->year_row), !is_of_bookings);
  return self;
}

void
pf_table_dialog_present_bookings (GtkWidget *widget, PfHub *hub, PfDay day)
{
  PfTableDialog *self;
  int year, month;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub));

  self = create_dialog (widget, hub, TRUE);
  pf_day_get_ymd (day, &year, &month, NULL);
  if (month < FIRST_SCHOOL_MONTH)
    year--;
  gtk_window_set_title (GTK_WINDOW (self), _("Bookings of a Period"));
  adw_preferences_group_set_description (
      self->group, _("A file for spreadsheets, with each day that is or was booked, what it costs "
                     "and the receipt’s number."));
  pf_date_button_set_day (self->first_button, pf_day_new (year, FIRST_SCHOOL_MONTH, 1));
  pf_date_button_set_day (self->last_button, pf_day_new (year + 1, FIRST_SCHOOL_MONTH, 1) - 1);
  update_button (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
pf_table_dialog_present_spending (GtkWidget *widget, PfHub *hub)
{
  PfTableDialog *self;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub));

  self = create_dialog (widget, hub, FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _("The Year’s Spending"));
  adw_preferences_group_set_description (
      self->group, _("A file for spreadsheets, with what was invoiced and paid for each child, by "
                     "month and activity: for your tax return, as far as the town’s invoices tell "
                     "it."));
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (fill_years), self, G_CONNECT_SWAPPED);
  fill_years (self);
  gtk_window_present (GTK_WINDOW (self));
}
