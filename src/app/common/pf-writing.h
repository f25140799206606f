/* SPDX-License-Identifier: GPL-3.0-or-later
 * A place to write to the town hall: several lines of text and files, with a button to send. What
 * is written goes to a #PfDraft by whoever shows it. */
#pragma once

#include "pf-attachments.h"

G_BEGIN_DECLS

#define PF_TYPE_WRITING (pf_writing_get_type ())
G_DECLARE_FINAL_TYPE (PfWriting, pf_writing, PF, WRITING, GtkWidget)

/**
 * PfWriting: may stand in a template after g_type_ensure (PF_TYPE_WRITING).
 *
 * Signals: "changed" (): text or files are others; "send" (): the button was pressed.
 */

void pf_writing_set_session (PfWriting *self, PfSession *session);
/** @label: what a screen reader calls the text. @button: the button's label. */
void pf_writing_set_labels (PfWriting *self, const char *label, const char *button);
/** @max_files: 0 = no files; @max_bytes: of each. */
void pf_writing_set_limits (PfWriting *self, int max_files, gint64 max_bytes);
/** Returns: (transfer full): what is written. */
char *pf_writing_get_text (PfWriting *self);
/** Returns: (transfer none) (element-type PfFile). */
GPtrArray *pf_writing_get_files (PfWriting *self);
/** @text: (nullable); @files: (nullable) (element-type PfFile). Emits nothing. */
void pf_writing_set (PfWriting *self, const char *text, GPtrArray *files);
/** Returns: whether nothing is written and nothing attached. */
gboolean pf_writing_is_empty (PfWriting *self);
/** Tells why it is not sent; NULL: nothing to tell. */
void pf_writing_set_trouble (PfWriting *self, const char *sentence);
/** Returns: (transfer full) (nullable): why the files cannot be sent, NULL where they can. */
char *pf_writing_check_files (PfWriting *self);
/** Puts the focus on the text. */
void pf_writing_focus (PfWriting *self);

G_END_DECLS
