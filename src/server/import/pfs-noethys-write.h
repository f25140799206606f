/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes what was read of a Noethys database into a town's, and hands out logins. */
#pragma once

#include "pfs-noethys-model.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsNoethysPasswords: who gets which password. */
typedef enum {
  PFS_NOETHYS_PASSWORDS_NONE,   /* nobody yet: `agent set-password` gives them one by one */
  PFS_NOETHYS_PASSWORDS_SAME,   /* one that was given, for everybody */
  PFS_NOETHYS_PASSWORDS_RANDOM, /* one of its own for each, to be changed at first sign-in */
} PfsNoethysPasswords;

/** PfsNoethysLogin: a login that was handed out. */
typedef struct {
  char *family;   /* (owned) the household's name */
  char *email;    /* (owned) */
  char *guardian; /* (owned) its identifier */
  char *password; /* (owned) (nullable) */
  gboolean is_made_up;
} PfsNoethysLogin;

void pfs_noethys_login_free (PfsNoethysLogin *login);

/**
 * pfs_noethys_assign_logins:
 *
 * Gives each guardian the login of its e-mail address, unless another one has it, here or in
 * @storage; a family in which nobody has one
 * gets "famille-N@import.invalid".
 *
 * Returns: (transfer full) (element-type PfsNoethysLogin): the logins, by family; NULL with @error.
 */
GPtrArray *pfs_noethys_assign_logins (PfsNoethysModel *model, PfsStorage *storage, GError **error);

/**
 * pfs_noethys_write:
 * @logins: of pfs_noethys_assign_logins()
 * @password: (nullable): for PFS_NOETHYS_PASSWORDS_SAME
 * @is_new: whether the town is to be named after the file's
 *
 * Writes everything in one transaction. Fails with PFS_NOETHYS_ERROR_IMPORTED where a family of
 * the file is there already.
 */
gboolean pfs_noethys_write (PfsNoethysModel *model, PfsStorage *storage, GPtrArray *logins,
                            PfsNoethysPasswords passwords, const char *password, gboolean is_new,
                            PfMoment now, GError **error);

G_END_DECLS
