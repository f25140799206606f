/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pages of changes as a large family gets them. */
#include "config.h"

#include "first-sync.h"

#define N_CHILDREN 6
#define N_YEARS 3
#define FIRST_YEAR 2025

/* What a child goes to; over a school year about 1 750 slots. */
static const struct {
  const char *id;
  guint weekdays;
  int n_units;
  PfDeadlineRule book;
} activities[] = {
  { "canteen", 0x1b, 1, { PF_DEADLINE_WEEK_BEFORE, 1439, .weekday = PF_TUESDAY, .weeks = 1 } },
  { "alae", 0x1b, 8, { PF_DEADLINE_DAYS_BEFORE, 1439, .days = 2, TRUE, PF_WEEKDAYS_WEEKEND } },
  { "wednesday", 0x04, 4, { PF_DEADLINE_MONTH_BEFORE, 1439, .day_of_month = 20, .months = 1 } },
};

static PfSheet *
make_sheet (int child, gsize activity, PfDay month, PfCalendar *calendar, GTimeZone *zone)
{
  g_autofree char *enrolment = g_strdup_printf ("e-%d-%s", child, activities[activity].id);
  g_autofree char *id = pf_sheet_make_id (enrolment, month);
  PfSheet *sheet = pf_record_new (PF_TYPE_SHEET, id);
  PfMoment unused;

  sheet->enrolment = g_steal_pointer (&enrolment);
  sheet->month = month;
  sheet->version = g_test_rand_int_range (1, 1000);
  for (int unit = 0; unit < activities[activity].n_units; unit++)
    g_ptr_array_add (sheet->units, g_strdup_printf ("unit-%d", unit));
  for (PfDay day = month; day <= pf_day_get_month_end (month); day++)
    for (int unit = 0; unit < activities[activity].n_units; unit++)
      {
        PfSlot slot;
        gint8 label = -1;

        if ((activities[activity].weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (day))) == 0)
          continue;
        pf_slot_init (&slot, day, (guint8) unit);
        pf_deadline_rule_resolve (&activities[activity].book, day, calendar, zone, &unused,
                                  &slot.book_until);
        slot.late_until = slot.book_until + 86400;
        slot.cancel_until = slot.book_until;
        slot.booking = g_test_rand_bit () ? PF_BOOKING_BOOKED : PF_BOOKING_NONE;
        slot.places = g_test_rand_int_range (0, 40);
        slot.price = 340;
        slot.late_price = 510;
        slot.charged = slot.booking == PF_BOOKING_BOOKED ? 340 : PF_CENTS_UNKNOWN;
        g_array_append_val (sheet->slots, slot);
        g_array_append_val (sheet->label_of, label);
      }
  return sheet;
}

PfChanges *
make_first_sync (guint *n_slots)
{
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  PfChanges *changes = pf_changes_new ();

  *n_slots = 0;
  changes->state = g_strdup ("s-1");
  for (int child = 0; child < N_CHILDREN; child++)
    for (gsize activity = 0; activity < G_N_ELEMENTS (activities); activity++)
      for (int month = 0; month < 12 * N_YEARS; month++)
        {
          PfDay first = pf_day_add_months (pf_day_new (FIRST_YEAR, 9, 1), month);
          PfSheet *sheet;

          if (month % 12 >= 10)
            continue;
          sheet = make_sheet (child, activity, first, calendar, zone);
          *n_slots += sheet->slots->len;
          g_ptr_array_add (changes->changed[PF_COLLECTION_SHEETS], sheet);
        }
  return changes;
}

PfChanges *
make_one_day (void)
{
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  PfChanges *changes = pf_changes_new ();

  changes->state = g_strdup ("s-2");
  g_ptr_array_add (changes->changed[PF_COLLECTION_SHEETS],
                   make_sheet (0, 0, pf_day_new (FIRST_YEAR, 10, 1), calendar, zone));
  return changes;
}
