/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town's plain text as markup: everything as it was written, and addresses that begin with
 * https:// as links that open when they are clicked. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): valid Pango markup, whatever @text holds. */
char *pf_news_text_to_markup (const char *text);

G_END_DECLS
