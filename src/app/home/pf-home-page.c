/* SPDX-License-Identifier: GPL-3.0-or-later
 * Home: the list "to do" sorted by time left, each with its action, then today and tomorrow. */
#include "config.h"

#include "pf-home-page.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "common/pf-toast.h"
#include "common/pf-unread.h"
#include "common/pf-allergens.h"
#include "menus/pf-menu-find.h"
#include "menus/pf-menu-text.h"
#include "pf-child-day.h"
#include "pf-deadline-row.h"
#include "pf-todo-list.h"
#include "pf-todo-row.h"
#include "pf-window.h"
#include "reminders/pf-background-offer.h"

#include <glib/gi18n-lib.h>

#define DEADLINE_DAYS 21
#define FEW 7
#define N_DAYS 2 /* today and tomorrow */

struct _PfHomePage {
  GtkWidget parent_instance;

  PfHub *hub;               /* (owned) */
  GListModel *deadlines;    /* (owned) (element-type PfDeadlineItem) */
  PfTodoList *todos;        /* (owned) */
  GListModel *all;          /* (owned): both, by time left */
  GtkSliceListModel *few;   /* (owned): those that are shown */
  PfHubPlan *plan;          /* (owned): of as many days as there are deadlines */
  PfPlanIndex *index;       /* (owned): of @plan */
  PfAllergens *allergens;   /* (unowned): the hub's */
  GListStore *days[N_DAYS]; /* (owned) (element-type PfChildDay) */
  PfDay today;
  guint minute_source;

  GtkStack *stack;
  GtkWidget *notices;
  AdwActionRow *basket_row;
  AdwActionRow *answers_row;
  GtkListBox *todo_list;
  GtkWidget *done_box;
  GtkWidget *more_button;
  GtkListBox *offer_list;
  GtkWidget *menu_list;
  AdwActionRow *menu_row;
  AdwActionRow *caution_row;
  GtkLabel *day_labels[N_DAYS];
  GtkWidget *day_sections[N_DAYS];
  GtkListBox *day_lists[N_DAYS];
};

G_DEFINE_FINAL_TYPE (PfHomePage, pf_home_page, GTK_TYPE_WIDGET)

/* Notices: what waits for the family besides deadlines */

static void
count_intents (PfHomePage *self, guint *n_settled, guint *n_refused)
{
  GListModel *outbox = pf_hub_get_outbox (self->hub);

  *n_settled = *n_refused = 0;
  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      if (intent->state != PF_INTENT_SETTLED || intent->outcome == NULL)
        continue;
      ++*n_settled;
      if (intent->outcome->kind == PF_OUTCOME_REFUSED ||
          intent->outcome->kind == PF_OUTCOME_CHANGED)
        ++*n_refused;
    }
}

static void
update_notices (PfHomePage *self)
{
  guint n_drafts = pf_hub_get_basket_count (self->hub);
  guint n_settled, n_refused;
  g_autofree char *drafts = NULL;
  g_autofree char *settled = NULL;
  g_autofree char *refused = NULL;

  count_intents (self, &n_settled, &n_refused);
  drafts = g_strdup_printf (ngettext ("%u change is not sent", "%u changes are not sent", n_drafts),
                            n_drafts);
  settled = g_strdup_printf (ngettext ("The town has answered %u change",
                                       "The town has answered %u changes", n_settled),
                             n_settled);
  if (n_refused > 0)
    refused = g_strdup_printf (ngettext ("%u was not accepted", "%u were not accepted", n_refused),
                               n_refused);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->basket_row), drafts);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->answers_row), settled);
  adw_action_row_set_subtitle (self->answers_row, refused != NULL ? refused : "");
  gtk_widget_set_visible (GTK_WIDGET (self->basket_row), n_drafts > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->answers_row), n_settled > 0);
  gtk_widget_set_visible (self->notices, n_drafts > 0 || n_settled > 0);
}

/* Deadlines, and what else there is to do */

static gboolean
has_towns (PfHomePage *self)
{
  return g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1;
}

static void
update_todos (PfHomePage *self)
{
  guint n_all = g_list_model_get_n_items (self->all);

  gtk_widget_set_visible (GTK_WIDGET (self->todo_list), n_all > 0);
  /* Who has read nothing promises nothing. */
  gtk_widget_set_visible (self->done_box, n_all == 0 && !gtk_widget_get_visible (self->notices) &&
                                              pf_hub_get_sync_state (self->hub) != PF_SYNC_FAILED &&
                                              pf_hub_get_synced_at (self->hub) != PF_MOMENT_NONE &&
                                              pf_todo_list_is_complete (self->todos));
  gtk_widget_set_visible (self->more_button, n_all > gtk_slice_list_model_get_size (self->few));
}

static gboolean
minute_passed_cb (gpointer user_data)
{
  PfHomePage *self = user_data;
  PfMoment now = pf_hub_get_now (self->hub);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->todo_list, i)) != NULL; i++)
    if (PF_IS_DEADLINE_ROW (row))
      pf_deadline_row_update (PF_DEADLINE_ROW (row), now);
    else
      pf_todo_row_update (PF_TODO_ROW (row), now);
  return G_SOURCE_CONTINUE;
}

static void
choose_cb (PfHomePage *self, PfDeadlineRow *row)
{
  PfDeadlineItem *deadline = pf_deadline_row_get_deadline (row);
  PfPlanItem *first = deadline->items->len > 0 ? deadline->items->pdata[0] : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (first != NULL && PF_IS_WINDOW (root))
    pf_window_show_days (PF_WINDOW (root), first->slot.day, deadline->child, deadline->activity);
}

static void
booked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfHomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  int count = pf_hub_change_finish (PF_HUB (source), result, &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      text = pf_error_text (error);
      pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
      return;
    }
  text = g_strdup_printf (ngettext ("%d day put in the basket", "%d days put in the basket", count),
                          count);
  pf_toast_show (GTK_WIDGET (self), text, _("Undo"), "win.undo");
}

static void
book_cb (PfHomePage *self, PfDeadlineRow *row)
{
  PfDeadlineItem *deadline = pf_deadline_row_get_deadline (row);

  pf_hub_change_async (self->hub, deadline->items, PF_ACTION_BOOK, NULL, booked_cb,
                       g_object_ref (self));
}

static GtkWidget *
create_todo_row (gpointer item, gpointer user_data)
{
  PfHomePage *self = user_data;
  PfMoment now = pf_hub_get_now (self->hub);
  GtkWidget *row;

  if (PF_IS_TO_DO (item))
    return pf_todo_row_new (item, now);
  row = pf_deadline_row_new (item, now, has_towns (self));
  g_signal_connect_object (row, "choose", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "book", G_CALLBACK (book_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
todo_activated_cb (PfHomePage *self, GtkListBoxRow *row)
{
  if (PF_IS_TODO_ROW (row))
    pf_todo_row_open (PF_TODO_ROW (row));
}

static void
show_all_cb (PfHomePage *self)
{
  gtk_slice_list_model_set_size (self->few, G_MAXUINT);
  update_todos (self);
}

/* Today and tomorrow */

/* What a canteen serves, once, and what of it @child must not eat. */
static void
add_menu (PfHomePage *self,
          PfSession  *session,
          PfChild    *child,
          GPtrArray  *lines,
          GPtrArray  *cautions)
{
  PfMenu *menu = pf_menu_find_for_child (session, child, pf_session_get_today (session));
  g_autofree char *dishes = menu != NULL ? pf_menu_text_dishes (menu) : NULL;
  g_autofree char *line = NULL;
  GPtrArray *named;

  if (menu == NULL)
    return;
  if (has_towns (self))
    /* Translators: a town, and what its canteen serves. */
    line = g_strdup_printf (_("%1$s: %2$s"), pf_session_get_town (session)->name, dishes);
  else
    line = g_steal_pointer (&dishes);
  if (!g_ptr_array_find_with_equal_func (lines, line, g_str_equal, NULL))
    g_ptr_array_add (lines, g_steal_pointer (&line));
  if (pf_allergens_find (self->allergens, child, &named) == PF_ALLERGY_NAMED)
    pf_menu_text_add_cautions (menu, child, named, cautions);
}

static void
show_lines (AdwActionRow *row, GPtrArray *lines)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (row), lines->len > 0);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  adw_action_row_set_subtitle (row, text);
}

static void
update_menu (PfHomePage *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) cautions = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      GListModel *children = pf_session_get_children (session);

      for (guint k = 0;
           pf_session_get_town (session) != NULL && k < g_list_model_get_n_items (children); k++)
        {
          g_autoptr (PfChild) child = g_list_model_get_item (children, k);

          add_menu (self, session, child, lines, cautions);
        }
    }
  gtk_widget_set_visible (self->menu_list, lines->len > 0);
  /* Health is asked for only where there is something to compare it with. */
  if (lines->len > 0)
    pf_allergens_ask (self->allergens);
  show_lines (self->menu_row, lines);
  show_lines (self->caution_row, cautions);
}

static void
update_days (PfHomePage *self)
{
  PfMoment now = pf_hub_get_now (self->hub);

  for (int i = 0; i < N_DAYS; i++)
    {
      g_autoptr (GPtrArray) child_days =
          pf_child_day_list (G_LIST_MODEL (self->plan), self->today + i, now, has_towns (self));
      guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->days[i]));

      g_list_store_splice (self->days[i], 0, n_old, child_days->pdata, child_days->len);
      gtk_widget_set_visible (self->day_sections[i], child_days->len > 0);
    }
}

static void
label_days (PfHomePage *self)
{
  for (int i = 0; i < N_DAYS; i++)
    {
      g_autofree char *day = pf_date_text_day (self->today + i, self->today);
      /* Translators: headings; %s is the day, "Thursday 3 September". */
      const char *formats[N_DAYS] = { _("Today, %s"), _("Tomorrow, %s") };
      g_autofree char *text = g_strdup_printf (formats[i], day);

      gtk_label_set_label (self->day_labels[i], text);
    }
}

static void
day_activated_cb (PfHomePage *self, AdwActionRow *row)
{
  PfChildDay *child_day = g_object_get_data (G_OBJECT (row), "pf-child-day");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (PF_IS_WINDOW (root))
    pf_window_show_days (PF_WINDOW (root), child_day->day, child_day->child, NULL);
}

static GtkWidget *
create_day_row (gpointer item, gpointer user_data)
{
  PfChildDay *child_day = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, child_day->child->first_name, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), child_day->child->first_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), child_day->text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "pf-child-day", g_object_ref (child_day), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (day_activated_cb), user_data,
                           G_CONNECT_SWAPPED);
  return row;
}

/* All together */

static void
update (PfHomePage *self)
{
  PfSyncState state = pf_hub_get_sync_state (self->hub);
  gboolean is_empty = g_list_model_get_n_items (pf_hub_get_children (self->hub)) == 0;

  if (is_empty && (state == PF_SYNC_LOADING || state == PF_SYNC_FIRST))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (is_empty && pf_hub_get_basket_count (self->hub) == 0 && pf_unread_is_so (self->hub))
    pf_unread_show (self->stack, self->hub);
  else
    gtk_stack_set_visible_child_name (self->stack, "content");
  update_notices (self);
  update_todos (self);
}

static void
now_changed_cb (PfHomePage *self)
{
  PfDay today = pf_hub_get_today (self->hub);

  pf_plan_index_set_clock (self->index, pf_hub_get_now (self->hub), today);
  if (today != self->today)
    {
      self->today = today;
      label_days (self);
      pf_hub_plan_set_range (self->plan, today, today + DEADLINE_DAYS - 1);
      pf_plan_index_set_period (self->index, today, today + DEADLINE_DAYS - 1);
    }
  update_days (self);
  update_menu (self);
  minute_passed_cb (self);
}

static void
watch (PfHomePage *self)
{
  static const char *const updating[] = { "notify::sync-state", "notify::basket-count",
                                          "notify::synced-at" };

  for (gsize i = 0; i < G_N_ELEMENTS (updating); i++)
    g_signal_connect_object (self->hub, updating[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hub, "now-changed", G_CALLBACK (now_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->all, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  self->allergens = pf_allergens_get (self->hub);
  g_signal_connect_object (self->allergens, "changed", G_CALLBACK (update_menu), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_records (self->hub, PF_COLLECTION_MENUS), "items-changed",
                           G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->todos, "gathered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_outbox (self->hub), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "items-changed", G_CALLBACK (update_days), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "notify::is-loaded", G_CALLBACK (now_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
fill_lists (PfHomePage *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkFlattenListModel *flat = gtk_flatten_list_model_new (G_LIST_MODEL (lists));
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (pf_todo_compare, NULL, NULL));

  g_list_store_append (lists, self->deadlines);
  g_list_store_append (lists, pf_todo_list_get_items (self->todos));
  self->all = G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (flat), sorter));
  self->few = gtk_slice_list_model_new (g_object_ref (self->all), 0, FEW);
  gtk_list_box_bind_model (self->todo_list, G_LIST_MODEL (self->few), create_todo_row, self, NULL);
  for (int i = 0; i < N_DAYS; i++)
    {
      self->days[i] = g_list_store_new (PF_TYPE_CHILD_DAY);
      gtk_list_box_bind_model (self->day_lists[i], G_LIST_MODEL (self->days[i]), create_day_row,
                               self, NULL);
    }
}

static void
offer_background (PfHomePage *self)
{
  GtkWidget *row = pf_background_offer_new ();

  if (row == NULL)
    return;
  gtk_list_box_append (self->offer_list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->offer_list), TRUE);
}

/* GObject and GtkWidget */

static void
pf_home_page_map (GtkWidget *widget)
{
  PfHomePage *self = PF_HOME_PAGE (widget);

  GTK_WIDGET_CLASS (pf_home_page_parent_class)->map (widget);
  minute_passed_cb (self);
  self->minute_source = g_timeout_add_seconds (60, minute_passed_cb, self);
}

static void
pf_home_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PF_HOME_PAGE (widget)->minute_source, g_source_remove);
  GTK_WIDGET_CLASS (pf_home_page_parent_class)->unmap (widget);
}

static void
pf_home_page_dispose (GObject *object)
{
  PfHomePage *self = PF_HOME_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  g_clear_object (&self->few);
  g_clear_object (&self->all);
  g_clear_object (&self->deadlines);
  g_clear_object (&self->todos);
  g_clear_object (&self->index);
  g_clear_object (&self->plan);
  for (int i = 0; i < N_DAYS; i++)
    g_clear_object (&self->days[i]);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_home_page_parent_class)->dispose (object);
}

static void
bind_days (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *label;
    const char *section;
    const char *list;
  } names[N_DAYS] = {
    { "today_label", "today_section", "today_list" },
    { "tomorrow_label", "tomorrow_section", "tomorrow_list" },
  };

  for (int i = 0; i < N_DAYS; i++)
    {
      gtk_widget_class_bind_template_child_full (widget_class, names[i].label, FALSE,
                                                 G_STRUCT_OFFSET (PfHomePage, day_labels) +
                                                     i * sizeof (GtkLabel *));
      gtk_widget_class_bind_template_child_full (widget_class, names[i].section, FALSE,
                                                 G_STRUCT_OFFSET (PfHomePage, day_sections) +
                                                     i * sizeof (GtkWidget *));
      gtk_widget_class_bind_template_child_full (widget_class, names[i].list, FALSE,
                                                 G_STRUCT_OFFSET (PfHomePage, day_lists) +
                                                     i * sizeof (GtkListBox *));
    }
}

static void
pf_home_page_class_init (PfHomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_home_page_dispose;
  widget_class->map = pf_home_page_map;
  widget_class->unmap = pf_home_page_unmap;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-home-page.ui");
  bind_days (widget_class);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, notices);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, offer_list);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, basket_row);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, answers_row);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, todo_list);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, done_box);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, more_button);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, menu_list);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, menu_row);
  gtk_widget_class_bind_template_child (widget_class, PfHomePage, caution_row);
  gtk_widget_class_bind_template_callback (widget_class, todo_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
pf_home_page_init (PfHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_home_page_new (PfHub *hub)
{
  PfHomePage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_HOME_PAGE, NULL);
  self->hub = g_object_ref (hub);
  self->deadlines = pf_hub_create_deadlines (hub, DEADLINE_DAYS);
  self->plan = pf_hub_create_plan (hub);
  self->index = pf_plan_index_new (G_LIST_MODEL (self->plan));
  self->todos = pf_todo_list_new (hub, self->index);
  fill_lists (self);
  offer_background (self);
  watch (self);
  self->today = PF_DAY_NONE;
  now_changed_cb (self);
  update (self);
  return GTK_WIDGET (self);
}
