/* SPDX-License-Identifier: GPL-3.0-or-later
 * serve: answers the families' apps until it is told to stop. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "pfs-command.h"
#include "pfs-serve.h"

int
pfs_command_serve (int argc, char **argv)
{
  g_autofree char *database = NULL;
  g_autofree char *address = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;
  g_autofree char *clock = NULL;
  g_autoptr (GError) error = NULL;
  PfsServeOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &database, N_("The town’s database"), N_("FILE") },
    { "address", 'a', 0, G_OPTION_ARG_STRING, &address,
      N_("The address to listen on (127.0.0.1 if not given)"), N_("ADDRESS") },
    { "port", 'p', 0, G_OPTION_ARG_INT, &options.port,
      N_("The port to listen on (0 or none: any free one)"), N_("PORT") },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &certificate, N_("The certificate, for HTTPS"),
      N_("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &key, N_("The certificate’s private key"),
      N_("FILE") },
    { "behind-proxy", 0, 0, G_OPTION_ARG_NONE, &options.is_behind_proxy,
      N_("A proxy of yours speaks HTTPS with families and HTTP with this server"), NULL },
    { "clock", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &clock, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!pfs_command_parse ("serve", _("Answers the families’ apps until it is stopped."), entries,
                          &argc, &argv))
    return EXIT_FAILURE;
  options.database = database;
  options.address = address != NULL ? address : "127.0.0.1";
  options.certificate = certificate;
  options.key = key;
  options.clock = clock;
  if (!pfs_serve (&options, NULL, &error))
    return pfs_command_fail ("serve", error);
  return EXIT_SUCCESS;
}
