/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reminders over the real town, by its clock, on a desktop that counts notifications; and what is
 * asked of a desktop to start with the session. */
#include "config.h"

#include "pf-background.h"
#include "pf-fake-desktop.h"
#include "pf-hub.h"
#include "pf-record-mail.h"
#include "pf-reminders.h"
#include "pf-test-cases.h"
#include "pf-test-family.h"
#include "pf-test-town.h"
#include "pf-test-wait.h"
#include "pf-town-services.h"

#include <string.h>

/* A Friday; the canteen of the week after is booked until Tuesday, 23:59. */
#define START "2026-11-20T10:00:00Z"
#define CANTEEN "Léna: Restaurant scolaire"
#define NURSERY "Léna: Garderie du mercredi" /* until Monday, 23:59 */

typedef struct {
  char *folder;
  PfTestTown *town;
  PfAccountList *accounts;
  PfHub *hub;
  PfReminders *reminders;
  GVariant *opened; /* (nullable): what "open" or "open-days" was given last */
} Fixture;

/* The desktop and the program's name on its bus stay from one run to the next. */
static PfFakeDesktop *desktop;
static GApplication *application;

static void
open_cb (Fixture *fixture, GVariant *parameter)
{
  g_clear_pointer (&fixture->opened, g_variant_unref);
  fixture->opened = g_variant_ref (parameter);
}

static void
later_cb (Fixture *fixture, GVariant *parameter)
{
  const char *account, *subject;

  g_variant_get (parameter, "(&s&s)", &account, &subject);
  pf_reminders_put_off (fixture->reminders, account, subject);
}

static void
add_action (Fixture *fixture, const char *name, const char *type, GCallback activated)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE (type));

  g_signal_connect_swapped (action, "activate", activated, fixture);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
}

static void
sign_in (Fixture *fixture)
{
  g_autoptr (GAsyncResult) discovered = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (PfAccount) account = NULL;
  g_autoptr (PfChallenge) challenge = NULL;
  g_autoptr (GError) error = NULL;

  pf_town_services_discover_async (pf_test_town_get_url (fixture->town), NULL, pf_test_async_cb,
                                   &discovered);
  pf_test_wait_until (discovered != NULL);
  service = pf_town_services_discover_finish (discovered, &error);
  g_assert_no_error (error);
  pf_town_service_sign_in_async (service, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD, NULL, NULL,
                                 pf_test_async_cb, &signed_in);
  pf_test_wait_until (signed_in != NULL);
  g_assert_true (pf_town_service_sign_in_finish (service, signed_in, &challenge, &error));
  account = pf_account_list_add (fixture->accounts, service, PF_TEST_TOWN_LOGIN, &error);
  g_assert_no_error (error);
}

/* A run of the program. */
static void
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  add_action (fixture, "open", "(sss)", G_CALLBACK (open_cb));
  add_action (fixture, "open-days", "(sssi)", G_CALLBACK (open_cb));
  add_action (fixture, "later", "(ss)", G_CALLBACK (later_cb));
  fixture->accounts = pf_account_list_new (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->hub = pf_hub_new (fixture->accounts);
  pf_hub_start (fixture->hub);
  fixture->reminders = pf_reminders_new (application, fixture->hub);
}

static void
end (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->reminders);
  g_assert_true (pf_test_await (pf_hub_close, fixture->hub, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->hub);
  g_assert_true (pf_test_await (pf_account_list_flush, fixture->accounts, &error, NULL));
  g_clear_object (&fixture->accounts);
}

static PfSession *
get_session (Fixture *fixture)
{
  g_autoptr (PfSession) session = g_list_model_get_item (pf_hub_get_sessions (fixture->hub), 0);

  return session; /* the hub keeps it */
}

/* Waits until all that follows from what has happened is done: read, written, and shown. */
static void
settle (Fixture *fixture)
{
  PfSession *session = get_session (fixture);

  pf_test_wait_until (pf_hub_get_sync_state (fixture->hub) == PF_SYNC_IDLE);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) marks = NULL;
      g_autoptr (GAsyncResult) answered = NULL;
      g_autoptr (GVariant) answer = NULL;

      while (g_main_context_iteration (NULL, FALSE))
        continue;
      marks = pf_test_await (pf_session_load_reminders, session, NULL, NULL);
      g_assert_nonnull (marks);
      g_dbus_connection_call (g_application_get_dbus_connection (application),
                              "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                              "org.freedesktop.Notifications", "GetCapabilities", NULL, NULL,
                              G_DBUS_CALL_FLAGS_NONE, -1, NULL, pf_test_async_cb, &answered);
      pf_test_wait_until (answered != NULL);
      answer = g_dbus_connection_call_finish (g_application_get_dbus_connection (application),
                                              answered, NULL);
      g_assert_true ((answer != NULL) == (desktop != NULL));
    }
}

/* The town's clock says @moment, and the program has heard of it. */
static void
set_clock (Fixture *fixture, const char *moment)
{
  PfMoment now = pf_moment_parse (moment);

  pf_test_town_set_clock (fixture->town, moment);
  pf_hub_sync_now (fixture->hub);
  pf_test_wait_until (ABS (pf_hub_get_now (fixture->hub) - now) < 60);
  settle (fixture);
}

/* A Wednesday on which nobody has booked anything. */
static void
clear_wednesday (PfTestTown *town)
{
  static const char *const calls[] = { "close", "open" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    g_free (pf_test_town_run_agent (town, calls[i], "mercredi", "2026-11-25", NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pf_test_make_folder ();
  pf_fake_desktop_clear (desktop);
  fixture->town = pf_test_town_new (START);
  clear_wednesday (fixture->town);
  begin (fixture);
  sign_in (fixture);
  pf_test_wait_until (pf_hub_get_sync_state (fixture->hub) == PF_SYNC_IDLE);
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end (fixture);
  g_clear_pointer (&fixture->opened, g_variant_unref);
  pf_test_town_free (fixture->town);
  pf_test_remove_folder (fixture->folder);
}

static const PfFakeNotification *
find_canteen (Fixture *fixture)
{
  return pf_fake_desktop_find (desktop, CANTEEN);
}

/* In Paris it is an hour later. The day before is the default less a night: two days before is
 * within the quiet hours, which end on Monday at seven. */
static void
test_deadline (Fixture *fixture, gconstpointer data)
{
  const PfFakeNotification *notification;
  const char *account, *child, *activity;
  int day;

  set_clock (fixture, "2026-11-23T05:59:00Z");
  g_assert_null (find_canteen (fixture));
  set_clock (fixture, "2026-11-23T06:00:10Z");
  notification = find_canteen (fixture);
  g_assert_nonnull (notification);
  g_assert_cmpstr (notification->title, ==, CANTEEN);
  g_assert_cmpstr (notification->body, ==,
                   "Mon 30 Nov: book until tomorrow, Tuesday 24 November, 23:59");
  pf_fake_desktop_press (desktop, notification, NULL);
  pf_test_wait_until (fixture->opened != NULL);
  g_variant_get (fixture->opened, "(&s&s&si)", &account, &child, &activity, &day);
  g_assert_cmpstr (account, ==,
                   pf_account_get_id (pf_hub_get_account (fixture->hub, get_session (fixture))));
  g_assert_cmpstr (child, ==, "lena");
  g_assert_cmpstr (activity, ==, "cantine");
  g_assert_cmpint (day, ==, pf_day_new (2026, 11, 30));

  set_clock (fixture, "2026-11-24T20:00:00Z");
  g_assert_cmpuint (pf_fake_desktop_count (desktop, CANTEEN), ==, 1);
}

/* Where nothing shows notifications none is sent: GLib would warn, which ends this program. Once
 * something does, what is told then is shown. */
static void
test_no_screen (Fixture *fixture, gconstpointer data)
{
  settle (fixture); /* nothing is on its way to the desktop that goes */
  g_clear_pointer (&desktop, pf_fake_desktop_free);
  set_clock (fixture, "2026-11-22T10:00:00Z");
  desktop = pf_fake_desktop_new ();
  set_clock (fixture, "2026-11-23T06:00:10Z");
  g_assert_cmpuint (pf_fake_desktop_count (desktop, NURSERY), ==, 0);
  g_assert_nonnull (find_canteen (fixture));
}

/* It goes when its time is over, and what was not said by then is not said. */
static void
test_past_deadline (Fixture *fixture, gconstpointer data)
{
  set_clock (fixture, "2026-11-22T10:00:00Z");
  g_assert_nonnull (pf_fake_desktop_find (desktop, NURSERY));
  set_clock (fixture, "2026-11-23T23:00:10Z");
  g_assert_null (pf_fake_desktop_find (desktop, NURSERY));
  set_clock (fixture, "2026-11-24T23:00:10Z");
  set_clock (fixture, "2026-11-25T09:00:00Z");
  g_assert_cmpuint (pf_fake_desktop_count (desktop, CANTEEN), ==, 0);
}

static void
test_later (Fixture *fixture, gconstpointer data)
{
  set_clock (fixture, "2026-11-23T07:00:00Z");
  pf_fake_desktop_press (desktop, find_canteen (fixture), "Later");
  pf_test_wait_until (find_canteen (fixture) == NULL);
  set_clock (fixture, "2026-11-23T09:59:00Z");
  g_assert_null (find_canteen (fixture));
  /* Put off also for the next run. */
  end (fixture);
  begin (fixture);
  settle (fixture);
  g_assert_null (find_canteen (fixture));
  set_clock (fixture, "2026-11-23T10:02:00Z");
  g_assert_nonnull (find_canteen (fixture));
  set_clock (fixture, "2026-11-23T16:00:00Z");
  g_assert_cmpuint (pf_fake_desktop_count (desktop, CANTEEN), ==, 2);
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  guint n_shown;

  set_clock (fixture, "2026-11-23T07:00:00Z");
  n_shown = pf_fake_desktop_count (desktop, "");
  g_assert_cmpuint (n_shown, >, 5);
  end (fixture);
  begin (fixture);
  settle (fixture);
  g_assert_cmpuint (pf_fake_desktop_count (desktop, ""), ==, n_shown);
}

/* Offline, by the cache and by the town's clock as it was last known. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  set_clock (fixture, "2026-11-23T05:59:58Z");
  g_assert_null (find_canteen (fixture));
  pf_test_town_stop (fixture->town);
  pf_test_wait_until (find_canteen (fixture) != NULL);
  pf_test_town_start (fixture->town);
}

static void
change (Fixture *fixture, PfDay day)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (fixture->hub);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  pf_hub_plan_set_range (plan, day, day);
  pf_test_wait_until (pf_hub_plan_is_loaded (plan));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (plan), i);

      if (g_str_equal (pf_record_get_id (PF_RECORD (item->child)), "lena") &&
          g_str_equal (pf_record_get_id (PF_RECORD (item->activity)), "cantine"))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  g_assert_cmpint (pf_test_await (pf_hub_change, fixture->hub, &error, items, PF_ACTION_BOOK, NULL),
                   ==, 1);
  g_assert_no_error (error);
}

static void
test_settled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_clock (fixture, "2026-11-23T07:00:00Z");
  g_assert_nonnull (find_canteen (fixture));
  change (fixture, pf_day_new (2026, 11, 30));
  pf_test_wait_until (find_canteen (fixture) == NULL);
  /* Undone, it is no news. */
  g_assert_true (pf_test_await (pf_hub_undo, fixture->hub, &error, NULL));
  settle (fixture);
  g_assert_cmpuint (pf_fake_desktop_count (desktop, CANTEEN), ==, 1);
}

/* What the town did not take names child and days, and leads to the basket. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const PfFakeNotification *notification;
  g_autoptr (GError) error = NULL;
  const char *where, *what;

  change (fixture, pf_day_new (2026, 11, 30));
  g_free (pf_test_town_run_agent (fixture->town, "close", "cantine", "2026-11-30", "--reason",
                                  "asthme", NULL));
  g_assert_true (pf_test_await (pf_session_send, get_session (fixture), &error, NULL));
  pf_test_wait_until (find_canteen (fixture) != NULL);
  notification = find_canteen (fixture);
  g_assert_nonnull (strstr (notification->body, "Mon 30 Nov: "));
  pf_fake_desktop_press (desktop, notification, NULL);
  pf_test_wait_until (fixture->opened != NULL);
  g_variant_get (fixture->opened, "(&s&s&s)", NULL, &where, &what);
  g_assert_cmpstr (where, ==, "page");
  g_assert_cmpstr (what, ==, "basket");
  g_assert_false (pf_fake_desktop_says (desktop, "asthme"));
}

/* An agent decides later: what is granted is no matter, what is denied is told, also where that
 * happened between two runs. */
static void
test_denied (Fixture *fixture, gconstpointer data)
{
  const char *title = "Inès: École des sports : judo";

  g_assert_null (pf_fake_desktop_find (desktop, title));
  end (fixture);
  g_free (pf_test_town_run_agent (fixture->town, "approve", "ines-judo:seance:2026-11-25", NULL));
  g_free (pf_test_town_run_agent (fixture->town, "refuse", "ines-judo:seance:2026-11-28",
                                  "--reason", "asthme", NULL));
  begin (fixture);
  pf_test_wait_until (pf_fake_desktop_find (desktop, title) != NULL);
  g_assert_cmpstr (pf_fake_desktop_find (desktop, title)->body, ==,
                   "Sat 28 Nov: not booked, and not waiting any more");
  settle (fixture);
  g_assert_cmpuint (pf_fake_desktop_count (desktop, title), ==, 1);
  g_assert_false (pf_fake_desktop_says (desktop, "asthme"));
}

/* Each kind of matter that the demo town has, and no word that may be about health: not which paper
 * of a child's, not why, not what a letter is about. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  GListModel *threads = pf_session_get_records (get_session (fixture), PF_COLLECTION_THREADS);

  set_clock (fixture, "2026-11-22T10:00:00Z");
  g_assert_nonnull (pf_fake_desktop_find (desktop, "Message from Service enfance"));
  g_assert_nonnull (pf_fake_desktop_find (desktop, "Renew: Justificatif de domicile"));
  g_assert_nonnull (pf_fake_desktop_find (desktop, "A paper for Inès was not accepted"));
  g_assert_nonnull (pf_fake_desktop_find (desktop, "Something is missing in your request"));
  g_assert_false (pf_fake_desktop_says (desktop, "ssurance"));
  g_assert_cmpuint (g_list_model_get_n_items (threads), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (threads); i++)
    {
      g_autoptr (PfThread) thread = g_list_model_get_item (threads, i);

      g_assert_false (pf_fake_desktop_says (desktop, thread->subject));
    }
}

static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  PfAccount *account = pf_hub_get_account (fixture->hub, get_session (fixture));
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (pf_fake_desktop_find (desktop, ""));
  g_assert_true (pf_test_await (pf_hub_forget, fixture->hub, &error, account, NULL));
  g_assert_no_error (error);
  pf_test_wait_until (pf_fake_desktop_find (desktop, "") == NULL);
}

/* Starting with the session */

static gboolean
ask_portal (gboolean is_wanted, GError **error)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  pf_background_ask_portal_async (bus, is_wanted, NULL, pf_test_async_cb, &result);
  pf_test_wait_until (result != NULL);
  return pf_background_set_finish (result, error);
}

static void
test_portal (void)
{
  g_autoptr (GError) denied = NULL;
  g_autoptr (GError) unavailable = NULL;
  g_autofree const char **command_line = NULL;
  gboolean is_wanted;

  g_assert_true (ask_portal (TRUE, NULL));
  g_assert_true (
      g_variant_lookup (pf_fake_desktop_get_request (desktop), "autostart", "b", &is_wanted));
  g_assert_true (is_wanted);
  g_assert_true (g_variant_lookup (pf_fake_desktop_get_request (desktop), "commandline", "^a&s",
                                   &command_line));
  g_assert_cmpstr (command_line[0], ==, "portail-famille");
  g_assert_cmpstr (command_line[1], ==, "--background");
  g_assert_null (command_line[2]);
  g_assert_true (ask_portal (FALSE, NULL));

  pf_fake_desktop_set_portal (desktop, 1);
  g_assert_false (ask_portal (TRUE, &denied));
  g_assert_error (denied, PF_BACKGROUND_ERROR, PF_BACKGROUND_ERROR_DENIED);
  pf_fake_desktop_set_portal (desktop, -1);
  g_assert_false (ask_portal (TRUE, &unavailable));
  g_assert_error (unavailable, PF_BACKGROUND_ERROR, PF_BACKGROUND_ERROR_UNAVAILABLE);
}

static void
test_file (void)
{
  g_autofree char *folder = pf_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "autostart", APPLICATION_ID ".desktop", NULL);
  g_autofree char *command = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_background_write_file (folder, FALSE, NULL));
  g_assert_true (pf_background_write_file (folder, TRUE, NULL));
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  command = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_assert_cmpstr (command, ==, "\"" BINDIR "/portail-famille\" --background");
  g_assert_true (pf_background_write_file (folder, FALSE, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  pf_test_remove_folder (g_steal_pointer (&folder));
  /* A file where a folder should be. */
  g_assert_false (pf_background_write_file ("/dev/null", TRUE, &error));
  g_assert_error (error, PF_BACKGROUND_ERROR, PF_BACKGROUND_ERROR_FILE);
}

PF_TEST_CASES (Fixture, cases) = {
  { "deadline", test_deadline },   { "past-deadline", test_past_deadline },
  { "later", test_later },         { "restart", test_restart },
  { "offline", test_offline },     { "settled", test_settled },
  { "refused", test_refused },     { "denied", test_denied },
  { "kinds", test_kinds },         { "forgotten", test_forgotten },
  { "no-screen", test_no_screen },
};

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  desktop = pf_fake_desktop_new ();
  application = g_application_new (APPLICATION_ID, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (application, NULL, &error));
  g_assert_no_error (error);

  g_test_add_func ("/app/background/portal", test_portal);
  g_test_add_func ("/app/background/file", test_file);
  pf_test_add_cases ("/app/reminders/", Fixture, set_up, cases, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  pf_fake_desktop_free (desktop);
  return status;
}
