/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rules of enrolment requests, each checked in the order in which a family would meet it. */
#include "config.h"

#include "pf-enrolment-rule.h"

G_DEFINE_BOXED_TYPE (PfEnrolmentWish, pf_enrolment_wish, pf_enrolment_wish_copy,
                     pf_enrolment_wish_free)

static gpointer
copy_text (gconstpointer text, gpointer user_data)
{
  return g_strdup (text);
}

static PfEnrolmentRefusal
check_window (PfActivity *activity, PfDay today)
{
  if (!activity->takes_enrolments)
    return PF_ENROLMENT_REFUSAL_NOT_TAKEN;
  if (activity->enrol_first != PF_DAY_NONE && today < activity->enrol_first)
    return PF_ENROLMENT_REFUSAL_TOO_EARLY;
  if ((activity->enrol_last != PF_DAY_NONE && today > activity->enrol_last) ||
      (activity->last != PF_DAY_NONE && today > activity->last))
    return PF_ENROLMENT_REFUSAL_TOO_LATE;
  return PF_ENROLMENT_REFUSAL_NONE;
}

static PfEnrolmentRefusal
check_age (PfActivity *activity, PfChild *child, PfDay day)
{
  int months;

  if (activity->min_months < 0 && activity->max_months < 0)
    return PF_ENROLMENT_REFUSAL_NONE;
  if (child->birth_date == PF_DAY_NONE)
    return PF_ENROLMENT_REFUSAL_NO_AGE;
  months = pf_age_in_months (child->birth_date, day);
  if (activity->min_months >= 0 && months < activity->min_months)
    return PF_ENROLMENT_REFUSAL_TOO_YOUNG;
  if (activity->max_months >= 0 && months > activity->max_months)
    return PF_ENROLMENT_REFUSAL_TOO_OLD;
  return PF_ENROLMENT_REFUSAL_NONE;
}

static gboolean
is_period_right (const PfEnrolmentWish *wish, PfActivity *activity, PfDay today)
{
  return wish->first != PF_DAY_NONE && wish->last != PF_DAY_NONE && wish->first <= wish->last &&
         wish->last >= today &&
         (activity->first == PF_DAY_NONE || wish->first >= activity->first) &&
         (activity->last == PF_DAY_NONE || wish->last <= activity->last);
}

static gboolean
is_asked_already (const PfEnrolmentWish *wish, PfChild *child, GPtrArray *enrolments)
{
  for (guint i = 0; i < enrolments->len; i++)
    {
      const PfEnrolment *enrolment = g_ptr_array_index (enrolments, i);

      if ((enrolment->state == PF_ENROLMENT_REQUESTED || enrolment->state == PF_ENROLMENT_OPEN) &&
          g_str_equal (enrolment->activity, wish->activity) &&
          g_str_equal (enrolment->child, pf_record_get_id (PF_RECORD (child))) &&
          enrolment->first <= wish->last && enrolment->last >= wish->first)
        return TRUE;
    }
  return FALSE;
}

PfEnrolmentWish *
pf_enrolment_wish_new (void)
{
  PfEnrolmentWish *wish = g_new0 (PfEnrolmentWish, 1);

  wish->children = g_ptr_array_new_with_free_func (g_free);
  wish->units = g_ptr_array_new_with_free_func (g_free);
  wish->first = wish->last = PF_DAY_NONE;
  wish->weekdays = PF_WEEKDAYS_ALL;
  return wish;
}

PfEnrolmentWish *
pf_enrolment_wish_copy (const PfEnrolmentWish *wish)
{
  PfEnrolmentWish *copy = g_memdup2 (wish, sizeof *wish);

  copy->activity = g_strdup (wish->activity);
  copy->remark = g_strdup (wish->remark);
  copy->children = g_ptr_array_copy (wish->children, copy_text, NULL);
  copy->units = g_ptr_array_copy (wish->units, copy_text, NULL);
  return copy;
}

void
pf_enrolment_wish_free (PfEnrolmentWish *wish)
{
  g_free (wish->activity);
  g_free (wish->remark);
  g_ptr_array_unref (wish->children);
  g_ptr_array_unref (wish->units);
  g_free (wish);
}

int
pf_age_in_months (PfDay birth_date, PfDay day)
{
  int birth_year, birth_month, year, month, months;

  if (day < birth_date)
    return -1;
  pf_day_get_ymd (birth_date, &birth_year, &birth_month, NULL);
  pf_day_get_ymd (day, &year, &month, NULL);
  months = (year - birth_year) * 12 + month - birth_month;
  return pf_day_add_months (birth_date, months) > day ? months - 1 : months;
}

PfEnrolmentRefusal
pf_activity_check_child (PfActivity *activity, PfChild *child, PfDay today)
{
  PfEnrolmentRefusal refusal;

  g_return_val_if_fail (PF_IS_ACTIVITY (activity), PF_ENROLMENT_REFUSAL_NOT_TAKEN);

  refusal = check_window (activity, today);
  if (refusal != PF_ENROLMENT_REFUSAL_NONE || child == NULL)
    return refusal;
  return check_age (activity, child,
                    activity->first != PF_DAY_NONE ? MAX (activity->first, today) : today);
}

PfEnrolmentRefusal
pf_enrolment_wish_check (const PfEnrolmentWish *wish,
                         PfActivity            *activity,
                         PfChild               *child,
                         GPtrArray             *enrolments,
                         PfDay                  today)
{
  PfEnrolmentRefusal refusal;

  g_return_val_if_fail (wish != NULL && wish->activity != NULL, PF_ENROLMENT_REFUSAL_NOT_TAKEN);
  g_return_val_if_fail (PF_IS_ACTIVITY (activity), PF_ENROLMENT_REFUSAL_NOT_TAKEN);
  g_return_val_if_fail (PF_IS_CHILD (child), PF_ENROLMENT_REFUSAL_NOT_TAKEN);

  refusal = check_window (activity, today);
  if (refusal != PF_ENROLMENT_REFUSAL_NONE)
    return refusal;
  if (!is_period_right (wish, activity, today))
    return PF_ENROLMENT_REFUSAL_PERIOD;
  refusal = check_age (activity, child, MAX (wish->first, today));
  if (refusal != PF_ENROLMENT_REFUSAL_NONE)
    return refusal;
  if (!wish->is_occasional && (wish->weekdays & PF_WEEKDAYS_ALL) == PF_WEEKDAYS_NONE)
    return PF_ENROLMENT_REFUSAL_WEEKDAYS;
  if (activity->books_whole_year && wish->units->len == 0)
    return PF_ENROLMENT_REFUSAL_UNITS;
  return is_asked_already (wish, child, enrolments) ? PF_ENROLMENT_REFUSAL_ALREADY
                                                    : PF_ENROLMENT_REFUSAL_NONE;
}

guint
pf_activity_get_unmet (PfActivity *activity,
                       PfChild    *child,
                       guint       n_missing_papers,
                       gboolean    has_wallet)
{
  guint unmet = 0;

  g_return_val_if_fail (PF_IS_ACTIVITY (activity), 0);
  g_return_val_if_fail (PF_IS_CHILD (child), 0);

  if (child->missing->len > 0)
    unmet |= PF_DEMAND_SHEET;
  if (n_missing_papers > 0)
    unmet |= PF_DEMAND_DOCUMENTS;
  if (!has_wallet)
    unmet |= PF_DEMAND_WALLET;
  return unmet & activity->demands;
}
