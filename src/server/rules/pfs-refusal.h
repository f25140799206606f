/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why the town does not take what a family wrote. */
#pragma once

#include "pf-messages.h"
#include "pfs-language.h"

G_BEGIN_DECLS

/** PfsRefusal: a plain value, all 0 where nothing was refused. */
typedef struct {
  PfProblemType type;   /* PF_PROBLEM_OTHER = nothing */
  PfsLanguage language; /* set by who asks */
  char *detail;         /* (owned): a sentence for the family */
  char *pointer;        /* (owned) (nullable): JSON pointer into what was written */
} PfsRefusal;

void pfs_refusal_clear (PfsRefusal *refusal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PfsRefusal, pfs_refusal_clear)

/** Fills @refusal; @detail: (transfer full). Returns: FALSE. */
gboolean pfs_refusal_set (PfsRefusal *refusal, PfProblemType type, char *detail,
                          const char *pointer);
/** The same with the sentence that is in the language of who asks. */
gboolean pfs_refusal_say (PfsRefusal *refusal, PfProblemType type, const char *french,
                          const char *english, const char *pointer);

G_END_DECLS
