/* SPDX-License-Identifier: GPL-3.0-or-later
 * What every sheet is, so that it can be printed, saved and tested alike: something that lays
 * itself out on pages of any size and draws one after another. It knows no printer. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PfPrintout: a kind of sheet begins with it; what it shows is its own copy. */
typedef struct _PfPrintout PfPrintout;
struct _PfPrintout {
  char *title;     /* (owned), not NULL: what the job is called */
  char *file_name; /* (owned), not NULL: proposed for a file, with ".pdf" */
  gboolean is_landscape;
  /* Returns: how many pages of @width and @height, in points, it takes. @context: (not owned) stays
   * valid until all pages are drawn; its fonts are in points. */
  int (*lay_out) (PfPrintout *self, PangoContext *context, double width, double height);
  /* Draws one of them, with its corner at the origin. */
  void (*draw) (PfPrintout *self, cairo_t *cr, int page);
  void (*free) (PfPrintout *self);
};

/** Frees @printout with all that is its own. */
void pf_printout_free (PfPrintout *printout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfPrintout, pf_printout_free)

G_END_DECLS
