/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan in other calendars: as a file once, or as one that stays up to date. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_CALENDAR_DIALOG (pf_calendar_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PfCalendarDialog, pf_calendar_dialog, PF, CALENDAR_DIALOG, AdwWindow)

PfCalendarDialog *pf_calendar_dialog_new (GtkWindow *window, PfHub *hub);

G_END_DECLS
