/* SPDX-License-Identifier: GPL-3.0-or-later
 * The delta of GET /v1/changes, and the event that announces one. */
#include "config.h"

#include "pf-codec-private.h"
#include "pf-json-writer.h"
#include "pf-member.h"

#define FIRST_SIZE 65536

static void
read_changed (PfJson *json, const PfJsonNode *object, PfCollection collection, GPtrArray *records)
{
  PfJsonIter iter;
  const PfJsonNode *item;

  pf_json_iter_init (json, &iter, pf_json_get (json, object, pf_collection_get_name (collection)),
                     G_MAXUINT);
  while ((item = pf_json_iter_next (json, &iter)) != NULL)
    {
      PfRecord *record = pf_codec_read_record (json, item, collection);

      if (record == NULL)
        return;
      g_ptr_array_add (records, record);
    }
}

static void
read_removed (PfJson *json, const PfJsonNode *object, PfCollection collection, GPtrArray *ids)
{
  PfJsonIter iter;
  const PfJsonNode *item;

  pf_json_iter_init (json, &iter, pf_json_get (json, object, pf_collection_get_name (collection)),
                     G_MAXUINT);
  while ((item = pf_json_iter_next (json, &iter)) != NULL)
    {
      const char *id = pf_json_to_token (json, item, PF_JSON_MAX_ID);

      if (id == NULL)
        return;
      g_ptr_array_add (ids, g_strdup (id));
    }
}

static void
write_record (GString *text, gpointer record)
{
  pf_codec_write_record (text, PF_RECORD (record));
}

static void
write_id (GString *text, gpointer id)
{
  pf_json_write_text (text, NULL, id);
}

static void
write_collections (GString *text, const char *name, GPtrArray *const *collections,
                   void (*write_item) (GString *text, gpointer item))
{
  pf_json_begin_object (text, name);
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      if (collections[i]->len == 0)
        continue;
      pf_json_begin_array (text, pf_collection_get_name ((PfCollection) i));
      for (guint j = 0; j < collections[i]->len; j++)
        write_item (text, g_ptr_array_index (collections[i], j));
      pf_json_end_array (text);
    }
  pf_json_end_object (text);
}

GBytes *
pf_codec_encode_changes (const PfChanges *changes)
{
  GString *text;

  g_return_val_if_fail (changes != NULL && changes->state != NULL, NULL);

  text = g_string_sized_new (FIRST_SIZE);
  pf_json_begin_object (text, NULL);
  pf_json_write_text (text, "state", changes->state);
  pf_json_write_boolean (text, "more", changes->more);
  pf_json_write_boolean (text, "whole", changes->is_whole);
  write_collections (text, "changed", changes->changed, write_record);
  write_collections (text, "removed", changes->removed, write_id);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

PfChanges *
pf_codec_decode_changes (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  g_autoptr (PfChanges) changes = pf_changes_new ();
  const PfJsonNode *root, *changed, *removed;

  if (json == NULL)
    return NULL;
  root = pf_json_get_root (json);
  changes->state = g_strdup (
      pf_json_to_token (json, pf_json_require (json, root, "state"), PF_MEMBER_MAX_TOKEN));
  changes->more = pf_json_to_boolean (json, pf_json_get (json, root, "more"), FALSE);
  changes->is_whole = pf_json_to_boolean (json, pf_json_get (json, root, "whole"), FALSE);
  changed = pf_json_get (json, root, "changed");
  removed = pf_json_get (json, root, "removed");
  for (int i = 0; i < PF_N_COLLECTIONS && pf_json_is_ok (json); i++)
    {
      read_changed (json, changed, (PfCollection) i, changes->changed[i]);
      read_removed (json, removed, (PfCollection) i, changes->removed[i]);
    }
  return pf_json_finish (json, error) ? g_steal_pointer (&changes) : NULL;
}

GBytes *
pf_codec_encode_event (const char *state)
{
  GString *text;

  g_return_val_if_fail (state != NULL, NULL);

  text = g_string_new (NULL);
  pf_json_begin_object (text, NULL);
  pf_json_write_text (text, "state", state);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

char *
pf_codec_decode_event (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  const char *state;

  if (json == NULL)
    return NULL;
  state = pf_json_to_token (json, pf_json_require (json, pf_json_get_root (json), "state"),
                            PF_MEMBER_MAX_TOKEN);
  return pf_json_finish (json, error) ? g_strdup (state) : NULL;
}
