/* SPDX-License-Identifier: GPL-3.0-or-later
 * The submission as a value: it knows nothing of where it is kept, nor of how it is sent. */
#include "config.h"

#include "pf-submission.h"

G_DEFINE_TYPE (PfSubmission, pf_submission, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (PfSubmissionAnswer, pf_submission_answer, pf_submission_answer_copy,
                     pf_submission_answer_free)

static const char *const kind_ids[PF_N_SUBMISSION_KINDS] = {
  [PF_SUBMISSION_MESSAGE] = "message",
  [PF_SUBMISSION_REQUEST] = "request",
  [PF_SUBMISSION_ENROLMENT] = "enrolment",
  [PF_SUBMISSION_DOCUMENT] = "document",
  [PF_SUBMISSION_HOUSEHOLD] = "household",
  [PF_SUBMISSION_GUARDIAN] = "guardian",
  [PF_SUBMISSION_CHILD] = "child",
  [PF_SUBMISSION_HEALTH_SHEET] = "health-sheet",
  [PF_SUBMISSION_CONTACT] = "contact",
  [PF_SUBMISSION_CONTACT_REMOVAL] = "contact-removal",
  [PF_SUBMISSION_READ_MARK] = "read-mark",
  [PF_SUBMISSION_REGISTRATION] = "registration",
  [PF_SUBMISSION_YEARLY_UPDATE] = "yearly-update",
};

static gboolean
files_are_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const PfFile *left = g_ptr_array_index (a, i), *right = g_ptr_array_index (b, i);

      if (g_strcmp0 (left->digest, right->digest) != 0 || g_strcmp0 (left->name, right->name) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
pf_submission_finalize (GObject *object)
{
  PfSubmission *self = PF_SUBMISSION (object);

  g_free (self->target);
  g_free (self->key);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->answer, pf_submission_answer_free);
  G_OBJECT_CLASS (pf_submission_parent_class)->finalize (object);
}

static void
pf_submission_class_init (PfSubmissionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_submission_finalize;
}

static void
pf_submission_init (PfSubmission *self)
{
  self->decided_at = PF_MOMENT_NONE;
}

const char *
pf_submission_kind_get_id (PfSubmissionKind kind)
{
  g_return_val_if_fail ((guint) kind < PF_N_SUBMISSION_KINDS, NULL);

  return kind_ids[kind];
}

int
pf_submission_kind_from_id (const char *id)
{
  for (int i = 0; i < PF_N_SUBMISSION_KINDS; i++)
    if (g_strcmp0 (kind_ids[i], id) == 0)
      return i;
  return -1;
}

PfSubmissionAnswer *
pf_submission_answer_new (PfSubmissionOutcome outcome)
{
  PfSubmissionAnswer *answer = g_new0 (PfSubmissionAnswer, 1);

  answer->outcome = outcome;
  answer->at = PF_MOMENT_NONE;
  return answer;
}

PfSubmissionAnswer *
pf_submission_answer_copy (const PfSubmissionAnswer *answer)
{
  PfSubmissionAnswer *copy = pf_submission_answer_new (answer->outcome);

  copy->id = g_strdup (answer->id);
  copy->title = g_strdup (answer->title);
  copy->detail = g_strdup (answer->detail);
  copy->pointer = g_strdup (answer->pointer);
  copy->at = answer->at;
  return copy;
}

void
pf_submission_answer_free (PfSubmissionAnswer *answer)
{
  g_free (answer->id);
  g_free (answer->title);
  g_free (answer->detail);
  g_free (answer->pointer);
  g_free (answer);
}

PfSubmission *
pf_submission_new (PfSubmissionKind kind,
                   const char      *target,
                   gint64           version,
                   GBytes          *body,
                   GPtrArray       *files)
{
  PfSubmission *self;

  g_return_val_if_fail ((guint) kind < PF_N_SUBMISSION_KINDS, NULL);
  g_return_val_if_fail (body != NULL, NULL);

  self = g_object_new (PF_TYPE_SUBMISSION, NULL);
  self->kind = kind;
  self->target = g_strdup (target);
  self->version = version;
  self->body = g_bytes_ref (body);
  self->files = files != NULL ? pf_files_copy (files)
                              : g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  return self;
}

gboolean
pf_submission_equal (PfSubmission *a, PfSubmission *b)
{
  g_return_val_if_fail (PF_IS_SUBMISSION (a) && PF_IS_SUBMISSION (b), FALSE);

  return a->id == b->id && a->kind == b->kind && a->state == b->state && a->version == b->version &&
         g_strcmp0 (a->target, b->target) == 0 && g_bytes_equal (a->body, b->body) &&
         files_are_equal (a->files, b->files);
}

gboolean
pf_submission_is_refused (PfSubmission *self)
{
  g_return_val_if_fail (PF_IS_SUBMISSION (self), FALSE);

  return self->answer != NULL && (self->answer->outcome == PF_SUBMISSION_OUTCOME_REFUSED ||
                                  self->answer->outcome == PF_SUBMISSION_OUTCOME_CHANGED);
}
