/* SPDX-License-Identifier: GPL-3.0-or-later
 * What goes wrong while signing in, told under the field that it concerns. */
#include "config.h"

#include "pf-sign-in-private.h"

#include "common/pf-error-text.h"
#include "pf-field-mark.h"

GtkWidget *
pf_sign_in_get_field (PfSignIn *self, PfSignInStep step)
{
  switch (step)
    {
    case PF_SIGN_IN_STEP_ADDRESS:
      return self->address_row;
    case PF_SIGN_IN_STEP_CREDENTIALS:
      return gtk_editable_get_text (GTK_EDITABLE (self->login_row))[0] == '\0' ? self->login_row
                                                                               : self->password_row;
    case PF_SIGN_IN_STEP_CHALLENGE:
      return gtk_widget_get_visible (self->answer_row) ? self->answer_row
                                                       : GTK_WIDGET (self->new_password);
    case PF_SIGN_IN_STEP_READING:
    default:
      return GTK_WIDGET (self->reading);
    }
}

void
pf_sign_in_clear_error (PfSignIn *self)
{
  GtkWidget *rows[] = { self->address_row, self->login_row, self->password_row, self->answer_row };

  for (gsize i = 0; i < G_N_ELEMENTS (self->error_labels); i++)
    gtk_widget_set_visible (GTK_WIDGET (self->error_labels[i]), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    pf_field_mark (rows[i], NULL, FALSE);
}

/* Whether what was typed is to blame. */
static gboolean
is_of_field (PfSignInStep step, const GError *error)
{
  if (step == PF_SIGN_IN_STEP_CREDENTIALS)
    return g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CREDENTIALS);
  return error->domain == PF_CLIENT_ERROR;
}

void
pf_sign_in_show_error (PfSignIn *self, const GError *error)
{
  GtkLabel *label = self->error_labels[MIN (self->step, PF_SIGN_IN_STEP_READING - 1)];
  GtkWidget *field = pf_sign_in_get_field (self, self->step);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = pf_error_text (error);
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  if (is_of_field (self->step, error))
    pf_field_mark (field, label, TRUE);
  gtk_widget_grab_focus (field);
}

void
pf_sign_in_show_missing (PfSignIn *self, GtkWidget *row, const char *text)
{
  GtkLabel *label = self->error_labels[MIN (self->step, PF_SIGN_IN_STEP_READING - 1)];

  pf_sign_in_clear_error (self);
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  pf_field_mark (row, label, TRUE);
  gtk_widget_grab_focus (row);
}
