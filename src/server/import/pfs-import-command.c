/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands `import noethys`, `import menus` and `import holidays`: what a clerk gives them, and
 * the report they print. */
#include "config.h"

#include "pfs-import-command.h"

#include "pfs-clock.h"
#include "pfs-import-holidays.h"
#include "pfs-import-menus.h"
#include "pfs-noethys-write.h"
#include "pfs-table.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_USAGE 2

/* What the command line asks for. */
typedef struct {
  char *database;
  char *clock;
  char *shift_to;
  char *password;
  gboolean print_passwords;
  char *site;
  char *zone;
  PfDay first_day; /* of --shift-to */
} Options;

static void
clear_options (Options *options)
{
  g_free (options->database);
  g_free (options->clock);
  g_free (options->shift_to);
  g_free (options->password);
  g_free (options->site);
  g_free (options->zone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static const PfsColumn login_columns[] = {
  { "family", N_("Family"), PFS_COLUMN_TEXT },
  { "login", N_("Login"), PFS_COLUMN_TEXT },
  { "password", N_("Password"), PFS_COLUMN_TEXT },
  { NULL },
};

static const char summary[] =
    N_("import noethys FILE brings the families, activities, bookings and tariffs of a Noethys "
       "database (the file that ends in _DATA.dat) into a town’s. The file itself is never "
       "changed, and all of it is taken or nothing is.\n"
       "Each group of an activity that has several becomes an activity of its own. An activity "
       "that states no deadline lets families book and cancel until 23:59 two days before, "
       "weekends and public holidays not counted. A family that is in the database already is "
       "never imported twice: the command refuses the file.\n"
       "Guardians sign in with their e-mail address; a family without one gets a login of its "
       "own, which the report names. Nobody has a password until one is set: for all by "
       "--password, for each by --print-passwords or later by “portail-famille-server agent "
       "set-password”.\n"
       "import menus FILE brings the canteens’ menus of a CSV file, as the French standard for "
       "collective menus (SCDL) has them in any of its versions, or with one row a day. The menus "
       "of the file’s days are replaced, so that a corrected file can be imported again; a file "
       "without menus changes nothing.\n"
       "import holidays FILE brings the school holidays of an iCalendar file (.ics), as the "
       "ministry of education publishes them for each zone or for all. Those that the town has "
       "in the time of the file are replaced, those of other years stay.");

static int
fail_usage (const char *sentence)
{
  g_printerr ("%s\n", sentence);
  return EXIT_USAGE;
}

static void
print_logins (GPtrArray *logins)
{
  g_autoptr (PfsTable) table = pfs_table_new (login_columns);
  g_autofree char *text = NULL;

  for (guint i = 0; i < logins->len; i++)
    {
      const PfsNoethysLogin *login = g_ptr_array_index (logins, i);

      pfs_table_take_row (table, g_strdup (login->family), g_strdup (login->email),
                          g_strdup (login->password));
    }
  text = pfs_table_format (table, FALSE);
  printf ("\n%s", text);
}

static PfsStorage *
open_database (const char *path, gboolean *is_new, GError **error)
{
  *is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  return *is_new ? pfs_storage_create (path, error) : pfs_storage_open (path, error);
}

static gboolean
write_model (PfsNoethysModel *model,
             const Options   *options,
             gboolean        *is_new,
             GPtrArray      **logins,
             GError         **error)
{
  g_autoptr (PfsClock) clock = pfs_clock_new (options->clock);
  g_autoptr (PfsStorage) storage = open_database (options->database, is_new, error);
  PfsNoethysPasswords passwords = options->password          ? PFS_NOETHYS_PASSWORDS_SAME
                                  : options->print_passwords ? PFS_NOETHYS_PASSWORDS_RANDOM
                                                             : PFS_NOETHYS_PASSWORDS_NONE;

  if (!storage)
    {
      *is_new = FALSE;
      return FALSE;
    }
  *logins = pfs_noethys_assign_logins (model, storage, error);
  return *logins && pfs_noethys_write (model, storage, *logins, passwords, options->password,
                                       *is_new, pfs_clock_get_now (clock), error);
}

static void
print_report (PfsImportReport *report, FILE *stream)
{
  g_autofree char *text = pfs_import_report_format (report);

  fputs (text, stream);
}

static gboolean
import_noethys (const char *path, const Options *options, GError **error)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsNoethysSource) source = pfs_noethys_source_open (path, error);
  g_autoptr (PfsNoethysModel) model = NULL;
  g_autoptr (GPtrArray) logins = NULL;
  gboolean is_new = FALSE;

  if (source)
    model = pfs_noethys_model_read (source, options->first_day, report, error);
  if (!model)
    return FALSE;
  if (!write_model (model, options, &is_new, &logins, error))
    {
      /* A database that was made for this import goes with it. */
      if (is_new)
        g_unlink (options->database);
      return FALSE;
    }
  print_report (report, stdout);
  if (options->print_passwords)
    print_logins (logins);
  return TRUE;
}

static gboolean
import_menus (const char *path, const Options *options, GError **error)
{
  g_autoptr (PfsImportReport) report = pfs_import_report_new (PFS_TALLY_DISHES, PFS_TALLY_MENUS);
  g_autoptr (PfsClock) clock = pfs_clock_new (options->clock);
  g_autoptr (PfsStorage) storage = pfs_storage_open (options->database, error);

  gboolean is_done = storage && pfs_import_menus (storage, path, options->site,
                                                  pfs_clock_get_now (clock), report, error);

  /* Where nothing could be taken, the reasons tell what to mend. */
  if (is_done || pfs_import_report_get_left (report, PFS_TALLY_DISHES) > 0)
    print_report (report, is_done ? stdout : stderr);
  return is_done;
}

static gboolean
import_holidays (const char *path, const Options *options, GError **error)
{
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_HOLIDAYS, PFS_TALLY_HOLIDAYS);
  g_autoptr (PfsClock) clock = pfs_clock_new (options->clock);
  g_autoptr (PfsStorage) storage = pfs_storage_open (options->database, error);

  if (!storage ||
      !pfs_import_holidays (storage, path, options->zone, pfs_clock_get_now (clock), report, error))
    return FALSE;
  print_report (report, stdout);
  return TRUE;
}

static const struct {
  const char *name;
  gboolean (*run) (const char *path, const Options *options, GError **error);
} imports[] = {
  { "noethys", import_noethys },
  { "menus", import_menus },
  { "holidays", import_holidays },
};

/* Returns: the exit status. */
static int
run_import (const char *name, const char *path, const Options *options)
{
  g_autoptr (GError) error = NULL;

  if (options->password && !pfs_command_check_password (options->password, &error))
    return pfs_command_fail ("import", error);
  for (gsize i = 0; i < G_N_ELEMENTS (imports); i++)
    if (g_str_equal (imports[i].name, name))
      return imports[i].run (path, options, &error) ? EXIT_SUCCESS
                                                    : pfs_command_fail ("import", error);
  g_printerr (_("There is no “import %s”: it is noethys, menus or holidays.\n"), name);
  return EXIT_USAGE;
}

int
pfs_command_import (int argc, char **argv)
{
  g_auto (Options) options = { .first_day = PF_DAY_NONE };
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options.database,
      N_("The town’s database; made if it does not exist"), N_("FILE") },
    { "shift-to", 's', 0, G_OPTION_ARG_STRING, &options.shift_to,
      N_("Shift all dates by whole weeks, so that the first opening falls in the week of DATE"),
      N_("DATE") },
    { "password", 'p', 0, G_OPTION_ARG_STRING, &options.password,
      N_("Give every login this password"), N_("PASSWORD") },
    { "print-passwords", 0, 0, G_OPTION_ARG_NONE, &options.print_passwords,
      N_("Print every login with its password; without --password, each gets a provisional one of "
         "its own"),
      NULL },
    { "site", 0, 0, G_OPTION_ARG_STRING, &options.site,
      N_("menus: they are of this site; else of the sites named like the file’s restaurants"),
      N_("SITE") },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &options.zone,
      N_("holidays: only those of zone A, B or C; else of the town’s zone"), N_("ZONE") },
    { "clock", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &options.clock, NULL, NULL },
    { NULL },
  };

  if (!pfs_command_parse ("import", "noethys|menus|holidays FILE", _(summary), entries, &argc,
                          &argv))
    return EXIT_USAGE;
  if (argc != 3)
    return fail_usage (
        _("Usage: portail-famille-server import noethys|menus|holidays FILE --database FILE"));
  if (!options.database)
    return fail_usage (_("Name the town’s database: --database FILE"));
  if (options.zone && !pfs_command_is_school_zone (options.zone))
    return fail_usage (_("--zone takes A, B or C."));
  if (options.shift_to)
    options.first_day = pf_day_parse (options.shift_to);
  if (options.shift_to && options.first_day == PF_DAY_NONE)
    return fail_usage (_("--shift-to takes a date such as 2026-11-16."));
  return run_import (argv[1], argv[2], &options);
}
