/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands of the town hall's agents: their table, their options, their help. */
#include "config.h"

#include "pfs-agent.h"

#include "pfs-clock.h"
#include "pfs-nearest.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_USAGE 2

/* The commands, by what they are about; the help lists them in this order. */
static const PfsAgentCommand *const parts[] = {
  pfs_agent_list_commands,       /* what there is */
  pfs_agent_decide_commands,     /* a family’s bookings */
  pfs_agent_days_commands,       /* a day */
  pfs_agent_family_commands,     /* families' files */
  pfs_agent_accounts_commands,   /* accounts */
  pfs_agent_enrolments_commands, /* enrolments */
  pfs_agent_papers_commands,     /* papers */
  pfs_agent_money_commands,      /* invoices, payments, wallets, tariffs */
  pfs_agent_thread_commands,     /* messages */
  pfs_agent_request_commands,    /* requests, and the desk */
  pfs_agent_news_commands,       /* news and menus */
};

G_DEFINE_QUARK (pfs-agent-error-quark, pfs_agent_error)

static void
clear_options (PfsAgentOptions *options)
{
  g_free (options->database);
  g_free (options->clock);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PfsAgentOptions, clear_options)

/* In the user's language; the translation of "" would be the catalogue's header. */
static const char *
get_arguments (const PfsAgentCommand *command)
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
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (const PfsAgentCommand *command = parts[i]; command->name != NULL; command++)
      fprintf (stream, "\n  agent %s%s%s\n      %s\n", command->name,
               *command->arguments != '\0' ? " " : "", get_arguments (command),
               _(command->summary));
  fprintf (stream, "\n%s\n", _("“agent COMMAND --help” shows the options of a command."));
}

/* Finds the command that @words begin with. Returns: (nullable): with @n_words, how many are its
 * name: "news publish" has two. */
static const PfsAgentCommand *
find_command (char **words, int *n_words)
{
  for (*n_words = 2; *n_words > 0; (*n_words)--)
    {
      g_autofree char *name = *n_words == 2 && words[0] != NULL && words[1] != NULL
                                  ? g_strjoin (" ", words[0], words[1], NULL)
                                  : g_strdup (words[0]);

      for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (parts); i++)
        for (const PfsAgentCommand *command = parts[i]; command->name != NULL; command++)
          if (g_str_equal (command->name, name))
            return command;
    }
  return NULL;
}

/* Returns: (transfer container): the names of all commands, or of those of two words that begin
 * with @first (nullable). */
static GPtrArray *
list_names (const char *first)
{
  GPtrArray *names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (const PfsAgentCommand *command = parts[i]; command->name != NULL; command++)
      if (first == NULL ||
          (g_str_has_prefix (command->name, first) && command->name[strlen (first)] == ' '))
        g_ptr_array_add (names, (char *) command->name);
  return names;
}

/* Returns: (transfer full): @names as one reads them in a sentence. */
static char *
join_names (GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      /* Translators: quotes a command */
      g_string_append_printf (text, _("“agent %s”"), (const char *) g_ptr_array_index (names, i));
    }
  return g_string_free (text, FALSE);
}

/* Returns: (transfer full): that there is no command @word, and what may have been meant. */
static char *
explain_word (const char *word)
{
  g_autoptr (GPtrArray) longer = list_names (word);
  g_autoptr (GPtrArray) all = list_names (NULL);
  const char *nearest = pfs_nearest_find (word, all);
  g_autofree char *list = join_names (longer);

  if (*word == '-')
    return g_strdup_printf (_("The command comes first, then options such as “%s”."), word);
  if (longer->len > 0)
    /* Translators: the last words are a list of quoted commands */
    return g_strdup_printf (_("“agent %s” needs another word: %s."), word, list);
  if (nearest != NULL)
    return g_strdup_printf (_("There is no command “agent %s”: did you mean “agent %s”?"), word,
                            nearest);
  return g_strdup_printf (_("There is no command “agent %s”."), word);
}

/* Returns: the exit status. */
static int
refuse_word (const char *word)
{
  g_autofree char *sentence = explain_word (word);

  fprintf (stderr, "%s\n%s\n", sentence,
           _("“portail-famille-server agent --help” lists the commands."));
  return EXIT_USAGE;
}

static gboolean
parse_options (const PfsAgentCommand *command, PfsAgentOptions *options, int *argc, char ***argv)
{
  const GOptionEntry common[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options->database, N_("The town’s database"),
      N_("FILE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options->json, N_("Print JSON, for scripts"), NULL },
    { "clock", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &options->clock, NULL, NULL },
  };
  g_autofree char *name = g_strdup_printf ("agent %s", command->name);
  g_autoptr (GArray) entries = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));

  g_array_append_vals (entries, common, G_N_ELEMENTS (common));
  for (const GOptionEntry *entry = command->options; entry != NULL && entry->long_name != NULL;
       entry++)
    g_array_append_val (entries, *entry);
  return pfs_command_parse (name, get_arguments (command), _(command->summary),
                            (const GOptionEntry *) entries->data, argc, argv);
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
  agent->zone = g_time_zone_ref (town->zone);
  return TRUE;
}

static int
run_command (const PfsAgentCommand *command, const PfsAgentOptions *options, char **arguments)
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
  g_clear_pointer (&agent.zone, g_time_zone_unref);
  return status;
}

int
pfs_command_agent (int argc, char **argv)
{
  g_auto (PfsAgentOptions) options = { NULL };
  int n_words;
  const PfsAgentCommand *command = find_command (argv + 1, &n_words);

  if (!command)
    {
      gboolean wanted = argc > 1 &&
                        (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"));

      if (argc > 1 && !wanted)
        return refuse_word (argv[1]);
      print_help (wanted ? stdout : stderr);
      return wanted ? EXIT_SUCCESS : EXIT_USAGE;
    }
  argc -= n_words;
  argv += n_words;
  if (!parse_options (command, &options, &argc, &argv))
    return EXIT_USAGE;
  if (!options.database)
    {
      fprintf (stderr, "%s\n", _("Name the town’s database: --database FILE"));
      return EXIT_USAGE;
    }
  if (argc - 1 < command->min || (command->max >= 0 && argc - 1 > command->max))
    {
      g_autofree char *usage =
          g_strchomp (g_strdup_printf (_("Usage: portail-famille-server agent %s %s\n"),
                                       command->name, get_arguments (command)));

      fprintf (stderr, "%s\n", usage);
      return EXIT_USAGE;
    }
  return run_command (command, &options, argv + 1);
}
