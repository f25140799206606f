/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows that end with an amount, and the words of money that several views use. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-record-money.h"

G_BEGIN_DECLS

/** Returns: (transfer full): @amount in the currency of @session's town. */
char *pf_money_text (PfSession *session, PfCents amount);
/** Returns: (transfer full): @at as a day of @session's town. */
char *pf_money_day_text (PfSession *session, PfMoment at);
/** Returns: how something was paid: "Card". */
const char *pf_money_means_text (PfPaymentMeans means);
/** Returns: a row with @amount at its end; PF_CENTS_UNKNOWN: without. @subtitle: (nullable) */
GtkWidget *pf_money_row_new (PfSession *session, const char *title, const char *subtitle,
                             PfCents amount);
/** Returns: (transfer full): the records of @collection in all towns, the latest first. @offset: of
 * each one's PfMoment in its structure. */
GListModel *pf_money_list_latest (PfHub *hub, PfCollection collection, gsize offset);
/** Marks @entry where what is typed is no amount that can be taken, or no more. */
void pf_money_mark_entry (GtkEditable *entry, gboolean is_wrong);
/** Keeps the names of things as plain text: titles of rows are markup. */
void pf_money_row_set_title (GtkWidget *row, const char *title);

G_END_DECLS
