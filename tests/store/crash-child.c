/* SPDX-License-Identifier: GPL-3.0-or-later
 * The child writes a byte for each step that is done; the parent counts them. */
#include "config.h"

#include "crash-child.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
run_child (const CrashPlan *plan, const char *folder, guint32 seed, Fault fault, guint after)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Fixture fixture = { .folder = (char *) folder };

  fault_vfs_register ();
  fault_vfs_set (fault, NULL, after, seed | 1);
  fixture_open (&fixture);
  for (guint i = 0; i < plan->n_steps; i++)
    {
      plan->step (&fixture, random, plan->state);
      if (write (STDOUT_FILENO, ".", 1) != 1)
        return EXIT_FAILURE;
    }
  fixture_close (&fixture);
  pf_store_news_free (fixture.loaded);
  return EXIT_SUCCESS;
}

static void
run_cases (const CrashPlan *plan, Fault fault)
{
  guint32 base = g_test_rand_int ();

  for (guint i = 0; i < (g_test_slow () ? 1000 : plan->n_cases); i++)
    plan->run_case (base + i, fault);
}

static void
test_killed (gconstpointer plan)
{
  run_cases (plan, FAULT_KILL);
}

static void
test_power_lost (gconstpointer plan)
{
  run_cases (plan, FAULT_POWER);
}

int
crash_child_main (int argc, char **argv, const CrashPlan *plan)
{
  g_autofree char *killed = g_strdup_printf ("/%s/killed-at-any-write", plan->name);
  g_autofree char *power_lost = g_strdup_printf ("/%s/power-lost-at-any-write", plan->name);

  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return run_child (plan, argv[2], (guint32) strtoul (argv[3], NULL, 10), atoi (argv[4]),
                      (guint) atoi (argv[5]));
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func (killed, plan, test_killed);
  g_test_add_data_func (power_lost, plan, test_power_lost);
  return g_test_run ();
}

guint
crash_child_choose_write (guint32 seed)
{
  return seed * 2654435761u % 331;
}

guint
crash_child_spawn (const char *folder, guint32 seed, Fault fault, guint after)
{
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  g_autofree char *fault_text = g_strdup_printf ("%d", fault);
  g_autofree char *after_text = g_strdup_printf ("%u", after);
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) child = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--child",
                            folder, seed_text, fault_text, after_text, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child) || g_subprocess_get_successful (child));
  if (g_subprocess_get_if_signaled (child))
    g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  return output != NULL ? strlen (output) : 0;
}
