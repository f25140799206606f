/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of reminders: when one is due, by hand, over both daylight-saving nights and around quiet
 * hours; then families of random matters that live through random weeks (replay with --seed). */
#include "config.h"

#include "pf-reminder.h"

#include <stdio.h>

#define DAY 86400
#define DAY_BEFORE (24 * 60)

static GTimeZone *paris;

typedef struct {
  const char *label;
  const char *until; /* NULL = none */
  int minutes_before;
  const char *quiet; /* "21:00-07:00", NULL = none */
  const char *due;   /* NULL = not at all */
  const char *from;  /* NULL = since ever */
} DueCase;

/* All in UTC; quiet hours in Paris. */
static const DueCase due_cases[] = {
  { "two hours before", "2026-11-24T22:59:59Z", 120, NULL, "2026-11-24T20:59:59Z" },
  { "the day before", "2026-11-24T22:59:59Z", DAY_BEFORE, NULL, "2026-11-23T22:59:59Z" },
  { "at the deadline itself", "2026-11-24T22:59:59Z", 0, NULL, "2026-11-24T22:59:59Z" },
  { "never", "2026-11-24T22:59:59Z", PF_REMINDER_NEVER, NULL, NULL },
  { "not before it is so", "2026-11-24T22:59:59Z", DAY_BEFORE, NULL, "2026-11-24T08:00:00Z",
    "2026-11-24T08:00:00Z" },
  { "not once it is over", "2026-11-24T22:59:59Z", DAY_BEFORE, NULL, NULL, "2026-11-25T08:00:00Z" },

  { "the day before, summer time begins between", "2026-03-29T21:59:59Z", DAY_BEFORE, NULL,
    "2026-03-28T22:59:59Z" },
  { "24 hours are a day, summer time ends between", "2026-10-25T22:59:59Z", DAY_BEFORE, NULL,
    "2026-10-24T21:59:59Z" },
  { "twelve hours are twelve hours, spring", "2026-03-29T06:00:00Z", 720, NULL,
    "2026-03-28T18:00:00Z" },
  { "twelve hours are twelve hours, autumn", "2026-10-25T06:00:00Z", 720, NULL,
    "2026-10-24T18:00:00Z" },
  { "a week before, over the spring night", "2026-04-01T07:00:00Z", 7 * DAY_BEFORE, NULL,
    "2026-03-25T08:00:00Z" },
  { "the hour that is skipped", "2026-03-30T00:30:00Z", DAY_BEFORE, NULL, "2026-03-29T01:00:00Z" },
  { "the hour that comes twice", "2026-10-26T01:30:00Z", DAY_BEFORE, NULL, "2026-10-25T01:30:00Z" },

  { "outside of quiet hours", "2026-11-24T15:00:00Z", 60, "21:00-07:00", "2026-11-24T14:00:00Z" },
  { "at night: in the morning", "2026-11-25T22:59:59Z", DAY_BEFORE, "21:00-07:00",
    "2026-11-25T06:00:00Z" },
  { "after midnight: in the morning", "2026-11-25T14:00:00Z", 14 * 60, "21:00-07:00",
    "2026-11-25T06:00:00Z" },
  { "over before the morning: in the evening", "2026-11-24T22:59:59Z", 120, "21:00-07:00",
    "2026-11-24T19:59:00Z" },
  { "over at the first minute of the morning", "2026-11-25T06:00:00Z", 60, "21:00-07:00",
    "2026-11-25T06:00:00Z" },
  { "over a second earlier", "2026-11-25T05:59:59Z", 60, "21:00-07:00", "2026-11-24T19:59:00Z" },
  { "learned in the night, over before the morning", "2026-11-24T22:59:59Z", 120, "21:00-07:00",
    NULL, "2026-11-24T20:30:00Z" },
  { "learned in the night", NULL, 0, "21:00-07:00", "2026-11-25T06:00:00Z",
    "2026-11-24T22:30:00Z" },
  { "a siesta", "2026-11-24T20:00:00Z", 7 * 60, "13:00-15:00", "2026-11-24T14:00:00Z" },
  { "the end of quiet hours is not in them", "2026-11-25T07:00:00Z", 60, "21:00-07:00",
    "2026-11-25T06:00:00Z" },
  { "from and to are the same: none", "2026-11-24T22:59:59Z", 60, "07:00-07:00",
    "2026-11-24T21:59:59Z" },
  { "the spring night is short", "2026-03-30T22:00:00Z", 2 * DAY_BEFORE, "22:00-06:00",
    "2026-03-29T04:00:00Z" },
  { "the autumn night is long", "2026-10-26T21:30:00Z", 2 * DAY_BEFORE, "22:00-06:00",
    "2026-10-25T05:00:00Z" },
  { "the evening before the spring night", "2026-03-29T03:59:59Z", 60, "22:00-06:00",
    "2026-03-28T20:59:00Z" },

  { "an answer: at once", NULL, 0, NULL, "2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z" },
};

static PfMoment
parse (const char *text)
{
  return text != NULL ? pf_moment_parse (text) : PF_MOMENT_NONE;
}

static PfReminderFact
make_fact (PfReminderKind kind, const char *subject, const char *until)
{
  return (PfReminderFact){ .kind = kind,
                           .subject = (char *) subject,
                           .version = parse (until),
                           .from = PF_MOMENT_NONE,
                           .until = parse (until) };
}

static PfReminderSettings
make_settings (int minutes_before, const char *quiet)
{
  PfReminderSettings settings = { .has_quiet_hours = quiet != NULL };
  int hours[4] = { 0 };

  for (int i = 0; i < PF_N_REMINDER_KINDS; i++)
    settings.minutes_before[i] = minutes_before;
  if (quiet != NULL)
    g_assert_cmpint (sscanf (quiet, "%d:%d-%d:%d", &hours[0], &hours[1], &hours[2], &hours[3]), ==,
                     4);
  settings.quiet_from = hours[0] * 60 + hours[1];
  settings.quiet_to = hours[2] * 60 + hours[3];
  return settings;
}

static void
assert_moment (PfMoment moment, const char *expected)
{
  g_autofree char *text = moment != PF_MOMENT_NONE ? pf_moment_format (moment) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_is_due (gconstpointer data)
{
  const DueCase *row = data;
  PfReminderFact fact = make_fact (PF_REMINDER_DEADLINE, "a", row->until);
  PfReminderSettings settings = make_settings (row->minutes_before, row->quiet);

  fact.from = parse (row->from);
  assert_moment (pf_reminder_get_moment (&fact, NULL, &settings, paris), row->due);
}

static GHashTable *
make_marks (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                (GDestroyNotify) pf_reminder_mark_free);
}

static void
tell (GHashTable *marks, const PfReminderFact *fact, PfMoment now)
{
  PfReminderMark *mark = pf_reminder_mark_new (fact, now);

  g_hash_table_replace (marks, mark->subject, mark);
}

/* Asserts what is told at @at, in order: "a b", and when to look next; marks it. */
static void
assert_told (GPtrArray                *facts,
             GHashTable               *marks,
             const PfReminderSettings *settings,
             const char               *at,
             const char               *expected,
             const char               *expected_next)
{
  g_autoptr (GString) subjects = g_string_new (NULL);
  g_autoptr (GPtrArray) told = NULL;
  PfMoment next;

  told = pf_reminder_decide (facts, marks, settings, paris, parse (at), &next);
  for (guint i = 0; i < told->len; i++)
    {
      PfReminderFact *fact = told->pdata[i];

      g_string_append_printf (subjects, "%s%s", i > 0 ? " " : "", fact->subject);
      tell (marks, fact, parse (at));
    }
  g_assert_cmpstr (subjects->str, ==, expected);
  assert_moment (next, expected_next);
}

static void
test_once (void)
{
  PfReminderFact facts[] = {
    make_fact (PF_REMINDER_INVOICE, "late", "2026-11-26T22:59:59Z"),
    make_fact (PF_REMINDER_DEADLINE, "soon", "2026-11-24T22:59:59Z"),
    make_fact (PF_REMINDER_DEADLINE, "soon", "2026-11-24T22:59:59Z"),
    make_fact (PF_REMINDER_DEADLINE, "over", "2026-11-23T08:59:59Z"),
  };
  PfReminderSettings settings = make_settings (DAY_BEFORE, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) marks = make_marks ();

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    g_ptr_array_add (list, &facts[i]);
  assert_told (list, marks, &settings, "2026-11-23T09:00:00Z", "", "2026-11-23T22:59:59Z");
  assert_told (list, marks, &settings, "2026-11-23T22:59:59Z", "soon", "2026-11-24T23:00:00Z");
  assert_told (list, marks, &settings, "2026-11-24T08:00:00Z", "", "2026-11-24T23:00:00Z");
  assert_told (list, marks, &settings, "2026-11-25T23:30:00Z", "late", "2026-11-26T23:00:00Z");
  assert_told (list, marks, &settings, "2026-11-27T00:00:00Z", "", NULL);
}

/* The most urgent comes first, what has no deadline last. */
static void
test_order (void)
{
  PfReminderFact facts[] = {
    make_fact (PF_REMINDER_MESSAGE, "message", NULL),
    make_fact (PF_REMINDER_INVOICE, "invoice", "2026-11-24T22:59:59Z"),
    make_fact (PF_REMINDER_DEADLINE, "deadline", "2026-11-24T22:59:59Z"),
    make_fact (PF_REMINDER_DEADLINE, "first", "2026-11-24T20:59:59Z"),
  };
  PfReminderSettings settings = make_settings (DAY_BEFORE, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) marks = make_marks ();

  facts[0].from = parse ("2026-11-24T07:00:00Z");
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    g_ptr_array_add (list, &facts[i]);
  assert_told (list, marks, &settings, "2026-11-24T08:00:00Z", "first deadline invoice message",
               "2026-11-24T21:00:00Z");
}

/* What was told in time is not told again when the computer wakes; what was not told is, as long as
 * it helps. */
static void
test_asleep (void)
{
  PfReminderFact deadline = make_fact (PF_REMINDER_DEADLINE, "deadline", "2026-11-24T22:59:59Z");
  PfReminderFact answer = make_fact (PF_REMINDER_MESSAGE, "answer", NULL);
  PfReminderSettings settings = make_settings (DAY_BEFORE, "21:00-07:00");
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) marks = make_marks ();

  answer.from = parse ("2026-11-20T10:00:00Z");
  g_ptr_array_add (list, &deadline);
  g_ptr_array_add (list, &answer);
  /* Within quiet hours, and over when they end: not at all. */
  assert_told (list, marks, &settings, "2026-11-24T20:30:00Z", "", "2026-11-24T23:00:00Z");
  /* Four days old. */
  assert_told (list, marks, &settings, "2026-11-24T10:00:00Z", "deadline", "2026-11-24T23:00:00Z");
  g_hash_table_remove_all (marks);
  assert_told (list, marks, &settings, "2026-11-22T23:00:00Z", "", "2026-11-23T06:00:00Z");
  assert_told (list, marks, &settings, "2026-11-23T07:00:00Z", "answer", "2026-11-24T06:00:00Z");
}

static void
test_changed_deadline (void)
{
  PfReminderFact fact = make_fact (PF_REMINDER_DEADLINE, "a", "2026-11-24T22:59:59Z");
  PfReminderSettings settings = make_settings (DAY_BEFORE, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) marks = make_marks ();

  g_ptr_array_add (list, &fact);
  assert_told (list, marks, &settings, "2026-11-24T08:00:00Z", "a", "2026-11-24T23:00:00Z");
  fact.until = fact.version = parse ("2026-11-24T18:00:00Z");
  assert_told (list, marks, &settings, "2026-11-24T08:01:00Z", "a", "2026-11-24T18:00:01Z");
  fact.until = fact.version = parse ("2026-11-30T18:00:00Z");
  assert_told (list, marks, &settings, "2026-11-24T08:02:00Z", "", "2026-11-29T18:00:00Z");
  assert_told (list, marks, &settings, "2026-11-29T18:00:00Z", "a", "2026-11-30T18:00:01Z");
  assert_told (list, marks, &settings, "2026-11-29T19:00:00Z", "", "2026-11-30T18:00:01Z");
}

static const struct {
  const char *label;
  const char *until;
  const char *quiet;
  const char *now;
  int minutes;
  const char *back; /* NULL = never */
} snooze_cases[] = {
  { "an hour", "2026-11-24T22:59:59Z", NULL, "2026-11-24T10:00:00Z", 60, "2026-11-24T11:00:00Z" },
  { "tomorrow, over the spring night", "2026-04-24T22:59:59Z", NULL, "2026-03-28T17:00:00Z",
    DAY_BEFORE, "2026-03-29T16:00:00Z" },
  { "tomorrow, over the autumn night", "2026-11-24T22:59:59Z", NULL, "2026-10-24T16:00:00Z",
    DAY_BEFORE, "2026-10-25T17:00:00Z" },
  { "beyond the deadline", "2026-11-24T22:59:59Z", NULL, "2026-11-24T10:00:00Z", DAY_BEFORE,
    "2026-11-24T22:44:59Z" },
  { "beyond the deadline, which is near", "2026-11-24T22:59:59Z", NULL, "2026-11-24T22:50:00Z", 60,
    NULL },
  { "into quiet hours", "2026-11-26T22:59:59Z", "21:00-07:00", "2026-11-24T19:30:00Z", 60,
    "2026-11-25T06:00:00Z" },
  { "into quiet hours with the deadline", "2026-11-24T22:59:59Z", "21:00-07:00",
    "2026-11-24T18:30:00Z", 120, "2026-11-24T19:59:00Z" },
  { "a moment before quiet hours", "2026-11-24T22:59:59Z", "21:00-07:00", "2026-11-24T19:59:30Z",
    60, NULL },
  { "no deadline", NULL, NULL, "2026-11-24T10:00:00Z", 60, "2026-11-24T11:00:00Z" },
};

static void
test_snooze (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (snooze_cases); i++)
    {
      PfReminderFact fact = make_fact (PF_REMINDER_DEADLINE, "a", snooze_cases[i].until);
      PfReminderSettings settings = make_settings (0, snooze_cases[i].quiet);
      PfMoment now = parse (snooze_cases[i].now);
      g_autoptr (PfReminderMark) mark = pf_reminder_mark_new (&fact, now - DAY);
      g_autoptr (PfReminderMark) copy = NULL;

      g_test_message ("%s", snooze_cases[i].label);
      assert_moment (pf_reminder_get_moment (&fact, mark, &settings, paris), NULL);
      pf_reminder_mark_snooze (mark, snooze_cases[i].minutes, paris, now);
      copy = pf_reminder_mark_copy (mark);
      assert_moment (pf_reminder_get_moment (&fact, copy, &settings, paris), snooze_cases[i].back);
    }
}

static void
test_prune (void)
{
  PfReminderFact facts[] = {
    make_fact (PF_REMINDER_DEADLINE, "there", "2026-11-24T22:59:59Z"),
    make_fact (PF_REMINDER_DEADLINE, "gone", "2026-11-24T22:59:59Z"),
    make_fact (PF_REMINDER_MESSAGE, "read", NULL),
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) marks = make_marks ();

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    tell (marks, &facts[i], parse ("2026-11-24T08:00:00Z"));
  g_ptr_array_add (list, &facts[0]);
  g_assert_false (pf_reminder_prune (marks, list, parse ("2026-11-24T22:59:59Z")));
  g_assert_true (pf_reminder_prune (marks, list, parse ("2026-11-24T23:00:00Z")));
  g_assert_false (g_hash_table_contains (marks, "gone"));
  g_assert_true (g_hash_table_contains (marks, "read"));
  g_assert_true (pf_reminder_prune (marks, list, parse ("2027-02-24T23:00:00Z")));
  g_assert_cmpuint (g_hash_table_size (marks), ==, 1);
  g_assert_true (g_hash_table_contains (marks, "there"));
}

/* Random matters, random quiet hours, a computer that sleeps now and then, and a family that puts
 * off. */

#define N_FACTS 12
#define LIFE (40 * DAY)

typedef struct {
  PfReminderFact facts[N_FACTS];
  GPtrArray *list;       /* (owned) */
  GHashTable *marks;     /* (owned) */
  GHashTable *may_again; /* (owned): subjects that were put off or changed */
  PfReminderSettings settings;
} Life;

/* By the clock on the wall, which is another way than the rules count. */
static gboolean
is_quiet (const PfReminderSettings *settings, PfMoment now)
{
  g_autoptr (GDateTime) wall = pf_moment_to_date_time (now, paris);
  int minute = g_date_time_get_hour (wall) * 60 + g_date_time_get_minute (wall);

  if (!settings->has_quiet_hours)
    return FALSE;
  if (settings->quiet_from <= settings->quiet_to)
    return settings->quiet_from <= minute && minute < settings->quiet_to;
  return settings->quiet_from <= minute || minute < settings->quiet_to;
}

static void
begin_life (Life *life, PfMoment start)
{
  static const int leads[] = { PF_REMINDER_NEVER, 0, 60, 120, 720, 1440, 2880, 10080 };

  life->list = g_ptr_array_new ();
  life->marks = make_marks ();
  life->may_again = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = 0; i < PF_N_REMINDER_KINDS; i++)
    life->settings.minutes_before[i] = leads[g_test_rand_int_range (0, G_N_ELEMENTS (leads))];
  life->settings.has_quiet_hours = g_test_rand_int_range (0, 4) > 0;
  /* The hour that comes twice is told apart by the tables above. */
  life->settings.quiet_from = g_test_rand_int_range (8, 48) * 30;
  life->settings.quiet_to = g_test_rand_int_range (8, 48) * 30;
  for (int i = 0; i < N_FACTS; i++)
    {
      PfReminderFact *fact = &life->facts[i];

      fact->kind = (PfReminderKind) g_test_rand_int_range (0, PF_N_REMINDER_KINDS);
      fact->subject = g_strdup_printf ("subject %d", i);
      fact->from = start + g_test_rand_int_range (-5 * DAY, LIFE / 2);
      fact->until = g_test_rand_int_range (0, 4) == 0
                        ? PF_MOMENT_NONE
                        : start + g_test_rand_int_range (-2 * DAY, LIFE);
      fact->version = fact->until;
      g_ptr_array_add (life->list, fact);
    }
}

static void
end_life (Life *life)
{
  for (int i = 0; i < N_FACTS; i++)
    g_free (life->facts[i].subject);
  g_ptr_array_unref (life->list);
  g_hash_table_unref (life->marks);
  g_hash_table_unref (life->may_again);
}

static void
check_told (Life *life, PfReminderFact *fact, PfMoment now, PfMoment awake_since)
{
  PfReminderMark *before = g_hash_table_lookup (life->marks, fact->subject);
  PfMoment moment = pf_reminder_get_moment (fact, before, &life->settings, paris);

  g_assert_false (is_quiet (&life->settings, now));
  g_assert_cmpint (life->settings.minutes_before[fact->kind], >=, 0);
  g_assert_true (fact->until == PF_MOMENT_NONE || now <= fact->until);
  g_assert_cmpint (now, >=, fact->from);
  g_assert_true (before == NULL || g_hash_table_contains (life->may_again, fact->subject));
  g_assert_cmpint (moment, <=, now);
  if (moment > awake_since)
    g_assert_cmpint (moment, ==, now);
  g_hash_table_remove (life->may_again, fact->subject);
  tell (life->marks, fact, now);
}

/* Returns: whether something changed, so that it has to be asked again at once. */
static gboolean
live (Life *life, PfReminderFact *fact, PfMoment now)
{
  PfReminderMark *mark = g_hash_table_lookup (life->marks, fact->subject);

  if (mark == NULL || g_test_rand_int_range (0, 3) > 0)
    return FALSE;
  if (g_test_rand_bit () || fact->until == PF_MOMENT_NONE)
    pf_reminder_mark_snooze (mark, g_test_rand_int_range (1, 3000), paris, now);
  else
    fact->version = fact->until += g_test_rand_int_range (-DAY, 3 * DAY);
  g_hash_table_add (life->may_again, fact->subject);
  return TRUE;
}

static void
live_through (PfMoment start)
{
  Life life = { 0 };
  PfMoment now = start, next = start, awake_since = start;

  begin_life (&life, start);
  while (next != PF_MOMENT_NONE && now < start + 2 * LIFE)
    {
      g_autoptr (GPtrArray) told =
          pf_reminder_decide (life.list, life.marks, &life.settings, paris, now, &next);
      g_autoptr (GPtrArray) again = NULL;
      gboolean is_changed = FALSE;

      for (guint i = 0; i < told->len; i++)
        check_told (&life, told->pdata[i], now, awake_since);
      /* Asked twice, it says nothing new. */
      again = pf_reminder_decide (life.list, life.marks, &life.settings, paris, now, &next);
      g_assert_cmpuint (again->len, ==, 0);
      g_assert_true (next == PF_MOMENT_NONE || next > now);
      for (guint i = 0; i < told->len; i++)
        is_changed |= live (&life, told->pdata[i], now);
      awake_since = now;
      if (is_changed)
        now++;
      else if (next != PF_MOMENT_NONE && g_test_rand_int_range (0, 5) > 0)
        now = next;
      else if (next != PF_MOMENT_NONE)
        now = awake_since = next + g_test_rand_int_range (0, 2 * DAY);
    }
  end_life (&life);
}

static void
test_keeps_its_promises_for_random_lives (void)
{
  /* Winter, and the weeks around both nights. */
  static const char *const starts[] = { "2026-11-21T12:00:00Z", "2026-03-15T12:00:00Z",
                                        "2026-10-10T12:00:00Z" };

  for (int i = 0; i < 600; i++)
    live_through (parse (starts[i % G_N_ELEMENTS (starts)]) + g_test_rand_int_range (0, DAY));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  paris = g_time_zone_new_identifier ("Europe/Paris");
  g_assert_nonnull (paris);

  for (gsize i = 0; i < G_N_ELEMENTS (due_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/reminder/due/", due_cases[i].label, NULL);

      g_test_add_data_func (path, &due_cases[i], test_is_due);
    }
  g_test_add_func ("/core/reminder/told-once", test_once);
  g_test_add_func ("/core/reminder/most-urgent-first", test_order);
  g_test_add_func ("/core/reminder/asleep", test_asleep);
  g_test_add_func ("/core/reminder/changed-deadline", test_changed_deadline);
  g_test_add_func ("/core/reminder/snooze", test_snooze);
  g_test_add_func ("/core/reminder/prune", test_prune);
  g_test_add_func ("/core/reminder/random-lives", test_keeps_its_promises_for_random_lives);

  status = g_test_run ();
  g_time_zone_unref (paris);
  return status;
}
