/* SPDX-License-Identifier: GPL-3.0-or-later
 * The yearly update of a family's file. */
#include "config.h"

#include "pfs-family.h"
#include "pfs-mail.h"
#include "pfs-requests.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"

static const struct {
  const char *id;
  const char *labels[PFS_N_LANGUAGES];
} parts[] = {
  { "address", { "Adresse et téléphones", "Address and telephones" } },
  { "guardians", { "Responsables", "Guardians" } },
  { "children", { "Fiches des enfants", "Children’s sheets" } },
  { "contacts", { "Personnes autorisées", "Authorised persons" } },
  { "finances", { "Quotient et prélèvement", "Quotient and direct debit" } },
};

gboolean
pfs_family_ask_update (PfsStorage *storage,
                       const char *household,
                       const char *year,
                       PfDay       due,
                       gboolean    blocks,
                       GError    **error)
{
  g_autoptr (PfHousehold) record = pfs_storage_load_household (storage, household, error);
  g_autoptr (PfsMail) mail = pfs_mail_new ("update-asked");

  if (record == NULL)
    return FALSE;
  record->update_due = due;
  g_free (record->update_year);
  record->update_year = g_strdup (year);
  record->update_sent = FALSE;
  pfs_mail_set_text (mail, "year", year);
  pfs_mail_set_day (mail, "due", due);
  return pfs_storage_change_household (storage, record, error) &&
         pfs_storage_set_update_blocks (storage, household, blocks, error) &&
         pfs_mail_queue_for_household (mail, storage, household, error);
}

static gboolean
check_update (PfHousehold *household, const PfYearlyUpdate *update, PfsRefusal *refusal)
{
  if (household->update_due == PF_DAY_NONE || household->update_sent)
    return pfs_refusal_say (refusal, PF_PROBLEM_FORBIDDEN, "Aucune mise à jour n’est attendue.",
                            "No update is due.", NULL);
  if (g_strcmp0 (household->update_year, update->year) != 0)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Ce n’est pas l’année attendue.",
                            "This is not the year that is due.", "/year");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!g_ptr_array_find_with_equal_func (update->confirmed, parts[i].id, g_str_equal, NULL))
      return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE,
                              "Une partie n’a pas été confirmée.", "A part was not confirmed.",
                              "/confirmed");
  return TRUE;
}

static char *
open_request (const PfsWriter *writer, const PfYearlyUpdate *update, GError **error)
{
  g_autoptr (PfRequest) request = pf_record_new (PF_TYPE_REQUEST, "new");
  gboolean in_french = writer->language == PFS_LANGUAGE_FRENCH;

  request->name =
      g_strdup_printf (in_french ? "Mise à jour du dossier %s" : "Update of the file %s",
                       update->year);
  request->category = g_strdup (in_french ? "Dossier de la famille" : "Family file");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    pfs_request_add_reply (request, parts[i].labels[writer->language],
                           in_french ? "vérifié" : "looked through");
  if (update->remark != NULL)
    pfs_request_add_reply (request, in_french ? "Remarque" : "Remark", update->remark);
  return pfs_requests_open (writer->storage, writer->household, writer->guardian, request,
                            update->files, "yearly-update", NULL, NULL, writer->now, error);
}

gboolean
pfs_family_send_update (const PfsWriter *writer,
                        GBytes          *body,
                        char           **request,
                        PfsRefusal      *refusal,
                        GError         **error)
{
  g_autoptr (PfYearlyUpdate) update = pf_codec_decode_yearly_update (body, error);
  g_autoptr (PfHousehold) household =
      update != NULL ? pfs_storage_load_household (writer->storage, writer->household, error)
                     : NULL;

  if (household == NULL || !check_update (household, update, refusal) ||
      !pfs_family_check_files (writer, update->files, refusal, error))
    return FALSE;
  household->update_sent = TRUE;
  *request = open_request (writer, update, error);
  return *request != NULL && pfs_storage_change_household (writer->storage, household, error);
}

static gboolean
settle_update (PfsStorage *storage, const char *household, gboolean is_accepted, GError **error)
{
  g_autoptr (PfHousehold) record = pfs_storage_load_household (storage, household, error);

  if (record == NULL)
    return FALSE;
  record->update_sent = FALSE;
  if (is_accepted)
    {
      record->update_due = PF_DAY_NONE;
      g_clear_pointer (&record->update_year, g_free);
    }
  return pfs_storage_change_household (storage, record, error) &&
         (!is_accepted || pfs_storage_set_update_blocks (storage, household, FALSE, error));
}

gboolean
pfs_family_accept_update (PfsStorage       *storage,
                          const PfsPending *pending,
                          const char       *words,
                          PfMoment          now,
                          GError          **error)
{
  return settle_update (storage, pending->household, TRUE, error);
}

gboolean
pfs_family_refuse_update (PfsStorage       *storage,
                          const PfsPending *pending,
                          const char       *words,
                          PfMoment          now,
                          GError          **error)
{
  return settle_update (storage, pending->household, FALSE, error);
}
