/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who lives in the demo town: the family that signs in, and the others, without whom no day would
 * ever be full. */
#include "config.h"

#include "pfs-demo-plan.h"

#include <string.h>

#define MAX_CHILDREN 3
#define MAX_GUARDIANS 2

/* Euros; a town that does not know a quotient asks the maximum tariff. */
#define UNKNOWN (-1)

static const struct {
  const char *id;
  const char *name;
  int quotient;
  struct {
    const char *civility;
    const char *first_name;
    const char *last_name;
    const char *email;
  } guardians[MAX_GUARDIANS];
  struct {
    const char *first_name;
    const char *last_name;
    int age;   /* turned in the year in which the school year begins */
    int month; /* of birth */
    int day;
    const char *activities; /* ids, each with the number of its habit */
  } children[MAX_CHILDREN];
} families[] = {
  { "martin",
    "Famille Martin-Lopez",
    680,
    { { "mme", "Claire", "Martin", PFS_DEMO_LOGIN },
      { "m", "Thomas", "Lopez", PFS_DEMO_OTHER_LOGIN } },
    { { "Inès", "Martin-Lopez", 10, 5, 9, "cantine0 alae3 loisirs2 stages1 judo1" },
      { "Léna", "Martin-Lopez", 8, 11, 17, "cantine1 alae1 mercredi0 loisirs1 judo0" },
      { "Hugo", "Martin-Lopez", 5, 2, 21, "cantine2 alae2 mercredi1 loisirs0" } } },
  { "benali",
    "Famille Benali",
    350,
    { { "mme", "Samira", "Benali", "samira.benali@example.org" } },
    { { "Yanis", "Benali", 8, 3, 2, "cantine2 alae0 mercredi0 loisirs1 judo0 stages0" },
      { "Lina", "Benali", 6, 7, 30, "cantine2 alae2 mercredi1 loisirs1" } } },
  { "leroux",
    "Famille Le Roux",
    920,
    { { "m", "Yann", "Le Roux", "yann.leroux@example.org" } },
    { { "Malo", "Le Roux", 9, 1, 12, "cantine2 alae1 loisirs2 judo0 stages0" },
      { "Enora", "Le Roux", 5, 9, 24, "cantine2 alae1 mercredi0 loisirs0" } } },
  { "petit",
    "Famille Petit",
    UNKNOWN,
    { { "mme", "Julie", "Petit", "julie.petit@example.org" },
      { "m", "Marc", "Petit", "marc.petit@example.org" } },
    { { "Arthur", "Petit", 10, 12, 5, "cantine0 alae2 loisirs2 judo0 stages0" } } },
  { "nguyen",
    "Famille Nguyen",
    1240,
    { { "mme", "Mai", "Nguyen", "mai.nguyen@example.org" } },
    { { "Chloé", "Nguyen", 7, 6, 18, "cantine2 alae2 mercredi1 loisirs1 judo0" },
      { "Tom", "Nguyen", 7, 6, 18, "cantine2 alae2 mercredi1 loisirs1 stages0" } } },
  { "garcia",
    "Famille Garcia",
    530,
    { { "m", "Diego", "Garcia", "diego.garcia@example.org" } },
    { { "Emma", "Garcia", 6, 10, 8, "cantine1 alae0 mercredi0 loisirs0" },
      { "Lucas", "Garcia", 9, 4, 27, "cantine1 alae0 judo0 stages0 loisirs2" } } },
  { "moreau",
    "Famille Moreau",
    775,
    { { "mme", "Sophie", "Moreau", "sophie.moreau@example.org" } },
    { { "Jade", "Moreau", 4, 8, 3, "cantine2 alae2 mercredi1 loisirs0" } } },
  { "diallo",
    "Famille Diallo",
    280,
    { { "mme", "Aminata", "Diallo", "aminata.diallo@example.org" } },
    { { "Awa", "Diallo", 8, 2, 14, "cantine2 alae1 mercredi0 loisirs1 judo0" },
      { "Ibrahim", "Diallo", 10, 9, 1, "cantine2 stages0 loisirs2 judo0" } } },
};

/* French classes by the age that a child turns in the year in which the school year begins. */
static const struct {
  int age;
  const char *class_name;
  const char *site;
} classes[] = {
  { 3, "Petite section", "maternelle" }, { 4, "Moyenne section", "maternelle" },
  { 5, "Grande section", "maternelle" }, { 6, "CP", "elementaire" },
  { 7, "CE1", "elementaire" },           { 8, "CE2", "elementaire" },
  { 9, "CM1", "elementaire" },           { 10, "CM2", "elementaire" },
};

static void
add_guardians (PfsDemoHousehold *household, guint family)
{
  for (guint i = 0; i < MAX_GUARDIANS && families[family].guardians[i].first_name; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", families[family].id, i + 1);
      PfGuardian *guardian = pf_record_new (PF_TYPE_GUARDIAN, id);

      guardian->civility = g_strdup (families[family].guardians[i].civility);
      guardian->first_name = g_strdup (families[family].guardians[i].first_name);
      guardian->last_name = g_strdup (families[family].guardians[i].last_name);
      guardian->email = g_strdup (families[family].guardians[i].email);
      g_ptr_array_add (household->guardians, guardian);
    }
}

static void
add_enrolments (PfsDemoPlan *plan, guint family, const char *child, const char *wishes)
{
  g_auto (GStrv) names = g_strsplit (wishes, " ", -1);

  for (int i = 0; names[i]; i++)
    for (guint a = 0; a < plan->activities->len; a++)
      {
        PfsDemoActivity *activity = g_ptr_array_index (plan->activities, a);
        const char *offered = pf_record_get_id (PF_RECORD (activity->record));
        g_autofree char *id = g_strdup_printf ("%s-%s", child, offered);
        PfsDemoEnrolment *enrolment;

        if (!g_str_has_prefix (names[i], offered))
          continue;
        enrolment = g_new0 (PfsDemoEnrolment, 1);
        enrolment->record = pf_record_new (PF_TYPE_ENROLMENT, id);
        enrolment->record->child = g_strdup (child);
        enrolment->record->activity = g_strdup (offered);
        enrolment->record->state = PF_ENROLMENT_OPEN;
        enrolment->record->first = plan->first;
        enrolment->record->last = plan->last;
        enrolment->record->weekdays = activity->weekdays;
        enrolment->activity = a;
        enrolment->household = family;
        enrolment->habit = names[i][strlen (offered)] - '0';
        g_ptr_array_add (plan->enrolments, enrolment);
      }
}

static void
add_children (PfsDemoPlan *plan, PfsDemoHousehold *household, guint family)
{
  for (guint i = 0; i < MAX_CHILDREN && families[family].children[i].first_name; i++)
    {
      g_autofree char *folded = g_str_to_ascii (families[family].children[i].first_name, "fr");
      g_autofree char *id = g_ascii_strdown (folded, -1);
      PfChild *child = pf_record_new (PF_TYPE_CHILD, id);

      child->first_name = g_strdup (families[family].children[i].first_name);
      child->last_name = g_strdup (families[family].children[i].last_name);
      child->birth_date = pf_day_new (plan->school_year - families[family].children[i].age,
                                      families[family].children[i].month,
                                      families[family].children[i].day);
      for (gsize k = 0; k < G_N_ELEMENTS (classes); k++)
        if (classes[k].age == families[family].children[i].age)
          {
            child->class_name = g_strdup (classes[k].class_name);
            child->school_site = g_strdup (classes[k].site);
          }
      g_ptr_array_add (household->children, child);
      add_enrolments (plan, family, id, families[family].children[i].activities);
    }
}

void
pfs_demo_plan_add_people (PfsDemoPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      PfsDemoHousehold *household = g_new0 (PfsDemoHousehold, 1);

      household->record = pf_record_new (PF_TYPE_HOUSEHOLD, families[i].id);
      household->record->name = g_strdup (families[i].name);
      household->record->number = g_strdup_printf ("%u", 10417 + 11 * i);
      household->record->quotient = families[i].quotient == UNKNOWN ? PF_CENTS_UNKNOWN
                                                                    : families[i].quotient * 100;
      household->guardians = g_ptr_array_new_with_free_func (g_object_unref);
      household->children = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (plan->households, household);
      add_guardians (household, i);
      add_children (plan, household, i);
    }
}
