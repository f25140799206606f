/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a child does on one day, in a sentence. */
#include "config.h"

#include "pf-child-day.h"

#include "pf-legend.h"
#include "planning/pf-plan-index.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PfChildDay, pf_child_day, G_TYPE_OBJECT)

static gboolean
is_held (PfState state)
{
  return state == PF_STATE_BOOKED || state == PF_STATE_LOCKED || state == PF_STATE_WAITING ||
         state == PF_STATE_PENDING || state == PF_STATE_PRESENT || state == PF_STATE_ABSENT ||
         state == PF_STATE_EXCUSED;
}

static char *
describe_item (PfPlanItem *item, PfState state, gboolean names_town)
{
  g_autofree char *what = NULL;
  g_autofree char *named = NULL;

  if (item->activity->units->len > 1)
    /* Translators: an activity, and which part of it: "Nursery: Evening". */
    what = g_strdup_printf (_("%1$s: %2$s"), item->activity->name, item->unit->name);
  else
    what = g_strdup (item->activity->name);
  if (names_town)
    {
      /* Translators: an activity and its town. */
      named = g_strdup_printf (C_("activity and town", "%1$s (%2$s)"), what, item->town->name);
      g_free (what);
      what = g_steal_pointer (&named);
    }

  if (item->mark == PF_MARK_DRAFT || item->mark == PF_MARK_QUEUED)
    /* Translators: %s is an activity. */
    return g_strdup_printf (_("%s (not sent yet)"), what);
  if (state == PF_STATE_BOOKED || state == PF_STATE_LOCKED)
    return g_steal_pointer (&what);
  /* Translators: an activity and its state: "Canteen (waiting list)". */
  return g_strdup_printf (C_("activity and state", "%1$s (%2$s)"), what, pf_state_get_name (state));
}

/* The sentence of @child's items; they follow each other in the plan. */
static char *
describe_items (GListModel *plan, guint first, guint last, PfMoment now, gboolean names_towns)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_free);
  const char *closure = NULL;
  gboolean is_closed = TRUE;

  for (guint i = first; i < last; i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (plan, i);
      PfState state = pf_plan_item_get_state (item, now);

      if (is_held (state))
        g_ptr_array_add (held, describe_item (item, state, names_towns));
      is_closed &= state == PF_STATE_CLOSED;
      if (state == PF_STATE_CLOSED)
        closure = item->label != NULL ? item->label : pf_closure_get_name (item->slot.closure);
    }
  if (held->len > 0)
    {
      g_ptr_array_add (held, NULL);
      return g_strjoinv (", ", (char **) held->pdata);
    }
  if (is_closed && closure != NULL)
    return g_strdup_printf (_("Closed: %s"), closure);
  return g_strdup (_("Nothing booked"));
}

static void
pf_child_day_finalize (GObject *object)
{
  PfChildDay *self = PF_CHILD_DAY (object);

  g_clear_object (&self->child);
  g_free (self->text);
  G_OBJECT_CLASS (pf_child_day_parent_class)->finalize (object);
}

static void
pf_child_day_class_init (PfChildDayClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_child_day_finalize;
}

static void
pf_child_day_init (PfChildDay *self)
{
}

GPtrArray *
pf_child_day_list (GListModel *plan, PfDay day, PfMoment now, gboolean names_towns)
{
  GPtrArray *days = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items, position = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (plan), NULL);

  n_items = g_list_model_get_n_items (plan);
  while (position < n_items)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (plan, position);
      guint end = position + 1;
      PfChildDay *child_day;

      for (; end < n_items; end++)
        {
          g_autoptr (PfPlanItem) next = g_list_model_get_item (plan, end);

          if (next->slot.day != item->slot.day || !pf_child_is_same (next->child, item->child))
            break;
        }
      if (item->slot.day == day)
        {
          child_day = g_object_new (PF_TYPE_CHILD_DAY, NULL);
          child_day->child = g_object_ref (item->child);
          child_day->day = day;
          child_day->text = describe_items (plan, position, end, now, names_towns);
          g_ptr_array_add (days, child_day);
        }
      position = end;
    }
  return days;
}
