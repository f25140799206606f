/* SPDX-License-Identifier: GPL-3.0-or-later
 * The update of the year: a checklist, and one submission at its end. */
#pragma once

#include <adwaita.h>

#include "pf-session.h"

G_BEGIN_DECLS

/** Returns: an #AdwPreferencesGroup, invisible while nothing is due. */
GtkWidget *pf_yearly_update_group_new (PfSession *session);
/** Shows what is due of @household. */
void pf_yearly_update_show (GtkWidget *group, PfHousehold *household);

G_END_DECLS
