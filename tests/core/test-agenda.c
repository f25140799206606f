/* SPDX-License-Identifier: GPL-3.0-or-later
 * The iCalendar file, read back by libical alone: times in the zone that the file tells itself. */
#include "config.h"

#include "pf-agenda.h"

#include <libical/ical.h>
#include <string.h>

#define AT 1795262400 /* 2026-11-21T12:00:00Z */

static GBytes *
format (PfAgendaEvent *event, const char *zone_name)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);

  if (event != NULL)
    g_ptr_array_add (events, event);
  return pf_agenda_format (events, "Portail Famille", zone, zone_name, AT);
}

static icalcomponent *
parse (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_isa (calendar), ==, ICAL_VCALENDAR_COMPONENT);
  icalrestriction_check (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  return calendar;
}

static PfMoment
get_moment (struct icaltimetype time)
{
  return icaltime_as_timet_with_zone (time, time.zone);
}

/* The days before and after each change of the clocks, and the zones without any. */
static void
test_times (void)
{
  static const struct {
    const char *zone;
    const char *day;
  } rows[] = {
    { "Europe/Paris", "2026-10-23" },    { "Europe/Paris", "2026-10-26" },
    { "Europe/Paris", "2027-03-26" },    { "Europe/Paris", "2027-03-29" },
    { "Europe/Paris", "2026-12-31" },    { "Europe/Paris", "2028-02-29" },
    { "America/Cayenne", "2026-11-23" }, { "Indian/Reunion", "2027-07-01" },
    { "Pacific/Noumea", "2026-11-23" },  { "America/Miquelon", "2027-03-15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PfDay day = pf_day_parse (rows[i].day);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      g_autoptr (PfAgendaEvent) event = pf_agenda_event_new ("a", day, "Repas");
      g_autoptr (GBytes) bytes = NULL;
      icalcomponent *calendar;
      icalcomponent *found;

      event->start_minute = 11 * 60 + 45;
      event->end_minute = 13 * 60 + 30;
      bytes = format (event, rows[i].zone);
      calendar = parse (bytes);
      found = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
      g_assert_cmpint (get_moment (icalcomponent_get_dtstart (found)), ==,
                       pf_moment_at (day, event->start_minute * 60, zone));
      g_assert_cmpint (get_moment (icalcomponent_get_dtend (found)), ==,
                       pf_moment_at (day, event->end_minute * 60, zone));
      g_assert_nonnull (icalcomponent_get_timezone (calendar, rows[i].zone));
      icalcomponent_free (calendar);
    }
}

static void
test_days_without_times (void)
{
  g_autoptr (PfAgendaEvent) event = pf_agenda_event_new ("a", pf_day_new (2026, 12, 31), "Sortie");
  g_autoptr (PfAgendaEvent) night = pf_agenda_event_new ("b", pf_day_new (2026, 12, 31), "Nuitée");
  g_autoptr (GBytes) bytes = format (event, "Europe/Paris");
  g_autoptr (GBytes) other = NULL;
  icalcomponent *calendar = parse (bytes);
  icalcomponent *found = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);

  g_assert_true (icalcomponent_get_dtstart (found).is_date);
  g_assert_cmpint (icalcomponent_get_dtend (found).year, ==, 2027);
  g_assert_cmpint (icalcomponent_get_dtend (found).day, ==, 1);
  icalcomponent_free (calendar);

  night->start_minute = 18 * 60;
  night->end_minute = 8 * 60;
  other = format (night, "Europe/Paris");
  calendar = parse (other);
  found = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpint (icalcomponent_get_dtend (found).day, ==, 1);
  icalcomponent_free (calendar);
}

/* What towns write comes back to the letter, but for what no text may hold; no line is longer than
 * a reader has to take, and none cuts a letter in two. */
static void
test_texts (void)
{
  const char *title = "Léna – Goûter; pain, \"beurre\" \\ confiture : été";
  g_autofree char *accents = g_strnfill (90, 'x');
  g_autoptr (GString) text = g_string_new ("Menu :\n");
  g_autoptr (PfAgendaEvent) event = pf_agenda_event_new ("slot@town", 20780, title);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *file = NULL;
  g_auto (GStrv) lines = NULL;
  icalcomponent *calendar;
  icalcomponent *found;

  for (int i = 0; i < 60; i++)
    g_string_append (text, i % 2 != 0 ? "é" : "œuf ");
  event->place = g_strconcat ("Cantine\001", accents, NULL);
  event->text = g_strdup (text->str);
  event->version = 7;
  bytes = format (event, "Europe/Paris");
  calendar = parse (bytes);
  found = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpstr (icalcomponent_get_uid (found), ==, "slot@town");
  g_assert_cmpstr (icalcomponent_get_summary (found), ==, title);
  g_assert_cmpstr (icalcomponent_get_description (found), ==, text->str);
  g_assert_true (g_str_has_prefix (icalcomponent_get_location (found), "Cantinexxx"));
  g_assert_cmpint (icalcomponent_get_sequence (found), ==, 7);
  g_assert_cmpint (get_moment (icalcomponent_get_dtstamp (found)), ==, AT);
  icalcomponent_free (calendar);

  file = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (file, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strchr (lines[i], '\n'));
    }
}

static void
test_statuses (void)
{
  static const icalproperty_status statuses[] = { ICAL_STATUS_CONFIRMED, ICAL_STATUS_TENTATIVE,
                                                  ICAL_STATUS_CANCELLED };

  for (int i = 0; i < (int) G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (PfAgendaEvent) event = pf_agenda_event_new ("a", 20780, "Repas");
      g_autoptr (GBytes) bytes = NULL;
      icalcomponent *calendar;
      icalcomponent *found;

      event->status = (PfAgendaStatus) i;
      bytes = format (event, "Europe/Paris");
      calendar = parse (bytes);
      found = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
      g_assert_cmpint (icalcomponent_get_status (found), ==, statuses[i]);
      icalcomponent_free (calendar);
    }
}

static void
test_nothing (void)
{
  g_autoptr (GBytes) bytes = format (NULL, "Europe/Paris");
  icalcomponent *calendar = parse (bytes);

  g_assert_null (icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT));
  g_assert_nonnull (icalcomponent_get_first_component (calendar, ICAL_ANY_COMPONENT));
  icalcomponent_free (calendar);
}

/* Files that are followed */

#define FOLLOWED_FIRST 20700
#define LONG_TITLE                                                                                 \
  "Accueil de loisirs; matin, repas et après-midi : les places sont au grand parc, à l’école"
#define LONG_UID                                                                                   \
  "an-identifier-that-is-longer-than-a-line-of-the-file-may-be-and-is-folded-in-it@town"

static PfAgendaEvent *
add (GPtrArray *events, const char *uid, PfDay day, const char *title)
{
  PfAgendaEvent *event = pf_agenda_event_new (uid, day, title);

  event->start_minute = 720;
  event->end_minute = 810;
  event->version = 3;
  g_ptr_array_add (events, event);
  return event;
}

static GPtrArray *
list_events (void)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_agenda_event_free);

  add (events, "a@town", 20780, "Repas");
  add (events, LONG_UID, 20781, LONG_TITLE);
  add (events, "c@town", 20782, "Repas");
  return events;
}

static GBytes *
update (GBytes *before, GPtrArray *events, PfDay first, PfMoment at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");

  return pf_agenda_update (before, events, first, "Town", zone, "Europe/Paris", at);
}

/* Returns: (transfer none) (nullable): the event with @uid. */
static icalcomponent *
find_event (icalcomponent *calendar, const char *uid)
{
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    if (g_str_equal (icalcomponent_get_uid (event), uid))
      return event;
  return NULL;
}

/* Asserts what is written of the event with @uid. */
static void
assert_event (GBytes             *bytes,
              const char         *uid,
              int                 sequence,
              PfMoment            modified,
              icalproperty_status status)
{
  icalcomponent *calendar = parse (bytes);
  icalcomponent *event = find_event (calendar, uid);
  icalproperty *property;

  g_assert_nonnull (event);
  g_assert_cmpint (icalcomponent_get_sequence (event), ==, sequence);
  g_assert_cmpint (icalcomponent_get_status (event), ==, status);
  property = icalcomponent_get_first_property (event, ICAL_LASTMODIFIED_PROPERTY);
  g_assert_nonnull (property);
  g_assert_cmpint (get_moment (icalproperty_get_lastmodified (property)), ==, modified);
  g_assert_cmpint (get_moment (icalcomponent_get_dtstamp (event)), ==, modified);
  icalcomponent_free (calendar);
}

static void
assert_title (GBytes *bytes, const char *uid, const char *title)
{
  icalcomponent *calendar = parse (bytes);

  g_assert_cmpstr (icalcomponent_get_summary (find_event (calendar, uid)), ==, title);
  icalcomponent_free (calendar);
}

/* One day changes, and nothing else does. */
static void
test_changed_day (void)
{
  g_autoptr (GPtrArray) events = list_events ();
  g_autoptr (GBytes) before = update (NULL, events, FOLLOWED_FIRST, AT);
  g_autoptr (GBytes) same = update (before, events, FOLLOWED_FIRST, AT + 60);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) later = NULL;
  PfAgendaEvent *changed = g_ptr_array_index (events, 1);

  g_assert_true (g_bytes_equal (before, same));
  for (guint i = 0; i < events->len; i++) /* the versions are of whole months */
    ((PfAgendaEvent *) g_ptr_array_index (events, i))->version = 4;
  changed->text = g_strdup ("Menu: soupe");
  after = update (before, events, FOLLOWED_FIRST, AT + 120);
  assert_event (after, "a@town", 3, AT, ICAL_STATUS_CONFIRMED);
  assert_event (after, LONG_UID, 4, AT + 120, ICAL_STATUS_CONFIRMED);
  assert_event (after, "c@town", 3, AT, ICAL_STATUS_CONFIRMED);
  changed->status = PF_AGENDA_TENTATIVE; /* of the same version, as what is changed here is */
  later = update (after, events, FOLLOWED_FIRST, AT + 180);
  assert_event (later, LONG_UID, 5, AT + 180, ICAL_STATUS_TENTATIVE);
}

/* What is gone is told as cancelled, once, until its day is out of sight; it can come back. */
static void
test_gone_day (void)
{
  g_autoptr (GPtrArray) events = list_events ();
  g_autoptr (GBytes) before = update (NULL, events, FOLLOWED_FIRST, AT);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GBytes) past = NULL;
  icalcomponent *calendar;

  g_ptr_array_remove_index (events, 1);
  after = update (before, events, FOLLOWED_FIRST, AT + 60);
  assert_event (after, "a@town", 3, AT, ICAL_STATUS_CONFIRMED);
  assert_event (after, LONG_UID, 4, AT + 60, ICAL_STATUS_CANCELLED);
  assert_title (after, LONG_UID, "Cancelled: " LONG_TITLE);
  again = update (after, events, FOLLOWED_FIRST, AT + 120);
  g_assert_true (g_bytes_equal (after, again));
  add (events, LONG_UID, 20781, LONG_TITLE);
  back = update (again, events, FOLLOWED_FIRST, AT + 180);
  assert_event (back, LONG_UID, 5, AT + 180, ICAL_STATUS_CONFIRMED);
  assert_title (back, LONG_UID, LONG_TITLE);

  g_ptr_array_set_size (events, 0);
  past = update (back, events, 20781, AT + 240);
  calendar = parse (past);
  g_assert_null (find_event (calendar, "a@town"));
  g_assert_nonnull (find_event (calendar, LONG_UID));
  g_assert_nonnull (find_event (calendar, "c@town"));
  icalcomponent_free (calendar);
}

/* A file that somebody spoiled is written anew. */
static void
test_spoiled_file (void)
{
  static const char *const spoiled[] = {
    "",
    "BEGIN:VEVENT",
    "BEGIN:VEVENT\r\nUID:a@town\r\nEND:VEVENT\r\n",
    "BEGIN:VEVENT\r\nDTSTAMP:x\r\nSEQUENCE:-1\r\nDTSTART;VALUE=DATE:9\r\nEND:VEVENT\r\n",
    "\001\377 no calendar\n",
  };
  g_autoptr (GPtrArray) events = list_events ();
  g_autoptr (GBytes) fresh = update (NULL, events, FOLLOWED_FIRST, AT);

  for (gsize i = 0; i < G_N_ELEMENTS (spoiled); i++)
    {
      g_autoptr (GBytes) before = g_bytes_new_static (spoiled[i], strlen (spoiled[i]));
      g_autoptr (GBytes) after = update (before, events, FOLLOWED_FIRST, AT);

      g_assert_true (g_bytes_equal (after, fresh));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/agenda/times", test_times);
  g_test_add_func ("/core/agenda/days-without-times", test_days_without_times);
  g_test_add_func ("/core/agenda/texts", test_texts);
  g_test_add_func ("/core/agenda/statuses", test_statuses);
  g_test_add_func ("/core/agenda/nothing", test_nothing);
  g_test_add_func ("/core/agenda/changed-day", test_changed_day);
  g_test_add_func ("/core/agenda/gone-day", test_gone_day);
  g_test_add_func ("/core/agenda/spoiled-file", test_spoiled_file);
  return g_test_run ();
}
