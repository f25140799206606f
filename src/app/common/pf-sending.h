/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sending what was written in a place to write. */
#pragma once

#include <gtk/gtk.h>

#include "pf-draft.h"

G_BEGIN_DECLS

/** PfSendingDone: @trouble: (nullable): why it is still a draft, as a sentence; NULL: it is queued.
 */
typedef void (*PfSendingDone) (gpointer owner, const char *trouble);

/**
 * pf_sending_start:
 * @place: where it was written: takes nothing until @done is called
 * @owner: a #GObject, kept until @done is called
 *
 * Queues what pf_draft_set() was given last.
 */
void pf_sending_start (PfDraft *draft, GtkWidget *place, PfSendingDone done, gpointer owner);

G_END_DECLS
