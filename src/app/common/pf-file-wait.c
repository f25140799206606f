/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file on its way. */
#include "config.h"

#include "pf-file-wait.h"

#include "pf-toast.h"

#include <glib/gi18n-lib.h>

struct _PfFileWait {
  GtkWidget parent_instance;

  AdwToast *toast; /* (owned) (nullable) */

  GtkWidget *box;
  GtkLabel *title;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (PfFileWait, pf_file_wait, GTK_TYPE_WIDGET)

static void
pf_file_wait_dispose (GObject *object)
{
  PfFileWait *self = PF_FILE_WAIT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->toast);
  G_OBJECT_CLASS (pf_file_wait_parent_class)->dispose (object);
}

static void
pf_file_wait_class_init (PfFileWaitClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_file_wait_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-file-wait.ui");
  gtk_widget_class_bind_template_child (widget_class, PfFileWait, box);
  gtk_widget_class_bind_template_child (widget_class, PfFileWait, title);
  gtk_widget_class_bind_template_child (widget_class, PfFileWait, progress);
}

static void
pf_file_wait_init (PfFileWait *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PfFileWait *
pf_file_wait_new (GtkWidget *widget, const char *name, GCancellable *cancellable)
{
  PfFileWait *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && name != NULL, NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  self = g_object_ref_sink (g_object_new (PF_TYPE_FILE_WAIT, NULL));
  /* Translators: a file's name, while it is being downloaded */
  title = g_strdup_printf (_("“%s” is on its way"), name);
  gtk_label_set_text (self->title, title);
  self->toast = pf_toast_show_widget (widget, GTK_WIDGET (self), _("Cancel"));
  if (self->toast != NULL)
    g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel),
                             cancellable, G_CONNECT_SWAPPED);
  return self;
}

void
pf_file_wait_set_progress (PfFileWait *self, gint64 current, gint64 total)
{
  g_return_if_fail (PF_IS_FILE_WAIT (self));

  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double) current / (double) total);
  else
    gtk_progress_bar_pulse (self->progress);
}

void
pf_file_wait_end (PfFileWait *self)
{
  g_return_if_fail (PF_IS_FILE_WAIT (self));

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}
