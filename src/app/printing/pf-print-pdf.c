/* SPDX-License-Identifier: GPL-3.0-or-later
 * A PDF that is there already, sent to a printer as it is. */
#include "config.h"

#include "pf-print.h"

#include "common/pf-error-text.h"
#include "common/pf-toast.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <gtk/gtkunixprint.h>
#include <sys/mman.h>
#include <unistd.h>

/* One file on its way. */
typedef struct {
  GtkWidget *widget; /* (owned) */
  char *name;
  GBytes *pdf; /* (owned) */
  int fd;      /* of the bytes, -1 before they are sent */
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->widget);
  g_free (sending->name);
  g_bytes_unref (sending->pdf);
  if (sending->fd >= 0)
    close (sending->fd);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* Fills a file that is on no disk. */
static gboolean
write_bytes (Sending *sending)
{
  gsize size;
  const char *data = g_bytes_get_data (sending->pdf, &size);

  sending->fd = memfd_create ("portail-famille", MFD_CLOEXEC);
  while (sending->fd >= 0 && size > 0)
    {
      gssize written = write (sending->fd, data, size);

      if (written < 0 && errno != EINTR)
        return FALSE;
      data += MAX (written, 0);
      size -= (gsize) MAX (written, 0);
    }
  return sending->fd >= 0 && lseek (sending->fd, 0, SEEK_SET) == 0;
}

static void
sent_cb (GtkPrintJob *job, gpointer user_data, const GError *error)
{
  Sending *sending = user_data;
  g_autofree char *text = error != NULL ? pf_error_text (error) : NULL;

  pf_toast_show (sending->widget, text != NULL ? text : _("Sent to the printer"), NULL, NULL);
}

static void
send_job (Sending *sending, GtkPrintUnixDialog *dialog)
{
  GtkPrinter *printer = gtk_print_unix_dialog_get_selected_printer (dialog);
  g_autoptr (Sending) owned = sending;
  g_autoptr (GtkPrintJob) job = NULL;
  g_autoptr (GtkPrintSettings) settings = gtk_print_unix_dialog_get_settings (dialog);
  g_autoptr (GError) error = NULL;

  if (printer == NULL || !gtk_printer_accepts_pdf (printer))
    {
      pf_toast_show (sending->widget,
                     _("This printer takes no PDF. Open the invoice, and print it from there."),
                     NULL, NULL);
      return;
    }
  job = gtk_print_job_new (sending->name, printer, settings,
                           gtk_print_unix_dialog_get_page_setup (dialog));
  if (!write_bytes (sending) || !gtk_print_job_set_source_fd (job, sending->fd, &error))
    {
      g_autofree char *text = error != NULL ? pf_error_text (error) : g_strdup (g_strerror (errno));

      pf_toast_show (sending->widget, text, NULL, NULL);
      return;
    }
  gtk_print_job_send (job, sent_cb, g_steal_pointer (&owned), (GDestroyNotify) sending_free);
}

static void
response_cb (GtkPrintUnixDialog *dialog, int response, Sending *sending)
{
  if (response == GTK_RESPONSE_OK)
    send_job (sending, dialog);
  else
    sending_free (sending);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
pf_print_pdf (GtkWidget *widget, const char *name, GBytes *pdf)
{
  g_autoptr (GtkPrintSettings) settings = NULL;
  GtkRoot *root;
  GtkWidget *dialog;
  Sending *sending;

  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL && pdf != NULL);

  root = gtk_widget_get_root (widget);
  sending = g_new0 (Sending, 1);
  sending->widget = g_object_ref (widget);
  sending->name = g_strdup (name);
  sending->pdf = g_bytes_ref (pdf);
  sending->fd = -1;
  dialog = gtk_print_unix_dialog_new (_("Print"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  settings = pf_print_create_settings (name);
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), sending);
  gtk_window_present (GTK_WINDOW (dialog));
}
