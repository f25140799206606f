/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the legend: nothing missing, nothing twice, the short names that the interface was
 * designed with. */
#include "config.h"

#include "pf-legend.h"

static void
test_names_every_state (void)
{
  for (int state = 0; state < PF_N_STATES; state++)
    {
      g_assert_cmpstr (pf_state_get_id (state), !=, "");
      g_assert_cmpstr (pf_state_get_name (state), !=, "");
      g_assert_cmpstr (pf_state_get_sentence (state), !=, "");
      for (int other = 0; other < state; other++)
        {
          g_assert_cmpstr (pf_state_get_id (state), !=, pf_state_get_id (other));
          g_assert_cmpstr (pf_state_get_name (state), !=, pf_state_get_name (other));
          g_assert_cmpstr (pf_state_get_sentence (state), !=, pf_state_get_sentence (other));
        }
    }
}

static void
test_keeps_the_designed_words (void)
{
  static const struct {
    PfState state;
    const char *id, *name;
  } cases[] = {
    { PF_STATE_BOOKED, "booked", "Booked" },
    { PF_STATE_LOCKED, "locked", "Booked, locked" },
    { PF_STATE_OPEN, "open", "Available" },
    { PF_STATE_LATE, "late", "Late, surcharge" },
    { PF_STATE_CANCELLED, "cancelled", "Cancelled" },
    { PF_STATE_FULL, "full", "Full" },
    { PF_STATE_WAITING, "waiting", "Waiting list" },
    { PF_STATE_PENDING, "pending", "Awaiting approval" },
    { PF_STATE_TOO_LATE, "too-late", "Too late" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (pf_state_get_id (cases[i].state), ==, cases[i].id);
      g_assert_cmpstr (pf_state_get_name (cases[i].state), ==, cases[i].name);
    }
  g_assert_cmpint (PF_N_LEGEND_STATES, ==, 8);
}

static void
test_names_closures (void)
{
  g_assert_cmpstr (pf_closure_get_name (PF_CLOSURE_NONE), ==, "");
  g_assert_cmpstr (pf_closure_get_name (PF_CLOSURE_WEEKEND), ==, "weekend");
  g_assert_cmpstr (pf_closure_get_name (PF_CLOSURE_PUBLIC_HOLIDAY), ==, "public holiday");
  g_assert_cmpstr (pf_closure_get_name (PF_CLOSURE_SCHOOL_HOLIDAY), ==, "school holidays");
  g_assert_cmpstr (pf_closure_get_name (PF_CLOSURE_STRIKE), ==, "strike");
  g_assert_cmpstr (pf_closure_get_name (PF_CLOSURE_OTHER), ==, "closed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legend/names-every-state", test_names_every_state);
  g_test_add_func ("/legend/keeps-the-designed-words", test_keeps_the_designed_words);
  g_test_add_func ("/legend/names-closures", test_names_closures);
  return g_test_run ();
}
