/* SPDX-License-Identifier: GPL-3.0-or-later
 * What families write to the town hall's services, and what agents answer. */
#include "config.h"

#include "pfs-threads.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pfs-mail.h"
#include "pfs-sent-files.h"
#include "pfs-storage-desk.h"
#include "pfs-storage-families.h"

/* A message on its way in. */
typedef struct {
  PfsStorage *storage;
  const char *household;
  const char *guardian;
  const PfMessageBody *body;
  PfMoment now;
  PfsRefusal *refusal;
} Arrival;

/* Returns: whether @text is there and not longer than @max characters; else the refusal says so. */
static gboolean
check_text (Arrival    *arrival,
            const char *text,
            glong       max,
            const char *missing_french,
            const char *missing_english,
            const char *pointer)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*stripped == '\0')
    return pfs_refusal_say (arrival->refusal, PF_PROBLEM_UNPROCESSABLE, missing_french,
                            missing_english, pointer);
  if (g_utf8_strlen (text, -1) > max)
    return pfs_refusal_say (arrival->refusal, PF_PROBLEM_UNPROCESSABLE, "C’est trop long.",
                            "This is too long.", pointer);
  return TRUE;
}

static gboolean
has_topic (PfService *service, const char *id)
{
  for (guint i = 0; i < service->topics->len; i++)
    if (strcmp (((const PfTopic *) g_ptr_array_index (service->topics, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* Returns: whether what begins a thread is right. */
static gboolean
check_beginning (Arrival *arrival, PfService *service)
{
  const PfMessageBody *body = arrival->body;

  if (service == NULL || !service->takes_messages)
    return pfs_refusal_say (arrival->refusal, PF_PROBLEM_UNPROCESSABLE,
                            "Choisissez le service à qui vous écrivez.",
                            "Choose the service that you write to.", "/service");
  if (body->topic == NULL ? service->topics->len > 0 : !has_topic (service, body->topic))
    return pfs_refusal_say (arrival->refusal, PF_PROBLEM_UNPROCESSABLE,
                            "Choisissez un thème de ce service.", "Choose a topic of this service.",
                            "/topic");
  return check_text (arrival, body->subject, PF_MESSAGE_MAX_SUBJECT, "Donnez un objet au message.",
                     "Give the message a subject.", "/subject");
}

/* Loads the thread that is answered. */
static PfThread *
load_own_thread (PfsStorage *storage, const char *household, const char *id, GError **error)
{
  g_autofree char *owner = pfs_storage_get_thread_household (storage, id, error);

  if (owner == NULL)
    return NULL;
  if (strcmp (owner, household) == 0)
    return pfs_storage_load_thread (storage, id, error);
  pfs_storage_set_absent (_("There is no thread"), id, error);
  return NULL;
}

/* Sets @service to the one with @id (nullable), NULL where it is not there. */
static gboolean
find_service (PfsStorage *storage, const char *id, PfService **service, GError **error)
{
  GError *failure = NULL;

  *service = id != NULL ? pfs_storage_load_service (storage, id, &failure) : NULL;
  return pfs_storage_may_be_absent (failure, error);
}

/* Returns: (transfer full): the identifier of the thread that the message begins. */
static char *
begin_thread (Arrival *arrival, PfService *service, GError **error)
{
  g_autoptr (PfThread) thread = pf_record_new (PF_TYPE_THREAD, "");

  thread->service = g_strdup (pf_record_get_id (PF_RECORD (service)));
  thread->topic = g_strdup (arrival->body->topic);
  thread->subject = g_strstrip (g_strdup (arrival->body->subject));
  return pfs_storage_add_thread (arrival->storage, arrival->household, thread, error);
}

static gboolean
queue_copy (Arrival *arrival, PfService *service, const char *subject, GError **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("message-copy");

  pfs_mail_set_text (mail, "subject", subject);
  pfs_mail_set_text (mail, "service", service != NULL ? service->name : NULL);
  pfs_mail_set_text (mail, "text", arrival->body->text);
  pfs_mail_set_moment (mail, "at", arrival->now);
  return pfs_mail_queue_for_guardian (mail, arrival->storage, arrival->guardian, error);
}

static gboolean
add_message (Arrival *arrival, const char *thread, GError **error)
{
  g_autoptr (PfGuardian) guardian =
      pfs_storage_load_guardian (arrival->storage, arrival->guardian, NULL, error);
  g_autoptr (PfMessage) message = pf_record_new (PF_TYPE_MESSAGE, "");
  g_autofree char *id = NULL;

  if (guardian == NULL)
    return FALSE;
  message->thread = g_strdup (thread);
  message->author = g_strdup_printf ("%s %s", guardian->first_name, guardian->last_name);
  message->text = g_strdup (arrival->body->text);
  message->at = arrival->now;
  message->is_read = TRUE;
  id = pfs_storage_add_message (arrival->storage, message, error);
  return id != NULL &&
         pfs_sent_files_attach (arrival->storage, arrival->household, PF_COLLECTION_MESSAGES, id, 0,
                                arrival->body->files, error);
}

/* Keeps a message of which everything was checked. */
static char *
keep_message (Arrival *arrival, PfThread *answered, PfService *service, GError **error)
{
  g_autofree char *thread = answered != NULL ? g_strdup (pf_record_get_id (PF_RECORD (answered)))
                                             : begin_thread (arrival, service, error);
  const char *subject = answered != NULL ? answered->subject : arrival->body->subject;

  if (thread == NULL || !add_message (arrival, thread, error) ||
      (arrival->body->wants_copy && !queue_copy (arrival, service, subject, error)))
    return NULL;
  return g_steal_pointer (&thread);
}

char *
pfs_threads_write (PfsStorage          *storage,
                   const char          *household,
                   const char          *guardian,
                   const PfMessageBody *body,
                   PfMoment             now,
                   PfsRefusal          *refusal,
                   GError             **error)
{
  Arrival arrival = { storage, household, guardian, body, now, refusal };
  g_autoptr (PfThread) answered = NULL;
  g_autoptr (PfService) service = NULL;
  PfsFileLimits limits = { 0 };

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL && guardian != NULL && body != NULL, NULL);

  if (body->thread != NULL)
    {
      answered = load_own_thread (storage, household, body->thread, error);
      if (answered == NULL)
        return NULL;
    }
  if (!find_service (storage, answered != NULL ? answered->service : body->service, &service,
                     error))
    return NULL;
  if (answered != NULL && answered->is_closed)
    pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE,
                     "Cette conversation est close : commencez-en une autre.",
                     "This conversation is closed: begin another one.", "/thread");
  else if ((answered != NULL || check_beginning (&arrival, service)) &&
           check_text (&arrival, body->text, PF_MESSAGE_MAX_TEXT, "Le message est vide.",
                       "The message is empty.", "/text"))
    {
      if (service != NULL)
        limits = (PfsFileLimits){ service->max_files, service->max_bytes };
      if (pfs_sent_files_check (storage, household, body->files, &limits, refusal, error))
        return keep_message (&arrival, answered, service, error);
    }
  return NULL;
}

gboolean
pfs_threads_mark_read (PfsStorage *storage,
                       const char *household,
                       const char *thread,
                       GError    **error)
{
  g_autoptr (PfThread) own = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && thread != NULL, FALSE);

  own = load_own_thread (storage, household, thread, error);
  return own != NULL && pfs_storage_mark_thread_read (storage, thread, error);
}

static gboolean
queue_notice (PfsStorage *storage,
              const char *household,
              PfThread   *thread,
              const char *author,
              GError    **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("message-answer");

  pfs_mail_set_text (mail, "subject", thread->subject);
  pfs_mail_set_text (mail, "service", author);
  return pfs_mail_queue_for_household (mail, storage, household, error);
}

char *
pfs_threads_answer (PfsStorage *storage,
                    const char *thread,
                    const char *text,
                    GPtrArray  *files,
                    PfMoment    now,
                    GError    **error)
{
  g_autoptr (PfThread) answered = NULL;
  g_autoptr (PfService) service = NULL;
  g_autoptr (PfMessage) message = NULL;
  g_autofree char *household = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (thread != NULL && text != NULL, NULL);

  answered = pfs_storage_load_thread (storage, thread, error);
  household = answered != NULL ? pfs_storage_get_thread_household (storage, thread, error) : NULL;
  if (household == NULL)
    return NULL;
  service = pfs_storage_load_service (storage, answered->service, NULL);
  message = pf_record_new (PF_TYPE_MESSAGE, "");
  message->thread = g_strdup (thread);
  message->is_from_town = TRUE;
  message->author = service != NULL ? g_strdup (service->name) : NULL;
  message->text = g_strdup (text);
  message->at = now;
  id = pfs_storage_add_message (storage, message, error);
  if (id == NULL ||
      (files != NULL &&
       !pfs_sent_files_attach (storage, household, PF_COLLECTION_MESSAGES, id, 0, files, error)) ||
      !queue_notice (storage, household, answered, message->author, error))
    return NULL;
  return g_steal_pointer (&id);
}
