/* SPDX-License-Identifier: GPL-3.0-or-later
 * The event stream format of the HTML standard (section 9.2.6), read incrementally. */
#include "config.h"

#include "pf-sse-parser.h"

#include <string.h>

#define MAX_SIZE (64 * 1024)
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct _PfSseParser {
  PfSseFunc func;
  gpointer user_data;

  GString *line;
  GString *type;
  GString *data; /* each line followed by a newline */
  char *id;      /* (nullable) of the event being read */
  char *last_id; /* (nullable) of the last event that was complete */
  int retry;
  gboolean is_first_line;
  gboolean after_return; /* the last byte was CR: a LF now belongs to it */
};

static gboolean
dispatch_event (PfSseParser *self)
{
  gboolean goes_on = TRUE;

  g_free (self->last_id);
  self->last_id = g_strdup (self->id);
  if (self->data->len > 0)
    {
      g_autofree char *type = g_utf8_make_valid (self->type->str, self->type->len);
      g_autofree char *data = g_utf8_make_valid (self->data->str, self->data->len - 1);

      goes_on = self->func (*type != '\0' ? type : "message", data, self->user_data);
    }
  g_string_truncate (self->type, 0);
  g_string_truncate (self->data, 0);
  return goes_on;
}

static void
set_retry (PfSseParser *self, const char *value)
{
  guint64 milliseconds;

  if (*value != '\0' && strspn (value, "0123456789") == strlen (value) &&
      g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, &milliseconds, NULL))
    self->retry = (int) milliseconds;
}

static void
take_field (PfSseParser *self, const char *name, const char *value, gsize size)
{
  if (g_str_equal (name, "data"))
    {
      g_string_append_len (self->data, value, size);
      g_string_append_c (self->data, '\n');
    }
  else if (g_str_equal (name, "event"))
    {
      g_string_truncate (self->type, 0);
      g_string_append_len (self->type, value, size);
    }
  else if (g_str_equal (name, "id") && strlen (value) == size)
    {
      g_free (self->id);
      self->id = g_strdup (value);
    }
  else if (g_str_equal (name, "retry") && strlen (value) == size)
    set_retry (self, value);
}

static gboolean
take_line (PfSseParser *self)
{
  gboolean goes_on = TRUE;
  char *line = self->line->str;
  gsize size = self->line->len;
  char *colon;

  if (self->is_first_line && g_str_has_prefix (line, BYTE_ORDER_MARK))
    {
      line += strlen (BYTE_ORDER_MARK);
      size -= strlen (BYTE_ORDER_MARK);
    }
  self->is_first_line = FALSE;

  colon = memchr (line, ':', size);
  if (size == 0)
    goes_on = dispatch_event (self);
  else if (colon == NULL)
    take_field (self, line, "", 0);
  else if (colon != line)
    {
      char *value = colon + 1;

      *colon = '\0';
      if (*value == ' ')
        value++;
      take_field (self, line, value, line + size - value);
    }
  g_string_truncate (self->line, 0);
  return goes_on;
}

PfSseParser *
pf_sse_parser_new (PfSseFunc func, gpointer user_data)
{
  PfSseParser *self = g_new0 (PfSseParser, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->type = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->retry = -1;
  self->is_first_line = TRUE;
  return self;
}

void
pf_sse_parser_free (PfSseParser *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->type, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self->id);
  g_free (self->last_id);
  g_free (self);
}

gboolean
pf_sse_parser_feed (PfSseParser *self, const char *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      gboolean ends_return = self->after_return && bytes[i] == '\n';

      self->after_return = bytes[i] == '\r';
      if (ends_return)
        continue;
      if (bytes[i] != '\r' && bytes[i] != '\n')
        g_string_append_c (self->line, bytes[i]);
      else if (!take_line (self))
        return FALSE;
      if (self->line->len > MAX_SIZE || self->data->len > MAX_SIZE)
        return FALSE;
    }
  return TRUE;
}

void
pf_sse_parser_restart (PfSseParser *self)
{
  g_string_truncate (self->line, 0);
  g_string_truncate (self->type, 0);
  g_string_truncate (self->data, 0);
  g_free (self->id);
  self->id = g_strdup (self->last_id);
  self->is_first_line = TRUE;
  self->after_return = FALSE;
}

const char *
pf_sse_parser_get_last_id (PfSseParser *self)
{
  return self->last_id;
}

int
pf_sse_parser_get_retry (PfSseParser *self)
{
  return self->retry;
}
