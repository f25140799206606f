/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planning's grid over a made-up family: what a screen reader hears, what keys and pointer
 * ask for, which days are shown. */
#include "config.h"

#include <adwaita.h>

#include "pf-grid-cell.h"
#include "pf-plan-grid.h"
#include "pf-test-wait.h"
#include "plan-fixture.h"

typedef struct {
  PlanFixture *plan;
  PfPlanIndex *index;
  GtkWidget *window;
  PfPlanGrid *grid;
  GPtrArray *changed; /* (element-type PfPlanItem): of the last "change" */
  PfAction action;
  PfDay opened;
  PfDay gone_to;
} Fixture;

static void
change_cb (Fixture *f, GPtrArray *items, int action)
{
  g_clear_pointer (&f->changed, g_ptr_array_unref);
  f->changed = g_ptr_array_ref (items);
  f->action = action;
}

static void
open_day_cb (Fixture *f, int day)
{
  f->opened = day;
}

static void
go_to_cb (Fixture *f, int day)
{
  f->gone_to = day;
}

static void
set_up (Fixture *f, guint n_children)
{
  f->plan = plan_fixture_new (n_children);
  f->index = pf_plan_index_new (G_LIST_MODEL (f->plan->items));
  pf_plan_index_set_clock (f->index, f->plan->now, f->plan->today);
  f->grid = PF_PLAN_GRID (pf_plan_grid_new (f->index));
  f->opened = f->gone_to = PF_DAY_NONE;
  g_signal_connect_swapped (f->grid, "change", G_CALLBACK (change_cb), f);
  g_signal_connect_swapped (f->grid, "open-day", G_CALLBACK (open_day_cb), f);
  g_signal_connect_swapped (f->grid, "go-to", G_CALLBACK (go_to_cb), f);
  f->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->grid));
}

static void
show (Fixture *f, PfGridView view, PfDay day)
{
  pf_plan_grid_show (f->grid, view, day);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_widget_grab_focus (GTK_WIDGET (f->grid));
}

static void
tear_down (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_pointer (&f->changed, g_ptr_array_unref);
  g_assert_finalize_object (f->index);
  plan_fixture_free (f->plan);
}

static GtkWidget *
get_cell (Fixture *f, PfDay day)
{
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (f->grid));
  PfDay first, last;

  pf_plan_grid_get_range (f->grid, &first, &last);
  g_assert_cmpint (day, >=, first);
  g_assert_cmpint (day, <=, last);
  for (PfDay at = first; at < day; at++)
    cell = gtk_widget_get_next_sibling (cell);
  return cell;
}

static gboolean
reads (GtkWidget *widget, const char *label)
{
  g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                               label);

  return other == NULL;
}

/* Words are given after the drawing, when nothing else is to do. */
static void
assert_reads (GtkWidget *widget, const char *label)
{
  pf_test_wait_until (reads (widget, label));
}

static gboolean
trigger_is (GtkShortcut *shortcut, guint key, GdkModifierType modifiers)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

  return GTK_IS_KEYVAL_TRIGGER (trigger) &&
         gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
         gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers;
}

/* Does what the key is bound to. */
static void
press (Fixture *f, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->grid));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint n = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        n < g_list_model_get_n_items (G_LIST_MODEL (controller));
           n++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), n);

          if (!trigger_is (shortcut, key, modifiers))
            continue;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (f->grid),
                                        gtk_shortcut_get_arguments (shortcut));
          return;
        }
    }
  g_assert_not_reached ();
}

/* Moves the real pointer: @steps is in xdotool's words. */
static void
point (const char *steps)
{
  g_autofree char *command = g_strconcat ("xdotool ", steps, NULL);
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (pf_test_await (g_subprocess_wait_check, process, &error, NULL));
}

static void
add_canteen (Fixture *f, guint child, PfDay day, PfState state)
{
  plan_fixture_add (f->plan, child, PLAN_FIXTURE_CANTEEN, 0, day, state, PF_ACTION_NONE);
}

static void
test_labels (void)
{
  static const struct {
    PfState state;
    int day; /* from today */
    const char *label;
  } cases[] = {
    { PF_STATE_PRESENT, -7, "Thursday 1 October, Léna, Canteen: present" },
    { PF_STATE_ABSENT, -6, "Friday 2 October, Léna, Canteen: absent" },
    { PF_STATE_EXCUSED, -3, "Monday 5 October, Léna, Canteen: absent, excused" },
    { PF_STATE_PAST, -2, "Tuesday 6 October, Léna, Canteen: past, nothing was booked" },
    { PF_STATE_LOCKED, 0,
      "Thursday 8 October, Léna, Canteen: booked, could be cancelled until Wednesday 7 October, "
      "10:00" },
    { PF_STATE_TOO_LATE, 1,
      "Friday 9 October, Léna, Canteen: too late, the deadline was Wednesday 7 October, 10:00" },
    { PF_STATE_LATE, 4,
      "Monday 12 October, Léna, Canteen: late, can be booked with a surcharge until Friday 9 "
      "October, 10:00" },
    { PF_STATE_BOOKED, 5,
      "Tuesday 13 October, Léna, Canteen: booked, can be cancelled until Sunday 11 October, "
      "23:59" },
    { PF_STATE_OPEN, 7,
      "Thursday 15 October, Léna, Canteen: available, can be booked until Tuesday 13 October, "
      "23:59" },
    { PF_STATE_CANCELLED, 8,
      "Friday 16 October, Léna, Canteen: cancelled, can be booked again until Wednesday 14 "
      "October, 23:59" },
    { PF_STATE_CLOSED, 11, "Monday 19 October: closed, school holidays" },
    { PF_STATE_FULL, 12, "Tuesday 20 October, Léna, Canteen: full" },
    { PF_STATE_WAITING, 14, "Thursday 22 October, Léna, Canteen: on the waiting list, number 3" },
    { PF_STATE_PENDING, 15, "Friday 23 October, Léna, Canteen: awaiting approval" },
    { PF_STATE_TOO_EARLY, 18,
      "Monday 26 October, Léna, Canteen: not open yet, can be booked from Tuesday 13 October, "
      "10:00" },
  };
  Fixture f = { 0 };

  set_up (&f, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    add_canteen (&f, 0, f.plan->today + cases[i].day, cases[i].state);
  show (&f, PF_GRID_MONTH, f.plan->today);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_reads (get_cell (&f, f.plan->today + cases[i].day), cases[i].label);
  assert_reads (get_cell (&f, f.plan->today + 2), "Saturday 10 October");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_cell (&f, f.plan->today)),
                                   GTK_ACCESSIBLE_ROLE_GRID_CELL);
  tear_down (&f);
}

static void
test_slots_have_cells_of_their_own (void)
{
  Fixture f = { 0 };
  GtkWidget *cell, *slot;

  set_up (&f, 2);
  add_canteen (&f, 0, f.plan->today + 7, PF_STATE_BOOKED);
  add_canteen (&f, 1, f.plan->today + 7, PF_STATE_OPEN);
  show (&f, PF_GRID_MONTH, f.plan->today);
  cell = get_cell (&f, f.plan->today + 7);
  assert_reads (cell, "Thursday 15 October, Léna, Canteen: booked, can be cancelled until Tuesday "
                      "13 October, 23:59; "
                      "Hugo, Canteen: available, can be booked until Tuesday 13 October, 23:59");
  slot = gtk_widget_get_last_child (cell);
  assert_reads (slot, "Thursday 15 October, Hugo, Canteen: available, can be booked until Tuesday "
                      "13 October, 23:59");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (slot), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  g_assert_true (gtk_widget_activate_action (slot, "slot.toggle", NULL));
  g_assert_cmpuint (f.changed->len, ==, 1);
  g_assert_cmpint (f.action, ==, PF_ACTION_BOOK);
  g_assert_true (g_ptr_array_index (f.changed, 0) ==
                 g_list_model_get_item (G_LIST_MODEL (f.plan->items), 1));
  g_object_unref (g_ptr_array_index (f.changed, 0));
  g_assert_true (gtk_widget_activate_action (cell, "day.activate", NULL));
  g_assert_cmpint (f.opened, ==, f.plan->today + 7);
  tear_down (&f);
}

static void
test_a_change_is_read_out (void)
{
  Fixture f = { 0 };

  set_up (&f, 1);
  add_canteen (&f, 0, f.plan->today + 7, PF_STATE_OPEN);
  show (&f, PF_GRID_MONTH, f.plan->today);
  assert_reads (get_cell (&f, f.plan->today + 7), "Thursday 15 October, Léna, Canteen: available, "
                                                  "can be booked until Tuesday 13 October, 23:59");
  g_list_store_remove_all (f.plan->items);
  plan_fixture_add (f.plan, 0, PLAN_FIXTURE_CANTEEN, 0, f.plan->today + 7, PF_STATE_OPEN,
                    PF_ACTION_BOOK);
  assert_reads (get_cell (&f, f.plan->today + 7), "Thursday 15 October, Léna, Canteen: booked, can "
                                                  "be cancelled until Tuesday 13 October, 23:59 – "
                                                  "In the basket, not sent yet");
  pf_plan_index_set_clock (f.index, f.plan->now + 8 * 24 * 3600, f.plan->today + 8);
  assert_reads (get_cell (&f, f.plan->today + 7),
                "Thursday 15 October, Léna, Canteen: booked, could be cancelled until Tuesday 13 "
                "October, 23:59 – In the basket, not sent yet");
  tear_down (&f);
}

static void
test_arrows_move_the_focus (void)
{
  static const struct {
    GtkTextDirection direction;
    guint key;
    int days;
  } cases[] = {
    { GTK_TEXT_DIR_LTR, GDK_KEY_Right, 1 },  { GTK_TEXT_DIR_LTR, GDK_KEY_Left, -1 },
    { GTK_TEXT_DIR_LTR, GDK_KEY_Down, 7 },   { GTK_TEXT_DIR_LTR, GDK_KEY_Up, -7 },
    { GTK_TEXT_DIR_RTL, GDK_KEY_Right, -1 }, { GTK_TEXT_DIR_RTL, GDK_KEY_Left, 1 },
    { GTK_TEXT_DIR_RTL, GDK_KEY_Down, 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture f = { 0 };

      set_up (&f, 1);
      gtk_widget_set_direction (GTK_WIDGET (f.grid), cases[i].direction);
      show (&f, PF_GRID_MONTH, f.plan->today);
      press (&f, cases[i].key, 0);
      g_assert_cmpint (pf_plan_grid_get_focus_day (f.grid), ==, f.plan->today + cases[i].days);
      g_assert_true (gtk_widget_get_focus_child (GTK_WIDGET (f.grid)) ==
                     get_cell (&f, f.plan->today + cases[i].days));
      tear_down (&f);
    }
}

static void
test_keys_leave_the_month (void)
{
  const PfDay end = pf_day_new (2026, 10, 31);
  const struct {
    PfDay from;
    guint key;
    PfDay to;
  } cases[] = {
    { end, GDK_KEY_Page_Down, pf_day_new (2026, 11, 30) },
    { end, GDK_KEY_Page_Up, pf_day_new (2026, 9, 30) },
    { end, GDK_KEY_Down, pf_day_new (2026, 11, 7) },
    { end, GDK_KEY_Home, pf_day_new (2026, 10, 8) },
    { pf_day_new (2026, 12, 31), GDK_KEY_Page_Down, pf_day_new (2027, 1, 31) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture f = { 0 };

      set_up (&f, 1);
      show (&f, PF_GRID_MONTH, cases[i].from);
      press (&f, cases[i].key, 0);
      g_assert_cmpint (f.gone_to, ==, cases[i].to);
      tear_down (&f);
    }
}

static void
test_space_books_the_only_choice (void)
{
  Fixture f = { 0 };

  set_up (&f, 2);
  add_canteen (&f, 0, f.plan->today, PF_STATE_LOCKED);
  add_canteen (&f, 1, f.plan->today, PF_STATE_LATE);
  add_canteen (&f, 0, f.plan->today + 7, PF_STATE_OPEN);
  add_canteen (&f, 1, f.plan->today + 7, PF_STATE_OPEN);
  show (&f, PF_GRID_MONTH, f.plan->today);
  press (&f, GDK_KEY_space, 0);
  g_assert_cmpuint (f.changed->len, ==, 1);
  g_assert_cmpint (f.opened, ==, PF_DAY_NONE);
  press (&f, GDK_KEY_Down, 0);
  press (&f, GDK_KEY_space, 0);
  g_assert_cmpint (f.opened, ==, f.plan->today + 7);
  pf_plan_index_set_filter (f.index, g_ptr_array_index (f.plan->children, 1), NULL);
  f.opened = PF_DAY_NONE;
  press (&f, GDK_KEY_space, 0);
  g_assert_cmpint (f.opened, ==, PF_DAY_NONE);
  g_assert_cmpuint (f.changed->len, ==, 1);
  g_assert_cmpstr (((PfPlanItem *) g_ptr_array_index (f.changed, 0))->child->first_name, ==,
                   "Hugo");
  press (&f, GDK_KEY_Return, 0);
  g_assert_cmpint (f.opened, ==, f.plan->today + 7);
  tear_down (&f);
}

static void
test_a_selection_takes_like_with_like (void)
{
  Fixture f = { 0 };

  set_up (&f, 1);
  add_canteen (&f, 0, f.plan->today, PF_STATE_LATE);
  add_canteen (&f, 0, f.plan->today + 4, PF_STATE_OPEN);
  add_canteen (&f, 0, f.plan->today + 5, PF_STATE_BOOKED);
  add_canteen (&f, 0, f.plan->today + 7, PF_STATE_OPEN);
  add_canteen (&f, 0, f.plan->today + 8, PF_STATE_FULL);
  show (&f, PF_GRID_MONTH, f.plan->today);
  for (int i = 0; i < 8; i++)
    press (&f, GDK_KEY_Right, GDK_SHIFT_MASK);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_cell (&f, f.plan->today + 5)),
                                   GTK_ACCESSIBLE_ROLE_GRID_CELL);
  press (&f, GDK_KEY_space, 0);
  g_assert_cmpint (f.action, ==, PF_ACTION_BOOK);
  /* neither what is late, first as it is, nor what is booked, nor what is full: that would be a
   * surcharge, a loss and a waiting list */
  g_assert_cmpuint (f.changed->len, ==, 2);
  tear_down (&f);
}

static void
click_at (Fixture *f, PfDay from, PfDay to, int dx, int dy)
{
  GdkRectangle a, b;
  g_autofree char *steps = NULL;

  pf_test_wait_until (gtk_widget_get_width (GTK_WIDGET (f->grid)) > 500);
  g_assert_true (pf_plan_grid_get_day_area (f->grid, from, &a));
  g_assert_true (pf_plan_grid_get_day_area (f->grid, to, &b));
  steps = g_strdup_printf ("mousemove %d %d mousedown 1 mousemove %d %d mousemove %d %d mouseup 1",
                           a.x + dx, a.y + dy, (a.x + b.x) / 2 + dx, (a.y + b.y) / 2 + dy, b.x + dx,
                           b.y + dy);
  point (steps);
}

/* At 200 % text the rows are twice as high as they must be, and a click finds what it points at. */
static void
test_grows_with_the_text (void)
{
  Fixture f = { 0 };
  GdkRectangle area;
  int least, larger, dpi;

  set_up (&f, 1);
  plan_fixture_add (f.plan, 0, 0, 0, f.plan->today + 7, PF_STATE_OPEN, PF_ACTION_NONE);
  show (&f, PF_GRID_MONTH, f.plan->today);
  gtk_widget_measure (GTK_WIDGET (f.grid), GTK_ORIENTATION_VERTICAL, 1000, &least, NULL, NULL,
                      NULL);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gtk_widget_measure (GTK_WIDGET (f.grid), GTK_ORIENTATION_VERTICAL, 1200, &larger, NULL, NULL,
                      NULL);
  g_assert_cmpint (larger, ==, 2 * least);
  gtk_window_set_default_size (GTK_WINDOW (f.window), 1200, larger);
  pf_test_wait_until (gtk_widget_get_height (GTK_WIDGET (f.grid)) == larger);
  g_assert_true (pf_plan_grid_get_day_area (f.grid, f.plan->today + 7, &area));
  g_assert_cmpint (area.width, >, 1100 / 7);
  g_assert_cmpint (area.width, <=, 1200 / 7);
  click_at (&f, f.plan->today + 7, f.plan->today + 7, 60, 72);
  pf_test_wait_until (f.changed != NULL);
  g_assert_cmpuint (f.changed->len, ==, 1);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
  tear_down (&f);
}

static void
test_a_click_on_a_chip_changes_it (void)
{
  Fixture f = { 0 };

  set_up (&f, 2);
  add_canteen (&f, 0, f.plan->today + 7, PF_STATE_OPEN);
  add_canteen (&f, 1, f.plan->today + 7, PF_STATE_BOOKED);
  show (&f, PF_GRID_MONTH, f.plan->today);
  click_at (&f, f.plan->today + 7, f.plan->today + 7, 60, 36);
  pf_test_wait_until (f.changed != NULL);
  g_assert_cmpint (f.action, ==, PF_ACTION_BOOK);
  g_assert_cmpint (f.opened, ==, PF_DAY_NONE);
  click_at (&f, f.plan->today + 7, f.plan->today + 7, 60, 100);
  pf_test_wait_until (f.opened == f.plan->today + 7);
  tear_down (&f);
}

static void
test_a_drag_changes_the_same_unit (void)
{
  Fixture f = { 0 };

  set_up (&f, 2);
  for (int i = 4; i < 8; i++)
    for (guint child = 0; child < 2; child++)
      add_canteen (&f, child, f.plan->today + i, PF_STATE_OPEN);
  show (&f, PF_GRID_MONTH, f.plan->today);
  click_at (&f, f.plan->today + 4, f.plan->today + 6, 60, 36);
  pf_test_wait_until (f.changed != NULL);
  g_assert_cmpuint (f.changed->len, ==, 3);
  for (guint i = 0; i < f.changed->len; i++)
    g_assert_cmpstr (((PfPlanItem *) g_ptr_array_index (f.changed, i))->child->first_name, ==,
                     "Léna");
  tear_down (&f);
}

static void
selected_cb (PfPlanGrid *grid, int action, int *selected)
{
  *selected = action;
}

static void
test_a_drag_beside_the_chips_selects (void)
{
  Fixture f = { 0 };
  int selected = -1;

  set_up (&f, 2);
  for (int i = 4; i < 8; i++)
    for (guint child = 0; child < 2; child++)
      add_canteen (&f, child, f.plan->today + i, PF_STATE_OPEN);
  show (&f, PF_GRID_MONTH, f.plan->today);
  g_signal_connect (f.grid, "selected", G_CALLBACK (selected_cb), &selected);
  click_at (&f, f.plan->today + 4, f.plan->today + 6, 60, 8);
  pf_test_wait_until (selected >= 0);
  g_assert_cmpint (selected, ==, PF_ACTION_BOOK);
  g_assert_null (f.changed);
  press (&f, GDK_KEY_space, 0);
  g_assert_cmpuint (f.changed->len, ==, 6);
  tear_down (&f);
}

static void
test_the_days_shown (void)
{
  const struct {
    PfGridView view;
    PfDay day;
    PfDay first;
    PfDay last;
  } cases[] = {
    /* six weeks */
    { PF_GRID_MONTH, pf_day_new (2026, 8, 15), pf_day_new (2026, 7, 27), pf_day_new (2026, 9, 6) },
    /* four */
    { PF_GRID_MONTH, pf_day_new (2027, 2, 3), pf_day_new (2027, 2, 1), pf_day_new (2027, 2, 28) },
    /* week 53 */
    { PF_GRID_MONTH, pf_day_new (2026, 12, 31), pf_day_new (2026, 11, 30),
      pf_day_new (2027, 1, 3) },
    /* 25 hours */
    { PF_GRID_MONTH, pf_day_new (2026, 10, 25), pf_day_new (2026, 9, 28),
      pf_day_new (2026, 11, 1) },
    /* 23 hours */
    { PF_GRID_MONTH, pf_day_new (2026, 3, 29), pf_day_new (2026, 2, 23), pf_day_new (2026, 4, 5) },
    { PF_GRID_FORTNIGHT, pf_day_new (2026, 12, 31), pf_day_new (2026, 12, 28),
      pf_day_new (2027, 1, 10) },
    { PF_GRID_WEEK, pf_day_new (2026, 10, 8), pf_day_new (2026, 10, 5), pf_day_new (2026, 10, 11) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture f = { 0 };
      PfDay first, last;

      set_up (&f, 1);
      show (&f, cases[i].view, cases[i].day);
      pf_plan_grid_get_range (f.grid, &first, &last);
      g_assert_cmpint (first, ==, cases[i].first);
      g_assert_cmpint (last, ==, cases[i].last);
      g_assert_cmpint (pf_plan_grid_get_focus_day (f.grid), ==, cases[i].day);
      tear_down (&f);
    }
}

static void
test_the_table_moves_by_unit (void)
{
  Fixture f = { 0 };

  set_up (&f, 2);
  for (int day = -3; day < 2; day++)
    for (guint child = 0; child < 2; child++)
      add_canteen (&f, child, f.plan->today + day, day < 0 ? PF_STATE_PRESENT : PF_STATE_LATE);
  show (&f, PF_GRID_WEEK, f.plan->today);
  press (&f, GDK_KEY_Down, 0);
  press (&f, GDK_KEY_space, 0);
  g_assert_cmpuint (f.changed->len, ==, 1);
  g_assert_cmpstr (((PfPlanItem *) g_ptr_array_index (f.changed, 0))->child->first_name, ==,
                   "Hugo");
  press (&f, GDK_KEY_Right, 0);
  g_assert_cmpint (pf_plan_grid_get_focus_day (f.grid), ==, f.plan->today + 1);
  press (&f, GDK_KEY_Right, 0); /* the weekend has no column: on to the next week */
  g_assert_cmpint (f.gone_to, ==, f.plan->today + 4);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/planning/grid/every-state-is-read-out", test_labels);
  g_test_add_func ("/planning/grid/slots-have-cells-of-their-own",
                   test_slots_have_cells_of_their_own);
  g_test_add_func ("/planning/grid/a-change-is-read-out", test_a_change_is_read_out);
  g_test_add_func ("/planning/grid/arrows-move-the-focus", test_arrows_move_the_focus);
  g_test_add_func ("/planning/grid/keys-leave-the-month", test_keys_leave_the_month);
  g_test_add_func ("/planning/grid/space-books-the-only-choice", test_space_books_the_only_choice);
  g_test_add_func ("/planning/grid/a-selection-takes-like-with-like",
                   test_a_selection_takes_like_with_like);
  g_test_add_func ("/planning/grid/grows-with-the-text", test_grows_with_the_text);
  g_test_add_func ("/planning/grid/a-click-on-a-chip-changes-it",
                   test_a_click_on_a_chip_changes_it);
  g_test_add_func ("/planning/grid/a-drag-changes-the-same-unit",
                   test_a_drag_changes_the_same_unit);
  g_test_add_func ("/planning/grid/a-drag-beside-the-chips-selects",
                   test_a_drag_beside_the_chips_selects);
  g_test_add_func ("/planning/grid/the-days-shown", test_the_days_shown);
  g_test_add_func ("/planning/grid/the-table-moves-by-unit", test_the_table_moves_by_unit);
  return g_test_run ();
}
