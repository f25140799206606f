/* SPDX-License-Identifier: GPL-3.0-or-later
 * What does not fit together in a child's day: two things at once, or a gap between two halves. */
#include "config.h"

#include "pf-stay.h"

static gboolean
has_hours (const PfStay *stay)
{
  return stay->start_minute >= 0 && stay->end_minute > stay->start_minute;
}

/* The units of one activity are the town's business: an evening may well begin in another. */
static gboolean
clashes (const PfStay *one, const PfStay *other)
{
  return one->child == other->child && one->activity != other->activity && one->is_held &&
         other->is_held && has_hours (one) && has_hours (other) &&
         one->start_minute < other->end_minute && other->start_minute < one->end_minute;
}

static void
set_clash (PfStay *stays, guint index, guint other)
{
  PfStay *stay = &stays[index];

  if (stay->warning == PF_WARNING_CLASH)
    return;
  stay->warning = PF_WARNING_CLASH;
  stay->other = other;
  stay->from_minute = MAX (stay->start_minute, stays[other].start_minute);
  stay->to_minute = MIN (stay->end_minute, stays[other].end_minute);
}

static gboolean
is_minded (const PfStay *stay)
{
  return stay->is_care && stay->is_held && !stay->is_waiting && has_hours (stay);
}

/* Marks @gap where booking it would fill the time between two stays that mind its child. */
static void
judge_gap (PfStay *gap, const PfStay *stays, guint n_stays)
{
  int before = -1, after = G_MAXINT;

  if (!gap->is_care || !gap->is_bookable || !has_hours (gap))
    return;
  for (guint i = 0; i < n_stays; i++)
    {
      if (stays[i].child != gap->child || !is_minded (&stays[i]))
        continue;
      if (stays[i].end_minute <= gap->start_minute)
        before = MAX (before, stays[i].end_minute);
      else if (stays[i].start_minute >= gap->end_minute)
        after = MIN (after, stays[i].start_minute);
      else
        return;
    }
  if (before < 0 || after == G_MAXINT)
    return;
  gap->warning = PF_WARNING_GAP;
  gap->from_minute = before;
  gap->to_minute = after;
}

void
pf_stays_judge (PfStay *stays, guint n_stays)
{
  g_return_if_fail (stays != NULL || n_stays == 0);

  for (guint i = 0; i < n_stays; i++)
    {
      stays[i].warning = PF_WARNING_NONE;
      stays[i].other = stays[i].from_minute = stays[i].to_minute = -1;
    }
  for (guint i = 0; i < n_stays; i++)
    {
      for (guint j = i + 1; j < n_stays; j++)
        if (clashes (&stays[i], &stays[j]))
          {
            set_clash (stays, i, j);
            set_clash (stays, j, i);
          }
      judge_gap (&stays[i], stays, n_stays);
    }
}
