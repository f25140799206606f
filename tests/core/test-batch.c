/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of batches: copies are deep, identifiers are stable. */
#include "config.h"

#include "pf-batch.h"

static void
test_copies_lines_deeply (void)
{
  g_autoptr (PfLine) line = pf_line_new ("enrolment-1", "meal", 20000, PF_ACTION_BOOK, 7, 340);
  g_autoptr (PfLine) copy = g_boxed_copy (PF_TYPE_LINE, line);

  g_assert_cmpstr (copy->enrolment, ==, "enrolment-1");
  g_assert_true (copy->enrolment != line->enrolment);
  g_assert_cmpstr (copy->unit, ==, "meal");
  g_assert_true (copy->unit != line->unit);
  g_assert_cmpint (copy->day, ==, 20000);
  g_assert_cmpint (copy->action, ==, PF_ACTION_BOOK);
  g_assert_cmpint (copy->version, ==, 7);
  g_assert_cmpint (copy->price, ==, 340);
}

static void
test_copies_answers_deeply (void)
{
  g_autoptr (PfAnswer) answer = pf_answer_new ();
  g_autoptr (PfAnswer) copy = NULL;
  PfOutcome *outcome = pf_outcome_new ();
  const PfOutcome *copied;

  outcome->kind = PF_OUTCOME_WAITING;
  outcome->rank = 3;
  outcome->detail = g_strdup ("liste d'attente");
  outcome->has_slot = TRUE;
  outcome->slot.booking = PF_BOOKING_WAITING;
  g_ptr_array_add (answer->outcomes, outcome);
  answer->receipt = g_strdup ("R-1");
  answer->at = 1000;
  answer->total = -340;

  copy = g_boxed_copy (PF_TYPE_ANSWER, answer);
  g_clear_pointer (&answer, pf_answer_free);
  g_assert_cmpstr (copy->receipt, ==, "R-1");
  g_assert_cmpint (copy->at, ==, 1000);
  g_assert_cmpint (copy->total, ==, -340);
  g_assert_cmpuint (copy->outcomes->len, ==, 1);
  copied = g_ptr_array_index (copy->outcomes, 0);
  g_assert_cmpint (copied->kind, ==, PF_OUTCOME_WAITING);
  g_assert_cmpint (copied->rank, ==, 3);
  g_assert_cmpstr (copied->detail, ==, "liste d'attente");
  g_assert_true (copied->has_slot);
  g_assert_cmpint (copied->slot.booking, ==, PF_BOOKING_WAITING);
}

static void
test_starts_with_nothing_granted (void)
{
  g_autoptr (PfAnswer) answer = pf_answer_new ();
  g_autoptr (PfOutcome) outcome = pf_outcome_new ();

  g_assert_null (answer->receipt);
  g_assert_cmpint (answer->at, ==, PF_MOMENT_NONE);
  g_assert_cmpuint (answer->outcomes->len, ==, 0);
  g_assert_cmpint (outcome->kind, ==, PF_OUTCOME_REFUSED);
  g_assert_cmpint (outcome->refusal, ==, PF_REFUSAL_NONE);
  g_assert_cmpint (outcome->price, ==, 0);
  g_assert_false (outcome->has_slot);
}

static void
test_names_outcomes_and_refusals_both_ways (void)
{
  for (int kind = PF_OUTCOME_BOOKED; kind <= PF_OUTCOME_CHANGED; kind++)
    g_assert_cmpint (pf_outcome_kind_from_id (pf_outcome_kind_get_id (kind)), ==, kind);
  for (int refusal = PF_REFUSAL_NONE; refusal <= PF_REFUSAL_OTHER; refusal++)
    g_assert_cmpint (pf_refusal_from_id (pf_refusal_get_id (refusal)), ==, refusal);

  g_assert_cmpstr (pf_outcome_kind_get_id (PF_OUTCOME_LATE), ==, "late");
  g_assert_cmpstr (pf_refusal_get_id (PF_REFUSAL_TOO_LATE), ==, "too-late");
  g_assert_cmpstr (pf_refusal_get_id (PF_REFUSAL_FULL), ==, "full");
  g_assert_cmpint (pf_outcome_kind_from_id ("unheard-of"), ==, -1);
  g_assert_cmpint (pf_outcome_kind_from_id (NULL), ==, -1);
  g_assert_cmpint (pf_refusal_from_id ("unheard-of"), ==, -1);
  g_assert_cmpint (pf_refusal_from_id (NULL), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/copies-lines-deeply", test_copies_lines_deeply);
  g_test_add_func ("/batch/copies-answers-deeply", test_copies_answers_deeply);
  g_test_add_func ("/batch/starts-with-nothing-granted", test_starts_with_nothing_granted);
  g_test_add_func ("/batch/names-outcomes-and-refusals-both-ways",
                   test_names_outcomes_and_refusals_both_ways);
  return g_test_run ();
}
