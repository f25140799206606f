/* SPDX-License-Identifier: GPL-3.0-or-later
 * What has to be done before a wish can be sent, as far as this device knows. */
#pragma once

#include "pf-enrolment-rule.h"
#include "pf-session.h"

G_BEGIN_DECLS

/** Returns: a mask of #PfDemand: what the children of @wish still need for @activity. */
guint pf_enrolment_demands_get_unmet (PfSession *session, PfActivity *activity,
                                      const PfEnrolmentWish *wish);
/** Returns: (transfer full) (nullable): why @wish cannot be asked so, as a sentence; NULL where it
 * can. */
char *pf_enrolment_demands_find_fault (PfSession *session, PfActivity *activity,
                                       const PfEnrolmentWish *wish);

G_END_DECLS
