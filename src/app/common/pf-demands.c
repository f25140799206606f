/* SPDX-License-Identifier: GPL-3.0-or-later
 * Demands, read from the town's records. */
#include "config.h"

#include "pf-demands.h"

#include <glib/gi18n-lib.h>

#include "pf-enrolment-rule.h"
#include "pf-record-money.h"
#include "pf-record-papers.h"

/* By bit of PfDemand. */
static const PfMending mendings[PF_N_DEMANDS] = {
  { N_("A child’s sheet is incomplete"), N_("Complete It"), "children" },
  { N_("Mandatory papers are missing"), N_("Send Them"), "documents" },
  { N_("The wallet is not activated"), N_("Activate It"), "invoices" },
};

static const PfMending household_mending = { N_("The family’s file waits for something"),
                                             N_("Look at It"), "household" };

static guint
count_missing_papers (PfSession *session, const char *child)
{
  GListModel *all = pf_session_get_records (session, PF_COLLECTION_REQUIREMENTS);
  PfDay today = pf_session_get_today (session);
  guint n_missing = 0;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfRequirement) requirement = g_list_model_get_item (all, i);
      PfPaperState state = pf_requirement_get_state (requirement, today);

      if (requirement->is_mandatory &&
          (requirement->child == NULL || g_strcmp0 (requirement->child, child) == 0) &&
          state != PF_PAPER_RECEIVED && state != PF_PAPER_VALIDATED)
        n_missing++;
    }
  return n_missing;
}

static gboolean
has_wallet (PfSession *session, const char *activity)
{
  GListModel *wallets = pf_session_get_records (session, PF_COLLECTION_WALLETS);

  for (guint i = 0; i < g_list_model_get_n_items (wallets); i++)
    {
      g_autoptr (PfWallet) wallet = g_list_model_get_item (wallets, i);

      if (wallet->is_active &&
          (wallet->activities->len == 0 ||
           g_ptr_array_find_with_equal_func (wallet->activities, activity, g_str_equal, NULL)))
        return TRUE;
    }
  return FALSE;
}

guint
pf_demands_get_unmet (PfSession *session, PfActivity *activity, const char *child)
{
  PfChild *record;

  g_return_val_if_fail (PF_IS_SESSION (session) && PF_IS_ACTIVITY (activity), 0);
  g_return_val_if_fail (child != NULL, 0);

  record = pf_session_find_record (session, PF_COLLECTION_CHILDREN, child);
  if (record == NULL)
    return 0;
  return pf_activity_get_unmet (activity, record, count_missing_papers (session, child),
                                has_wallet (session, pf_record_get_id (PF_RECORD (activity))));
}

const PfMending *
pf_demands_get_mending (guint bit)
{
  g_return_val_if_fail (bit < PF_N_DEMANDS, NULL);

  return &mendings[bit];
}

const PfMending *
pf_demands_find_mending (PfSession *session, PfActivity *activity, const char *child)
{
  guint unmet = pf_demands_get_unmet (session, activity, child);
  PfHousehold *household = pf_session_get_household (session);

  /* Until the papers are read the town's word is taken for it. */
  if (unmet == 0 && !pf_session_has_records (session, PF_COLLECTION_REQUIREMENTS))
    unmet = activity->demands & PF_DEMAND_DOCUMENTS;
  if (unmet != 0)
    return &mendings[g_bit_nth_lsf (unmet, -1)];
  if (household != NULL &&
      (household->state != PF_HOUSEHOLD_VALIDATED || household->update_due != PF_DAY_NONE))
    return &household_mending;
  return NULL;
}
