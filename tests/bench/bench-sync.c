/* SPDX-License-Identifier: GPL-3.0-or-later
 * What store and plan cost, as ratios to the least that the same work can cost in the same run: no
 * test, because machines differ. Six children, three school years: about 32 000 slots a unit-day.
 */
#include "config.h"

#include "pf-codec.h"
#include "pf-contents.h"
#include "pf-plan-private.h"
#include "pf-test-family.h"
#include "pf-test-wait.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#define N_RUNS 15

static const PfTestFamily family = { .n_children = 6, .first_month = 20332, .n_months = 36 };

typedef struct {
  char *folder;
  PfChanges *changes;
  PfDay first; /* of the month that is shown */
  PfDay last;
} Bench;

typedef double (*Measure) (Bench *bench);

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Returns: the median of @measure's milliseconds. */
static double
measure (Bench *bench, Measure function)
{
  double times[N_RUNS];

  for (int i = 0; i < N_RUNS; i++)
    times[i] = function (bench);
  qsort (times, N_RUNS, sizeof *times, compare_doubles);
  return times[N_RUNS / 2];
}

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
report (Bench      *bench,
        const char *name,
        Measure     function,
        const char *reference_name,
        Measure     reference)
{
  double time = measure (bench, function), least = measure (bench, reference);

  g_print ("%-34s %8.2f ms = %6.2f times %s (%.2f ms)\n", name, time, time / least, reference_name,
           least);
}

static PfStore *
open_store (Bench *bench)
{
  return pf_store_new (bench->folder);
}

static void
close_store (PfStore *store)
{
  g_autoptr (GError) error = NULL;

  pf_test_await (pf_store_close, store, &error);
  g_assert_no_error (error);
  g_object_unref (store);
}

static double
load (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfStoreNews) news = NULL;
  gint64 start = g_get_monotonic_time ();
  PfStore *store = open_store (bench);
  double time;

  news = pf_test_await (pf_store_load, store, &error, bench->first, bench->last, NULL);
  g_assert_no_error (error);
  time = since (start);
  close_store (store);
  return time;
}

/* The same rows, read and left as they are. */
static double
read_rows (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "cache.db", NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT body FROM sheet WHERE month BETWEEN %d AND %d",
                                          pf_day_get_month_start (bench->first), bench->last);
  gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_bytes_unref (
        g_bytes_new (sqlite3_column_text (statement, 0), sqlite3_column_bytes (statement, 0)));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return since (start);
}

static double
apply (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  PfStore *store = open_store (bench);
  gint64 start;
  double time;

  pf_test_await (pf_store_open, store, &error, NULL);
  pf_test_await (pf_store_start_afresh, store, &error, NULL);
  start = g_get_monotonic_time ();
  pf_test_await (pf_store_apply_changes, store, &error, bench->changes, 0, 0, NULL);
  g_assert_no_error (error);
  time = since (start);
  close_store (store);
  return time;
}

static double
encode (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < bench->changes->changed[PF_COLLECTION_SHEETS]->len; i++)
    g_bytes_unref (
        pf_codec_encode_record (bench->changes->changed[PF_COLLECTION_SHEETS]->pdata[i]));
  return since (start);
}

static double
draft (Bench *bench)
{
  PfStore *store = open_store (bench);
  double time = 0;

  pf_test_await (pf_store_open, store, NULL, NULL);
  /* The first ones also make the log's file. */
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      g_ptr_array_add (lines, pf_line_new ("child-0-canteen", "meal", bench->first + i,
                                           PF_ACTION_BOOK, 1, 340));
      pf_test_await (pf_store_add_drafts, store, &error, lines, 0, NULL);
      g_assert_no_error (error);
      time = since (start);
    }
  close_store (store);
  return time;
}

/* What the disk takes to keep one page for sure. */
static double
sync_page (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "page", NULL);
  char page[4096] = { 1 };
  int fd = open (path, O_WRONLY | O_CREAT, 0600);
  gint64 start;
  double time;

  g_assert_cmpint (write (fd, page, sizeof page), ==, sizeof page);
  fdatasync (fd);
  start = g_get_monotonic_time ();
  g_assert_cmpint (write (fd, page, sizeof page), ==, sizeof page);
  fdatasync (fd);
  time = since (start);
  close (fd);
  return time;
}

static double
compute_plan (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfStoreNews) news = NULL;
  g_autoptr (PfContents) contents = NULL;
  g_autoptr (PfPlan) plan = NULL;
  PfStore *store = open_store (bench);
  gint64 start;
  double time;

  news = pf_test_await (pf_store_load, store, &error, bench->first, bench->last, NULL);
  contents = pf_contents_new (store);
  plan = pf_plan_new (contents, NULL);
  pf_plan_set_range (plan, bench->first, bench->last);
  pf_contents_fill (contents, news, bench->first, bench->last);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (plan)), >, 600);
  start = g_get_monotonic_time ();
  pf_contents_refresh (contents);
  time = since (start);
  g_clear_object (&plan);
  g_clear_object (&contents);
  close_store (store);
  return time;
}

/* As many objects, made and let go. */
static double
make_objects (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < 600; i++)
    g_object_unref (g_object_new (PF_TYPE_PLAN_ITEM, NULL));
  return since (start);
}

int
main (int argc, char **argv)
{
  Bench bench = { .folder = pf_test_make_folder () };

  bench.changes = pf_test_family_make_changes (&family, "s1");
  bench.first = pf_day_add_months (family.first_month, 18);
  bench.last = pf_day_get_month_end (bench.first);
  report (&bench, "first sync kept, three years", apply, "encoding the sheets", encode);
  report (&bench, "start: open and load a month", load, "reading its rows", read_rows);
  report (&bench, "a click made durable", draft, "one fdatasync", sync_page);
  report (&bench, "a month computed anew", compute_plan, "making 600 objects", make_objects);
  pf_changes_unref (bench.changes);
  pf_test_remove_folder (bench.folder);
  return 0;
}
