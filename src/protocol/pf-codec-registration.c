/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family sends in one: a new family's file, and the confirmation of a year. */
#include "config.h"

#include "pf-codec-private.h"
#include "pf-codec-tables.h"
#include "pf-json-writer.h"
#include "pf-merge-patch-private.h"

#define MAX_PEOPLE 20

const char *const pf_yearly_parts[] = {
  "address", "guardians", "children", "contacts", "finances", NULL,
};

static const PfMember update_members[] = {
  PF_MEMBER ("year", text, PfYearlyUpdate, year),
  PF_MEMBER ("confirmed", texts, PfYearlyUpdate, confirmed),
  PF_MEMBER ("remark", text, PfYearlyUpdate, remark),
  PF_MEMBER ("files", list, PfYearlyUpdate, files, FALSE, .table = &pf_file_table),
};

PfRegistration *
pf_registration_new (void)
{
  PfRegistration *registration = g_new0 (PfRegistration, 1);

  registration->household = pf_record_new (PF_TYPE_HOUSEHOLD, "new");
  registration->guardians = g_ptr_array_new_with_free_func (g_object_unref);
  registration->children = g_ptr_array_new_with_free_func (g_object_unref);
  return registration;
}

void
pf_registration_free (PfRegistration *registration)
{
  g_clear_object (&registration->household);
  g_clear_pointer (&registration->guardians, g_ptr_array_unref);
  g_clear_pointer (&registration->children, g_ptr_array_unref);
  g_free (registration);
}

static void
write_record (GString *text, const char *name, gpointer record)
{
  g_autoptr (PfRecord) empty = pf_record_new (G_OBJECT_TYPE (record), "new");

  pf_json_begin_object (text, name);
  pf_merge_patch_write_members (text, empty, record, NULL);
  pf_json_end_object (text);
}

static void
write_people (GString *text, const char *name, GPtrArray *people)
{
  pf_json_begin_array (text, name);
  for (guint i = 0; i < people->len; i++)
    write_record (text, NULL, g_ptr_array_index (people, i));
  pf_json_end_array (text);
}

GBytes *
pf_codec_encode_registration (const PfRegistration *registration)
{
  GString *text;

  g_return_val_if_fail (registration != NULL, NULL);

  text = g_string_new (NULL);
  pf_json_begin_object (text, NULL);
  write_record (text, "household", registration->household);
  write_people (text, "guardians", registration->guardians);
  write_people (text, "children", registration->children);
  pf_json_write_boolean (text, "confirmed", registration->is_confirmed);
  pf_json_end_object (text);
  return pf_json_finish_secret_text (text);
}

static void
read_people (PfJson *json, const PfJsonNode *array, GType type, GPtrArray *people)
{
  PfJsonIter iter;
  const PfJsonNode *item;

  pf_json_iter_init (json, &iter, array, MAX_PEOPLE);
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      g_autofree char *id = g_strdup_printf ("new-%u", people->len + 1);
      PfRecord *record = pf_record_new (type, id);

      pf_merge_patch_read_node (json, pf_json_to_object (json, item), NULL, record);
      g_ptr_array_add (people, record);
    }
}

PfRegistration *
pf_codec_decode_registration (GBytes *body, GError **error)
{
  g_autoptr (PfRegistration) registration = NULL;
  g_autoptr (PfJson) json = NULL;
  const PfJsonNode *root;

  g_return_val_if_fail (body != NULL, NULL);

  json = pf_json_new (body, error);
  if (json == NULL)
    return NULL;
  registration = pf_registration_new ();
  root = pf_json_get_root (json);
  pf_merge_patch_read_node (json, pf_json_to_object (json, pf_json_get (json, root, "household")),
                            NULL, registration->household);
  read_people (json, pf_json_get (json, root, "guardians"), PF_TYPE_GUARDIAN,
               registration->guardians);
  read_people (json, pf_json_get (json, root, "children"), PF_TYPE_CHILD, registration->children);
  registration->is_confirmed =
      pf_json_to_boolean (json, pf_json_get (json, root, "confirmed"), FALSE);
  return pf_json_finish (json, error) ? g_steal_pointer (&registration) : NULL;
}

PfYearlyUpdate *
pf_yearly_update_new (void)
{
  PfYearlyUpdate *update = g_new0 (PfYearlyUpdate, 1);

  update->confirmed = g_ptr_array_new_with_free_func (g_free);
  update->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  return update;
}

void
pf_yearly_update_free (PfYearlyUpdate *update)
{
  g_free (update->year);
  g_free (update->remark);
  g_ptr_array_unref (update->confirmed);
  g_ptr_array_unref (update->files);
  g_free (update);
}

GBytes *
pf_codec_encode_yearly_update (const PfYearlyUpdate *update)
{
  g_return_val_if_fail (update != NULL, NULL);

  return pf_members_encode (PF_MEMBERS (update_members), update);
}

PfYearlyUpdate *
pf_codec_decode_yearly_update (GBytes *body, GError **error)
{
  g_autoptr (PfYearlyUpdate) update = pf_yearly_update_new ();

  if (!pf_members_decode (body, PF_MEMBERS (update_members), update, error))
    return NULL;
  return g_steal_pointer (&update);
}
