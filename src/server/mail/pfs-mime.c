/* SPDX-License-Identifier: GPL-3.0-or-later
 * A mail as it travels. */
#include "config.h"

#include "pfs-mime.h"

#include <string.h>

#define CRLF "\r\n"
/* RFC 2047, 2: a line with an encoded word has at most 76 characters, with the header’s name. */
#define WORD_BYTES 39
/* RFC 2045, 6.7: a line has at most 76 characters, the soft break among them. */
#define LINE_CHARACTERS 75
#define LONGEST_PLAIN_HEADER 60

static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* Whether a header can hold @text as it is, be it a phrase of an address. */
static gboolean
is_plain (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr (" !*+-/", *c) == NULL)
      return FALSE;
  return strlen (text) <= LONGEST_PLAIN_HEADER;
}

/* Adds @text as encoded words, each of whole characters, one a line. */
static void
append_words (GString *mail, const char *text)
{
  const char *separator = "";

  while (*text != '\0')
    {
      const char *end = text;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - text <= WORD_BYTES)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) text, (gsize) (end - text));
      g_string_append_printf (mail, "%s=?UTF-8?B?%s?=", separator, word);
      separator = CRLF " ";
      text = end;
    }
}

static void
append_text (GString *mail, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (is_plain (valid))
    g_string_append (mail, valid);
  else
    append_words (mail, valid);
}

static void
append_date (GString *mail, PfMoment moment)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (moment);

  g_string_append_printf (mail, "Date: %s, %d %s %d %02d:%02d:%02d +0000" CRLF,
                          weekdays[g_date_time_get_day_of_week (date) - 1],
                          g_date_time_get_day_of_month (date),
                          months[g_date_time_get_month (date) - 1], g_date_time_get_year (date),
                          g_date_time_get_hour (date), g_date_time_get_minute (date),
                          g_date_time_get_second (date));
}

static void
append_headers (GString *mail, const PfsMimeMail *parts)
{
  const char *host = strchr (parts->from, '@');

  append_date (mail, parts->date);
  g_string_append (mail, "From: ");
  append_text (mail, parts->from_name);
  g_string_append_printf (mail, CRLF " <%s>" CRLF, parts->from);
  g_string_append_printf (mail, "To: <%s>" CRLF "Subject: ", parts->to);
  append_text (mail, parts->subject);
  g_string_append_printf (mail, CRLF "Message-ID: <%s%s>" CRLF, parts->message_id,
                          host != NULL ? host : "@localhost");
  g_string_append (mail, "MIME-Version: 1.0" CRLF "Content-Type: text/plain; charset=utf-8" CRLF
                         "Content-Transfer-Encoding: quoted-printable" CRLF);
  g_string_append_printf (mail, "Content-Language: %s" CRLF "Auto-Submitted: auto-generated" CRLF,
                          parts->language);
}

/* Adds one line of text; a blank at its end is encoded, and so are dots alone on a line. */
static void
append_line (GString *mail, const char *line, gsize length)
{
  gsize column = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) line[i];
      gboolean is_last = i + 1 == length;
      gboolean is_blank = c == ' ' || c == '\t';
      gboolean is_kept = (c > ' ' && c < 127 && c != '=' && !(c == '.' && column == 0)) ||
                         (is_blank && !is_last);
      gsize width = is_kept ? 1 : 3;

      if (column + width > LINE_CHARACTERS)
        {
          g_string_append (mail, "=" CRLF);
          column = 0;
          is_kept = is_kept && c != '.';
          width = is_kept ? 1 : 3;
        }
      if (is_kept)
        g_string_append_c (mail, (char) c);
      else
        g_string_append_printf (mail, "=%02X", c);
      column += width;
    }
}

char *
pfs_mime_write (const PfsMimeMail *mail)
{
  GString *text = g_string_new (NULL);
  const char *line = mail->body;

  append_headers (text, mail);
  while (*line != '\0')
    {
      gsize length = strcspn (line, "\n");

      g_string_append (text, CRLF);
      append_line (text, line, length);
      line += length + (line[length] == '\n' ? 1 : 0);
    }
  g_string_append (text, CRLF);
  return g_string_free (text, FALSE);
}
