/* SPDX-License-Identifier: GPL-3.0-or-later
 * Works out once a batch what the views then only read: days, states, counts, cost, warnings.
 * It draws nothing and changes nothing. */
#include "config.h"

#include "pf-plan-index.h"

struct _PfPlanIndex {
  GObject parent_instance;
  GListModel *items;   /* (owned) */
  GArray *slots;       /* (element-type PfPlanSlot) (owned) */
  GArray *stays;       /* (element-type PfStay) (owned): of the day that is judged */
  GPtrArray *children; /* (element-type PfChild) (owned) */
  PfDay first;
  PfDay last;
  PfMoment now;
  PfDay today;
  PfChild *child;       /* (owned) (nullable) */
  PfActivity *activity; /* (owned) (nullable) */
  guint highlight;
  guint counts[PF_N_STATES];
  gboolean has_towns;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (PfPlanIndex, pf_plan_index, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* As numbers: who, and which activity of which town, by the first slot of the same. */
static PfStay
make_stay (const PfPlanSlot *slots, guint index)
{
  const PfPlanItem *item = slots[index].item;
  gboolean is_held = pf_booking_is_held (item->slot.booking);
  guint activity = 0;

  while (!pf_plan_item_is_alike (slots[activity].item, slots[index].item))
    activity++;
  return (PfStay){
    .child = slots[index].child,
    .activity = activity,
    .start_minute = item->unit->start_minute,
    .end_minute = item->unit->end_minute,
    .is_held = is_held,
    .is_waiting = item->slot.booking == PF_BOOKING_WAITING,
    .is_bookable = !is_held && slots[index].action == PF_ACTION_BOOK,
    .is_care = item->activity->kind == PF_KIND_EXTRA,
  };
}

static void
find_warnings (PfPlanIndex *self, PfPlanSlot *slots, guint n_slots)
{
  g_array_set_size (self->stays, 0);
  for (guint i = 0; i < n_slots; i++)
    {
      PfStay stay = make_stay (slots, i);

      g_array_append_val (self->stays, stay);
    }
  pf_stays_judge ((PfStay *) self->stays->data, n_slots);
  for (guint i = 0; i < n_slots; i++)
    {
      const PfStay *stay = &g_array_index (self->stays, PfStay, i);

      slots[i].warning = stay->warning;
      slots[i].other = stay->other >= 0 ? slots[stay->other].item : NULL;
      slots[i].from_minute = stay->from_minute;
      slots[i].to_minute = stay->to_minute;
    }
}

static guint
find_child (GPtrArray *children, PfChild *child)
{
  for (guint i = 0; i < children->len; i++)
    if (pf_child_is_same (g_ptr_array_index (children, i), child))
      return i;
  g_ptr_array_add (children, g_object_ref (child));
  return children->len - 1;
}

static int
compare_births (gconstpointer a, gconstpointer b)
{
  const PfChild *one = *(PfChild *const *) a, *other = *(PfChild *const *) b;

  return one->birth_date != other->birth_date ? (one->birth_date < other->birth_date ? -1 : 1)
                                              : g_strcmp0 (one->first_name, other->first_name);
}

/* An item whose record is gone has nothing to show it by. */
static gboolean
is_shown (PfPlanIndex *self, PfPlanItem *item)
{
  return item->child != NULL && item->activity != NULL && item->unit != NULL &&
         item->town != NULL &&
         (self->child == NULL || pf_child_is_same (self->child, item->child)) &&
         (self->activity == NULL || pf_activity_is_same (self->activity, item->activity));
}

static void
judge (PfPlanIndex *self)
{
  for (guint i = 0; i < self->slots->len;)
    {
      PfPlanSlot *slots = &g_array_index (self->slots, PfPlanSlot, i);
      PfDay day = slots->item->slot.day;
      guint n = 0;

      for (; i + n < self->slots->len && slots[n].item->slot.day == day; n++)
        {
          slots[n].state = pf_slot_get_state (&slots[n].item->slot, self->now, self->today);
          slots[n].action = pf_plan_item_get_action (slots[n].item, self->now);
          slots[n].warning = PF_WARNING_NONE;
          if (day >= self->first && day <= self->last)
            self->counts[slots[n].state]++;
        }
      if (day >= self->today)
        find_warnings (self, slots, n);
      i += n;
    }
}

static void
refresh (PfPlanIndex *self)
{
  guint n_items = g_list_model_get_n_items (self->items);

  if (!self->is_stale)
    return;
  self->is_stale = FALSE;
  g_array_set_size (self->slots, 0);
  g_ptr_array_set_size (self->children, 0);
  memset (self->counts, 0, sizeof self->counts);
  self->has_towns = FALSE;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (self->items, i);
      PfPlanSlot slot = { .item = item };

      if (!is_shown (self, item))
        continue;
      find_child (self->children, item->child);
      g_array_append_val (self->slots, slot);
      self->has_towns |= item->session != g_array_index (self->slots, PfPlanSlot, 0).item->session;
    }
  g_ptr_array_sort (self->children, compare_births);
  for (guint i = 0; i < self->slots->len; i++)
    {
      PfPlanSlot *slot = &g_array_index (self->slots, PfPlanSlot, i);

      slot->child = find_child (self->children, slot->item->child);
      slot->names_town = self->has_towns;
    }
  judge (self);
}

static void
invalidate (PfPlanIndex *self)
{
  self->is_stale = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pf_plan_index_finalize (GObject *object)
{
  PfPlanIndex *self = PF_PLAN_INDEX (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->slots, g_array_unref);
  g_clear_pointer (&self->stays, g_array_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_object (&self->child);
  g_clear_object (&self->activity);
  G_OBJECT_CLASS (pf_plan_index_parent_class)->finalize (object);
}

static void
pf_plan_index_class_init (PfPlanIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_plan_index_finalize;
  signals[CHANGED] = g_signal_new ("changed", PF_TYPE_PLAN_INDEX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
pf_plan_index_init (PfPlanIndex *self)
{
  self->slots = g_array_new (FALSE, FALSE, sizeof (PfPlanSlot));
  self->stays = g_array_new (FALSE, FALSE, sizeof (PfStay));
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_stale = TRUE;
}

PfPlanIndex *
pf_plan_index_new (GListModel *items)
{
  PfPlanIndex *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  self = g_object_new (PF_TYPE_PLAN_INDEX, NULL);
  self->items = g_object_ref (items);
  g_signal_connect_object (items, "items-changed", G_CALLBACK (invalidate), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
pf_plan_index_set_period (PfPlanIndex *self, PfDay first, PfDay last)
{
  g_return_if_fail (PF_IS_PLAN_INDEX (self));

  if (self->first == first && self->last == last)
    return;
  self->first = first;
  self->last = last;
  invalidate (self);
}

PfDay
pf_plan_index_get_first (PfPlanIndex *self)
{
  return self->first;
}

PfDay
pf_plan_index_get_last (PfPlanIndex *self)
{
  return self->last;
}

void
pf_plan_index_set_clock (PfPlanIndex *self, PfMoment now, PfDay today)
{
  g_return_if_fail (PF_IS_PLAN_INDEX (self));

  self->now = now;
  self->today = today;
  invalidate (self);
}

PfMoment
pf_plan_index_get_now (PfPlanIndex *self)
{
  return self->now;
}

PfDay
pf_plan_index_get_today (PfPlanIndex *self)
{
  return self->today;
}

void
pf_plan_index_set_filter (PfPlanIndex *self, PfChild *child, PfActivity *activity)
{
  gboolean changed;

  g_return_if_fail (PF_IS_PLAN_INDEX (self));

  changed = g_set_object (&self->child, child);
  changed |= g_set_object (&self->activity, activity);
  if (changed)
    invalidate (self);
}

PfChild *
pf_plan_index_get_child_filter (PfPlanIndex *self)
{
  return self->child;
}

PfActivity *
pf_plan_index_get_activity_filter (PfPlanIndex *self)
{
  return self->activity;
}

void
pf_plan_index_set_highlight (PfPlanIndex *self, guint states)
{
  g_return_if_fail (PF_IS_PLAN_INDEX (self));

  if (self->highlight == states)
    return;
  self->highlight = states;
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
pf_plan_index_get_highlight (PfPlanIndex *self)
{
  return self->highlight;
}

guint
pf_plan_index_get_shown_highlight (PfPlanIndex *self)
{
  for (int state = 0; state < PF_N_LEGEND_STATES; state++)
    if ((self->highlight & 1u << state) != 0 && pf_plan_index_count_state (self, state) > 0)
      return self->highlight;
  return 0;
}

void
pf_plan_index_get_day (PfPlanIndex *self, PfDay date, PfPlanDay *day)
{
  guint low = 0, high;

  g_return_if_fail (PF_IS_PLAN_INDEX (self));

  refresh (self);
  *day = (PfPlanDay){ .day = date };
  for (high = self->slots->len; low < high;)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->slots, PfPlanSlot, middle).item->slot.day < date)
        low = middle + 1;
      else
        high = middle;
    }
  day->slots = &g_array_index (self->slots, PfPlanSlot, low);
  while (low + day->n_slots < self->slots->len && day->slots[day->n_slots].item->slot.day == date)
    day->n_slots++;
  for (guint i = 0; i < day->n_slots; i++)
    {
      if (day->slots[i].state != PF_STATE_CLOSED)
        {
          day->closure = PF_CLOSURE_NONE;
          day->label = NULL;
          return;
        }
      day->closure = day->slots[i].item->slot.closure;
      if (day->label == NULL)
        day->label = day->slots[i].item->label;
    }
}

const PfPlanSlot *
pf_plan_index_get_slots (PfPlanIndex *self, guint *n_slots)
{
  g_return_val_if_fail (PF_IS_PLAN_INDEX (self), NULL);

  refresh (self);
  *n_slots = self->slots->len;
  return (const PfPlanSlot *) self->slots->data;
}

GPtrArray *
pf_plan_index_get_children (PfPlanIndex *self)
{
  g_return_val_if_fail (PF_IS_PLAN_INDEX (self), NULL);

  refresh (self);
  return self->children;
}

gboolean
pf_plan_index_has_towns (PfPlanIndex *self)
{
  g_return_val_if_fail (PF_IS_PLAN_INDEX (self), FALSE);

  refresh (self);
  return self->has_towns;
}

guint
pf_plan_index_count_state (PfPlanIndex *self, PfState state)
{
  g_return_val_if_fail (PF_IS_PLAN_INDEX (self), 0);
  g_return_val_if_fail (state < PF_N_STATES, 0);

  refresh (self);
  return self->counts[state];
}

PfCents
pf_plan_index_get_cost (PfPlanIndex *self, PfCents *drafts, const char **currency)
{
  PfCents cost = 0, cost_of_drafts = 0;
  const char *first_currency = NULL;

  g_return_val_if_fail (PF_IS_PLAN_INDEX (self), 0);

  refresh (self);
  for (guint i = 0; i < self->slots->len; i++)
    {
      PfPlanItem *item = g_array_index (self->slots, PfPlanSlot, i).item;
      PfCents charged = item->slot.charged;

      if (item->slot.day < self->first || item->slot.day > self->last)
        continue;
      if (first_currency == NULL)
        first_currency = item->town->currency;
      if (charged == PF_CENTS_UNKNOWN || g_strcmp0 (first_currency, item->town->currency) != 0)
        continue;
      cost = pf_cents_add (cost, charged);
      if (item->mark == PF_MARK_DRAFT)
        cost_of_drafts = pf_cents_add (cost_of_drafts, charged);
    }
  if (drafts != NULL)
    *drafts = cost_of_drafts;
  if (currency != NULL)
    *currency = first_currency;
  return cost;
}

GPtrArray *
pf_plan_index_get_bookable (PfPlanIndex *self, PfState state)
{
  GPtrArray *items;

  g_return_val_if_fail (PF_IS_PLAN_INDEX (self), NULL);

  refresh (self);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->slots->len; i++)
    {
      PfPlanSlot *slot = &g_array_index (self->slots, PfPlanSlot, i);
      PfDay day = slot->item->slot.day;

      if (slot->state == state && slot->action == PF_ACTION_BOOK && day >= self->first &&
          day <= self->last)
        g_ptr_array_add (items, g_object_ref (slot->item));
    }
  return items;
}

gboolean
pf_child_is_same (PfChild *a, PfChild *b)
{
  return a == b ||
         (a->birth_date == b->birth_date && g_strcmp0 (a->first_name, b->first_name) == 0);
}

gboolean
pf_activity_is_same (PfActivity *a, PfActivity *b)
{
  return a == b ||
         (g_strcmp0 (pf_record_get_id (PF_RECORD (a)), pf_record_get_id (PF_RECORD (b))) == 0 &&
          g_strcmp0 (a->name, b->name) == 0);
}

gboolean
pf_plan_item_is_alike (const PfPlanItem *a, const PfPlanItem *b)
{
  return a->session == b->session && pf_activity_is_same (a->activity, b->activity);
}
