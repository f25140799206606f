/* SPDX-License-Identifier: GPL-3.0-or-later
 * Messages: the conversations with the services of the town hall, and writing to them. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_MESSAGES_PAGE (pf_messages_page_get_type ())
G_DECLARE_FINAL_TYPE (PfMessagesPage, pf_messages_page, PF, MESSAGES_PAGE, GtkWidget)

GtkWidget *pf_messages_page_new (PfHub *hub);
/** Begins a new message. */
void pf_messages_page_compose (PfMessagesPage *self);
/** Shows a thread, the thread of a message, or a new message to a service; see
 * pf_main_view_open(). */
void pf_messages_page_open (GtkWidget *page, PfSession *session, PfCollection collection,
                            const char *id);
/** Returns: how many messages of all towns nobody has read. */
guint pf_messages_page_count_unread (PfHub *hub);

G_END_DECLS
