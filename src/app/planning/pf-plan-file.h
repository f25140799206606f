/* SPDX-License-Identifier: GPL-3.0-or-later
 * The file of one town's plan: writes it when it is told that something has changed. */
#pragma once

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** Signal: "written" (): the file says what the plan says. */
#define PF_TYPE_PLAN_FILE (pf_plan_file_get_type ())
G_DECLARE_FINAL_TYPE (PfPlanFile, pf_plan_file, PF, PLAN_FILE, GObject)

/** Writes @path as soon as the plan of @session is there, and after each change, until
 * pf_plan_file_stop() or its end. @town: the address of the town */
PfPlanFile *pf_plan_file_new (PfSession *session, const char *town, const char *path);
PfSession *pf_plan_file_get_session (PfPlanFile *self);
/** Writes no more: when this returns, nothing of it will come to the disk. */
void pf_plan_file_stop (PfPlanFile *self);

G_END_DECLS
