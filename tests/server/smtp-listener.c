/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small SMTP server. Each connection has a thread; what is kept is guarded. */
#include "config.h"

#include "smtp-listener.h"

#include <string.h>

struct _SmtpListener {
  GSocketService *service;
  guint16 port;
  gboolean asks_login;
  GMutex mutex;
  const char *answer;
  GPtrArray *mails; /* (element-type utf8) */
  guint n_tries;
  char *login;
};

static void
say (GOutputStream *output, const char *line)
{
  g_autofree char *text = g_strconcat (line, "\r\n", NULL);

  g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
}

static void
take_mail (SmtpListener *self, GDataInputStream *input)
{
  g_autoptr (GString) mail = g_string_new (NULL);
  char *line;

  while ((line = g_data_input_stream_read_line (input, NULL, NULL, NULL)) != NULL)
    {
      g_autofree char *owned = line;

      if (strcmp (line, ".") == 0)
        break;
      g_string_append (mail, line[0] == '.' ? line + 1 : line);
      g_string_append (mail, "\r\n");
    }
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->mails, g_strdup (mail->str));
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

/* Answers one line. Returns: FALSE at the end. */
static gboolean
answer_line (SmtpListener *self, GDataInputStream *input, GOutputStream *output, const char *line)
{
  if (g_str_has_prefix (line, "EHLO"))
    {
      say (output, "250-town.example.org");
      say (output, self->asks_login ? "250 AUTH PLAIN" : "250 8BITMIME");
    }
  else if (g_str_has_prefix (line, "AUTH PLAIN "))
    {
      take_login (self, line + strlen ("AUTH PLAIN "));
      say (output, "235 OK");
    }
  else if (strcmp (line, "AUTH PLAIN") == 0)
    {
      g_autofree char *rest = NULL;

      say (output, "334 ");
      rest = g_data_input_stream_read_line (input, NULL, NULL, NULL);
      take_login (self, rest != NULL ? rest : "");
      say (output, "235 OK");
    }
  else if (g_str_has_prefix (line, "RCPT"))
    say (output, answer_recipient (self));
  else if (g_str_has_prefix (line, "DATA"))
    {
      say (output, "354 Go on");
      take_mail (self, input);
      say (output, "250 Kept");
    }
  else if (g_str_has_prefix (line, "QUIT"))
    {
      say (output, "221 Bye");
      return FALSE;
    }
  else
    say (output, "250 OK");
  return TRUE;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  SmtpListener *self = user_data;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GDataInputStream) input =
      g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  gboolean goes_on = TRUE;

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  say (output, "220 town.example.org");
  while (goes_on)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

      goes_on = line != NULL && answer_line (self, input, output, line);
    }
  return TRUE;
}

SmtpListener *
smtp_listener_new (gboolean asks_login)
{
  SmtpListener *self = g_new0 (SmtpListener, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) found = NULL;
  g_autoptr (GError) error = NULL;

  self->asks_login = asks_login;
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
  g_ptr_array_unref (self->mails);
  g_mutex_clear (&self->mutex);
  g_free (self->login);
  g_free (self);
}

char *
smtp_listener_get_url (SmtpListener *self)
{
  return g_strdup_printf ("smtp://127.0.0.1:%u", self->port);
}

void
smtp_listener_set_answer (SmtpListener *self, const char *answer)
{
  g_mutex_lock (&self->mutex);
  self->answer = answer;
  g_mutex_unlock (&self->mutex);
}

guint
smtp_listener_get_n_mails (SmtpListener *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->mails->len;
  g_mutex_unlock (&self->mutex);
  return n;
}

guint
smtp_listener_get_n_tries (SmtpListener *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_tries;
  g_mutex_unlock (&self->mutex);
  return n;
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
