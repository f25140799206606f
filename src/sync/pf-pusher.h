/* SPDX-License-Identifier: GPL-3.0-or-later
 * The pusher sends the queued submissions, one by one in order: first the files that the town does
 * not have yet, then what names them. The engine says when. */
#pragma once

#include "pf-contents.h"
#include "pf-stumbles.h"
#include "pf-town-service.h"

G_BEGIN_DECLS

#define PF_TYPE_PUSHER (pf_pusher_get_type ())
G_DECLARE_FINAL_TYPE (PfPusher, pf_pusher, PF, PUSHER, GObject)

/**
 * PfPusher:
 *
 * Signals: "settled" (const char *key): the town answered this submission, and the answer is on the
 * disk; "progress" (const char *key, double): how much of its files the town has, 0 to 1.
 *
 * @stumbles: (unowned): outlives the pusher's runs
 */
PfPusher *pf_pusher_new (PfTownService *service, PfStore *store, PfContents *contents,
                         PfStumbles *stumbles);
/**
 * Sends all that is queued. What the town stumbles over stays queued, and the others have their
 * turn. Finish: FALSE with the last stumble (pf_stumbles_is_one()) once all had their turn, or with
 * any other error at once.
 */
void pf_pusher_run_async (PfPusher *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean pf_pusher_run_finish (PfPusher *self, GAsyncResult *result, GError **error);
/** Sends the submission @key no more, and breaks the sending of its files off. Returns: FALSE where
 * it is too late: the town may be reading it. */
gboolean pf_pusher_withhold (PfPusher *self, const char *key);
/** @key may be sent again. */
void pf_pusher_release (PfPusher *self, const char *key);
/** Returns: how much of the files of @key (nullable) the town has, -1 while it is not being sent.
 * */
double pf_pusher_get_progress (PfPusher *self, const char *key);

G_END_DECLS
