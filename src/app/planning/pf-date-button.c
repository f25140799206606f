/* SPDX-License-Identifier: GPL-3.0-or-later
 * A menu button around a calendar that is made when it is first opened. */
#include "config.h"

#include "pf-date-button.h"

#include "common/pf-date-text.h"

struct _PfDateButton {
  GtkWidget parent_instance;
  PfDay day;
  GtkMenuButton *button;
  GtkCalendar *calendar; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PfDateButton, pf_date_button, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_DAY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
day_selected_cb (PfDateButton *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  pf_date_button_set_day (self,
                          pf_day_new (g_date_time_get_year (date), g_date_time_get_month (date),
                                      g_date_time_get_day_of_month (date)));
}

static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  PfDateButton *self = data;
  g_autoptr (GDateTime) date = pf_day_to_date_time (self->day);

  if (self->calendar == NULL)
    {
      GtkWidget *popover = gtk_popover_new ();

      self->calendar = GTK_CALENDAR (gtk_calendar_new ());
      gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
      gtk_menu_button_set_popover (button, popover);
      g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (self->calendar, date);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

static void
pf_date_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_DAY)
    g_value_set_int (value, PF_DATE_BUTTON (object)->day);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
pf_date_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_DAY)
    pf_date_button_set_day (PF_DATE_BUTTON (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
pf_date_button_dispose (GObject *object)
{
  PfDateButton *self = PF_DATE_BUTTON (object);
  GtkWidget *button = GTK_WIDGET (self->button);

  self->calendar = NULL;
  self->button = NULL;
  g_clear_pointer (&button, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_date_button_parent_class)->dispose (object);
}

static void
pf_date_button_class_init (PfDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pf_date_button_get_property;
  object_class->set_property = pf_date_button_set_property;
  object_class->dispose = pf_date_button_dispose;
  properties[PROP_DAY] =
      g_param_spec_int ("day", NULL, NULL, G_MININT32, G_MAXINT32, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pf_date_button_init (PfDateButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
}

void
pf_date_button_set_day (PfDateButton *self, PfDay day)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PF_IS_DATE_BUTTON (self));

  if (self->day == day)
    return;
  self->day = day;
  text = pf_date_text_day (day, 0); /* with its year, whichever it is */
  gtk_menu_button_set_label (self->button, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}

PfDay
pf_date_button_get_day (PfDateButton *self)
{
  g_return_val_if_fail (PF_IS_DATE_BUTTON (self), PF_DAY_NONE);

  return self->day;
}
