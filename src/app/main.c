/* SPDX-License-Identifier: GPL-3.0-or-later
 * The app's entry: language, then the application. */
#include "config.h"

#include "pf-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <malloc.h>

int
main (int argc, char **argv)
{
  g_autoptr (PfApplication) application = NULL;

  /* A heap for each thread would cost a megabyte: the plan is read by one and shown by another. */
  mallopt (M_ARENA_MAX, 1);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("PF_LOCALEDIR") != NULL ? g_getenv ("PF_LOCALEDIR") : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = pf_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
