/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding what was written among a session's submissions. */
#pragma once

#include "pf-session.h"

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): the submission with @id; the session's list keeps it. */
PfSubmission *find_submission (PfSession *session, gint64 id);

G_END_DECLS
