/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents tell everybody: news, and the menus that were imported. */
#include "config.h"

#include "pfs-agent.h"

#include "pf-file-type.h"
#include "pfs-storage-desk.h"
#include "pfs-storage-files.h"
#include "pfs-storage-news.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

/* How many pictures and how many other files a news item may have. */
#define MOST_FILES 10
#define MOST_TEXT (64 * 1024)

/* What the options say. */
static char *title;
static char *service;
static char *text_file;
static char *web_link;
static char *until;
static char **pictures;
static char **files;

static const PfsColumn news_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },       { "at", N_("Published"), PFS_COLUMN_DAY },
  { "until", N_("Until"), PFS_COLUMN_DAY },  { "service", N_("Service"), PFS_COLUMN_TEXT },
  { "title", N_("Title"), PFS_COLUMN_TEXT }, { NULL },
};

static const PfsColumn menu_columns[] = {
  { "site", N_("Site"), PFS_COLUMN_TEXT },
  { "day", N_("Day"), PFS_COLUMN_DAY },
  { "dishes", N_("Dishes"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn removed_columns[] = {
  { "removed", N_("Removed menus"), PFS_COLUMN_NUMBER },
  { NULL },
};

static gboolean
fail (GError **error, PfsAgentError code, const char *sentence)
{
  g_set_error_literal (error, PFS_AGENT_ERROR, code, sentence);
  return FALSE;
}

/* Returns: (transfer full): what the file @path, or the standard input ("-"), holds. */
static char *
read_text (const char *path, GError **error)
{
  g_autoptr (GIOChannel) channel = g_str_equal (path, "-")
                                       ? g_io_channel_unix_new (STDIN_FILENO)
                                       : g_io_channel_new_file (path, "r", error);
  g_autofree char *text = NULL;
  gsize length;

  if (channel == NULL || g_io_channel_set_encoding (channel, NULL, error) != G_IO_STATUS_NORMAL ||
      g_io_channel_read_to_end (channel, &text, &length, error) != G_IO_STATUS_NORMAL)
    {
      g_prefix_error (error, _("%s: "), path);
      return NULL;
    }
  if (length > MOST_TEXT || !g_utf8_validate_len (text, length, NULL))
    {
      fail (error, PFS_AGENT_ERROR_DATA, _("The text is too long, or not written in UTF-8."));
      return NULL;
    }
  return g_strstrip (g_steal_pointer (&text));
}

/* Attaches the file @path as number @position. */
static gboolean
attach_file (PfsAgent *agent, const char *id, const char *path, int position, GError **error)
{
  gboolean is_picture = position < PFS_NEWS_FIRST_FILE;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *digest = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PfFileType type;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  type = pf_file_type_sniff (g_bytes_get_data (bytes, NULL), size);
  if (!pf_file_type_is_accepted (type) || (is_picture && type == PF_FILE_TYPE_PDF))
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                 is_picture ? _("“%s” is no picture: a PNG or a JPEG is.")
                            : _("“%s” is no PDF, PNG or JPEG."),
                 shown);
  else if (size > PF_UPLOAD_MAX)
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA, _("“%s” has more than 6 MB."),
                 shown);
  else
    digest =
        pfs_storage_put_file (agent->storage, pf_file_type_get_media_type (type), bytes, error);
  return digest != NULL && pfs_storage_attach (agent->storage, "", PF_COLLECTION_NEWS, id, position,
                                               shown, digest, error);
}

static gboolean
attach_files (PfsAgent *agent, const char *id, char **paths, int first, GError **error)
{
  guint n = paths != NULL ? g_strv_length (paths) : 0;

  if (n > MOST_FILES)
    return fail (error, PFS_AGENT_ERROR_DATA,
                 _("A news item has ten pictures and ten files at most."));
  for (guint i = 0; i < n; i++)
    if (!attach_file (agent, id, paths[i], first + (int) i, error))
      return FALSE;
  return TRUE;
}

/* Returns: whether the town has the service that --service names, if it names one. */
static gboolean
check_service (PfsAgent *agent, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (PfService) known =
      service != NULL ? pfs_storage_load_service (agent->storage, service, &failure) : NULL;

  if (service == NULL || known != NULL)
    return TRUE;
  if (!g_error_matches (failure, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                 _("There is no service “%s”: “agent services” shows their IDs."), service);
  return FALSE;
}

/* Returns: (transfer full): the news item that the options describe; NULL with @error. */
static PfNews *
make_news (PfsAgent *agent, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (PfNews) news = pf_record_new (PF_TYPE_NEWS, uuid);

  if (title == NULL || *g_strstrip (title) == '\0' || text_file == NULL)
    {
      fail (error, PFS_AGENT_ERROR_USAGE, _("Say what is new: --title TITLE --text FILE"));
      return NULL;
    }
  if (web_link != NULL && !g_str_has_prefix (web_link, "https://"))
    {
      fail (error, PFS_AGENT_ERROR_DATA, _("A link begins with https://"));
      return NULL;
    }
  if (until != NULL)
    {
      news->until = pfs_agent_parse_day (agent, until, error);
      if (news->until == PF_DAY_NONE)
        return NULL;
    }
  if (until != NULL && news->until < agent->today)
    {
      fail (error, PFS_AGENT_ERROR_DATA, _("--until is in the past: nobody would see it."));
      return NULL;
    }
  news->text = check_service (agent, error) ? read_text (text_file, error) : NULL;
  if (news->text == NULL)
    return NULL;
  if (*news->text == '\0')
    {
      fail (error, PFS_AGENT_ERROR_DATA, _("The text is empty."));
      return NULL;
    }
  news->title = g_strdup (title);
  news->service = g_strdup (service);
  news->link = g_strdup (web_link);
  news->at = agent->now;
  return g_steal_pointer (&news);
}

static void
add_news (PfsTable *table, PfNews *news)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (news->at);

  pfs_table_take_row (table, g_strdup (pf_record_get_id (PF_RECORD (news))),
                      g_date_time_format (at, "%F"),
                      news->until != PF_DAY_NONE ? pf_day_format (news->until) : NULL,
                      g_strdup (news->service), g_strdup (news->title));
}

static gboolean
run_publish (PfsAgent *agent, GError **error)
{
  g_autoptr (PfNews) news = make_news (agent, error);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsTable) table = pfs_table_new (news_columns);
  const char *id;

  if (news == NULL)
    return FALSE;
  id = pf_record_get_id (PF_RECORD (news));
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (transaction == NULL || !pfs_storage_put_news (agent->storage, news, error) ||
      !attach_files (agent, id, pictures, 0, error) ||
      !attach_files (agent, id, files, PFS_NEWS_FIRST_FILE, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  add_news (table, news);
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
run_list (PfsAgent *agent, GError **error)
{
  g_autoptr (GPtrArray) list = pfs_storage_list_news (agent->storage, error);
  g_autoptr (PfsTable) table = pfs_table_new (news_columns);

  for (guint i = 0; list != NULL && i < list->len; i++)
    add_news (table, g_ptr_array_index (list, i));
  if (list != NULL)
    pfs_agent_print (agent, table, _("The town has published nothing."));
  return list != NULL;
}

static gboolean
run_withdraw (PfsAgent *agent, GError **error)
{
  const char *id = agent->arguments[0];
  g_autoptr (PfNews) news = pfs_storage_load_news (agent->storage, id, NULL);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsTable) table = pfs_table_new (news_columns);

  if (news == NULL)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                   _("There is no news item “%s”: “agent news list” shows their IDs."), id);
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (transaction == NULL || !pfs_storage_remove_news (agent->storage, id, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  add_news (table, news);
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Reads the arguments from @index on as a day, or two; today and the far future where there are
 * none. */
static gboolean
parse_days (PfsAgent *agent, int index, PfDay *first, PfDay *last, GError **error)
{
  const char *from = agent->arguments[index];
  const char *to = from != NULL ? agent->arguments[index + 1] : NULL;

  *first = from != NULL ? pfs_agent_parse_day (agent, from, error) : agent->today;
  if (*first == PF_DAY_NONE)
    return FALSE;
  *last = to != NULL ? pfs_agent_parse_day (agent, to, error) : from != NULL ? *first : G_MAXINT32;
  if (*last == PF_DAY_NONE)
    return FALSE;
  return *first <= *last ||
         fail (error, PFS_AGENT_ERROR_USAGE, _("The first day comes after the last one."));
}

/* Returns: (transfer full): the names of the dishes. */
static char *
join_dishes (PfMenu *menu)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < menu->dishes->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const PfDish *) g_ptr_array_index (menu->dishes, i))->name);
  return g_string_free (names, FALSE);
}

static gboolean
run_menus (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (menu_columns);
  g_autoptr (GPtrArray) menus = NULL;
  PfDay first;
  PfDay last;

  if (!parse_days (agent, 0, &first, &last, error))
    return FALSE;
  menus = pfs_storage_list_menus (agent->storage, NULL, first, last, error);
  for (guint i = 0; menus != NULL && i < menus->len; i++)
    {
      PfMenu *menu = g_ptr_array_index (menus, i);

      pfs_table_take_row (table, g_strdup (menu->site != NULL ? menu->site : "all"),
                          pf_day_format (menu->day), join_dishes (menu));
    }
  if (menus != NULL)
    pfs_agent_print (agent, table, _("There is no menu: “import menus FILE” brings them."));
  return menus != NULL;
}

static gboolean
run_menus_remove (PfsAgent *agent, GError **error)
{
  const char *site = g_str_equal (agent->arguments[0], "all") ? "" : agent->arguments[0];
  g_autoptr (PfsTable) table = pfs_table_new (removed_columns);
  g_autoptr (GPtrArray) menus = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  PfDay first;
  PfDay last;

  if (*agent->arguments[0] == '\0')
    return fail (error, PFS_AGENT_ERROR_USAGE, _("Name the site, or “all” for all canteens."));
  if (!parse_days (agent, 1, &first, &last, error))
    return FALSE;
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  menus = transaction != NULL ? pfs_storage_list_menus (agent->storage, site, first, last, error)
                              : NULL;
  if (menus != NULL && menus->len == 0)
    return fail (error, PFS_AGENT_ERROR_DATA,
                 _("There is no such menu: “agent menus list” shows them."));
  for (guint i = 0; menus != NULL && i < menus->len; i++)
    if (!pfs_storage_remove_menu (agent->storage, pf_record_get_id (g_ptr_array_index (menus, i)),
                                  error))
      return FALSE;
  if (menus == NULL || !pfs_transaction_commit (transaction, error))
    return FALSE;
  pfs_table_take_row (table, g_strdup_printf ("%u", menus->len));
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static const GOptionEntry publish_options[] = {
  { "title", 't', 0, G_OPTION_ARG_STRING, &title, N_("Its title"), N_("TITLE") },
  { "text", 0, 0, G_OPTION_ARG_FILENAME, &text_file,
    N_("The file that holds its text, or - for the standard input"), N_("FILE") },
  { "service", 's', 0, G_OPTION_ARG_STRING, &service, N_("The service that publishes it"),
    N_("SERVICE") },
  { "picture", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &pictures,
    N_("Show a picture (PNG or JPEG, 6 MB at most); may be given again"), N_("FILE") },
  { "file", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, &files,
    N_("Attach a file (PDF, PNG or JPEG, 6 MB at most); may be given again"), N_("FILE") },
  { "link", 'l', 0, G_OPTION_ARG_STRING, &web_link, N_("A page that tells more"),
    N_("HTTPS-ADDRESS") },
  { "until", 'u', 0, G_OPTION_ARG_STRING, &until, N_("Show it up to this day"), N_("DAY") },
  { NULL },
};

const PfsAgentCommand pfs_agent_news_commands[] = {
  { "news publish",
    N_("--title TITLE --text FILE [--service SERVICE] [--picture FILE] [--file FILE]"
       " [--until DAY]"),
    N_("Tell all families something"), 0, 0, run_publish, publish_options },
  { "news list", "", N_("List what was published"), 0, 0, run_list },
  { "news withdraw", "ID", N_("Take a news item back"), 1, 1, run_withdraw },
  { "menus list", N_("[DAY [DAY]]"),
    N_("List the menus from today on, or of some days; “import menus FILE” brings them"), 0, 2,
    run_menus },
  { "menus remove", N_("SITE|all DAY [DAY]"),
    N_("Remove the menus of a site, or those of all canteens, of a day or up to another"), 2, 3,
    run_menus_remove },
  { NULL },
};
