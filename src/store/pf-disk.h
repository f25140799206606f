/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the store's worker does: operations on the account's folder, each repairing what it finds
 * damaged. Worker thread only. */
#pragma once

#include "pf-store.h"

G_BEGIN_DECLS

typedef struct _PfDisk PfDisk;
typedef struct _PfOperation PfOperation;

/** Returns: FALSE with @error, and then nothing was changed. */
typedef gboolean (*PfOperationRun) (PfDisk *disk, PfOperation *operation, GError **error);

/** PfOperation: one call of the store on its way to the worker and back; what its function does not
 * use stays 0. */
struct _PfOperation {
  PfOperationRun run; /* NULL: the end */
  GTask *task;        /* (owned) (nullable): NULL only for the end that nobody waits for */

  /* what is asked */
  PfChanges *changes; /* (owned) (nullable) */
  GPtrArray *lines;   /* (owned) (nullable) */
  GArray *ids;        /* (owned) (nullable) */
  char *key;          /* (owned) (nullable) */
  PfAnswer *answer;   /* (owned) (nullable) */
  PfMoment at;
  gint64 clock_offset;
  PfDay first;
  PfDay last;
  guint mask;               /* of collections */
  PfSubmission *submission; /* (owned) (nullable) */
  PfSubmissionAnswer *said; /* (owned) (nullable) */
  gint64 id;
  gboolean is_secret;
  PfFilesWish files_wish; /* asked, or what comes back */
  GPtrArray *marks;       /* (owned) (nullable) */
  guint limit;
  char *name;    /* (owned) (nullable) */
  GBytes *bytes; /* (owned) (nullable) */

  /* what comes back */
  GError *error; /* (owned) (nullable) */
  gint64 count;
  PfFile *file;         /* (owned) (nullable) */
  GBytes *found;        /* (owned) (nullable) */
  GPtrArray *sheets;    /* (owned) (nullable) */
  GPtrArray *hits;      /* (owned) (nullable): also reminders */
  GPtrArray *journal;   /* (owned) (nullable) */
  PfStoreNews *loaded;  /* (owned) (nullable) */
  PfStoreNews *changed; /* (owned) (nullable) */
  PfStoreNotice notices;
};

PfOperation *pf_operation_new (PfOperationRun run);
void pf_operation_free (PfOperation *operation);

PfDisk *pf_disk_new (const char *folder);
/** Closes the files and lets go of the folder. */
void pf_disk_free (PfDisk *disk);
const char *pf_disk_get_folder (PfDisk *disk);

/** Runs @operation, unless it was cancelled before its turn, and fills what comes back. */
void pf_disk_run (PfDisk *disk, PfOperation *operation);

gboolean pf_disk_open (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_check (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_load (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_load_records (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_load_sheets (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_search (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_apply_changes (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_start_afresh (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_add_drafts (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_undo (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_discard_drafts (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_queue_drafts (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_settle (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_load_journal (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_dismiss (PfDisk *disk, PfOperation *operation, GError **error);

gboolean pf_disk_save_draft (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_queue_submission (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_discard_submission (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_settle_submission (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_dismiss_submission (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_put_file (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_load_file (PfDisk *disk, PfOperation *operation, GError **error);

/** As pf_store_set_files_wish_async(); */
gboolean pf_disk_set_files_wish (PfDisk *disk, PfOperation *operation, GError **error);
/** Returns: whether the family agrees that files are kept; FALSE with @error where not. */
gboolean pf_disk_may_keep_files (PfDisk *disk, PfOperation *operation, GError **error);

gboolean pf_disk_keep_reminders (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_load_reminders (PfDisk *disk, PfOperation *operation, GError **error);

gboolean pf_disk_set_key (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_keep_sheet (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_forget_sheet (PfDisk *disk, PfOperation *operation, GError **error);
gboolean pf_disk_load_sheet (PfDisk *disk, PfOperation *operation, GError **error);

G_END_DECLS
