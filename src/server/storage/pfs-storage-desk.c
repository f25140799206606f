/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of services and forms. Both are for every household. */
#include "config.h"

#include "pfs-storage-desk.h"

#include <glib/gi18n-lib.h>

#include "pf-codec.h"
#include "pfs-storage-private.h"

#define EVERYBODY ""
#define SERVICE_COLUMNS "id, name, contact, takes_messages, max_files, max_bytes"

static gpointer
read_service (PfsRows *rows)
{
  PfService *service = pfs_rows_record (rows, PF_TYPE_SERVICE);

  service->name = pfs_rows_text (rows, 1);
  service->contact = pfs_rows_text (rows, 2);
  service->takes_messages = pfs_rows_integer (rows, 3) != 0;
  service->max_files = (int) pfs_rows_integer (rows, 4);
  service->max_bytes = pfs_rows_integer (rows, 5);
  return service;
}

static gboolean
read_topics (PfsStorage *self, PfService *service, GError **error)
{
  g_autoptr (PfsRows) rows =
      pfs_rows_begin (self, "SELECT id, name FROM topics WHERE service = ? ORDER BY position", "s",
                      pf_record_get_id (PF_RECORD (service)));

  while (pfs_rows_next (rows))
    {
      PfTopic *topic = g_new0 (PfTopic, 1);

      topic->id = pfs_rows_text (rows, 0);
      topic->name = pfs_rows_text (rows, 1);
      g_ptr_array_add (service->topics, topic);
    }
  return pfs_rows_check (rows, error);
}

gboolean
pfs_storage_put_service (PfsStorage *self, PfService *service, GError **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_SERVICE (service), FALSE);

  id = pf_record_get_id (PF_RECORD (service));
  if (!pfs_storage_check_id (id, error) ||
      !pfs_rows_write (self, error,
                       "INSERT INTO services (" SERVICE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT DO UPDATE SET name = excluded.name,"
                       " contact = excluded.contact, takes_messages = excluded.takes_messages,"
                       " max_files = excluded.max_files, max_bytes = excluded.max_bytes",
                       "sssnni", id, service->name, service->contact,
                       service->takes_messages ? 1 : 0, service->max_files, service->max_bytes) ||
      !pfs_rows_write (self, error, "DELETE FROM topics WHERE service = ?", "s", id))
    return FALSE;
  for (guint i = 0; i < service->topics->len; i++)
    {
      const PfTopic *topic = g_ptr_array_index (service->topics, i);

      if (!pfs_storage_check_id (topic->id, error) ||
          !pfs_rows_write (self, error,
                           "INSERT INTO topics (service, id, position, name) VALUES (?, ?, ?, ?)",
                           "ssns", id, topic->id, (int) i, topic->name))
        return FALSE;
    }
  return pfs_touch_record (self, EVERYBODY, PF_COLLECTION_SERVICES, id, FALSE, error);
}

PfService *
pfs_storage_load_service (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfService) service = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT " SERVICE_COLUMNS " FROM services WHERE id = ?", "s", id);
  if (!pfs_rows_one (rows, _("There is no service"), id, error))
    return NULL;
  service = read_service (rows);
  return read_topics (self, service, error) ? g_steal_pointer (&service) : NULL;
}

GPtrArray *
pfs_storage_list_services (PfsStorage *self, GError **error)
{
  g_autoptr (GPtrArray) services = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, "SELECT " SERVICE_COLUMNS " FROM services ORDER BY name, id", "");
  services = pfs_rows_list (rows, read_service, g_object_unref, error);
  if (services == NULL)
    return NULL;
  for (guint i = 0; i < services->len; i++)
    if (!read_topics (self, g_ptr_array_index (services, i), error))
      return NULL;
  return g_steal_pointer (&services);
}

gboolean
pfs_storage_remove_service (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfService) service = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  service = pfs_storage_load_service (self, id, error);
  return service != NULL &&
         pfs_rows_write (self, error, "DELETE FROM services WHERE id = ?", "s", id) &&
         pfs_touch_record (self, EVERYBODY, PF_COLLECTION_SERVICES, id, TRUE, error);
}

gboolean
pfs_storage_put_form (PfsStorage *self, PfForm *form, int position, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_FORM (form), FALSE);

  id = pf_record_get_id (PF_RECORD (form));
  if (!pfs_storage_check_id (id, error))
    return FALSE;
  body = pf_codec_encode_record (PF_RECORD (form));
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return pfs_rows_write (self, error,
                         "INSERT INTO forms (id, position, body) VALUES (?, ?, ?)"
                         " ON CONFLICT DO UPDATE SET position = excluded.position,"
                         " body = excluded.body",
                         "sns", id, position, text) &&
         pfs_touch_record (self, EVERYBODY, PF_COLLECTION_FORMS, id, FALSE, error);
}

static PfForm *
read_form (PfsRows *rows, GError **error)
{
  char *text = pfs_rows_text (rows, 0);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  return (PfForm *) pf_codec_decode_record (PF_COLLECTION_FORMS, body, error);
}

PfForm *
pfs_storage_load_form (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT body FROM forms WHERE id = ?", "s", id);
  return pfs_rows_one (rows, _("There is no form"), id, error) ? read_form (rows, error) : NULL;
}

GPtrArray *
pfs_storage_list_forms (PfsStorage *self, GError **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, "SELECT body FROM forms ORDER BY position, id", "");
  while (pfs_rows_next (rows))
    {
      PfForm *form = read_form (rows, error);

      if (form == NULL)
        return NULL;
      g_ptr_array_add (forms, form);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&forms) : NULL;
}

gboolean
pfs_storage_remove_form (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfForm) form = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  form = pfs_storage_load_form (self, id, error);
  return form != NULL && pfs_rows_write (self, error, "DELETE FROM forms WHERE id = ?", "s", id) &&
         pfs_touch_record (self, EVERYBODY, PF_COLLECTION_FORMS, id, TRUE, error);
}
