/* SPDX-License-Identifier: GPL-3.0-or-later
 * A family's file: a form over the household, one over each guardian, the contacts, one Save for
 * all; the checklist of the yearly update; and what this computer keeps. */
#include "config.h"

#include "pf-household-view.h"

#include "common/pf-contacts-group.h"
#include "common/pf-landing.h"
#include "common/pf-date-text.h"
#include "common/pf-discard.h"
#include "common/pf-error-text.h"
#include "common/pf-form-draft.h"
#include "common/pf-proofs.h"
#include "common/pf-submission-row.h"
#include "common/pf-toast.h"
#include "pf-files-row.h"
#include "pf-household-forms.h"
#include "pf-yearly-update.h"

#include <glib/gi18n-lib.h>

struct _PfHouseholdView {
  GtkBox parent_instance;

  PfHub *hub;              /* (owned) */
  PfSession *session;      /* (owned) */
  GPtrArray *drafts;       /* (element-type PfFormDraft) (owned): the household's first */
  GHashTable *by_guardian; /* (owned): the draft of each guardian, by id */

  GtkWidget *title;
  GtkWidget *state;
  GtkWidget *number;
  GtkWidget *signed_in;
  GtkWidget *mandate;
  GtkWidget *update;
  GtkWidget *guardians;
  GtkWidget *save;
  GtkWidget *undo;
};

G_DEFINE_FINAL_TYPE (PfHouseholdView, pf_household_view, GTK_TYPE_BOX)

static void
update_buttons (PfHouseholdView *self)
{
  gboolean has_changes = FALSE;

  for (guint i = 0; i < self->drafts->len; i++)
    has_changes = has_changes || pf_form_draft_has_changes (g_ptr_array_index (self->drafts, i));
  gtk_widget_set_sensitive (self->save, has_changes);
  gtk_widget_set_sensitive (self->undo, has_changes);
}

static void
failed_cb (PfFormDraft *draft, const GError *error, GtkWidget *self)
{
  g_autofree char *text = pf_error_text (error);

  pf_toast_show (self, text, NULL, NULL);
}

static void
save_cb (PfHouseholdView *self)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      PfFormDraft *draft = g_ptr_array_index (self->drafts, i);

      if (pf_form_draft_is_busy (draft))
        {
          pf_toast_show (GTK_WIDGET (self), _("A file is still being read: wait a moment."), NULL,
                         NULL);
          return;
        }
      if (pf_form_draft_has_changes (draft) && !pf_form_draft_check (draft))
        return;
    }
  for (guint i = 0; i < self->drafts->len; i++)
    {
      PfFormDraft *draft = g_ptr_array_index (self->drafts, i);

      if (pf_form_draft_has_changes (draft))
        pf_form_draft_submit (draft);
    }
}

static void
discard (PfHouseholdView *self)
{
  for (guint i = 0; i < self->drafts->len; i++)
    pf_form_draft_discard (g_ptr_array_index (self->drafts, i));
}

static void
undo_cb (PfHouseholdView *self)
{
  pf_discard_ask (GTK_WIDGET (self), G_CALLBACK (discard), self);
}

static PfFormDraft *
add_draft (PfHouseholdView *self, PfSubmissionKind kind, GtkWidget *form)
{
  PfFormDraft *draft = pf_form_draft_new (self->session, kind, PF_RECORD_FORM (form));

  g_signal_connect_object (draft, "changed", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "failed", G_CALLBACK (failed_cb), self, 0);
  g_ptr_array_add (self->drafts, draft);
  gtk_box_append (GTK_BOX (form), pf_proofs_new (draft));
  return draft;
}

static GtkWidget *
add_fact (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_preferences_group_add (group, row);
  return row;
}

static void
show_fact (GtkWidget *row, const char *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
  gtk_widget_set_visible (row, text != NULL);
}

static void
show_mandate (PfHouseholdView *self, PfHousehold *household)
{
  g_autofree char *text = NULL;

  if (household->mandate != NULL && household->iban_hint != NULL)
    text = g_strdup_printf (_("%1$s, for the account that ends in %2$s"), household->mandate,
                            household->iban_hint);
  else if (household->iban_hint != NULL)
    text = g_strdup_printf (_("The town hall has to make one for the account that ends in %s"),
                            household->iban_hint);
  show_fact (self->mandate, text != NULL ? text : _("There is none"));
}

static void
show_household (PfHouseholdView *self)
{
  PfHousehold *household = pf_session_get_household (self->session);

  if (household == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->title), household->name != NULL ? household->name : "");
  gtk_widget_set_visible (self->state, household->state == PF_HOUSEHOLD_SUBMITTED);
  show_fact (self->number, household->number);
  show_mandate (self, household);
  pf_form_draft_show (g_ptr_array_index (self->drafts, 0), household);
  pf_yearly_update_show (self->update, household);
}

static void
show_sign_in (PfHouseholdView *self, PfGuardian *guardian)
{
  PfTown *town = pf_session_get_town (self->session);
  g_autofree char *text = NULL;

  if (guardian->last_sign_in != PF_MOMENT_NONE && town != NULL)
    text = pf_date_text_past_moment (guardian->last_sign_in, pf_session_get_now (self->session),
                                     town->zone);
  show_fact (self->signed_in, text);
}

static PfFormDraft *
add_guardian (PfHouseholdView *self, PfGuardian *guardian)
{
  GtkWidget *form = pf_record_form_new (pf_guardian_groups, NULL);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *name = g_strdup_printf ("%s %s", guardian->first_name, guardian->last_name);
  PfFormDraft *draft = add_draft (self, PF_SUBMISSION_GUARDIAN, form);

  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-4");
  gtk_box_append (GTK_BOX (self->guardians), label);
  gtk_box_append (GTK_BOX (self->guardians), form);
  pf_landing_mark (form, self->session, PF_COLLECTION_GUARDIANS,
                   pf_record_get_id (PF_RECORD (guardian)));
  g_hash_table_insert (self->by_guardian, g_strdup (pf_record_get_id (PF_RECORD (guardian))),
                       draft);
  return draft;
}

static void
guardians_changed_cb (GListModel      *guardians,
                      guint            at,
                      guint            removed,
                      guint            added,
                      PfHouseholdView *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (guardians); i++)
    {
      g_autoptr (PfGuardian) guardian = g_list_model_get_item (guardians, i);
      PfFormDraft *draft =
          g_hash_table_lookup (self->by_guardian, pf_record_get_id (PF_RECORD (guardian)));

      if (draft == NULL)
        draft = add_guardian (self, guardian);
      pf_form_draft_show (draft, guardian);
      if (guardian->is_self)
        show_sign_in (self, guardian);
    }
}

static void
settled_cb (PfHub *hub, PfSession *session, PfSubmission *submission, PfHouseholdView *self)
{
  if (session != self->session ||
      (submission->kind != PF_SUBMISSION_HOUSEHOLD && submission->kind != PF_SUBMISSION_GUARDIAN))
    return;
  if (submission->answer->outcome == PF_SUBMISSION_OUTCOME_REQUESTED)
    pf_toast_show (GTK_WIDGET (self), _("An agent of the town hall has to agree to the change."),
                   NULL, NULL);
  else if (submission->answer->outcome == PF_SUBMISSION_OUTCOME_DONE)
    pf_toast_show (GTK_WIDGET (self), _("Saved at the town"), NULL, NULL);
}

static char *
name_submission (PfSubmission *submission, gpointer user_data)
{
  PfHouseholdView *self = user_data;

  if (!pf_session_owns (self->session, submission) ||
      submission->state == PF_SUBMISSION_STATE_DRAFT)
    return NULL;
  switch ((int) submission->kind)
    {
    case PF_SUBMISSION_HOUSEHOLD:
      return g_strdup (_("Change of the household’s file"));
    case PF_SUBMISSION_GUARDIAN:
      return g_strdup (_("Change of a guardian"));
    case PF_SUBMISSION_CONTACT:
    case PF_SUBMISSION_CONTACT_REMOVAL:
      return g_strdup (_("Change of an authorised person"));
    case PF_SUBMISSION_YEARLY_UPDATE:
      return g_strdup (_("Update of the year"));
    case PF_SUBMISSION_REGISTRATION:
      return g_strdup (_("The family’s file"));
    default:
      return NULL;
    }
}

static void
mend_cb (PfSubmission *submission, gpointer user_data)
{
  PfHouseholdView *self = user_data;
  PfFormDraft *draft;
  PfRecord *guardian;

  if (submission->kind == PF_SUBMISSION_HOUSEHOLD)
    pf_form_draft_mend (g_ptr_array_index (self->drafts, 0),
                        pf_session_get_household (self->session), submission);
  if (submission->kind != PF_SUBMISSION_GUARDIAN)
    return;
  draft = g_hash_table_lookup (self->by_guardian, submission->target);
  guardian = pf_session_find_record (self->session, PF_COLLECTION_GUARDIANS, submission->target);
  if (draft != NULL && guardian != NULL)
    pf_form_draft_mend (draft, guardian, submission);
}

static void
pf_household_view_dispose (GObject *object)
{
  PfHouseholdView *self = PF_HOUSEHOLD_VIEW (object);

  g_clear_pointer (&self->by_guardian, g_hash_table_unref);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_household_view_parent_class)->dispose (object);
}

static void
pf_household_view_class_init (PfHouseholdViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_household_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-household-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfHouseholdView, title);
  gtk_widget_class_bind_template_child (widget_class, PfHouseholdView, state);
  gtk_widget_class_bind_template_child (widget_class, PfHouseholdView, guardians);
  gtk_widget_class_bind_template_child (widget_class, PfHouseholdView, save);
  gtk_widget_class_bind_template_child (widget_class, PfHouseholdView, undo);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
pf_household_view_init (PfHouseholdView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_guardian = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What stands between the title and the guardians. */
static void
add_parts (PfHouseholdView *self)
{
  GtkWidget *facts = adw_preferences_group_new ();
  GtkWidget *form = pf_record_form_new (pf_household_groups, NULL);
  GtkWidget *computer = adw_preferences_group_new ();
  GtkWidget *list = pf_submission_list_new (self->hub, name_submission, mend_cb, self);

  self->number = add_fact (ADW_PREFERENCES_GROUP (facts), _("Family number"));
  self->signed_in = add_fact (ADW_PREFERENCES_GROUP (facts), _("Last sign-in"));
  self->mandate = add_fact (ADW_PREFERENCES_GROUP (facts), _("SEPA mandate"));
  gtk_widget_set_visible (self->signed_in, FALSE);
  self->update = pf_yearly_update_group_new (self->session);
  gtk_box_insert_child_after (GTK_BOX (self), list, self->state);
  gtk_box_insert_child_after (GTK_BOX (self), self->update, list);
  gtk_box_insert_child_after (GTK_BOX (self), facts, self->update);
  gtk_box_insert_child_after (GTK_BOX (self), form, facts);
  gtk_box_insert_child_after (GTK_BOX (self), pf_contacts_group_new (self->session, NULL),
                              self->guardians);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (computer), _("On This Computer"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (computer), pf_files_row_new (self->session));
  gtk_box_append (GTK_BOX (self), computer);
  add_draft (self, PF_SUBMISSION_HOUSEHOLD, form);
}

GtkWidget *
pf_household_view_new (PfHub *hub, PfSession *session)
{
  PfHouseholdView *self = g_object_new (PF_TYPE_HOUSEHOLD_VIEW, NULL);
  GListModel *guardians = pf_session_get_guardians (session);

  self->hub = g_object_ref (hub);
  self->session = g_object_ref (session);
  add_parts (self);
  g_signal_connect_object (session, "notify::household", G_CALLBACK (show_household), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (guardians, "items-changed", G_CALLBACK (guardians_changed_cb), self, 0);
  g_signal_connect_object (hub, "submission-settled", G_CALLBACK (settled_cb), self, 0);
  show_household (self);
  guardians_changed_cb (guardians, 0, 0, 0, self);
  update_buttons (self);
  return GTK_WIDGET (self);
}
