/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of papers: what is asked of families, what they sent, what the town hands out. */
#pragma once

#include "pf-record-papers.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsAskedOf: each of whom has to send the paper. */
typedef enum {
  PFS_ASKED_OF_HOUSEHOLDS,
  PFS_ASKED_OF_CHILDREN,
} PfsAskedOf;

/** Asks a paper of every family, or of every child, that the town has and will have: each has a
 * requirement of its own. @asked: what each of them says; its child and state do not matter */
gboolean pfs_storage_put_asked_paper (PfsStorage *self, PfRequirement *asked, PfsAskedOf whom,
                                      GError **error);
/** Asks a household, or its @child (nullable), what is asked of all and was not asked yet; for new
 * ones. */
gboolean pfs_storage_ask_papers (PfsStorage *self, const char *household, const char *child,
                                 GError **error);

/** A child leaves: it is asked for nothing any more; what was sent for it stays its household's. */
gboolean pfs_storage_forget_papers (PfsStorage *self, const char *child, GError **error);

/** Asks one household for a paper; where it stands is told by its document. */
gboolean pfs_storage_put_requirement (PfsStorage *self, const char *household,
                                      PfRequirement *requirement, GError **error);
PfRequirement *pfs_storage_load_requirement (PfsStorage *self, const char *id, GError **error);
/** @household: (nullable) = all. @child: (nullable): only what is asked of it. Returns: (transfer
 * full) (element-type PfRequirement): NULL with @error. */
GPtrArray *pfs_storage_list_requirements (PfsStorage *self, const char *household,
                                          const char *child, GError **error);
/** Makes @document what answers a requirement. */
gboolean pfs_storage_answer_requirement (PfsStorage *self, const char *id, const char *document,
                                         GError **error);
/** Returns: (transfer full): whose requirement it is; NULL with @error. */
char *pfs_storage_get_requirement_household (PfsStorage *self, const char *id, GError **error);

/** Keeps what a household sent, with its files, whose bytes are there already. A requirement that
 * it answers is told as changed too. */
gboolean pfs_storage_put_document (PfsStorage *self, const char *household, PfDocument *document,
                                   GError **error);
PfDocument *pfs_storage_load_document (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfDocument): those in @state, oldest first; NULL with
 * @error. */
GPtrArray *pfs_storage_list_documents (PfsStorage *self, PfPaperState state, GError **error);
char *pfs_storage_get_document_household (PfsStorage *self, const char *id, GError **error);

/** Hands out a paper, whose file's bytes are there already, to @household ("" = to all). */
gboolean pfs_storage_put_paper (PfsStorage *self, const char *household, PfPaper *paper,
                                GError **error);
PfPaper *pfs_storage_load_paper (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfPaper): the town's own papers; NULL with @error. */
GPtrArray *pfs_storage_list_town_papers (PfsStorage *self, GError **error);
gboolean pfs_storage_remove_paper (PfsStorage *self, const char *id, GError **error);

G_END_DECLS
