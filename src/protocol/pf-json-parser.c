/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads JSON text (RFC 8259, nothing more) into a document's nodes, in one pass and with a limited
 * depth. */
#include "config.h"

#include "pf-json-private.h"

#include <string.h>

#include "pf-codec.h"

#define EXPECTED_BYTES_A_NODE 4

/* The text ends with a NUL, which no rule accepts: so no rule needs to know where it ends. */
typedef struct {
  PfJson *json;
  char *cursor;
  const char *expected; /* (nullable) what should have stood at @cursor */
} Parser;

static gboolean parse_value (Parser *parser, guint depth);

static gboolean
refuse (Parser *parser, const char *expected)
{
  parser->expected = expected;
  return FALSE;
}

/* Returns: the new node's index; its address holds only until the next one is added. */
static guint32
add_node (Parser *parser, PfJsonType type)
{
  PfJson *json = parser->json;

  if (json->n_nodes == json->n_allocated)
    {
      json->n_allocated *= 2;
      json->nodes = g_renew (PfJsonNode, json->nodes, json->n_allocated);
    }
  json->nodes[json->n_nodes] = (PfJsonNode){ .type = type, .size = 1 };
  return json->n_nodes++;
}

static void
skip_space (Parser *parser)
{
  while (*parser->cursor == ' ' || *parser->cursor == '\n' || *parser->cursor == '\r' ||
         *parser->cursor == '\t')
    parser->cursor++;
}

static gboolean
skip_char (Parser *parser, char expected)
{
  skip_space (parser);
  if (*parser->cursor != expected)
    return FALSE;
  parser->cursor++;
  return TRUE;
}

/* Reads the four digits of "\uXXXX", the cursor being on the first. */
static gboolean
parse_unit (Parser *parser, guint32 *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, parser->cursor++)
    {
      if (!g_ascii_isxdigit (*parser->cursor))
        return refuse (parser, "four hexadecimal digits");
      *unit = *unit * 16 + (guint32) g_ascii_xdigit_value (*parser->cursor);
    }
  return TRUE;
}

/* Reads what follows "\u" and writes it as UTF-8; a surrogate needs its other half. */
static gboolean
parse_character (Parser *parser, char **end)
{
  guint32 character, low;

  if (!parse_unit (parser, &character))
    return FALSE;
  if (character == 0)
    return refuse (parser, "a character other than NUL");
  if (character >= 0xdc00 && character <= 0xdfff)
    return refuse (parser, "a high surrogate first");
  if (character >= 0xd800 && character <= 0xdbff)
    {
      if (parser->cursor[0] != '\\' || parser->cursor[1] != 'u')
        return refuse (parser, "a low surrogate");
      parser->cursor += 2;
      if (!parse_unit (parser, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (parser, "a low surrogate");
      character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
    }
  *end += g_unichar_to_utf8 (character, *end);
  return TRUE;
}

static gboolean
parse_escape (Parser *parser, char **end)
{
  static const char names[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  char name = *parser->cursor;
  const char *found = name != '\0' ? strchr (names, name) : NULL;

  if (found == NULL && name != 'u')
    return refuse (parser, "an escape");
  parser->cursor++;
  if (name == 'u')
    return parse_character (parser, end);
  *(*end)++ = meanings[found - names];
  return TRUE;
}

/* Reads a string, the cursor being after its opening quote, and unescapes it in place: it only gets
 * shorter. */
static gboolean
parse_string (Parser *parser)
{
  char *text = parser->cursor, *end;
  guint32 index;

  while ((guchar) *parser->cursor >= ' ' && *parser->cursor != '"' && *parser->cursor != '\\')
    parser->cursor++;
  end = parser->cursor;
  while (*parser->cursor != '"')
    {
      if ((guchar) *parser->cursor < ' ')
        return refuse (parser, "the end of the string");
      if (*parser->cursor == '\\')
        {
          parser->cursor++;
          if (!parse_escape (parser, &end))
            return FALSE;
        }
      else
        *end++ = *parser->cursor++;
    }
  parser->cursor++;
  *end = '\0';
  index = add_node (parser, PF_JSON_STRING);
  parser->json->nodes[index].text = text;
  return TRUE;
}

static gboolean
skip_digits (Parser *parser)
{
  if (!g_ascii_isdigit (*parser->cursor))
    return refuse (parser, "a digit");
  while (g_ascii_isdigit (*parser->cursor))
    parser->cursor++;
  return TRUE;
}

static gboolean
parse_number (Parser *parser)
{
  gboolean negative = *parser->cursor == '-', is_integer = TRUE;
  gint64 value = 0;
  guint32 index;

  if (negative)
    parser->cursor++;
  if (parser->cursor[0] == '0' && g_ascii_isdigit (parser->cursor[1]))
    return refuse (parser, "a number without leading zeros");
  if (!g_ascii_isdigit (*parser->cursor))
    return refuse (parser, "a value");
  for (; g_ascii_isdigit (*parser->cursor); parser->cursor++)
    {
      int digit = *parser->cursor - '0';

      if (__builtin_mul_overflow (value, 10, &value) ||
          __builtin_add_overflow (value, negative ? -digit : digit, &value))
        is_integer = FALSE;
    }
  if (*parser->cursor == '.')
    {
      is_integer = FALSE;
      parser->cursor++;
      if (!skip_digits (parser))
        return FALSE;
    }
  if (*parser->cursor == 'e' || *parser->cursor == 'E')
    {
      is_integer = FALSE;
      parser->cursor++;
      if (*parser->cursor == '+' || *parser->cursor == '-')
        parser->cursor++;
      if (!skip_digits (parser))
        return FALSE;
    }
  index = add_node (parser, is_integer ? PF_JSON_INTEGER : PF_JSON_NUMBER);
  parser->json->nodes[index].integer = value;
  return TRUE;
}

static gboolean
parse_word (Parser *parser, const char *word, PfJsonType type, gint64 value)
{
  gsize length = strlen (word);
  guint32 index;

  if (strncmp (parser->cursor, word, length) != 0)
    return refuse (parser, "a value");
  parser->cursor += length;
  index = add_node (parser, type);
  parser->json->nodes[index].integer = value;
  return TRUE;
}

/* Reads what an array or an object holds, the cursor being after its opening bracket. */
static gboolean
parse_items (Parser *parser, PfJsonType type, char close, guint depth)
{
  guint32 index = add_node (parser, type);
  guint n_items = 0;

  if (!skip_char (parser, close))
    {
      do
        {
          if (type == PF_JSON_OBJECT &&
              (!skip_char (parser, '"') ? !refuse (parser, "a member's name")
                                        : !parse_string (parser)))
            return FALSE;
          if (type == PF_JSON_OBJECT && !skip_char (parser, ':'))
            return refuse (parser, "“:”");
          if (!parse_value (parser, depth + 1))
            return FALSE;
          n_items++;
        }
      while (skip_char (parser, ','));
      if (!skip_char (parser, close))
        return refuse (parser, type == PF_JSON_OBJECT ? "“,” or “}”" : "“,” or “]”");
    }
  parser->json->nodes[index].size = parser->json->n_nodes - index;
  parser->json->nodes[index].n_items = n_items;
  return TRUE;
}

static gboolean
parse_value (Parser *parser, guint depth)
{
  if (depth > PF_JSON_MAX_DEPTH)
    return refuse (parser, "less nesting");
  skip_space (parser);
  switch (*parser->cursor)
    {
    case '{':
      parser->cursor++;
      return parse_items (parser, PF_JSON_OBJECT, '}', depth);
    case '[':
      parser->cursor++;
      return parse_items (parser, PF_JSON_ARRAY, ']', depth);
    case '"':
      parser->cursor++;
      return parse_string (parser);
    case 't':
      return parse_word (parser, "true", PF_JSON_BOOLEAN, TRUE);
    case 'f':
      return parse_word (parser, "false", PF_JSON_BOOLEAN, FALSE);
    case 'n':
      return parse_word (parser, "null", PF_JSON_NULL, 0);
    default:
      return parse_number (parser);
    }
}

static gboolean
parse_document (Parser *parser)
{
  if (!parse_value (parser, 1))
    return FALSE;
  skip_space (parser);
  return *parser->cursor == '\0' || refuse (parser, "the end");
}

PfJson *
pf_json_new (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = NULL;
  Parser parser = { NULL };
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  const char *valid_end;

  if (length == 0)
    {
      g_set_error_literal (error, PF_CODEC_ERROR, PF_CODEC_ERROR_SYNTAX, "the body is empty");
      return NULL;
    }
  if (!g_utf8_validate_len (data, length, &valid_end))
    {
      g_set_error (error, PF_CODEC_ERROR, PF_CODEC_ERROR_SYNTAX,
                   "byte %" G_GSIZE_FORMAT ": expected UTF-8 text", (gsize) (valid_end - data));
      return NULL;
    }
  if (length >= G_MAXUINT32 / 2)
    {
      g_set_error_literal (error, PF_CODEC_ERROR, PF_CODEC_ERROR_SYNTAX, "the body is too long");
      return NULL;
    }
  json = g_new0 (PfJson, 1);
  json->text = g_strndup (data, length);
  json->length = length;
  json->n_allocated = (guint32) (length / EXPECTED_BYTES_A_NODE) + 16;
  json->nodes = g_new (PfJsonNode, json->n_allocated);
  parser.json = json;
  parser.cursor = json->text;
  if (!parse_document (&parser))
    {
      g_set_error (error, PF_CODEC_ERROR, PF_CODEC_ERROR_SYNTAX,
                   "byte %" G_GSIZE_FORMAT ": expected %s", (gsize) (parser.cursor - json->text),
                   parser.expected);
      return NULL;
    }
  return g_steal_pointer (&json);
}
