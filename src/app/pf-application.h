/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application: accounts and towns of this run, the actions that concern them all, and the
 * command line. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "welcome/pf-demo-town.h"

G_BEGIN_DECLS

#define PF_TYPE_APPLICATION (pf_application_get_type ())
G_DECLARE_FINAL_TYPE (PfApplication, pf_application, PF, APPLICATION, AdwApplication)

/**
 * PfApplication:
 *
 * Actions, also on the bus: "sync", "quit", "about", "preferences", "add-town", "sign-in" (account
 * id), "forget" (account id), those of pf_open_actions_add(), "later" (account id, a reminder's
 * subject), and the read-only state "sync-state": "loading", "first", "syncing", "idle",
 * "offline", "signed-out", "failed".
 */
PfApplication *pf_application_new (void);
/** Returns: (transfer none): the households; NULL before startup. */
PfHub *pf_application_get_hub (PfApplication *self);
/** Returns: (transfer none): the demo town, which may not run; NULL before startup. */
PfDemoTown *pf_application_get_demo_town (PfApplication *self);
/** Says that the window's first frame is on the screen: what was put off for it begins now. */
void pf_application_begin (PfApplication *self);

G_END_DECLS
