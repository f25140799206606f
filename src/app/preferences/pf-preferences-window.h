/* SPDX-License-Identifier: GPL-3.0-or-later
 * Preferences: reminders, how often the towns are asked, and what this computer keeps. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_PREFERENCES_WINDOW (pf_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (PfPreferencesWindow, pf_preferences_window, PF, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/** Shows the one there is, or a new one over @parent. */
void pf_preferences_window_present (GtkWindow *parent, PfHub *hub);

G_END_DECLS
