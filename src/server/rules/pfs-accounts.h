/* SPDX-License-Identifier: GPL-3.0-or-later
 * How accounts begin and passwords are found again: by codes that mails carry. Every function needs
 * a transaction begun by the caller; none commits. What a stranger may not learn (whether an
 * address has an account) differs in the mail only. */
#pragma once

#include "pf-account-form.h"
#include "pfs-language.h"
#include "pfs-storage-accounts.h"

G_BEGIN_DECLS

#define PFS_ACCOUNT_ERROR (pfs_account_error_quark ())
GQuark pfs_account_error_quark (void);

typedef enum {
  PFS_ACCOUNT_ERROR_CODE,       /* wrong, used, or its time is over */
  PFS_ACCOUNT_ERROR_SUBSCRIBER, /* no household has this subscriber code */
  PFS_ACCOUNT_ERROR_PASSWORD,   /* an invitation wants one */
  PFS_ACCOUNT_ERROR_TERMS,      /* not accepted */
  PFS_ACCOUNT_ERROR_TAKEN,      /* the address has an account; agents only are told */
} PfsAccountError;

/** How long codes are good. */
#define PFS_ACTIVATION_SECONDS (24 * 60 * 60)
#define PFS_RESET_SECONDS (2 * 60 * 60)

/**
 * Keeps a sign-up and queues its mail; where the address has an account, queues a mail that says
 * so. @hash: of the password. @until: (out): how long the code is good. CODE errors: SUBSCRIBER,
 * TERMS.
 */
gboolean pfs_accounts_sign_up (PfsStorage *storage, const PfAccountForm *form, const char *hash,
                               PfsLanguage language, PfMoment now, PfMoment *until, GError **error);
/** Sends the mails of what waits for @email anew, with fresh codes, good as long as before, or from
 * @now on where @renews. Returns: how many; -1 with @error. */
int pfs_accounts_resend (PfsStorage *storage, const char *email, gboolean renews, PfMoment now,
                         GError **error);
/**
 * Opens the account that a code is about.
 * @hash: (nullable): of the password that came with the code
 *
 * Returns: (transfer full): the login; NULL with @error: CODE, PASSWORD or TERMS.
 */
char *pfs_accounts_open (PfsStorage *storage, const PfAccountForm *form, const char *hash,
                         PfMoment now, GError **error);
/** Queues a mail with the code by which another password is chosen. @until: (out) */
gboolean pfs_accounts_lose_password (PfsStorage *storage, const char *email, PfsLanguage language,
                                     PfMoment now, PfMoment *until, GError **error);
/** Gives who lost theirs a new password and signs them out everywhere. Returns: (transfer full):
 * the login; NULL with @error: CODE. */
char *pfs_accounts_choose_password (PfsStorage *storage, const char *code, const char *hash,
                                    PfMoment now, GError **error);
/** Changes a password from a session, which stays; the others end. */
gboolean pfs_accounts_change_password (PfsStorage *storage, const char *guardian, const char *hash,
                                       gint64 family, GError **error);
/**
 * Invites somebody by mail. @invitation: kind, e-mail, names, household (nullable) and language;
 * the rest is filled in. TAKEN where the address has an account.
 */
gboolean pfs_accounts_invite (PfsStorage *storage, PfsAccountCode *invitation, PfMoment now,
                              GError **error);
/** Returns: (transfer full): the subscriber code of @household, made now if it has none, or where
 * @renews. */
char *pfs_accounts_give_subscriber_code (PfsStorage *storage, const char *household,
                                         gboolean renews, GError **error);

G_END_DECLS
