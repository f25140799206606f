/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was typed into the forms of an account, kept on the disk until it is done: never a
 * password, never a code. */
#pragma once

#include "pf-account-form.h"

G_BEGIN_DECLS

/** PfAccountDraft: a plain value. */
typedef struct {
  char *town;          /* its address */
  PfAccountForm *form; /* with the step that was reached */
  PfMoment until;      /* how long the code of the mail is good, PF_MOMENT_NONE */
} PfAccountDraft;

/** Returns: (transfer full) (nullable): what was kept. */
PfAccountDraft *pf_account_draft_load (void);
/** Keeps it in place of the former one, readable by its owner only. */
void pf_account_draft_save (const char *town, const PfAccountForm *form, PfMoment until);
void pf_account_draft_remove (void);
void pf_account_draft_free (PfAccountDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfAccountDraft, pf_account_draft_free)

G_END_DECLS
