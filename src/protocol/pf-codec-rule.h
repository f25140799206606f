/* SPDX-License-Identifier: GPL-3.0-or-later
 * Deadline rules as members of an activity. Private to protocol. */
#pragma once

#include "pf-member.h"

G_BEGIN_DECLS

/** PfDeadlineRule; the member's fallback is the kind that a missing or unknown rule is read as. */
extern const PfMemberType pf_member_rule;

G_END_DECLS
