/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing in: what goes wrong is said under the field it concerns, and what was typed stays. */
#include "config.h"

#include "app-fixture.h"
#include "pf-scripted-server.h"
#include "pf-test-town.h"
#include "welcome/pf-first-reading.h"
#include "welcome/pf-sign-in.h"
#include "welcome/pf-welcome-page.h"

#define DISCOVERY "/.well-known/portail-famille"

static GtkWidget *
get_child (PfWindow *window, const char *name)
{
  return app_find_child (window, PF_TYPE_SIGN_IN, name);
}

static const char *
get_step (PfWindow *window)
{
  return pf_sign_in_get_step (app_find (window, PF_TYPE_SIGN_IN));
}

static void
type_address (PfWindow *window, const char *address)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "address_row")), address);
  app_press (window, "Continue");
}

/* The error is there, the text stays, and it is marked as wrong only where it is. */
static void
assert_told (PfWindow   *window,
             const char *label,
             const char *row,
             const char *typed,
             const char *sentence,
             gboolean    is_wrong)
{
  GtkWidget *error = get_child (window, label);

  pf_test_wait_until (gtk_widget_get_visible (error));
  g_test_message ("%s", gtk_label_get_label (GTK_LABEL (error)));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (error)), sentence));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (window, row))), ==, typed);
  g_assert_cmpint (gtk_widget_has_css_class (get_child (window, row), "error"), ==, is_wrong);
  g_assert_true (gtk_widget_is_sensitive (get_child (window, row)));
}

/* As above, and the field is marked for a screen reader, too. */
static void
assert_wrong (PfWindow   *window,
              const char *label,
              const char *row,
              const char *typed,
              const char *sentence)
{
  assert_told (window, label, row, typed, sentence, TRUE);
  gtk_test_accessible_assert_state (get_child (window, row), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

static void
answer_not_found (PfScriptedServer *server)
{
  pf_script_reply (pf_scripted_server_expect (server, "GET", DISCOVERY), 404, "text/html",
                   "<h1>?</h1>");
}

static void
answer_page (PfScriptedServer *server)
{
  pf_script_reply (pf_scripted_server_expect (server, "GET", DISCOVERY), 200, "text/html",
                   "<html>Bienvenue</html>");
}

static void
answer_no_json (PfScriptedServer *server)
{
  pf_script_reply (pf_scripted_server_expect (server, "GET", DISCOVERY), 200, "application/json",
                   "{\"protocol\":");
}

static void
answer_broken (PfScriptedServer *server)
{
  pf_script_reply (pf_scripted_server_expect (server, "GET", DISCOVERY), 500, "text/plain", "oops");
}

static void
answer_busy (PfScriptedServer *server)
{
  PfScript *script = pf_scripted_server_expect (server, "GET", DISCOVERY);

  pf_script_reply (script, 503, "text/plain", "later");
  pf_script_header (script, "Retry-After", "120");
}

static void
hang_up (PfScriptedServer *server)
{
  pf_script_cut (pf_scripted_server_expect (server, "GET", DISCOVERY));
}

static void
wrong_towns (PfWindow *window, gpointer user_data)
{
  static const struct {
    void (*answer) (PfScriptedServer *server);
    const char *sentence;
  } cases[] = {
    { answer_not_found, "no family portal" }, { answer_page, "no family portal" },
    { answer_broken, "problem of its own" },  { answer_busy, "2 minutes" },
    { hang_up, "does not answer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);

      cases[i].answer (server);
      type_address (window, pf_scripted_server_get_uri (server));
      assert_wrong (window, "address_error", "address_row", pf_scripted_server_get_uri (server),
                    cases[i].sentence);
      g_assert_cmpstr (get_step (window), ==, "address");
    }
}

/* One who promises JSON and breaks it: it is a portal, with a fault. Either way it is told. */
static void
no_json (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);

  answer_no_json (server);
  type_address (window, pf_scripted_server_get_uri (server));
  assert_wrong (window, "address_error", "address_row", pf_scripted_server_get_uri (server), "");
}

static void
nothing_typed (PfWindow *window, gpointer user_data)
{
  type_address (window, "");
  assert_wrong (window, "address_error", "address_row", "", "Type the address");
}

static void
wrong_addresses (PfWindow *window, gpointer user_data)
{
  static const struct {
    const char *address;
    const char *sentence;
  } cases[] = {
    { "http://mairie.example", "not the address of a town’s portal" },
    { "ftp://mairie.example", "not the address of a town’s portal" },
    { "ma mairie", "not the address of a town’s portal" },
    { "http://127.0.0.1:1", "does not answer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type_address (window, cases[i].address);
      assert_wrong (window, "address_error", "address_row", cases[i].address, cases[i].sentence);
    }
}

static void
a_silent_town (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  GtkRevealer *busy = GTK_REVEALER (get_child (window, "busy_revealer"));

  pf_script_silence (pf_scripted_server_expect (server, "GET", DISCOVERY));
  type_address (window, pf_scripted_server_get_uri (server));
  g_assert_false (gtk_revealer_get_reveal_child (busy)); /* nothing flashes */
  pf_test_wait_until (gtk_revealer_get_reveal_child (busy));
  app_wait_for_frame (window);
  app_press (window, "Cancel");
  pf_test_wait_until (!gtk_revealer_get_reveal_child (busy));
  g_assert_false (gtk_widget_get_visible (get_child (window, "address_error")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (window, "address_row"))), ==,
                   pf_scripted_server_get_uri (server));
}

static void
a_wrong_password (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);

  type_address (window, pf_test_town_get_url (town));
  pf_test_wait_until (g_str_equal (get_step (window), "credentials"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (window, "town_name"))), !=, "");
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "login_row")), PF_TEST_TOWN_LOGIN);
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "password_row")), "Pluie-2026");
  app_press (window, "Sign In");
  assert_wrong (window, "credentials_error", "password_row", "Pluie-2026", "not right");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (window, "login_row"))), ==,
                   PF_TEST_TOWN_LOGIN);

  /* And the right one comes in. */
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "password_row")), PF_TEST_TOWN_PASSWORD);
  app_press (window, "Sign In");
  pf_test_wait_until (app_find (window, PF_TYPE_SIGN_IN) == NULL);
  g_assert_true (pf_hub_get_has_accounts (app_get_hub (window)));
}

static void
a_town_that_goes_away (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);

  type_address (window, pf_test_town_get_url (town));
  pf_test_wait_until (g_str_equal (get_step (window), "credentials"));
  pf_test_town_kill (town);
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "login_row")), PF_TEST_TOWN_LOGIN);
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "password_row")), PF_TEST_TOWN_PASSWORD);
  app_press (window, "Sign In");
  assert_told (window, "credentials_error", "password_row", PF_TEST_TOWN_PASSWORD,
               "does not answer", FALSE);
  app_press (window, "Another Town");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (window, "address_row"))), ==,
                   pf_test_town_get_url (town));
}

/* For whom nothing may move, no bar runs to and fro while the plan is read. */
static void
nothing_moves (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (window));
  g_autoptr (GtkWidget) progress = NULL;

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  type_address (window, pf_test_town_get_url (town));
  pf_test_wait_until (g_str_equal (get_step (window), "credentials"));
  progress = g_object_ref (app_find_child (window, PF_TYPE_FIRST_READING, "progress"));
  g_assert_true (gtk_widget_get_visible (progress));
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "login_row")), PF_TEST_TOWN_LOGIN);
  gtk_editable_set_text (GTK_EDITABLE (get_child (window, "password_row")), PF_TEST_TOWN_PASSWORD);
  app_press (window, "Sign In");
  pf_test_wait_until (app_find (window, PF_TYPE_SIGN_IN) == NULL);
  g_assert_false (gtk_widget_get_visible (progress));
  gtk_settings_reset_property (settings, "gtk-enable-animations");
}

static void
run (gconstpointer test)
{
  app_forget_all ();
  app_run ((AppTest) test, NULL, NULL);
}

/* Nothing is cut off in the narrowest window, also where the words are a quarter longer. */
static void
fits_a_narrow_window (PfWindow *window, gpointer user_data)
{
  GtkWidget *page = app_find (window, PF_TYPE_WELCOME_PAGE);
  int minimum;

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum * 5 / 4, <=, 350);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/sign-in/nothing-typed", nothing_typed, run);
  g_test_add_data_func ("/app/sign-in/fits-a-narrow-window", fits_a_narrow_window, run);
  g_test_add_data_func ("/app/sign-in/wrong-addresses", wrong_addresses, run);
  g_test_add_data_func ("/app/sign-in/wrong-towns", wrong_towns, run);
  g_test_add_data_func ("/app/sign-in/no-json", no_json, run);
  g_test_add_data_func ("/app/sign-in/silent", a_silent_town, run);
  g_test_add_data_func ("/app/sign-in/wrong-password", a_wrong_password, run);
  g_test_add_data_func ("/app/sign-in/goes-away", a_town_that_goes_away, run);
  g_test_add_data_func ("/app/sign-in/nothing-moves", nothing_moves, run);
  return g_test_run ();
}
