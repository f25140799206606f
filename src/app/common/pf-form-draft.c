/* SPDX-License-Identifier: GPL-3.0-or-later
 * Autosaving a form and its proofs, and sending them. */
#include "config.h"

#include "pf-form-draft.h"

#include "pf-merge-patch.h"

#include <glib/gi18n-lib.h>

#define SAVE_DELAY 400 /* ms after the last key */

struct _PfFormDraft {
  GObject parent_instance;

  PfSession *session; /* (owned) */
  PfSubmissionKind kind;
  PfRecordForm *form; /* (owned) */
  PfRecord *record;   /* (owned) (nullable): as the town has it */
  gint64 draft;       /* the draft's id, 0 = none is kept */
  guint save_source;
  gboolean is_dirty;
  gboolean is_saving;
  PfAttachments *proofs; /* (owned) (nullable) */
  gboolean is_filling;   /* by the program: nothing was added by hand */
  PfSubmission *former;  /* (owned) (nullable): not accepted; put away once it is sent anew */
};

G_DEFINE_FINAL_TYPE (PfFormDraft, pf_form_draft, G_TYPE_OBJECT)

enum {
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_version (gpointer record)
{
  if (PF_IS_HOUSEHOLD (record))
    return PF_HOUSEHOLD (record)->version;
  if (PF_IS_GUARDIAN (record))
    return PF_GUARDIAN (record)->version;
  if (PF_IS_CHILD (record))
    return PF_CHILD (record)->version;
  if (PF_IS_CONTACT (record))
    return PF_CONTACT (record)->version;
  return PF_HEALTH_SHEET (record)->version;
}

/* A new contact has no version: it is not at the town yet. */
static const char *
get_target (PfFormDraft *self)
{
  if (self->kind == PF_SUBMISSION_HOUSEHOLD ||
      (self->kind == PF_SUBMISSION_CONTACT && get_version (self->record) == 0))
    return NULL;
  return pf_record_get_id (self->record);
}

/* Returns: (transfer full) (nullable): the first submission about this record in @state. */
static PfSubmission *
find_submission (PfFormDraft *self, PfSubmissionState state)
{
  GListModel *submissions = pf_session_get_submissions (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);

      if (submission->kind == self->kind && submission->state == state &&
          g_strcmp0 (submission->target, get_target (self)) == 0)
        return g_steal_pointer (&submission);
    }
  return NULL;
}

/* What is on its way already will be another version: then any is right. */
static gint64
get_decided_version (PfFormDraft *self)
{
  g_autoptr (PfSubmission) queued = find_submission (self, PF_SUBMISSION_STATE_QUEUED);

  return queued != NULL ? 0 : get_version (self->record);
}

static GBytes *
make_patch (PfFormDraft *self)
{
  g_autoptr (PfRecord) edited = pf_record_form_get_record (self->form);
  g_autoptr (PfRecord) nothing = NULL;

  if (self->kind != PF_SUBMISSION_CONTACT || get_target (self) != NULL)
    return pf_merge_patch_diff (self->record, edited, NULL);
  /* Of a new one the town has nothing, not even what the form was filled with. */
  nothing = pf_record_new (PF_TYPE_CONTACT, pf_record_get_id (self->record));
  return pf_merge_patch_diff (nothing, edited, NULL);
}

/* Returns: (transfer full): what the town is told of the proofs. Health is not told by a name. */
static GPtrArray *
name_proofs (PfFormDraft *self, GPtrArray *files)
{
  GPtrArray *named = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);

  for (guint i = 0; i < files->len; i++)
    {
      PfFile *file = pf_file_copy (g_ptr_array_index (files, i));

      if (self->kind == PF_SUBMISSION_HEALTH_SHEET)
        {
          g_free (file->name);
          /* TRANSLATORS: the name of a file: the first proof, the second… */
          file->name = g_strdup_printf (_("Proof %u"), i + 1);
        }
      g_ptr_array_add (named, file);
    }
  return named;
}

/* @patch: (transfer full): of the record. */
static PfSubmission *
make_submission (PfFormDraft *self, GBytes *patch)
{
  GPtrArray *files = self->proofs != NULL ? pf_attachments_get_files (self->proofs) : NULL;
  g_autoptr (GBytes) body = patch;
  PfSubmission *submission;

  if (files != NULL && files->len > 0)
    {
      g_autoptr (GPtrArray) named = name_proofs (self, files);
      GBytes *whole = pf_merge_patch_add_files (patch, named);

      g_bytes_unref (body);
      body = whole;
    }
  submission =
      pf_submission_new (self->kind, get_target (self), get_decided_version (self), body, files);
  submission->id = self->draft;
  return submission;
}

static void
show_proofs (PfFormDraft *self, PfSubmission *submission)
{
  if (self->proofs == NULL)
    return;
  self->is_filling = TRUE;
  pf_attachments_set_files (self->proofs, submission != NULL ? submission->files : NULL);
  self->is_filling = FALSE;
}

static void
emit_changed (PfFormDraft *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfFormDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = pf_session_save_draft_finish (PF_SESSION (source), result, &error);

  self->is_saving = FALSE;
  if (id > 0)
    self->draft = id;
  else if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
}

static gboolean
save_due_cb (gpointer user_data)
{
  PfFormDraft *self = user_data;
  g_autoptr (GBytes) patch = NULL;
  g_autoptr (PfSubmission) draft = NULL;

  if (self->is_saving)
    return G_SOURCE_CONTINUE;
  self->save_source = 0;
  patch = make_patch (self);
  if (patch == NULL)
    return G_SOURCE_REMOVE;
  draft = make_submission (self, g_steal_pointer (&patch));
  self->is_saving = TRUE;
  pf_session_save_draft_async (self->session, draft, NULL, saved_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (PfFormDraft *self)
{
  g_autoptr (GBytes) patch = make_patch (self);

  self->is_dirty = patch != NULL || pf_record_form_is_unreadable (self->form);
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY, save_due_cb, self);
  emit_changed (self);
}

static void
proofs_changed_cb (PfFormDraft *self)
{
  if (!self->is_filling && self->record != NULL)
    form_changed_cb (self);
}

static void
put_former_away (PfFormDraft *self)
{
  if (self->former == NULL)
    return;
  pf_session_dismiss_submission_async (self->session, self->former, NULL, NULL, NULL);
  g_clear_object (&self->former);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfFormDraft) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pf_session_submit_finish (PF_SESSION (source), result, &error) > 0)
    {
      self->draft = 0;
      self->is_dirty = FALSE;
      put_former_away (self);
      show_proofs (self, NULL);
      emit_changed (self);
    }
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pf_session_discard_submission_finish (PF_SESSION (source), result, &error) && error != NULL)
    g_info ("draft: %s", error->message);
}

static void
pf_form_draft_dispose (GObject *object)
{
  PfFormDraft *self = PF_FORM_DRAFT (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->form);
  g_clear_object (&self->proofs);
  g_clear_object (&self->former);
  g_clear_object (&self->record);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (pf_form_draft_parent_class)->dispose (object);
}

static void
pf_form_draft_class_init (PfFormDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pf_form_draft_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
pf_form_draft_init (PfFormDraft *self)
{
}

PfFormDraft *
pf_form_draft_new (PfSession *session, PfSubmissionKind kind, PfRecordForm *form)
{
  PfFormDraft *self = g_object_new (PF_TYPE_FORM_DRAFT, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->form = g_object_ref (form);
  g_signal_connect_object (form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
pf_form_draft_set_proofs (PfFormDraft *self, PfAttachments *proofs)
{
  g_return_if_fail (PF_IS_FORM_DRAFT (self) && PF_IS_ATTACHMENTS (proofs));

  self->proofs = g_object_ref (proofs);
  pf_attachments_set_session (proofs, self->session);
  pf_attachments_set_secret (proofs, self->kind == PF_SUBMISSION_HEALTH_SHEET);
  g_signal_connect_object (proofs, "changed", G_CALLBACK (proofs_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
pf_form_draft_show (PfFormDraft *self, gpointer record)
{
  g_autoptr (PfSubmission) draft = NULL;
  g_autoptr (PfSubmission) queued = NULL;
  g_autoptr (PfRecord) edited = NULL;

  g_return_if_fail (PF_IS_FORM_DRAFT (self) && PF_IS_RECORD (record));

  if (self->is_dirty)
    return;
  g_set_object (&self->record, record);
  draft = find_submission (self, PF_SUBMISSION_STATE_DRAFT);
  queued = find_submission (self, PF_SUBMISSION_STATE_QUEUED);
  self->draft = draft != NULL ? draft->id : 0;
  if (draft != NULL || queued != NULL)
    edited = pf_merge_patch_apply (record, draft != NULL ? draft->body : queued->body, NULL, NULL);
  pf_record_form_set_record (self->form, record, edited);
  show_proofs (self, draft);
  self->is_dirty = draft != NULL && edited != NULL;
  emit_changed (self);
}

void
pf_form_draft_mend (PfFormDraft *self, gpointer record, PfSubmission *submission)
{
  g_autoptr (PfRecord) edited = NULL;

  g_return_if_fail (PF_IS_FORM_DRAFT (self) && PF_IS_RECORD (record));

  edited = pf_merge_patch_apply (record, submission->body, NULL, NULL);
  if (edited == NULL)
    return;
  g_set_object (&self->record, record);
  g_set_object (&self->former, submission);
  pf_record_form_set_record (self->form, record, edited);
  show_proofs (self, submission);
  self->is_dirty = TRUE;
  if (submission->answer != NULL && submission->answer->outcome == PF_SUBMISSION_OUTCOME_CHANGED)
    pf_record_form_show_town_values (self->form, record);
  else if (submission->answer != NULL)
    pf_record_form_point_at (self->form, submission->answer->pointer, submission->answer->detail);
  emit_changed (self);
}

gboolean
pf_form_draft_has_changes (PfFormDraft *self)
{
  g_return_val_if_fail (PF_IS_FORM_DRAFT (self), FALSE);

  return self->is_dirty;
}

gboolean
pf_form_draft_needs_agent (PfFormDraft *self)
{
  g_autoptr (PfRecord) edited = NULL;

  g_return_val_if_fail (PF_IS_FORM_DRAFT (self), FALSE);

  if (self->record == NULL)
    return FALSE;
  edited = pf_record_form_get_record (self->form);
  return pf_record_form_needs_agent (self->form, self->record, edited);
}

gboolean
pf_form_draft_is_busy (PfFormDraft *self)
{
  g_return_val_if_fail (PF_IS_FORM_DRAFT (self), FALSE);

  return self->proofs != NULL && pf_attachments_is_busy (self->proofs);
}

gboolean
pf_form_draft_check (PfFormDraft *self)
{
  g_return_val_if_fail (PF_IS_FORM_DRAFT (self), FALSE);

  return pf_record_form_check (self->form, pf_session_get_today (self->session));
}

void
pf_form_draft_submit (PfFormDraft *self)
{
  g_autoptr (GBytes) patch = NULL;
  g_autoptr (PfSubmission) submission = NULL;

  g_return_if_fail (PF_IS_FORM_DRAFT (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  patch = self->record != NULL ? make_patch (self) : NULL;
  if (patch == NULL)
    {
      pf_form_draft_discard (self);
      return;
    }
  submission = make_submission (self, g_steal_pointer (&patch));
  pf_session_submit_async (self->session, submission, NULL, submitted_cb, g_object_ref (self));
}

void
pf_form_draft_discard (PfFormDraft *self)
{
  g_autoptr (PfSubmission) draft = NULL;

  g_return_if_fail (PF_IS_FORM_DRAFT (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->is_dirty = FALSE;
  draft = self->record != NULL ? find_submission (self, PF_SUBMISSION_STATE_DRAFT) : NULL;
  self->draft = 0;
  if (draft != NULL)
    pf_session_discard_submission_async (self->session, draft, NULL, discarded_cb, NULL);
  g_clear_object (&self->former);
  if (self->record != NULL)
    pf_record_form_set_record (self->form, self->record, NULL);
  show_proofs (self, NULL);
  emit_changed (self);
}
