/* SPDX-License-Identifier: GPL-3.0-or-later
 * A line of the basket: what the family decided of one slot, in words and in money, before and
 * after the town answers. */
#pragma once

#include "common/pf-demands.h"
#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_BASKET_LINE (pf_basket_line_get_type ())
G_DECLARE_FINAL_TYPE (PfBasketLine, pf_basket_line, PF, BASKET_LINE, GObject)

struct _PfBasketLine {
  GObject parent_instance;
  PfSession *session; /* (owned) */
  PfIntent *intent;   /* (owned) */
  PfPlanItem *item;   /* (owned): the slot's view; its records may be NULL if gone */
  PfOutcome *quote;   /* (owned) (nullable): the town's judgement of a draft, where it was asked */
  char *warning;      /* (owned) (nullable): what the day's bookings make together, in words */
  gboolean is_stuck;  /* queued, and the town fails to answer */
  char *shown;        /* (owned) (nullable): all that is said of it, as of pf_basket_line_take() */
};

PfBasketLine *pf_basket_line_new (PfSession *session, PfIntent *intent);
/**
 * Returns: what the line costs: the town's quote or answer where there is one, else by the cached
 * facts; negative for what is given back.
 */
PfCents pf_basket_line_get_cost (PfBasketLine *self);
/** Returns: (transfer full) (nullable): what it costs, "€2.50 if granted" of what the town does not
 * charge yet; NULL where that is not known, or nothing comes of it. */
char *pf_basket_line_describe_price (PfBasketLine *self);
/** Returns: (transfer none): ISO 4217, "EUR" where the town is not known yet. */
const char *pf_basket_line_get_currency (PfBasketLine *self);
/** Returns: (transfer full): "Thursday 3 September · Canteen · Meal". */
char *pf_basket_line_describe_slot (PfBasketLine *self);
/**
 * Returns: (transfer full): what is asked, or what the town answered: "Book", "Join the waiting
 * list", "Refused: …".
 */
char *pf_basket_line_describe_action (PfBasketLine *self);
/**
 * Returns: (transfer full) (nullable): why the town would not do as asked, known before sending, or
 * that it fails to answer; NULL where all is well.
 */
char *pf_basket_line_describe_trouble (PfBasketLine *self);
/** Returns: (transfer full): whose it is: "Léna", with the town where there are several. */
char *pf_basket_line_describe_child (PfBasketLine *self, gboolean with_town);
/** Returns: (transfer full) (nullable): "Receipt R-12, Tuesday 18:02". */
char *pf_basket_line_describe_receipt (PfBasketLine *self);
/** Returns: whether the town did not do as asked. */
gboolean pf_basket_line_is_refused (PfBasketLine *self);
/** Returns: whether the town, asked for the price, would not do as asked. */
gboolean pf_basket_line_would_be_refused (PfBasketLine *self);
/** Returns: (nullable): what keeps the town from booking it, and where the family mends that. */
const PfMending *pf_basket_line_find_mending (PfBasketLine *self);
/**
 * Fills in what is said of @self now.
 * @old: (nullable): what the list has of the same intent
 *
 * Returns: (transfer full): @old, brought up to date, where there is nothing new to show; else
 * @self.
 */
PfBasketLine *pf_basket_line_take (PfBasketLine *self, PfBasketLine *old);
/** Returns: <0, 0, >0: by town, child, day, unit. */
int pf_basket_line_compare (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
