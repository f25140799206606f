/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random changes to the small town of the tests. */
#pragma once

#include "pfs-test-fixture.h"

G_BEGIN_DECLS

/** The households "h1", "h2"… that changes are made to. */
#define PFS_TEST_N_HOUSEHOLDS 3

/** Changes something that a household can see; now and then thinks better of it. */
void pfs_test_change_something (PfsTestFixture *fixture, GRand *rand);

G_END_DECLS
