/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads and writes accounts.json. */
#include "config.h"

#include "pf-accounts-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "pf-account-private.h"
#include "pf-kept-json.h"
#include "pf-town-services.h"

#define FILE_NAME "accounts.json"
#define FILE_VERSION 1

/* Returns: the account that @node tells of; NULL for what is none, or has a kind that this release
 * does not know. */
static PfAccount *
read_account (const char *folder, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? pf_kept_json_get_text (object, "id") : NULL;
  const char *kind = object != NULL ? pf_kept_json_get_text (object, "kind") : NULL;
  const char *uri = object != NULL ? pf_kept_json_get_text (object, "uri") : NULL;
  const char *login = object != NULL ? pf_kept_json_get_text (object, "login") : NULL;

  /* The id names a folder. */
  if (id == NULL || !g_uuid_string_is_valid (id) || kind == NULL ||
      !pf_town_services_has_kind (kind) || uri == NULL || login == NULL)
    return NULL;
  return pf_account_new (folder, id, kind, uri, login, pf_kept_json_get_text (object, "town_name"));
}

static gboolean
has_account (GPtrArray *accounts, const char *id)
{
  for (guint i = 0; i < accounts->len; i++)
    if (g_str_equal (pf_account_get_id (g_ptr_array_index (accounts, i)), id))
      return TRUE;
  return FALSE;
}

/* Adds to @accounts what @text tells. Returns: whether all of it was understood. */
static gboolean
read_accounts (const char *folder, const char *text, gsize size, GPtrArray *accounts)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gboolean is_whole = TRUE;
  JsonObject *root;
  JsonNode *list;

  if (size == 0 || !json_parser_load_from_data (parser, text, size, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  root = json_node_get_object (json_parser_get_root (parser));
  list = json_object_get_member (root, "accounts");
  if (json_object_get_int_member_with_default (root, "version", 0) != FILE_VERSION ||
      list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    {
      g_autoptr (PfAccount) account =
          read_account (folder, json_array_get_element (json_node_get_array (list), i));

      if (account != NULL && !has_account (accounts, pf_account_get_id (account)))
        g_ptr_array_add (accounts, g_steal_pointer (&account));
      else
        is_whole = FALSE;
    }
  return is_whole;
}

/* Keeps the damaged file under another name, and what could be read of it under the right one. */
static void
save_aside (const char *folder, const char *path, GPtrArray *accounts, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = g_strconcat (path, ".damaged-", date, NULL);

  if (g_rename (path, aside) != 0)
    {
      g_set_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK,
                   _("The list of accounts is damaged and could not be saved aside: %s"),
                   g_strerror (errno));
      return;
    }
  if (accounts->len > 0 && !pf_accounts_file_write (folder, accounts, error))
    return;
  g_set_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DAMAGED,
               _("The list of accounts was damaged. It was saved as “%s”."), aside);
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
build_text (GPtrArray *accounts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, FILE_VERSION);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < accounts->len; i++)
    {
      PfAccount *account = g_ptr_array_index (accounts, i);

      json_builder_begin_object (builder);
      add_member (builder, "id", pf_account_get_id (account));
      add_member (builder, "kind", pf_account_get_kind (account));
      add_member (builder, "uri", pf_account_get_uri (account));
      add_member (builder, "login", pf_account_get_login (account));
      if (pf_account_get_town_name (account) != NULL)
        add_member (builder, "town_name", pf_account_get_town_name (account));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

GPtrArray *
pf_accounts_file_read (const char *folder, GError **error)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) read_error = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &read_error))
    {
      if (!g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_set_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK,
                     _("The list of accounts could not be read: %s"), read_error->message);
    }
  else if (!read_accounts (folder, text, size, accounts))
    save_aside (folder, path, accounts, error);
  return accounts;
}

gboolean
pf_accounts_file_write (const char *folder, GPtrArray *accounts, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *text = build_text (accounts);
  g_autoptr (GError) write_error = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &write_error))
    return TRUE;
  g_set_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK,
               _("The list of accounts could not be written: %s"),
               write_error != NULL ? write_error->message : g_strerror (errno));
  return FALSE;
}
