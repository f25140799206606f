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

static char *
get_path (Fixture *fixture, const char *digest)
{
  return g_build_filename (fixture->folder, "files", digest, NULL);
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
  } cases[] = {
    { "a-kept-file-is-there-at-the-next-start", test_survives },
    { "a-damaged-file-is-not-there", test_damaged },
    { "a-file-is-what-its-digest-says", test_other_digest },
    { "the-longest-unused-make-room", test_room },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/kept-files/", cases[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, cases[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
