/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of enrolment requests: ages, windows, periods, and what has to be there first. */
#include "config.h"

#include "pf-enrolment-rule.h"

#define TODAY "2026-11-21"

typedef struct {
  const char *birth, *day;
  int months;
} AgeCase;

static const AgeCase ages[] = {
  { "2020-02-29", "2020-02-28", -1 },  { "2020-02-29", "2020-02-29", 0 },
  { "2020-02-29", "2021-02-27", 11 },  { "2020-02-29", "2021-02-28", 12 },
  { "2020-01-31", "2020-02-28", 0 },   { "2020-01-31", "2020-02-29", 1 },
  { "2020-01-31", "2020-03-30", 1 },   { "2020-01-31", "2020-03-31", 2 },
  { "2020-12-31", "2021-01-01", 0 },   { "2016-11-22", "2026-11-21", 119 },
  { "2016-11-21", "2026-11-21", 120 },
};

typedef struct {
  const char *label;
  /* of the activity */
  const char *enrol_first, *enrol_last, *first, *last;
  int min_months, max_months;
  gboolean is_taken, is_whole_year;
  /* of the wish */
  const char *wish_first, *wish_last;
  guint weekdays;
  gboolean is_occasional, has_units;
  const char *birth;
  /* an enrolment that is there already */
  const char *other_first, *other_last;
  PfEnrolmentState other_state;
  PfEnrolmentRefusal refusal;
} WishCase;

#define ANY NULL, NULL, NULL, NULL, -1, -1, TRUE, FALSE
#define YEAR "2026-11-23", "2027-07-02", PF_WEEKDAYS_ALL, FALSE, FALSE
#define NO_OTHER NULL, NULL, PF_ENROLMENT_OPEN
#define BORN "2018-05-04"

static const WishCase wishes[] = {
  { "nothing speaks against it", ANY, YEAR, BORN, NO_OTHER, PF_ENROLMENT_REFUSAL_NONE },
  { "no age known, none asked", ANY, YEAR, NULL, NO_OTHER, PF_ENROLMENT_REFUSAL_NONE },
  { "the town takes none", NULL, NULL, NULL, NULL, -1, -1, FALSE, FALSE, YEAR, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_NOT_TAKEN },
  { "the day before the window", "2026-11-22", NULL, NULL, NULL, -1, -1, TRUE, FALSE, YEAR, BORN,
    NO_OTHER, PF_ENROLMENT_REFUSAL_TOO_EARLY },
  { "the window's first day", TODAY, NULL, NULL, NULL, -1, -1, TRUE, FALSE, YEAR, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_NONE },
  { "the window's last day", NULL, TODAY, NULL, NULL, -1, -1, TRUE, FALSE, YEAR, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_NONE },
  { "the day after the window", NULL, "2026-11-20", NULL, NULL, -1, -1, TRUE, FALSE, YEAR, BORN,
    NO_OTHER, PF_ENROLMENT_REFUSAL_TOO_LATE },
  { "an activity that is over", NULL, NULL, NULL, "2026-11-20", -1, -1, TRUE, FALSE, YEAR, BORN,
    NO_OTHER, PF_ENROLMENT_REFUSAL_TOO_LATE },
  { "an age is asked, none known", NULL, NULL, NULL, NULL, 36, -1, TRUE, FALSE, YEAR, NULL,
    NO_OTHER, PF_ENROLMENT_REFUSAL_NO_AGE },
  { "old enough on the first day, not yet today", NULL, NULL, NULL, NULL, 36, -1, TRUE, FALSE, YEAR,
    "2023-11-23", NO_OTHER, PF_ENROLMENT_REFUSAL_NONE },
  { "a day too young", NULL, NULL, NULL, NULL, 36, -1, TRUE, FALSE, YEAR, "2023-11-24", NO_OTHER,
    PF_ENROLMENT_REFUSAL_TOO_YOUNG },
  { "in its last month", NULL, NULL, NULL, NULL, -1, 72, TRUE, FALSE, YEAR, "2020-10-24", NO_OTHER,
    PF_ENROLMENT_REFUSAL_NONE },
  { "a month too old", NULL, NULL, NULL, NULL, -1, 72, TRUE, FALSE, YEAR, "2020-10-23", NO_OTHER,
    PF_ENROLMENT_REFUSAL_TOO_OLD },
  { "ends before it begins", ANY, "2027-07-02", "2026-11-23", PF_WEEKDAYS_ALL, FALSE, FALSE, BORN,
    NO_OTHER, PF_ENROLMENT_REFUSAL_PERIOD },
  { "no period", ANY, NULL, NULL, PF_WEEKDAYS_ALL, FALSE, FALSE, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_PERIOD },
  { "wholly past", ANY, "2026-09-01", "2026-11-20", PF_WEEKDAYS_ALL, FALSE, FALSE, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_PERIOD },
  { "begun already", ANY, "2026-09-01", "2027-07-02", PF_WEEKDAYS_ALL, FALSE, FALSE, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_NONE },
  { "before the activity", NULL, NULL, "2026-11-24", NULL, -1, -1, TRUE, FALSE, YEAR, BORN,
    NO_OTHER, PF_ENROLMENT_REFUSAL_PERIOD },
  { "beyond the activity", NULL, NULL, NULL, "2027-07-01", -1, -1, TRUE, FALSE, YEAR, BORN,
    NO_OTHER, PF_ENROLMENT_REFUSAL_PERIOD },
  { "no weekday", ANY, "2026-11-23", "2027-07-02", PF_WEEKDAYS_NONE, FALSE, FALSE, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_WEEKDAYS },
  { "occasional needs none", ANY, "2026-11-23", "2027-07-02", PF_WEEKDAYS_NONE, TRUE, FALSE, BORN,
    NO_OTHER, PF_ENROLMENT_REFUSAL_NONE },
  { "a whole year of nothing", NULL, NULL, NULL, NULL, -1, -1, TRUE, TRUE, YEAR, BORN, NO_OTHER,
    PF_ENROLMENT_REFUSAL_UNITS },
  { "a whole year of meals", NULL, NULL, NULL, NULL, -1, -1, TRUE, TRUE, "2026-11-23", "2027-07-02",
    PF_WEEKDAYS_ALL, FALSE, TRUE, BORN, NO_OTHER, PF_ENROLMENT_REFUSAL_NONE },
  { "asked already", ANY, YEAR, BORN, "2026-09-01", "2026-11-23", PF_ENROLMENT_REQUESTED,
    PF_ENROLMENT_REFUSAL_ALREADY },
  { "the former one ends before", ANY, YEAR, BORN, "2026-09-01", "2026-11-22", PF_ENROLMENT_OPEN,
    PF_ENROLMENT_REFUSAL_NONE },
  { "refused once, asked again", ANY, YEAR, BORN, "2026-09-01", "2027-07-02", PF_ENROLMENT_REFUSED,
    PF_ENROLMENT_REFUSAL_NONE },
  { "closed once, asked again", ANY, YEAR, BORN, "2026-09-01", "2027-07-02", PF_ENROLMENT_CLOSED,
    PF_ENROLMENT_REFUSAL_NONE },
};

static PfDay
parse (const char *text)
{
  return text != NULL ? pf_day_parse (text) : PF_DAY_NONE;
}

static void
test_ages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    g_assert_cmpint (pf_age_in_months (parse (ages[i].birth), parse (ages[i].day)), ==,
                     ages[i].months);
}

static PfActivity *
make_activity (const WishCase *wish)
{
  PfActivity *activity = pf_record_new (PF_TYPE_ACTIVITY, "judo");

  activity->enrol_first = parse (wish->enrol_first);
  activity->enrol_last = parse (wish->enrol_last);
  activity->first = parse (wish->first);
  activity->last = parse (wish->last);
  activity->min_months = wish->min_months;
  activity->max_months = wish->max_months;
  activity->takes_enrolments = wish->is_taken;
  activity->books_whole_year = wish->is_whole_year;
  return activity;
}

static GPtrArray *
make_others (const WishCase *wish)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);
  static const char *const children[] = { "lena", "hugo" };

  /* The other child's never counts. */
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    if (wish->other_first != NULL || i > 0)
      {
        PfEnrolment *other = pf_record_new (PF_TYPE_ENROLMENT, children[i]);

        other->child = g_strdup (children[i]);
        other->activity = g_strdup ("judo");
        other->state = i > 0 ? PF_ENROLMENT_OPEN : wish->other_state;
        other->first = i > 0 ? parse ("2026-09-01") : parse (wish->other_first);
        other->last = i > 0 ? parse ("2027-07-02") : parse (wish->other_last);
        g_ptr_array_add (others, other);
      }
  return others;
}

static void
test_wish (gconstpointer data)
{
  const WishCase *wanted = data;
  g_autoptr (PfActivity) activity = make_activity (wanted);
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, "lena");
  g_autoptr (GPtrArray) others = make_others (wanted);
  g_autoptr (PfEnrolmentWish) wish = pf_enrolment_wish_new ();

  child->birth_date = parse (wanted->birth);
  wish->activity = g_strdup ("judo");
  wish->first = parse (wanted->wish_first);
  wish->last = parse (wanted->wish_last);
  wish->weekdays = wanted->weekdays;
  wish->is_occasional = wanted->is_occasional;
  if (wanted->has_units)
    g_ptr_array_add (wish->units, g_strdup ("repas"));
  g_assert_cmpint (pf_enrolment_wish_check (wish, activity, child, others, parse (TODAY)), ==,
                   wanted->refusal);
}

static void
test_offer (void)
{
  g_autoptr (PfActivity) activity = pf_record_new (PF_TYPE_ACTIVITY, "judo");
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, "lena");

  activity->takes_enrolments = TRUE;
  activity->min_months = 36;
  activity->first = parse ("2027-09-01");
  child->birth_date = parse ("2024-09-01");
  g_assert_cmpint (pf_activity_check_child (activity, NULL, parse (TODAY)), ==,
                   PF_ENROLMENT_REFUSAL_NONE);
  g_assert_cmpint (pf_activity_check_child (activity, child, parse (TODAY)), ==,
                   PF_ENROLMENT_REFUSAL_NONE);
  child->birth_date = parse ("2024-09-02");
  g_assert_cmpint (pf_activity_check_child (activity, child, parse (TODAY)), ==,
                   PF_ENROLMENT_REFUSAL_TOO_YOUNG);
}

static void
test_unmet (void)
{
  g_autoptr (PfActivity) activity = pf_record_new (PF_TYPE_ACTIVITY, "judo");
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, "lena");

  g_ptr_array_add (child->missing, g_strdup ("doctor"));
  g_assert_cmpuint (pf_activity_get_unmet (activity, child, 2, FALSE), ==, 0);
  activity->demands = PF_DEMAND_SHEET | PF_DEMAND_DOCUMENTS | PF_DEMAND_WALLET;
  g_assert_cmpuint (pf_activity_get_unmet (activity, child, 2, FALSE), ==, activity->demands);
  g_assert_cmpuint (pf_activity_get_unmet (activity, child, 0, TRUE), ==, PF_DEMAND_SHEET);
  g_ptr_array_set_size (child->missing, 0);
  g_assert_cmpuint (pf_activity_get_unmet (activity, child, 0, TRUE), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/enrolment-rule/ages-are-whole-months", test_ages);
  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/enrolment-rule/wish/%s", wishes[i].label);

      g_test_add_data_func (path, &wishes[i], test_wish);
    }
  g_test_add_func ("/enrolment-rule/an-offer-is-judged-on-its-first-day", test_offer);
  g_test_add_func ("/enrolment-rule/only-what-is-demanded-is-unmet", test_unmet);

  return g_test_run ();
}
