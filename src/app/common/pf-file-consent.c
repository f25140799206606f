/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one question about files that are kept. */
#include "config.h"

#include "pf-file-consent.h"

#include "pf-error-text.h"
#include "pf-toast.h"

#include <glib/gi18n-lib.h>

/* What is kept if the answer is yes. */
typedef struct {
  GtkWidget *widget;    /* (owned) */
  PfSession *session;   /* (owned) */
  PfFileSource *source; /* (owned) */
  GBytes *bytes;        /* (owned) */
} Consent;

static void
free_consent (Consent *consent)
{
  g_clear_object (&consent->widget);
  g_clear_object (&consent->session);
  pf_file_source_free (consent->source);
  g_bytes_unref (consent->bytes);
  g_free (consent);
}

static void
closed_cb (gpointer consent, GClosure *closure)
{
  free_consent (consent);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* It will be asked again. */
  if (!pf_session_set_files_wish_finish (PF_SESSION (source), result, &error))
    g_info ("%s", error->message);
}

static void
agreed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (pf_session_set_files_wish_finish (PF_SESSION (source), result, &error))
    text = g_strdup (_("Files are kept. “Household” has the switch."));
  else
    text = pf_error_text (error);
  pf_toast_show (widget, text, NULL, NULL);
}

static void
keep_cb (Consent *consent)
{
  pf_session_set_files_wish_async (consent->session, PF_FILES_KEPT, NULL, agreed_cb,
                                   g_object_ref (consent->widget));
  pf_session_keep_file (consent->session, consent->source, consent->bytes);
}

void
pf_file_consent_ask (GtkWidget          *widget,
                     PfSession          *session,
                     const PfFileSource *source,
                     GBytes             *bytes)
{
  g_autoptr (AdwToast) toast = NULL;
  GtkWidget *question;
  Consent *consent;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_SESSION (session));
  g_return_if_fail (source != NULL && bytes != NULL);

  if (pf_session_get_files_wish (session) != PF_FILES_UNASKED || !pf_session_can_keep_file (source))
    return;
  question = gtk_label_new (_("Keep the files that you open, to read them offline?"));
  gtk_label_set_wrap (GTK_LABEL (question), TRUE);
  gtk_label_set_xalign (GTK_LABEL (question), 0);
  toast = pf_toast_show_widget (widget, question, _("Keep"));
  if (toast == NULL)
    return;
  pf_session_set_files_wish_async (session, PF_FILES_LEFT, NULL, asked_cb, NULL);
  consent = g_new (Consent, 1);
  *consent = (Consent){ g_object_ref (widget), g_object_ref (session), pf_file_source_copy (source),
                        g_bytes_ref (bytes) };
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (keep_cb), consent, closed_cb,
                         G_CONNECT_SWAPPED);
}
