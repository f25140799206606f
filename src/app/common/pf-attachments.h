/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that a family adds to what it writes: chosen, dropped or pasted; looked at before they are
 * taken, made smaller where they are pictures too large. */
#pragma once

#include <adwaita.h>

#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_ATTACHMENTS (pf_attachments_get_type ())
G_DECLARE_FINAL_TYPE (PfAttachments, pf_attachments, PF, ATTACHMENTS, GtkWidget)

/**
 * PfAttachments: may stand in a template, as PfAttachments, after
 * g_type_ensure (PF_TYPE_ATTACHMENTS).
 *
 * Signals: "changed" (): other files, or pf_attachments_is_busy() is another.
 */

/** Files are kept by @session from when they are added: what names them can be sent later. */
void pf_attachments_set_session (PfAttachments *self, PfSession *session);
/** @is_secret: whether files are kept sealed only, as health is. */
void pf_attachments_set_secret (PfAttachments *self, gboolean is_secret);
/** @limit: how many files may be added; 20 unless said. */
void pf_attachments_set_limit (PfAttachments *self, guint limit);
/** Returns: (transfer none) (element-type PfFile): what was added, in order. */
GPtrArray *pf_attachments_get_files (PfAttachments *self);
/** Shows @files (element-type PfFile) (nullable: none) in place of what is there: a draft's. */
void pf_attachments_set_files (PfAttachments *self, GPtrArray *files);
/** Returns: whether a file is still being read or made smaller. */
gboolean pf_attachments_is_busy (PfAttachments *self);

/** Asks for files. */
void pf_attachments_choose (PfAttachments *self);
/** Adds what the clipboard holds: files, or a picture. */
void pf_attachments_paste (PfAttachments *self);
void pf_attachments_add_file (PfAttachments *self, GFile *file);
void pf_attachments_add_bytes (PfAttachments *self, const char *name, GBytes *bytes);
/** Adds a file that the town has already: nothing will be sent again. */
void pf_attachments_add_known (PfAttachments *self, const PfFile *file);
/** Returns: whether @file was added by pf_attachments_add_known(): a submission does not carry its
 * bytes. */
gboolean pf_attachments_is_known (PfAttachments *self, const PfFile *file);
/** Accepts drops anywhere on @widget, which lives at most as long as @self. */
void pf_attachments_accept_drops (PfAttachments *self, GtkWidget *widget);

G_END_DECLS
