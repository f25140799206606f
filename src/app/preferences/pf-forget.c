/* SPDX-License-Identifier: GPL-3.0-or-later
 * Forgetting: one question, then all accounts at once, and one answer. */
#include "config.h"

#include "pf-forget.h"

#include "common/pf-error-text.h"
#include "common/pf-settings.h"
#include "pf-background.h"
#include "pf-reminder-settings.h"
#include "pf-window.h"

#include <glib/gi18n-lib.h>

/* One forgetting, from the answer to the question on. */
typedef struct {
  PfHub *hub;          /* (owned) */
  PfWindow *window;    /* (weak) (nullable): where the outcome is told */
  GPtrArray *accounts; /* (owned) (element-type PfAccount) */
  gboolean is_all;
  guint n_left;
  gboolean was_told; /* every town has heard of it */
  GError *error;     /* (owned) (nullable): the first one */
} Forgetting;

static void
forgetting_free (gpointer data, GClosure *closure)
{
  Forgetting *forgetting = data;

  g_clear_weak_pointer (&forgetting->window);
  g_clear_error (&forgetting->error);
  g_ptr_array_unref (forgetting->accounts);
  g_object_unref (forgetting->hub);
  g_free (forgetting);
}

static void
unset_background_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pf_background_set_finish (result, &error))
    g_message ("%s", error->message);
}

/* What is no town's. */
static void
forget_preferences (void)
{
  g_autoptr (GSettings) settings = pf_settings_open (PF_BACKGROUND_KEY);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  if (settings == NULL)
    return;
  if (g_settings_get_boolean (settings, PF_BACKGROUND_KEY))
    pf_background_set_async (FALSE, NULL, unset_background_cb, NULL);
  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

static void
tell (Forgetting *forgetting)
{
  g_autofree char *text = NULL;

  if (forgetting->error != NULL)
    text = pf_error_text (forgetting->error);
  else if (!forgetting->was_told)
    text = g_strdup (_("Forgotten on this computer. The town could not be told: there, this "
                       "computer stays signed in until the session runs out."));
  else if (forgetting->is_all)
    text = g_strdup (_("Forgotten: nothing of your family is left on this computer"));
  else
    text = g_strdup (_("Forgotten: nothing of this town is left on this computer"));
  if (forgetting->window != NULL)
    pf_window_add_toast (forgetting->window, text, NULL, NULL);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forgetting *forgetting = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_hub_forget_finish (PF_HUB (source), result, &error))
    {
      if (forgetting->error == NULL)
        forgetting->error = g_steal_pointer (&error);
    }
  else
    forgetting->was_told &= pf_hub_forget_was_told (PF_HUB (source), result);
  if (--forgetting->n_left > 0)
    return;
  if (forgetting->is_all && forgetting->error == NULL)
    forget_preferences ();
  tell (forgetting);
  forgetting_free (forgetting, NULL);
}

/* The question is answered once: what it was about goes on by itself. */
static void
confirmed_cb (AdwMessageDialog *dialog, const char *response, Forgetting *asked)
{
  Forgetting *forgetting = g_new0 (Forgetting, 1);
  GtkWindow *over = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  forgetting->hub = g_object_ref (asked->hub);
  forgetting->accounts = g_ptr_array_ref (asked->accounts);
  forgetting->is_all = asked->is_all;
  forgetting->was_told = TRUE;
  forgetting->n_left = asked->accounts->len;
  g_set_weak_pointer (&forgetting->window, asked->window);
  for (guint i = 0; i < forgetting->accounts->len; i++)
    pf_hub_forget_async (forgetting->hub, forgetting->accounts->pdata[i], NULL, forgotten_cb,
                         forgetting);
  if (over == NULL || PF_IS_WINDOW (over))
    return;
  /* The question outlives what it was asked over. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (asked->window));
  gtk_window_close (over);
}

static GPtrArray *
list_accounts (PfHub *hub)
{
  GListModel *accounts = G_LIST_MODEL (pf_hub_get_accounts (hub));
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    g_ptr_array_add (all, g_list_model_get_item (accounts, i));
  return all;
}

static void
word_question (AdwMessageDialog *dialog, PfAccount *account)
{
  const char *name;

  if (account == NULL)
    {
      adw_message_dialog_set_heading (dialog, _("Forget Your Family on This Computer?"));
      adw_message_dialog_set_body (
          dialog, _("All towns, the plans kept here, your preferences, and the changes that were "
                    "not sent go. What the towns have booked stays booked."));
      return;
    }
  name = pf_account_get_town_name (account);
  /* Translators: %s is a town. */
  adw_message_dialog_format_heading (dialog, _("Forget %s?"),
                                     name != NULL ? name : pf_account_get_uri (account));
  adw_message_dialog_set_body (
      dialog, _("The plan kept on this computer goes, and with it the changes that were "
                "not sent. What the town has booked stays booked."));
}

void
pf_forget_ask (GtkWindow *window, PfHub *hub, PfAccount *account)
{
  AdwMessageDialog *dialog;
  Forgetting *asked;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (PF_IS_HUB (hub));

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, NULL, NULL));
  word_question (dialog, account);
  adw_message_dialog_add_responses (dialog, "cancel", _("Cancel"), "forget", _("Forget"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  asked = g_new0 (Forgetting, 1);
  asked->hub = g_object_ref (hub);
  asked->is_all = account == NULL;
  g_set_weak_pointer (&asked->window, pf_window_find (window));
  asked->accounts = account != NULL ? g_ptr_array_new_with_free_func (g_object_unref)
                                    : list_accounts (hub);
  if (account != NULL)
    g_ptr_array_add (asked->accounts, g_object_ref (account));
  g_signal_connect_data (dialog, "response::forget", G_CALLBACK (confirmed_cb), asked,
                         forgetting_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
