/* SPDX-License-Identifier: GPL-3.0-or-later
 * portail-famille-server COMMAND: the municipal server's program. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "pfs-agent.h"
#include "pfs-command.h"
#include "pfs-demo-command.h"
#include "pfs-import-command.h"
#include "pfs-nearest.h"

static const PfsCommand commands[] = {
  { "init", N_("Make a new town’s database"), pfs_command_init },
  { "serve", N_("Answer the families’ apps"), pfs_command_serve },
  { "demo", N_("Show a made-up town on this machine only"), pfs_command_demo },
  { "agent", N_("Decide as the town hall: approve, refuse, close a day…"), pfs_command_agent },
  { "import", N_("Read another program’s database into the town’s"), pfs_command_import },
};

static void
print_help (void)
{
  g_print ("%s\n\n%s\n", _("Usage: portail-famille-server COMMAND [OPTION…]"), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-8s %s\n", commands[i].name, _(commands[i].summary));
  g_print ("\n%s\n", _("“portail-famille-server COMMAND --help” tells more."));
}

static void
refuse_command (const char *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_ptr_array_add (names, (char *) commands[i].name);
  nearest = pfs_nearest_find (word, names);
  if (nearest != NULL)
    g_printerr (_("There is no command “%s”: did you mean “%s”?"), word, nearest);
  else
    g_printerr (_("There is no command “%s”."), word);
  g_printerr ("\n%s\n", _("“portail-famille-server --help” lists the commands."));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("portail-famille-server");

  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      print_help ();
      return EXIT_SUCCESS;
    }
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      g_print ("portail-famille-server %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  if (argc > 1)
    refuse_command (argv[1]);
  else
    print_help ();
  return EXIT_FAILURE;
}
