/* SPDX-License-Identifier: GPL-3.0-or-later
 * Seven toggle buttons with the weekdays' short names, told by their full ones. */
#include "config.h"

#include "pf-weekday-buttons.h"

void
pf_weekday_buttons_add (GtkBox *box, guint weekdays, void (*changed) (gpointer object),
                        gpointer object)
{
  PfDay monday = pf_day_new (2026, 11, 16);

  g_return_if_fail (GTK_IS_BOX (box));

  for (PfWeekday weekday = PF_MONDAY; weekday <= PF_SUNDAY; weekday++)
    {
      g_autoptr (GDateTime) day = pf_day_to_date_time (monday + weekday - PF_MONDAY);
      g_autofree char *name = g_date_time_format (day, "%a");
      g_autofree char *full_name = g_date_time_format (day, "%A");
      GtkWidget *button = gtk_toggle_button_new_with_label (name);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    (weekdays & PF_WEEKDAY_BIT (weekday)) != 0);
      gtk_widget_add_css_class (button, "weekday");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      full_name, -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (changed), object, G_CONNECT_SWAPPED);
      gtk_box_append (box, button);
    }
}

guint
pf_weekday_buttons_get (GtkBox *box)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (box));
  guint weekdays = PF_WEEKDAYS_NONE;

  for (PfWeekday weekday = PF_MONDAY; button != NULL; weekday++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
        weekdays |= PF_WEEKDAY_BIT (weekday);
      button = gtk_widget_get_next_sibling (button);
    }
  return weekdays;
}

void
pf_weekday_buttons_set (GtkBox *box, guint weekdays)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (PfWeekday weekday = PF_MONDAY; button != NULL; weekday++)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    (weekdays & PF_WEEKDAY_BIT (weekday)) != 0);
      button = gtk_widget_get_next_sibling (button);
    }
}
