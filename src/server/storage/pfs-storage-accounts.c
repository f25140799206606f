/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of accounts on their way. */
#include "config.h"

#include "pfs-storage-accounts.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-private.h"

#define CODE_COLUMNS                                                                               \
  "code, kind, email, civility, first_name, last_name, password, household, language, asked_at,"   \
  " until"
/* Households that the town has numbered otherwise than by numbers count from here. */
#define FIRST_NUMBER 10001

static gpointer
read_code (PfsRows *rows)
{
  PfsAccountCode *code = g_new0 (PfsAccountCode, 1);

  code->hash = pfs_rows_bytes (rows, 0);
  code->kind = (PfAccountCodeKind) pfs_rows_integer (rows, 1);
  code->email = pfs_rows_text (rows, 2);
  code->civility = pfs_rows_text (rows, 3);
  code->first_name = pfs_rows_text (rows, 4);
  code->last_name = pfs_rows_text (rows, 5);
  code->password = pfs_rows_text (rows, 6);
  code->household = pfs_rows_text (rows, 7);
  code->language = pfs_rows_text (rows, 8);
  code->asked_at = pfs_rows_integer (rows, 9);
  code->until = pfs_rows_integer (rows, 10);
  return code;
}

PfsAccountCode *
pfs_account_code_new (PfAccountCodeKind kind, const char *email)
{
  PfsAccountCode *code = g_new0 (PfsAccountCode, 1);

  code->kind = kind;
  code->email = g_strdup (email);
  return code;
}

void
pfs_account_code_free (PfsAccountCode *code)
{
  g_clear_pointer (&code->hash, g_bytes_unref);
  g_free (code->email);
  g_free (code->civility);
  g_free (code->first_name);
  g_free (code->last_name);
  g_free (code->password);
  g_free (code->household);
  g_free (code->language);
  g_free (code);
}

gboolean
pfs_storage_add_account_code (PfsStorage *self, const PfsAccountCode *code, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (code != NULL && code->hash != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT INTO account_codes (" CODE_COLUMNS
                         ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "bnsssssssii", code->hash, (int) code->kind, code->email, code->civility,
                         code->first_name, code->last_name, code->password, code->household,
                         code->language, (gint64) code->asked_at, (gint64) code->until);
}

PfsAccountCode *
pfs_storage_load_account_code (PfsStorage *self, GBytes *hash, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  rows =
      pfs_rows_begin (self, "SELECT " CODE_COLUMNS " FROM account_codes WHERE code = ?", "b", hash);
  return pfs_rows_one (rows, _("There is no such code"), "", error) ? read_code (rows) : NULL;
}

GPtrArray *
pfs_storage_list_account_codes (PfsStorage *self, const char *email, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         "SELECT " CODE_COLUMNS " FROM account_codes"
                         " WHERE (email = ?1 OR ?1 IS NULL) AND kind <> ?2"
                         " ORDER BY asked_at, code",
                         "sn", email, (int) PF_ACCOUNT_CODE_RESET);
  return pfs_rows_list (rows, read_code, (GDestroyNotify) pfs_account_code_free, error);
}

gboolean
pfs_storage_remove_account_codes (PfsStorage *self, const char *email, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (email != NULL, FALSE);

  return pfs_rows_write (self, error, "DELETE FROM account_codes WHERE email = ?", "s", email);
}

gboolean
pfs_storage_remove_account_code (PfsStorage *self, GBytes *hash, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  return pfs_rows_write (self, error, "DELETE FROM account_codes WHERE code = ?", "b", hash);
}

gboolean
pfs_storage_note_terms (PfsStorage *self, const char *guardian, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (guardian != NULL, FALSE);

  return pfs_rows_write (self, error, "UPDATE guardians SET terms_accepted_at = ? WHERE id = ?",
                         "is", (gint64) self->now, guardian);
}

char *
pfs_storage_get_next_number (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         "SELECT max (ifnull (max (cast (number AS INTEGER)) + 1, 0), ?)"
                         " FROM households WHERE number NOT GLOB '*[^0-9]*'"
                         " AND length (number) < 10",
                         "n", FIRST_NUMBER);
  return pfs_rows_one (rows, _("There is no number left"), "", error) ? pfs_rows_text (rows, 0)
                                                                      : NULL;
}

gboolean
pfs_storage_set_subscriber_code (PfsStorage *self,
                                 const char *household,
                                 const char *code,
                                 GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && code != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT INTO subscriber_codes (household, code) VALUES (?, ?)"
                         " ON CONFLICT (household) DO UPDATE SET code = excluded.code",
                         "ss", household, code);
}

char *
pfs_storage_get_subscriber_code (PfsStorage *self, const char *household, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT code FROM subscriber_codes WHERE household = ?", "s",
                         household);
  return pfs_rows_one (rows, _("There is no subscriber code"), household, error)
             ? pfs_rows_text (rows, 0)
             : NULL;
}

char *
pfs_storage_find_subscriber (PfsStorage *self, const char *code, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT household FROM subscriber_codes WHERE code = ?", "s", code);
  return pfs_rows_one (rows, _("There is no subscriber code"), code, error)
             ? pfs_rows_text (rows, 0)
             : NULL;
}
