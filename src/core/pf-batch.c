/* SPDX-License-Identifier: GPL-3.0-or-later
 * Batches and their answers: plain values, and the identifiers of outcomes and refusals. */
#include "config.h"

#include "pf-batch.h"

static const char *const outcome_ids[] = {
  [PF_OUTCOME_BOOKED] = "booked",       [PF_OUTCOME_WAITING] = "waiting",
  [PF_OUTCOME_PENDING] = "pending",     [PF_OUTCOME_LATE] = "late",
  [PF_OUTCOME_CANCELLED] = "cancelled", [PF_OUTCOME_REFUSED] = "refused",
  [PF_OUTCOME_CHANGED] = "changed",
};

static const char *const refusal_ids[] = {
  [PF_REFUSAL_NONE] = "none",
  [PF_REFUSAL_TOO_LATE] = "too-late",
  [PF_REFUSAL_TOO_EARLY] = "too-early",
  [PF_REFUSAL_FULL] = "full",
  [PF_REFUSAL_CLOSED] = "closed",
  [PF_REFUSAL_NOT_ENROLLED] = "not-enrolled",
  [PF_REFUSAL_NOT_HELD] = "not-held",
  [PF_REFUSAL_ALREADY_HELD] = "already-held",
  [PF_REFUSAL_UNKNOWN_SLOT] = "unknown-slot",
  [PF_REFUSAL_BLOCKED] = "blocked",
  [PF_REFUSAL_GIVEN_UP] = "given-up",
  [PF_REFUSAL_OTHER] = "other",
};

G_DEFINE_BOXED_TYPE (PfLine, pf_line, pf_line_copy, pf_line_free)
G_DEFINE_BOXED_TYPE (PfAnswer, pf_answer, pf_answer_copy, pf_answer_free)

static int
find_id (const char *const *ids, gsize n_ids, const char *id)
{
  for (gsize i = 0; i < n_ids; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return (int) i;
  return -1;
}

static gpointer
copy_outcome (gconstpointer outcome, gpointer user_data)
{
  return pf_outcome_copy (outcome);
}

PfLine *
pf_line_new (const char *enrolment,
             const char *unit,
             PfDay       day,
             PfAction    action,
             gint64      version,
             PfCents     price)
{
  PfLine *line = g_new (PfLine, 1);

  *line = (PfLine){
    .enrolment = g_strdup (enrolment),
    .unit = g_strdup (unit),
    .day = day,
    .action = action,
    .version = version,
    .price = price,
  };
  return line;
}

PfLine *
pf_line_copy (const PfLine *line)
{
  return pf_line_new (line->enrolment, line->unit, line->day, line->action, line->version,
                      line->price);
}

void
pf_line_free (PfLine *line)
{
  g_free (line->enrolment);
  g_free (line->unit);
  g_free (line);
}

PfAnswer *
pf_answer_new (void)
{
  PfAnswer *answer = g_new0 (PfAnswer, 1);

  answer->at = PF_MOMENT_NONE;
  answer->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_outcome_free);
  return answer;
}

PfAnswer *
pf_answer_new_alike (guint         n_lines,
                     PfOutcomeKind kind,
                     PfRefusal     refusal,
                     const char   *detail,
                     PfMoment      at)
{
  PfAnswer *answer = pf_answer_new ();

  answer->at = at;
  for (guint i = 0; i < n_lines; i++)
    {
      PfOutcome *outcome = pf_outcome_new ();

      outcome->kind = kind;
      outcome->refusal = refusal;
      outcome->detail = g_strdup (detail);
      g_ptr_array_add (answer->outcomes, outcome);
    }
  return answer;
}

PfAnswer *
pf_answer_copy (const PfAnswer *answer)
{
  PfAnswer *copy = g_new (PfAnswer, 1);

  *copy = *answer;
  copy->receipt = g_strdup (answer->receipt);
  copy->prepayment = g_strdup (answer->prepayment);
  copy->outcomes = g_ptr_array_copy (answer->outcomes, (GCopyFunc) copy_outcome, NULL);
  return copy;
}

void
pf_answer_free (PfAnswer *answer)
{
  g_free (answer->receipt);
  g_free (answer->prepayment);
  g_ptr_array_unref (answer->outcomes);
  g_free (answer);
}

PfOutcome *
pf_outcome_new (void)
{
  PfOutcome *outcome = g_new0 (PfOutcome, 1);

  outcome->kind = PF_OUTCOME_REFUSED;
  pf_slot_init (&outcome->slot, PF_DAY_NONE, 0);
  return outcome;
}

PfOutcome *
pf_outcome_copy (const PfOutcome *outcome)
{
  PfOutcome *copy = g_new (PfOutcome, 1);

  *copy = *outcome;
  copy->detail = g_strdup (outcome->detail);
  return copy;
}

void
pf_outcome_free (PfOutcome *outcome)
{
  g_free (outcome->detail);
  g_free (outcome);
}

const char *
pf_outcome_kind_get_id (PfOutcomeKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (outcome_ids), NULL);

  return outcome_ids[kind];
}

int
pf_outcome_kind_from_id (const char *id)
{
  return find_id (outcome_ids, G_N_ELEMENTS (outcome_ids), id);
}

const char *
pf_refusal_get_id (PfRefusal refusal)
{
  g_return_val_if_fail ((gsize) refusal < G_N_ELEMENTS (refusal_ids), NULL);

  return refusal_ids[refusal];
}

int
pf_refusal_from_id (const char *id)
{
  return find_id (refusal_ids, G_N_ELEMENTS (refusal_ids), id);
}
