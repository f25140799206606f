/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long the planning takes to draw a full month, six children with eight units each, against a
 * month with nothing on it: after a change, and again from what it kept. */
#include "config.h"

#include <adwaita.h>

#include "pf-plan-grid.h"
#include "plan-fixture.h"

#define ROUNDS 20
#define WIDTH 1000
#define HEIGHT 640

typedef struct {
  PlanFixture *plan;
  PfPlanIndex *index;
  GtkWidget *window;
  GtkWidget *grid;
} Subject;

/* Seven units, and the first of them twice: eight a day for each child. */
static void
fill (PlanFixture *plan)
{
  static const PfState states[] = { PF_STATE_BOOKED,  PF_STATE_OPEN,    PF_STATE_FULL,
                                    PF_STATE_WAITING, PF_STATE_PENDING, PF_STATE_LATE };
  static const guint kinds[][2] = { { 1, 0 }, { 2, 0 }, { 0, 0 }, { 2, 1 },
                                    { 2, 2 }, { 1, 1 }, { 1, 2 }, { 1, 2 } };

  for (PfDay day = plan->today; day < plan->today + 42; day++)
    for (guint child = 0; child < plan->children->len; child++)
      for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        plan_fixture_add (plan, child, kinds[i][0], kinds[i][1], day,
                          states[(day + child + i) % G_N_ELEMENTS (states)], PF_ACTION_NONE);
}

static void
set_up (Subject *self, guint n_children, gboolean is_full)
{
  self->plan = plan_fixture_new (n_children);
  if (is_full)
    fill (self->plan);
  self->index = pf_plan_index_new (G_LIST_MODEL (self->plan->items));
  pf_plan_index_set_clock (self->index, self->plan->now, self->plan->today);
  self->grid = pf_plan_grid_new (self->index);
  pf_plan_grid_show (PF_PLAN_GRID (self->grid), PF_GRID_MONTH, self->plan->today + 28);
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (self->window), self->grid);
  gtk_window_present (GTK_WINDOW (self->window));
  while (gtk_widget_get_width (self->grid) == 0 || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Subject *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->index);
  plan_fixture_free (self->plan);
}

static void
draw (Subject *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (self->window));
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (self->grid)->snapshot (self->grid, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  gsk_render_node_unref (node);
}

/* Returns: the best of some rounds in microseconds: the one that the machine disturbed least. */
static gint64
measure (Subject *self, gboolean is_changed)
{
  gint64 best = G_MAXINT64;

  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start;

      if (is_changed)
        pf_plan_index_set_clock (self->index, self->plan->now, self->plan->today);
      start = g_get_monotonic_time ();
      draw (self);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best;
}

int
main (void)
{
  Subject full = { NULL }, empty = { NULL };
  gint64 changed, again, nothing;

  adw_init ();
  set_up (&full, 6, TRUE);
  set_up (&empty, 6, FALSE);
  nothing = measure (&empty, FALSE);
  changed = measure (&full, TRUE);
  again = measure (&full, FALSE);
  g_print ("%u slots\n", g_list_model_get_n_items (G_LIST_MODEL (full.plan->items)));
  g_print ("after a change: %.2f of an empty month (%.1f ms)\n",
           (double) changed / (double) nothing, (double) changed / 1000);
  g_print ("again: %.2f of an empty month (%.1f ms)\n", (double) again / (double) nothing,
           (double) again / 1000);
  tear_down (&full);
  tear_down (&empty);
  return 0;
}
