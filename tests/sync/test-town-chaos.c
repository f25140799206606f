/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two guardians, an agent, a network that does anything, and processes that are killed: once it is
 * quiet again all agree, no accepted change is lost, and none is made twice. */
#include "config.h"

#include "town-fixture.h"

#include <stdlib.h>
#include <string.h>

static const char *const logins[] = { PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_OTHER_LOGIN };

/* Every line that this device sent has an answer, and every granted one is told once. */
static void
assert_settled (Family *family)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_assert_cmpuint (family_count (family, PF_INTENT_QUEUED), ==, 0);
  for (guint i = 0; i < family->settled->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (family->settled, i);

      g_assert_nonnull (intent->outcome);
      g_assert_true (g_hash_table_add (seen, &intent->id));
    }
}

static void
do_anything (Family *family, GRand *random)
{
  static const struct {
    PfState state;
    PfAction action;
  } wishes[] = { { PF_STATE_OPEN, PF_ACTION_BOOK },
                 { PF_STATE_BOOKED, PF_ACTION_CANCEL },
                 { PF_STATE_FULL, PF_ACTION_BOOK },
                 { PF_STATE_LATE, PF_ACTION_BOOK },
                 { PF_STATE_CANCELLED, PF_ACTION_BOOK } };
  int wish = g_rand_int_range (random, 0, G_N_ELEMENTS (wishes));
  PfPlanItem *item;

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      family_send (family);
      break;
    case 1:
      family_send (family);
      family_settle (family);
      break;
    case 2:
      pf_session_sync_now (family->session);
      break;
    case 3:
      family_close (family);
      family_open (family);
      pf_test_wait_until (pf_plan_is_loaded (family->plan));
      break;
    default:
      item = family_find_item (family, wishes[wish].state, g_rand_int_range (random, 0, 6));
      if (item != NULL)
        family_change (family, item, wishes[wish].action);
    }
}

static void
run_chaos (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  TownFixture fixture = { 0 };
  Family families[2] = { 0 };

  g_test_message ("seed %u", seed);
  fixture.town = pf_test_town_new (NULL);
  fixture.proxy = pf_fault_proxy_new (pf_test_town_get_port (fixture.town));
  for (int i = 0; i < 2; i++)
    family_join (&families[i], pf_fault_proxy_get_url (fixture.proxy), logins[i], NULL);
  pf_fault_proxy_set_chaos (fixture.proxy, seed, 0.4);
  for (int i = 0; i < 150; i++)
    do_anything (&families[g_rand_int_range (random, 0, 2)], random);
  pf_fault_proxy_set_chaos (fixture.proxy, seed, 0);
  g_test_message ("%u faults", pf_fault_proxy_get_n_faults (fixture.proxy));
  for (int i = 0; i < 2; i++)
    {
      family_send (&families[i]);
      family_sync (&families[i]);
    }
  for (int i = 0; i < 2; i++)
    {
      family_sync (&families[i]);
      assert_settled (&families[i]);
      family_assert_agrees (&families[i], fixture.town, logins[i]);
      family_leave (&families[i]);
    }
  town_fixture_tear_down (&fixture, NULL);
}

static void
test_chaos (void)
{
  guint32 base = g_test_rand_int ();

  for (guint i = 0; i < (g_test_slow () ? 60 : 4); i++)
    run_chaos (base + i);
}

/* Books one day after the other until it is killed; says when each is queued on the disk. */
static int
run_child (const char *url, const char *folder)
{
  Family family = { 0 };

  family_join (&family, url, PF_TEST_TOWN_LOGIN, folder);
  for (;;)
    {
      PfPlanItem *item = family_find_item (&family, PF_STATE_OPEN, 0);

      if (item == NULL)
        return EXIT_SUCCESS;
      family_change (&family, item, PF_ACTION_BOOK);
      family_send (&family);
      town_child_say ();
      family_sync (&family);
    }
}

/* Killed in the middle of pushing, again and again: what was queued is booked, exactly once. */
static void
test_killed (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  TownFixture fixture = { 0 };
  char *folder = pf_test_make_folder ();
  guint n_queued = 0;

  g_test_message ("seed %u", seed);
  fixture.town = pf_test_town_new (NULL);
  fixture.proxy = pf_fault_proxy_new (pf_test_town_get_port (fixture.town));
  for (int i = 0; i < (g_test_slow () ? 40 : 6); i++)
    n_queued += town_fixture_kill_child (&fixture, folder, "POST /v1/bookings",
                                         g_rand_int_range (random, 1, 4),
                                         g_rand_int_range (random, 0, 12));
  family_join (&fixture.family, pf_fault_proxy_get_url (fixture.proxy), PF_TEST_TOWN_LOGIN, folder);
  g_test_message ("%u changes queued", n_queued);
  g_assert_cmpuint (family_count (&fixture.family, PF_INTENT_SETTLED), >=, n_queued);
  for (guint i = 0; i < family_count (&fixture.family, PF_INTENT_SETTLED); i++)
    {
      g_autoptr (PfIntent) intent =
          g_list_model_get_item (pf_session_get_outbox (fixture.family.session), i);

      g_assert_cmpint (intent->outcome->kind, ==, PF_OUTCOME_BOOKED);
    }
  family_assert_agrees (&fixture.family, fixture.town, PF_TEST_TOWN_LOGIN);
  town_fixture_tear_down (&fixture, NULL);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/town/chaos", test_chaos);
  g_test_add_func ("/town/killed-mid-push", test_killed);
  return g_test_run ();
}
