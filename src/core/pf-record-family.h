/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of who may fetch a child, and of a child's health. */
#pragma once

#include "pf-record.h"

G_BEGIN_DECLS

#define PF_TYPE_CONTACT (pf_contact_get_type ())
G_DECLARE_FINAL_TYPE (PfContact, pf_contact, PF, CONTACT, PfRecord)
struct _PfContact {
  PfRecord parent_instance;
  char *child;      /* a child's id, NULL = all children */
  char *first_name; /* not NULL */
  char *last_name;  /* not NULL */
  char *phone;
  char *relation; /* "grand-mère", the family's own word */
  gboolean may_fetch;
  gboolean is_emergency; /* to be called where no guardian answers */
  gint64 version;        /* for If-Match */
};

/** PfDiet: what a child eats at the canteen. */
typedef enum {
  PF_DIET_NONE,
  PF_DIET_NO_PORK,
  PF_DIET_NO_MEAT,
  PF_DIET_VEGETARIAN,
  PF_DIET_OTHER, /* @diet_text says which */
} PfDiet;

/** PfVaccine: a plain value owned by its health sheet. */
typedef struct {
  char *name; /* not NULL: "DTP" */
  PfDay day;
} PfVaccine;
void pf_vaccine_free (PfVaccine *vaccine);

/**
 * PfHealthSheet: what a town must know of a child's health. Its id is the child's. It is no
 * collection of `changes`: it is fetched by itself, and stays on a disk only where the family
 * agreed, sealed.
 */
#define PF_TYPE_HEALTH_SHEET (pf_health_sheet_get_type ())
G_DECLARE_FINAL_TYPE (PfHealthSheet, pf_health_sheet, PF, HEALTH_SHEET, PfRecord)
struct _PfHealthSheet {
  PfRecord parent_instance;
  gint64 version; /* for If-Match */
  /* (element-type utf8) (owned): of the fourteen of regulation (EU) 1169/2011, as in a menu */
  GPtrArray *allergens;
  PfConsent has_allergies; /* UNKNOWN until the family has said */
  char *allergies;         /* in the family's words */
  PfDiet diet;
  char *diet_text;
  PfConsent has_pai; /* an individual care plan */
  PfDay pai_until;
  PfConsent has_glasses;
  char *doctor;
  char *doctor_phone;
  GPtrArray *vaccines; /* (element-type PfVaccine) (owned) */
  char *remarks;
};

G_END_DECLS
