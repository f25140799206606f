/* SPDX-License-Identifier: GPL-3.0-or-later
 * A made-up household at a made-up town: records and month sheets of any size, the same each time.
 */
#pragma once

#include "pf-changes.h"

G_BEGIN_DECLS

/** PfTestFamily: child i has the id "child-I", its enrolments "child-I-canteen" (one unit, "meal")
 * and "child-I-alae" (four units). */
typedef struct {
  guint n_children;
  PfDay first_month; /* the first day of the first month that has sheets */
  guint n_months;
} PfTestFamily;

/** The enrolments of each child, and the units of the second one. */
#define PF_TEST_CANTEEN "canteen"
#define PF_TEST_ALAE "alae"

/**
 * Returns: (transfer full): @month's sheet: every weekday of it, open for booking until the Tuesday
 * 23:59 before its week and for late booking until the eve, 3.40 or 5.10 euros, cancellable until
 * two days before.
 */
PfSheet *pf_test_family_make_sheet (const char *enrolment, PfDay month, gint64 version);
/** Returns: (transfer full): a copy that one side may change while the other keeps its own. */
PfSheet *pf_test_copy_sheet (PfSheet *sheet);
/** Returns: (transfer full): all records and sheets, as one whole page whose state is @state. */
PfChanges *pf_test_family_make_changes (const PfTestFamily *family, const char *state);
/** Returns: (transfer full): a folder in the temporary folder; pf_test_remove_folder() frees it. */
char *pf_test_make_folder (void);
void pf_test_remove_folder (char *folder);

G_END_DECLS
