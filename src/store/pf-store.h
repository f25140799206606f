/* SPDX-License-Identifier: GPL-3.0-or-later
 * The family's disk: the cached plan of one account (cache.db) and what the family decided
 * (outbox.db). One worker thread, first in first out. The cache may be lost and is rebuilt from the
 * town; the outbox is written with synchronous=FULL and never dropped. */
#pragma once

#include <gio/gio.h>

#include "pf-changes.h"
#include "pf-intent.h"
#include "pf-record-family.h"
#include "pf-search.h"
#include "pf-submission.h"

G_BEGIN_DECLS

#define PF_STORE_ERROR (pf_store_error_quark ())
GQuark pf_store_error_quark (void);

typedef enum {
  PF_STORE_ERROR_DISK,   /* full, read-only, I/O: nothing was changed */
  PF_STORE_ERROR_NEWER,  /* written by a newer release: left alone */
  PF_STORE_ERROR_IN_USE, /* another process holds it */
  PF_STORE_ERROR_CLOSED,
  PF_STORE_ERROR_MISSING,   /* the bytes of a file are not here: nothing was changed */
  PF_STORE_ERROR_TOO_LARGE, /* a file is larger than PF_UPLOAD_MAX: nothing was changed */
  PF_STORE_ERROR_DAMAGED,   /* the cache was damaged and is empty now: pull everything afresh */
} PfStoreError;

/** PfStoreNotice: what the store had to do; each is told to the family. */
typedef enum {
  PF_STORE_NOTICE_NONE = 0,
  PF_STORE_NOTICE_CACHE_REBUILT = 1 << 0, /* the cache was damaged and starts afresh */
  /* the outbox was damaged: what could be read was kept, the file lies beside */
  PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE = 1 << 1,
  /* what was sealed with another key can be read no more, and is gone */
  PF_STORE_NOTICE_SECRETS_LOST = 1 << 2,
} PfStoreNotice;

/** PF_STORE_BATCH_MAX: the most lines that one key sends; more become several batches. */
#define PF_STORE_BATCH_MAX 500

/** PF_STORE_START_COLLECTIONS: what pf_store_load_async() reads of the records, a mask of
 * 1 << PfCollection: all that the first page needs. */
#define PF_STORE_START_COLLECTIONS                                                                 \
  (1u << PF_COLLECTION_TOWN | 1u << PF_COLLECTION_HOUSEHOLD | 1u << PF_COLLECTION_GUARDIANS |      \
   1u << PF_COLLECTION_CHILDREN | 1u << PF_COLLECTION_SITES | 1u << PF_COLLECTION_ACTIVITIES |     \
   1u << PF_COLLECTION_ENROLMENTS)

/** PfFilesWish: whether this computer keeps files of the town's, to be opened offline. */
typedef enum {
  PF_FILES_UNASKED, /* the family was not asked: none is kept */
  PF_FILES_KEPT,    /* the family has agreed */
  PF_FILES_LEFT,    /* it has not */
} PfFilesWish;

/** PfStoreStatus: how far the cache has come. */
typedef struct {
  char *state;          /* (owned) (nullable): NULL before the first page */
  gboolean is_complete; /* a first sync has ended */
  PfMoment synced_at;   /* PF_MOMENT_NONE = never */
  gint64 clock_offset;
} PfStoreStatus;
void pf_store_status_free (PfStoreStatus *status);

/**
 * PfStoreNews: what is on the disk, whole (pf_store_load_finish()) or what changed ("changed").
 * Members that did not change are NULL.
 */
typedef struct {
  PfStoreStatus *status;     /* (owned) (nullable) */
  gboolean is_reset;         /* the cache is empty: forget all records and sheets */
  GPtrArray *sheets;         /* (owned) (nullable): PfSheet, new or changed, of any month */
  GPtrArray *removed_sheets; /* (owned) (nullable): utf8, their ids */
  GPtrArray *outbox;         /* (owned) (nullable): PfIntent, all of them, in order of decision */
  gboolean can_undo;         /* with @outbox: pf_store_undo_async() has something to undo */
  GPtrArray *submissions; /* (owned) (nullable): PfSubmission, all of them, in order of writing */
  PfFilesWish files_wish; /* of pf_store_load_finish() only */

  /* (owned) (nullable): PfRecord, each the whole collection, by id; never SHEETS, and only of the
   * collections that were asked for */
  GPtrArray *records[PF_N_COLLECTIONS];
} PfStoreNews;
void pf_store_news_free (PfStoreNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfStoreNews, pf_store_news_free)

#define PF_TYPE_STORE (pf_store_get_type ())
G_DECLARE_FINAL_TYPE (PfStore, pf_store, PF, STORE, GObject)

/**
 * PfStore:
 *
 * Signals, on the thread-default main context of pf_store_new(), after the transaction is durable
 * and before the callback of the call that made it:
 * - "changed" (const PfStoreNews *): what that call changed;
 * - "notice" (PfStoreNotice): something was repaired.
 */
PfStore *pf_store_new (const char *folder);
void pf_store_open_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean pf_store_open_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Ends the worker after what is queued. */
void pf_store_close_async (PfStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_close_finish (PfStore *self, GAsyncResult *result, GError **error);

/** Opens if need be, then reads, in one turn of the worker, the status, the outbox, the collections
 * of PF_STORE_START_COLLECTIONS, and the sheets that meet @first to @last. */
void pf_store_load_async (PfStore *self, PfDay first, PfDay last, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): all members are there, but for the records not asked for. */
PfStoreNews *pf_store_load_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Reads the collections of @mask (of 1 << PfCollection); from then on "changed" tells of them too.
 * Finish: (transfer full): their records. */
void pf_store_load_records_async (PfStore *self, guint mask, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
PfStoreNews *pf_store_load_records_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Returns: (transfer full) (element-type PfSheet): the sheets of the months that meet @first to
 * @last. */
void pf_store_load_sheets_async (PfStore *self, PfDay first, PfDay last, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_store_load_sheets_finish (PfStore *self, GAsyncResult *result, GError **error);

/**
 * Finds records by the words that pf_search_text_new() gives; accents and capitals do not count,
 * and the end of a word may be missing. Finish: (transfer full) (element-type PfSearchHit): at most
 * @limit, best first; none for a text without a word.
 */
void pf_store_search_async (PfStore *self, const char *text, guint limit, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_store_search_finish (PfStore *self, GAsyncResult *result, GError **error);

/* The cache */

/**
 * Applies one page with its state in one transaction; with is_whole, what was not in any page since
 * the state was last unknown goes when the last page is applied.
 */
void pf_store_apply_changes_async (PfStore *self, PfChanges *changes, PfMoment at,
                                   gint64 clock_offset, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_apply_changes_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Forgets the state (not the outbox): the next pull is a first sync. The old records stay readable
 * until it has ended. */
void pf_store_start_afresh_async (PfStore *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_start_afresh_finish (PfStore *self, GAsyncResult *result, GError **error);

/* The outbox: every call is durable (fsync) when its callback runs. Each finish returns the number
 * of slots it was about, -1 with @error. */

/**
 * Adds drafts, in order. A draft for a slot that already has a draft replaces it; one with
 * PF_ACTION_NONE removes it. A slot with a queued intent is left out.
 * @lines: (element-type PfLine)
 */
void pf_store_add_drafts_async (PfStore *self, GPtrArray *lines, PfMoment at,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
int pf_store_add_drafts_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Undoes the last pf_store_add_drafts_async() or pf_store_discard_drafts_async() since drafts were
 * queued: what it replaced is back. */
void pf_store_undo_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
int pf_store_undo_finish (PfStore *self, GAsyncResult *result, GError **error);
void pf_store_discard_drafts_async (PfStore *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
int pf_store_discard_drafts_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Turns all drafts into queued batches of at most PF_STORE_BATCH_MAX lines, each with a new random
 * key. */
void pf_store_queue_drafts_async (PfStore *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
int pf_store_queue_drafts_finish (PfStore *self, GAsyncResult *result, GError **error);
/**
 * The town answered batch @key: writes the new facts to the cache durably first, then settles the
 * intents in one transaction; a crash between the two makes the batch be sent again with the same
 * key. @answer: as many outcomes as the batch has lines.
 */
void pf_store_settle_async (PfStore *self, const char *key, const PfAnswer *answer,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
int pf_store_settle_finish (PfStore *self, GAsyncResult *result, GError **error);
/** The family has seen these settled intents: they move to the journal. @ids: (element-type gint64)
 */
void pf_store_dismiss_async (PfStore *self, GArray *ids, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
int pf_store_dismiss_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Finish: (transfer full) (element-type PfIntent): the journal, in order of decision: the last so
 * many that the family has seen. */
void pf_store_load_journal_async (PfStore *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_store_load_journal_finish (PfStore *self, GAsyncResult *result, GError **error);

/* Submissions, as durable as the rest of the outbox. */

/** Keeps @draft: a new one where its id is 0, else in the place of the draft with its id. All its
 * files must have been put. Finish: the draft's id, -1 with @error; 0 where there is no such
 * draft (any more). */
void pf_store_save_draft_async (PfStore *self, PfSubmission *draft, PfMoment at,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gint64 pf_store_save_draft_finish (PfStore *self, GAsyncResult *result, GError **error);
/** As pf_store_save_draft_async(), and queues it with a new random key. */
void pf_store_queue_submission_async (PfStore *self, PfSubmission *submission, PfMoment at,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gint64 pf_store_queue_submission_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Takes a draft or a queued submission away. Finish: 1, 0 where there is none (any more), -1 with
 * @error. */
void pf_store_discard_submission_async (PfStore *self, gint64 id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
int pf_store_discard_submission_finish (PfStore *self, GAsyncResult *result, GError **error);
/** The town answered the queued submission with @key. Finish: as discard. */
void pf_store_settle_submission_async (PfStore *self, const char *key,
                                       const PfSubmissionAnswer *answer, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
int pf_store_settle_submission_finish (PfStore *self, GAsyncResult *result, GError **error);
/** The family has seen the settled one: it moves to the journal, without what it said. Finish: as
 * discard. */
void pf_store_dismiss_submission_async (PfStore *self, gint64 id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
int pf_store_dismiss_submission_finish (PfStore *self, GAsyncResult *result, GError **error);
/**
 * pf_store_put_file_async:
 *
 * Keeps @bytes until a submission names them, and then as long as one does that the town has not
 * accepted; what none has named by the next start goes then. Finish: (transfer full): what to name
 * them by; its media type is told by the bytes.
 * @is_secret: to be kept sealed only
 */
void pf_store_put_file_async (PfStore *self, const char *name, GBytes *bytes, gboolean is_secret,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
PfFile *pf_store_put_file_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Finish: (transfer full): the bytes of @digest; PF_STORE_ERROR_MISSING where they are not here,
 * or not what they were. */
void pf_store_load_file_async (PfStore *self, const char *digest, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GBytes *pf_store_load_file_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Sets whether files of the town's may be kept; where they may not, those that were go. */
void pf_store_set_files_wish_async (PfStore *self, PfFilesWish wish, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_set_files_wish_finish (PfStore *self, GAsyncResult *result, GError **error);
/**
 * pf_store_keep_file_async:
 * @name: the digest of @bytes; or what pf_kept_files_make_name() gives, where no digest is known
 * before they are fetched: then @bytes take the place of those that had the name
 *
 * Keeps a file of the town's, to be opened offline, as long as there is room for all that is kept,
 * and as long as the family agrees: PF_STORE_ERROR_MISSING where it does not.
 */
void pf_store_keep_file_async (PfStore *self, const char *name, GBytes *bytes,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean pf_store_keep_file_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Finish: (transfer full): the bytes of @name; PF_STORE_ERROR_MISSING where they are not kept. */
void pf_store_load_kept_file_async (PfStore *self, const char *name, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GBytes *pf_store_load_kept_file_finish (PfStore *self, GAsyncResult *result, GError **error);

/* What the family was reminded of: as durable as the outbox, so that no run of the program repeats
 * what another one has told. */

/** Keeps @marks (element-type PfReminderMark) in the place of all that were kept. */
void pf_store_keep_reminders_async (PfStore *self, GPtrArray *marks, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_keep_reminders_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Finish: (transfer full) (element-type PfReminderMark): all. */
void pf_store_load_reminders_async (PfStore *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_store_load_reminders_finish (PfStore *self, GAsyncResult *result, GError **error);

/* What is secret: submissions of health sheets with the town's answers and their files, and the
 * sheets that the family wants kept. It is written sealed only. Until a key is set it is sealed for
 * this run of the program: no later one can read it, and the next forgets it. */

/** @key: PF_SEAL_KEY_SIZE bytes. What was sealed for this run is sealed with it from now on, and
 * what was sealed with it before can be read. What it does not open goes, with a notice. */
void pf_store_set_key_async (PfStore *self, GBytes *key, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_set_key_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Keeps @sheet in the place of what was kept of its child. */
void pf_store_keep_health_sheet_async (PfStore *self, PfHealthSheet *sheet,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean pf_store_keep_health_sheet_finish (PfStore *self, GAsyncResult *result, GError **error);
void pf_store_forget_health_sheet_async (PfStore *self, const char *child,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean pf_store_forget_health_sheet_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Finish: (transfer full) (nullable): the sheet of @child; NULL without @error where none is kept.
 */
void pf_store_load_health_sheet_async (PfStore *self, const char *child, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
PfHealthSheet *pf_store_load_health_sheet_finish (PfStore *self, GAsyncResult *result,
                                                  GError **error);

G_END_DECLS
