/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asking for an enrolment: what a family asks, and the rules by which app and town judge it alike.
 * Pure. */
#pragma once

#include "pf-record.h"

G_BEGIN_DECLS

/** PfEnrolmentWish: one activity asked for one or several children, for a period. */
typedef struct {
  char *activity;      /* an activity's id */
  GPtrArray *children; /* (element-type utf8) (owned): children's ids, at least one */
  PfDay first;         /* both ends included */
  PfDay last;
  guint weekdays;         /* mask, where the activity is not occasional */
  gboolean is_occasional; /* days are picked one by one, later */
  GPtrArray *units; /* (element-type utf8) (owned): what a whole year's booking takes each day */
  char *remark;     /* (nullable): for the agent */
} PfEnrolmentWish;

#define PF_TYPE_ENROLMENT_WISH (pf_enrolment_wish_get_type ())
GType pf_enrolment_wish_get_type (void);
/** Returns: (transfer full): nothing asked yet. */
PfEnrolmentWish *pf_enrolment_wish_new (void);
PfEnrolmentWish *pf_enrolment_wish_copy (const PfEnrolmentWish *wish);
void pf_enrolment_wish_free (PfEnrolmentWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfEnrolmentWish, pf_enrolment_wish_free)

/** PfEnrolmentRefusal: why a child cannot be enrolled; one place in app turns it into a sentence.
 */
typedef enum {
  PF_ENROLMENT_REFUSAL_NONE,
  PF_ENROLMENT_REFUSAL_NOT_TAKEN, /* the town takes no requests for it here */
  PF_ENROLMENT_REFUSAL_TOO_EARLY, /* before the window of requests */
  PF_ENROLMENT_REFUSAL_TOO_LATE,  /* after it */
  PF_ENROLMENT_REFUSAL_NO_AGE,    /* the birth date is not known */
  PF_ENROLMENT_REFUSAL_TOO_YOUNG,
  PF_ENROLMENT_REFUSAL_TOO_OLD,
  PF_ENROLMENT_REFUSAL_PERIOD,   /* no right period, outside the activity's or wholly past */
  PF_ENROLMENT_REFUSAL_WEEKDAYS, /* none was chosen */
  PF_ENROLMENT_REFUSAL_UNITS,    /* a whole year, but nothing chosen for its days */
  PF_ENROLMENT_REFUSAL_ALREADY,  /* asked or enrolled for days of that period */
} PfEnrolmentRefusal;

/** Returns: the child's age in whole months on @day; born on the 31st, a month is over at its end.
 * -1 before its birth. */
int pf_age_in_months (PfDay birth_date, PfDay day);

/**
 * pf_activity_check_child:
 * @child: (nullable): NULL = whether anybody may ask
 *
 * Returns: whether @activity may be asked for @child on @today: the window, then the age on the
 * first day that can still be had. A child without a birth date is too much in doubt only where
 * the activity has an age.
 */
PfEnrolmentRefusal pf_activity_check_child (PfActivity *activity, PfChild *child, PfDay today);

/**
 * pf_enrolment_wish_check:
 * @wish: of whose children @child is one
 * @enrolments: (element-type PfEnrolment): what there is already, of any child
 *
 * Returns: whether @wish may be asked for @child on @today.
 */
PfEnrolmentRefusal pf_enrolment_wish_check (const PfEnrolmentWish *wish, PfActivity *activity,
                                            PfChild *child, GPtrArray *enrolments, PfDay today);

/**
 * pf_activity_get_unmet:
 * @n_missing_papers: mandatory papers of the child and its household that were not sent
 * @has_wallet: whether an active wallet pays @activity
 *
 * Returns: a mask of #PfDemand: what has to be done before @child can be enrolled or booked.
 */
guint pf_activity_get_unmet (PfActivity *activity, PfChild *child, guint n_missing_papers,
                             gboolean has_wallet);

G_END_DECLS
