/* SPDX-License-Identifier: GPL-3.0-or-later
 * A family changes its file at the small town of the tests, and an agent decides. */
#pragma once

#include "pfs-family.h"
#include "pfs-test-fixture.h"

G_BEGIN_DECLS

#define PFS_TEST_IBAN "FR76 3000 6000 0112 3456 7890 189"

/** Returns: (transfer full): JSON of @text, which has single quotes. */
GBytes *pfs_test_make_body (const char *text);
/** Returns: the first guardian of the first household, who writes in English. */
PfsWriter pfs_test_make_writer (PfsTestFixture *fixture);
/** @pointer: (nullable): where what is refused is wrong; NULL: it is taken. Returns: (transfer
 * full) (nullable): the request that it became. */
char *pfs_test_change_file (PfsTestFixture *fixture, PfSubmissionKind kind, const char *target,
                            const char *patch, const char *pointer);
/** Decides on @request as an agent. */
void pfs_test_decide (PfsTestFixture *fixture, const char *request, PfRequestState state);

G_END_DECLS
