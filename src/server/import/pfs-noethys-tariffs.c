/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads Noethys' daily tariffs of single units: one amount, or amounts by quotient. Other methods
 * of calculation are left, and told. */
#include "config.h"

#include "pfs-noethys-model.h"

#include <glib/gi18n-lib.h>

/* One row of Noethys' tariffs, while it is judged. */
typedef struct {
  gint64 number;
  gint64 activity;
  char *type;
  char *method;
  char *categories; /* "1;2" */
  char *groups;
  PfDay from;
} Row;

static void
free_row (Row *row)
{
  g_free (row->type);
  g_free (row->method);
  g_free (row->categories);
  g_free (row->groups);
  g_free (row);
}

static gboolean
list_holds (const char *list, gint64 number)
{
  g_auto (GStrv) parts = g_strsplit (list ? list : "", ";", -1);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return !list || g_strv_contains ((const char *const *) parts, wanted);
}

/* The category of tariffs in which most people of the activity are enrolled, 0 where none is. */
static gint64
find_main_category (PfsNoethysModel *model, gint64 activity)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "inscriptions",
                                                  "IDactivite IDcategorie_tarif", "IDinscription");
  guint most = 0;
  gint64 main_category = 0;

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 category = pfs_noethys_get_int (rows, 1, 0);
      guint count;

      if (pfs_noethys_get_int (rows, 0, 0) != activity || category == 0)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &category)) + 1;
      g_hash_table_replace (counts, g_memdup2 (&category, sizeof category),
                            GUINT_TO_POINTER (count));
      if (count > most)
        {
          most = count;
          main_category = category;
        }
    }
  return main_category;
}

/* Returns: (element-type utf8): the units for which the tariff is meant alone; a combination of
 * several sets @is_combined. */
static GPtrArray *
read_units (PfsNoethysModel *model, gint64 tariff, gboolean *is_combined)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "combi_tarifs_unites",
                                                  "IDtarif IDcombi_tarif IDunite",
                                                  "IDcombi_tarif, IDcombi_tarif_unite");
  gint64 combination = -1;

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 1, 0);

      if (pfs_noethys_get_int (rows, 0, 0) != tariff)
        continue;
      if (number == combination)
        *is_combined = TRUE;
      combination = number;
      g_ptr_array_add (units,
                       g_strdup_printf ("u%" G_GINT64_FORMAT, pfs_noethys_get_int (rows, 2, 0)));
    }
  return units;
}

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const PfsTariff *first = a;
  const PfsTariff *second = b;

  return (first->up_to > second->up_to) - (first->up_to < second->up_to);
}

/* Returns: (element-type PfsTariff): the bands of a tariff, the highest one without an end. */
static GArray *
read_bands (PfsNoethysModel *model, const Row *tariff)
{
  gboolean by_quotient = g_str_equal (tariff->method, "qf");
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (PfsTariff));
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "tarifs_lignes",
                                                  "IDtarif qf_max montant_unique",
                                                  "num_ligne, IDligne");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      PfsTariff band = { .from = tariff->from, .up_to = PFS_QUOTIENT_ANY };
      PfCents up_to = pfs_noethys_get_cents (rows, 1);

      if (pfs_noethys_get_int (rows, 0, 0) != tariff->number)
        continue;
      band.price = band.late_price = pfs_noethys_get_cents (rows, 2);
      if (by_quotient && up_to != PF_CENTS_UNKNOWN && up_to >= 0)
        band.up_to = up_to;
      if (band.price != PF_CENTS_UNKNOWN && band.price >= 0 && (by_quotient || bands->len == 0))
        g_array_append_val (bands, band);
    }
  g_array_sort (bands, compare_bands);
  if (bands->len > 0)
    g_array_index (bands, PfsTariff, bands->len - 1).up_to = PFS_QUOTIENT_ANY;
  return bands;
}

static gboolean
has_tariff (PfsNoethysActivity *activity, const char *unit, PfDay from)
{
  for (guint i = 0; i < activity->tariffs->len; i++)
    {
      const PfsNoethysUnitTariff *known =
          &g_array_index (activity->tariffs, PfsNoethysUnitTariff, i);

      if (known->tariff.from == from && g_str_equal (known->unit, unit))
        return TRUE;
    }
  return FALSE;
}

static gboolean
give_tariff (PfsNoethysModel *model, const Row *row, GPtrArray *units, GArray *bands)
{
  gboolean given = FALSE;

  for (guint i = 0; i < model->activities->len; i++)
    {
      PfsNoethysActivity *activity = g_ptr_array_index (model->activities, i);

      if (activity->number != row->activity ||
          (activity->group > 0 && !list_holds (row->groups, activity->group)))
        continue;
      for (guint k = 0; k < units->len; k++)
        {
          const char *unit = g_ptr_array_index (units, k);

          if (!pf_activity_find_unit (activity->record, unit) ||
              has_tariff (activity, unit, row->from))
            continue;
          for (guint n = 0; n < bands->len; n++)
            {
              PfsNoethysUnitTariff tariff = { g_strdup (unit),
                                              g_array_index (bands, PfsTariff, n) };

              g_array_append_val (activity->tariffs, tariff);
            }
          given = TRUE;
        }
    }
  return given;
}

static const char *
judge_tariff (PfsNoethysModel *model, const Row *row)
{
  gboolean is_combined = FALSE;
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (GArray) bands = NULL;
  gint64 category = find_main_category (model, row->activity);

  if (row->type && !g_str_equal (row->type, "JOURN"))
    return N_("a flat rate, not a daily one");
  if (!row->method ||
      (!g_str_equal (row->method, "montant_unique") && !g_str_equal (row->method, "qf")))
    return N_("calculated by duration, income or another method");
  if (category != 0 && !list_holds (row->categories, category))
    return N_("for a category of families other than the most frequent");
  units = read_units (model, row->number, &is_combined);
  if (is_combined)
    return N_("for several units together");
  bands = read_bands (model, row);
  if (bands->len == 0)
    return N_("without an amount");
  return give_tariff (model, row, units, bands)
             ? NULL
             : N_("for no unit that was taken, or one that has a tariff already");
}

void
pfs_noethys_read_tariffs (PfsNoethysModel *model)
{
  g_autoptr (GPtrArray) tariffs = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);
  sqlite3_stmt *rows = pfs_noethys_source_select (
      model->source, "tarifs",
      "IDtarif IDactivite type methode categories_tarifs groupes date_debut", "IDtarif");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      Row *row = g_new0 (Row, 1);

      row->number = pfs_noethys_get_int (rows, 0, 0);
      row->activity = pfs_noethys_get_int (rows, 1, 0);
      row->type = pfs_noethys_get_text (rows, 2);
      row->method = pfs_noethys_get_text (rows, 3);
      row->categories = pfs_noethys_get_text (rows, 4);
      row->groups = pfs_noethys_get_text (rows, 5);
      row->from = pfs_noethys_model_get_day (model, rows, 6);
      if (row->from == PF_DAY_NONE)
        row->from = pf_day_new (1970, 1, 1);
      g_ptr_array_add (tariffs, row);
    }
  for (guint i = 0; i < tariffs->len; i++)
    pfs_import_report_count (model->report, PFS_TALLY_TARIFFS,
                             judge_tariff (model, g_ptr_array_index (tariffs, i)));
}
