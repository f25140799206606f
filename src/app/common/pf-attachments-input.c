/* SPDX-License-Identifier: GPL-3.0-or-later
 * The ways into the list of files: the chooser, the clipboard, drag and drop. */
#include "config.h"

#include "pf-attachments-private.h"

#include <glib/gi18n-lib.h>

static void
add_texture (PfAttachments *self, GdkTexture *texture)
{
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);

  /* Translators: how a picture is named that was pasted. */
  pf_attachments_add_bytes (self, _("Pasted picture.png"), bytes);
}

/* Returns: whether @value was something to add. */
static gboolean
add_value (PfAttachments *self, const GValue *value)
{
  if (self->session == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = g_value_get_boxed (value); /* a GdkFileList is a list of GFile */

      for (GSList *item = files; item != NULL; item = item->next)
        pf_attachments_add_file (self, item->data);
      return files != NULL;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      add_texture (self, g_value_get_object (value));
      return TRUE;
    }
  return FALSE;
}

static gboolean
drop_cb (PfAttachments *self, const GValue *value)
{
  return add_value (self, value);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfAttachments) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->session != NULL && (value == NULL || !add_value (self, value)))
    pf_attachments_tell (self, _("What was copied is neither a file nor a picture."), FALSE);
}

void
pf_attachments_paste (PfAttachments *self)
{
  GdkClipboard *clipboard;
  GdkContentFormats *formats;
  GType type;

  g_return_if_fail (PF_IS_ATTACHMENTS (self));

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  formats = gdk_clipboard_get_formats (clipboard);
  type = gdk_content_formats_contain_mime_type (formats, "text/uri-list") ||
                 gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
             ? GDK_TYPE_FILE_LIST
             : GDK_TYPE_TEXTURE;
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, self->cancellable, pasted_cb,
                                  g_object_ref (self));
}

static void
chosen_cb (PfAttachments *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      pf_attachments_add_file (self, file);
    }
  g_clear_object (&self->chooser);
}

void
pf_attachments_choose (PfAttachments *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkFileChooser *chooser;
  GtkRoot *root;

  g_return_if_fail (PF_IS_ATTACHMENTS (self));

  if (self->chooser != NULL)
    return;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  self->chooser = gtk_file_chooser_native_new (_("Choose Files"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"),
                                               _("_Cancel"));
  chooser = GTK_FILE_CHOOSER (self->chooser);
  gtk_file_filter_set_name (filter, _("PDF and pictures"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_add_filter (chooser, all);
  gtk_file_chooser_set_select_multiple (chooser, self->limit > 1);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
pf_attachments_accept_drops (PfAttachments *self, GtkWidget *widget)
{
  GtkDropTarget *target;
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  g_return_if_fail (PF_IS_ATTACHMENTS (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
