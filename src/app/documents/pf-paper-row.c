/* SPDX-License-Identifier: GPL-3.0-or-later
 * A paper of the town's: what it is, and its file. */
#include "config.h"

#include "pf-paper-row.h"

#include "common/pf-date-text.h"
#include "common/pf-file-actions.h"

#include <glib/gi18n-lib.h>

struct _PfPaperRow {
  AdwActionRow parent_instance;

  PfSession *session; /* (owned) */
  PfPaper *paper;     /* (owned) */

  GtkWidget *open_button;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (PfPaperRow, pf_paper_row, ADW_TYPE_ACTION_ROW)

static PfFileSource
get_source (PfPaperRow *self)
{
  return (PfFileSource){ PF_FILE_OF_PAPER, pf_record_get_id (PF_RECORD (self->paper)), NULL,
                         self->paper->file->name, self->paper->file->digest };
}

static void
open_cb (PfPaperRow *self)
{
  PfFileSource source = get_source (self);

  pf_file_actions_open (self->open_button, self->session, &source);
}

static void
save_cb (PfPaperRow *self)
{
  PfFileSource source = get_source (self);

  pf_file_actions_save (self->save_button, self->session, &source);
}

static void
pf_paper_row_finalize (GObject *object)
{
  PfPaperRow *self = PF_PAPER_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->paper);
  G_OBJECT_CLASS (pf_paper_row_parent_class)->finalize (object);
}

static void
pf_paper_row_class_init (PfPaperRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pf_paper_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-paper-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfPaperRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, PfPaperRow, save_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
pf_paper_row_init (PfPaperRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer full): "Léna · Certificates · Tuesday 3 November · 12 kB". */
static char *
describe (PfPaperRow *self)
{
  PfTown *town = pf_session_get_town (self->session);
  PfChild *child =
      self->paper->child != NULL
          ? pf_session_find_record (self->session, PF_COLLECTION_CHILDREN, self->paper->child)
          : NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  if (child != NULL)
    g_strv_builder_add (parts, child->first_name);
  if (self->paper->category != NULL)
    g_strv_builder_add (parts, self->paper->category);
  if (self->paper->at != PF_MOMENT_NONE && town != NULL)
    {
      g_autofree char *day = pf_date_text_day (pf_moment_get_day (self->paper->at, town->zone),
                                               pf_session_get_today (self->session));

      g_strv_builder_add (parts, day);
    }
  if (self->paper->file != NULL)
    {
      g_autofree char *size = g_format_size ((guint64) self->paper->file->size);

      g_strv_builder_add (parts, size);
    }
  texts = g_strv_builder_end (parts);
  return g_strjoinv (" · ", texts);
}

GtkWidget *
pf_paper_row_new (PfSession *session, PfPaper *paper)
{
  PfPaperRow *self;
  g_autofree char *subtitle = NULL;
  g_autofree char *open = NULL;
  g_autofree char *save = NULL;

  g_return_val_if_fail (PF_IS_SESSION (session) && PF_IS_PAPER (paper), NULL);

  self = g_object_new (PF_TYPE_PAPER_ROW, NULL);
  self->session = g_object_ref (session);
  self->paper = g_object_ref (paper);
  subtitle = describe (self);
  open = g_strdup_printf (_("Open “%s”"), paper->name);
  save = g_strdup_printf (_("Save “%s”"), paper->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), paper->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  open, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  save, -1);
  gtk_widget_set_visible (self->open_button, paper->file != NULL);
  gtk_widget_set_visible (self->save_button, paper->file != NULL);
  return GTK_WIDGET (self);
}
