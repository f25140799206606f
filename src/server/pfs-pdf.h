/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plain PDF documents: text in Helvetica and thin lines on A4 pages, for certificates and
 * invoices. Lengths are points (1/72 inch) from the top left corner. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PFS_PDF_WIDTH 595
#define PFS_PDF_HEIGHT 842
/** PFS_PDF_MARGIN: what is left free on each side by those who follow habit. */
#define PFS_PDF_MARGIN 56

typedef enum {
  PFS_PDF_PLAIN = 0,
  PFS_PDF_BOLD = 1 << 0,
  PFS_PDF_RIGHT = 1 << 1, /* the text ends at x */
} PfsPdfStyle;

typedef struct _PfsPdf PfsPdf;

/** Returns: (transfer full): a document with one empty page. @at: when it is made */
PfsPdf *pfs_pdf_new (const char *title, gint64 at);
void pfs_pdf_free (PfsPdf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsPdf, pfs_pdf_free)

/** What follows goes on a new page. */
void pfs_pdf_begin_page (PfsPdf *self);
/** Writes one line whose baseline is at @y. @text: UTF-8; what is not Western European becomes
 * "?". */
void pfs_pdf_write (PfsPdf *self, double x, double y, double size, PfsPdfStyle style,
                    const char *text);
/** Writes @text in lines of at most @width, broken at spaces and newlines. Returns: the baseline
 * after the last line. */
double pfs_pdf_write_paragraph (PfsPdf *self, double x, double y, double width, double size,
                                const char *text);
/** Draws a thin horizontal line. */
void pfs_pdf_draw_rule (PfsPdf *self, double x, double y, double width);
/** Returns: how wide a line would be. */
double pfs_pdf_measure (double size, PfsPdfStyle style, const char *text);
/** Returns: (transfer full): the file. */
GBytes *pfs_pdf_finish (PfsPdf *self);

G_END_DECLS
