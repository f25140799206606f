/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests on their way in, and what agents decide on them. */
#include "config.h"

#include "pfs-requests.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pf-file-type.h"
#include "pfs-forbid.h"
#include "pfs-form-check.h"
#include "pfs-mail.h"
#include "pfs-request-effects.h"
#include "pfs-sent-files.h"
#include "pfs-storage-desk.h"

static const PfsFileLimits limits = { PFS_REQUEST_MAX_FILES, PF_UPLOAD_MAX };

/* What the family is told of a state, as a sentence's end. */
static const char *const state_words[][PFS_N_LANGUAGES] = {
  [PF_REQUEST_SENT] = { "a été reçue", "was received" },
  [PF_REQUEST_STUDIED] = { "est à l’étude", "is being looked at" },
  [PF_REQUEST_WANTED] = { "attend quelque chose de vous", "needs something from you" },
  [PF_REQUEST_ACCEPTED] = { "est acceptée", "is accepted" },
  [PF_REQUEST_REFUSED] = { "est refusée", "is refused" },
  [PF_REQUEST_CLOSED] = { "est close", "is closed" },
};

void
pfs_request_add_reply (PfRequest *request, const char *label, const char *text)
{
  PfReplyLine *line = g_new0 (PfReplyLine, 1);

  line->label = g_strdup (label);
  line->text = g_strdup (text);
  g_ptr_array_add (request->replies, line);
}

char *
pfs_requests_open (PfsStorage *storage,
                   const char *household,
                   const char *guardian,
                   PfRequest  *request,
                   GPtrArray  *files,
                   const char *effect,
                   const char *target,
                   GBytes     *pending,
                   PfMoment    now,
                   GError    **error)
{
  const PfsPending kept = { .household = (char *) household,
                            .guardian = (char *) guardian,
                            .effect = (char *) effect,
                            .target = (char *) target,
                            .body = pending };
  g_autofree char *id = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL && PF_IS_REQUEST (request), NULL);

  request->sent_at = now;
  request->state = PF_REQUEST_SENT;
  id = pfs_storage_add_request (storage, request, &kept, error);
  if (id == NULL ||
      !pfs_storage_add_request_event (storage, id, PF_REQUEST_SENT, now, NULL, error) ||
      (files != NULL &&
       !pfs_sent_files_attach (storage, household, PF_COLLECTION_REQUESTS, id, 0, files, error)))
    return NULL;
  return g_steal_pointer (&id);
}

/* Takes a form that was filled in. */
static char *
send_form (PfsStorage          *storage,
           const char          *household,
           const char          *guardian,
           const PfRequestBody *body,
           PfMoment             now,
           PfsRefusal          *refusal,
           GError             **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (PfForm) form =
      body->form != NULL ? pfs_storage_load_form (storage, body->form, &failure) : NULL;
  g_autoptr (PfRequest) request = pf_record_new (PF_TYPE_REQUEST, "");
  g_autoptr (GBytes) pending = NULL;
  const char *effect;

  if (body->form == NULL ||
      g_error_matches (failure, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    {
      pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE,
                       "La mairie ne propose plus cette démarche.",
                       "The town hall does not offer this request any more.", "/form");
      return NULL;
    }
  if (form == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!pfs_form_check (storage, household, form, body, now, request, refusal, error) ||
      !pfs_sent_files_check (storage, household, body->files, &limits, refusal, error))
    return NULL;
  effect = pfs_request_effects_find (form->purpose);
  pending = effect != NULL ? pf_codec_encode_request_body (body) : NULL;
  return pfs_requests_open (storage, household, guardian, request, body->files, effect, NULL,
                            pending, now, error);
}

/* Takes what completes a request. */
static gboolean
complete_request (PfsStorage          *storage,
                  const char          *household,
                  PfRequest           *request,
                  const PfRequestBody *body,
                  PfMoment             now,
                  PfsRefusal          *refusal,
                  GError             **error)
{
  const char *id = pf_record_get_id (PF_RECORD (request));
  PfsFileLimits left = { MAX (limits.max_files - (int) request->files->len, 0), limits.max_bytes };

  if (request->state != PF_REQUEST_WANTED)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE,
                            "La mairie n’attend rien de vous ici.",
                            "The town hall wants nothing from you here.", "/request");
  if (body->files->len == 0 && (body->text == NULL || *body->text == '\0'))
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE,
                            "Écrivez une réponse, ou joignez ce qui manque.",
                            "Write an answer, or attach what is missing.", "/text");
  return pfs_sent_files_check (storage, household, body->files, &left, refusal, error) &&
         pfs_sent_files_attach (storage, household, PF_COLLECTION_REQUESTS, id,
                                (int) request->files->len, body->files, error) &&
         pfs_storage_add_request_event (storage, id, PF_REQUEST_SENT, now, body->text, error);
}

static PfRequest *
load_own_request (PfsStorage *storage, const char *household, const char *id, GError **error)
{
  g_autoptr (PfsPending) pending = pfs_storage_load_pending (storage, id, error);

  if (pending == NULL)
    return NULL;
  if (strcmp (pending->household, household) == 0)
    return pfs_storage_load_request (storage, id, error);
  pfs_storage_set_absent (_("There is no request"), id, error);
  return NULL;
}

char *
pfs_requests_send (PfsStorage          *storage,
                   const char          *household,
                   const char          *guardian,
                   const PfRequestBody *body,
                   PfMoment             now,
                   PfsRefusal          *refusal,
                   GError             **error)
{
  g_autoptr (PfRequest) request = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL && guardian != NULL && body != NULL, NULL);

  if (body->request == NULL)
    return send_form (storage, household, guardian, body, now, refusal, error);
  request = load_own_request (storage, household, body->request, error);
  if (request == NULL || !complete_request (storage, household, request, body, now, refusal, error))
    return NULL;
  return g_strdup (body->request);
}

/* Returns: whether an agent may say this; else @error tells the clerk. */
static gboolean
check_decision (PfRequest *request, PfRequestState state, const char *words, GError **error)
{
  const char *sentence = NULL;

  if (pf_request_state_is_final (request->state))
    sentence = _("This request was decided already");
  else if (request->state == state)
    sentence = _("The request is in this state already");
  else if ((state == PF_REQUEST_WANTED || state == PF_REQUEST_REFUSED) &&
           (words == NULL || *words == '\0'))
    sentence = _("Tell the family what is missing, or why it is refused");
  return pfs_forbid (error, sentence);
}

static gboolean
queue_notice (PfsStorage    *storage,
              const char    *household,
              PfRequest     *request,
              PfRequestState state,
              const char    *words,
              GError       **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("request");

  pfs_mail_set_text (mail, "request", request->name);
  pfs_mail_set_words (mail, "state", state_words[state]);
  pfs_mail_set_text (mail, "words", words);
  return pfs_mail_queue_for_household (mail, storage, household, error);
}

gboolean
pfs_requests_decide (PfsStorage    *storage,
                     const char    *id,
                     PfRequestState state,
                     const char    *words,
                     PfMoment       now,
                     GError       **error)
{
  g_autoptr (PfRequest) request = NULL;
  g_autoptr (PfsPending) pending = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (id != NULL && state != PF_REQUEST_SENT, FALSE);

  request = pfs_storage_load_request (storage, id, error);
  pending = request != NULL ? pfs_storage_load_pending (storage, id, error) : NULL;
  return pending != NULL && check_decision (request, state, words, error) &&
         pfs_request_effects_run (storage, pending, state, words, now, error) &&
         pfs_storage_add_request_event (storage, id, state, now, words, error) &&
         queue_notice (storage, pending->household, request, state, words, error);
}
