/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the sign-in's own files share. */
#pragma once

#include "pf-account-links.h"
#include "pf-first-reading.h"
#include "pf-new-password.h"
#include "pf-sign-in.h"

G_BEGIN_DECLS

typedef enum {
  PF_SIGN_IN_STEP_ADDRESS,
  PF_SIGN_IN_STEP_CREDENTIALS,
  PF_SIGN_IN_STEP_CHALLENGE,
  PF_SIGN_IN_STEP_READING,
} PfSignInStep;

struct _PfSignIn {
  GtkWidget parent_instance;

  PfHub *hub;                /* (owned) (nullable): NULL before set-up */
  PfDemoTown *demo;          /* (owned) (nullable) */
  PfAccount *account;        /* (owned) (nullable): to sign in again, or made by this sign-in */
  gboolean is_new;           /* @account was made by this sign-in */
  gboolean resumes;          /* the form of an account that was begun before is wanted */
  char *code;                /* (owned) (nullable): of a mail's link, once the town is found */
  PfTownService *service;    /* (owned) (nullable): the town found */
  GCancellable *cancellable; /* (owned) (nullable): of what is under way */
  PfSignInStep step;
  guint busy_source;

  GtkWidget *clamp;
  GtkStack *stack;
  GtkWidget *address_row;
  GtkLabel *town_name;
  GtkLabel *town_address;
  GtkWidget *back_button;
  GtkWidget *login_row;
  GtkWidget *password_row;
  GtkLabel *prompt;
  GtkPicture *picture;
  GtkWidget *browser_button;
  GtkWidget *answer_row;
  PfNewPassword *new_password;
  PfAccountLinks *links;
  GtkWidget *resume_button;
  PfFirstReading *reading;
  GtkLabel *error_labels[PF_SIGN_IN_STEP_READING]; /* by step; the last has its own */
  GtkRevealer *busy_revealer;
  GtkLabel *busy_label;
};

/** Returns: the field that errors of @step are told at. */
GtkWidget *pf_sign_in_get_field (PfSignIn *self, PfSignInStep step);
/** Also as soon as something is corrected. */
void pf_sign_in_clear_error (PfSignIn *self);
/** Says under the field what the town answered; nothing where it was cancelled. */
void pf_sign_in_show_error (PfSignIn *self, const GError *error);
/** Says that @row lacks something. */
void pf_sign_in_show_missing (PfSignIn *self, GtkWidget *row, const char *text);

G_END_DECLS
