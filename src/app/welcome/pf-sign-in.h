/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing in to a town, step by step: address, login and password, what the town may ask besides,
 * then the first reading of the plan. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-demo-town.h"

G_BEGIN_DECLS

#define PF_TYPE_SIGN_IN (pf_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (PfSignIn, pf_sign_in, PF, SIGN_IN, GtkWidget)

/**
 * PfSignIn:
 *
 * Signal "done" (): there is an account, and its plan can be shown. What was typed stays until
 * then, whatever goes wrong.
 * Property "step" (string, read-only, notified): "address", "credentials", "challenge" or
 * "reading".
 */
/**
 * Before the person sees it. @account: (nullable): the account to sign in again; NULL for a new
 * one.
 */
void pf_sign_in_set_up (PfSignIn *self, PfHub *hub, PfDemoTown *demo, PfAccount *account);
/** Does what the “Try the demo town” button does. */
void pf_sign_in_try_demo (PfSignIn *self);
/** Looks for the town at @town, then opens the form for the code of its mail, filled in. */
void pf_sign_in_give_code (PfSignIn *self, const char *town, const char *code);
const char *pf_sign_in_get_step (PfSignIn *self);
/** Ends what is under way, as its Cancel button does. */
void pf_sign_in_cancel (PfSignIn *self);

G_END_DECLS
