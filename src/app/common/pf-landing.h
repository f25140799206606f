/* SPDX-License-Identifier: GPL-3.0-or-later
 * Landing on a page at one of its records: it comes into sight and has the keyboard, as soon as it
 * is there. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

/** Tells that @widget shows what has @id in @collection; it may show something of several
 * collections, of each one thing. Of several widgets for one thing, the first counts. */
void pf_landing_mark (GtkWidget *widget, PfSession *session, PfCollection collection,
                      const char *id);
/**
 * Brings the widget of @page that is marked so into sight and focuses it, or what can be focused
 * first in it. Where the record is read from the disk only now, that is done once its widget is
 * there, unless the person goes on to another page before.
 */
void pf_landing_seek (GtkWidget *page, PfSession *session, PfCollection collection, const char *id);

G_END_DECLS
