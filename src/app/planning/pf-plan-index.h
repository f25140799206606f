/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan as the planning shows it: a list of #PfPlanItem cut into days, filtered, judged by
 * the town's clock, counted and summed. */
#pragma once

#include <gio/gio.h>

#include "pf-plan-item.h"
#include "pf-stay.h"

G_BEGIN_DECLS

/** PfPlanSlot: one item with what was worked out about it. */
typedef struct {
  PfPlanItem *item; /* (unowned): the list keeps it */
  PfState state;
  PfAction action;   /* what a click means */
  PfWarning warning; /* about this day's slots of the same child, in all towns */
  PfPlanItem *other; /* (unowned) (nullable): with PF_WARNING_CLASH: what else is booked then */
  int from_minute;   /* with a warning: of the day */
  int to_minute;
  guint child;         /* index among the children of the range */
  gboolean names_town; /* there are several towns: what is booked is named with its own */
} PfPlanSlot;

/** PfPlanDay: the slots of a day, by child, unit and activity. Valid until the next "changed". */
typedef struct {
  PfDay day;
  const PfPlanSlot *slots;
  guint n_slots;
  PfClosure closure; /* why, where all slots are closed */
  const char *label; /* (nullable): the town's words for it */
} PfPlanDay;

#define PF_TYPE_PLAN_INDEX (pf_plan_index_get_type ())
G_DECLARE_FINAL_TYPE (PfPlanIndex, pf_plan_index, PF, PLAN_INDEX, GObject)

/** Signal: "changed" (): anything below may have changed; once a batch.
 * @items: a GListModel of #PfPlanItem, sorted as a #PfPlan. */
PfPlanIndex *pf_plan_index_new (GListModel *items);
/** The days that count: those of the period shown, not the neighbours that complete its weeks. */
void pf_plan_index_set_period (PfPlanIndex *self, PfDay first, PfDay last);
PfDay pf_plan_index_get_first (PfPlanIndex *self);
PfDay pf_plan_index_get_last (PfPlanIndex *self);
void pf_plan_index_set_clock (PfPlanIndex *self, PfMoment now, PfDay today);
PfMoment pf_plan_index_get_now (PfPlanIndex *self);
PfDay pf_plan_index_get_today (PfPlanIndex *self);
/** @child, @activity: (nullable): keep these alone. */
void pf_plan_index_set_filter (PfPlanIndex *self, PfChild *child, PfActivity *activity);
PfChild *pf_plan_index_get_child_filter (PfPlanIndex *self);
PfActivity *pf_plan_index_get_activity_filter (PfPlanIndex *self);
/** @states: mask of 1 << PfState to stand out; 0 = all alike. */
void pf_plan_index_set_highlight (PfPlanIndex *self, guint states);
guint pf_plan_index_get_highlight (PfPlanIndex *self);
/** Returns: the same; none where no day of the period is in one of these states. */
guint pf_plan_index_get_shown_highlight (PfPlanIndex *self);

/** Fills @day with the slots of @date; none is a day with n_slots = 0. */
void pf_plan_index_get_day (PfPlanIndex *self, PfDay date, PfPlanDay *day);
/** Returns: the slots of all days, in the list's order. */
const PfPlanSlot *pf_plan_index_get_slots (PfPlanIndex *self, guint *n_slots);
/** Returns: (transfer none) (element-type PfChild): the children of the list that pass the
 * filter, by birth. */
GPtrArray *pf_plan_index_get_children (PfPlanIndex *self);
/** Returns: whether the slots are of several towns. */
gboolean pf_plan_index_has_towns (PfPlanIndex *self);
/** Returns: the number of slots of the period in @state. */
guint pf_plan_index_count_state (PfPlanIndex *self, PfState state);
/**
 * pf_plan_index_get_cost:
 * @drafts: (out) (optional): the part of it that is not sent yet
 * @currency: (out) (optional) (transfer none) (nullable): its currency
 *
 * Returns: what the period's bookings cost, as far as the town said.
 */
PfCents pf_plan_index_get_cost (PfPlanIndex *self, PfCents *drafts, const char **currency);
/** Returns: (transfer full) (element-type PfPlanItem): the period's items in @state that can
 * be booked. */
GPtrArray *pf_plan_index_get_bookable (PfPlanIndex *self, PfState state);
/** Returns: whether both are the same child, be it as two towns know it. */
gboolean pf_child_is_same (PfChild *a, PfChild *b);
/** Returns: whether both are the same activity, be it at two towns that name it alike. */
gboolean pf_activity_is_same (PfActivity *a, PfActivity *b);
/** Returns: whether both are slots of the same activity of the same town. */
gboolean pf_plan_item_is_alike (const PfPlanItem *a, const PfPlanItem *b);

G_END_DECLS
