/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small SMTP server. Each connection has a thread; what is kept is guarded. */
#include "config.h"

#include "smtp-listener.h"

#include <string.h>

struct _SmtpListener {
  GSocketService *service;
  GTlsCertificate *certificate; /* (nullable) */
  guint16 port;
  SmtpManner manner;
  GMutex mutex;
  const char *answer;
  GPtrArray *mails; /* (element-type utf8) */
  guint n_tries;
  guint n_secret;
  char *login;
};

/* One connection. */
typedef struct {
  SmtpListener *listener;
  GIOStream *stream;       /* (owned) */
  GDataInputStream *input; /* (owned) */
} Talk;

static void
use_stream (Talk *talk, GIOStream *stream)
{
  g_clear_object (&talk->input);
  g_set_object (&talk->stream, stream);
  talk->input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (talk->input), FALSE);
  g_data_input_stream_set_newline_type (talk->input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
}

/* Goes on in secret. */
static void
begin_tls (Talk *talk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) secret =
      g_tls_server_connection_new (talk->stream, talk->listener->certificate, &error);

  g_assert_no_error (error);
  use_stream (talk, secret);
}

static gboolean
is_secret (Talk *talk)
{
  return G_IS_TLS_CONNECTION (talk->stream);
}

static char *
read_line (Talk *talk)
{
  return g_data_input_stream_read_line (talk->input, NULL, NULL, NULL);
}

static void
say (Talk *talk, const char *line)
{
  GOutputStream *output = g_io_stream_get_output_stream (talk->stream);
  g_autofree char *text = g_strconcat (line, "\r\n", NULL);

  g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
}

static void
take_mail (Talk *talk)
{
  SmtpListener *self = talk->listener;
  g_autoptr (GString) mail = g_string_new (NULL);
  char *line;

  while ((line = read_line (talk)) != NULL)
    {
      g_autofree char *owned = line;

      if (strcmp (line, ".") == 0)
        break;
      g_string_append (mail, line[0] == '.' ? line + 1 : line);
      g_string_append (mail, "\r\n");
    }
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->mails, g_strdup (mail->str));
  self->n_secret += is_secret (talk) ? 1 : 0;
  g_mutex_unlock (&self->mutex);
}

static void
take_login (SmtpListener *self, const char *encoded)
{
  gsize length;
  g_autofree guchar *decoded = g_base64_decode (encoded, &length);

  for (gsize i = 0; i < length; i++)
    if (decoded[i] == '\0')
      decoded[i] = '|';
  g_mutex_lock (&self->mutex);
  g_free (self->login);
  self->login = g_strndup ((char *) decoded, length);
  g_mutex_unlock (&self->mutex);
}

static const char *
answer_recipient (SmtpListener *self)
{
  const char *answer;

  g_mutex_lock (&self->mutex);
  self->n_tries++;
  answer = self->answer != NULL ? self->answer : "250 OK";
  g_mutex_unlock (&self->mutex);
  return answer;
}

static void
greet (Talk *talk)
{
  SmtpManner manner = talk->listener->manner;
  gboolean offers_login = manner == SMTP_LOGIN || (manner == SMTP_STARTTLS && is_secret (talk));

  say (talk, "250-town.example.org");
  if (manner == SMTP_STARTTLS && !is_secret (talk))
    say (talk, "250-STARTTLS");
  say (talk, offers_login ? "250 AUTH PLAIN" : "250 8BITMIME");
}

/* Answers one line. Returns: FALSE at the end. */
static gboolean
answer_line (Talk *talk, const char *line)
{
  if (g_str_has_prefix (line, "EHLO"))
    greet (talk);
  else if (strcmp (line, "STARTTLS") == 0)
    {
      say (talk, "220 Go on");
      begin_tls (talk);
    }
  else if (g_str_has_prefix (line, "AUTH PLAIN "))
    {
      take_login (talk->listener, line + strlen ("AUTH PLAIN "));
      say (talk, "235 OK");
    }
  else if (strcmp (line, "AUTH PLAIN") == 0)
    {
      g_autofree char *rest = NULL;

      say (talk, "334 ");
      rest = read_line (talk);
      take_login (talk->listener, rest != NULL ? rest : "");
      say (talk, "235 OK");
    }
  else if (g_str_has_prefix (line, "RCPT"))
    say (talk, answer_recipient (talk->listener));
  else if (g_str_has_prefix (line, "DATA"))
    {
      say (talk, "354 Go on");
      take_mail (talk);
      say (talk, "250 Kept");
    }
  else if (g_str_has_prefix (line, "QUIT"))
    {
      say (talk, "221 Bye");
      return FALSE;
    }
  else
    say (talk, "250 OK");
  return TRUE;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  Talk talk = { .listener = user_data };
  gboolean goes_on = TRUE;

  use_stream (&talk, G_IO_STREAM (connection));
  if (talk.listener->manner == SMTP_TLS)
    begin_tls (&talk);
  say (&talk, "220 town.example.org");
  while (goes_on)
    {
      g_autofree char *line = read_line (&talk);

      goes_on = line != NULL && answer_line (&talk, line);
    }
  g_clear_object (&talk.input);
  g_clear_object (&talk.stream);
  return TRUE;
}

SmtpListener *
smtp_listener_new (SmtpManner manner, GTlsCertificate *certificate)
{
  SmtpListener *self = g_new0 (SmtpListener, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) found = NULL;
  g_autoptr (GError) error = NULL;

  self->manner = manner;
  g_set_object (&self->certificate, certificate);
  self->mails = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->mutex);
  self->service = g_threaded_socket_service_new (4);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &found, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (found));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  return self;
}

void
smtp_listener_free (SmtpListener *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->mails);
  g_mutex_clear (&self->mutex);
  g_free (self->login);
  g_free (self);
}

char *
smtp_listener_get_url (SmtpListener *self, const char *host)
{
  return g_strdup_printf ("%s://%s:%u", self->manner == SMTP_TLS ? "smtps" : "smtp", host,
                          self->port);
}

void
smtp_listener_set_answer (SmtpListener *self, const char *answer)
{
  g_mutex_lock (&self->mutex);
  self->answer = answer;
  g_mutex_unlock (&self->mutex);
}

/* Returns: what @counter, one of @self's, says. */
static guint
get_counter (SmtpListener *self, const guint *counter)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = *counter;
  g_mutex_unlock (&self->mutex);
  return n;
}

guint
smtp_listener_get_n_mails (SmtpListener *self)
{
  return get_counter (self, &self->mails->len);
}

guint
smtp_listener_get_n_secret (SmtpListener *self)
{
  return get_counter (self, &self->n_secret);
}

guint
smtp_listener_get_n_tries (SmtpListener *self)
{
  return get_counter (self, &self->n_tries);
}

char *
smtp_listener_dup_mail (SmtpListener *self, guint i)
{
  char *mail;

  g_mutex_lock (&self->mutex);
  mail = g_strdup (g_ptr_array_index (self->mails, i));
  g_mutex_unlock (&self->mutex);
  return mail;
}

char *
smtp_listener_dup_login (SmtpListener *self)
{
  char *login;

  g_mutex_lock (&self->mutex);
  login = g_strdup (self->login);
  g_mutex_unlock (&self->mutex);
  return login;
}
