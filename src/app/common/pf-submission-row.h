/* SPDX-License-Identifier: GPL-3.0-or-later
 * One thing that the family wrote and that the town has not settled to its end: a draft, something
 * on its way, or something that was not accepted, with what can be done about it. */
#pragma once

#include <adwaita.h>

#include "pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_SUBMISSION_ROW (pf_submission_row_get_type ())
G_DECLARE_FINAL_TYPE (PfSubmissionRow, pf_submission_row, PF, SUBMISSION_ROW, AdwActionRow)

/**
 * pf_submission_row_new:
 * @title: plain text: what it is
 *
 * Signal "edit" (): the person wants to go on writing a draft, or to mend what was refused;
 * activating the row does it too. Without a handler of it, there is no such button.
 */
GtkWidget *pf_submission_row_new (PfHub *hub, PfSubmission *submission, const char *title);
/** Shows the button that emits "edit", called @label. */
void pf_submission_row_offer_edit (PfSubmissionRow *self, const char *label);
/** Returns: (transfer full): where @submission stands, as a sentence; plain text. */
char *pf_submission_row_describe (PfHub *hub, PfSubmission *submission);

/**
 * PfSubmissionFilter: which to show, and by what name.
 *
 * Returns: (transfer full) (nullable): what @submission is, as plain text; NULL: not to be shown
 * here.
 */
typedef char *(*PfSubmissionName) (PfSubmission *submission, gpointer user_data);
/** PfSubmissionEdit: the person wants to write @submission on. */
typedef void (*PfSubmissionEdit) (PfSubmission *submission, gpointer user_data);

/**
 * pf_submission_list_new:
 * @edit: (nullable)
 *
 * Returns: a boxed list of those that @name names, invisible while there are none. What the town
 * did (or has taken to look at) is not shown but put away: the records tell it.
 */
GtkWidget *pf_submission_list_new (PfHub *hub, PfSubmissionName name, PfSubmissionEdit edit,
                                   gpointer user_data);
/** For a pane beside others: the buttons of a row stand one above the other. */
void pf_submission_list_set_narrow (GtkWidget *list);

G_END_DECLS
