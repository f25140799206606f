/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says that nothing was read, not why: that is the banner's to tell. */
#include "config.h"

#include "pf-unread.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define NAME "unread"

gboolean
pf_unread_is_so (PfHub *hub)
{
  PfSyncState state = pf_hub_get_sync_state (hub);

  return pf_hub_get_synced_at (hub) == PF_MOMENT_NONE && state != PF_SYNC_LOADING &&
         state != PF_SYNC_FIRST && state != PF_SYNC_SYNCING;
}

GtkWidget *
pf_unread_page_new (void)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());
  GtkWidget *button = gtk_button_new_with_label (_("Try Again"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.sync");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_icon_name (page, "dialog-warning-symbolic");
  adw_status_page_set_title (page, _("No Answer Yet"));
  adw_status_page_set_description (
      page, _("What the town knows of your family appears here once the town has answered."));
  adw_status_page_set_child (page, button);
  return GTK_WIDGET (page);
}

void
pf_unread_show (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  if (gtk_stack_get_child_by_name (stack, NAME) == NULL)
    gtk_stack_add_named (stack, pf_unread_page_new (), NAME);
  gtk_stack_set_visible_child_name (stack, NAME);
}
