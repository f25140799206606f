/* SPDX-License-Identifier: GPL-3.0-or-later
 * What stands where something was written, once it is sent: that it is kept, until the town has
 * it. */
#pragma once

#include <adwaita.h>

#include "pf-hub.h"
#include "pf-submission-row.h"

G_BEGIN_DECLS

#define PF_TYPE_KEPT_PAGE (pf_kept_page_get_type ())
G_DECLARE_FINAL_TYPE (PfKeptPage, pf_kept_page, PF, KEPT_PAGE, AdwBin)

/**
 * pf_kept_page_new:
 * @name: names those submissions that are meant
 * @collection: where the town shows what became of them
 *
 * Signals, once none of them is on its way any more, one of:
 * - "arrived" (PfSession, const char *id): the town has made the record @id of it, and it is here;
 * - "gone" (): it was refused or withdrawn, and the list of what waits says the rest.
 */
GtkWidget *pf_kept_page_new (PfHub *hub, PfSubmissionName name, gpointer user_data,
                             PfCollection collection);
/** Both as plain text. */
void pf_kept_page_set_text (PfKeptPage *self, const char *icon_name, const char *title,
                            const char *description);

G_END_DECLS
