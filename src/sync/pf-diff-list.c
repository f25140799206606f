/* SPDX-License-Identifier: GPL-3.0-or-later
 * Compares by identity from both ends; what lies between the two is the change. */
#include "config.h"

#include "pf-diff-list.h"

struct _PfDiffList {
  GObject parent_instance;
  GType item_type;
  GPtrArray *items; /* (owned) */
};

static GType
get_item_type (GListModel *model)
{
  return PF_DIFF_LIST (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return PF_DIFF_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PfDiffList *self = PF_DIFF_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_TYPE_WITH_CODE (PfDiffList, pf_diff_list, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_same (gpointer before, gpointer after, GHashTable *changed)
{
  return before == after && (changed == NULL || !g_hash_table_contains (changed, after));
}

static void
pf_diff_list_finalize (GObject *object)
{
  g_ptr_array_unref (PF_DIFF_LIST (object)->items);
  G_OBJECT_CLASS (pf_diff_list_parent_class)->finalize (object);
}

static void
pf_diff_list_class_init (PfDiffListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_diff_list_finalize;
}

static void
pf_diff_list_init (PfDiffList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

PfDiffList *
pf_diff_list_new (GType item_type)
{
  PfDiffList *self = g_object_new (PF_TYPE_DIFF_LIST, NULL);

  self->item_type = item_type;
  return self;
}

void
pf_diff_list_take (PfDiffList *self, GPtrArray *items, GHashTable *changed)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->items);
  guint start = 0, end = 0, shorter = MIN (before->len, items->len);

  while (start < shorter && is_same (before->pdata[start], items->pdata[start], changed))
    start++;
  while (end < shorter - start && is_same (before->pdata[before->len - end - 1],
                                           items->pdata[items->len - end - 1], changed))
    end++;
  self->items = items;
  if (start + end < MAX (before->len, items->len))
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                items->len - start - end);
}

GPtrArray *
pf_diff_list_get_items (PfDiffList *self)
{
  return self->items;
}
