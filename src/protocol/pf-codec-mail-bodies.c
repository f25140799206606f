/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of what a family writes to the town hall, and of a town's own desk. */
#include "config.h"

#include "pf-mail-bodies.h"

#include "pf-codec-private.h"
#include "pf-codec-tables.h"
#include "pf-json-writer.h"

static const PfMember sent_file_members[] = {
  PF_MEMBER ("paper", id, PfFile, id),
  PF_MEMBER ("name", name, PfFile, name, TRUE),
  PF_MEMBER ("media_type", name, PfFile, media_type, TRUE),
  PF_MEMBER ("size", big, PfFile, size, TRUE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("digest", digest, PfFile, digest, TRUE),
};
static const PfMemberTable sent_file_table = PF_MEMBER_TABLE (sent_file_members, PfFile);

static const PfMember message_body_members[] = {
  PF_MEMBER ("thread", id, PfMessageBody, thread),
  PF_MEMBER ("service", id, PfMessageBody, service),
  PF_MEMBER ("topic", id, PfMessageBody, topic),
  PF_MEMBER ("subject", text, PfMessageBody, subject),
  PF_MEMBER ("text", text, PfMessageBody, text),
  PF_MEMBER ("copy", boolean, PfMessageBody, wants_copy),
  PF_MEMBER ("files", list, PfMessageBody, files, FALSE, .table = &sent_file_table),
};

static const PfMember field_value_members[] = {
  PF_MEMBER ("field", id, PfFieldValue, field, TRUE),
  PF_MEMBER ("value", text, PfFieldValue, value),
};
static const PfMemberTable field_value_table = PF_MEMBER_TABLE (field_value_members, PfFieldValue);

static const PfMember request_body_members[] = {
  PF_MEMBER ("form", id, PfRequestBody, form),
  PF_MEMBER ("request", id, PfRequestBody, request),
  PF_MEMBER ("text", text, PfRequestBody, text),
  PF_MEMBER ("appointment", moment, PfRequestBody, appointment),
  PF_MEMBER ("values", list, PfRequestBody, values, FALSE, .table = &field_value_table),
  PF_MEMBER ("files", list, PfRequestBody, files, FALSE, .table = &sent_file_table),
};

GBytes *
pf_codec_encode_message_body (const PfMessageBody *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  return pf_members_encode (PF_MEMBERS (message_body_members), body);
}

PfMessageBody *
pf_codec_decode_message_body (GBytes *json, GError **error)
{
  g_autoptr (PfMessageBody) body = pf_message_body_new ();

  if (!pf_members_decode (json, PF_MEMBERS (message_body_members), body, error))
    return NULL;
  return g_steal_pointer (&body);
}

GBytes *
pf_codec_encode_request_body (const PfRequestBody *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  return pf_members_encode (PF_MEMBERS (request_body_members), body);
}

PfRequestBody *
pf_codec_decode_request_body (GBytes *json, GError **error)
{
  g_autoptr (PfRequestBody) body = pf_request_body_new ();

  if (!pf_members_decode (json, PF_MEMBERS (request_body_members), body, error))
    return NULL;
  return g_steal_pointer (&body);
}

/* Reads an array of records. */
static GPtrArray *
read_records (PfJson *json, const char *name, PfCollection collection)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  const PfJsonNode *item;
  PfJsonIter iter;

  pf_json_iter_init (json, &iter, pf_json_get (json, pf_json_get_root (json), name),
                     PF_MEMBER_MAX_ITEMS);
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      PfRecord *record = pf_codec_read_record (json, item, collection);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return records;
}

gboolean
pf_codec_decode_desk (GBytes *body, GPtrArray **services, GPtrArray **forms, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);

  g_return_val_if_fail (services != NULL && forms != NULL, FALSE);

  if (json == NULL)
    return FALSE;
  *services = read_records (json, "services", PF_COLLECTION_SERVICES);
  *forms = read_records (json, "forms", PF_COLLECTION_FORMS);
  if (pf_json_finish (json, error))
    return TRUE;
  g_clear_pointer (services, g_ptr_array_unref);
  g_clear_pointer (forms, g_ptr_array_unref);
  return FALSE;
}
