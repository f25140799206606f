/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of submissions do over and over. */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/** Returns: (transfer full): a file that was put, with these contents. */
PfFile *submission_put (Fixture *fixture, const char *contents);
/** Saves a draft of @kind that says @text, in the place of @id (0 = new). @file: (nullable). */
gint64 submission_save (Fixture *fixture, PfSubmissionKind kind, gint64 id, const char *text,
                        const PfFile *file);
/** As submission_save(), and queues it. */
gint64 submission_queue (Fixture *fixture, PfSubmissionKind kind, gint64 id, const char *text,
                         const PfFile *file);
int submission_discard (Fixture *fixture, gint64 id);
/** Settles the queued submission of @id. */
int submission_settle (Fixture *fixture, gint64 id, PfSubmissionOutcome outcome);
int submission_dismiss (Fixture *fixture, gint64 id);
/** Returns: (transfer none) (nullable): as it is on the disk now. */
PfSubmission *submission_find (Fixture *fixture, gint64 id);
/** Returns: what the submission says, its body as a text. */
const char *submission_get_text (PfSubmission *submission);
/** Returns: whether the bytes that @file names are there, and are these. */
gboolean submission_has_bytes (Fixture *fixture, const PfFile *file, const char *contents);

G_END_DECLS
