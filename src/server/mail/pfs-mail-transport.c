/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a mail leaves. */
#include "config.h"

#include "pfs-mail-transport.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CONNECT_SECONDS 20L
#define WHOLE_SECONDS 90L

G_DEFINE_QUARK (pfs-mail-error-quark, pfs_mail_error)

struct _PfsMailTransport {
  GObject parent_instance;

  char *folder; /* (nullable): SMTP */
  CURL *curl;   /* (nullable): a folder; only the one thread that sends touches it */
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (PfsMailTransport, pfs_mail_transport, G_TYPE_OBJECT)

/* One mail on its way. */
typedef struct {
  char *message_id;
  char *from;
  char *to;
  char *mail;
  gsize position;
  GCancellable *cancellable; /* (nullable) (unowned): the task's */
} Parcel;

static void
free_parcel (Parcel *parcel)
{
  g_free (parcel->message_id);
  g_free (parcel->from);
  g_free (parcel->to);
  g_free (parcel->mail);
  g_free (parcel);
}

static gboolean
write_file (PfsMailTransport *self, const Parcel *parcel, GError **error)
{
  g_autofree char *name = g_strconcat (parcel->message_id, ".eml", NULL);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) failure = NULL;

  g_mkdir_with_parents (self->folder, 0700);
  if (g_file_set_contents_full (path, parcel->mail, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &failure))
    return TRUE;
  g_set_error_literal (error, PFS_MAIL_ERROR, PFS_MAIL_ERROR_LATER, failure->message);
  return FALSE;
}

static size_t
read_cb (char *buffer, size_t size, size_t n, void *data)
{
  Parcel *parcel = data;
  gsize length = MIN (size * n, strlen (parcel->mail + parcel->position));

  memcpy (buffer, parcel->mail + parcel->position, length);
  parcel->position += length;
  return length;
}

static int
progress_cb (void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
  const Parcel *parcel = data;

  return g_cancellable_is_cancelled (parcel->cancellable) ? 1 : 0;
}

/* Codes of 500 on say "never", but for those about who we are (RFC 4954, 6): that can be mended. */
static gboolean
is_final (long code)
{
  return code >= 500 && code < 600 && code != 530 && code != 534 && code != 535 && code != 538;
}

static gboolean
send_smtp (PfsMailTransport *self, Parcel *parcel, GError **error)
{
  g_autofree char *from = g_strdup_printf ("<%s>", parcel->from);
  g_autofree char *to = g_strdup_printf ("<%s>", parcel->to);
  struct curl_slist *recipients = curl_slist_append (NULL, to);
  char sentence[CURL_ERROR_SIZE] = "";
  long status = 0;
  CURLcode code;

  curl_easy_setopt (self->curl, CURLOPT_MAIL_FROM, from);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (self->curl, CURLOPT_READDATA, parcel);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFODATA, parcel);
  curl_easy_setopt (self->curl, CURLOPT_ERRORBUFFER, sentence);
  code = curl_easy_perform (self->curl);
  curl_easy_getinfo (self->curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_setopt (self->curl, CURLOPT_ERRORBUFFER, NULL);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, NULL);
  curl_slist_free_all (recipients);
  if (code == CURLE_OK)
    return TRUE;
  g_set_error (error, PFS_MAIL_ERROR,
               code != CURLE_LOGIN_DENIED && is_final (status) ? PFS_MAIL_ERROR_REFUSED
                                                               : PFS_MAIL_ERROR_LATER,
               "%s (%ld)", *sentence != '\0' ? sentence : curl_easy_strerror (code), status);
  return FALSE;
}

static void
send_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PfsMailTransport *self = source;
  Parcel *parcel = data;
  GError *error = NULL;

  parcel->cancellable = cancellable;
  if (self->curl != NULL ? send_smtp (self, parcel, &error) : write_file (self, parcel, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
set_invalid (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, sentence);
  return FALSE;
}

static gboolean
set_login (CURL *curl, const char *path, GError **error)
{
  const char *user = g_getenv ("PORTAIL_FAMILLE_SMTP_USER");
  const char *password = g_getenv ("PORTAIL_FAMILLE_SMTP_PASSWORD");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (path != NULL)
    {
      if (!g_file_get_contents (path, &text, NULL, error))
        return FALSE;
      lines = g_strsplit (text, "\n", -1);
      memset (text, 0, strlen (text));
      if (g_strv_length (lines) < 2)
        return set_invalid (error, _("The file of --smtp-login has the name on its first line and "
                                     "the password on its second"));
      user = g_strchomp (lines[0]);
      password = g_strchomp (lines[1]);
    }
  if (user != NULL && password != NULL)
    {
      curl_easy_setopt (curl, CURLOPT_USERNAME, user);
      curl_easy_setopt (curl, CURLOPT_PASSWORD, password);
    }
  for (char **line = lines; line != NULL && *line != NULL; line++)
    memset (*line, 0, strlen (*line));
  return TRUE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : strcmp (host, "localhost") == 0;
}

static gboolean
set_up (CURL *curl, const PfsSmtpOptions *options, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (options->url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' ||
      (strcmp (scheme, "smtp") != 0 && strcmp (scheme, "smtps") != 0))
    return set_invalid (error, _("--smtp wants smtp://HOST:PORT or smtps://HOST:PORT"));
  if (g_uri_get_userinfo (uri) != NULL)
    return set_invalid (error, _("A password does not belong into --smtp: use --smtp-login FILE"));
  curl_easy_setopt (curl, CURLOPT_URL, options->url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_USE_SSL,
                    (long) (is_loopback (host) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  if (options->ca_file != NULL)
    curl_easy_setopt (curl, CURLOPT_CAINFO, options->ca_file);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, WHOLE_SECONDS);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  return set_login (curl, options->login_file, error);
}

static void
pfs_mail_transport_finalize (GObject *object)
{
  PfsMailTransport *self = PFS_MAIL_TRANSPORT (object);

  g_free (self->folder);
  g_clear_pointer (&self->curl, curl_easy_cleanup);
  G_OBJECT_CLASS (pfs_mail_transport_parent_class)->finalize (object);
}

static void
pfs_mail_transport_class_init (PfsMailTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pfs_mail_transport_finalize;
}

static void
pfs_mail_transport_init (PfsMailTransport *self)
{
}

PfsMailTransport *
pfs_mail_transport_new_folder (const char *folder)
{
  PfsMailTransport *self = g_object_new (PFS_TYPE_MAIL_TRANSPORT, NULL);

  self->folder = g_strdup (folder);
  return self;
}

PfsMailTransport *
pfs_mail_transport_new_smtp (const PfsSmtpOptions *options, GError **error)
{
  g_autoptr (PfsMailTransport) self = g_object_new (PFS_TYPE_MAIL_TRANSPORT, NULL);

  g_return_val_if_fail (options != NULL && options->url != NULL, NULL);

  self->curl = curl_easy_init ();
  g_assert (self->curl != NULL);
  return set_up (self->curl, options, error) ? g_steal_pointer (&self) : NULL;
}

void
pfs_mail_transport_send_async (PfsMailTransport   *self,
                               const char         *message_id,
                               const char         *from,
                               const char         *to,
                               const char         *mail,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Parcel *parcel;

  g_return_if_fail (PFS_IS_MAIL_TRANSPORT (self) && !self->is_busy);
  g_return_if_fail (message_id != NULL && from != NULL && to != NULL && mail != NULL);

  parcel = g_new0 (Parcel, 1);
  parcel->message_id = g_strdup (message_id);
  parcel->from = g_strdup (from);
  parcel->to = g_strdup (to);
  parcel->mail = g_strdup (mail);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pfs_mail_transport_send_async);
  g_task_set_task_data (task, parcel, (GDestroyNotify) free_parcel);
  /* A mail that has left has left. */
  g_task_set_check_cancellable (task, FALSE);
  self->is_busy = TRUE;
  g_task_run_in_thread (task, send_in_thread);
}

gboolean
pfs_mail_transport_send_finish (PfsMailTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  self->is_busy = FALSE;
  return g_task_propagate_boolean (G_TASK (result), error);
}
