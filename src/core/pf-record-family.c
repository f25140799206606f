/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of who may fetch a child, and of a child's health. */
#include "config.h"

#include "pf-record-family.h"

#include "pf-record-private.h"

DEFINE_RECORD (PfContact, pf_contact)
DEFINE_RECORD (PfHealthSheet, pf_health_sheet)

static void
pf_contact_clear (PfContact *self)
{
  pf_free_texts (&self->child, &self->first_name, &self->last_name, &self->phone, &self->relation,
                 NULL);
}

static void
pf_contact_init (PfContact *self)
{
}

static void
pf_health_sheet_clear (PfHealthSheet *self)
{
  pf_free_texts (&self->allergies, &self->diet_text, &self->doctor, &self->doctor_phone,
                 &self->remarks, NULL);
  g_ptr_array_unref (self->allergens);
  g_ptr_array_unref (self->vaccines);
}

static void
pf_health_sheet_init (PfHealthSheet *self)
{
  self->allergens = g_ptr_array_new_with_free_func (g_free);
  self->vaccines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_vaccine_free);
  self->pai_until = PF_DAY_NONE;
}

void
pf_vaccine_free (PfVaccine *vaccine)
{
  pf_free_texts (&vaccine->name, NULL);
  g_free (vaccine);
}
