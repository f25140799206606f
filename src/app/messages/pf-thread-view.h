/* SPDX-License-Identifier: GPL-3.0-or-later
 * A conversation with a service of the town hall: what was written, and a place to answer. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-record-mail.h"

G_BEGIN_DECLS

#define PF_TYPE_THREAD_VIEW (pf_thread_view_get_type ())
G_DECLARE_FINAL_TYPE (PfThreadView, pf_thread_view, PF, THREAD_VIEW, GtkWidget)

/** What was written but not sent is there again. */
GtkWidget *pf_thread_view_new (PfHub *hub, PfSession *session, const char *thread);
/** Returns: (transfer none): the thread's identifier. */
const char *pf_thread_view_get_thread (PfThreadView *self);
PfSession *pf_thread_view_get_session (PfThreadView *self);

G_END_DECLS
