/* SPDX-License-Identifier: GPL-3.0-or-later
 * One button a state, in the town's order; words and marks come from their tables. */
#include "config.h"

#include "pf-legend-panel.h"

#include <glib/gi18n-lib.h>

#include "common/pf-state-mark.h"

#define RESOURCES_PLANNING "/org/example/PortailFamille/planning/"

#define PF_TYPE_LEGEND_ROW (pf_legend_row_get_type ())
G_DECLARE_FINAL_TYPE (PfLegendRow, pf_legend_row, PF, LEGEND_ROW, GtkToggleButton)

struct _PfLegendRow {
  GtkToggleButton parent_instance;
  PfState state;

  PfStateMark *mark;
  GtkLabel *name;
  GtkLabel *sentence;
  GtkLabel *count;
};

struct _PfLegendPanel {
  GtkWidget parent_instance;
  PfPlanIndex *index; /* (owned) */
  gboolean is_updating;

  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (PfLegendRow, pf_legend_row, GTK_TYPE_TOGGLE_BUTTON)
G_DEFINE_FINAL_TYPE (PfLegendPanel, pf_legend_panel, GTK_TYPE_WIDGET)

static void
row_toggled_cb (PfLegendPanel *self, PfLegendRow *row)
{
  guint states = pf_plan_index_get_highlight (self->index), bit = 1u << row->state;

  if (self->is_updating)
    return;
  pf_plan_index_set_highlight (self->index, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (row))
                                                ? states | bit
                                                : states & ~bit);
}

static void
update_row (PfLegendPanel *self, PfLegendRow *row)
{
  guint count = pf_plan_index_count_state (self->index, row->state);
  g_autofree char *number = g_strdup_printf ("%u", count);
  /* Translators: a state, the town's sentence for it, and how many days are in it, for screen
   * readers. */
  g_autofree char *spoken = g_strdup_printf (ngettext ("%s: %s, %u day", "%s: %s, %u days", count),
                                             pf_state_get_name (row->state),
                                             pf_state_get_sentence (row->state), count);

  gtk_label_set_label (row->count, count > 0 ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (row), (pf_plan_index_get_highlight (self->index) & 1u << row->state) != 0);
}

static void
update (PfLegendPanel *self)
{
  self->is_updating = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    update_row (self, PF_LEGEND_ROW (row));
  self->is_updating = FALSE;
}

static void
add_row (PfLegendPanel *self, PfState state)
{
  PfLegendRow *row = g_object_new (PF_TYPE_LEGEND_ROW, NULL);

  row->state = state;
  pf_state_mark_set_state (row->mark, state);
  gtk_label_set_label (row->name, pf_state_get_name (state));
  gtk_label_set_label (row->sentence, pf_state_get_sentence (state));
  g_signal_connect_object (row, "toggled", G_CALLBACK (row_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->rows, GTK_WIDGET (row));
}

static void
pf_legend_row_dispose (GObject *object)
{
  gtk_button_set_child (GTK_BUTTON (object), NULL);
  G_OBJECT_CLASS (pf_legend_row_parent_class)->dispose (object);
}

static void
pf_legend_row_class_init (PfLegendRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_legend_row_dispose;
  g_type_ensure (PF_TYPE_STATE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES_PLANNING "pf-legend-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfLegendRow, mark);
  gtk_widget_class_bind_template_child (widget_class, PfLegendRow, name);
  gtk_widget_class_bind_template_child (widget_class, PfLegendRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, PfLegendRow, count);
}

static void
pf_legend_row_init (PfLegendRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
pf_legend_panel_map (GtkWidget *widget)
{
  update (PF_LEGEND_PANEL (widget));
  GTK_WIDGET_CLASS (pf_legend_panel_parent_class)->map (widget);
}

static void
index_changed_cb (PfLegendPanel *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
pf_legend_panel_dispose (GObject *object)
{
  PfLegendPanel *self = PF_LEGEND_PANEL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->index);
  G_OBJECT_CLASS (pf_legend_panel_parent_class)->dispose (object);
}

static void
pf_legend_panel_class_init (PfLegendPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_legend_panel_dispose;
  widget_class->map = pf_legend_panel_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCES_PLANNING "pf-legend-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PfLegendPanel, rows);
}

static void
pf_legend_panel_init (PfLegendPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_legend_panel_new (PfPlanIndex *index)
{
  PfLegendPanel *self;

  g_return_val_if_fail (PF_IS_PLAN_INDEX (index), NULL);

  self = g_object_new (PF_TYPE_LEGEND_PANEL, NULL);
  self->index = g_object_ref (index);
  for (PfState state = 0; state < PF_N_STATES; state++)
    add_row (self, state);
  g_signal_connect_object (index, "changed", G_CALLBACK (index_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
