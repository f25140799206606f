/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was typed into the account's dialog: as a form for the town, and what is wrong with it. */
#include "config.h"

#include "pf-account-dialog-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static char *
dup_text (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (row)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

PfAccountForm *
pf_account_dialog_make_form (PfAccountDialog *self, PfAccountStep step)
{
  PfAccountForm *form = pf_account_form_new (step);

  form->civility = dup_text (self->civility_row);
  form->first_name = dup_text (self->first_name_row);
  form->last_name = dup_text (self->last_name_row);
  form->email = dup_text (self->email_row);
  form->subscriber_code = dup_text (self->subscriber_row);
  pf_account_code_parse (get_text (self->code_row), &form->code, NULL);
  if (*get_text (self->old_password_row) != '\0')
    form->old_password = g_strdup (get_text (self->old_password_row));
  if (pf_account_dialog_get_rows (self) & PF_ACCOUNT_HAS_PASSWORD)
    form->password = g_strdup (pf_new_password_get_text (self->new_password));
  form->terms_accepted = gtk_switch_get_active (GTK_SWITCH (self->terms_switch));
  return form;
}

GtkWidget *
pf_account_dialog_find_row (PfAccountDialog *self, const char *pointer)
{
  const struct {
    const char *pointer;
    GtkWidget *row;
  } rows[] = {
    { "/first_name", self->first_name_row },
    { "/last_name", self->last_name_row },
    { "/email", self->email_row },
    { "/code", self->code_row },
    { "/old_password", self->old_password_row },
    { "/subscriber_code", self->subscriber_row },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (pointer, rows[i].pointer) == 0)
      return rows[i].row;
  return NULL;
}

static gboolean
looks_like_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && strchr (at, '.') != NULL && strchr (text, ' ') == NULL;
}

char *
pf_account_dialog_find_fault (PfAccountDialog *self, GtkWidget **row)
{
  PfAccountRows has = pf_account_dialog_get_rows (self);
  g_autofree char *email = dup_text (self->email_row);
  g_autofree char *sentence = NULL;
  const struct {
    PfAccountRows has;
    GtkWidget *row;
    gboolean is_wrong;
    const char *text;
  } rows[] = {
    { PF_ACCOUNT_HAS_NAMES, self->first_name_row, *get_text (self->first_name_row) == '\0',
      N_("Type your first name.") },
    { PF_ACCOUNT_HAS_NAMES, self->last_name_row, *get_text (self->last_name_row) == '\0',
      N_("Type your last name.") },
    { PF_ACCOUNT_HAS_EMAIL, self->email_row, email == NULL || !looks_like_address (email),
      N_("Type your e-mail address: it looks like “claire.martin@example.org”.") },
    { PF_ACCOUNT_HAS_CODE, self->code_row, self->kind == PF_ACCOUNT_CODE_NONE,
      N_("This is not a code of the town’s mail: it looks like “A-K7QPM-3XATR”. You may paste the "
         "whole link too.") },
    { PF_ACCOUNT_HAS_OLD_PASSWORD, self->old_password_row,
      *get_text (self->old_password_row) == '\0', N_("Type your present password.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((has & rows[i].has) && rows[i].is_wrong)
      {
        *row = rows[i].row;
        return g_strdup (_(rows[i].text));
      }
  *row = NULL;
  if (has & PF_ACCOUNT_HAS_PASSWORD)
    sentence = pf_new_password_check (self->new_password, self->error_label);
  if (sentence != NULL || (has & PF_ACCOUNT_HAS_TERMS) == 0 ||
      gtk_switch_get_active (GTK_SWITCH (self->terms_switch)))
    return g_steal_pointer (&sentence);
  *row = self->terms_row;
  return g_strdup (_("An account needs that you accept the terms of use."));
}
