/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a form takes the proof of what an agent has to agree to. */
#pragma once

#include "pf-form-draft.h"

G_BEGIN_DECLS

/** Returns: a group to put under the form of @draft; it is seen while something that was changed
 * waits for an agent. */
GtkWidget *pf_proofs_new (PfFormDraft *draft);

G_END_DECLS
