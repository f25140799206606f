/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asking the family, once an account, whether the files that it opens may stay on this computer. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

/**
 * pf_file_consent_ask:
 * @widget: what was pressed: its window asks
 * @bytes: of @source, which has just been fetched: they are kept if the family agrees now
 *
 * Asks in a toast where the family was not asked yet; no answer is a no, and the household's page
 * has the switch.
 */
void pf_file_consent_ask (GtkWidget *widget, PfSession *session, const PfFileSource *source,
                          GBytes *bytes);

G_END_DECLS
