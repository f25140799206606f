/* SPDX-License-Identifier: GPL-3.0-or-later
 * Enrolments as a town decides them: what a family asks is judged, opened at once or left to an
 * agent. Every function that writes needs a transaction begun by the caller; none commits. */
#pragma once

#include "pf-enrolment-rule.h"
#include "pfs-family.h"

G_BEGIN_DECLS

/** PfsEnrolmentAnswer: what became of a wish. */
typedef struct {
  PfEnrolmentRefusal refusal; /* NONE = enrolled or requested */
  guint unmet;                /* mask of PfDemand that has to be met first; then nothing was done */
  guint child;                /* with either: the index of the child it is about */
  gboolean is_unknown;        /* no such activity, child or unit here: nothing was done */
  PfsBlock block;             /* the family may not ask at all yet: nothing was done */
  gboolean is_open;           /* at once, else an agent looks */
  char *id;                   /* (owned) (nullable): of the first enrolment made */
} PfsEnrolmentAnswer;

void pfs_enrolment_answer_clear (PfsEnrolmentAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PfsEnrolmentAnswer, pfs_enrolment_answer_clear)

/** Does what @wish asks for all of its children, or says in @answer why for none. */
gboolean pfs_enrolments_ask (PfsStorage *storage, const char *household,
                             const PfEnrolmentWish *wish, PfMoment now, PfsEnrolmentAnswer *answer,
                             GError **error);

/* What agents decide; they fail with PFS_STORAGE_ERROR in a sentence for a clerk. */

/** Opens a requested enrolment; what was asked for a whole year is booked. @n_booked, @n_left:
 * (out) (optional): days booked (or waiting), and days that were full or closed. */
gboolean pfs_enrolments_accept (PfsStorage *storage, const char *id, PfMoment now, guint *n_booked,
                                guint *n_left, GError **error);
/** @reason: the town's words to the family. */
gboolean pfs_enrolments_refuse (PfsStorage *storage, const char *id, const char *reason,
                                PfMoment now, GError **error);
/** Ends an open enrolment after @last; what is held later is cancelled and given back. */
gboolean pfs_enrolments_close (PfsStorage *storage, const char *id, PfDay last, const char *reason,
                               PfMoment now, GError **error);

/** Removes an enrolment that was made by mistake: nothing was ever booked on it. */
gboolean pfs_enrolments_remove (PfsStorage *storage, const char *id, GError **error);
/** Removes a child that was entered by mistake, with its enrolments: nothing was ever booked for
 * it. */
gboolean pfs_enrolments_remove_child (PfsStorage *storage, const char *id, GError **error);

G_END_DECLS
