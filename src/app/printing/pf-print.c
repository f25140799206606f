/* SPDX-License-Identifier: GPL-3.0-or-later
 * Printing by GtkPrintOperation, and the same pages on a surface of cairo's. */
#include "config.h"

#include "pf-print.h"

#include "common/pf-error-text.h"
#include "common/pf-file-save.h"
#include "common/pf-toast.h"
#include "pf-paper.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MARGIN 28.35 /* points: a centimetre */

/* One job. */
typedef struct {
  GtkWidget *widget;     /* (owned) */
  PfPrintout *printout;  /* (owned) */
  PangoContext *context; /* (owned) (nullable): while it is drawn */
  gboolean is_preview;   /* for the screen alone */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->widget);
  g_clear_pointer (&job->printout, pf_printout_free);
  g_clear_object (&job->context);
  g_free (job);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  g_clear_object (&job->context);
  job->context = pf_paper_create_context (gtk_print_context_get_cairo_context (context));
  gtk_print_operation_set_n_pages (operation,
                                   job->printout->lay_out (job->printout, job->context,
                                                           gtk_print_context_get_width (context),
                                                           gtk_print_context_get_height (context)));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  job->printout->draw (job->printout, gtk_print_context_get_cairo_context (context), page);
}

/* The desktop shows it. */
static gboolean
preview_cb (GtkPrintOperation        *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext          *context,
            GtkWindow                *parent,
            Job                      *job)
{
  job->is_preview = TRUE;
  return FALSE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      text = pf_error_text (error);
      pf_toast_show (job->widget, text, NULL, NULL);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY && !job->is_preview)
    pf_toast_show (job->widget, _("Sent to the printer"), NULL, NULL);
  g_object_unref (operation);
}

static GtkPageSetup *
create_page_setup (PfPrintout *printout)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, a4);
  gtk_page_setup_set_orientation (setup, printout->is_landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_paper_size_free (a4);
  return setup;
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

void
pf_print (GtkWidget *widget, PfPrintout *printout)
{
  GtkPrintOperation *operation;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GtkPrintSettings) settings = NULL;
  Job *job;

  g_return_if_fail (GTK_IS_WIDGET (widget) && printout != NULL);

  job = g_new0 (Job, 1);
  job->widget = g_object_ref (widget);
  job->printout = printout;
  operation = gtk_print_operation_new ();
  setup = create_page_setup (printout);
  gtk_print_operation_set_default_page_setup (operation, setup);
  settings = pf_print_create_settings (printout->file_name);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, printout->title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "pf-job", job, (GDestroyNotify) job_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), job);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), job);
  /* What becomes of it, also an error, "done" tells. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, get_window (widget),
                           NULL);
}

GtkPrintSettings *
pf_print_create_settings (const char *file_name)
{
  GtkPrintSettings *settings = gtk_print_settings_new ();
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *dot;
  g_autofree char *name = NULL;

  g_return_val_if_fail (file_name != NULL, settings);

  dot = strrchr (file_name, '.');
  name = dot != NULL ? g_strndup (file_name, (gsize) (dot - file_name)) : g_strdup (file_name);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR,
                          folder != NULL ? folder : g_get_home_dir ());
  return settings;
}

void
pf_print_save (GtkWidget *widget, PfPrintout *printout)
{
  g_autoptr (PfPrintout) owned = printout;
  g_autoptr (GBytes) pdf = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && printout != NULL);

  pdf = pf_print_to_pdf (printout);
  pf_file_save (widget, pdf, printout->file_name);
}

GBytes *
pf_print_to_pdf (PfPrintout *printout)
{
  g_autoptr (GtkPageSetup) setup = NULL;
  PangoContext *context;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  int n_pages;

  g_return_val_if_fail (printout != NULL, NULL);

  setup = create_page_setup (printout);
  surface = cairo_pdf_surface_create_for_stream (
      append_cb, bytes, gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
      gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, printout->title);
  cr = cairo_create (surface);
  context = pf_paper_create_context (cr);
  n_pages = printout->lay_out (printout, context,
                               gtk_page_setup_get_page_width (setup, GTK_UNIT_POINTS),
                               gtk_page_setup_get_page_height (setup, GTK_UNIT_POINTS));
  for (int page = 0; page < n_pages; page++)
    {
      cairo_save (cr);
      cairo_translate (cr, MARGIN, MARGIN);
      printout->draw (printout, cr, page);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  g_object_unref (context);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}
