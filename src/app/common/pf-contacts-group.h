/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who may fetch the children, or be called: a list to look at, add to and change. */
#pragma once

#include <adwaita.h>

#include "pf-session.h"

G_BEGIN_DECLS

/** @child: (nullable): only those for this child, or for all. Returns: an #AdwPreferencesGroup. */
GtkWidget *pf_contacts_group_new (PfSession *session, PfChild *child);
/** Returns: whether @submission adds, changes or removes somebody who is shown for @child. */
gboolean pf_contacts_group_is_about (PfSession *session, PfSubmission *submission,
                                     const char *child);

G_END_DECLS
