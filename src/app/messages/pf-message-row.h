/* SPDX-License-Identifier: GPL-3.0-or-later
 * A message of a conversation: who wrote it, when, its text, its files. */
#pragma once

#include <gtk/gtk.h>

#include "pf-record-mail.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_MESSAGE_ROW (pf_message_row_get_type ())
G_DECLARE_FINAL_TYPE (PfMessageRow, pf_message_row, PF, MESSAGE_ROW, GtkListBoxRow)

/** @starts_day: whether it is the first of its day, which is then named above it. */
GtkWidget *pf_message_row_new (PfSession *session, PfMessage *message, gboolean starts_day);

G_END_DECLS
