/* SPDX-License-Identifier: GPL-3.0-or-later
 * The household that tests of store and sync share. */
#include "config.h"

#include "pf-test-family.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static const struct {
  const char *id;
  const char *name;
  int start_minute;
} alae_units[] = {
  { "morning", "Matin", 450 },
  { "noon", "Midi", 720 },
  { "evening-1", "Soir 1", 990 },
  { "evening-2", "Soir 2", 1050 },
};

static GTimeZone *
get_zone (void)
{
  static GTimeZone *zone;

  if (zone == NULL)
    zone = g_time_zone_new_identifier ("Europe/Paris");
  return zone;
}

static PfSlot
make_slot (PfDay day, guint8 unit)
{
  PfSlot slot;

  pf_slot_init (&slot, day, unit);
  slot.book_until = pf_moment_at (pf_day_get_week_start (day) - 6, 86399, get_zone ());
  slot.late_until = pf_moment_at (day - 1, 86399, get_zone ());
  slot.cancel_until = pf_moment_at (day - 2, 86399, get_zone ());
  slot.price = 340;
  slot.late_price = 510;
  return slot;
}

static gpointer
add_record (PfChanges *changes, PfCollection collection, const char *id)
{
  gpointer record = pf_record_new (pf_collection_get_record_type (collection), id);

  g_ptr_array_add (changes->changed[collection], record);
  return record;
}

static void
add_unit (PfActivity *activity, const char *id, const char *name, int start_minute)
{
  PfUnit *unit = g_new0 (PfUnit, 1);

  unit->id = g_strdup (id);
  unit->name = g_strdup (name);
  unit->short_name = g_strndup (name, 1);
  unit->start_minute = start_minute;
  unit->end_minute = start_minute + 60;
  g_ptr_array_add (activity->units, unit);
}

static void
add_town (PfChanges *changes)
{
  PfTown *town = add_record (changes, PF_COLLECTION_TOWN, "town");
  PfHousehold *household = add_record (changes, PF_COLLECTION_HOUSEHOLD, "household");
  PfGuardian *guardian = add_record (changes, PF_COLLECTION_GUARDIANS, "guardian-0");
  PfActivity *canteen = add_record (changes, PF_COLLECTION_ACTIVITIES, PF_TEST_CANTEEN);
  PfActivity *alae = add_record (changes, PF_COLLECTION_ACTIVITIES, PF_TEST_ALAE);

  g_assert_true (pf_town_set_time_zone (town, "Europe/Paris"));
  g_free (town->name);
  town->name = g_strdup ("Exempleville");
  household->name = g_strdup ("Famille Exemple");
  guardian->first_name = g_strdup ("Camille");
  guardian->last_name = g_strdup ("Exemple");
  guardian->is_self = TRUE;
  canteen->name = g_strdup ("Cantine");
  alae->name = g_strdup ("ALAE");
  add_unit (canteen, "meal", "Repas", 720);
  for (gsize i = 0; i < G_N_ELEMENTS (alae_units); i++)
    add_unit (alae, alae_units[i].id, alae_units[i].name, alae_units[i].start_minute);
}

static void
add_enrolment (PfChanges          *changes,
               const PfTestFamily *family,
               const char         *child,
               const char         *activity)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", child, activity);
  PfEnrolment *enrolment = add_record (changes, PF_COLLECTION_ENROLMENTS, id);

  enrolment->child = g_strdup (child);
  enrolment->activity = g_strdup (activity);
  enrolment->state = PF_ENROLMENT_OPEN;
  enrolment->first = family->first_month;
  enrolment->last = pf_day_add_months (family->first_month, family->n_months) - 1;
  enrolment->weekdays = PF_WEEKDAYS_ALL;
  for (guint i = 0; i < family->n_months; i++)
    g_ptr_array_add (changes->changed[PF_COLLECTION_SHEETS],
                     pf_test_family_make_sheet (id, pf_day_add_months (family->first_month, i), 1));
}

PfSheet *
pf_test_family_make_sheet (const char *enrolment, PfDay month, gint64 version)
{
  g_autofree char *id = pf_sheet_make_id (enrolment, month);
  PfSheet *sheet = pf_record_new (PF_TYPE_SHEET, id);
  gboolean is_canteen = g_str_has_suffix (enrolment, PF_TEST_CANTEEN);
  guint n_units = is_canteen ? 1 : G_N_ELEMENTS (alae_units);
  gint8 no_label = -1;

  sheet->enrolment = g_strdup (enrolment);
  sheet->month = month;
  sheet->version = version;
  for (guint i = 0; i < n_units; i++)
    g_ptr_array_add (sheet->units, g_strdup (is_canteen ? "meal" : alae_units[i].id));
  for (PfDay day = month; day <= pf_day_get_month_end (month); day++)
    for (guint i = 0; i < n_units && pf_day_get_weekday (day) < PF_SATURDAY; i++)
      {
        PfSlot slot = make_slot (day, i);

        g_array_append_val (sheet->slots, slot);
        g_array_append_val (sheet->label_of, no_label);
      }
  return sheet;
}

PfSheet *
pf_test_copy_sheet (PfSheet *sheet)
{
  PfSheet *copy = pf_record_new (PF_TYPE_SHEET, pf_record_get_id (PF_RECORD (sheet)));

  copy->enrolment = g_strdup (sheet->enrolment);
  copy->month = sheet->month;
  copy->version = sheet->version;
  for (guint i = 0; i < sheet->units->len; i++)
    g_ptr_array_add (copy->units, g_strdup (sheet->units->pdata[i]));
  for (guint i = 0; i < sheet->labels->len; i++)
    g_ptr_array_add (copy->labels, g_strdup (sheet->labels->pdata[i]));
  g_array_append_vals (copy->slots, sheet->slots->data, sheet->slots->len);
  g_array_append_vals (copy->label_of, sheet->label_of->data, sheet->label_of->len);
  return copy;
}

PfChanges *
pf_test_family_make_changes (const PfTestFamily *family, const char *state)
{
  PfChanges *changes = pf_changes_new ();

  changes->state = g_strdup (state);
  changes->is_whole = TRUE;
  add_town (changes);
  for (guint i = 0; i < family->n_children; i++)
    {
      g_autofree char *id = g_strdup_printf ("child-%u", i);
      PfChild *child = add_record (changes, PF_COLLECTION_CHILDREN, id);

      child->first_name = g_strdup_printf ("Enfant %u", i);
      child->last_name = g_strdup ("Exemple");
      child->birth_date = pf_day_new (2014 + i, 3, 1);
      add_enrolment (changes, family, id, PF_TEST_CANTEEN);
      add_enrolment (changes, family, id, PF_TEST_ALAE);
    }
  return changes;
}

char *
pf_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("pf-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
pf_test_remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        pf_test_remove_folder (g_steal_pointer (&path));
      else
        g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}
