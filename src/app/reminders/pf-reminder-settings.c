/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reminders' settings; the schema says what they begin with, and this file says the same where
 * it is not installed. */
#include "config.h"

#include "pf-reminder-settings.h"

#define HOUR 60
#define DAY (24 * HOUR)
#define SNOOZE (3 * HOUR)

const char *const pf_reminder_settings_keys[PF_N_REMINDER_KINDS] = {
  [PF_REMINDER_DEADLINE] = "remind-deadlines", [PF_REMINDER_REFUSED] = "remind-refusals",
  [PF_REMINDER_INVOICE] = "remind-invoices",   [PF_REMINDER_MESSAGE] = "remind-messages",
  [PF_REMINDER_PAPER] = "remind-papers",
};

static const PfReminderSettings defaults = {
  .minutes_before = {
    [PF_REMINDER_DEADLINE] = 2 * DAY,
    [PF_REMINDER_REFUSED] = 0,
    [PF_REMINDER_INVOICE] = 3 * DAY,
    [PF_REMINDER_MESSAGE] = 0,
    [PF_REMINDER_PAPER] = 14 * DAY,
  },
  .has_quiet_hours = TRUE,
  .quiet_from = 22 * HOUR,
  .quiet_to = 7 * HOUR,
};

void
pf_reminder_settings_read (GSettings *settings, PfReminderSettings *wanted)
{
  g_return_if_fail (wanted != NULL);

  *wanted = defaults;
  if (settings == NULL)
    return;
  for (int i = 0; i < PF_N_REMINDER_KINDS; i++)
    wanted->minutes_before[i] = g_settings_get_int (settings, pf_reminder_settings_keys[i]);
  wanted->has_quiet_hours = g_settings_get_boolean (settings, PF_QUIET_HOURS_KEY);
  wanted->quiet_from = g_settings_get_int (settings, PF_QUIET_FROM_KEY);
  wanted->quiet_to = g_settings_get_int (settings, PF_QUIET_TO_KEY);
}

int
pf_reminder_settings_get_snooze (GSettings *settings)
{
  return settings != NULL ? g_settings_get_int (settings, PF_SNOOZE_KEY) : SNOOZE;
}
