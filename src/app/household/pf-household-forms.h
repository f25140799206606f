/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fields of households and guardians, as the page and the wizard show them. */
#pragma once

#include "common/pf-record-form.h"

G_BEGIN_DECLS

extern const PfEntryGroup pf_household_groups[];          /* all of a file */
extern const PfEntryGroup pf_guardian_groups[];           /* of who is there */
extern const PfEntryGroup pf_new_address_groups[];        /* wizard */
extern const PfEntryGroup pf_new_guardian_groups[];       /* wizard: the first */
extern const PfEntryGroup pf_new_other_guardian_groups[]; /* wizard: the second */
extern const PfEntryGroup pf_new_child_groups[];          /* wizard */
extern const PfEntryGroup pf_new_finances_groups[];       /* wizard */

G_END_DECLS
