/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a town does with papers: takes what families send, has agents look at it, and hands out its
 * own. What writes needs a transaction begun by the caller. Agent functions fail with
 * PFS_STORAGE_ERROR in a sentence for a clerk. */
#pragma once

#include "pf-record-papers.h"
#include "pfs-delta.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PFS_PAPERS_MAX_PAGES: how many files one document may have. */
#define PFS_PAPERS_MAX_PAGES 20

typedef enum {
  PFS_PAPERS_TAKEN,
  PFS_PAPERS_NOT_ASKED, /* the household has no such requirement */
  PFS_PAPERS_NO_CHILD,  /* the household has no such child */
  PFS_PAPERS_NO_FILE,   /* the household has not sent these bytes: @page */
  PFS_PAPERS_TOO_MANY,  /* more than PFS_PAPERS_MAX_PAGES, or none */
} PfsPapersVerdict;

/**
 * pfs_papers_send:
 * @document: (inout): what the family says: name, requirement, child, files; completed where it is
 * taken
 * @verdict: (out)
 * @page: (out): which of the files is not there
 *
 * Takes a document; the requirement that it answers waits for an agent again.
 *
 * Returns: FALSE with @error.
 */
gboolean pfs_papers_send (PfsStorage *storage, const char *household, PfDocument *document,
                          PfMoment now, PfsPapersVerdict *verdict, guint *page, GError **error);

/** Validates a document. @expires: the last day that it counts; PF_DAY_NONE: for ever, or the end
 * of the school year for a yearly paper. */
gboolean pfs_papers_validate (PfsStorage *storage, const char *document, PfDay expires,
                              PfMoment now, GError **error);
/** Refuses a document; the family reads @reason. */
gboolean pfs_papers_refuse (PfsStorage *storage, const char *document, const char *reason,
                            GError **error);

/** Keeps a file of the town's and hands it out as @paper, whose id and file are set, to @household
 * ("" = to all). INVALID for what is no PDF, JPEG or PNG. */
gboolean pfs_papers_hand_out (PfsStorage *storage, const char *household, PfPaper *paper,
                              const char *file_name, GBytes *bytes, PfMoment now, GError **error);
/** Hands out the certificate that a child is enrolled, made as PDF. */
PfPaper *pfs_papers_certify (PfsStorage *storage, const char *enrolment, PfMoment now,
                             GError **error);

/**
 * pfs_papers_list_missing:
 * @child: (nullable): also what is asked of this child
 *
 * Returns: (transfer full) (element-type PfRequirement): the mandatory papers of @household that
 * were not sent, were refused or have expired; NULL with @error.
 */
GPtrArray *pfs_papers_list_missing (PfsStorage *storage, const char *household, const char *child,
                                    PfMoment now, GError **error);

/* Lines of the table of collections. */
PfRecord *pfs_papers_read_requirement (const PfsReader *reader, const PfsChange *change,
                                       GError **error);
PfRecord *pfs_papers_read_document (const PfsReader *reader, const PfsChange *change,
                                    GError **error);
PfRecord *pfs_papers_read_paper (const PfsReader *reader, const PfsChange *change, GError **error);

G_END_DECLS
