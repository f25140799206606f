/* SPDX-License-Identifier: GPL-3.0-or-later
 * The pages in place of a plan, as a table. */
#include "config.h"

#include "pf-plan-status.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *name;
  const char *icon;
  const char *title;
  const char *description;
  const char *button; /* (nullable) */
  const char *action;
} pages[] = {
  [PF_PLAN_STATUS_EMPTY] = {
    .name = "empty",
    .icon = "x-office-calendar-symbolic",
    .title = N_("No Activities Yet"),
    .description =
        N_("As soon as the town has enrolled your children, their days appear here."),
  },
  [PF_PLAN_STATUS_FAILED] = {
    .name = "failed",
    .icon = "dialog-warning-symbolic",
    .title = N_("The Plan Cannot Be Read"),
    .description =
        N_("Something keeps the app from its own files on this computer. Nothing of them was "
           "changed; what the town has booked stays booked."),
    .button = N_("Try Again"),
    .action = "app.sync",
  },
};

static GtkWidget *
create_page (PfPlanStatus status)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());
  GtkWidget *button;

  adw_status_page_set_icon_name (page, pages[status].icon);
  adw_status_page_set_title (page, _(pages[status].title));
  adw_status_page_set_description (page, _(pages[status].description));
  if (pages[status].button == NULL)
    return GTK_WIDGET (page);
  button = gtk_button_new_with_label (_(pages[status].button));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), pages[status].action);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (page, button);
  return GTK_WIDGET (page);
}

void
pf_plan_status_show (GtkStack *stack, PfPlanStatus status)
{
  if (gtk_stack_get_child_by_name (stack, pages[status].name) == NULL)
    gtk_stack_add_named (stack, create_page (status), pages[status].name);
  gtk_stack_set_visible_child_name (stack, pages[status].name);
}
