/* SPDX-License-Identifier: GPL-3.0-or-later
 * One asynchronous change and its toast. */
#include "config.h"

#include "pf-plan-change.h"

#include <glib/gi18n-lib.h>

#include "common/pf-error-text.h"
#include "common/pf-toast.h"

/* A change under way, and what to say when it is done. */
typedef struct {
  GtkWidget *widget; /* (owned) */
  PfAction action;
  PfCents cost;
  char *currency; /* (owned) */
  guint n_items;
  guint n_approvals; /* of them, what an agent of the town decides */
  PfCents surcharge; /* of the only one, PF_CENTS_UNKNOWN where there is none */
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->widget);
  g_free (change->currency);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
say_surcharge (Change *change)
{
  g_autofree char *cost = NULL, *surcharge = NULL, *text = NULL;

  if (change->surcharge == PF_CENTS_UNKNOWN || change->surcharge <= 0)
    return;
  cost = pf_cents_format (change->cost, change->currency);
  surcharge = pf_cents_format (change->surcharge, change->currency);
  /* Translators: what a late booking costs, and the part of it that is for being late. */
  text = g_strdup_printf (_("Booked late in the basket: %1$s, of which %2$s surcharge"), cost,
                          surcharge);
  pf_toast_show (change->widget, text, _("_Undo"), "win.undo");
}

static void
say_changed (Change *change, int n_changed)
{
  g_autofree char *cost = NULL, *text = NULL;

  if (n_changed == 0)
    {
      pf_toast_show (change->widget, _("Nothing could be changed any more"), NULL, NULL);
      return;
    }
  if (change->n_items < 2)
    {
      say_surcharge (change); /* the rest, one sees */
      return;
    }
  if (change->action == PF_ACTION_CANCEL)
    text = g_strdup_printf (ngettext ("%d day cancelled in the basket",
                                      "%d days cancelled in the basket", n_changed),
                            n_changed);
  else
    {
      cost = pf_cents_format (change->cost, change->currency);
      text = g_strdup_printf (ngettext ("%d day booked in the basket, %s",
                                        "%d days booked in the basket, %s", n_changed),
                              n_changed, cost);
    }
  if (change->n_approvals > 0)
    {
      g_autofree char *sum = g_steal_pointer (&text);
      g_autofree char *asked =
          g_strdup_printf (ngettext ("%u of them if the town approves it",
                                     "%u of them if the town approves them", change->n_approvals),
                           change->n_approvals);

      /* Translators: what was booked in all, then how many of these days an agent decides. */
      text = g_strdup_printf (C_("booked and asked for", "%1$s; %2$s"), sum, asked);
    }
  pf_toast_show (change->widget, text, _("_Undo"), "win.undo");
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) change = data;
  g_autoptr (GError) error = NULL;
  int n_changed = pf_hub_change_finish (PF_HUB (source), result, &error);
  g_autofree char *text = NULL;

  if (n_changed >= 0)
    say_changed (change, n_changed);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = pf_error_text (error);
      pf_toast_show (change->widget, text, NULL, NULL);
    }
}

void
pf_plan_change (GtkWidget    *widget,
                PfHub        *hub,
                GPtrArray    *items,
                PfAction      action,
                GCancellable *cancellable)
{
  Change *change = g_new0 (Change, 1);
  PfMoment now = pf_hub_get_now (hub);

  change->widget = g_object_ref (widget);
  change->action = action;
  change->n_items = items->len;
  change->surcharge = PF_CENTS_UNKNOWN;
  for (guint i = 0; i < items->len; i++)
    {
      PfPlanItem *item = g_ptr_array_index (items, i);
      PfCents cost =
          pf_slot_get_cost (&item->slot, action, now, pf_moment_get_day (now, item->town->zone));

      if (action == PF_ACTION_BOOK && (item->slot.flags & PF_SLOT_NEEDS_APPROVAL) != 0)
        change->n_approvals++;
      if (action == PF_ACTION_BOOK && item->mark != PF_MARK_DRAFT && cost != PF_CENTS_UNKNOWN &&
          item->slot.price != PF_CENTS_UNKNOWN)
        change->surcharge = cost - item->slot.price;
      if (change->currency == NULL)
        change->currency = g_strdup (item->town->currency);
      if (cost != PF_CENTS_UNKNOWN && g_str_equal (change->currency, item->town->currency))
        change->cost = pf_cents_add (change->cost, cost);
    }
  pf_hub_change_async (hub, items, action, cancellable, changed_cb, change);
}
