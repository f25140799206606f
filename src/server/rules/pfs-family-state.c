/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is missing of a family's file, and what that closes to it. */
#include "config.h"

#include "pf-child-file.h"
#include "pf-enrolment-rule.h"
#include "pfs-family.h"
#include "pfs-papers.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"
#include "pfs-storage-money.h"
#include "pfs-storage-town.h"

static const char *const block_words[][PFS_N_LANGUAGES] = {
  [PFS_BLOCK_NONE] = { "", "" },
  [PFS_BLOCK_HOUSEHOLD] = { "La mairie n’a pas encore validé le dossier de la famille.",
                            "The town hall has not validated the family’s file yet." },
  [PFS_BLOCK_UPDATE] = { "Le dossier de l’année est à confirmer, et à valider par la mairie.",
                         "The file of the year is to be confirmed and accepted by the town hall." },
  [PFS_BLOCK_SHEET] = { "La fiche de l’enfant est incomplète.",
                        "The child’s sheet is not complete." },
  [PFS_BLOCK_DOCUMENTS] = { "Des pièces obligatoires manquent.", "Mandatory papers are missing." },
  [PFS_BLOCK_WALLET] = { "Le porte-monnaie n’est pas activé.", "The wallet is not activated." },
};

guint
pfs_family_get_wants (PfsStorage *storage)
{
  g_autofree char *setting = pfs_storage_get_setting (storage, PFS_SETTING_SHEET_WANTS, NULL);
  g_auto (GStrv) ids = setting != NULL ? g_strsplit (setting, " ", -1) : NULL;
  guint wants = 0;

  if (ids == NULL)
    return PF_WANTS_ALL;
  for (int i = 0; ids[i] != NULL; i++)
    {
      int want = pf_want_from_id (ids[i]);

      if (want >= 0)
        wants |= 1u << want;
    }
  return wants;
}

static gboolean
find_missing (PfsStorage *storage, PfChild *child, guint wants, guint *missing, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (child));
  g_autofree char *household = pfs_storage_get_child_household (storage, id, error);
  g_autoptr (PfHealthSheet) sheet =
      household != NULL ? pfs_storage_load_health_sheet (storage, id, error) : NULL;
  g_autoptr (GPtrArray) contacts =
      sheet != NULL ? pfs_storage_list_contacts (storage, household, error) : NULL;

  if (contacts == NULL)
    return FALSE;
  *missing = pf_child_find_missing (child, sheet, contacts, wants);
  return TRUE;
}

gboolean
pfs_family_complete_child (PfsStorage *storage, PfChild *child, GError **error)
{
  guint wants = pfs_family_get_wants (storage);
  guint missing;

  g_return_val_if_fail (PF_IS_CHILD (child), FALSE);

  if (!find_missing (storage, child, wants, &missing, error))
    return FALSE;
  child->n_wanted = 0;
  g_ptr_array_set_size (child->missing, 0);
  for (int i = 0; i < PF_N_WANTS; i++)
    {
      child->n_wanted += (wants & 1u << i) != 0;
      if ((missing & 1u << i) != 0)
        g_ptr_array_add (child->missing, g_strdup (pf_want_get_id ((PfWant) i)));
    }
  return TRUE;
}

gboolean
pfs_family_check_services (PfsStorage *storage,
                           const char *household,
                           PfsBlock   *block,
                           GError    **error)
{
  g_autoptr (PfHousehold) record = pfs_storage_load_household (storage, household, error);
  gboolean blocks = FALSE;

  *block = PFS_BLOCK_NONE;
  if (record == NULL || !pfs_storage_get_update_blocks (storage, household, &blocks, error))
    return FALSE;
  if (record->state != PF_HOUSEHOLD_VALIDATED)
    *block = PFS_BLOCK_HOUSEHOLD;
  else if (blocks && record->update_due != PF_DAY_NONE)
    *block = PFS_BLOCK_UPDATE;
  return TRUE;
}

gboolean
pfs_family_get_unmet (PfsStorage *storage,
                      const char *household,
                      PfChild    *child,
                      PfActivity *activity,
                      PfMoment    now,
                      guint      *unmet,
                      GError    **error)
{
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (PfWallet) wallet = NULL;
  guint n_papers = 0;

  g_return_val_if_fail (PF_IS_CHILD (child) && PF_IS_ACTIVITY (activity), FALSE);

  *unmet = 0;
  if ((activity->demands & PF_DEMAND_SHEET) != 0 &&
      !pfs_family_complete_child (storage, child, error))
    return FALSE;
  if ((activity->demands & PF_DEMAND_DOCUMENTS) != 0)
    {
      papers = pfs_papers_list_missing (storage, household, pf_record_get_id (PF_RECORD (child)),
                                        now, error);
      if (papers == NULL)
        return FALSE;
      n_papers = papers->len;
    }
  if ((activity->demands & PF_DEMAND_WALLET) != 0)
    wallet = pfs_storage_load_household_wallet (storage, household, NULL);
  *unmet = pf_activity_get_unmet (activity, child, n_papers, wallet != NULL && wallet->is_active);
  return TRUE;
}

gboolean
pfs_family_check_enrolment (PfsStorage  *storage,
                            const char  *household,
                            PfEnrolment *enrolment,
                            PfMoment     now,
                            PfsBlock    *block,
                            GError     **error)
{
  g_autoptr (PfActivity) activity = NULL;
  g_autoptr (PfChild) child = NULL;
  guint unmet;

  if (!pfs_family_check_services (storage, household, block, error))
    return FALSE;
  activity = pfs_storage_load_activity (storage, enrolment->activity, NULL, error);
  if (activity == NULL)
    return FALSE;
  if (*block != PFS_BLOCK_NONE || activity->demands == 0)
    return TRUE;
  child = pfs_storage_load_child (storage, enrolment->child, error);
  if (child == NULL ||
      !pfs_family_get_unmet (storage, household, child, activity, now, &unmet, error))
    return FALSE;
  if (unmet != 0)
    *block = (PfsBlock) (PFS_BLOCK_SHEET + g_bit_nth_lsf (unmet, -1));
  return TRUE;
}

void
pfs_family_explain_blocks (PfsStorage *storage,
                           const char *household,
                           GPtrArray  *lines,
                           PfMoment    now,
                           PfAnswer   *answer,
                           PfsLanguage language)
{
  for (guint i = 0; i < answer->outcomes->len; i++)
    {
      PfOutcome *outcome = g_ptr_array_index (answer->outcomes, i);
      const PfLine *line = g_ptr_array_index (lines, i);
      g_autoptr (PfEnrolment) enrolment = NULL;
      PfsBlock block;

      if (outcome->refusal != PF_REFUSAL_BLOCKED || outcome->detail != NULL)
        continue;
      enrolment = pfs_storage_load_enrolment (storage, line->enrolment, NULL);
      if (enrolment != NULL &&
          pfs_family_check_enrolment (storage, household, enrolment, now, &block, NULL) &&
          block != PFS_BLOCK_NONE)
        outcome->detail = g_strdup (pfs_block_get_words (block, language));
    }
}

const char *
pfs_block_get_words (PfsBlock block, PfsLanguage language)
{
  g_return_val_if_fail ((gsize) block < G_N_ELEMENTS (block_words), "");

  return block_words[block][language];
}
