/* SPDX-License-Identifier: GPL-3.0-or-later
 * A submission while it is written: kept on the disk soon after each change, so that nothing typed
 * is lost, and sent when the person says so. */
#pragma once

#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_DRAFT (pf_draft_get_type ())
G_DECLARE_FINAL_TYPE (PfDraft, pf_draft, PF, DRAFT, GObject)

/**
 * pf_draft_new:
 * @former: (nullable): a draft to go on with, or one that was refused: that one goes once this is
 * kept
 */
PfDraft *pf_draft_new (PfSession *session, PfSubmissionKind kind, PfSubmission *former);
PfSession *pf_draft_get_session (PfDraft *self);
/** What is written now; kept in a moment. @body: JSON; @files: (element-type PfFile) */
void pf_draft_set (PfDraft *self, GBytes *body, GPtrArray *files);
/** Nothing is written any more: what was kept goes. */
void pf_draft_discard (PfDraft *self);
/** Keeps at once what pf_draft_set() was given last. */
void pf_draft_flush (PfDraft *self);
/** Queues what pf_draft_set() was given last; the draft is empty then, and another one may be
 * written. Finish: FALSE with @error: it is still a draft. */
void pf_draft_submit_async (PfDraft *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_draft_submit_finish (PfDraft *self, GAsyncResult *result, GError **error);

G_END_DECLS
