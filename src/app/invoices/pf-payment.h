/* SPDX-License-Identifier: GPL-3.0-or-later
 * Paying: a link asked for on the click, opened in the browser, kept nowhere. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

/**
 * pf_payment_start:
 * @widget: what was pressed: insensitive until the link is there
 *
 * Asks the town for a link and opens it in the browser; the first time for a host, only after the
 * person has agreed to go there. When the window is used again, the town is asked what has become
 * of it. What cannot be opened is told in a sentence; offline too. Nothing of it is kept for later.
 */
void pf_payment_start (GtkWidget *widget, PfSession *session, PfPaymentSubject subject,
                       const char *id, PfCents amount);

G_END_DECLS
