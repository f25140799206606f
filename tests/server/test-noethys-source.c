/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of opening Noethys databases: what is none is refused, what is one is read whatever its
 * columns hold. */
#include "config.h"

#include "noethys-fixture.h"
#include "pfs-noethys-model.h"

#include <glib/gstdio.h>

static void
expect_refusal (const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsNoethysSource) source = pfs_noethys_source_open (path, &error);

  g_assert_null (source);
  g_assert_error (error, PFS_NOETHYS_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "“"));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_refuses_what_is_no_noethys_database (NoethysFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *sql; /* applied to a good one */
    int code;
  } cases[] = {
    { "DROP TABLE consommations", PFS_NOETHYS_ERROR_NOT_NOETHYS },
    { "ALTER TABLE consommations RENAME COLUMN etat TO condition", PFS_NOETHYS_ERROR_NOT_NOETHYS },
    { "DROP TABLE familles; CREATE VIEW familles AS SELECT 1 AS other",
      PFS_NOETHYS_ERROR_NOT_NOETHYS },
  };

  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_UNREADABLE);
  expect_refusal (fixture->folder, PFS_NOETHYS_ERROR_UNREADABLE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      noethys_fixture_fill (fixture, cases[i].sql);
      expect_refusal (fixture->source, cases[i].code);
      g_unlink (fixture->source);
    }
  noethys_fixture_write (fixture->source, "CREATE TABLE photos (IDphoto INTEGER)");
  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_NOT_NOETHYS);
  g_assert_true (g_file_set_contents (fixture->source, "", 0, NULL));
  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_NOT_SQLITE);
  g_assert_true (
      g_file_set_contents (fixture->source,
                           "PK\003\004 an archive, longer than the header of a database: "
                           "0123456789012345678901234567890123456789012345678901234567890",
                           -1, NULL));
  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_NOT_SQLITE);
  g_assert_true (g_file_set_contents (fixture->source, "short", -1, NULL));
  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_NOT_SQLITE);
}

/* Columns by which rows are only put in order may be missing. */
static void
test_reads_without_an_order (NoethysFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *table;
    const char *column;
  } cases[] = {
    { "vacances", "date_debut" },  { "rattachements", "titulaire" },
    { "quotients", "date_debut" }, { "combi_tarifs_unites", "IDcombi_tarif" },
    { "unites", "ordre" },         { "tarifs_lignes", "num_ligne" },
    { "scolarite", "date_debut" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("ALTER TABLE %s RENAME COLUMN %s TO of_a_later_release", cases[i].table,
                           cases[i].column);
      g_autoptr (PfsImportReport) report =
          pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
      g_autoptr (PfsNoethysSource) source = NULL;
      g_autoptr (PfsNoethysModel) model = NULL;
      g_autoptr (GError) error = NULL;

      noethys_fixture_fill (fixture, sql);
      source = pfs_noethys_source_open (fixture->source, &error);
      g_assert_no_error (error);
      model = pfs_noethys_model_read (source, PF_DAY_NONE, report, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_FAMILIES), >, 0);
      g_clear_pointer (&source, pfs_noethys_source_free);
      g_unlink (fixture->source);
    }
}

static void
test_refuses_a_damaged_file (NoethysFixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  noethys_fixture_fill (fixture, NULL);
  g_assert_true (g_file_get_contents (fixture->source, &contents, &length, NULL));
  /* Cut in its middle, as a copy that did not end. */
  g_assert_true (g_file_set_contents (fixture->source, contents, length / 2, NULL));
  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_DAMAGED);
  /* Its pages overwritten behind a good header. */
  memset (contents + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (fixture->source, contents, length, NULL));
  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_DAMAGED);
}

static void
test_refuses_a_file_in_use (NoethysFixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->source, "-journal", NULL);

  noethys_fixture_fill (fixture, NULL);
  g_assert_true (g_file_set_contents (journal, "half a transaction", -1, NULL));
  expect_refusal (fixture->source, PFS_NOETHYS_ERROR_IN_USE);
  g_unlink (journal);
}

static void
test_reads_where_nothing_can_be_written (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsNoethysSource) source = NULL;
  g_autoptr (PfsImportReport) report =
      pfs_import_report_new (PFS_TALLY_FAMILIES, PFS_TALLY_BOOKINGS);
  g_autoptr (PfsNoethysModel) model = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length[2];

  noethys_fixture_fill (fixture, "PRAGMA journal_mode = WAL");
  g_assert_true (g_file_get_contents (fixture->source, &before, &length[0], NULL));
  g_chmod (fixture->source, 0400);
  g_chmod (fixture->folder, 0500);
  source = pfs_noethys_source_open (fixture->source, &error);
  g_assert_no_error (error);
  model = pfs_noethys_model_read (source, PF_DAY_NONE, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (model->families->len, ==, 4);
  g_assert_true (g_file_get_contents (fixture->source, &after, &length[1], NULL));
  g_assert_cmpmem (before, length[0], after, length[1]);
}

static void
test_reads_columns_of_any_type (void)
{
  static const struct {
    const char *value; /* an SQL literal */
    PfDay day;
    int minute;
    PfCents cents;
    gint64 integer;
  } cases[] = {
    { "NULL", PF_DAY_NONE, -1, PF_CENTS_UNKNOWN, -7 },
    { "''", PF_DAY_NONE, -1, PF_CENTS_UNKNOWN, -7 },
    { "'2013-10-18'", 15996, -1, 201300, -7 },
    { "' 2013-10-18 07:30:00'", 15996, -1, 201300, -7 },
    { "'18/10/2013'", 15996, -1, 1800, -7 },
    { "'2013-02-30'", PF_DAY_NONE, -1, 201300, -7 },
    { "'2013-10-181'", PF_DAY_NONE, -1, 201300, -7 },
    { "'07:30'", PF_DAY_NONE, 450, 700, -7 },
    { "'7h05'", PF_DAY_NONE, 425, 700, -7 },
    { "'24:00'", PF_DAY_NONE, -1, 2400, -7 },
    { "'2,50'", PF_DAY_NONE, -1, 250, -7 },
    { "2.5", PF_DAY_NONE, -1, 250, 2 },
    { "0.285", PF_DAY_NONE, -1, 28, 0 },
    { "' 12 '", PF_DAY_NONE, -1, 1200, 12 },
    { "1e300", PF_DAY_NONE, -1, PF_CENTS_UNKNOWN, -7 },
    { "'nan'", PF_DAY_NONE, -1, PF_CENTS_UNKNOWN, -7 },
    { "x'ff41'", PF_DAY_NONE, -1, PF_CENTS_UNKNOWN, -7 },
  };
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s", cases[i].value);
      g_autofree char *text = NULL;
      sqlite3_stmt *row = NULL;

      g_test_message ("%s", sql);
      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
      g_assert_cmpint (pfs_noethys_get_day (row, 0), ==, cases[i].day);
      g_assert_cmpint (pfs_noethys_get_minute (row, 0), ==, cases[i].minute);
      g_assert_cmpint (pfs_noethys_get_cents (row, 0), ==, cases[i].cents);
      g_assert_cmpint (pfs_noethys_get_int (row, 0, -7), ==, cases[i].integer);
      text = pfs_noethys_get_text (row, 0);
      g_assert_true (!text || g_utf8_validate (text, -1, NULL));
      sqlite3_finalize (row);
    }
  sqlite3_close (db);
}

#define add(name, func)                                                                            \
  g_test_add ("/noethys-source/" name, NoethysFixture, NULL, noethys_fixture_set_up, func,         \
              noethys_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/noethys-source/reads-columns-of-any-type", test_reads_columns_of_any_type);
  add ("refuses-what-is-no-noethys-database", test_refuses_what_is_no_noethys_database);
  add ("reads-without-an-order", test_reads_without_an_order);
  add ("refuses-a-damaged-file", test_refuses_a_damaged_file);
  add ("refuses-a-file-in-use", test_refuses_a_file_in_use);
  add ("reads-where-nothing-can-be-written", test_reads_where_nothing_can_be_written);
  return g_test_run ();
}
