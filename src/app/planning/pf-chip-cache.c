/* SPDX-License-Identifier: GPL-3.0-or-later
 * Draws a chip: body, symbol, text, and the marks of what is not settled. Which chips there
 * are is the grid's business. */
#include "config.h"

#include "pf-chip-cache.h"

#include <math.h>

#include <adwaita.h>

#include "common/pf-state-mark.h"

#define MAX_CHIPS 600
#define MAX_SYMBOL 12
#define MIN_SYMBOL 6
#define PADDING 7
#define DRAFT_INSET 2.5
#define SMALL_CHIP 14 /* no room for an inset and a symbol */
#define BADGE 10
#define FADED_ALPHA 0.42

struct _PfChipCache {
  double zoom;
  GtkWidget *widget;    /* (unowned) */
  GHashTable *textures; /* (element-type PfChipLook GdkTexture) (owned) */
  PangoLayout *layout;  /* (owned) (nullable): made when the first text is drawn */
  PfStateColors colors[PF_N_STATES];
  GdkRGBA text_color;
  GdkRGBA paper_color;
  GdkRGBA warning_color;
  GdkRGBA hatch_color;
  GdkTexture *hatch; /* (owned) (nullable) */
  gboolean has_colors;
  gboolean has_pattern;
};

static guint
hash_look (gconstpointer key)
{
  const PfChipLook *look = key;
  guint hash = look->state | look->mark << 4 | look->warning << 6 | look->is_faded << 8 |
               look->is_centered << 9;

  hash = hash * 31 + look->width;
  hash = hash * 31 + look->height;
  return hash * 31 + (look->text != NULL ? g_str_hash (look->text) : 0);
}

static gboolean
look_is_equal (gconstpointer a, gconstpointer b)
{
  const PfChipLook *one = a, *other = b;

  return one->state == other->state && one->mark == other->mark && one->warning == other->warning &&
         one->is_faded == other->is_faded && one->is_centered == other->is_centered &&
         one->width == other->width && one->height == other->height &&
         g_strcmp0 (one->text, other->text) == 0;
}

static void
free_look (gpointer data)
{
  PfChipLook *look = data;

  g_free ((char *) look->text);
  g_free (look);
}

static void
lookup (PfChipCache *self, const char *name, GdkRGBA *color)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (self->widget), name, color))
    gtk_style_context_get_color (gtk_widget_get_style_context (self->widget), color);
}

static void
read_colors (PfChipCache *self)
{
  if (self->has_colors)
    return;
  self->has_colors = TRUE;
  self->has_pattern = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  for (int state = 0; state < PF_N_STATES; state++)
    pf_legend_colors_get (self->widget, state, &self->colors[state]);
  lookup (self, "grid-text", &self->text_color);
  lookup (self, "window_bg_color", &self->paper_color);
  lookup (self, "grid-warning", &self->warning_color);
  lookup (self, "grid-hatch", &self->hatch_color);
}

static PangoLayout *
ensure_layout (PfChipCache *self)
{
  PangoContext *context;
  cairo_font_options_t *options;

  if (self->layout != NULL)
    return self->layout;
  context = gtk_widget_create_pango_context (self->widget);
  options = cairo_font_options_create ();
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_ON);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  self->layout = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  return self->layout;
}

/* Sets the text in a size that suits the chip. Returns its width. */
static int
prepare_text (PfChipCache *self, const char *text, double height, int max_width, int *text_height)
{
  PangoLayout *layout = ensure_layout (self);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (layout)));
  double size = MIN (height * 0.62, 12.5);
  int width;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_MEDIUM);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, -1);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, text_height);
  /* Half a word misleads: its symbol and its tooltip say it. */
  if (width > max_width)
    return 0;
  /* As wide as its text, so that it begins where it is put in either direction. */
  pango_layout_set_width (layout, (width + 1) * PANGO_SCALE);
  return width;
}

static void
draw_content (PfChipCache *self, const PfChipLook *look, cairo_t *cr, double width, double height)
{
  gboolean is_mirrored = gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL;
  double symbol = CLAMP (height * 0.56, MIN_SYMBOL, MAX_SYMBOL);
  double gap = MAX (3, symbol * 0.4);
  double room = width - symbol - gap - (look->is_centered ? 4 : 2 * PADDING);
  int text_width = 0, text_height = 0;
  double x;

  symbol = MAX (1, MIN (symbol, width - 2));
  if (look->text != NULL && room > 6)
    text_width = prepare_text (self, look->text, look->height, room, &text_height);
  x = look->is_centered || text_width == 0
          ? (width - symbol - (text_width > 0 ? gap + text_width : 0)) / 2
          : PADDING;
  gdk_cairo_set_source_rgba (cr, &self->colors[look->state].ink);
  cairo_save (cr);
  cairo_translate (cr, is_mirrored ? width - x - symbol : x, (height - symbol) / 2);
  pf_state_symbol_draw (look->state, cr, symbol);
  cairo_restore (cr);
  if (text_width == 0)
    return;
  x += symbol + gap;
  cairo_move_to (cr, floor (is_mirrored ? width - x - text_width : x),
                 floor ((height - text_height) / 2));
  pango_cairo_show_layout (cr, self->layout);
}

/* A dash around what is decided and not sent. */
static void
draw_draft_outline (PfChipCache *self, cairo_t *cr, double width, double height)
{
  const double dashes[] = { 3, 2 };
  double radius = MIN (6, height / 2 - 0.75);

  cairo_new_sub_path (cr);
  cairo_arc (cr, width - 0.75 - radius, 0.75 + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, width - 0.75 - radius, height - 0.75 - radius, radius, 0, G_PI_2);
  cairo_arc (cr, 0.75 + radius, height - 0.75 - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, 0.75 + radius, 0.75 + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.25);
  gdk_cairo_set_source_rgba (cr, &self->text_color);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A disc in a corner: an arrow for what is on its way, an exclamation mark for what needs a
 * look. */
static void
draw_badge (PfChipCache *self, cairo_t *cr, double x, double y, double size, gboolean is_warning)
{
  double r = size / 2;

  cairo_save (cr);
  cairo_translate (cr, x + r, y + r);
  cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &self->paper_color);
  cairo_fill (cr);
  cairo_arc (cr, 0, 0, r - 1, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, is_warning ? &self->warning_color : &self->text_color);
  cairo_fill (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 1.4);
  gdk_cairo_set_source_rgba (cr, &self->paper_color);
  if (is_warning)
    {
      cairo_move_to (cr, 0, -r * 0.5);
      cairo_line_to (cr, 0, r * 0.05);
      cairo_move_to (cr, 0, r * 0.5);
      cairo_line_to (cr, 0, r * 0.5);
    }
  else
    {
      cairo_move_to (cr, 0, r * 0.5);
      cairo_line_to (cr, 0, -r * 0.5);
      cairo_move_to (cr, -r * 0.4, -r * 0.1);
      cairo_line_to (cr, 0, -r * 0.5);
      cairo_line_to (cr, r * 0.4, -r * 0.1);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_chip (PfChipCache *self, const PfChipLook *look, cairo_t *cr)
{
  const PfStateColors *colors = &self->colors[look->state];
  double inset = look->mark == PF_MARK_DRAFT ? (look->width < SMALL_CHIP ? 1 : DRAFT_INSET) : 0;
  double width = look->width - 2 * inset, height = look->height - 2 * inset;
  double radius = MIN (6 - inset, height / 2);
  double badge = MIN (BADGE, look->height * 0.7);
  double badge_x =
      gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL ? 0 : look->width - badge;

  if (look->is_faded)
    cairo_push_group (cr);
  cairo_save (cr);
  cairo_translate (cr, inset, inset);
  pf_state_body_draw (look->state, colors, cr, width, height, radius,
                      self->has_pattern && width >= 16);
  draw_content (self, look, cr, width, height);
  cairo_restore (cr);
  if (look->is_faded)
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, FADED_ALPHA);
    }
  if (look->mark == PF_MARK_DRAFT)
    draw_draft_outline (self, cr, look->width, look->height);
  if (look->mark == PF_MARK_QUEUED)
    draw_badge (self, cr, badge_x, look->height - badge, badge, FALSE);
  if (look->mark == PF_MARK_REFUSED || look->warning != PF_WARNING_NONE)
    draw_badge (self, cr, badge_x, 0, badge, TRUE);
}

/* A surface of the screen's density, and what draws on it. */
static cairo_t *
begin_texture (PfChipCache *self, int width, int height)
{
  double scale = gtk_widget_get_scale_factor (self->widget) * self->zoom;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         (int) ceil (MAX (1, width) * scale),
                                                         (int) ceil (MAX (1, height) * scale));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  read_colors (self);
  return cr;
}

static GdkTexture *
end_texture (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));
  int width = cairo_image_surface_get_width (surface),
      height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                 cairo_image_surface_get_stride (surface));
}

PfChipCache *
pf_chip_cache_new (GtkWidget *widget)
{
  PfChipCache *self = g_new0 (PfChipCache, 1);

  self->widget = widget;
  self->zoom = 1;
  self->textures = g_hash_table_new_full (hash_look, look_is_equal, free_look, g_object_unref);
  return self;
}

void
pf_chip_cache_free (PfChipCache *self)
{
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_object (&self->layout);
  g_clear_object (&self->hatch);
  g_free (self);
}

void
pf_chip_cache_clear (PfChipCache *self)
{
  g_hash_table_remove_all (self->textures);
  g_clear_object (&self->layout);
  g_clear_object (&self->hatch);
  self->has_colors = FALSE;
}

void
pf_chip_cache_set_zoom (PfChipCache *self, double zoom)
{
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  pf_chip_cache_clear (self);
}

GdkTexture *
pf_chip_cache_get (PfChipCache *self, const PfChipLook *look)
{
  GdkTexture *texture = g_hash_table_lookup (self->textures, look);
  PfChipLook *key;
  cairo_t *cr;

  if (texture != NULL)
    return texture;
  if (g_hash_table_size (self->textures) >= MAX_CHIPS) /* many sizes of window have gone by */
    g_hash_table_remove_all (self->textures);
  cr = begin_texture (self, look->width, look->height);
  draw_chip (self, look, cr);
  texture = end_texture (cr);
  key = g_new (PfChipLook, 1);
  *key = *look;
  key->text = g_strdup (look->text);
  g_hash_table_insert (self->textures, key, texture);
  return texture;
}

GdkTexture *
pf_chip_cache_get_hatch (PfChipCache *self)
{
  cairo_t *cr;

  if (self->hatch != NULL)
    return self->hatch;
  cr = begin_texture (self, PF_HATCH_SIZE, PF_HATCH_SIZE);
  gdk_cairo_set_source_rgba (cr, &self->hatch_color);
  cairo_set_line_width (cr, 1);
  for (int at = 0; at <= 2 * PF_HATCH_SIZE; at += PF_HATCH_SIZE)
    {
      cairo_move_to (cr, at + 2, -2);
      cairo_line_to (cr, at - PF_HATCH_SIZE - 2, PF_HATCH_SIZE + 2);
    }
  cairo_stroke (cr);
  self->hatch = end_texture (cr);
  return self->hatch;
}
