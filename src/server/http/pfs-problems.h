/* SPDX-License-Identifier: GPL-3.0-or-later
 * Problems in the languages of the town's families. */
#pragma once

#include "pf-messages.h"
#include "pfs-language.h"

G_BEGIN_DECLS

/** Returns: (transfer full): a problem of @type with its status and title. */
PfProblem *pfs_problem_new (PfProblemType type, PfsLanguage language);
/** Returns: (transfer full): a problem of HTTP alone: 405, 415… */
PfProblem *pfs_problem_new_for_status (int status, PfsLanguage language);

G_END_DECLS
