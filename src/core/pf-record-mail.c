/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of writing to the town hall. */
#include "config.h"

#include "pf-record-mail.h"

#include <string.h>

#include "pf-record-private.h"

DEFINE_RECORD (PfService, pf_service)
DEFINE_RECORD (PfThread, pf_thread)
DEFINE_RECORD (PfMessage, pf_message)
DEFINE_RECORD (PfForm, pf_form)
DEFINE_RECORD (PfRequest, pf_request)

static void
pf_service_clear (PfService *self)
{
  pf_free_texts (&self->name, &self->contact, NULL);
  g_ptr_array_unref (self->topics);
}

static void
pf_service_init (PfService *self)
{
  self->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_topic_free);
}

static void
pf_thread_clear (PfThread *self)
{
  pf_free_texts (&self->service, &self->topic, &self->subject, NULL);
}

static void
pf_thread_init (PfThread *self)
{
  self->last_at = PF_MOMENT_NONE;
}

static void
pf_message_clear (PfMessage *self)
{
  pf_free_texts (&self->thread, &self->author, &self->text, NULL);
  g_ptr_array_unref (self->files);
}

static void
pf_message_init (PfMessage *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  self->at = PF_MOMENT_NONE;
}

static void
pf_form_clear (PfForm *self)
{
  pf_free_texts (&self->name, &self->category, &self->description, NULL);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->papers);
}

static void
pf_form_init (PfForm *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_field_free);
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_form_paper_free);
}

static void
pf_request_clear (PfRequest *self)
{
  pf_free_texts (&self->form, &self->name, &self->category, &self->child, NULL);
  g_ptr_array_unref (self->replies);
  g_ptr_array_unref (self->history);
  g_ptr_array_unref (self->files);
}

static void
pf_request_init (PfRequest *self)
{
  self->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_reply_line_free);
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_request_event_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  self->sent_at = self->appointment = PF_MOMENT_NONE;
}

void
pf_topic_free (PfTopic *topic)
{
  pf_free_texts (&topic->id, &topic->name, NULL);
  g_free (topic);
}

void
pf_field_free (PfField *field)
{
  pf_free_texts (&field->id, &field->label, &field->hint, NULL);
  g_clear_pointer (&field->choices, g_ptr_array_unref);
  g_free (field);
}

void
pf_form_paper_free (PfFormPaper *paper)
{
  pf_free_texts (&paper->id, &paper->name, NULL);
  g_free (paper);
}

void
pf_request_event_free (PfRequestEvent *event)
{
  pf_free_texts (&event->text, NULL);
  g_free (event);
}

void
pf_reply_line_free (PfReplyLine *line)
{
  pf_free_texts (&line->label, &line->text, NULL);
  g_free (line);
}

gboolean
pf_request_state_is_final (PfRequestState state)
{
  return state == PF_REQUEST_ACCEPTED || state == PF_REQUEST_REFUSED || state == PF_REQUEST_CLOSED;
}

const PfField *
pf_form_find_field (PfForm *self, const char *id)
{
  g_return_val_if_fail (PF_IS_FORM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const PfField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->id, id) == 0)
        return field;
    }
  return NULL;
}
