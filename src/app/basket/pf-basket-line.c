/* SPDX-License-Identifier: GPL-3.0-or-later
 * A line of the basket in words and in money. */
#include "config.h"

#include "pf-basket-line.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "planning/pf-slot-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PfBasketLine, pf_basket_line, G_TYPE_OBJECT)

/* What a booking or a cancellation means, by the state that the town's facts give. */
static const struct {
  PfState state;
  const char *book;
  const char *cancel;
} wordings[] = {
  { PF_STATE_OPEN, N_("Book"), NULL },
  { PF_STATE_LATE, N_("Book after the deadline, at the late price"), NULL },
  { PF_STATE_CANCELLED, N_("Book again"), NULL },
  { PF_STATE_FULL, N_("Join the waiting list"), NULL },
  { PF_STATE_BOOKED, NULL, N_("Cancel the booking") },
  { PF_STATE_WAITING, NULL, N_("Leave the waiting list") },
  { PF_STATE_PENDING, NULL, N_("Withdraw the request") },
};

static GTimeZone *
get_zone (PfBasketLine *self)
{
  return self->item->town != NULL ? self->item->town->zone : NULL;
}

/* A sheet that was not read yet, or is gone, says nothing. */
static gboolean
has_facts (PfBasketLine *self)
{
  return self->item->version != 0;
}

static PfMoment
get_now (PfBasketLine *self)
{
  return pf_session_get_now (self->session);
}

static PfDay
get_today (PfBasketLine *self)
{
  return pf_session_get_today (self->session);
}

static void
pf_basket_line_finalize (GObject *object)
{
  PfBasketLine *self = PF_BASKET_LINE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->intent);
  g_clear_object (&self->item);
  g_clear_pointer (&self->quote, pf_outcome_free);
  g_free (self->shown);
  g_free (self->warning);
  G_OBJECT_CLASS (pf_basket_line_parent_class)->finalize (object);
}

static void
pf_basket_line_class_init (PfBasketLineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_basket_line_finalize;
}

static void
pf_basket_line_init (PfBasketLine *self)
{
}

PfBasketLine *
pf_basket_line_new (PfSession *session, PfIntent *intent)
{
  PfBasketLine *self;

  g_return_val_if_fail (PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (PF_IS_INTENT (intent), NULL);

  self = g_object_new (PF_TYPE_BASKET_LINE, NULL);
  self->session = g_object_ref (session);
  self->intent = g_object_ref (intent);
  self->item = pf_session_describe_intent (session, intent);
  self->is_stuck = pf_session_is_stuck (session, intent);
  return self;
}

PfCents
pf_basket_line_get_cost (PfBasketLine *self)
{
  g_return_val_if_fail (PF_IS_BASKET_LINE (self), PF_CENTS_UNKNOWN);

  if (self->intent->outcome != NULL)
    return pf_basket_line_is_refused (self) ? 0 : self->intent->outcome->price;
  if (self->quote != NULL)
    return self->quote->kind == PF_OUTCOME_REFUSED ? 0 : self->quote->price;
  if (self->intent->state != PF_INTENT_DRAFT || !has_facts (self))
    return self->intent->line->price;
  return pf_slot_get_cost (&self->item->facts, self->intent->line->action, get_now (self),
                           get_today (self));
}

/* What the line makes of the slot, as far as is known: booked, waiting or pending. */
static PfState
get_state_to_come (PfBasketLine *self)
{
  const PfOutcome *outcome = self->intent->outcome != NULL ? self->intent->outcome : self->quote;

  if (outcome != NULL && outcome->kind == PF_OUTCOME_WAITING)
    return PF_STATE_WAITING;
  if (outcome != NULL && outcome->kind == PF_OUTCOME_PENDING)
    return PF_STATE_PENDING;
  return outcome != NULL ? PF_STATE_BOOKED : pf_plan_item_get_state (self->item, get_now (self));
}

char *
pf_basket_line_describe_price (PfBasketLine *self)
{
  PfPlanSlot slot = { .item = self->item, .state = PF_STATE_BOOKED };
  PfCents cost;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  cost = pf_basket_line_get_cost (self);
  if (cost == PF_CENTS_UNKNOWN || pf_basket_line_is_refused (self) ||
      pf_basket_line_would_be_refused (self))
    return NULL;
  if (self->intent->line->action == PF_ACTION_BOOK && self->item->town != NULL)
    slot.state = get_state_to_come (self);
  if (cost == 0 && (slot.state == PF_STATE_WAITING || slot.state == PF_STATE_PENDING))
    return pf_slot_text_price (&slot);
  return pf_cents_format (cost, pf_basket_line_get_currency (self));
}

const char *
pf_basket_line_get_currency (PfBasketLine *self)
{
  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  return self->item->town != NULL ? self->item->town->currency : "EUR";
}

char *
pf_basket_line_describe_slot (PfBasketLine *self)
{
  g_autofree char *day = NULL;
  PfPlanItem *item;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  item = self->item;
  day = pf_date_text_day_heading (self->intent->line->day, get_today (self));
  if (item->activity == NULL)
    return g_steal_pointer (&day);
  if (item->activity->units->len < 2 || item->unit == NULL)
    /* Translators: a day and an activity. */
    return g_strdup_printf (_("%1$s · %2$s"), day, item->activity->name);
  /* Translators: a day, an activity, and which part of it: "Thursday 3 September · Nursery ·
   * Evening". */
  return g_strdup_printf (_("%1$s · %2$s · %3$s"), day, item->activity->name, item->unit->name);
}

/* Whether the town holds the day, or would hold it, until it is paid. */
static gboolean
waits_for_payment (PfBasketLine *self, const PfOutcome *outcome)
{
  return outcome->kind == PF_OUTCOME_PENDING && self->item->activity != NULL &&
         self->item->activity->is_prepaid &&
         (self->item->facts.flags & PF_SLOT_NEEDS_APPROVAL) == 0;
}

/* What would happen: as the town judged it, else as the cached facts say. */
static const char *
find_wording (PfBasketLine *self)
{
  PfState state = pf_slot_get_state (&self->item->facts, get_now (self), get_today (self));
  gboolean is_booking = self->intent->line->action == PF_ACTION_BOOK;
  gboolean needs_approval = (self->item->facts.flags & PF_SLOT_NEEDS_APPROVAL) != 0;

  if (self->quote != NULL && self->quote->kind == PF_OUTCOME_WAITING)
    state = PF_STATE_FULL;
  if (self->quote != NULL && self->quote->kind == PF_OUTCOME_BOOKED)
    state = PF_STATE_OPEN;
  if (self->quote != NULL && self->quote->kind != PF_OUTCOME_REFUSED)
    needs_approval = self->quote->kind == PF_OUTCOME_PENDING;
  if (self->quote != NULL && waits_for_payment (self, self->quote))
    return _("Book, to be paid in advance");
  if (is_booking && needs_approval && state != PF_STATE_FULL)
    return _("Ask for the town’s approval");
  for (gsize i = 0; i < G_N_ELEMENTS (wordings); i++)
    {
      const char *wording = is_booking ? wordings[i].book : wordings[i].cancel;

      if (wordings[i].state == state && wording != NULL)
        return _(wording);
    }
  return is_booking ? _("Book") : _("Cancel the booking");
}

/* The surcharge of a late booking, PF_CENTS_UNKNOWN where it is none or not known. */
static PfCents
get_surcharge (PfBasketLine *self)
{
  const PfSlot *facts = &self->item->facts;

  if (self->quote != NULL)
    return self->quote->kind == PF_OUTCOME_LATE ? self->quote->surcharge : PF_CENTS_UNKNOWN;
  if (self->intent->line->action != PF_ACTION_BOOK || facts->price == PF_CENTS_UNKNOWN ||
      facts->late_price == PF_CENTS_UNKNOWN ||
      pf_slot_get_state (facts, get_now (self), get_today (self)) != PF_STATE_LATE)
    return PF_CENTS_UNKNOWN;
  return facts->late_price - facts->price;
}

/* Whether the town asks more by now than the family agreed to: a deadline has passed since. */
static gboolean
has_become_dearer (PfBasketLine *self, char **now, char **before)
{
  const PfLine *line = self->intent->line;
  PfCents cost;

  if (line->action != PF_ACTION_BOOK || line->price == PF_CENTS_UNKNOWN || !has_facts (self))
    return FALSE;
  cost = pf_slot_get_cost (&self->item->facts, line->action, get_now (self), get_today (self));
  if (cost == PF_CENTS_UNKNOWN || cost <= line->price)
    return FALSE;
  *now = pf_cents_format (cost, pf_basket_line_get_currency (self));
  *before = pf_cents_format (line->price, pf_basket_line_get_currency (self));
  return TRUE;
}

static char *
describe_outcome (PfBasketLine *self)
{
  const PfOutcome *outcome = self->intent->outcome;
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;

  if (outcome->kind == PF_OUTCOME_CHANGED && has_become_dearer (self, &now, &before))
    /* Translators: two amounts of money. */
    return g_strdup_printf (_("Not done, because it costs %1$s now instead of %2$s"), now, before);
  if (waits_for_payment (self, outcome))
    return g_strdup (_("Booked, provided that it is paid in time"));
  return pf_error_text_for_outcome (outcome, pf_basket_line_get_currency (self));
}

char *
pf_basket_line_describe_action (PfBasketLine *self)
{
  g_autofree char *amount = NULL;
  PfCents surcharge;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  if (self->intent->outcome != NULL)
    return describe_outcome (self);
  surcharge = get_surcharge (self);
  if (surcharge == PF_CENTS_UNKNOWN || surcharge <= 0)
    return g_strdup (find_wording (self));
  amount = pf_cents_format (surcharge, pf_basket_line_get_currency (self));
  return g_strdup_printf (_("Book after the deadline, with a surcharge of %s"), amount);
}

char *
pf_basket_line_describe_trouble (PfBasketLine *self)
{
  g_autofree char *reason = NULL;
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;
  PfAction possible;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  if (self->is_stuck)
    return g_strdup (_("The town fails to answer this: it may have done it, or not"));
  if (self->intent->state != PF_INTENT_DRAFT)
    return NULL;
  if (self->quote != NULL && self->quote->kind == PF_OUTCOME_REFUSED)
    {
      reason = pf_error_text_for_refusal (self->quote->refusal, self->quote->detail);
      return g_strdup_printf (_("The town would refuse: %s"), reason);
    }
  if (self->quote != NULL && self->quote->kind == PF_OUTCOME_CHANGED &&
      has_become_dearer (self, &now, &before))
    /* Translators: two amounts of money. */
    return g_strdup_printf (_("The deadline has passed: it costs %1$s now instead of %2$s. Remove "
                              "it, and choose the day again if you agree"),
                            now, before);
  if (self->quote != NULL && self->quote->kind == PF_OUTCOME_CHANGED)
    return g_strdup (
        _("This day has changed at the town since you chose it: look at it again before you send"));
  possible = pf_slot_get_action (&self->item->facts, get_now (self), get_today (self));
  if (self->quote == NULL && has_facts (self) && possible != self->intent->line->action)
    return g_strdup (_("The town would refuse: it is too late, or it is done already"));
  return NULL;
}

char *
pf_basket_line_describe_child (PfBasketLine *self, gboolean with_town)
{
  const char *child, *town;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  child = self->item->child != NULL ? self->item->child->first_name : _("Unknown child");
  town = self->item->town != NULL ? self->item->town->name : NULL;
  if (!with_town || town == NULL)
    return g_strdup (child);
  /* Translators: a child, then the town. */
  return g_strdup_printf (C_("child and town", "%1$s · %2$s"), child, town);
}

char *
pf_basket_line_describe_receipt (PfBasketLine *self)
{
  g_autofree char *moment = NULL;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  if (self->intent->receipt == NULL)
    return NULL;
  if (get_zone (self) == NULL || self->intent->settled_at == PF_MOMENT_NONE)
    return g_strdup_printf (_("Receipt %s"), self->intent->receipt);
  moment = pf_date_text_past_moment (self->intent->settled_at, get_now (self), get_zone (self));
  /* Translators: a receipt's number, and a moment, as "18:02" or "Tuesday 18:02". */
  return g_strdup_printf (_("Receipt %1$s, %2$s"), self->intent->receipt, moment);
}

gboolean
pf_basket_line_is_refused (PfBasketLine *self)
{
  const PfOutcome *outcome;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), FALSE);

  outcome = self->intent->outcome;
  return outcome != NULL &&
         (outcome->kind == PF_OUTCOME_REFUSED || outcome->kind == PF_OUTCOME_CHANGED);
}

gboolean
pf_basket_line_would_be_refused (PfBasketLine *self)
{
  g_return_val_if_fail (PF_IS_BASKET_LINE (self), FALSE);

  return self->quote != NULL &&
         (self->quote->kind == PF_OUTCOME_REFUSED || self->quote->kind == PF_OUTCOME_CHANGED);
}

const PfMending *
pf_basket_line_find_mending (PfBasketLine *self)
{
  const PfOutcome *outcome;
  const PfPlanItem *item;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  item = self->item;
  outcome = self->intent->outcome != NULL ? self->intent->outcome : self->quote;
  if (outcome == NULL || outcome->kind != PF_OUTCOME_REFUSED ||
      outcome->refusal != PF_REFUSAL_BLOCKED || item->child == NULL || item->activity == NULL)
    return NULL;
  return pf_demands_find_mending (self->session, item->activity,
                                  pf_record_get_id (PF_RECORD (item->child)));
}

PfBasketLine *
pf_basket_line_take (PfBasketLine *self, PfBasketLine *old)
{
  g_autofree char *child = NULL;
  g_autofree char *slot = NULL;
  g_autofree char *action = NULL;
  g_autofree char *trouble = NULL;
  g_autofree char *cost = NULL;
  const PfMending *mending;

  g_return_val_if_fail (PF_IS_BASKET_LINE (self), NULL);

  mending = pf_basket_line_find_mending (self);
  child = pf_basket_line_describe_child (self, TRUE);
  slot = pf_basket_line_describe_slot (self);
  action = pf_basket_line_describe_action (self);
  trouble = pf_basket_line_describe_trouble (self);
  cost = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) pf_basket_line_get_cost (self));
  self->shown = g_strjoin ("\n", child, slot, action, cost, mending != NULL ? mending->page : "",
                           self->warning != NULL ? self->warning : "", trouble, NULL);
  if (old == NULL || old->intent != self->intent || g_strcmp0 (old->shown, self->shown) != 0)
    return g_object_ref (self);
  g_set_object (&old->item, self->item);
  return g_object_ref (old);
}

int
pf_basket_line_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PfBasketLine *left = a, *right = b;
  const PfPlanItem *l = left->item, *r = right->item;
  int difference = 0;

  if (left->session != right->session && l->town != NULL && r->town != NULL)
    difference = g_utf8_collate (l->town->name, r->town->name);
  if (difference == 0 && l->child != r->child && l->child != NULL && r->child != NULL)
    difference = l->child->birth_date != r->child->birth_date
                     ? (l->child->birth_date > r->child->birth_date) -
                           (l->child->birth_date < r->child->birth_date)
                     : g_strcmp0 (pf_record_get_id (PF_RECORD (l->child)),
                                  pf_record_get_id (PF_RECORD (r->child)));
  if (difference == 0)
    difference = left->intent->line->day - right->intent->line->day;
  if (difference == 0 && l->unit != NULL && r->unit != NULL)
    difference = l->unit->start_minute - r->unit->start_minute;
  if (difference == 0)
    difference = (left->intent->id > right->intent->id) - (left->intent->id < right->intent->id);
  return difference;
}
