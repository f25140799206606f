/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a town does with bookings: judge and apply a family's batch, and what agents decide. Every
 * function that writes needs a transaction begun by the caller; none commits. Agent functions fail
 * with PFS_STORAGE_ERROR in a sentence for a clerk. */
#pragma once

#include "pf-batch.h"
#include "pfs-storage-bookings.h"

G_BEGIN_DECLS

/** Judges a family's lines (element-type PfLine), each on the facts that the ones before it leave.
 * Saves nothing. */
PfAnswer *pfs_bookings_quote (PfsStorage *storage, const char *household, GPtrArray *lines,
                              PfMoment now, GError **error);
/** The same for real: every line has its outcome, and the answer a receipt. */
PfAnswer *pfs_bookings_book (PfsStorage *storage, const char *household, GPtrArray *lines,
                             PfMoment now, GError **error);

/** Grants a pending request: it takes a place now and is charged. INVALID where it is not pending
 * or no place is left. */
gboolean pfs_bookings_approve (PfsStorage *storage, const char *enrolment, const char *unit,
                               PfDay day, PfMoment now, GError **error);
/** Refuses a pending or waiting request. @why: (nullable): the town's words to the family. */
gboolean pfs_bookings_refuse (PfsStorage *storage, const char *enrolment, const char *unit,
                              PfDay day, const char *why, PfMoment now, GError **error);
/** Cancels whatever is held, deadlines or not, giving back what was charged; the next of the
 * waiting list moves up. */
gboolean pfs_bookings_free_place (PfsStorage *storage, const char *enrolment, const char *unit,
                                  PfDay day, const char *why, PfMoment now, GError **error);
/** Sets how many places a slot has in all (PF_PLACES_UNLIMITED); those who wait move up. Nobody
 * loses a place. */
gboolean pfs_bookings_set_places (PfsStorage *storage, const char *activity, const char *unit,
                                  PfDay day, int capacity, PfMoment now, GError **error);
/** Closes a day for @activity (nullable = the whole town): what is held there is cancelled and
 * given back. @n_cancelled: (out) (optional) */
gboolean pfs_bookings_close_day (PfsStorage *storage, const char *activity, PfDay day,
                                 PfClosure kind, const char *words, PfMoment now,
                                 guint *n_cancelled, GError **error);
/** Opens a day that was closed; families book anew. */
gboolean pfs_bookings_reopen_day (PfsStorage *storage, const char *activity, PfDay day,
                                  PfMoment now, GError **error);
/** Notes whether the child came. INVALID for a day to come. */
gboolean pfs_bookings_mark (PfsStorage *storage, const char *enrolment, const char *unit, PfDay day,
                            PfAttendance attendance, PfMoment now, GError **error);

G_END_DECLS
