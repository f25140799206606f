/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads school holidays with libical, after a look at the text that keeps out what libical takes
 * badly, and leaves out what only concerns teachers. */
#include "config.h"

#include "pf-school-calendar.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "pf-moment.h"

#define BYTE_ORDER_MARK "\357\273\277"
#define FIRST_YEAR 1900 /* an event out of these years is a slip of the pen */
#define LAST_YEAR 2200
#define LONGEST_HOLIDAY 150 /* days: no summer is as long */
#define MAX_NESTING 16      /* libical frees components by recursion */
#define WORD_DELIMITERS " \t\n-'.,:;/+&()[]"
#define ALL_ZONES (ZONE_BIT ('A') | ZONE_BIT ('B') | ZONE_BIT ('C'))
#define ZONE_BIT(letter) (1u << ((letter) - 'A'))
#define TERRITORY (1u << 3) /* Corsica or overseas */

typedef enum {
  EVENT_OTHER, /* teachers only, or something else */
  EVENT_HOLIDAY,
  EVENT_BACK_TO_SCHOOL,
} EventKind;

typedef struct {
  EventKind kind;
  PfDay first;
  PfDay last; /* PF_DAY_NONE where the file does not say it */
  gboolean opens_summer;
  char *name;
} Event;

G_DEFINE_QUARK (pf-school-calendar-error-quark, pf_school_calendar_error)

static void
free_event (Event *event)
{
  g_free (event->name);
  g_free (event);
}

/* Joins folded lines, which may cut a character in two, and makes every line end a "\n". */
static char *
unfold_text (const char *text, gsize length)
{
  GString *unfolded = g_string_sized_new (length + 1);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '\r' && text[i] != '\n')
        {
          g_string_append_c (unfolded, text[i]);
          continue;
        }
      if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
        i++;
      if (i + 1 < length && (text[i + 1] == ' ' || text[i + 1] == '\t'))
        i++;
      else
        g_string_append_c (unfolded, '\n');
    }
  return g_string_free (unfolded, FALSE);
}

/* Whether components open and close in good order, no deeper than libical can stand. */
static gboolean
is_balanced (const char *text)
{
  int depth = 0;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (g_ascii_strncasecmp (line, "BEGIN:", 6) == 0)
        depth++;
      else if (g_ascii_strncasecmp (line, "END:", 4) == 0)
        depth--;
      if (depth < 0 || depth > MAX_NESTING)
        return FALSE;
    }
  return depth == 0;
}

static char **
split_words (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *ascii = g_str_to_ascii (composed != NULL ? composed : "", "C");

  return g_strsplit_set (ascii, WORD_DELIMITERS, -1);
}

static gboolean
has_word (char **words, const char *prefix, gboolean whole)
{
  for (; *words != NULL; words++)
    if (g_ascii_strncasecmp (*words, prefix, strlen (prefix)) == 0 &&
        (!whole || strlen (*words) == strlen (prefix)))
      return TRUE;
  return FALSE;
}

static EventKind
judge_words (char **words)
{
  gboolean for_pupils = has_word (words, "eleve", FALSE);

  /* "Pré-rentrée" and "Prérentrée" alike. */
  if (has_word (words, "prerentree", FALSE) || has_word (words, "pre", TRUE))
    return EVENT_OTHER;
  if (has_word (words, "enseignant", FALSE) && !for_pupils)
    return EVENT_OTHER;
  if (has_word (words, "rentree", FALSE) || has_word (words, "reprise", TRUE))
    return EVENT_BACK_TO_SCHOOL;
  if (has_word (words, "fin", TRUE))
    return EVENT_OTHER;
  return has_word (words, "vacances", TRUE) || has_word (words, "conges", TRUE) ||
                 has_word (words, "pont", TRUE)
             ? EVENT_HOLIDAY
             : EVENT_OTHER;
}

/* Reads "Zone B", "Zones A et C", "zones A/B". Returns: FALSE where @text names no zone; @zones
 * gets 0 for one that is not A, B or C. */
static gboolean
read_zones (const char *text, guint *zones)
{
  g_auto (GStrv) words = split_words (text);
  char **word;

  *zones = 0;
  for (word = words; *word != NULL; word++)
    if (g_ascii_strcasecmp (*word, "zone") == 0 || g_ascii_strcasecmp (*word, "zones") == 0)
      break;
  if (*word == NULL)
    return FALSE;
  for (word++; *word != NULL; word++)
    {
      if (strlen (*word) == 1 && **word >= 'A' && **word <= 'C')
        *zones |= ZONE_BIT (**word);
      else if (**word != '\0' && strcmp (*word, "et") != 0)
        break;
    }
  return TRUE;
}

/* Whether @text names a place that keeps a calendar of its own. */
static gboolean
names_territory (const char *text)
{
  static const char *const territories[] = { "corse",     "guadeloupe", "martinique", "guyane",
                                             "reunion",   "mayotte",    "miquelon",   "polynesie",
                                             "caledonie", "wallis" };
  g_auto (GStrv) words = split_words (text);

  for (gsize i = 0; i < G_N_ELEMENTS (territories); i++)
    if (has_word (words, territories[i], TRUE))
      return TRUE;
  return FALSE;
}

/* All zones for NULL, none for a zone that does not exist. */
static guint
get_zone_mask (const char *zone)
{
  if (zone == NULL)
    return ALL_ZONES | TERRITORY;
  return *zone >= 'A' && *zone <= 'C' && zone[1] == '\0' ? ZONE_BIT (*zone) : 0;
}

static const char *
get_text (icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  icalvalue *value = property != NULL ? icalproperty_get_value (property) : NULL;
  const char *text = value != NULL ? icalvalue_get_text (value) : NULL;

  return text != NULL ? text : "";
}

static guint
find_zones (icalcomponent *event)
{
  static const icalproperty_kind kinds[] = { ICAL_SUMMARY_PROPERTY, ICAL_DESCRIPTION_PROPERTY,
                                             ICAL_LOCATION_PROPERTY };
  guint zones;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (read_zones (get_text (event, kinds[i]), &zones))
      return zones;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (names_territory (get_text (event, kinds[i])))
      return TERRITORY;
  return ALL_ZONES;
}

/* "Vacances de Noël - Zone B" is shown as "Vacances de Noël". */
static char *
make_name (const char *title)
{
  g_autoptr (GRegex) zone_suffix =
      g_regex_new ("[\\s(–-]+zones?\\s.*$", G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  g_autofree char *name = g_regex_replace_literal (zone_suffix, title, -1, 0, "", 0, NULL);

  g_strdelimit (name, "\t\r\n", ' ');
  return g_strdup (g_strstrip (name));
}

/* The civil date of @time, which is a date, a local time or a UTC time; @shift seconds are added
 * first. */
static PfDay
get_day (struct icaltimetype time, int shift)
{
  g_autoptr (GTimeZone) paris = NULL;
  PfDay day;

  if (icaltime_is_null_time (time))
    return PF_DAY_NONE;
  if (time.year < FIRST_YEAR || time.year > LAST_YEAR)
    return PF_DAY_NONE;
  day = pf_day_new (time.year, time.month, time.day);
  if (day == PF_DAY_NONE || time.is_date)
    return day;
  if (icaltime_is_utc (time))
    {
      paris = g_time_zone_new_identifier ("Europe/Paris");
      if (paris == NULL)
        paris = g_time_zone_new_utc ();
      return pf_moment_get_day ((PfMoment) icaltime_as_timet (time) + shift, paris);
    }
  return time.hour * 3600 + time.minute * 60 + time.second + shift < 0 ? day - 1 : day;
}

/* Returns: (nullable): what @component says of pupils, NULL where that is nothing or it has no good
 * date: then *@n_unread counts it. */
static Event *
read_event (icalcomponent *component, guint *n_unread)
{
  const char *summary = get_text (component, ICAL_SUMMARY_PROPERTY);
  const char *title = *summary != '\0' ? summary : get_text (component, ICAL_DESCRIPTION_PROPERTY);
  g_auto (GStrv) words = split_words (title);
  EventKind kind = judge_words (words);
  struct icaltimetype end = icalcomponent_get_dtend (component);
  PfDay first = get_day (icalcomponent_get_dtstart (component), 0);
  PfDay last = get_day (end, -1);
  Event *event;
  int month;

  if (kind == EVENT_OTHER || icalcomponent_get_status (component) == ICAL_STATUS_CANCELLED)
    return NULL;
  if (last != PF_DAY_NONE && end.is_date)
    last--; /* DTEND is exclusive */
  if (first == PF_DAY_NONE || (last != PF_DAY_NONE && last - first > LONGEST_HOLIDAY))
    {
      *n_unread += kind == EVENT_HOLIDAY;
      return NULL;
    }
  pf_day_get_ymd (first, NULL, &month, NULL);
  event = g_new (Event, 1);
  *event = (Event){
    .kind = kind,
    .first = first,
    .last = last > first ? last : PF_DAY_NONE, /* libical makes one day of an event without DTEND */
    .opens_summer = has_word (words, "ete", TRUE) || month == 7,
    .name = make_name (title),
  };
  return event;
}

static void
collect_events (icalcomponent *calendar, guint wanted_zones, GPtrArray *events, guint *n_unread)
{
  icalcomponent *component;

  for (component = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       component != NULL;
       component = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      Event *event = (find_zones (component) & wanted_zones) != 0 ? read_event (component, n_unread)
                                                                  : NULL;

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
}

/* The last day of a holiday whose end the file leaves open: the summer lasts until pupils are back,
 * others one day. */
static PfDay
find_open_end (GPtrArray *events, const Event *holiday)
{
  PfDay end_of_summer, last;
  int year, back_year;

  if (!holiday->opens_summer)
    return holiday->first;
  pf_day_get_ymd (holiday->first, &year, NULL, NULL);
  end_of_summer = MAX (pf_day_new (year, 8, 31), holiday->first);
  last = PF_DAY_NONE;
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = g_ptr_array_index (events, i);

      pf_day_get_ymd (event->first, &back_year, NULL, NULL);
      if (event->kind == EVENT_BACK_TO_SCHOOL && event->first > holiday->first &&
          back_year == year && (last == PF_DAY_NONE || event->first - 1 < last))
        last = event->first - 1;
    }
  return last != PF_DAY_NONE ? last : end_of_summer;
}

static int
compare_periods (gconstpointer a, gconstpointer b)
{
  const PfPeriod *one = *(const PfPeriod *const *) a;
  const PfPeriod *other = *(const PfPeriod *const *) b;

  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  return one->last == other->last ? 0 : one->last > other->last ? -1 : 1;
}

/* Sorted periods in, none overlapping out: the same holiday twice becomes one, another one gives
 * way to the earlier. */
static GPtrArray *
join_periods (GPtrArray *periods)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_period_free);

  for (guint i = 0; i < periods->len; i++)
    {
      const PfPeriod *period = g_ptr_array_index (periods, i);
      PfPeriod *before = joined->len > 0 ? g_ptr_array_index (joined, joined->len - 1) : NULL;

      if (before == NULL || period->first > before->last)
        g_ptr_array_add (joined, pf_period_copy (period));
      else if (strcmp (period->name, before->name) == 0)
        before->last = MAX (before->last, period->last);
      else if (period->last > before->last)
        g_ptr_array_add (joined, pf_period_new (before->last + 1, period->last, period->name));
    }
  return joined;
}

static GPtrArray *
collect_holidays (GPtrArray *events)
{
  g_autoptr (GPtrArray) periods = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_period_free);

  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = g_ptr_array_index (events, i);
      PfDay last = event->last != PF_DAY_NONE ? event->last : find_open_end (events, event);

      if (event->kind == EVENT_HOLIDAY)
        g_ptr_array_add (periods, pf_period_new (event->first, last, event->name));
    }
  g_ptr_array_sort (periods, compare_periods);
  return join_periods (periods);
}

/* Returns: (transfer full) (element-type Event) (nullable): NULL where @text, unfolded, holds no
 * calendar. */
static GPtrArray *
read_events (const char *text, guint wanted_zones, guint *n_unread)
{
  icalcomponent *root = icalparser_parse_string (text);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) free_event);
  gboolean found = FALSE;

  if (root == NULL)
    return NULL;
  if (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    {
      found = TRUE;
      collect_events (root, wanted_zones, events, n_unread);
    }
  for (icalcomponent *calendar = icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT);
       calendar != NULL;
       calendar = icalcomponent_get_next_component (root, ICAL_VCALENDAR_COMPONENT))
    {
      found = TRUE;
      collect_events (calendar, wanted_zones, events, n_unread);
    }
  icalcomponent_free (root);
  icalmemory_free_ring ();
  return found ? g_steal_pointer (&events) : NULL;
}

/* Returns: (transfer full) (nullable): what can be given to libical, NULL where that is nothing. */
static char *
prepare_text (const char *text, gsize length)
{
  const gsize mark_length = strlen (BYTE_ORDER_MARK);
  g_autofree char *unfolded = NULL;

  if (length >= mark_length && memcmp (text, BYTE_ORDER_MARK, mark_length) == 0)
    {
      text += mark_length;
      length -= mark_length;
    }
  unfolded = unfold_text (text, length);
  if (memchr (text, '\0', length) == NULL && g_utf8_validate (unfolded, -1, NULL) &&
      is_balanced (unfolded))
    return g_steal_pointer (&unfolded);
  return NULL;
}

/* Returns: (transfer full) (nullable): the holidays of @zone in what prepare_text() made; NULL
 * where it is no calendar. */
static GPtrArray *
read_holidays (const char *prepared, const char *zone, guint *n_unread)
{
  g_autoptr (GPtrArray) events = read_events (prepared, get_zone_mask (zone), n_unread);

  return events != NULL ? collect_holidays (events) : NULL;
}

GPtrArray *
pf_school_calendar_parse (const char *text,
                          gsize       length,
                          const char *zone,
                          guint      *n_unread,
                          GError    **error)
{
  g_autofree char *prepared = NULL;
  g_autoptr (GPtrArray) holidays = NULL;
  g_autoptr (GPtrArray) others = NULL;
  guint ignored = 0;
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (length > PF_SCHOOL_CALENDAR_MAX_SIZE)
    {
      g_set_error_literal (error, PF_SCHOOL_CALENDAR_ERROR, PF_SCHOOL_CALENDAR_ERROR_TOO_LARGE,
                           _("The file is too large to be a school calendar"));
      return NULL;
    }
  prepared = prepare_text (text, length);
  if (prepared != NULL)
    holidays = read_holidays (prepared, zone, &n);
  if (holidays == NULL)
    {
      g_set_error_literal (error, PF_SCHOOL_CALENDAR_ERROR, PF_SCHOOL_CALENDAR_ERROR_NOT_ICALENDAR,
                           _("The file is not a whole iCalendar file in UTF-8"));
      return NULL;
    }
  if (n_unread != NULL)
    *n_unread = n;
  if (holidays->len > 0)
    return g_steal_pointer (&holidays);
  others = read_holidays (prepared, NULL, &ignored);
  if (others->len > 0)
    g_set_error (error, PF_SCHOOL_CALENDAR_ERROR, PF_SCHOOL_CALENDAR_ERROR_EMPTY,
                 _("The calendar holds school holidays, but none of zone %s"), zone);
  else
    g_set_error_literal (error, PF_SCHOOL_CALENDAR_ERROR, PF_SCHOOL_CALENDAR_ERROR_EMPTY,
                         _("The calendar holds no school holidays for pupils"));
  return NULL;
}

static gboolean
are_alike (GPtrArray *holidays, GPtrArray *others)
{
  if (holidays->len != others->len)
    return FALSE;
  for (guint i = 0; i < holidays->len; i++)
    if (compare_periods (&holidays->pdata[i], &others->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
pf_school_calendar_has_zones (const char *text, gsize length)
{
  static const char *const zones[] = { "A", "B", "C" };
  g_autofree char *prepared = NULL;
  g_autoptr (GPtrArray) all = NULL;
  guint ignored = 0;
  guint n_partial = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  prepared = length <= PF_SCHOOL_CALENDAR_MAX_SIZE ? prepare_text (text, length) : NULL;
  all = prepared != NULL ? read_holidays (prepared, NULL, &ignored) : NULL;
  for (gsize i = 0; all != NULL && i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GPtrArray) own = read_holidays (prepared, zones[i], &ignored);

      /* A file of one zone says nothing of the others. */
      n_partial += own->len > 0 && !are_alike (own, all);
    }
  return n_partial > 0;
}
