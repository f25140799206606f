/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of accounts on their way: codes of mails (hashed) with what was asked for, and the codes
 * by which families join a household. */
#pragma once

#include "pf-account-form.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsAccountCode: what the code of a mail is good for. */
typedef struct {
  GBytes *hash; /* of the code */
  PfAccountCodeKind kind;
  char *email;
  char *civility;   /* (nullable) */
  char *first_name; /* (nullable) for a RESET */
  char *last_name;  /* (nullable) for a RESET */
  char *password;   /* (nullable): hashed; NULL: it comes with the code */
  char *household;  /* (nullable): to join; NULL: a new one */
  char *language;
  PfMoment asked_at;
  PfMoment until;
} PfsAccountCode;

PfsAccountCode *pfs_account_code_new (PfAccountCodeKind kind, const char *email);
void pfs_account_code_free (PfsAccountCode *code);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsAccountCode, pfs_account_code_free)

gboolean pfs_storage_add_account_code (PfsStorage *self, const PfsAccountCode *code,
                                       GError **error);
PfsAccountCode *pfs_storage_load_account_code (PfsStorage *self, GBytes *hash, GError **error);
/** Returns: (transfer full) (element-type PfsAccountCode): those that wait for an account, of
 * @email (nullable = any), oldest first; lost passwords are not among them. */
GPtrArray *pfs_storage_list_account_codes (PfsStorage *self, const char *email, GError **error);
/** Forgets all codes of @email. */
gboolean pfs_storage_remove_account_codes (PfsStorage *self, const char *email, GError **error);
gboolean pfs_storage_remove_account_code (PfsStorage *self, GBytes *hash, GError **error);

/** Notes that a guardian accepted the terms. */
gboolean pfs_storage_note_terms (PfsStorage *self, const char *guardian, GError **error);
/** Returns: (transfer full): a number for a new household: one more than the highest. */
char *pfs_storage_get_next_number (PfsStorage *self, GError **error);

/** Gives a household the code by which families join it, in place of a former one. */
gboolean pfs_storage_set_subscriber_code (PfsStorage *self, const char *household, const char *code,
                                          GError **error);
/** Returns: (transfer full): the code of @household; NULL with NOT_FOUND. */
char *pfs_storage_get_subscriber_code (PfsStorage *self, const char *household, GError **error);
/** Returns: (transfer full): the household with the code; NULL with NOT_FOUND. */
char *pfs_storage_find_subscriber (PfsStorage *self, const char *code, GError **error);

G_END_DECLS
