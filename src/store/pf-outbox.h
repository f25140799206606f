/* SPDX-License-Identifier: GPL-3.0-or-later
 * outbox.db: what the family decided. Used on the store's worker thread only; every write is on the
 * disk when its function returns. */
#pragma once

#include "pf-db.h"
#include "pf-reminder.h"

G_BEGIN_DECLS

typedef struct _PfOutbox PfOutbox;

PfOutbox *pf_outbox_new (const char *folder);
void pf_outbox_free (PfOutbox *outbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfOutbox, pf_outbox_free)
/** Opens or makes the file if it is not open; one that is damaged is saved aside, what can be read
 * of it is kept, and @notices told. */
gboolean pf_outbox_open (PfOutbox *outbox, PfStoreNotice *notices, GError **error);
/** Saves the file aside and goes on with what can be read of it. */
gboolean pf_outbox_salvage (PfOutbox *outbox, PfStoreNotice *notices, GError **error);

/* The counts are of intents; -1 with @error, and then nothing was changed. */
int pf_outbox_add_drafts (PfOutbox *outbox, GPtrArray *lines, PfMoment at, GError **error);
int pf_outbox_undo (PfOutbox *outbox, GError **error);
int pf_outbox_discard_drafts (PfOutbox *outbox, GError **error);
int pf_outbox_queue_drafts (PfOutbox *outbox, GError **error);
int pf_outbox_settle (PfOutbox *outbox, const char *key, const PfAnswer *answer, GError **error);
int pf_outbox_dismiss (PfOutbox *outbox, GArray *ids, GError **error);
/** Returns: (transfer full) (element-type PfIntent): all, in order. */
GPtrArray *pf_outbox_load (PfOutbox *outbox, gboolean *can_undo, GError **error);
/** Returns: (transfer full) (element-type PfIntent): what the family has seen, in order. */
GPtrArray *pf_outbox_load_journal (PfOutbox *outbox, GError **error);
/** Returns: (transfer full) (element-type PfLine): the queued lines of @key, in order. */
GPtrArray *pf_outbox_load_batch (PfOutbox *outbox, const char *key, GError **error);

/* Submissions: ids and counts are -1 with @error, and then nothing was changed. */

/** Writes a draft, new or in its place, and queues it with @key (nullable). Returns: its id, 0
 * where there is no such draft. */
gint64 pf_outbox_write_submission (PfOutbox *outbox, PfSubmission *submission, const char *key,
                                   PfMoment at, GError **error);
gint64 pf_outbox_discard_submission (PfOutbox *outbox, gint64 id, GError **error);
gint64 pf_outbox_settle_submission (PfOutbox *outbox, const char *key,
                                    const PfSubmissionAnswer *answer, GError **error);
gint64 pf_outbox_dismiss_submission (PfOutbox *outbox, gint64 id, GError **error);
/** Returns: (transfer full) (element-type PfSubmission): all, in order. */
GPtrArray *pf_outbox_load_submissions (PfOutbox *outbox, GError **error);
gboolean pf_outbox_put_file (PfOutbox *outbox, const char *digest, GBytes *bytes,
                             gboolean is_secret, GError **error);
/** Returns: (transfer full): the bytes; PF_STORE_ERROR_MISSING where they are not there, or not
 * what @digest says. */
GBytes *pf_outbox_load_file (PfOutbox *outbox, const char *digest, GError **error);

/* What the family wants of this computer. */

gboolean pf_outbox_set_files_wish (PfOutbox *outbox, PfFilesWish wish, GError **error);
gboolean pf_outbox_load_files_wish (PfOutbox *outbox, PfFilesWish *wish, GError **error);

/* What the family was reminded of. */

/** Keeps @marks (element-type PfReminderMark) in the place of all that were kept. Returns: how
 * many, -1 with @error. */
gint64 pf_outbox_keep_reminders (PfOutbox *outbox, GPtrArray *marks, GError **error);
/** Returns: (transfer full) (element-type PfReminderMark): all. */
GPtrArray *pf_outbox_load_reminders (PfOutbox *outbox, GError **error);

/* What is secret. */

/** PfSealed: what is sealed, and what names it. */
typedef enum {
  PF_SEALED_SUBMISSION, /* a submission's id: its body and the names of its files */
  PF_SEALED_ANSWER,     /* a submission's id: the town's words */
  PF_SEALED_FILE,       /* a digest */
  PF_SEALED_SHEET,      /* a child's id */
} PfSealed;

/** From now on @key seals; what was sealed for this run is sealed with it. What it does not open is
 * lost, of which @notices tells. Returns: 1, 0 for the key that seals already, -1 with @error. */
gint64 pf_outbox_set_key (PfOutbox *outbox, GBytes *key, PfStoreNotice *notices, GError **error);
/** Returns: FALSE with @error; @plain: (transfer full) (nullable): what was sealed, NULL where
 * there is none or this seal does not open it. */
gboolean pf_outbox_unseal (PfOutbox *outbox, PfSealed thing, const char *name, GBytes **plain,
                           gboolean *is_there, GError **error);
/** Keeps a child's health sheet. Returns: 0, -1 with @error. */
gint64 pf_outbox_keep_sheet (PfOutbox *outbox, const char *child, GBytes *sheet, GError **error);
/** Returns: 1, 0 where there was none, -1 with @error. */
gint64 pf_outbox_forget_sealed (PfOutbox *outbox, PfSealed thing, const char *name, GError **error);

G_END_DECLS
