/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo family's file: complete for two of its children, with a yearly update that is due; and a
 * new family that has not sent its own yet. */
#include "config.h"

#include "pfs-demo-write.h"

#include "pfs-family.h"
#include "pfs-storage-access.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"

#define SECONDS_PER_DAY 86400
#define DAYS_TO_UPDATE 40
#define NEW_HOUSEHOLD "saidi"
#define NEW_GUARDIAN "saidi-1"

/* By the child's place in the demo family; the last one's sheet is incomplete. */
static const struct {
  PfConsent image_rights;
  PfConsent leaves_alone;
  PfConsent swims;
  PfConsent has_allergies;
  const char *allergen;
  const char *allergies;
  PfDiet diet;
  PfConsent has_pai;
  PfConsent has_glasses;
  gboolean has_doctor;
  gboolean has_vaccines;
} sheets[] = {
  { PF_CONSENT_YES, PF_CONSENT_YES, PF_CONSENT_YES, PF_CONSENT_NO, NULL, NULL, PF_DIET_NONE,
    PF_CONSENT_NO, PF_CONSENT_YES, TRUE, TRUE },
  { PF_CONSENT_YES, PF_CONSENT_NO, PF_CONSENT_YES, PF_CONSENT_YES, "peanuts",
    "Arachide, même en trace : stylo d’adrénaline dans le cartable.", PF_DIET_NO_PORK,
    PF_CONSENT_YES, PF_CONSENT_NO, TRUE, TRUE },
  { PF_CONSENT_UNKNOWN, PF_CONSENT_NO, PF_CONSENT_UNKNOWN, PF_CONSENT_NO, NULL, NULL, PF_DIET_NONE,
    PF_CONSENT_NO, PF_CONSENT_NO, FALSE, TRUE },
};

static const struct {
  const char *id;
  int child; /* -1 = all */
  const char *first_name;
  const char *last_name;
  const char *phone;
  const char *relation;
  gboolean may_fetch;
  gboolean is_emergency;
} contacts[] = {
  { "odette", -1, "Odette", "Lopez", "06 99 00 12 34", "grand-mère", TRUE, TRUE },
  { "paul", 1, "Paul", "Mercier", "06 99 00 56 78", "voisin", TRUE, FALSE },
  { "jeanne", -1, "Jeanne", "Martin", "06 99 00 90 12", "tante", FALSE, TRUE },
};

static const struct {
  const char *mobile;
  const char *work_phone;
  const char *profession;
  const char *employer;
} guardians[] = {
  { "06 99 00 11 22", "01 99 00 33 44", "Infirmière", "Centre hospitalier" },
  { "06 99 00 22 33", NULL, "Menuisier", NULL },
};

static void
add_vaccine (PfHealthSheet *sheet, const char *name, PfDay day)
{
  PfVaccine *vaccine = g_new0 (PfVaccine, 1);

  vaccine->name = g_strdup (name);
  vaccine->day = day;
  g_ptr_array_add (sheet->vaccines, vaccine);
}

static gboolean
write_sheet (PfsDemoPlan *plan, PfsStorage *storage, PfChild *child, guint index, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (child));
  g_autoptr (PfHealthSheet) sheet = pf_record_new (PF_TYPE_HEALTH_SHEET, id);
  g_autoptr (PfChild) there = pfs_storage_load_child (storage, id, error);

  if (!there)
    return FALSE;
  there->image_rights = sheets[index].image_rights;
  there->leaves_alone = sheets[index].leaves_alone;
  there->swims = sheets[index].swims;
  sheet->has_allergies = sheets[index].has_allergies;
  sheet->allergies = g_strdup (sheets[index].allergies);
  if (sheets[index].allergen)
    g_ptr_array_add (sheet->allergens, g_strdup (sheets[index].allergen));
  sheet->diet = sheets[index].diet;
  sheet->has_pai = sheets[index].has_pai;
  if (sheet->has_pai == PF_CONSENT_YES)
    sheet->pai_until = pf_day_new (plan->school_year + 1, 7, 5);
  sheet->has_glasses = sheets[index].has_glasses;
  if (sheets[index].has_doctor)
    {
      sheet->doctor = g_strdup ("Dr Hélène Roux");
      sheet->doctor_phone = g_strdup ("01 99 00 55 66");
    }
  if (sheets[index].has_vaccines)
    {
      add_vaccine (sheet, "DTP", pf_day_add_months (child->birth_date, 11));
      add_vaccine (sheet, "ROR", pf_day_add_months (child->birth_date, 16));
    }
  return pfs_storage_change_child (storage, there, error) &&
         pfs_storage_put_health_sheet (storage, sheet, error);
}

static gboolean
write_contacts (PfsStorage *storage, const PfsDemoHousehold *family, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contacts); i++)
    {
      g_autoptr (PfContact) contact = pf_record_new (PF_TYPE_CONTACT, contacts[i].id);

      if (contacts[i].child >= 0)
        contact->child = g_strdup (
            pf_record_get_id (g_ptr_array_index (family->children, (guint) contacts[i].child)));
      contact->first_name = g_strdup (contacts[i].first_name);
      contact->last_name = g_strdup (contacts[i].last_name);
      contact->phone = g_strdup (contacts[i].phone);
      contact->relation = g_strdup (contacts[i].relation);
      contact->may_fetch = contacts[i].may_fetch;
      contact->is_emergency = contacts[i].is_emergency;
      if (!pfs_storage_put_contact (storage, pf_record_get_id (PF_RECORD (family->record)), contact,
                                    error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_household (PfsDemoPlan *plan, PfsStorage *storage, const char *id, GError **error)
{
  g_autoptr (PfHousehold) household = pfs_storage_load_household (storage, id, error);

  if (!household)
    return FALSE;
  household->street = g_strdup ("14 rue des Tilleuls");
  household->postcode = g_strdup ("63119");
  household->city = g_strdup (PFS_DEMO_TOWN);
  household->phone = g_strdup ("01 99 00 44 55");
  household->quotient_of = pf_day_new (plan->school_year, 9, 1);
  household->caf_consent = TRUE;
  household->caf_number = g_strdup ("1234567");
  household->iban = g_strdup ("FR7630006000011234567890189");
  household->account_holder = g_strdup ("Claire Martin");
  household->mandate = g_strdup ("SATMARTIN001");
  household->mandate_of = pf_day_new (plan->school_year, 9, 1);
  household->update_due = plan->today + DAYS_TO_UPDATE;
  household->update_year = g_strdup_printf ("%d-%d", plan->school_year, plan->school_year + 1);
  return pfs_storage_change_household (storage, household, error);
}

static gboolean
write_guardians (PfsStorage *storage, const PfsDemoHousehold *family, GError **error)
{
  for (guint i = 0; i < family->guardians->len; i++)
    {
      g_autoptr (PfGuardian) guardian = pfs_storage_load_guardian (
          storage, pf_record_get_id (g_ptr_array_index (family->guardians, i)), NULL, error);

      if (!guardian)
        return FALSE;
      guardian->mobile = g_strdup (guardians[i].mobile);
      guardian->work_phone = g_strdup (guardians[i].work_phone);
      guardian->profession = g_strdup (guardians[i].profession);
      guardian->employer = g_strdup (guardians[i].employer);
      if (!pfs_storage_change_guardian (storage, guardian, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_new_family (PfsStorage *storage, const char *hash, GError **error)
{
  g_autoptr (PfHousehold) household = pf_record_new (PF_TYPE_HOUSEHOLD, NEW_HOUSEHOLD);
  g_autoptr (PfGuardian) guardian = pf_record_new (PF_TYPE_GUARDIAN, NEW_GUARDIAN);

  household->name = g_strdup ("Famille Saïdi");
  household->number = g_strdup ("10599");
  household->state = PF_HOUSEHOLD_INCOMPLETE;
  guardian->civility = g_strdup ("mme");
  guardian->first_name = g_strdup ("Nora");
  guardian->last_name = g_strdup ("Saïdi");
  guardian->email = g_strdup (PFS_DEMO_NEW_LOGIN);
  return pfs_storage_put_household (storage, household, error) &&
         pfs_storage_put_guardian (storage, NEW_HOUSEHOLD, guardian, error) &&
         pfs_storage_set_password (storage, NEW_GUARDIAN, hash, FALSE, error);
}

gboolean
pfs_demo_write_families (PfsDemoPlan *plan, PfsStorage *storage, const char *hash, GError **error)
{
  const PfsDemoHousehold *family = g_ptr_array_index (plan->households, 0);

  for (guint i = 0; i < family->children->len; i++)
    if (!write_sheet (plan, storage, g_ptr_array_index (family->children, i), i, error))
      return FALSE;
  return write_contacts (storage, family, error) &&
         write_household (plan, storage, pf_record_get_id (PF_RECORD (family->record)), error) &&
         write_guardians (storage, family, error) && write_new_family (storage, hash, error);
}
