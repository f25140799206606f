/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hub's plan: the towns' plans over one range, one after the other where there is one town,
 * sorted together where there are more. */
#include "config.h"

#include "pf-hub-private.h"

#include <gtk/gtk.h>

struct _PfHubPlan {
  GObject parent_instance;

  PfHub *hub;              /* (owned) */
  GListStore *plans;       /* (owned) (element-type PfPlan), in the order of the hub's sessions */
  GtkSortListModel *model; /* (owned) (element-type PfPlanItem) */
  PfDay first;             /* PF_DAY_NONE before the first range */
  PfDay last;
  gboolean was_loaded;
};

typedef enum {
  PROP_IS_LOADED = 1,
} PfHubPlanProperty;

static GParamSpec *properties[PROP_IS_LOADED + 1];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PfHubPlan, pf_hub_plan, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* As a PfPlan sorts: by day, child's birth, unit's start, activity; a child that two towns know is
 * one. */
static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PfPlanItem *left = a;
  const PfPlanItem *right = b;
  int order;

  if (left->slot.day != right->slot.day)
    return left->slot.day < right->slot.day ? -1 : 1;
  if (left->child->birth_date != right->child->birth_date)
    return left->child->birth_date < right->child->birth_date ? -1 : 1;
  order = strcmp (left->child->first_name, right->child->first_name);
  if (order != 0)
    return order;
  if (left->unit->start_minute != right->unit->start_minute)
    return left->unit->start_minute < right->unit->start_minute ? -1 : 1;
  return g_utf8_collate (left->activity->name, right->activity->name);
}

static void
update_loaded (PfHubPlan *self)
{
  gboolean is_loaded = pf_hub_plan_is_loaded (self);

  if (is_loaded == self->was_loaded)
    return;
  self->was_loaded = is_loaded;
  self->hub->has_plan |= is_loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
}

static void
items_changed_cb (PfHubPlan *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
sessions_changed_cb (PfHubPlan *self, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkSorter) sorter = NULL;
  GListModel *sessions = G_LIST_MODEL (self->hub->sessions);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, position + i);
      PfPlan *plan = pf_session_create_plan (session);

      g_signal_connect_object (plan, "notify::is-loaded", G_CALLBACK (update_loaded), self,
                               G_CONNECT_SWAPPED);
      if (self->first != PF_DAY_NONE)
        pf_plan_set_range (plan, self->first, self->last);
      g_ptr_array_add (plans, plan);
    }

  if (g_list_model_get_n_items (sessions) > 1)
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_items, NULL, NULL));
  gtk_sort_list_model_set_sorter (self->model, sorter);
  g_list_store_splice (self->plans, position, removed, plans->pdata, plans->len);
  update_loaded (self);
}

static GType
get_item_type (GListModel *list)
{
  return PF_TYPE_PLAN_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PF_HUB_PLAN (list)->model));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PF_HUB_PLAN (list)->model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
pf_hub_plan_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((PfHubPlanProperty) property_id)
    {
    case PROP_IS_LOADED:
      g_value_set_boolean (value, pf_hub_plan_is_loaded (PF_HUB_PLAN (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_hub_plan_dispose (GObject *object)
{
  PfHubPlan *self = PF_HUB_PLAN (object);

  g_clear_object (&self->model);
  g_clear_object (&self->plans);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_hub_plan_parent_class)->dispose (object);
}

static void
pf_hub_plan_class_init (PfHubPlanClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = pf_hub_plan_get_property;
  object_class->dispose = pf_hub_plan_dispose;

  properties[PROP_IS_LOADED] =
      g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
pf_hub_plan_init (PfHubPlan *self)
{
  GtkFlattenListModel *all;

  self->first = PF_DAY_NONE;
  self->plans = g_list_store_new (PF_TYPE_PLAN);
  all = gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->plans)));
  self->model = gtk_sort_list_model_new (G_LIST_MODEL (all), NULL);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

PfHubPlan *
pf_hub_create_plan (PfHub *self)
{
  PfHubPlan *plan;

  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  plan = g_object_new (PF_TYPE_HUB_PLAN, NULL);
  plan->hub = g_object_ref (self);
  g_signal_connect_object (self->sessions, "items-changed", G_CALLBACK (sessions_changed_cb), plan,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::sync-state", G_CALLBACK (update_loaded), plan,
                           G_CONNECT_SWAPPED);
  sessions_changed_cb (plan, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sessions)));
  return plan;
}

void
pf_hub_plan_set_range (PfHubPlan *self, PfDay first, PfDay last)
{
  g_return_if_fail (PF_IS_HUB_PLAN (self));
  g_return_if_fail (first <= last);

  if (first == self->first && last == self->last)
    return;
  self->first = first;
  self->last = last;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->plans)); i++)
    {
      g_autoptr (PfPlan) plan = g_list_model_get_item (G_LIST_MODEL (self->plans), i);

      pf_plan_set_range (plan, first, last);
    }
  update_loaded (self);
}

gboolean
pf_hub_plan_is_loaded (PfHubPlan *self)
{
  g_return_val_if_fail (PF_IS_HUB_PLAN (self), FALSE);

  /* A town whose files cannot be read keeps the others' plans from nobody. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->plans)); i++)
    {
      g_autoptr (PfPlan) plan = g_list_model_get_item (G_LIST_MODEL (self->plans), i);
      g_autoptr (PfSession) session = g_list_model_get_item (G_LIST_MODEL (self->hub->sessions), i);

      if (!pf_plan_is_loaded (plan) && pf_session_get_sync_state (session) != PF_SYNC_FAILED)
        return FALSE;
    }
  return self->first != PF_DAY_NONE;
}

gboolean
pf_hub_has_plan (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), FALSE);

  return self->has_plan;
}
