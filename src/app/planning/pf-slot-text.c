/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words a slot from tables of sentences; dates come from pf-date-text, refusals from
 * pf-error-text. */
#include "config.h"

#include "pf-slot-text.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "pf-legend.h"

/* A deadline further away than this is none that a family would want to hear of. */
#define FAR_AWAY (G_GINT64_CONSTANT (5) * 366 * 24 * 3600)

typedef enum {
  UNTIL_NONE,
  UNTIL_BOOK,
  UNTIL_LATE,
  UNTIL_CANCEL,
  FROM_BOOK,
  WAS_BOOK,   /* passed: of booking, late or not */
  WAS_CANCEL, /* passed */
} Limit;

/* What is said of each state in the middle of a sentence, with the moment that matters where
 * there is one, and as a sentence of its own. */
static const struct {
  const char *plain;
  const char *with_moment;
  const char *sentence; /* the moment, then the time left */
  Limit limit;
} words[PF_N_STATES] = {
  [PF_STATE_BOOKED] = { N_("booked"), N_("booked, can be cancelled until %s"),
                        N_("Can be cancelled until %1$s, %2$s"), UNTIL_CANCEL },
  [PF_STATE_LOCKED] = { N_("booked, cannot be cancelled any more"),
                        N_("booked, could be cancelled until %s"),
                        N_("Could be cancelled until %1$s"), WAS_CANCEL },
  [PF_STATE_OPEN] = { N_("available"), N_("available, can be booked until %s"),
                      N_("Can be booked until %1$s, %2$s"), UNTIL_BOOK },
  [PF_STATE_LATE] = { N_("late, with a surcharge"),
                      N_("late, can be booked with a surcharge until %s"),
                      N_("Can be booked with a surcharge until %1$s, %2$s"), UNTIL_LATE },
  [PF_STATE_CANCELLED] = { N_("cancelled"), N_("cancelled, can be booked again until %s"),
                           N_("Can be booked again until %1$s, %2$s"), UNTIL_BOOK },
  [PF_STATE_FULL] = { N_("full"), NULL, NULL, UNTIL_NONE },
  [PF_STATE_WAITING] = { N_("on the waiting list"), NULL, NULL, UNTIL_NONE },
  [PF_STATE_PENDING] = { N_("awaiting approval"), NULL, NULL, UNTIL_NONE },
  [PF_STATE_CLOSED] = { N_("closed"), NULL, NULL, UNTIL_NONE },
  [PF_STATE_TOO_EARLY] = { N_("not open yet"), N_("not open yet, can be booked from %s"),
                           N_("Can be booked from %1$s"), FROM_BOOK },
  [PF_STATE_TOO_LATE] = { N_("too late"), N_("too late, the deadline was %s"),
                          N_("The deadline was %1$s"), WAS_BOOK },
  [PF_STATE_PRESENT] = { N_("present"), NULL, NULL, UNTIL_NONE },
  [PF_STATE_ABSENT] = { N_("absent"), NULL, NULL, UNTIL_NONE },
  [PF_STATE_EXCUSED] = { N_("absent, excused"), NULL, NULL, UNTIL_NONE },
  [PF_STATE_PAST] = { N_("past, nothing was booked"), NULL, NULL, UNTIL_NONE },
};

static gboolean
is_over (const PfPlanSlot *slot)
{
  return words[slot->state].limit == WAS_BOOK || words[slot->state].limit == WAS_CANCEL;
}

/* Returns: the moment that matters, PF_MOMENT_NONE where there is none, or none near enough. */
static PfMoment
get_limit (const PfPlanSlot *slot, PfMoment now)
{
  const PfSlot *facts = &slot->item->slot;
  PfMoment limit = PF_MOMENT_NONE;

  switch (words[slot->state].limit)
    {
    case UNTIL_BOOK:
      limit = facts->book_until;
      break;
    case UNTIL_LATE:
      limit = facts->late_until;
      break;
    case UNTIL_CANCEL:
      limit = facts->cancel_until;
      break;
    case FROM_BOOK:
      return facts->book_from;
    case WAS_BOOK:
      limit = MAX (facts->book_until, facts->late_until);
      break;
    case WAS_CANCEL:
      limit = facts->cancel_until;
      break;
    case UNTIL_NONE:
    default:
      break;
    }
  return limit != PF_MOMENT_NONE && (limit < now) == is_over (slot) && ABS (limit - now) < FAR_AWAY
             ? limit
             : PF_MOMENT_NONE;
}

/* What a booking costs more once it is late, unknown where the town did not say. */
static PfCents
get_surcharge (const PfSlot *slot)
{
  if (slot->late_price == PF_CENTS_UNKNOWN || slot->price == PF_CENTS_UNKNOWN)
    return PF_CENTS_UNKNOWN;
  return slot->late_price - slot->price;
}

static char *
get_closure (PfPlanItem *item)
{
  if (item->label != NULL)
    return g_strdup (item->label);
  return g_strdup (pf_closure_get_name (item->slot.closure));
}

const char *
pf_slot_text_unit (PfPlanItem *item)
{
  return item->activity->units->len > 1 ? item->unit->name : item->activity->name;
}

char *
pf_slot_text_what (PfPlanItem *item, gboolean names_town)
{
  if (!names_town)
    return g_strdup (pf_slot_text_unit (item));
  /* Translators: what is booked, and the town. */
  return g_strdup_printf (C_("activity and town", "%1$s, %2$s"), pf_slot_text_unit (item),
                          item->town->name);
}

char *
pf_slot_text_describe (const PfPlanSlot *slot, PfMoment now, PfDay today)
{
  PfPlanItem *item = slot->item;
  PfMoment limit = get_limit (slot, now);
  g_autofree char *mark = pf_slot_text_mark (slot, now);
  g_autofree char *warning = pf_slot_text_warning (slot);
  g_autofree char *what = pf_slot_text_what (item, slot->names_town);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: a child and what is booked, before what it is: "Léna, Canteen: booked". */
  g_string_append_printf (text, _("%s, %s: "), item->child->first_name, what);
  if (limit != PF_MOMENT_NONE)
    {
      g_autofree char *when = pf_date_text_moment (limit, today, item->town->zone);

      g_string_append_printf (text, _(words[slot->state].with_moment), when);
    }
  else
    g_string_append (text, _(words[slot->state].plain));
  if (slot->state == PF_STATE_CLOSED)
    {
      g_autofree char *closure = get_closure (item);

      if (*closure != '\0')
        g_string_append_printf (text, " (%s)", closure);
    }
  if (slot->state == PF_STATE_WAITING && item->slot.rank > 0)
    g_string_append_printf (text, _(", number %d"), item->slot.rank);
  if (mark != NULL)
    g_string_append_printf (text, " – %s", mark);
  if (warning != NULL)
    g_string_append_printf (text, " – %s", warning);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
pf_slot_text_deadline (const PfPlanSlot *slot, PfMoment now, PfDay today)
{
  PfMoment limit = get_limit (slot, now);
  GTimeZone *zone = slot->item->town->zone;
  g_autofree char *when = NULL;
  g_autofree char *left = NULL;

  if (limit == PF_MOMENT_NONE)
    return slot->state == PF_STATE_LOCKED || slot->state == PF_STATE_TOO_LATE
               ? g_strdup (pf_state_get_sentence (slot->state))
               : NULL;
  when = pf_date_text_moment (limit, today, zone);
  left = pf_date_text_time_left (limit, now, zone);
  return g_strdup_printf (_(words[slot->state].sentence), when, left);
}

char *
pf_slot_text_after (const PfPlanSlot *slot, PfMoment now, PfDay today)
{
  const PfSlot *facts = &slot->item->slot;
  PfCents surcharge = get_surcharge (facts);
  g_autofree char *until = NULL;
  g_autofree char *more = NULL;

  if (get_limit (slot, now) == PF_MOMENT_NONE || slot->state == PF_STATE_TOO_EARLY ||
      is_over (slot))
    return NULL;
  if (slot->state == PF_STATE_BOOKED)
    return g_strdup (_("Then it can no longer be cancelled"));
  if (slot->state == PF_STATE_LATE || facts->late_until == PF_MOMENT_NONE ||
      facts->late_until <= facts->book_until)
    return g_strdup (_("Then no longer"));
  if (surcharge == PF_CENTS_UNKNOWN)
    return g_strdup (_("Then with a surcharge"));
  until = pf_date_text_moment (facts->late_until, today, slot->item->town->zone);
  more = pf_cents_format (surcharge, slot->item->town->currency);
  return g_strdup_printf (_("Then %s more, until %s"), more, until);
}

char *
pf_slot_text_facts (const PfPlanSlot *slot)
{
  const PfSlot *facts = &slot->item->slot;
  gboolean can_book = slot->action == PF_ACTION_BOOK;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (slot->state == PF_STATE_CLOSED)
    g_ptr_array_add (parts, get_closure (slot->item));
  if (slot->state == PF_STATE_WAITING)
    g_ptr_array_add (parts, facts->rank > 0
                                ? g_strdup_printf (_("Number %d on the waiting list"), facts->rank)
                                : g_strdup (_("On the waiting list")));
  if (slot->state == PF_STATE_FULL)
    g_ptr_array_add (parts, g_strdup ((facts->flags & PF_SLOT_HAS_WAITING_LIST) != 0
                                          ? _("No places left; the waiting list is open")
                                          : _("No places left")));
  if (slot->state == PF_STATE_PENDING)
    g_ptr_array_add (parts, g_strdup (pf_state_get_sentence (slot->state)));
  if (can_book && facts->places > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%d place left", "%d places left", facts->places),
                                      facts->places));
  if (can_book && slot->state != PF_STATE_FULL && (facts->flags & PF_SLOT_NEEDS_APPROVAL) != 0)
    g_ptr_array_add (parts, g_strdup (_("An agent of the town decides")));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

char *
pf_slot_text_mark (const PfPlanSlot *slot, PfMoment now)
{
  PfPlanItem *item = slot->item;
  const PfOutcome *outcome = item->intent != NULL ? item->intent->outcome : NULL;

  switch (item->mark)
    {
    case PF_MARK_DRAFT:
      return g_strdup (_("In the basket, not sent yet"));
    case PF_MARK_QUEUED:
      return g_strdup (_("Sent, waiting for the town's answer"));
    case PF_MARK_REFUSED:
      if (outcome != NULL && outcome->kind == PF_OUTCOME_CHANGED)
        return pf_error_text_for_outcome (outcome, item->town->currency);
      return pf_error_text_for_refusal (pf_plan_item_get_refusal (item, now),
                                        outcome != NULL ? outcome->detail : NULL);
    case PF_MARK_NONE:
    default:
      return NULL;
    }
}

char *
pf_slot_text_warning (const PfPlanSlot *slot)
{
  g_autofree char *from = NULL, *to = NULL, *other = NULL;

  if (slot->warning == PF_WARNING_NONE)
    return NULL;
  from = pf_date_text_minute (slot->from_minute);
  to = pf_date_text_minute (slot->to_minute);
  if (slot->warning == PF_WARNING_GAP)
    /* Translators: two times of a day. */
    return g_strdup_printf (_("Nothing is booked from %1$s to %2$s"), from, to);
  other = pf_slot_text_what (slot->other, slot->names_town);
  /* Translators: two times of a day, and what else is booked then. */
  return g_strdup_printf (_("Booked twice from %1$s to %2$s: also %3$s"), from, to, other);
}

char *
pf_slot_text_price (const PfPlanSlot *slot)
{
  const PfSlot *facts = &slot->item->slot;
  PfCents price = facts->price;
  g_autofree char *amount = NULL;

  if (facts->charged != PF_CENTS_UNKNOWN)
    price = facts->charged;
  else if (slot->state == PF_STATE_LATE)
    price = facts->late_price;
  if (price == PF_CENTS_UNKNOWN || slot->state == PF_STATE_CLOSED || slot->state == PF_STATE_PAST)
    return NULL;
  amount = pf_cents_format (price, slot->item->town->currency);
  if (slot->state == PF_STATE_PENDING || slot->state == PF_STATE_WAITING)
    /* Translators: %s is a price, which is charged only once the town gives the place. */
    return g_strdup_printf (_("%s if granted"), amount);
  return g_steal_pointer (&amount);
}

char *
pf_slot_text_action (const PfPlanSlot *slot)
{
  const PfSlot *facts = &slot->item->facts;
  g_autofree char *more = NULL;

  if (slot->action == PF_ACTION_NONE)
    return NULL;
  if (slot->item->intent != NULL && slot->item->intent->state == PF_INTENT_DRAFT)
    return g_strdup (_("Undo"));
  if (slot->action == PF_ACTION_CANCEL)
    return g_strdup (facts->booking == PF_BOOKING_WAITING   ? _("Leave the List")
                     : facts->booking == PF_BOOKING_PENDING ? _("Withdraw")
                                                            : _("Cancel Booking"));
  if (slot->state == PF_STATE_FULL || facts->places == 0)
    return g_strdup (_("Join the Waiting List"));
  if ((facts->flags & PF_SLOT_NEEDS_APPROVAL) != 0)
    return g_strdup (_("Ask"));
  if (slot->state != PF_STATE_LATE)
    return g_strdup (C_("verb", "Book"));
  if (get_surcharge (facts) == PF_CENTS_UNKNOWN)
    return g_strdup (_("Book Late"));
  more = pf_cents_format (get_surcharge (facts), slot->item->town->currency);
  /* Translators: %s is what it costs more than in time. */
  return g_strdup_printf (_("Book Late (+%s)"), more);
}
