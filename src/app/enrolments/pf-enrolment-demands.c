/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a wish still needs, read from the town's records. */
#include "config.h"

#include "pf-enrolment-demands.h"

#include <glib/gi18n-lib.h>

#include "common/pf-demands.h"
#include "pf-enrolment-text.h"

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
    unmet |= pf_demands_get_unmet (session, activity, g_ptr_array_index (wish->children, i));
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
