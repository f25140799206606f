/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks a plan once and sorts what the pattern names into what can be booked and what cannot. */
#include "config.h"

#include "pf-pattern-preview.h"

#include <glib/gi18n-lib.h>

#include "pf-legend.h"
#include "pf-plan-index.h"

static gboolean
is_targeted (PfPlanItem *item, GPtrArray *children, GArray *targets)
{
  gboolean has_child = FALSE;

  if (item->child == NULL || item->activity == NULL || item->unit == NULL || item->town == NULL)
    return FALSE;
  for (guint i = 0; i < children->len && !has_child; i++)
    has_child = pf_child_is_same (g_ptr_array_index (children, i), item->child);
  for (guint i = 0; has_child && i < targets->len; i++)
    {
      const PfPatternTarget *target = &g_array_index (targets, PfPatternTarget, i);

      if (target->session == item->session &&
          pf_activity_is_same (target->activity, item->activity) &&
          g_strcmp0 (target->unit->id, item->unit->id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
take (PfPatternPreview *preview, PfPlanItem *item, PfState state, PfMoment now, PfDay today)
{
  PfCents cost = pf_slot_get_cost (&item->slot, PF_ACTION_BOOK, now, today);
  guint n_taken = preview->items->len;

  if (n_taken == 0 ||
      ((PfPlanItem *) g_ptr_array_index (preview->items, n_taken - 1))->slot.day != item->slot.day)
    preview->n_days++;
  g_ptr_array_add (preview->items, g_object_ref (item));
  if (state == PF_STATE_FULL)
    preview->n_waiting++;
  if (preview->currency == NULL)
    preview->currency = item->town->currency;
  if (cost != PF_CENTS_UNKNOWN && g_strcmp0 (preview->currency, item->town->currency) == 0)
    preview->total = pf_cents_add (preview->total, cost);
}

void
pf_pattern_preview_compute (GListModel       *items,
                            GPtrArray        *children,
                            GArray           *targets,
                            const PfPattern  *pattern,
                            gboolean          with_late,
                            PfMoment          now,
                            PfPatternPreview *preview)
{
  guint n_items = g_list_model_get_n_items (items);

  *preview = (PfPatternPreview){ .items = g_ptr_array_new_with_free_func (g_object_unref) };
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (items, i);
      PfState state;
      PfDay today;

      if (!is_targeted (item, children, targets) ||
          !pf_pattern_matches (pattern, item->slot.day, item->town->calendar))
        continue;
      today = pf_moment_get_day (now, item->town->zone);
      state = pf_plan_item_get_state (item, now);
      if (item->mark == PF_MARK_NONE && pf_plan_item_get_action (item, now) == PF_ACTION_BOOK &&
          (state != PF_STATE_LATE || with_late))
        take (preview, item, state, now, today);
      else
        preview->left_out[state]++;
    }
}

void
pf_pattern_preview_clear (PfPatternPreview *preview)
{
  g_clear_pointer (&preview->items, g_ptr_array_unref);
}

char *
pf_pattern_preview_describe (const PfPatternPreview *preview)
{
  g_autofree char *total = NULL;
  g_autoptr (GString) text = NULL;

  if (preview->items->len == 0)
    return g_strdup (_("Nothing to book on these days"));
  total = pf_cents_format (preview->total, preview->currency);
  text = g_string_new (NULL);
  /* Translators: how many days, and what they cost together. */
  g_string_printf (text, ngettext ("%u day, %s", "%u days, %s", preview->n_days), preview->n_days,
                   total);
  if (preview->n_waiting > 0)
    g_string_append_printf (text,
                            ngettext (", %u onto the waiting list", ", %u onto the waiting list",
                                      preview->n_waiting),
                            preview->n_waiting);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
pf_pattern_preview_describe_left_out (const PfPatternPreview *preview)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (PfState state = 0; state < PF_N_STATES; state++)
    if (preview->left_out[state] > 0)
      /* Translators: how many, and the state that keeps them out: "3 × Closed". */
      g_string_append_printf (text, _("%s%u × %s"), text->len > 0 ? ", " : "",
                              preview->left_out[state], pf_state_get_name (state));
  if (text->len == 0)
    return NULL;
  return g_strdup_printf (_("Left out: %s"), text->str);
}
