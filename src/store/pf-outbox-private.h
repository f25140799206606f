/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the outbox's own files share. */
#pragma once

#include "pf-outbox.h"
#include "pf-seal.h"

G_BEGIN_DECLS

/** Of what the family has seen, the last so many stay in each journal. */
#define MAX_JOURNAL_ROWS 1000
#define PF_REMINDER_COLUMNS "subject, version, told_at, until, snoozed_until"

struct _PfOutbox {
  char *path;         /* (owned) */
  char *salvage_path; /* (owned): what a damaged file is rebuilt in */
  PfDb *db;           /* (owned) (nullable): NULL until opened, and after a failed repair */
  PfSeal *seal;       /* (owned) (nullable): until it is needed */
  gboolean has_key;   /* @seal outlasts this run */
};

/** Ends a transaction that @count rows took part in; a negative one undoes it. Returns: @count, or
 * -1 with @error. */
gint64 pf_outbox_end_transaction (PfOutbox *outbox, gint64 count, GError **error);
/** Seals @plain as what is kept of @name, within the caller's transaction. */
gboolean pf_outbox_seal (PfOutbox *outbox, PfSealed thing, const char *name, GBytes *plain,
                         GError **error);
/** What was sealed for this run belongs to a run of the program that is over. */
gboolean pf_outbox_forget_last_run (PfOutbox *outbox, GError **error);
/** Bytes that were put but never named belong to a run of the program that is over. */
gboolean pf_outbox_forget_loose_files (PfOutbox *outbox, GError **error);

G_END_DECLS
