/* SPDX-License-Identifier: GPL-3.0-or-later
 * What families change of their file: what takes effect at once, what an agent has to look at, and
 * what is still missing. Writing needs a transaction begun by the caller. */
#pragma once

#include "pf-batch.h"
#include "pf-check.h"
#include "pf-merge-patch.h"
#include "pf-submission.h"
#include "pfs-refusal.h"
#include "pfs-storage-requests.h"

G_BEGIN_DECLS

/** PFS_SETTING_SHEET_WANTS: what the town asks of a child's sheet, identifiers by spaces. */
#define PFS_SETTING_SHEET_WANTS "sheet-wants"

/** PfsWriter: who writes, and when. */
typedef struct {
  PfsStorage *storage;
  const char *household;
  const char *guardian;
  PfMoment now;
  PfDay today;
  PfsLanguage language;
} PfsWriter;

/**
 * pfs_family_change:
 * @kind: HOUSEHOLD, GUARDIAN, CHILD, HEALTH_SHEET or CONTACT
 * @target: (nullable): the record's identifier, where the household has several such
 * @request: (out): the request that was opened for what an agent has to look at, NULL where there
 * is nothing such
 *
 * Applies a merge patch: at once what the family may change by itself.
 *
 * Returns: FALSE with @refusal, or with @error: NOT_FOUND where the household has no such record,
 * or a PF_CODEC_ERROR.
 */
gboolean pfs_family_change (const PfsWriter *writer, PfSubmissionKind kind, const char *target,
                            GBytes *patch, char **request, PfsRefusal *refusal, GError **error);
/** Makes a contact of a patch. Returns: (transfer full): its identifier; NULL with @refusal, or
 * with
 * @error. */
char *pfs_family_add_contact (const PfsWriter *writer, GBytes *patch, PfsRefusal *refusal,
                              GError **error);
/* What an agent has accepted: rows of the table of effects. */

/** Applies the patch that was kept. */
gboolean pfs_family_accept (PfsStorage *storage, const PfsPending *pending, const char *words,
                            PfMoment now, GError **error);
/** Makes a contact of a form that asks for somebody to fetch a child. */
gboolean pfs_family_accept_contact (PfsStorage *storage, const PfsPending *pending,
                                    const char *words, PfMoment now, GError **error);

/** Takes what a new family's wizard sends: an agent has to look at it. Returns: FALSE with @refusal
 * or @error. */
gboolean pfs_family_register (const PfsWriter *writer, GBytes *body, PfsRefusal *refusal,
                              GError **error);
/** Opens the services to a family that has sent the wizard; it is told by mail. Returns: FALSE with
 * @error, a sentence for a clerk. */
gboolean pfs_family_validate (PfsStorage *storage, const char *household, GError **error);
/** The other way: the wizard is to be sent again. */
gboolean pfs_family_refuse (PfsStorage *storage, const char *household, const char *reason,
                            GError **error);

/** Asks the family to confirm its file until @due. @blocks: no booking before an agent has accepted
 * it. */
gboolean pfs_family_ask_update (PfsStorage *storage, const char *household, const char *year,
                                PfDay due, gboolean blocks, GError **error);
/** Checks the proofs that go with a change. */
gboolean pfs_family_check_files (const PfsWriter *writer, GPtrArray *files, PfsRefusal *refusal,
                                 GError **error);
/** Takes a yearly update. Returns: FALSE with @refusal or @error. */
gboolean pfs_family_send_update (const PfsWriter *writer, GBytes *body, char **request,
                                 PfsRefusal *refusal, GError **error);
/** Nothing is due any more. */
gboolean pfs_family_accept_update (PfsStorage *storage, const PfsPending *pending,
                                   const char *words, PfMoment now, GError **error);
/** It is to be sent again. */
gboolean pfs_family_refuse_update (PfsStorage *storage, const PfsPending *pending,
                                   const char *words, PfMoment now, GError **error);

/** Returns: the mask of 1 << #PfWant that the town asks for. */
guint pfs_family_get_wants (PfsStorage *storage);
/** Fills what is missing of @child, read from storage. */
gboolean pfs_family_complete_child (PfsStorage *storage, PfChild *child, GError **error);

/** PfsBlock: why the town does not open a service to a family. */
typedef enum {
  PFS_BLOCK_NONE,
  PFS_BLOCK_HOUSEHOLD, /* no agent has validated it yet */
  PFS_BLOCK_UPDATE,    /* the file of the year is due */
  PFS_BLOCK_SHEET,     /* the child's sheet is not complete */
  PFS_BLOCK_DOCUMENTS, /* mandatory papers are missing */
  PFS_BLOCK_WALLET,    /* no active wallet pays the activity */
} PfsBlock;

/** Whether @household may use services at all: NONE, HOUSEHOLD or UPDATE. */
gboolean pfs_family_check_services (PfsStorage *storage, const char *household, PfsBlock *block,
                                    GError **error);
/** @unmet: (out): a mask of #PfDemand that @activity makes and that the family of @child has not
 * met at @now. */
gboolean pfs_family_get_unmet (PfsStorage *storage, const char *household, PfChild *child,
                               PfActivity *activity, PfMoment now, guint *unmet, GError **error);
/** Whether the enrolment, one of @household's, may be booked at @now: also SHEET, DOCUMENTS and
 * WALLET, where its activity demands them. */
gboolean pfs_family_check_enrolment (PfsStorage *storage, const char *household,
                                     PfEnrolment *enrolment, PfMoment now, PfsBlock *block,
                                     GError **error);
/** Adds the town's words to the outcomes of @answer, to @lines (element-type PfLine), that the
 * family's own file blocks. */
void pfs_family_explain_blocks (PfsStorage *storage, const char *household, GPtrArray *lines,
                                PfMoment now, PfAnswer *answer, PfsLanguage language);
/** Returns: (transfer none): @block in words, for the family. */
const char *pfs_block_get_words (PfsBlock block, PfsLanguage language);

G_END_DECLS
