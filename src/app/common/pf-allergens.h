/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the children must not eat, for pages that mark menus. It is of the children's health: read
 * from what the family keeps sealed, else from the town, when a page asks; kept in memory only. */
#pragma once

#include "pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_ALLERGENS (pf_allergens_get_type ())
/** PfAllergens: signal "changed" (): more is known, or other things. */
G_DECLARE_FINAL_TYPE (PfAllergens, pf_allergens, PF, ALLERGENS, GObject)

/** PfAllergy: how much is known of one child. */
typedef enum {
  PF_ALLERGY_READING, /* it is being asked for */
  PF_ALLERGY_UNKNOWN, /* nothing was read, or the family has said nothing */
  PF_ALLERGY_NONE,    /* the child may eat anything, as far as allergies go */
  PF_ALLERGY_NAMED,   /* menus can be compared */
  PF_ALLERGY_OTHER,   /* there is something that menus have no name for, perhaps named ones too */
} PfAllergy;

/** Returns: (transfer none): the one of @hub, which lives as long. */
PfAllergens *pf_allergens_get (PfHub *hub);
/** From now on reads what is not known, and anew what changes. */
void pf_allergens_ask (PfAllergens *self);
/**
 * pf_allergens_find:
 * @named: (out) (optional) (transfer none) (nullable) (element-type utf8): of the fourteen of
 * regulation (EU) 1169/2011; valid until "changed"
 */
PfAllergy pf_allergens_find (PfAllergens *self, PfChild *child, GPtrArray **named);

G_END_DECLS
