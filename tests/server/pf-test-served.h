/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town that is served, and a family's client of it, for tests over HTTP. */
#pragma once

#include "pf-test-client.h"
#include "pf-test-town.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

typedef struct {
  PfTestTown *town;
  PfTestClient *client;
} PfTestServed;

/** For g_test_add(): the small town of pfs-test-fixture.h, "g1" signed in. */
void pf_test_served_set_up (PfTestServed *served, gconstpointer data);
/** For g_test_add(): the demo town, PF_TEST_TOWN_LOGIN signed in. */
void pf_test_served_set_up_demo (PfTestServed *served, gconstpointer data);
/** For g_test_add(): the demo town, nobody signed in. */
void pf_test_served_set_up_stranger (PfTestServed *served, gconstpointer data);
/** For g_test_add(). */
void pf_test_served_tear_down (PfTestServed *served, gconstpointer data);

/** Like pf_test_served_set_up() with what @fill adds to the town, in a transaction. */
void pf_test_served_set_up_filled (PfTestServed *served, void (*fill) (PfsStorage *storage));
/** Returns: (transfer full): another client of the same town, signed in as @login. */
PfTestClient *pf_test_served_add_client (PfTestServed *served, const char *login,
                                         const char *password);

G_END_DECLS
