/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of bookings: what each enrolment holds on each slot. This writes facts;
 * rules/pfs-bookings.h decides. */
#pragma once

#include "pf-slot.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Families are told how many places are left from this many on, else "enough": their sheets then
 * change less often. */
#define PFS_PLACES_TOLD 5

/** PfsBooking: one enrolment's booking of one unit on one day. */
typedef struct {
  char *enrolment; /* (owned) */
  char *unit;      /* (owned) */
  PfDay day;
  PfBooking status;
  PfAttendance attendance;
  PfCents charged;     /* PF_CENTS_UNKNOWN where nothing is */
  PfMoment asked_at;   /* when the family asked */
  PfCents asked_price; /* the price in time at that moment: what waiting and pending ones are
                          charged when granted */
  char *note;          /* (owned) (nullable): the town's words: why it was refused */
  /* Told by storage, ignored when written */
  gint64 version;  /* grows with each write */
  int rank;        /* WAITING: from 1 */
  char *activity;  /* (owned) */
  char *child;     /* (owned) */
  char *household; /* (owned) */
} PfsBooking;

#define PFS_TYPE_BOOKING (pfs_booking_get_type ())
GType pfs_booking_get_type (void);
/** Returns: (transfer full): nothing held, nothing charged. */
PfsBooking *pfs_booking_new (const char *enrolment, const char *unit, PfDay day);
PfsBooking *pfs_booking_copy (const PfsBooking *booking);
void pfs_booking_free (PfsBooking *booking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsBooking, pfs_booking_free)

/** Writes it. Becoming WAITING puts it at the end of the slot's list. The slot must be open (an
 * opening exists). Capacity is not checked. */
gboolean pfs_storage_put_booking (PfsStorage *self, const PfsBooking *booking, GError **error);
/** Returns: (transfer full): a new empty one (version 0) where nothing was ever written; NULL with
 * @error. */
PfsBooking *pfs_storage_load_booking (PfsStorage *self, const char *enrolment, const char *unit,
                                      PfDay day, GError **error);

/** PfsBookingFilter: which bookings to list; a plain value, all 0 = all. */
typedef struct {
  guint statuses;        /* mask of 1 << PfBooking; 0 = any */
  const char *activity;  /* (nullable) */
  const char *unit;      /* (nullable) */
  const char *child;     /* (nullable) */
  const char *household; /* (nullable) */
  gboolean by_day;       /* from first to last only */
  PfDay first;
  PfDay last;
} PfsBookingFilter;

/** Returns: (transfer full) (element-type PfsBooking): by day, activity, unit, then the order of
 * asking. */
GPtrArray *pfs_storage_list_bookings (PfsStorage *self, const PfsBookingFilter *filter,
                                      GError **error);
/** Returns: (transfer full) (element-type PfsBooking): of one enrolment, @first to @last, by day.
 */
GPtrArray *pfs_storage_list_enrolment_bookings (PfsStorage *self, const char *enrolment,
                                                PfDay first, PfDay last, GError **error);
/** Returns: (transfer full) (nullable): the first of the waiting list; NULL without @error where
 * nobody waits. */
PfsBooking *pfs_storage_get_first_waiting (PfsStorage *self, const char *activity, const char *unit,
                                           PfDay day, GError **error);
/** Returns: the sequence number of the change by which the slot last became full or no longer full,
 * 0 for never; -1 with @error. */
gint64 pfs_storage_get_turned (PfsStorage *self, const char *activity, const char *unit, PfDay day,
                               GError **error);
/** @capacity, @taken: (out). Returns: FALSE with NOT_FOUND where the unit does not open that day.
 */
gboolean pfs_storage_get_places (PfsStorage *self, const char *activity, const char *unit,
                                 PfDay day, int *capacity, int *taken, GError **error);

G_END_DECLS
