/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person writes into a form over one record, kept as it is typed and sent as a merge
 * patch. */
#pragma once

#include "pf-attachments.h"
#include "pf-record-form.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_FORM_DRAFT (pf_form_draft_get_type ())
G_DECLARE_FINAL_TYPE (PfFormDraft, pf_form_draft, PF, FORM_DRAFT, GObject)

/**
 * PfFormDraft:
 *
 * Signals: "changed" (): pf_form_draft_has_changes() or pf_form_draft_needs_agent() may be another;
 * "failed" (GError): what was written could not be kept or queued.
 */
PfFormDraft *pf_form_draft_new (PfSession *session, PfSubmissionKind kind, PfRecordForm *form);
/** Sends what is added to @proofs along, and keeps it with the draft. */
void pf_form_draft_set_proofs (PfFormDraft *self, PfAttachments *proofs);
/** Shows @record with what is kept of it; what the person is writing just now stays. */
void pf_form_draft_show (PfFormDraft *self, gpointer record);
/** Shows @submission, which was not accepted, to be mended; beside it what the town has now. */
void pf_form_draft_mend (PfFormDraft *self, gpointer record, PfSubmission *submission);
gboolean pf_form_draft_has_changes (PfFormDraft *self);
/** Returns: whether an agent has to agree to some of what differs. */
gboolean pf_form_draft_needs_agent (PfFormDraft *self);
/** Returns: whether a proof is still being read. */
gboolean pf_form_draft_is_busy (PfFormDraft *self);
gboolean pf_form_draft_check (PfFormDraft *self);
/** Queues what differs, if anything does. */
void pf_form_draft_submit (PfFormDraft *self);
/** Forgets what was written. */
void pf_form_draft_discard (PfFormDraft *self);

G_END_DECLS
