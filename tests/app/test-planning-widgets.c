/* SPDX-License-Identifier: GPL-3.0-or-later
 * The day's card, the legend, the marks and the chips over a made-up family. */
#include "config.h"

#include <adwaita.h>

#include "common/pf-rows.h"
#include "common/pf-state-mark.h"
#include "pf-chip-cache.h"
#include "pf-date-button.h"
#include "pf-day-card.h"
#include "pf-legend-panel.h"
#include "pf-slot-row.h"
#include "pf-test-wait.h"
#include "plan-fixture.h"

typedef struct {
  PlanFixture *plan;
  PfPlanIndex *index;
  GtkWidget *window;
  GtkWidget *child;
  PfPlanItem *changed;
  PfAction action;
} Fixture;

static void
change_cb (Fixture *f, PfPlanItem *item, int action)
{
  f->changed = item;
  f->action = action;
}

static void
set_up (Fixture *f, guint n_children)
{
  f->plan = plan_fixture_new (n_children);
  f->index = pf_plan_index_new (G_LIST_MODEL (f->plan->items));
  pf_plan_index_set_clock (f->index, f->plan->now, f->plan->today);
  pf_plan_index_set_period (f->index, f->plan->today, f->plan->today + 30);
}

static void
show (Fixture *f, GtkWidget *child)
{
  f->child = child;
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), child);
  gtk_window_present (GTK_WINDOW (f->window));
  pf_test_wait_until (gtk_widget_get_mapped (child));
}

static void
tear_down (Fixture *f)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->index);
  plan_fixture_free (f->plan);
}

/* Returns: (transfer none) (nullable): the first of @type in or below @widget that comes after
 * @skip others. */
static GtkWidget *
find (GtkWidget *widget, GType type, int *skip)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, skip);
  return found;
}

static GtkWidget *
find_nth (GtkWidget *widget, GType type, int n)
{
  return find (widget, type, &n);
}

static void
test_card (void)
{
  Fixture f = { 0 };
  GtkWidget *row, *button;

  set_up (&f, 2);
  plan_fixture_add (f.plan, 0, PLAN_FIXTURE_CANTEEN, 0, f.plan->today + 7, PF_STATE_OPEN,
                    PF_ACTION_NONE);
  plan_fixture_add (f.plan, 1, PLAN_FIXTURE_CANTEEN, 0, f.plan->today + 7, PF_STATE_LOCKED,
                    PF_ACTION_NONE);
  show (&f, pf_day_card_new (f.index, FALSE));
  g_signal_connect_swapped (f.child, "change", G_CALLBACK (change_cb), &f);
  pf_day_card_set_day (PF_DAY_CARD (f.child), f.plan->today + 7);
  row = find_nth (f.child, PF_TYPE_SLOT_ROW, 0);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Léna, Canteen: available, can be booked until Tuesday 13 October, 23:59");
  button = find_nth (row, GTK_TYPE_BUTTON, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Book: Léna, Canteen");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (f.changed != NULL && f.changed->child == g_ptr_array_index (f.plan->children, 0));
  g_assert_cmpint (f.action, ==, PF_ACTION_BOOK);
  button = find_nth (find_nth (f.child, PF_TYPE_SLOT_ROW, 1), GTK_TYPE_BUTTON, 0);
  g_assert_false (gtk_widget_get_visible (button));
  tear_down (&f);
}

static void
test_card_follows (void)
{
  Fixture f = { 0 };
  GtkWidget *row;

  set_up (&f, 1);
  plan_fixture_add (f.plan, 0, PLAN_FIXTURE_CANTEEN, 0, f.plan->today + 7, PF_STATE_OPEN,
                    PF_ACTION_NONE);
  show (&f, pf_day_card_new (f.index, FALSE));
  pf_day_card_set_day (PF_DAY_CARD (f.child), f.plan->today + 7);
  row = find_nth (f.child, PF_TYPE_SLOT_ROW, 0);
  pf_plan_index_set_clock (f.index, f.plan->now + 6 * 24 * 3600, f.plan->today + 6);
  /* the same row: the focus stays */
  g_assert_true (find_nth (f.child, PF_TYPE_SLOT_ROW, 0) == row);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Léna, Canteen: late, can be booked with a surcharge until Thursday 15 October, 09:00");
  g_list_store_remove_all (f.plan->items);
  g_assert_null (find_nth (f.child, PF_TYPE_SLOT_ROW, 0));
  tear_down (&f);
}

static void
test_legend (void)
{
  Fixture f = { 0 };
  GtkWidget *row;

  set_up (&f, 1);
  for (int i = 5; i < 8; i++)
    plan_fixture_add (f.plan, 0, PLAN_FIXTURE_CANTEEN, 0, f.plan->today + i, PF_STATE_OPEN,
                      PF_ACTION_NONE);
  show (&f, pf_legend_panel_new (f.index));
  row = find_nth (f.child, GTK_TYPE_TOGGLE_BUTTON, PF_STATE_OPEN);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Available: You can book, 3 days");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row), TRUE);
  g_assert_cmpuint (pf_plan_index_get_highlight (f.index), ==, 1u << PF_STATE_OPEN);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row), FALSE);
  g_assert_cmpuint (pf_plan_index_get_highlight (f.index), ==, 0);
  g_list_store_remove (f.plan->items, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Available: You can book, 2 days");
  tear_down (&f);
}

static void
test_marks (void)
{
  for (PfState state = 0; state < PF_N_STATES; state++)
    {
      g_autoptr (GtkWidget) mark = g_object_ref_sink (pf_state_mark_new (state, 20));

      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_ROLE_IMG);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           pf_state_get_name (state));
    }
}

/* Colour never alone: without it, any two states still look different. */
static void
test_symbols_differ (void)
{
  enum {
    SIDE = 24,
    BYTES = SIDE * SIDE
  };
  guchar pixels[PF_N_STATES][BYTES];

  for (PfState state = 0; state < PF_N_STATES; state++)
    {
      cairo_surface_t *surface =
          cairo_image_surface_create_for_data (pixels[state], CAIRO_FORMAT_A8, SIDE, SIDE, SIDE);
      cairo_t *cr = cairo_create (surface);

      memset (pixels[state], 0, BYTES);
      pf_state_symbol_draw (state, cr, SIDE);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  for (PfState a = 0; a < PF_N_STATES; a++)
    for (PfState b = a + 1; b < PF_N_STATES; b++)
      {
        int difference = 0;

        for (int i = 0; i < BYTES; i++)
          difference += ABS (pixels[a][i] - pixels[b][i]) > 128;
        /* What was booked and what was kept share a check: one is filled, the other is past. */
        if (a != PF_STATE_BOOKED || b != PF_STATE_PRESENT)
          g_assert_cmpint (difference, >, 12);
      }
}

static void
test_chips_are_drawn_once (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  PfChipCache *cache = pf_chip_cache_new (widget);
  PfChipLook look = { .state = PF_STATE_OPEN, .width = 60, .height = 20, .text = "R" };
  g_autoptr (GdkTexture) first = NULL;

  pf_legend_colors_ensure ();
  first = g_object_ref (pf_chip_cache_get (cache, &look));
  g_assert_true (pf_chip_cache_get (cache, &look) == first);
  look.text = "M";
  g_assert_true (pf_chip_cache_get (cache, &look) != first);
  look.text = "R";
  look.mark = PF_MARK_DRAFT;
  g_assert_true (pf_chip_cache_get (cache, &look) != first);
  /* No size is too small or too large to draw. */
  for (int width = 1; width < 200; width += 3)
    for (PfMark mark = PF_MARK_NONE; mark <= PF_MARK_REFUSED; mark++)
      {
        PfChipLook other = { .state = width % PF_N_STATES,
                             .mark = mark,
                             .warning = PF_WARNING_CLASH,
                             .is_faded = mark % 2,
                             .width = width,
                             .height = 1 + width / 4,
                             .text = "Évening" };

        g_assert_true (GDK_IS_TEXTURE (pf_chip_cache_get (cache, &other)));
      }
  pf_chip_cache_clear (cache);
  g_assert_true (pf_chip_cache_get (cache, &look) != first);
  pf_chip_cache_free (cache);
  g_object_unref (widget);
}

static void
test_date_button (void)
{
  g_autoptr (GtkWidget) button = g_object_ref_sink (g_object_new (PF_TYPE_DATE_BUTTON, NULL));

  pf_date_button_set_day (PF_DATE_BUTTON (button), pf_day_new (2027, 2, 28));
  g_assert_cmpint (pf_date_button_get_day (PF_DATE_BUTTON (button)), ==, pf_day_new (2027, 2, 28));
  g_assert_cmpstr (gtk_menu_button_get_label (
                       GTK_MENU_BUTTON (gtk_widget_get_first_child (button))),
                   ==, "Sunday 28 February 2027");
}

/* A row that is ticked is one stop for the keyboard, and says itself how it stands. */
static void
test_check_row (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *checks[2];
  GtkWidget *rows[2];

  for (int i = 0; i < 2; i++)
    {
      rows[i] = pf_rows_new_check ("Léna & Hugo <b>", "CE2", &checks[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), rows[i]);
      gtk_test_accessible_assert_role (rows[i], GTK_ACCESSIBLE_ROLE_CHECKBOX);
      gtk_test_accessible_assert_state (rows[i], GTK_ACCESSIBLE_STATE_CHECKED,
                                        GTK_ACCESSIBLE_TRISTATE_FALSE);
    }
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  pf_test_wait_until (gtk_widget_get_mapped (rows[1]));
  g_assert_true (gtk_widget_grab_focus (rows[0]));
  adw_action_row_activate (ADW_ACTION_ROW (rows[0]));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (checks[0])));
  gtk_test_accessible_assert_state (rows[0], GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == rows[1]);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is chosen is asked for in full, not in its first 20 characters. */
static void
test_choice_in_full (void)
{
  static const char *const schools[] = { "École maternelle et élémentaire des Tilleuls", NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (schools);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row = adw_combo_row_new ();
  int usual, whole;

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &usual, NULL, NULL);
  pf_rows_show_choice (ADW_COMBO_ROW (row));
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &whole, NULL, NULL);
  g_test_message ("%d, then %d", usual, whole);
  g_assert_cmpint (whole, >, usual + 100);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/planning/widgets/card", test_card);
  g_test_add_func ("/planning/widgets/card-follows", test_card_follows);
  g_test_add_func ("/planning/widgets/legend", test_legend);
  g_test_add_func ("/planning/widgets/marks", test_marks);
  g_test_add_func ("/planning/widgets/symbols-differ", test_symbols_differ);
  g_test_add_func ("/planning/widgets/chips-are-drawn-once", test_chips_are_drawn_once);
  g_test_add_func ("/planning/widgets/date-button", test_date_button);
  g_test_add_func ("/planning/widgets/check-row", test_check_row);
  g_test_add_func ("/planning/widgets/choice-in-full", test_choice_in_full);
  return g_test_run ();
}
