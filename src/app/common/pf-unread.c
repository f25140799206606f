/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says that nothing was read, or is being read; why it was not is the banner's to tell. */
#include "config.h"

#include "pf-unread.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define NAME "unread"

static void
state_changed_cb (PfHub *hub, GParamSpec *property, AdwStatusPage *page)
{
  PfSyncState state = pf_hub_get_sync_state (hub);
  gboolean is_reading = state == PF_SYNC_LOADING || state == PF_SYNC_FIRST ||
                        state == PF_SYNC_SYNCING;

  adw_status_page_set_icon_name (page, is_reading ? NULL : "dialog-warning-symbolic");
  adw_status_page_set_title (page, is_reading ? _("Reading…") : _("No Answer Yet"));
  gtk_widget_set_visible (adw_status_page_get_child (page), !is_reading);
}

gboolean
pf_unread_is_so (PfHub *hub)
{
  return pf_hub_get_synced_at (hub) == PF_MOMENT_NONE;
}

GtkWidget *
pf_unread_page_new (PfHub *hub)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());
  GtkWidget *button = gtk_button_new_with_label (_("Try Again"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.sync");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_description (
      page, _("What the town knows of your family appears here once the town has answered."));
  adw_status_page_set_child (page, button);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (state_changed_cb), page, 0);
  state_changed_cb (hub, NULL, page);
  return GTK_WIDGET (page);
}

void
pf_unread_show (GtkStack *stack, PfHub *hub)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  if (gtk_stack_get_child_by_name (stack, NAME) == NULL)
    gtk_stack_add_named (stack, pf_unread_page_new (hub), NAME);
  gtk_stack_set_visible_child_name (stack, NAME);
}
