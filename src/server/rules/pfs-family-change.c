/* SPDX-License-Identifier: GPL-3.0-or-later
 * Changes of a family's file: split into what takes effect at once and what an agent has to look
 * at, which becomes a request. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "pf-codec.h"
#include "pf-file-type.h"
#include "pfs-family-kinds.h"
#include "pfs-requests.h"
#include "pfs-sent-files.h"
#include "pfs-storage-changes.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"
#include "pfs-storage-town.h"

#define MAX_CONTACTS 30

static const char *const categories[PFS_N_LANGUAGES] = { "Dossier de la famille", "Family file" };

static PfsMemberRule const *
find_member (const PfsFamilyKind *kind, const char *name)
{
  for (gsize i = 0; i < kind->n_members; i++)
    if (g_str_equal (kind->members[i].name, name))
      return &kind->members[i];
  return NULL;
}

/* The names of what differs, in two lists that end with NULL. */
static void
split_changes (const PfsFamilyKind *kind,
               gpointer             before,
               gpointer             after,
               gboolean             asks_agents,
               GPtrArray           *at_once,
               GPtrArray           *by_agent)
{
  g_autoptr (GPtrArray) names = pf_merge_patch_list_members (before, after);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const PfsMemberRule *member = find_member (kind, name);
      gboolean needs_agent = asks_agents && member != NULL && member->needs_agent != NULL &&
                             member->needs_agent (before, after);

      g_ptr_array_add (needs_agent ? by_agent : at_once, (gpointer) name);
    }
  g_ptr_array_add (at_once, NULL);
  g_ptr_array_add (by_agent, NULL);
}

static gboolean
apply_part (const PfsFamilyKind *kind,
            const PfsWriter     *writer,
            gpointer             before,
            GBytes              *patch,
            GError             **error)
{
  g_autoptr (PfRecord) changed = pf_merge_patch_apply (before, patch, NULL, error);

  if (changed == NULL)
    return FALSE;
  if (kind->settle != NULL)
    kind->settle (before, changed, writer->today);
  return kind->keep (writer->storage, writer->household, changed, error);
}

static const char *
get_person (const PfsWriter *writer, const PfsFamilyKind *kind, gpointer record, PfChild **child)
{
  if (PF_IS_GUARDIAN (record))
    return PF_GUARDIAN (record)->first_name;
  if (kind->collection != PF_COLLECTION_CHILDREN)
    return "";
  *child = pfs_storage_load_child (writer->storage, pf_record_get_id (record), NULL);
  return *child != NULL ? (*child)->first_name : "";
}

static char *
open_request (const PfsFamilyKind *kind,
              const PfsWriter     *writer,
              gpointer             before,
              gpointer             after,
              GPtrArray           *names,
              GPtrArray           *files,
              GError             **error)
{
  g_autoptr (PfRequest) request = pf_record_new (PF_TYPE_REQUEST, "new");
  g_autoptr (PfChild) child = NULL;
  g_autoptr (GBytes) pending =
      pf_merge_patch_diff (before, after, (const char *const *) names->pdata);
  const char *person = get_person (writer, kind, before, &child);
  g_auto (GStrv) around = g_strsplit (kind->request_names[writer->language], "%s", 2);

  request->name = g_strjoinv (person, around);
  request->category = g_strdup (categories[writer->language]);
  if (child != NULL)
    request->child = g_strdup (pf_record_get_id (PF_RECORD (child)));
  for (guint i = 0; i + 1 < names->len; i++)
    {
      const PfsMemberRule *member = find_member (kind, g_ptr_array_index (names, i));
      g_autofree char *text = NULL;

      if (member->format == NULL)
        continue;
      text = member->format (after);
      pfs_request_add_reply (request, member->labels[writer->language], text);
    }
  return pfs_requests_open (writer->storage, writer->household, writer->guardian, request, files,
                            kind->effect, pf_record_get_id (before), pending, writer->now, error);
}

/* A family that no agent has looked at yet writes its file freely. */
static gboolean
asks_agents (const PfsWriter *writer)
{
  g_autoptr (PfHousehold) household =
      pfs_storage_load_household (writer->storage, writer->household, NULL);

  return household == NULL || household->state == PF_HOUSEHOLD_VALIDATED;
}

static gboolean
write_change (const PfsFamilyKind *kind,
              const PfsWriter     *writer,
              gpointer             before,
              gpointer             after,
              GBytes              *patch,
              char               **request,
              PfsRefusal          *refusal,
              GError             **error)
{
  g_autoptr (GPtrArray) at_once = g_ptr_array_new ();
  g_autoptr (GPtrArray) by_agent = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GBytes) part = NULL;

  split_changes (kind, before, after, asks_agents (writer), at_once, by_agent);
  files = pf_merge_patch_read_files (patch, error);
  if (files == NULL || !pfs_family_check_files (writer, files, refusal, error))
    return FALSE;
  if (by_agent->len > 1)
    *request = open_request (kind, writer, before, after, by_agent, files, error);
  if (by_agent->len > 1 && *request == NULL)
    return FALSE;
  part = at_once->len > 1
             ? pf_merge_patch_diff (before, after, (const char *const *) at_once->pdata)
             : NULL;
  return part == NULL || apply_part (kind, writer, before, part, error);
}

gboolean
pfs_family_change (const PfsWriter *writer,
                   PfSubmissionKind kind_of,
                   const char      *target,
                   GBytes          *patch,
                   char           **request,
                   PfsRefusal      *refusal,
                   GError         **error)
{
  const PfsFamilyKind *kind = pfs_family_kind_find (kind_of);
  g_autofree const char **names = NULL;
  g_autoptr (PfRecord) before = NULL;
  g_autoptr (PfRecord) after = NULL;

  g_return_val_if_fail (kind != NULL && patch != NULL && request != NULL, FALSE);

  *request = NULL;
  names = pfs_family_kind_list_names (kind);
  before = kind->load (writer->storage, writer->household, target, error);
  after = before != NULL ? pf_merge_patch_apply (before, patch, names, error) : NULL;
  return after != NULL && pfs_family_kind_check (kind, writer, after, NULL, refusal) &&
         write_change (kind, writer, before, after, patch, request, refusal, error);
}

char *
pfs_family_add_contact (const PfsWriter *writer, GBytes *patch, PfsRefusal *refusal, GError **error)
{
  const PfsFamilyKind *kind = pfs_family_kind_find (PF_SUBMISSION_CONTACT);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree const char **names = pfs_family_kind_list_names (kind);
  g_autoptr (PfContact) empty = pf_record_new (PF_TYPE_CONTACT, id);
  g_autoptr (PfContact) contact = pf_merge_patch_apply (empty, patch, names, error);
  g_autoptr (GPtrArray) others = NULL;

  if (contact == NULL || !pfs_family_kind_check (kind, writer, contact, NULL, refusal))
    return NULL;
  others = pfs_storage_list_contacts (writer->storage, writer->household, error);
  if (others == NULL)
    return NULL;
  if (others->len >= MAX_CONTACTS)
    {
      pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Le foyer a déjà trop de contacts.",
                       "The household has too many contacts already.", NULL);
      return NULL;
    }
  return pfs_storage_put_contact (writer->storage, writer->household, contact, error)
             ? g_steal_pointer (&id)
             : NULL;
}

gboolean
pfs_family_check_files (const PfsWriter *writer,
                        GPtrArray       *files,
                        PfsRefusal      *refusal,
                        GError         **error)
{
  static const PfsFileLimits limits = { PFS_REQUEST_MAX_FILES, PF_UPLOAD_MAX };

  return pfs_sent_files_check (writer->storage, writer->household, files, &limits, refusal, error);
}

gboolean
pfs_family_accept_contact (PfsStorage       *storage,
                           const PfsPending *pending,
                           const char       *words,
                           PfMoment          now,
                           GError          **error)
{
  g_autoptr (PfRequestBody) body = pf_codec_decode_request_body (pending->body, error);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (PfContact) contact = pf_record_new (PF_TYPE_CONTACT, id);

  if (body == NULL)
    return FALSE;
  contact->child = g_strdup (pf_request_body_get_value (body, "child"));
  contact->first_name = g_strdup (pf_request_body_get_value (body, "first_name"));
  contact->last_name = g_strdup (pf_request_body_get_value (body, "last_name"));
  contact->phone = g_strdup (pf_request_body_get_value (body, "phone"));
  contact->relation = g_strdup (pf_request_body_get_value (body, "relation"));
  contact->may_fetch = TRUE;
  if (contact->first_name != NULL && contact->last_name != NULL)
    return pfs_storage_put_contact (storage, pending->household, contact, error);
  g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                       _("The request does not say who may fetch the child"));
  return FALSE;
}

gboolean
pfs_family_accept (PfsStorage       *storage,
                   const PfsPending *pending,
                   const char       *words,
                   PfMoment          now,
                   GError          **error)
{
  const PfsFamilyKind *kind = pfs_family_kind_find_effect (pending->effect);
  g_autoptr (PfTown) town = NULL;
  g_autoptr (PfRecord) before = NULL;

  g_return_val_if_fail (kind != NULL && pending->body != NULL, FALSE);

  town = pfs_storage_load_town_record (storage, error);
  before = town != NULL ? kind->load (storage, pending->household, pending->target, error) : NULL;
  return before != NULL && apply_part (kind,
                                       &(PfsWriter){ .storage = storage,
                                                     .household = pending->household,
                                                     .now = now,
                                                     .today = pf_moment_get_day (now, town->zone) },
                                       before, pending->body, error);
}
