/* SPDX-License-Identifier: GPL-3.0-or-later
 * What does not fit together in a day, case by case. */
#include "config.h"

#include "pf-stay.h"

#define HOURS(from, to) .start_minute = (from) *60, .end_minute = (to) *60
#define MAX_STAYS 4

/* The activities of the cases. */
enum {
  CANTEEN,
  CENTRE,
  CARE,
  CENTRE_OF_ANOTHER_TOWN,
};

typedef struct {
  PfWarning warning;
  int other;
  int from; /* hours */
  int to;
} Expected;

static const struct {
  const char *path;
  PfStay stays[MAX_STAYS];
  Expected expected[MAX_STAYS];
} cases[] = {
  { "/stay/two-at-once-clash",
    { { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE },
      { 0, CENTRE, HOURS (11, 13), .is_held = TRUE },
      { 0, CARE, HOURS (16, 18), .is_held = TRUE } },
    { { PF_WARNING_CLASH, 1, 12, 13 }, { PF_WARNING_CLASH, 0, 12, 13 }, { .other = -1 } } },
  { "/stay/one-after-the-other-fits",
    { { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE },
      { 0, CENTRE, HOURS (14, 18), .is_held = TRUE } },
    { { .other = -1 }, { .other = -1 } } },
  { "/stay/two-children-do-not-clash",
    { { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE },
      { 1, CENTRE, HOURS (12, 14), .is_held = TRUE } },
    { { .other = -1 }, { .other = -1 } } },
  { "/stay/units-of-one-activity-do-not-clash",
    { { 0, CARE, HOURS (16, 17), .is_held = TRUE }, { 0, CARE, HOURS (16, 18), .is_held = TRUE } },
    { { .other = -1 }, { .other = -1 } } },
  { "/stay/the-same-activity-of-two-towns-clashes",
    { { 0, CENTRE, HOURS (8, 12), .is_held = TRUE },
      { 0, CENTRE_OF_ANOTHER_TOWN, HOURS (8, 12), .is_held = TRUE } },
    { { PF_WARNING_CLASH, 1, 8, 12 }, { PF_WARNING_CLASH, 0, 8, 12 } } },
  { "/stay/a-place-in-the-line-clashes-too",
    { { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE },
      { 0, CENTRE, HOURS (12, 14), .is_held = TRUE, .is_waiting = TRUE } },
    { { PF_WARNING_CLASH, 1, 12, 14 }, { PF_WARNING_CLASH, 0, 12, 14 } } },
  { "/stay/what-is-not-held-clashes-with-nothing",
    { { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE },
      { 0, CENTRE, HOURS (12, 14), .is_bookable = TRUE } },
    { { .other = -1 }, { .other = -1 } } },
  { "/stay/unknown-hours-clash-with-nothing",
    { { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE },
      { 0, CENTRE, .start_minute = -1, .end_minute = -1, .is_held = TRUE },
      { 0, CARE, HOURS (13, 13), .is_held = TRUE } },
    { { .other = -1 }, { .other = -1 }, { .other = -1 } } },
  { "/stay/of-three-each-names-the-first-it-meets",
    { { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE },
      { 0, CENTRE, HOURS (13, 15), .is_held = TRUE },
      { 0, CARE, HOURS (14, 18), .is_held = TRUE } },
    { { PF_WARNING_CLASH, 1, 13, 14 },
      { PF_WARNING_CLASH, 0, 13, 14 },
      { PF_WARNING_CLASH, 1, 14, 15 } } },
  { "/stay/no-lunch-between-two-halves-is-a-gap",
    { { 0, CENTRE, HOURS (8, 12), .is_held = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (12, 13), .is_bookable = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (14, 18), .is_held = TRUE, .is_care = TRUE } },
    { { .other = -1 }, { PF_WARNING_GAP, -1, 12, 14 }, { .other = -1 } } },
  { "/stay/no-gap-where-the-lunch-cannot-be-booked",
    { { 0, CENTRE, HOURS (8, 12), .is_held = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (12, 13), .is_care = TRUE },
      { 0, CENTRE, HOURS (14, 18), .is_held = TRUE, .is_care = TRUE } },
    { { .other = -1 }, { .other = -1 }, { .other = -1 } } },
  { "/stay/no-gap-where-the-child-goes-home",
    { { 0, CENTRE, HOURS (8, 12), .is_held = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (12, 13), .is_bookable = TRUE, .is_care = TRUE },
      { 1, CENTRE, HOURS (14, 18), .is_held = TRUE, .is_care = TRUE } },
    { { .other = -1 }, { .other = -1 }, { .other = -1 } } },
  { "/stay/no-gap-where-something-else-minds-the-child",
    { { 0, CENTRE, HOURS (8, 12), .is_held = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (12, 13), .is_bookable = TRUE, .is_care = TRUE },
      { 0, CANTEEN, HOURS (12, 14), .is_held = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (14, 18), .is_held = TRUE, .is_care = TRUE } },
    { { .other = -1 }, { .other = -1 }, { .other = -1 }, { .other = -1 } } },
  { "/stay/a-waiting-list-minds-nobody",
    { { 0, CENTRE, HOURS (8, 12), .is_held = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (12, 13), .is_bookable = TRUE, .is_care = TRUE },
      { 0, CENTRE, HOURS (14, 18), .is_held = TRUE, .is_waiting = TRUE, .is_care = TRUE } },
    { { .other = -1 }, { .other = -1 }, { .other = -1 } } },
  { "/stay/school-lies-between-two-cares",
    { { 0, CARE, HOURS (7, 8), .is_held = TRUE },
      { 0, CANTEEN, HOURS (12, 14), .is_bookable = TRUE },
      { 0, CARE, HOURS (16, 18), .is_held = TRUE } },
    { { .other = -1 }, { .other = -1 }, { .other = -1 } } },
};

static void
judged (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  PfStay stays[MAX_STAYS];
  guint n_stays = 0;

  for (; n_stays < MAX_STAYS && cases[index].stays[n_stays].end_minute != 0; n_stays++)
    stays[n_stays] = cases[index].stays[n_stays];
  pf_stays_judge (stays, n_stays);
  for (guint i = 0; i < n_stays; i++)
    {
      const Expected *expected = &cases[index].expected[i];
      gboolean is_warned = expected->warning != PF_WARNING_NONE;

      g_assert_cmpint (stays[i].warning, ==, expected->warning);
      g_assert_cmpint (stays[i].other, ==, expected->other);
      g_assert_cmpint (stays[i].from_minute, ==, is_warned ? expected->from * 60 : -1);
      g_assert_cmpint (stays[i].to_minute, ==, is_warned ? expected->to * 60 : -1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, GSIZE_TO_POINTER (i), judged);
  return g_test_run ();
}
