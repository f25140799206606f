/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing the school holidays of a file. */
#include "config.h"

#include "pfs-import-holidays.h"

#include "pf-school-calendar.h"
#include "pfs-import-text.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GPtrArray *
read_file (const char *path, const char *zone, guint *n_unread, GError **error)
{
  g_autoptr (GBytes) bytes = pfs_import_text_read (path, PF_SCHOOL_CALENDAR_MAX_SIZE, error);
  const char *encoding;
  g_autofree char *text = bytes != NULL ? pfs_import_text_decode (bytes, &encoding, error) : NULL;

  if (text == NULL)
    return NULL;
  if (zone == NULL && pf_school_calendar_has_zones (text, strlen (text)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The calendar differs from zone to zone, and the town’s is not known: "
                             "name it with --zone A, B or C."));
      return NULL;
    }
  return pf_school_calendar_parse (text, strlen (text), zone, n_unread, error);
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
  guint n_unread = 0;

  if (settings == NULL)
    return FALSE;
  if (zone == NULL)
    zone = settings->school_zone;
  holidays = read_file (path, zone, &n_unread, error);
  if (holidays == NULL)
    return FALSE;
  while (n_unread-- > 0)
    pfs_import_report_leave (report, PFS_TALLY_HOLIDAYS, N_("their days cannot be read"));
  if (zone != NULL)
    pfs_import_report_note (report, g_strdup_printf (_("They are those of zone %s."), zone));
  transaction = pfs_storage_begin (storage, now, error);
  return transaction != NULL && write_holidays (storage, town, holidays, report, error) &&
         pfs_transaction_commit (transaction, error);
}
