/* SPDX-License-Identifier: GPL-3.0-or-later
 * The engine among families, agents and failures at random: in the end device and town agree, and
 * nothing was done twice. */
#include "config.h"

#include "session-fixture.h"

static void
send (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  pf_test_await (pf_session_send, fixture->session, &error, NULL);
  g_assert_no_error (error);
}

static void
restart (Fixture *fixture)
{
  fixture_close (fixture);
  fixture_open (fixture);
  pf_session_start (fixture->session);
  pf_test_wait_until (pf_plan_is_loaded (fixture->plan));
}

/* Something that a family or an agent may do, on any day. */
static void
do_anything (Fixture *fixture, GRand *random)
{
  int day = g_rand_int_range (random, 0, 2) * 7 + g_rand_int_range (random, 0, 5);

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      fixture_edit (fixture, day, g_rand_int_range (random, 0, 2), g_rand_int_range (random, 0, 3));
      break;
    case 1:
      if (g_rand_int_range (random, 0, 4) == 0)
        pf_fake_town_forget_states (fixture->town);
      fixture_sync (fixture);
      break;
    case 2:
      send (fixture);
      break;
    case 3:
      restart (fixture);
      break;
    default:
      fixture_change (fixture, day, 1, g_rand_boolean (random) ? PF_ACTION_BOOK : PF_ACTION_CANCEL);
    }
}

static void
assert_agreement (Fixture *fixture)
{
  guint n_granted = 0;

  for (int i = 0; i < 14; i++)
    if (i % 7 < 5)
      {
        const PfSlot *ours = &fixture_get_item (fixture, i)->facts;
        const PfSlot *theirs = fixture_peek (fixture, i);

        g_assert_cmpint (ours->booking, ==, theirs->booking);
        g_assert_cmpint (ours->places, ==, theirs->places);
        g_assert_cmpint (ours->charged, ==, theirs->charged);
      }
  for (guint i = 0; i < fixture_count_outbox (fixture, PF_INTENT_SETTLED); i++)
    n_granted += !pf_intent_is_refused (fixture_get_intent (fixture, i));
  /* Every change that the town made for us is one that we know of, once. */
  g_assert_cmpuint (n_granted, ==, pf_fake_town_get_n_applied (fixture->town));
}

/* The town answers when it likes and loses what it likes; families and agents go on all the same.
 */
static void
run_chaos (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Fixture fixture = { 0 };

  g_test_message ("seed %u", seed);
  fixture_set_up (&fixture, GUINT_TO_POINTER (1));
  pf_fake_town_set_page_size (fixture.town, g_rand_int_range (random, 1, 6));
  fixture_start (&fixture);
  pf_fake_town_set_chaos (fixture.town, random, 0.3);
  for (int i = 0; i < 40; i++)
    do_anything (&fixture, random);

  pf_fake_town_set_chaos (fixture.town, NULL, 0);
  send (&fixture);
  do
    fixture_sync (&fixture);
  while (fixture_get_state (&fixture) != PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (&fixture, PF_INTENT_DRAFT), ==, 0);
  g_assert_cmpuint (fixture_count_outbox (&fixture, PF_INTENT_QUEUED), ==, 0);
  assert_agreement (&fixture);
  fixture_tear_down (&fixture, NULL);
}

static void
test_chaos (void)
{
  guint32 base = g_test_rand_int ();

  for (guint i = 0; i < (g_test_slow () ? 500 : 25); i++)
    run_chaos (base + i);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/chaos", test_chaos);
  return g_test_run ();
}
