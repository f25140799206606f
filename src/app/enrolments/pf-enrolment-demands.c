/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a wish still needs, read from the town's records. */
#include "config.h"

#include "pf-enrolment-demands.h"

#include <glib/gi18n-lib.h>

#include "pf-enrolment-text.h"
#include "pf-record-money.h"
#include "pf-record-papers.h"

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

static GPtrArray *
list_enrolments (PfSession *session)
{
  GListModel *list = pf_session_get_enrolments (session);
  GPtrArray *enrolments = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (enrolments, g_list_model_get_item (list, i));
  return enrolments;
}

guint
pf_enrolment_demands_get_unmet (PfSession             *session,
                                PfActivity            *activity,
                                const PfEnrolmentWish *wish)
{
  guint unmet = 0;

  g_return_val_if_fail (PF_IS_SESSION (session), 0);
  g_return_val_if_fail (wish != NULL, 0);

  for (guint i = 0; i < wish->children->len; i++)
    {
      const char *id = g_ptr_array_index (wish->children, i);
      PfChild *child = pf_session_find_record (session, PF_COLLECTION_CHILDREN, id);

      if (child != NULL)
        unmet |= pf_activity_get_unmet (activity, child, count_missing_papers (session, id),
                                        has_wallet (session, wish->activity));
    }
  return unmet;
}

char *
pf_enrolment_demands_find_fault (PfSession             *session,
                                 PfActivity            *activity,
                                 const PfEnrolmentWish *wish)
{
  g_autoptr (GPtrArray) enrolments = NULL;
  PfDay today;

  g_return_val_if_fail (PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  enrolments = list_enrolments (session);
  today = pf_session_get_today (session);
  if (wish->children->len == 0)
    return g_strdup (_("Choose at least one child"));
  for (guint i = 0; i < wish->children->len; i++)
    {
      PfChild *child = pf_session_find_record (session, PF_COLLECTION_CHILDREN,
                                               g_ptr_array_index (wish->children, i));
      PfEnrolmentRefusal refusal;
      g_autofree char *text = NULL;

      if (child == NULL)
        continue;
      refusal = pf_enrolment_wish_check (wish, activity, child, enrolments, today);
      if (refusal == PF_ENROLMENT_REFUSAL_NONE)
        continue;
      text = pf_enrolment_text_refusal (refusal, activity, today);
      return g_strdup_printf (_("%s: %s"), child->first_name, text);
    }
  return NULL;
}
