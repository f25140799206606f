/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the towns offer to enrol at, with the reason where no child of the family can. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** PfEnrolmentChosen: an activity was chosen. */
typedef void (*PfEnrolmentChosen) (PfSession *session, PfActivity *activity, gpointer user_data);

/** Adds a group to @page for each kind of each town. @user_data lives as long as @page. */
void pf_enrolment_offers_fill (AdwPreferencesPage *page, PfHub *hub, PfEnrolmentChosen chosen,
                               gpointer user_data);

G_END_DECLS
