/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an enrolment's days cost the family, in words: by the town's tariffs and the household's
 * quotient. */
#pragma once

#include "pf-enrolment-rule.h"
#include "pf-session.h"

G_BEGIN_DECLS

/**
 * pf_enrolment_price_describe:
 * @units: (nullable) (element-type utf8): those that count; NULL or empty: all of @activity
 * @day: the tariffs of that day count
 *
 * Returns: (transfer full) (nullable): "Meal: €3.20 · Evening: €1.10"; NULL where the town has
 * stated no tariff.
 */
char *pf_enrolment_price_describe (PfSession *session, PfActivity *activity, GPtrArray *units,
                                   PfDay day);
/** Returns: (transfer full) (nullable): the price of a day of @wish, of a week of it where each of
 * its days is booked, and whether it is the highest tariff, a line each; NULL as above. */
char *pf_enrolment_price_describe_wish (PfSession *session, PfActivity *activity,
                                        const PfEnrolmentWish *wish);

G_END_DECLS
