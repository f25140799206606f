/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a child's sheet misses. */
#include "config.h"

#include "pf-child-file.h"

typedef struct {
  PfChild *child;
  PfHealthSheet *health;
  GPtrArray *contacts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->child = pf_record_new (PF_TYPE_CHILD, "hugo");
  fixture->health = pf_record_new (PF_TYPE_HEALTH_SHEET, "hugo");
  fixture->contacts = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->child);
  g_object_unref (fixture->health);
  g_ptr_array_unref (fixture->contacts);
}

static guint
find_missing (Fixture *fixture)
{
  return pf_child_find_missing (fixture->child, fixture->health, fixture->contacts, PF_WANTS_ALL);
}

static PfContact *
add_contact (Fixture *fixture, const char *child, gboolean may_fetch)
{
  PfContact *contact = pf_record_new (PF_TYPE_CONTACT, "c");

  contact->child = g_strdup (child);
  contact->may_fetch = may_fetch;
  g_ptr_array_add (fixture->contacts, contact);
  return contact;
}

static void
fill_in (Fixture *fixture)
{
  PfVaccine *vaccine = g_new0 (PfVaccine, 1);

  fixture->child->birth_date = pf_day_new (2021, 2, 21);
  fixture->child->school_site = g_strdup ("maternelle");
  fixture->child->image_rights = PF_CONSENT_NO;
  fixture->child->leaves_alone = PF_CONSENT_NO;
  fixture->child->swims = PF_CONSENT_YES;
  fixture->health->has_allergies = PF_CONSENT_NO;
  fixture->health->has_pai = PF_CONSENT_NO;
  fixture->health->has_glasses = PF_CONSENT_YES;
  fixture->health->doctor = g_strdup ("Dr Roux");
  fixture->health->doctor_phone = g_strdup ("0466000000");
  vaccine->name = g_strdup ("DTP");
  vaccine->day = PF_DAY_NONE;
  g_ptr_array_add (fixture->health->vaccines, vaccine);
  add_contact (fixture, NULL, TRUE);
}

static void
test_an_empty_sheet_misses_everything (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (find_missing (fixture), ==, PF_WANTS_ALL);
  g_assert_cmpuint (pf_child_find_missing (fixture->child, NULL, fixture->contacts, PF_WANTS_ALL),
                    ==, PF_WANTS_ALL);
}

static void
test_a_full_sheet_misses_nothing (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  g_assert_cmpuint (find_missing (fixture), ==, 0);
}

static void
test_only_what_the_town_wants_is_missed (Fixture *fixture, gconstpointer data)
{
  guint wants = 1u << PF_WANT_DOCTOR | 1u << PF_WANT_SWIMS;

  g_assert_cmpuint (
      pf_child_find_missing (fixture->child, fixture->health, fixture->contacts, wants), ==, wants);
  g_assert_cmpuint (pf_child_find_missing (fixture->child, fixture->health, fixture->contacts, 0),
                    ==, 0);
}

static void
test_a_doctor_has_a_telephone (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  g_clear_pointer (&fixture->health->doctor_phone, g_free);
  g_assert_cmpuint (find_missing (fixture), ==, 1u << PF_WANT_DOCTOR);
  fixture->health->doctor_phone = g_strdup ("");
  g_assert_cmpuint (find_missing (fixture), ==, 1u << PF_WANT_DOCTOR);
}

static void
test_a_care_plan_says_until_when (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  fixture->health->has_pai = PF_CONSENT_YES;
  g_assert_cmpuint (find_missing (fixture), ==, 1u << PF_WANT_PAI);
  fixture->health->pai_until = pf_day_new (2027, 7, 5);
  g_assert_cmpuint (find_missing (fixture), ==, 0);
}

static void
test_somebody_may_fetch_this_child (Fixture *fixture, gconstpointer data)
{
  PfContact *contact;

  fill_in (fixture);
  contact = g_ptr_array_index (fixture->contacts, 0);
  contact->may_fetch = FALSE;
  g_assert_cmpuint (find_missing (fixture), ==, 1u << PF_WANT_CONTACTS);
  add_contact (fixture, "lena", TRUE);
  g_assert_cmpuint (find_missing (fixture), ==, 1u << PF_WANT_CONTACTS);
  add_contact (fixture, "hugo", TRUE);
  g_assert_cmpuint (find_missing (fixture), ==, 0);
}

static void
test_wants_have_names (void)
{
  for (int i = 0; i < PF_N_WANTS; i++)
    g_assert_cmpint (pf_want_from_id (pf_want_get_id ((PfWant) i)), ==, i);
  g_assert_cmpint (pf_want_from_id ("shoe_size"), ==, -1);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } rows[] = {
    { "/core/child-file/an-empty-sheet-misses-everything", test_an_empty_sheet_misses_everything },
    { "/core/child-file/a-full-sheet-misses-nothing", test_a_full_sheet_misses_nothing },
    { "/core/child-file/only-what-the-town-wants-is-missed",
      test_only_what_the_town_wants_is_missed },
    { "/core/child-file/a-doctor-has-a-telephone", test_a_doctor_has_a_telephone },
    { "/core/child-file/a-care-plan-says-until-when", test_a_care_plan_says_until_when },
    { "/core/child-file/somebody-may-fetch-this-child", test_somebody_may_fetch_this_child },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add (rows[i].path, Fixture, NULL, set_up, rows[i].run, tear_down);
  g_test_add_func ("/core/child-file/wants-have-names", test_wants_have_names);
  return g_test_run ();
}
