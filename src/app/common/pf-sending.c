/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sending what was written. */
#include "config.h"

#include "pf-sending.h"

#include "pf-error-text.h"

typedef struct {
  GtkWidget *place; /* (owned) */
  PfSendingDone done;
  GObject *owner; /* (owned) */
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->place);
  g_object_unref (sending->owner);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *trouble = NULL;

  gtk_widget_set_sensitive (sending->place, TRUE);
  if (!pf_draft_submit_finish (PF_DRAFT (source), result, &error))
    trouble = pf_error_text (error);
  sending->done (sending->owner, trouble);
}

void
pf_sending_start (PfDraft *draft, GtkWidget *place, PfSendingDone done, gpointer owner)
{
  Sending *sending;

  g_return_if_fail (PF_IS_DRAFT (draft) && GTK_IS_WIDGET (place));
  g_return_if_fail (done != NULL && G_IS_OBJECT (owner));

  sending = g_new (Sending, 1);
  *sending = (Sending){ g_object_ref (place), done, g_object_ref (owner) };
  gtk_widget_set_sensitive (place, FALSE);
  pf_draft_submit_async (draft, submitted_cb, sending);
}
