/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing the menus of a file. */
#include "config.h"

#include "pfs-import-menus.h"

#include "pfs-import-text.h"
#include "pfs-menu-file.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-news.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Larger ones are no menus: a year of a big town has some hundred kB. */
#define LARGEST_FILE (16 * 1024 * 1024)

static gboolean
has_same_texts (GPtrArray *first, GPtrArray *second)
{
  if (first->len != second->len)
    return FALSE;
  for (guint i = 0; i < first->len; i++)
    if (strcmp (g_ptr_array_index (first, i), g_ptr_array_index (second, i)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_same_menu (PfMenu *first, PfMenu *second)
{
  if (g_strcmp0 (first->remark, second->remark) != 0 || first->dishes->len != second->dishes->len)
    return FALSE;
  for (guint i = 0; i < first->dishes->len; i++)
    {
      const PfDish *one = g_ptr_array_index (first->dishes, i);
      const PfDish *other = g_ptr_array_index (second->dishes, i);

      if (one->course != other->course || strcmp (one->name, other->name) != 0 ||
          !has_same_texts (one->allergens, other->allergens) ||
          !has_same_texts (one->labels, other->labels))
        return FALSE;
    }
  return TRUE;
}

/* Families are told of a menu only where it changes. */
static gboolean
write_menu (PfsStorage *storage, PfMenu *menu, PfsImportReport *report, GError **error)
{
  GError *failure = NULL;
  g_autoptr (PfMenu) former =
      pfs_storage_load_menu (storage, pf_record_get_id (PF_RECORD (menu)), &failure);

  if (!pfs_storage_may_be_absent (failure, error))
    return FALSE;
  if (former != NULL && is_same_menu (former, menu))
    {
      pfs_import_report_leave (report, PFS_TALLY_MENUS, N_("the town has them already"));
      return TRUE;
    }
  pfs_import_report_take (report, PFS_TALLY_MENUS);
  return pfs_storage_put_menu (storage, menu, error);
}

static GPtrArray *
read_file (PfsStorage      *storage,
           const char      *path,
           const char      *site,
           PfsImportReport *report,
           GError         **error)
{
  PfsMenuSites sites = { .only = site };
  g_autoptr (GPtrArray) known = pfs_storage_list_sites (storage, error);
  g_autoptr (PfSite) chosen = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PfsCsv) csv = NULL;

  if (known == NULL)
    return NULL;
  sites.known = known;
  chosen = site != NULL ? pfs_storage_load_site (storage, site, NULL) : NULL;
  if (site != NULL && chosen == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The town has no site “%s”."), site);
      return NULL;
    }
  bytes = pfs_import_text_read (path, LARGEST_FILE, error);
  csv = bytes != NULL ? pfs_csv_parse (bytes, pfs_menu_file_is_header, error) : NULL;
  if (csv == NULL)
    return NULL;
  pfs_import_report_note (report, g_strdup_printf (_("The file is written in %s."), csv->encoding));
  return pfs_menu_file_read (csv, &sites, report, error);
}

gboolean
pfs_import_menus (PfsStorage      *storage,
                  const char      *path,
                  const char      *site,
                  PfMoment         now,
                  PfsImportReport *report,
                  GError         **error)
{
  g_autoptr (GPtrArray) menus = read_file (storage, path, site, report, error);
  g_autoptr (PfsTransaction) transaction = NULL;

  if (menus == NULL)
    return FALSE;
  if (menus->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("No menu of this file could be taken: nothing was changed."));
      return FALSE;
    }
  transaction = pfs_storage_begin (storage, now, error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < menus->len; i++)
    if (!write_menu (storage, g_ptr_array_index (menus, i), report, error))
      return FALSE;
  return pfs_transaction_commit (transaction, error);
}
