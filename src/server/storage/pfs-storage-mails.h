/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of mails: each is kept with the change that causes it, and leaves afterwards. */
#pragma once

#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsMailItem: a mail in the queue. */
typedef struct {
  gint64 id;
  char *message_id; /* the left half of its Message-ID */
  char *recipient;
  char *language; /* "fr", "en" */
  char *subject;
  char *body;             /* (nullable): gone once the mail has left or was given up */
  PfMoment useless_after; /* when its code is void, PF_MOMENT_NONE: it has none */
  PfMoment queued_at;
  int tries;
  PfMoment next_try; /* PF_MOMENT_NONE: none */
  PfMoment sent_at;  /* PF_MOMENT_NONE: not, or not known to have been */
  char *trouble;     /* (nullable): of the last try */
} PfsMailItem;

void pfs_mail_item_free (PfsMailItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsMailItem, pfs_mail_item_free)

/** Puts a mail into the queue, to leave at once. @useless_after: when what it says is void,
 * PF_MOMENT_NONE: never. */
gboolean pfs_storage_add_mail (PfsStorage *self, const char *recipient, const char *language,
                               const char *subject, const char *body, PfMoment useless_after,
                               GError **error);
/** Returns: (transfer full): the mail that waits longest for a try that is due; the first is due at
 * once, whatever the clock of who queued it. NULL with NOT_FOUND. */
PfsMailItem *pfs_storage_load_due_mail (PfsStorage *self, PfMoment now, GError **error);
/** Counts a try that begins; nobody makes another one before @next_try. */
gboolean pfs_storage_begin_mail (PfsStorage *self, gint64 id, PfMoment next_try, GError **error);
/** Notes that it has left. */
gboolean pfs_storage_settle_mail (PfsStorage *self, gint64 id, GError **error);
/** Notes that a try failed. @next_try: PF_MOMENT_NONE gives the mail up. */
gboolean pfs_storage_fail_mail (PfsStorage *self, gint64 id, PfMoment next_try, const char *trouble,
                                GError **error);
/** Returns: (transfer full) (element-type PfsMailItem): those that have not left, waiting or given
 * up, oldest first. */
GPtrArray *pfs_storage_list_mails (PfsStorage *self, GError **error);

/** PfsRecipient: a guardian who can be written to. */
typedef struct {
  char *guardian;
  char *name;
  char *email;
  char *language; /* (nullable) */
} PfsRecipient;

void pfs_recipient_free (PfsRecipient *recipient);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsRecipient, pfs_recipient_free)

/** Returns: (transfer full) (element-type PfsRecipient): the guardians of @household who have an
 * e-mail. */
GPtrArray *pfs_storage_list_recipients (PfsStorage *self, const char *household, GError **error);
/** Returns: (transfer full) (element-type PfsRecipient): @guardian, or nobody without an e-mail. */
GPtrArray *pfs_storage_list_recipient (PfsStorage *self, const char *guardian, GError **error);
/** Keeps the language a guardian is written to in. */
gboolean pfs_storage_set_language (PfsStorage *self, const char *guardian, const char *language,
                                   GError **error);

G_END_DECLS
