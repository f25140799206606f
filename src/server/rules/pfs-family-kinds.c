/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of the records that make a family's file. */
#include "config.h"

#include "pfs-family-kinds.h"

#include "pf-child-file.h"
#include "pf-record-news.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"

#define MAX_VACCINES 40
#define MAX_ALLERGENS 14

/* What is wrong with a text, for who typed it. */
static const char *const check_words[PF_N_CHECKS][PFS_N_LANGUAGES] = {
  [PF_CHECK_IBAN_CHARACTERS] = { "Un IBAN ne contient que des lettres et des chiffres.",
                                 "An IBAN holds nothing but letters and digits." },
  [PF_CHECK_IBAN_COUNTRY] = { "Cet IBAN n’est pas celui d’un pays de la zone SEPA.",
                              "This IBAN is not of a country of SEPA." },
  [PF_CHECK_IBAN_LENGTH] = { "Cet IBAN n’a pas la longueur voulue.",
                             "This IBAN does not have the right length." },
  [PF_CHECK_IBAN_SUM] = { "Cet IBAN contient une faute de frappe.",
                          "There is a typing mistake in this IBAN." },
  [PF_CHECK_CAF_NUMBER] = { "Un numéro d’allocataire a sept chiffres.",
                            "A CAF number has seven digits." },
  [PF_CHECK_PHONE] = { "Ce n’est pas un numéro de téléphone.", "This is no telephone number." },
  [PF_CHECK_POSTCODE] = { "Un code postal a cinq chiffres.", "A postcode has five digits." },
  [PF_CHECK_EMAIL] = { "Ce n’est pas une adresse de courriel.", "This is no e-mail address." },
  [PF_CHECK_BORN_LATER] = { "Cette date de naissance est à venir.",
                            "This birth date is still to come." },
  [PF_CHECK_BORN_LONG_AGO] = { "Cette date de naissance n’est pas celle d’un enfant.",
                               "This birth date is not a child’s." },
};

static gboolean
always (gpointer before, gpointer after)
{
  return TRUE;
}

/* Until the town knows, that there is nothing is believed; all else is proved. */
static gboolean
unless_first_no_allergy (gpointer before, gpointer after)
{
  PfHealthSheet *former = before;
  PfHealthSheet *sheet = after;

  return former->has_allergies != PF_CONSENT_UNKNOWN || sheet->has_allergies != PF_CONSENT_NO ||
         sheet->allergens->len > 0 || sheet->allergies != NULL;
}

static gboolean
unless_first_no_pai (gpointer before, gpointer after)
{
  PfHealthSheet *former = before;
  PfHealthSheet *sheet = after;

  return former->has_pai != PF_CONSENT_UNKNOWN || sheet->has_pai != PF_CONSENT_NO ||
         sheet->pai_until != PF_DAY_NONE;
}

#define DEFINE_TEXT_FORMAT(Type, field)                                                            \
  static char *format_##field (gpointer record) { return g_strdup (((Type *) record)->field); }

DEFINE_TEXT_FORMAT (PfHousehold, street)
DEFINE_TEXT_FORMAT (PfHousehold, postcode)
DEFINE_TEXT_FORMAT (PfHousehold, city)
DEFINE_TEXT_FORMAT (PfChild, class_name)
DEFINE_TEXT_FORMAT (PfChild, school_site)

static char *
format_quotient (gpointer record)
{
  gint64 quotient = ((PfHousehold *) record)->quotient;

  if (quotient == PF_CENTS_UNKNOWN)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT ",%02d", quotient / 100, (int) (quotient % 100));
}

static char *
format_birth_date (gpointer record)
{
  PfDay day = ((PfChild *) record)->birth_date;

  return day != PF_DAY_NONE ? pf_day_format (day) : NULL;
}

static char *
format_first_name (gpointer record)
{
  return g_strdup (PF_IS_CHILD (record) ? PF_CHILD (record)->first_name
                                        : PF_GUARDIAN (record)->first_name);
}

static char *
format_last_name (gpointer record)
{
  return g_strdup (PF_IS_CHILD (record) ? PF_CHILD (record)->last_name
                                        : PF_GUARDIAN (record)->last_name);
}

#define TEXT(Type, field) G_STRUCT_OFFSET (Type, field)

static const PfsMemberRule household_members[] = {
  { "street", always, 0, { "Rue", "Street" }, format_street },
  { "postcode",
    always,
    TEXT (PfHousehold, postcode),
    { "Code postal", "Postcode" },
    format_postcode },
  { "city", always, 0, { "Ville", "Town" }, format_city },
  { "quotient", always, 0, { "Quotient familial", "Family quotient" }, format_quotient },
  { "phone", NULL, TEXT (PfHousehold, phone) },
  { "caf_consent" },
  { "caf_number", NULL, TEXT (PfHousehold, caf_number) },
  { "iban", NULL, TEXT (PfHousehold, iban) },
  { "account_holder" },
};

static const PfsMemberRule guardian_members[] = {
  { "civility" },
  { "first_name", always, 0, { "Prénom", "First name" }, format_first_name },
  { "last_name", always, 0, { "Nom", "Last name" }, format_last_name },
  { "mobile", NULL, TEXT (PfGuardian, mobile) },
  { "phone", NULL, TEXT (PfGuardian, phone) },
  { "work_phone", NULL, TEXT (PfGuardian, work_phone) },
  { "profession" },
  { "employer" },
};

static const PfsMemberRule child_members[] = {
  { "first_name", always, 0, { "Prénom", "First name" }, format_first_name },
  { "last_name", always, 0, { "Nom", "Last name" }, format_last_name },
  { "birth_date", always, 0, { "Date de naissance", "Birth date" }, format_birth_date },
  { "school_site", always, 0, { "École", "School" }, format_school_site },
  { "class_name", always, 0, { "Classe", "Class" }, format_class_name },
  { "image_rights" },
  { "leaves_alone" },
  { "swims" },
};

/* Requests are told to the family's devices: they never say what an illness is. */
static const PfsMemberRule health_members[] = {
  { "allergens", unless_first_no_allergy },
  { "has_allergies", unless_first_no_allergy },
  { "allergies", unless_first_no_allergy },
  { "has_pai", unless_first_no_pai },
  { "pai_until", unless_first_no_pai },
  { "diet" },
  { "diet_text" },
  { "has_glasses" },
  { "doctor" },
  { "doctor_phone", NULL, TEXT (PfHealthSheet, doctor_phone) },
  { "vaccines" },
  { "remarks" },
};

static const PfsMemberRule contact_members[] = {
  { "child" },    { "first_name" }, { "last_name" },    { "phone", NULL, TEXT (PfContact, phone) },
  { "relation" }, { "may_fetch" },  { "is_emergency" },
};

static gpointer
load_household (PfsStorage *storage, const char *household, const char *target, GError **error)
{
  return pfs_storage_load_household (storage, household, error);
}

/* Whose it is must be known before anything is told of it. */
static gboolean
is_own (const char *owner, const char *household, const char *target, GError **error)
{
  if (g_strcmp0 (owner, household) == 0)
    return TRUE;
  g_clear_error (error);
  g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND, "%s", target);
  return FALSE;
}

static gpointer
load_guardian (PfsStorage *storage, const char *household, const char *target, GError **error)
{
  g_autofree char *owner = pfs_storage_get_guardian_household (storage, target, error);

  return is_own (owner, household, target, error)
             ? pfs_storage_load_guardian (storage, target, NULL, error)
             : NULL;
}

static gpointer
load_child (PfsStorage *storage, const char *household, const char *target, GError **error)
{
  g_autofree char *owner = pfs_storage_get_child_household (storage, target, error);

  return is_own (owner, household, target, error) ? pfs_storage_load_child (storage, target, error)
                                                  : NULL;
}

static gpointer
load_health_sheet (PfsStorage *storage, const char *household, const char *target, GError **error)
{
  g_autofree char *owner = pfs_storage_get_child_household (storage, target, error);

  return is_own (owner, household, target, error)
             ? pfs_storage_load_health_sheet (storage, target, error)
             : NULL;
}

static gpointer
load_contact (PfsStorage *storage, const char *household, const char *target, GError **error)
{
  return pfs_storage_load_contact (storage, household, target, error);
}

static gboolean
keep_household (PfsStorage *storage, const char *household, gpointer record, GError **error)
{
  return pfs_storage_change_household (storage, record, error);
}

static gboolean
keep_guardian (PfsStorage *storage, const char *household, gpointer record, GError **error)
{
  return pfs_storage_change_guardian (storage, record, error);
}

static gboolean
keep_child (PfsStorage *storage, const char *household, gpointer record, GError **error)
{
  return pfs_storage_change_child (storage, record, error);
}

static gboolean
keep_health_sheet (PfsStorage *storage, const char *household, gpointer record, GError **error)
{
  return pfs_storage_put_health_sheet (storage, record, error);
}

static gboolean
keep_contact (PfsStorage *storage, const char *household, gpointer record, GError **error)
{
  return pfs_storage_put_contact (storage, household, record, error);
}

static gboolean
check_household (const PfsWriter *writer, gpointer record, PfsRefusal *refusal)
{
  PfHousehold *household = record;

  if (household->quotient != PF_CENTS_UNKNOWN && household->quotient < 0)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Un quotient n’est pas négatif.",
                            "A quotient is not negative.", "/quotient");
  return TRUE;
}

static gboolean
check_child (const PfsWriter *writer, gpointer record, PfsRefusal *refusal)
{
  PfChild *child = record;
  g_autoptr (PfSite) site = NULL;
  PfCheck check = child->birth_date != PF_DAY_NONE
                      ? pf_check_birth_date (child->birth_date, writer->today)
                      : PF_CHECK_OK;

  if (check != PF_CHECK_OK)
    return pfs_family_refuse_check (refusal, check, "/birth_date");
  if (child->school_site == NULL)
    return TRUE;
  site = pfs_storage_load_site (writer->storage, child->school_site, NULL);
  return site != NULL ||
         pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Cette école n’est pas de la commune.",
                          "This school is not the town’s.", "/school_site");
}

static gboolean
check_health_sheet (const PfsWriter *writer, gpointer record, PfsRefusal *refusal)
{
  PfHealthSheet *sheet = record;

  if (sheet->vaccines->len > MAX_VACCINES)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Il y a trop de vaccins.",
                            "There are too many vaccinations.", "/vaccines");
  if (sheet->allergens->len > MAX_ALLERGENS)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Il y a trop d’allergènes.",
                            "There are too many allergens.", "/allergens");
  for (guint i = 0; i < sheet->allergens->len; i++)
    if (pf_allergen_from_id (g_ptr_array_index (sheet->allergens, i)) < 0)
      return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Cet allergène n’est pas connu.",
                              "This allergen is not known.", "/allergens");
  for (guint i = 0; i < sheet->vaccines->len; i++)
    if (((PfVaccine *) g_ptr_array_index (sheet->vaccines, i))->day > writer->today)
      return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "La date d’un vaccin est à venir.",
                              "The day of a vaccination is still to come.", "/vaccines");
  return TRUE;
}

static gboolean
check_contact (const PfsWriter *writer, gpointer record, PfsRefusal *refusal)
{
  PfContact *contact = record;
  g_autoptr (PfChild) child = NULL;

  if (contact->first_name == NULL || contact->last_name == NULL)
    return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Il manque le prénom ou le nom.",
                            "The first or the last name is missing.",
                            contact->first_name == NULL ? "/first_name" : "/last_name");
  if (contact->child == NULL)
    return TRUE;
  child = load_child (writer->storage, writer->household, contact->child, NULL);
  return child != NULL ||
         pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE, "Cet enfant n’est pas du foyer.",
                          "This child is not of the household.", "/child");
}

/* A mandate is for one account: another account needs another mandate. */
static void
settle_household (gpointer before, gpointer after, PfDay today)
{
  PfHousehold *former = before;
  PfHousehold *household = after;

  if (former->quotient != household->quotient)
    household->quotient_of = today;
  if (household->iban != NULL)
    {
      g_autofree char *typed = household->iban;

      household->iban = pf_iban_normalize (typed);
      g_clear_pointer (&household->mandate, g_free);
      household->mandate_of = PF_DAY_NONE;
    }
}

static const PfsFamilyKind kinds[] = {
  { PF_SUBMISSION_HOUSEHOLD,
    "household",
    PF_COLLECTION_HOUSEHOLD,
    load_household,
    keep_household,
    check_household,
    settle_household,
    { "Changement de la fiche du foyer", "Change of the household’s file" },
    household_members,
    G_N_ELEMENTS (household_members) },
  { PF_SUBMISSION_GUARDIAN,
    "guardian",
    PF_COLLECTION_GUARDIANS,
    load_guardian,
    keep_guardian,
    NULL,
    NULL,
    { "Changement d’état civil de %s", "Change of name: %s" },
    guardian_members,
    G_N_ELEMENTS (guardian_members) },
  { PF_SUBMISSION_CHILD,
    "child",
    PF_COLLECTION_CHILDREN,
    load_child,
    keep_child,
    check_child,
    NULL,
    { "Changement de la fiche de %s", "Change of the sheet of %s" },
    child_members,
    G_N_ELEMENTS (child_members) },
  { PF_SUBMISSION_HEALTH_SHEET,
    "health-sheet",
    PF_COLLECTION_CHILDREN,
    load_health_sheet,
    keep_health_sheet,
    check_health_sheet,
    NULL,
    { "Changement de la fiche sanitaire de %s", "Change of the health sheet of %s" },
    health_members,
    G_N_ELEMENTS (health_members) },
  { PF_SUBMISSION_CONTACT,
    "contact",
    PF_COLLECTION_CONTACTS,
    load_contact,
    keep_contact,
    check_contact,
    NULL,
    { NULL, NULL },
    contact_members,
    G_N_ELEMENTS (contact_members) },
};

const PfsFamilyKind *
pfs_family_kind_find (PfSubmissionKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return &kinds[i];
  return NULL;
}

const PfsFamilyKind *
pfs_family_kind_find_effect (const char *effect)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].effect, effect) == 0)
      return &kinds[i];
  return NULL;
}

const char **
pfs_family_kind_list_names (const PfsFamilyKind *kind)
{
  const char **names = g_new0 (const char *, kind->n_members + 1);

  for (gsize i = 0; i < kind->n_members; i++)
    names[i] = kind->members[i].name;
  return names;
}

gboolean
pfs_family_refuse_check (PfsRefusal *refusal, PfCheck check, const char *pointer)
{
  return pfs_refusal_say (refusal, PF_PROBLEM_UNPROCESSABLE,
                          check_words[check][PFS_LANGUAGE_FRENCH],
                          check_words[check][PFS_LANGUAGE_ENGLISH], pointer);
}

gboolean
pfs_family_kind_check (const PfsFamilyKind *kind,
                       const PfsWriter     *writer,
                       gpointer             record,
                       const char          *prefix,
                       PfsRefusal          *refusal)
{
  for (gsize i = 0; i < kind->n_members; i++)
    {
      const PfsMemberRule *member = &kind->members[i];
      g_autofree char *pointer = NULL;
      PfCheck check;

      if (member->text == 0)
        continue;
      check = pf_check_member (member->name, G_STRUCT_MEMBER (char *, record, member->text));
      pointer = g_strdup_printf ("%s/%s", prefix != NULL ? prefix : "", member->name);
      if (check != PF_CHECK_OK)
        return pfs_family_refuse_check (refusal, check, pointer);
    }
  if (kind->check == NULL || kind->check (writer, record, refusal))
    return TRUE;
  if (prefix != NULL)
    {
      g_autofree char *inner = refusal->pointer;

      refusal->pointer = g_strconcat (prefix, inner, NULL);
    }
  return FALSE;
}
