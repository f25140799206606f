/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows that end with an amount, and the words of money that several views use. */
#pragma once

#include <adwaita.h>

#include "pf-record-money.h"
#include "pf-session.h"

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
/** Reads what a person typed into @entry. Returns: cents, PF_CENTS_UNKNOWN for no amount: then
 * @entry is marked. */
PfCents pf_money_read_entry (GtkEditable *entry);
/** Keeps the names of things as plain text: titles of rows are markup. */
void pf_money_row_set_title (GtkWidget *row, const char *title);

G_END_DECLS
