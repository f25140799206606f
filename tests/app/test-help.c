/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whatever can be on the screen has a help page, and that page exists. */
#include "config.h"

#include "common/pf-help.h"
#include "pf-main-view.h"

#define ROOT "/org/example/PortailFamille"

static void
check_help_of (const char *shown)
{
  const char *id = pf_help_get_id (shown);
  g_autofree char *name = id != NULL ? g_strconcat (id, ".page", NULL) : NULL;
  g_autofree char *path = NULL;

  if (id == NULL)
    g_error ("%s has no help: add it to the table of pf-help.c", shown);
  path = g_test_build_filename (G_TEST_DIST, "..", "help", "C", name, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_error ("%s has the help page %s, which does not exist", shown, path);
}

static void
test_pages (void)
{
  for (guint i = 0; pf_main_view_get_page_name (i) != NULL; i++)
    check_help_of (pf_main_view_get_page_name (i));
  check_help_of (PF_HELP_WELCOME);
  check_help_of ("search");
}

/* Returns: how many windows of their own there are among the templates in @folder. */
static guint
check_windows (const char *folder)
{
  g_auto (GStrv) names =
      g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GRegex) regex =
      g_regex_new ("template class=\"(\\w+)\" parent=\"AdwWindow\"", 0, 0, NULL);
  guint n_windows = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, "/", names[i], NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *class = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (g_str_has_suffix (names[i], "/"))
        {
          path[strlen (path) - 1] = '\0';
          n_windows += check_windows (path);
          continue;
        }
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      if (!g_str_has_suffix (names[i], ".ui") ||
          !g_regex_match_full (regex, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0,
                               0, &match, NULL))
        continue;
      class = g_match_info_fetch (match, 1);
      check_help_of (class);
      n_windows++;
    }
  return n_windows;
}

static void
test_windows (void)
{
  g_assert_cmpuint (check_windows (ROOT), >, 3);
}

static void
test_unknown (void)
{
  g_assert_null (pf_help_get_id ("AdwMessageDialog"));
  g_assert_null (pf_help_get_id (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/help/pages", test_pages);
  g_test_add_func ("/help/windows", test_windows);
  g_test_add_func ("/help/unknown", test_unknown);
  return g_test_run ();
}
