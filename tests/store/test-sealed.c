/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is secret: nothing of it in the clear in any file of the folder, readable with its key only,
 * and nothing lost where there is a key. */
#include "config.h"

#include "submission-fixture.h"

#include <string.h>

#include "pf-seal.h"

#define ALLERGY "allergie: noix de cajou"
#define REMARK "asthme d'effort"
#define PROOF "%PDF-1.7 certificat du docteur Quenelle"
#define PROOF_NAME "certificat-allergie.pdf"
#define TOWN_WORDS "the town's words"

/* The same key for the same @seed. */
static GBytes *
make_key (guint8 seed)
{
  guint8 key[PF_SEAL_KEY_SIZE];

  memset (key, seed, sizeof key);
  return g_bytes_new (key, sizeof key);
}

static void
set_key (Fixture *fixture, guint8 seed)
{
  g_autoptr (GBytes) key = make_key (seed);
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_set_key, fixture->store, &error, key, NULL));
  g_assert_no_error (error);
}

static void
reopen (Fixture *fixture)
{
  fixture_close (fixture);
  fixture_open (fixture);
}

/* What a kill leaves: the files as they are now, in another folder that is opened instead. */
static void
copy_as_killed (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr (GHashTable) contents =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GHashTableIter iter;
  gpointer path, bytes;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      char *data, *file = g_build_filename (fixture->folder, name, NULL);
      gsize size;

      g_assert_true (g_file_get_contents (file, &data, &size, NULL));
      g_hash_table_insert (contents, file, g_bytes_new_take (data, size));
    }
  fixture_close (fixture);
  g_hash_table_iter_init (&iter, contents);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                        (gssize) g_bytes_get_size (bytes), NULL));
  fixture_open (fixture);
}

/* Looks through every file of the folder, as it is while the store is open and after. */
static void
assert_nowhere (Fixture *fixture, const char *words)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      if (memmem (contents, size, words, strlen (words)) != NULL)
        g_error ("%s holds “%s” in the clear", name, words);
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
}

static void
assert_all_secret (Fixture *fixture)
{
  static const char *const words[] = {
    ALLERGY, REMARK, PROOF, PROOF_NAME, TOWN_WORDS, "Arachides"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    assert_nowhere (fixture, words[i]);
}

static PfFile *
put_proof (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = g_bytes_new (PROOF, strlen (PROOF));
  g_autoptr (GError) error = NULL;
  PfFile *file =
      pf_test_await (pf_store_put_file, fixture->store, &error, PROOF_NAME, bytes, TRUE, NULL);

  g_assert_no_error (error);
  return file;
}

static PfHealthSheet *
make_sheet (void)
{
  PfHealthSheet *sheet = pf_record_new (PF_TYPE_HEALTH_SHEET, "lena");

  sheet->version = 3;
  sheet->allergies = g_strdup (ALLERGY);
  g_ptr_array_add (sheet->allergens, g_strdup ("Arachides"));
  sheet->remarks = g_strdup (REMARK);
  return sheet;
}

static void
keep_sheet (Fixture *fixture)
{
  g_autoptr (PfHealthSheet) sheet = make_sheet ();
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_keep_health_sheet, fixture->store, &error, sheet, NULL));
  g_assert_no_error (error);
}

static PfHealthSheet *
load_sheet (Fixture *fixture, const char *child)
{
  g_autoptr (GError) error = NULL;
  PfHealthSheet *sheet =
      pf_test_await (pf_store_load_health_sheet, fixture->store, &error, child, NULL);

  g_assert_no_error (error);
  return sheet;
}

static void
test_draft_and_queue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) proof = NULL;
  gint64 draft, queued;
  PfSubmission *found;

  set_key (fixture, 1);
  proof = put_proof (fixture);
  draft = submission_save (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, ALLERGY, proof);
  queued = submission_queue (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, REMARK, NULL);
  assert_all_secret (fixture);
  copy_as_killed (fixture);
  assert_all_secret (fixture);
  g_assert_null (submission_find (fixture, draft)); /* there is no key yet */
  set_key (fixture, 1);
  g_assert_cmpuint (fixture->notices, ==, 0);
  found = submission_find (fixture, draft);
  g_assert_cmpstr (submission_get_text (found), ==, ALLERGY);
  g_assert_cmpuint (found->files->len, ==, 1);
  g_assert_cmpstr (((PfFile *) found->files->pdata[0])->name, ==, PROOF_NAME);
  g_assert_true (submission_has_bytes (fixture, proof, PROOF));
  found = submission_find (fixture, queued);
  g_assert_cmpstr (submission_get_text (found), ==, REMARK);
  g_assert_cmpint (found->state, ==, PF_SUBMISSION_STATE_QUEUED);
  fixture_close (fixture);
  assert_all_secret (fixture);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  gint64 refused, done;
  PfSubmission *found;

  set_key (fixture, 1);
  refused = submission_queue (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, ALLERGY, NULL);
  done = submission_queue (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, REMARK, NULL);
  submission_settle (fixture, refused, PF_SUBMISSION_OUTCOME_REFUSED);
  submission_settle (fixture, done, PF_SUBMISSION_OUTCOME_DONE);
  reopen (fixture);
  set_key (fixture, 1);
  found = submission_find (fixture, refused);
  g_assert_cmpstr (submission_get_text (found), ==, ALLERGY);
  g_assert_cmpint (found->answer->outcome, ==, PF_SUBMISSION_OUTCOME_REFUSED);
  g_assert_cmpstr (found->answer->detail, ==, TOWN_WORDS);
  found = submission_find (fixture, done);
  g_assert_cmpstr (submission_get_text (found), ==, "{}");
  g_assert_cmpint (submission_dismiss (fixture, refused), ==, 1);
  fixture_close (fixture);
  assert_all_secret (fixture);
}

static void
test_another_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) proof = NULL;
  gint64 id, other;

  set_key (fixture, 1);
  proof = put_proof (fixture);
  id = submission_save (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, ALLERGY, proof);
  other = submission_save (fixture, PF_SUBMISSION_MESSAGE, 0, "{}", NULL);
  keep_sheet (fixture);
  reopen (fixture);
  g_assert_null (load_sheet (fixture, "lena"));
  set_key (fixture, 2);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_SECRETS_LOST);
  g_assert_null (submission_find (fixture, id));
  g_assert_nonnull (submission_find (fixture, other));
  g_assert_null (load_sheet (fixture, "lena"));
  g_assert_false (submission_has_bytes (fixture, proof, PROOF));
}

/* Without a keyring. */
static void
test_for_this_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) proof = put_proof (fixture);
  gint64 id = submission_save (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, ALLERGY, proof);
  gint64 other = submission_save (fixture, PF_SUBMISSION_MESSAGE, 0, "{}", NULL);

  g_assert_cmpstr (submission_get_text (submission_find (fixture, id)), ==, ALLERGY);
  g_assert_true (submission_has_bytes (fixture, proof, PROOF));
  assert_all_secret (fixture);
  reopen (fixture);
  set_key (fixture, 1);
  g_assert_cmpuint (fixture->notices, ==, 0);
  g_assert_null (submission_find (fixture, id));
  g_assert_nonnull (submission_find (fixture, other));
  g_assert_false (submission_has_bytes (fixture, proof, PROOF));
}

/* The keyring is unlocked after something was written. */
static void
test_key_comes_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) proof = put_proof (fixture);
  gint64 id = submission_save (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, ALLERGY, proof);

  set_key (fixture, 1);
  set_key (fixture, 1);
  reopen (fixture);
  set_key (fixture, 1);
  g_assert_cmpstr (submission_get_text (submission_find (fixture, id)), ==, ALLERGY);
  g_assert_true (submission_has_bytes (fixture, proof, PROOF));
}

static void
test_kept_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfHealthSheet) found = NULL;
  g_autoptr (GError) error = NULL;

  set_key (fixture, 1);
  g_assert_null (load_sheet (fixture, "lena"));
  keep_sheet (fixture);
  keep_sheet (fixture);
  assert_all_secret (fixture);
  reopen (fixture);
  set_key (fixture, 1);
  found = load_sheet (fixture, "lena");
  g_assert_cmpstr (found->allergies, ==, ALLERGY);
  g_assert_cmpint (found->version, ==, 3);
  g_assert_true (
      pf_test_await (pf_store_forget_health_sheet, fixture->store, &error, "lena", NULL));
  g_assert_null (load_sheet (fixture, "lena"));
}

/* What goes takes what was sealed of it along. */
static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfFile) proof = NULL;
  gint64 id;

  set_key (fixture, 1);
  proof = put_proof (fixture);
  id = submission_save (fixture, PF_SUBMISSION_HEALTH_SHEET, 0, ALLERGY, proof);
  submission_discard (fixture, id);
  g_assert_false (submission_has_bytes (fixture, proof, PROOF));
  reopen (fixture);
  set_key (fixture, 2);
  g_assert_cmpuint (fixture->notices, ==, 0); /* nothing was left to be lost */
}

static void
test_seal (void)
{
  g_autoptr (GBytes) key = make_key (1);
  g_autoptr (PfSeal) seal = pf_seal_new (key);
  g_autoptr (PfSeal) same = pf_seal_new (key);
  g_autoptr (PfSeal) random = pf_seal_new (NULL);
  static const char *const plains[] = { "", "yes", "no", REMARK };

  for (gsize i = 0; i < G_N_ELEMENTS (plains); i++)
    {
      g_autoptr (GBytes) plain = g_bytes_new (plains[i], strlen (plains[i]));
      g_autoptr (GBytes) sealed = pf_seal_close (seal, plain);
      g_autoptr (GBytes) again = pf_seal_close (seal, plain);
      g_autoptr (GBytes) opened = pf_seal_open (same, sealed);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, g_bytes_get_size (sealed) - 1);
      g_autofree guint8 *touched =
          g_memdup2 (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
      g_autoptr (GBytes) touched_bytes = NULL;

      g_assert_true (g_bytes_equal (plain, opened));
      g_assert_false (g_bytes_equal (sealed, again));
      g_assert_cmpuint (g_bytes_get_size (sealed), ==, 256 + 40); /* "yes" is as long as "no" */
      g_assert_null (pf_seal_open (random, sealed));
      g_assert_null (pf_seal_open (seal, cut));
      g_assert_null (pf_seal_open (seal, plain));
      touched[40] ^= 1;
      touched_bytes = g_bytes_new (touched, g_bytes_get_size (sealed));
      g_assert_null (pf_seal_open (seal, touched_bytes));
    }
  g_assert_true (pf_seal_has_key (seal, key));
  g_assert_false (pf_seal_has_key (random, key));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*function) (Fixture *, gconstpointer);
  } cases[] = {
    { "/sealed/drafts-and-the-queue-outlive-a-kill", test_draft_and_queue },
    { "/sealed/answers", test_answers },
    { "/sealed/another-key-reads-nothing", test_another_key },
    { "/sealed/without-a-keyring-for-this-run", test_for_this_run },
    { "/sealed/a-key-that-comes-later", test_key_comes_later },
    { "/sealed/kept-sheets", test_kept_sheet },
    { "/sealed/what-goes-takes-it-along", test_discarded },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sealed/seal", test_seal);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, fixture_set_up, cases[i].function, fixture_tear_down);
  return g_test_run ();
}
