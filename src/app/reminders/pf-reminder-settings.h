/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the family wants to be reminded of, as its settings say. */
#pragma once

#include <gio/gio.h>

#include "pf-reminder.h"

G_BEGIN_DECLS

/** The settings' keys, by #PfReminderKind: minutes before, or PF_REMINDER_NEVER. */
extern const char *const pf_reminder_settings_keys[PF_N_REMINDER_KINDS];

#define PF_QUIET_HOURS_KEY "quiet-hours"
#define PF_QUIET_FROM_KEY "quiet-from"
#define PF_QUIET_TO_KEY "quiet-to"
#define PF_SNOOZE_KEY "snooze"
#define PF_BACKGROUND_KEY "background"
#define PF_BACKGROUND_OFFERED_KEY "background-offered"
#define PF_SYNC_INTERVAL_KEY "sync-interval"

/** @settings: (nullable): as pf_settings_open() gives them; what they begin with where NULL. */
void pf_reminder_settings_read (GSettings *settings, PfReminderSettings *wanted);
/** Returns: for how many minutes “Later” puts off. */
int pf_reminder_settings_get_snooze (GSettings *settings);

G_END_DECLS
