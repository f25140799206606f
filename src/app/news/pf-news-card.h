/* SPDX-License-Identifier: GPL-3.0-or-later
 * One news item: who says it and when, its pictures, its text, its files. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"
#include "pf-record-news.h"

G_BEGIN_DECLS

#define PF_TYPE_NEWS_CARD (pf_news_card_get_type ())
G_DECLARE_FINAL_TYPE (PfNewsCard, pf_news_card, PF, NEWS_CARD, GtkListBoxRow)

/** @session: whose; @is_new: whether it was not seen before */
GtkWidget *pf_news_card_new (PfHub *hub, PfSession *session, PfNews *news, gboolean is_new);

G_END_DECLS
