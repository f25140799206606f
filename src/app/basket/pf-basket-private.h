/* SPDX-License-Identifier: GPL-3.0-or-later
 * The basket's members, for the files that implement it and for no other. */
#pragma once

#include "pf-basket.h"
#include "planning/pf-plan-index.h"

G_BEGIN_DECLS

struct _PfBasket {
  GObject parent_instance;

  PfHub *hub;            /* (owned) */
  GPtrArray *lines;      /* (owned) (element-type PfBasketLine) */
  PfHubPlan *plan;       /* (owned): of the days of the lines */
  PfPlanIndex *index;    /* (owned): @plan, judged */
  GCancellable *quoting; /* (owned) (nullable): the quotes under way */
  guint update_source;
};

/** Returns: whether a line of @session is in @state. */
gboolean pf_basket_has_line (PfBasket *self, PfSession *session, PfIntentState state);

G_END_DECLS
