/* SPDX-License-Identifier: GPL-3.0-or-later
 * Toasts, in the nearest overlay around a widget. */
#include "config.h"

#include "pf-toast.h"

/* In pixels: all of a toast but its words and its button, all of the button but its words, and the
 * least that is left to the toast's. */
#define AROUND_TITLE 130
#define AROUND_BUTTON 36
#define LEAST_TITLE 100

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

static void
set_description (GtkWidget *widget, const char *text)
{
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
spoken_cb (AdwToast *toast, GtkWidget *focus)
{
  set_description (focus, gtk_widget_get_tooltip_text (focus));
}

/* GTK 4.8 announces nothing to screen readers, but they speak the description of what has the
 * keyboard when it changes. */
static void
speak (GtkWidget *overlay, AdwToast *toast, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (overlay));

  if (focus == NULL)
    return;
  set_description (focus, text);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (spoken_cb), focus, 0);
}

/* How wide the words of a toast may be in @overlay, beside its button. */
static int
find_room (GtkWidget *overlay, const char *button_label)
{
  int room = gtk_widget_get_width (overlay) - AROUND_TITLE;

  if (button_label != NULL)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (overlay, button_label);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      room -= AROUND_BUTTON + width * 6 / 5; /* it is bold there */
    }
  return MAX (LEAST_TITLE, room);
}

/* The toolkit's own title is one line, cut where the window is narrow; and a toast is as high as it
 * must be where it has all the room that it would like. */
static GtkWidget *
create_title (const char *text, int room)
{
  GtkWidget *title = gtk_label_new (text);
  GtkWidget *clamp = adw_clamp_new ();

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), room);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), room);
  adw_clamp_set_child (ADW_CLAMP (clamp), title);
  return clamp;
}

/* @toast: (transfer full): the only one of @overlay from now on. */
static void
show_toast (GtkWidget *overlay, AdwToast *toast)
{
  dismiss_last (overlay);
  g_object_set_data (G_OBJECT (overlay), "pf-last-toast", toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
pf_toast_show (GtkWidget *widget, const char *text, const char *button_label, const char *action)
{
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, create_title (text, find_room (overlay, button_label)));
  if (button_label != NULL)
    {
      adw_toast_set_button_label (toast, button_label);
      adw_toast_set_detailed_action_name (toast, action);
    }
  speak (overlay, toast, text);
  show_toast (overlay, toast);
}

AdwToast *
pf_toast_show_widget (GtkWidget *widget, GtkWidget *title, const char *button_label)
{
  g_autoptr (GtkWidget) owned = NULL;
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && GTK_IS_WIDGET (title), NULL);

  owned = g_object_ref_sink (title);
  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return NULL;
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, title);
  adw_toast_set_button_label (toast, button_label);
  adw_toast_set_timeout (toast, 0);
  g_object_ref (toast);
  show_toast (overlay, toast);
  return toast;
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
