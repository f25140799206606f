/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small town in a fresh database, the same each time, for tests of storage and rules.
 *
 * Three households "h1" to "h3" with a guardian "gN" (login "gN@example.org", password
 * PFS_TEST_PASSWORD), a child "cN", and its enrolments "cN-canteen" and "cN-outing". The canteen
 * opens every weekday of November and December 2026 for 2 meals, has a waiting list, books until
 * the Tuesday before and late until the eve at 10:00, cancels until two days before; the outing
 * opens on Wednesdays for 1 child and needs approval. "h1" has a low quotient and pays 2.00 €
 * (late 4.00), "h2" 3.40 € (late 5.10), "h3" has none and pays the same.
 */
#pragma once

#include "pf-batch.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** A Thursday: the week of 9 November is late, the week of 16 November is open. */
#define PFS_TEST_NOW "2026-11-05T08:00:00Z"
#define PFS_TEST_OPEN_DAY "2026-11-17"
#define PFS_TEST_LATE_DAY "2026-11-10"
#define PFS_TEST_PASSWORD "Soleil-2026"

typedef struct {
  PfsStorage *storage;
  char *folder;
  char *path;
  PfMoment now;
} PfsTestFixture;

/** For g_test_add(). */
void pfs_test_fixture_set_up (PfsTestFixture *fixture, gconstpointer data);
void pfs_test_fixture_tear_down (PfsTestFixture *fixture, gconstpointer data);
/** Makes and fills the database @path. */
PfsStorage *pfs_test_make_town (const char *path, PfMoment now);

PfsTransaction *pfs_test_begin (PfsTestFixture *fixture);
void pfs_test_commit (PfsTransaction *transaction);
/** Returns: (transfer full): a batch of one line. @price: PF_CENTS_UNKNOWN for none. */
GPtrArray *pfs_test_line (const char *enrolment, const char *day, PfAction action, gint64 version,
                          PfCents price);
/** Books or cancels one unit for real, in a transaction. Returns: the only outcome. */
PfOutcome *pfs_test_act (PfsTestFixture *fixture, const char *household, const char *enrolment,
                         const char *day, PfAction action, gint64 version, PfCents price);
/** Returns: the version of the sheet of @enrolment that holds @day. */
gint64 pfs_test_get_version (PfsTestFixture *fixture, const char *household, const char *enrolment,
                             const char *day);

G_END_DECLS
