/* SPDX-License-Identifier: GPL-3.0-or-later
 * Deltas: what each change tells, to whom, in pages, and that a client which pulled deltas ends
 * like one that pulled everything. */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pfs-bookings.h"
#include "pfs-delta.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-changes.h"
#include "pfs-storage-families.h"
#include "pfs-storage-private.h"
#include "pfs-storage-replies.h"
#include "pfs-storage-town.h"
#include "pfs-test-changes.h"
#include "pfs-test-fixture.h"

#define OPEN PFS_TEST_OPEN_DAY

typedef PfsTestFixture Fixture;

/* What one family's app keeps: its records as JSON, and where it is. */
typedef struct {
  char *household;
  char *guardian;
  GHashTable *records; /* (element-type utf8 utf8): "COLLECTION ID" → JSON */
  char *state;         /* (nullable) */
} Client;

static Client *
client_new (int household)
{
  Client *client = g_new0 (Client, 1);

  client->household = g_strdup_printf ("h%d", household);
  client->guardian = g_strdup_printf ("g%d", household);
  client->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return client;
}

static void
client_free (Client *client)
{
  g_free (client->household);
  g_free (client->guardian);
  g_hash_table_unref (client->records);
  g_free (client->state);
  g_free (client);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

static char *
make_key (int collection, const char *id)
{
  return g_strdup_printf ("%s %s", pf_collection_get_name (collection), id);
}

/* Applies a page. Returns: how many records it held. */
static guint
client_apply (Client *client, const PfChanges *changes)
{
  guint n_records = 0;

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      for (guint j = 0; j < changes->changed[i]->len; j++)
        {
          PfRecord *record = g_ptr_array_index (changes->changed[i], j);
          g_autoptr (GBytes) json = pf_codec_encode_record (record);

          g_hash_table_replace (client->records, make_key (i, pf_record_get_id (record)),
                                g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json)));
          n_records++;
        }
      for (guint j = 0; j < changes->removed[i]->len; j++)
        {
          g_autofree char *key = make_key (i, g_ptr_array_index (changes->removed[i], j));

          g_hash_table_remove (client->records, key);
        }
    }
  g_free (client->state);
  client->state = g_strdup (changes->state);
  return n_records;
}

/* Pulls one page. Returns: whether more follow. */
static gboolean
client_pull_page (Client *client, Fixture *fixture, guint page_size, guint *n_records)
{
  g_autoptr (GError) error = NULL;
  gboolean is_unknown;
  g_autoptr (PfChanges) changes = pfs_delta_pull (fixture->storage, client->household,
                                                  client->guardian, client->state, page_size,
                                                  &is_unknown, &error);

  g_assert_no_error (error);
  g_assert_false (is_unknown);
  *n_records += client_apply (client, changes);
  return changes->more;
}

/* Pulls until nothing more is there. Returns: how many records came. */
static guint
client_pull_in_pages (Client *client, Fixture *fixture, guint page_size)
{
  guint n_records = 0;
  guint n_pages = 1;

  while (client_pull_page (client, fixture, page_size, &n_records))
    g_assert_cmpuint (++n_pages, <, 1000);
  return n_records;
}

static guint
client_pull (Client *client, Fixture *fixture)
{
  return client_pull_in_pages (client, fixture, PFS_DELTA_PAGE);
}

static const char *
client_get (Client *client, const char *key)
{
  return g_hash_table_lookup (client->records, key);
}

static void
act (Fixture *fixture, int household, const char *day, PfAction action)
{
  g_autofree char *id = g_strdup_printf ("h%d", household);
  g_autofree char *enrolment = g_strdup_printf ("c%d-canteen", household);
  g_autoptr (PfOutcome) outcome =
      pfs_test_act (fixture, id, enrolment, day, action, 0, PF_CENTS_UNKNOWN);

  g_assert_cmpint (outcome->kind, !=, PF_OUTCOME_REFUSED);
}

static void
test_first_sync_tells_everything_of_one_household (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Client) client = client_new (1);
  static const char *const keys[] = {
    "town town",
    "household h1",
    "guardians g1",
    "children c1",
    "activities canteen",
    "activities outing",
    "enrolments c1-canteen",
    "enrolments c1-outing",
    "sheets c1-canteen/2026-11",
    "sheets c1-canteen/2026-12",
    "sheets c1-outing/2026-11",
    "sheets c1-outing/2026-12",
    "tariffs canteen/meal/2026-11-01",
    "tariffs outing/day/2026-11-01",
  };

  g_assert_cmpuint (client_pull (client, fixture), ==, G_N_ELEMENTS (keys));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_nonnull (client_get (client, keys[i]));
  g_assert_nonnull (strstr (client_get (client, "guardians g1"), "\"is_self\":true"));
}

static void
test_pages_tell_each_record_once_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Client) whole = client_new (1);
  g_autoptr (Client) client = client_new (1);
  guint n_expected = client_pull (whole, fixture);
  guint n_records = 0;
  int collection = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_unknown;
      g_autoptr (PfChanges) changes =
          pfs_delta_pull (fixture->storage, "h1", "g1", client->state, 5, &is_unknown, &error);

      g_assert_no_error (error);
      g_assert_true (changes->is_whole);
      for (int i = 0; i < PF_N_COLLECTIONS; i++)
        if (changes->changed[i]->len > 0)
          {
            g_assert_cmpint (i, >=, collection);
            collection = i;
          }
      n_records += client_apply (client, changes);
      more = changes->more;
      /* What changes between two pages comes after them. */
      if (n_records == 5)
        act (fixture, 1, OPEN, PF_ACTION_BOOK);
    }
  g_assert_cmpuint (n_records, ==, n_expected);
  g_assert_cmpuint (client_pull (client, fixture), ==, 1);
}

static void
test_booking_tells_one_sheet_to_one_household (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Client) mine = client_new (1);
  g_autoptr (Client) other = client_new (2);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  pfs_bookings_set_places (fixture->storage, "canteen", "meal", pf_day_parse (OPEN), 20,
                           fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  client_pull (mine, fixture);
  client_pull (other, fixture);
  act (fixture, 1, OPEN, PF_ACTION_BOOK);
  g_assert_cmpuint (client_pull (mine, fixture), ==, 1);
  g_assert_cmpuint (client_pull (other, fixture), ==, 0);
}

static void
test_few_places_left_are_told_to_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Client) other = client_new (2);

  client_pull (other, fixture);
  act (fixture, 1, OPEN, PF_ACTION_BOOK);
  g_assert_cmpuint (client_pull (other, fixture), ==, 1);
  /* A place that goes from hand to hand changes nothing for a third. */
  act (fixture, 3, OPEN, PF_ACTION_BOOK);
  client_pull (other, fixture);
  act (fixture, 1, "2026-11-19", PF_ACTION_BOOK);
  act (fixture, 1, "2026-11-19", PF_ACTION_CANCEL);
  g_assert_cmpuint (client_pull (other, fixture), ==, 1);
}

static void
test_what_goes_is_told_as_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Client) client = client_new (1);
  g_autoptr (Client) other = client_new (2);
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction;

  client_pull (client, fixture);
  client_pull (other, fixture);
  act (fixture, 1, OPEN, PF_ACTION_BOOK);
  transaction = pfs_test_begin (fixture);
  pfs_storage_remove_child (fixture->storage, "c1", &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  client_pull (client, fixture);
  g_assert_null (client_get (client, "children c1"));
  g_assert_null (client_get (client, "enrolments c1-canteen"));
  g_assert_null (client_get (client, "sheets c1-canteen/2026-11"));
  g_assert_nonnull (client_get (client, "household h1"));
  client_pull (other, fixture);
  g_assert_nonnull (client_get (other, "children c2"));
}

static void
test_enrolment_that_ends_earlier_loses_sheets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Client) client = client_new (1);
  g_autoptr (PfEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction;

  client_pull (client, fixture);
  transaction = pfs_test_begin (fixture);
  enrolment = pfs_storage_load_enrolment (fixture->storage, "c1-canteen", &error);
  enrolment->last = pf_day_parse ("2026-11-30");
  pfs_storage_put_enrolment (fixture->storage, enrolment, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  client_pull (client, fixture);
  g_assert_nonnull (client_get (client, "sheets c1-canteen/2026-11"));
  g_assert_null (client_get (client, "sheets c1-canteen/2026-12"));
}

static void
test_states_that_are_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *epoch = pfs_storage_get_epoch (fixture->storage, &error);
  g_autofree char *state = pfs_delta_get_state (fixture->storage, "h1", &error);
  g_autofree char *to_come = g_strdup_printf ("%s-999999", epoch);
  g_autofree char *negative = g_strdup_printf ("%s--5", epoch);
  g_autofree char *torn = g_strdup_printf ("%s-1-2", epoch);
  g_autofree char *collection = g_strdup_printf ("%s-0-5-99-x", epoch);
  const struct {
    const char *state;
    gboolean is_unknown;
  } rows[] = {
    { state, FALSE }, { "", TRUE },         { "0123456789abcdef-4", TRUE },
    { epoch, TRUE },  { to_come, TRUE },    { negative, TRUE },
    { torn, TRUE },   { collection, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean is_unknown;
      g_autoptr (PfChanges) changes = pfs_delta_pull (fixture->storage, "h1", "g1", rows[i].state,
                                                      PFS_DELTA_PAGE, &is_unknown, &error);

      g_assert_no_error (error);
      g_assert_cmpint (is_unknown, ==, rows[i].is_unknown);
      g_assert_true ((changes == NULL) == rows[i].is_unknown);
    }
}

static void
test_forgotten_tombstones_make_old_states_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Client) client = client_new (1);
  g_autoptr (Client) idle = client_new (2);
  g_autofree char *old = NULL;
  g_autofree char *present = NULL;
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction;
  gboolean is_unknown;

  client_pull (client, fixture);
  client_pull (idle, fixture);
  old = g_strdup (client->state);
  transaction = pfs_test_begin (fixture);
  pfs_storage_remove_enrolment (fixture->storage, "c1-outing", &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  client_pull (client, fixture);

  fixture->now += (PfMoment) 401 * 24 * 60 * 60;
  transaction = pfs_test_begin (fixture);
  pfs_storage_purge (fixture->storage, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_null (
      pfs_delta_pull (fixture->storage, "h1", "g1", old, PFS_DELTA_PAGE, &is_unknown, &error));
  g_assert_true (is_unknown);
  g_assert_cmpuint (client_pull (client, fixture), ==, 0);
  /* A household where nothing happened since starts afresh once, not for ever. */
  g_clear_pointer (&idle->state, g_free);
  client_pull (idle, fixture);
  g_assert_cmpuint (client_pull (idle, fixture), ==, 0);
  present = pfs_delta_get_state (fixture->storage, "h2", &error);
  g_assert_cmpstr (present, ==, idle->state);
}

static void
test_delta_costs_what_changed (Fixture *fixture, gconstpointer data)
{
  sqlite3_stmt *plan = NULL;
  sqlite3 *db = NULL;
  guint n_steps = 0;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "EXPLAIN QUERY PLAN " PFS_SQL_CHANGES, -1, &plan, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (plan) == SQLITE_ROW)
    {
      const char *detail = (const char *) sqlite3_column_text (plan, 3);

      /* No table is walked through: a range of the index, and a sort of what it gave. */
      g_test_message ("%s", detail);
      g_assert_false (g_str_has_prefix (detail, "SCAN"));
      if (g_str_has_prefix (detail, "SEARCH"))
        g_assert_nonnull (strstr (detail, "changes_sequence (household=? AND sequence>?)"));
      n_steps++;
    }
  g_assert_cmpuint (n_steps, >, 0);
  sqlite3_finalize (plan);
  sqlite3_close (db);
}

static void
assert_same (Client *client, Fixture *fixture, int household)
{
  g_autoptr (Client) fresh = client_new (household);
  GHashTableIter iter;
  const char *key;
  const char *json;

  /* The pages under way are of an earlier moment: the next pull tells what came since. */
  client_pull_in_pages (client, fixture, 3);
  client_pull_in_pages (client, fixture, 3);
  client_pull (fresh, fixture);
  g_hash_table_iter_init (&iter, fresh->records);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &json))
    {
      if (g_strcmp0 (client_get (client, key), json) != 0)
        g_test_message ("%s of %s", key, client->household);
      g_assert_cmpstr (client_get (client, key), ==, json);
    }
  g_hash_table_iter_init (&iter, client->records);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    {
      if (client_get (fresh, key) == NULL)
        g_test_message ("%s of %s is left over", key, client->household);
      g_assert_nonnull (client_get (fresh, key));
    }
  g_assert_cmpstr (client->state, ==, fresh->state);
}

/* GTest's --seed replays a run. */
static void
test_deltas_end_like_a_first_sync (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Client *clients[PFS_TEST_N_HOUSEHOLDS];
  guint ignored = 0;

  for (int i = 0; i < PFS_TEST_N_HOUSEHOLDS; i++)
    clients[i] = client_new (i + 1);
  for (int round = 0; round < 250; round++)
    {
      int number = g_rand_int_range (rand, 0, PFS_TEST_N_HOUSEHOLDS);

      for (int i = 0; i < 2; i++)
        {
          pfs_test_change_something (fixture, rand);
          /* Small pages, with changes between them. */
          if (g_rand_int_range (rand, 0, 3) == 0)
            client_pull_page (clients[number], fixture, (guint) g_rand_int_range (rand, 1, 6),
                              &ignored);
        }
      assert_same (clients[number], fixture, number + 1);
    }
  for (int i = 0; i < PFS_TEST_N_HOUSEHOLDS; i++)
    client_free (clients[i]);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "first-sync-tells-everything-of-one-household",
      test_first_sync_tells_everything_of_one_household },
    { "pages-tell-each-record-once-in-order", test_pages_tell_each_record_once_in_order },
    { "booking-tells-one-sheet-to-one-household", test_booking_tells_one_sheet_to_one_household },
    { "few-places-left-are-told-to-others", test_few_places_left_are_told_to_others },
    { "what-goes-is-told-as-removed", test_what_goes_is_told_as_removed },
    { "enrolment-that-ends-earlier-loses-sheets", test_enrolment_that_ends_earlier_loses_sheets },
    { "states-that-are-not-ours", test_states_that_are_not_ours },
    { "forgotten-tombstones-make-old-states-unknown",
      test_forgotten_tombstones_make_old_states_unknown },
    { "delta-costs-what-changed", test_delta_costs_what_changed },
    { "deltas-end-like-a-first-sync", test_deltas_end_like_a_first_sync },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/changes/", Fixture, pfs_test_fixture_set_up, tests,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
