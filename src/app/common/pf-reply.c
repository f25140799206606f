/* SPDX-License-Identifier: GPL-3.0-or-later
 * An answer to something that the town has. */
#include "config.h"

#include "pf-reply.h"

#include "pf-draft.h"
#include "pf-sending.h"
#include "pf-submission-row.h"

#include <glib/gi18n-lib.h>

struct _PfReply {
  GObject parent_instance;

  PfHub *hub;         /* (owned) */
  PfSession *session; /* (owned) */
  const PfReplyKind *kind;
  char *target;
  PfWriting *writing; /* (owned) */
  PfDraft *draft;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (PfReply, pf_reply, G_TYPE_OBJECT)

static void
changed_cb (PfReply *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;
  GPtrArray *files = pf_writing_get_files (self->writing);

  if (pf_writing_is_empty (self->writing))
    {
      pf_draft_discard (self->draft);
      return;
    }
  text = pf_writing_get_text (self->writing);
  body = self->kind->encode (self->target, text, files);
  pf_draft_set (self->draft, body, files);
}

static void
sent_cb (gpointer owner, const char *trouble)
{
  PfReply *self = PF_REPLY (owner);

  if (trouble == NULL)
    {
      pf_writing_set (self->writing, NULL, NULL);
      pf_writing_focus (self->writing);
    }
  pf_writing_set_trouble (self->writing, trouble);
}

static void
send_cb (PfReply *self)
{
  g_autofree char *trouble = pf_writing_check_files (self->writing);

  if (trouble == NULL)
    trouble = self->kind->check (self->writing);
  pf_writing_set_trouble (self->writing, trouble);
  if (trouble != NULL)
    return;
  changed_cb (self);
  pf_sending_start (self->draft, GTK_WIDGET (self->writing), sent_cb, self);
}

/* Returns: (transfer full) (nullable): the text of @submission where it is an answer to this. */
static char *
read_answer (PfReply *self, PfSubmission *submission)
{
  return submission->kind == self->kind->kind &&
                 pf_hub_find_session (self->hub, submission) == self->session
             ? self->kind->read (self->target, submission->body)
             : NULL;
}

/* A draft is in its place to write already. */
static char *
name_answer (PfSubmission *submission, gpointer user_data)
{
  g_autofree char *text = read_answer (PF_REPLY (user_data), submission);

  if (text == NULL || submission->state == PF_SUBMISSION_STATE_DRAFT)
    return NULL;
  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (_("Files"));
}

/* @submission: (nullable) */
static void
take_up (PfReply *self, PfSubmission *submission)
{
  g_autofree char *text = submission != NULL ? read_answer (self, submission) : NULL;

  if (self->draft != NULL)
    pf_draft_flush (self->draft);
  g_clear_object (&self->draft);
  self->draft = pf_draft_new (self->session, self->kind->kind, submission);
  if (submission != NULL)
    pf_writing_set (self->writing, text, submission->files);
}

static void
write_on (PfSubmission *submission, gpointer user_data)
{
  PfReply *self = PF_REPLY (user_data);

  take_up (self, submission);
  pf_writing_focus (self->writing);
}

/* Returns: (transfer full) (nullable) */
static PfSubmission *
find_draft (PfReply *self)
{
  GListModel *all = pf_session_get_submissions (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (all, i);
      g_autofree char *text = read_answer (self, submission);

      if (text != NULL && submission->state == PF_SUBMISSION_STATE_DRAFT)
        return g_steal_pointer (&submission);
    }
  return NULL;
}

static void
pf_reply_dispose (GObject *object)
{
  PfReply *self = PF_REPLY (object);

  if (self->draft != NULL)
    pf_draft_flush (self->draft);
  g_clear_object (&self->draft);
  g_clear_object (&self->writing);
  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->target, g_free);
  G_OBJECT_CLASS (pf_reply_parent_class)->dispose (object);
}

static void
pf_reply_class_init (PfReplyClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_reply_dispose;
}

static void
pf_reply_init (PfReply *self)
{
}

PfReply *
pf_reply_new (PfHub             *hub,
              PfSession         *session,
              const PfReplyKind *kind,
              const char        *target,
              PfWriting         *writing)
{
  g_autoptr (PfSubmission) kept = NULL;
  PfReply *self;

  g_return_val_if_fail (PF_IS_HUB (hub) && PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind != NULL && target != NULL, NULL);
  g_return_val_if_fail (PF_IS_WRITING (writing), NULL);

  self = g_object_new (PF_TYPE_REPLY, NULL);
  self->hub = g_object_ref (hub);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->target = g_strdup (target);
  self->writing = g_object_ref (writing);
  pf_writing_set_session (writing, session);
  pf_writing_set_labels (writing, _("Your Answer"), _("Send"));
  g_signal_connect_object (writing, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (writing, "send", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  kept = find_draft (self);
  take_up (self, kept);
  return self;
}

GtkWidget *
pf_reply_create_list (PfReply *self)
{
  g_return_val_if_fail (PF_IS_REPLY (self), NULL);

  return pf_submission_list_new (self->hub, name_answer, write_on, self);
}

void
pf_reply_flush (PfReply *self)
{
  g_return_if_fail (PF_IS_REPLY (self));

  pf_draft_flush (self->draft);
}
