/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the sheets draw with: words, rules, and the legend's marks as they look on white paper. */
#pragma once

#include "common/pf-state-mark.h"

G_BEGIN_DECLS

/** PfPaperStyle: how words look. */
typedef enum {
  PF_PAPER_PLAIN = 0,
  PF_PAPER_BOLD = 1 << 0,
  PF_PAPER_RIGHT = 1 << 1,   /* against the right edge of the width */
  PF_PAPER_CENTRE = 1 << 2,  /* in the middle of the width */
  PF_PAPER_ONE_LINE = 1 << 3 /* cut at the end of the width, else wrapped */
} PfPaperStyle;

/** Returns: (transfer full): a context whose fonts are in points, to draw on @cr. */
PangoContext *pf_paper_create_context (cairo_t *cr);
/** Returns: (transfer full): words of @size points; @width: in points, < 0 for as wide as they are.
 */
PangoLayout *pf_paper_create_text (PangoContext *context, const char *text, double size,
                                   PfPaperStyle style, double width);
double pf_paper_get_text_width (PangoLayout *layout);
double pf_paper_get_text_height (PangoLayout *layout);
/** Draws words with their top left corner at a place. Returns: how high they are. */
double pf_paper_draw_layout (cairo_t *cr, PangoLayout *layout, double x, double y);
/** The same, of words that are not needed again. */
double pf_paper_draw_text (cairo_t *cr, PangoContext *context, const char *text, double size,
                           PfPaperStyle style, double x, double y, double width);
/** Draws a thin line from a place to the right. */
void pf_paper_draw_rule (cairo_t *cr, double x, double y, double width);
/** Draws, at the foot of a page, @text and where there are several the page's number. */
void pf_paper_draw_foot (cairo_t *cr, PangoContext *context, const char *text, int page,
                         int n_pages, double width, double height);
/** PF_PAPER_FOOT: what the foot takes of a page's height, in points. */
#define PF_PAPER_FOOT 16.0

/** PfPaperColors: the legend in the light, whatever the window's style is. */
typedef struct {
  PfStateColors states[PF_N_STATES];
} PfPaperColors;
/** Fills @colors; the display's first use of the legend. */
void pf_paper_colors_init (PfPaperColors *colors);
/** Draws @state's swatch of @size points at a place: its fill, its edge and its symbol, which is
 * all that a black and white printer shows. */
void pf_paper_draw_mark (cairo_t *cr, const PfPaperColors *colors, PfState state, double x,
                         double y, double size);

G_END_DECLS
