/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the school calendar reader: each trap of the published files, broken files, and one real
 * file day by day. */
#include "config.h"

#include "pf-school-calendar.h"

#include <string.h>

#include "test-data.h"

#define HEAD "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n"
#define TAIL "END:VCALENDAR\n"
#define EVENT(summary, dates) "BEGIN:VEVENT\nUID:1\n" dates "SUMMARY:" summary "\nEND:VEVENT\n"
#define START(date) "DTSTART;VALUE=DATE:" date "\n"
#define SPAN(first, end) START (first) "DTEND;VALUE=DATE:" end "\n"

/* "2026-10-17/2026-11-01 Vacances de la Toussaint; …" */
static char *
describe_periods (GPtrArray *periods)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < periods->len; i++)
    {
      const PfPeriod *period = g_ptr_array_index (periods, i);
      g_autofree char *first = pf_day_format (period->first);
      g_autofree char *last = pf_day_format (period->last);

      g_string_append_printf (text, "%s%s/%s %s", i > 0 ? "; " : "", first, last, period->name);
    }
  return g_string_free (text, FALSE);
}

/* Laid out by hand: one event after the other. */
/* clang-format off */
static const struct {
  const char *label;
  const char *text;
  const char *zone;
  const char *periods;
} published_traps[] = {
  { "the end is exclusive", HEAD EVENT ("Vacances de la Toussaint - Zone B",
    SPAN ("20261017", "20261102")) TAIL, "B",
    "2026-10-17/2026-11-01 Vacances de la Toussaint" },
  { "no DTEND is one day", HEAD EVENT ("Pont de l'Ascension", START ("20260515")) TAIL, "B",
    "2026-05-15/2026-05-15 Pont de l'Ascension" },
  { "DTEND = DTSTART is one day", HEAD EVENT ("Pont de l'Ascension",
    SPAN ("20260515", "20260515")) TAIL, NULL, "2026-05-15/2026-05-15 Pont de l'Ascension" },
  { "DTEND before DTSTART is one day", HEAD EVENT ("Pont de l'Ascension",
    SPAN ("20260515", "20260501")) TAIL, NULL, "2026-05-15/2026-05-15 Pont de l'Ascension" },
  { "summer without DTEND, then pupils are back", HEAD
    EVENT ("Vacances d'été - Zone B", START ("20260704"))
    EVENT ("Prérentrée des enseignants - Zone B", START ("20260831"))
    EVENT ("Rentrée scolaire des élèves - Zone B", START ("20260902")) TAIL, "B",
    "2026-07-04/2026-09-01 Vacances d'été" },
  { "summer with DTEND = DTSTART", HEAD
    EVENT ("Début des Vacances d'Été", SPAN ("20260704", "20260704"))
    EVENT ("Rentrée Enseignants", START ("20260831"))
    EVENT ("Rentrée Élèves", START ("20260901")) TAIL, NULL,
    "2026-07-04/2026-08-31 Début des Vacances d'Été" },
  { "summer with nothing after", HEAD EVENT ("Vacances d'été", START ("20260704")) TAIL, NULL,
    "2026-07-04/2026-08-31 Vacances d'été" },
  { "summer, pupils back only years later", HEAD EVENT ("Vacances d'été", START ("20260704"))
    EVENT ("Rentrée scolaire des élèves", START ("20290903")) TAIL, NULL,
    "2026-07-04/2026-08-31 Vacances d'été" },
  { "teachers and other days left out", HEAD EVENT ("Pré-rentrée des enseignants",
    START ("20260831")) EVENT ("Vacances des enseignants", START ("20260825"))
    EVENT ("Rentrée des vacances de Noël", START ("20270104")) EVENT ("Fin des vacances",
    START ("20270103")) EVENT ("Conseil municipal de Pontoise", START ("20270105"))
    EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "one zone of several", HEAD
    EVENT ("Vacances d'hiver - Zone A", SPAN ("20270213", "20270301"))
    EVENT ("Vacances d'hiver - Zone B", SPAN ("20270220", "20270308"))
    EVENT ("Vacances d'hiver - Zone C", SPAN ("20270206", "20270222")) TAIL, "B",
    "2027-02-20/2027-03-07 Vacances d'hiver" },
  { "all zones become one", HEAD
    EVENT ("Vacances d'hiver - Zone A", SPAN ("20270213", "20270301"))
    EVENT ("Vacances d'hiver - Zone B", SPAN ("20270220", "20270308"))
    EVENT ("Vacances d'hiver - Zone C", SPAN ("20270206", "20270222")) TAIL, NULL,
    "2027-02-06/2027-03-07 Vacances d'hiver" },
  { "zones listed together", HEAD
    EVENT ("Vacances de Noël - Zones A\\, B et C", SPAN ("20261219", "20270104"))
    EVENT ("Vacances d'hiver - Zones A/C", SPAN ("20270206", "20270222")) TAIL, "B",
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "a zone of its own", HEAD EVENT ("Vacances de Carnaval - Zone Corse",
    SPAN ("20270213", "20270301")) EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL,
    "A", "2026-12-19/2027-01-03 Vacances de Noël" },
  { "the zone only in LOCATION", HEAD EVENT ("Vacances d'hiver",
    SPAN ("20270213", "20270301") "LOCATION:Zone A\n") EVENT ("Vacances d'hiver",
    SPAN ("20270220", "20270308") "LOCATION:Zone B\n") TAIL, "A",
    "2027-02-13/2027-02-28 Vacances d'hiver" },
  { "another holiday gives way", HEAD EVENT ("Vacances de printemps",
    SPAN ("20260411", "20260427")) EVENT ("Pont de mai", SPAN ("20260425", "20260504"))
    EVENT ("Pont", SPAN ("20260412", "20260413")) TAIL, NULL,
    "2026-04-11/2026-04-26 Vacances de printemps; 2026-04-27/2026-05-03 Pont de mai" },
  { "sorted", HEAD EVENT ("Vacances de Noël", SPAN ("20261219", "20270104"))
    EVENT ("Vacances de la Toussaint", SPAN ("20261017", "20261102")) TAIL, NULL,
    "2026-10-17/2026-11-01 Vacances de la Toussaint; 2026-12-19/2027-01-03 Vacances de Noël" },
  { "times instead of dates", HEAD EVENT ("Vacances de Noël",
    "DTSTART:20261219T000000\nDTEND:20270104T000000\n") TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "times in UTC", HEAD EVENT ("Vacances de Noël",
    "DTSTART:20261218T230000Z\nDTEND:20270103T230000Z\n") TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "a duration", HEAD EVENT ("Vacances de Noël", START ("20261219") "DURATION:P16D\n") TAIL,
    NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "folded in the middle of a letter", HEAD
    "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261219\nDTEND;VALUE=DATE:202\n 70104\n"
    "SUMMARY:Vacances de No\303\n \253l - Zone\n  B\nEND:VEVENT\n" TAIL, "B",
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "accents in two parts", HEAD EVENT ("Vacances d'e\314\201te\314\201",
    START ("20260704")) TAIL, NULL,
    "2026-07-04/2026-08-31 Vacances d'e\314\201te\314\201" },
  { "bad dates are passed over", HEAD EVENT ("Vacances de Mars", SPAN ("20261399", "20261402"))
    EVENT ("Vacances de rien", "DTSTART;VALUE=DATE:demain\n") EVENT ("Vacances sans date", "")
    EVENT ("Vacances d'antan", "DTSTART:00010101T000000Z\nDTEND:00010101T000000Z\n")
    EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "two calendars in one file", HEAD EVENT ("Vacances de Noël", SPAN ("20261219", "20270104"))
    TAIL HEAD EVENT ("Vacances d'hiver", SPAN ("20270220", "20270308")) TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël; 2027-02-20/2027-03-07 Vacances d'hiver" },
  { "overseas keep calendars of their own", HEAD EVENT ("Vacances de Carnaval - Guadeloupe",
    SPAN ("20270206", "20270222")) EVENT ("Vacances d'hiver",
    SPAN ("20270213", "20270301") "LOCATION:La Réunion\n")
    EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL, "A",
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "which a town there takes", HEAD EVENT ("Vacances d'été austral - Réunion",
    SPAN ("20261219", "20270125")) TAIL, NULL,
    "2026-12-19/2027-01-24 Vacances d'été austral - Réunion" },
  { "a cancelled one is none", HEAD EVENT ("Pont de l'Ascension",
    START ("20260515") "STATUS:CANCELLED\n")
    EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "no holiday lasts for years", HEAD EVENT ("Vacances d'hiver", SPAN ("20270206", "20370222"))
    EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
  { "a title only in DESCRIPTION", HEAD "BEGIN:VEVENT\n" SPAN ("20261219", "20270104")
    "DESCRIPTION:Vacances de Noël\nEND:VEVENT\n" TAIL, NULL,
    "2026-12-19/2027-01-03 Vacances de Noël" },
};
/* clang-format on */

static void
test_reads_published_traps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (published_traps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *described = NULL;
      const char *text = published_traps[i].text;
      g_autoptr (GPtrArray) periods =
          pf_school_calendar_parse (text, strlen (text), published_traps[i].zone, NULL, &error);

      g_test_message ("%s", published_traps[i].label);
      g_assert_no_error (error);
      described = describe_periods (periods);
      g_assert_cmpstr (described, ==, published_traps[i].periods);
    }
}

static void
test_reads_any_line_ends (void)
{
  static const char *const line_ends[] = { "\n", "\r\n", "\r" };
  static const char *const marks[] = { "", "\357\273\277" };

  for (gsize i = 0; i < G_N_ELEMENTS (line_ends) * G_N_ELEMENTS (marks); i++)
    {
      g_auto (GStrv) lines = g_strsplit (
          HEAD EVENT ("Vacances de la\n  Toussaint", SPAN ("20261017", "20261102")) TAIL, "\n", -1);
      g_autofree char *joined = g_strjoinv (line_ends[i / G_N_ELEMENTS (marks)], lines);
      g_autofree char *text = g_strconcat (marks[i % G_N_ELEMENTS (marks)], joined, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) periods =
          pf_school_calendar_parse (text, strlen (text), NULL, NULL, &error);
      g_autofree char *described = NULL;

      g_assert_no_error (error);
      described = describe_periods (periods);
      g_assert_cmpstr (described, ==, "2026-10-17/2026-11-01 Vacances de la Toussaint");
    }
}

static void
test_counts_what_has_no_good_days (void)
{
  static const char text[] = HEAD EVENT ("Vacances de Noël", SPAN ("20261219", "20270104"))
      EVENT ("Vacances d'hiver", SPAN ("2027XX13", "20270301"))
          EVENT ("Vacances d'été", SPAN ("20270703", "20370901"))
              EVENT ("Prérentrée des enseignants", SPAN ("nonsense", "20270301")) TAIL;
  guint n_unread = 0;
  g_autoptr (GPtrArray) periods =
      pf_school_calendar_parse (text, strlen (text), NULL, &n_unread, NULL);

  g_assert_nonnull (periods);
  g_assert_cmpuint (n_unread, ==, 2);
}

static void
test_tells_calendars_of_several_zones (void)
{
  static const struct {
    const char *text;
    gboolean has_zones;
  } cases[] = {
    { HEAD EVENT ("Vacances d'hiver - Zone A", SPAN ("20270213", "20270301"))
          EVENT ("Vacances d'hiver - Zone B", SPAN ("20270220", "20270308")) TAIL,
      TRUE },
    { HEAD EVENT ("Vacances d'hiver - Zone A", SPAN ("20270213", "20270301"))
          EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL,
      TRUE },
    { HEAD EVENT ("Vacances d'hiver - Zone A", SPAN ("20270213", "20270301")) TAIL, FALSE },
    { HEAD EVENT ("Vacances de Noël - Zones A\\, B et C", SPAN ("20261219", "20270104")) TAIL,
      FALSE },
    { HEAD EVENT ("Vacances d'été austral - Réunion", SPAN ("20261219", "20270125")) TAIL, FALSE },
    { "nonsense", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pf_school_calendar_has_zones (cases[i].text, strlen (cases[i].text)), ==,
                     cases[i].has_zones);
}

static void
check_refused (const char *text, gsize length, const char *zone, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pf_school_calendar_parse (text, length, zone, NULL, &error));
  g_assert_error (error, PF_SCHOOL_CALENDAR_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_refuses_what_is_no_calendar (void)
{
  static const char *const texts[] = {
    "",
    "\n",
    "<html><body>Page introuvable</body></html>",
    "{\"records\": []}",
    "BEGIN:VEVENT\nSUMMARY:Vacances\nEND:VEVENT\n",
    "BEGIN:VCALENDAR\n",
    HEAD "BEGIN:VEVENT\n" SPAN ("20261219", "20270104") "SUMMARY:Vacances de No",
    HEAD EVENT ("Vacances de No\353l", SPAN ("20261219", "20270104")) TAIL, /* ISO 8859-1 */
    "END:VCALENDAR\nBEGIN:VCALENDAR\n",
    "\357\273\277",
  };
  static const char with_nul[] = HEAD "X-A:\0\n" TAIL;
  g_autoptr (GString) deep = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      check_refused (texts[i], strlen (texts[i]), NULL, PF_SCHOOL_CALENDAR_ERROR_NOT_ICALENDAR);
    }
  check_refused (with_nul, sizeof with_nul - 1, NULL, PF_SCHOOL_CALENDAR_ERROR_NOT_ICALENDAR);

  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "BEGIN:VCALENDAR\n");
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "END:VCALENDAR\n");
  check_refused (deep->str, deep->len, NULL, PF_SCHOOL_CALENDAR_ERROR_NOT_ICALENDAR);
}

static void
test_refuses_a_calendar_without_holidays (void)
{
  static const struct {
    const char *text, *zone;
  } cases[] = {
    { HEAD TAIL, NULL },
    { HEAD EVENT ("Rentrée scolaire des élèves", START ("20260901")) TAIL, NULL },
    { HEAD EVENT ("Prérentrée des enseignants", START ("20260831")) TAIL, "A" },
    { HEAD EVENT ("Vacances d'hiver - Zone A", SPAN ("20270213", "20270301")) TAIL, "B" },
    { HEAD EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL, "Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_refused (cases[i].text, strlen (cases[i].text), cases[i].zone,
                   PF_SCHOOL_CALENDAR_ERROR_EMPTY);
}

static void
test_survives_huge_files (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GPtrArray) periods = NULL;
  g_autoptr (GError) error = NULL;

  for (int year = 1990; year < 2190; year++)
    for (int i = 0; i < 50; i++)
      g_string_append_printf (text, EVENT ("Vacances de Noël - Zone B", SPAN ("%d1219", "%d0104")),
                              year, year + 1);
  g_string_append (text, TAIL);
  periods = pf_school_calendar_parse (text->str, text->len, "B", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (periods->len, ==, 200);

  g_string_set_size (text, PF_SCHOOL_CALENDAR_MAX_SIZE + 1);
  check_refused (text->str, text->len, NULL, PF_SCHOOL_CALENDAR_ERROR_TOO_LARGE);
}

/* Every prefix of a file, and every byte of it broken: an answer or an error, never a crash. */
static void
test_survives_any_damage (void)
{
  static const char text[] = HEAD EVENT ("Vacances d'été - Zones A et B", START ("20260704"))
      EVENT ("Rentrée des élèves", START ("20260901"))
          EVENT ("Vacances de Noël", SPAN ("20261219", "20270104")) TAIL;
  const gsize all_events = strlen (text) - strlen (TAIL) + strlen ("END:");
  static const char bytes[] = { '\0', '\n', ' ', ':', ';', '\377', '9', '\\' };

  for (gsize length = 0; length < sizeof text - 1; length++)
    {
      g_autoptr (GPtrArray) periods = pf_school_calendar_parse (text, length, "A", NULL, NULL);

      g_assert_true (periods == NULL || length >= all_events);
    }
  for (gsize i = 0; i < (sizeof text - 1) * G_N_ELEMENTS (bytes); i++)
    {
      g_autofree char *damaged = g_memdup2 (text, sizeof text);
      g_autoptr (GPtrArray) periods = NULL;

      damaged[i / G_N_ELEMENTS (bytes)] = bytes[i % G_N_ELEMENTS (bytes)];
      periods = pf_school_calendar_parse (damaged, sizeof text - 1, "A", NULL, NULL);
      for (guint p = 0; periods != NULL && p < periods->len; p++)
        {
          const PfPeriod *period = g_ptr_array_index (periods, p);

          g_assert_cmpint (period->first, <=, period->last);
        }
    }
}

static gboolean
is_holiday (GPtrArray *periods, PfDay day)
{
  for (guint i = 0; i < periods->len; i++)
    {
      const PfPeriod *period = g_ptr_array_index (periods, i);

      if (day >= period->first && day <= period->last)
        return TRUE;
    }
  return FALSE;
}

/* From the first autumn of the file to its last summer's 31 August. The list by day says that the
 * summer of 2018 lasts until
 * 2 September, a Sunday: the file cannot know, it ends before pupils are back. Nothing else
 * differs. */
static void
test_equals_the_list_by_day (void)
{
  gsize length = 0;
  g_autofree char *text = test_data_load ("school-calendar-zone-b-2016.ics", &length);
  g_autofree char *list = test_data_load ("school-holidays-by-day.csv", NULL);
  g_autoptr (GPtrArray) periods = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  int n_compared = 0;

  if (text == NULL || list == NULL)
    return;
  periods = pf_school_calendar_parse (text, length, "B", NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (list, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, ",", -1);
      PfDay day = pf_day_parse (cells[0]);

      if (day < pf_day_new (2015, 9, 1) || day > pf_day_new (2018, 8, 31))
        continue;
      if (is_holiday (periods, day) != g_str_equal (cells[2], "True"))
        g_error ("%s: the list says %s", cells[0], cells[2]);
      n_compared++;
    }
  g_assert_cmpint (n_compared, ==, 1096);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/school-calendar/reads-published-traps", test_reads_published_traps);
  g_test_add_func ("/school-calendar/reads-any-line-ends", test_reads_any_line_ends);
  g_test_add_func ("/school-calendar/counts-what-has-no-good-days",
                   test_counts_what_has_no_good_days);
  g_test_add_func ("/school-calendar/tells-calendars-of-several-zones",
                   test_tells_calendars_of_several_zones);
  g_test_add_func ("/school-calendar/refuses-what-is-no-calendar",
                   test_refuses_what_is_no_calendar);
  g_test_add_func ("/school-calendar/refuses-a-calendar-without-holidays",
                   test_refuses_a_calendar_without_holidays);
  g_test_add_func ("/school-calendar/survives-huge-files", test_survives_huge_files);
  g_test_add_func ("/school-calendar/survives-any-damage", test_survives_any_damage);
  g_test_add_func ("/school-calendar/equals-the-list-by-day", test_equals_the_list_by_day);
  return g_test_run ();
}
