/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keeps a row for each slot of the day and fills them again when the plan changes, so that the
 * focus stays where it is. */
#include "config.h"

#include "pf-day-card.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "pf-legend.h"
#include "pf-slot-row.h"

#define RESOURCE "/org/example/PortailFamille/planning/pf-day-card.ui"

struct _PfDayCard {
  GtkWidget parent_instance;
  PfPlanIndex *index; /* (owned) */
  PfDay day;
  gboolean is_narrow;
  GPtrArray *items; /* (element-type PfPlanItem) (owned): of the rows, in order */

  GtkLabel *title;
  GtkLabel *closure;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (PfDayCard, pf_day_card, GTK_TYPE_WIDGET)

static void
row_change_cb (PfDayCard *self, PfPlanItem *item, int action)
{
  g_signal_emit_by_name (self, "change", item, action);
}

static gboolean
has_same_items (PfDayCard *self, const PfPlanDay *day)
{
  if (self->items->len != day->n_slots)
    return FALSE;
  for (guint i = 0; i < day->n_slots; i++)
    if (g_ptr_array_index (self->items, i) != day->slots[i].item)
      return FALSE;
  return TRUE;
}

static void
add_heading (PfDayCard *self, PfChild *child)
{
  GtkWidget *label = gtk_label_new (child->first_name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (self->rows, label);
}

/* New rows, with the name of each of several children above its own. */
static void
build_rows (PfDayCard *self, const PfPlanDay *day)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < day->n_slots; i++)
    {
      GtkWidget *row = pf_slot_row_new (self->is_narrow);

      if (i == 0 || day->slots[i].child != day->slots[i - 1].child)
        add_heading (self, day->slots[i].item->child);
      g_signal_connect_object (row, "change", G_CALLBACK (row_change_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->rows, row);
      g_ptr_array_add (self->items, g_object_ref (day->slots[i].item));
    }
}

static void
update (PfDayCard *self)
{
  PfDay today = pf_plan_index_get_today (self->index);
  g_autofree char *title = pf_date_text_day_heading (self->day, today);
  const char *closure = NULL;
  PfPlanDay day;
  guint i = 0;

  pf_plan_index_get_day (self->index, self->day, &day);
  if (day.closure != PF_CLOSURE_NONE)
    closure = day.label != NULL ? day.label : pf_closure_get_name (day.closure);
  else if (day.n_slots == 0)
    closure = _("Nothing can be booked on this day");
  if (day.closure != PF_CLOSURE_NONE)
    day.n_slots = 0; /* the reason says it all */
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->closure, closure != NULL ? closure : "");
  gtk_widget_set_visible (GTK_WIDGET (self->closure), closure != NULL);
  if (!has_same_items (self, &day))
    build_rows (self, &day);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (PF_IS_SLOT_ROW (row))
      pf_slot_row_set_slot (PF_SLOT_ROW (row), &day.slots[i++], pf_plan_index_get_now (self->index),
                            today);
}

static void
index_changed_cb (PfDayCard *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
pf_day_card_dispose (GObject *object)
{
  PfDayCard *self = PF_DAY_CARD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->index);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (pf_day_card_parent_class)->dispose (object);
}

static void
pf_day_card_class_init (PfDayCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_day_card_dispose;
  g_signal_new ("change", PF_TYPE_DAY_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                PF_TYPE_PLAN_ITEM, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE);
  gtk_widget_class_bind_template_child (widget_class, PfDayCard, title);
  gtk_widget_class_bind_template_child (widget_class, PfDayCard, closure);
  gtk_widget_class_bind_template_child (widget_class, PfDayCard, rows);
}

static void
pf_day_card_init (PfDayCard *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_day_card_new (PfPlanIndex *index, gboolean is_narrow)
{
  PfDayCard *self;

  g_return_val_if_fail (PF_IS_PLAN_INDEX (index), NULL);

  self = g_object_new (PF_TYPE_DAY_CARD, NULL);
  self->index = g_object_ref (index);
  self->is_narrow = is_narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->title), !is_narrow);
  g_signal_connect_object (index, "changed", G_CALLBACK (index_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
pf_day_card_set_day (PfDayCard *self, PfDay day)
{
  g_return_if_fail (PF_IS_DAY_CARD (self));

  self->day = day;
  update (self);
}
