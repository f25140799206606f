/* SPDX-License-Identifier: GPL-3.0-or-later
 * A place to write to the town hall. */
#include "config.h"

#include "pf-writing.h"

#include <glib/gi18n-lib.h>

#define MEGABYTE (1024 * 1024) /* as towns say it */

struct _PfWriting {
  GtkWidget parent_instance;

  int max_files;
  gint64 max_bytes;
  gboolean is_filling; /* by the program: nothing changed by hand */

  GtkWidget *box;
  GtkLabel *label;
  GtkTextView *text;
  PfAttachments *attachments;
  GtkToggleButton *attach_button;
  GtkLabel *trouble;
  GtkLabel *limits;
  GtkButton *send_button;
};

G_DEFINE_FINAL_TYPE (PfWriting, pf_writing, GTK_TYPE_WIDGET)

enum {
  CHANGED,
  SEND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (PfWriting *self)
{
  if (self->is_filling)
    return;
  pf_writing_set_trouble (self, NULL);
  if (pf_attachments_get_files (self->attachments)->len > 0)
    gtk_toggle_button_set_active (self->attach_button, TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
send_cb (PfWriting *self)
{
  g_signal_emit (self, signals[SEND], 0);
}

static void
pf_writing_dispose (GObject *object)
{
  PfWriting *self = PF_WRITING (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_writing_parent_class)->dispose (object);
}

static void
pf_writing_class_init (PfWritingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_writing_dispose;
  signals[CHANGED] = g_signal_new ("changed", PF_TYPE_WRITING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SEND] = g_signal_new ("send", PF_TYPE_WRITING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (PF_TYPE_ATTACHMENTS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-writing.ui");
  gtk_widget_class_bind_template_child (widget_class, PfWriting, box);
  gtk_widget_class_bind_template_child (widget_class, PfWriting, label);
  gtk_widget_class_bind_template_child (widget_class, PfWriting, text);
  gtk_widget_class_bind_template_child (widget_class, PfWriting, attachments);
  gtk_widget_class_bind_template_child (widget_class, PfWriting, attach_button);
  gtk_widget_class_bind_template_child (widget_class, PfWriting, trouble);
  gtk_widget_class_bind_template_child (widget_class, PfWriting, limits);
  gtk_widget_class_bind_template_child (widget_class, PfWriting, send_button);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
pf_writing_init (PfWriting *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attachments, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  pf_attachments_accept_drops (self->attachments, GTK_WIDGET (self->text));
}

void
pf_writing_set_session (PfWriting *self, PfSession *session)
{
  g_return_if_fail (PF_IS_WRITING (self));

  pf_attachments_set_session (self->attachments, session);
}

void
pf_writing_set_labels (PfWriting *self, const char *label, const char *button)
{
  g_return_if_fail (PF_IS_WRITING (self));

  gtk_label_set_text (self->label, label);
  gtk_button_set_label (self->send_button, button);
}

void
pf_writing_set_limits (PfWriting *self, int max_files, gint64 max_bytes)
{
  int size = (int) (max_bytes / MEGABYTE);
  g_autofree char *text = NULL;

  g_return_if_fail (PF_IS_WRITING (self));

  self->max_files = max_files;
  self->max_bytes = max_bytes;
  if (max_files > 0)
    text = g_strdup_printf (ngettext ("Up to %d file of %d MB", "Up to %d files of %d MB each",
                                      max_files),
                            max_files, size);
  gtk_label_set_text (self->limits, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->attach_button), max_files > 0);
  pf_attachments_set_limit (self->attachments, (guint) max_files);
}

char *
pf_writing_get_text (PfWriting *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (PF_IS_WRITING (self), NULL);

  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

GPtrArray *
pf_writing_get_files (PfWriting *self)
{
  g_return_val_if_fail (PF_IS_WRITING (self), NULL);

  return pf_attachments_get_files (self->attachments);
}

void
pf_writing_set (PfWriting *self, const char *text, GPtrArray *files)
{
  g_return_if_fail (PF_IS_WRITING (self));

  self->is_filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text != NULL ? text : "", -1);
  pf_attachments_set_files (self->attachments, files);
  gtk_toggle_button_set_active (self->attach_button, files != NULL && files->len > 0);
  self->is_filling = FALSE;
  pf_writing_set_trouble (self, NULL);
}

gboolean
pf_writing_is_empty (PfWriting *self)
{
  g_autofree char *text = pf_writing_get_text (self);

  return *g_strstrip (text) == '\0' && pf_writing_get_files (self)->len == 0;
}

void
pf_writing_set_trouble (PfWriting *self, const char *sentence)
{
  g_return_if_fail (PF_IS_WRITING (self));

  gtk_label_set_text (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

char *
pf_writing_check_files (PfWriting *self)
{
  GPtrArray *files;

  g_return_val_if_fail (PF_IS_WRITING (self), NULL);

  if (pf_attachments_is_busy (self->attachments))
    return g_strdup (_("A file is still being read: wait a moment."));
  files = pf_writing_get_files (self);
  if (files->len > (guint) self->max_files)
    return g_strdup_printf (ngettext ("%d file at most can be attached.",
                                      "%d files at most can be attached.", self->max_files),
                            self->max_files);
  for (guint i = 0; i < files->len; i++)
    {
      const PfFile *file = g_ptr_array_index (files, i);

      if (file->size > self->max_bytes)
        return g_strdup_printf (_("“%s” is too large: a file can have %d MB here."), file->name,
                                (int) (self->max_bytes / MEGABYTE));
    }
  return NULL;
}

void
pf_writing_focus (PfWriting *self)
{
  g_return_if_fail (PF_IS_WRITING (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
