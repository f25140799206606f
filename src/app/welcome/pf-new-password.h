/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choosing a password: typed twice, its rules ticked off one by one as it is typed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PF_TYPE_NEW_PASSWORD (pf_new_password_get_type ())
/** PfNewPassword: signals "changed" (): something was typed; "apply" (): Enter. */
G_DECLARE_FINAL_TYPE (PfNewPassword, pf_new_password, PF, NEW_PASSWORD, GtkWidget)

const char *pf_new_password_get_text (PfNewPassword *self);
/** Marks the row that is wrong. @label: what says so. Returns: (transfer full) (nullable): a
 * sentence; NULL where the password is good. */
char *pf_new_password_check (PfNewPassword *self, GtkLabel *label);

G_END_DECLS
