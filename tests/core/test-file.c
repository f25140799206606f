/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files as values: copies own what they hold, and a digest is exactly a SHA-256 in hexadecimal. */
#include "config.h"

#include "pf-file.h"

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_copies (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  g_autoptr (GPtrArray) copies = NULL;
  const PfFile *copy;

  g_ptr_array_add (files, pf_file_new ("f1", "Vaccins.pdf", "application/pdf", 1234, DIGEST));
  g_ptr_array_add (files, pf_file_new (NULL, "photo", "image/jpeg", 0, NULL));
  copies = pf_files_copy (files);
  g_ptr_array_set_size (files, 0);
  g_assert_cmpuint (copies->len, ==, 2);
  copy = g_ptr_array_index (copies, 0);
  g_assert_cmpstr (copy->id, ==, "f1");
  g_assert_cmpstr (copy->name, ==, "Vaccins.pdf");
  g_assert_cmpstr (copy->media_type, ==, "application/pdf");
  g_assert_cmpint (copy->size, ==, 1234);
  g_assert_cmpstr (copy->digest, ==, DIGEST);
  copy = g_ptr_array_index (copies, 1);
  g_assert_null (copy->id);
  g_assert_null (copy->digest);
}

static void
test_digests (void)
{
  static const struct {
    const char *text;
    gboolean is_valid;
  } cases[] = {
    { DIGEST, TRUE },
    { NULL, FALSE },
    { "", FALSE },
    { DIGEST "0", FALSE },
    { &DIGEST[1], FALSE },
    { "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", FALSE },
    { "../0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", FALSE },
    { "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pf_digest_is_valid (cases[i].text), ==, cases[i].is_valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file/copies-own-what-they-hold", test_copies);
  g_test_add_func ("/file/a-digest-is-a-sha-256", test_digests);
  return g_test_run ();
}
