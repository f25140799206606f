/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of news and menus. */
#include "config.h"

#include "pfs-storage-news.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pfs-storage-files.h"
#include "pfs-storage-private.h"

#define NEWS_COLUMNS "id, title, service, words, at, until, link"
/* One text a line, in the database. */
#define LINE "\n"

static gpointer
read_news (PfsRows *rows)
{
  PfNews *news = pfs_rows_record (rows, PF_TYPE_NEWS);

  news->title = pfs_rows_text (rows, 1);
  news->service = pfs_rows_text (rows, 2);
  news->text = pfs_rows_text (rows, 3);
  news->at = pfs_rows_integer (rows, 4);
  news->until = pfs_rows_day (rows, 5);
  news->link = pfs_rows_text (rows, 6);
  return news;
}

/* Splits what is attached into pictures and other files. */
static gboolean
read_files (PfsStorage *self, PfNews *news, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (news));
  g_autoptr (GPtrArray) files = pfs_storage_list_attachments (self, PF_COLLECTION_NEWS, id, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const PfFile *file = g_ptr_array_index (files, i);
      gboolean is_picture = g_ascii_strtoll (file->id, NULL, 10) < PFS_NEWS_FIRST_FILE;

      g_ptr_array_add (is_picture ? news->pictures : news->files, pf_file_copy (file));
    }
  return files != NULL;
}

gboolean
pfs_storage_put_news (PfsStorage *self, PfNews *news, GError **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_NEWS (news), FALSE);

  id = pf_record_get_id (PF_RECORD (news));
  if (!pfs_storage_check_id (id, error))
    return FALSE;
  if (news->title == NULL || *news->title == '\0')
    {
      g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                           _("A news item needs a title"));
      return FALSE;
    }
  return pfs_rows_write (self, error,
                         "INSERT OR REPLACE INTO news (" NEWS_COLUMNS
                         ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                         "ssssids", id, news->title, news->service, news->text, (gint64) news->at,
                         news->until, news->link) &&
         pfs_touch_record (self, "", PF_COLLECTION_NEWS, id, FALSE, error);
}

gboolean
pfs_storage_remove_news (PfsStorage *self, const char *id, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return pfs_rows_write (self, error, "DELETE FROM news WHERE id = ?", "s", id) &&
         pfs_storage_detach (self, PF_COLLECTION_NEWS, id, error) &&
         pfs_touch_record (self, "", PF_COLLECTION_NEWS, id, TRUE, error);
}

PfNews *
pfs_storage_load_news (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  g_autoptr (PfNews) news = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT " NEWS_COLUMNS " FROM news WHERE id = ?", "s", id);
  if (!pfs_rows_one (rows, _("There is no news item"), id, error))
    return NULL;
  news = read_news (rows);
  return read_files (self, news, error) ? g_steal_pointer (&news) : NULL;
}

GPtrArray *
pfs_storage_list_news (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, "SELECT " NEWS_COLUMNS " FROM news ORDER BY at DESC, id", "");
  return pfs_rows_list (rows, read_news, g_object_unref, error);
}

static char *
join_lines (GPtrArray *texts)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? LINE : "",
                            (const char *) g_ptr_array_index (texts, i));
  return g_string_free (lines, FALSE);
}

static GPtrArray *
split_lines (PfsRows *rows, int column)
{
  g_autofree char *lines = pfs_rows_text (rows, column);
  g_auto (GStrv) texts = g_strsplit (lines, LINE, -1);
  GPtrArray *split = g_ptr_array_new_with_free_func (g_free);

  for (char **text = texts; *text != NULL; text++)
    g_ptr_array_add (split, g_strdup (*text));
  return split;
}

static gboolean
write_dishes (PfsStorage *self, const char *site, PfMenu *menu, GError **error)
{
  for (guint i = 0; i < menu->dishes->len; i++)
    {
      const PfDish *dish = g_ptr_array_index (menu->dishes, i);
      g_autofree char *allergens = join_lines (dish->allergens);
      g_autofree char *labels = join_lines (dish->labels);

      if (!pfs_rows_write (self, error,
                           "INSERT INTO dishes (site, day, position, course, name, allergens,"
                           " labels) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           "sdnnsss", site, menu->day, (int) i, (int) dish->course, dish->name,
                           allergens, labels))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_dishes (PfsStorage *self, const char *site, PfMenu *menu, GError **error)
{
  g_autoptr (PfsRows) rows = pfs_rows_begin (self,
                                             "SELECT course, name, allergens, labels FROM dishes"
                                             " WHERE site = ? AND day = ? ORDER BY position",
                                             "sd", site, menu->day);

  while (pfs_rows_next (rows))
    {
      PfDish *dish = g_new0 (PfDish, 1);

      dish->course = (PfCourse) pfs_rows_integer (rows, 0);
      dish->name = pfs_rows_text (rows, 1);
      dish->allergens = split_lines (rows, 2);
      dish->labels = split_lines (rows, 3);
      g_ptr_array_add (menu->dishes, dish);
    }
  return pfs_rows_check (rows, error);
}

/* Splits a menu's @id. Returns: whether it is one; @site is "" for all canteens. */
static gboolean
parse_menu_id (const char *id, char **site, PfDay *day)
{
  const char *slash = strrchr (id, '/');

  *site = slash != NULL ? g_strndup (id, (gsize) (slash - id)) : NULL;
  *day = slash != NULL ? pf_day_parse (slash + 1) : PF_DAY_NONE;
  return *day != PF_DAY_NONE;
}

static gboolean
check_site (PfsStorage *self, const char *site, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  if (*site == '\0')
    return TRUE;
  rows = pfs_rows_begin (self, "SELECT 1 FROM sites WHERE id = ?", "s", site);
  return pfs_rows_one (rows, _("There is no site"), site, error);
}

gboolean
pfs_storage_put_menu (PfsStorage *self, PfMenu *menu, GError **error)
{
  g_autofree char *id = NULL;
  const char *site;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_MENU (menu) && pf_day_is_valid (menu->day), FALSE);

  site = menu->site != NULL ? menu->site : "";
  id = pf_menu_make_id (menu->site, menu->day);
  return check_site (self, site, error) &&
         pfs_rows_write (self, error, "DELETE FROM menus WHERE site = ? AND day = ?", "sd", site,
                         menu->day) &&
         pfs_rows_write (self, error, "INSERT INTO menus (site, day, remark) VALUES (?, ?, ?)",
                         "sds", site, menu->day, menu->remark) &&
         write_dishes (self, site, menu, error) &&
         pfs_touch_record (self, "", PF_COLLECTION_MENUS, id, FALSE, error);
}

gboolean
pfs_storage_remove_menu (PfsStorage *self, const char *id, GError **error)
{
  g_autofree char *site = NULL;
  PfDay day;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return !parse_menu_id (id, &site, &day) ||
         (pfs_rows_write (self, error, "DELETE FROM menus WHERE site = ? AND day = ?", "sd", site,
                          day) &&
          pfs_touch_record (self, "", PF_COLLECTION_MENUS, id, TRUE, error));
}

/* Of the present row: site, day, remark. */
static gpointer
read_menu (PfsRows *rows)
{
  g_autofree char *site = pfs_rows_text (rows, 0);
  PfDay day = pfs_rows_day (rows, 1);
  g_autofree char *id = pf_menu_make_id (site, day);
  PfMenu *menu = pf_record_new (PF_TYPE_MENU, id);

  menu->site = *site != '\0' ? g_steal_pointer (&site) : NULL;
  menu->day = day;
  menu->remark = pfs_rows_text (rows, 2);
  return menu;
}

PfMenu *
pfs_storage_load_menu (PfsStorage *self, const char *id, GError **error)
{
  g_autofree char *site = NULL;
  g_autoptr (PfsRows) rows = NULL;
  g_autoptr (PfMenu) menu = NULL;
  PfDay day;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  parse_menu_id (id, &site, &day);
  rows = pfs_rows_begin (self, "SELECT site, day, remark FROM menus WHERE site = ? AND day = ?",
                         "sd", site, day);
  if (!pfs_rows_one (rows, _("There is no menu"), id, error))
    return NULL;
  menu = read_menu (rows);
  return read_dishes (self, site, menu, error) ? g_steal_pointer (&menu) : NULL;
}

GPtrArray *
pfs_storage_list_menus (PfsStorage *self, const char *site, PfDay first, PfDay last, GError **error)
{
  g_autoptr (GPtrArray) menus = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         "SELECT site, day, remark FROM menus WHERE (?1 IS NULL OR site = ?1)"
                         " AND day BETWEEN ?2 AND ?3 ORDER BY day, site",
                         "sdd", site, first, last);
  menus = pfs_rows_list (rows, read_menu, g_object_unref, error);
  if (menus == NULL)
    return NULL;
  for (guint i = 0; i < menus->len; i++)
    {
      PfMenu *menu = g_ptr_array_index (menus, i);

      if (!read_dishes (self, menu->site != NULL ? menu->site : "", menu, error))
        return NULL;
    }
  return g_steal_pointer (&menus);
}
