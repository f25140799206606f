/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands share: options and failures in words for a clerk. */
#include "config.h"

#include "pfs-command.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

gboolean
pfs_command_parse (const char         *command,
                   const char         *summary,
                   const GOptionEntry *entries,
                   int                *argc,
                   char             ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *prgname = g_strdup_printf ("portail-famille-server %s", command);
  g_autoptr (GError) error = NULL;
  gboolean is_right;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  /* The usage line names program and command. */
  g_set_prgname (prgname);
  is_right = g_option_context_parse (context, argc, argv, &error);
  g_set_prgname ("portail-famille-server");
  if (!is_right)
    pfs_command_fail (command, error);
  return is_right;
}

int
pfs_command_fail (const char *command, const GError *error)
{
  g_printerr ("portail-famille-server %s: %s\n", command, error->message);
  return EXIT_FAILURE;
}
