/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the program as a clerk and a script use it: init, demo, agent, import, on the demo town
 * of a fixed day. */
#include "config.h"

#include "pf-check.h"
#include "pfs-demo-plan.h"
#include "pfs-demo-write.h"
#include "pfs-storage-access.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

#include "clerk.h"
#include "noethys-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define A_MONTH_LATER "2026-12-22T07:45:00Z"

/* Returns: (transfer full): the ID of the first row in @state of the family that signs in. */
static char *
find_waiting (Clerk *fixture, const char *state)
{
  g_autoptr (JsonArray) rows = clerk_ask (fixture, "list");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (g_str_equal (clerk_get_text (rows, i, "state"), state) &&
        g_str_equal (clerk_get_text (rows, i, "family"), "Famille Martin-Lopez"))
      return g_strdup (clerk_get_text (rows, i, "id"));
  g_error ("nothing is %s", state);
}

static PfsBooking *
load (Clerk *fixture, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, ":", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage = pfs_storage_open (fixture->town, &error);
  PfsBooking *booking;

  g_assert_no_error (error);
  booking = pfs_storage_load_booking (storage, parts[0], parts[1], pf_day_parse (parts[2]), &error);
  g_assert_no_error (error);
  return booking;
}

static void
check_status (Clerk *fixture, const char *id, PfBooking status)
{
  g_autoptr (PfsBooking) booking = load (fixture, id);

  g_assert_cmpint (booking->status, ==, status);
}

static void
test_approves_once (Clerk *fixture, gconstpointer data)
{
  g_autofree char *id = find_waiting (fixture, "pending");
  g_autoptr (JsonArray) rows = clerk_ask (fixture, "approve %s", id);
  g_autoptr (PfsBooking) booking = load (fixture, id);

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  g_assert_cmpstr (clerk_get_text (rows, 0, "id"), ==, id);
  g_assert_cmpstr (clerk_get_text (rows, 0, "state"), ==, "booked");
  g_assert_cmpint (booking->status, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (booking->charged, >, 0);
  clerk_expect (fixture, 1, "agent approve %s --database '%s'", id, fixture->town);
  g_assert_nonnull (strstr (fixture->errors, id));
}

static void
test_approves_all_or_nothing (Clerk *fixture, gconstpointer data)
{
  g_autofree char *id = find_waiting (fixture, "pending");

  clerk_expect (fixture, 1, "agent approve %s lena-cantine:repas:2026-11-26 --database '%s'", id,
                fixture->town);
  check_status (fixture, id, PF_BOOKING_PENDING);
  clerk_expect (fixture, 2, "agent approve %s nonsense --database '%s'", id, fixture->town);
  check_status (fixture, id, PF_BOOKING_PENDING);
  clerk_expect (fixture, 1, "agent approve nobody:repas:2026-11-26 --database '%s'", fixture->town);
}

static void
test_refuses_with_a_reason (Clerk *fixture, gconstpointer data)
{
  g_autofree char *pending = find_waiting (fixture, "pending");
  g_autofree char *waiting = find_waiting (fixture, "waiting");
  g_autoptr (JsonArray) rows = NULL;
  g_autoptr (PfsBooking) booking = NULL;

  clerk_expect (fixture, 2, "agent refuse %s --database '%s'", pending, fixture->town);
  check_status (fixture, pending, PF_BOOKING_PENDING);
  rows = clerk_ask (fixture, "refuse %s %s --reason 'Groupe complet'", pending, waiting);
  g_assert_cmpuint (json_array_get_length (rows), ==, 2);
  booking = load (fixture, pending);
  g_assert_cmpint (booking->status, !=, PF_BOOKING_PENDING);
  g_assert_cmpstr (booking->note, ==, "Groupe complet");
}

static void
test_adds_places_for_who_waits (Clerk *fixture, gconstpointer data)
{
  g_autofree char *id = find_waiting (fixture, "waiting");
  g_auto (GStrv) parts = g_strsplit (id, ":", -1);
  g_autoptr (PfsBooking) before = load (fixture, id);
  g_autoptr (JsonArray) rows = NULL;

  /* Another family is first. */
  g_assert_cmpint (before->rank, ==, 2);
  rows =
      clerk_ask (fixture, "places %s %s --unit %s --add 1", before->activity, parts[2], parts[1]);
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  check_status (fixture, id, PF_BOOKING_WAITING);
  g_clear_pointer (&rows, json_array_unref);
  rows = clerk_ask (fixture, "places %s %s --unit %s --set unlimited", before->activity, parts[2],
                    parts[1]);
  g_assert_true (json_object_get_null_member (json_array_get_object_element (rows, 0), "places"));
  check_status (fixture, id, PF_BOOKING_BOOKED);
}

/* A day on which nobody holds anything. */
static void
test_takes_a_day_back (Clerk *fixture, gconstpointer data)
{
  gint64 day = noethys_fixture_count (
      fixture->town, "SELECT max (day) FROM openings o WHERE activity = 'cantine' AND NOT EXISTS "
                     "(SELECT 1 FROM bookings b WHERE b.activity = o.activity AND b.day = o.day)");
  g_autofree char *name = pf_day_format ((PfDay) day);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM openings WHERE activity = "
                                          "'cantine' AND day = %d",
                                          (int) day);

  g_assert_cmpint (noethys_fixture_count (fixture->town, sql), ==, 1);
  clerk_expect (fixture, 0, "agent places cantine %s --set none --database '%s'", name,
                fixture->town);
  g_assert_cmpint (noethys_fixture_count (fixture->town, sql), ==, 0);
}

static void
test_refuses_wrong_input (Clerk *fixture, gconstpointer data)
{
  static const struct {
    const char *words;
    int status;
  } cases[] = {
    { "places cantine 2026-11-26", 2 },
    { "places cantine 2026-11-26 --add 2 --set 3", 2 },
    { "places cantine 2026-11-26 --set many", 2 },
    { "places cantine 2026-11-26 --set -4", 2 },
    { "places cantine 2026-11-26 --set none", 1 },
    { "receipt martin R-NONE", 1 },
    { "enrolment-remove lena-cantine", 1 },
    { "child-remove lena", 1 },
    { "places cantine 26/11/2026 --add 1", 2 },
    { "places cantine", 2 },
    { "places bistro 2026-11-26 --add 1", 1 },
    { "places cantine 2026-11-25 --add 1", 1 },
    { "places cantine 2026-11-26 --unit gouter --add 1", 1 },
    { "close nowhere 2026-11-26", 1 },
    { "attendance lena 2026-11-19 asleep", 2 },
    { "attendance lena 2026-11-26 present", 1 },
    { "attendance nobody 2026-11-19 present", 1 },
    { "set-password nobody@example.org", 1 },
    { "set-password " PFS_DEMO_LOGIN " --password Mon-Mot-2026", 2 },
    { "list more", 2 },
    { "vote", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    clerk_expect (fixture, cases[i].status, "agent %s --database '%s'", cases[i].words,
                  fixture->town);
  clerk_expect (fixture, 2, "agent list");
  clerk_expect (fixture, 1, "agent list --database '%s-not-there'", fixture->town);
}

static void
test_closes_and_opens_a_day (Clerk *fixture, gconstpointer data)
{
  const char *held = "hugo-cantine:repas:2026-11-26";
  g_autoptr (JsonArray) closed = NULL;
  g_autoptr (JsonArray) opened = NULL;

  check_status (fixture, held, PF_BOOKING_BOOKED);
  closed = clerk_ask (fixture, "close cantine 2026-11-26 --strike --reason 'Grève nationale'");
  g_assert_cmpint (
      json_object_get_int_member (json_array_get_object_element (closed, 0), "cancelled"), >, 2);
  check_status (fixture, held, PF_BOOKING_CANCELLED);
  opened = clerk_ask (fixture, "open cantine 2026-11-26");
  g_assert_cmpstr (clerk_get_text (opened, 0, "state"), ==, "open");
  clerk_expect (fixture, 0, "agent close all tomorrow --reason 'Neige' --database '%s'",
                fixture->town);
}

static void
test_notes_attendance (Clerk *fixture, gconstpointer data)
{
  const char *id = "hugo-cantine:repas:2026-11-19";
  g_autoptr (JsonArray) rows =
      clerk_ask (fixture, "attendance hugo-cantine 2026-11-19 excused --unit repas");
  g_autoptr (PfsBooking) booking = load (fixture, id);

  g_assert_cmpstr (clerk_get_text (rows, 0, "state"), ==, "excused");
  g_assert_cmpint (booking->attendance, ==, PF_ATTENDANCE_EXCUSED);
  g_clear_pointer (&rows, json_array_unref);
  /* By the child: all that it had booked on the day. */
  rows = clerk_ask (fixture, "attendance hugo 2026-11-19 absent");
  g_assert_cmpuint (json_array_get_length (rows), >, 1);
}

/* What agents do with a family's file, and that health is told only where it is asked for. */
static void
test_decides_on_a_family_s_file (Clerk *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) children = clerk_ask (fixture, "children show hugo lena");
  g_autoptr (JsonArray) shown = clerk_ask (fixture, "family show martin");
  g_autoptr (JsonArray) health = clerk_ask (fixture, "health-sheet lena");
  g_autoptr (JsonArray) quotient = clerk_ask (fixture, "quotient martin 512");
  g_autoptr (JsonArray) mandate = clerk_ask (fixture, "sign-mandate martin");
  g_autoptr (JsonArray) iban = clerk_ask (fixture, "iban martin");
  g_autoptr (JsonArray) due =
      clerk_ask (fixture, "ask-update martin --year 2027-2028 --due tomorrow");
  g_autoptr (JsonArray) wants = clerk_ask (fixture, "sheet-wants doctor swims");
  g_autoptr (JsonArray) fewer = clerk_ask (fixture, "children show hugo");

  g_assert_cmpstr (clerk_get_text (children, 0, "missing"), ==, "doctor image_rights swims");
  g_assert_cmpstr (clerk_get_text (children, 1, "missing"), ==, "");
  g_assert_cmpstr (clerk_get_text (shown, 0, "iban"), ==, "0189");
  g_assert_nonnull (strstr (clerk_get_text (health, 0, "allergies"), "peanuts"));
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (quotient, 0),
                                               "quotient"),
                   ==, 51200);
  g_assert_cmpstr (clerk_get_text (mandate, 0, "mandate"), !=,
                   clerk_get_text (shown, 0, "mandate"));
  g_assert_true (g_str_has_suffix (clerk_get_text (iban, 0, "iban"), "0189"));
  g_assert_cmpint (pf_check_iban (clerk_get_text (iban, 0, "iban")), ==, PF_CHECK_OK);
  g_assert_nonnull (clerk_get_text (due, 0, "update_due"));
  g_assert_cmpuint (json_array_get_length (wants), ==, 2);
  g_assert_cmpstr (clerk_get_text (fewer, 0, "missing"), ==, "doctor swims");
  clerk_expect (fixture, 1, "agent validate-family saidi --database '%s'", fixture->town);
  clerk_expect (fixture, 1, "agent accept-update martin --database '%s'", fixture->town);
  clerk_expect (fixture, 1, "agent sign-mandate saidi --database '%s'", fixture->town);
  clerk_expect (fixture, 1, "agent iban saidi --database '%s'", fixture->town);
  clerk_expect (fixture, 2, "agent quotient martin plenty --database '%s'", fixture->town);
  clerk_expect (fixture, 2, "agent refuse-family saidi --database '%s'", fixture->town);
  clerk_expect (fixture, 2, "agent sheet-wants shoes --database '%s'", fixture->town);
  clerk_expect (fixture, 2, "agent ask-update all --database '%s'", fixture->town);
}

static void
test_lists_who_and_what_there_is (Clerk *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) families = clerk_ask (fixture, "families");
  g_autoptr (JsonArray) children = clerk_ask (fixture, "children");
  g_autoptr (JsonArray) activities = clerk_ask (fixture, "activities");
  gboolean found = FALSE;

  g_assert_cmpuint (json_array_get_length (families), ==, 9);
  g_assert_cmpuint (json_array_get_length (activities), ==, 10);
  for (guint i = 0; i < json_array_get_length (children); i++)
    found |= g_str_equal (clerk_get_text (children, i, "id"), "lena") &&
             strstr (clerk_get_text (children, i, "enrolments"), "lena-cantine");
  g_assert_true (found);
  clerk_expect (fixture, 0, "agent families --database '%s'", fixture->town);
  g_assert_nonnull (strstr (fixture->output, PFS_DEMO_LOGIN));
  clerk_expect (fixture, 0, "agent --help --database '%s'", fixture->town);
  g_assert_nonnull (strstr (fixture->output, "agent places ACTIVITY DAY"));
  clerk_expect (fixture, 0, "agent places --help");
  g_assert_nonnull (strstr (fixture->output, "--add"));
}

/* The manual and the completion of bash name each command that the help names. */
static void
test_is_documented (Clerk *fixture, gconstpointer data)
{
  g_autofree char *manual = NULL;
  g_autofree char *completion = NULL;
  g_autofree char *manual_path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "man", "portail-famille-server.1", NULL);
  g_autofree char *completion_path = g_test_build_filename (G_TEST_DIST, "..", "data",
                                                            "completions", "portail-famille-server",
                                                            NULL);
  g_auto (GStrv) lines = NULL;
  guint n_commands = 0;

  g_assert_true (g_file_get_contents (manual_path, &manual, NULL, NULL));
  g_assert_true (g_file_get_contents (completion_path, &completion, NULL, NULL));
  clerk_expect (fixture, 0, "agent --help");
  lines = g_strsplit (fixture->output, "\n", -1);
  for (int i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 5);
      g_auto (GStrv) parts = NULL;
      g_autofree char *escaped = NULL;

      if (!g_str_has_prefix (lines[i], "  agent "))
        continue;
      parts = g_strsplit (words[3], "-", -1);
      escaped = g_strjoinv ("\\-", parts);
      if (!strstr (manual, escaped) || !strstr (completion, words[3]))
        g_error ("“agent %s” is not documented", words[3]);
      n_commands++;
    }
  g_assert_cmpuint (n_commands, >=, 11);
}

static void
test_sets_passwords (Clerk *fixture, gconstpointer data)
{
  static const char *const too_short[] = { "", "court\n", "\n", "court-\r\n" };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) rows = clerk_ask (fixture, "set-password " PFS_DEMO_LOGIN " --provisional");
  g_autoptr (PfsStorage) storage = pfs_storage_open (fixture->town, &error);
  g_autoptr (PfsLogin) login = pfs_storage_load_login (storage, PFS_DEMO_LOGIN, &error);
  g_autoptr (PfsLogin) changed = NULL;

  g_assert_no_error (error);
  g_assert_true (login->provisional);
  g_assert_true (g_regex_match_simple ("^[A-Z][a-z]{3}-[a-z]{4}-[a-z]{4}-[0-9]{4}$",
                                       clerk_get_text (rows, 0, "password"), 0, 0));
  g_clear_pointer (&rows, json_array_unref);
  fixture->input = "Mon-Mot-2026\nwhat follows is not part of it\n";
  rows = clerk_ask (fixture, "set-password " PFS_DEMO_LOGIN " --password -");
  g_assert_true (json_object_get_null_member (json_array_get_object_element (rows, 0), "password"));
  changed = pfs_storage_load_login (storage, PFS_DEMO_LOGIN, &error);
  g_assert_no_error (error);
  g_assert_false (changed->provisional);
  g_assert_cmpstr (changed->hash, !=, login->hash);
  for (gsize i = 0; i < G_N_ELEMENTS (too_short); i++)
    {
      fixture->input = too_short[i];
      clerk_expect (fixture, 1,
                    "agent set-password " PFS_DEMO_LOGIN " --password - --database '%s'",
                    fixture->town);
    }
}

static void
test_inits_once (Clerk *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage = NULL;
  g_autoptr (PfTown) town = NULL;

  clerk_expect (fixture, 0, "init --demo --password 'Un-Autre-1' --database '%s'", fixture->town);
  g_assert_cmpstr (fixture->output, ==, "Login " PFS_DEMO_LOGIN "\nPassword Un-Autre-1\n");
  clerk_expect (fixture, 1, "init --demo --database '%s'", fixture->town);
  g_unlink (fixture->town);
  clerk_expect (fixture, 0, "init --name Valbourg --school-zone C --database '%s'", fixture->town);
  storage = pfs_storage_open (fixture->town, &error);
  town = pfs_storage_load_town_record (storage, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (town->name, ==, "Valbourg");
  clerk_expect (fixture, 0, "agent families --database '%s'", fixture->town);
  clerk_expect (fixture, 0, "agent list --database '%s'", fixture->town);
}

static char *
read_line (GDataInputStream *lines)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  return line;
}

/* Asks whoever listens at @url who it is. */
static void
check_town (const char *url)
{
  static const char request[] = "GET /.well-known/portail-famille HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                "Connection: close\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_uri (client, url, 80, NULL, &error);
  char answer[8192] = "";

  g_assert_no_error (error);
  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                                 strlen (request), NULL, NULL, &error));
  g_assert_true (g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                          answer, sizeof answer - 1, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200"));
  g_assert_nonnull (strstr (answer, PFS_DEMO_TOWN));
}

/* Starts the demo, reads what it says, ends it. Returns: (transfer full): its address. */
static char *
run_demo (Clerk *fixture)
{
  g_autofree char *words = g_strdup_printf ("demo --until-eof --directory '%s'", fixture->folder);
  g_autoptr (GSubprocess) process =
      clerk_start (fixture, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, words);
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *url = read_line (lines);
  g_autofree char *login = read_line (lines);
  g_autofree char *password = read_line (lines);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (url, "Listening on http://127.0.0.1:"));
  g_assert_cmpstr (login, ==, "Login " PFS_DEMO_LOGIN);
  g_assert_cmpstr (password, ==, "Password " PFS_DEMO_PASSWORD);
  check_town (url + strlen ("Listening on "));
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, &error));
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  return g_strdup (url);
}

static char *
get_laid (Clerk *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "demo-town.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) storage = pfs_storage_open (path, &error);

  g_assert_no_error (error);
  return pfs_storage_get_setting (storage, PFS_SETTING_DEMO_LAID, &error);
}

static void
test_serves_a_demo_until_its_parent_ends (Clerk *fixture, gconstpointer data)
{
  g_autofree char *first = run_demo (fixture);
  g_autofree char *laid = get_laid (fixture);
  g_autofree char *again = NULL;
  g_autofree char *later = NULL;
  g_autofree char *laid_anew = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "demo-town.sqlite", NULL);

  g_assert_cmpstr (laid, ==, "2026-11-21");
  again = run_demo (fixture);
  g_assert_cmpstr (again, ==, first);
  clerk_set_clock (fixture, A_MONTH_LATER);
  later = run_demo (fixture);
  g_assert_cmpstr (later, ==, first);
  laid_anew = get_laid (fixture);
  g_assert_cmpstr (laid_anew, ==, "2026-12-22");
  /* A damaged one is laid anew, too. */
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  g_free (run_demo (fixture));
}

static void
test_imports_or_changes_nothing (Clerk *fixture, gconstpointer data)
{
  g_autofree char *source = g_build_filename (fixture->folder, "source.dat", NULL);
  int families;

  g_assert_true (g_file_set_contents (source, "no database", -1, NULL));
  clerk_expect (fixture, 1, "import noethys '%s' --database '%s'", source, fixture->town);
  g_assert_false (g_file_test (fixture->town, G_FILE_TEST_EXISTS));
  g_unlink (source);
  noethys_fixture_write (source, noethys_fixture_schema);
  noethys_fixture_write (source, noethys_fixture_rows);
  clerk_expect (fixture, 2, "import noethys '%s'", source);
  clerk_expect (fixture, 2, "import excel '%s' --database '%s'", source, fixture->town);
  clerk_expect (fixture, 2, "import noethys '%s' --database '%s' --shift-to soon", source,
                fixture->town);
  g_assert_false (g_file_test (fixture->town, G_FILE_TEST_EXISTS));
  clerk_expect (fixture, 0, "import noethys '%s' --database '%s' --shift-to 2026-11-16", source,
                fixture->town);
  g_assert_nonnull (strstr (fixture->output, "famille-2@import.invalid"));
  families = noethys_fixture_count (fixture->town, "SELECT count(*) FROM households");
  g_assert_cmpint (families, ==, 4);
  clerk_expect (fixture, 1, "import noethys '%s' --database '%s'", source, fixture->town);
  g_assert_cmpint (noethys_fixture_count (fixture->town, "SELECT count(*) FROM households"), ==,
                   families);
}

#define add(name, clerk_set_up, func)                                                              \
  g_test_add ("/agent/" name, Clerk, NULL, clerk_set_up, func, clerk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("approves-once", clerk_set_up_demo, test_approves_once);
  add ("approves-all-or-nothing", clerk_set_up_demo, test_approves_all_or_nothing);
  add ("refuses-with-a-reason", clerk_set_up_demo, test_refuses_with_a_reason);
  add ("adds-places-for-who-waits", clerk_set_up_demo, test_adds_places_for_who_waits);
  add ("takes-a-day-back", clerk_set_up_demo, test_takes_a_day_back);
  add ("refuses-wrong-input", clerk_set_up_demo, test_refuses_wrong_input);
  add ("closes-and-opens-a-day", clerk_set_up_demo, test_closes_and_opens_a_day);
  add ("notes-attendance", clerk_set_up_demo, test_notes_attendance);
  add ("decides-on-a-family-s-file", clerk_set_up_demo, test_decides_on_a_family_s_file);
  add ("lists-who-and-what-there-is", clerk_set_up_demo, test_lists_who_and_what_there_is);
  add ("is-documented", clerk_set_up, test_is_documented);
  add ("sets-passwords", clerk_set_up_demo, test_sets_passwords);
  add ("inits-once", clerk_set_up, test_inits_once);
  add ("serves-a-demo-until-its-parent-ends", clerk_set_up,
       test_serves_a_demo_until_its_parent_ends);
  add ("imports-or-changes-nothing", clerk_set_up, test_imports_or_changes_nothing);
  return g_test_run ();
}
