/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family's plan weighs on the wire: a first sync of six children and three school years, and
 * one day's change. */
#include "config.h"

#include <gio/gio.h>

#include "pf-codec.h"

#define N_CHILDREN 6
#define N_YEARS 3
#define FIRST_YEAR 2025
#define MAX_FIRST_SYNC (400 * 1024)
#define MAX_ONE_DAY 1024

/* What a child goes to; over a school year about 1 750 slots. */
static const struct
{
  const char *id;
  guint weekdays;
  int n_units;
  PfDeadlineRule book;
} activities[] = {
  { "canteen", 0x1b, 1, { PF_DEADLINE_WEEK_BEFORE, 1439, .weekday = PF_TUESDAY, .weeks = 1 } },
  { "alae", 0x1b, 8, { PF_DEADLINE_DAYS_BEFORE, 1439, .days = 2, TRUE, PF_WEEKDAYS_WEEKEND } },
  { "wednesday", 0x04, 4, { PF_DEADLINE_MONTH_BEFORE, 1439, .day_of_month = 20, .months = 1 } },
};

static gsize
compress (GBytes *body)
{
  g_autoptr (GConverter) compressor =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GError) error = NULL;
  gsize length, read, written;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *out = g_malloc (length + 1024);
  GConverterResult result = g_converter_convert (compressor, data, length, out, length + 1024,
                                                 G_CONVERTER_INPUT_AT_END, &read, &written, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result, ==, G_CONVERTER_FINISHED);
  return written;
}

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

static PfChanges *
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

static void
test_first_sync (void)
{
  guint n_slots;
  g_autoptr (PfChanges) changes = make_first_sync (&n_slots);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time (), encoded, decoded;
  g_autoptr (GBytes) body = pf_codec_encode_changes (changes);
  g_autoptr (PfChanges) read = NULL;
  gsize compressed;

  encoded = g_get_monotonic_time ();
  read = pf_codec_decode_changes (body, &error);
  decoded = g_get_monotonic_time ();
  g_assert_no_error (error);
  g_assert_cmpuint (read->changed[PF_COLLECTION_SHEETS]->len, ==,
                    changes->changed[PF_COLLECTION_SHEETS]->len);
  compressed = compress (body);
  g_test_message ("%u slots, %" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT
                  " compressed; written in %d ms, read in %d ms",
                  n_slots, g_bytes_get_size (body), compressed, (int) ((encoded - start) / 1000),
                  (int) ((decoded - encoded) / 1000));
  g_assert_cmpuint (n_slots, >, 30000);
  g_assert_cmpuint (compressed, <, MAX_FIRST_SYNC);
}

static void
test_one_day (void)
{
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (PfChanges) changes = pf_changes_new ();
  g_autoptr (GBytes) body = NULL;

  changes->state = g_strdup ("s-2");
  g_ptr_array_add (changes->changed[PF_COLLECTION_SHEETS],
                   make_sheet (0, 0, pf_day_new (FIRST_YEAR, 10, 1), calendar, zone));
  body = pf_codec_encode_changes (changes);
  g_test_message ("%" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT " compressed",
                  g_bytes_get_size (body), compress (body));
  g_assert_cmpuint (compress (body), <, MAX_ONE_DAY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/size/first-sync", test_first_sync);
  g_test_add_func ("/size/one-day", test_one_day);

  return g_test_run ();
}
