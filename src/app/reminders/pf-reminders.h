/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reminders: watches all households, and tells of what is due by a notification of the
 * desktop. */
#pragma once

#include "common/pf-hub.h"

G_BEGIN_DECLS

/**
 * PfReminders:
 *
 * Each notification opens the page of its matter, and has a button that puts it off: the
 * application's action "later" (an account's id, a subject). One goes when its matter is settled.
 * It begins once the towns were asked, so that it says nothing that is over.
 */
#define PF_TYPE_REMINDERS (pf_reminders_get_type ())
G_DECLARE_FINAL_TYPE (PfReminders, pf_reminders, PF, REMINDERS, GObject)

/** @application: (unowned): outlives it. */
PfReminders *pf_reminders_new (GApplication *application, PfHub *hub);
/** Puts off what is told of @subject, of the household with the id @account; also before it has
 * begun. */
void pf_reminders_put_off (PfReminders *self, const char *account, const char *subject);

G_END_DECLS
