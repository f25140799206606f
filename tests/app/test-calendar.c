/* SPDX-License-Identifier: GPL-3.0-or-later
 * The calendar file that stays up to date, over the real town, read back by libical: what changes
 * in it and what does not, who may read it, and when it goes. */
#include "config.h"

#include <glib/gstdio.h>
#include <libical/ical.h>

#include "app-fixture.h"
#include "pf-test-town.h"
#include "planning/pf-calendar-dialog.h"
#include "planning/pf-plan-follower.h"

/* What is written of one event. */
typedef struct {
  int sequence;
  icalproperty_status status;
  char *text; /* all of it */
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->text);
  g_free (entry);
}

static PfAccount *
get_account (PfHub *hub)
{
  g_autoptr (PfAccount) account =
      g_list_model_get_item (G_LIST_MODEL (pf_hub_get_accounts (hub)), 0);

  return account; /* the list keeps it */
}

static void
count_cb (guint *n_written)
{
  (*n_written)++;
}

/* Returns: (transfer full): the events of the file by their identifiers; it is a whole calendar,
 * and one that nobody else can read. */
static GHashTable *
read_file (const char *path)
{
  GHashTable *entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  icalcomponent *calendar;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  calendar = icalparser_parse_string (text);
  g_assert_nonnull (calendar);
  icalrestriction_check (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->sequence = icalcomponent_get_sequence (event);
      entry->status = icalcomponent_get_status (event);
      entry->text = g_strdup (icalcomponent_as_ical_string (event));
      g_assert_true (
          g_hash_table_insert (entries, g_strdup (icalcomponent_get_uid (event)), entry));
    }
  icalcomponent_free (calendar);
  return entries;
}

/* Returns: (transfer none): the only one of @after that is not as in @before; its identifier in
 * @uid. */
static const Entry *
find_changed (GHashTable *before, GHashTable *after, const char **uid)
{
  GHashTableIter iter;
  gpointer key, value;
  const Entry *changed = NULL;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Entry *old = g_hash_table_lookup (before, key);

      if (old != NULL && g_str_equal (old->text, ((Entry *) value)->text))
        continue;
      g_assert_null (changed);
      changed = value;
      *uid = key;
    }
  g_assert_nonnull (changed);
  return changed;
}

/* Returns: (transfer full): the first slot of the months to come that @action can be done with. */
static PfPlanItem *
find_item (PfHub *hub, PfAction action)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (hub);
  PfDay today = pf_hub_get_today (hub);

  pf_hub_plan_set_range (plan, today + 1, today + 60);
  pf_test_wait_until (pf_hub_plan_is_loaded (plan));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (plan), i);

      if (pf_plan_item_get_action (item, pf_hub_get_now (hub)) == action &&
          pf_plan_item_get_state (item, pf_hub_get_now (hub)) ==
              (action == PF_ACTION_BOOK ? PF_STATE_OPEN : PF_STATE_BOOKED))
        return g_steal_pointer (&item);
    }
  g_assert_not_reached ();
}

static void
change (PfHub *hub, PfAction action)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, find_item (hub, action));
  g_assert_cmpint (pf_test_await (pf_hub_change, hub, &error, items, action, NULL), ==, 1);
}

/* One change is one event; what was decided offline, or only put in the basket, is told too. */
static void
follow (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  g_autoptr (GHashTable) first = NULL;
  g_autoptr (GHashTable) drafted = NULL;
  g_autoptr (GHashTable) undone = NULL;
  g_autoptr (GHashTable) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uid_of_draft = NULL;
  const char *uid;
  const Entry *entry;
  PfPlanFollower *follower;
  PfHub *hub = app_get_hub (window);
  guint n_written = 0;

  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  follower = pf_plan_follower_get (hub);
  path = pf_plan_follower_get_path (get_account (hub));
  g_signal_connect_swapped (follower, "written", G_CALLBACK (count_cb), &n_written);
  g_assert_false (pf_plan_follower_get_active (follower));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  pf_plan_follower_set_active (follower, TRUE);
  pf_test_wait_until (n_written > 0);
  first = read_file (path);
  g_assert_cmpuint (g_hash_table_size (first), >, 20);

  n_written = 0;
  change (hub, PF_ACTION_BOOK);
  pf_test_wait_until (n_written > 0);
  drafted = read_file (path);
  entry = find_changed (first, drafted, &uid);
  uid_of_draft = g_strdup (uid);
  g_assert_cmpint (entry->status, ==, ICAL_STATUS_TENTATIVE);
  g_assert_nonnull (strstr (entry->text, "In the basket\\, not sent yet"));

  n_written = 0;
  g_assert_true (pf_test_await (pf_hub_undo, hub, &error, NULL));
  pf_test_wait_until (n_written > 0);
  undone = read_file (path);
  entry = find_changed (drafted, undone, &uid);
  g_assert_cmpstr (uid, ==, uid_of_draft);
  g_assert_cmpint (entry->status, ==, ICAL_STATUS_CANCELLED);
  g_assert_cmpint (entry->sequence, >, ((Entry *) g_hash_table_lookup (drafted, uid))->sequence);

  change (hub, PF_ACTION_CANCEL);
  g_assert_true (
      pf_test_await (pf_session_send, pf_hub_get_session (hub, get_account (hub)), &error, NULL));
  pf_test_wait_until (pf_hub_get_sync_state (hub) == PF_SYNC_IDLE &&
                      pf_hub_get_basket_count (hub) == 0);
  n_written = 0;
  pf_hub_sync_now (hub);
  pf_test_wait_until (n_written > 0);
  cancelled = read_file (path);
  entry = find_changed (undone, cancelled, &uid);
  g_assert_cmpint (entry->status, ==, ICAL_STATUS_CANCELLED);
  g_assert_cmpint (entry->sequence, >, ((Entry *) g_hash_table_lookup (undone, uid))->sequence);

  pf_plan_follower_set_active (follower, FALSE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What the account has goes with it. */
static void
forget (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  PfHub *hub = app_get_hub (window);
  PfPlanFollower *follower = pf_plan_follower_get (hub);
  guint n_written = 0;

  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  path = pf_plan_follower_get_path (get_account (hub));
  folder = g_path_get_dirname (path);
  g_signal_connect_swapped (follower, "written", G_CALLBACK (count_cb), &n_written);
  pf_plan_follower_set_active (follower, TRUE);
  pf_test_wait_until (n_written > 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  change (hub, PF_ACTION_BOOK); /* there would be something to write */
  g_assert_true (pf_test_await (pf_hub_forget, hub, &error, get_account (hub), NULL));
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  pf_plan_follower_set_active (follower, FALSE);
}

/* Returns: (transfer none) (nullable): what can be pressed and says @tooltip. */
static GtkWidget *
find_button (GtkWidget *root, const char *tooltip)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) && gtk_widget_is_sensitive (root) &&
      g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, tooltip);
  return found;
}

/* The dialog's switch, its row for the town, and the path that is copied. */
static void
dialog (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  PfHub *hub = app_get_hub (window);
  PfPlanFollower *follower = pf_plan_follower_get (hub);
  g_autofree char *path = NULL;
  PfCalendarDialog *shown;
  GtkSwitch *active;

  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  path = pf_plan_follower_get_path (get_account (hub));
  shown = pf_calendar_dialog_new (GTK_WINDOW (window), hub);
  gtk_window_present (GTK_WINDOW (shown));
  active = app_find_child (shown, PF_TYPE_CALENDAR_DIALOG, "active_switch");
  g_assert_false (gtk_switch_get_active (active));
  g_assert_false (app_shows (shown, path));
  gtk_switch_set_active (active, TRUE);
  g_assert_true (pf_plan_follower_get_active (follower));
  pf_test_wait_until (find_button (GTK_WIDGET (shown), "Copy Path") != NULL);
  g_assert_true (app_shows (shown, path));
  g_signal_emit_by_name (find_button (GTK_WIDGET (shown), "Copy Path"), "clicked");
  pf_test_wait_until (app_shows (shown, "The path is copied"));
  gtk_switch_set_active (active, FALSE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (shown));
}

static void
run (gconstpointer test)
{
  app_forget_all ();
  app_run ((AppTest) test, NULL, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/calendar/follow", follow, run);
  g_test_add_data_func ("/app/calendar/forget", forget, run);
  g_test_add_data_func ("/app/calendar/dialog", dialog, run);
  return g_test_run ();
}
