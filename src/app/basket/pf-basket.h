/* SPDX-License-Identifier: GPL-3.0-or-later
 * The basket as a model: every line of every town, sums, and the towns' quotes for what is not
 * sent yet. */
#pragma once

#include "pf-basket-line.h"

G_BEGIN_DECLS

#define PF_TYPE_BASKET (pf_basket_get_type ())
G_DECLARE_FINAL_TYPE (PfBasket, pf_basket, PF, BASKET, GObject)

/**
 * PfBasket: a GListModel of #PfBasketLine: drafts, queued, settled, each sorted by town, child and
 * day; one "items-changed" a batch.
 *
 * Signal "updated" (): after lines, quotes or the towns' clocks have changed.
 */
PfBasket *pf_basket_new (PfHub *hub);
/** Returns: how many lines are in @state. */
guint pf_basket_count (PfBasket *self, PfIntentState state);
/** Returns: how many queued lines the town fails to answer. */
guint pf_basket_count_stuck (PfBasket *self);
/** Returns: how many drafts the town would not do as asked, as far as is known. */
guint pf_basket_count_troubles (PfBasket *self);
/**
 * Returns: (transfer full): the sum of the drafts, "12,40 €"; of each town where there are
 * several; NULL where there is no draft.
 */
char *pf_basket_describe_total (PfBasket *self);
/** Returns: whether each draft was judged by its town just now. */
gboolean pf_basket_is_quoted (PfBasket *self);
/** Asks the towns to price and judge the drafts; offline, nothing happens. */
void pf_basket_ask_quotes (PfBasket *self);

/**
 * Sends, discards or dismisses at every town. Finish: the first error, the other towns' work is
 * done nevertheless.
 */
void pf_basket_send_async (PfBasket *self, GAsyncReadyCallback callback, gpointer user_data);
void pf_basket_discard_async (PfBasket *self, GAsyncReadyCallback callback, gpointer user_data);
/** @line: (nullable): this settled line only; NULL for all. */
void pf_basket_dismiss_async (PfBasket *self, PfBasketLine *line, GAsyncReadyCallback callback,
                              gpointer user_data);
/** Takes the draft @line out of the basket. */
void pf_basket_remove_async (PfBasket *self, PfBasketLine *line, GAsyncReadyCallback callback,
                             gpointer user_data);
/** Stops waiting for the answer to every batch that the town fails to answer. */
void pf_basket_give_up_async (PfBasket *self, GAsyncReadyCallback callback, gpointer user_data);
/** Ends any of the five above. */
gboolean pf_basket_finish (PfBasket *self, GAsyncResult *result, GError **error);

G_END_DECLS
