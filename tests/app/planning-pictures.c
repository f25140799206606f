/* SPDX-License-Identifier: GPL-3.0-or-later
 * Draws the planning's grid over a made-up family into PNG files, to be looked at:
 * planning-pictures FOLDER. Not a test. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "pf-day-card.h"
#include "pf-legend-panel.h"
#include "pf-plan-grid.h"
#include "plan-fixture.h"

static const struct {
  const char *name;
  guint n_children;
  int activity; /* -1: all */
  PfGridView view;
  int width;
  int height;
  GtkTextDirection direction;
  gboolean is_loading;
  guint highlight;
} pictures[] = {
  { "month-1-canteen", 1, PLAN_FIXTURE_CANTEEN, PF_GRID_MONTH, 1000, 640 },
  { "month-1", 1, -1, PF_GRID_MONTH, 1000, 640 },
  { "month-3", 3, -1, PF_GRID_MONTH, 1000, 640 },
  { "month-6", 6, -1, PF_GRID_MONTH, 1000, 640 },
  { "month-3-narrow", 3, -1, PF_GRID_MONTH, 360, 560 },
  { "month-1-narrow", 1, -1, PF_GRID_MONTH, 360, 560 },
  { "week-3", 3, -1, PF_GRID_WEEK, 1000, 640 },
  { "week-3-narrow", 3, -1, PF_GRID_WEEK, 360, 900 },
  { "month-3-rtl", 3, -1, PF_GRID_MONTH, 1000, 640, GTK_TEXT_DIR_RTL },
  { "week-3-rtl", 3, -1, PF_GRID_WEEK, 1000, 640, GTK_TEXT_DIR_RTL },
  { "month-loading", 0, -1, PF_GRID_MONTH, 1000, 640, GTK_TEXT_DIR_NONE, TRUE },
  { "month-highlight", 3, -1, PF_GRID_MONTH, 1000, 640, GTK_TEXT_DIR_NONE, FALSE,
    1u << PF_STATE_OPEN },
  { "fortnight-3", 3, -1, PF_GRID_FORTNIGHT, 1000, 640 },
};

static void
draw (GtkWidget *grid, int width, int height, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (grid);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (grid));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node;
  GdkRGBA paper;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (grid), "window_bg_color", &paper);
  gtk_snapshot_append_color (snapshot, &paper, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_render_node_unref (node);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("cannot write %s", path);
}

/* Shows @child in a window of its own, until it is drawn, and draws it. */
static void
picture (GtkWidget *child, int width, int height, const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  for (int n = 0; n < 60; n++)
    g_main_context_iteration (NULL, n < 5);
  draw (child, gtk_widget_get_width (child), gtk_widget_get_height (child), path);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
draw_grids (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (PlanFixture) fixture = plan_fixture_new (pictures[i].n_children);
      g_autoptr (PfPlanIndex) index = pf_plan_index_new (G_LIST_MODEL (fixture->items));
      GtkWidget *grid = pf_plan_grid_new (index);

      plan_fixture_fill (fixture, fixture->today - 40, fixture->today + 40);
      pf_plan_index_set_clock (index, fixture->now, fixture->today);
      if (pictures[i].activity >= 0)
        pf_plan_index_set_filter (index, NULL,
                                  g_ptr_array_index (fixture->activities, pictures[i].activity));
      gtk_widget_set_direction (grid, pictures[i].direction);
      pf_plan_grid_set_loading (PF_PLAN_GRID (grid), pictures[i].is_loading);
      pf_plan_index_set_highlight (index, pictures[i].highlight);
      pf_plan_grid_show (PF_PLAN_GRID (grid), pictures[i].view,
                         fixture->today + (pictures[i].view == PF_GRID_MONTH ? 0 : 4));
      picture (grid, pictures[i].width, pictures[i].height, folder, pictures[i].name);
    }
}

static void
draw_cards (const char *folder)
{
  g_autoptr (PlanFixture) fixture = plan_fixture_new (2);
  g_autoptr (PfPlanIndex) index = pf_plan_index_new (G_LIST_MODEL (fixture->items));
  GtkWidget *card = pf_day_card_new (index, FALSE), *legend = pf_legend_panel_new (index);

  plan_fixture_fill (fixture, fixture->today - 10, fixture->today + 40);
  pf_plan_index_set_clock (index, fixture->now, fixture->today);
  pf_plan_index_set_period (index, fixture->today - 7, fixture->today + 23);
  pf_day_card_set_day (PF_DAY_CARD (card), fixture->today + 6);
  picture (card, 360, 400, folder, "day-card");
  picture (legend, 340, 620, folder, "legend");
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      g_printerr ("usage: planning-pictures FOLDER\n");
      return 2;
    }
  setlocale (LC_ALL, "");
  adw_init ();
  draw_grids (argv[1]);
  draw_cards (argv[1]);
  return 0;
}
