/* SPDX-License-Identifier: GPL-3.0-or-later
 * Drawing on paper by Pango and cairo. */
#include "config.h"

#include "pf-paper.h"

#include "pf-printout.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define FAMILY "Sans"
#define FOOT_SIZE 7.5
#define RULE_WIDTH 0.5
#define LEGEND "/org/example/PortailFamille/planning/legend.css"
#define INK "@define-color window_fg_color #000000;"

PangoContext *
pf_paper_create_context (cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);

  pango_cairo_context_set_resolution (context, 72); /* a unit of ours is a point */
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

PangoLayout *
pf_paper_create_text (PangoContext *context,
                      const char   *text,
                      double        size,
                      PfPaperStyle  style,
                      double        width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);

  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  if ((style & PF_PAPER_BOLD) != 0)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  if ((style & PF_PAPER_RIGHT) != 0)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  else if ((style & PF_PAPER_CENTRE) != 0)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  if ((style & PF_PAPER_ONE_LINE) != 0)
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  else
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

double
pf_paper_get_text_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
pf_paper_get_text_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
pf_paper_draw_layout (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  return pf_paper_get_text_height (layout);
}

double
pf_paper_draw_text (cairo_t      *cr,
                    PangoContext *context,
                    const char   *text,
                    double        size,
                    PfPaperStyle  style,
                    double        x,
                    double        y,
                    double        width)
{
  g_autoptr (PangoLayout) layout = pf_paper_create_text (context, text, size, style, width);

  return pf_paper_draw_layout (cr, layout, x, y);
}

void
pf_paper_draw_rule (cairo_t *cr, double x, double y, double width)
{
  cairo_set_line_width (cr, RULE_WIDTH);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}

void
pf_paper_draw_foot (cairo_t      *cr,
                    PangoContext *context,
                    const char   *text,
                    int           page,
                    int           n_pages,
                    double        width,
                    double        height)
{
  double top = height - PF_PAPER_FOOT + 5;

  pf_paper_draw_text (cr, context, text, FOOT_SIZE, PF_PAPER_ONE_LINE, 0, top, width * 0.8);
  if (n_pages > 1)
    {
      /* Translators: the number of a printed page, and of how many. */
      g_autofree char *number = g_strdup_printf (_("Page %1$d of %2$d"), page + 1, n_pages);

      pf_paper_draw_text (cr, context, number, FOOT_SIZE, PF_PAPER_RIGHT, width * 0.8, top,
                          width * 0.2);
    }
}

/* A widget that nobody sees looks the colours up: those of the light, over the window's own. */
void
pf_paper_colors_init (PfPaperColors *colors)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (GtkCssProvider) ink = gtk_css_provider_new ();
  g_autoptr (GtkCssProvider) legend = gtk_css_provider_new ();
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  pf_legend_colors_ensure ();
  gtk_css_provider_load_from_data (ink, INK, -1);
  gtk_css_provider_load_from_resource (legend, LEGEND);
  gtk_style_context_add_provider (context, GTK_STYLE_PROVIDER (legend),
                                  GTK_STYLE_PROVIDER_PRIORITY_USER);
  gtk_style_context_add_provider (context, GTK_STYLE_PROVIDER (ink),
                                  GTK_STYLE_PROVIDER_PRIORITY_USER + 1);
  for (int state = 0; state < PF_N_STATES; state++)
    pf_legend_colors_get (widget, (PfState) state, &colors->states[state]);
}

void
pf_paper_draw_mark (cairo_t             *cr,
                    const PfPaperColors *colors,
                    PfState              state,
                    double               x,
                    double               y,
                    double               size)
{
  const PfStateColors *look = &colors->states[state];
  double inner = size * 0.7;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  pf_state_body_draw (state, look, cr, size, size, size * 0.2, FALSE);
  cairo_translate (cr, (size - inner) / 2, (size - inner) / 2);
  gdk_cairo_set_source_rgba (cr, &look->ink);
  pf_state_symbol_draw_on (state, cr, inner, &look->fill);
  cairo_restore (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

void
pf_printout_free (PfPrintout *printout)
{
  g_free (printout->title);
  g_free (printout->file_name);
  printout->free (printout);
}
