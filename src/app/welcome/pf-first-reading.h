/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one sees while a family's plan is read for the first time, until there is one to show. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_FIRST_READING (pf_first_reading_get_type ())
G_DECLARE_FINAL_TYPE (PfFirstReading, pf_first_reading, PF, FIRST_READING, GtkWidget)

/**
 * PfFirstReading:
 *
 * Signals: "done" (): there is a plan to show; "cancelled" (): the person gives up.
 */
/** Follows @session, and begins by asking it to sync now. */
void pf_first_reading_watch (PfFirstReading *self, PfSession *session);
void pf_first_reading_stop (PfFirstReading *self);

G_END_DECLS
