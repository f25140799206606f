/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sessions: pairs of a short access token and a rotating refresh token, and the limit on attempts
 * to sign in. Tokens are kept as hashes. The functions that take a transaction's place say so. */
#pragma once

#include "pf-messages.h"
#include "pfs-storage-access.h"

G_BEGIN_DECLS

/** PfsVerdict: what a token is worth. */
typedef enum {
  PFS_VERDICT_GOOD,
  PFS_VERDICT_EXPIRED,
  PFS_VERDICT_REVOKED, /* also: unknown */
} PfsVerdict;

/** Starts a session; in a transaction. */
PfTokens *pfs_tokens_start (PfsStorage *storage, const PfsLogin *login, PfMoment now,
                            GError **error);
/**
 * Makes the next pair out of a refresh token; in a transaction, to be committed whatever the
 * verdict: a token that comes back after its successor was used revokes all that came from the same
 * sign-in. Returns: (transfer full): NULL with @verdict, or with @error.
 */
PfTokens *pfs_tokens_refresh (PfsStorage *storage, const char *refresh_token, PfMoment now,
                              PfsVerdict *verdict, GError **error);
/** Checks an access token, outside a transaction. Returns: (transfer full): NULL with @verdict, or
 * with @error. */
PfsToken *pfs_tokens_check (PfsStorage *storage, const char *access_token, PfMoment now,
                            PfsVerdict *verdict, GError **error);

/**
 * Counts an attempt to sign in, before it is made; in a transaction.
 *
 * Returns: 0 where it may be made, else the seconds to wait first; -1 with @error.
 */
int pfs_attempts_count (PfsStorage *storage, const char *login, const char *address, PfMoment now,
                        GError **error);
/** Counts a mail that somebody asks for, before it is queued; in a transaction. Returns: as above.
 * */
int pfs_attempts_count_mail (PfsStorage *storage, const char *email, const char *address,
                             PfMoment now, GError **error);
/** Counts a code that somebody tries, before it is looked up; in a transaction. Returns: as above.
 * */
int pfs_attempts_count_code (PfsStorage *storage, const char *address, PfMoment now,
                             GError **error);
/** Takes back what was counted of codes, since the right one was given; in a transaction. */
gboolean pfs_attempts_forgive_codes (PfsStorage *storage, const char *address, GError **error);
/** Takes back what was counted, since the attempt succeeded; in a transaction. */
gboolean pfs_attempts_forgive (PfsStorage *storage, const char *login, const char *address,
                               GError **error);

G_END_DECLS
