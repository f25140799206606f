/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads Noethys' activities: groups, units, the days they open and how many places there are. A
 * group of an activity that has several becomes an activity of its own, because each opens and
 * fills by itself. */
#include "config.h"

#include "pfs-noethys-model.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* The rule for activities for which the file states none; see --help. */
#define DEFAULT_DAYS 2
#define DEFAULT_MINUTE (23 * 60 + 59)

/* How the name of an activity tells its kind; the first that matches counts. Lower case, compared
 * after case folding. */
static const struct {
  const char *part;
  PfKind kind;
} kinds[] = {
  { "cantine", PF_KIND_PERI }, { "restau", PF_KIND_PERI },     { "garderie", PF_KIND_PERI },
  { "périsco", PF_KIND_PERI }, { "accueil du", PF_KIND_PERI }, { "étude", PF_KIND_PERI },
  { "foot", PF_KIND_SPORT },   { "danse", PF_KIND_SPORT },     { "judo", PF_KIND_SPORT },
  { "gym", PF_KIND_SPORT },    { "natation", PF_KIND_SPORT },  { "sport", PF_KIND_SPORT },
  { "tennis", PF_KIND_SPORT }, { "loisir", PF_KIND_EXTRA },    { "séjour", PF_KIND_EXTRA },
  { "camp", PF_KIND_EXTRA },   { "mercredi", PF_KIND_EXTRA },  { "vacances", PF_KIND_EXTRA },
  { "crèche", PF_KIND_EXTRA }, { "jeunes", PF_KIND_EXTRA },
};

static PfKind
guess_kind (const char *name)
{
  g_autofree char *folded = g_utf8_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strstr (folded, kinds[i].part))
      return kinds[i].kind;
  return PF_KIND_PERI;
}

/* "2#10:00#weekends,feries": days before, the hour, and the days that do not count. */
static gboolean
parse_limit (const char *text, PfDeadlineRule *rule)
{
  g_auto (GStrv) parts = g_strsplit (text ? text : "", "#", 3);
  int hour = 0, minute = 0;
  guint64 days = 0;

  if (g_strv_length (parts) < 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 0, 365, &days, NULL) ||
      sscanf (parts[1], "%2d:%2d", &hour, &minute) != 2 || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59)
    return FALSE;
  *rule = (PfDeadlineRule){ .kind = PF_DEADLINE_DAYS_BEFORE,
                            .days = (int) days,
                            .minute_of_day = hour * 60 + minute };
  if (parts[2] && strstr (parts[2], "weekends"))
    rule->skip_weekdays = PF_WEEKDAYS_WEEKEND;
  rule->skip_public_holidays = parts[2] && strstr (parts[2], "feries");
  return TRUE;
}

static void
state_deadlines (PfsNoethysModel *model, PfActivity *record, const char *limit)
{
  PfDeadlineRule rule = { .kind = PF_DEADLINE_DAYS_BEFORE,
                          .days = DEFAULT_DAYS,
                          .minute_of_day = DEFAULT_MINUTE,
                          .skip_weekdays = PF_WEEKDAYS_WEEKEND,
                          .skip_public_holidays = TRUE };

  if (!parse_limit (limit, &rule))
    {
      g_autofree char *words = pf_deadline_rule_describe (&rule);

      pfs_import_report_note (
          model->report,
          /* Translators: the first %s is an activity, the second a deadline such as "2 days
           * before at 23:59" */
          g_strdup_printf (_("“%s” states no deadline; booking and cancelling: %s."), record->name,
                           words));
    }
  record->book = rule;
  record->cancel = rule;
  record->late = (PfDeadlineRule){ .kind = PF_DEADLINE_NEVER };
}

static void
clear_tariff (PfsNoethysUnitTariff *tariff)
{
  g_free (tariff->unit);
}

static void
add_activity (PfsNoethysModel *model,
              gint64           number,
              gint64           group,
              const char      *name,
              const char      *limit)
{
  PfsNoethysActivity *activity = g_new0 (PfsNoethysActivity, 1);
  g_autofree char *id =
      group > 0 ? g_strdup_printf ("na%" G_GINT64_FORMAT "-g%" G_GINT64_FORMAT, number, group)
                : g_strdup_printf ("na%" G_GINT64_FORMAT, number);

  activity->number = number;
  activity->group = group;
  activity->record = pf_record_new (PF_TYPE_ACTIVITY, id);
  activity->record->name = g_strdup (name);
  activity->record->kind = guess_kind (name);
  activity->openings = g_array_new (FALSE, FALSE, sizeof (PfsOpening));
  activity->by_slot = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  activity->tariffs = g_array_new (FALSE, FALSE, sizeof (PfsNoethysUnitTariff));
  g_array_set_clear_func (activity->tariffs, (GDestroyNotify) clear_tariff);
  activity->last_opening = PF_DAY_NONE;
  state_deadlines (model, activity->record, limit);
  g_ptr_array_add (model->activities, activity);
}

/* Returns: (element-type gint64) the groups of an activity, and their names in the same order. */
static GArray *
read_groups (PfsNoethysModel *model, gint64 activity, GPtrArray *names)
{
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "groupes", "IDgroupe IDactivite nom", "IDgroupe");
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 group = pfs_noethys_get_int (rows, 0, 0);

      if (pfs_noethys_get_int (rows, 1, 0) != activity || group <= 0)
        continue;
      g_array_append_val (groups, group);
      g_ptr_array_add (names, pfs_noethys_get_text (rows, 2));
    }
  return groups;
}

static gboolean
has_units (PfsNoethysModel *model, gint64 activity)
{
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "unites", "IDactivite", "IDunite");
  gboolean found = FALSE;

  while (pfs_noethys_source_next (model->source, &rows))
    found |= pfs_noethys_get_int (rows, 0, 0) == activity;
  return found;
}

static void
split_activity (PfsNoethysModel *model, gint64 number, const char *name, const char *limit)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) groups = read_groups (model, number, names);
  gboolean usable = has_units (model, number);

  pfs_import_report_count (model->report, PFS_TALLY_ACTIVITIES,
                           usable ? NULL : N_("has no unit that can be booked"));
  for (guint i = 0; i < groups->len; i++)
    {
      const char *group = g_ptr_array_index (names, i);
      g_autofree char *full = g_strdup_printf ("%s – %s", name, group ? group : _("group"));

      pfs_import_report_count (model->report, PFS_TALLY_GROUPS,
                               usable ? NULL : N_("of an activity that was not taken"));
      if (usable && groups->len > 1)
        add_activity (model, number, g_array_index (groups, gint64, i), full, limit);
    }
  if (usable && groups->len < 2)
    add_activity (model, number, 0, name, limit);
}

static void
count_stray_groups (PfsNoethysModel *model)
{
  guint known = pfs_import_report_get_taken (model->report, PFS_TALLY_GROUPS) +
                pfs_import_report_get_left (model->report, PFS_TALLY_GROUPS);

  for (int i = known; i < pfs_noethys_source_count (model->source, "groupes"); i++)
    pfs_import_report_leave (model->report, PFS_TALLY_GROUPS,
                             N_("of an activity that was not taken"));
}

/* One to three letters that no other unit of the activity has. */
static char *
choose_short_name (PfActivity *record, const char *wanted)
{
  g_autofree char *upper = g_utf8_strup (wanted, -1);
  glong length = g_utf8_strlen (upper, -1);

  if (length < 1)
    return g_strdup_printf ("%u", record->units->len + 1);
  for (glong n = 1; n <= MIN (length, 3); n++)
    {
      g_autofree char *name = g_utf8_substring (upper, 0, n);
      gboolean taken = FALSE;

      for (guint i = 0; i < record->units->len; i++)
        taken |= g_str_equal (((PfUnit *) g_ptr_array_index (record->units, i))->short_name, name);
      if (!taken)
        return g_steal_pointer (&name);
    }
  return g_strdup_printf ("%u", record->units->len + 1);
}

static void
add_unit (PfActivity *record, sqlite3_stmt *row)
{
  PfUnit *unit = g_new0 (PfUnit, 1);
  g_autofree char *brief = pfs_noethys_get_text (row, 3);

  unit->id = g_strdup_printf ("u%" G_GINT64_FORMAT, pfs_noethys_get_int (row, 0, 0));
  unit->name = pfs_noethys_get_text (row, 2);
  if (!unit->name)
    unit->name = brief ? g_strdup (brief) : g_strdup (unit->id);
  unit->short_name = choose_short_name (record, brief ? brief : unit->name);
  unit->start_minute = pfs_noethys_get_minute (row, 4);
  unit->end_minute = pfs_noethys_get_minute (row, 5);
  if (unit->end_minute < unit->start_minute)
    unit->end_minute = -1;
  g_ptr_array_add (record->units, unit);
}

static void
read_units (PfsNoethysModel *model)
{
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "unites",
                                 "IDunite IDactivite nom abrege heure_debut heure_fin",
                                 "ordre, IDunite");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 1, 0);
      gboolean taken = FALSE;

      for (guint i = 0; i < model->activities->len; i++)
        {
          PfsNoethysActivity *activity = g_ptr_array_index (model->activities, i);

          if (activity->number != number)
            continue;
          add_unit (activity->record, rows);
          taken = TRUE;
        }
      pfs_import_report_count (model->report, PFS_TALLY_UNITS,
                               taken ? NULL : N_("of an activity that was not taken"));
    }
}

static void
add_opening (PfsNoethysActivity *activity, const char *unit, PfDay day)
{
  PfsOpening opening = { .unit = unit, .day = day, .capacity = PF_PLACES_UNLIMITED };

  g_array_append_val (activity->openings, opening);
  g_hash_table_insert (activity->by_slot, g_strdup_printf ("%s %d", unit, day),
                       GUINT_TO_POINTER (activity->openings->len));
  activity->weekdays |= PF_WEEKDAY_BIT (pf_day_get_weekday (day));
  if (activity->last_opening == PF_DAY_NONE || day > activity->last_opening)
    activity->last_opening = day;
}

static const char *
judge_opening (PfsNoethysModel *model, sqlite3_stmt *row)
{
  PfsNoethysActivity *activity = pfs_noethys_model_find_activity (model,
                                                                  pfs_noethys_get_int (row, 0, 0),
                                                                  pfs_noethys_get_int (row, 2, 0));
  g_autofree char *id = g_strdup_printf ("u%" G_GINT64_FORMAT, pfs_noethys_get_int (row, 1, 0));
  PfDay day = pfs_noethys_model_get_day (model, row, 3);
  const PfUnit *unit;

  if (!activity)
    return N_("of an activity or a group that was not taken");
  if (day == PF_DAY_NONE)
    return N_("without a usable date");
  unit = pf_activity_find_unit (activity->record, id);
  if (!unit)
    return N_("of a unit that does not exist");
  if (pfs_noethys_activity_find_opening (activity, unit->id, day))
    return N_("given twice");
  add_opening (activity, unit->id, day);
  return NULL;
}

static void
read_openings (PfsNoethysModel *model)
{
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "ouvertures",
                                                  "IDactivite IDunite IDgroupe date",
                                                  "date, IDouverture");

  while (pfs_noethys_source_next (model->source, &rows))
    pfs_import_report_count (model->report, PFS_TALLY_OPENINGS, judge_opening (model, rows));
}

/* Returns: filling unit → the units that fill it, as one text each. */
static GHashTable *
read_filled_units (PfsNoethysModel *model)
{
  GHashTable *filled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                              (GDestroyNotify) g_ptr_array_unref);
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "unites_remplissage_unites",
                                                  "IDunite_remplissage IDunite",
                                                  "IDunite_remplissage_unite");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 0, 0);
      GPtrArray *units = g_hash_table_lookup (filled, &number);

      if (!units)
        {
          units = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (filled, g_memdup2 (&number, sizeof number), units);
        }
      g_ptr_array_add (units,
                       g_strdup_printf ("u%" G_GINT64_FORMAT, pfs_noethys_get_int (rows, 1, 0)));
    }
  return filled;
}

static gboolean
limit_places (PfsNoethysModel *model, GPtrArray *units, sqlite3_stmt *row)
{
  gint64 number = pfs_noethys_get_int (row, 0, 0);
  gint64 group = pfs_noethys_get_int (row, 2, 0);
  PfDay day = pfs_noethys_model_get_day (model, row, 3);
  gint64 places = pfs_noethys_get_int (row, 4, 0);
  gboolean found = FALSE;

  for (guint i = 0; i < model->activities->len; i++)
    {
      PfsNoethysActivity *activity = g_ptr_array_index (model->activities, i);

      if (activity->number != number ||
          (group > 0 && activity->group > 0 && activity->group != group))
        continue;
      for (guint k = 0; k < units->len && day != PF_DAY_NONE; k++)
        {
          PfsOpening *opening =
              pfs_noethys_activity_find_opening (activity, g_ptr_array_index (units, k), day);

          if (!opening)
            continue;
          found = TRUE;
          /* In Noethys, no places at all means that they are not counted. */
          if (places > 0 &&
              (opening->capacity == PF_PLACES_UNLIMITED || places < opening->capacity))
            opening->capacity = (int) MIN (places, G_MAXINT);
        }
    }
  return found;
}

static void
read_capacities (PfsNoethysModel *model)
{
  g_autoptr (GHashTable) filled = read_filled_units (model);
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "remplissage",
                                 "IDactivite IDunite_remplissage IDgroupe date places",
                                 "IDremplissage");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 1, 0);
      GPtrArray *units = g_hash_table_lookup (filled, &number);
      const char *reason = NULL;

      if (!units)
        reason = N_("of no unit that can be booked");
      else if (!limit_places (model, units, rows))
        reason = N_("for a day that is not open");
      else if (units->len > 1)
        pfs_import_report_note (
            model->report,
            g_strdup (_("Some units share their places in Noethys; here each has all of them.")));
      pfs_import_report_count (model->report, PFS_TALLY_CAPACITIES, reason);
    }
}

void
pfs_noethys_read_activities (PfsNoethysModel *model)
{
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "activites",
                                 "IDactivite nom abrege portail_reservations_limite", "IDactivite");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      g_autofree char *name = pfs_noethys_get_text (rows, 1);
      g_autofree char *brief = pfs_noethys_get_text (rows, 2);
      g_autofree char *limit = pfs_noethys_get_text (rows, 3);

      split_activity (model, pfs_noethys_get_int (rows, 0, 0),
                      name    ? name
                      : brief ? brief
                              : _("Activity"),
                      limit);
    }
  count_stray_groups (model);
  read_units (model);
  read_openings (model);
  read_capacities (model);
}
