/* SPDX-License-Identifier: GPL-3.0-or-later
 * Watches one household: tells of what is due by notifications, each once, and takes away those
 * whose matter is settled. */
#pragma once

#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_REMINDER_WATCH (pf_reminder_watch_get_type ())
G_DECLARE_FINAL_TYPE (PfReminderWatch, pf_reminder_watch, PF, REMINDER_WATCH, GObject)

/**
 * pf_reminder_watch_new:
 * @application: (unowned): sends the notifications
 * @account: the id of @session's account
 * @settings: (nullable)
 */
PfReminderWatch *pf_reminder_watch_new (GApplication *application, PfSession *session,
                                        const char *account, GSettings *settings);
PfSession *pf_reminder_watch_get_session (PfReminderWatch *self);
const char *pf_reminder_watch_get_account (PfReminderWatch *self);
/** As there are several towns. */
void pf_reminder_watch_set_names_town (PfReminderWatch *self, gboolean names_town);
/** Puts off what is told of @subject, as long as the settings say. */
void pf_reminder_watch_put_off (PfReminderWatch *self, const char *subject);
/** Takes all its notifications away: the household is forgotten. */
void pf_reminder_watch_withdraw (PfReminderWatch *self);

G_END_DECLS
