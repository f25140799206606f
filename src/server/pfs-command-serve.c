/* SPDX-License-Identifier: GPL-3.0-or-later
 * serve: answers the families' apps until it is told to stop. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "pfs-command.h"
#include "pfs-serve.h"

/* What is said of mails. */
typedef struct {
  char *public_url;
  char *smtp;
  char *smtp_login;
  char *smtp_ca;
  char *from;
  char *folder;
} Mail;

static void
clear_mail (Mail *mail)
{
  g_free (mail->public_url);
  g_free (mail->smtp);
  g_free (mail->smtp_login);
  g_free (mail->smtp_ca);
  g_free (mail->from);
  g_free (mail->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mail, clear_mail)

int
pfs_command_serve (int argc, char **argv)
{
  g_autofree char *database = NULL;
  g_autofree char *address = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;
  g_autofree char *clock = NULL;
  g_auto (Mail) mail = { NULL };
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
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &mail.public_url,
      N_("The address that families type, for the links in mails"), N_("URL") },
    { "smtp", 0, 0, G_OPTION_ARG_STRING, &mail.smtp,
      N_("Send mails by smtp://HOST:PORT or smtps://HOST:PORT"), N_("URL") },
    { "smtp-login", 0, 0, G_OPTION_ARG_FILENAME, &mail.smtp_login,
      N_("The name (first line) and the password (second line) for --smtp"), N_("FILE") },
    { "smtp-ca", 0, 0, G_OPTION_ARG_FILENAME, &mail.smtp_ca,
      N_("The authorities to trust for --smtp, in place of the machine’s"), N_("FILE") },
    { "mail-from", 0, 0, G_OPTION_ARG_STRING, &mail.from, N_("The address that mails come from"),
      N_("E-MAIL") },
    { "mail-folder", 0, 0, G_OPTION_ARG_FILENAME, &mail.folder,
      N_("Without --smtp: where mails are written as files (DATABASE.mail if not given)"),
      N_("DIR") },
    { "clock", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &clock, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!pfs_command_parse ("serve", "", _("Answers the families’ apps until it is stopped."),
                          entries, &argc, &argv) ||
      !pfs_command_is_whole ("serve", argc, argv))
    return EXIT_FAILURE;
  options.database = database;
  options.address = address != NULL ? address : "127.0.0.1";
  options.certificate = certificate;
  options.key = key;
  options.clock = clock;
  options.public_url = mail.public_url;
  options.smtp = mail.smtp;
  options.smtp_login = mail.smtp_login;
  options.smtp_ca = mail.smtp_ca;
  options.mail_from = mail.from;
  options.mail_folder = mail.folder;
  if (!pfs_serve (&options, NULL, &error))
    return pfs_command_fail ("serve", error);
  return EXIT_SUCCESS;
}
