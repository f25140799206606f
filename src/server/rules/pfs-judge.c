/* SPDX-License-Identifier: GPL-3.0-or-later
 * How one line of a batch is judged. */
#include "config.h"

#include "pfs-judge.h"

/* What a slot on which nothing is held says to who wants to book it. */
static const PfRefusal refusals[PF_N_STATES] = {
  [PF_STATE_FULL] = PF_REFUSAL_FULL,           [PF_STATE_CLOSED] = PF_REFUSAL_CLOSED,
  [PF_STATE_TOO_EARLY] = PF_REFUSAL_TOO_EARLY, [PF_STATE_TOO_LATE] = PF_REFUSAL_TOO_LATE,
  [PF_STATE_PRESENT] = PF_REFUSAL_TOO_LATE,    [PF_STATE_ABSENT] = PF_REFUSAL_TOO_LATE,
  [PF_STATE_EXCUSED] = PF_REFUSAL_TOO_LATE,    [PF_STATE_PAST] = PF_REFUSAL_TOO_LATE,
};

static const PfOutcomeKind kinds[] = {
  [PF_BOOKING_BOOKED] = PF_OUTCOME_BOOKED,
  [PF_BOOKING_WAITING] = PF_OUTCOME_WAITING,
  [PF_BOOKING_PENDING] = PF_OUTCOME_PENDING,
};

/* Whether @version is of facts that the family did not see yet. */
static gboolean
is_news (const PfLine *line, gint64 version)
{
  return line->version > 0 && version > line->version;
}

/* Why an action that is not allowed is not. */
static PfRefusal
find_refusal (const PfLine *line, const PfsFacts *facts, PfMoment now, PfDay today)
{
  PfSlot bare = facts->slot;
  PfState state;

  bare.booking = PF_BOOKING_NONE;
  state = pf_slot_get_state (&bare, now, today);
  if (state == PF_STATE_CLOSED)
    return PF_REFUSAL_CLOSED;
  if (line->action == PF_ACTION_CANCEL)
    return pf_booking_is_held (facts->slot.booking) ? PF_REFUSAL_TOO_LATE : PF_REFUSAL_NOT_HELD;
  if (pf_booking_is_held (facts->slot.booking))
    return PF_REFUSAL_ALREADY_HELD;
  if (!facts->may_book)
    return PF_REFUSAL_NOT_ENROLLED;
  return refusals[state] != PF_REFUSAL_NONE ? refusals[state] : PF_REFUSAL_OTHER;
}

/* Whether the family would get something else than what it was shown. */
static gboolean
breaks_promise (const PfLine *line, const PfsFacts *facts, const PfSlot *after, PfCents cost)
{
  if (is_news (line, facts->booking_version))
    return TRUE;
  if (line->price != PF_CENTS_UNKNOWN && cost != PF_CENTS_UNKNOWN && cost > line->price)
    return TRUE;
  return after->booking == PF_BOOKING_WAITING && is_news (line, facts->turned_version);
}

static void
refuse (PfOutcome *outcome, PfRefusal refusal)
{
  outcome->kind = PF_OUTCOME_REFUSED;
  outcome->refusal = refusal;
}

static void
grant (PfOutcome    *outcome,
       const PfLine *line,
       const PfSlot *before,
       const PfSlot *after,
       PfCents       cost)
{
  outcome->price = cost != PF_CENTS_UNKNOWN ? cost : 0;
  if (line->action == PF_ACTION_CANCEL)
    {
      outcome->kind = PF_OUTCOME_CANCELLED;
      return;
    }
  outcome->kind = kinds[after->booking];
  if (outcome->kind == PF_OUTCOME_BOOKED && cost != PF_CENTS_UNKNOWN &&
      before->price != PF_CENTS_UNKNOWN && cost > before->price)
    {
      outcome->kind = PF_OUTCOME_LATE;
      outcome->surcharge = cost - before->price;
    }
}

PfOutcome *
pfs_judge_line (const PfLine *line, const PfsFacts *facts, PfMoment now, PfDay today, PfSlot *after)
{
  PfOutcome *outcome = pf_outcome_new ();
  const PfSlot *before = &facts->slot;
  PfCents cost;

  *after = *before;
  outcome->kind = PF_OUTCOME_REFUSED;
  outcome->price = 0;
  outcome->surcharge = 0;
  if (!facts->is_enrolled)
    {
      refuse (outcome, PF_REFUSAL_NOT_ENROLLED);
      return outcome;
    }
  if (!facts->has_slot)
    {
      refuse (outcome, PF_REFUSAL_UNKNOWN_SLOT);
      return outcome;
    }
  if (facts->is_blocked && line->action == PF_ACTION_BOOK)
    {
      refuse (outcome, PF_REFUSAL_BLOCKED);
      return outcome;
    }
  cost = pf_slot_get_cost (before, line->action, now, today);
  if ((line->action == PF_ACTION_BOOK && !facts->may_book) ||
      !pf_slot_apply (after, line->action, now, today))
    {
      PfRefusal refusal = find_refusal (line, facts, now, today);

      refuse (outcome, refusal);
      if ((refusal == PF_REFUSAL_ALREADY_HELD || refusal == PF_REFUSAL_NOT_HELD) &&
          is_news (line, facts->booking_version))
        {
          outcome->kind = PF_OUTCOME_CHANGED;
          outcome->refusal = PF_REFUSAL_NONE;
        }
    }
  else if (breaks_promise (line, facts, after, cost))
    {
      outcome->kind = PF_OUTCOME_CHANGED;
      *after = *before;
    }
  else
    grant (outcome, line, before, after, cost);
  return outcome;
}
