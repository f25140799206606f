/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan item: facts and change side by side, and what they make together. It does not know where
 * they come from. */
#include "config.h"

#include "pf-plan-item.h"
#include "pf-plan-item-private.h"

#include "pf-merge.h"

G_DEFINE_TYPE (PfPlanItem, pf_plan_item, G_TYPE_OBJECT)

static GTimeZone *
get_zone (PfPlanItem *self)
{
  static GTimeZone *utc;

  if (self->town != NULL)
    return self->town->zone;
  if (g_once_init_enter (&utc))
    g_once_init_leave (&utc, g_time_zone_new_utc ());
  return utc;
}

static gboolean
slots_are_equal (const PfSlot *a, const PfSlot *b)
{
  return a->day == b->day && a->unit == b->unit && a->booking == b->booking &&
         a->attendance == b->attendance && a->closure == b->closure && a->flags == b->flags &&
         a->places == b->places && a->rank == b->rank && a->book_from == b->book_from &&
         a->book_until == b->book_until && a->late_until == b->late_until &&
         a->cancel_until == b->cancel_until && a->price == b->price &&
         a->late_price == b->late_price && a->charged == b->charged;
}

static void
pf_plan_item_finalize (GObject *object)
{
  PfPlanItem *self = PF_PLAN_ITEM (object);

  g_clear_object (&self->town);
  g_clear_object (&self->child);
  g_clear_object (&self->enrolment);
  g_clear_object (&self->activity);
  g_clear_object (&self->intent);
  g_free (self->label);
  G_OBJECT_CLASS (pf_plan_item_parent_class)->finalize (object);
}

static void
pf_plan_item_class_init (PfPlanItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_plan_item_finalize;
}

static void
pf_plan_item_init (PfPlanItem *self)
{
}

PfPlanItem *
pf_plan_item_new (gpointer      session,
                  PfTown       *town,
                  PfChild      *child,
                  PfEnrolment  *enrolment,
                  PfActivity   *activity,
                  const PfUnit *unit,
                  const PfSlot *facts,
                  PfIntent     *intent,
                  PfMoment      now)
{
  PfPlanItem *self;

  g_return_val_if_fail (facts != NULL, NULL);

  self = g_object_new (PF_TYPE_PLAN_ITEM, NULL);
  self->session = session;
  g_set_object (&self->town, town);
  g_set_object (&self->child, child);
  g_set_object (&self->enrolment, enrolment);
  g_set_object (&self->activity, activity);
  self->unit = unit;
  pf_plan_item_update (self, NULL, facts, intent, now);
  return self;
}

/* The town's words for why a slot is closed; where it has none, the calendar names its holidays. */
static const char *
find_label (PfPlanItem *self, PfSheet *sheet, const PfSlot *facts)
{
  const char *label = sheet != NULL ? pf_sheet_get_label (sheet, facts) : NULL;
  PfHoliday holiday = PF_HOLIDAY_NONE;

  if (label == NULL && facts->closure == PF_CLOSURE_PUBLIC_HOLIDAY && self->town != NULL)
    holiday = pf_calendar_get_public_holiday (self->town->calendar, facts->day);
  return holiday != PF_HOLIDAY_NONE ? pf_holiday_get_name (holiday) : label;
}

gboolean
pf_plan_item_update (PfPlanItem   *self,
                     PfSheet      *sheet,
                     const PfSlot *facts,
                     PfIntent     *intent,
                     PfMoment      now)
{
  const char *label = find_label (self, sheet, facts);
  PfSlot old_slot = self->slot, old_facts = self->facts;
  PfMark old_mark = self->mark;
  gboolean changed = FALSE;

  self->facts = *facts;
  self->version = sheet != NULL ? sheet->version : 0;
  self->mark = pf_merge_slot (facts, intent, get_zone (self), now, &self->slot);
  if (self->mark == PF_MARK_NONE)
    intent = NULL;
  if (g_strcmp0 (self->label, label) != 0)
    {
      g_free (self->label);
      self->label = g_strdup (label);
      changed = TRUE;
    }
  changed |= g_set_object (&self->intent, intent);
  return changed || old_mark != self->mark || !slots_are_equal (&old_slot, &self->slot) ||
         !slots_are_equal (&old_facts, &self->facts);
}

PfState
pf_plan_item_get_state (PfPlanItem *self, PfMoment now)
{
  g_return_val_if_fail (PF_IS_PLAN_ITEM (self), PF_STATE_CLOSED);

  return pf_slot_get_state (&self->slot, now, pf_moment_get_day (now, get_zone (self)));
}

PfAction
pf_plan_item_get_action (PfPlanItem *self, PfMoment now)
{
  g_return_val_if_fail (PF_IS_PLAN_ITEM (self), PF_ACTION_NONE);

  if (self->mark == PF_MARK_QUEUED)
    return PF_ACTION_NONE;
  if (self->intent != NULL && self->intent->state == PF_INTENT_DRAFT)
    return self->intent->line->action == PF_ACTION_BOOK ? PF_ACTION_CANCEL : PF_ACTION_BOOK;
  return pf_slot_get_action (&self->facts, now, pf_moment_get_day (now, get_zone (self)));
}

PfRefusal
pf_plan_item_get_refusal (PfPlanItem *self, PfMoment now)
{
  g_return_val_if_fail (PF_IS_PLAN_ITEM (self), PF_REFUSAL_NONE);

  if (self->mark != PF_MARK_REFUSED)
    return PF_REFUSAL_NONE;
  if (self->intent->state == PF_INTENT_SETTLED)
    return self->intent->outcome->refusal;
  return pf_merge_get_refusal (&self->facts, self->intent->line->action, now,
                               pf_moment_get_day (now, get_zone (self)));
}
