/* SPDX-License-Identifier: GPL-3.0-or-later
 * One child's sheet: a form over the child's record, one over its health sheet, which is asked of
 * the town when it is shown, and kept only if the family wants it; and its contacts; one Save for
 * all. */
#include "config.h"

#include "pf-child-sheet.h"

#include "common/pf-contacts-group.h"
#include "common/pf-error-text.h"
#include "common/pf-discard.h"
#include "common/pf-form-draft.h"
#include "common/pf-proofs.h"
#include "common/pf-submission-row.h"
#include "common/pf-toast.h"
#include "pf-record-mail.h"

#include <glib/gi18n-lib.h>

#define FIELD(Type, name) G_STRUCT_OFFSET (Type, name)

struct _PfChildSheet {
  GtkBox parent_instance;

  PfHub *hub;                /* (owned) */
  PfSession *session;        /* (owned) */
  char *id;                  /* (owned) */
  PfChild *child;            /* (owned) */
  PfHealthSheet *health;     /* (owned) (nullable) until it is here */
  GCancellable *cancellable; /* (owned) */
  gboolean is_asking;
  gboolean is_keeping; /* the family has agreed that this device keeps the health sheet */
  gboolean is_showing_keeping;

  GtkWidget *title;
  GtkWidget *level;
  GtkWidget *missing;
  GtkWidget *save;
  GtkWidget *undo;
  GtkWidget *form;
  GtkWidget *health_form;
  GtkWidget *health_status;
  GtkWidget *keep;
  GtkWidget *keep_switch;
  GtkWidget *pending;
  PfFormDraft *draft;        /* (owned) */
  PfFormDraft *health_draft; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PfChildSheet, pf_child_sheet, GTK_TYPE_BOX)

static const PfEntry identity[] = {
  { "first_name", N_("First name"), PF_ENTRY_TEXT, FIELD (PfChild, first_name), NULL, TRUE, TRUE },
  { "last_name", N_("Last name"), PF_ENTRY_TEXT, FIELD (PfChild, last_name), NULL, TRUE, TRUE },
  { "birth_date", N_("Birth date"), PF_ENTRY_PAST_DAY, FIELD (PfChild, birth_date), "birth_date",
    TRUE, TRUE },
  { "school_site", N_("School"), PF_ENTRY_SITE, FIELD (PfChild, school_site), "school_site", FALSE,
    TRUE },
  { "class_name", N_("Class"), PF_ENTRY_TEXT, FIELD (PfChild, class_name), NULL, FALSE, TRUE },
};

static const PfEntry rights[] = {
  { "image_rights", N_("Photographs may be taken and shown"), PF_ENTRY_CONSENT,
    FIELD (PfChild, image_rights), "image_rights" },
  { "swims", N_("Can swim"), PF_ENTRY_CONSENT, FIELD (PfChild, swims), "swims" },
  { "leaves_alone", N_("May leave alone"), PF_ENTRY_CONSENT, FIELD (PfChild, leaves_alone),
    "leaves_alone" },
};

static const PfEntryGroup child_groups[] = {
  { N_("Identity, School and Class"), N_("Changes wait until the town hall has agreed."), identity,
    G_N_ELEMENTS (identity) },
  { N_("Rights"), NULL, rights, G_N_ELEMENTS (rights) },
  { NULL },
};

static const char *const diets[] = {
  N_("Everything"), N_("No pork"), N_("No meat"), N_("Vegetarian"), N_("Another one"), NULL,
};

static const PfEntry allergies[] = {
  { "has_allergies", N_("Has allergies"), PF_ENTRY_CONSENT, FIELD (PfHealthSheet, has_allergies),
    "allergies", FALSE, TRUE },
  { "allergens", N_("Allergens"), PF_ENTRY_ALLERGENS, FIELD (PfHealthSheet, allergens), NULL, FALSE,
    TRUE },
  { "allergies", N_("Other allergies, advice"), PF_ENTRY_TEXT, FIELD (PfHealthSheet, allergies),
    NULL, FALSE, TRUE },
  { "has_pai", N_("Has an individual care plan (PAI)"), PF_ENTRY_CONSENT,
    FIELD (PfHealthSheet, has_pai), "pai", FALSE, TRUE },
  { "pai_until", N_("Care plan valid until"), PF_ENTRY_DAY, FIELD (PfHealthSheet, pai_until), NULL,
    FALSE, TRUE },
};

static const PfEntry health[] = {
  { "diet", N_("Diet"), PF_ENTRY_CHOICE, FIELD (PfHealthSheet, diet), .choices = diets },
  { "diet_text", N_("More about the diet"), PF_ENTRY_TEXT, FIELD (PfHealthSheet, diet_text) },
  { "has_glasses", N_("Wears glasses"), PF_ENTRY_CONSENT, FIELD (PfHealthSheet, has_glasses),
    "glasses" },
  { "doctor", N_("Doctor"), PF_ENTRY_TEXT, FIELD (PfHealthSheet, doctor), "doctor" },
  { "doctor_phone", N_("Doctor’s telephone"), PF_ENTRY_TEXT, FIELD (PfHealthSheet, doctor_phone) },
  { "vaccines", N_("Vaccinations, with their days"), PF_ENTRY_VACCINES,
    FIELD (PfHealthSheet, vaccines), "vaccines" },
  { "remarks", N_("Remarks"), PF_ENTRY_TEXT, FIELD (PfHealthSheet, remarks) },
};

static const PfEntryGroup health_groups[] = {
  { N_("Allergies and Care Plan"),
    N_("That there are none is believed the first time; any other change waits until the town hall "
       "has agreed."),
    allergies, G_N_ELEMENTS (allergies) },
  { N_("Health"), NULL, health, G_N_ELEMENTS (health) },
  { NULL },
};

static void
back_cb (PfChildSheet *self)
{
  g_signal_emit_by_name (self, "back");
}

static void
update_buttons (PfChildSheet *self)
{
  gboolean has_changes = pf_form_draft_has_changes (self->draft) ||
                         pf_form_draft_has_changes (self->health_draft);

  gtk_widget_set_sensitive (self->save, has_changes);
  gtk_widget_set_sensitive (self->undo, has_changes);
}

static void
show_failure (PfChildSheet *self, const GError *error)
{
  g_autofree char *text = pf_error_text (error);

  pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
}

static void
draft_failed_cb (PfFormDraft *draft, const GError *error, PfChildSheet *self)
{
  show_failure (self, error);
}

static void
save_cb (PfChildSheet *self)
{
  if (pf_form_draft_is_busy (self->draft) || pf_form_draft_is_busy (self->health_draft))
    {
      pf_toast_show (GTK_WIDGET (self), _("A file is still being read: wait a moment."), NULL,
                     NULL);
      return;
    }
  if (!pf_form_draft_check (self->draft) || !pf_form_draft_check (self->health_draft))
    return;
  if (pf_form_draft_has_changes (self->draft))
    pf_form_draft_submit (self->draft);
  if (pf_form_draft_has_changes (self->health_draft))
    pf_form_draft_submit (self->health_draft);
}

static void
discard (PfChildSheet *self)
{
  pf_form_draft_discard (self->draft);
  pf_form_draft_discard (self->health_draft);
}

static void
undo_cb (PfChildSheet *self)
{
  pf_discard_ask (GTK_WIDGET (self), G_CALLBACK (discard), self);
}

static void
want_clicked_cb (GtkWidget *button, PfChildSheet *self)
{
  const char *want = g_object_get_data (G_OBJECT (button), "want");

  if (!pf_record_form_focus_want (PF_RECORD_FORM (self->form), want))
    pf_record_form_focus_want (PF_RECORD_FORM (self->health_form), want);
}

/* What is missing, each one click away from where it is said. */
static void
show_missing (PfChildSheet *self)
{
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (self->missing)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->missing), old);
  for (guint i = 0; i < self->child->missing->len; i++)
    {
      const char *want = g_ptr_array_index (self->child->missing, i);
      GtkWidget *button = gtk_button_new_with_label (pf_want_text (want));

      g_object_set_data_full (G_OBJECT (button), "want", g_strdup (want), g_free);
      gtk_widget_add_css_class (button, "pill-small");
      g_signal_connect (button, "clicked", G_CALLBACK (want_clicked_cb), self);
      gtk_flow_box_append (GTK_FLOW_BOX (self->missing), button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_widget_set_visible (self->missing, self->child->missing->len > 0);
  gtk_widget_set_visible (self->level, self->child->n_wanted > 0);
  if (self->child->n_wanted > 0)
    {
      guint n_said = self->child->n_wanted - MIN (self->child->missing->len, self->child->n_wanted);
      g_autofree char *text =
          g_strdup_printf (_("%u of %u answered"), n_said, self->child->n_wanted);

      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->level),
                                     (double) n_said / self->child->n_wanted);
      gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->level), text);
    }
  pf_record_form_mark_missing (PF_RECORD_FORM (self->form), self->child->missing);
  if (self->health != NULL)
    pf_record_form_mark_missing (PF_RECORD_FORM (self->health_form), self->child->missing);
}

static void
show_child (PfChildSheet *self)
{
  g_autofree char *name =
      g_strdup_printf ("%s %s", self->child->first_name, self->child->last_name);

  gtk_label_set_text (GTK_LABEL (self->title), name);
  pf_form_draft_show (self->draft, self->child);
  show_missing (self);
}

/* Whether the health sheet is kept here, or could be. */
static void
show_keeping (PfChildSheet *self)
{
  gboolean can_keep = pf_session_get_keeps_secrets (self->session);
  const char *text =
      can_keep ? _("Sealed with a key of your keyring, to be read while the town cannot be reached")
               : _("This device has no keyring that could hold a key. What you write about health "
                   "lives until the window is closed.");

  self->is_showing_keeping = TRUE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->keep), text);
  gtk_widget_set_sensitive (self->keep_switch, can_keep && self->health != NULL);
  gtk_switch_set_active (GTK_SWITCH (self->keep_switch), self->is_keeping);
  self->is_showing_keeping = FALSE;
}

static void
show_health (PfChildSheet *self, PfHealthSheet *sheet)
{
  g_set_object (&self->health, sheet);
  gtk_widget_set_visible (self->health_status, FALSE);
  gtk_widget_set_visible (self->health_form, TRUE);
  pf_form_draft_show (self->health_draft, sheet);
  pf_record_form_mark_missing (PF_RECORD_FORM (self->health_form), self->child->missing);
  show_keeping (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfChildSheet) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_session_keep_health_sheet_finish (PF_SESSION (source), result, &error))
    show_failure (self, error);
}

static void
keep_health (PfChildSheet *self)
{
  pf_session_keep_health_sheet_async (self->session, self->health, NULL, kept_cb,
                                      g_object_ref (self));
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfChildSheet) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_session_forget_health_sheet_finish (PF_SESSION (source), result, &error))
    show_failure (self, error);
}

static void
keep_toggled_cb (PfChildSheet *self)
{
  if (self->is_showing_keeping)
    return;
  self->is_keeping = gtk_switch_get_active (GTK_SWITCH (self->keep_switch));
  if (self->is_keeping)
    keep_health (self);
  else
    pf_session_forget_health_sheet_async (self->session, self->id, NULL, forgotten_cb,
                                          g_object_ref (self));
}

/* Returns: whether something was written about the child's health that is not sent. */
static gboolean
has_health_draft (PfChildSheet *self)
{
  GListModel *submissions = pf_session_get_submissions (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);

      if (submission->kind == PF_SUBMISSION_HEALTH_SHEET &&
          submission->state == PF_SUBMISSION_STATE_DRAFT &&
          g_strcmp0 (submission->target, self->id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
show_health_failure (PfChildSheet *self, const GError *error)
{
  g_autofree char *why = pf_error_text (error);
  const char *draft = has_health_draft (self) ? _("What you have written is kept, sealed.") : "";
  g_autofree char *text = g_strdup_printf (
      _("Health is not kept on this device: it is read while the town can be reached. %s %s"), why,
      draft);

  gtk_label_set_text (GTK_LABEL (self->health_status), g_strstrip (text));
  gtk_widget_set_visible (self->health_status, self->health == NULL);
}

static void
health_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfChildSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfHealthSheet) sheet =
      pf_town_service_fetch_health_sheet_finish (PF_TOWN_SERVICE (source), result, &error);

  self->is_asking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sheet == NULL)
    {
      show_health_failure (self, error);
      return;
    }
  show_health (self, sheet);
  if (self->is_keeping)
    keep_health (self);
}

static void
fetch_health (PfChildSheet *self)
{
  if (self->is_asking)
    return;
  self->is_asking = TRUE;
  pf_town_service_fetch_health_sheet_async (pf_session_get_service (self->session), self->id,
                                            self->cancellable, health_fetched_cb,
                                            g_object_ref (self));
}

static void
kept_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfChildSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfHealthSheet) sheet =
      pf_session_load_health_sheet_finish (PF_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    show_failure (self, error);
  self->is_keeping = sheet != NULL;
  if (sheet != NULL && self->health == NULL)
    show_health (self, sheet);
  else if (sheet != NULL)
    keep_health (self); /* the town was quicker */
  show_keeping (self);
}

/* Also when the keyring was opened meanwhile. */
static void
load_kept (PfChildSheet *self)
{
  pf_session_load_health_sheet_async (self->session, self->id, self->cancellable, kept_loaded_cb,
                                      g_object_ref (self));
}

static void
keeps_secrets_cb (PfChildSheet *self)
{
  load_kept (self);
  if (self->health != NULL)
    pf_form_draft_show (self->health_draft, self->health);
}

static void
children_changed_cb (GListModel *children, guint at, guint removed, guint added, PfChildSheet *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);
      gboolean is_news;

      if (g_strcmp0 (pf_record_get_id (PF_RECORD (child)), self->id) != 0)
        continue;
      is_news = self->health == NULL || child->health_version != self->health->version;
      g_set_object (&self->child, child);
      show_child (self);
      if (is_news)
        fetch_health (self);
    }
}

static void
sync_state_cb (PfChildSheet *self)
{
  if (self->health == NULL && pf_session_get_sync_state (self->session) == PF_SYNC_IDLE)
    fetch_health (self);
}

static void
tell_answer (PfChildSheet *self, const PfSubmissionAnswer *answer)
{
  static const char *const words[] = {
    [PF_SUBMISSION_OUTCOME_DONE] = N_("Saved at the town"),
    [PF_SUBMISSION_OUTCOME_REQUESTED] = N_("An agent of the town hall has to agree to the change."),
    [PF_SUBMISSION_OUTCOME_REFUSED] = N_("The town did not take this"),
    [PF_SUBMISSION_OUTCOME_CHANGED] =
        N_("The sheet has changed at the town meanwhile: look at both, then save again."),
  };

  pf_toast_show (GTK_WIDGET (self), _(words[answer->outcome]), NULL, NULL);
}

static void
settled_cb (PfHub *hub, PfSession *session, PfSubmission *submission, PfChildSheet *self)
{
  if (session != self->session || g_strcmp0 (submission->target, self->id) != 0)
    return;
  tell_answer (self, submission->answer);
  if (submission->kind == PF_SUBMISSION_HEALTH_SHEET)
    fetch_health (self);
}

static char *
name_submission (PfSubmission *submission, gpointer user_data)
{
  PfChildSheet *self = user_data;

  if (!pf_session_owns (self->session, submission) ||
      submission->state == PF_SUBMISSION_STATE_DRAFT)
    return NULL;
  if (pf_contacts_group_is_about (self->session, submission, self->id))
    return g_strdup (_("Change of an authorised person"));
  if (g_strcmp0 (submission->target, self->id) != 0)
    return NULL;
  if (submission->kind == PF_SUBMISSION_HEALTH_SHEET)
    return g_strdup (_("Change of the health sheet"));
  return submission->kind == PF_SUBMISSION_CHILD ? g_strdup (_("Change of the sheet")) : NULL;
}

static void
mend_cb (PfSubmission *submission, gpointer user_data)
{
  PfChildSheet *self = user_data;

  if (submission->kind == PF_SUBMISSION_CHILD)
    pf_form_draft_mend (self->draft, self->child, submission);
  else if (self->health != NULL)
    pf_form_draft_mend (self->health_draft, self->health, submission);
}

static void
requests_changed_cb (GListModel *requests, guint at, guint removed, guint added, PfChildSheet *self)
{
  guint n_waiting = 0;

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (PfRequest) request = g_list_model_get_item (requests, i);

      if (request->form == NULL && g_strcmp0 (request->child, self->id) == 0 &&
          request->state <= PF_REQUEST_STUDIED)
        n_waiting++;
    }
  gtk_widget_set_visible (self->pending, n_waiting > 0);
}

static void
pf_child_sheet_dispose (GObject *object)
{
  PfChildSheet *self = PF_CHILD_SHEET (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->health_draft);
  g_clear_object (&self->child);
  g_clear_object (&self->health);
  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_child_sheet_parent_class)->dispose (object);
}

static void
pf_child_sheet_finalize (GObject *object)
{
  PfChildSheet *self = PF_CHILD_SHEET (object);

  g_clear_object (&self->cancellable);
  g_free (self->id);
  G_OBJECT_CLASS (pf_child_sheet_parent_class)->finalize (object);
}

static void
pf_child_sheet_class_init (PfChildSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pf_child_sheet_dispose;
  object_class->finalize = pf_child_sheet_finalize;
  g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-child-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, title);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, level);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, missing);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, save);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, undo);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, pending);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, health_status);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, keep);
  gtk_widget_class_bind_template_child (widget_class, PfChildSheet, keep_switch);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
pf_child_sheet_init (PfChildSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* Returns: (transfer full): the draft of @form, with a place for proofs under it. */
static PfFormDraft *
add_draft (PfChildSheet *self, PfSubmissionKind kind, GtkWidget *form)
{
  PfFormDraft *draft = pf_form_draft_new (self->session, kind, PF_RECORD_FORM (form));

  g_signal_connect_object (draft, "changed", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "failed", G_CALLBACK (draft_failed_cb), self, 0);
  gtk_box_append (GTK_BOX (form), pf_proofs_new (draft));
  return draft;
}

/* The forms stand between what the template has at the top and at the end. */
static void
add_forms (PfChildSheet *self)
{
  GtkWidget *content = gtk_widget_get_parent (self->health_status);
  GListModel *sites = pf_session_get_sites (self->session);
  GtkWidget *list = pf_submission_list_new (self->hub, name_submission, mend_cb, self);
  GtkWidget *contacts = pf_contacts_group_new (self->session, self->child);

  self->form = pf_record_form_new (child_groups, sites);
  self->health_form = pf_record_form_new (health_groups, NULL);
  gtk_widget_set_visible (self->health_form, FALSE);
  gtk_box_insert_child_after (GTK_BOX (content), list, self->pending);
  gtk_box_insert_child_after (GTK_BOX (content), self->form, list);
  gtk_box_insert_child_after (GTK_BOX (content), self->health_form, self->health_status);
  gtk_box_append (GTK_BOX (content), contacts);
  self->draft = add_draft (self, PF_SUBMISSION_CHILD, self->form);
  self->health_draft = add_draft (self, PF_SUBMISSION_HEALTH_SHEET, self->health_form);
}

GtkWidget *
pf_child_sheet_new (PfHub *hub, PfChild *child)
{
  PfChildSheet *self = g_object_new (PF_TYPE_CHILD_SHEET, NULL);
  GListModel *children;
  GListModel *requests;

  self->hub = g_object_ref (hub);
  self->child = g_object_ref (child);
  self->id = g_strdup (pf_record_get_id (PF_RECORD (child)));
  self->session = g_object_ref (pf_hub_find_session (hub, child));
  add_forms (self);
  children = pf_session_get_children (self->session);
  requests = pf_session_get_records (self->session, PF_COLLECTION_REQUESTS);
  g_signal_connect_object (children, "items-changed", G_CALLBACK (children_changed_cb), self, 0);
  g_signal_connect_object (requests, "items-changed", G_CALLBACK (requests_changed_cb), self, 0);
  g_signal_connect_object (self->session, "notify::sync-state", G_CALLBACK (sync_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "submission-settled", G_CALLBACK (settled_cb), self, 0);
  requests_changed_cb (requests, 0, 0, 0, self);
  show_child (self);
  g_signal_connect_object (self->session, "notify::keeps-secrets", G_CALLBACK (keeps_secrets_cb),
                           self, G_CONNECT_SWAPPED);
  show_keeping (self);
  load_kept (self);
  fetch_health (self);
  return GTK_WIDGET (self);
}
