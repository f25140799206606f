/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of the town's, with and without the network: they stay on this computer only if the family
 * agrees. */
#include "config.h"

#include "town-fixture.h"

#include "pf-client-error.h"
#include "pf-record-money.h"
#include "pf-record-papers.h"
#include "pf-test-cases.h"

/* Returns: (transfer full): the first record of @collection. */
static gpointer
get_first (Family *family, PfCollection collection)
{
  GListModel *records = pf_session_get_records (family->session, collection);

  pf_test_wait_until (pf_session_has_records (family->session, collection));
  g_assert_cmpuint (g_list_model_get_n_items (records), >, 0);
  return g_list_model_get_item (records, 0);
}

/* Returns: (transfer full) (nullable): the file, with or without the network. */
static PfDownload *
fetch (TownFixture *fixture, const PfFileSource *source, gboolean is_down, GError **error)
{
  PfDownload *download;

  pf_fault_proxy_set_down (fixture->proxy, is_down);
  download = pf_test_await (pf_session_fetch_file, fixture->family.session, error, source, NULL,
                            NULL, NULL);
  pf_fault_proxy_set_down (fixture->proxy, FALSE);
  return download;
}

static void
agree (Family *family, PfFilesWish wish)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_session_set_files_wish, family->session, &error, wish, NULL));
  g_assert_no_error (error);
  g_assert_cmpint (pf_session_get_files_wish (family->session), ==, wish);
}

static void
assert_offline (TownFixture *fixture, const PfFileSource *source, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDownload) download = fetch (fixture, source, TRUE, &error);

  if (expected == NULL)
    {
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (download->bytes, expected));
  g_assert_cmpstr (download->media_type, ==, "application/pdf");
}

/* Fetches @source with every wish: @is_kept tells whether it may be there offline. */
static void
check_wishes (TownFixture *fixture, const PfFileSource *source, gboolean is_kept)
{
  Family *family = &fixture->family;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDownload) first = fetch (fixture, source, FALSE, &error);
  g_autoptr (PfDownload) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (pf_session_can_keep_file (source), ==, is_kept);
  assert_offline (fixture, source, NULL);
  agree (family, PF_FILES_KEPT);
  assert_offline (fixture, source, NULL);
  /* What was fetched before the family agreed. */
  if (is_kept)
    {
      pf_session_keep_file (family->session, source, first->bytes);
      assert_offline (fixture, source, first->bytes);
      agree (family, PF_FILES_LEFT);
      assert_offline (fixture, source, NULL);
      agree (family, PF_FILES_KEPT);
    }
  second = fetch (fixture, source, FALSE, &error);
  g_assert_no_error (error);
  family_close (family);
  family_open (family);
  family_settle (family);
  g_assert_cmpint (pf_session_get_files_wish (family->session), ==, PF_FILES_KEPT);
  assert_offline (fixture, source, is_kept ? second->bytes : NULL);
  agree (family, PF_FILES_LEFT);
  assert_offline (fixture, source, NULL);
}

static void
test_papers (TownFixture *fixture, gconstpointer data)
{
  g_autoptr (PfPaper) paper = get_first (&fixture->family, PF_COLLECTION_PAPERS);
  PfFileSource source = { PF_FILE_OF_PAPER, pf_record_get_id (PF_RECORD (paper)), NULL,
                          paper->file->name, paper->file->digest };

  check_wishes (fixture, &source, TRUE);
}

/* Their bytes have no digest before they are here. */
static void
test_invoices (TownFixture *fixture, gconstpointer data)
{
  g_autoptr (PfInvoice) invoice = get_first (&fixture->family, PF_COLLECTION_INVOICES);
  PfFileSource source = { PF_FILE_OF_INVOICE, pf_record_get_id (PF_RECORD (invoice)), NULL,
                          "invoice.pdf", NULL };

  check_wishes (fixture, &source, TRUE);
}

static void
test_what_the_family_sent (TownFixture *fixture, gconstpointer data)
{
  g_autoptr (PfDocument) document = get_first (&fixture->family, PF_COLLECTION_DOCUMENTS);
  const PfFile *file = g_ptr_array_index (document->files, 0);
  PfFileSource source = { PF_FILE_OF_DOCUMENT, pf_record_get_id (PF_RECORD (document)), file->id,
                          file->name, file->digest };

  check_wishes (fixture, &source, FALSE);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (TownFixture, cases) = {
    { "papers", test_papers },
    { "invoices", test_invoices },
    { "what-the-family-sent", test_what_the_family_sent },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/town-files/", TownFixture, town_fixture_set_up, cases,
                     town_fixture_tear_down);
  return g_test_run ();
}
