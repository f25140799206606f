/* SPDX-License-Identifier: GPL-3.0-or-later
 * The engine keeps store and town alike: push what is queued, pull what is new, wait for a reason
 * to do so again. It decides when and in which order; what is said is the service's business, what
 * is kept the store's. */
#pragma once

#include "pf-contents.h"
#include "pf-pusher.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_ENGINE (pf_engine_get_type ())
G_DECLARE_FINAL_TYPE (PfEngine, pf_engine, PF, ENGINE, GObject)

/**
 * PfEngine:
 *
 * Properties (read-only, notified): "state" (PfSyncState). Signal "settled" (const char *key): the
 * town answered this batch, and the answer is on the disk.
 *
 * A run pushes the queued batches one by one in order, then the submissions, then pulls until there
 * is no more. It starts when something is queued, the town announces a state, the network comes
 * back, it is time for a pull (pf_engine_set_pull_interval()), a wait after a failure is over, or
 * pf_engine_run() is called. What an error makes of it:
 * - worth a retry, or a page that is no town (a captive portal): OFFLINE, and again later, longer
 * each time; the batch keeps its key;
 * - a 5xx or an answer that makes no sense, to a batch: the same, but the other batches have their
 * turn first, and the pull is made;
 * - the town wants a new sign-in: SIGNED_OUT, until the service has a new secret or
 * pf_engine_run();
 * - the state is unknown to the town, or the cache was lost: everything is pulled afresh, the
 * outbox stays as it is;
 * - the town refuses a whole batch: its lines are settled as refused, with the reason; as changed
 * where it says that it was decided on other facts.
 */
PfEngine *pf_engine_new (PfTownService *service, PfStore *store, PfContents *contents);
/** How far the cache has come, as the store tells; NULL when it is empty. */
void pf_engine_set_status (PfEngine *self, const PfStoreStatus *status);
/** As pf_session_set_pull_interval(). */
void pf_engine_set_pull_interval (PfEngine *self, int minutes);
/** @monitor: only a hint: what counts is what happens to the requests. */
void pf_engine_start (PfEngine *self, GNetworkMonitor *monitor);
/** Ends everything under way, for good. */
void pf_engine_stop (PfEngine *self);
/** Runs now, or once more after the run under way. */
void pf_engine_run (PfEngine *self);
/** Returns: whether the town has stumbled over the batch or the submission @key so often, or for so
 * long, that the family needs another way out. */
gboolean pf_engine_is_stuck (PfEngine *self, const char *key);
/** Returns: (transfer none): what sends the submissions. */
PfPusher *pf_engine_get_pusher (PfEngine *self);
PfSyncState pf_engine_get_state (PfEngine *self);
/** Returns: (transfer none) (nullable): why it is OFFLINE or SIGNED_OUT. */
const GError *pf_engine_get_error (PfEngine *self);

G_END_DECLS
