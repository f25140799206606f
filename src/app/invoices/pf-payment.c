/* SPDX-License-Identifier: GPL-3.0-or-later
 * Paying: the link, the person's consent to its host, the browser, and coming back. */
#include "config.h"

#include "pf-payment.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "common/pf-error-text.h"
#include "common/pf-settings.h"
#include "pf-money-row.h"

#define HOSTS_KEY "payment-hosts"

/* A payment on its way to the browser. */
typedef struct {
  GtkWidget *widget;  /* (owned): what was pressed; it may have left the window meanwhile */
  GtkWindow *window;  /* (owned) */
  PfSession *session; /* (owned) */
  PfCents amount;
  char *uri;
  char *host;
} Payment;

static void
free_payment (Payment *payment)
{
  g_object_unref (payment->widget);
  g_object_unref (payment->window);
  g_object_unref (payment->session);
  g_free (payment->uri);
  g_free (payment->host);
  g_free (payment);
}

static gboolean
has_window (Payment *payment)
{
  return gtk_widget_get_visible (GTK_WIDGET (payment->window));
}

static void
tell (GtkWindow *window, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (window, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Whether the person has agreed to it before. */
static gboolean
is_known_host (const char *host)
{
  g_autoptr (GSettings) settings = pf_settings_open (HOSTS_KEY);
  g_auto (GStrv) hosts = settings != NULL ? g_settings_get_strv (settings, HOSTS_KEY) : NULL;

  return hosts != NULL && g_strv_contains ((const char *const *) hosts, host);
}

static void
know_host (const char *host)
{
  g_autoptr (GSettings) settings = pf_settings_open (HOSTS_KEY);
  g_auto (GStrv) hosts = settings != NULL ? g_settings_get_strv (settings, HOSTS_KEY) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) more = NULL;

  if (hosts == NULL || g_strv_contains ((const char *const *) hosts, host))
    return;
  g_strv_builder_addv (builder, (const char **) hosts);
  g_strv_builder_add (builder, host);
  more = g_strv_builder_end (builder);
  g_settings_set_strv (settings, HOSTS_KEY, (const char *const *) more);
}

/* The person is back: what has become of it? */
static void
window_active_cb (GtkWindow *window, GParamSpec *pspec, PfSession *session)
{
  if (!gtk_window_is_active (window))
    return;
  g_signal_handlers_disconnect_by_func (window, window_active_cb, session);
  pf_session_sync_now (session);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Payment *payment = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (payment->window, result, &error))
    g_signal_connect_object (payment->window, "notify::is-active", G_CALLBACK (window_active_cb),
                             payment->session, 0);
  else if (has_window (payment) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (payment->window, _("No Browser Could Be Opened"),
          _("Nothing was paid. Choose a browser in this computer’s settings, then try again."));
  free_payment (payment);
}

static void
open_link (Payment *payment)
{
  gtk_show_uri_full (payment->window, payment->uri, GDK_CURRENT_TIME, NULL, shown_cb, payment);
}

static void
consent_cb (AdwMessageDialog *dialog, const char *response, Payment *payment)
{
  if (g_strcmp0 (response, "open") != 0 || !has_window (payment))
    {
      free_payment (payment);
      return;
    }
  know_host (payment->host);
  open_link (payment);
}

static void
ask_consent (Payment *payment)
{
  g_autofree char *amount = pf_money_text (payment->session, payment->amount);
  GtkWidget *dialog = adw_message_dialog_new (payment->window, _("Pay in the Browser?"), NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* Translators: the first is a host's name, the second an amount */
      _("The payment page is at “%s”, which your town has named. There "
        "you pay %s. Check that the browser shows this address."),
      payment->host, amount);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "open",
                                    _("_Open the Page"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "open",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "open");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (consent_cb), payment);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
link_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Payment *payment = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfPaymentLink) link =
      pf_town_service_ask_payment_link_finish (PF_TOWN_SERVICE (source), result, &error);
  g_autoptr (GUri) uri = NULL;

  gtk_widget_set_sensitive (payment->widget, TRUE);
  if (link != NULL)
    uri = g_uri_parse (link->uri, G_URI_FLAGS_NONE, &error);
  if (!has_window (payment) || uri == NULL)
    {
      g_autofree char *sentence = error != NULL ? pf_error_text (error) : NULL;

      if (has_window (payment))
        tell (payment->window, _("Nothing Was Paid"), sentence);
      free_payment (payment);
      return;
    }
  payment->uri = g_strdup (link->uri);
  payment->host = g_strdup (g_uri_get_host (uri));
  if (is_known_host (payment->host))
    open_link (payment);
  else
    ask_consent (payment);
}

void
pf_payment_start (GtkWidget       *widget,
                  PfSession       *session,
                  PfPaymentSubject subject,
                  const char      *id,
                  PfCents          amount)
{
  GtkRoot *window;
  Payment *payment;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PF_IS_SESSION (session));

  window = gtk_widget_get_root (widget);
  g_return_if_fail (GTK_IS_WINDOW (window));

  if (pf_session_get_sync_state (session) == PF_SYNC_OFFLINE)
    {
      tell (GTK_WINDOW (window), _("Nothing Was Paid"),
            _("The town cannot be reached just now, and a payment cannot wait on this computer. "
              "Try again when you are online."));
      return;
    }
  payment = g_new0 (Payment, 1);
  payment->widget = g_object_ref (widget);
  payment->window = g_object_ref (GTK_WINDOW (window));
  payment->session = g_object_ref (session);
  payment->amount = amount;
  gtk_widget_set_sensitive (widget, FALSE);
  pf_town_service_ask_payment_link_async (pf_session_get_service (session), subject, id, amount,
                                          NULL, link_cb, payment);
}
