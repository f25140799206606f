/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands share: options and failures in words for a clerk. */
#include "config.h"

#include "pfs-command.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "pf-password.h"

/* Returns: (nullable): the word of @argv that @error takes for an option, where it is a number. */
static const char *
find_negative (char **argv, int argc, const GError *error)
{
  for (int i = 1; i < argc; i++)
    if (argv[i][0] == '-' && g_ascii_isdigit (argv[i][1]) &&
        g_str_has_suffix (error->message, argv[i]))
      return argv[i];
  return NULL;
}

gboolean
pfs_command_parse (const char         *command,
                   const char         *arguments,
                   const char         *summary,
                   const GOptionEntry *entries,
                   int                *argc,
                   char             ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (*arguments != '\0' ? arguments : NULL);
  g_autofree char *prgname = g_strdup_printf ("portail-famille-server %s", command);
  g_autoptr (GError) error = NULL;
  const char *negative;
  gboolean is_right;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  /* The usage line names program and command. */
  g_set_prgname (prgname);
  is_right = g_option_context_parse (context, argc, argv, &error);
  g_set_prgname ("portail-famille-server");
  if (is_right)
    return TRUE;
  negative = g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)
                 ? find_negative (*argv, *argc, error)
                 : NULL;
  if (negative != NULL)
    {
      g_autofree char *sentence =
          g_strdup_printf (_("“%s” is negative: the number has to be 0 or more."), negative);

      g_free (error->message);
      error->message = g_steal_pointer (&sentence);
    }
  pfs_command_fail (command, error);
  return FALSE;
}

gboolean
pfs_command_is_whole (const char *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc <= 1)
    return TRUE;
  error = g_error_new (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("“%s” is one word too many: only options follow."), argv[1]);
  pfs_command_fail (command, error);
  return FALSE;
}

gboolean
pfs_command_is_web_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL &&
         (g_str_equal (g_uri_get_scheme (uri), "https") ||
          g_str_equal (g_uri_get_scheme (uri), "http")) &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

gboolean
pfs_command_is_school_zone (const char *text)
{
  return strlen (text) == 1 && strchr ("ABC", *text) != NULL;
}

gboolean
pfs_command_check_password (const char *password, GError **error)
{
  if (password != NULL && pf_password_check (password) == PF_PASSWORD_RULES_ALL)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("A password has at least %d characters, among them a digit, a lower and an upper "
                 "case letter, and a sign."),
               PF_PASSWORD_SHORTEST);
  return FALSE;
}

int
pfs_command_fail (const char *command, const GError *error)
{
  /* Translators: the program and its command, then what went wrong */
  g_printerr (_("portail-famille-server %s: %s\n"), command, error->message);
  return EXIT_FAILURE;
}
