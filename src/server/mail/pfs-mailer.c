/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sends the mails of the queue. Agents queue mails too, from other processes, so the queue is
 * looked at several times a second. */
#include "config.h"

#include "pfs-mailer.h"

#include "pfs-mime.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>

#define LOOK_MS 250
/* Longer than any try: whoever finds a mail under way after that knows that its sender is gone. */
#define TRY_SECONDS 180
#define KEPT_SECONDS (3 * 24 * 60 * 60)

struct _PfsMailer {
  PfsStorage *storage;         /* (unowned) */
  PfsClock *clock;             /* (unowned) */
  PfsMailTransport *transport; /* (owned) */
  char *from;
  PfsMailItem *item; /* (nullable): on its way */
  GCancellable *cancellable;
  guint look_source;
};

/* The pause after the nth try; the last one is for all that follow. */
static const int pauses[] = { 60, 5 * 60, 15 * 60, 60 * 60, 4 * 60 * 60 };

/* Returns: whether what @item says is void at @moment. */
static gboolean
is_useless (const PfsMailItem *item, PfMoment moment)
{
  return item->useless_after != PF_MOMENT_NONE && moment >= item->useless_after;
}

static PfMoment
get_next_try (const PfsMailItem *item, PfMoment now)
{
  int n = MIN (item->tries, (int) G_N_ELEMENTS (pauses) - 1);
  PfMoment next_try = now + pauses[n];

  return next_try - item->queued_at <= KEPT_SECONDS && !is_useless (item, next_try)
             ? next_try
             : PF_MOMENT_NONE;
}

/* Notes what became of the mail on its way. @failure: (nullable) */
static gboolean
note_outcome (PfsMailer *self, const GError *failure, GError **error)
{
  PfMoment now = pfs_clock_get_now (self->clock);
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (self->storage, now, error);
  PfMoment next_try = PF_MOMENT_NONE;

  if (transaction == NULL)
    return FALSE;
  if (failure == NULL)
    return pfs_storage_settle_mail (self->storage, self->item->id, error) &&
           pfs_transaction_commit (transaction, error);
  if (!g_error_matches (failure, PFS_MAIL_ERROR, PFS_MAIL_ERROR_REFUSED))
    next_try = get_next_try (self->item, now);
  return pfs_storage_fail_mail (self->storage, self->item->id, next_try, failure->message, error) &&
         pfs_transaction_commit (transaction, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PfsMailer *self = user_data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;

  pfs_mail_transport_send_finish (self->transport, result, &failure);
  /* Who is told: the agents' list of mails. The log has neither address nor text. */
  if (failure != NULL)
    g_message ("A mail could not leave: %s", failure->message);
  if (!note_outcome (self, failure, &error))
    g_message ("%s", error->message);
  g_clear_pointer (&self->item, pfs_mail_item_free);
}

/* Takes the next mail that is due. Returns: FALSE where there is none, with @error where that
 * cannot be told. */
static gboolean
take_item (PfsMailer *self, PfMoment now, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (PfsMailItem) item = pfs_storage_load_due_mail (self->storage, now, &failure);
  g_autoptr (PfsTransaction) transaction = NULL;

  g_clear_pointer (&item, pfs_mail_item_free);
  if (g_error_matches (failure, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    return FALSE;
  /* Once more inside the transaction: another process may send too. */
  transaction = failure == NULL ? pfs_storage_begin (self->storage, now, &failure) : NULL;
  item = transaction != NULL ? pfs_storage_load_due_mail (self->storage, now, &failure) : NULL;
  if (item != NULL && is_useless (item, now))
    {
      if (pfs_storage_fail_mail (self->storage, item->id, PF_MOMENT_NONE,
                                 _("Its code was void before it could leave"), &failure))
        pfs_transaction_commit (transaction, &failure);
    }
  else if (item != NULL &&
           pfs_storage_begin_mail (self->storage, item->id, now + TRY_SECONDS, &failure) &&
           pfs_transaction_commit (transaction, &failure))
    {
      self->item = g_steal_pointer (&item);
      return TRUE;
    }
  if (failure != NULL && !g_error_matches (failure, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
send_item (PfsMailer *self, PfsTown *town)
{
  const PfsMailItem *item = self->item;
  g_autofree char *mail = pfs_mime_write (&(PfsMimeMail){
      .from_name = town->name,
      .from = self->from,
      .to = item->recipient,
      .subject = item->subject,
      .language = item->language,
      .message_id = item->message_id,
      .body = item->body,
      .date = item->queued_at,
  });

  pfs_mail_transport_send_async (self->transport, item->message_id, self->from, item->recipient,
                                 mail, self->cancellable, sent_cb, self);
}

static gboolean
look_cb (gpointer user_data)
{
  PfsMailer *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTown) town = NULL;

  if (self->item != NULL)
    return G_SOURCE_CONTINUE;
  town = pfs_storage_load_town (self->storage, &error);
  if (town != NULL && take_item (self, pfs_clock_get_now (self->clock), &error))
    send_item (self, town);
  if (error != NULL)
    g_message ("%s", error->message);
  return G_SOURCE_CONTINUE;
}

PfsMailer *
pfs_mailer_new (PfsStorage *storage, PfsClock *clock, PfsMailTransport *transport, const char *from)
{
  PfsMailer *self;

  g_return_val_if_fail (PFS_IS_STORAGE (storage) && PFS_IS_MAIL_TRANSPORT (transport), NULL);
  g_return_val_if_fail (clock != NULL && from != NULL, NULL);

  self = g_new0 (PfsMailer, 1);
  self->storage = storage;
  self->clock = clock;
  self->transport = g_object_ref (transport);
  self->from = g_strdup (from);
  self->cancellable = g_cancellable_new ();
  self->look_source = g_timeout_add (LOOK_MS, look_cb, self);
  return self;
}

void
pfs_mailer_free (PfsMailer *self)
{
  g_source_remove (self->look_source);
  g_cancellable_cancel (self->cancellable);
  while (self->item != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->cancellable);
  g_object_unref (self->transport);
  g_free (self->from);
  g_free (self);
}
