/* SPDX-License-Identifier: GPL-3.0-or-later
 * Notes of what a transaction changes, in temporary tables, and their way into the change log when
 * it ends: broad notes ("all sheets of an activity in a month") are told as the single sheets that
 * households see, each once. */
#include "config.h"

#include "pfs-storage-bookings.h"
#include "pfs-storage-private.h"

#define SHEET_OF(enrolment, day)                                                                   \
  enrolment " || '/' || strftime ('%Y-%m', " day " * 86400, 'unixepoch')"
#define MONTH_START(day) "(unixepoch (" day " * 86400, 'unixepoch', 'start of month') / 86400)"
#define MONTH_END(day)                                                                             \
  "(unixepoch (" day " * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1)"
/* What households are told of the places left; the same as in rules/pfs-sheets.c. */
#define TOLD(opening)                                                                              \
  "iif (" opening ".capacity < 0 OR " opening ".capacity - " opening                               \
  ".taken > " G_STRINGIFY (PFS_PLACES_TOLD) ", "                                                   \
                                            "-1, max (0, " opening ".capacity - " opening          \
                                            ".taken))"
/* Enrolments whose sheets are told: the open and the closed ones. */
#define HAS_SHEETS(enrolment) enrolment ".state IN (1, 3)"

G_STATIC_ASSERT (PF_ENROLMENT_OPEN == 1 && PF_ENROLMENT_CLOSED == 3);
G_STATIC_ASSERT (PF_COLLECTION_SHEETS == 7);

static const char PREPARE[] =
    "CREATE TEMP TABLE IF NOT EXISTS touched (household TEXT, collection INTEGER, id TEXT, removed "
    "INTEGER,"
    " PRIMARY KEY (household, collection, id)) WITHOUT ROWID;"
    "CREATE TEMP TABLE IF NOT EXISTS touched_enrolments (enrolment TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TEMP TABLE IF NOT EXISTS touched_months (activity TEXT, day INTEGER, PRIMARY KEY "
    "(activity, day)) WITHOUT ROWID;"
    "CREATE TEMP TABLE IF NOT EXISTS touched_sheets (enrolment TEXT, day INTEGER, PRIMARY KEY "
    "(enrolment, day)) WITHOUT ROWID;"
    "CREATE TEMP TABLE IF NOT EXISTS touched_places (activity TEXT, unit TEXT, day INTEGER, told "
    "INTEGER,"
    " PRIMARY KEY (activity, unit, day)) WITHOUT ROWID;";

/* Slots that became full or no longer so: the sheets that tell it are not older than ?1. */
static const char NOTE_TURNED[] =
    "UPDATE openings SET turned = ?1 FROM temp.touched_places p"
    " WHERE openings.activity = p.activity AND openings.day = p.day AND openings.unit = p.unit"
    " AND (" TOLD ("openings") " = 0) <> (p.told = 0)";

/* How each kind of note becomes rows of `touched`, and how it is forgotten; in this order. */
static const char *const FLUSH[] = {
  /* the places told differ: everybody who may book that day */
  "INSERT OR IGNORE INTO touched_sheets SELECT e.id, p.day FROM temp.touched_places p"
  " JOIN openings o ON o.activity = p.activity AND o.day = p.day AND o.unit = p.unit"
  " JOIN enrolments e ON e.activity = p.activity AND e.last >= p.day"
  " WHERE " TOLD ("o") " <> p.told AND e.first <= p.day AND (e.weekdays >> ((p.day + 3) % 7)) & 1",
  "DELETE FROM temp.touched_places",
  "INSERT OR IGNORE INTO touched_sheets SELECT e.id, m.day FROM temp.touched_months m"
  " JOIN enrolments e ON (m.activity = '' OR e.activity = m.activity)"
  " AND e.last >= m.day AND e.first <= " MONTH_END ("m.day"),
  "DELETE FROM temp.touched_months",
  "INSERT OR IGNORE INTO touched_sheets SELECT DISTINCT e.id, " MONTH_START (
      "o.day") " FROM temp.touched_enrolments t JOIN enrolments e ON e.id = t.enrolment"
               " JOIN openings o ON o.activity = e.activity AND o.day BETWEEN e.first AND e.last",
  /* sheets told once that may be none any more: they are read anew, and told as removed where empty
   */
  "INSERT OR REPLACE INTO touched SELECT c.household, c.collection, c.id, 0 FROM "
  "temp.touched_enrolments t"
  " JOIN enrolments e ON e.id = t.enrolment JOIN children k ON k.id = e.child"
  " JOIN changes c ON c.household = k.household AND c.collection = 7 AND c.id > e.id || '/' AND "
  "c.id < e.id || '0'",
  "DELETE FROM temp.touched_enrolments",
  "INSERT OR REPLACE INTO touched SELECT k.household, 7, " SHEET_OF (
      "e.id", "s.day") ", 0 FROM temp.touched_sheets s"
                       " JOIN enrolments e ON e.id = s.enrolment AND " HAS_SHEETS (
                           "e") " JOIN children k ON k.id = e.child",
  "DELETE FROM temp.touched_sheets",
};

gboolean
pfs_touch_prepare (PfsStorage *self, GError **error)
{
  int code = sqlite3_exec (self->db, PREPARE, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  pfs_rows_set_error (self->db, code, error);
  return FALSE;
}

gboolean
pfs_touch_record (PfsStorage  *self,
                  const char  *household,
                  PfCollection collection,
                  const char  *id,
                  gboolean     is_removed,
                  GError     **error)
{
  return pfs_rows_write (self, error, "INSERT OR REPLACE INTO temp.touched VALUES (?, ?, ?, ?)",
                         "snsn", household, (int) collection, id, is_removed ? 1 : 0);
}

gboolean
pfs_touch_enrolments (PfsStorage *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (PfsRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = pfs_rows_begin_valist (self, sql, types, &arguments);
  va_end (arguments);
  while (pfs_rows_next (rows))
    {
      g_autofree char *id = pfs_rows_text (rows, 0);

      if (!pfs_rows_write (self, error, "INSERT OR IGNORE INTO temp.touched_enrolments VALUES (?)",
                           "s", id))
        return FALSE;
    }
  return pfs_rows_check (rows, error);
}

gboolean
pfs_touch_month (PfsStorage *self, const char *activity, PfDay day, GError **error)
{
  return pfs_rows_write (self, error, "INSERT OR IGNORE INTO temp.touched_months VALUES (?, ?)",
                         "sd", activity != NULL ? activity : "", pf_day_get_month_start (day));
}

gboolean
pfs_touch_sheet (PfsStorage *self, const char *enrolment, PfDay day, GError **error)
{
  return pfs_rows_write (self, error, "INSERT OR IGNORE INTO temp.touched_sheets VALUES (?, ?)",
                         "sd", enrolment, pf_day_get_month_start (day));
}

gboolean
pfs_touch_places (PfsStorage *self,
                  const char *activity,
                  const char *unit,
                  PfDay       day,
                  GError    **error)
{
  return pfs_rows_write (self, error,
                         "INSERT OR IGNORE INTO temp.touched_places"
                         " SELECT activity, unit, day, " TOLD (
                             "o") " FROM openings o"
                                  " WHERE activity = ? AND unit = ? AND day = ?",
                         "ssd", activity, unit, day);
}

gboolean
pfs_touch_flush (PfsStorage *self, GError **error)
{
  if (!pfs_rows_write (self, error, NOTE_TURNED, "i", self->sequence + 1))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (FLUSH); i++)
    if (!pfs_rows_write (self, error, FLUSH[i], ""))
      return FALSE;
  if (!pfs_rows_write (
          self, error,
          "INSERT INTO changes (household, collection, id, sequence, removed, at)"
          " SELECT household, collection, id, ?1 + row_number () OVER (ORDER BY collection, id), "
          "removed, ?2"
          " FROM temp.touched WHERE true"
          " ON CONFLICT DO UPDATE SET sequence = excluded.sequence, removed = excluded.removed,"
          " at = excluded.at",
          "ii", self->sequence, (gint64) self->now))
    return FALSE;
  self->sequence += sqlite3_changes (self->db);
  return pfs_rows_write (self, error, "DELETE FROM temp.touched", "");
}
