/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sheets on their way out: to a printer by the desktop's dialog, or into a PDF file. */
#pragma once

#include "pf-printout.h"

G_BEGIN_DECLS

/** Asks which printer, and prints; the window stays usable, and that of @widget tells what went
 * wrong. @printout: (transfer full) */
void pf_print (GtkWidget *widget, PfPrintout *printout);
/** Asks where to save the sheets as a PDF, on A4; no printer is needed. @printout: (transfer full)
 */
void pf_print_save (GtkWidget *widget, PfPrintout *printout);
/** Returns: (transfer full): the PDF. */
GBytes *pf_print_to_pdf (PfPrintout *printout);
/** Returns: (transfer full): how a file is named that is printed to, as "November.pdf", and that it
 * is to lie among the documents. */
GtkPrintSettings *pf_print_create_settings (const char *file_name);
/** Asks which printer, and hands it a PDF that the town made, as it is; that a printer takes none
 * is told. Not in a sandbox, where the desktop shows no printers. @name: of the file */
void pf_print_pdf (GtkWidget *widget, const char *name, GBytes *pdf);

G_END_DECLS
