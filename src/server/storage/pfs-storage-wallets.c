/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of wallets with their movements, of prepayments, and of links to pay. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-money.h"
#include "pfs-storage-private.h"

#define SELECT_WALLETS                                                                             \
  "SELECT id, name, active, balance, min_top_up, max_top_up, household FROM wallets "
#define SELECT_PREPAYMENTS                                                                         \
  "SELECT id, receipt, amount, until, state, n_lines, household FROM prepayments "

/* What the schema's index counts on. */
G_STATIC_ASSERT (PF_PREPAYMENT_WAITING == 0);

static gboolean
write_wallet_activities (PfsStorage *self, PfWallet *wallet, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (wallet));

  if (!pfs_rows_write (self, error, "DELETE FROM wallet_activities WHERE wallet = ?", "s", id))
    return FALSE;
  for (guint i = 0; i < wallet->activities->len; i++)
    if (!pfs_rows_write (self, error, "INSERT INTO wallet_activities VALUES (?, ?)", "ss", id,
                         (const char *) g_ptr_array_index (wallet->activities, i)))
      return FALSE;
  return TRUE;
}

gboolean
pfs_storage_put_wallet (PfsStorage *self, const char *household, PfWallet *wallet, GError **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_WALLET (wallet), FALSE);

  id = pf_record_get_id (PF_RECORD (wallet));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO wallets VALUES (?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                         " active = excluded.active, balance = excluded.balance,"
                         " min_top_up = excluded.min_top_up, max_top_up = excluded.max_top_up",
                         "sssniii", id, household, wallet->name, (int) wallet->is_active,
                         (gint64) wallet->balance, (gint64) wallet->min_top_up,
                         (gint64) wallet->max_top_up) &&
         write_wallet_activities (self, wallet, error) &&
         pfs_touch_record (self, household, PF_COLLECTION_WALLETS, id, FALSE, error);
}

static gboolean
read_wallet_activities (PfsStorage *self, PfWallet *wallet, GError **error)
{
  g_autoptr (PfsRows) rows =
      pfs_rows_begin (self,
                      "SELECT activity FROM wallet_activities WHERE wallet = ? ORDER BY activity",
                      "s", pf_record_get_id (PF_RECORD (wallet)));

  while (pfs_rows_next (rows))
    g_ptr_array_add (wallet->activities, pfs_rows_text (rows, 0));
  return pfs_rows_check (rows, error);
}

static PfWallet *
load_wallet (PfsStorage *self, const char *sql, const char *name, char **household, GError **error)
{
  g_autoptr (PfWallet) wallet = NULL;
  g_autoptr (PfsRows) rows = pfs_rows_begin (self, sql, "s", name);
  g_autofree char *id = NULL;

  if (!pfs_rows_one (rows, _("There is no wallet"), name, error))
    return NULL;
  id = pfs_rows_text (rows, 0);
  wallet = pf_record_new (PF_TYPE_WALLET, id);
  wallet->name = pfs_rows_text (rows, 1);
  wallet->is_active = pfs_rows_integer (rows, 2) != 0;
  wallet->balance = pfs_rows_cents (rows, 3);
  wallet->min_top_up = pfs_rows_cents (rows, 4);
  wallet->max_top_up = pfs_rows_cents (rows, 5);
  if (!read_wallet_activities (self, wallet, error))
    return NULL;
  if (household != NULL)
    *household = pfs_rows_text (rows, 6);
  return g_steal_pointer (&wallet);
}

PfWallet *
pfs_storage_load_wallet (PfsStorage *self, const char *id, char **household, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return load_wallet (self, SELECT_WALLETS "WHERE id = ?", id, household, error);
}

PfWallet *
pfs_storage_load_household_wallet (PfsStorage *self, const char *household, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  return load_wallet (self, SELECT_WALLETS "WHERE household = ?", household, NULL, error);
}

gboolean
pfs_storage_move_money (PfsStorage *self,
                        const char *wallet,
                        PfCents     amount,
                        const char *label,
                        GError    **error)
{
  g_autoptr (PfWallet) before = NULL;
  g_autofree char *household = NULL;
  g_autofree char *id = g_uuid_string_random ();

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (wallet != NULL, FALSE);

  before = pfs_storage_load_wallet (self, wallet, &household, error);
  if (before == NULL)
    return FALSE;
  if (before->balance + amount < 0)
    {
      g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                           _("The wallet does not hold that much"));
      return FALSE;
    }
  return pfs_rows_write (self, error, "UPDATE wallets SET balance = balance + ? WHERE id = ?", "is",
                         (gint64) amount, wallet) &&
         pfs_rows_write (self, error, "INSERT INTO movements VALUES (?, ?, ?, ?, ?, ?)", "sssiii",
                         id, wallet, label, (gint64) self->now, (gint64) amount,
                         (gint64) (before->balance + amount)) &&
         pfs_touch_record (self, household, PF_COLLECTION_WALLETS, wallet, FALSE, error) &&
         pfs_touch_record (self, household, PF_COLLECTION_MOVEMENTS, id, FALSE, error);
}

PfMovement *
pfs_storage_load_movement (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  PfMovement *movement;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT wallet, label, at, amount, balance FROM movements WHERE id = ?",
                         "s", id);
  if (!pfs_rows_one (rows, _("There is no movement"), id, error))
    return NULL;
  movement = pf_record_new (PF_TYPE_MOVEMENT, id);
  movement->wallet = pfs_rows_text (rows, 0);
  movement->label = pfs_rows_text (rows, 1);
  movement->at = pfs_rows_integer (rows, 2);
  movement->amount = pfs_rows_cents (rows, 3);
  movement->balance = pfs_rows_cents (rows, 4);
  return movement;
}

gboolean
pfs_storage_put_prepayment (PfsStorage   *self,
                            const char   *household,
                            PfPrepayment *prepayment,
                            GError      **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_PREPAYMENT (prepayment), FALSE);

  id = pf_record_get_id (PF_RECORD (prepayment));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO prepayments VALUES (?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET receipt = excluded.receipt,"
                         " amount = excluded.amount, state = excluded.state,"
                         " n_lines = excluded.n_lines",
                         "sssiinn", id, household, prepayment->receipt, (gint64) prepayment->amount,
                         (gint64) prepayment->until, (int) prepayment->state,
                         prepayment->n_lines) &&
         pfs_touch_record (self, household, PF_COLLECTION_PREPAYMENTS, id, FALSE, error);
}

static PfPrepayment *
read_prepayment (PfsRows *rows, char **household)
{
  PfPrepayment *prepayment = pfs_rows_record (rows, PF_TYPE_PREPAYMENT);

  prepayment->receipt = pfs_rows_text (rows, 1);
  prepayment->amount = pfs_rows_cents (rows, 2);
  prepayment->until = pfs_rows_integer (rows, 3);
  prepayment->state = (PfPrepaymentState) pfs_rows_integer (rows, 4);
  prepayment->n_lines = (int) pfs_rows_integer (rows, 5);
  if (household != NULL)
    *household = pfs_rows_text (rows, 6);
  return prepayment;
}

PfPrepayment *
pfs_storage_load_prepayment (PfsStorage *self, const char *id, char **household, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, SELECT_PREPAYMENTS "WHERE id = ?", "s", id);
  return pfs_rows_one (rows, _("There is no prepayment"), id, error)
             ? read_prepayment (rows, household)
             : NULL;
}

PfPrepayment *
pfs_storage_find_prepayment (PfsStorage *self,
                             const char *household,
                             const char *name,
                             GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL && name != NULL, NULL);

  rows = pfs_rows_begin (self,
                         SELECT_PREPAYMENTS "WHERE household = ?1 AND (id = ?2 OR receipt = ?2)"
                                            " ORDER BY state, id LIMIT 1",
                         "ss", household, name);
  return pfs_rows_one (rows, _("There is no prepayment"), name, error)
             ? read_prepayment (rows, NULL)
             : NULL;
}

gboolean
pfs_storage_remove_prepayment (PfsStorage *self,
                               const char *household,
                               const char *id,
                               GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && id != NULL, FALSE);

  return pfs_storage_unbill (self, id, error) &&
         pfs_rows_write (self, error, "DELETE FROM prepayments WHERE id = ?", "s", id) &&
         pfs_touch_record (self, household, PF_COLLECTION_PREPAYMENTS, id, TRUE, error);
}

GPtrArray *
pfs_storage_list_lapsing (PfsStorage *self, PfMoment now, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows =
      pfs_rows_begin (self,
                      "SELECT id FROM prepayments WHERE state = 0 AND until < ? ORDER BY until, id",
                      "i", (gint64) now);
  return pfs_rows_list (rows, pfs_rows_id, g_free, error);
}

void
pfs_payment_link_free (PfsPaymentLink *link)
{
  g_free (link->household);
  g_free (link->target);
  g_free (link);
}

gboolean
pfs_storage_add_payment_link (PfsStorage           *self,
                              GBytes               *hash,
                              const PfsPaymentLink *link,
                              GError              **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (hash != NULL && link != NULL, FALSE);

  return pfs_rows_write (self, error, "INSERT INTO payment_links VALUES (?, ?, ?, ?, ?, ?, 0)",
                         "bsnsii", hash, link->household, (int) link->subject, link->target,
                         (gint64) link->amount, (gint64) link->until);
}

PfsPaymentLink *
pfs_storage_load_payment_link (PfsStorage *self, GBytes *hash, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  PfsPaymentLink *link;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  rows = pfs_rows_begin (
      self,
      "SELECT household, subject, target, amount, until, used FROM payment_links WHERE hash = ?",
      "b", hash);
  if (!pfs_rows_one (rows, _("There is no such link"), "", error))
    return NULL;
  link = g_new0 (PfsPaymentLink, 1);
  link->household = pfs_rows_text (rows, 0);
  link->subject = (PfsPayFor) pfs_rows_integer (rows, 1);
  link->target = pfs_rows_text (rows, 2);
  link->amount = pfs_rows_cents (rows, 3);
  link->until = pfs_rows_integer (rows, 4);
  link->is_used = pfs_rows_integer (rows, 5) != 0;
  return link;
}

gboolean
pfs_storage_use_payment_link (PfsStorage *self, GBytes *hash, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  return pfs_rows_write (self, error, "UPDATE payment_links SET used = 1 WHERE hash = ?", "b",
                         hash);
}
