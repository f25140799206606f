/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a clerk is told, right or wrong: one true sentence, and nothing half done. */
#include "config.h"

#include "clerk.h"

#include "pf-codec.h"
#include "pfs-storage-replies.h"

/* A wrong command, how it ends, and what is said of it. */
typedef struct {
  const char *words;
  int status;
  const char *sentence;
} Case;

static const Case of_days[] = {
  { "close cantine 2026-11-20", 1, "2026-11-20 is past" },
  { "close all 2026-11-20", 1, "2026-11-20 is past" },
  { "open cantine 2026-11-20", 1, "2026-11-20 is past" },
  { "places cantine 2026-11-20 --set 5", 1, "2026-11-20 is past" },
  { "close cantine 2026-02-30", 2, "“2026-02-30” is no day" },
  { "close cantine 2026-13-01", 2, "“2026-13-01” is no day" },
  { "close cantine ''", 2, "“” is no day" },
  { "close '' 2026-11-26", 1, "There is no activity “”" },
  { "ask-update all --year 2026-2027 --due 2026-11-01", 1, "2026-11-01 is past" },
  { "ask-update all --year 2026 --due 2026-12-01", 2, "--year 2026-2027" },
  { "require-paper Carnet martin --due 2026-11-01", 1, "2026-11-01 is past" },
  { "offer judo --from 2026-12-01 --to 2026-11-01", 2, "the first day comes after the last" },
  { "menus list 2026-12-01 2026-11-01", 2, "The first day comes after the last one" },
};

static const Case of_numbers[] = {
  { "quotient martin -3", 2, "agent quotient: “-3” is negative" },
  { "quotient martin -3,5", 2, "“-3,5” is negative" },
  { "quotient martin -x", 2, "Unknown option -x" },
  { "quotient martin 12,50", 2, "“12,50” is no quotient" },
  { "quotient martin 99999999999999999999", 2, "is no quotient" },
  { "places cantine 2026-11-26 --add x", 2, "agent places: Cannot parse integer value" },
  { "wallet martin --credit -5 --reason Erreur", 2, "“-5” is no amount" },
  { "wallet martin --credit 0 --reason Erreur", 2, "Nothing would move" },
  { "wallet martin --credit 5 --reason ''", 2, "Say why with --reason" },
  { "wallet martin --credit 99999999999 --reason Erreur", 2, "is no amount" },
  { "tariffs cantine repas --price 3,20 --late-price 1", 2, "--late-price is no less" },
};

static const Case of_names[] = {
  { "receipt martin R-1", 1, "There is no receipt: “R-1”" },
  { "tariffs nowhere", 1, "There is no activity “nowhere”" },
  { "tariffs nowhere repas --price 3", 1, "There is no activity “nowhere”" },
  { "tariffs cantine gouter --price 3", 1, "“cantine” has no unit “gouter”" },
  { "enrolments nowhere", 1, "There is no activity “nowhere”" },
  { "enrolment-accept nobody", 1, "agent enrolment-accept: There is no enrolment: “nobody”" },
  { "offer judo --demand ''", 2, "or “none”" },
  { "offer judo --demand shoes", 2, "“shoes” is neither" },
  { "child-remove lena", 1, "lena: Something was booked for this child" },
  { "enrolment-remove lena-cantine", 1, "lena-cantine: Something was booked on it" },
  { "enrolment-end lena-judo 2035-12-20 --reason Fin", 1, "only end on a day of its period" },
  { "services remove nothing", 1, "“nothing”" },
  { "forms remove nothing", 1, "“nothing”" },
  { "menus remove '' 2026-11-26", 2, "Name the site" },
  { "invite zoe@example.org '' O’Hara", 2, "Name them" },
  { "invite zoe@example.org Zoé O’Hara --language de", 2, "“de” is neither fr nor en" },
  { "require-paper '' martin", 2, "it needs a name" },
  { "news publish --title 'Fête 🎉' --text /dev/null", 1, "The text is empty" },
  { "news publish --title Fête --text /no/such/file", 1, "/no/such/file: " },
  { "family show 'l’été \"🎉\"'", 1, "“l’été \"🎉\"”" },
};

static const Case of_commands[] = {
  { "approuve", 2, "There is no command “agent approuve”: did you mean “agent approve”?" },
  { "vote", 2, "There is no command “agent vote”." },
  { "''", 2, "There is no command “agent ”." },
  { "news", 2, "“agent news” needs another word: “agent news publish”, “agent news list”" },
  { "--json list", 2, "The command comes first" },
  { "list more", 2, "Usage: portail-famille-server agent list\n" },
};

static char *
read_digest (Clerk *clerk)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (clerk->town, &data, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
}

static void
check_cases (Clerk *clerk, const Case *cases, gsize n_cases)
{
  g_autofree char *before = read_digest (clerk);

  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *after = NULL;
      g_auto (GStrv) lines = NULL;

      clerk_expect (clerk, cases[i].status, "agent %s --database '%s'", cases[i].words,
                    clerk->town);
      if (strstr (clerk->errors, cases[i].sentence) == NULL)
        g_error ("“agent %s” says: %s", cases[i].words, clerk->errors);
      /* A sentence and how to get help, not a page in which it is lost. */
      lines = g_strsplit (clerk->errors, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), <=, 3);
      after = read_digest (clerk);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_days (Clerk *clerk, gconstpointer data)
{
  check_cases (clerk, of_days, G_N_ELEMENTS (of_days));
}

static void
test_numbers (Clerk *clerk, gconstpointer data)
{
  check_cases (clerk, of_numbers, G_N_ELEMENTS (of_numbers));
}

static void
test_names (Clerk *clerk, gconstpointer data)
{
  check_cases (clerk, of_names, G_N_ELEMENTS (of_names));
}

static void
test_commands (Clerk *clerk, gconstpointer data)
{
  check_cases (clerk, of_commands, G_N_ELEMENTS (of_commands));
}

/* What somebody who sets the town up may get wrong. */
static void
test_set_up (Clerk *clerk, gconstpointer data)
{
  static const Case cases[] = {
    { "vote", 1, "There is no command “vote”." },
    { "sevre", 1, "did you mean “serve”?" },
    { "init --name Valbourg --school-zone D", 1, "--school-zone takes A, B or C" },
    { "init --name Valbourg --legal-url nonsense", 1, "--legal-url takes an address" },
    { "init --name Valbourg more", 1, "“more” is one word too many" },
    { "init --name ''", 1, "A town needs a name" },
    { "init --demo --password court", 1, "A password has at least 8 characters" },
    { "init --name Valbourg --time-zone Mars/Base", 1, "There is no time zone “Mars/Base”" },
    { "serve more", 1, "“more” is one word too many" },
    { "serve --public-url nonsense", 1, "--public-url takes an address" },
    { "serve --port -1", 1, "A port is a number from 0 to 65535" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      clerk_expect (clerk, cases[i].status, "%s --database '%s'", cases[i].words, clerk->town);
      if (strstr (clerk->errors, cases[i].sentence) == NULL)
        g_error ("“%s” says: %s", cases[i].words, clerk->errors);
      g_assert_false (g_file_test (clerk->town, G_FILE_TEST_EXISTS));
    }
}

/* Files that are no town, or one that cannot be used. */
static void
test_wrong_files (Clerk *clerk, gconstpointer data)
{
  static const struct {
    gssize kept; /* of the town's bytes; -1 = what follows is the file */
    const char *contents;
    const char *sentence;
  } cases[] = {
    { -1, "", "is not a town’s database" },
    { -1, "no database", "This file is not a town’s database" },
    { 100000, NULL, "The town’s database is damaged" },
    { 50, NULL, "The town’s database is damaged" },
  };
  g_autofree char *whole = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (clerk->town, &whole, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (
          clerk->town, cases[i].kept < 0 ? cases[i].contents : whole, cases[i].kept, NULL));
      clerk_expect (clerk, 1, "agent families --database '%s'", clerk->town);
      g_assert_nonnull (strstr (clerk->errors, cases[i].sentence));
      clerk_expect (clerk, 1, "serve --database '%s'", clerk->town);
      g_assert_nonnull (strstr (clerk->errors, cases[i].sentence));
    }
  clerk_expect (clerk, 1, "agent families --database '%s'", clerk->folder);
  g_assert_nonnull (strstr (clerk->errors, "The town’s database is no file"));
}

/* Keeps a receipt of the family that signs in, for two days of which one could not be had. */
static void
add_receipt (Clerk *clerk)
{
  PfMoment now = pf_moment_parse (CLERK_NOW);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (PfAnswer) answer =
      pf_answer_new_alike (2, PF_OUTCOME_BOOKED, PF_REFUSAL_NONE, NULL, now);
  PfOutcome *refused = g_ptr_array_index (answer->outcomes, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage = pfs_storage_open (clerk->town, &error);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (GBytes) asked = NULL;
  g_autoptr (GBytes) answered = NULL;
  g_autoptr (GBytes) digest = g_bytes_new_static ("x", 1);

  g_assert_no_error (error);
  refused->kind = PF_OUTCOME_REFUSED;
  refused->refusal = PF_REFUSAL_FULL;
  g_ptr_array_add (lines, pf_line_new ("lena-cantine", "repas", pf_day_parse ("2026-12-01"),
                                       PF_ACTION_BOOK, 1, 260));
  g_ptr_array_add (lines, pf_line_new ("hugo-alae", "soir-1", pf_day_parse ("2026-12-02"),
                                       PF_ACTION_BOOK, 1, 110));
  asked = pf_codec_encode_lines (lines);
  answered = pf_codec_encode_answer (answer);
  transaction = pfs_storage_begin (storage, now, &error);
  pfs_storage_add_reply (storage, "martin", "a-key-of-some-length",
                         &(PfsReply){ digest, 200, answered }, "R-1", asked, &error);
  pfs_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
test_receipt (Clerk *clerk, gconstpointer data)
{
  g_autoptr (JsonArray) rows = NULL;

  add_receipt (clerk);
  rows = clerk_ask (clerk, "receipt martin R-1");
  g_assert_cmpuint (json_array_get_length (rows), ==, 2);
  g_assert_cmpstr (clerk_get_text (rows, 0, "child"), ==, "Léna Martin-Lopez");
  g_assert_cmpstr (clerk_get_text (rows, 0, "activity"), ==, "Restaurant scolaire");
  g_assert_cmpstr (clerk_get_text (rows, 0, "day"), ==, "2026-12-01");
  g_assert_cmpstr (clerk_get_text (rows, 0, "outcome"), ==, "booked");
  g_assert_cmpstr (clerk_get_text (rows, 1, "child"), ==, "Hugo Martin-Lopez");
  g_assert_cmpstr (clerk_get_text (rows, 1, "unit"), ==, "Soir 1");
  g_assert_cmpstr (clerk_get_text (rows, 1, "outcome"), ==, "refused");
  clerk_expect (clerk, 1, "agent receipt leroux R-1 --database '%s'", clerk->town);
}

static void
test_payment_names_the_family (Clerk *clerk, gconstpointer data)
{
  g_autoptr (JsonArray) rows = clerk_ask (clerk, "payment M-0412 '6,50' --means cash");

  g_assert_cmpstr (clerk_get_text (rows, 0, "family"), ==, "Famille Martin-Lopez");
  g_assert_cmpstr (clerk_get_text (rows, 0, "state"), ==, "paid");
}

static char *
read_documentation (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Returns: (transfer full): the options that the help of @command names, "--help" left out. */
static GPtrArray *
list_options (Clerk *clerk, const char *command)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  clerk_expect (clerk, 0, "%s --help", command);
  lines = g_strsplit (clerk->output, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      const char *option = strstr (*line, "--");
      gsize length = option != NULL ? strcspn (option, " =") : 0;

      if (g_str_has_prefix (*line, "  -") && length > 0 && !g_str_has_prefix (option, "--help"))
        g_ptr_array_add (options, g_strndup (option, length));
    }
  return options;
}

/* Returns: (transfer full): all commands, as they are typed. */
static GPtrArray *
list_commands (Clerk *clerk)
{
  static const char *const own[] = { "init", "serve", "demo", "import" };
  GPtrArray *commands = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    g_ptr_array_add (commands, g_strdup (own[i]));
  clerk_expect (clerk, 0, "agent --help");
  lines = g_strsplit (clerk->output, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "  agent "))
      {
        /* The name is in small letters; what follows in others, or is an option. */
        g_auto (GStrv) parts = g_strsplit (*line + 2, " -", 2);

        parts[0][strspn (parts[0], "abcdefghijklmnopqrstuvwxyz- ")] = '\0';
        g_ptr_array_add (commands, g_strdup (g_strchomp (parts[0])));
      }
  return commands;
}

/* Whatever a command takes stands in the manual, and is completed in a shell. */
static void
test_options_are_documented (Clerk *clerk, gconstpointer data)
{
  g_autofree char *manual = read_documentation ("man", "portail-famille-server.1");
  g_autofree char *completion = read_documentation ("completions", "portail-famille-server");
  g_autoptr (GPtrArray) commands = NULL;
  guint n_options = 0;

  commands = list_commands (clerk);
  for (guint i = 0; i < commands->len; i++)
    {
      const char *command = g_ptr_array_index (commands, i);
      g_autoptr (GPtrArray) options = list_options (clerk, command);

      for (guint k = 0; k < options->len; k++, n_options++)
        {
          const char *option = g_ptr_array_index (options, k);
          g_auto (GStrv) parts = g_strsplit (option, "-", -1);
          g_autofree char *escaped = g_strjoinv ("\\-", parts);

          if (strstr (manual, escaped) == NULL || strstr (completion, option) == NULL)
            g_error ("%s of “%s” is not documented", option, command);
        }
    }
  g_assert_cmpuint (n_options, >, 100);
}

#define add(name, set_up, func)                                                                    \
  g_test_add ("/clerk/" name, Clerk, NULL, set_up, func, clerk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("days", clerk_set_up_demo, test_days);
  add ("numbers", clerk_set_up_demo, test_numbers);
  add ("names", clerk_set_up_demo, test_names);
  add ("commands", clerk_set_up_demo, test_commands);
  add ("set-up", clerk_set_up, test_set_up);
  add ("wrong-files", clerk_set_up_demo, test_wrong_files);
  add ("options-are-documented", clerk_set_up, test_options_are_documented);
  add ("receipt", clerk_set_up_demo, test_receipt);
  add ("payment-names-the-family", clerk_set_up_demo, test_payment_names_the_family);
  return g_test_run ();
}
