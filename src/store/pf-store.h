/* SPDX-License-Identifier: GPL-3.0-or-later
 * The family's disk: the cached plan of one account (cache.db) and what the family decided (outbox.db). One worker thread, first in first out.
 * The cache may be lost and is rebuilt from the town; the outbox is written with synchronous=FULL and never dropped. */
#pragma once

#include <gio/gio.h>

#include "pf-changes.h"
#include "pf-intent.h"

G_BEGIN_DECLS

#define PF_STORE_ERROR (pf_store_error_quark ())
GQuark pf_store_error_quark (void);

typedef enum {
  PF_STORE_ERROR_DISK,    /* full, read-only, I/O: nothing was changed */
  PF_STORE_ERROR_NEWER,   /* written by a newer release: left alone */
  PF_STORE_ERROR_IN_USE,  /* another process holds it */
  PF_STORE_ERROR_CLOSED,
} PfStoreError;

/** PfStoreNotice: what opening had to do; each is told to the family. */
typedef enum {
  PF_STORE_NOTICE_NONE = 0,
  PF_STORE_NOTICE_CACHE_REBUILT = 1 << 0, /* the cache was damaged and starts afresh */
  PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE = 1 << 1, /* the outbox was damaged: what could be read was kept, the file lies beside */
} PfStoreNotice;

#define PF_TYPE_STORE (pf_store_get_type ())
G_DECLARE_FINAL_TYPE (PfStore, pf_store, PF, STORE, GObject)

/**
 * PfStore signals, on the main context of pf_store_new(), after the transaction is durable:
 * "records-changed" (guint collections): a mask of 1 << PfCollection;
 * "sheets-changed" (GPtrArray of PfSheet, changed; GStrv ids, removed);
 * "outbox-changed" ().
 */
PfStore *pf_store_new (const char *folder);
void pf_store_open_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_open_finish (PfStore *self, GAsyncResult *result, PfStoreNotice *notices, GError **error);
/** Ends the worker after what is queued. */
void pf_store_close_async (PfStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_close_finish (PfStore *self, GAsyncResult *result, GError **error);

/* The cache */

/** Applies one page with its state in one transaction; with is_whole, what was not in any page of it goes when the last page is applied. */
void pf_store_apply_changes_async (PfStore *self, PfChanges *changes, PfMoment at, gint64 clock_offset,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_apply_changes_finish (PfStore *self, GAsyncResult *result, GError **error);

/** PfStoreStatus: a plain value. */
typedef struct {
  char *state;         /* (owned) (nullable): NULL before the first page */
  gboolean is_complete; /* a first sync has ended */
  PfMoment synced_at;  /* PF_MOMENT_NONE = never */
  gint64 clock_offset;
} PfStoreStatus;
void pf_store_status_clear (PfStoreStatus *status);
void pf_store_load_status_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_load_status_finish (PfStore *self, GAsyncResult *result, PfStoreStatus *status, GError **error);
/** Forgets the state and all cached records (not the outbox): the next pull is a first sync. The old records stay readable until it has ended. */
void pf_store_start_afresh_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_start_afresh_finish (PfStore *self, GAsyncResult *result, GError **error);

/** Returns: (transfer full) (element-type PfRecord): all records of a collection (not SHEETS), sorted by id. */
void pf_store_load_records_async (PfStore *self, PfCollection collection, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_store_load_records_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Returns: (transfer full) (element-type PfSheet): the sheets of the months that meet @first to @last. */
void pf_store_load_sheets_async (PfStore *self, PfDay first, PfDay last, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_store_load_sheets_finish (PfStore *self, GAsyncResult *result, GError **error);

/* The outbox: every call is durable (fsync) when its callback runs */

/**
 * Adds drafts, in order. A draft for a slot that already has a draft replaces it; one with PF_ACTION_NONE removes it.
 * @lines: (element-type PfLine)
 */
void pf_store_add_drafts_async (PfStore *self, GPtrArray *lines, PfMoment at, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_add_drafts_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Undoes the last pf_store_add_drafts_async() that is not undone and not sent: what it replaced is back. Finish: FALSE without error = nothing to undo. */
void pf_store_undo_drafts_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_undo_drafts_finish (PfStore *self, GAsyncResult *result, GError **error);
void pf_store_discard_drafts_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_discard_drafts_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Turns all drafts into one queued batch with @key. Finish: FALSE without error = there was none. */
void pf_store_queue_drafts_async (PfStore *self, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean pf_store_queue_drafts_finish (PfStore *self, GAsyncResult *result, GError **error);
/**
 * The town answered batch @key: writes the new facts to the cache durably first, then settles the intents in one transaction; a crash between the two
 * makes the batch be sent again with the same key.
 */
void pf_store_settle_async (PfStore *self, const char *key, const PfAnswer *answer, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_store_settle_finish (PfStore *self, GAsyncResult *result, GError **error);
/** The family has seen these settled intents: they move to the journal. @ids: (element-type gint64) */
void pf_store_dismiss_async (PfStore *self, GArray *ids, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean pf_store_dismiss_finish (PfStore *self, GAsyncResult *result, GError **error);
/** Returns: (transfer full) (element-type PfIntent): drafts, queued and settled, in order of decision. */
void pf_store_load_outbox_async (PfStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_store_load_outbox_finish (PfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
