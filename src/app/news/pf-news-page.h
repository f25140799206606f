/* SPDX-License-Identifier: GPL-3.0-or-later
 * News: what the towns tell everybody, newest first. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_NEWS_PAGE (pf_news_page_get_type ())
G_DECLARE_FINAL_TYPE (PfNewsPage, pf_news_page, PF, NEWS_PAGE, GtkWidget)

GtkWidget *pf_news_page_new (PfHub *hub);

G_END_DECLS
