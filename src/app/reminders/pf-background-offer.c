/* SPDX-License-Identifier: GPL-3.0-or-later
 * The offer: an answer of either kind is the last word; Preferences has it from then on. */
#include "config.h"

#include "pf-background-offer.h"

#include "common/pf-settings.h"
#include "common/pf-toast.h"
#include "pf-background.h"
#include "pf-reminder-settings.h"

#include <glib/gi18n-lib.h>

struct _PfBackgroundOffer {
  GtkListBoxRow parent_instance;
};

G_DEFINE_FINAL_TYPE (PfBackgroundOffer, pf_background_offer, GTK_TYPE_LIST_BOX_ROW)

static void
answer (PfBackgroundOffer *self, const char *text)
{
  g_autoptr (GSettings) settings = pf_settings_open (PF_BACKGROUND_OFFERED_KEY);

  if (settings != NULL)
    g_settings_set_boolean (settings, PF_BACKGROUND_OFFERED_KEY, TRUE);
  pf_toast_show (GTK_WIDGET (self), text, _("Preferences"), "app.preferences");
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self)), FALSE);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfBackgroundOffer) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = pf_background_set_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    answer (self, is_done ? _("You will be reminded also when the app is closed") : error->message);
}

static void
accepted_cb (PfBackgroundOffer *self)
{
  pf_background_set_async (TRUE, NULL, set_cb, g_object_ref (self));
}

static void
declined_cb (PfBackgroundOffer *self)
{
  answer (self, _("You are reminded while the app is open"));
}

static void
pf_background_offer_class_init (PfBackgroundOfferClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-background-offer.ui");
  gtk_widget_class_bind_template_callback (widget_class, accepted_cb);
  gtk_widget_class_bind_template_callback (widget_class, declined_cb);
}

static void
pf_background_offer_init (PfBackgroundOffer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_background_offer_new (void)
{
  g_autoptr (GSettings) settings = pf_settings_open (PF_BACKGROUND_OFFERED_KEY);

  if (settings == NULL || g_settings_get_boolean (settings, PF_BACKGROUND_OFFERED_KEY) ||
      g_settings_get_boolean (settings, PF_BACKGROUND_KEY))
    return NULL;
  return g_object_new (PF_TYPE_BACKGROUND_OFFER, NULL);
}
