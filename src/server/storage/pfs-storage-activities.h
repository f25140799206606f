/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what the town offers: sites, activities with their units, deadlines and tariffs, and
 * the days they open. */
#pragma once

#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

gboolean pfs_storage_put_site (PfsStorage *self, PfSite *site, GError **error);
PfSite *pfs_storage_load_site (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfSite): by name. */
GPtrArray *pfs_storage_list_sites (PfsStorage *self, GError **error);

/**
 * pfs_storage_put_activity:
 * @activity: with its units (in the order they are shown) and its three deadline rules
 * @flags: whether a booking needs approval, whether a full slot may be waited for
 *
 * Units may be added and renamed; one that has openings or bookings cannot go. The site (nullable)
 * must exist.
 */
gboolean pfs_storage_put_activity (PfsStorage *self, PfActivity *activity, PfSlotFlags flags,
                                   GError **error);
/** @flags: (out) (optional) */
PfActivity *pfs_storage_load_activity (PfsStorage *self, const char *id, PfSlotFlags *flags,
                                       GError **error);
/** Returns: (transfer full) (element-type PfActivity): by name. */
GPtrArray *pfs_storage_list_activities (PfsStorage *self, GError **error);

/** PfsDeadlines: the rules of an activity's slots from @first to @last, in place of the activity's
 * own. A plain value. */
typedef struct {
  PfDay first;
  PfDay last;
  PfDeadlineRule book;
  PfDeadlineRule late;
  PfDeadlineRule cancel;
} PfsDeadlines;

/** Other rules for some days ("autumn holidays: until 1 October"). Where several hold a day, the
 * one that begins last counts. */
gboolean pfs_storage_put_deadlines (PfsStorage *self, const char *activity,
                                    const PfsDeadlines *deadlines, GError **error);
/** Returns: (transfer full) (element-type PfsDeadlines): by first day. */
GArray *pfs_storage_list_deadlines (PfsStorage *self, const char *activity, GError **error);

/** PFS_QUOTIENT_ANY: the band above all others. */
#define PFS_QUOTIENT_ANY G_MAXINT64

/** PfsTariff: a plain value. */
typedef struct {
  PfDay
      from; /* the first slot's day it is for; until a later one of the same unit and band begins */
  gint64 up_to; /* the highest quotient of this band in cents, included; PFS_QUOTIENT_ANY */
  PfCents price;
  PfCents late_price; /* the whole late price, surcharge included; = price where there is none */
} PfsTariff;

/**
 * Adds or replaces the price of a unit for a band. Of the tariffs that begin last, a household pays
 * that of the lowest band that holds its quotient; the highest price where its quotient is unknown.
 */
gboolean pfs_storage_put_tariff (PfsStorage *self, const char *activity, const char *unit,
                                 const PfsTariff *tariff, GError **error);
/** Returns: (transfer full) (element-type PfsTariff): by from (latest first), then up_to. */
GArray *pfs_storage_list_tariffs (PfsStorage *self, const char *activity, const char *unit,
                                  GError **error);

/** Opens a unit on a day. @capacity: places in all, or PF_PLACES_UNLIMITED. Waiting families move
 * up only by pfs_bookings_set_places(). */
gboolean pfs_storage_put_opening (PfsStorage *self, const char *activity, const char *unit,
                                  PfDay day, int capacity, GError **error);
/** Takes an opening away; refused (INVALID) where something is booked, waiting or pending on it. */
gboolean pfs_storage_remove_opening (PfsStorage *self, const char *activity, const char *unit,
                                     PfDay day, GError **error);

/** PfsOpening: a plain value; @unit lives as long as the array it came in. */
typedef struct {
  const char *unit;
  PfDay day;
  int capacity; /* PF_PLACES_UNLIMITED */
  int taken;    /* by booked ones */
} PfsOpening;

/** Returns: (transfer full) (element-type PfsOpening): by day, then the order of units. */
GArray *pfs_storage_list_openings (PfsStorage *self, const char *activity, PfDay first, PfDay last,
                                   GError **error);

G_END_DECLS
