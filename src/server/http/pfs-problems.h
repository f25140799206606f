/* SPDX-License-Identifier: GPL-3.0-or-later
 * Problems in the languages of the town's families. */
#pragma once

#include "pf-messages.h"

G_BEGIN_DECLS

/** PfsLanguage: what problems can be told in. */
typedef enum {
  PFS_LANGUAGE_FRENCH,
  PFS_LANGUAGE_ENGLISH,
} PfsLanguage;

/** @accept_language: (nullable): the header. Returns: the language that is wanted most; French
 * where none is named. */
PfsLanguage pfs_language_choose (const char *accept_language);
/** Returns: "fr", "en". */
const char *pfs_language_get_tag (PfsLanguage language);

/** Returns: (transfer full): a problem of @type with its status and title. */
PfProblem *pfs_problem_new (PfProblemType type, PfsLanguage language);
/** Returns: (transfer full): a problem of HTTP alone: 405, 415… */
PfProblem *pfs_problem_new_for_status (int status, PfsLanguage language);

G_END_DECLS
