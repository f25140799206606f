/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serving a town until it is told to stop. */
#include "config.h"

#include "pfs-serve.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "pfs-command.h"
#include "pfs-mail.h"
#include "pfs-mailer.h"
#include "pfs-prepaid.h"
#include "pfs-server.h"
#include "pfs-storage-replies.h"
#include "pfs-storage-town.h"

#define PURGE_SECONDS (24 * 60 * 60)
/* How late a family may be told that a prepayment has lapsed. */
#define KEEP_SECONDS 5
#define FOLDER_SUFFIX ".mail"
/* Of mails that only ever are files. */
#define NOBODY "portail-famille@localhost"

/* What is done from time to time needs this. */
typedef struct {
  PfsStorage *storage;
  PfsClock *clock;
} Keeper;

static gboolean
check_options (const PfsServeOptions *options, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (options->address);
  const char *sentence = NULL;

  if (options->database == NULL)
    sentence = _("Say which database with --database");
  else if (options->port < 0 || options->port > G_MAXUINT16)
    sentence = _("A port is a number from 0 to 65535");
  else if ((options->certificate == NULL) != (options->key == NULL))
    sentence = _("--tls-cert and --tls-key go together");
  else if (address == NULL)
    sentence = _("--address wants a numeric address, such as 127.0.0.1");
  else if (options->certificate == NULL && !options->is_behind_proxy &&
           !g_inet_address_get_is_loopback (address))
    sentence =
        _("Without a certificate (--tls-cert) families’ passwords would travel in the clear: "
          "only a loopback address can be served so, or a server behind a proxy of yours that "
          "has one (--behind-proxy)");
  else if (options->public_url != NULL && !pfs_command_is_web_address (options->public_url))
    sentence = _("--public-url takes an address such as https://families.example.org");
  else if (options->smtp != NULL && !pfs_mail_is_address (options->mail_from))
    sentence = _("--smtp needs --mail-from: the address that mails come from");
  else if (options->smtp != NULL && options->mail_folder != NULL)
    sentence = _("Mails leave by --smtp, or go into --mail-folder: name one of the two");
  if (sentence != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, sentence);
  return sentence == NULL;
}

static gboolean
purge_cb (gpointer user_data)
{
  Keeper *keeper = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;

  transaction = pfs_storage_begin (keeper->storage, pfs_clock_get_now (keeper->clock), &error);
  if (transaction == NULL || !pfs_storage_purge (keeper->storage, &error) ||
      !pfs_transaction_commit (transaction, &error))
    g_message ("%s", error->message);
  return G_SOURCE_CONTINUE;
}

static gboolean
keep_cb (gpointer user_data)
{
  Keeper *keeper = user_data;
  g_autoptr (GError) error = NULL;

  if (!pfs_prepaid_keep (keeper->storage, pfs_clock_get_now (keeper->clock), &error))
    g_message ("%s", error->message);
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
input_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char ignored[256];

  if (read (fd, ignored, sizeof ignored) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* Each family that is there needs a descriptor, and an event stream another. */
static void
allow_many_connections (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
    return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
    g_debug ("No more than the usual number of connections: %s", g_strerror (errno));
}

static void
run_until_stopped (PfsStorage *storage, PfsClock *clock, gboolean until_eof)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GSource) input = g_unix_fd_source_new (STDIN_FILENO, G_IO_IN | G_IO_HUP);
  Keeper keeper = { storage, clock };
  guint sources[] = {
    g_unix_signal_add (SIGTERM, stop_cb, loop),
    g_unix_signal_add (SIGINT, stop_cb, loop),
    g_timeout_add_seconds (PURGE_SECONDS, purge_cb, &keeper),
    g_timeout_add_seconds (KEEP_SECONDS, keep_cb, &keeper),
  };

  g_source_set_callback (input, (GSourceFunc) (void (*) (void)) input_cb, loop, NULL);
  if (until_eof)
    g_source_attach (input, context);
  purge_cb (&keeper);
  g_main_loop_run (loop);
  g_source_destroy (input);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
}

static PfsMailTransport *
make_transport (const PfsServeOptions *options, GError **error)
{
  const PfsSmtpOptions smtp = { .url = options->smtp,
                                .login_file = options->smtp_login,
                                .ca_file = options->smtp_ca };
  g_autofree char *beside = g_strconcat (options->database, FOLDER_SUFFIX, NULL);

  if (options->smtp != NULL)
    return pfs_mail_transport_new_smtp (&smtp, error);
  return pfs_mail_transport_new_folder (options->mail_folder != NULL ? options->mail_folder
                                                                     : beside);
}

/* Keeps where families find the town: agents’ commands name it in mails too. */
static gboolean
note_url (PfsStorage *storage, PfsClock *clock, const char *url, GError **error)
{
  g_autoptr (PfsTransaction) transaction =
      pfs_storage_begin (storage, pfs_clock_get_now (clock), error);

  return transaction != NULL && pfs_storage_set_setting (storage, PFS_SETTING_URL, url, error) &&
         pfs_transaction_commit (transaction, error);
}

gboolean
pfs_serve (const PfsServeOptions *options, const char *more, GError **error)
{
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (PfsClock) clock = pfs_clock_new (options->clock);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (PfsMailTransport) transport = NULL;
  g_autoptr (PfsServer) server = NULL;
  g_autoptr (PfsMailer) mailer = NULL;
  g_autofree char *url = NULL;

  if (!check_options (options, error))
    return FALSE;
  if (options->certificate != NULL)
    {
      certificate = g_tls_certificate_new_from_files (options->certificate, options->key, error);
      if (certificate == NULL)
        return FALSE;
    }
  transport = make_transport (options, error);
  storage = transport != NULL ? pfs_storage_open (options->database, error) : NULL;
  if (storage == NULL)
    return FALSE;
  allow_many_connections ();
  server = pfs_server_new (storage, clock, options->is_behind_proxy);
  if (!pfs_server_listen (server, options->address, (guint16) options->port, certificate, error))
    return FALSE;
  url = pfs_server_get_url (server);
  if (!note_url (storage, clock, options->public_url != NULL ? options->public_url : url, error))
    return FALSE;
  mailer = pfs_mailer_new (storage, clock, transport,
                           options->mail_from != NULL ? options->mail_from : NOBODY);
  /* Not translated: programs wait for this line. */
  g_print ("Listening on %s\n%s", url, more != NULL ? more : "");
  fflush (stdout);
  run_until_stopped (storage, clock, options->until_eof);
  /* Before what they use. */
  g_clear_pointer (&mailer, pfs_mailer_free);
  g_clear_pointer (&server, pfs_server_free);
  return TRUE;
}
