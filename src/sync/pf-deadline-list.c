/* SPDX-License-Identifier: GPL-3.0-or-later
 * Groups the open days of a plan by child, activity and the moment until which they can be booked
 * without a surcharge. */
#include "config.h"

#include "pf-deadline-list.h"

#include "pf-merge.h"
#include "pf-plan-private.h"

/* How long before a day its deadline may be and still be seen: "until the 20th for the next month",
 * holiday windows. */
#define DAYS_AHEAD 62

struct _PfDeadlineList {
  GObject parent_instance;
  PfContents *contents; /* (owned) */
  PfPlan *plan;         /* (owned) */
  PfDiffList *list;     /* (owned) */
  int days;
};

static GType
get_item_type (GListModel *model)
{
  return PF_TYPE_DEADLINE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PF_DEADLINE_LIST (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PF_DEADLINE_LIST (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_TYPE (PfDeadlineItem, pf_deadline_item, G_TYPE_OBJECT)
G_DEFINE_TYPE_WITH_CODE (PfDeadlineList, pf_deadline_list, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint loaded_signal;

static guint
hash_group (gconstpointer key)
{
  const PfDeadlineItem *item = key;

  return g_direct_hash (item->child) ^ g_direct_hash (item->activity) ^ (guint) item->until;
}

static gboolean
groups_are_equal (gconstpointer a, gconstpointer b)
{
  const PfDeadlineItem *left = a, *right = b;

  return left->child == right->child && left->activity == right->activity &&
         left->until == right->until;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const PfDeadlineItem *left = *(PfDeadlineItem *const *) a, *right = *(PfDeadlineItem *const *) b;

  if (left->until != right->until)
    return left->until < right->until ? -1 : 1;
  if (left->child->birth_date != right->child->birth_date)
    return left->child->birth_date < right->child->birth_date ? -1 : 1;
  return g_utf8_collate (left->activity->name, right->activity->name);
}

static gboolean
says_the_same (PfDeadlineItem *a, PfDeadlineItem *b)
{
  if (a->town != b->town || a->first != b->first || a->n_booked != b->n_booked ||
      a->items->len != b->items->len)
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    if (a->items->pdata[i] != b->items->pdata[i])
      return FALSE;
  return TRUE;
}

/* Returns: (transfer none) (nullable): the group of @item, which @groups owns; NULL where it has no
 * deadline to come. */
static PfDeadlineItem *
find_group (PfDeadlineList *self, GHashTable *groups, PfPlanItem *item, PfMoment now)
{
  PfMoment until = item->slot.book_until;
  PfDeadlineItem key = { .child = item->child, .activity = item->activity, .until = until };
  PfDeadlineItem *group;

  if (item->slot.closure != PF_CLOSURE_NONE || until == PF_MOMENT_NONE || until < now ||
      until > now + (PfMoment) self->days * 86400)
    return NULL;
  group = g_hash_table_lookup (groups, &key);
  if (group == NULL)
    {
      group = g_object_new (PF_TYPE_DEADLINE_ITEM, NULL);
      group->town = g_object_ref (item->town);
      group->child = g_object_ref (item->child);
      group->activity = g_object_ref (item->activity);
      group->until = until;
      group->first = item->slot.day;
      g_hash_table_add (groups, group);
    }
  group->first = MIN (group->first, item->slot.day);
  return group;
}

/* @n: index of one of @items, which are sorted by day.
 * Returns: (transfer none) (nullable): the first of @items that holds a place on the same day, for
 * the same child and activity: a day with a morning booked is not said to be "not booked". */
static PfPlanItem *
find_held (GPtrArray *items, guint n)
{
  PfPlanItem *item = items->pdata[n], *other;

  while (n > 0 && ((PfPlanItem *) items->pdata[n - 1])->slot.day == item->slot.day)
    n--;
  for (; n < items->len; n++)
    {
      other = items->pdata[n];
      if (other->slot.day != item->slot.day)
        break;
      if (other->child == item->child && other->activity == item->activity &&
          pf_booking_is_held (other->slot.booking))
        return other;
    }
  return NULL;
}

/* Returns: (transfer full): a set of groups. */
static GHashTable *
group_items (PfDeadlineList *self)
{
  GHashTable *groups = g_hash_table_new_full (hash_group, groups_are_equal, g_object_unref, NULL);
  GPtrArray *items = pf_plan_get_items (self->plan);
  PfMoment now = pf_contents_get_now (self->contents);
  PfDay today = pf_contents_get_today (self->contents);

  for (guint i = 0; i < items->len; i++)
    {
      PfPlanItem *item = g_ptr_array_index (items, i);
      PfDeadlineItem *group = find_group (self, groups, item, now);
      PfPlanItem *held;

      if (group == NULL)
        continue;
      held = find_held (items, i);
      if (held == item)
        group->n_booked++;
      else if (held == NULL && pf_slot_get_action (&item->slot, now, today) == PF_ACTION_BOOK)
        g_ptr_array_add (group->items, g_object_ref (item));
    }
  return groups;
}

static void
compute (PfDeadlineList *self)
{
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GHashTable) groups = NULL;
  GPtrArray *before = pf_diff_list_get_items (self->list), *items;
  GHashTableIter iter;
  gpointer key;

  known = g_hash_table_new (hash_group, groups_are_equal);
  for (guint i = 0; i < before->len; i++)
    g_hash_table_add (known, before->pdata[i]);
  groups = group_items (self);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      PfDeadlineItem *group = key, *old = g_hash_table_lookup (known, group);

      if (group->items->len > 0)
        g_ptr_array_add (items,
                         g_object_ref (old != NULL && says_the_same (old, group) ? old : group));
    }
  g_ptr_array_sort (items, compare_groups);
  pf_diff_list_take (self->list, items, NULL);
}

/* The range follows the town's day. */
static void
contents_changed_cb (PfDeadlineList *self)
{
  PfDay today = pf_contents_get_today (self->contents);

  pf_plan_set_range (self->plan, today, today + self->days + DAYS_AHEAD);
  compute (self);
}

static void
tell_loaded_cb (PfDeadlineList *self)
{
  g_signal_emit (self, loaded_signal, 0);
}

static void
pf_deadline_item_finalize (GObject *object)
{
  PfDeadlineItem *self = PF_DEADLINE_ITEM (object);

  g_clear_object (&self->town);
  g_clear_object (&self->child);
  g_clear_object (&self->activity);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (pf_deadline_item_parent_class)->finalize (object);
}

static void
pf_deadline_item_class_init (PfDeadlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_deadline_item_finalize;
}

static void
pf_deadline_item_init (PfDeadlineItem *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
pf_deadline_list_finalize (GObject *object)
{
  PfDeadlineList *self = PF_DEADLINE_LIST (object);

  g_object_unref (self->plan);
  g_object_unref (self->list);
  g_object_unref (self->contents);
  G_OBJECT_CLASS (pf_deadline_list_parent_class)->finalize (object);
}

static void
pf_deadline_list_class_init (PfDeadlineListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_deadline_list_finalize;
  loaded_signal = g_signal_new ("loaded", PF_TYPE_DEADLINE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
pf_deadline_list_init (PfDeadlineList *self)
{
  self->list = pf_diff_list_new (PF_TYPE_DEADLINE_ITEM);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

GArray *
pf_deadline_item_list_days (PfDeadlineItem *self)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (PfDay));

  g_return_val_if_fail (PF_IS_DEADLINE_ITEM (self), days);

  for (guint i = 0; i < self->items->len; i++)
    {
      PfDay day = ((PfPlanItem *) self->items->pdata[i])->slot.day;

      if (days->len == 0 || g_array_index (days, PfDay, days->len - 1) != day)
        g_array_append_val (days, day);
    }
  return days;
}

PfDeadlineList *
pf_deadline_list_new (PfContents *contents, gpointer session, int days)
{
  PfDeadlineList *self = g_object_new (PF_TYPE_DEADLINE_LIST, NULL);

  self->contents = g_object_ref (contents);
  self->plan = pf_plan_new (contents, session);
  self->days = days;
  /* The plan was connected before, so that it is up to date when this runs. */
  g_signal_connect_object (contents, "changed", G_CALLBACK (contents_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "notify::is-loaded", G_CALLBACK (tell_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  contents_changed_cb (self);
  return self;
}

gboolean
pf_deadline_list_is_loaded (PfDeadlineList *self)
{
  return pf_plan_is_loaded (self->plan);
}

PfPlan *
pf_deadline_list_get_plan (PfDeadlineList *self)
{
  return self->plan;
}
