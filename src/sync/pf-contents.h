/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everything of a session that is in memory: the town's records, the sheets that plans asked for,
 * the outbox and the town's clock. It follows the store's news; lists and plans follow it. */
#pragma once

#include "pf-catalog.h"
#include "pf-sheet-book.h"

G_BEGIN_DECLS

/** For tables by slot: what names one are a #PfLine's enrolment, unit and day. */
guint pf_slot_name_hash (gconstpointer line);
gboolean pf_slot_name_equal (gconstpointer a, gconstpointer b);

#define PF_TYPE_CONTENTS (pf_contents_get_type ())
G_DECLARE_FINAL_TYPE (PfContents, pf_contents, PF, CONTENTS, GObject)

/** Signals: "changed" (): once for whatever one piece of news changed, and when the clock passed a
 * deadline or midnight; "records-loaded" (guint, a mask of 1 << PfCollection): the catalog has them
 * now. */
PfContents *pf_contents_new (PfStore *store);
PfCatalog *pf_contents_get_catalog (PfContents *self);
PfSheetBook *pf_contents_get_book (PfContents *self);
/** Returns: (transfer none): a live list of #PfIntent, in order of decision. */
GListModel *pf_contents_get_outbox (PfContents *self);
/** Returns: (transfer none) (element-type PfIntent): what is in the list now. */
GPtrArray *pf_contents_get_intents (PfContents *self);
/** Returns: (transfer none): a live list of #PfSubmission, in order of writing. */
GListModel *pf_contents_get_submissions (PfContents *self);
/** Returns: (transfer none) (element-type PfSubmission): what is in the list now. */
GPtrArray *pf_contents_get_submission_array (PfContents *self);
/** Returns: (transfer none) (nullable): the submission with @key. */
PfSubmission *pf_contents_find_submission (PfContents *self, const char *key);
gboolean pf_contents_get_can_undo (PfContents *self);
/** Returns: (transfer none) (nullable): the family's last change to the slot. */
PfIntent *pf_contents_find_intent (PfContents *self, const char *enrolment, const char *unit,
                                   PfDay day);
PfTown *pf_contents_get_town (PfContents *self);
/** Returns: the town's zone, the machine's before the first sync. */
GTimeZone *pf_contents_get_zone (PfContents *self);

gint64 pf_contents_get_clock_offset (PfContents *self);
void pf_contents_set_clock_offset (PfContents *self, gint64 clock_offset);
PfMoment pf_contents_get_now (PfContents *self);
PfDay pf_contents_get_today (PfContents *self);

/** Asks for the records of @collection: the catalog has them from the start, or once
 * "records-loaded" says so. */
void pf_contents_ask (PfContents *self, PfCollection collection);
/** Returns: a mask of 1 << PfCollection: the catalog has the records of these that the cache has.
 * */
guint pf_contents_get_loaded (PfContents *self);

/** Asks for the sheets of the months that meet @first to @last: now, or when the store is open. */
void pf_contents_request (PfContents *self, PfDay first, PfDay last);
/** The store is being opened, for the first time or again after it failed: @first and @last get
 * what to load at once, and whatever is requested from now on is asked of the store. */
void pf_contents_begin (PfContents *self, PfDay *first, PfDay *last);
/** Takes the whole store, with the sheets of the months that meet @first to @last. Returns: as
 * pf_contents_update(). */
guint pf_contents_fill (PfContents *self, const PfStoreNews *news, PfDay first, PfDay last);
/** Whether pf_contents_fill() was called. */
gboolean pf_contents_is_filled (PfContents *self);
/** Takes what the store says has changed. Returns: a mask of 1 << PfCollection of the records that
 * changed. */
guint pf_contents_update (PfContents *self, const PfStoreNews *news);
/** Emits "changed" as if something had: states are to be derived again. */
void pf_contents_refresh (PfContents *self);

G_END_DECLS
