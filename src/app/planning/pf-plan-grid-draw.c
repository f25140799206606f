/* SPDX-License-Identifier: GPL-3.0-or-later
 * Draws the grid: a ground and a header kept as nodes, and over them what the pointer and the
 * keyboard change. */
#include "config.h"

#include "pf-plan-grid-private.h"

#define CHIP_RADIUS 6

static const char *const color_names[PF_N_GROUND_COLORS] = {
  [PF_GROUND_TEXT] = "grid-text",           [PF_GROUND_DIM] = "grid-dim-text",
  [PF_GROUND_FAINT] = "grid-faint-text",    [PF_GROUND_LINE] = "grid-line",
  [PF_GROUND_SHADE] = "grid-shade",         [PF_GROUND_PAPER] = "window_bg_color",
  [PF_GROUND_SELECTION] = "grid-selection", [PF_GROUND_FOCUS] = "grid-focus",
  [PF_GROUND_ACCENT] = "accent_bg_color",   [PF_GROUND_ON_ACCENT] = "accent_fg_color",
};

static graphene_rect_t
to_bounds (const GdkRectangle *area)
{
  return GRAPHENE_RECT_INIT (area->x, area->y, area->width, area->height);
}

static const GdkRGBA *
get_color (PfPlanGrid *self, PfGroundColor color)
{
  if (!self->has_colors)
    {
      GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

      for (int i = 0; i < PF_N_GROUND_COLORS; i++)
        if (!gtk_style_context_lookup_color (context, color_names[i], &self->colors[i]))
          gtk_style_context_get_color (context, &self->colors[i]);
      self->has_colors = TRUE;
    }
  return &self->colors[color];
}

static void
draw_chip (PfPlanGrid *self, GtkSnapshot *snapshot, const PfGridChip *chip, const PfPlanSlot *slot)
{
  const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, chip->box);
  PfChipLook look = {
    .state = slot->state,
    .mark = slot->item->mark,
    .warning = slot->warning,
    .is_faded =
        box->is_outside ||
        (box->day < pf_plan_index_get_today (self->index) && slot->state < PF_N_LEGEND_STATES) ||
        (self->highlight != 0 && (self->highlight & 1u << slot->state) == 0),
    .is_centered = chip->is_centered,
    .width = chip->area.width,
    .height = chip->area.height,
    .text = chip->text,
  };
  GdkRectangle area = pf_plan_grid_mirror (self, &chip->area);
  graphene_rect_t bounds = to_bounds (&area);

  gtk_snapshot_append_texture (snapshot, pf_chip_cache_get (self->chip_cache, &look), &bounds);
}

static void
ensure_nodes (PfPlanGrid *self)
{
  GtkSnapshot *snapshot;
  const PfPlanSlot *slots;
  guint n_slots;

  if (self->ground != NULL)
    return;
  snapshot = gtk_snapshot_new ();
  self->highlight = pf_plan_index_get_shown_highlight (self->index);
  self->layout->draw_ground (self, snapshot);
  slots = pf_plan_index_get_slots (self->index, &n_slots);
  for (guint i = 0; i < self->chips->len; i++)
    {
      const PfGridChip *chip = &g_array_index (self->chips, PfGridChip, i);

      draw_chip (self, snapshot, chip, &slots[chip->slot]);
    }
  self->ground = gtk_snapshot_free_to_node (snapshot);
  snapshot = gtk_snapshot_new ();
  self->layout->draw_header (self, snapshot);
  self->header = gtk_snapshot_free_to_node (snapshot);
}

static void
draw_frame (PfPlanGrid         *self,
            GtkSnapshot        *snapshot,
            const GdkRectangle *area,
            PfGroundColor       color,
            float               width)
{
  const GdkRGBA *c = get_color (self, color);
  GdkRectangle mirrored = pf_plan_grid_mirror (self, area);
  graphene_rect_t bounds = to_bounds (&mirrored);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, CHIP_RADIUS);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ *c, *c, *c, *c });
}

static void
draw_overlays (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  int focus = pf_plan_grid_find_focus (self);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, i);

      if (!pf_plan_grid_is_selected (self, box))
        continue;
      pf_plan_grid_draw_fill (self, snapshot, &box->area, PF_GROUND_SELECTION);
      draw_frame (self, snapshot, &box->area, PF_GROUND_FOCUS, 1);
    }
  if (self->hover_chip >= 0 && (guint) self->hover_chip < self->chips->len)
    {
      GdkRectangle area = g_array_index (self->chips, PfGridChip, self->hover_chip).area;

      draw_frame (self, snapshot, &area, PF_GROUND_TEXT, 1.5f);
    }
  if (focus >= 0 && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    {
      GdkRectangle area = g_array_index (self->boxes, PfGridBox, focus).area;

      area = (GdkRectangle){ area.x + 1, area.y + 1, area.width - 2, area.height - 2 };
      draw_frame (self, snapshot, &area, PF_GROUND_FOCUS, 2);
    }
}

void
pf_plan_grid_forget_drawing (PfPlanGrid *self)
{
  g_clear_pointer (&self->ground, gsk_render_node_unref);
  g_clear_pointer (&self->header, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
pf_plan_grid_forget_style (PfPlanGrid *self)
{
  pf_chip_cache_clear (self->chip_cache);
  g_clear_object (&self->text);
  self->has_colors = FALSE;
  pf_plan_grid_forget_drawing (self);
}

GdkRectangle
pf_plan_grid_mirror (PfPlanGrid *self, const GdkRectangle *area)
{
  GdkRectangle mirrored = *area;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    mirrored.x = self->width - area->x - area->width;
  return mirrored;
}

GdkRectangle
pf_plan_grid_place (PfPlanGrid *self, const GdkRectangle *area)
{
  GdkRectangle mirrored = pf_plan_grid_mirror (self, area);

  return (GdkRectangle){ (int) (mirrored.x * self->zoom), (int) (mirrored.y * self->zoom),
                         (int) (mirrored.width * self->zoom),
                         (int) (mirrored.height * self->zoom) };
}

void
pf_plan_grid_draw (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  double scrolled = self->scroll != NULL ? gtk_adjustment_get_value (self->scroll) : 0;

  ensure_nodes (self);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, self->zoom, self->zoom);
  if (self->ground != NULL)
    gtk_snapshot_append_node (snapshot, self->ground);
  draw_overlays (self, snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, scrolled / self->zoom));
  if (self->header != NULL)
    gtk_snapshot_append_node (snapshot, self->header);
  gtk_snapshot_restore (snapshot);
}

/* The layout for texts, in the font asked for: changing it costs more than the text. */
static PangoLayout *
ensure_text (PfPlanGrid *self, double size, gboolean is_bold)
{
  PangoFontDescription *font;

  if (self->text == NULL)
    {
      self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->text, TRUE);
      self->text_size = 0;
    }
  if (self->text_size == size && self->text_is_bold == is_bold)
    return self->text;
  self->text_size = size;
  self->text_is_bold = is_bold;
  font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (self->text)));
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (is_bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (self->text, font);
  pango_font_description_free (font);
  return self->text;
}

void
pf_plan_grid_draw_text (PfPlanGrid         *self,
                        GtkSnapshot        *snapshot,
                        const char         *text,
                        const GdkRectangle *area,
                        double              size,
                        gboolean            is_bold,
                        float               align,
                        PfGroundColor       color)
{
  GdkRectangle place = pf_plan_grid_mirror (self, area);
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoLayout *layout = ensure_text (self, size, is_bold);
  int width, height;

  pango_layout_set_width (layout, -1);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > place.width)
    {
      pango_layout_set_width (layout, MAX (0, place.width) * PANGO_SCALE);
      width = place.width;
    }
  gtk_snapshot_save (snapshot);
  if (is_mirrored)
    align = 1 - align;
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (place.x + (int) ((place.width - width) * align),
                                                place.y + (place.height - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, get_color (self, color));
  gtk_snapshot_restore (snapshot);
}

void
pf_plan_grid_draw_fill (PfPlanGrid         *self,
                        GtkSnapshot        *snapshot,
                        const GdkRectangle *area,
                        PfGroundColor       color)
{
  GdkRectangle place = pf_plan_grid_mirror (self, area);
  graphene_rect_t bounds = to_bounds (&place);

  gtk_snapshot_append_color (snapshot, get_color (self, color), &bounds);
}

void
pf_plan_grid_draw_hatch (PfPlanGrid *self, GtkSnapshot *snapshot, const GdkRectangle *area)
{
  GdkRectangle place = pf_plan_grid_mirror (self, area);
  graphene_rect_t bounds = to_bounds (&place);
  graphene_rect_t tile = GRAPHENE_RECT_INIT (0, 0, PF_HATCH_SIZE, PF_HATCH_SIZE);

  gtk_snapshot_push_repeat (snapshot, &bounds, &tile);
  gtk_snapshot_append_texture (snapshot, pf_chip_cache_get_hatch (self->chip_cache), &tile);
  gtk_snapshot_pop (snapshot);
}

void
pf_plan_grid_draw_today (PfPlanGrid *self, GtkSnapshot *snapshot, const GdkRectangle *area)
{
  GdkRectangle place = pf_plan_grid_mirror (self, area);
  graphene_rect_t bounds = to_bounds (&place);
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &bounds, place.height / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, get_color (self, PF_GROUND_ACCENT), &bounds);
  gtk_snapshot_pop (snapshot);
}
