/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests over the real server do over and over. */
#include "config.h"

#include "town-fixture.h"

#include <string.h>
#include <unistd.h>

#include "pf-codec.h"
#include "pf-town-services.h"

/* The demo town is laid around PF_TEST_TOWN_NOW; two months of it can be booked. */
#define FIRST pf_day_new (2026, 10, 1)
#define LAST pf_day_new (2027, 1, 31)

static void
settled_cb (Family *family, GPtrArray *intents)
{
  for (guint i = 0; i < intents->len; i++)
    g_ptr_array_add (family->settled, g_object_ref (intents->pdata[i]));
}

static PfTownService *
sign_in (const char *url, const char *login)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfChallenge) challenge = NULL;
  g_autoptr (GError) error = NULL;
  PfTownService *service;

  pf_town_services_discover_async (url, NULL, pf_test_async_cb, &result);
  pf_test_wait_until (result != NULL);
  service = pf_town_services_discover_finish (result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  pf_town_service_sign_in_async (service, login, PF_TEST_TOWN_PASSWORD, NULL, NULL,
                                 pf_test_async_cb, &result);
  pf_test_wait_until (result != NULL);
  g_assert_true (pf_town_service_sign_in_finish (service, result, &challenge, &error));
  g_assert_no_error (error);
  g_assert_null (challenge);
  return service;
}

void
town_fixture_set_up (TownFixture *fixture, gconstpointer data)
{
  fixture->town = pf_test_town_new (NULL);
  fixture->proxy = pf_fault_proxy_new (pf_test_town_get_port (fixture->town));
  family_join (&fixture->family, pf_fault_proxy_get_url (fixture->proxy), PF_TEST_TOWN_LOGIN, NULL);
}

void
town_fixture_tear_down (TownFixture *fixture, gconstpointer data)
{
  if (fixture->family.folder != NULL)
    family_leave (&fixture->family);
  pf_fault_proxy_set_down (fixture->proxy, TRUE);
  pf_test_wait_until (G_OBJECT (fixture->proxy)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->proxy));
  pf_test_town_free (fixture->town);
}

void
family_join (Family *family, const char *url, const char *login, const char *folder)
{
  family->folder = folder != NULL ? g_strdup (folder) : pf_test_make_folder ();
  family->service = sign_in (url, login);
  family->settled = g_ptr_array_new_with_free_func (g_object_unref);
  family_open (family);
  family_sync (family);
}

void
family_open (Family *family)
{
  family->session = pf_session_new (family->service, family->folder);
  family->plan = pf_session_create_plan (family->session);
  g_signal_connect_swapped (family->session, "settled", G_CALLBACK (settled_cb), family);
  pf_plan_set_range (family->plan, FIRST, LAST);
  pf_session_start (family->session);
  pf_test_wait_until (pf_session_get_sync_state (family->session) != PF_SYNC_LOADING);
}

void
family_close (Family *family)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_session_close, family->session, &error));
  g_assert_no_error (error);
  g_signal_handlers_disconnect_by_data (family->session, family);
  g_clear_object (&family->plan);
  g_clear_object (&family->session);
}

void
family_leave (Family *family)
{
  if (family->session != NULL)
    family_close (family);
  g_clear_object (&family->service);
  g_clear_pointer (&family->settled, g_ptr_array_unref);
  g_clear_pointer (&family->folder, pf_test_remove_folder);
}

void
family_settle (Family *family)
{
  pf_test_wait_until (pf_session_get_sync_state (family->session) >= PF_SYNC_IDLE);
}

void
family_sync (Family *family)
{
  do
    {
      pf_session_sync_now (family->session);
      family_settle (family);
      g_assert_cmpint (pf_session_get_sync_state (family->session), !=, PF_SYNC_FAILED);
      g_assert_cmpint (pf_session_get_sync_state (family->session), !=, PF_SYNC_SIGNED_OUT);
    }
  while (pf_session_get_sync_state (family->session) != PF_SYNC_IDLE ||
         family_count (family, PF_INTENT_QUEUED) > 0 ||
         family_count_submissions (family, PF_SUBMISSION_STATE_QUEUED) > 0);
  pf_test_wait_until (pf_plan_is_loaded (family->plan));
}

PfPlanItem *
family_find_item (Family *family, PfState state, guint n)
{
  PfMoment now = pf_session_get_now (family->session);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (family->plan));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (family->plan), i);

      if (item->mark == PF_MARK_NONE && (item->facts.flags & PF_SLOT_NEEDS_APPROVAL) == 0 &&
          !item->activity->is_prepaid && pf_plan_item_get_state (item, now) == state && n-- == 0)
        return item;
    }
  return NULL;
}

void
family_change (Family *family, PfPlanItem *item, PfAction action)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, item);
  pf_test_await (pf_session_change, family->session, &error, items, action, NULL);
  g_assert_no_error (error);
}

void
family_send (Family *family)
{
  g_autoptr (GError) error = NULL;

  pf_test_await (pf_session_send, family->session, &error, NULL);
  g_assert_no_error (error);
}

guint
family_count (Family *family, PfIntentState state)
{
  GListModel *outbox = pf_session_get_outbox (family->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      n += intent->state == state;
    }
  return n;
}

guint
family_count_submissions (Family *family, PfSubmissionState state)
{
  GListModel *submissions = pf_session_get_submissions (family->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);

      n += submission->state == state;
    }
  return n;
}

/* Returns: (transfer full): the JSON of each record by "collection/id". */
static GHashTable *
pull_all (PfTownService *service)
{
  GHashTable *bodies =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autofree char *state = NULL;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfChanges) changes =
          pf_test_await (pf_town_service_pull, service, &error, state, NULL);

      g_assert_no_error (error);
      for (int i = 0; i < PF_N_COLLECTIONS; i++)
        for (guint j = 0; j < changes->changed[i]->len; j++)
          {
            PfRecord *record = g_ptr_array_index (changes->changed[i], j);

            g_hash_table_insert (bodies, g_strdup_printf ("%d/%s", i, pf_record_get_id (record)),
                                 pf_codec_encode_record (record));
          }
      g_free (state);
      state = g_strdup (changes->state);
      more = changes->more;
    }
  return bodies;
}

static void
assert_records_agree (GHashTable *theirs, PfCollection collection, GPtrArray *ours)
{
  for (guint i = 0; i < ours->len; i++)
    {
      PfRecord *record = g_ptr_array_index (ours, i);
      g_autofree char *key = g_strdup_printf ("%d/%s", collection, pf_record_get_id (record));
      g_autoptr (GBytes) body = pf_codec_encode_record (record);
      GBytes *expected = g_hash_table_lookup (theirs, key);

      g_assert_nonnull (expected);
      g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                       g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
      g_hash_table_remove (theirs, key);
    }
}

void
family_assert_agrees (Family *family, PfTestTown *town, const char *login)
{
  g_autoptr (PfTownService) direct = sign_in (pf_test_town_get_url (town), login);
  g_autoptr (GHashTable) theirs = NULL;
  g_autoptr (PfStore) store = NULL;
  g_autoptr (PfStoreNews) ours = NULL;
  g_autoptr (PfStoreNews) records = NULL;
  g_autoptr (GError) error = NULL;

  /* Signing in is known to the town, and shown: this device hears of it too. */
  family_sync (family);
  theirs = pull_all (direct);
  family_close (family);
  store = pf_store_new (family->folder);
  ours = pf_test_await (pf_store_load, store, &error, 0, pf_day_new (2100, 1, 1), NULL);
  g_assert_no_error (error);
  records =
      pf_test_await (pf_store_load_records, store, &error, (1u << PF_N_COLLECTIONS) - 1, NULL);
  g_assert_no_error (error);
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (i != PF_COLLECTION_SHEETS)
      assert_records_agree (theirs, i, records->records[i]);
  assert_records_agree (theirs, PF_COLLECTION_SHEETS, ours->sheets);
  g_assert_cmpuint (g_hash_table_size (theirs), ==, 0);
  g_assert_true (pf_test_await (pf_store_close, store, &error));
  family_open (family);
  family_sync (family);
}

static gboolean
kill_cb (gpointer child)
{
  g_subprocess_force_exit (child);
  return G_SOURCE_REMOVE;
}

guint
town_fixture_kill_child (TownFixture *fixture,
                         const char  *folder,
                         const char  *path,
                         guint        n_requests,
                         guint        delay)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *output = NULL;
  guint n_before = pf_fault_proxy_get_n_requests (fixture->proxy, path);

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--child",
                            pf_fault_proxy_get_url (fixture->proxy), folder, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (child, NULL, NULL, pf_test_async_cb, &result);
  pf_test_wait_until (pf_fault_proxy_get_n_requests (fixture->proxy, path) >=
                      n_before + n_requests);
  g_timeout_add (delay, kill_cb, child);
  pf_test_wait_until (result != NULL);
  g_assert_true (g_subprocess_communicate_utf8_finish (child, result, &output, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  return output != NULL ? strlen (output) : 0;
}

void
town_child_say (void)
{
  static const char said = 's';

  g_assert_cmpint (write (STDOUT_FILENO, &said, 1), ==, 1);
}
