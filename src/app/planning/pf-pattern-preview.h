/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a week pattern would book: which slots, for how much, and what it leaves out and why.
 * Pure. */
#pragma once

#include <gio/gio.h>

#include "pf-pattern.h"
#include "pf-plan-item.h"

G_BEGIN_DECLS

/** PfPatternTarget: a unit to book at a town, wherever its child is enrolled. A plain value that
 * owns nothing. */
typedef struct {
  PfActivity *activity;
  const PfUnit *unit;
  gpointer session; /* the town's */
} PfPatternTarget;

/** PfPatternPreview: */
typedef struct {
  GPtrArray *items;     /* (element-type PfPlanItem) (owned): what would be booked, by day */
  guint n_days;         /* different days among them */
  PfCents total;        /* of the known prices */
  const char *currency; /* (unowned) (nullable): as long as the list of items */
  guint n_waiting;      /* of @items: only onto a waiting list */
  /* slots on the pattern's days that are not booked, by the state that keeps them out */
  guint left_out[PF_N_STATES];
} PfPatternPreview;

/**
 * pf_pattern_preview_compute:
 * @items: a GListModel of #PfPlanItem
 * @children: (element-type PfChild): whose
 * @targets: (element-type PfPatternTarget): what
 * @with_late: whether days past their deadline are booked with the surcharge
 */
void pf_pattern_preview_compute (GListModel *items, GPtrArray *children, GArray *targets,
                                 const PfPattern *pattern, gboolean with_late, PfMoment now,
                                 PfPatternPreview *preview);
void pf_pattern_preview_clear (PfPatternPreview *preview);
/** Returns: (transfer full): "34 days, €119.00, 2 of them only onto the waiting list". */
char *pf_pattern_preview_describe (const PfPatternPreview *preview);
/** Returns: (transfer full) (nullable): "Left out: 3 closed, 2 full"; NULL where nothing is. */
char *pf_pattern_preview_describe_left_out (const PfPatternPreview *preview);

G_END_DECLS
