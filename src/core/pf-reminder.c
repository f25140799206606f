/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reminders: when each is due, around the quiet hours, and what of it is told now. */
#include "config.h"

#include "pf-reminder.h"

#define MINUTE 60
#define DAY (24 * 60 * MINUTE)
#define MINUTES_A_DAY (24 * 60)
#define LAST_CALL (15 * MINUTE) /* before a deadline, for what was put off beyond it */
#define FRESH (3 * DAY)         /* what has no deadline is news for so long */
#define KEPT (60 * DAY)         /* the mark of what has no deadline, once it is gone */

PfReminderMark *
pf_reminder_mark_new (const PfReminderFact *fact, PfMoment told_at)
{
  PfReminderMark *mark = g_new0 (PfReminderMark, 1);

  mark->subject = g_strdup (fact->subject);
  mark->version = fact->version;
  mark->told_at = told_at;
  mark->until = fact->until;
  mark->snoozed_until = PF_MOMENT_NONE;
  return mark;
}

PfReminderMark *
pf_reminder_mark_copy (const PfReminderMark *mark)
{
  PfReminderMark *copy = g_new (PfReminderMark, 1);

  *copy = *mark;
  copy->subject = g_strdup (mark->subject);
  return copy;
}

void
pf_reminder_mark_free (PfReminderMark *mark)
{
  g_free (mark->subject);
  g_free (mark);
}

static int
get_second_of_day (PfMoment moment, GTimeZone *zone)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment);
  gint64 wall = moment + g_time_zone_get_offset (zone, interval);

  return (int) (wall - (gint64) pf_moment_get_day (moment, zone) * DAY);
}

/* Whole days keep the time of the day; anything else is time that passes. */
static PfMoment
add_minutes (PfMoment moment, int minutes, GTimeZone *zone)
{
  if (minutes == 0 || minutes % MINUTES_A_DAY != 0)
    return moment + (PfMoment) minutes * MINUTE;
  return pf_moment_at (pf_moment_get_day (moment, zone) + minutes / MINUTES_A_DAY,
                       get_second_of_day (moment, zone), zone);
}

/* Returns: whether @moment is within quiet hours; from @begin (included) to @end (excluded). */
static gboolean
find_quiet_hours (const PfReminderSettings *settings,
                  PfMoment                  moment,
                  GTimeZone                *zone,
                  PfMoment                 *begin,
                  PfMoment                 *end)
{
  PfDay today = pf_moment_get_day (moment, zone);
  int n_nights = settings->quiet_to < settings->quiet_from ? 1 : 0;

  if (!settings->has_quiet_hours || settings->quiet_from == settings->quiet_to)
    return FALSE;
  for (PfDay day = today - n_nights; day <= today; day++)
    {
      *begin = pf_moment_at (day, settings->quiet_from * MINUTE, zone);
      *end = pf_moment_at (day + n_nights, settings->quiet_to * MINUTE, zone);
      if (*begin <= moment && moment < *end)
        return TRUE;
    }
  return FALSE;
}

static gboolean
ends_before (const PfReminderFact *fact, PfMoment moment)
{
  return fact->until != PF_MOMENT_NONE && fact->until < moment;
}

static gboolean
is_told (const PfReminderFact *fact, const PfReminderMark *mark)
{
  return mark != NULL && mark->version == fact->version;
}

/* Returns: when it is due, whatever the hour. */
static PfMoment
get_wanted_moment (const PfReminderFact     *fact,
                   const PfReminderMark     *mark,
                   const PfReminderSettings *settings,
                   GTimeZone                *zone)
{
  int minutes = settings->minutes_before[fact->kind];

  if (minutes < 0)
    return PF_MOMENT_NONE;
  if (is_told (fact, mark))
    return mark->snoozed_until;
  if (fact->until == PF_MOMENT_NONE)
    return fact->from;
  return MAX (fact->from, add_minutes (fact->until, -minutes, zone));
}

PfMoment
pf_reminder_get_moment (const PfReminderFact     *fact,
                        const PfReminderMark     *mark,
                        const PfReminderSettings *settings,
                        GTimeZone                *zone)
{
  PfMoment moment, begin, end;
  gboolean is_again;

  g_return_val_if_fail (fact != NULL && settings != NULL && zone != NULL, PF_MOMENT_NONE);

  is_again = is_told (fact, mark);
  moment = get_wanted_moment (fact, mark, settings, zone);
  if (moment == PF_MOMENT_NONE)
    return PF_MOMENT_NONE;
  if (find_quiet_hours (settings, moment, zone, &begin, &end))
    {
      moment = ends_before (fact, end) ? begin - MINUTE : end;
      /* It was not so yet, or was put off a moment ago. */
      if (moment < fact->from || (is_again && moment <= mark->told_at))
        return PF_MOMENT_NONE;
    }
  return ends_before (fact, moment) ? PF_MOMENT_NONE : moment;
}

/* The earlier of two moments, of which either may be none. */
static PfMoment
get_first (PfMoment a, PfMoment b)
{
  if (a == PF_MOMENT_NONE || b == PF_MOMENT_NONE)
    return MAX (a, b);
  return MIN (a, b);
}

/* Returns: whether @fact is told now; else @next becomes no later than when it may be. */
static gboolean
is_due (const PfReminderFact     *fact,
        const PfReminderMark     *mark,
        const PfReminderSettings *settings,
        GTimeZone                *zone,
        PfMoment                  now,
        PfMoment                 *next)
{
  PfMoment moment = pf_reminder_get_moment (fact, mark, settings, zone);
  PfMoment begin, end;

  if (moment == PF_MOMENT_NONE)
    return FALSE;
  if (moment > now)
    {
      *next = get_first (*next, moment);
      return FALSE;
    }
  if (fact->until == PF_MOMENT_NONE && !is_told (fact, mark) && now - moment > FRESH)
    return FALSE;
  if (!find_quiet_hours (settings, now, zone, &begin, &end))
    return TRUE;
  if (!ends_before (fact, end))
    *next = get_first (*next, end);
  return FALSE;
}

static int
compare_facts (gconstpointer a, gconstpointer b)
{
  const PfReminderFact *left = *(PfReminderFact *const *) a, *right = *(PfReminderFact *const *) b;

  if (left->until != right->until)
    {
      if (left->until == PF_MOMENT_NONE || right->until == PF_MOMENT_NONE)
        return left->until == PF_MOMENT_NONE ? 1 : -1;
      return left->until < right->until ? -1 : 1;
    }
  return left->kind - (int) right->kind;
}

GPtrArray *
pf_reminder_decide (GPtrArray                *facts,
                    GHashTable               *marks,
                    const PfReminderSettings *settings,
                    GTimeZone                *zone,
                    PfMoment                  now,
                    PfMoment                 *next)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted = NULL;
  GPtrArray *told = g_ptr_array_new ();

  g_return_val_if_fail (facts != NULL && marks != NULL && next != NULL, told);

  *next = PF_MOMENT_NONE;
  sorted = g_ptr_array_copy (facts, NULL, NULL);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_facts);
  for (guint i = 0; i < sorted->len; i++)
    {
      PfReminderFact *fact = sorted->pdata[i];

      if (ends_before (fact, now))
        continue;
      /* Its time being over changes what there is to tell. */
      if (fact->until != PF_MOMENT_NONE)
        *next = get_first (*next, fact->until + 1);
      if (!g_hash_table_contains (subjects, fact->subject) &&
          is_due (fact, g_hash_table_lookup (marks, fact->subject), settings, zone, now, next))
        {
          g_hash_table_add (subjects, fact->subject);
          g_ptr_array_add (told, fact);
        }
    }
  return told;
}

void
pf_reminder_mark_snooze (PfReminderMark *mark, int minutes, GTimeZone *zone, PfMoment now)
{
  g_return_if_fail (mark != NULL && minutes > 0 && zone != NULL);

  mark->told_at = now;
  mark->snoozed_until = add_minutes (now, minutes, zone);
  if (mark->until != PF_MOMENT_NONE && mark->snoozed_until > mark->until - LAST_CALL)
    mark->snoozed_until = mark->until - LAST_CALL;
  if (mark->snoozed_until <= now)
    mark->snoozed_until = PF_MOMENT_NONE;
}

gboolean
pf_reminder_prune (GHashTable *marks, GPtrArray *facts, PfMoment now)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_pruned = FALSE;
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (marks != NULL && facts != NULL, FALSE);

  for (guint i = 0; i < facts->len; i++)
    g_hash_table_add (subjects, ((PfReminderFact *) facts->pdata[i])->subject);
  g_hash_table_iter_init (&iter, marks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PfReminderMark *mark = value;
      PfMoment kept_until = mark->until != PF_MOMENT_NONE ? mark->until : mark->told_at + KEPT;

      if (now <= kept_until || g_hash_table_contains (subjects, mark->subject))
        continue;
      g_hash_table_iter_remove (&iter);
      has_pruned = TRUE;
    }
  return has_pruned;
}
