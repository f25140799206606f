/* SPDX-License-Identifier: GPL-3.0-or-later
 * Toasts, in the nearest overlay around a widget. */
#include "config.h"

#include "pf-toast.h"

#include <adwaita.h>

static void
dismiss_last (GtkWidget *overlay)
{
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), "pf-last-toast");

  if (last != NULL)
    adw_toast_dismiss (last);
}

static void
dismissed_cb (AdwToast *toast, GtkWidget *overlay)
{
  if (g_object_get_data (G_OBJECT (overlay), "pf-last-toast") == toast)
    g_object_set_data (G_OBJECT (overlay), "pf-last-toast", NULL);
}

void
pf_toast_show (GtkWidget *widget, const char *text, const char *button_label, const char *action)
{
  g_autofree char *escaped = NULL;
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;
  escaped = g_markup_escape_text (text, -1); /* a toast's title is markup */
  toast = adw_toast_new (escaped);
  if (button_label != NULL)
    {
      adw_toast_set_button_label (toast, button_label);
      adw_toast_set_detailed_action_name (toast, action);
    }
  dismiss_last (overlay);
  g_object_set_data (G_OBJECT (overlay), "pf-last-toast", toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
pf_toast_dismiss (GtkWidget *widget)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    dismiss_last (overlay);
}
