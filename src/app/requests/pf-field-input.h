/* SPDX-License-Identifier: GPL-3.0-or-later
 * The place to answer one field of a form, by its kind. */
#pragma once

#include <adwaita.h>

#include "pf-record-mail.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_FIELD_INPUT (pf_field_input_get_type ())
G_DECLARE_FINAL_TYPE (PfFieldInput, pf_field_input, PF, FIELD_INPUT, GObject)

/** @field: lives as long as @form. Signal "changed" (). */
PfFieldInput *pf_field_input_new (PfSession *session, PfForm *form, const PfField *field);
/** Returns: (transfer none): a row for a list. */
GtkWidget *pf_field_input_get_row (PfFieldInput *self);
const PfField *pf_field_input_get_field (PfFieldInput *self);
/** Returns: (transfer full) (nullable): as the contract writes it; NULL: not answered. */
char *pf_field_input_get_value (PfFieldInput *self);
void pf_field_input_set_value (PfFieldInput *self, const char *value);
/** Returns: (transfer full): the answer as people read it, "–" where there is none. */
char *pf_field_input_describe (PfFieldInput *self);

G_END_DECLS
