/* SPDX-License-Identifier: GPL-3.0-or-later
 * Submissions as rows, and the list that pages show above their records. */
#include "config.h"

#include "pf-submission-row.h"

#include "pf-error-text.h"
#include "pf-list-box.h"
#include "pf-rows.h"
#include "pf-toast.h"

#include <glib/gi18n-lib.h>

struct _PfSubmissionRow {
  AdwActionRow parent_instance;

  PfHub *hub;               /* (owned) */
  PfSubmission *submission; /* (owned) */
  GtkWidget *progress;
  GtkWidget *buttons;
  GtkWidget *edit_button;
};

G_DEFINE_FINAL_TYPE (PfSubmissionRow, pf_submission_row, ADW_TYPE_ACTION_ROW)

enum {
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_refused (PfSubmission *submission)
{
  return submission->state == PF_SUBMISSION_STATE_SETTLED && pf_submission_is_refused (submission);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSubmissionRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (pf_session_discard_submission_finish (PF_SESSION (source), result, &error))
    return;
  text = error != NULL ? pf_error_text (error)
                       : g_strdup (_("Too late: it is with the town already"));
  pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_session_dismiss_submission_finish (PF_SESSION (source), result, &error))
    {
      g_autofree char *text = pf_error_text (error);

      pf_toast_show (widget, text, NULL, NULL);
    }
}

static void
put_away (GtkWidget *widget, PfSession *session, PfSubmission *submission)
{
  pf_session_dismiss_submission_async (session, submission, NULL, dismissed_cb,
                                       g_object_ref (widget));
}

static void
remove_cb (PfSubmissionRow *self)
{
  PfSession *session = pf_hub_find_session (self->hub, self->submission);

  if (session == NULL)
    return;
  if (is_refused (self->submission))
    put_away (GTK_WIDGET (self), session, self->submission);
  else
    pf_session_discard_submission_async (session, self->submission, NULL, discarded_cb,
                                         g_object_ref (self));
}

static void
edit_cb (PfSubmissionRow *self)
{
  g_signal_emit (self, signals[EDIT], 0);
}

/* The sentence, and how far its files are. */
static void
update (PfSubmissionRow *self)
{
  PfSession *session = pf_hub_find_session (self->hub, self->submission);
  g_autofree char *text = pf_submission_row_describe (self->hub, self->submission);
  double progress = session != NULL ? pf_session_get_upload_progress (session, self->submission)
                                    : -1;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_widget_set_visible (self->progress, progress >= 0 && self->submission->files->len > 0);
  if (progress >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), progress);
}

static void
pf_submission_row_dispose (GObject *object)
{
  PfSubmissionRow *self = PF_SUBMISSION_ROW (object);

  g_clear_object (&self->hub);
  g_clear_object (&self->submission);
  G_OBJECT_CLASS (pf_submission_row_parent_class)->dispose (object);
}

static void
pf_submission_row_class_init (PfSubmissionRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_submission_row_dispose;

  signals[EDIT] = g_signal_new ("edit", PF_TYPE_SUBMISSION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
pf_submission_row_init (PfSubmissionRow *self)
{
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Files sent"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->progress);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->buttons);
}

/* What can be done about it, by where it stands. */
static const char *
get_removal (PfSubmission *submission)
{
  if (is_refused (submission))
    return _("Seen");
  return submission->state == PF_SUBMISSION_STATE_DRAFT ? _("Discard") : _("Withdraw");
}

GtkWidget *
pf_submission_row_new (PfHub *hub, PfSubmission *submission, const char *title)
{
  PfSubmissionRow *self;
  GtkWidget *button;
  PfSession *session;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);
  g_return_val_if_fail (PF_IS_SUBMISSION (submission), NULL);

  self = g_object_new (PF_TYPE_SUBMISSION_ROW, NULL);
  pf_rows_set_text (GTK_WIDGET (self), title, NULL);
  self->hub = g_object_ref (hub);
  self->submission = g_object_ref (submission);
  button = gtk_button_new_with_label (get_removal (submission));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->buttons), button);
  session = pf_hub_find_session (hub, submission);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::sync-state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "upload-progress", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
  return GTK_WIDGET (self);
}

void
pf_submission_row_offer_edit (PfSubmissionRow *self, const char *label)
{
  g_return_if_fail (PF_IS_SUBMISSION_ROW (self));

  if (self->edit_button == NULL)
    {
      self->edit_button = gtk_button_new ();
      g_signal_connect_object (self->edit_button, "clicked", G_CALLBACK (edit_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->buttons), self->edit_button);
      /* Not as its activatable widget: the button would take the row's name. */
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
      g_signal_connect (self, "activated", G_CALLBACK (edit_cb), NULL);
    }
  gtk_button_set_label (GTK_BUTTON (self->edit_button), label);
}

char *
pf_submission_row_describe (PfHub *hub, PfSubmission *submission)
{
  const PfSubmissionAnswer *answer = submission->answer;
  PfSession *session = pf_hub_find_session (hub, submission);

  if (submission->state == PF_SUBMISSION_STATE_DRAFT)
    return g_strdup (_("Draft, kept on this computer"));
  if (submission->state == PF_SUBMISSION_STATE_QUEUED)
    {
      PfSyncState state = session != NULL ? pf_session_get_sync_state (session) : PF_SYNC_OFFLINE;

      if (session != NULL && pf_session_is_submission_stuck (session, submission))
        return g_strdup (_("Again and again, the town has failed to answer. It is still asked."));
      if (state == PF_SYNC_SIGNED_OUT)
        return g_strdup (_("Kept: it will be sent once you have signed in again"));
      return g_strdup (state == PF_SYNC_OFFLINE ? _("Kept: it will be sent when the town is back")
                                                : _("On its way: the town has not answered yet"));
    }
  switch (answer->outcome)
    {
    case PF_SUBMISSION_OUTCOME_DONE:
      return g_strdup (answer->detail != NULL ? answer->detail : _("Done"));
    case PF_SUBMISSION_OUTCOME_REQUESTED:
      return g_strdup (answer->detail != NULL ? answer->detail
                                              : _("Received: an agent will look at it"));
    case PF_SUBMISSION_OUTCOME_CHANGED:
      return g_strdup (_("Not done: it has changed at the town in the meantime"));
    default:
      return g_strdup_printf (_("Not accepted: %s"), answer->detail != NULL  ? answer->detail
                                                     : answer->title != NULL ? answer->title
                                                                             : _("the town did not "
                                                                                 "say why"));
    }
}

/* The list */

typedef struct {
  PfHub *hub; /* (owned) */
  PfSubmissionName name;
  PfSubmissionEdit edit; /* (nullable) */
  gpointer user_data;
  gboolean is_narrow;
} Shown;

static void
free_shown (Shown *shown)
{
  g_object_unref (shown->hub);
  g_free (shown);
}

static void
edit_row_cb (PfSubmissionRow *row, gpointer user_data)
{
  Shown *shown = user_data;

  shown->edit (row->submission, shown->user_data);
}

static gboolean
is_settled_well (PfSubmission *submission)
{
  return submission->state == PF_SUBMISSION_STATE_SETTLED && !pf_submission_is_refused (submission);
}

static void
fill_list (GtkListBox *list)
{
  Shown *shown = g_object_get_data (G_OBJECT (list), "shown");
  GListModel *all = pf_hub_get_submissions (shown->hub);
  gboolean has_rows = FALSE;

  pf_list_box_clear (list);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (all, i);
      g_autofree char *name = shown->name (submission, shown->user_data);
      PfSession *session = pf_hub_find_session (shown->hub, submission);
      GtkWidget *row;

      if (name == NULL)
        continue;
      if (is_settled_well (submission))
        {
          if (session != NULL)
            put_away (GTK_WIDGET (list), session, submission);
          continue;
        }
      row = pf_submission_row_new (shown->hub, submission, name);
      if (shown->edit != NULL && submission->state != PF_SUBMISSION_STATE_QUEUED)
        {
          pf_submission_row_offer_edit (PF_SUBMISSION_ROW (row), _("Go On"));
          g_signal_connect (row, "edit", G_CALLBACK (edit_row_cb), shown);
        }
      if (shown->is_narrow)
        gtk_orientable_set_orientation (GTK_ORIENTABLE (PF_SUBMISSION_ROW (row)->buttons),
                                        GTK_ORIENTATION_VERTICAL);
      gtk_list_box_append (list, row);
      has_rows = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (list), has_rows);
}

GtkWidget *
pf_submission_list_new (PfHub           *hub,
                        PfSubmissionName name,
                        PfSubmissionEdit edit,
                        gpointer         user_data)
{
  GtkWidget *list;
  Shown *shown;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What you wrote"), -1);
  shown = g_new0 (Shown, 1);
  shown->hub = g_object_ref (hub);
  shown->name = name;
  shown->edit = edit;
  shown->user_data = user_data;
  g_object_set_data_full (G_OBJECT (list), "shown", shown, (GDestroyNotify) free_shown);
  g_signal_connect_object (pf_hub_get_submissions (hub), "items-changed", G_CALLBACK (fill_list),
                           list, G_CONNECT_SWAPPED);
  fill_list (GTK_LIST_BOX (list));
  return list;
}

void
pf_submission_list_set_narrow (GtkWidget *list)
{
  Shown *shown;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  shown = g_object_get_data (G_OBJECT (list), "shown");
  shown->is_narrow = TRUE;
  fill_list (GTK_LIST_BOX (list));
}
