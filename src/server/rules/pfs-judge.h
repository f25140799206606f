/* SPDX-License-Identifier: GPL-3.0-or-later
 * How one line of a batch is judged: a pure function of the line, the facts and the clock. */
#pragma once

#include "pf-batch.h"

G_BEGIN_DECLS

/** PfsFacts: what there is to know about the slot that a line names. A plain value. */
typedef struct {
  gboolean is_enrolled; /* the household has such an enrolment, and it has slots */
  gboolean may_book;    /* the enrolment is open, not closed */
  gboolean is_blocked;  /* something of the family's file comes first */
  gboolean has_slot;
  PfSlot slot;            /* places exact */
  gint64 booking_version; /* the change that last wrote the booking */
  gint64 turned_version;  /* the change by which the slot last became full or no longer full */
} PfsFacts;

/**
 * pfs_judge_line:
 * @after: (out): the slot as the line leaves it
 *
 * The outcome with its kind, refusal, price and surcharge; rank, slot and version are the caller's
 * to add. Where the facts promised the family another outcome than the one they give now, nothing
 * is done (CHANGED). A line of version 0 was decided on no facts.
 */
PfOutcome *pfs_judge_line (const PfLine *line, const PfsFacts *facts, PfMoment now, PfDay today,
                           PfSlot *after);

G_END_DECLS
