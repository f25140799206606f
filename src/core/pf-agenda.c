/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes iCalendar by itself: libical reads what towns publish, but with ICU it would take two
 * megabytes and a tenth of the time of each start of the app. The time zone is told by its changes
 * in the months that matter. */
#include "config.h"

#include "pf-agenda.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PRODUCT "-//Portail Famille//Portail Famille " PACKAGE_VERSION "//EN"
#define LINE_WIDTH 75 /* bytes, RFC 5545 3.1 */
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

/* Adds a line of the file, folded at 75 bytes between two letters. */
static void
add_line (GString *file, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  gsize width = 0;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize size = (gsize) (g_utf8_next_char (at) - at);

      if (width + size > LINE_WIDTH)
        {
          g_string_append (file, "\r\n ");
          width = 1;
        }
      g_string_append_len (file, at, (gssize) size);
      width += size;
    }
  g_string_append (file, "\r\n");
}

/* Adds text of a town or a family: what no calendar may hold is left out. */
static void
add_text (GString *file, const char *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) value = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\n')
        g_string_append (value, "\\n");
      else if (character < 0x80 && strchr ("\\;,", (int) character) != NULL)
        g_string_append_printf (value, "\\%c", (char) character);
      else if (character == '\t' || !g_unichar_iscntrl (character))
        g_string_append_unichar (value, character);
    }
  if (value->len > 0)
    add_line (file, name, value->str);
}

/* Returns: (transfer full): "20261026T114500", @second seconds after @day's midnight. */
static char *
format_time (PfDay day, int second)
{
  int year, month, day_of_month;

  pf_day_get_ymd (day + second / SECONDS_A_DAY, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d", year, month, day_of_month,
                          second % SECONDS_A_DAY / 3600, second / 60 % 60, second % 60);
}

static char *
format_moment (gint64 moment)
{
  return format_time ((PfDay) (moment / SECONDS_A_DAY), (int) (moment % SECONDS_A_DAY));
}

static void
add_offset (GString *file, const char *name, gint32 offset)
{
  g_autofree char *value = g_strdup_printf ("%c%02d%02d", offset < 0 ? '-' : '+',
                                            ABS (offset) / 3600, ABS (offset) / 60 % 60);

  add_line (file, name, value);
}

/* The zone's offset from @from_offset to what holds since @at. */
static void
add_observance (GString *file, GTimeZone *zone, gint64 at, gint32 from_offset)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at);
  const char *kind = g_time_zone_is_dst (zone, interval) ? "DAYLIGHT" : "STANDARD";
  g_autofree char *start = format_moment (at + from_offset);

  add_line (file, "BEGIN", kind);
  add_line (file, "DTSTART", start);
  add_offset (file, "TZOFFSETFROM", from_offset);
  add_offset (file, "TZOFFSETTO", g_time_zone_get_offset (zone, interval));
  add_text (file, "TZNAME", g_time_zone_get_abbreviation (zone, interval));
  add_line (file, "END", kind);
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

static void
add_zone (GString *file, GTimeZone *zone, const char *name, PfDay first, PfDay last)
{
  gint64 at = (gint64) (pf_day_get_month_start (first) - 31) * SECONDS_A_DAY;
  gint64 end = (gint64) (last + 31) * SECONDS_A_DAY;

  add_line (file, "BEGIN", "VTIMEZONE");
  add_text (file, "TZID", name);
  add_observance (file, zone, at, get_offset (zone, at));
  for (; at < end; at += ZONE_STEP)
    {
      gint32 offset = get_offset (zone, at);

      if (get_offset (zone, at + ZONE_STEP) != offset)
        add_observance (file, zone, find_change (zone, at, at + ZONE_STEP), offset);
    }
  add_line (file, "END", "VTIMEZONE");
}

static void
add_time (GString *file, const char *name, const char *zone_name, PfDay day, int minute)
{
  g_autofree char *full = g_strdup_printf ("%s;TZID=%s", name, zone_name);
  g_autofree char *time = format_time (day, minute * 60);

  add_line (file, full, time);
}

static void
add_day (GString *file, const char *name, PfDay day)
{
  g_autofree char *full = g_strconcat (name, ";VALUE=DATE", NULL);
  g_autofree char *time = format_time (day, 0);

  time[strlen ("20261026")] = '\0';
  add_line (file, full, time);
}

static void
add_times (GString *file, const PfAgendaEvent *event, const char *zone_name)
{
  int end = event->end_minute;

  if (event->start_minute < 0)
    {
      add_day (file, "DTSTART", event->day);
      add_day (file, "DTEND", event->day + 1);
      return;
    }
  add_time (file, "DTSTART", zone_name, event->day, event->start_minute);
  if (end < 0)
    return;
  if (end < event->start_minute)
    end += MINUTES_A_DAY;
  add_time (file, "DTEND", zone_name, event->day, end);
}

/* What an event says, without when it was written and how often: by this it is compared. */
static char *
format_contents (const PfAgendaEvent *event, const char *zone_name)
{
  static const char *const statuses[] = {
    [PF_AGENDA_CONFIRMED] = "CONFIRMED",
    [PF_AGENDA_TENTATIVE] = "TENTATIVE",
    [PF_AGENDA_CANCELLED] = "CANCELLED",
  };
  GString *text = g_string_new (NULL);

  add_text (text, "UID", event->uid);
  add_times (text, event, zone_name);
  add_text (text, "SUMMARY", event->title);
  add_text (text, "LOCATION", event->place);
  add_text (text, "DESCRIPTION", event->text);
  add_line (text, "STATUS", statuses[event->status]);
  /* The child is there, not the parent: no free hour of theirs is taken. */
  add_line (text, "TRANSP", "TRANSPARENT");
  return g_string_free (text, FALSE);
}

static void
add_event (GString *file, const char *contents, gint64 sequence, const char *stamp)
{
  g_autofree char *number = g_strdup_printf ("%d", (int) CLAMP (sequence, 0, G_MAXINT32));

  add_line (file, "BEGIN", "VEVENT");
  add_line (file, "DTSTAMP", stamp);
  add_line (file, "LAST-MODIFIED", stamp);
  add_line (file, "SEQUENCE", number);
  g_string_append (file, contents);
  add_line (file, "END", "VEVENT");
}

/* The file before */

/* An event that was written before. */
typedef struct {
  GString *contents; /* (owned): as of format_contents() */
  char *stamp;       /* (owned) */
  gint64 sequence;
  PfDay day;
} Written;

static void
written_free (Written *written)
{
  g_string_free (written->contents, TRUE);
  g_free (written->stamp);
  g_free (written);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Written, written_free)

static PfDay
parse_day (const char *time)
{
  g_autofree char *text =
      strlen (time) >= 8 ? g_strdup_printf ("%.4s-%.2s-%.2s", time, time + 4, time + 6) : NULL;

  return text != NULL ? pf_day_parse (text) : PF_DAY_NONE;
}

/* Takes a line of the event, as it stands in the file. */
static void
read_line (Written *written, const char *line)
{
  if (g_str_has_prefix (line, "DTSTAMP:"))
    written->stamp = g_strdup (line + strlen ("DTSTAMP:"));
  else if (g_str_has_prefix (line, "SEQUENCE:"))
    written->sequence = g_ascii_strtoll (line + strlen ("SEQUENCE:"), NULL, 10);
  else if (!g_str_has_prefix (line, "LAST-MODIFIED:"))
    g_string_append_printf (written->contents, "%s\r\n", line);
  if (g_str_has_prefix (line, "DTSTART;") && strchr (line, ':') != NULL)
    written->day = parse_day (strchr (line, ':') + 1);
}

/* Returns: (transfer full): the first property, which may be folded, as it stands in the file. */
static char *
find_key (const char *contents)
{
  const char *end = strstr (contents, "\r\n");

  while (end != NULL && end[2] == ' ')
    end = strstr (end + 2, "\r\n");
  return end != NULL ? g_strndup (contents, (gsize) (end - contents)) : g_strdup (contents);
}

/* Returns: (transfer full): the events of @before, by what find_key() gives. */
static GHashTable *
read_events (GBytes *before)
{
  GHashTable *events =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) written_free);
  g_autofree char *text =
      before != NULL ? g_strndup (g_bytes_get_data (before, NULL), g_bytes_get_size (before))
                     : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autoptr (Written) event = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_equal (lines[i], "BEGIN:VEVENT"))
      {
        g_clear_pointer (&event, written_free);
        event = g_new0 (Written, 1);
        event->contents = g_string_new (NULL);
        event->day = PF_DAY_NONE;
      }
    else if (event != NULL && g_str_equal (lines[i], "END:VEVENT"))
      {
        if (event->stamp != NULL && event->day != PF_DAY_NONE)
          {
            char *key = find_key (event->contents->str);

            g_hash_table_replace (events, key, g_steal_pointer (&event));
          }
        g_clear_pointer (&event, written_free);
      }
    else if (event != NULL)
      read_line (event, lines[i]);
  return events;
}

/* Adds @event, which is unlike @before (nullable) or not. */
static void
update_event (GString             *file,
              const PfAgendaEvent *event,
              const Written       *before,
              const char          *zone_name,
              const char          *stamp)
{
  g_autofree char *contents = format_contents (event, zone_name);

  if (before == NULL)
    add_event (file, contents, event->version, stamp);
  else if (g_str_equal (before->contents->str, contents))
    add_event (file, contents, before->sequence, before->stamp);
  else
    add_event (file, contents, MAX (before->sequence + 1, event->version), stamp);
}

/* Says in the title, too, that it is cancelled; the title's line may be folded. */
static void
cancel_summary (GString *contents)
{
  const char *start = strstr (contents->str, "\r\nSUMMARY:");
  const char *end;
  g_autofree char *line = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *title = NULL;
  g_autofree char *cancelled = NULL;
  g_autoptr (GString) summary = g_string_new (NULL);
  gssize at;

  if (start == NULL)
    return;
  start += strlen ("\r\n");
  line = find_key (start);
  end = start + strlen (line) + strlen ("\r\n");
  parts = g_strsplit (line + strlen ("SUMMARY:"), "\r\n ", -1);
  title = g_strjoinv ("", parts);
  cancelled = pf_agenda_cancel_title (title);
  add_line (summary, "SUMMARY", cancelled);
  at = start - contents->str;
  g_string_erase (contents, at, end - start);
  g_string_insert (contents, at, summary->str);
}

/* Adds what was there before and is there no more. */
static void
cancel_event (GString *file, Written *before, const char *stamp)
{
  static const char *const others[] = { "\r\nSTATUS:CONFIRMED\r\n", "\r\nSTATUS:TENTATIVE\r\n" };
  guint n_replaced = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    n_replaced += g_string_replace (before->contents, others[i], "\r\nSTATUS:CANCELLED\r\n", 0);
  if (n_replaced > 0)
    cancel_summary (before->contents);
  add_event (file, before->contents->str, before->sequence + (n_replaced > 0 ? 1 : 0),
             n_replaced > 0 ? stamp : before->stamp);
}

static int
compare_written (gconstpointer a, gconstpointer b)
{
  const Written *one = *(const Written *const *) a;
  const Written *other = *(const Written *const *) b;

  return strcmp (one->contents->str, other->contents->str);
}

/* Those of @left that are not before @first, in an order that is always the same. */
static void
cancel_events (GString *file, GHashTable *left, PfDay first, const char *stamp)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer event;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, NULL, &event))
    if (((Written *) event)->day >= first)
      g_ptr_array_add (events, event);
  g_ptr_array_sort (events, compare_written);
  for (guint i = 0; i < events->len; i++)
    cancel_event (file, g_ptr_array_index (events, i), stamp);
}

static void
add_events (GString    *file,
            GPtrArray  *events,
            GBytes     *before,
            PfDay       first,
            const char *zone_name,
            const char *stamp)
{
  g_autoptr (GHashTable) written = read_events (before);

  for (guint i = 0; i < events->len; i++)
    {
      const PfAgendaEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GString) uid = g_string_new (NULL);
      g_autofree char *key = NULL;

      add_text (uid, "UID", event->uid);
      key = find_key (uid->str);
      update_event (file, event, g_hash_table_lookup (written, key), zone_name, stamp);
      g_hash_table_remove (written, key);
    }
  cancel_events (file, written, first, stamp);
}

char *
pf_agenda_cancel_title (const char *title)
{
  g_return_val_if_fail (title != NULL, NULL);

  /* Translators: the title of an event in a calendar, that is cancelled. */
  return g_strdup_printf (C_("event", "Cancelled: %s"), title);
}

GBytes *
pf_agenda_update (GBytes     *before,
                  GPtrArray  *events,
                  PfDay       first,
                  const char *name,
                  GTimeZone  *zone,
                  const char *zone_name,
                  PfMoment    at)
{
  GString *file;
  g_autofree char *moment = NULL;
  g_autofree char *stamp = NULL;
  PfDay start;
  PfDay end;

  g_return_val_if_fail (events != NULL && name != NULL && zone != NULL && zone_name != NULL, NULL);

  file = g_string_new (NULL);
  moment = format_moment (at);
  stamp = g_strconcat (moment, "Z", NULL);
  start = end = pf_moment_get_day (at, zone);
  for (guint i = 0; i < events->len; i++)
    {
      const PfAgendaEvent *event = g_ptr_array_index (events, i);

      start = MIN (start, event->day);
      end = MAX (end, event->day);
    }
  add_line (file, "BEGIN", "VCALENDAR");
  add_line (file, "VERSION", "2.0");
  add_line (file, "PRODID", PRODUCT);
  add_text (file, "X-WR-CALNAME", name);
  add_text (file, "X-WR-TIMEZONE", zone_name);
  add_zone (file, zone, zone_name, start, end);
  add_events (file, events, before, first, zone_name, stamp);
  add_line (file, "END", "VCALENDAR");
  return g_string_free_to_bytes (file);
}

GBytes *
pf_agenda_format (GPtrArray  *events,
                  const char *name,
                  GTimeZone  *zone,
                  const char *zone_name,
                  PfMoment    at)
{
  return pf_agenda_update (NULL, events, PF_DAY_NONE, name, zone, zone_name, at);
}
