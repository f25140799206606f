/* SPDX-License-Identifier: GPL-3.0-or-later
 * A session: one household at one town, alive in this process. It owns the store and the engine
 * that keeps store and town alike, and is all that pages call: lists to show, commands to give, a
 * state to tell. */
#pragma once

#include "pf-plan.h"
#include "pf-store.h"
#include "pf-town-service.h"

G_BEGIN_DECLS

/** PfSyncState: what the engine does now. */
typedef enum {
  PF_SYNC_LOADING, /* opening the store */
  PF_SYNC_FIRST,   /* first sync under way: nothing to show yet */
  PF_SYNC_SYNCING, /* pull or push under way */
  PF_SYNC_IDLE,    /* alike, waiting for events */
  PF_SYNC_OFFLINE, /* the last try failed in a way that a retry may mend: "sync-error" says how; the
                      plan stays usable */
  PF_SYNC_SIGNED_OUT, /* the town wants a new sign-in; nothing is lost */
  PF_SYNC_FAILED, /* the store cannot be used: "sync-error"; pf_session_sync_now() opens it again */
} PfSyncState;

#define PF_TYPE_SYNC_STATE (pf_sync_state_get_type ())
GType pf_sync_state_get_type (void);

#define PF_TYPE_SESSION (pf_session_get_type ())
G_DECLARE_FINAL_TYPE (PfSession, pf_session, PF, SESSION, GObject)

/**
 * PfSession:
 *
 * Properties (read-only, notified):
 * - "sync-state" (PfSyncState), "sync-error" (GError, nullable), "synced-at" (int64, PfMoment);
 * - "town" (PfTown, nullable before the first sync), "household" (PfHousehold, nullable);
 * - "basket-count" (uint), "can-undo" (boolean).
 *
 * Signals:
 * - "notice" (guint, a PfStoreNotice): something to tell once;
 * - "now-changed" (): a deadline or midnight passed by the town's clock: derive states again;
 * - "settled" (GPtrArray of PfIntent): the town has answered these just now.
 */

/** @folder: where the cache and the outbox are. Starts nothing. */
PfSession *pf_session_new (PfTownService *service, const char *folder);
/** Opens the store, fills the lists, then pulls, pushes and listens for ever. Safe to call before a
 * secret is known: offline until then. */
void pf_session_start (PfSession *self);
/** Reads the cache but stays off the network until pf_session_start(); for the first frame. */
void pf_session_load (PfSession *self);
/** Stops the network, closes the store. */
void pf_session_close_async (PfSession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_close_finish (PfSession *self, GAsyncResult *result, GError **error);

PfTownService *pf_session_get_service (PfSession *self);
PfSyncState pf_session_get_sync_state (PfSession *self);
const GError *pf_session_get_sync_error (PfSession *self);
PfMoment pf_session_get_synced_at (PfSession *self);
PfTown *pf_session_get_town (PfSession *self);
PfHousehold *pf_session_get_household (PfSession *self);
gboolean pf_session_get_can_undo (PfSession *self);
/** Returns: the town's clock, from the cached offset while offline. */
PfMoment pf_session_get_now (PfSession *self);
/** Returns: @now's civil date at the town. */
PfDay pf_session_get_today (PfSession *self);

/** Returns: (transfer none): live lists of #PfRecord; children by birth, activities by name,
 * enrolments by period. */
GListModel *pf_session_get_children (PfSession *self);
GListModel *pf_session_get_guardians (PfSession *self);
GListModel *pf_session_get_sites (PfSession *self);
GListModel *pf_session_get_activities (PfSession *self);
GListModel *pf_session_get_enrolments (PfSession *self);
/** Returns: (transfer none): every #PfIntent of the outbox, in order: drafts, queued, settled and
 * unseen. */
GListModel *pf_session_get_outbox (PfSession *self);
/** Returns: (transfer full): a live plan; set its range. Several may live; they share what they
 * load. */
PfPlan *pf_session_create_plan (PfSession *self);
/** Returns: (transfer full): the plan's view of an intent's slot for labels (child, activity,
 * unit), even out of any range; records may be NULL if gone. */
PfPlanItem *pf_session_describe_intent (PfSession *self, PfIntent *intent);

/**
 * pf_session_change_async:
 * @items: (element-type PfPlanItem)
 * @action: BOOK or CANCEL for all that can; items that cannot (deadline, closed, already so) are
 * left out, drafts that it reverts are removed
 *
 * Durable when finish returns: the number of slots changed, or -1 with @error. The plan shows it in
 * the same frame.
 */
void pf_session_change_async (PfSession *self, GPtrArray *items, PfAction action,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
int pf_session_change_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Undoes the last change or discard that is not undone and not sent. Finish: FALSE without @error
 * where there is none. */
void pf_session_undo_async (PfSession *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_undo_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Takes all drafts away; can be undone. */
void pf_session_discard_async (PfSession *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_discard_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Asks the town to price and judge the drafts; finish: (transfer full) an answer whose outcomes
 * follow the drafts' order; fails offline. */
void pf_session_quote_async (PfSession *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
PfAnswer *pf_session_quote_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Queues all drafts durably; sending follows by itself, now or when the network is back. */
void pf_session_send_async (PfSession *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_send_finish (PfSession *self, GAsyncResult *result, GError **error);
/** @intents: (element-type PfIntent): settled ones that the family has seen. */
void pf_session_dismiss_async (PfSession *self, GPtrArray *intents, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_dismiss_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Returns: whether the town has failed to answer the batch of the queued @intent so often, or for
 * so long, that pf_session_give_up_async() should be offered. Changes with "sync-state". */
gboolean pf_session_is_stuck (PfSession *self, PfIntent *intent);
/**
 * pf_session_give_up_async:
 * @key: a queued batch's
 *
 * Stops asking for the answer to a batch. The town may have done it: the lines are settled as
 * CHANGED (PF_REFUSAL_GIVEN_UP), stay visible until dismissed and then go to the journal so, and
 * the plan is pulled.
 */
void pf_session_give_up_async (PfSession *self, const char *key, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_give_up_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Pulls and pushes now, whatever the back-off, after opening the store where it had failed; returns
 * at once. */
void pf_session_sync_now (PfSession *self);

/** PfDeadlineItem: one coming deadline, for Home: which child and activity, until when, which days
 * are at stake. */
#define PF_TYPE_DEADLINE_ITEM (pf_deadline_item_get_type ())
G_DECLARE_FINAL_TYPE (PfDeadlineItem, pf_deadline_item, PF, DEADLINE_ITEM, GObject)
struct _PfDeadlineItem {
  GObject parent_instance;
  PfTown *town;         /* (owned) */
  PfChild *child;       /* (owned) */
  PfActivity *activity; /* (owned) */
  PfMoment until;
  GPtrArray *items; /* (element-type PfPlanItem) (owned): days still open (not booked), by day */
  guint n_booked;   /* days of the same deadline already booked */
};
/** Returns: (transfer full): a live GListModel of #PfDeadlineItem of the next @days days, sorted by
 * time left. */
GListModel *pf_session_create_deadlines (PfSession *self, int days);

G_END_DECLS
