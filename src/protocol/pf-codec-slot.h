/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words that sheets' rows and outcomes' slots share. Private to protocol. */
#pragma once

#include "pf-member.h"

G_BEGIN_DECLS

extern const PfWords pf_booking_words;
extern const PfWords pf_attendance_words;
extern const PfWords pf_closure_words;

G_END_DECLS
