/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serves the demo town on loopback, for as long as whoever started it listens. */
#include "config.h"

#include "pfs-demo-command.h"

#include "pfs-clock.h"
#include "pfs-demo-write.h"
#include "pfs-serve.h"
#include "pfs-storage-town.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_USAGE 2

/* A town that was laid longer ago no longer shows every state near the present. */
#define FRESH_DAYS 21

static const char *const database_suffixes[] = { "", "-wal", "-shm", "-journal" };

typedef struct {
  char *directory;
  char *clock;
  int port;
  gboolean until_eof;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->directory);
  g_free (options->clock);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* clang-format off */
static const char summary[] =
    N_("Serves a demo town on this machine only: a family, its children, and every kind of day, "
       "laid around today. It is laid anew when it has become more than three weeks old. Prints "
       "the town’s address, a login and its password, a line each.");
/* clang-format on */

/* Returns: whether the town at @path was laid around today; FALSE with @error where it cannot be
 * said now. */
static gboolean
is_fresh (const char *path, PfMoment now, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (PfsStorage) storage = pfs_storage_open (path, &local);
  g_autoptr (PfTown) town = NULL;
  g_autofree char *laid = NULL;
  PfDay day;

  if (!storage)
    {
      if (g_error_matches (local, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_BUSY))
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  town = pfs_storage_load_town_record (storage, NULL);
  laid = pfs_storage_get_setting (storage, PFS_SETTING_DEMO_LAID, NULL);
  day = laid ? pf_day_parse (laid) : PF_DAY_NONE;
  return town && day != PF_DAY_NONE &&
         ABS (pf_moment_get_day (now, town->zone) - day) <= FRESH_DAYS;
}

static gboolean
lay_town (const char *path, PfMoment now, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (is_fresh (path, now, &local))
    return TRUE;
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (database_suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, database_suffixes[i], NULL);

      g_unlink (name);
    }
  return pfs_demo_create (path, PFS_DEMO_PASSWORD, now, error);
}

/* Returns: @port if it is free on loopback, any free one for 0; 0 where it is taken. */
static guint16
find_free_port (guint16 port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocketAddress) found = NULL;
  g_autoptr (GSocket) probe =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);

  if (probe && g_socket_bind (probe, wanted, TRUE, NULL))
    found = g_socket_get_local_address (probe, NULL);
  return found ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (found)) : 0;
}

/* The last port again, where it is free, so that an app that knows the town finds it; else any. */
static guint16
choose_port (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *noted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 last = 0;
  guint16 port = 0;

  if (g_file_get_contents (path, &text, NULL, NULL) &&
      g_ascii_string_to_unsigned (g_strstrip (text), 10, 1, G_MAXUINT16, &last, NULL))
    port = find_free_port ((guint16) last);
  if (port == 0)
    port = find_free_port (0);
  noted = g_strdup_printf ("%u\n", port);
  /* A port that cannot be noted is only not the same one next time. */
  if (!g_file_set_contents (path, noted, -1, &error))
    g_debug ("The port is not noted: %s", error->message);
  return port;
}

static gboolean
serve_demo (const Options *options, GError **error)
{
  g_autofree char *path = g_build_filename (options->directory, "demo-town.sqlite", NULL);
  g_autofree char *port_path = g_build_filename (options->directory, "port", NULL);
  g_autoptr (PfsClock) clock = pfs_clock_new (options->clock);
  PfsServeOptions serving = { .database = path,
                              .address = "127.0.0.1",
                              .port = options->port,
                              .clock = options->clock,
                              .until_eof = options->until_eof };

  if (g_mkdir_with_parents (options->directory, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   _("The folder “%s” cannot be made: %s"), options->directory, g_strerror (errno));
      return FALSE;
    }
  if (!lay_town (path, pfs_clock_get_now (clock), error))
    return FALSE;
  if (serving.port == 0)
    serving.port = choose_port (port_path);
  /* Not translated: programs read these lines. */
  return pfs_serve (&serving,
                    "Login " PFS_DEMO_LOGIN "\n"
                    "Password " PFS_DEMO_PASSWORD "\n",
                    error);
}

int
pfs_command_demo (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "directory", 'd', 0, G_OPTION_ARG_FILENAME, &options.directory,
      N_("Where the demo town is kept"), N_("DIR") },
    { "port", 'p', 0, G_OPTION_ARG_INT, &options.port,
      N_("The port to listen on; otherwise the last one, or any"), N_("PORT") },
    { "until-eof", 0, 0, G_OPTION_ARG_NONE, &options.until_eof,
      N_("End when standard input ends, with the program that started this one"), NULL },
    { "clock", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &options.clock, NULL, NULL },
    { NULL },
  };

  if (!pfs_command_parse ("demo", "", _(summary), entries, &argc, &argv))
    return EXIT_USAGE;
  if (!options.directory || argc > 1 || options.port < 0 || options.port > G_MAXUINT16)
    {
      fprintf (stderr, "%s\n",
               _("Usage: portail-famille-server demo --directory DIR [--port PORT]"));
      return EXIT_USAGE;
    }
  if (!serve_demo (&options, &error))
    return pfs_command_fail ("demo", error);
  return EXIT_SUCCESS;
}
