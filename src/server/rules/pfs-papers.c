/* SPDX-License-Identifier: GPL-3.0-or-later
 * Taking, judging and handing out papers. */
#include "config.h"

#include "pfs-papers.h"

#include <glib/gi18n-lib.h>

#include "pf-file-type.h"
#include "pfs-mail.h"
#include "pfs-storage-families.h"
#include "pfs-storage-files.h"
#include "pfs-storage-papers.h"
#include "pfs-storage-town.h"

/* A school year ends with August. */
#define YEAR_ENDS 8

static char *
make_id (const char *prefix)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strconcat (prefix, uuid, NULL);
}

static gboolean
get_today (PfsStorage *storage, PfMoment now, PfDay *today, GError **error)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (storage, error);

  if (town == NULL)
    return FALSE;
  *today = pf_moment_get_day (now, town->zone);
  return TRUE;
}

/* Judges what a document says it is for, and completes it by its requirement. Returns: FALSE with
 * @error. */
static gboolean
judge_subject (PfsStorage       *storage,
               const char       *household,
               PfDocument       *document,
               PfsPapersVerdict *verdict,
               GError          **error)
{
  GError *failure = NULL;
  g_autoptr (PfRequirement) requirement = NULL;
  g_autoptr (PfChild) child = NULL;
  g_autofree char *owner = NULL;

  if (document->requirement != NULL)
    {
      owner = pfs_storage_get_requirement_household (storage, document->requirement, &failure);
      if (g_strcmp0 (owner, household) == 0)
        requirement = pfs_storage_load_requirement (storage, document->requirement, &failure);
      if (requirement == NULL)
        *verdict = PFS_PAPERS_NOT_ASKED;
      else
        {
          g_free (document->child);
          document->child = g_strdup (requirement->child);
        }
    }
  else if (document->child != NULL)
    {
      g_autoptr (GPtrArray) children = pfs_storage_list_children (storage, household, &failure);

      *verdict = PFS_PAPERS_NO_CHILD;
      for (guint i = 0; children != NULL && i < children->len; i++)
        if (g_str_equal (pf_record_get_id (g_ptr_array_index (children, i)), document->child))
          *verdict = PFS_PAPERS_TAKEN;
    }
  return pfs_storage_may_be_absent (failure, error);
}

/* Puts what the town knows of each file in the place of what the family said of it. */
static gboolean
judge_files (PfsStorage       *storage,
             const char       *household,
             PfDocument       *document,
             PfsPapersVerdict *verdict,
             guint            *page,
             GError          **error)
{
  if (document->files->len == 0 || document->files->len > PFS_PAPERS_MAX_PAGES)
    {
      *verdict = PFS_PAPERS_TOO_MANY;
      return TRUE;
    }
  for (guint i = 0; i < document->files->len; i++)
    {
      PfFile *said = g_ptr_array_index (document->files, i);
      GError *failure = NULL;
      PfFile *known =
          pfs_storage_load_sent_file (storage, household, said->digest, said->name, &failure);

      if (!pfs_storage_may_be_absent (failure, error))
        return FALSE;
      if (known == NULL)
        {
          *verdict = PFS_PAPERS_NO_FILE;
          *page = i;
          return TRUE;
        }
      document->files->pdata[i] = known;
      pf_file_free (said);
    }
  return TRUE;
}

gboolean
pfs_papers_send (PfsStorage       *storage,
                 const char       *household,
                 PfDocument       *document,
                 PfMoment          now,
                 PfsPapersVerdict *verdict,
                 guint            *page,
                 GError          **error)
{
  g_autofree char *id = make_id ("D-");

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_DOCUMENT (document), FALSE);

  *verdict = PFS_PAPERS_TAKEN;
  *page = 0;
  if (!judge_subject (storage, household, document, verdict, error) ||
      (*verdict == PFS_PAPERS_TAKEN &&
       !judge_files (storage, household, document, verdict, page, error)))
    return FALSE;
  if (*verdict != PFS_PAPERS_TAKEN)
    return TRUE;
  pf_record_set_id (PF_RECORD (document), id);
  document->sent_at = now;
  document->state = PF_PAPER_RECEIVED;
  return pfs_storage_put_document (storage, household, document, error) &&
         (document->requirement == NULL ||
          pfs_storage_answer_requirement (storage, document->requirement, id, error));
}

/* Returns: the next 31 August, which may be @today. */
static PfDay
get_year_end (PfDay today)
{
  int year;
  PfDay end;

  pf_day_get_ymd (today, &year, NULL, NULL);
  end = pf_day_new (year, YEAR_ENDS, 31);
  return end >= today ? end : pf_day_new (year + 1, YEAR_ENDS, 31);
}

/* Loads a document that an agent decides on. */
static PfDocument *
load_decided (PfsStorage *storage, const char *id, char **household, GError **error)
{
  *household = pfs_storage_get_document_household (storage, id, error);
  return *household != NULL ? pfs_storage_load_document (storage, id, error) : NULL;
}

gboolean
pfs_papers_validate (PfsStorage *storage,
                     const char *document,
                     PfDay       expires,
                     PfMoment    now,
                     GError    **error)
{
  g_autofree char *household = NULL;
  g_autoptr (PfDocument) decided = NULL;
  g_autoptr (PfRequirement) requirement = NULL;
  PfDay today;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (document != NULL, FALSE);

  decided = load_decided (storage, document, &household, error);
  if (decided == NULL || !get_today (storage, now, &today, error))
    return FALSE;
  if (decided->requirement != NULL)
    {
      requirement = pfs_storage_load_requirement (storage, decided->requirement, error);
      if (requirement == NULL)
        return FALSE;
    }
  if (expires != PF_DAY_NONE && expires < today)
    {
      g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                           _("A paper that counts no more cannot be validated: refuse it"));
      return FALSE;
    }
  if (expires == PF_DAY_NONE && requirement != NULL && requirement->is_yearly)
    expires = get_year_end (today);
  decided->state = PF_PAPER_VALIDATED;
  decided->expires = expires;
  g_clear_pointer (&decided->reason, g_free);
  return pfs_storage_put_document (storage, household, decided, error);
}

/* Tells the family that @document has to be sent anew. */
static gboolean
queue_refusal (PfsStorage *storage, const char *household, PfDocument *document, GError **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("paper-refused");
  g_autoptr (PfTown) town = pfs_storage_load_town_record (storage, error);
  g_autoptr (PfChild) child = NULL;

  if (town == NULL)
    return FALSE;
  if (document->child != NULL)
    {
      child = pfs_storage_load_child (storage, document->child, error);
      if (child == NULL)
        return FALSE;
      pfs_mail_set_text (mail, "child", child->first_name);
    }
  pfs_mail_set_text (mail, "paper", document->name);
  pfs_mail_set_day (mail, "day", pf_moment_get_day (document->sent_at, town->zone));
  pfs_mail_set_text (mail, "reason", document->reason);
  return pfs_mail_queue_for_household (mail, storage, household, error);
}

gboolean
pfs_papers_refuse (PfsStorage *storage, const char *document, const char *reason, GError **error)
{
  g_autofree char *household = NULL;
  g_autoptr (PfDocument) decided = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (document != NULL && reason != NULL, FALSE);

  decided = load_decided (storage, document, &household, error);
  if (decided == NULL)
    return FALSE;
  decided->state = PF_PAPER_REFUSED;
  decided->expires = PF_DAY_NONE;
  g_free (decided->reason);
  decided->reason = g_strdup (reason);
  return pfs_storage_put_document (storage, household, decided, error) &&
         queue_refusal (storage, household, decided, error);
}

gboolean
pfs_papers_hand_out (PfsStorage *storage,
                     const char *household,
                     PfPaper    *paper,
                     const char *file_name,
                     GBytes     *bytes,
                     PfMoment    now,
                     GError    **error)
{
  PfFileType type;
  const char *media_type;
  g_autofree char *id = make_id ("P-");
  g_autofree char *digest = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_PAPER (paper) && bytes != NULL, FALSE);

  type = pf_file_type_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (!pf_file_type_is_accepted (type))
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("“%s” is neither a PDF, a JPEG nor a PNG"), file_name);
      return FALSE;
    }
  media_type = pf_file_type_get_media_type (type);
  digest = pfs_storage_put_file (storage, media_type, bytes, error);
  if (digest == NULL)
    return FALSE;
  pf_record_set_id (PF_RECORD (paper), id);
  paper->at = now;
  g_clear_pointer (&paper->file, pf_file_free);
  paper->file =
      pf_file_new (NULL, file_name, media_type, (gint64) g_bytes_get_size (bytes), digest);
  return pfs_storage_put_paper (storage, household, paper, error);
}

GPtrArray *
pfs_papers_list_missing (PfsStorage *storage,
                         const char *household,
                         const char *child,
                         PfMoment    now,
                         GError    **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = NULL;
  PfDay today;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  all = pfs_storage_list_requirements (storage, household, NULL, error);
  if (all == NULL || !get_today (storage, now, &today, error))
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      PfRequirement *requirement = g_ptr_array_index (all, i);
      PfPaperState state = pf_requirement_get_state (requirement, today);

      if (requirement->is_mandatory &&
          (requirement->child == NULL || g_strcmp0 (requirement->child, child) == 0) &&
          state != PF_PAPER_RECEIVED && state != PF_PAPER_VALIDATED)
        g_ptr_array_add (missing, g_object_ref (requirement));
    }
  return g_steal_pointer (&missing);
}

PfRecord *
pfs_papers_read_requirement (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_requirement (reader->storage, change->id, error);
}

PfRecord *
pfs_papers_read_document (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_document (reader->storage, change->id, error);
}

PfRecord *
pfs_papers_read_paper (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_paper (reader->storage, change->id, error);
}
