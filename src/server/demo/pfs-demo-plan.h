/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo town, thought out before it is written: who lives there, what opens when, who holds
 * what. Laid around one moment, so that every state of the legend can be seen within a month of
 * it. Pure: no I/O. */
#pragma once

#include "pf-record.h"
#include "pfs-storage-activities.h"

G_BEGIN_DECLS

/** The town's name, and who signs in to its demo family. */
#define PFS_DEMO_TOWN "Saint-Aubin-les-Tilleuls"
#define PFS_DEMO_LOGIN "claire.martin@example.org"
#define PFS_DEMO_OTHER_LOGIN "thomas.lopez@example.org"
/** A new family, that has not sent its file yet. */
#define PFS_DEMO_NEW_LOGIN "nora.saidi@example.org"
#define PFS_DEMO_PASSWORD "Soleil-2026"

/** How far from the present every state is to be seen, in days. */
#define PFS_DEMO_SIGHT 31

/** PfsDemoActivity: what the town offers. */
typedef struct {
  PfActivity *record; /* (owned) */
  PfSlotFlags flags;
  guint weekdays;       /* mask */
  gboolean in_holidays; /* opens in school holidays, else in term */
  int capacity;
  GArray *deadlines; /* (element-type PfsDeadlines) (owned) */
} PfsDemoActivity;

/** PfsDemoSlot: one unit of an activity on one day. */
typedef struct {
  guint activity; /* index */
  guint unit;     /* index in the activity's units */
  PfDay day;
  int capacity;
  int taken;
  gboolean is_struck; /* a strike closes it */
  gboolean is_shown;  /* it is kept as the example of a state */
} PfsDemoSlot;

typedef struct {
  PfHousehold *record;  /* (owned) */
  GPtrArray *guardians; /* (element-type PfGuardian) (owned) */
  GPtrArray *children;  /* (element-type PfChild) (owned) */
} PfsDemoHousehold;

typedef struct {
  PfEnrolment *record; /* (owned) */
  guint activity;      /* index */
  guint household;     /* index; 0 = the demo family */
  guint habit;         /* which units and weekdays the child usually takes */
} PfsDemoEnrolment;

/** PfsDemoBooking: what an enrolment holds on a slot. */
typedef struct {
  guint enrolment; /* index */
  guint slot;      /* index */
  PfBooking status;
  PfAttendance attendance;
} PfsDemoBooking;

typedef struct {
  PfMoment now;
  PfDay today;
  PfDay first; /* of the days that are laid */
  PfDay last;
  int school_year;        /* the September of the school year of today */
  GTimeZone *zone;        /* (owned) */
  PfCalendar *calendar;   /* (owned) */
  GPtrArray *sites;       /* (element-type PfSite) (owned) */
  GPtrArray *activities;  /* (element-type PfsDemoActivity) (owned) */
  GArray *slots;          /* (element-type PfsDemoSlot) (owned), by day */
  GHashTable *slot_at;    /* (owned) key of activity, unit, day → index + 1 */
  GPtrArray *households;  /* (element-type PfsDemoHousehold) (owned) */
  GPtrArray *enrolments;  /* (element-type PfsDemoEnrolment) (owned) */
  GArray *bookings;       /* (element-type PfsDemoBooking) (owned) */
  GHashTable *booking_at; /* (owned) key of enrolment, slot → index + 1 */
  guint shown;            /* mask of 1 << PfState: the states that have an example */
} PfsDemoPlan;

/** Returns: (transfer full): the town as it is around @now. */
PfsDemoPlan *pfs_demo_plan_new (PfMoment now);
void pfs_demo_plan_free (PfsDemoPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsDemoPlan, pfs_demo_plan_free)

/* The parts of a plan, in their order. */
void pfs_demo_plan_add_activities (PfsDemoPlan *plan);
void pfs_demo_plan_add_people (PfsDemoPlan *plan);
void pfs_demo_plan_add_bookings (PfsDemoPlan *plan);
void pfs_demo_plan_add_examples (PfsDemoPlan *plan);

/** Returns: (transfer none) (nullable): the slot, NULL where the activity does not open. */
PfsDemoSlot *pfs_demo_plan_find_slot (PfsDemoPlan *plan, guint activity, guint unit, PfDay day,
                                      guint *index);
/** Returns: (transfer none) (nullable): what @enrolment holds on a slot, valid until the next one
 * is set. */
PfsDemoBooking *pfs_demo_plan_find_booking (PfsDemoPlan *plan, guint enrolment, guint slot);
/** Sets what @enrolment holds on a slot; places follow. */
void pfs_demo_plan_set_booking (PfsDemoPlan *plan, guint enrolment, guint slot, PfBooking status,
                                PfAttendance attendance);
/** Returns: the tariffs of a unit (element-type PfsTariff), by quotient. */
GArray *pfs_demo_plan_list_tariffs (PfsDemoPlan *plan, guint activity, guint unit);
/** Returns: what a household pays for a unit in time. */
PfCents pfs_demo_plan_get_price (PfsDemoPlan *plan, guint household, guint activity, guint unit);
/** Gives the three deadlines of a slot. */
void pfs_demo_plan_get_deadlines (PfsDemoPlan *plan, const PfsDemoSlot *slot, PfSlot *facts);

G_END_DECLS
