/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of the account's dialog, for the files that implement it and for no other. */
#pragma once

#include "pf-account-dialog.h"
#include "pf-new-password.h"

G_BEGIN_DECLS

/** PfAccountRows: a mask of what a step has. */
typedef enum {
  PF_ACCOUNT_HAS_NAMES = 1 << 0,
  PF_ACCOUNT_HAS_EMAIL = 1 << 1,
  PF_ACCOUNT_HAS_CODE = 1 << 2,
  PF_ACCOUNT_HAS_OLD_PASSWORD = 1 << 3,
  PF_ACCOUNT_HAS_PASSWORD = 1 << 4,
  PF_ACCOUNT_HAS_SUBSCRIBER = 1 << 5,
  PF_ACCOUNT_HAS_TERMS = 1 << 6,
  PF_ACCOUNT_HAS_RESEND = 1 << 7,  /* the mail can be sent again */
  PF_ACCOUNT_HAS_RESTART = 1 << 8, /* back to the form of a sign-up */
} PfAccountRows;

struct _PfAccountDialog {
  AdwWindow parent_instance;

  PfTownService *service;
  PfAccountStep step;
  PfAccountStep asked;       /* the step that the town is asked about */
  PfAccountCodeKind kind;    /* of the code that was typed */
  PfMoment until;            /* of the mail's code */
  GCancellable *cancellable; /* (nullable): of the call under way */
  guint save_source;
  gboolean is_done;

  AdwWindowTitle *title;
  GtkWidget *form;
  GtkLabel *description;
  GtkWidget *fields;
  GtkWidget *civility_row;
  GtkWidget *first_name_row;
  GtkWidget *last_name_row;
  GtkWidget *email_row;
  GtkWidget *code_row;
  GtkWidget *old_password_row;
  PfNewPassword *new_password;
  GtkWidget *subscriber_group;
  GtkWidget *subscriber_row;
  GtkWidget *terms_box;
  GtkWidget *terms_row;
  GtkWidget *terms_switch;
  GtkWidget *terms_link;
  GtkLabel *error_label;
  GtkLabel *notice_label;
  GtkWidget *apply_button;
  GtkWidget *resend_button;
  GtkWidget *restart_button;
  GtkRevealer *busy_revealer;
};

/** Returns: what the present step has. */
PfAccountRows pf_account_dialog_get_rows (PfAccountDialog *self);
/** Returns: (transfer full): what was typed, for the step that the town is asked about. */
PfAccountForm *pf_account_dialog_make_form (PfAccountDialog *self, PfAccountStep step);
/** Returns: (nullable): the row that @pointer, of the form's JSON, is about. */
GtkWidget *pf_account_dialog_find_row (PfAccountDialog *self, const char *pointer);
/** Returns: (transfer full) (nullable): what is missing or wrong, as a sentence; *@row: (nullable):
 * where. */
char *pf_account_dialog_find_fault (PfAccountDialog *self, GtkWidget **row);

G_END_DECLS
