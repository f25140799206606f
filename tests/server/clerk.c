/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs the program on the demo town of a fixed day, as a clerk and a script do. */
#include "config.h"

#include "clerk.h"

#include "pfs-demo-plan.h"
#include "pfs-demo-write.h"

#include <glib/gstdio.h>

void
clerk_set_clock (Clerk *fixture, const char *moment)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->clock, moment, -1, &error));
  g_assert_no_error (error);
}

void
clerk_set_up (Clerk *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pfs-agent-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->town = g_build_filename (fixture->folder, "town.sqlite", NULL);
  fixture->clock = g_build_filename (fixture->folder, "clock", NULL);
  clerk_set_clock (fixture, CLERK_NOW);
}

void
clerk_set_up_demo (Clerk *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  clerk_set_up (fixture, data);
  g_assert_true (
      pfs_demo_create (fixture->town, PFS_DEMO_PASSWORD, pf_moment_parse (CLERK_NOW), &error));
  g_assert_no_error (error);
}

void
clerk_tear_down (Clerk *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "town.sqlite", "town.sqlite-wal", "town.sqlite-shm",  "clock",
    "port",        "source.dat",      "demo-town.sqlite", NULL
  };

  for (int i = 0; names[i]; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->town);
  g_free (fixture->clock);
  g_free (fixture->output);
  g_free (fixture->errors);
}

GSubprocess *
clerk_start (Clerk *fixture, GSubprocessFlags flags, const char *words)
{
  g_auto (GStrv) argv = NULL;
  g_autofree char *line = g_strdup_printf ("'%s' %s --clock '%s'", g_getenv ("PF_SERVER_PROGRAM"),
                                           words, fixture->clock);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, &error));
  process = g_subprocess_newv ((const char *const *) argv, flags, &error);
  g_assert_no_error (error);
  return process;
}

/* Runs the program with @words; "%s" in them is the town's database. Returns: its exit status. */
G_GNUC_PRINTF (2, 0)
static int
run (Clerk *fixture, const char *words, va_list more)
{
  g_autofree char *line = g_strdup_vprintf (words, more);
  g_autoptr (GSubprocess) process = clerk_start (
      fixture,
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
          (fixture->input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : G_SUBPROCESS_FLAGS_NONE),
      line);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->errors, g_free);
  g_subprocess_communicate_utf8 (process, g_steal_pointer (&fixture->input), NULL, &fixture->output,
                                 &fixture->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_test_message ("%s → %d\n%s%s", line, g_subprocess_get_exit_status (process), fixture->output,
                  fixture->errors);
  return g_subprocess_get_exit_status (process);
}

void
clerk_expect (Clerk *fixture, int status, const char *words, ...)
{
  va_list more;

  va_start (more, words);
  g_assert_cmpint (run (fixture, words, more), ==, status);
  va_end (more);
  /* What fails says why, and nothing else. */
  if (status != 0)
    {
      g_assert_cmpstr (fixture->output, ==, "");
      g_assert_cmpint (strlen (fixture->errors), >, 20);
    }
  else
    g_assert_cmpstr (fixture->errors, ==, "");
}

JsonArray *
clerk_ask (Clerk *fixture, const char *words, ...)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  va_list more;
  g_autofree char *line = NULL;
  g_autofree char *full = NULL;

  va_start (more, words);
  line = g_strdup_vprintf (words, more);
  va_end (more);
  full = g_strdup_printf ("agent %s --json --database '%s'", line, fixture->town);
  clerk_expect (fixture, 0, "%s", full);
  root = json_from_string (fixture->output, &error);
  g_assert_no_error (error);
  return json_array_ref (json_node_get_array (root));
}

const char *
clerk_get_text (JsonArray *rows, guint row, const char *member)
{
  return json_object_get_string_member (json_array_get_object_element (rows, row), member);
}
