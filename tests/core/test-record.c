/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of records: collections, what a new one holds, look-ups in sheets and activities. */
#include "config.h"

#include "pf-record.h"

static PfUnit *
make_unit (const char *id)
{
  PfUnit *unit = g_new0 (PfUnit, 1);

  unit->id = g_strdup (id);
  unit->name = g_strdup (id);
  unit->short_name = g_strndup (id, 1);
  return unit;
}

static void
add_slot (PfSheet *sheet, PfDay day, guint8 unit, gint8 label)
{
  PfSlot slot;

  pf_slot_init (&slot, day, unit);
  g_array_append_val (sheet->slots, slot);
  g_array_append_val (sheet->label_of, label);
}

static void
test_names_collections_both_ways (void)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      g_autoptr (PfRecord) record = pf_record_new (pf_collection_get_record_type (i), "x");

      g_assert_cmpint (pf_collection_from_name (pf_collection_get_name (i)), ==, i);
      g_assert_true (PF_IS_RECORD (record));
      g_assert_cmpstr (pf_record_get_id (record), ==, "x");
    }
  g_assert_cmpstr (pf_collection_get_name (PF_COLLECTION_CHILDREN), ==, "children");
  g_assert_cmpint (pf_collection_get_record_type (PF_COLLECTION_SHEETS), ==, PF_TYPE_SHEET);
  g_assert_cmpint (pf_collection_from_name ("unheard-of"), ==, -1);
  g_assert_cmpint (pf_collection_from_name (NULL), ==, -1);
}

static void
test_starts_records_with_nothing_known (void)
{
  g_autoptr (PfTown) town = pf_record_new (PF_TYPE_TOWN, "t");
  g_autoptr (PfHousehold) household = pf_record_new (PF_TYPE_HOUSEHOLD, "h");
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, "c");
  g_autoptr (PfActivity) activity = pf_record_new (PF_TYPE_ACTIVITY, "a");
  g_autoptr (PfEnrolment) enrolment = pf_record_new (PF_TYPE_ENROLMENT, "e");
  g_autoptr (PfSheet) sheet = pf_record_new (PF_TYPE_SHEET, "e/2026-11");

  g_assert_cmpstr (town->time_zone, ==, "Europe/Paris");
  g_assert_cmpstr (g_time_zone_get_identifier (town->zone), ==, "Europe/Paris");
  g_assert_cmpstr (town->currency, ==, "EUR");
  g_assert_cmpint (pf_calendar_get_region (town->calendar), ==, PF_REGION_METROPOLE);
  g_assert_cmpuint (pf_calendar_get_school_holidays (town->calendar)->len, ==, 0);
  g_assert_cmpint (household->quotient, ==, PF_CENTS_UNKNOWN);
  g_assert_cmpint (child->birth_date, ==, PF_DAY_NONE);
  g_assert_cmpuint (activity->units->len, ==, 0);
  g_assert_true (pf_deadline_rule_is_valid (&activity->book, NULL));
  g_assert_cmpint (activity->late.window_last, ==, PF_DAY_NONE);
  g_assert_cmpint (enrolment->first, ==, PF_DAY_NONE);
  g_assert_cmpuint (enrolment->weekdays, ==, PF_WEEKDAYS_ALL);
  g_assert_cmpint (sheet->month, ==, PF_DAY_NONE);
  g_assert_cmpuint (sheet->slots->len, ==, 0);
}

static void
test_keeps_the_zone_when_a_name_is_unknown (void)
{
  g_autoptr (PfTown) town = pf_record_new (PF_TYPE_TOWN, "t");
  g_autofree char *noon = NULL;

  g_assert_true (pf_town_set_time_zone (town, "Indian/Reunion"));
  g_assert_cmpstr (town->time_zone, ==, "Indian/Reunion");
  g_assert_false (pf_town_set_time_zone (town, "Europe/Atlantis"));
  g_assert_cmpstr (town->time_zone, ==, "Indian/Reunion");
  noon = pf_moment_format (pf_moment_at (pf_day_new (2026, 11, 21), 12 * 3600, town->zone));
  g_assert_cmpstr (noon, ==, "2026-11-21T08:00:00Z");
}

static void
test_finds_slots_by_day_and_unit (void)
{
  g_autoptr (PfSheet) sheet = pf_record_new (PF_TYPE_SHEET, "e/2026-11");
  PfDay first = pf_day_new (2026, 11, 1);

  g_ptr_array_add (sheet->units, g_strdup ("meal"));
  g_ptr_array_add (sheet->units, g_strdup ("evening"));
  g_assert_null (pf_sheet_find_slot (sheet, first, "meal"));
  for (PfDay day = first; day < first + 30; day++)
    {
      add_slot (sheet, day, 0, -1);
      if (day % 2 == 0)
        add_slot (sheet, day, 1, -1);
    }

  for (PfDay day = first - 2; day < first + 32; day++)
    {
      const PfSlot *meal = pf_sheet_find_slot (sheet, day, "meal");
      const PfSlot *evening = pf_sheet_find_slot (sheet, day, "evening");
      gboolean inside = day >= first && day < first + 30;

      g_assert_cmpint (meal != NULL, ==, inside);
      g_assert_cmpint (evening != NULL, ==, inside && day % 2 == 0);
      g_assert_true (meal == NULL || (meal->day == day && meal->unit == 0));
      g_assert_true (evening == NULL || (evening->day == day && evening->unit == 1));
    }
  g_assert_null (pf_sheet_find_slot (sheet, first, "morning"));
}

static void
test_reads_labels (void)
{
  g_autoptr (PfSheet) sheet = pf_record_new (PF_TYPE_SHEET, "e/2026-11");
  PfSlot stranger;

  g_ptr_array_add (sheet->units, g_strdup ("meal"));
  g_ptr_array_add (sheet->labels, g_strdup ("Grève"));
  add_slot (sheet, 100, 0, -1);
  add_slot (sheet, 101, 0, 0);
  add_slot (sheet, 102, 0, 1);
  pf_slot_init (&stranger, 101, 0);

  g_assert_null (pf_sheet_get_label (sheet, pf_sheet_find_slot (sheet, 100, "meal")));
  g_assert_cmpstr (pf_sheet_get_label (sheet, pf_sheet_find_slot (sheet, 101, "meal")), ==,
                   "Grève");
  g_assert_null (pf_sheet_get_label (sheet, pf_sheet_find_slot (sheet, 102, "meal")));
  g_assert_null (pf_sheet_get_label (sheet, &stranger));
}

static void
test_makes_sheet_identifiers (void)
{
  g_autofree char *id = pf_sheet_make_id ("enrolment-12", pf_day_new (2026, 3, 29));

  g_assert_cmpstr (id, ==, "enrolment-12/2026-03");
}

static void
test_finds_units_by_identifier (void)
{
  g_autoptr (PfActivity) activity = pf_record_new (PF_TYPE_ACTIVITY, "a");

  g_ptr_array_add (activity->units, make_unit ("meal"));
  g_ptr_array_add (activity->units, make_unit ("evening"));
  g_assert_cmpstr (pf_activity_find_unit (activity, "evening")->id, ==, "evening");
  g_assert_null (pf_activity_find_unit (activity, "morning"));
  g_assert_null (pf_activity_find_unit (activity, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/names-collections-both-ways", test_names_collections_both_ways);
  g_test_add_func ("/record/starts-with-nothing-known", test_starts_records_with_nothing_known);
  g_test_add_func ("/record/keeps-the-zone-when-a-name-is-unknown",
                   test_keeps_the_zone_when_a_name_is_unknown);
  g_test_add_func ("/record/finds-slots-by-day-and-unit", test_finds_slots_by_day_and_unit);
  g_test_add_func ("/record/reads-labels", test_reads_labels);
  g_test_add_func ("/record/makes-sheet-identifiers", test_makes_sheet_identifiers);
  g_test_add_func ("/record/finds-units-by-identifier", test_finds_units_by_identifier);
  return g_test_run ();
}
