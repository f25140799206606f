/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a town asks of a child's sheet, and what of it is still missing. */
#pragma once

#include "pf-record-family.h"

G_BEGIN_DECLS

/** PfWant: one thing that a town may want to know of a child. */
typedef enum {
  PF_WANT_BIRTH_DATE,
  PF_WANT_SCHOOL,
  PF_WANT_ALLERGIES,
  PF_WANT_PAI,
  PF_WANT_GLASSES,
  PF_WANT_VACCINES,
  PF_WANT_DOCTOR,
  PF_WANT_CONTACTS, /* somebody who may fetch the child */
  PF_WANT_IMAGE_RIGHTS,
  PF_WANT_LEAVES_ALONE,
  PF_WANT_SWIMS,
} PfWant;

#define PF_N_WANTS (PF_WANT_SWIMS + 1)
/** PF_WANTS_ALL: a mask of each. */
#define PF_WANTS_ALL ((1u << PF_N_WANTS) - 1)

/** Returns: (transfer none): its identifier, as in PfChild.missing: "allergies". */
const char *pf_want_get_id (PfWant want);
/** Returns: the want, -1 for an identifier that it does not know. */
int pf_want_from_id (const char *id);

/**
 * pf_child_find_missing:
 * @health: (nullable): the child's health sheet, where there is one
 * @contacts: (element-type PfContact): the household's
 * @wants: mask of 1 << #PfWant: what the town asks for
 *
 * Returns: the mask of what of it the family has not said.
 */
guint pf_child_find_missing (PfChild *child, PfHealthSheet *health, GPtrArray *contacts,
                             guint wants);

G_END_DECLS
