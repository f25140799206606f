/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a state looks, everywhere in the window: its symbol, its colours from legend.css, and a
 * small swatch with both. */
#pragma once

#include <gtk/gtk.h>

#include "pf-legend.h"

G_BEGIN_DECLS

/** PfStateMark: a rounded swatch with the state's symbol; its accessible label is the state's
 * short name. */
#define PF_TYPE_STATE_MARK (pf_state_mark_get_type ())
G_DECLARE_FINAL_TYPE (PfStateMark, pf_state_mark, PF, STATE_MARK, GtkWidget)

/** @size: side in pixels; 20 beside text. Properties: "state" (int, PfState), "size" (int). */
GtkWidget *pf_state_mark_new (PfState state, int size);
void pf_state_mark_set_state (PfStateMark *self, PfState state);

/** PfStateColors: what a state is drawn with. */
typedef struct {
  GdkRGBA fill; /* transparent where nothing can be done: closed, past */
  GdkRGBA ink;  /* symbol and text on @fill */
  GdkRGBA edge; /* outline; transparent where the fill is enough */
} PfStateColors;

/** Loads legend.css for the display, and its dark and high-contrast variants as the style
 * changes. Safe to call again. */
void pf_legend_colors_ensure (void);
/** Reads @state's colours from the CSS that @widget sees. */
void pf_legend_colors_get (GtkWidget *widget, PfState state, PfStateColors *colors);

/** Draws @state's symbol in the current source colour, in a square of @size at the origin. */
void pf_state_symbol_draw (PfState state, cairo_t *cr, double size);
/** The same on a plain ground of the colour @ground, in strokes alone: for paper. */
void pf_state_symbol_draw_on (PfState state, cairo_t *cr, double size, const GdkRGBA *ground);
/**
 * pf_state_body_draw:
 * @has_pattern: with the state's pattern, for high contrast
 *
 * Fills a rounded rectangle at the origin as @state is filled: its colour, hatched where
 * closed, with its edge.
 */
void pf_state_body_draw (PfState state, const PfStateColors *colors, cairo_t *cr, double width,
                         double height, double radius, gboolean has_pattern);

G_END_DECLS
