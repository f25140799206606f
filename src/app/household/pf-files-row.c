/* SPDX-License-Identifier: GPL-3.0-or-later
 * A switch over the session's wish for files. */
#include "config.h"

#include "pf-files-row.h"

#include "common/pf-error-text.h"
#include "common/pf-toast.h"

#include <glib/gi18n-lib.h>

struct _PfFilesRow {
  AdwActionRow parent_instance;

  PfSession *session; /* (owned) */
  GtkWidget *keep_switch;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PfFilesRow, pf_files_row, ADW_TYPE_ACTION_ROW)

static void
show_wish (PfFilesRow *self)
{
  self->is_showing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->keep_switch),
                         pf_session_get_files_wish (self->session) == PF_FILES_KEPT);
  self->is_showing = FALSE;
}

static void
wish_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfFilesRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (pf_session_set_files_wish_finish (PF_SESSION (source), result, &error))
    return;
  text = pf_error_text (error);
  pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
  show_wish (self);
}

static void
toggled_cb (PfFilesRow *self)
{
  gboolean keeps = gtk_switch_get_active (GTK_SWITCH (self->keep_switch));

  if (!self->is_showing)
    pf_session_set_files_wish_async (self->session, keeps ? PF_FILES_KEPT : PF_FILES_LEFT, NULL,
                                     wish_set_cb, g_object_ref (self));
}

static void
pf_files_row_dispose (GObject *object)
{
  g_clear_object (&PF_FILES_ROW (object)->session);
  G_OBJECT_CLASS (pf_files_row_parent_class)->dispose (object);
}

static void
pf_files_row_class_init (PfFilesRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_files_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-files-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfFilesRow, keep_switch);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
pf_files_row_init (PfFilesRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_files_row_new (PfSession *session)
{
  PfFilesRow *self;

  g_return_val_if_fail (PF_IS_SESSION (session), NULL);

  self = g_object_new (PF_TYPE_FILES_ROW, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::files-wish", G_CALLBACK (show_wish), self,
                           G_CONNECT_SWAPPED);
  show_wish (self);
  return GTK_WIDGET (self);
}
