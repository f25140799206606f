/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what the town offers: sites, activities and their units. */
#include "config.h"

#include "pfs-storage-activities.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-private.h"

#define RULE_COLUMNS                                                                               \
  "kind, minute_of_day, days, skip_public_holidays, skip_weekdays, weekday, weeks, day_of_month,"  \
  " months, window_first, window_last"
#define ACTIVITY_COLUMNS                                                                           \
  "name, site, kind, flags, description, min_months, max_months, first, last, enrol_first,"        \
  " enrol_last, modes, demands"
/* An activity's own rules are for all days. */
#define ALL_DAYS_FIRST G_MININT32
#define ALL_DAYS_LAST G_MAXINT32

typedef enum {
  PURPOSE_BOOK,
  PURPOSE_LATE,
  PURPOSE_CANCEL,
} Purpose;

#define N_PURPOSES (PURPOSE_CANCEL + 1)

/* How a family enrols, each a bit of "modes". */
static const gsize modes[] = {
  G_STRUCT_OFFSET (PfActivity, takes_enrolments), G_STRUCT_OFFSET (PfActivity, is_automatic),
  G_STRUCT_OFFSET (PfActivity, is_occasional),    G_STRUCT_OFFSET (PfActivity, books_whole_year),
  G_STRUCT_OFFSET (PfActivity, is_prepaid),
};

static guint
pack_modes (PfActivity *activity)
{
  guint packed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (G_STRUCT_MEMBER (gboolean, activity, modes[i]))
      packed |= 1u << i;
  return packed;
}

/* What one needs to know before asking for it. */
static void
read_conditions (PfsRows *rows, PfActivity *activity)
{
  guint packed = (guint) pfs_rows_integer (rows, 11);

  activity->description = pfs_rows_text (rows, 4);
  activity->min_months = (int) pfs_rows_integer (rows, 5);
  activity->max_months = (int) pfs_rows_integer (rows, 6);
  activity->first = pfs_rows_day (rows, 7);
  activity->last = pfs_rows_day (rows, 8);
  activity->enrol_first = pfs_rows_day (rows, 9);
  activity->enrol_last = pfs_rows_day (rows, 10);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    G_STRUCT_MEMBER (gboolean, activity, modes[i]) = (packed & 1u << i) != 0;
  activity->demands = (guint) pfs_rows_integer (rows, 12);
}

static gboolean
write_rule (PfsStorage           *self,
            const char           *activity,
            PfDay                 first,
            PfDay                 last,
            Purpose               purpose,
            const PfDeadlineRule *rule,
            GError              **error)
{
  const char *why = NULL;

  if (!pf_deadline_rule_is_valid (rule, &why))
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("A deadline of activity %s is not right: %s"), activity, why);
      return FALSE;
    }
  return pfs_rows_write (
      self, error,
      "INSERT OR REPLACE INTO deadlines (activity, first, last, purpose, " RULE_COLUMNS ")"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "snnnnnnnnnnnnnn", activity, first, last, (int) purpose, (int) rule->kind,
      rule->minute_of_day, rule->days, rule->skip_public_holidays ? 1 : 0,
      (int) rule->skip_weekdays, (int) rule->weekday, rule->weeks, rule->day_of_month, rule->months,
      rule->window_first, rule->window_last);
}

static gboolean
write_rules (PfsStorage *self, const char *activity, const PfsDeadlines *deadlines, GError **error)
{
  const PfDeadlineRule *rules[N_PURPOSES] = {
    [PURPOSE_BOOK] = &deadlines->book,
    [PURPOSE_LATE] = &deadlines->late,
    [PURPOSE_CANCEL] = &deadlines->cancel,
  };

  for (int purpose = 0; purpose < N_PURPOSES; purpose++)
    if (!write_rule (self, activity, deadlines->first, deadlines->last, purpose, rules[purpose],
                     error))
      return FALSE;
  return TRUE;
}

static void
read_rule (PfsRows *rows, PfDeadlineRule *rule)
{
  rule->kind = (PfDeadlineKind) pfs_rows_integer (rows, 0);
  rule->minute_of_day = (int) pfs_rows_integer (rows, 1);
  rule->days = (int) pfs_rows_integer (rows, 2);
  rule->skip_public_holidays = pfs_rows_integer (rows, 3) != 0;
  rule->skip_weekdays = (guint) pfs_rows_integer (rows, 4);
  rule->weekday = (PfWeekday) pfs_rows_integer (rows, 5);
  rule->weeks = (int) pfs_rows_integer (rows, 6);
  rule->day_of_month = (int) pfs_rows_integer (rows, 7);
  rule->months = (int) pfs_rows_integer (rows, 8);
  rule->window_first = (PfDay) pfs_rows_integer (rows, 9);
  rule->window_last = (PfDay) pfs_rows_integer (rows, 10);
}

/* Reads the rules of one activity, its own first. */
static GArray *
read_deadlines (PfsStorage *self, const char *activity, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (PfsDeadlines));
  g_autoptr (PfsRows) rows = NULL;

  rows = pfs_rows_begin (self,
                         "SELECT " RULE_COLUMNS
                         ", first, last, purpose FROM deadlines WHERE activity = ?"
                         " ORDER BY first, last, purpose",
                         "s", activity);
  while (pfs_rows_next (rows))
    {
      Purpose purpose = (Purpose) pfs_rows_integer (rows, 13);
      PfDay first = (PfDay) pfs_rows_integer (rows, 11);
      PfsDeadlines *deadlines;

      if (purpose == PURPOSE_BOOK)
        {
          g_array_set_size (list, list->len + 1);
          deadlines = &g_array_index (list, PfsDeadlines, list->len - 1);
          deadlines->first = first;
          deadlines->last = (PfDay) pfs_rows_integer (rows, 12);
        }
      else
        deadlines = &g_array_index (list, PfsDeadlines, list->len - 1);
      read_rule (rows, purpose == PURPOSE_BOOK   ? &deadlines->book
                       : purpose == PURPOSE_LATE ? &deadlines->late
                                                 : &deadlines->cancel);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&list) : NULL;
}

static gboolean
write_units (PfsStorage *self, PfActivity *activity, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (activity));

  /* The units that stay get their places anew, those that do not are left with -1. */
  if (!pfs_rows_write (self, error, "UPDATE units SET position = -1 WHERE activity = ?", "s", id))
    return FALSE;
  for (guint i = 0; i < activity->units->len; i++)
    {
      const PfUnit *unit = g_ptr_array_index (activity->units, i);

      if (!pfs_storage_check_id (unit->id, error) ||
          !pfs_rows_write (self, error, "INSERT OR REPLACE INTO units VALUES (?, ?, ?, ?, ?, ?, ?)",
                           "ssnssnn", id, unit->id, (int) i, unit->name, unit->short_name,
                           unit->start_minute, unit->end_minute))
        return FALSE;
    }
  return pfs_rows_write (self, error,
                         "DELETE FROM tariffs WHERE activity = ?1"
                         " AND unit IN (SELECT id FROM units WHERE activity = ?1 AND position < 0)",
                         "s", id) &&
         pfs_rows_write (self, error, "DELETE FROM units WHERE activity = ? AND position < 0", "s",
                         id);
}

static gboolean
read_units (PfsStorage *self, PfActivity *activity, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  rows = pfs_rows_begin (
      self,
      "SELECT id, name, short_name, start_minute, end_minute FROM units WHERE activity = ?"
      " ORDER BY position",
      "s", pf_record_get_id (PF_RECORD (activity)));
  while (pfs_rows_next (rows))
    {
      PfUnit *unit = g_new0 (PfUnit, 1);

      unit->id = pfs_rows_text (rows, 0);
      unit->name = pfs_rows_text (rows, 1);
      unit->short_name = pfs_rows_text (rows, 2);
      unit->start_minute = (int) pfs_rows_integer (rows, 3);
      unit->end_minute = (int) pfs_rows_integer (rows, 4);
      g_ptr_array_add (activity->units, unit);
    }
  return pfs_rows_check (rows, error);
}

/* Every sheet of the activity's enrolments may be another. */
static gboolean
touch_activity (PfsStorage *self, const char *activity, GError **error)
{
  return pfs_touch_record (self, "", PF_COLLECTION_ACTIVITIES, activity, FALSE, error) &&
         pfs_touch_enrolments (self, error, "SELECT id FROM enrolments WHERE activity = ?", "s",
                               activity);
}

gboolean
pfs_storage_put_site (PfsStorage *self, PfSite *site, GError **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_SITE (site), FALSE);

  id = pf_record_get_id (PF_RECORD (site));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (
             self, error,
             "INSERT INTO sites VALUES (?, ?, ?)"
             " ON CONFLICT DO UPDATE SET name = excluded.name, address = excluded.address",
             "sss", id, site->name, site->address) &&
         pfs_touch_record (self, "", PF_COLLECTION_SITES, id, FALSE, error);
}

static gpointer
read_site (PfsRows *rows)
{
  PfSite *site = pfs_rows_record (rows, PF_TYPE_SITE);

  site->name = pfs_rows_text (rows, 1);
  site->address = pfs_rows_text (rows, 2);
  return site;
}

PfSite *
pfs_storage_load_site (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT id, name, address FROM sites WHERE id = ?", "s", id);
  return pfs_rows_one (rows, _("There is no site"), id, error) ? read_site (rows) : NULL;
}

GPtrArray *
pfs_storage_list_sites (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, "SELECT id, name, address FROM sites ORDER BY name, id", "");
  return pfs_rows_list (rows, read_site, g_object_unref, error);
}

gboolean
pfs_storage_put_activity (PfsStorage *self, PfActivity *activity, PfSlotFlags flags, GError **error)
{
  PfsDeadlines own;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_ACTIVITY (activity), FALSE);
  g_return_val_if_fail (activity->units != NULL && activity->units->len > 0, FALSE);

  id = pf_record_get_id (PF_RECORD (activity));
  own = (PfsDeadlines){
    .first = ALL_DAYS_FIRST,
    .last = ALL_DAYS_LAST,
    .book = activity->book,
    .late = activity->late,
    .cancel = activity->cancel,
  };
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (
             self, error,
             "INSERT INTO activities (id, " ACTIVITY_COLUMNS ")"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT DO UPDATE SET name = excluded.name, site = excluded.site,"
             " kind = excluded.kind, flags = excluded.flags, description = excluded.description,"
             " min_months = excluded.min_months, max_months = excluded.max_months,"
             " first = excluded.first, last = excluded.last, enrol_first = excluded.enrol_first,"
             " enrol_last = excluded.enrol_last, modes = excluded.modes,"
             " demands = excluded.demands",
             "sssnnsnnddddnn", id, activity->name, activity->site, (int) activity->kind,
             (int) flags, activity->description, activity->min_months, activity->max_months,
             activity->first, activity->last, activity->enrol_first, activity->enrol_last,
             (int) pack_modes (activity), (int) activity->demands) &&
         write_units (self, activity, error) && write_rules (self, id, &own, error) &&
         touch_activity (self, id, error);
}

PfActivity *
pfs_storage_load_activity (PfsStorage *self, const char *id, PfSlotFlags *flags, GError **error)
{
  g_autoptr (PfActivity) activity = NULL;
  g_autoptr (GArray) deadlines = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT " ACTIVITY_COLUMNS " FROM activities WHERE id = ?", "s", id);
  if (!pfs_rows_one (rows, _("There is no activity"), id, error))
    return NULL;
  activity = pf_record_new (PF_TYPE_ACTIVITY, id);
  activity->name = pfs_rows_text (rows, 0);
  activity->site = pfs_rows_text (rows, 1);
  activity->kind = (PfKind) pfs_rows_integer (rows, 2);
  read_conditions (rows, activity);
  if (flags != NULL)
    *flags = (PfSlotFlags) pfs_rows_integer (rows, 3);
  deadlines = read_deadlines (self, id, error);
  if (deadlines == NULL || !read_units (self, activity, error))
    return NULL;
  if (deadlines->len > 0)
    {
      const PfsDeadlines *own = &g_array_index (deadlines, PfsDeadlines, 0);

      activity->book = own->book;
      activity->late = own->late;
      activity->cancel = own->cancel;
    }
  return g_steal_pointer (&activity);
}

GPtrArray *
pfs_storage_list_activities (PfsStorage *self, GError **error)
{
  g_autoptr (GPtrArray) activities = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, "SELECT id FROM activities ORDER BY name, id", "");
  ids = pfs_rows_list (rows, pfs_rows_id, g_free, error);
  if (ids == NULL)
    return NULL;
  activities = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < ids->len; i++)
    {
      PfActivity *activity =
          pfs_storage_load_activity (self, g_ptr_array_index (ids, i), NULL, error);

      if (activity == NULL)
        return NULL;
      g_ptr_array_add (activities, activity);
    }
  return g_steal_pointer (&activities);
}

gboolean
pfs_storage_put_deadlines (PfsStorage         *self,
                           const char         *activity,
                           const PfsDeadlines *deadlines,
                           GError            **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (activity != NULL && deadlines != NULL, FALSE);

  if (deadlines->first == PF_DAY_NONE || deadlines->last < deadlines->first)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("Deadlines of activity %s have no right period"), activity);
      return FALSE;
    }
  return write_rules (self, activity, deadlines, error) && touch_activity (self, activity, error);
}

GArray *
pfs_storage_list_deadlines (PfsStorage *self, const char *activity, GError **error)
{
  GArray *deadlines;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (activity != NULL, NULL);

  deadlines = read_deadlines (self, activity, error);
  if (deadlines != NULL && deadlines->len > 0)
    g_array_remove_index (deadlines, 0);
  return deadlines;
}
