/* SPDX-License-Identifier: GPL-3.0-or-later
 * A new family's wizard, and what an agent says to it. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pfs-family-kinds.h"
#include "pfs-mail.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"

#define MAX_GUARDIANS 2
#define MAX_CHILDREN 12

/* One thing that a family must say, and where. */
static gboolean
require (const char *text, const char *pointer, PfsRefusal *refusal)
{
  return (text != NULL && text[0] != '\0') ||
         pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Ce renseignement est obligatoire.",
                          "This is required.", pointer);
}

static gboolean
require_at (const char *text, const char *list, guint index, const char *name, PfsRefusal *refusal)
{
  g_autofree char *pointer = g_strdup_printf ("/%s/%u/%s", list, index, name);

  return require (text, pointer, refusal);
}

static gboolean
check_guardian (const PfsWriter *writer, PfGuardian *guardian, guint index, PfsRefusal *refusal)
{
  g_autofree char *prefix = g_strdup_printf ("/guardians/%u", index);
  const char *number = guardian->mobile != NULL ? guardian->mobile : guardian->phone;
  g_autofree char *email = g_strconcat (prefix, "/email", NULL);
  PfCheck check = pf_check_member ("email", guardian->email);

  if (check != PF_CHECK_OK)
    return pfs_family_refuse_check (refusal, check, email);
  return require_at (guardian->first_name, "guardians", index, "first_name", refusal) &&
         require_at (guardian->last_name, "guardians", index, "last_name", refusal) &&
         (index > 0 || require_at (number, "guardians", index, "mobile", refusal)) &&
         pfs_family_kind_check (pfs_family_kind_find (PF_SUBMISSION_GUARDIAN), writer, guardian,
                                prefix, refusal);
}

static gboolean
check_child (const PfsWriter *writer, PfChild *child, guint index, PfsRefusal *refusal)
{
  g_autofree char *prefix = g_strdup_printf ("/children/%u", index);

  return require_at (child->first_name, "children", index, "first_name", refusal) &&
         require_at (child->last_name, "children", index, "last_name", refusal) &&
         require_at (child->birth_date != PF_DAY_NONE ? "known" : NULL, "children", index,
                     "birth_date", refusal) &&
         pfs_family_kind_check (pfs_family_kind_find (PF_SUBMISSION_CHILD), writer, child, prefix,
                                refusal);
}

static gboolean
check_registration (const PfsWriter *writer, PfRegistration *registration, PfsRefusal *refusal)
{
  PfHousehold *household = registration->household;

  if (registration->guardians->len == 0 || registration->guardians->len > MAX_GUARDIANS)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Il faut un ou deux responsables.",
                            "There must be one or two guardians.", "/guardians");
  if (registration->children->len == 0 || registration->children->len > MAX_CHILDREN)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Il faut au moins un enfant.",
                            "There must be a child.", "/children");
  if (!registration->is_confirmed)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "L’exactitude est à confirmer.",
                            "Confirm that this is right.", "/confirmed");
  for (guint i = 0; i < registration->guardians->len; i++)
    if (!check_guardian (writer, g_ptr_array_index (registration->guardians, i), i, refusal))
      return FALSE;
  for (guint i = 0; i < registration->children->len; i++)
    if (!check_child (writer, g_ptr_array_index (registration->children, i), i, refusal))
      return FALSE;
  return require (household->street, "/household/street", refusal) &&
         require (household->postcode, "/household/postcode", refusal) &&
         require (household->city, "/household/city", refusal) &&
         pfs_family_kind_check (pfs_family_kind_find (PF_SUBMISSION_HOUSEHOLD), writer, household,
                                "/household", refusal);
}

/* The patch of what the family may say of a record by itself, on the one that is there. */
static gpointer
merge (gpointer there, gpointer said, PfSubmissionKind kind, GError **error)
{
  g_autofree const char **names = pfs_family_kind_list_names (pfs_family_kind_find (kind));
  g_autoptr (PfRecord) empty = pf_record_new (G_OBJECT_TYPE (said), "new");
  g_autoptr (GBytes) patch = pf_merge_patch_diff (empty, said, names);

  return patch != NULL ? pf_merge_patch_apply (there, patch, NULL, error) : g_object_ref (there);
}

static gboolean
keep_household (const PfsWriter *writer, PfRegistration *registration, GError **error)
{
  const PfsFamilyKind *kind = pfs_family_kind_find (PF_SUBMISSION_HOUSEHOLD);
  PfGuardian *first = g_ptr_array_index (registration->guardians, 0);
  g_autoptr (PfHousehold) there =
      pfs_storage_load_household (writer->storage, writer->household, error);
  g_autoptr (PfHousehold) household =
      there != NULL ? merge (there, registration->household, PF_SUBMISSION_HOUSEHOLD, error) : NULL;

  if (household == NULL)
    return FALSE;
  kind->settle (there, household, writer->today);
  household->state = PF_HOUSEHOLD_SUBMITTED;
  g_clear_pointer (&household->reason, g_free);
  if (household->name == NULL)
    household->name = g_strdup_printf ("Famille %s", first->last_name);
  return pfs_storage_change_household (writer->storage, household, error);
}

/* Who is there already: the one who writes, then anybody else. NULL: nobody. */
static PfGuardian *
find_guardian (const PfsWriter *writer, guint index, GError **error)
{
  g_autoptr (GPtrArray) there =
      pfs_storage_list_guardians (writer->storage, writer->household, error);

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      PfGuardian *guardian = g_ptr_array_index (there, i);
      gboolean is_writer = g_strcmp0 (pf_record_get_id (PF_RECORD (guardian)), writer->guardian) ==
                           0;

      if (is_writer == (index == 0))
        return g_object_ref (guardian);
    }
  return NULL;
}

static gboolean
keep_guardian (const PfsWriter *writer,
               PfGuardian      *said,
               guint            index,
               PfsRefusal      *refusal,
               GError         **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (PfGuardian) there = find_guardian (writer, index, error);
  g_autoptr (PfGuardian) guardian = NULL;

  if (there == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      there = pf_record_new (PF_TYPE_GUARDIAN, id);
      there->email = g_strdup (said->email);
    }
  guardian = merge (there, said, PF_SUBMISSION_GUARDIAN, error);
  if (guardian == NULL)
    return FALSE;
  if (pfs_storage_put_guardian (writer->storage, writer->household, guardian, &failure) &&
      pfs_storage_change_guardian (writer->storage, guardian, &failure))
    return TRUE;
  if (g_error_matches (failure, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_EXISTS))
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE,
                            "Cette adresse est déjà celle d’un autre compte.",
                            "This address is another account’s already.", "/guardians/1/email");
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A child that the family sent before is the same one. */
static PfChild *
find_child (const PfsWriter *writer, PfChild *said, GError **error)
{
  g_autoptr (GPtrArray) there =
      pfs_storage_list_children (writer->storage, writer->household, error);
  g_autofree char *id = NULL;

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      PfChild *child = g_ptr_array_index (there, i);

      if (child->birth_date == said->birth_date &&
          g_utf8_collate (child->first_name, said->first_name) == 0)
        return g_object_ref (child);
    }
  if (there == NULL)
    return NULL;
  id = g_uuid_string_random ();
  return pf_record_new (PF_TYPE_CHILD, id);
}

static gboolean
keep_child (const PfsWriter *writer, PfChild *said, GError **error)
{
  g_autoptr (PfChild) there = find_child (writer, said, error);
  g_autoptr (PfChild) child = there != NULL ? merge (there, said, PF_SUBMISSION_CHILD, error)
                                            : NULL;

  return child != NULL &&
         pfs_storage_put_child (writer->storage, writer->household, child, error) &&
         pfs_storage_change_child (writer->storage, child, error);
}

gboolean
pfs_family_register (const PfsWriter *writer, GBytes *body, PfsRefusal *refusal, GError **error)
{
  g_autoptr (PfHousehold) household =
      pfs_storage_load_household (writer->storage, writer->household, error);
  g_autoptr (PfRegistration) registration =
      household != NULL ? pf_codec_decode_registration (body, error) : NULL;

  if (registration == NULL)
    return FALSE;
  if (household->state != PF_HOUSEHOLD_INCOMPLETE && household->state != PF_HOUSEHOLD_REFUSED)
    return pfs_refusal_say (refusal, PF_PROBLEM_FORBIDDEN, "Le dossier a déjà été envoyé.",
                            "The file was sent already.", NULL);
  if (!check_registration (writer, registration, refusal) ||
      !keep_household (writer, registration, error))
    return FALSE;
  for (guint i = 0; i < registration->guardians->len; i++)
    if (!keep_guardian (writer, g_ptr_array_index (registration->guardians, i), i, refusal, error))
      return FALSE;
  for (guint i = 0; i < registration->children->len; i++)
    if (!keep_child (writer, g_ptr_array_index (registration->children, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
decide (PfsStorage      *storage,
        const char      *id,
        PfHouseholdState state,
        const char      *reason,
        const char      *template_name,
        GError         **error)
{
  g_autoptr (PfHousehold) household = pfs_storage_load_household (storage, id, error);
  g_autoptr (PfsMail) mail = NULL;

  if (household == NULL)
    return FALSE;
  if (household->state == PF_HOUSEHOLD_INCOMPLETE)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("Family %s has not sent its file yet."), id);
      return FALSE;
    }
  if (household->state == state)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("Family %s has been told so already."), id);
      return FALSE;
    }
  household->state = state;
  g_free (household->reason);
  household->reason = g_strdup (reason);
  mail = pfs_mail_new (template_name);
  pfs_mail_set_text (mail, "reason", reason);
  pfs_mail_set_text (mail, "family", household->name);
  return pfs_storage_change_household (storage, household, error) &&
         pfs_mail_queue_for_household (mail, storage, id, error);
}

gboolean
pfs_family_validate (PfsStorage *storage, const char *household, GError **error)
{
  return decide (storage, household, PF_HOUSEHOLD_VALIDATED, NULL, "household-validated", error);
}

gboolean
pfs_family_refuse (PfsStorage *storage, const char *household, const char *reason, GError **error)
{
  g_return_val_if_fail (reason != NULL, FALSE);

  return decide (storage, household, PF_HOUSEHOLD_REFUSED, reason, "household-refused", error);
}
