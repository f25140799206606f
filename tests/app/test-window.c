/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window over the real town: pages, basket, Home, offline, two towns, and what stays after a
 * restart. */
#include "config.h"

#include "app-fixture.h"
#include "basket/pf-basket-page.h"
#include "basket/pf-basket-row.h"
#include "common/pf-adaptive-bin.h"
#include "common/pf-sync-banner.h"
#include "common/pf-toast.h"
#include "home/pf-deadline-row.h"
#include "home/pf-home-page.h"
#include "home/pf-todo-row.h"
#include "pf-main-view.h"
#include "pf-sidebar-row.h"
#include "pf-test-keyring.h"
#include "pf-test-town.h"
#include "planning/pf-plan-grid.h"
#include "planning/pf-planning-page.h"
#include "welcome/pf-welcome-page.h"

static void
sign_in (PfWindow *window, PfTestTown *town)
{
  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
}

/* Returns: (transfer full): the items of the coming weeks that a click would book, and that are
 * done with then: nothing is left to be approved or paid. */
static GPtrArray *
list_bookable (PfHub *hub, PfHubPlan *plan, PfState state, guint count)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = G_LIST_MODEL (plan);
  PfMoment now = pf_hub_get_now (hub);

  pf_hub_plan_set_range (plan, pf_hub_get_today (hub), pf_hub_get_today (hub) + 45);
  pf_test_wait_until (pf_hub_plan_is_loaded (plan));
  for (guint i = 0; i < g_list_model_get_n_items (all) && items->len < count; i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (all, i);

      if (pf_plan_item_get_state (item, now) == state &&
          pf_plan_item_get_action (item, now) == PF_ACTION_BOOK &&
          (item->facts.flags & PF_SLOT_NEEDS_APPROVAL) == 0 && !item->activity->is_prepaid)
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  g_assert_cmpuint (items->len, ==, count);
  return items;
}

/* Puts @count open days in the basket. Returns: what they cost. */
static PfCents
book (PfHub *hub, guint count)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (hub);
  g_autoptr (GPtrArray) items = list_bookable (hub, plan, PF_STATE_OPEN, count);
  g_autoptr (GError) error = NULL;
  PfCents total = 0;

  for (guint i = 0; i < items->len; i++)
    total += ((PfPlanItem *) items->pdata[i])->facts.price;
  g_assert_cmpint (pf_test_await (pf_hub_change, hub, &error, items, PF_ACTION_BOOK, NULL), ==,
                   count);
  g_assert_no_error (error);
  g_assert_cmpuint (pf_hub_get_basket_count (hub), ==, count);
  return total;
}

static guint
count_rows (PfWindow *window, const char *list)
{
  GtkListBox *box = app_find_child (window, PF_TYPE_BASKET_PAGE, list);
  guint count = 0;

  while (gtk_list_box_get_row_at_index (box, count) != NULL)
    count++;
  return count;
}

/* A page that is asked for by its key has the keyboard at its main part, wherever it was before: so
 * L shows the legend at once. */
static void
the_keyboard_goes_along (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkListBox *sidebar;
  GtkWidget *focus;

  sign_in (window, town);
  pf_test_wait_until (app_find (window, PF_TYPE_PLANNING_PAGE) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "home");
  app_wait_for_frame (window);
  sidebar = app_find_child (window, PF_TYPE_MAIN_VIEW, "sidebar");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (sidebar, 4))));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "planning");
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, PF_TYPE_PLAN_GRID));
}

static void
pages (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);

  g_assert_nonnull (app_find (window, PF_TYPE_WELCOME_PAGE));
  g_assert_null (app_find (window, PF_TYPE_MAIN_VIEW));
  sign_in (window, town);
  pf_test_wait_until (app_find (window, PF_TYPE_PLANNING_PAGE) != NULL);
  g_assert_null (app_find (window, PF_TYPE_WELCOME_PAGE));
  g_assert_null (app_find (window, PF_TYPE_HOME_PAGE)); /* built when first shown */
  g_assert_null (app_find (window, PF_TYPE_BASKET_PAGE));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "home");
  g_assert_nonnull (app_find (window, PF_TYPE_HOME_PAGE));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "basket");
  g_assert_nonnull (app_find (window, PF_TYPE_BASKET_PAGE));
  app_wait_for_frame (window);
  g_assert_true (app_shows (window, "Nothing to Send"));
}

static void
narrow (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  AdwFlap *flap;
  int minimum;

  sign_in (window, town);
  pf_test_wait_until (app_find (window, PF_TYPE_MAIN_VIEW) != NULL);
  app_wait_for_frame (window);
  flap = app_find_child (window, PF_TYPE_MAIN_VIEW, "flap");
  g_assert_false (adw_flap_get_folded (flap));

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 720);
  pf_test_wait_until (adw_flap_get_folded (flap));
  g_assert_false (adw_flap_get_reveal_flap (flap));
  for (guint i = 0; pf_main_view_get_page_name (i) != NULL; i++)
    {
      pf_window_show_page (window, pf_main_view_get_page_name (i));
      gtk_widget_measure (app_find (window, PF_TYPE_MAIN_VIEW), GTK_ORIENTATION_HORIZONTAL, -1,
                          &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
    }
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 720);
  pf_test_wait_until (!adw_flap_get_folded (flap));
}

static void
basket (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  PfHub *hub = app_get_hub (window);
  g_autofree char *total = NULL;
  g_autofree char *price = NULL;
  PfCents cents;

  sign_in (window, town);
  pf_test_wait_until (app_find (window, PF_TYPE_MAIN_VIEW) != NULL);
  cents = book (hub, 3);
  price = pf_cents_format (cents, "EUR");
  total = g_strdup_printf ("Total: %s", price);

  pf_window_show_page (window, "basket");
  pf_test_wait_until (app_shows (window, total));
  pf_test_wait_until (app_shows (window, "Checked by the town"));
  g_assert_true (app_shows (window, total));
  g_assert_cmpuint (count_rows (window, "drafts_list"), ==, 3);

  /* One line away, then back by undo. */
  g_signal_emit_by_name (app_find_child (app_find (window, PF_TYPE_BASKET_ROW), PF_TYPE_BASKET_ROW,
                                         "remove_button"),
                         "clicked");
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 2);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  pf_test_wait_until (pf_hub_get_basket_count (hub) == 3);

  pf_test_wait_until (app_find_button (window, "Send") != NULL);
  app_press (window, "Send");
  pf_test_wait_until (count_rows (window, "settled_list") == 3);
  g_assert_cmpuint (pf_hub_get_basket_count (hub), ==, 0);
  pf_test_wait_until (app_shows (window, "Receipt"));

  app_press (window, "All Seen");
  pf_test_wait_until (count_rows (window, "settled_list") == 0);
  pf_test_wait_until (app_shows (window, "Nothing to Send"));
}

static void
badge (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GtkListBox *sidebar;
  GtkWidget *row, *count;

  sign_in (window, town);
  pf_test_wait_until (app_find (window, PF_TYPE_MAIN_VIEW) != NULL);
  sidebar = app_find_child (window, PF_TYPE_MAIN_VIEW, "sidebar");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (sidebar, 2));
  count = app_find_child (row, PF_TYPE_SIDEBAR_ROW, "badge");
  g_assert_false (gtk_widget_get_visible (count));
  book (app_get_hub (window), 2);
  g_assert_true (gtk_widget_get_visible (count));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (count)), ==, "2");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Basket, 2 changes not sent");
}

static void
home (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  GListModel *rows;
  PfMoment last = G_MININT64;

  sign_in (window, town);
  pf_test_wait_until (app_find (window, PF_TYPE_MAIN_VIEW) != NULL);
  pf_window_show_page (window, "home");
  pf_test_wait_until (app_find (window, PF_TYPE_DEADLINE_ROW) != NULL);
  rows = gtk_widget_observe_children (app_find_child (window, PF_TYPE_HOME_PAGE, "todo_list"));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GtkWidget) row = g_list_model_get_item (rows, i);
      PfMoment until = PF_IS_TODO_ROW (row)
                           ? pf_todo_row_get_todo (PF_TODO_ROW (row))->by
                           : pf_deadline_row_get_deadline (PF_DEADLINE_ROW (row))->until;

      g_assert_cmpint (until, >=, last); /* by time left */
      last = until;
    }
  g_object_unref (rows);
  app_wait_for_frame (window);
  g_assert_true (app_shows (window, "Today, "));

  book (app_get_hub (window), 2);
  pf_test_wait_until (app_shows (window, "2 changes are not sent"));
}

static void
offline (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  PfHub *hub = app_get_hub (window);
  PfSyncBanner *banner;

  sign_in (window, town);
  pf_test_wait_until (app_find (window, PF_TYPE_MAIN_VIEW) != NULL);
  g_assert_null (app_find (window, PF_TYPE_SYNC_BANNER));

  pf_test_town_kill (town);
  pf_hub_sync_now (hub);
  pf_test_wait_until (pf_hub_get_sync_state (hub) == PF_SYNC_OFFLINE);
  banner = app_find (window, PF_TYPE_SYNC_BANNER);
  g_assert_nonnull (banner);
  g_assert_nonnull (strstr (pf_sync_banner_get_text (banner), "Last updated"));

  /* Offline, the basket still takes changes and keeps what is to be sent. */
  book (hub, 2);
  pf_window_show_page (window, "basket");
  pf_test_wait_until (app_find_button (window, "Send") != NULL);
  g_assert_true (app_shows (window, "Offline: sent when the town is back"));
  app_press (window, "Send");
  pf_test_wait_until (count_rows (window, "queued_list") == 2);

  pf_test_town_start (town);
  app_press (banner, "Try Again");
  pf_test_wait_until (count_rows (window, "settled_list") == 2);
  pf_test_wait_until (pf_sync_banner_get_text (banner) == NULL);
}

static void
leave_two_drafts (PfWindow *window, gpointer town)
{
  sign_in (window, town);
  book (app_get_hub (window), 2);
}

static void
find_two_drafts (PfWindow *window, gpointer town)
{
  PfHub *hub = app_get_hub (window);

  pf_test_wait_until (pf_hub_get_basket_count (hub) == 2);
  g_assert_nonnull (app_find (window, PF_TYPE_BASKET_PAGE)); /* as --page said */
  pf_test_wait_until (pf_hub_get_sync_state (hub) == PF_SYNC_IDLE);
  g_assert_cmpuint (pf_hub_get_basket_count (hub), ==, 2);
}

static void
forget (PfWindow *window, gpointer town)
{
  PfHub *hub = app_get_hub (window);
  g_autoptr (PfAccount) account =
      g_list_model_get_item (G_LIST_MODEL (pf_hub_get_accounts (hub)), 0);
  g_autofree char *folder = g_strdup (pf_account_get_folder (account));
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_assert_true (pf_test_await (pf_hub_forget, hub, &error, account, NULL));
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  pf_test_wait_until (app_find (window, PF_TYPE_WELCOME_PAGE) != NULL);
}

/* Returns: (nullable): the dialog that asks something. */
static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window); /* it is on the screen */
    }
  return NULL;
}

static PfAccount *
get_account (PfHub *hub)
{
  g_autoptr (PfAccount) account =
      g_list_model_get_item (G_LIST_MODEL (pf_hub_get_accounts (hub)), 0);

  g_assert_nonnull (account);
  return account; /* the list keeps it */
}

/* Forgets the household through the dialog that asks. */
static void
forget_in_the_window (PfWindow *window)
{
  const char *id = pf_account_get_id (get_account (app_get_hub (window)));
  AdwMessageDialog *question;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "app.forget", "s", id));
  question = find_question ();
  g_assert_nonnull (question);
  adw_message_dialog_response (question, "forget");
  gtk_window_destroy (GTK_WINDOW (question));
  pf_test_wait_until (app_find (window, PF_TYPE_WELCOME_PAGE) != NULL);
}

/* It is said whether the town has heard that this computer signs out. */
static void
forgotten (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);

  sign_in (window, town);
  forget_in_the_window (window);
  pf_test_wait_until (app_shows (window, "nothing of this town is left"));
  g_assert_false (app_shows (window, "could not be told"));
  sign_in (window, town);
  pf_test_town_kill (town);
  forget_in_the_window (window);
  pf_test_wait_until (app_shows (window, "The town could not be told"));
}

/* The plan is there, the town is not asked, and one button asks for the keyring. */
static void
find_locked (PfWindow *window, gpointer town)
{
  PfHub *hub = app_get_hub (window);
  PfSyncBanner *banner;

  pf_test_wait_until (pf_account_get_is_locked (get_account (hub)));
  pf_test_wait_until ((banner = app_find (window, PF_TYPE_SYNC_BANNER)) != NULL &&
                      pf_sync_banner_get_text (banner) != NULL);
  g_assert_nonnull (strstr (pf_sync_banner_get_text (banner), "is locked"));
  pf_test_wait_until (pf_hub_has_plan (hub));
  /* Nobody is there to type the password. */
  app_press (banner, "Unlock");
  pf_test_wait_until (pf_account_get_is_locked (get_account (hub)));
  g_assert_nonnull (strstr (pf_sync_banner_get_text (banner), "is locked"));
  g_assert_nonnull (app_find_button (banner, "Unlock"));
  g_assert_cmpuint (pf_hub_get_basket_count (hub), ==, 2);
}

static void
test_locked_keyring (void)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);

  app_forget_all ();
  app_run (leave_two_drafts, town, NULL);
  pf_test_keyring_lock ();
  app_run (find_locked, town, NULL);
}

static void
test_restart (void)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);

  app_forget_all ();
  app_run (leave_two_drafts, town, NULL);
  app_run (find_two_drafts, town, "--page=basket", NULL);
  app_run (forget, town, NULL);
}

static void
run (gconstpointer test)
{
  app_forget_all ();
  app_run ((AppTest) test, NULL, NULL);
}

/* Asserts that each button under @widget that is seen has one name. Returns: how many have a
 * mnemonic. */
static guint
check_names (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  guint n_mnemonics = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    {
      g_assert_false (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_true (
          gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      n_mnemonics++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_mnemonics += check_names (child);
  return n_mnemonics;
}

static void
mnemonics (PfWindow *window, gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), "Pay?", NULL);
  guint n_before;

  app_wait_for_frame (window);
  n_before = check_names (GTK_WIDGET (window));
  pf_toast_show (app_find (window, PF_TYPE_WELCOME_PAGE), "Kept", "_Undo", "win.undo");
  pf_test_wait_until (check_names (GTK_WIDGET (window)) == n_before + 1);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", "_Cancel", "open",
                                    "_Open the Page", NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  pf_test_wait_until (gtk_widget_get_mapped (dialog));
  g_assert_cmpuint (check_names (dialog), >=, 2);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A key that closes the window is still being handled by the dialog that heard it. */
static void
closed_under_a_dialog (PfWindow *window, gpointer user_data)
{
  g_autoptr (GtkWindow) dialog =
      GTK_WINDOW (adw_message_dialog_new (GTK_WINDOW (window), "Pay?", NULL));

  app_wait_for_frame (window);
  g_object_ref (dialog);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", "_Cancel");
  gtk_window_present (dialog);
  pf_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_null (gtk_window_get_transient_for (dialog));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/window/pages", pages, run);
  g_test_add_data_func ("/app/window/keyboard", the_keyboard_goes_along, run);
  g_test_add_data_func ("/app/window/narrow", narrow, run);
  g_test_add_data_func ("/app/window/badge", badge, run);
  g_test_add_data_func ("/app/window/basket", basket, run);
  g_test_add_data_func ("/app/window/home", home, run);
  g_test_add_data_func ("/app/window/offline", offline, run);
  g_test_add_data_func ("/app/window/forgotten", forgotten, run);
  g_test_add_data_func ("/app/window/mnemonics", mnemonics, run);
  g_test_add_data_func ("/app/window/closed-under-a-dialog", closed_under_a_dialog, run);
  g_test_add_func ("/app/window/restart", test_restart);
  /* The last one: nobody opens the keyring again. */
  g_test_add_func ("/app/window/locked-keyring", test_locked_keyring);
  return g_test_run ();
}
