/* SPDX-License-Identifier: GPL-3.0-or-later
 * A message of a conversation. Its text is plain: nothing in it is followed or run. */
#include "config.h"

#include "pf-message-row.h"

#include "common/pf-date-text.h"
#include "common/pf-file-row.h"

#include <glib/gi18n-lib.h>

struct _PfMessageRow {
  GtkListBoxRow parent_instance;

  GtkLabel *day;
  GtkWidget *bubble;
  GtkLabel *author;
  GtkLabel *text;
  GtkBox *files;
};

G_DEFINE_FINAL_TYPE (PfMessageRow, pf_message_row, GTK_TYPE_LIST_BOX_ROW)

static void
pf_message_row_class_init (PfMessageRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfMessageRow, day);
  gtk_widget_class_bind_template_child (widget_class, PfMessageRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, PfMessageRow, author);
  gtk_widget_class_bind_template_child (widget_class, PfMessageRow, text);
  gtk_widget_class_bind_template_child (widget_class, PfMessageRow, files);
}

static void
pf_message_row_init (PfMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_files (PfMessageRow *self, PfSession *session, PfMessage *message)
{
  for (guint i = 0; i < message->files->len; i++)
    gtk_box_append (self->files, pf_file_row_new (session, PF_FILE_OF_MESSAGE,
                                                  pf_record_get_id (PF_RECORD (message)),
                                                  g_ptr_array_index (message->files, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->files), message->files->len > 0);
}

GtkWidget *
pf_message_row_new (PfSession *session, PfMessage *message, gboolean starts_day)
{
  PfTown *town = pf_session_get_town (session);
  PfDay today = pf_session_get_today (session);
  g_autofree char *time = pf_date_text_time (message->at, town->zone);
  g_autofree char *name = NULL;
  g_autofree char *author = NULL;
  g_autofree char *label = NULL;
  PfMessageRow *self;

  g_return_val_if_fail (PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (PF_IS_MESSAGE (message), NULL);

  self = g_object_new (PF_TYPE_MESSAGE_ROW, NULL);
  name = g_strdup (message->author != NULL ? message->author
                   : message->is_from_town ? town->name
                                           : _("You"));
  /* Translators: who wrote a message, and at what time: "Claire Martin, 18:02" */
  author = g_strdup_printf (_("%s, %s"), name, time);
  gtk_label_set_text (self->author, author);
  gtk_label_set_text (self->text, message->text);
  gtk_widget_add_css_class (self->bubble, message->is_from_town ? "from-town" : "from-family");
  if (starts_day)
    {
      g_autofree char *day =
          pf_date_text_day_heading (pf_moment_get_day (message->at, town->zone), today);

      gtk_label_set_text (self->day, day);
      gtk_widget_set_visible (GTK_WIDGET (self->day), TRUE);
    }
  label = g_strdup_printf ("%s: %s", author, message->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  fill_files (self, session, message);
  return GTK_WIDGET (self);
}
