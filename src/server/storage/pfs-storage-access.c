/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of who may act: passwords, tokens, attempts. */
#include "config.h"

#include "pfs-storage-access.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-private.h"

static PfsLogin *
read_login (PfsRows *rows)
{
  PfsLogin *login = g_new0 (PfsLogin, 1);

  login->guardian = pfs_rows_text (rows, 0);
  login->household = pfs_rows_text (rows, 1);
  login->hash = pfs_rows_text (rows, 2);
  login->provisional = pfs_rows_integer (rows, 3) != 0;
  return login;
}

gboolean
pfs_storage_set_password (PfsStorage *self,
                          const char *guardian,
                          const char *hash,
                          gboolean    provisional,
                          GError    **error)
{
  g_autoptr (PfsLogin) login = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (guardian != NULL && hash != NULL, FALSE);

  login = pfs_storage_load_login_of (self, guardian, error);
  return login != NULL &&
         pfs_rows_write (self, error,
                         "UPDATE guardians SET password = ?, provisional = ? WHERE id = ?", "sns",
                         hash, provisional ? 1 : 0, guardian) &&
         pfs_rows_write (self, error, "UPDATE token_families SET revoked = 1 WHERE guardian = ?",
                         "s", guardian);
}

gboolean
pfs_storage_change_password (PfsStorage *self,
                             const char *guardian,
                             const char *hash,
                             gint64      family,
                             GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (guardian != NULL && hash != NULL, FALSE);

  return pfs_storage_set_password (self, guardian, hash, FALSE, error) &&
         pfs_rows_write (self, error, "UPDATE token_families SET revoked = 0 WHERE id = ?", "i",
                         family);
}

void
pfs_login_free (PfsLogin *login)
{
  g_free (login->guardian);
  g_free (login->household);
  g_free (login->hash);
  g_free (login);
}

PfsLogin *
pfs_storage_load_login (PfsStorage *self, const char *login, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (login != NULL, NULL);

  rows =
      pfs_rows_begin (self,
                      "SELECT id, household, password, provisional FROM guardians WHERE email = ?1"
                      " UNION ALL SELECT * FROM (SELECT g.id, household, password, provisional"
                      "  FROM households h JOIN guardians g ON g.household = h.id"
                      "  WHERE h.number = ?1 AND password IS NOT NULL ORDER BY g.id)"
                      " LIMIT 1",
                      "s", login);
  return pfs_rows_one (rows, _("There is no login"), login, error) ? read_login (rows) : NULL;
}

PfsLogin *
pfs_storage_load_login_of (PfsStorage *self, const char *guardian, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (guardian != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT id, household, password, provisional FROM guardians WHERE id = ?",
                         "s", guardian);
  return pfs_rows_one (rows, _("There is no guardian"), guardian, error) ? read_login (rows) : NULL;
}

void
pfs_token_free (PfsToken *token)
{
  g_free (token->guardian);
  g_free (token->household);
  g_free (token);
}

gint64
pfs_storage_add_token_family (PfsStorage *self, const char *guardian, GError **error)
{
  gint64 family;

  g_return_val_if_fail (PFS_IS_STORAGE (self), 0);
  g_return_val_if_fail (guardian != NULL, 0);

  if (!pfs_rows_write (self, error,
                       "INSERT INTO token_families (guardian, last_sign_in)"
                       " SELECT id, last_sign_in FROM guardians WHERE id = ?",
                       "s", guardian))
    return 0;
  family = sqlite3_last_insert_rowid (self->db);
  return pfs_rows_write (self, error, "UPDATE guardians SET last_sign_in = ? WHERE id = ?", "is",
                         (gint64) self->now, guardian)
             ? family
             : 0;
}

static gboolean
add_token (PfsStorage *self,
           gint64      family,
           GBytes     *hash,
           gboolean    is_refresh,
           PfMoment    until,
           GError    **error)
{
  return pfs_rows_write (
      self, error,
      "INSERT INTO tokens SELECT ?1, id, generation, ?3, ?4 FROM token_families WHERE id = ?2",
      "bini", hash, family, is_refresh ? 1 : 0, (gint64) until);
}

gboolean
pfs_storage_add_tokens (PfsStorage *self,
                        gint64      family,
                        GBytes     *access_hash,
                        PfMoment    access_until,
                        GBytes     *refresh_hash,
                        PfMoment    refresh_until,
                        GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (access_hash != NULL && refresh_hash != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "DELETE FROM tokens WHERE family = ?1 AND generation >"
                         " (SELECT used FROM token_families WHERE id = ?1)",
                         "i", family) &&
         pfs_rows_write (self, error,
                         "UPDATE token_families SET generation = generation + 1 WHERE id = ?", "i",
                         family) &&
         add_token (self, family, access_hash, FALSE, access_until, error) &&
         add_token (self, family, refresh_hash, TRUE, refresh_until, error);
}

PfsToken *
pfs_storage_load_token (PfsStorage *self, GBytes *hash, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  PfsToken *token;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  rows = pfs_rows_begin (
      self,
      "SELECT f.id, t.generation, f.used, t.is_refresh, f.revoked, t.until, f.guardian,"
      " g.household, g.provisional"
      " FROM tokens t JOIN token_families f ON f.id = t.family"
      " JOIN guardians g ON g.id = f.guardian WHERE t.hash = ?",
      "b", hash);
  if (!pfs_rows_one (rows, _("There is no such session"), "", error))
    return NULL;
  token = g_new0 (PfsToken, 1);
  token->family = pfs_rows_integer (rows, 0);
  token->generation = (int) pfs_rows_integer (rows, 1);
  token->used = (int) pfs_rows_integer (rows, 2);
  token->is_refresh = pfs_rows_integer (rows, 3) != 0;
  token->is_revoked = pfs_rows_integer (rows, 4) != 0;
  token->until = pfs_rows_integer (rows, 5);
  token->guardian = pfs_rows_text (rows, 6);
  token->household = pfs_rows_text (rows, 7);
  token->provisional = pfs_rows_integer (rows, 8) != 0;
  return token;
}

gboolean
pfs_storage_use_tokens (PfsStorage *self, gint64 family, int generation, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error, "UPDATE token_families SET used = max (used, ?) WHERE id = ?",
                         "ni", generation, family);
}

gboolean
pfs_storage_has_tokens (PfsStorage *self, gint64 family)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  rows = pfs_rows_begin (self, "SELECT 1 FROM token_families WHERE id = ? AND NOT revoked", "i",
                         family);
  return pfs_rows_next (rows);
}

PfMoment
pfs_storage_get_last_sign_in (PfsStorage *self, gint64 family)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), PF_MOMENT_NONE);

  rows = pfs_rows_begin (
      self, "SELECT last_sign_in FROM token_families WHERE id = ? AND last_sign_in IS NOT NULL",
      "i", family);
  return pfs_rows_next (rows) ? pfs_rows_integer (rows, 0) : PF_MOMENT_NONE;
}

gboolean
pfs_storage_revoke_tokens (PfsStorage *self, gint64 family, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error, "UPDATE token_families SET revoked = 1 WHERE id = ?", "i",
                         family);
}

gboolean
pfs_storage_load_attempts (PfsStorage  *self,
                           const char  *subject,
                           PfsAttempts *attempts,
                           GError     **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (subject != NULL && attempts != NULL, FALSE);

  *attempts = (PfsAttempts){ .failures = 0, .last_at = PF_MOMENT_NONE };
  rows = pfs_rows_begin (self, "SELECT failures, last_at FROM attempts WHERE subject = ?", "s",
                         subject);
  if (!pfs_rows_next (rows))
    return pfs_rows_check (rows, error);
  attempts->failures = (int) pfs_rows_integer (rows, 0);
  attempts->last_at = pfs_rows_integer (rows, 1);
  return TRUE;
}

gboolean
pfs_storage_put_attempts (PfsStorage        *self,
                          const char        *subject,
                          const PfsAttempts *attempts,
                          GError           **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (subject != NULL && attempts != NULL, FALSE);

  if (attempts->failures == 0)
    return pfs_rows_write (self, error, "DELETE FROM attempts WHERE subject = ?", "s", subject);
  return pfs_rows_write (self, error, "INSERT OR REPLACE INTO attempts VALUES (?, ?, ?)", "sni",
                         subject, attempts->failures, (gint64) attempts->last_at);
}
