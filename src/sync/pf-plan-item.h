/* SPDX-License-Identifier: GPL-3.0-or-later
 * One slot of the plan as the family sees it: the town's facts, plus what the family decided and
 * the town has not answered yet. */
#pragma once

#include "pf-intent.h"
#include "pf-record.h"

G_BEGIN_DECLS

/** PfMark: how far a change made here has come. */
typedef enum {
  PF_MARK_NONE,
  PF_MARK_DRAFT,   /* in the basket: dashed outline */
  PF_MARK_QUEUED,  /* sent or waiting to be: small arrow */
  PF_MARK_REFUSED, /* the town refused or the facts changed, not yet seen by the family; or a draft
                    * that is possible no more and is still in the basket:
                    * pf_plan_item_get_refusal() says why */
} PfMark;

/** PfPlanItem: immutable but for its facts, which the plan updates in place before it emits
 * "items-changed". */
#define PF_TYPE_PLAN_ITEM (pf_plan_item_get_type ())
G_DECLARE_FINAL_TYPE (PfPlanItem, pf_plan_item, PF, PLAN_ITEM, GObject)
struct _PfPlanItem {
  GObject parent_instance;
  gpointer session;       /* (unowned): the #PfSession it belongs to, which outlives its plans */
  PfTown *town;           /* (owned) */
  PfChild *child;         /* (owned) */
  PfEnrolment *enrolment; /* (owned) */
  PfActivity *activity;   /* (owned) */
  const PfUnit *unit;     /* (owned by @activity) */
  char *label;    /* (owned) (nullable): why it is closed: the town's words, a holiday's name */
  gint64 version; /* of the sheet */
  PfSlot facts;   /* the town's facts */
  PfSlot slot;    /* @facts with the family's change applied: what is shown */
  PfMark mark;
  PfIntent *intent; /* (owned) (nullable): the change */
};

/**
 * pf_plan_item_new:
 * @session: (nullable): the #PfSession it belongs to
 * @town: (nullable): also @child, @enrolment, @activity and @unit, where the record is gone
 * @facts: copied
 * @intent: (nullable): the family's last change to this slot
 * @now: the town's clock, to judge @intent by
 *
 * For the plan, and for the tests of what shows it. "label" and "version" may be filled before
 * sharing it.
 */
PfPlanItem *pf_plan_item_new (gpointer session, PfTown *town, PfChild *child,
                              PfEnrolment *enrolment, PfActivity *activity, const PfUnit *unit,
                              const PfSlot *facts, PfIntent *intent, PfMoment now);
/** Returns: the state to show, by the town's clock. */
PfState pf_plan_item_get_state (PfPlanItem *self, PfMoment now);
/** Returns: what a click means: undo the draft (an action opposite to it), else
 * pf_slot_get_action(); NONE while QUEUED. */
PfAction pf_plan_item_get_action (PfPlanItem *self, PfMoment now);
/** Returns: with PF_MARK_REFUSED, why; NONE otherwise, and where the facts changed (outcome
 * CHANGED). */
PfRefusal pf_plan_item_get_refusal (PfPlanItem *self, PfMoment now);

G_END_DECLS
