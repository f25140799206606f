/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes compact JSON; whether a comma is due shows in the text's last character. */
#include "config.h"

#include "pf-json-writer.h"

#include <string.h>

#include "pf-money.h"
#include "pf-moment.h"

static void
append_string (GString *text, const char *value)
{
  g_autofree char *repaired = NULL;
  const char *start;

  if (!g_utf8_validate (value, -1, NULL))
    value = repaired = g_utf8_make_valid (value, -1);
  g_string_append_c (text, '"');
  for (start = value; *value != '\0'; value++)
    {
      guchar byte = (guchar) *value;

      if (byte >= ' ' && byte != '"' && byte != '\\')
        continue;
      g_string_append_len (text, start, value - start);
      if (byte < ' ')
        g_string_append_printf (text, "\\u%04x", byte);
      else
        g_string_append_printf (text, "\\%c", byte);
      start = value + 1;
    }
  g_string_append_len (text, start, value - start);
  g_string_append_c (text, '"');
}

/* What stands before a value: a comma unless it is the first, and its name in an object. */
static void
begin_value (GString *text, const char *name)
{
  char last = text->len > 0 ? text->str[text->len - 1] : '[';

  if (last != '[' && last != '{')
    g_string_append_c (text, ',');
  if (name == NULL)
    return;
  g_string_append_c (text, '"');
  g_string_append (text, name);
  g_string_append_len (text, "\":", 2);
}

static void
free_secret (gpointer data)
{
  GString *text = data;

  explicit_bzero (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}

void
pf_json_begin_object (GString *text, const char *name)
{
  begin_value (text, name);
  g_string_append_c (text, '{');
}

void
pf_json_end_object (GString *text)
{
  g_string_append_c (text, '}');
}

void
pf_json_begin_array (GString *text, const char *name)
{
  begin_value (text, name);
  g_string_append_c (text, '[');
}

void
pf_json_end_array (GString *text)
{
  g_string_append_c (text, ']');
}

void
pf_json_write_null (GString *text, const char *name)
{
  begin_value (text, name);
  g_string_append_len (text, "null", 4);
}

void
pf_json_write_boolean (GString *text, const char *name, gboolean value)
{
  begin_value (text, name);
  g_string_append (text, value ? "true" : "false");
}

void
pf_json_write_integer (GString *text, const char *name, gint64 value)
{
  char digits[sizeof "-9223372036854775808"];
  char *start = digits + sizeof digits;
  guint64 left = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--start = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (value < 0)
    *--start = '-';
  begin_value (text, name);
  g_string_append_len (text, start, digits + sizeof digits - start);
}

void
pf_json_write_text (GString *text, const char *name, const char *value)
{
  begin_value (text, name);
  append_string (text, value);
}

void
pf_json_write_day (GString *text, const char *name, gint32 day)
{
  g_autofree char *value = pf_day_format (day);

  pf_json_write_text (text, name, value);
}

void
pf_json_write_moment (GString *text, const char *name, gint64 moment)
{
  g_autofree char *value = moment != PF_MOMENT_NONE ? pf_moment_format (moment) : NULL;

  if (value != NULL)
    pf_json_write_text (text, name, value);
  else
    pf_json_write_null (text, name);
}

void
pf_json_write_price (GString *text, const char *name, gint64 amount)
{
  if (amount != PF_CENTS_UNKNOWN)
    pf_json_write_integer (text, name, amount);
  else
    pf_json_write_null (text, name);
}

GBytes *
pf_json_finish_text (GString *text)
{
  return g_string_free_to_bytes (text);
}

GBytes *
pf_json_finish_secret_text (GString *text)
{
  return g_bytes_new_with_free_func (text->str, text->len, free_secret, text);
}
