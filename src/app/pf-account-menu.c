/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the main menu offers for each account. */
#include "config.h"

#include "pf-account-menu.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "pf-application.h"
#include "pf-window.h"
#include "welcome/pf-account-dialog.h"

#include <glib/gi18n-lib.h>

/* The entries of each submenu: a label, and the action that takes the account. */
static const struct {
  const char *label;
  const char *action;
} entries[] = {
  { N_("_Change the Password…"), "app.change-password" },
  { N_("Sign In _Again…"), "app.sign-in" },
  { N_("Sign _Out"), "app.sign-out" },
  { N_("_Forget on This Computer…"), "app.forget" },
};

/* Returns: (transfer full) (nullable): the family's number at the town. */
static char *
describe_number (PfSession *session)
{
  GListModel *households = pf_session_get_records (session, PF_COLLECTION_HOUSEHOLD);
  g_autoptr (PfHousehold) household = g_list_model_get_item (households, 0);

  if (household == NULL || household->number == NULL)
    return NULL;
  return g_strdup_printf (_("Family number %s"), household->number);
}

/* Returns: (transfer full) (nullable): when the family was here before. */
static char *
describe_last_sign_in (PfSession *session, PfTownService *service)
{
  PfMoment last = pf_town_service_get_last_sign_in (service);
  PfTown *town = pf_session_get_town (session);
  g_autofree char *moment = NULL;

  if (last == PF_MOMENT_NONE || town == NULL)
    return NULL;
  moment = pf_date_text_past_moment (last, pf_session_get_now (session), town->zone);
  /* Translators: %s is a moment such as “Tuesday 18:02”. */
  return g_strdup_printf (_("Last sign-in before: %s"), moment);
}

static void
append_facts (GMenu *menu, PfHub *hub, PfAccount *account)
{
  PfSession *session = pf_hub_get_session (hub, account);
  g_autofree char *number = session != NULL ? describe_number (session) : NULL;
  g_autofree char *last =
      session != NULL ? describe_last_sign_in (session, pf_account_get_service (account)) : NULL;
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, pf_account_get_login (account), NULL);
  if (number != NULL)
    g_menu_append (section, number, NULL);
  if (last != NULL)
    g_menu_append (section, last, NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

void
pf_account_menu_append (GMenu *menu, PfHub *hub, PfAccount *account)
{
  g_autoptr (GMenu) submenu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  const char *name = pf_account_get_town_name (account);
  PfFeatures features = pf_town_service_get_features (pf_account_get_service (account));

  append_facts (submenu, hub, account);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *action =
          g_strdup_printf ("%s::%s", entries[i].action, pf_account_get_id (account));

      if (i > 0 || (features & PF_FEATURE_ACCOUNTS) != 0)
        g_menu_append (section, _(entries[i].label), action);
    }
  g_menu_append_section (submenu, NULL, G_MENU_MODEL (section));
  g_menu_append_submenu (menu, name != NULL ? name : pf_account_get_uri (account),
                         G_MENU_MODEL (submenu));
}

/* Actions */

static void
toast (GtkApplication *application, const char *text)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  while (window != NULL && !PF_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window != NULL)
    pf_window_add_toast (PF_WINDOW (window), text, NULL, NULL);
}

static void
password_changed_cb (GtkApplication *application)
{
  toast (application, _("The password is changed"));
}

static void
change_password_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = g_object_get_data (G_OBJECT (action), "pf-application");
  PfAccount *account = pf_hub_find_account (user_data, g_variant_get_string (parameter, NULL));
  PfAccountDialog *dialog;

  if (account == NULL)
    return;
  dialog = pf_account_dialog_present (gtk_application_get_active_window (application),
                                      pf_account_get_service (account), PF_ACCOUNT_CHANGE_PASSWORD,
                                      NULL);
  g_signal_connect_object (dialog, "done", G_CALLBACK (password_changed_cb), application,
                           G_CONNECT_SWAPPED);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkApplication) application = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (pf_town_service_sign_out_finish (PF_TOWN_SERVICE (source), result, &error))
    {
      text = g_strdup (_("Signed out. What was not sent is kept until you sign in again."));
      /* The pages learn of it at once, not when the town has something to say. */
      pf_hub_sync_now (pf_application_get_hub (PF_APPLICATION (application)));
    }
  else
    text = pf_error_text (error);
  toast (application, text);
}

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = g_object_get_data (G_OBJECT (action), "pf-application");
  PfAccount *account = pf_hub_find_account (user_data, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    pf_town_service_sign_out_async (pf_account_get_service (account), NULL, signed_out_cb,
                                    g_object_ref (application));
}

void
pf_account_menu_add_actions (GtkApplication *application, PfHub *hub)
{
  static const struct {
    const char *name;
    void (*activated) (GSimpleAction *action, GVariant *parameter, gpointer user_data);
  } actions[] = {
    { "change-password", change_password_cb },
    { "sign-out", sign_out_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GSimpleAction) action =
          g_simple_action_new (actions[i].name, G_VARIANT_TYPE_STRING);

      g_object_set_data (G_OBJECT (action), "pf-application", application);
      g_signal_connect_object (action, "activate", G_CALLBACK (actions[i].activated), hub, 0);
      g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
    }
}
