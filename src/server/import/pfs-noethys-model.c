/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a Noethys database into memory: the town, its calendar, the shift of dates; the other
 * parts have files of their own. */
#include "config.h"

#include "pfs-noethys-model.h"

#include <glib/gi18n-lib.h>

/* Tables that hold what no release keeps yet, named in the report so that nobody believes them
 * taken. */
static const struct {
  const char *table;
  const char *name;
} unread[] = {
  { "factures", N_("invoices") },    { "reglements", N_("payments") },
  { "pieces", N_("documents") },     { "problemes_sante", N_("health notes") },
  { "vaccins", N_("vaccinations") }, { "medecins", N_("doctors") },
  { "messages", N_("messages") },    { "questionnaire_reponses", N_("answers to questionnaires") },
};

static void
free_family (PfsNoethysFamily *family)
{
  g_clear_object (&family->record);
  g_ptr_array_unref (family->guardians);
  g_ptr_array_unref (family->children);
  g_free (family);
}

static void
free_activity (PfsNoethysActivity *activity)
{
  g_clear_object (&activity->record);
  g_array_unref (activity->openings);
  g_hash_table_unref (activity->by_slot);
  g_array_unref (activity->tariffs);
  g_free (activity);
}

static void
free_enrolment (PfsNoethysEnrolment *enrolment)
{
  g_clear_object (&enrolment->record);
  g_free (enrolment);
}

static PfsNoethysModel *
create_model (PfsNoethysSource *source, PfsImportReport *report)
{
  PfsNoethysModel *model = g_new0 (PfsNoethysModel, 1);

  model->source = source;
  model->report = report;
  model->sites = g_ptr_array_new_with_free_func (g_object_unref);
  model->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_period_free);
  model->families = g_ptr_array_new_with_free_func ((GDestroyNotify) free_family);
  model->activities = g_ptr_array_new_with_free_func ((GDestroyNotify) free_activity);
  model->enrolments = g_ptr_array_new_with_free_func ((GDestroyNotify) free_enrolment);
  model->bookings = g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_booking_free);
  model->family_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return model;
}

static PfDay
find_first_day (PfsNoethysSource *source, const char *table)
{
  sqlite3_stmt *rows = pfs_noethys_source_select (source, table, "date", "date");
  PfDay first = PF_DAY_NONE;

  while (pfs_noethys_source_next (source, &rows))
    {
      PfDay day = pfs_noethys_get_day (rows, 0);

      if (day != PF_DAY_NONE && (first == PF_DAY_NONE || day < first))
        first = day;
    }
  return first;
}

/* Whole weeks only, so that weekdays stay right. */
static gboolean
choose_shift (PfsNoethysModel *model, PfDay shift_to, GError **error)
{
  PfDay first;

  if (shift_to == PF_DAY_NONE)
    return TRUE;
  first = find_first_day (model->source, "ouvertures");
  if (first == PF_DAY_NONE)
    first = find_first_day (model->source, "consommations");
  if (first == PF_DAY_NONE)
    {
      g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_NO_DATE,
                   _("The file has neither an opening nor a booking: there is nothing to shift "
                     "its dates by."));
      return FALSE;
    }
  model->shift = pf_day_get_week_start (shift_to) - pf_day_get_week_start (first);
  pfs_import_report_note (
      model->report,
      g_strdup_printf (ngettext ("All dates, birth dates included, were shifted by %d week.",
                                 "All dates, birth dates included, were shifted by %d weeks.",
                                 ABS (model->shift) / 7),
                       model->shift / 7));
  return TRUE;
}

static void
read_town (PfsNoethysModel *model)
{
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "organisateur", "nom ville", "IDorganisateur");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      g_autofree char *name = pfs_noethys_get_text (rows, 0);
      g_autofree char *place = pfs_noethys_get_text (rows, 1);

      if (!model->town_name)
        model->town_name = name ? g_steal_pointer (&name) : g_steal_pointer (&place);
    }
  rows = pfs_noethys_source_select (model->source, "parametres", "categorie nom parametre",
                                    "IDparametre");
  while (pfs_noethys_source_next (model->source, &rows))
    {
      g_autofree char *category = pfs_noethys_get_text (rows, 0);
      g_autofree char *name = pfs_noethys_get_text (rows, 1);
      g_autofree char *value = pfs_noethys_get_text (rows, 2);

      if (g_strcmp0 (category, "vacances") == 0 && g_strcmp0 (name, "zone") == 0 && value &&
          strlen (value) == 1 && strchr ("ABC", *value))
        {
          g_free (model->school_zone);
          model->school_zone = g_steal_pointer (&value);
        }
    }
}

static int
compare_periods (gconstpointer a, gconstpointer b)
{
  const PfPeriod *first = *(const PfPeriod *const *) a;
  const PfPeriod *second = *(const PfPeriod *const *) b;

  return (first->first > second->first) - (first->first < second->first);
}

static void
read_holidays (PfsNoethysModel *model)
{
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "vacances",
                                                  "nom date_debut date_fin", "date_debut");
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  PfDay last = PF_DAY_NONE;

  while (pfs_noethys_source_next (model->source, &rows))
    {
      g_autofree char *name = pfs_noethys_get_text (rows, 0);
      PfDay begin = pfs_noethys_model_get_day (model, rows, 1);
      PfDay end = pfs_noethys_model_get_day (model, rows, 2);

      if (begin == PF_DAY_NONE || end == PF_DAY_NONE || end < begin)
        pfs_import_report_leave (model->report, PFS_TALLY_HOLIDAYS, N_("without usable dates"));
      else
        g_ptr_array_add (found, pf_period_new (begin, end, name ? name : _("School holidays")));
    }
  g_ptr_array_sort (found, compare_periods);
  for (guint i = 0; i < found->len; i++)
    {
      PfPeriod *period = g_ptr_array_index (found, i);

      if (last != PF_DAY_NONE && period->first <= last)
        {
          pfs_import_report_leave (model->report, PFS_TALLY_HOLIDAYS,
                                   N_("overlaps an earlier one"));
          pf_period_free (period);
          continue;
        }
      last = period->last;
      g_ptr_array_add (model->holidays, period);
      pfs_import_report_take (model->report, PFS_TALLY_HOLIDAYS);
    }
}

static void
note_unread (PfsNoethysModel *model)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    {
      int count = pfs_noethys_source_count (model->source, unread[i].table);

      if (count > 0)
        pfs_import_report_note (
            model->report,
            /* Translators: %s is a plural like "invoices", %d how many the file has */
            g_strdup_printf (_("Not read, for the town keeps none yet: %s (%d)."),
                             _(unread[i].name), count));
    }
}

PfsNoethysModel *
pfs_noethys_model_read (PfsNoethysSource *source,
                        PfDay             shift_to,
                        PfsImportReport  *report,
                        GError          **error)
{
  g_autoptr (PfsNoethysModel) model = create_model (source, report);

  if (!choose_shift (model, shift_to, error))
    return NULL;
  read_town (model);
  read_holidays (model);
  pfs_noethys_read_activities (model);
  pfs_noethys_read_people (model);
  pfs_noethys_read_tariffs (model);
  pfs_noethys_read_bookings (model);
  note_unread (model);
  if (!pfs_noethys_source_check (source, error))
    return NULL;
  return g_steal_pointer (&model);
}

void
pfs_noethys_model_free (PfsNoethysModel *model)
{
  if (!model)
    return;
  g_free (model->town_name);
  g_free (model->school_zone);
  g_ptr_array_unref (model->bookings);
  g_ptr_array_unref (model->enrolments);
  g_ptr_array_unref (model->activities);
  g_hash_table_unref (model->family_of);
  g_ptr_array_unref (model->families);
  g_ptr_array_unref (model->holidays);
  g_ptr_array_unref (model->sites);
  g_free (model);
}

PfDay
pfs_noethys_model_get_day (PfsNoethysModel *model, sqlite3_stmt *row, int column)
{
  PfDay day = pfs_noethys_get_day (row, column);
  int year = 0;

  if (day == PF_DAY_NONE)
    return PF_DAY_NONE;
  pf_day_get_ymd (day + model->shift, &year, NULL, NULL);
  return year >= 1 && year <= 9999 ? day + model->shift : PF_DAY_NONE;
}

PfsNoethysFamily *
pfs_noethys_model_find_family (PfsNoethysModel *model, gint64 number)
{
  return g_hash_table_lookup (model->family_of, &number);
}

PfsNoethysActivity *
pfs_noethys_model_find_activity (PfsNoethysModel *model, gint64 number, gint64 group)
{
  for (guint i = 0; i < model->activities->len; i++)
    {
      PfsNoethysActivity *activity = g_ptr_array_index (model->activities, i);

      if (activity->number == number && (activity->group == 0 || activity->group == group))
        return activity;
    }
  return NULL;
}

PfsOpening *
pfs_noethys_activity_find_opening (PfsNoethysActivity *activity, const char *unit, PfDay day)
{
  g_autofree char *key = g_strdup_printf ("%s %d", unit, day);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (activity->by_slot, key));

  return index > 0 ? &g_array_index (activity->openings, PfsOpening, index - 1) : NULL;
}
