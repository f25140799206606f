/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of the town itself. */
#include "config.h"

#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-private.h"

/* Everything that families see of every activity may be another after a change of the calendar. */
static gboolean
touch_calendar (PfsStorage *self, GError **error)
{
  return pfs_touch_record (self, "", PF_COLLECTION_TOWN, "town", FALSE, error) &&
         pfs_touch_enrolments (self, error, "SELECT id FROM enrolments", "");
}

static gboolean
is_day (PfDay day, GError **error)
{
  if (day != PF_DAY_NONE)
    return TRUE;
  g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID, _("A day is missing"));
  return FALSE;
}

static gboolean
check_town (const PfsTown *town, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (town->name == NULL || *town->name == '\0' || town->currency == NULL ||
      town->time_zone == NULL)
    {
      g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                           _("A town needs a name, a time zone and a currency"));
      return FALSE;
    }
  zone = g_time_zone_new_identifier (town->time_zone);
  if (zone == NULL)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("There is no time zone “%s”"), town->time_zone);
      return FALSE;
    }
  return TRUE;
}

void
pfs_town_free (PfsTown *town)
{
  g_free (town->name);
  g_free (town->time_zone);
  g_free (town->currency);
  g_free (town->school_zone);
  g_free (town->legal_url);
  g_free (town->contact);
  g_strfreev (town->payment_hosts);
  g_free (town);
}

gboolean
pfs_storage_put_town (PfsStorage *self, const PfsTown *town, GError **error)
{
  g_autofree char *hosts = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (town != NULL, FALSE);

  hosts = town->payment_hosts != NULL ? g_strjoinv (" ", town->payment_hosts) : g_strdup ("");
  return check_town (town, error) &&
         pfs_rows_write (
             self, error,
             "UPDATE town SET name = ?, time_zone = ?, currency = ?, school_zone = ?, region = ?,"
             " legal_url = ?, contact = ?, payment_hosts = ?",
             "ssssnsss", town->name, town->time_zone, town->currency, town->school_zone,
             (int) town->region, town->legal_url, town->contact, hosts) &&
         touch_calendar (self, error);
}

PfsTown *
pfs_storage_load_town (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  g_autofree char *hosts = NULL;
  PfsTown *town;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (
      self,
      "SELECT name, time_zone, currency, school_zone, region, legal_url, contact, payment_hosts"
      " FROM town WHERE name <> ''",
      "");
  if (!pfs_rows_one (rows, _("The town has no name yet"), "", error))
    return NULL;
  town = g_new0 (PfsTown, 1);
  town->name = pfs_rows_text (rows, 0);
  town->time_zone = pfs_rows_text (rows, 1);
  town->currency = pfs_rows_text (rows, 2);
  town->school_zone = pfs_rows_text (rows, 3);
  town->region = (PfRegion) pfs_rows_integer (rows, 4);
  town->legal_url = pfs_rows_text (rows, 5);
  town->contact = pfs_rows_text (rows, 6);
  hosts = pfs_rows_text (rows, 7);
  town->payment_hosts = *hosts != '\0' ? g_strsplit (hosts, " ", -1) : g_new0 (char *, 1);
  return town;
}

PfTown *
pfs_storage_load_town_record (PfsStorage *self, GError **error)
{
  g_autoptr (PfsTown) town = NULL;
  g_autoptr (PfTown) record = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  town = pfs_storage_load_town (self, error);
  if (town == NULL)
    return NULL;
  record = pf_record_new (PF_TYPE_TOWN, "town");
  record->name = g_steal_pointer (&town->name);
  pf_town_set_time_zone (record, town->time_zone);
  g_free (record->currency);
  record->currency = g_steal_pointer (&town->currency);
  record->school_zone = g_steal_pointer (&town->school_zone);
  pf_calendar_unref (record->calendar);
  record->calendar = pf_calendar_new (town->region);
  rows = pfs_rows_begin (self, "SELECT first, last, name FROM school_holidays ORDER BY first", "");
  while (pfs_rows_next (rows))
    {
      g_autofree char *name = pfs_rows_text (rows, 2);

      pf_calendar_add_school_holiday (record->calendar, pfs_rows_day (rows, 0),
                                      pfs_rows_day (rows, 1), name);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&record) : NULL;
}

gboolean
pfs_storage_set_setting (PfsStorage *self, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (value == NULL)
    return pfs_rows_write (self, error, "DELETE FROM settings WHERE key = ?", "s", key);
  return pfs_rows_write (self, error, "INSERT OR REPLACE INTO settings VALUES (?, ?)", "ss", key,
                         value);
}

char *
pfs_storage_get_setting (PfsStorage *self, const char *key, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT value FROM settings WHERE key = ?", "s", key);
  if (pfs_rows_next (rows))
    return pfs_rows_text (rows, 0);
  pfs_rows_check (rows, error);
  return NULL;
}

gboolean
pfs_storage_add_school_holiday (PfsStorage *self,
                                PfDay       first,
                                PfDay       last,
                                const char *name,
                                GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!is_day (first, error) || !is_day (last, error))
    return FALSE;
  if (last < first)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("“%s” ends before it begins"), name);
      return FALSE;
    }
  return pfs_rows_write (self, error, "INSERT OR REPLACE INTO school_holidays VALUES (?, ?, ?)",
                         "dds", first, last, name) &&
         touch_calendar (self, error);
}

gboolean
pfs_storage_clear_school_holidays (PfsStorage *self, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error, "DELETE FROM school_holidays", "") &&
         touch_calendar (self, error);
}

gboolean
pfs_storage_put_closure (PfsStorage *self,
                         const char *activity,
                         PfDay       day,
                         PfClosure   kind,
                         const char *words,
                         GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (kind != PF_CLOSURE_NONE, FALSE);

  return is_day (day, error) &&
         pfs_rows_write (self, error, "INSERT OR REPLACE INTO closures VALUES (?, ?, ?, ?)", "sdns",
                         activity != NULL ? activity : "", day, (int) kind, words) &&
         pfs_touch_month (self, activity, day, error);
}

gboolean
pfs_storage_remove_closure (PfsStorage *self, const char *activity, PfDay day, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  return pfs_rows_write (self, error, "DELETE FROM closures WHERE activity = ? AND day = ?", "sd",
                         activity != NULL ? activity : "", day) &&
         pfs_touch_month (self, activity, day, error);
}

void
pfs_closure_free (PfsClosure *closure)
{
  g_free (closure->words);
  g_free (closure);
}

GPtrArray *
pfs_storage_list_closures (PfsStorage *self,
                           const char *activity,
                           PfDay       first,
                           PfDay       last,
                           GError    **error)
{
  g_autoptr (GPtrArray) closures = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (activity != NULL, NULL);

  closures = g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_closure_free);
  rows = pfs_rows_begin (
      self,
      "SELECT day, kind, words FROM closures WHERE activity IN ('', ?) AND day BETWEEN ? AND ?"
      " ORDER BY day, activity",
      "sdd", activity, first, last);
  while (pfs_rows_next (rows))
    {
      PfsClosure *closure = g_new0 (PfsClosure, 1);

      closure->day = pfs_rows_day (rows, 0);
      closure->kind = (PfClosure) pfs_rows_integer (rows, 1);
      closure->words = pfs_rows_text (rows, 2);
      g_ptr_array_add (closures, closure);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&closures) : NULL;
}
