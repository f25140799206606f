/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family changes becomes a merge patch, and a merge patch a changed record. */
#include "config.h"

#include "pf-codec.h"
#include "pf-merge-patch.h"

#include <string.h>

static GBytes *
make_body (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  return g_bytes_new (json, strlen (json));
}

static void
assert_json (GBytes *body, const char *expected)
{
  g_autoptr (GBytes) wanted = make_body (expected);

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                   g_bytes_get_data (wanted, NULL), g_bytes_get_size (wanted));
}

static PfHealthSheet *
make_sheet (void)
{
  PfHealthSheet *sheet = pf_record_new (PF_TYPE_HEALTH_SHEET, "hugo");
  PfVaccine *vaccine = g_new0 (PfVaccine, 1);

  sheet->version = 4;
  sheet->has_allergies = PF_CONSENT_YES;
  g_ptr_array_add (sheet->allergens, g_strdup ("peanuts"));
  sheet->doctor = g_strdup ("Dr Roux");
  sheet->diet = PF_DIET_NO_PORK;
  vaccine->name = g_strdup ("DTP");
  vaccine->day = pf_day_new (2022, 3, 1);
  g_ptr_array_add (sheet->vaccines, vaccine);
  return sheet;
}

static void
test_what_differs_is_the_patch (void)
{
  g_autoptr (PfHealthSheet) before = make_sheet ();
  g_autoptr (PfHealthSheet) after = pf_merge_patch_copy (before);
  g_autoptr (GBytes) nothing = pf_merge_patch_diff (before, after, NULL);
  g_autoptr (GBytes) patch = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (PfHealthSheet) again = NULL;

  g_assert_null (nothing);
  g_ptr_array_set_size (after->allergens, 0);
  g_ptr_array_add (after->allergens, g_strdup ("milk"));
  g_clear_pointer (&after->doctor, g_free);
  after->diet = PF_DIET_NONE;
  after->has_glasses = PF_CONSENT_NO;
  g_ptr_array_set_size (after->vaccines, 0);
  patch = pf_merge_patch_diff (before, after, NULL);
  assert_json (patch, "{'allergens':['milk'],'diet':null,'has_glasses':'no','doctor':null,"
                      "'vaccines':null}");
  names = pf_merge_patch_list_members (before, after);
  g_assert_cmpuint (names->len, ==, 5);
  g_assert_cmpstr (g_ptr_array_index (names, 3), ==, "doctor");

  again = pf_merge_patch_apply (before, patch, NULL, NULL);
  g_assert_cmpint (again->version, ==, 4);
  g_clear_pointer (&nothing, g_bytes_unref);
  nothing = pf_merge_patch_diff (again, after, NULL);
  g_assert_null (nothing);
}

static void
test_only_some_members_count (void)
{
  static const char *const members[] = { "doctor", NULL };
  g_autoptr (PfHealthSheet) before = make_sheet ();
  g_autoptr (PfHealthSheet) after = pf_merge_patch_copy (before);
  g_autoptr (GBytes) patch = NULL;

  after->diet = PF_DIET_NONE;
  g_free (after->doctor);
  after->doctor = g_strdup ("Dr Petit");
  patch = pf_merge_patch_diff (before, after, members);
  assert_json (patch, "{'doctor':'Dr Petit'}");
}

static void
test_a_patch_leaves_the_rest (void)
{
  g_autoptr (PfHealthSheet) sheet = make_sheet ();
  g_autoptr (GBytes) patch = make_body ("{'remarks':'Dort peu','diet':null,'new':{'a':[1]}}");
  g_autoptr (PfHealthSheet) changed = pf_merge_patch_apply (sheet, patch, NULL, NULL);

  g_assert_cmpstr (changed->remarks, ==, "Dort peu");
  g_assert_cmpint (changed->diet, ==, PF_DIET_NONE);
  g_assert_cmpstr (changed->doctor, ==, "Dr Roux");
  g_assert_cmpuint (changed->allergens->len, ==, 1);
  g_assert_cmpuint (changed->vaccines->len, ==, 1);
  g_assert_null (sheet->remarks);
  g_assert_cmpstr (pf_record_get_id (PF_RECORD (changed)), ==, "hugo");
}

static void
test_what_is_wrong_is_refused_with_its_place (void)
{
  static const char *const members[] = { "has_pai", "doctor", "vaccines", "diet", NULL };
  static const struct {
    const char *patch;
    const char *pointer;
  } rows[] = {
    { "{'has_pai':'perhaps'}", "/has_pai" },
    { "{'diet':'carnivore'}", "/diet" },
    { "{'doctor':7}", "/doctor" },
    { "{'version':9}", "/version" },
    { "{'remarks':'x'}", "/remarks" },
    { "{'vaccines':[{'day':'2022-03-01'}]}", "/vaccines/0/name" },
    { "{'vaccines':[{'name':'DTP','day':'1 mars'}]}", "/vaccines/0/day" },
    { "{'doctor':'a','doctor':'b'}", "/doctor" },
    { "[]", "" },
    { "", NULL },
  };
  g_autofree char *long_text = g_strnfill (PF_MERGE_PATCH_MAX_TEXT + 1, 'x');
  g_autofree char *long_patch = g_strdup_printf ("{'doctor':'%s'}", long_text);
  g_autoptr (PfHealthSheet) sheet = make_sheet ();

  for (gsize i = 0; i <= G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) patch = make_body (i < G_N_ELEMENTS (rows) ? rows[i].patch : long_patch);
      g_autoptr (GError) error = NULL;

      g_assert_null (pf_merge_patch_apply (sheet, patch, members, &error));
      g_assert_cmpint (error->domain, ==, PF_CODEC_ERROR);
      if (i < G_N_ELEMENTS (rows))
        {
          g_assert_cmpstr (pf_codec_error_get_pointer (error), ==, rows[i].pointer);
        }
    }
}

static void
test_a_name_cannot_go (void)
{
  g_autoptr (PfContact) contact = pf_record_new (PF_TYPE_CONTACT, "c1");
  g_autoptr (GBytes) gone = make_body ("{'first_name':null}");
  g_autoptr (GBytes) empty = make_body ("{'first_name':''}");
  g_autoptr (GBytes) right = make_body ("{'first_name':'Odette','last_name':'Lopez',"
                                        "'may_fetch':true}");
  g_autoptr (PfContact) made = NULL;

  g_assert_null (pf_merge_patch_apply (contact, gone, NULL, NULL));
  g_assert_null (pf_merge_patch_apply (contact, empty, NULL, NULL));
  made = pf_merge_patch_apply (contact, right, NULL, NULL);
  g_assert_cmpstr (made->first_name, ==, "Odette");
  g_assert_true (made->may_fetch);
}

static void
test_a_registration_is_read_as_it_was_written (void)
{
  g_autoptr (PfRegistration) registration = pf_registration_new ();
  PfGuardian *guardian = pf_record_new (PF_TYPE_GUARDIAN, "g");
  PfChild *child = pf_record_new (PF_TYPE_CHILD, "c");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (PfRegistration) again = NULL;
  g_autoptr (GBytes) twice = NULL;

  registration->household->postcode = g_strdup ("30100");
  registration->household->iban = g_strdup ("FR7630006000011234567890189");
  registration->household->caf_consent = TRUE;
  registration->household->quotient = 68000;
  guardian->first_name = g_strdup ("Nora");
  child->birth_date = pf_day_new (2020, 5, 4);
  g_ptr_array_add (registration->guardians, guardian);
  g_ptr_array_add (registration->children, child);
  registration->is_confirmed = TRUE;
  body = pf_codec_encode_registration (registration);
  assert_json (body, "{'household':{'quotient':68000,'postcode':'30100','caf_consent':true,"
                     "'iban':'FR7630006000011234567890189'},'guardians':[{'first_name':'Nora'}],"
                     "'children':[{'birth_date':'2020-05-04'}],'confirmed':true}");
  again = pf_codec_decode_registration (body, NULL);
  twice = pf_codec_encode_registration (again);
  g_assert_true (g_bytes_equal (body, twice));
}

static void
test_a_yearly_update_is_read_as_it_was_written (void)
{
  g_autoptr (PfYearlyUpdate) update = pf_yearly_update_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (PfYearlyUpdate) again = NULL;

  update->year = g_strdup ("2026-2027");
  g_ptr_array_add (update->confirmed, g_strdup ("address"));
  g_ptr_array_add (update->files, pf_file_new (NULL, "a.pdf", "application/pdf", 7, NULL));
  body = pf_codec_encode_yearly_update (update);
  again = pf_codec_decode_yearly_update (body, NULL);
  g_assert_cmpstr (again->year, ==, "2026-2027");
  g_assert_cmpstr (g_ptr_array_index (again->confirmed, 0), ==, "address");
  g_assert_cmpuint (again->files->len, ==, 1);
}

static void
test_files_of_a_patch (void)
{
  g_autoptr (GBytes) body = make_body ("{'street':'1 rue Haute','files':[{'name':'facture.pdf',"
                                       "'media_type':'application/pdf','size':7}]}");
  g_autoptr (GBytes) none = make_body ("{'street':'1 rue Haute'}");
  g_autoptr (GPtrArray) files = pf_merge_patch_read_files (body, NULL);
  g_autoptr (GPtrArray) no_files = pf_merge_patch_read_files (none, NULL);

  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpstr (((PfFile *) g_ptr_array_index (files, 0))->name, ==, "facture.pdf");
  g_assert_cmpuint (no_files->len, ==, 0);
}

static void
test_files_beside_a_patch (void)
{
  g_autoptr (GBytes) patch = make_body ("{'street':'1 rue Haute'}");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (PfHousehold) before = pf_record_new (PF_TYPE_HOUSEHOLD, "h1");
  g_autoptr (PfHousehold) after = NULL;

  g_ptr_array_add (files, pf_file_new (NULL, "a \"b\".pdf", "application/pdf", 7, NULL));
  body = pf_merge_patch_add_files (patch, files);
  again = pf_merge_patch_read_files (body, NULL);
  after = pf_merge_patch_apply (before, body, NULL, NULL);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (((PfFile *) g_ptr_array_index (again, 0))->name, ==, "a \"b\".pdf");
  g_assert_cmpstr (after->street, ==, "1 rue Haute");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (void);
  } rows[] = {
    { "what-differs-is-the-patch", test_what_differs_is_the_patch },
    { "only-some-members-count", test_only_some_members_count },
    { "a-patch-leaves-the-rest", test_a_patch_leaves_the_rest },
    { "what-is-wrong-is-refused-with-its-place", test_what_is_wrong_is_refused_with_its_place },
    { "a-name-cannot-go", test_a_name_cannot_go },
    { "a-registration-is-read-as-it-was-written", test_a_registration_is_read_as_it_was_written },
    { "a-yearly-update-is-read-as-it-was-written", test_a_yearly_update_is_read_as_it_was_written },
    { "files-of-a-patch", test_files_of_a_patch },
    { "files-beside-a-patch", test_files_beside_a_patch },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/protocol/merge-patch/", rows[i].path, NULL);

      g_test_add_func (path, rows[i].run);
    }
  return g_test_run ();
}
