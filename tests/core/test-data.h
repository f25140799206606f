/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds the real data, written by others, that some tests compare with; without it they skip. */
#pragma once

#include <glib.h>

/**
 * test_data_load:
 * @name: a file of the folder named by PF_SHARED_DATA, else of ../shared/data beside the project
 *
 * Returns: (nullable) (transfer full): its contents; NULL, having marked the test as skipped, where
 * it is absent.
 */
static inline char *
test_data_load (const char *name, gsize *length)
{
  const char *folder = g_getenv ("PF_SHARED_DATA");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL)
                                         : g_test_build_filename (G_TEST_DIST, "..", "..", "shared",
                                                                  "data", name, NULL);
  char *contents = NULL;

  if (!g_file_get_contents (path, &contents, length, NULL))
    g_test_skip ("the shared data are not beside the project");
  return contents;
}
