/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person says about their account at a town, before or after signing in, and what the town
 * answers. Secret: never logged, never on disk but for what is no password. */
#pragma once

#include "pf-messages.h"

G_BEGIN_DECLS

/** PfAccountStep: one call of the contract each. */
typedef enum {
  PF_ACCOUNT_SIGN_UP,         /* POST /v1/accounts: names, e-mail, password, terms, code */
  PF_ACCOUNT_RESEND,          /* POST /v1/accounts/resend: e-mail */
  PF_ACCOUNT_ACTIVATE,        /* POST /v1/accounts/activate: code; invited: password, terms */
  PF_ACCOUNT_LOSE_PASSWORD,   /* POST /v1/password-resets: e-mail */
  PF_ACCOUNT_CHOOSE_PASSWORD, /* POST /v1/password-resets/choose: code, password */
  PF_ACCOUNT_CHANGE_PASSWORD, /* PUT /v1/password: old password, password; signed in */
} PfAccountStep;

#define PF_N_ACCOUNT_STEPS (PF_ACCOUNT_CHANGE_PASSWORD + 1)

/** PfAccountForm: each step takes some of it, see above; what it does not take is ignored. */
typedef struct {
  PfAccountStep step;
  char *civility; /* (nullable) the family's own words, "Mme", "M." */
  char *first_name;
  char *last_name;
  char *email;
  char *password;        /* the one to have from now on */
  char *old_password;    /* the one to change */
  char *code;            /* of a mail */
  char *subscriber_code; /* (nullable) of a household that the town knows already */
  gboolean terms_accepted;
} PfAccountForm;

#define PF_TYPE_ACCOUNT_FORM (pf_account_form_get_type ())
GType pf_account_form_get_type (void);
PfAccountForm *pf_account_form_new (PfAccountStep step);
PfAccountForm *pf_account_form_copy (const PfAccountForm *form);
/** Wipes the secrets before freeing them. */
void pf_account_form_free (PfAccountForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfAccountForm, pf_account_form_free)

/** PfAccountAnswer: what the town says to a step. */
typedef struct {
  char *login;    /* (nullable): what to sign in as */
  PfMoment until; /* how long the code of the mail is good, PF_MOMENT_NONE where none was asked */
} PfAccountAnswer;

PfAccountAnswer *pf_account_answer_new (void);
void pf_account_answer_free (PfAccountAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfAccountAnswer, pf_account_answer_free)

/** PfAccountCodeKind: what the code of a mail is for, told by its first letter. */
typedef enum {
  PF_ACCOUNT_CODE_NONE,       /* it is no code */
  PF_ACCOUNT_CODE_ACTIVATION, /* A: ends a sign-up */
  PF_ACCOUNT_CODE_INVITATION, /* N: a new account that the town opened; wants a password */
  PF_ACCOUNT_CODE_RESET,      /* R: wants a new password */
} PfAccountCodeKind;

/** The letters and digits after the first letter. */
#define PF_ACCOUNT_CODE_LENGTH 10
/** What they are: nothing that looks like another. */
#define PF_ACCOUNT_CODE_ALPHABET "23456789ABCDEFGHJKMNPQRSTVWXYZ"

/**
 * pf_account_code_parse:
 * @text: what was typed or pasted: a code in any writing, or the link of a mail
 * @code: (out) (optional): the code as the contract writes it, "A-K7QPM-3XATR"
 * @town: (out) (optional) (nullable): the town's address, where a link named one
 */
PfAccountCodeKind pf_account_code_parse (const char *text, char **code, char **town);
/** @characters: PF_ACCOUNT_CODE_LENGTH of PF_ACCOUNT_CODE_ALPHABET. Returns: (transfer full): the
 * code as the contract writes it. */
char *pf_account_code_format (PfAccountCodeKind kind, const char *characters);
/** Returns: (transfer full): the link of a mail. @code: as the contract writes it */
char *pf_account_code_make_link (const char *town, const char *code);

G_END_DECLS
