/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two towns as one: merged lists, one sum of changes, one undo, and the state that matters most. */
#include "config.h"

#include "basket/pf-basket.h"
#include "pf-hub.h"
#include "planning/pf-slot-text.h"
#include "pf-test-family.h"
#include "pf-test-town.h"
#include "pf-test-wait.h"
#include "pf-town-services.h"

typedef struct {
  char *folder;
  PfTestTown *towns[2];
  PfAccountList *accounts;
  PfHub *hub;
} Fixture;

static void
add_household (Fixture *fixture, PfTestTown *town, const char *login)
{
  g_autoptr (GAsyncResult) discovered = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (PfAccount) account = NULL;
  g_autoptr (PfChallenge) challenge = NULL;
  g_autoptr (GError) error = NULL;

  pf_town_services_discover_async (pf_test_town_get_url (town), NULL, pf_test_async_cb,
                                   &discovered);
  pf_test_wait_until (discovered != NULL);
  service = pf_town_services_discover_finish (discovered, &error);
  g_assert_no_error (error);
  pf_town_service_sign_in_async (service, login, PF_TEST_TOWN_PASSWORD, NULL, NULL,
                                 pf_test_async_cb, &signed_in);
  pf_test_wait_until (signed_in != NULL);
  g_assert_true (pf_town_service_sign_in_finish (service, signed_in, &challenge, &error));
  account = pf_account_list_add (fixture->accounts, service, login, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = pf_test_make_folder ();
  fixture->towns[0] = pf_test_town_new (NULL);
  fixture->towns[1] = pf_test_town_new (NULL);
  fixture->accounts = pf_account_list_new (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->hub = pf_hub_new (fixture->accounts);
  g_assert_cmpint (pf_hub_get_sync_state (fixture->hub), ==, PF_SYNC_SIGNED_OUT);
  pf_hub_start (fixture->hub);
  add_household (fixture, fixture->towns[0], PF_TEST_TOWN_LOGIN);
  add_household (fixture, fixture->towns[1], PF_TEST_TOWN_LOGIN);
  pf_test_wait_until (pf_hub_get_sync_state (fixture->hub) == PF_SYNC_IDLE);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_hub_close, fixture->hub, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->hub);
  g_clear_object (&fixture->accounts);
  for (int i = 0; i < 2; i++)
    pf_test_town_free (fixture->towns[i]);
  pf_test_remove_folder (fixture->folder);
}

static PfSession *
get_session (Fixture *fixture, guint position)
{
  g_autoptr (PfSession) session =
      g_list_model_get_item (pf_hub_get_sessions (fixture->hub), position);

  return session; /* the hub keeps it */
}

static void
lists_are_merged (Fixture *fixture, gconstpointer user_data)
{
  guint n_children = g_list_model_get_n_items (pf_session_get_children (get_session (fixture, 0)));

  g_assert_true (pf_hub_get_has_accounts (fixture->hub));
  g_assert_cmpuint (n_children, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (pf_hub_get_children (fixture->hub)), ==,
                    2 * n_children);
}

/* Each record and each submission knows its town, though both towns give the same identifiers. */
static void
records_know_their_towns (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"name\":\"x\"}", 12);
  g_autoptr (PfSubmission) draft = pf_submission_new (PF_SUBMISSION_DOCUMENT, NULL, 0, body, NULL);
  g_autoptr (PfSubmission) kept = NULL;
  g_autoptr (PfRecord) stranger = pf_record_new (PF_TYPE_SITE, "x");
  g_autoptr (GError) error = NULL;
  GListModel *invoices, *submissions;
  guint counts[2] = { 0, 0 };

  invoices = pf_hub_get_records (fixture->hub, PF_COLLECTION_INVOICES);
  g_assert_true (pf_hub_get_records (fixture->hub, PF_COLLECTION_INVOICES) == invoices);
  pf_test_wait_until (pf_hub_has_records (fixture->hub, PF_COLLECTION_INVOICES));
  g_assert_true (pf_hub_has_records (fixture->hub, PF_COLLECTION_CHILDREN));
  g_assert_false (pf_hub_has_records (fixture->hub, PF_COLLECTION_MENUS));
  for (guint i = 0; i < g_list_model_get_n_items (pf_hub_get_children (fixture->hub)); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (pf_hub_get_children (fixture->hub), i);

      counts[pf_hub_find_session (fixture->hub, child) == get_session (fixture, 1)]++;
    }
  g_assert_cmpuint (counts[0], ==, 3);
  g_assert_cmpuint (counts[1], ==, 3);
  g_assert_null (pf_hub_find_session (fixture->hub, stranger));

  submissions = pf_hub_get_submissions (fixture->hub);
  g_assert_cmpint (
      pf_test_await (pf_session_save_draft, get_session (fixture, 1), &error, draft, NULL), >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (submissions), ==, 1);
  kept = g_list_model_get_item (submissions, 0);
  g_assert_true (pf_hub_find_session (fixture->hub, kept) == get_session (fixture, 1));
}

static void
the_plan_is_sorted_over_both (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (fixture->hub);
  PfDay today = pf_hub_get_today (fixture->hub);
  PfDay last = PF_DAY_NONE;
  gpointer sessions[2] = { get_session (fixture, 0), get_session (fixture, 1) };
  guint counts[2] = { 0, 0 };

  g_assert_false (pf_hub_plan_is_loaded (plan));
  pf_hub_plan_set_range (plan, today, today + 13);
  pf_test_wait_until (pf_hub_plan_is_loaded (plan));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (plan), i);

      g_assert_cmpint (item->slot.day, >=, last);
      last = item->slot.day;
      counts[item->session == sessions[1]]++;
    }
  g_assert_cmpuint (counts[0], >, 0);
  g_assert_cmpuint (counts[0], ==, counts[1]);
}

/* One open slot of each town. */
static GPtrArray *
pick_one_each (Fixture *fixture, PfHubPlan *plan)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  PfDay today = pf_hub_get_today (fixture->hub);

  pf_hub_plan_set_range (plan, today, today + 45);
  pf_test_wait_until (pf_hub_plan_is_loaded (plan));
  for (guint town = 0; town < 2; town++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
      {
        g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (plan), i);

        if (item->session == get_session (fixture, town) &&
            pf_plan_item_get_state (item, pf_hub_get_now (fixture->hub)) == PF_STATE_OPEN)
          {
            g_ptr_array_add (items, g_steal_pointer (&item));
            break;
          }
      }
  g_assert_cmpuint (items->len, ==, 2);
  return items;
}

static void
changes_go_to_their_towns_and_come_back (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (fixture->hub);
  g_autoptr (GPtrArray) items = pick_one_each (fixture, plan);
  g_autoptr (GError) error = NULL;
  guint count;

  g_assert_cmpint (pf_test_await (pf_hub_change, fixture->hub, &error, items, PF_ACTION_BOOK, NULL),
                   ==, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (pf_hub_get_basket_count (fixture->hub), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_object_get (get_session (fixture, i), "basket-count", &count, NULL);
      g_assert_cmpuint (count, ==, 1);
    }
  g_assert_cmpuint (g_list_model_get_n_items (pf_hub_get_outbox (fixture->hub)), ==, 2);

  g_assert_true (pf_hub_get_can_undo (fixture->hub));
  g_assert_true (pf_test_await (pf_hub_undo, fixture->hub, &error, NULL));
  g_assert_cmpuint (pf_hub_get_basket_count (fixture->hub), ==, 1);
  g_assert_true (pf_test_await (pf_hub_undo, fixture->hub, &error, NULL));
  g_assert_cmpuint (pf_hub_get_basket_count (fixture->hub), ==, 0);
  g_assert_false (pf_test_await (pf_hub_undo, fixture->hub, &error, NULL));
  g_assert_no_error (error);
}

/* Returns: what the only or the first line of @basket warns of. */
static const char *
get_warning (PfBasket *basket)
{
  g_autoptr (PfBasketLine) line = g_list_model_get_item (G_LIST_MODEL (basket), 0);

  return line != NULL ? line->warning : NULL; /* the basket keeps it */
}

/* The same child at the same time in both towns: each line names the other, until one goes. */
static void
the_basket_tells_what_clashes (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (fixture->hub);
  g_autoptr (GPtrArray) items = pick_one_each (fixture, plan);
  g_autoptr (PfBasket) basket = pf_basket_new (fixture->hub);
  g_autoptr (GError) error = NULL;
  PfPlanItem *first = items->pdata[0], *second = items->pdata[1];

  g_assert_cmpint (first->slot.day, ==, second->slot.day);
  g_assert_cmpint (pf_test_await (pf_hub_change, fixture->hub, &error, items, PF_ACTION_BOOK, NULL),
                   ==, 2);
  pf_test_wait_until (get_warning (basket) != NULL);
  g_test_message ("%s", get_warning (basket));
  g_assert_true (g_str_has_prefix (get_warning (basket), "Booked twice from "));
  g_assert_nonnull (strstr (get_warning (basket), pf_slot_text_unit (second)));
  g_assert_true (pf_test_await (pf_hub_undo, fixture->hub, &error, NULL));
  pf_test_wait_until (pf_basket_count (basket, PF_INTENT_DRAFT) == 1 &&
                      get_warning (basket) == NULL);
}

/* Returns: (transfer full): a slot to come that an agent decides about. */
static PfPlanItem *
find_to_approve (Fixture *fixture, PfHubPlan *plan)
{
  PfMoment now = pf_hub_get_now (fixture->hub);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (plan), i);

      if ((item->facts.flags & PF_SLOT_NEEDS_APPROVAL) != 0 && item->facts.price > 0 &&
          pf_plan_item_get_state (item, now) == PF_STATE_OPEN)
        return g_steal_pointer (&item);
    }
  g_assert_not_reached ();
}

/* What the town does not charge yet has its price in the basket as on the day's card, and counts in
 * no sum. */
static void
the_basket_prices_as_the_card_does (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (fixture->hub);
  g_autoptr (GPtrArray) any = pick_one_each (fixture, plan);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PfBasket) basket = pf_basket_new (fixture->hub);
  g_autoptr (GError) error = NULL;
  PfMoment now = pf_hub_get_now (fixture->hub);
  PfPlanItem *item = find_to_approve (fixture, plan);
  PfPlanSlot slot = { .item = item };

  g_ptr_array_add (items, item);
  g_assert_cmpint (pf_test_await (pf_hub_change, fixture->hub, &error, items, PF_ACTION_BOOK, NULL),
                   ==, 1);
  for (gboolean is_quoted = FALSE; is_quoted <= TRUE; is_quoted++)
    {
      g_autoptr (PfBasketLine) line = NULL;
      g_autofree char *price = NULL, *on_card = NULL, *total = NULL;

      if (is_quoted)
        pf_basket_ask_quotes (basket);
      pf_test_wait_until (pf_basket_count (basket, PF_INTENT_DRAFT) == 1 &&
                          pf_basket_is_quoted (basket) == is_quoted);
      line = g_list_model_get_item (G_LIST_MODEL (basket), 0);
      slot.state = pf_plan_item_get_state (item, now);
      g_assert_cmpint (slot.state, ==, PF_STATE_PENDING);
      price = pf_basket_line_describe_price (line);
      on_card = pf_slot_text_price (&slot);
      total = pf_basket_describe_total (basket);
      g_assert_cmpstr (price, ==, on_card);
      g_assert_true (g_str_has_suffix (price, " if granted"));
      g_assert_cmpint (pf_basket_line_get_cost (line), ==, 0);
      g_assert_cmpstr (total, ==, "€0.00");
    }
}

static void
the_town_in_trouble_is_told (Fixture *fixture, gconstpointer user_data)
{
  pf_test_town_kill (fixture->towns[1]);
  pf_hub_sync_now (fixture->hub);
  pf_test_wait_until (pf_hub_get_sync_state (fixture->hub) == PF_SYNC_OFFLINE);
  g_assert_cmpint (pf_session_get_sync_state (get_session (fixture, 0)), !=, PF_SYNC_OFFLINE);
}

static void
a_forgotten_town_takes_its_lists_along (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 0);
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (fixture->hub);
  g_autoptr (GPtrArray) items = pick_one_each (fixture, plan);
  g_autoptr (GError) error = NULL;
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (plan));

  g_assert_true (pf_test_await (pf_hub_forget, fixture->hub, &error, account, NULL));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (pf_hub_get_children (fixture->hub)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (plan)), ==, n_before / 2);
  g_assert_cmpint (pf_hub_get_sync_state (fixture->hub), ==, PF_SYNC_IDLE);
}

/* What was changed there, however often, is nothing that undo could come back to. */
static void
undo_forgets_a_forgotten_town (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 0);
  g_autoptr (PfHubPlan) plan = pf_hub_create_plan (fixture->hub);
  g_autoptr (GPtrArray) items = pick_one_each (fixture, plan);
  g_autoptr (GError) error = NULL;
  gpointer session = get_session (fixture, 0);

  g_ptr_array_set_size (items, 1);
  g_assert_cmpint (pf_test_await (pf_hub_change, fixture->hub, &error, items, PF_ACTION_BOOK, NULL),
                   ==, 1);
  g_ptr_array_unref (items);
  items = pick_one_each (fixture, plan);
  g_ptr_array_set_size (items, 1);
  g_assert_cmpint (pf_test_await (pf_hub_change, fixture->hub, &error, items, PF_ACTION_BOOK, NULL),
                   ==, 1);
  g_assert_cmpuint (pf_hub_get_basket_count (fixture->hub), ==, 2);
  g_clear_pointer (&items, g_ptr_array_unref);
  g_object_add_weak_pointer (session, &session);
  g_assert_true (pf_test_await (pf_hub_forget, fixture->hub, &error, account, NULL));
  pf_test_wait_until (session == NULL);
  g_assert_false (pf_hub_get_can_undo (fixture->hub));
  g_assert_false (pf_test_await (pf_hub_undo, fixture->hub, &error, NULL));
  g_assert_no_error (error);
}

/* Forgetting that is given up leaves a town that works. */
static void
forgetting_that_fails_leaves_a_session (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (pf_test_await (pf_hub_forget, fixture->hub, &error, account, cancellable));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (pf_hub_get_sessions (fixture->hub)), ==, 2);
  g_assert_true (pf_hub_get_account (fixture->hub, get_session (fixture, 0)) == account);
  pf_test_wait_until (pf_session_get_sync_state (get_session (fixture, 0)) == PF_SYNC_IDLE);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/app/hub/lists", lists_are_merged },
    { "/app/hub/records", records_know_their_towns },
    { "/app/hub/plan", the_plan_is_sorted_over_both },
    { "/app/hub/changes", changes_go_to_their_towns_and_come_back },
    { "/app/hub/clashes", the_basket_tells_what_clashes },
    { "/app/hub/prices", the_basket_prices_as_the_card_does },
    { "/app/hub/trouble", the_town_in_trouble_is_told },
    { "/app/hub/forget", a_forgotten_town_takes_its_lists_along },
    { "/app/hub/forget-fails", forgetting_that_fails_leaves_a_session },
    { "/app/hub/forget-undo", undo_forgets_a_forgotten_town },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
