/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row with a button that pays, and an entry for how much where that may be chosen. What is no
 * amount of those that may be paid stays as it was typed, and the row says which may be. */
#pragma once

#include <adwaita.h>

#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_AMOUNT_ROW (pf_amount_row_get_type ())
G_DECLARE_FINAL_TYPE (PfAmountRow, pf_amount_row, PF, AMOUNT_ROW, AdwActionRow)

/**
 * pf_amount_row_new:
 * @label: the button's, with a mnemonic
 * @entry_name: (nullable): the entry's name to a screen reader; NULL: all is paid at once
 *
 * Its signal "chosen" (PfAmountRow *, gint64 cents) tells an amount of its range.
 */
GtkWidget *pf_amount_row_new (PfSession *session, const char *title, const char *label,
                              const char *entry_name);
/** From @least to @most; PF_CENTS_UNKNOWN: there is no such bound. @subtitle is shown unless the
 * row says what is wrong. */
void pf_amount_row_set_range (PfAmountRow *self, PfCents least, PfCents most, const char *subtitle);
/** Returns: (transfer none): what is typed; "" without an entry. */
const char *pf_amount_row_get_text (PfAmountRow *self);
void pf_amount_row_set_text (PfAmountRow *self, const char *text);
/** Returns: (transfer none): the button, for what is to wait until it has ended. */
GtkWidget *pf_amount_row_get_button (PfAmountRow *self);

G_END_DECLS
