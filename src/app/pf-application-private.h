/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the application's own files share. */
#pragma once

#include "pf-application.h"
#include "pf-window.h"

G_BEGIN_DECLS

/** Returns: (nullable): the window of the plan, also while a dialog is over it. */
PfWindow *pf_application_get_window (PfApplication *self);
/** Adds the actions that #PfApplication tells of, once there is a hub. */
void pf_application_add_actions (PfApplication *self);
/** Binds the keys, once GTK has started. */
void pf_application_set_accelerators (PfApplication *self);
/** Puts off the reminder of @subject, of the household with the id @account. */
void pf_application_put_off (PfApplication *self, const char *account, const char *subject);

G_END_DECLS
