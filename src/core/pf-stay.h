/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stays: where one day's bookings put a child, over all its activities and towns, and what does not
 * fit together. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PfWarning: what a day's bookings of one child make together. */
typedef enum {
  PF_WARNING_NONE,
  PF_WARNING_CLASH, /* two things booked at the same time */
  /* nobody minds the child between two things booked at a leisure centre, and something could be
   * booked there */
  PF_WARNING_GAP,
} PfWarning;

/**
 * PfStay: what a child's day holds, or could hold, at one time. A plain value. Who and what are
 * numbers that the caller gives: the same for the same.
 */
typedef struct {
  guint child;
  guint activity;       /* of one town: another town's is another */
  int start_minute;     /* of the day, -1 unknown */
  int end_minute;       /* of the day, -1 unknown */
  gboolean is_held;     /* a place, one in the line, or a request */
  gboolean is_bookable; /* nothing is held, and it could be booked now */
  gboolean is_waiting;  /* held, but a waiting list minds nobody */
  gboolean is_care;     /* of a kind that minds the child from one unit to the next */

  PfWarning warning; /* (out) */
  int other;         /* (out): with CLASH the index of the first one that it meets, else -1 */
  int from_minute;   /* (out): CLASH: both at once; GAP: nobody minds the child */
  int to_minute;     /* (out) */
} PfStay;

/** Judges the @n_stays of one day together and fills what is marked (out) in each. */
void pf_stays_judge (PfStay *stays, guint n_stays);

G_END_DECLS
