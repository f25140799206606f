/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planning page over the real town: views, filters, ticking, the day's card, the legend, the
 * week pattern. */
#include "config.h"

#include <glib/gstdio.h>
#include <libical/ical.h>

#include "app-fixture.h"
#include "pf-test-town.h"
#include "common/pf-adaptive-bin.h"
#include "planning/pf-calendar-dialog.h"
#include "planning/pf-day-card.h"
#include "planning/pf-day-window.h"
#include "planning/pf-deadline-strip.h"
#include "planning/pf-legend-panel.h"
#include "planning/pf-pattern-dialog.h"
#include "planning/pf-plan-grid.h"
#include "planning/pf-plan-index.h"
#include "planning/pf-planning-page.h"
#include "planning/pf-record-filter.h"

/* Signs in, and waits until the page shows the family's days. */
static GtkWidget *
enter (PfWindow *window, PfTestTown *town)
{
  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  pf_test_wait_until (app_find (window, PF_TYPE_PLANNING_PAGE) != NULL);
  app_wait_for_frame (window);
  return app_find (window, PF_TYPE_PLANNING_PAGE);
}

static GtkLabel *
get_title (PfWindow *window)
{
  return app_find_child (window, PF_TYPE_PLANNING_PAGE, "title");
}

/* How many open slots of November a click would book, of @child or of all; @flags: only those that
 * have them. */
static guint
count_flagged (PfHub *hub, PfChild *child, PfSlotFlags flags)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (hub);
  guint count = 0;

  pf_hub_plan_set_range (plan, pf_day_new (2026, 11, 1), pf_day_new (2026, 11, 30));
  pf_test_wait_until (pf_hub_plan_is_loaded (plan));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (plan), i);

      if (pf_plan_item_get_state (item, pf_hub_get_now (hub)) == PF_STATE_OPEN &&
          pf_plan_item_get_action (item, pf_hub_get_now (hub)) == PF_ACTION_BOOK &&
          (item->facts.flags & flags) == flags &&
          (child == NULL || pf_child_is_same (child, item->child)))
        count++;
    }
  return count;
}

static guint
count_open (PfHub *hub, PfChild *child)
{
  return count_flagged (hub, child, 0);
}

static void
views (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  PfPlanGrid *grid = app_find (page, PF_TYPE_PLAN_GRID);

  g_assert_cmpstr (gtk_label_get_label (get_title (window)), ==, "November 2026");
  gtk_widget_activate_action (page, "planning.next", NULL);
  g_assert_cmpstr (gtk_label_get_label (get_title (window)), ==, "December 2026");
  gtk_widget_activate_action (page, "planning.today", NULL);
  gtk_widget_activate_action (page, "planning.view", "s", "week");
  g_assert_cmpint (pf_plan_grid_get_view (grid), ==, PF_GRID_WEEK);
  g_assert_cmpstr (gtk_label_get_label (get_title (window)), ==, "Mon 2 Nov – Sun 8 Nov");
  gtk_widget_activate_action (page, "planning.previous", NULL);
  g_assert_cmpstr (gtk_label_get_label (get_title (window)), ==, "Mon 26 Oct – Sun 1 Nov");
  gtk_widget_activate_action (page, "planning.view", "s", "fortnight");
  g_assert_cmpstr (gtk_label_get_label (get_title (window)), ==, "Mon 26 Oct – Sun 8 Nov");
}

static void
tick (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  PfHub *hub = app_get_hub (window);
  g_autoptr (PfChild) child = g_list_model_get_item (pf_hub_get_children (hub), 1);
  g_autofree char *key = pf_record_filter_make_key (child);
  guint of_all = count_open (hub, NULL), of_child = count_open (hub, child);

  g_assert_cmpuint (of_child, >, 0);
  g_assert_cmpuint (of_all, >, of_child);
  gtk_widget_activate_action (page, "planning.child", "s", key);
  gtk_widget_activate_action (page, "planning.tick-period", NULL);
  pf_test_wait_until (pf_hub_get_basket_count (hub) == of_child);
  pf_test_wait_until (app_shows (window, "booked in the basket"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 0);
  gtk_widget_activate_action (page, "planning.child", "s", "");
  gtk_widget_activate_action (page, "planning.tick-period", NULL);
  pf_test_wait_until (pf_hub_get_basket_count (hub) == of_all);
}

/* What an agent of the town decides is told apart from what is booked. */
static void
approvals (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  guint n = count_flagged (app_get_hub (window), NULL, PF_SLOT_NEEDS_APPROVAL);
  g_autofree char *text = g_strdup_printf (n == 1 ? "; %u of them if the town approves it"
                                                  : "; %u of them if the town approves them",
                                           n);

  g_assert_cmpuint (n, >, 0);
  gtk_widget_activate_action (page, "planning.tick-period", NULL);
  pf_test_wait_until (app_shows (window, text));
}

static void
card (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  PfHub *hub = app_get_hub (window);
  PfPlanGrid *grid = app_find (page, PF_TYPE_PLAN_GRID);
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (grid));
  PfDay first, last;

  pf_plan_grid_get_range (grid, &first, &last);
  for (PfDay day = first; day < pf_hub_get_today (hub); day++)
    cell = gtk_widget_get_next_sibling (cell);
  while (app_find_button (page, "Book") == NULL) /* the first day with something to book */
    {
      g_assert_nonnull (cell);
      gtk_widget_activate_action (cell, "day.open", NULL);
      cell = gtk_widget_get_next_sibling (cell);
    }
  g_assert_nonnull (app_find (page, PF_TYPE_DAY_CARD));
  app_press (page, "Book");
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 1);
  pf_test_wait_until (app_find_button (page, "Undo") != NULL);
  app_press (page, "Undo");
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 0);
}

/* Presses the rows of the legend below @widget, one after another, each alone, until one is picked
 * in vain. Returns: whether there was one. */
static gboolean
pick_in_vain (PfWindow *window, GtkWidget *widget)
{
  if (GTK_IS_TOGGLE_BUTTON (widget))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), TRUE);
      if (app_shows (window, "No day shown here is as picked in the legend"))
        return TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), FALSE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (pick_in_vain (window, child))
      return TRUE;
  return FALSE;
}

/* Returns: (nullable): the first window of @type. */
static gpointer
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window; /* it is on the screen */
    }
  return NULL;
}

/* Does what the key with the name @accelerator does in @widget itself. */
static void
press_key (GtkWidget *widget, const char *accelerator)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                    ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                    : 0;

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          g_autofree char *name =
              gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (name, accelerator))
            {
              g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                           widget, NULL));
              return;
            }
        }
    }
  g_assert_not_reached ();
}

/* Opens the first day of the plan, from today on, that has something to book. */
static GtkWidget *
open_day_window (PfHub *hub, GtkWidget *page)
{
  PfPlanGrid *grid = app_find (page, PF_TYPE_PLAN_GRID);
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (grid));
  GtkWidget *card_window = NULL;
  PfDay first, last;

  pf_plan_grid_get_range (grid, &first, &last);
  for (PfDay day = first; day < pf_hub_get_today (hub); day++)
    cell = gtk_widget_get_next_sibling (cell);
  while (card_window == NULL || app_find_button (card_window, "Book") == NULL)
    {
      if (card_window != NULL)
        gtk_window_destroy (GTK_WINDOW (card_window));
      g_assert_nonnull (cell);
      gtk_widget_activate_action (cell, "day.open", NULL);
      card_window = find_toplevel (PF_TYPE_DAY_WINDOW);
      g_assert_nonnull (card_window);
      cell = gtk_widget_get_next_sibling (cell);
    }
  return card_window;
}

/* On a narrow window the card is a window of its own: the keys are the same there. */
static void
narrow_card (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  PfHub *hub = app_get_hub (window);
  PfAdaptiveBin *bin = app_find (page, PF_TYPE_ADAPTIVE_BIN);
  GtkWidget *card_window;

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 700);
  pf_test_wait_until (pf_adaptive_bin_get_narrow (bin));
  card_window = open_day_window (hub, page);
  app_press (card_window, "Book");
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 1);
  press_key (card_window, "<Control>z");
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 0);
  press_key (card_window, "Escape");
  pf_test_wait_until (find_toplevel (PF_TYPE_DAY_WINDOW) == NULL);
}

static void
legend (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);

  g_assert_null (app_find (page, PF_TYPE_LEGEND_PANEL)); /* made when it is asked for */
  gtk_widget_activate_action (page, "planning.legend", NULL);
  g_assert_nonnull (app_find (page, PF_TYPE_LEGEND_PANEL));
  pf_test_wait_until (app_shows (page, "On the activity's waiting list"));
  g_assert_true (pick_in_vain (window, app_find (page, PF_TYPE_LEGEND_PANEL)));
}

/* Ticks all check buttons in or below @widget. */
static void
tick_all (GtkWidget *widget)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tick_all (child);
}

static void
pattern (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  PfHub *hub = app_get_hub (window);
  guint of_all = count_open (hub, NULL);
  PfPatternDialog *dialog;

  gtk_widget_activate_action (page, "planning.pattern", NULL);
  dialog = find_toplevel (PF_TYPE_PATTERN_DIALOG);
  pf_test_wait_until (app_shows (dialog, "Choose for whom, what and which days"));
  tick_all (GTK_WIDGET (dialog));
  pf_test_wait_until (app_shows (dialog, " days, €"));
  g_assert_true (app_shows (dialog, "Left out: "));
  app_press (dialog, "_Add to Basket");
  pf_test_wait_until (pf_hub_get_basket_count (hub) > 0);
  g_assert_null (find_toplevel (PF_TYPE_PATTERN_DIALOG));
  /* Besides what is open now, waiting lists; but no weekends. */
  g_assert_cmpuint (pf_hub_get_basket_count (hub), <, 3 * of_all);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 0);
}

static void
deadline (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  PfPlanGrid *grid = app_find (page, PF_TYPE_PLAN_GRID);
  GtkWidget *strip = app_find (page, PF_TYPE_DEADLINE_STRIP);
  PfDay before = pf_plan_grid_get_focus_day (grid);
  g_autofree char *activity = NULL;

  pf_test_wait_until (app_shows (strip, "not booked"));
  app_press (strip, "Show Days");
  g_object_get (page, "activity", &activity, NULL);
  g_assert_cmpstr (activity, !=, "");
  g_assert_cmpint (pf_plan_grid_get_focus_day (grid), >, before);
}

static void
show_days (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkWidget *page = enter (window, town);
  PfHub *hub = app_get_hub (window);
  g_autoptr (PfChild) child = g_list_model_get_item (pf_hub_get_children (hub), 0);
  PfDay day = pf_day_new (2026, 12, 10);

  pf_window_show_days (window, day, child, NULL);
  g_assert_cmpint (pf_plan_grid_get_focus_day (app_find (page, PF_TYPE_PLAN_GRID)), ==, day);
  g_assert_cmpstr (gtk_label_get_label (get_title (window)), ==, "December 2026");
  g_assert_true (app_shows (page, child->first_name));
}

/* Returns: (transfer full): what the file holds, read by libical. */
static icalcomponent *
read_calendar (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  icalcomponent *calendar;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  calendar = icalparser_parse_string (text);
  g_assert_nonnull (calendar);
  return calendar;
}

/* How many days of the year to come the calendar is to hold with @status. */
static guint
count_events (icalcomponent *calendar, icalproperty_status status)
{
  guint count = 0;

  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    count += icalcomponent_get_status (event) == status;
  return count;
}

static GtkWindow *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) found = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (found))
        return found;
    }
  return NULL;
}

/* Whether the chooser has read the folder, and would save as @file. */
static gboolean
would_save (GtkWindow *chooser, GFile *file)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  GtkWidget *save = gtk_dialog_get_widget_for_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);

  return chosen != NULL && g_file_equal (chosen, file) && gtk_widget_get_mapped (save) &&
         gtk_widget_get_sensitive (save);
}

/* The plan is saved by the menu's action, through the file chooser, and other programs read it. */
static void
calendar (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  g_autofree char *folder = g_dir_make_tmp ("portail-famille-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "portail-famille.ics", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *before = g_get_current_dir ();
  icalcomponent *found;
  icalcomponent *event;
  GtkWidget *dialog;

  enter (window, town);
  g_chdir (folder); /* where the chooser begins */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.calendar", NULL);
  dialog = find_toplevel (PF_TYPE_CALENDAR_DIALOG);
  g_assert_nonnull (dialog);
  app_press (dialog, "_Save…");
  pf_test_wait_until (find_chooser () != NULL);
  pf_test_wait_until (would_save (find_chooser (), file));
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  pf_test_wait_until (app_shows (dialog, "Saved as “portail-famille.ics”"));

  found = read_calendar (path);
  g_assert_cmpuint (count_events (found, ICAL_STATUS_CONFIRMED), >, 20);
  g_assert_cmpuint (count_events (found, ICAL_STATUS_TENTATIVE), >, 0);
  g_assert_cmpuint (count_events (found, ICAL_STATUS_CANCELLED), >, 0);
  event = icalcomponent_get_first_component (found, ICAL_VEVENT_COMPONENT);
  g_assert_nonnull (strstr (icalcomponent_get_summary (event), ": "));
  g_assert_true (g_str_has_suffix (icalcomponent_get_uid (event), "@127.0.0.1"));
  icalcomponent_free (found);
  gtk_window_close (GTK_WINDOW (dialog));
  g_chdir (before);
  g_remove (path);
  g_rmdir (folder);
}

static void
run (gconstpointer test)
{
  app_forget_all ();
  app_run ((AppTest) test, NULL, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/planning/views", views, run);
  g_test_add_data_func ("/app/planning/tick", tick, run);
  g_test_add_data_func ("/app/planning/approvals", approvals, run);
  g_test_add_data_func ("/app/planning/card", card, run);
  g_test_add_data_func ("/app/planning/narrow-card", narrow_card, run);
  g_test_add_data_func ("/app/planning/legend", legend, run);
  g_test_add_data_func ("/app/planning/pattern", pattern, run);
  g_test_add_data_func ("/app/planning/deadline", deadline, run);
  g_test_add_data_func ("/app/planning/show-days", show_days, run);
  g_test_add_data_func ("/app/planning/calendar", calendar, run);
  return g_test_run ();
}
