/* SPDX-License-Identifier: GPL-3.0-or-later
 * The getters of a JSON document, and how a fault finds the path of its member; the text is read by
 * pf-json-parser.c. */
#include "config.h"

#include "pf-json-private.h"

#include <string.h>

#include "pf-codec-private.h"
#include "pf-day.h"
#include "pf-moment.h"

static const PfJsonNode *
skip (const PfJsonNode *node)
{
  return node + node->size;
}

static gboolean
is_there (const PfJsonNode *node)
{
  return node != NULL && node->type != PF_JSON_NULL;
}

/* Appends the way from @from down to @target, which lies in it, as a path for people and as a JSON
 * pointer. */
static void
append_way (const PfJsonNode *from, const PfJsonNode *target, GString *path, GString *pointer)
{
  while (from != target)
    {
      gboolean is_object = from->type == PF_JSON_OBJECT;
      const PfJsonNode *item = from + (is_object ? 2 : 1);
      guint index = 0;

      for (; skip (item) <= target; index++)
        item = skip (item) + (is_object ? 1 : 0);
      if (is_object)
        pf_codec_append_member (path, pointer, item[-1].text);
      else
        {
          g_string_append_printf (path, "[%u]", index);
          g_string_append_printf (pointer, "/%u", index);
        }
      from = item;
    }
}

/* @name (nullable): a member that @node should have. */
static void G_GNUC_PRINTF (4, 0)
    latch_fault (PfJson *json, const PfJsonNode *node, const char *name, const char *format,
                 va_list arguments)
{
  g_autoptr (GString) path = NULL;
  g_autoptr (GString) pointer = NULL;
  g_autofree char *what = NULL;

  if (json->fault != NULL)
    return;
  path = g_string_new (NULL);
  pointer = g_string_new (NULL);
  append_way (json->nodes, node, path, pointer);
  if (name != NULL)
    pf_codec_append_member (path, pointer, name);
  what = g_strdup_vprintf (format, arguments);
  json->fault =
      pf_codec_error_new_member (path->len > 0 ? path->str : "the body", pointer->str, what);
}

static void G_GNUC_PRINTF (4, 5) fail_at_member (PfJson *json, const PfJsonNode *object,
                                                 const char *name, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  latch_fault (json, object, name, format, arguments);
  va_end (arguments);
}

static gboolean
check_type (PfJson *json, const PfJsonNode *node, PfJsonType type, const char *expected)
{
  if (!is_there (node))
    return FALSE;
  if (node->type == type)
    return TRUE;
  pf_json_fail (json, node, "expected %s", expected);
  return FALSE;
}

void
pf_json_free (PfJson *json)
{
  explicit_bzero (json->text, json->length);
  g_free (json->text);
  g_free (json->nodes);
  g_clear_error (&json->fault);
  g_free (json);
}

const PfJsonNode *
pf_json_get_root (PfJson *json)
{
  if (json->nodes[0].type == PF_JSON_OBJECT)
    return json->nodes;
  pf_json_fail (json, json->nodes, "expected an object");
  return NULL;
}

gboolean
pf_json_is_ok (PfJson *json)
{
  return json->fault == NULL;
}

gboolean
pf_json_finish (PfJson *json, GError **error)
{
  if (json->fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&json->fault));
  return FALSE;
}

void
pf_json_fail (PfJson *json, const PfJsonNode *node, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  latch_fault (json, node, NULL, format, arguments);
  va_end (arguments);
}

/* Returns: (nullable): the value of a member of @object, also where it is null. */
static const PfJsonNode *
find_member (PfJson *json, const PfJsonNode *object, const char *name)
{
  const PfJsonNode *found = NULL, *end, *value;

  if (!check_type (json, object, PF_JSON_OBJECT, "an object"))
    return NULL;
  end = skip (object);
  for (const PfJsonNode *key = object + 1; key < end; key = skip (value))
    {
      value = key + 1;
      if (strcmp (key->text, name) != 0)
        continue;
      if (found != NULL)
        {
          fail_at_member (json, object, name, "given twice");
          return NULL;
        }
      found = value;
    }
  return found;
}

const PfJsonNode *
pf_json_get (PfJson *json, const PfJsonNode *object, const char *name)
{
  const PfJsonNode *found = find_member (json, object, name);

  return is_there (found) ? found : NULL;
}

gboolean
pf_json_has (PfJson *json, const PfJsonNode *object, const char *name)
{
  return find_member (json, object, name) != NULL;
}

const PfJsonNode *
pf_json_require (PfJson *json, const PfJsonNode *object, const char *name)
{
  const PfJsonNode *member = pf_json_get (json, object, name);

  if (member == NULL && is_there (object))
    fail_at_member (json, object, name, "missing");
  return member;
}

guint
pf_json_iter_init (PfJson *json, PfJsonIter *iter, const PfJsonNode *array, guint max)
{
  iter->next = iter->end = NULL;
  if (!check_type (json, array, PF_JSON_ARRAY, "an array"))
    return 0;
  if (array->n_items > max)
    {
      pf_json_fail (json, array, "expected at most %u items", max);
      return 0;
    }
  iter->next = array + 1;
  iter->end = skip (array);
  return array->n_items;
}

const PfJsonNode *
pf_json_iter_next (PfJson *json, PfJsonIter *iter)
{
  const PfJsonNode *item = pf_json_iter_next_or_null (iter);

  if (item == NULL || is_there (item))
    return item;
  pf_json_fail (json, item, "expected a value, not null");
  return NULL;
}

const PfJsonNode *
pf_json_iter_next_or_null (PfJsonIter *iter)
{
  const PfJsonNode *item = iter->next;

  if (item == iter->end)
    return NULL;
  iter->next = skip (item);
  return item;
}

const PfJsonNode *
pf_json_to_object (PfJson *json, const PfJsonNode *node)
{
  return check_type (json, node, PF_JSON_OBJECT, "an object") ? node : NULL;
}

gboolean
pf_json_to_boolean (PfJson *json, const PfJsonNode *node, gboolean fallback)
{
  return check_type (json, node, PF_JSON_BOOLEAN, "true or false") ? node->integer != 0 : fallback;
}

gint64
pf_json_to_integer (PfJson *json, const PfJsonNode *node, gint64 min, gint64 max, gint64 fallback)
{
  if (!is_there (node))
    return fallback;
  if (node->type == PF_JSON_INTEGER && node->integer >= min && node->integer <= max)
    return node->integer;
  pf_json_fail (json, node, "expected an integer from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                min, max);
  return fallback;
}

const char *
pf_json_to_text (PfJson *json, const PfJsonNode *node)
{
  return check_type (json, node, PF_JSON_STRING, "a string") ? node->text : NULL;
}

const char *
pf_json_to_name (PfJson *json, const PfJsonNode *node)
{
  const char *text = pf_json_to_text (json, node);

  if (text == NULL || text[0] != '\0')
    return text;
  pf_json_fail (json, node, "expected a string that is not empty");
  return NULL;
}

const char *
pf_json_to_token (PfJson *json, const PfJsonNode *node, gsize max)
{
  const char *text = pf_json_to_text (json, node);
  gsize length = 0;

  if (text == NULL)
    return NULL;
  while (g_ascii_isgraph (text[length]))
    length++;
  if (text[length] == '\0' && length > 0 && length <= max)
    return text;
  pf_json_fail (json, node,
                "expected 1 to %" G_GSIZE_FORMAT " printable ASCII characters without spaces", max);
  return NULL;
}

gint32
pf_json_to_day (PfJson *json, const PfJsonNode *node)
{
  const char *text = pf_json_to_text (json, node);
  PfDay day = text != NULL ? pf_day_parse (text) : PF_DAY_NONE;

  if (text != NULL && day == PF_DAY_NONE)
    pf_json_fail (json, node, "expected a day as YYYY-MM-DD");
  return day;
}

gint32
pf_json_to_month (PfJson *json, const PfJsonNode *node)
{
  const char *text = pf_json_to_text (json, node);
  PfDay day = PF_DAY_NONE;

  if (text == NULL)
    return day;
  if (strlen (text) == strlen ("YYYY-MM"))
    {
      char first[sizeof "YYYY-MM-DD"];

      g_snprintf (first, sizeof first, "%s-01", text);
      day = pf_day_parse (first);
    }
  if (day == PF_DAY_NONE)
    pf_json_fail (json, node, "expected a month as YYYY-MM");
  return day;
}

gint64
pf_json_to_moment (PfJson *json, const PfJsonNode *node)
{
  const char *text = pf_json_to_text (json, node);
  PfMoment moment = text != NULL ? pf_moment_parse (text) : PF_MOMENT_NONE;

  if (text != NULL && moment == PF_MOMENT_NONE)
    pf_json_fail (json, node, "expected a moment as YYYY-MM-DDTHH:MM:SSZ");
  return moment;
}

int
pf_json_to_minute (PfJson *json, const PfJsonNode *node, int fallback)
{
  const char *text = pf_json_to_text (json, node);
  int minute;

  if (text == NULL)
    return fallback;
  if (strlen (text) == strlen ("HH:MM") && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) &&
      text[2] == ':' && text[3] >= '0' && text[3] <= '5' && g_ascii_isdigit (text[4]))
    {
      minute = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
      if (minute < 24 * 60)
        return minute;
    }
  pf_json_fail (json, node, "expected a time as HH:MM");
  return fallback;
}
