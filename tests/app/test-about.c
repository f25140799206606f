/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window about the program: what helps to find a fault is there, and nothing that tells who
 * uses it. */
#include "config.h"

#include "about/pf-troubleshooting.h"
#include "app-fixture.h"
#include "common/pf-draft.h"
#include "pf-test-town.h"

#include <adwaita.h>

/* Fails where @text, in capitals or not, has @word; short words are parts of others by chance. */
static void
refuse (const char *text, const char *word)
{
  g_autofree char *folded = NULL;
  g_autofree char *in = g_utf8_casefold (text, -1);

  if (word == NULL || g_utf8_strlen (word, -1) < 3)
    return;
  folded = g_utf8_casefold (word, -1);
  if (strstr (in, folded) != NULL)
    g_error ("“%s” is told in:\n%s", word, text);
}

/* Fails where @text has one of the strings that @object says of itself. */
static void
refuse_strings_of (const char *text, GObject *object)
{
  guint n_properties;
  g_autofree GParamSpec **properties =
      g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    if (properties[i]->value_type == G_TYPE_STRING &&
        (properties[i]->flags & G_PARAM_READABLE) != 0)
      {
        g_autofree char *value = NULL;

        g_object_get (object, properties[i]->name, &value, NULL);
        refuse (text, value);
      }
}

static void
refuse_family_of (const char *text, PfSession *session)
{
  GListModel *children = pf_session_get_children (session);
  GListModel *guardians = pf_session_get_guardians (session);
  PfTown *town = pf_session_get_town (session);

  g_assert_cmpuint (g_list_model_get_n_items (children), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (guardians), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      refuse (text, child->first_name);
      refuse (text, child->last_name);
      refuse (text, pf_record_get_id (PF_RECORD (child)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (guardians); i++)
    {
      g_autoptr (PfGuardian) guardian = g_list_model_get_item (guardians, i);

      refuse (text, guardian->first_name);
      refuse (text, guardian->last_name);
      refuse (text, guardian->email);
    }
  refuse (text, town->name);
}

static void
no_personal_data (PfWindow *window, gpointer user_data)
{
  static const char *const told[] = {
    "GTK: ",  "libadwaita: ",          "GLib: ",  "libsoup: ",   "SQLite: ",    "Language: ",
    "Town 1", "Synchronisation: idle", "Cache: ", "Flatpak: no", "Display: X11"
  };
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  g_autoptr (GUri) uri = g_uri_parse (pf_test_town_get_url (town), G_URI_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (PfSession) session = NULL;
  PfAccount *account;
  PfHub *hub;

  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  hub = app_get_hub (window);
  session = g_list_model_get_item (pf_hub_get_sessions (hub), 0);
  account = pf_hub_get_account (hub, session);
  pf_test_wait_until (pf_hub_get_sync_state (hub) == PF_SYNC_IDLE);
  text = pf_troubleshooting_describe (hub, GTK_WIDGET (window));
  g_test_message ("%s", text);

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_nonnull (strstr (text, told[i]));
  g_assert_null (strstr (text, "Cache: 0"));
  refuse_family_of (text, session);
  refuse (text, pf_account_get_id (account));
  refuse (text, pf_account_get_login (account));
  refuse (text, pf_account_get_uri (account));
  refuse (text, pf_account_get_folder (account));
  refuse (text, g_uri_get_host (uri));
  refuse (text, g_get_home_dir ());
  refuse_strings_of (text, G_OBJECT (account));
}

/* What is wrong is told by a code: its words may name a host. */
static void
errors_by_code (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  g_autoptr (PfSession) session = NULL;
  g_autofree char *text = NULL;
  g_autofree char *code = NULL;
  const GError *error;
  PfHub *hub;

  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  hub = app_get_hub (window);
  session = g_list_model_get_item (pf_hub_get_sessions (hub), 0);
  pf_test_town_stop (town);
  pf_hub_sync_now (hub);
  pf_test_wait_until (pf_hub_get_sync_state (hub) == PF_SYNC_OFFLINE);
  text = pf_troubleshooting_describe (hub, NULL);
  error = pf_session_get_sync_error (session);
  code = g_strdup_printf ("Synchronisation: offline\nError: %s %d\n",
                          g_quark_to_string (error->domain), error->code);
  g_assert_nonnull (strstr (text, code));
  refuse (text, error->message);
  refuse_family_of (text, session);
}

static void
made_on_demand (PfWindow *window, gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (windows);
  g_autoptr (GtkWindow) about = NULL;

  g_assert_null (g_type_class_peek (ADW_TYPE_ABOUT_WINDOW));
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "about", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (windows), >, before);
  about = g_list_model_get_item (windows, g_list_model_get_n_items (windows) - 1);
  g_assert_true (ADW_IS_ABOUT_WINDOW (about));
  g_assert_cmpint (adw_about_window_get_license_type (ADW_ABOUT_WINDOW (about)), ==,
                   GTK_LICENSE_GPL_3_0);
  g_assert_nonnull (
      strstr (adw_about_window_get_debug_info (ADW_ABOUT_WINDOW (about)), "Number of towns: 0"));
  gtk_window_destroy (GTK_WINDOW (about));
}

static void
run (gconstpointer test)
{
  app_run ((AppTest) test, NULL, NULL);
  app_forget_all ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/about/is-made-when-asked-for", made_on_demand, run);
  g_test_add_data_func ("/app/about/no-personal-data", no_personal_data, run);
  g_test_add_data_func ("/app/about/errors-by-code", errors_by_code, run);
  return g_test_run ();
}
