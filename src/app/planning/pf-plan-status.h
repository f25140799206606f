/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the planning page shows where there is no plan, and why. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  PF_PLAN_STATUS_EMPTY,  /* no activity */
  PF_PLAN_STATUS_FAILED, /* it cannot be read from the disk */
} PfPlanStatus;

/** Shows the page of @status in @stack, made when it is first shown. */
void pf_plan_status_show (GtkStack *stack, PfPlanStatus status);

G_END_DECLS
