/* SPDX-License-Identifier: GPL-3.0-or-later
 * The file chooser, then the writing. */
#include "config.h"

#include "pf-file-save.h"

#include "pf-error-text.h"
#include "pf-toast.h"

#include <glib/gi18n-lib.h>

/* One file to be saved. */
typedef struct {
  GtkWidget *widget;             /* (owned) */
  GBytes *bytes;                 /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) */
} Saving;

static void
free_saving (Saving *saving)
{
  g_clear_object (&saving->widget);
  g_clear_pointer (&saving->bytes, g_bytes_unref);
  g_clear_object (&saving->chooser);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, free_saving)

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_autofree char *name = g_file_get_basename (G_FILE (source));
      g_autofree char *shown = g_filename_display_name (name);

      text = g_strdup_printf (_("Saved as “%s”"), shown);
    }
  else
    text = pf_error_text (error);
  pf_toast_show (saving->widget, text, NULL, NULL);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GFile) file = NULL;
  GBytes *bytes = saving->bytes;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       saved_cb, g_steal_pointer (&saving));
}

void
pf_file_save (GtkWidget *widget, GBytes *bytes, const char *name)
{
  Saving *saving;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget) && bytes != NULL && name != NULL);

  saving = g_new0 (Saving, 1);
  root = gtk_widget_get_root (widget);
  saving->widget = g_object_ref (widget);
  saving->bytes = g_bytes_ref (bytes);
  saving->chooser =
      gtk_file_chooser_native_new (_("Save"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (saving->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser), name);
  g_signal_connect (saving->chooser, "response", G_CALLBACK (chosen_cb), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
}
