/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hub: all households of this device together, so that pages show several towns as one. It
 * owns a #PfSession for each account
 * and merges their lists; commands go to the session each item belongs to. */
#pragma once

#include "pf-account-list.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_HUB (pf_hub_get_type ())
G_DECLARE_FINAL_TYPE (PfHub, pf_hub, PF, HUB, GObject)

/**
 * PfHub:
 *
 * Properties (read-only, notified): "has-accounts" (boolean), "basket-count" (uint: drafts of all
 * towns), "can-undo" (boolean),
 * "sync-state" (PfSyncState, the worst of all), "synced-at" (int64, the oldest).
 * Signals: "now-changed" (), "settled" (GPtrArray of PfIntent), "notice" (PfSession,
 * PfStoreNotice), "session-closing" (PfSession): it is about to be closed, and its folder may go,
 * "submission-settled" (PfSession, PfSubmission), "records-loaded" (guint, a
 * PfCollection): pf_hub_has_records() may have become TRUE.
 */
PfHub *pf_hub_new (PfAccountList *accounts);
/** Reads every town's cache, on worker threads; stays off the network. */
void pf_hub_load (PfHub *self);
/**
 * Goes online: reads each account's secret, then lets its session pull, push and listen; also
 * accounts that come later.
 */
void pf_hub_start (PfHub *self);
/**
 * Closes the session of @account, tells the town that this device signs out, then forgets the
 * account with all that this device keeps of it. Where that fails, the account has a new session.
 */
void pf_hub_forget_async (PfHub *self, PfAccount *account, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_hub_forget_finish (PfHub *self, GAsyncResult *result, GError **error);
/** Returns: whether the town has heard of it, as @result says. */
gboolean pf_hub_forget_was_told (PfHub *self, GAsyncResult *result);
/** Ends all sessions in order, before the program ends. */
void pf_hub_close_async (PfHub *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_hub_close_finish (PfHub *self, GAsyncResult *result, GError **error);
/** Asks the keyring once more for the secret of @account, then syncs. */
void pf_hub_unlock (PfHub *self, PfAccount *account);
PfAccountList *pf_hub_get_accounts (PfHub *self);
/** Returns: (transfer none) (nullable): the account with @id. */
PfAccount *pf_hub_find_account (PfHub *self, const char *id);
/** Returns: (transfer none): a GListModel of #PfSession, in the accounts' order. */
GListModel *pf_hub_get_sessions (PfHub *self);
/** Returns: (transfer none) (nullable): the session of @account. */
PfSession *pf_hub_get_session (PfHub *self, PfAccount *account);
/** Returns: (transfer none) (nullable): the account of @session. */
PfAccount *pf_hub_get_account (PfHub *self, PfSession *session);
gboolean pf_hub_get_has_accounts (PfHub *self);
guint pf_hub_get_basket_count (PfHub *self);
gboolean pf_hub_get_can_undo (PfHub *self);
PfSyncState pf_hub_get_sync_state (PfHub *self);
/** Returns: the oldest of the towns' last syncs, PF_MOMENT_NONE if one never was. */
PfMoment pf_hub_get_synced_at (PfHub *self);
/** Returns: (transfer none): all children (#PfChild), activities (#PfActivity) of all towns. */
GListModel *pf_hub_get_children (PfHub *self);
GListModel *pf_hub_get_activities (PfHub *self);
/** Returns: (transfer none): all #PfIntent of all outboxes. */
GListModel *pf_hub_get_outbox (PfHub *self);
/** Returns: (transfer none): all #PfRecord of @collection (any but SHEETS) of all towns, each
 * town's as pf_session_get_records() gives them: read when first asked for. Which town one is of is
 * pf_hub_find_session()'s to say; so is which town to write to. */
GListModel *pf_hub_get_records (PfHub *self, PfCollection collection);
/** Returns: whether that list says all that the towns have; until then an empty one means nothing.
 */
gboolean pf_hub_has_records (PfHub *self, PfCollection collection);
/** Returns: (transfer none): all #PfSubmission of all towns. */
GListModel *pf_hub_get_submissions (PfHub *self);
/** Returns: (transfer none) (nullable): the session whose lists @item, a #PfRecord or a
 * #PfSubmission, came from. */
PfSession *pf_hub_find_session (PfHub *self, gpointer item);
/** Returns: (transfer full): all #PfDeadlineItem of the next @days days, sorted by time left. */
GListModel *pf_hub_create_deadlines (PfHub *self, int days);
/** Returns: the first town's clock, the machine's where there is none. */
PfMoment pf_hub_get_now (PfHub *self);
/** Returns: the first town's civil date. */
PfDay pf_hub_get_today (PfHub *self);

/** As pf_session_change_async(), each item at its own session. */
void pf_hub_change_async (PfHub *self, GPtrArray *items, PfAction action, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
int pf_hub_change_finish (PfHub *self, GAsyncResult *result, GError **error);
/** Undoes the last change made here that is not sent, at the town where it was made. */
void pf_hub_undo_async (PfHub *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
gboolean pf_hub_undo_finish (PfHub *self, GAsyncResult *result, GError **error);
void pf_hub_sync_now (PfHub *self);
/** As pf_session_set_pull_interval(), of all towns, also those that come later. */
void pf_hub_set_pull_interval (PfHub *self, int minutes);

/** PfHubHit: what a search found, and where. A plain value. */
typedef struct {
  PfSession *session; /* (owned) */
  PfSearchHit *found; /* (owned) */
} PfHubHit;
void pf_hub_hit_free (PfHubHit *hit);
/** Finds by words in all towns; see pf_session_search_async(). Finish: (transfer full)
 * (element-type PfHubHit): at most @limit of each town, best first. */
void pf_hub_search_async (PfHub *self, const char *text, guint limit, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_hub_search_finish (PfHub *self, GAsyncResult *result, GError **error);

/**
 * PfHubPlan: the plans of all towns over one range: a GListModel of #PfPlanItem sorted as a
 * #PfPlan.
 */
#define PF_TYPE_HUB_PLAN (pf_hub_plan_get_type ())
G_DECLARE_FINAL_TYPE (PfHubPlan, pf_hub_plan, PF, HUB_PLAN, GObject)
/** Properties: "is-loaded" (gboolean): each town's plan is there, or cannot be read. */
PfHubPlan *pf_hub_create_plan (PfHub *self);
void pf_hub_plan_set_range (PfHubPlan *self, PfDay first, PfDay last);
gboolean pf_hub_plan_is_loaded (PfHubPlan *self);
/** Returns: whether a plan of this hub was loaded: a page has something to show. */
gboolean pf_hub_has_plan (PfHub *self);

G_END_DECLS
