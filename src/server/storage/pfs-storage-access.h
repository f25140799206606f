/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of who may act: passwords (hashed), tokens (hashed), attempts that failed. */
#pragma once

#include "pfs-storage.h"

G_BEGIN_DECLS

/** @hash: of pfs_password_hash(). @provisional: the guardian must choose another at first sign-in.
 * Signs the guardian out everywhere. */
gboolean pfs_storage_set_password (PfsStorage *self, const char *guardian, const char *hash,
                                   gboolean provisional, GError **error);

/** Like pfs_storage_set_password() for a password that the guardian chose, but the tokens of
 * @family stay good. */
gboolean pfs_storage_change_password (PfsStorage *self, const char *guardian, const char *hash,
                                      gint64 family, GError **error);

/** PfsLogin: what is needed to check a sign-in. */
typedef struct {
  char *guardian;
  char *household;
  char *hash; /* (nullable): no password was ever set */
  gboolean provisional;
} PfsLogin;

void pfs_login_free (PfsLogin *login);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsLogin, pfs_login_free)

/** Returns: (transfer full): by e-mail, whatever its case, or by the household's number (its first
 * guardian with a password); NULL with NOT_FOUND. */
PfsLogin *pfs_storage_load_login (PfsStorage *self, const char *login, GError **error);
/** Returns: (transfer full): by the guardian's identifier. */
PfsLogin *pfs_storage_load_login_of (PfsStorage *self, const char *guardian, GError **error);

/** PfsToken: a token as it is kept, and the family of tokens it belongs to: all that came from one
 * sign-in. */
typedef struct {
  gint64 family;
  int generation; /* of this token; each refresh makes the next one */
  int used;       /* the highest generation of the family of which a token was used */
  gboolean is_refresh;
  gboolean is_revoked;
  PfMoment until;
  char *guardian;
  char *household;
  gboolean provisional; /* the guardian's password is to be changed first */
} PfsToken;

void pfs_token_free (PfsToken *token);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsToken, pfs_token_free)

/** Starts a family, and notes the sign-in. Returns: its number, or 0 with @error. */
gint64 pfs_storage_add_token_family (PfsStorage *self, const char *guardian, GError **error);
/** Keeps the hashes of a pair as the family's next generation, in place of pairs never used. */
gboolean pfs_storage_add_tokens (PfsStorage *self, gint64 family, GBytes *access_hash,
                                 PfMoment access_until, GBytes *refresh_hash,
                                 PfMoment refresh_until, GError **error);
PfsToken *pfs_storage_load_token (PfsStorage *self, GBytes *hash, GError **error);
/** Notes that a token of @generation was used. */
gboolean pfs_storage_use_tokens (PfsStorage *self, gint64 family, int generation, GError **error);
/** Returns: whether a family has tokens that were not ended. */
gboolean pfs_storage_has_tokens (PfsStorage *self, gint64 family);
/** Returns: when the guardian had signed in before @family began; PF_MOMENT_NONE: never. */
PfMoment pfs_storage_get_last_sign_in (PfsStorage *self, gint64 family);
/** Ends all tokens of a family. */
gboolean pfs_storage_revoke_tokens (PfsStorage *self, gint64 family, GError **error);

/** PfsAttempts: sign-ins that failed for one subject ("login:…", "address:…"). A plain value. */
typedef struct {
  int failures;
  PfMoment last_at; /* PF_MOMENT_NONE = never */
} PfsAttempts;

gboolean pfs_storage_load_attempts (PfsStorage *self, const char *subject, PfsAttempts *attempts,
                                    GError **error);
/** Forgets them where failures is 0. */
gboolean pfs_storage_put_attempts (PfsStorage *self, const char *subject,
                                   const PfsAttempts *attempts, GError **error);

G_END_DECLS
