/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing the school holidays of a file. */
#include "config.h"

#include "pfs-import-holidays.h"

#include "pf-school-calendar.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>

static GPtrArray *
read_file (const char *path, const char *zone, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  const char *contents; /* (nullable): of an empty file */

  if (file == NULL)
    return NULL;
  contents = g_mapped_file_get_contents (file);
  return pf_school_calendar_parse (contents != NULL ? contents : "",
                                   g_mapped_file_get_length (file), zone, error);
}

static gboolean
is_same (const PfPeriod *one, const PfPeriod *other)
{
  return one->first == other->first && one->last == other->last &&
         g_str_equal (one->name, other->name);
}

/* Counts what is new. Returns: whether anything is, or is no longer. */
static gboolean
compare (GPtrArray *former, GPtrArray *holidays, PfsImportReport *report)
{
  guint n_same = 0;

  for (guint i = 0; i < holidays->len; i++)
    {
      const char *reason = NULL;

      for (guint j = 0; j < former->len && reason == NULL; j++)
        if (is_same (g_ptr_array_index (former, j), g_ptr_array_index (holidays, i)))
          reason = N_("the town has them already");
      n_same += reason != NULL;
      pfs_import_report_count (report, PFS_TALLY_HOLIDAYS, reason);
    }
  return n_same < former->len || n_same < holidays->len;
}

/* Splits the town's holidays at @first and @last. Returns: (transfer full): those that meet that
 * time; *@others: the rest. */
static GPtrArray *
split (GPtrArray *holidays, PfDay first, PfDay last, GPtrArray **others)
{
  GPtrArray *met = g_ptr_array_new ();

  *others = g_ptr_array_new ();
  for (guint i = 0; i < holidays->len; i++)
    {
      PfPeriod *holiday = g_ptr_array_index (holidays, i);
      gboolean is_met = holiday->first <= last && holiday->last >= first;

      g_ptr_array_add (is_met ? met : *others, holiday);
    }
  return met;
}

static gboolean
add_all (PfsStorage *storage, GPtrArray *holidays, GError **error)
{
  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *holiday = g_ptr_array_index (holidays, i);

      if (!pfs_storage_add_school_holiday (storage, holiday->first, holiday->last, holiday->name,
                                           error))
        return FALSE;
    }
  return TRUE;
}

/* @holidays: sorted, not empty. */
static gboolean
write_holidays (PfsStorage      *storage,
                PfTown          *town,
                GPtrArray       *holidays,
                PfsImportReport *report,
                GError         **error)
{
  const PfPeriod *first = g_ptr_array_index (holidays, 0);
  const PfPeriod *last = g_ptr_array_index (holidays, holidays->len - 1);
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) former =
      split (pf_calendar_get_school_holidays (town->calendar), first->first, last->last, &others);

  if (!compare (former, holidays, report))
    return TRUE;
  return pfs_storage_clear_school_holidays (storage, error) && add_all (storage, others, error) &&
         add_all (storage, holidays, error);
}

gboolean
pfs_import_holidays (PfsStorage      *storage,
                     const char      *path,
                     const char      *zone,
                     PfMoment         now,
                     PfsImportReport *report,
                     GError         **error)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (storage, error);
  g_autoptr (PfsTown) settings = town != NULL ? pfs_storage_load_town (storage, error) : NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (GPtrArray) holidays = NULL;

  if (settings == NULL)
    return FALSE;
  if (zone == NULL)
    zone = settings->school_zone;
  holidays = read_file (path, zone, error);
  if (holidays == NULL)
    return FALSE;
  if (zone != NULL)
    pfs_import_report_note (report, g_strdup_printf (_("They are those of zone %s."), zone));
  transaction = pfs_storage_begin (storage, now, error);
  return transaction != NULL && write_holidays (storage, town, holidays, report, error) &&
         pfs_transaction_commit (transaction, error);
}
