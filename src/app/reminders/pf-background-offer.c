/* SPDX-License-Identifier: GPL-3.0-or-later
 * The offer: an answer of either kind is the last word; Preferences has it from then on. */
#include "config.h"

#include "pf-background-offer.h"

#include "common/pf-settings.h"
#include "common/pf-toast.h"
#include "pf-background.h"
#include "pf-reminder-settings.h"

#include <glib/gi18n-lib.h>

static void
answer (GtkWidget *row, const char *text)
{
  g_autoptr (GSettings) settings = pf_settings_open (PF_BACKGROUND_OFFERED_KEY);

  if (settings != NULL)
    g_settings_set_boolean (settings, PF_BACKGROUND_OFFERED_KEY, TRUE);
  pf_toast_show (row, text, _("Preferences"), "app.preferences");
  gtk_widget_set_visible (gtk_widget_get_parent (row), FALSE);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = pf_background_set_finish (result, &error);

  if (gtk_widget_get_root (row) != NULL)
    answer (row, is_done ? _("You will be reminded also when the app is closed") : error->message);
}

static void
accepted_cb (GtkWidget *row)
{
  pf_background_set_async (TRUE, NULL, set_cb, g_object_ref (row));
}

static void
declined_cb (GtkWidget *row)
{
  answer (row, _("You are reminded while the app is open"));
}

static void
add_button (GtkWidget *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, row, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

GtkWidget *
pf_background_offer_new (void)
{
  g_autoptr (GSettings) settings = pf_settings_open (PF_BACKGROUND_OFFERED_KEY);
  GtkWidget *row;

  if (settings == NULL || g_settings_get_boolean (settings, PF_BACKGROUND_OFFERED_KEY) ||
      g_settings_get_boolean (settings, PF_BACKGROUND_KEY))
    return NULL;
  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _("Be reminded of deadlines when the app is closed?"));
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "alarm-symbolic");
  add_button (row, _("_Remind Me"), G_CALLBACK (accepted_cb));
  add_button (row, _("_No, Thanks"), G_CALLBACK (declined_cb));
  return row;
}
