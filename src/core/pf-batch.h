/* SPDX-License-Identifier: GPL-3.0-or-later
 * Batches: what the family wants of several slots at once, and the town's answer line by line. */
#pragma once

#include "pf-record.h"

G_BEGIN_DECLS

/** PfLine: one wanted booking or cancellation. */
typedef struct {
  char *enrolment; /* (owned) */
  char *unit;      /* (owned) a unit's id */
  PfDay day;
  PfAction action;
  gint64 version; /* of the sheet it was decided on */
  /* the most the family agreed to pay by this line (the cost shown to it); the town answers CHANGED
   * rather than charge more */
  PfCents price;
} PfLine;

#define PF_TYPE_LINE (pf_line_get_type ())
GType pf_line_get_type (void);
PfLine *pf_line_new (const char *enrolment, const char *unit, PfDay day, PfAction action,
                     gint64 version, PfCents price);
PfLine *pf_line_copy (const PfLine *line);
void pf_line_free (PfLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfLine, pf_line_free)

/** PfOutcomeKind: the town's answer to a line. */
typedef enum {
  PF_OUTCOME_BOOKED,
  PF_OUTCOME_WAITING,
  PF_OUTCOME_PENDING,
  PF_OUTCOME_LATE, /* booked, with the surcharge */
  PF_OUTCOME_CANCELLED,
  PF_OUTCOME_REFUSED,
  /* nothing done: the facts are no longer those of the line's version, or it would cost more */
  PF_OUTCOME_CHANGED,
} PfOutcomeKind;

/** PfRefusal: why a line was refused; one place in app turns it into a sentence. */
typedef enum {
  PF_REFUSAL_NONE,
  PF_REFUSAL_TOO_LATE,
  PF_REFUSAL_TOO_EARLY,
  PF_REFUSAL_FULL,
  PF_REFUSAL_CLOSED,
  PF_REFUSAL_NOT_ENROLLED,
  PF_REFUSAL_NOT_HELD, /* cancelling what is not held */
  PF_REFUSAL_ALREADY_HELD,
  PF_REFUSAL_UNKNOWN_SLOT,
  PF_REFUSAL_BLOCKED, /* papers or wallet first */
  /* with CHANGED, and never from a town: the family stopped waiting for its answer */
  PF_REFUSAL_GIVEN_UP,
  PF_REFUSAL_OTHER,
} PfRefusal;

/** PfOutcome: the answer to the line at the same index. */
typedef struct {
  PfOutcomeKind kind;
  PfRefusal refusal;
  char *detail;      /* (owned) (nullable): the town's own words, plain text */
  int rank;          /* WAITING */
  PfCents price;     /* what this line costs, negative for what is given back */
  PfCents surcharge; /* LATE: the part of @price that is the surcharge */
  gboolean has_slot;
  PfSlot slot;    /* the new facts, if has_slot; its @unit means nothing here */
  gint64 version; /* the sheet's version after this line */
} PfOutcome;

/** PfAnswer: to a quote (nothing saved, no receipt) or a batch of bookings. */
typedef struct {
  char *receipt;       /* (owned) (nullable): proves the batch */
  char *prepayment;    /* (owned) (nullable): what its PENDING bookings wait for */
  PfMoment at;         /* when the town decided */
  GPtrArray *outcomes; /* (element-type PfOutcome) (owned), one a line, in order */
  PfCents total;       /* sum of the prices that are charged now */
} PfAnswer;

#define PF_TYPE_ANSWER (pf_answer_get_type ())
GType pf_answer_get_type (void);
PfAnswer *pf_answer_new (void);
/** Returns: (transfer full): the same for each of @n_lines, without facts and for nothing.
 * @detail: (nullable) */
PfAnswer *pf_answer_new_alike (guint n_lines, PfOutcomeKind kind, PfRefusal refusal,
                               const char *detail, PfMoment at);
PfAnswer *pf_answer_copy (const PfAnswer *answer);
void pf_answer_free (PfAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfAnswer, pf_answer_free)

/** Returns: (transfer full): a line refused without a reason yet, that costs nothing. */
PfOutcome *pf_outcome_new (void);
PfOutcome *pf_outcome_copy (const PfOutcome *outcome);
void pf_outcome_free (PfOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfOutcome, pf_outcome_free)

/**
 * Identifiers in JSON: "booked", "late"… and "too-late", "full"…; the from_ functions return -1 for
 * one they do not know.
 */
const char *pf_outcome_kind_get_id (PfOutcomeKind kind);
int pf_outcome_kind_from_id (const char *id);
const char *pf_refusal_get_id (PfRefusal refusal);
int pf_refusal_from_id (const char *id);

G_END_DECLS
