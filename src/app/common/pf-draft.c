/* SPDX-License-Identifier: GPL-3.0-or-later
 * A submission while it is written. One write is under way at a time: until the first has told the
 * draft's id, a second would make another draft. */
#include "config.h"

#include "pf-draft.h"

#define KEPT_AFTER 400 /* ms */

struct _PfDraft {
  GObject parent_instance;

  PfSession *session; /* (owned) */
  PfSubmissionKind kind;
  PfSubmission *former; /* (owned) (nullable): a refused one, to be put away */
  gint64 id;            /* 0 = not kept yet */
  GBytes *body;         /* (owned) (nullable): what is not kept yet, or to send */
  GPtrArray *files;     /* (owned) (nullable) */
  gboolean is_dirty;
  gboolean is_saving;
  gboolean is_gone; /* to be taken away once saving ends */
  guint source;
  GTask *submission; /* (owned) (nullable): waits for saving to end */
};

G_DEFINE_FINAL_TYPE (PfDraft, pf_draft, G_TYPE_OBJECT)

static void save (PfDraft *self);
static void submit (PfDraft *self);

static PfSubmission *
make_submission (PfDraft *self)
{
  PfSubmission *submission = pf_submission_new (self->kind, NULL, 0, self->body, self->files);

  submission->id = self->id;
  return submission;
}

static void
put_former_away (PfDraft *self)
{
  if (self->former == NULL)
    return;
  pf_session_dismiss_submission_async (self->session, self->former, NULL, NULL, NULL);
  g_clear_object (&self->former);
}

/* Takes away what is kept. */
static void
remove_kept (PfDraft *self)
{
  GListModel *all = pf_session_get_submissions (self->session);

  for (guint i = 0; self->id != 0 && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (all, i);

      if (submission->id == self->id)
        pf_session_discard_submission_async (self->session, submission, NULL, NULL, NULL);
    }
  self->id = 0;
  self->is_gone = FALSE;
}

/* What came while a write was under way. */
static void
go_on (PfDraft *self)
{
  if (self->submission != NULL)
    submit (self);
  else if (self->is_gone)
    remove_kept (self);
  else if (self->is_dirty && self->source == 0)
    save (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = pf_session_save_draft_finish (PF_SESSION (source), result, &error);

  self->is_saving = FALSE;
  if (id == 0)
    {
      /* The disk refuses: the next change tries again, and sending tells it. */
      g_message ("A draft is not kept: %s", error->message);
      self->is_dirty = TRUE;
      if (self->submission != NULL)
        submit (self);
      return;
    }
  self->id = id;
  put_former_away (self);
  go_on (self);
}

static void
save (PfDraft *self)
{
  g_autoptr (PfSubmission) submission = make_submission (self);

  self->is_saving = TRUE;
  self->is_dirty = FALSE;
  pf_session_save_draft_async (self->session, submission, NULL, saved_cb, g_object_ref (self));
}

static gboolean
due_cb (gpointer user_data)
{
  PfDraft *self = user_data;

  self->source = 0;
  if (!self->is_saving)
    save (self);
  return G_SOURCE_REMOVE;
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfDraft *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->is_saving = FALSE;
  if (pf_session_submit_finish (PF_SESSION (source), result, &error) == 0)
    {
      g_task_return_error (task, error);
      return;
    }
  put_former_away (self);
  self->id = 0;
  self->is_dirty = FALSE;
  g_task_return_boolean (task, TRUE);
}

static void
submit (PfDraft *self)
{
  g_autoptr (PfSubmission) submission = make_submission (self);

  self->is_saving = TRUE;
  self->is_dirty = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
  pf_session_submit_async (self->session, submission, NULL, submitted_cb,
                           g_steal_pointer (&self->submission));
}

static void
pf_draft_dispose (GObject *object)
{
  PfDraft *self = PF_DRAFT (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->former);
  g_clear_object (&self->session);
  g_clear_object (&self->submission);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  G_OBJECT_CLASS (pf_draft_parent_class)->dispose (object);
}

static void
pf_draft_class_init (PfDraftClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_draft_dispose;
}

static void
pf_draft_init (PfDraft *self)
{
}

PfDraft *
pf_draft_new (PfSession *session, PfSubmissionKind kind, PfSubmission *former)
{
  PfDraft *self;

  g_return_val_if_fail (PF_IS_SESSION (session), NULL);

  self = g_object_new (PF_TYPE_DRAFT, NULL);
  self->session = g_object_ref (session);
  self->kind = kind;
  if (former != NULL && former->state == PF_SUBMISSION_STATE_DRAFT)
    self->id = former->id;
  else if (former != NULL)
    self->former = g_object_ref (former);
  return self;
}

PfSession *
pf_draft_get_session (PfDraft *self)
{
  g_return_val_if_fail (PF_IS_DRAFT (self), NULL);

  return self->session;
}

void
pf_draft_set (PfDraft *self, GBytes *body, GPtrArray *files)
{
  g_return_if_fail (PF_IS_DRAFT (self));
  g_return_if_fail (body != NULL);

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->body = g_bytes_ref (body);
  self->files = files != NULL ? pf_files_copy (files) : NULL;
  self->is_gone = FALSE;
  self->is_dirty = TRUE;
  if (self->source == 0)
    self->source = g_timeout_add (KEPT_AFTER, due_cb, self);
}

void
pf_draft_discard (PfDraft *self)
{
  g_return_if_fail (PF_IS_DRAFT (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->is_dirty = FALSE;
  put_former_away (self);
  if (self->is_saving)
    self->is_gone = TRUE;
  else
    remove_kept (self);
}

void
pf_draft_flush (PfDraft *self)
{
  g_return_if_fail (PF_IS_DRAFT (self));

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->is_dirty && !self->is_saving)
    save (self);
}

void
pf_draft_submit_async (PfDraft *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (PF_IS_DRAFT (self));
  g_return_if_fail (self->body != NULL && self->submission == NULL);

  self->submission = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->submission, pf_draft_submit_async);
  if (!self->is_saving)
    submit (self);
}

gboolean
pf_draft_submit_finish (PfDraft *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
