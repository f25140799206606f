/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town to test with. */
#include "config.h"

#include "pf-test-town.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>

#define MAIL_PATIENCE (30 * G_USEC_PER_SEC)
#define LISTENING "Listening on "

struct _PfTestTown {
  char *folder;
  char *database;
  char *clock;
  GSubprocess *process; /* (nullable): while it runs */
  char *url;
  guint16 port; /* 0 before the first start */
};

static char *
get_program (void)
{
  return g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "src", "server",
                           "portail-famille-server", NULL);
}

static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Runs the program and waits. Returns: (transfer full): what it printed. */
static char *
run_program (GPtrArray *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static void
fill_demo (const char *path, const char *clock, gpointer user_data)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *program = get_program ();
  g_autofree char *output = NULL;

  g_ptr_array_add (arguments, program);
  g_ptr_array_add (arguments, (gpointer) "init");
  g_ptr_array_add (arguments, (gpointer) "--demo");
  g_ptr_array_add (arguments, (gpointer) "--database");
  g_ptr_array_add (arguments, (gpointer) path);
  g_ptr_array_add (arguments, (gpointer) "--clock");
  g_ptr_array_add (arguments, (gpointer) clock);
  output = run_program (arguments);
}

/* Waits for the line that says where the server listens. */
static void
read_url (PfTestTown *self)
{
  g_autoptr (GDataInputStream) output =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GUri) uri = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, LISTENING));
  g_free (self->url);
  self->url = g_strdup (line + strlen (LISTENING));
  uri = g_uri_parse (self->url, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  self->port = (guint16) g_uri_get_port (uri);
}

PfTestTown *
pf_test_town_new (const char *now)
{
  return pf_test_town_new_filled (now, fill_demo, NULL);
}

PfTestTown *
pf_test_town_new_filled (const char *now, PfTestTownFill fill, gpointer user_data)
{
  PfTestTown *self = g_new0 (PfTestTown, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("pf-town-XXXXXX", &error);
  g_assert_no_error (error);
  self->database = g_build_filename (self->folder, "town.db", NULL);
  self->clock = g_build_filename (self->folder, "clock", NULL);
  pf_test_town_set_clock (self, now != NULL ? now : PF_TEST_TOWN_NOW);
  fill (self->database, self->clock, user_data);
  pf_test_town_start (self);
  return self;
}

static char *
get_mail_folder (PfTestTown *self)
{
  return g_strconcat (self->database, ".mail", NULL);
}

/* Removes a folder that holds files only; nothing where there is none. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

void
pf_test_town_free (PfTestTown *self)
{
  g_autofree char *mails = get_mail_folder (self);

  if (self->process != NULL)
    pf_test_town_kill (self);
  remove_folder (mails);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->clock);
  g_free (self->url);
  g_free (self);
}

const char *
pf_test_town_get_url (PfTestTown *self)
{
  return self->url;
}

guint16
pf_test_town_get_port (PfTestTown *self)
{
  return self->port;
}

const char *
pf_test_town_get_database (PfTestTown *self)
{
  return self->database;
}

void
pf_test_town_set_clock (PfTestTown *self, const char *moment)
{
  g_autoptr (GError) error = NULL;

  /* Replaces the file whole: the server never reads half a moment. */
  g_file_set_contents (self->clock, moment, -1, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full) (nullable): the path of the oldest mail that left for @to. */
static char *
find_mail (PfTestTown *self, const char *to)
{
  g_autofree char *path = get_mail_folder (self);
  g_autofree char *header = g_strdup_printf ("\r\nTo: <%s>\r\n", to);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *oldest = NULL;
  struct timespec oldest_time = { 0 };
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *mail = NULL;
      GStatBuf status;

      if (!g_str_has_suffix (name, ".eml") || !g_file_get_contents (file, &mail, NULL, NULL) ||
          strstr (mail, header) == NULL || g_stat (file, &status) != 0)
        continue;
      if (oldest == NULL || status.st_mtim.tv_sec < oldest_time.tv_sec ||
          (status.st_mtim.tv_sec == oldest_time.tv_sec &&
           status.st_mtim.tv_nsec < oldest_time.tv_nsec))
        {
          g_free (oldest);
          oldest = g_steal_pointer (&file);
          oldest_time = status.st_mtim;
        }
    }
  return g_steal_pointer (&oldest);
}

static gboolean
look_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

char *
pf_test_town_take_mail (PfTestTown *self, const char *to)
{
  gint64 deadline = g_get_monotonic_time () + MAIL_PATIENCE;
  guint source = g_timeout_add (20, look_cb, NULL);
  g_autofree char *path = NULL;
  g_autofree char *mail = NULL;
  g_auto (GStrv) lines = NULL;

  while ((path = find_mail (self, to)) == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  if (path == NULL)
    g_error ("no mail left for %s", to);
  g_file_get_contents (path, &mail, NULL, NULL);
  g_unlink (path);
  lines = g_strsplit (mail, "=\r\n", -1);
  return g_strjoinv ("", lines);
}

char *
pf_test_mail_get_code (const char *mail)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^ +([ANR]-\\w{5}-\\w{5})\r$", G_REGEX_MULTILINE | G_REGEX_NEWLINE_LF, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, mail, 0, &match))
    g_error ("no code in:\n%s", mail);
  return g_match_info_fetch (match, 1);
}

char *
pf_test_town_run_agent (PfTestTown *self, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *program = get_program ();
  va_list list;
  char *argument;

  g_ptr_array_add (arguments, program);
  g_ptr_array_add (arguments, (gpointer) "agent");
  va_start (list, self);
  while ((argument = va_arg (list, char *)) != NULL)
    g_ptr_array_add (arguments, argument);
  va_end (list);
  g_ptr_array_add (arguments, (gpointer) "--database");
  g_ptr_array_add (arguments, self->database);
  g_ptr_array_add (arguments, (gpointer) "--clock");
  g_ptr_array_add (arguments, self->clock);
  return run_program (arguments);
}

char *
pf_test_find_member (const char *printed, const char *member)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\" *: *\"([^\"]+)\"", member);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, printed, 0, &match));
  return g_match_info_fetch (match, 1);
}

void
pf_test_town_kill (PfTestTown *self)
{
  g_assert_nonnull (self->process);
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

void
pf_test_town_stop (PfTestTown *self)
{
  g_assert_nonnull (self->process);
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (self->process));
  g_clear_object (&self->process);
}

void
pf_test_town_start (PfTestTown *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = get_program ();
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autoptr (GError) error = NULL;

  g_assert_null (self->process);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, "serve", "--database",
                                               self->database, "--port", port, "--clock",
                                               self->clock, NULL);
  g_assert_no_error (error);
  read_url (self);
}
