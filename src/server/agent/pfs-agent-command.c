/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands of the town hall's agents: their table, their options, their help. */
#include "config.h"

#include "pfs-agent.h"

#include "pfs-clock.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_USAGE 2

/* The options of agents, of which each command takes some. */
typedef enum {
  OPTION_REASON = 1 << 0,
  OPTION_UNIT = 1 << 1,
  OPTION_PLACES = 1 << 2,
  OPTION_STRIKE = 1 << 3,
  OPTION_PASSWORD = 1 << 4,
} OptionSet;

typedef struct {
  const char *name;
  const char *arguments;
  const char *summary;
  int min;
  int max; /* -1 = any number */
  OptionSet options;
  PfsAgentFunc run;
} AgentCommand;

static const AgentCommand commands[] = {
  { "list", "", N_("Show what waits for a decision: requests to approve, waiting lists"), 0, 0, 0,
    pfs_agent_list },
  { "approve", "ID…", N_("Grant pending requests; each takes a place"), 1, -1, 0,
    pfs_agent_approve },
  { "refuse", N_("ID… --reason TEXT"),
    N_("Refuse pending or waiting requests; the family reads the reason"), 1, -1, OPTION_REASON,
    pfs_agent_refuse },
  { "places", N_("ACTIVITY DAY [--unit UNIT] --add N | --set N"),
    N_("Add or set places of a day; families on the waiting list move up"), 2, 2,
    OPTION_UNIT | OPTION_PLACES, pfs_agent_places },
  { "close", N_("ACTIVITY|all DAY [--strike] [--reason TEXT]"),
    N_("Close a day; what was booked on it is cancelled and given back"), 2, 2,
    OPTION_STRIKE | OPTION_REASON, pfs_agent_close },
  { "open", N_("ACTIVITY|all DAY"), N_("Open a day that was closed; families book anew"), 2, 2, 0,
    pfs_agent_open },
  { "attendance", N_("ENROLMENT|CHILD DAY present|absent|excused [--unit UNIT]"),
    N_("Note whether a child came on a day it was booked"), 3, 3, OPTION_UNIT,
    pfs_agent_attendance },
  { "families", "", N_("List the households with their logins and quotients"), 0, 0, 0,
    pfs_agent_families },
  { "children", "", N_("List the children with their enrolments"), 0, 0, 0, pfs_agent_children },
  { "activities", "", N_("List the activities with their units"), 0, 0, 0, pfs_agent_activities },
  { "set-password", N_("LOGIN [--password PASSWORD] [--provisional]"),
    N_("Give a guardian a new password: the one named, or a random one that is printed"), 1, 1,
    OPTION_PASSWORD, pfs_agent_set_password },
};

G_DEFINE_QUARK (pfs-agent-error-quark, pfs_agent_error)

static void
clear_options (PfsAgentOptions *options)
{
  g_free (options->database);
  g_free (options->clock);
  g_free (options->reason);
  g_free (options->unit);
  g_free (options->set);
  g_free (options->password);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PfsAgentOptions, clear_options)

/* In the user's language; the translation of "" would be the catalogue's header. */
static const char *
get_arguments (const AgentCommand *command)
{
  return *command->arguments != '\0' ? _(command->arguments) : "";
}

static void
print_help (FILE *stream)
{
  fprintf (stream, "%s\n  portail-famille-server agent %s\n\n%s\n", _("Usage:"),
           _("COMMAND … --database FILE"),
           _("What an agent of the town hall decides. It may run while the server serves: "
             "families see it at once.\n"
             "An ID is what “agent list” shows; a DAY is written 2026-11-25, today or tomorrow."));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "\n  agent %s%s%s\n      %s\n", commands[i].name,
             *commands[i].arguments != '\0' ? " " : "", get_arguments (&commands[i]),
             _(commands[i].summary));
  fprintf (stream, "\n%s\n", _("“agent COMMAND --help” shows the options of a command."));
}

static const AgentCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static gboolean
parse_options (const AgentCommand *command, PfsAgentOptions *options, int *argc, char ***argv)
{
  const struct {
    OptionSet set; /* 0 = every command */
    GOptionEntry entry;
  } all[] = {
    { 0,
      { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options->database, N_("The town’s database"),
        N_("FILE") } },
    { 0,
      { "json", 'j', 0, G_OPTION_ARG_NONE, &options->json, N_("Print JSON, for scripts"), NULL } },
    { 0,
      { "clock", 0, 0, G_OPTION_ARG_FILENAME, &options->clock,
        N_("Read the town’s clock from FILE, for tests"), N_("FILE") } },
    { OPTION_REASON,
      { "reason", 'r', 0, G_OPTION_ARG_STRING, &options->reason, N_("What the family is told"),
        N_("TEXT") } },
    { OPTION_UNIT,
      { "unit", 'u', 0, G_OPTION_ARG_STRING, &options->unit, N_("Only this unit of the activity"),
        N_("UNIT") } },
    { OPTION_PLACES,
      { "add", 'a', 0, G_OPTION_ARG_INT, &options->add, N_("Add N places, or take some away (-N)"),
        N_("N") } },
    { OPTION_PLACES,
      { "set", 's', 0, G_OPTION_ARG_STRING, &options->set,
        N_("Have N places in all, or “unlimited”"), N_("N") } },
    { OPTION_STRIKE,
      { "strike", 0, 0, G_OPTION_ARG_NONE, &options->strike, N_("The day is closed by a strike"),
        NULL } },
    { OPTION_PASSWORD,
      { "password", 'p', 0, G_OPTION_ARG_STRING, &options->password, N_("The new password"),
        N_("PASSWORD") } },
    { OPTION_PASSWORD,
      { "provisional", 0, 0, G_OPTION_ARG_NONE, &options->provisional,
        N_("It must be changed at the next sign-in"), NULL } },
  };
  g_autofree char *name =
      g_strchomp (g_strdup_printf ("agent %s %s", command->name, get_arguments (command)));
  GOptionEntry entries[G_N_ELEMENTS (all) + 1] = { 0 };
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].set == 0 || (all[i].set & command->options))
      entries[n++] = all[i].entry;
  return pfs_command_parse (name, _(command->summary), entries, argc, argv);
}

static gboolean
open_town (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsClock) clock = pfs_clock_new (agent->options->clock);
  g_autoptr (PfTown) town = NULL;

  agent->storage = pfs_storage_open (agent->options->database, error);
  town = agent->storage ? pfs_storage_load_town_record (agent->storage, error) : NULL;
  if (!town)
    return FALSE;
  agent->now = pfs_clock_get_now (clock);
  agent->today = pf_moment_get_day (agent->now, town->zone);
  return TRUE;
}

static int
run_command (const AgentCommand *command, const PfsAgentOptions *options, char **arguments)
{
  PfsAgent agent = { .options = options, .arguments = arguments };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("agent %s", command->name);
  int status = EXIT_SUCCESS;

  if (!open_town (&agent, &error) || !command->run (&agent, &error))
    {
      status = pfs_command_fail (name, error);
      if (g_error_matches (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE))
        status = EXIT_USAGE;
    }
  g_clear_object (&agent.storage);
  return status;
}

int
pfs_command_agent (int argc, char **argv)
{
  g_auto (PfsAgentOptions) options = { NULL };
  const AgentCommand *command = argc > 1 ? find_command (argv[1]) : NULL;

  if (!command)
    {
      gboolean wanted = argc > 1 &&
                        (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"));

      if (argc > 1 && !wanted)
        fprintf (stderr, _("There is no command “agent %s”.\n\n"), argv[1]);
      print_help (wanted ? stdout : stderr);
      return wanted ? EXIT_SUCCESS : EXIT_USAGE;
    }
  argc--;
  argv++;
  if (!parse_options (command, &options, &argc, &argv))
    return EXIT_USAGE;
  if (!options.database)
    {
      fprintf (stderr, "%s\n", _("Name the town’s database: --database FILE"));
      return EXIT_USAGE;
    }
  if (argc - 1 < command->min || (command->max >= 0 && argc - 1 > command->max))
    {
      fprintf (stderr, _("Usage: portail-famille-server agent %s %s\n"), command->name,
               get_arguments (command));
      return EXIT_USAGE;
    }
  return run_command (command, &options, argv + 1);
}
