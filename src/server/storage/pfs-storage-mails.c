/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of mails and of whom they go to. */
#include "config.h"

#include "pfs-storage-mails.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-private.h"

#define MAIL_COLUMNS                                                                               \
  "id, message_id, recipient, language, subject, body, queued_at, tries, ifnull (next_try, ?1),"   \
  " ifnull (sent_at, ?1), trouble, ifnull (useless_after, ?1)"

#define SELECT_RECIPIENT                                                                           \
  "SELECT id, first_name || ' ' || last_name, email, language FROM guardians"                      \
  " WHERE email IS NOT NULL"

static gpointer
read_mail (PfsRows *rows)
{
  PfsMailItem *item = g_new0 (PfsMailItem, 1);

  item->id = pfs_rows_integer (rows, 0);
  item->message_id = pfs_rows_text (rows, 1);
  item->recipient = pfs_rows_text (rows, 2);
  item->language = pfs_rows_text (rows, 3);
  item->subject = pfs_rows_text (rows, 4);
  item->body = pfs_rows_text (rows, 5);
  item->queued_at = pfs_rows_integer (rows, 6);
  item->tries = (int) pfs_rows_integer (rows, 7);
  item->next_try = pfs_rows_integer (rows, 8);
  item->sent_at = pfs_rows_integer (rows, 9);
  item->trouble = pfs_rows_text (rows, 10);
  item->useless_after = pfs_rows_integer (rows, 11);
  return item;
}

void
pfs_mail_item_free (PfsMailItem *item)
{
  g_free (item->message_id);
  g_free (item->recipient);
  g_free (item->language);
  g_free (item->subject);
  g_free (item->body);
  g_free (item->trouble);
  g_free (item);
}

gboolean
pfs_storage_add_mail (PfsStorage *self,
                      const char *recipient,
                      const char *language,
                      const char *subject,
                      const char *body,
                      PfMoment    useless_after,
                      GError    **error)
{
  g_autofree char *message_id = g_uuid_string_random ();

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (recipient != NULL && language != NULL, FALSE);
  g_return_val_if_fail (subject != NULL && body != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT INTO mails"
                         " (message_id, recipient, language, subject, body, queued_at, next_try,"
                         " useless_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, nullif (?7, ?8))",
                         "sssssiii", message_id, recipient, language, subject, body,
                         (gint64) self->now, (gint64) useless_after, (gint64) PF_MOMENT_NONE);
}

PfsMailItem *
pfs_storage_load_due_mail (PfsStorage *self, PfMoment now, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         "SELECT " MAIL_COLUMNS " FROM mails"
                         " WHERE next_try IS NOT NULL AND (next_try <= ?2 OR tries = 0)"
                         " ORDER BY next_try, id LIMIT 1",
                         "ii", (gint64) PF_MOMENT_NONE, (gint64) now);
  return pfs_rows_one (rows, _("There is no mail to send"), "", error) ? read_mail (rows) : NULL;
}

gboolean
pfs_storage_begin_mail (PfsStorage *self, gint64 id, PfMoment next_try, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error,
                         "UPDATE mails SET tries = tries + 1, next_try = ? WHERE id = ?", "ii",
                         (gint64) next_try, id);
}

gboolean
pfs_storage_settle_mail (PfsStorage *self, gint64 id, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error,
                         "UPDATE mails SET next_try = NULL, body = NULL, trouble = NULL,"
                         " sent_at = ? WHERE id = ?",
                         "ii", (gint64) self->now, id);
}

gboolean
pfs_storage_fail_mail (PfsStorage *self,
                       gint64      id,
                       PfMoment    next_try,
                       const char *trouble,
                       GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error,
                         "UPDATE mails SET next_try = nullif (?1, ?2), trouble = ?3,"
                         " body = iif (?1 = ?2, NULL, body) WHERE id = ?4",
                         "iisi", (gint64) next_try, (gint64) PF_MOMENT_NONE, trouble, id);
}

GPtrArray *
pfs_storage_list_mails (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         "SELECT " MAIL_COLUMNS " FROM mails WHERE sent_at IS NULL ORDER BY id",
                         "i", (gint64) PF_MOMENT_NONE);
  return pfs_rows_list (rows, read_mail, (GDestroyNotify) pfs_mail_item_free, error);
}

void
pfs_recipient_free (PfsRecipient *recipient)
{
  g_free (recipient->guardian);
  g_free (recipient->name);
  g_free (recipient->email);
  g_free (recipient->language);
  g_free (recipient);
}

static GPtrArray *
list_recipients (PfsStorage *self, const char *sql, const char *id, GError **error)
{
  g_autoptr (GPtrArray) recipients =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_recipient_free);
  g_autoptr (PfsRows) rows = pfs_rows_begin (self, sql, "s", id);

  while (pfs_rows_next (rows))
    {
      PfsRecipient *recipient = g_new0 (PfsRecipient, 1);

      recipient->guardian = pfs_rows_text (rows, 0);
      recipient->name = pfs_rows_text (rows, 1);
      recipient->email = pfs_rows_text (rows, 2);
      recipient->language = pfs_rows_text (rows, 3);
      g_ptr_array_add (recipients, recipient);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&recipients) : NULL;
}

GPtrArray *
pfs_storage_list_recipients (PfsStorage *self, const char *household, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  return list_recipients (self, SELECT_RECIPIENT " AND household = ? ORDER BY id", household,
                          error);
}

GPtrArray *
pfs_storage_list_recipient (PfsStorage *self, const char *guardian, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (guardian != NULL, NULL);

  return list_recipients (self, SELECT_RECIPIENT " AND id = ?", guardian, error);
}

gboolean
pfs_storage_set_language (PfsStorage *self,
                          const char *guardian,
                          const char *language,
                          GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (guardian != NULL && language != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "UPDATE guardians SET language = ?1 WHERE id = ?2"
                         " AND language IS NOT ?1",
                         "ss", language, guardian);
}
