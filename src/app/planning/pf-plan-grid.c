/* SPDX-License-Identifier: GPL-3.0-or-later
 * The grid's widget: keeps what the layouts placed, and names it for assistive technologies.
 * Drawing is in pf-plan-grid-draw.c, pointer and keyboard in pf-plan-grid-input.c, places in
 * the two layouts. All places are left to right until they are drawn. */
#include "config.h"

#include "pf-plan-grid-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "common/pf-date-text.h"
#include "pf-grid-cell.h"
#include "pf-legend.h"
#include "pf-slot-text.h"
#include "common/pf-state-mark.h"

#define DESCRIBED_AT_ONCE 7
#define MIN_SIDE 320
#define MAX_ZOOM 3

G_DEFINE_FINAL_TYPE (PfPlanGrid, pf_plan_grid, GTK_TYPE_WIDGET)

static const PfGridLayout *const layouts[PF_N_GRID_VIEWS] = {
  [PF_GRID_MONTH] = &pf_month_layout,
  [PF_GRID_FORTNIGHT] = &pf_fortnight_layout,
  [PF_GRID_WEEK] = &pf_week_layout,
};

static void
index_changed_cb (PfPlanGrid *self)
{
  guint n_children = pf_plan_index_get_children (self->index)->len;
  gboolean is_as_high = self->view == PF_GRID_MONTH && n_children == self->n_children;

  self->n_children = n_children;
  self->is_arranged = FALSE;
  self->hover_chip = -1;
  pf_plan_grid_forget_drawing (self);
  if (is_as_high)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cell_activate_cb (PfPlanGrid *self, int slot, gboolean opens, PfGridCell *cell)
{
  guint box;

  pf_plan_grid_arrange (self);
  if (g_ptr_array_find (self->cells, cell, &box) && box < self->boxes->len)
    pf_plan_grid_activate (self, box, slot, opens);
}

/* As many cells as boxes. */
static void
fit_cells (PfPlanGrid *self)
{
  while (self->cells->len > self->boxes->len)
    gtk_widget_unparent (g_ptr_array_steal_index (self->cells, self->cells->len - 1));
  while (self->cells->len < self->boxes->len)
    {
      GtkWidget *cell = pf_grid_cell_new ();

      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      g_signal_connect_swapped (cell, "activate", G_CALLBACK (cell_activate_cb), self);
      g_ptr_array_add (self->cells, cell);
    }
}

static char *
describe_box (PfPlanGrid *self, const PfGridBox *box, const PfPlanSlot *slots, char **texts)
{
  PfDay today = pf_plan_index_get_today (self->index);
  g_autofree char *day = pf_date_text_day_heading (box->day, today);
  g_autofree char *all = NULL;

  if (box->closure != PF_CLOSURE_NONE)
    /* Translators: a day and why it is closed, for screen readers. */
    return g_strdup_printf (_("%s: closed, %s"), day,
                            box->label != NULL ? box->label : pf_closure_get_name (box->closure));
  if (box->n_slots == 0)
    return g_steal_pointer (&day);
  /* Translators: what stands between the children and activities of a day, for screen readers. */
  all = g_strjoinv (C_("list of a day", "; "), texts);
  /* Translators: a day and what is on it, for screen readers: "Thursday 3 September, Léna,
   * Canteen: booked". */
  return g_strdup_printf (_("%s, %s"), day, all);
}

static GdkRectangle
find_chip_area (PfPlanGrid *self, guint box, guint slot)
{
  const PfGridBox *around = &g_array_index (self->boxes, PfGridBox, box);
  GdkRectangle outer = pf_plan_grid_place (self, &around->area);

  for (guint i = 0; i < self->chips->len; i++)
    {
      const PfGridChip *chip = &g_array_index (self->chips, PfGridChip, i);

      if (chip->slot == slot && chip->box == box)
        {
          GdkRectangle inner = pf_plan_grid_place (self, &chip->area);

          inner.x -= outer.x;
          inner.y -= outer.y;
          return inner;
        }
    }
  return (GdkRectangle){ 0, 0, outer.width, outer.height };
}

/* Gives the box's cell its words; a month's cell also has a child for each slot. */
static void
describe_cell (PfPlanGrid *self, guint index)
{
  const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, index);
  PfGridCell *cell = g_ptr_array_index (self->cells, index);
  guint n_all;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->index, &n_all) + box->first_slot;
  g_auto (GStrv) texts = g_new0 (char *, box->n_slots + 1);
  g_autofree char *label = NULL;

  for (guint i = 0; i < box->n_slots; i++)
    texts[i] = pf_slot_text_describe (&slots[i], pf_plan_index_get_now (self->index),
                                      pf_plan_index_get_today (self->index));
  label = describe_box (self, box, slots, texts);
  pf_grid_cell_set_label (cell, label);
  pf_grid_cell_set_selected (cell, pf_plan_grid_is_selected (self, box));
  pf_grid_cell_set_n_slots (cell, box->closure == PF_CLOSURE_NONE ? box->n_slots : 0);
  for (guint i = 0; i < box->n_slots && box->closure == PF_CLOSURE_NONE; i++)
    {
      g_autofree char *day =
          pf_date_text_day_heading (box->day, pf_plan_index_get_today (self->index));
      g_autofree char *text = g_strdup_printf (_("%s, %s"), day, texts[i]);
      GdkRectangle area = find_chip_area (self, index, box->first_slot + i);

      pf_grid_cell_set_slot (cell, i, text, slots[i].item->slot.booking == PF_BOOKING_BOOKED,
                             slots[i].action != PF_ACTION_NONE, &area);
    }
}

static gboolean
describe_cb (gpointer data)
{
  PfPlanGrid *self = data;

  if (!self->is_arranged) /* the next drawing begins again */
    {
      self->describe_id = 0;
      return G_SOURCE_REMOVE;
    }
  for (guint n = 0; n < DESCRIBED_AT_ONCE && self->described < self->boxes->len; n++)
    describe_cell (self, self->described++);
  if (self->described < self->boxes->len)
    return G_SOURCE_CONTINUE;
  self->describe_id = 0;
  return G_SOURCE_REMOVE;
}

/* Words wait until the drawing is on the screen. */
static void
queue_descriptions (PfPlanGrid *self)
{
  if (self->describe_id == 0 && self->described < self->boxes->len)
    self->describe_id = g_idle_add_full (G_PRIORITY_LOW, describe_cb, self, NULL);
}

static void
pf_plan_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);

  pf_plan_grid_arrange (self);
  pf_plan_grid_draw (self, snapshot);
  queue_descriptions (self);
}

/* Everything is as large as the person's text, as far as the window is wide enough for it. */
static double
find_zoom (PfPlanGrid *self, int width)
{
  int dpi = 0, min_width, height;
  double zoom;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  zoom = CLAMP (dpi / 1024.0 / 96, 1, MAX_ZOOM);
  if (width <= 0 || zoom == 1)
    return zoom;
  self->layout->measure (self, -1, &min_width, &height);
  return CLAMP ((double) width / min_width, 1, zoom);
}

static GtkSizeRequestMode
pf_plan_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pf_plan_grid_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  int width = orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1;
  int min_width, height;

  double zoom = find_zoom (self, width);

  self->layout->measure (self, width > 0 ? (int) (width / zoom) : width, &min_width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? min_width
                                                                  : (int) ceil (height * zoom);
}

static void
pf_plan_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);

  self->is_arranged = FALSE;
  pf_plan_grid_arrange (self);
  pf_plan_grid_forget_drawing (self);
  for (guint i = 0; i < self->cells->len; i++)
    {
      GdkRectangle area =
          pf_plan_grid_place (self, &g_array_index (self->boxes, PfGridBox, i).area);

      gtk_widget_size_allocate (g_ptr_array_index (self->cells, i), &area, -1);
    }
}

static gboolean
pf_plan_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  int box;

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE; /* one stop of the Tab key: arrows move inside */
  pf_plan_grid_arrange (self);
  box = pf_plan_grid_find_focus (self);
  return self->cells->len > 0 &&
         gtk_widget_grab_focus (g_ptr_array_index (self->cells, MAX (box, 0)));
}

static gboolean
pf_plan_grid_grab_focus (GtkWidget *widget)
{
  return pf_plan_grid_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
pf_plan_grid_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  guint index;

  GTK_WIDGET_CLASS (pf_plan_grid_parent_class)->set_focus_child (widget, child);
  if (child != NULL && self->is_arranged && g_ptr_array_find (self->cells, child, &index) &&
      index < self->boxes->len)
    {
      const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, index);

      self->focus_day = box->day;
      self->focus_row = box->row;
      describe_cell (self, index);
    }
  gtk_widget_queue_draw (widget);
}

static gboolean
pf_plan_grid_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    is_keyboard,
                            GtkTooltip *tooltip)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  guint n_slots;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->index, &n_slots);
  g_autofree char *text = NULL;
  GdkRectangle area;

  if (is_keyboard || self->hover_chip < 0 || !self->is_arranged)
    return FALSE;
  text =
      pf_slot_text_describe (&slots[g_array_index (self->chips, PfGridChip, self->hover_chip).slot],
                             pf_plan_index_get_now (self->index),
                             pf_plan_index_get_today (self->index));
  area = pf_plan_grid_place (self, &g_array_index (self->chips, PfGridChip, self->hover_chip).area);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
pf_plan_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (pf_plan_grid_parent_class)->css_changed (widget, change);
  pf_plan_grid_forget_style (PF_PLAN_GRID (widget));
}

static void
pf_plan_grid_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  pf_plan_grid_forget_style (PF_PLAN_GRID (widget));
  gtk_widget_queue_allocate (widget);
}

static void
pf_plan_grid_root (GtkWidget *widget)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (pf_plan_grid_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi",
                           G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
  if (window == NULL || self->scroll != NULL)
    return;
  self->scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));
  g_signal_connect_object (self->scroll, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

static void
pf_plan_grid_unroot (GtkWidget *widget)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);

  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), gtk_widget_queue_resize,
                                        self);
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_func (self->scroll, gtk_widget_queue_draw, self);
  self->scroll = NULL;
  GTK_WIDGET_CLASS (pf_plan_grid_parent_class)->unroot (widget);
}

static void
pf_plan_grid_dispose (GObject *object)
{
  PfPlanGrid *self = PF_PLAN_GRID (object);

  g_clear_handle_id (&self->describe_id, g_source_remove);
  g_array_set_size (self->boxes, 0);
  g_array_set_size (self->chips, 0);
  fit_cells (self);
  g_clear_object (&self->index);
  G_OBJECT_CLASS (pf_plan_grid_parent_class)->dispose (object);
}

static void
pf_plan_grid_finalize (GObject *object)
{
  PfPlanGrid *self = PF_PLAN_GRID (object);

  g_array_unref (self->boxes);
  g_array_unref (self->chips);
  g_array_unref (self->rows);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  pf_chip_cache_free (self->chip_cache);
  g_clear_pointer (&self->ground, gsk_render_node_unref);
  g_clear_pointer (&self->header, gsk_render_node_unref);
  g_clear_object (&self->text);
  G_OBJECT_CLASS (pf_plan_grid_parent_class)->finalize (object);
}

static void
pf_plan_grid_class_init (PfPlanGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pf_plan_grid_dispose;
  object_class->finalize = pf_plan_grid_finalize;
  widget_class->get_request_mode = pf_plan_grid_get_request_mode;
  widget_class->measure = pf_plan_grid_measure;
  widget_class->size_allocate = pf_plan_grid_size_allocate;
  widget_class->snapshot = pf_plan_grid_snapshot;
  widget_class->focus = pf_plan_grid_focus;
  widget_class->grab_focus = pf_plan_grid_grab_focus;
  widget_class->set_focus_child = pf_plan_grid_set_focus_child;
  widget_class->query_tooltip = pf_plan_grid_query_tooltip;
  widget_class->css_changed = pf_plan_grid_css_changed;
  widget_class->direction_changed = pf_plan_grid_direction_changed;
  widget_class->root = pf_plan_grid_root;
  widget_class->unroot = pf_plan_grid_unroot;
  g_signal_new ("change", PF_TYPE_PLAN_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_PTR_ARRAY, G_TYPE_INT);
  g_signal_new ("open-day", PF_TYPE_PLAN_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                2, G_TYPE_INT, GDK_TYPE_RECTANGLE);
  g_signal_new ("go-to", PF_TYPE_PLAN_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  g_signal_new ("selected", PF_TYPE_PLAN_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "plangrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  pf_plan_grid_class_add_keys (widget_class);
}

static void
pf_plan_grid_init (PfPlanGrid *self)
{
  pf_legend_colors_ensure ();
  self->boxes = g_array_new (FALSE, TRUE, sizeof (PfGridBox));
  self->chips = g_array_new (FALSE, TRUE, sizeof (PfGridChip));
  self->rows = g_array_new (FALSE, TRUE, sizeof (PfGridRow));
  self->columns = g_array_new (FALSE, TRUE, sizeof (PfDay));
  self->cells = g_ptr_array_new ();
  self->chip_cache = pf_chip_cache_new (GTK_WIDGET (self));
  self->layout = layouts[self->view];
  self->zoom = 1;
  self->anchor_day = PF_DAY_NONE;
  self->hover_chip = self->pressed_box = self->pressed_chip = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Planning"), -1);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (pf_plan_grid_forget_style), NULL);
  pf_plan_grid_add_controllers (self);
}

GtkWidget *
pf_plan_grid_new (PfPlanIndex *index)
{
  PfPlanGrid *self;

  g_return_val_if_fail (PF_IS_PLAN_INDEX (index), NULL);

  self = g_object_new (PF_TYPE_PLAN_GRID, NULL);
  self->index = g_object_ref (index);
  g_signal_connect_object (index, "changed", G_CALLBACK (index_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
pf_plan_grid_show (PfPlanGrid *self, PfGridView view, PfDay day)
{
  PfDay first, last;

  g_return_if_fail (PF_IS_PLAN_GRID (self));
  g_return_if_fail (view < PF_N_GRID_VIEWS);

  self->view = view;
  self->layout = layouts[view];
  if (self->layout->n_weeks > 0)
    {
      first = pf_day_get_week_start (day);
      last = first + 7 * self->layout->n_weeks - 1;
    }
  else
    {
      first = pf_day_get_month_start (day);
      last = pf_day_get_month_end (day);
    }
  self->first = pf_day_get_week_start (first);
  self->last = pf_day_get_week_start (last) + 6;
  self->focus_day = day;
  pf_plan_grid_clear_selection (self);
  pf_plan_index_set_period (self->index, first, last);
  index_changed_cb (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    {
      pf_plan_grid_arrange (self);
      pf_plan_grid_focus_box (self, pf_plan_grid_find_focus (self), FALSE);
    }
}

PfGridView
pf_plan_grid_get_view (PfPlanGrid *self)
{
  return self->view;
}

void
pf_plan_grid_get_range (PfPlanGrid *self, PfDay *first, PfDay *last)
{
  *first = self->first;
  *last = self->last;
}

PfDay
pf_plan_grid_get_focus_day (PfPlanGrid *self)
{
  return self->focus_day;
}

PfDay
pf_plan_grid_step (PfPlanGrid *self, int steps)
{
  g_return_val_if_fail (PF_IS_PLAN_GRID (self), PF_DAY_NONE);

  return self->layout->n_weeks > 0 ? self->focus_day + 7 * self->layout->n_weeks * steps
                                   : pf_day_add_months (self->focus_day, steps);
}

gboolean
pf_plan_grid_get_day_area (PfPlanGrid *self, PfDay day, GdkRectangle *area)
{
  g_return_val_if_fail (PF_IS_PLAN_GRID (self), FALSE);

  pf_plan_grid_arrange (self);
  for (guint i = 0; i < self->boxes->len; i++)
    if (g_array_index (self->boxes, PfGridBox, i).day == day)
      {
        *area = pf_plan_grid_place (self, &g_array_index (self->boxes, PfGridBox, i).area);
        return TRUE;
      }
  return FALSE;
}

void
pf_plan_grid_set_loading (PfPlanGrid *self, gboolean is_loading)
{
  g_return_if_fail (PF_IS_PLAN_GRID (self));

  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  index_changed_cb (self);
}

void
pf_plan_grid_arrange (PfPlanGrid *self)
{
  double zoom;

  if (self->is_arranged)
    return;
  zoom = find_zoom (self, gtk_widget_get_width (GTK_WIDGET (self)));
  if (zoom != self->zoom)
    {
      self->zoom = zoom;
      pf_chip_cache_set_zoom (self->chip_cache, zoom);
      pf_plan_grid_forget_drawing (self);
    }
  /* Before the first allocation, any size will do that leaves each cell one. */
  self->width = MAX ((int) (gtk_widget_get_width (GTK_WIDGET (self)) / zoom), MIN_SIDE);
  self->height = MAX ((int) (gtk_widget_get_height (GTK_WIDGET (self)) / zoom), MIN_SIDE);
  g_array_set_size (self->boxes, 0);
  g_array_set_size (self->chips, 0);
  self->layout->arrange (self, self->width, self->height);
  self->is_arranged = TRUE;
  self->described = 0;
  fit_cells (self);
}

guint
pf_plan_grid_add_box (PfPlanGrid *self, const PfPlanDay *day, int row, const GdkRectangle *area)
{
  guint n_slots;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->index, &n_slots);
  PfGridBox box = {
    .day = day->day,
    .row = row,
    .area = *area,
    .first_slot = day->slots - slots,
    .n_slots = day->n_slots,
    .closure = day->closure,
    .label = day->label,
    .is_outside = day->day < pf_plan_index_get_first (self->index) ||
                  day->day > pf_plan_index_get_last (self->index),
  };

  g_array_append_val (self->boxes, box);
  return self->boxes->len - 1;
}

gboolean
pf_plan_grid_shows_slot (const PfPlanSlot *slot)
{
  return slot->state != PF_STATE_CLOSED || slot->item->slot.closure >= PF_CLOSURE_STRIKE;
}
