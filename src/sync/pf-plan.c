/* SPDX-License-Identifier: GPL-3.0-or-later
 * A plan is computed anew from what is in memory whenever that changes, which takes less than a
 * frame; items that show the same stay the same, so that only what really changed is told. */
#include "config.h"

#include "pf-plan.h"
#include "pf-plan-private.h"

#include "pf-plan-item-private.h"

struct _PfPlan {
  GObject parent_instance;
  PfContents *contents; /* (owned) */
  gpointer session;     /* (unowned) (nullable) */
  PfDiffList *list;     /* (owned) */
  GHashTable *by_slot;  /* (owned): a PfLine's names → PfPlanItem, both the list's */
  PfDay first;
  PfDay last;
  gboolean is_loaded;
};

/* An item on its way to its place. */
typedef struct {
  PfDay day;
  guint child;
  int start;
  guint activity;
  guint unit;
  PfPlanItem *item; /* (owned) */
} Row;

/* A sheet's records. */
typedef struct {
  PfSheet *sheet;
  PfTown *town;
  PfChild *child;
  PfEnrolment *enrolment;
  PfActivity *activity;
  guint child_position;
  guint activity_position;
} Context;

enum {
  PROP_FIRST = 1,
  PROP_LAST,
  PROP_IS_LOADED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static GType
get_item_type (GListModel *model)
{
  return PF_TYPE_PLAN_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PF_PLAN (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PF_PLAN (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_TYPE_WITH_CODE (PfPlan, pf_plan, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = a, *right = b;

#define COMPARE(member)                                                                            \
  if (left->member != right->member)                                                               \
  return left->member < right->member ? -1 : 1
  COMPARE (day);
  COMPARE (child);
  COMPARE (start);
  COMPARE (activity);
  COMPARE (unit);
#undef COMPARE
  return g_strcmp0 (pf_record_get_id (PF_RECORD (left->item->enrolment)),
                    pf_record_get_id (PF_RECORD (right->item->enrolment)));
}

static void
clear_row (Row *row)
{
  g_clear_object (&row->item);
}

/* Returns: FALSE while the records are still to come. */
static gboolean
resolve_sheet (PfPlan *self, PfSheet *sheet, Context *context)
{
  PfCatalog *catalog = pf_contents_get_catalog (self->contents);

  context->sheet = sheet;
  context->town = pf_contents_get_town (self->contents);
  context->enrolment = pf_catalog_find (catalog, PF_COLLECTION_ENROLMENTS, sheet->enrolment, NULL);
  if (context->town == NULL || context->enrolment == NULL)
    return FALSE;
  context->child = pf_catalog_find (catalog, PF_COLLECTION_CHILDREN, context->enrolment->child,
                                    &context->child_position);
  context->activity = pf_catalog_find (catalog, PF_COLLECTION_ACTIVITIES,
                                       context->enrolment->activity, &context->activity_position);
  return context->child != NULL && context->activity != NULL;
}

/* Returns: (transfer full): the item that showed the slot before, or a new one. */
static PfPlanItem *
make_item (PfPlan        *self,
           const Context *context,
           const PfUnit  *unit,
           const PfSlot  *slot,
           PfMoment       now,
           GHashTable    *changed)
{
  PfLine key = { .enrolment = (char *) pf_record_get_id (PF_RECORD (context->enrolment)),
                 .unit = unit->id,
                 .day = slot->day };
  PfIntent *intent = pf_contents_find_intent (self->contents, key.enrolment, key.unit, key.day);
  PfPlanItem *item = g_hash_table_lookup (self->by_slot, &key);

  if (item != NULL && item->town == context->town && item->child == context->child &&
      item->enrolment == context->enrolment && item->activity == context->activity &&
      item->unit == unit)
    g_object_ref (item);
  else
    item = pf_plan_item_new (self->session, context->town, context->child, context->enrolment,
                             context->activity, unit, slot, NULL, now);
  if (pf_plan_item_update (item, context->sheet, slot, intent, now))
    g_hash_table_add (changed, item);
  return item;
}

static void
add_sheet (PfPlan *self, PfSheet *sheet, PfMoment now, GArray *rows, GHashTable *changed)
{
  Context context;

  if (!resolve_sheet (self, sheet, &context))
    return;
  for (guint i = 0; i < sheet->slots->len; i++)
    {
      const PfSlot *slot = &g_array_index (sheet->slots, PfSlot, i);
      const PfUnit *unit;
      Row row;

      if (slot->day < self->first || slot->day > self->last || slot->unit >= sheet->units->len)
        continue;
      unit = pf_activity_find_unit (context.activity, g_ptr_array_index (sheet->units, slot->unit));
      if (unit == NULL)
        continue;
      row.day = slot->day;
      row.child = context.child_position;
      row.start = unit->start_minute >= 0 ? unit->start_minute : G_MAXINT;
      row.activity = context.activity_position;
      row.unit = slot->unit;
      row.item = make_item (self, &context, unit, slot, now, changed);
      g_array_append_val (rows, row);
    }
}

static void
index_items (PfPlan *self, GPtrArray *items)
{
  g_hash_table_remove_all (self->by_slot);
  for (guint i = 0; i < items->len; i++)
    {
      PfPlanItem *item = g_ptr_array_index (items, i);
      PfLine *key = g_new0 (PfLine, 1);

      key->enrolment = (char *) pf_record_get_id (PF_RECORD (item->enrolment));
      key->unit = item->unit->id;
      key->day = item->facts.day;
      g_hash_table_replace (self->by_slot, key, item);
    }
}

static void
compute (PfPlan *self)
{
  g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  PfSheetBook *book = pf_contents_get_book (self->contents);
  PfMoment now = pf_contents_get_now (self->contents);
  GPtrArray *items;
  gboolean is_loaded;

  if (self->first == PF_DAY_NONE)
    return;
  g_array_set_clear_func (rows, (GDestroyNotify) clear_row);
  for (PfDay month = pf_day_get_month_start (self->first); month <= self->last;
       month = pf_day_add_months (month, 1))
    {
      GPtrArray *sheets = pf_sheet_book_get_month (book, month);

      for (guint i = 0; sheets != NULL && i < sheets->len; i++)
        add_sheet (self, g_ptr_array_index (sheets, i), now, rows, changed);
    }
  g_array_sort (rows, compare_rows);
  items = g_ptr_array_new_full (rows->len, g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, g_object_ref (g_array_index (rows, Row, i).item));
  index_items (self, items);
  pf_diff_list_take (self->list, items, changed);

  is_loaded = pf_contents_is_filled (self->contents) &&
              pf_sheet_book_is_loaded (book, self->first, self->last);
  if (is_loaded != self->is_loaded)
    {
      self->is_loaded = is_loaded;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
    }
}

static void
pf_plan_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  PfPlan *self = PF_PLAN (object);

  switch (property_id)
    {
    case PROP_FIRST:
      g_value_set_int (value, self->first);
      break;
    case PROP_LAST:
      g_value_set_int (value, self->last);
      break;
    case PROP_IS_LOADED:
      g_value_set_boolean (value, self->is_loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_plan_finalize (GObject *object)
{
  PfPlan *self = PF_PLAN (object);

  g_hash_table_unref (self->by_slot);
  g_object_unref (self->list);
  g_object_unref (self->contents);
  G_OBJECT_CLASS (pf_plan_parent_class)->finalize (object);
}

static void
pf_plan_class_init (PfPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pf_plan_get_property;
  object_class->finalize = pf_plan_finalize;

  properties[PROP_FIRST] = g_param_spec_int ("first", NULL, NULL, G_MININT, G_MAXINT, PF_DAY_NONE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LAST] = g_param_spec_int ("last", NULL, NULL, G_MININT, G_MAXINT, PF_DAY_NONE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_LOADED] = g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
pf_plan_init (PfPlan *self)
{
  self->first = self->last = PF_DAY_NONE;
  self->list = pf_diff_list_new (PF_TYPE_PLAN_ITEM);
  self->by_slot = g_hash_table_new_full (pf_slot_name_hash, pf_slot_name_equal, g_free, NULL);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

PfPlan *
pf_plan_new (PfContents *contents, gpointer session)
{
  PfPlan *self = g_object_new (PF_TYPE_PLAN, NULL);

  self->contents = g_object_ref (contents);
  self->session = session;
  g_signal_connect_object (contents, "changed", G_CALLBACK (compute), self, G_CONNECT_SWAPPED);
  return self;
}

GPtrArray *
pf_plan_get_items (PfPlan *self)
{
  return pf_diff_list_get_items (self->list);
}

void
pf_plan_set_range (PfPlan *self, PfDay first, PfDay last)
{
  gboolean first_changed, last_changed;

  g_return_if_fail (PF_IS_PLAN (self));
  g_return_if_fail (first != PF_DAY_NONE && first <= last);

  first_changed = first != self->first;
  last_changed = last != self->last;
  if (!first_changed && !last_changed)
    return;
  self->first = first;
  self->last = last;
  pf_contents_request (self->contents, first, last);
  compute (self);
  if (first_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST]);
  if (last_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST]);
}

gboolean
pf_plan_is_loaded (PfPlan *self)
{
  g_return_val_if_fail (PF_IS_PLAN (self), FALSE);

  return self->is_loaded;
}
