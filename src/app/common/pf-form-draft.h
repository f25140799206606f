/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person writes into a form over one record, kept as it is typed and sent as a merge
 * patch. */
#pragma once

#include "pf-record-form.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_FORM_DRAFT (pf_form_draft_get_type ())
G_DECLARE_FINAL_TYPE (PfFormDraft, pf_form_draft, PF, FORM_DRAFT, GObject)

/**
 * PfFormDraft: health sheets are written to no disk: they are sent at once, or stay in the form.
 *
 * Signals: "changed" (): pf_form_draft_has_changes() may be another; "failed" (GError): what was
 * written could not be kept or sent; "answered" (PfSubmissionAnswer): the town, to what was sent at
 * once.
 */
PfFormDraft *pf_form_draft_new (PfSession *session, PfSubmissionKind kind, PfRecordForm *form);
/** Shows @record with what is kept of it; what the person is writing just now stays. */
void pf_form_draft_show (PfFormDraft *self, gpointer record);
/** Shows @submission, which was not accepted, to be mended; beside it what the town has now. */
void pf_form_draft_mend (PfFormDraft *self, gpointer record, PfSubmission *submission);
gboolean pf_form_draft_has_changes (PfFormDraft *self);
gboolean pf_form_draft_check (PfFormDraft *self);
/** Shows @record, of another version than what was written on: the town has it so now. */
void pf_form_draft_rebase (PfFormDraft *self, gpointer record);
/** Queues what differs, if anything does; of a health sheet: sends it. */
void pf_form_draft_submit (PfFormDraft *self);
/** Forgets what was written. */
void pf_form_draft_discard (PfFormDraft *self);

G_END_DECLS
