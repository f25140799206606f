/* SPDX-License-Identifier: GPL-3.0-or-later
 * The states' symbols and bodies, drawn from one table, and the swatch that shows one. Names
 * and sentences are core's. */
#include "config.h"

#include "pf-state-mark.h"

#include <adwaita.h>

#define SYMBOL_LINE 0.14
#define RESOURCE_PATH "/org/example/PortailFamille/planning/"

typedef enum {
  PATTERN_NONE,
  PATTERN_RISING,
  PATTERN_FALLING,
  PATTERN_LEVEL,
  PATTERN_UPRIGHT,
  PATTERN_CROSSED,
} Pattern;

/* Symbols are paths in a square of side 1: M x y move, L x y line, Z close, O x y r circle, A
 * x y r upper half of a circle, S stroke, F fill, K w knock out: a stroke of that width that
 * erases, so that what follows stands clear of what is beneath. */
static const struct {
  const char *symbol;
  gboolean has_fill;
  gboolean has_edge;
  Pattern pattern; /* in high contrast */
} looks[PF_N_STATES] = {
  [PF_STATE_BOOKED] = { "M .16 .54 L .40 .78 L .84 .26 S", TRUE, TRUE, PATTERN_NONE },
  [PF_STATE_LOCKED] = { "A .5 .38 .24 S M .1 .4 L .9 .4 L .9 .97 L .1 .97 Z F M .3 .68 L .45 .82 L "
                        ".72 .54 K .13",
                        TRUE, TRUE, PATTERN_RISING },
  [PF_STATE_OPEN] = { "M .2 .2 L .8 .2 L .8 .8 L .2 .8 Z S", TRUE, TRUE, PATTERN_NONE },
  [PF_STATE_LATE] = { "O .5 .5 .4 S M .5 .27 L .5 .53 L .68 .63 S", TRUE, TRUE, PATTERN_UPRIGHT },
  [PF_STATE_CANCELLED] = { "M .12 .54 L .38 .8 L .86 .26 S M .16 .16 L .9 .9 K .36 M .16 .16 L .9 "
                           ".9 S",
                           TRUE, TRUE, PATTERN_FALLING },
  [PF_STATE_FULL] = { "M .14 .40 L .86 .40 L .86 .60 L .14 .60 Z F M .14 .5 L .86 .5 S", TRUE, TRUE,
                      PATTERN_LEVEL },
  [PF_STATE_WAITING] = { "M .24 .1 L .76 .1 L .24 .9 L .76 .9 Z S M .5 .6 L .74 .9 L .26 .9 Z F",
                         TRUE, TRUE, PATTERN_LEVEL },
  [PF_STATE_PENDING] = { "O .17 .5 .11 F O .5 .5 .11 F O .83 .5 .11 F", TRUE, TRUE,
                         PATTERN_CROSSED },
  [PF_STATE_CLOSED] = { "M .3 .8 L .7 .2 S", FALSE, TRUE, PATTERN_NONE },
  [PF_STATE_TOO_EARLY] = { "M .22 .24 L .48 .5 L .22 .76 S M .54 .24 L .8 .5 L .54 .76 S", FALSE,
                           FALSE, PATTERN_NONE },
  [PF_STATE_TOO_LATE] = { "A .5 .4 .22 S M .2 .44 L .8 .44 L .8 .9 L .2 .9 Z S", FALSE, FALSE,
                          PATTERN_NONE },
  [PF_STATE_PRESENT] = { "M .16 .54 L .40 .78 L .84 .26 S", FALSE, FALSE, PATTERN_NONE },
  [PF_STATE_ABSENT] = { "M .24 .24 L .76 .76 S M .76 .24 L .24 .76 S", FALSE, FALSE, PATTERN_NONE },
  [PF_STATE_EXCUSED] = { "O .5 .5 .38 S M .24 .76 L .76 .24 S", FALSE, FALSE, PATTERN_NONE },
  [PF_STATE_PAST] = { "O .5 .5 .12 F", FALSE, FALSE, PATTERN_NONE },
};

struct _PfStateMark {
  GtkWidget parent_instance;
  PfState state;
  int size;
};

G_DEFINE_FINAL_TYPE (PfStateMark, pf_state_mark, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_STATE,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Reads @n numbers of a symbol's path. */
static const char *
read_numbers (const char *path, double *numbers, int n)
{
  for (int i = 0; i < n; i++)
    numbers[i] = g_ascii_strtod (path, (char **) &path);
  return path;
}

/* @ground: (nullable): what to paint over what is knocked out; NULL: it is erased */
static void
trace_symbol (cairo_t *cr, const char *path, const GdkRGBA *ground)
{
  double n[3];

  while (*path != '\0')
    switch (*path++)
      {
      case 'M':
        path = read_numbers (path, n, 2);
        cairo_move_to (cr, n[0], n[1]);
        break;
      case 'L':
        path = read_numbers (path, n, 2);
        cairo_line_to (cr, n[0], n[1]);
        break;
      case 'O':
        path = read_numbers (path, n, 3);
        cairo_new_sub_path (cr);
        cairo_arc (cr, n[0], n[1], n[2], 0, 2 * G_PI);
        break;
      case 'A':
        path = read_numbers (path, n, 3);
        cairo_arc (cr, n[0], n[1], n[2], G_PI, 2 * G_PI);
        break;
      case 'Z':
        cairo_close_path (cr);
        break;
      case 'S':
        cairo_stroke (cr);
        break;
      case 'F':
        cairo_fill (cr);
        break;
      case 'K':
        path = read_numbers (path, n, 1);
        cairo_save (cr);
        if (ground != NULL)
          gdk_cairo_set_source_rgba (cr, ground);
        else
          cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
        cairo_set_line_width (cr, n[0]);
        cairo_stroke (cr);
        cairo_restore (cr);
        break;
      default: /* blanks between two operations */
        break;
      }
}

static void
trace_rounded_rectangle (cairo_t *cr,
                         double   x,
                         double   y,
                         double   width,
                         double   height,
                         double   radius)
{
  radius = MIN (radius, MIN (width, height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Parallel lines over the whole rectangle, in the current source; the caller has clipped. */
static void
draw_lines (cairo_t *cr, double width, double height, Pattern pattern, double step)
{
  double reach = width + height;

  for (double at = step / 2; at < reach; at += step)
    {
      if (pattern == PATTERN_RISING || pattern == PATTERN_CROSSED)
        {
          cairo_move_to (cr, at, 0);
          cairo_line_to (cr, at - height, height);
        }
      if (pattern == PATTERN_FALLING || pattern == PATTERN_CROSSED)
        {
          cairo_move_to (cr, at - height, 0);
          cairo_line_to (cr, at, height);
        }
      if (pattern == PATTERN_LEVEL)
        {
          cairo_move_to (cr, 0, at);
          cairo_line_to (cr, width, at);
        }
      if (pattern == PATTERN_UPRIGHT)
        {
          cairo_move_to (cr, at, 0);
          cairo_line_to (cr, at, height);
        }
    }
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
lookup_color (GtkStyleContext *context, const char *name, GdkRGBA *color)
{
  if (!gtk_style_context_lookup_color (context, name, color))
    *color = (GdkRGBA){ 0 };
}

static void
set_variant (GtkCssProvider *provider, gboolean is_wanted, const char *file)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *path = g_strconcat (RESOURCE_PATH, file, NULL);

  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
  if (!is_wanted)
    return;
  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
style_changed_cb (AdwStyleManager *manager)
{
  static GtkCssProvider *dark, *contrast;

  if (dark == NULL)
    {
      dark = gtk_css_provider_new ();
      contrast = gtk_css_provider_new ();
    }
  set_variant (dark, adw_style_manager_get_dark (manager), "legend-dark.css");
  set_variant (contrast, adw_style_manager_get_high_contrast (manager), "legend-hc.css");
}

static void
pf_state_mark_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = PF_STATE_MARK (widget)->size;
}

static void
pf_state_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PfStateMark *self = PF_STATE_MARK (widget);
  double size = self->size, inner = MAX (8, size * 0.6);
  double x = (gtk_widget_get_width (widget) - size) / 2,
         y = (gtk_widget_get_height (widget) - size) / 2;
  AdwStyleManager *style = adw_style_manager_get_default ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, size, size));
  PfStateColors colors;

  pf_legend_colors_get (widget, self->state, &colors);
  cairo_translate (cr, x, y);
  pf_state_body_draw (self->state, &colors, cr, size, size, size * 0.28,
                      adw_style_manager_get_high_contrast (style));
  cairo_translate (cr, (size - inner) / 2, (size - inner) / 2);
  gdk_cairo_set_source_rgba (cr, &colors.ink);
  if (self->state != PF_STATE_CLOSED)
    pf_state_symbol_draw (self->state, cr, inner);
  cairo_destroy (cr);
}

static void
pf_state_mark_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  PfStateMark *self = PF_STATE_MARK (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
pf_state_mark_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  PfStateMark *self = PF_STATE_MARK (object);

  switch (id)
    {
    case PROP_STATE:
      pf_state_mark_set_state (self, g_value_get_int (value));
      break;
    case PROP_SIZE:
      self->size = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
pf_state_mark_class_init (PfStateMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pf_state_mark_get_property;
  object_class->set_property = pf_state_mark_set_property;
  widget_class->measure = pf_state_mark_measure;
  widget_class->snapshot = pf_state_mark_snapshot;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, PF_N_STATES - 1,
                                             PF_STATE_CLOSED,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] =
      g_param_spec_int ("size", NULL, NULL, 1, 256, 20, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "statemark");
}

static void
pf_state_mark_init (PfStateMark *self)
{
  pf_legend_colors_ensure ();
  self->size = 20;
  self->state = PF_STATE_CLOSED;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
pf_state_mark_new (PfState state, int size)
{
  return g_object_new (PF_TYPE_STATE_MARK, "state", state, "size", size, NULL);
}

void
pf_state_mark_set_state (PfStateMark *self, PfState state)
{
  g_return_if_fail (PF_IS_STATE_MARK (self));
  g_return_if_fail (state < PF_N_STATES);

  self->state = state;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pf_state_get_name (state), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
pf_legend_colors_ensure (void)
{
  static gboolean is_loaded;
  AdwStyleManager *manager;
  GtkCssProvider *provider;

  if (is_loaded)
    return;
  is_loaded = TRUE;
  provider = gtk_css_provider_new ();
  set_variant (provider, TRUE, "legend.css");
  manager = adw_style_manager_get_default ();
  g_signal_connect (manager, "notify::dark", G_CALLBACK (style_changed_cb), NULL);
  g_signal_connect (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), NULL);
  if (adw_style_manager_get_dark (manager) || adw_style_manager_get_high_contrast (manager))
    style_changed_cb (manager);
}

void
pf_legend_colors_get (GtkWidget *widget, PfState state, PfStateColors *colors)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  char name[64];

  g_return_if_fail (state < PF_N_STATES);

  if (!looks[state].has_fill)
    {
      colors->fill = (GdkRGBA){ 0 };
      lookup_color (context, "legend-quiet-ink", &colors->ink);
      lookup_color (context, "legend-quiet-edge", &colors->edge);
      return;
    }
  g_snprintf (name, sizeof name, "legend-%s-fill", pf_state_get_id (state));
  lookup_color (context, name, &colors->fill);
  g_snprintf (name, sizeof name, "legend-%s-ink", pf_state_get_id (state));
  lookup_color (context, name, &colors->ink);
  lookup_color (context, "legend-fill-edge", &colors->edge);
}

static void
draw_symbol (PfState state, cairo_t *cr, double size, const GdkRGBA *ground)
{
  cairo_scale (cr, size, size);
  cairo_set_line_width (cr, SYMBOL_LINE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_symbol (cr, looks[state].symbol, ground);
}

void
pf_state_symbol_draw_on (PfState state, cairo_t *cr, double size, const GdkRGBA *ground)
{
  g_return_if_fail (state < PF_N_STATES && ground != NULL);

  cairo_save (cr);
  draw_symbol (state, cr, size, ground);
  cairo_restore (cr);
}

void
pf_state_symbol_draw (PfState state, cairo_t *cr, double size)
{
  g_return_if_fail (state < PF_N_STATES);

  cairo_save (cr);
  cairo_rectangle (cr, -1, -1, size + 2, size + 2);
  cairo_clip (cr);
  cairo_push_group (cr); /* so that what is knocked out is the symbol, not what lies beneath it */
  draw_symbol (state, cr, size, NULL);
  cairo_pop_group_to_source (cr);
  cairo_paint (cr);
  cairo_restore (cr);
}

void
pf_state_body_draw (PfState              state,
                    const PfStateColors *colors,
                    cairo_t             *cr,
                    double               width,
                    double               height,
                    double               radius,
                    gboolean             has_pattern)
{
  GdkRGBA faint = colors->ink;
  Pattern pattern = has_pattern ? looks[state].pattern : PATTERN_NONE;

  g_return_if_fail (state < PF_N_STATES);

  faint.alpha *= 0.22f;
  if (state == PF_STATE_CLOSED)
    pattern = PATTERN_RISING;
  cairo_save (cr);
  trace_rounded_rectangle (cr, 0, 0, width, height, radius);
  if (looks[state].has_fill)
    {
      gdk_cairo_set_source_rgba (cr, &colors->fill);
      cairo_fill_preserve (cr);
    }
  if (pattern != PATTERN_NONE)
    {
      cairo_save (cr);
      cairo_clip (cr);
      gdk_cairo_set_source_rgba (cr, &faint);
      draw_lines (cr, width, height, pattern, 5);
      cairo_restore (cr);
    }
  cairo_new_path (cr);
  if (looks[state].has_edge && colors->edge.alpha > 0 && width > 2 && height > 2)
    {
      trace_rounded_rectangle (cr, 0.5, 0.5, width - 1, height - 1, radius - 0.5);
      gdk_cairo_set_source_rgba (cr, &colors->edge);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
