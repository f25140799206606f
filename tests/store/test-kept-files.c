/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of the town's that are kept to be opened offline. */
#include "config.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "pf-kept-files.h"
#include "store-fixture.h"

#define MEGABYTE (1024 * 1024)

/* Returns: (transfer full): its digest. */
static char *
keep (Fixture *fixture, GBytes *bytes)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_keep_file, fixture->store, &error, digest, bytes, NULL));
  g_assert_no_error (error);
  return g_steal_pointer (&digest);
}

static char *
keep_text (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return keep (fixture, bytes);
}

static gboolean
has_text (Fixture *fixture, const char *digest, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      pf_test_await (pf_store_load_kept_file, fixture->store, &error, digest, NULL);

  if (bytes == NULL)
    g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING);
  return bytes != NULL && g_bytes_get_size (bytes) == strlen (text) &&
         memcmp (g_bytes_get_data (bytes, NULL), text, strlen (text)) == 0;
}

static void
agree (Fixture *fixture, PfFilesWish wish)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_set_files_wish, fixture->store, &error, wish, NULL));
  g_assert_no_error (error);
}

static PfFilesWish
load_wish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfStoreNews) news = pf_test_await (pf_store_load, fixture->store, &error, 0, 0, NULL);

  g_assert_no_error (error);
  return news->files_wish;
}

static char *
get_path (Fixture *fixture, const char *digest)
{
  return g_build_filename (fixture->folder, "files", digest, NULL);
}

static void
set_up_agreed (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  agree (fixture, PF_FILES_KEPT);
}

/* Nothing is written before the family has agreed, nothing stays when it no longer does. */
static void
test_agreement (Fixture *fixture, gconstpointer data)
{
  static const PfFilesWish refusals[] = { PF_FILES_LEFT, PF_FILES_UNASKED };
  g_autofree char *folder = g_build_filename (fixture->folder, "files", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("paper", 5);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_assert_cmpint (load_wish (fixture), ==, PF_FILES_UNASKED);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;

      g_assert_false (
          pf_test_await (pf_store_keep_file, fixture->store, &error, digest, bytes, NULL));
      g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
      agree (fixture, PF_FILES_KEPT);
      kept = keep_text (fixture, "paper");
      fixture_close (fixture);
      fixture_open (fixture);
      g_assert_cmpint (load_wish (fixture), ==, PF_FILES_KEPT);
      g_assert_true (has_text (fixture, kept, "paper"));
      agree (fixture, refusals[i]);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
      g_assert_cmpint (load_wish (fixture), ==, refusals[i]);
    }
}

/* Files that a run left when it was killed after the family had said no. */
static void
test_left_behind (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "files", NULL);
  g_autofree char *path = g_build_filename (folder, "left", NULL);

  agree (fixture, PF_FILES_LEFT);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "paper", -1, NULL));
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_cmpint (load_wish (fixture), ==, PF_FILES_LEFT);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = pf_kept_files_make_name ("invoice/1");
  g_autofree char *other = pf_kept_files_make_name ("invoice/2");
  static const char *const versions[] = { "to be paid", "paid" };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (versions[i], strlen (versions[i]));
      g_autoptr (GError) error = NULL;

      g_assert_true (pf_test_await (pf_store_keep_file, fixture->store, &error, name, bytes, NULL));
      g_assert_no_error (error);
      g_assert_true (has_text (fixture, name, versions[i]));
      g_assert_false (has_text (fixture, other, versions[i]));
    }
}

static void
test_survives (Fixture *fixture, gconstpointer data)
{
  g_autofree char *digest = keep_text (fixture, "paper");
  g_autofree char *path = get_path (fixture, digest);
  GStatBuf status;

  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_true (has_text (fixture, digest, "paper"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *digest = keep_text (fixture, "paper");
  g_autofree char *path = get_path (fixture, digest);

  g_assert_true (g_file_set_contents (path, "paqer", -1, NULL));
  g_assert_false (has_text (fixture, digest, "paper"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_other_digest (Fixture *fixture, gconstpointer data)
{
  static const char *const digests[] = {
    "../outbox.db",
    "",
    "0000000000000000000000000000000000000000000000000000000000000000",
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("paper", 5);

  for (gsize i = 0; i < G_N_ELEMENTS (digests); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          pf_test_await (pf_store_keep_file, fixture->store, &error, digests[i], bytes, NULL));
      g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING);
      g_assert_false (has_text (fixture, digests[i], "paper"));
    }
}

/* What was not used for longest goes first. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = keep_text (fixture, "old");
  g_autofree char *used = keep_text (fixture, "used");
  g_autofree char *old_path = get_path (fixture, old);
  g_autofree char *used_path = get_path (fixture, used);
  struct utimbuf long_ago = { 1, 1 };
  g_autofree char *large = g_malloc0 (32 * MEGABYTE);

  g_assert_cmpint (g_utime (old_path, &long_ago), ==, 0);
  g_assert_cmpint (g_utime (used_path, &long_ago), ==, 0);
  g_assert_true (has_text (fixture, used, "used"));
  for (int i = 0; i < PF_KEPT_FILES_MAX / (32 * MEGABYTE); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *digest = NULL;

      large[0] = (char) i;
      bytes = g_bytes_new (large, 32 * MEGABYTE - (i == 0 ? strlen ("used") : 0));
      digest = keep (fixture, bytes);
    }
  g_assert_false (has_text (fixture, old, "old"));
  g_assert_true (has_text (fixture, used, "used"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
    void (*set_up) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "none-without-agreement", test_agreement, fixture_set_up },
    { "what-was-left-behind-goes", test_left_behind, fixture_set_up },
    { "by-a-name", test_named },
    { "a-kept-file-is-there-at-the-next-start", test_survives },
    { "a-damaged-file-is-not-there", test_damaged },
    { "a-file-is-what-its-digest-says", test_other_digest },
    { "the-longest-unused-make-room", test_room },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/kept-files/", cases[i].name, NULL);

      g_test_add (path, Fixture, NULL, cases[i].set_up != NULL ? cases[i].set_up : set_up_agreed,
                  cases[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
