/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names and actions without a pixel: a drawn widget has no accessible children of its own. */
#include "config.h"

#include "pf-grid-cell.h"

/* A slot in a cell: a check box to assistive technologies. */
#define PF_TYPE_GRID_SLOT (pf_grid_slot_get_type ())
G_DECLARE_FINAL_TYPE (PfGridSlot, pf_grid_slot, PF, GRID_SLOT, GtkWidget)

struct _PfGridSlot {
  GtkWidget parent_instance;
  GdkRectangle area;
  char *label; /* (owned) (nullable) */
  int index;
};

struct _PfGridCell {
  GtkWidget parent_instance;
  GPtrArray *slots; /* (element-type PfGridSlot): our children, in order */
  char *label;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PfGridSlot, pf_grid_slot, GTK_TYPE_WIDGET)
G_DEFINE_FINAL_TYPE (PfGridCell, pf_grid_cell, GTK_TYPE_WIDGET)

enum {
  ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
toggle_slot_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (gtk_widget_get_parent (widget), signals[ACTIVATE], 0, PF_GRID_SLOT (widget)->index,
                 FALSE);
}

static void
activate_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACTIVATE], 0, -1, g_str_equal (name, "day.open"));
}

static void
pf_grid_slot_finalize (GObject *object)
{
  g_free (PF_GRID_SLOT (object)->label);
  G_OBJECT_CLASS (pf_grid_slot_parent_class)->finalize (object);
}

static void
pf_grid_slot_class_init (PfGridSlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pf_grid_slot_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_widget_class_install_action (widget_class, "slot.toggle", NULL, toggle_slot_action);
}

static void
pf_grid_slot_init (PfGridSlot *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

static void
pf_grid_cell_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
pf_grid_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PfGridCell *self = PF_GRID_CELL (widget);

  for (guint i = 0; i < self->slots->len; i++)
    {
      PfGridSlot *slot = g_ptr_array_index (self->slots, i);

      gtk_widget_size_allocate (GTK_WIDGET (slot), &slot->area, -1);
    }
}

static void
pf_grid_cell_dispose (GObject *object)
{
  PfGridCell *self = PF_GRID_CELL (object);

  pf_grid_cell_set_n_slots (self, 0);
  G_OBJECT_CLASS (pf_grid_cell_parent_class)->dispose (object);
}

static void
pf_grid_cell_finalize (GObject *object)
{
  PfGridCell *self = PF_GRID_CELL (object);

  g_ptr_array_unref (self->slots);
  g_free (self->label);
  G_OBJECT_CLASS (pf_grid_cell_parent_class)->finalize (object);
}

static void
pf_grid_cell_class_init (PfGridCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pf_grid_cell_dispose;
  object_class->finalize = pf_grid_cell_finalize;
  widget_class->measure = pf_grid_cell_measure;
  widget_class->size_allocate = pf_grid_cell_size_allocate;
  signals[ACTIVATE] = g_signal_new ("activate", PF_TYPE_GRID_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_widget_class_install_action (widget_class, "day.activate", NULL, activate_day_action);
  gtk_widget_class_install_action (widget_class, "day.open", NULL, activate_day_action);
}

static void
pf_grid_cell_init (PfGridCell *self)
{
  self->slots = g_ptr_array_new ();
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
pf_grid_cell_new (void)
{
  return g_object_new (PF_TYPE_GRID_CELL, NULL);
}

void
pf_grid_cell_set_label (PfGridCell *self, const char *label)
{
  g_return_if_fail (PF_IS_GRID_CELL (self));

  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
pf_grid_cell_set_selected (PfGridCell *self, gboolean is_selected)
{
  g_return_if_fail (PF_IS_GRID_CELL (self));

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected,
                               -1);
}

void
pf_grid_cell_set_n_slots (PfGridCell *self, guint n_slots)
{
  g_return_if_fail (PF_IS_GRID_CELL (self));

  while (self->slots->len > n_slots)
    gtk_widget_unparent (g_ptr_array_steal_index (self->slots, self->slots->len - 1));
  while (self->slots->len < n_slots)
    {
      PfGridSlot *slot = g_object_new (PF_TYPE_GRID_SLOT, NULL);

      slot->index = self->slots->len;
      gtk_widget_set_parent (GTK_WIDGET (slot), GTK_WIDGET (self));
      g_ptr_array_add (self->slots, slot);
    }
}

void
pf_grid_cell_set_slot (PfGridCell         *self,
                       guint               index,
                       const char         *label,
                       gboolean            is_held,
                       gboolean            can_toggle,
                       const GdkRectangle *area)
{
  PfGridSlot *slot;

  g_return_if_fail (PF_IS_GRID_CELL (self));
  g_return_if_fail (index < self->slots->len);

  slot = g_ptr_array_index (self->slots, index);
  if (!gdk_rectangle_equal (&slot->area, area))
    {
      slot->area = *area;
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
  if (g_strcmp0 (slot->label, label) == 0)
    return;
  g_free (slot->label);
  slot->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (slot), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (slot), GTK_ACCESSIBLE_STATE_CHECKED,
                               is_held ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                       : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               GTK_ACCESSIBLE_STATE_DISABLED, !can_toggle, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (slot), "slot.toggle", can_toggle);
}
