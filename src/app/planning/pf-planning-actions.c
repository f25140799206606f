/* SPDX-License-Identifier: GPL-3.0-or-later
 * The actions of the planning page, with their keys. */
#include "config.h"

#include "pf-planning-private.h"

#include <glib/gi18n-lib.h>

#include "common/pf-settings.h"
#include "common/pf-toast.h"
#include "pf-legend-panel.h"
#include "pf-pattern-dialog.h"
#include "pf-plan-print.h"
#include "tables/pf-table-dialog.h"

#define PRINT_MENUS_KEY "print-menus"

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (widget);

  pf_planning_page_go_to (self, pf_plan_grid_step (self->grid,
                                                   g_str_equal (name, "planning.next") ? 1 : -1));
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (widget);

  pf_planning_page_go_to (self, pf_hub_get_today (self->hub));
}

static void
legend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (widget);
  GtkWidget *button = GTK_WIDGET (self->legend_button);
  double x, y;

  if (self->legend_popover == NULL)
    {
      self->legend_popover = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (self->legend_popover), pf_legend_panel_new (self->index));
      gtk_widget_set_parent (self->legend_popover, widget);
    }
  gtk_widget_translate_coordinates (button, widget, 0, 0, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->legend_popover),
                               &(GdkRectangle){ x, y, gtk_widget_get_width (button),
                                                gtk_widget_get_height (button) });
  gtk_popover_popup (GTK_POPOVER (self->legend_popover));
}

static void
tick_period_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (widget);
  g_autoptr (GPtrArray) items = pf_plan_index_get_bookable (self->index, PF_STATE_OPEN);

  if (items->len > 0)
    pf_planning_page_change (self, items, PF_ACTION_BOOK);
  else
    pf_toast_show (widget, _("Nothing is left to book on these days"), NULL, NULL);
}

static void
pattern_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (widget);
  PfDay first = MAX (pf_hub_get_today (self->hub), pf_plan_index_get_first (self->index));
  PfDay last = MAX (pf_day_get_month_end (first), pf_plan_index_get_last (self->index));
  PfPatternDialog *dialog = pf_pattern_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                   self->hub, first, last,
                                                   pf_plan_index_get_child_filter (self->index),
                                                   pf_plan_index_get_activity_filter (self->index));

  g_signal_connect_object (dialog, "change", G_CALLBACK (pf_planning_page_change), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Returns: whether the sheet of a month is to say what is eaten. */
static gboolean
prints_menus (void)
{
  g_autoptr (GSettings) settings = pf_settings_open (PRINT_MENUS_KEY);

  return settings != NULL && g_settings_get_boolean (settings, PRINT_MENUS_KEY);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (widget);

  pf_plan_print_month (widget, self->hub, pf_plan_index_get_first (self->index),
                       pf_plan_index_get_child_filter (self->index),
                       pf_plan_index_get_activity_filter (self->index),
                       (g_str_equal (name, "page.save-pdf") ? PF_PLAN_PRINT_SAVES : 0) |
                           (prints_menus () ? PF_PLAN_PRINT_MENUS : 0));
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (widget);

  pf_table_dialog_present_bookings (widget, self->hub, pf_plan_index_get_first (self->index));
}

void
pf_planning_page_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc func;
    guint key;
    GdkModifierType modifiers;
  } actions[] = {
    { "planning.previous", step_action, GDK_KEY_Page_Up, GDK_ALT_MASK },
    { "planning.next", step_action, GDK_KEY_Page_Down, GDK_ALT_MASK },
    { "planning.today", today_action, GDK_KEY_Home, GDK_ALT_MASK },
    { "planning.legend", legend_action, GDK_KEY_l, 0 },
    { "planning.tick-period", tick_period_action, GDK_KEY_a, GDK_CONTROL_MASK },
    { "planning.pattern", pattern_action, 0, 0 },
    { "planning.save-table", table_action, 0, 0 },
    { "page.print", print_action, 0, 0 },
    { "page.save-pdf", print_action, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                             actions[i].name, NULL);
    }
}

void
pf_planning_page_insert_settings (PfPlanningPage *self)
{
  g_autoptr (GSettings) settings = pf_settings_open (PRINT_MENUS_KEY);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) action = NULL;

  if (settings == NULL)
    return;
  action = g_settings_create_action (settings, PRINT_MENUS_KEY);
  g_action_map_add_action (G_ACTION_MAP (group), action);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "settings", G_ACTION_GROUP (group));
}
