/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that the town has. */
#include "config.h"

#include "pf-file-row.h"

#include "pf-file-actions.h"

#include <glib/gi18n-lib.h>

#define PF_TYPE_FILE_ROW (pf_file_row_get_type ())
G_DECLARE_FINAL_TYPE (PfFileRow, pf_file_row, PF, FILE_ROW, GtkWidget)

struct _PfFileRow {
  GtkWidget parent_instance;

  PfSession *session; /* (owned) */
  PfFileOf owner;
  char *id;
  PfFile *file; /* (owned) */

  GtkWidget *box;
  GtkWidget *open_button;
  GtkWidget *save_button;
  GtkLabel *name;
};

G_DEFINE_FINAL_TYPE (PfFileRow, pf_file_row, GTK_TYPE_WIDGET)

static PfFileSource
get_source (PfFileRow *self)
{
  return (PfFileSource){ self->owner, self->id, self->file->id, self->file->name,
                         self->file->digest };
}

static void
open_cb (PfFileRow *self)
{
  PfFileSource source = get_source (self);

  pf_file_actions_open (self->open_button, self->session, &source);
}

static void
save_cb (PfFileRow *self)
{
  PfFileSource source = get_source (self);

  pf_file_actions_save (self->save_button, self->session, &source);
}

static void
pf_file_row_dispose (GObject *object)
{
  PfFileRow *self = PF_FILE_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->file, pf_file_free);
  G_OBJECT_CLASS (pf_file_row_parent_class)->dispose (object);
}

static void
pf_file_row_class_init (PfFileRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_file_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfFileRow, box);
  gtk_widget_class_bind_template_child (widget_class, PfFileRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, PfFileRow, save_button);
  gtk_widget_class_bind_template_child (widget_class, PfFileRow, name);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
pf_file_row_init (PfFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_button (GtkWidget *button, const char *format, const char *name)
{
  g_autofree char *label = g_strdup_printf (format, name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

GtkWidget *
pf_file_row_new (PfSession *session, PfFileOf owner, const char *id, const PfFile *file)
{
  g_autofree char *size = g_format_size ((guint64) file->size);
  g_autofree char *text = g_strdup_printf (C_("file and its size", "%s (%s)"), file->name, size);
  PfFileRow *self;

  g_return_val_if_fail (PF_IS_SESSION (session), NULL);

  self = g_object_new (PF_TYPE_FILE_ROW, NULL);
  self->session = g_object_ref (session);
  self->owner = owner;
  self->id = g_strdup (id);
  self->file = pf_file_copy (file);
  gtk_label_set_text (self->name, text);
  name_button (self->open_button, _("Open %s"), file->name);
  name_button (self->save_button, _("Save %s"), file->name);
  return GTK_WIDGET (self);
}
