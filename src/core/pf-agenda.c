/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes iCalendar with libical. The time zone is told by its changes in the months that matter:
 * what libical has of it begins in 1891, with offsets in seconds that some programs refuse. */
#include "config.h"

#include "pf-agenda.h"

#include <libical/ical.h>
#include <string.h>

#define PRODUCT "-//Portail Famille//Portail Famille " PACKAGE_VERSION "//EN"
#define SECONDS_A_DAY 86400
#define MINUTES_A_DAY 1440
#define ZONE_STEP (7 * SECONDS_A_DAY) /* no zone changes twice within a week */

PfAgendaEvent *
pf_agenda_event_new (const char *uid, PfDay day, const char *title)
{
  PfAgendaEvent *event = g_new0 (PfAgendaEvent, 1);

  g_return_val_if_fail (uid != NULL && title != NULL && pf_day_is_valid (day), event);

  event->uid = g_strdup (uid);
  event->day = day;
  event->title = g_strdup (title);
  event->start_minute = event->end_minute = -1;
  return event;
}

void
pf_agenda_event_free (PfAgendaEvent *event)
{
  g_free (event->uid);
  g_free (event->title);
  g_free (event->place);
  g_free (event->text);
  g_free (event);
}

static struct icaltimetype
get_day (PfDay day)
{
  struct icaltimetype time = icaltime_null_date ();

  pf_day_get_ymd (day, &time.year, &time.month, &time.day);
  return time;
}

/* A wall-clock time, in whichever zone. */
static struct icaltimetype
get_time (PfDay day, int second)
{
  struct icaltimetype time = get_day (day + second / SECONDS_A_DAY);

  time.is_date = 0;
  time.hour = second % SECONDS_A_DAY / 3600;
  time.minute = second / 60 % 60;
  time.second = second % 60;
  return time;
}

static struct icaltimetype
get_moment (PfMoment moment)
{
  struct icaltimetype time =
      get_time ((PfDay) (moment / SECONDS_A_DAY), (int) (moment % SECONDS_A_DAY));

  time.zone = icaltimezone_get_utc_timezone ();
  return time;
}

/* The zone's offset from @from_offset to what holds since @at. */
static icalcomponent *
create_observance (GTimeZone *zone, gint64 at, gint32 from_offset)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at);
  gint64 local = at + from_offset;
  PfDay day = (PfDay) (local / SECONDS_A_DAY);
  icalcomponent *observance = g_time_zone_is_dst (zone, interval) ? icalcomponent_new_xdaylight ()
                                                                  : icalcomponent_new_xstandard ();

  icalcomponent_add_property (observance, icalproperty_new_dtstart (
                                              get_time (day, (int) (local % SECONDS_A_DAY))));
  icalcomponent_add_property (observance, icalproperty_new_tzoffsetfrom (from_offset));
  icalcomponent_add_property (observance, icalproperty_new_tzoffsetto (
                                              g_time_zone_get_offset (zone, interval)));
  icalcomponent_add_property (observance, icalproperty_new_tzname (
                                              g_time_zone_get_abbreviation (zone, interval)));
  return observance;
}

static gint32
get_offset (GTimeZone *zone, gint64 at)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at));
}

/* Returns: the first second of the new offset, which is after @before and not after @after. */
static gint64
find_change (GTimeZone *zone, gint64 before, gint64 after)
{
  gint32 offset = get_offset (zone, before);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (get_offset (zone, middle) == offset)
        before = middle;
      else
        after = middle;
    }
  return after;
}

static icalcomponent *
create_zone (GTimeZone *zone, const char *name, PfDay first, PfDay last)
{
  icalcomponent *component = icalcomponent_new_vtimezone ();
  gint64 at = (gint64) (pf_day_get_month_start (first) - 31) * SECONDS_A_DAY;
  gint64 end = (gint64) (last + 31) * SECONDS_A_DAY;

  icalcomponent_add_property (component, icalproperty_new_tzid (name));
  icalcomponent_add_component (component, create_observance (zone, at, get_offset (zone, at)));
  for (; at < end; at += ZONE_STEP)
    {
      gint32 offset = get_offset (zone, at);

      if (get_offset (zone, at + ZONE_STEP) != offset)
        icalcomponent_add_component (
            component, create_observance (zone, find_change (zone, at, at + ZONE_STEP), offset));
    }
  return component;
}

/* Text of a town or a family: what no calendar may hold is left out. Returns: (transfer full) */
static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\n' || character == '\t' || !g_unichar_iscntrl (character))
        g_string_append_unichar (clean, character);
    }
  return g_string_free (clean, FALSE);
}

static void
add_text (icalcomponent *component, icalproperty_kind kind, const char *text)
{
  icalproperty *property;
  g_autofree char *clean = NULL;

  if (text == NULL || text[0] == '\0')
    return;
  clean = clean_text (text);
  property = icalproperty_new (kind);
  icalproperty_set_value (property, icalvalue_new_text (clean));
  icalcomponent_add_property (component, property);
}

static void
add_time (icalcomponent      *component,
          icalproperty_kind   kind,
          struct icaltimetype time,
          const char         *zone_name)
{
  icalproperty *property = icalproperty_new (kind);

  icalproperty_set_value (property,
                          time.is_date ? icalvalue_new_date (time) : icalvalue_new_datetime (time));
  if (time.is_date)
    icalproperty_set_parameter (property, icalparameter_new_value (ICAL_VALUE_DATE));
  else
    icalproperty_set_parameter (property, icalparameter_new_tzid (zone_name));
  icalcomponent_add_property (component, property);
}

static void
add_times (icalcomponent *component, const PfAgendaEvent *event, const char *zone_name)
{
  int end = event->end_minute;

  if (event->start_minute < 0)
    {
      add_time (component, ICAL_DTSTART_PROPERTY, get_day (event->day), NULL);
      add_time (component, ICAL_DTEND_PROPERTY, get_day (event->day + 1), NULL);
      return;
    }
  add_time (component, ICAL_DTSTART_PROPERTY, get_time (event->day, event->start_minute * 60),
            zone_name);
  if (end < 0)
    return;
  if (end < event->start_minute)
    end += MINUTES_A_DAY;
  add_time (component, ICAL_DTEND_PROPERTY, get_time (event->day, end * 60), zone_name);
}

static icalcomponent *
create_event (const PfAgendaEvent *event, const char *zone_name, PfMoment at)
{
  static const icalproperty_status statuses[] = {
    [PF_AGENDA_CONFIRMED] = ICAL_STATUS_CONFIRMED,
    [PF_AGENDA_TENTATIVE] = ICAL_STATUS_TENTATIVE,
    [PF_AGENDA_CANCELLED] = ICAL_STATUS_CANCELLED,
  };
  icalcomponent *component = icalcomponent_new_vevent ();

  add_text (component, ICAL_UID_PROPERTY, event->uid);
  icalcomponent_add_property (component, icalproperty_new_dtstamp (get_moment (at)));
  icalcomponent_add_property (component, icalproperty_new_sequence (
                                             (int) CLAMP (event->version, 0, G_MAXINT32)));
  add_times (component, event, zone_name);
  add_text (component, ICAL_SUMMARY_PROPERTY, event->title);
  add_text (component, ICAL_LOCATION_PROPERTY, event->place);
  add_text (component, ICAL_DESCRIPTION_PROPERTY, event->text);
  icalcomponent_add_property (component, icalproperty_new_status (statuses[event->status]));
  /* The child is there, not the parent: no free hour of theirs is taken. */
  icalcomponent_add_property (component, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  return component;
}

static void
add_extension (icalcomponent *calendar, const char *name, const char *text)
{
  g_autofree char *clean = clean_text (text);
  icalproperty *property = icalproperty_new_x (clean);

  icalproperty_set_x_name (property, name);
  icalcomponent_add_property (calendar, property);
}

GBytes *
pf_agenda_format (GPtrArray  *events,
                  const char *name,
                  GTimeZone  *zone,
                  const char *zone_name,
                  PfMoment    at)
{
  icalcomponent *calendar;
  char *text;
  GBytes *bytes;
  PfDay first;
  PfDay last;

  g_return_val_if_fail (events != NULL && name != NULL && zone != NULL && zone_name != NULL, NULL);

  first = last = pf_moment_get_day (at, zone);
  calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid (PRODUCT));
  add_extension (calendar, "X-WR-CALNAME", name);
  add_extension (calendar, "X-WR-TIMEZONE", zone_name);
  for (guint i = 0; i < events->len; i++)
    {
      const PfAgendaEvent *event = g_ptr_array_index (events, i);

      first = MIN (first, event->day);
      last = MAX (last, event->day);
    }
  icalcomponent_add_component (calendar, create_zone (zone, zone_name, first, last));
  for (guint i = 0; i < events->len; i++)
    icalcomponent_add_component (calendar,
                                 create_event (g_ptr_array_index (events, i), zone_name, at));
  text = icalcomponent_as_ical_string_r (calendar);
  bytes = g_bytes_new (text, strlen (text));
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return bytes;
}
