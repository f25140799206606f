/* SPDX-License-Identifier: GPL-3.0-or-later
 * A household of the demo town comes back: its town is started before the network is used, and it
 * signs in by itself when the town was laid anew meanwhile. */
#pragma once

#include "common/pf-hub.h"
#include "pf-demo-town.h"

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): the account of @hub that lives in the demo town. */
PfAccount *pf_demo_return_find_account (PfDemoTown *demo, PfHub *hub);
/** Starts the town of @account, then @hub, even if the town does not start. */
void pf_demo_return (PfDemoTown *demo, PfHub *hub, PfAccount *account, GCancellable *cancellable);

G_END_DECLS
