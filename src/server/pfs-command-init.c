/* SPDX-License-Identifier: GPL-3.0-or-later
 * init: makes a new town's database, empty but for the town itself, or with the demo town. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "pfs-clock.h"
#include "pfs-command.h"
#include "pfs-demo-write.h"
#include "pfs-storage-town.h"

/* The least that libsodium takes: for tests, whose passwords guard nothing. */
#define QUICK_OPERATIONS "1"
#define QUICK_MEMORY "8192"

typedef struct {
  char *database;
  char *name;
  char *time_zone;
  char *school_zone;
  char *contact;
  char *legal_url;
  char *password;
  char *clock;
  gboolean is_alsace_moselle;
  gboolean has_quick_passwords;
  gboolean is_demo;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->database);
  g_free (options->name);
  g_free (options->time_zone);
  g_free (options->school_zone);
  g_free (options->contact);
  g_free (options->legal_url);
  g_free (options->password);
  g_free (options->clock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
write_town (PfsStorage *storage, const Options *options, GError **error)
{
  g_autoptr (PfsClock) clock = pfs_clock_new (options->clock);
  g_autoptr (PfsTransaction) transaction =
      pfs_storage_begin (storage, pfs_clock_get_now (clock), error);
  PfsTown town = {
    .name = options->name,
    .time_zone = options->time_zone != NULL ? options->time_zone : (char *) "Europe/Paris",
    .currency = (char *) "EUR",
    .school_zone = options->school_zone,
    .region = options->is_alsace_moselle ? PF_REGION_ALSACE_MOSELLE : PF_REGION_METROPOLE,
    .legal_url = options->legal_url,
    .contact = options->contact,
  };

  if (transaction == NULL || !pfs_storage_put_town (storage, &town, error))
    return FALSE;
  if (options->has_quick_passwords &&
      (!pfs_storage_set_setting (storage, PFS_SETTING_PASSWORD_OPERATIONS, QUICK_OPERATIONS,
                                 error) ||
       !pfs_storage_set_setting (storage, PFS_SETTING_PASSWORD_MEMORY, QUICK_MEMORY, error)))
    return FALSE;
  return pfs_transaction_commit (transaction, error);
}

/* The demo's people are the same in each town of that kind: a family with two of them has something
 * to see. */
static gboolean
rename_demo (const Options *options, PfMoment now, GError **error)
{
  g_autoptr (PfsStorage) storage = pfs_storage_open (options->database, error);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsTown) town = NULL;

  if (storage == NULL)
    return FALSE;
  transaction = pfs_storage_begin (storage, now, error);
  if (transaction == NULL)
    return FALSE;
  town = pfs_storage_load_town (storage, error);
  if (town == NULL)
    return FALSE;
  g_free (town->name);
  town->name = g_strdup (options->name);
  return pfs_storage_put_town (storage, town, error) && pfs_transaction_commit (transaction, error);
}

static gboolean
make_demo (const Options *options, GError **error)
{
  g_autoptr (PfsClock) clock = pfs_clock_new (options->clock);
  const char *password = options->password != NULL ? options->password : PFS_DEMO_PASSWORD;

  PfMoment now = pfs_clock_get_now (clock);

  if (!pfs_demo_create (options->database, password, now, error) ||
      (options->name != NULL && !rename_demo (options, now, error)))
    return FALSE;
  /* Not translated: programs read these lines. */
  printf ("Login %s\nPassword %s\n", PFS_DEMO_LOGIN, password);
  return TRUE;
}

static gboolean
check_options (const Options *options, GError **error)
{
  const char *zone = options->school_zone;
  const char *url = options->legal_url;
  const char *sentence = NULL;

  if (options->database == NULL || (options->name == NULL && !options->is_demo))
    sentence = _("Say where the database goes with --database, and the town’s name with "
                 "--name (or --demo for a town to try)");
  else if (zone != NULL && !pfs_command_is_school_zone (zone))
    sentence = _("--school-zone takes A, B or C.");
  else if (url != NULL && !pfs_command_is_web_address (url))
    sentence = _("--legal-url takes an address such as https://example.org/terms");
  if (sentence == NULL)
    return options->password == NULL || pfs_command_check_password (options->password, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, sentence);
  return FALSE;
}

static gboolean
make_town (const Options *options, GError **error)
{
  g_autoptr (PfsStorage) storage = NULL;

  if (!check_options (options, error))
    return FALSE;
  if (options->is_demo)
    return make_demo (options, error);
  storage = pfs_storage_create (options->database, error);
  if (storage == NULL)
    return FALSE;
  if (write_town (storage, options, error))
    return TRUE;
  g_clear_object (&storage);
  g_unlink (options->database);
  return FALSE;
}

int
pfs_command_init (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options.database, N_("The new database’s file"),
      N_("FILE") },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &options.name, N_("The town’s name"), N_("NAME") },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &options.time_zone,
      N_("The town’s time zone (Europe/Paris if not given)"), N_("ZONE") },
    { "school-zone", 0, 0, G_OPTION_ARG_STRING, &options.school_zone,
      N_("The school holidays’ zone: A, B or C"), N_("ZONE") },
    { "alsace-moselle", 0, 0, G_OPTION_ARG_NONE, &options.is_alsace_moselle,
      N_("The town keeps the public holidays of Alsace-Moselle"), NULL },
    { "contact", 0, 0, G_OPTION_ARG_STRING, &options.contact, N_("Whom families may ask"),
      N_("TEXT") },
    { "legal-url", 0, 0, G_OPTION_ARG_STRING, &options.legal_url,
      N_("The address of the legal pages"), N_("URL") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &options.is_demo,
      N_("A made-up town with families and bookings, to try"), NULL },
    { "password", 'p', 0, G_OPTION_ARG_STRING, &options.password,
      N_("With --demo: the password of the family to sign in as"), N_("PASSWORD") },
    { "clock", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &options.clock, NULL, NULL },
    { "quick-passwords", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options.has_quick_passwords,
      NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!pfs_command_parse ("init", "",
                          _("Makes a new town’s database, without families yet, or a town to try."),
                          entries, &argc, &argv) ||
      !pfs_command_is_whole ("init", argc, argv))
    return EXIT_FAILURE;
  if (!make_town (&options, &error))
    return pfs_command_fail ("init", error);
  return EXIT_SUCCESS;
}
