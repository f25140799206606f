/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/household, /v1/guardians, /v1/children, /v1/health-sheets and /v1/contacts: a family's file,
 * changed by merge patches; and what it sends in one. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-family.h"
#include "pfs-once.h"
#include "pfs-resources.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"
#include "pfs-storage-town.h"

/* Begins a writer that lives as long as @request. Returns: FALSE with @error. */
static gboolean
begin_writer (PfsRequest *request, PfsWriter *writer, GError **error)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (request->context->storage, error);

  if (town == NULL)
    return FALSE;
  *writer = (PfsWriter){ .storage = request->context->storage,
                         .household = request->household,
                         .guardian = request->guardian,
                         .now = request->now,
                         .today = pf_moment_get_day (request->now, town->zone),
                         .language = request->language };
  return TRUE;
}

/* Answers what was done: @id is what it made; or the request that it became, or why not. */
static gboolean
answer_written (PfsRequest       *request,
                PfsWritten       *written,
                gboolean          is_done,
                const char       *id,
                const char       *request_id,
                const PfsRefusal *refusal)
{
  g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (
      request_id != NULL ? PF_SUBMISSION_OUTCOME_REQUESTED : PF_SUBMISSION_OUTCOME_DONE);

  if (refusal->type != PF_PROBLEM_OTHER)
    return pfs_written_refuse (written, request, refusal->type, refusal->detail, refusal->pointer);
  if (!is_done)
    return FALSE;
  answer->id = g_strdup (request_id != NULL ? request_id : id);
  if (request_id != NULL)
    written->status = SOUP_STATUS_ACCEPTED;
  written->body = pf_codec_encode_submission_answer (answer);
  return TRUE;
}

/* A health sheet is no record of the change log, and has a version of its own. */
static gboolean
check_health_version (PfsRequest *request, PfsWritten *written, GError **error)
{
  gint64 wanted = pf_version_parse (pfs_request_get_header (request, "If-Match"));
  g_autofree char *owner =
      pfs_storage_get_child_household (request->context->storage, request->target, error);
  g_autoptr (PfHealthSheet) sheet = NULL;

  if (wanted == 0 || owner == NULL || g_strcmp0 (owner, request->household) != 0)
    return owner != NULL;
  if (wanted == PF_VERSION_INVALID)
    return pfs_written_refuse (written, request, PF_PROBLEM_INVALID, "If-Match", NULL);
  sheet = pfs_storage_load_health_sheet (request->context->storage, request->target, error);
  if (sheet == NULL)
    return FALSE;
  return sheet->version == wanted ||
         pfs_written_refuse (written, request, PF_PROBLEM_CHANGED, NULL, NULL);
}

static gboolean
change_record (PfsRequest      *request,
               GBytes          *body,
               PfsWritten      *written,
               PfSubmissionKind kind,
               PfCollection     collection,
               const char      *id,
               GError         **error)
{
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = request->language };
  g_autofree char *opened = NULL;
  PfsWriter writer;
  gboolean is_done;
  gboolean is_current = kind == PF_SUBMISSION_HEALTH_SHEET
                            ? check_health_version (request, written, error)
                            : pfs_written_check_version (written, request, collection, id, error);

  if (!is_current || !begin_writer (request, &writer, error))
    return FALSE;
  is_done = pfs_family_change (&writer, kind, id, body, &opened, &refusal, error);
  return answer_written (request, written, is_done, NULL, opened, &refusal);
}

static gboolean
change_household (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  return change_record (request, body, written, PF_SUBMISSION_HOUSEHOLD, PF_COLLECTION_HOUSEHOLD,
                        request->household, error);
}

static gboolean
change_guardian (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  return change_record (request, body, written, PF_SUBMISSION_GUARDIAN, PF_COLLECTION_GUARDIANS,
                        request->target, error);
}

static gboolean
change_child (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  return change_record (request, body, written, PF_SUBMISSION_CHILD, PF_COLLECTION_CHILDREN,
                        request->target, error);
}

static gboolean
change_health_sheet (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  return change_record (request, body, written, PF_SUBMISSION_HEALTH_SHEET, PF_COLLECTION_CHILDREN,
                        request->target, error);
}

static gboolean
change_contact (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  return change_record (request, body, written, PF_SUBMISSION_CONTACT, PF_COLLECTION_CONTACTS,
                        request->target, error);
}

static gboolean
add_contact (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = request->language };
  g_autofree char *id = NULL;
  PfsWriter writer;

  if (!begin_writer (request, &writer, error))
    return FALSE;
  id = pfs_family_add_contact (&writer, body, &refusal, error);
  return answer_written (request, written, id != NULL, id, NULL, &refusal);
}

static gboolean
remove_contact (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = request->language };

  if (!pfs_written_check_version (written, request, PF_COLLECTION_CONTACTS, request->target, error))
    return FALSE;
  return answer_written (request, written,
                         pfs_storage_remove_contact (request->context->storage, request->household,
                                                     request->target, error),
                         NULL, NULL, &refusal);
}

static gboolean
send_registration (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = request->language };
  PfsWriter writer;

  if (!begin_writer (request, &writer, error))
    return FALSE;
  return answer_written (request, written, pfs_family_register (&writer, body, &refusal, error),
                         NULL, NULL, &refusal);
}

static gboolean
send_update (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = request->language };
  g_autofree char *opened = NULL;
  PfsWriter writer;
  gboolean is_done;

  if (!begin_writer (request, &writer, error))
    return FALSE;
  is_done = pfs_family_send_update (&writer, body, &opened, &refusal, error);
  return answer_written (request, written, is_done, NULL, opened, &refusal);
}

void
pfs_resource_change_household (PfsRequest *request)
{
  pfs_request_answer_once (request, change_household);
}

void
pfs_resource_change_guardian (PfsRequest *request)
{
  pfs_request_answer_once (request, change_guardian);
}

void
pfs_resource_change_child (PfsRequest *request)
{
  pfs_request_answer_once (request, change_child);
}

void
pfs_resource_get_health_sheet (PfsRequest *request)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = pfs_storage_get_child_household (storage, request->target, &error);
  g_autoptr (PfHealthSheet) sheet = NULL;
  g_autoptr (GBytes) body = NULL;

  if (owner != NULL && g_strcmp0 (owner, request->household) != 0)
    {
      pfs_request_reply_problem_type (request, PF_PROBLEM_NOT_FOUND);
      return;
    }
  if (owner != NULL)
    sheet = pfs_storage_load_health_sheet (storage, request->target, &error);
  if (sheet == NULL)
    {
      pfs_request_reply_error (request, error);
      return;
    }
  body = pf_codec_encode_record (PF_RECORD (sheet));
  pfs_request_reply (request, SOUP_STATUS_OK, body);
}

void
pfs_resource_change_health_sheet (PfsRequest *request)
{
  pfs_request_answer_once (request, change_health_sheet);
}

void
pfs_resource_create_contact (PfsRequest *request)
{
  pfs_request_answer_once (request, add_contact);
}

void
pfs_resource_change_contact (PfsRequest *request)
{
  pfs_request_answer_once (request, change_contact);
}

void
pfs_resource_delete_contact (PfsRequest *request)
{
  pfs_request_answer_once (request, remove_contact);
}

void
pfs_resource_create_registration (PfsRequest *request)
{
  pfs_request_answer_once (request, send_registration);
}

void
pfs_resource_create_yearly_update (PfsRequest *request)
{
  pfs_request_answer_once (request, send_update);
}
