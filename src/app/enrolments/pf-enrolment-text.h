/* SPDX-License-Identifier: GPL-3.0-or-later
 * Enrolments in words: their state, period and weekdays, and why one cannot be had. */
#pragma once

#include "pf-enrolment-rule.h"

G_BEGIN_DECLS

/** Returns: (transfer none): "Open", "Requested"…; "Ended" for an open one whose period is over on
 * @today. */
const char *pf_enrolment_text_state (PfEnrolment *enrolment, PfDay today);
/** Returns: whether @enrolment is over on @today, or will never begin. */
gboolean pf_enrolment_text_is_past (PfEnrolment *enrolment, PfDay today);
/** Returns: (transfer full): "Thursday 3 September – Friday 2 July 2027". */
char *pf_enrolment_text_period (PfDay first, PfDay last, PfDay today);
/** Returns: (transfer full): "Mon, Wed", "every day", or "days picked one by one". */
char *pf_enrolment_text_weekdays (guint weekdays, gboolean is_occasional);
/** Returns: (transfer full): the sentence; @activity tells its dates and ages. */
char *pf_enrolment_text_refusal (PfEnrolmentRefusal refusal, PfActivity *activity, PfDay today);
/** Returns: (transfer none): "Children's activities", "Sport"…: the heading of a kind. */
const char *pf_enrolment_text_kind (PfKind kind);

G_END_DECLS
