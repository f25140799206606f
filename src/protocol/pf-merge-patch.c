/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON merge patches of records, member by member of their tables. */
#include "config.h"

#include "pf-merge-patch.h"

#include <string.h>

#include "pf-codec-private.h"
#include "pf-codec-tables.h"
#include "pf-json-writer.h"
#include "pf-merge-patch-private.h"
#include "pf-patch.h"

static gboolean
is_listed (const char *name, const char *const *members)
{
  return members == NULL || g_strv_contains (members, name);
}

static gconstpointer
get_field (gpointer record, const PfMember *member)
{
  return G_STRUCT_MEMBER_P (record, member->offset);
}

/* Writes a member, null where it has its default: in a patch, a member that is left out stays. */
static void
write_member (GString *text, const PfMember *member, gpointer record)
{
  PfMember optional = *member;
  gsize start = text->len;

  optional.is_required = FALSE;
  optional.type->write (text, &optional, get_field (record, member));
  if (text->len == start)
    pf_json_write_null (text, member->name);
}

static gboolean
is_same (const PfMember *member, gpointer before, gpointer after)
{
  g_autoptr (GString) former = g_string_new ("{");
  g_autoptr (GString) present = g_string_new ("{");
  gboolean same;

  write_member (former, member, before);
  write_member (present, member, after);
  same = g_string_equal (former, present);
  explicit_bzero (former->str, former->len);
  explicit_bzero (present->str, present->len);
  return same;
}

/* A patch is no newer town's word: what is not known is a fault. Lists are taken whole. */
static void
read_member (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer record)
{
  PfMember strict = *member;
  PfWords words;
  gpointer field = G_STRUCT_MEMBER_P (record, member->offset);

  if (member->words != NULL)
    {
      words = *member->words;
      words.unknown = -1;
      strict.words = &words;
    }
  if (member->type == &pf_member_texts || member->type == &pf_member_list)
    g_ptr_array_set_size (*(GPtrArray **) field, 0);
  strict.type->read (json, node, &strict, field);
  if (node != NULL && (member->type == &pf_member_text || member->type == &pf_member_name) &&
      *(char **) field != NULL && strlen (*(char **) field) > PF_MERGE_PATCH_MAX_TEXT)
    pf_json_fail (json, node, "expected at most %d bytes", PF_MERGE_PATCH_MAX_TEXT);
}

void
pf_merge_patch_read_node (PfJson            *json,
                          const PfJsonNode  *object,
                          const char *const *members,
                          gpointer           record)
{
  const PfMemberTable *table = pf_codec_find_table (G_OBJECT_TYPE (record));

  for (gsize i = 0; i < table->n_members && pf_json_is_ok (json); i++)
    {
      const PfMember *member = &table->members[i];
      const PfJsonNode *node = pf_json_get (json, object, member->name);

      if (!pf_json_has (json, object, member->name))
        continue;
      if (!is_listed (member->name, members))
        pf_json_fail (json, node != NULL ? node : object, "“%s” cannot be changed", member->name);
      else if (node == NULL && member->is_required)
        pf_json_require (json, object, member->name);
      else
        read_member (json, node, member, record);
    }
}

void
pf_merge_patch_write_members (GString           *text,
                              gpointer           before,
                              gpointer           after,
                              const char *const *members)
{
  const PfMemberTable *table = pf_codec_find_table (G_OBJECT_TYPE (after));

  for (gsize i = 0; i < table->n_members; i++)
    if (is_listed (table->members[i].name, members) && !is_same (&table->members[i], before, after))
      write_member (text, &table->members[i], after);
}

gpointer
pf_merge_patch_apply (gpointer record, GBytes *patch, const char *const *members, GError **error)
{
  g_autoptr (PfRecord) changed = NULL;
  g_autoptr (PfJson) json = NULL;

  g_return_val_if_fail (PF_IS_RECORD (record) && patch != NULL, NULL);

  json = pf_json_new (patch, error);
  if (json == NULL)
    return NULL;
  changed = pf_merge_patch_copy (record);
  pf_merge_patch_read_node (json, pf_json_get_root (json), members, changed);
  return pf_json_finish (json, error) ? g_steal_pointer (&changed) : NULL;
}

GBytes *
pf_merge_patch_diff (gpointer before, gpointer after, const char *const *members)
{
  GString *text;

  g_return_val_if_fail (PF_IS_RECORD (before) && PF_IS_RECORD (after), NULL);
  g_return_val_if_fail (G_OBJECT_TYPE (before) == G_OBJECT_TYPE (after), NULL);

  text = g_string_new (NULL);
  pf_json_begin_object (text, NULL);
  pf_merge_patch_write_members (text, before, after, members);
  if (text->len == 1)
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  pf_json_end_object (text);
  return pf_json_finish_secret_text (text);
}

GPtrArray *
pf_merge_patch_list_members (gpointer before, gpointer after)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const PfMemberTable *table;

  g_return_val_if_fail (PF_IS_RECORD (before) && PF_IS_RECORD (after), NULL);
  g_return_val_if_fail (G_OBJECT_TYPE (before) == G_OBJECT_TYPE (after), NULL);

  table = pf_codec_find_table (G_OBJECT_TYPE (after));
  for (gsize i = 0; i < table->n_members; i++)
    if (!is_same (&table->members[i], before, after))
      g_ptr_array_add (names, (gpointer) table->members[i].name);
  return g_steal_pointer (&names);
}

gpointer
pf_merge_patch_copy (gpointer record)
{
  PfRecord *copy;
  g_autoptr (GBytes) everything = NULL;
  g_autoptr (PfJson) json = NULL;

  g_return_val_if_fail (PF_IS_RECORD (record), NULL);

  copy = pf_record_new (G_OBJECT_TYPE (record), pf_record_get_id (record));
  everything = pf_merge_patch_diff (copy, record, NULL);
  json = everything != NULL ? pf_json_new (everything, NULL) : NULL;
  if (json != NULL)
    pf_merge_patch_read_node (json, pf_json_get_root (json), NULL, copy);
  return copy;
}

GBytes *
pf_merge_patch_add_files (GBytes *patch, GPtrArray *files)
{
  PfPatch *beside = pf_patch_new ();
  g_autoptr (GBytes) added = NULL;
  GString *text;

  g_return_val_if_fail (patch != NULL && files != NULL, NULL);

  pf_patch_set_files (beside, "files", files);
  added = pf_patch_finish (beside);
  /* Two objects become one where the first ends and the second begins. */
  text = g_string_new_len (g_bytes_get_data (patch, NULL), (gssize) g_bytes_get_size (patch) - 1);
  g_string_append_c (text, ',');
  g_string_append_len (text, (const char *) g_bytes_get_data (added, NULL) + 1,
                       (gssize) g_bytes_get_size (added) - 1);
  return pf_json_finish_secret_text (text);
}

GPtrArray *
pf_merge_patch_read_files (GBytes *body, GError **error)
{
  static const PfMember member = {
    "files", &pf_member_list, 0, FALSE, .table = &pf_file_table,
  };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  g_autoptr (PfJson) json = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  json = pf_json_new (body, error);
  if (json == NULL)
    return NULL;
  pf_members_read (json, pf_json_get_root (json), &member, 1, &files);
  return pf_json_finish (json, error) ? g_steal_pointer (&files) : NULL;
}
