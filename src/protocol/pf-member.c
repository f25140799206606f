/* SPDX-License-Identifier: GPL-3.0-or-later
 * The types of members, each a pair of functions, and the loops over tables of members. */
#include "config.h"

#include "pf-member.h"

#include <string.h>

#include "pf-file.h"
#include "pf-json-writer.h"
#include "pf-money.h"
#include "pf-moment.h"

#define DEFINE_TYPE(name) const PfMemberType pf_member_##name = { read_##name, write_##name };

static void
replace_text (gpointer field, const char *value)
{
  g_free (*(char **) field);
  *(char **) field = g_strdup (value);
}

static void
write_text (GString *text, const PfMember *member, gconstpointer field)
{
  const char *value = *(char *const *) field;

  g_warn_if_fail (value != NULL || !member->is_required);
  if (value != NULL)
    pf_json_write_text (text, member->name, value);
}

static void
read_text (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  replace_text (field, pf_json_to_text (json, node));
}

DEFINE_TYPE (text)

static void
read_name (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  replace_text (field, pf_json_to_name (json, node));
}

const PfMemberType pf_member_name = { read_name, write_text };

static void
read_id (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  replace_text (field, pf_json_to_token (json, node, PF_MEMBER_MAX_ID));
}

const PfMemberType pf_member_id = { read_id, write_text };

static void
read_token (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  replace_text (field, pf_json_to_token (json, node, PF_MEMBER_MAX_TOKEN));
}

const PfMemberType pf_member_token = { read_token, write_text };

static void
read_digest (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  const char *value = pf_json_to_text (json, node);

  if (value != NULL && !pf_digest_is_valid (value))
    pf_json_fail (json, node, "expected a SHA-256 digest in hexadecimal");
  replace_text (field, value);
}

const PfMemberType pf_member_digest = { read_digest, write_text };

static void
read_currency (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  const char *value = pf_json_to_text (json, node);

  if (value != NULL && (strlen (value) != 3 || !g_ascii_isupper (value[0]) ||
                        !g_ascii_isupper (value[1]) || !g_ascii_isupper (value[2])))
    pf_json_fail (json, node, "expected a currency's three capital letters");
  replace_text (field, value != NULL ? value : "EUR");
}

const PfMemberType pf_member_currency = { read_currency, write_text };

static void
read_boolean (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(gboolean *) field = pf_json_to_boolean (json, node, member->fallback != 0);
}

static void
write_boolean (GString *text, const PfMember *member, gconstpointer field)
{
  gboolean value = *(const gboolean *) field != FALSE;

  if (member->is_required || value != (member->fallback != 0))
    pf_json_write_boolean (text, member->name, value);
}

DEFINE_TYPE (boolean)

static void
read_bit (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  if (pf_json_to_boolean (json, node, FALSE))
    *(guint8 *) field |= (guint8) member->max;
}

static void
write_bit (GString *text, const PfMember *member, gconstpointer field)
{
  if ((*(const guint8 *) field & member->max) != 0)
    pf_json_write_boolean (text, member->name, TRUE);
}

DEFINE_TYPE (bit)

static void
read_integer (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(int *) field =
      (int) pf_json_to_integer (json, node, member->min, member->max, member->fallback);
}

static void
write_integer (GString *text, const PfMember *member, gconstpointer field)
{
  int value = *(const int *) field;

  if (member->is_required || value != member->fallback)
    pf_json_write_integer (text, member->name, value);
}

DEFINE_TYPE (integer)

static void
read_big (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(gint64 *) field = pf_json_to_integer (json, node, member->min, member->max, member->fallback);
}

static void
write_big (GString *text, const PfMember *member, gconstpointer field)
{
  gint64 value = *(const gint64 *) field;

  if (member->is_required || value != member->fallback)
    pf_json_write_integer (text, member->name, value);
}

DEFINE_TYPE (big)

static void
read_price (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(PfCents *) field =
      pf_json_to_integer (json, node, -PF_JSON_MAX_INTEGER, PF_JSON_MAX_INTEGER, PF_CENTS_UNKNOWN);
}

static void
write_price (GString *text, const PfMember *member, gconstpointer field)
{
  PfCents value = *(const PfCents *) field;

  if (value != PF_CENTS_UNKNOWN)
    pf_json_write_integer (text, member->name, value);
}

DEFINE_TYPE (price)

static void
read_day (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(PfDay *) field = pf_json_to_day (json, node);
}

static void
write_day (GString *text, const PfMember *member, gconstpointer field)
{
  PfDay value = *(const PfDay *) field;

  g_warn_if_fail (value != PF_DAY_NONE || !member->is_required);
  if (value != PF_DAY_NONE)
    pf_json_write_day (text, member->name, value);
}

DEFINE_TYPE (day)

static void
read_month (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(PfDay *) field = pf_json_to_month (json, node);
}

static void
write_month (GString *text, const PfMember *member, gconstpointer field)
{
  PfDay value = *(const PfDay *) field;
  g_autofree char *month = value != PF_DAY_NONE ? pf_day_format (value) : NULL;

  g_return_if_fail (month != NULL);
  month[strlen ("YYYY-MM")] = '\0';
  pf_json_write_text (text, member->name, month);
}

DEFINE_TYPE (month)

static void
read_moment (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(PfMoment *) field = pf_json_to_moment (json, node);
}

static void
write_moment (GString *text, const PfMember *member, gconstpointer field)
{
  PfMoment value = *(const PfMoment *) field;

  g_warn_if_fail (value != PF_MOMENT_NONE || !member->is_required);
  if (value != PF_MOMENT_NONE)
    pf_json_write_moment (text, member->name, value);
}

DEFINE_TYPE (moment)

static void
read_minute (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(int *) field = pf_json_to_minute (json, node, (int) member->fallback);
}

static void
write_minute (GString *text, const PfMember *member, gconstpointer field)
{
  int value = *(const int *) field;
  g_autofree char *time = NULL;

  if (value == member->fallback)
    return;
  time = g_strdup_printf ("%02d:%02d", value / 60, value % 60);
  pf_json_write_text (text, member->name, time);
}

DEFINE_TYPE (minute)

static void
read_weekdays (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  PfJsonIter iter;
  const PfJsonNode *item;
  guint weekdays = node != NULL ? PF_WEEKDAYS_NONE : (guint) member->fallback;

  pf_json_iter_init (json, &iter, node, G_MAXUINT);
  while ((item = pf_json_iter_next (json, &iter)) != NULL)
    weekdays |= PF_WEEKDAY_BIT (pf_json_to_integer (json, item, PF_MONDAY, PF_SUNDAY, PF_MONDAY));
  *(guint *) field = weekdays;
}

static void
write_weekdays (GString *text, const PfMember *member, gconstpointer field)
{
  guint weekdays = *(const guint *) field;

  if (weekdays == (guint) member->fallback)
    return;
  pf_json_begin_array (text, member->name);
  for (int weekday = PF_MONDAY; weekday <= PF_SUNDAY; weekday++)
    if ((weekdays & PF_WEEKDAY_BIT (weekday)) != 0)
      pf_json_write_integer (text, NULL, weekday);
  pf_json_end_array (text);
}

DEFINE_TYPE (weekdays)

static void
write_word_of (GString *text, const PfMember *member, int value)
{
  g_return_if_fail (value >= 0 && value < member->words->n_words &&
                    member->words->words[value] != NULL);

  if (member->is_required || value != member->fallback)
    pf_json_write_text (text, member->name, member->words->words[value]);
}

static void
read_word (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(int *) field = pf_words_read (json, node, member->words, (int) member->fallback);
}

static void
write_word (GString *text, const PfMember *member, gconstpointer field)
{
  write_word_of (text, member, *(const int *) field);
}

DEFINE_TYPE (word)

static void
read_byte_word (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  *(guint8 *) field = (guint8) pf_words_read (json, node, member->words, (int) member->fallback);
}

static void
write_byte_word (GString *text, const PfMember *member, gconstpointer field)
{
  write_word_of (text, member, *(const guint8 *) field);
}

DEFINE_TYPE (byte_word)

/* A word that is not known is a newer town's: left out. */
static void
read_flags (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  PfJsonIter iter;
  const PfJsonNode *item;
  guint mask = 0;

  pf_json_iter_init (json, &iter, node, PF_MEMBER_MAX_ITEMS);
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      const char *word = pf_json_to_text (json, item);

      for (int i = 0; i < member->words->n_words; i++)
        if (g_strcmp0 (member->words->words[i], word) == 0)
          mask |= 1u << i;
    }
  *(guint *) field = mask;
}

static void
write_flags (GString *text, const PfMember *member, gconstpointer field)
{
  guint mask = *(const guint *) field;

  if (mask == 0)
    return;
  pf_json_begin_array (text, member->name);
  for (int i = 0; i < member->words->n_words; i++)
    if ((mask & 1u << i) != 0)
      pf_json_write_text (text, NULL, member->words->words[i]);
  pf_json_end_array (text);
}

DEFINE_TYPE (flags)

static void
read_texts (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  GPtrArray **texts = field;
  PfJsonIter iter;
  const PfJsonNode *item;

  if (*texts == NULL)
    *texts = g_ptr_array_new_with_free_func (g_free);
  pf_json_iter_init (json, &iter, node, PF_MEMBER_MAX_ITEMS);
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      const char *value = pf_json_to_name (json, item);

      if (value != NULL)
        g_ptr_array_add (*texts, g_strdup (value));
    }
}

static void
write_texts (GString *text, const PfMember *member, gconstpointer field)
{
  const GPtrArray *texts = *(GPtrArray *const *) field;

  if (texts == NULL || texts->len == 0)
    return;
  pf_json_begin_array (text, member->name);
  for (guint i = 0; i < texts->len; i++)
    pf_json_write_text (text, NULL, g_ptr_array_index (texts, i));
  pf_json_end_array (text);
}

DEFINE_TYPE (texts)

static gpointer
read_table (PfJson *json, const PfJsonNode *node, const PfMemberTable *table)
{
  gpointer values = g_malloc0 (table->size);

  pf_members_read (json, pf_json_to_object (json, node), table->members, table->n_members, values);
  return values;
}

static void
write_table (GString *text, const char *name, const PfMemberTable *table, gconstpointer values)
{
  pf_json_begin_object (text, name);
  pf_members_write (text, table->members, table->n_members, values);
  pf_json_end_object (text);
}

static void
read_list (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  GPtrArray *items = *(GPtrArray **) field;
  PfJsonIter iter;
  const PfJsonNode *item;

  if (pf_json_iter_init (json, &iter, node, PF_MEMBER_MAX_ITEMS) == 0 && member->is_required &&
      pf_json_is_ok (json))
    pf_json_fail (json, node, "expected at least one item");
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    g_ptr_array_add (items, read_table (json, item, member->table));
}

static void
write_list (GString *text, const PfMember *member, gconstpointer field)
{
  const GPtrArray *items = *(GPtrArray *const *) field;

  if (items->len == 0)
    return;
  pf_json_begin_array (text, member->name);
  for (guint i = 0; i < items->len; i++)
    write_table (text, NULL, member->table, g_ptr_array_index (items, i));
  pf_json_end_array (text);
}

DEFINE_TYPE (list)

static void
read_structure (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  if (node != NULL && pf_json_to_object (json, node) != NULL)
    *(gpointer *) field = read_table (json, node, member->table);
}

static void
write_structure (GString *text, const PfMember *member, gconstpointer field)
{
  gconstpointer values = *(const gconstpointer *) field;

  if (values != NULL)
    write_table (text, member->name, member->table, values);
}

DEFINE_TYPE (structure)

int
pf_words_read (PfJson *json, const PfJsonNode *node, const PfWords *words, int fallback)
{
  const char *word = pf_json_to_text (json, node);

  if (word == NULL)
    return fallback;
  for (int i = 0; i < words->n_words; i++)
    if (words->words[i] != NULL && strcmp (words->words[i], word) == 0)
      return i;
  if (words->unknown >= 0)
    return words->unknown;
  pf_json_fail (json, node, "expected one of the words of the contract");
  return fallback;
}

void
pf_members_read (PfJson           *json,
                 const PfJsonNode *object,
                 const PfMember   *members,
                 gsize             n_members,
                 gpointer          values)
{
  for (gsize i = 0; i < n_members && pf_json_is_ok (json); i++)
    {
      const PfMember *member = &members[i];
      const PfJsonNode *node = member->is_required ? pf_json_require (json, object, member->name)
                                                   : pf_json_get (json, object, member->name);

      member->type->read (json, node, member, G_STRUCT_MEMBER_P (values, member->offset));
    }
}

void
pf_members_write (GString *text, const PfMember *members, gsize n_members, gconstpointer values)
{
  for (gsize i = 0; i < n_members; i++)
    members[i].type->write (text, &members[i], (const char *) values + members[i].offset);
}

GBytes *
pf_members_encode (const PfMember *members, gsize n_members, gconstpointer values)
{
  GString *text = g_string_new (NULL);

  pf_json_begin_object (text, NULL);
  pf_members_write (text, members, n_members, values);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

gboolean
pf_members_decode (GBytes         *body,
                   const PfMember *members,
                   gsize           n_members,
                   gpointer        values,
                   GError        **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);

  if (json == NULL)
    return FALSE;
  pf_members_read (json, pf_json_get_root (json), members, n_members, values);
  return pf_json_finish (json, error);
}
