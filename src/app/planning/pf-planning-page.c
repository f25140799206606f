/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planning page: the grid, what chooses its days and its filter, and the cards and dialogs
 * around it, each made when it is first asked for. It changes nothing itself: every wish goes
 * to the hub. */
#include "config.h"

#include "pf-planning-private.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "common/pf-fold-box.h"
#include "common/pf-toast.h"
#include "common/pf-unread.h"
#include "pf-day-card.h"
#include "pf-day-window.h"
#include "pf-plan-change.h"
#include "pf-plan-status.h"
#include "pf-record-filter.h"

#define CARD_WIDTH 420
#define RESOURCE "/org/example/PortailFamille/planning/pf-planning-page.ui"

G_DEFINE_FINAL_TYPE (PfPlanningPage, pf_planning_page, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_VIEW,
  PROP_CHILD,
  PROP_ACTIVITY,
  N_PROPS,
};

static const char *const view_names[PF_N_GRID_VIEWS] = {
  [PF_GRID_MONTH] = "month",
  [PF_GRID_FORTNIGHT] = "fortnight",
  [PF_GRID_WEEK] = "week",
};

void
pf_planning_page_change (PfPlanningPage *self, GPtrArray *items, int action)
{
  pf_plan_change (GTK_WIDGET (self), self->hub, items, action, self->cancellable);
}

static void
change_item_cb (PfPlanningPage *self, PfPlanItem *item, int action)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, g_object_ref (item));
  pf_planning_page_change (self, items, action);
}

static GtkWidget *
create_card (PfPlanningPage *self, gboolean is_narrow)
{
  GtkWidget *card = pf_day_card_new (self->index, is_narrow);

  g_signal_connect_object (card, "change", G_CALLBACK (change_item_cb), self, G_CONNECT_SWAPPED);
  return card;
}

/* On a narrow window the card is a window of its own. */
static void
open_card_window (PfPlanningPage *self, PfDay day)
{
  PfDayWindow *window = pf_day_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  GtkWidget *card = create_card (self, TRUE);
  g_autofree char *title = pf_date_text_day_heading (day, pf_hub_get_today (self->hub));

  gtk_window_set_title (GTK_WINDOW (window), title);
  pf_day_window_set_card (window, card);
  pf_day_card_set_day (PF_DAY_CARD (card), day);
  gtk_window_present (GTK_WINDOW (window));
}

static void
selected_cb (PfPlanningPage *self, int action)
{
  const char *const texts[] = {
    [PF_ACTION_NONE] = N_("Nothing can be changed on these days"),
    [PF_ACTION_BOOK] = N_("Press Space to book these days"),
    [PF_ACTION_CANCEL] = N_("Press Space to cancel these days"),
  };

  pf_toast_show (GTK_WIDGET (self), _(texts[action]), NULL, NULL);
}

static void
open_day_cb (PfPlanningPage *self, int day, GdkRectangle *area)
{
  GdkRectangle place = *area;
  double x, y;

  if (pf_adaptive_bin_get_narrow (self->bin))
    {
      open_card_window (self, day);
      return;
    }
  if (self->card_popover == NULL)
    {
      self->card_popover = gtk_popover_new ();
      self->card = create_card (self, FALSE);
      gtk_widget_set_size_request (self->card, CARD_WIDTH, -1);
      gtk_popover_set_child (GTK_POPOVER (self->card_popover), self->card);
      gtk_widget_set_parent (self->card_popover, GTK_WIDGET (self));
    }
  gtk_widget_translate_coordinates (GTK_WIDGET (self->grid), GTK_WIDGET (self), area->x, area->y,
                                    &x, &y);
  place.x = x;
  place.y = y;
  pf_day_card_set_day (PF_DAY_CARD (self->card), day);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->card_popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->card_popover));
}

static void
update_title (PfPlanningPage *self)
{
  PfDay first = pf_plan_index_get_first (self->index), last = pf_plan_index_get_last (self->index);
  g_autofree char *text = NULL;

  if (pf_plan_grid_get_view (self->grid) == PF_GRID_MONTH)
    text = pf_date_text_month (first);
  else
    {
      g_autofree char *from = pf_date_text_day_short (first), *to = pf_date_text_day_short (last);

      /* Translators: the first and the last day shown. */
      text = g_strdup_printf (_("%s – %s"), from, to);
    }
  gtk_label_set_label (self->title, text);
  gtk_button_set_label (self->tick_button, pf_plan_grid_get_view (self->grid) == PF_GRID_MONTH
                                               ? _("Tick the Whole Month")
                                               : _("Tick All These Days"));
}

static void
update_cost (PfPlanningPage *self)
{
  const char *currency;
  PfCents drafts, cost;
  g_autofree char *amount = NULL, *part = NULL, *text = NULL, *detail = NULL;

  cost = pf_plan_index_get_cost (self->index, &drafts, &currency);
  gtk_widget_set_visible (GTK_WIDGET (self->cost), currency != NULL);
  if (currency == NULL)
    return;
  amount = pf_cents_format (cost, currency);
  /* Translators: what the days shown cost. */
  text = g_strdup_printf (_("Cost: %s"), amount);
  gtk_label_set_label (self->cost, text);
  if (drafts != 0)
    {
      part = pf_cents_format (drafts, currency);
      detail = g_strdup_printf (_("%s of it is in the basket, not sent yet"), part);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->cost), detail);
}

/* Skeleton, grid, or why there is nothing to show. */
static void
update_contents (PfPlanningPage *self)
{
  gboolean is_loading = !pf_hub_plan_is_loaded (self->plan), is_empty;
  PfSyncState state;

  g_object_get (self->hub, "sync-state", &state, NULL);
  is_empty = g_list_model_get_n_items (pf_hub_get_activities (self->hub)) == 0 ||
             g_list_model_get_n_items (pf_hub_get_children (self->hub)) == 0;
  if (is_empty && (state == PF_SYNC_LOADING || state == PF_SYNC_FIRST))
    is_loading = TRUE;
  pf_plan_grid_set_loading (self->grid, is_loading);
  if (!is_empty || is_loading)
    gtk_stack_set_visible_child_name (self->stack, "grid");
  else if (state == PF_SYNC_FAILED)
    pf_plan_status_show (self->stack, PF_PLAN_STATUS_FAILED);
  else if (pf_unread_is_so (self->hub))
    pf_unread_show (self->stack, self->hub);
  else
    pf_plan_status_show (self->stack, PF_PLAN_STATUS_EMPTY);
  pf_deadline_strip_update (self->strip);
}

/* Finds the filter's records again, in lists that may have new ones, and offers it where there
 * is a choice. */
static void
update_filter (PfPlanningPage *self)
{
  guint n_children, n_activities;
  PfChild *child =
      pf_record_filter_find (pf_hub_get_children (self->hub), self->child_key, &n_children);
  PfActivity *activity =
      pf_record_filter_find (pf_hub_get_activities (self->hub), self->activity_key, &n_activities);

  pf_plan_index_set_filter (self->index, child, activity);
  gtk_menu_button_set_label (self->child_button,
                             child != NULL ? child->first_name : _("All children"));
  gtk_menu_button_set_label (self->activity_button,
                             activity != NULL ? activity->name : _("All activities"));
  gtk_widget_set_visible (GTK_WIDGET (self->child_button), n_children > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->activity_button), n_activities > 1);
  update_contents (self);
}

static void
show_period (PfPlanningPage *self, PfGridView view, PfDay day)
{
  PfDay first, last;

  pf_plan_grid_show (self->grid, view, day);
  pf_plan_grid_get_range (self->grid, &first, &last);
  pf_hub_plan_set_range (self->plan, first, last);
  update_title (self);
  update_contents (self);
}

void
pf_planning_page_go_to (PfPlanningPage *self, int day)
{
  show_period (self, pf_plan_grid_get_view (self->grid), day);
}

static void
show_days_cb (PfPlanningPage *self, int first, PfChild *child, PfActivity *activity)
{
  pf_planning_page_show_days (self, first, child, activity);
}

static void
now_changed_cb (PfPlanningPage *self)
{
  PfDay before = self->today;

  self->today = pf_hub_get_today (self->hub);
  pf_plan_index_set_clock (self->index, pf_hub_get_now (self->hub), self->today);
  pf_deadline_strip_update (self->strip);
  /* The town's clock is known after the machine's, and midnight passes: who stayed on today goes
   * along. */
  if (before != self->today && pf_plan_grid_get_focus_day (self->grid) == before)
    show_period (self, pf_plan_grid_get_view (self->grid), self->today);
}

static void
create_child_menu_cb (GtkMenuButton *button, gpointer data)
{
  pf_record_filter_create_menu (button, pf_hub_get_children (PF_PLANNING_PAGE (data)->hub),
                                "planning.child", _("All children"));
}

static void
create_activity_menu_cb (GtkMenuButton *button, gpointer data)
{
  pf_record_filter_create_menu (button, pf_hub_get_activities (PF_PLANNING_PAGE (data)->hub),
                                "planning.activity", _("All activities"));
}

/* What a narrow window has no room for is in the menu, too. */
static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (data);
  GMenuModel *menu = pf_adaptive_bin_get_narrow (self->bin) ? self->narrow_menu : self->wide_menu;

  pf_planning_page_insert_settings (self);
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/* While the legend picks states out, its button says so: the rest of the plan is pale. */
static void
update_legend_button (PfPlanningPage *self)
{
  GtkWidget *button = GTK_WIDGET (self->legend_button);
  gboolean is_picking = pf_plan_index_get_highlight (self->index) != 0;
  gboolean is_in_vain = is_picking && pf_hub_plan_is_loaded (self->plan) &&
                        pf_plan_index_get_shown_highlight (self->index) == 0;

  if (is_in_vain && !self->is_in_vain)
    pf_toast_show (GTK_WIDGET (self), _("No day shown here is as picked in the legend"), NULL,
                   NULL);
  self->is_in_vain = is_in_vain;
  if (is_picking == gtk_widget_has_css_class (button, "suggested-action"))
    return;
  if (is_picking)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
  gtk_widget_set_tooltip_text (button, is_picking
                                           ? _("Legend (L): only what was picked there stands out")
                                           : _("Legend (L)"));
}

static gboolean
pf_planning_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PF_PLANNING_PAGE (widget)->grid));
}

static void
set_key (PfPlanningPage *self, char **key, const GValue *value)
{
  g_free (*key);
  *key = g_value_dup_string (value);
  if (self->hub != NULL)
    update_filter (self);
}

static void
pf_planning_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (object);

  switch (id)
    {
    case PROP_VIEW:
      g_value_set_static_string (
          value, view_names[self->grid != NULL ? pf_plan_grid_get_view (self->grid) : 0]);
      break;
    case PROP_CHILD:
      g_value_set_string (value, self->child_key);
      break;
    case PROP_ACTIVITY:
      g_value_set_string (value, self->activity_key);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
pf_planning_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (object);

  switch (id)
    {
    case PROP_VIEW:
      for (int view = 0; view < PF_N_GRID_VIEWS; view++)
        if (g_strcmp0 (g_value_get_string (value), view_names[view]) == 0)
          show_period (self, view, pf_plan_grid_get_focus_day (self->grid));
      break;
    case PROP_CHILD:
      set_key (self, &self->child_key, value);
      break;
    case PROP_ACTIVITY:
      set_key (self, &self->activity_key, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
pf_planning_page_dispose (GObject *object)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->grid = NULL;
  g_clear_object (&self->index);
  g_clear_object (&self->plan);
  g_clear_object (&self->hub);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (pf_planning_page_parent_class)->dispose (object);
}

static void
pf_planning_page_finalize (GObject *object)
{
  PfPlanningPage *self = PF_PLANNING_PAGE (object);

  g_free (self->child_key);
  g_free (self->activity_key);
  G_OBJECT_CLASS (pf_planning_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (PF_TYPE_ADAPTIVE_BIN);
  g_type_ensure (PF_TYPE_FOLD_BOX);
  g_type_ensure (PF_TYPE_DEADLINE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, bin);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, strip);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, title);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, cost);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, child_button);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, activity_button);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, narrow_menu);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, wide_menu);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, tick_button);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, legend_button);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfPlanningPage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, show_days_cb);
}

static void
pf_planning_page_class_init (PfPlanningPageClass *klass)
{
  static const char *const names[N_PROPS] = {
    [PROP_VIEW] = "view",
    [PROP_CHILD] = "child",
    [PROP_ACTIVITY] = "activity",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pf_planning_page_get_property;
  object_class->set_property = pf_planning_page_set_property;
  object_class->dispose = pf_planning_page_dispose;
  object_class->finalize = pf_planning_page_finalize;
  widget_class->grab_focus = pf_planning_page_grab_focus;
  for (int i = PROP_VIEW; i < N_PROPS; i++)
    {
      g_autofree char *action = g_strconcat ("planning.", names[i], NULL);

      g_object_class_install_property (object_class, i,
                                       g_param_spec_string (names[i], NULL, NULL, NULL,
                                                            G_PARAM_READWRITE |
                                                                G_PARAM_STATIC_STRINGS));
      gtk_widget_class_install_property_action (widget_class, action, names[i]);
    }
  pf_planning_page_install_actions (widget_class);
  bind_template (widget_class);
}

static void
pf_planning_page_init (PfPlanningPage *self)
{
  self->child_key = g_strdup ("");
  self->activity_key = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->child_button, create_child_menu_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->activity_button, create_activity_menu_cb, self,
                                         NULL);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
}

GtkWidget *
pf_planning_page_new (PfHub *hub)
{
  PfPlanningPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_PLANNING_PAGE, NULL);
  self->hub = g_object_ref (hub);
  self->plan = pf_hub_create_plan (hub);
  self->index = pf_plan_index_new (G_LIST_MODEL (self->plan));
  self->grid = PF_PLAN_GRID (pf_plan_grid_new (self->index));
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->grid));
  g_signal_connect_object (self->grid, "change", G_CALLBACK (pf_planning_page_change), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "open-day", G_CALLBACK (open_day_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "go-to", G_CALLBACK (pf_planning_page_go_to), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->index, "changed", G_CALLBACK (update_cost), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->index, "changed", G_CALLBACK (update_legend_button), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "notify::is-loaded", G_CALLBACK (update_contents), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (update_contents), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "now-changed", G_CALLBACK (now_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_children (hub), "items-changed", G_CALLBACK (update_filter),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_activities (hub), "items-changed", G_CALLBACK (update_filter),
                           self, G_CONNECT_SWAPPED);
  pf_deadline_strip_set_hub (self->strip, hub);
  now_changed_cb (self);
  show_period (self, PF_GRID_MONTH, pf_hub_get_today (hub));
  update_filter (self);
  update_cost (self);
  return GTK_WIDGET (self);
}

void
pf_planning_page_show_days (PfPlanningPage *self, PfDay first, PfChild *child, PfActivity *activity)
{
  g_autofree char *child_key = NULL, *activity_key = NULL;

  g_return_if_fail (PF_IS_PLANNING_PAGE (self));

  child_key = child != NULL ? pf_record_filter_make_key (child) : g_strdup ("");
  activity_key = activity != NULL ? pf_record_filter_make_key (activity) : g_strdup ("");
  g_object_set (self, "child", child_key, "activity", activity_key, NULL);
  show_period (self, pf_plan_grid_get_view (self->grid), first);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}
