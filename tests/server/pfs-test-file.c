/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says what a family says, and what an agent answers. */
#include "config.h"

#include "pfs-test-file.h"

#include <string.h>

#include "pfs-requests.h"

GBytes *
pfs_test_make_body (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  return g_bytes_new (json, strlen (json));
}

PfsWriter
pfs_test_make_writer (PfsTestFixture *fixture)
{
  return (PfsWriter){ .storage = fixture->storage,
                      .household = "h1",
                      .guardian = "g1",
                      .now = fixture->now,
                      .today = pf_day_parse ("2026-11-05"),
                      .language = PFS_LANGUAGE_ENGLISH };
}

char *
pfs_test_change_file (PfsTestFixture  *fixture,
                      PfSubmissionKind kind,
                      const char      *target,
                      const char      *patch,
                      const char      *pointer)
{
  PfsWriter writer = pfs_test_make_writer (fixture);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = PFS_LANGUAGE_ENGLISH };
  g_autoptr (GBytes) body = pfs_test_make_body (patch);
  g_autoptr (GError) error = NULL;
  char *request = NULL;
  gboolean done = pfs_family_change (&writer, kind, target, body, &request, &refusal, &error);

  g_test_message ("%s: %s", patch, refusal.detail != NULL ? refusal.detail : "taken");
  g_assert_no_error (error);
  g_assert_cmpstr (refusal.pointer, ==, pointer);
  g_assert_cmpint (done, ==, pointer == NULL);
  if (done)
    pfs_test_commit (transaction);
  else
    pfs_transaction_free (transaction);
  return request;
}

void
pfs_test_decide (PfsTestFixture *fixture, const char *request, PfRequestState state)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  pfs_requests_decide (fixture->storage, request, state, "Vu", fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
}
