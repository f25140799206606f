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
 * - "basket-count" (uint), "can-undo" (boolean), "keeps-secrets" (boolean),
 *   "files-wish" (uint, PfFilesWish).
 *
 * Signals:
 * - "notice" (guint, a PfStoreNotice): something to tell once;
 * - "now-changed" (): a deadline or midnight passed by the town's clock: derive states again;
 * - "settled" (GPtrArray of PfIntent): the town has answered these just now;
 * - "submission-settled" (PfSubmission): the town has answered this one just now;
 * - "upload-progress" (PfSubmission, double): how much of its files the town has, 0 to 1;
 * - "records-loaded" (guint, a PfCollection): pf_session_has_records() has become TRUE.
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
/**
 * pf_session_get_records:
 *
 * Returns: (transfer none): a live list of the #PfRecord of @collection (any but SHEETS), in its
 * order. What Planning and Home need is there from the start; any other collection is read from the
 * cache when it is first asked for, and kept fresh from then on.
 */
GListModel *pf_session_get_records (PfSession *self, PfCollection collection);
/** Returns: whether the list says all that the town has: the cache was read, and there has been a
 * first sync. Until then an empty list means nothing. */
gboolean pf_session_has_records (PfSession *self, PfCollection collection);
/** Returns: (transfer none) (nullable): the record of @collection with @id (nullable); asks for the
 * collection as pf_session_get_records() does. */
gpointer pf_session_find_record (PfSession *self, PfCollection collection, const char *id);
/** Returns: whether @item, a #PfRecord or a #PfSubmission, came from this session's lists. */
gboolean pf_session_owns (PfSession *self, gpointer item);
/** Returns: (transfer none): every #PfSubmission, in order of writing: drafts, queued, settled and
 * unseen. */
GListModel *pf_session_get_submissions (PfSession *self);
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
/** Finish: (transfer full) (element-type PfIntent): what the town has answered, in order of
 * decision: the last so many that the family has seen, then those that it has not. Each with its
 * receipt. */
void pf_session_load_journal_async (PfSession *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_session_load_journal_finish (PfSession *self, GAsyncResult *result, GError **error);
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
/* What the family writes. Each is durable when its finish returns. */

/**
 * pf_session_save_draft_async:
 * @draft: what is written so far; its @id is 0 for a new draft, or a draft's to write that one anew
 *
 * Keeps it, to be called as it is typed. Its files come from pf_session_put_file_async(). Finish:
 * the draft's id, or 0 with @error.
 */
void pf_session_save_draft_async (PfSession *self, PfSubmission *draft, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gint64 pf_session_save_draft_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Keeps @submission as pf_session_save_draft_async() does and queues it, in one: sending follows
 * by itself, now or when the network is back. Finish: its id, or 0 with @error. */
void pf_session_submit_async (PfSession *self, PfSubmission *submission, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gint64 pf_session_submit_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Takes a draft away, or a queued one that is not under way just now. Finish: FALSE without @error
 * where it is under way or answered: it can be discarded no more. */
void pf_session_discard_submission_async (PfSession *self, PfSubmission *submission,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean pf_session_discard_submission_finish (PfSession *self, GAsyncResult *result,
                                               GError **error);
/** @submission: a settled one that the family has seen. */
void pf_session_dismiss_submission_async (PfSession *self, PfSubmission *submission,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean pf_session_dismiss_submission_finish (PfSession *self, GAsyncResult *result,
                                               GError **error);
/**
 * pf_session_put_file_async:
 * @file: read off the main thread
 *
 * Keeps a copy of @file for a submission that will name it; a copy that none names within this run
 * of the program goes. Finish: (transfer full): what to name it by; PF_STORE_ERROR_TOO_LARGE for
 * more than PF_UPLOAD_MAX, G_IO_ERROR where it cannot be read.
 */
void pf_session_put_file_async (PfSession *self, GFile *file, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
PfFile *pf_session_put_file_finish (PfSession *self, GAsyncResult *result, GError **error);
/** The same for bytes that are in memory: a picture that was pasted or made smaller. @is_secret: to
 * be kept sealed only, as health is. */
void pf_session_put_bytes_async (PfSession *self, const char *name, GBytes *bytes,
                                 gboolean is_secret, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
PfFile *pf_session_put_bytes_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Finish: (transfer full): the bytes of a file that was put, to show it. PF_STORE_ERROR_MISSING
 * once nothing names it any more. */
void pf_session_load_file_async (PfSession *self, const PfFile *file, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GBytes *pf_session_load_file_finish (PfSession *self, GAsyncResult *result, GError **error);
/** PfFileSource: a file that the town has. A plain value; its strings are the caller's. */
typedef struct {
  PfFileOf owner;
  const char *id;
  const char *part;   /* (nullable): see #PfFileOf */
  const char *name;   /* how it is named where the town says nothing */
  const char *digest; /* (nullable): SHA-256 of its bytes */
} PfFileSource;
PfFileSource *pf_file_source_copy (const PfFileSource *source);
/** Frees what pf_file_source_copy() gave. */
void pf_file_source_free (PfFileSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfFileSource, pf_file_source_free)

/**
 * pf_session_fetch_file_async:
 * @progress: (nullable): as of pf_town_service_download_async()
 *
 * Fetches a file, or takes it from this computer where it is kept; what comes is kept, if the
 * family agrees and pf_session_can_keep_file(). Finish: (transfer full): the file.
 */
void pf_session_fetch_file_async (PfSession *self, const PfFileSource *source,
                                  GFileProgressCallback progress, gpointer progress_data,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
PfDownload *pf_session_fetch_file_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Returns: whether it is a file of the town's, which may be kept to be opened offline: papers,
 * invoices, news and what comes with messages. What the family sent, which may tell of health,
 * never is. */
gboolean pf_session_can_keep_file (const PfFileSource *source);
/** Returns: whether files that were opened are kept, to be opened offline. */
PfFilesWish pf_session_get_files_wish (PfSession *self);
/** Sets it; where files are not kept, those that were go. */
void pf_session_set_files_wish_async (PfSession *self, PfFilesWish wish, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_set_files_wish_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Keeps @bytes, which were fetched from @source before the family agreed to what is set since; a
 * disk that cannot is no reason to trouble it. */
void pf_session_keep_file (PfSession *self, const PfFileSource *source, GBytes *bytes);
/** Returns: how much of the files of @submission the town has, 0 to 1; -1 while it is not being
 * sent. */
double pf_session_get_upload_progress (PfSession *self, PfSubmission *submission);
/** Returns: whether the town has failed to answer the queued @submission so often, or for so long,
 * that the family should be told: it may be discarded. Changes with "sync-state". */
gboolean pf_session_is_submission_stuck (PfSession *self, PfSubmission *submission);

/* What is secret: health. It is written sealed only. */

/**
 * pf_session_set_key_async:
 * @key: PF_SEAL_KEY_SIZE bytes, that only this account has
 *
 * From now on health is sealed with @key: see "keeps-secrets". Until then what is written of it
 * lives as long as this run of the program.
 */
void pf_session_set_key_async (PfSession *self, GBytes *key, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_set_key_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Returns: whether what is written of health outlasts this run. */
gboolean pf_session_get_keeps_secrets (PfSession *self);
/** Keeps @sheet, which the family has agreed to, in the place of the one that was kept. */
void pf_session_keep_health_sheet_async (PfSession *self, PfHealthSheet *sheet,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean pf_session_keep_health_sheet_finish (PfSession *self, GAsyncResult *result,
                                              GError **error);
void pf_session_forget_health_sheet_async (PfSession *self, const char *child,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean pf_session_forget_health_sheet_finish (PfSession *self, GAsyncResult *result,
                                                GError **error);
/** Finish: (transfer full) (nullable): the sheet of @child that is kept; NULL without @error where
 * the family has not agreed to keep one. */
void pf_session_load_health_sheet_async (PfSession *self, const char *child,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
PfHealthSheet *pf_session_load_health_sheet_finish (PfSession *self, GAsyncResult *result,
                                                    GError **error);

/** Finds by words, in the cache, records and the enrolments of those named. Finish: (transfer full)
 * (element-type PfSearchHit): at most @limit, best first, enrolments last. */
void pf_session_search_async (PfSession *self, const char *text, guint limit,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *pf_session_search_finish (PfSession *self, GAsyncResult *result, GError **error);

/** What the family was reminded of, which outlasts the run; @marks: (element-type PfReminderMark),
 * in the place of all that were kept. */
void pf_session_keep_reminders_async (PfSession *self, GPtrArray *marks, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_session_keep_reminders_finish (PfSession *self, GAsyncResult *result, GError **error);
/** Finish: (transfer full) (element-type PfReminderMark): all that are kept. */
void pf_session_load_reminders_async (PfSession *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_session_load_reminders_finish (PfSession *self, GAsyncResult *result, GError **error);

/** PF_PULL_LIVE: the town announces what is new, and is asked now and then all the same. */
#define PF_PULL_LIVE 0
/** PF_PULL_ASKED: the town is asked for what is new only by pf_session_sync_now(), and when
 * something is sent. */
#define PF_PULL_ASKED (-1)
/** How often to ask the town for what is new: each @minutes, PF_PULL_LIVE (as from the start) or
 * PF_PULL_ASKED. The first sync is made whatever it says. */
void pf_session_set_pull_interval (PfSession *self, int minutes);

/** Pulls and pushes now, whatever the back-off, after opening the store where it had failed;
 * returns at once. */
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
  PfDay first;      /* of all the days that share it, booked or not */
  GPtrArray *items; /* (element-type PfPlanItem) (owned): what can be booked, by day, of the days
                       that hold nothing yet */
  guint n_booked;   /* days of the same deadline already booked */
};
/** Returns: (transfer full) (element-type PfDay): the days that are still open, each once, sorted.
 */
GArray *pf_deadline_item_list_days (PfDeadlineItem *self);
/** Returns: (transfer full): a live GListModel of #PfDeadlineItem of the next @days days, sorted by
 * time left. Signal "loaded" (): pf_session_has_deadlines() may have changed. */
GListModel *pf_session_create_deadlines (PfSession *self, int days);
/** Returns: whether @deadlines, which @self has created, says all that the cache has. */
gboolean pf_session_has_deadlines (PfSession *self, GListModel *deadlines);
/** Returns: (transfer none): the plan that @deadlines, which @self has created, is of. */
PfPlan *pf_session_get_deadlines_plan (PfSession *self, GListModel *deadlines);

G_END_DECLS
