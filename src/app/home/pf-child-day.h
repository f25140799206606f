/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a child does on one day, for Home's "today" and "tomorrow". */
#pragma once

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_CHILD_DAY (pf_child_day_get_type ())
G_DECLARE_FINAL_TYPE (PfChildDay, pf_child_day, PF, CHILD_DAY, GObject)

struct _PfChildDay {
  GObject parent_instance;
  PfChild *child; /* (owned) */
  PfDay day;
  char *text; /* (owned): "Canteen, Nursery: Evening (waiting list)", "Closed: holidays" */
};

/**
 * Returns: (transfer full) (element-type PfChildDay): one for each child that @plan (of
 * #PfPlanItem) has on @day; a child that two towns know is one. @names_towns: as there are several.
 */
GPtrArray *pf_child_day_list (GListModel *plan, PfDay day, PfMoment now, gboolean names_towns);

G_END_DECLS
