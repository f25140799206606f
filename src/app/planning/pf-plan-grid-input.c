/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pointer and keyboard on the grid: what is meant by a click, a drag or a key, told as
 * signals. It changes nothing itself. */
#include "config.h"

#include "pf-plan-grid-private.h"

typedef enum {
  JUMP_TODAY,
  JUMP_PREVIOUS,
  JUMP_NEXT,
} Jump;

static gboolean
is_mirrored (PfPlanGrid *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static PfGridBox *
get_box (PfPlanGrid *self, int box)
{
  return &g_array_index (self->boxes, PfGridBox, box);
}

static const PfPlanSlot *
get_slots (PfPlanGrid *self)
{
  guint n_slots;

  return pf_plan_index_get_slots (self->index, &n_slots);
}

static gboolean
holds (const GdkRectangle *area, double x, double y)
{
  return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

/* The box and the chip under a point; -1 for none. */
static int
find_box (PfPlanGrid *self, double x, double y, int *chip)
{
  double scrolled = self->scroll != NULL ? gtk_adjustment_get_value (self->scroll) : 0;

  pf_plan_grid_arrange (self);
  *chip = -1;
  x /= self->zoom;
  y /= self->zoom;
  if (y < scrolled / self->zoom + self->header_height)
    return -1;
  if (is_mirrored (self))
    x = self->width - x;
  for (guint i = 0; i < self->chips->len && *chip < 0; i++)
    if (holds (&g_array_index (self->chips, PfGridChip, i).area, x, y))
      *chip = i;
  for (guint i = 0; i < self->boxes->len; i++)
    if (holds (&get_box (self, i)->area, x, y))
      return i;
  return -1;
}

static int
find_box_at (PfPlanGrid *self, PfDay day, int row)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (get_box (self, i)->day == day &&
        (self->view == PF_GRID_MONTH || get_box (self, i)->row == row))
      return i;
  return -1;
}

/* The only slot of the box that a click would change; NULL if there is none, or a choice. */
static const PfPlanSlot *
find_only_choice (PfPlanGrid *self, const PfGridBox *box)
{
  const PfPlanSlot *slots = get_slots (self) + box->first_slot, *only = NULL;

  for (guint i = 0; i < box->n_slots; i++)
    if (slots[i].action != PF_ACTION_NONE)
      {
        if (only != NULL)
          return NULL;
        only = &slots[i];
      }
  return only;
}

/* Whether doing to @slot what is done to @model surprises nobody: the same action, at the same
 * conditions. */
static gboolean
can_join (const PfPlanSlot *model, const PfPlanSlot *slot, gboolean same_unit)
{
  return slot->action == model->action && slot->item->mark == model->item->mark &&
         (slot->action == PF_ACTION_CANCEL || slot->state == model->state) &&
         (!same_unit ||
          (slot->child == model->child && pf_plan_item_is_alike (slot->item, model->item) &&
           g_strcmp0 (slot->item->unit->id, model->item->unit->id) == 0));
}

static void
emit_change (PfPlanGrid *self, GPtrArray *items, PfAction action)
{
  if (items->len > 0)
    g_signal_emit_by_name (self, "change", items, (int) action);
}

static void
change_slot (PfPlanGrid *self, const PfPlanSlot *slot)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, g_object_ref (slot->item));
  emit_change (self, items, slot->action);
}

/* Does to all selected boxes what @model says. */
static void
change_selection (PfPlanGrid *self, const PfPlanSlot *model, gboolean same_unit)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const PfPlanSlot *slots = get_slots (self);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const PfGridBox *box = get_box (self, i);

      for (guint n = 0; n < box->n_slots && pf_plan_grid_is_selected (self, box); n++)
        if (can_join (model, &slots[box->first_slot + n], same_unit))
          g_ptr_array_add (items, g_object_ref (slots[box->first_slot + n].item));
    }
  emit_change (self, items, model->action);
}

static void
open_day (PfPlanGrid *self, const PfGridBox *box)
{
  GdkRectangle area = pf_plan_grid_place (self, &box->area);

  g_signal_emit_by_name (self, "open-day", (int) box->day, &area);
}

/* What Space does to a selection: what can be booked at the normal price comes first, so that
 * nobody pays a surcharge or loses a booking by it. NULL where nothing can be done. */
static const PfPlanSlot *
find_selection_model (PfPlanGrid *self)
{
  const PfPlanSlot *slots = get_slots (self), *model = NULL;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const PfGridBox *box = get_box (self, i);

      for (guint n = 0; n < box->n_slots && pf_plan_grid_is_selected (self, box); n++)
        {
          const PfPlanSlot *slot = &slots[box->first_slot + n];

          if (slot->action == PF_ACTION_BOOK && slot->state == PF_STATE_OPEN)
            return slot;
          if (model == NULL && slot->action != PF_ACTION_NONE)
            model = slot;
        }
    }
  return model;
}

static void
activate_selection (PfPlanGrid *self)
{
  const PfPlanSlot *model = find_selection_model (self);

  if (model != NULL)
    change_selection (self, model, FALSE);
}

/* A finger that moves scrolls; it does not tick. */
static gboolean
is_touch (GtkGesture *gesture)
{
  return gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)) != NULL;
}

static void
drag_begin_cb (PfPlanGrid *self, double x, double y, GtkGesture *gesture)
{
  self->is_dragging = FALSE;
  self->pressed_box = find_box (self, x, y, &self->pressed_chip);
  if (self->pressed_box < 0)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (PfPlanGrid *self, double offset_x, double offset_y, GtkGesture *gesture)
{
  double x, y;
  int box, chip;

  if (self->pressed_box < 0 || is_touch (gesture) ||
      !gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y))
    return;
  box = find_box (self, x + offset_x, y + offset_y, &chip);
  if (box < 0 || (box == self->pressed_box && !self->is_dragging) ||
      (guint) self->pressed_box >= self->boxes->len)
    return;
  if (!self->is_dragging)
    {
      self->is_dragging = TRUE;
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      pf_plan_grid_focus_box (self, self->pressed_box, FALSE);
    }
  pf_plan_grid_focus_box (self, box, TRUE);
}

/* What a drag from the pressed place does to the days it crosses; NULL where it only selects. */
static const PfPlanSlot *
find_drag_model (PfPlanGrid *self)
{
  if (self->pressed_chip >= 0 && (guint) self->pressed_chip < self->chips->len)
    {
      const PfPlanSlot *slot =
          get_slots (self) + g_array_index (self->chips, PfGridChip, self->pressed_chip).slot;

      return slot->action != PF_ACTION_NONE ? slot : NULL;
    }
  return find_only_choice (self, get_box (self, self->pressed_box));
}

static void
click (PfPlanGrid *self)
{
  const PfGridBox *box = get_box (self, self->pressed_box);
  int slot = -1;

  if (self->pressed_chip >= 0 && (guint) self->pressed_chip < self->chips->len && !self->is_narrow)
    slot = g_array_index (self->chips, PfGridChip, self->pressed_chip).slot - box->first_slot;
  pf_plan_grid_focus_box (self, self->pressed_box, FALSE);
  pf_plan_grid_activate (self, self->pressed_box, slot,
                         self->is_narrow && self->view == PF_GRID_MONTH);
}

static void
drag_end_cb (PfPlanGrid *self, double offset_x, double offset_y, GtkGesture *gesture)
{
  GdkEventSequence *sequence =
      gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture));
  gboolean was_dragging = self->is_dragging;
  const PfPlanSlot *model;
  double x, y;
  int chip;

  self->is_dragging = FALSE;
  pf_plan_grid_arrange (self);
  if (self->pressed_box < 0 || (guint) self->pressed_box >= self->boxes->len ||
      gtk_gesture_get_sequence_state (gesture, sequence) == GTK_EVENT_SEQUENCE_DENIED)
    return;
  if (!was_dragging)
    {
      gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
      if (find_box (self, x + offset_x, y + offset_y, &chip) == self->pressed_box)
        click (self);
      return;
    }
  model = find_drag_model (self);
  if (model == NULL)
    {
      /* The days stay selected, for Space. */
      model = find_selection_model (self);
      g_signal_emit_by_name (self, "selected",
                             (int) (model != NULL ? model->action : PF_ACTION_NONE));
      return;
    }
  change_selection (self, model, TRUE);
  pf_plan_grid_clear_selection (self);
}

static void
open_pressed_cb (PfPlanGrid *self, int n_press, double x, double y)
{
  int chip, box = find_box (self, x, y, &chip);

  if (box < 0)
    return;
  pf_plan_grid_focus_box (self, box, FALSE);
  pf_plan_grid_activate (self, box, -1, TRUE);
}

static void
long_pressed_cb (PfPlanGrid *self, double x, double y)
{
  open_pressed_cb (self, 1, x, y);
}

static void
motion_cb (PfPlanGrid *self, double x, double y)
{
  int chip;

  find_box (self, x, y, &chip);
  if (chip >= 0 &&
      (get_slots (self) + g_array_index (self->chips, PfGridChip, chip).slot)->action ==
          PF_ACTION_NONE &&
      !gtk_widget_get_has_tooltip (GTK_WIDGET (self)))
    chip = -1;
  if (self->hover_chip == chip)
    return;
  self->hover_chip = chip;
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (PfPlanGrid *self)
{
  self->hover_chip = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  gboolean extends;
  int dx, dy, from, to;

  g_variant_get (args, "(iib)", &dx, &dy, &extends);
  if (is_mirrored (self))
    dx = -dx;
  pf_plan_grid_arrange (self);
  from = pf_plan_grid_find_focus (self);
  if (from < 0)
    return TRUE;
  if (self->view == PF_GRID_MONTH)
    {
      PfDay day = get_box (self, from)->day + dx + 7 * dy;

      to = find_box_at (self, day, 0);
      if (to < 0 && !extends)
        g_signal_emit_by_name (self, "go-to", (int) day);
    }
  else
    {
      int column = from % self->n_columns + dx;

      to = from + dx + dy * self->n_columns;
      if ((column < 0 || column >= self->n_columns) && !extends)
        {
          g_signal_emit_by_name (self, "go-to",
                                 (int) (column < 0 ? self->first - 1 : self->last + 1));
          return TRUE;
        }
      if (column < 0 || column >= self->n_columns)
        to = -1;
    }
  if (to >= 0 && (guint) to < self->boxes->len)
    pf_plan_grid_focus_box (self, to, extends);
  return TRUE;
}

static gboolean
jump_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  const PfDay days[] = {
    [JUMP_TODAY] = pf_plan_index_get_today (self->index),
    [JUMP_PREVIOUS] = pf_plan_grid_step (self, -1),
    [JUMP_NEXT] = pf_plan_grid_step (self, 1),
  };

  g_signal_emit_by_name (self, "go-to", (int) days[g_variant_get_int32 (args)]);
  return TRUE;
}

static gboolean
toggle_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  int box;

  pf_plan_grid_arrange (self);
  box = pf_plan_grid_find_focus (self);
  if (self->anchor_day != PF_DAY_NONE)
    {
      activate_selection (self);
      pf_plan_grid_clear_selection (self);
    }
  else if (box >= 0)
    pf_plan_grid_activate (self, box, -1, FALSE);
  return TRUE;
}

static gboolean
open_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);
  int box;

  pf_plan_grid_arrange (self);
  box = pf_plan_grid_find_focus (self);
  if (box >= 0)
    pf_plan_grid_activate (self, box, -1, TRUE);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PfPlanGrid *self = PF_PLAN_GRID (widget);

  if (self->anchor_day == PF_DAY_NONE)
    return FALSE;
  pf_plan_grid_clear_selection (self);
  return TRUE;
}

void
pf_plan_grid_class_add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    guint keypad;
    int dx;
    int dy;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };
  static const struct {
    guint key;
    GtkShortcutFunc func;
    int argument;
  } keys[] = {
    { GDK_KEY_Home, jump_cb, JUMP_TODAY },     { GDK_KEY_Page_Up, jump_cb, JUMP_PREVIOUS },
    { GDK_KEY_Page_Down, jump_cb, JUMP_NEXT }, { GDK_KEY_space, toggle_cb, 0 },
    { GDK_KEY_KP_Space, toggle_cb, 0 },        { GDK_KEY_Return, open_cb, 0 },
    { GDK_KEY_KP_Enter, open_cb, 0 },          { GDK_KEY_Escape, escape_cb, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (int extends = 0; extends < 2; extends++)
      {
        GdkModifierType modifiers = extends ? GDK_SHIFT_MASK : 0;

        gtk_widget_class_add_binding (widget_class, arrows[i].key, modifiers, move_cb, "(iib)",
                                      arrows[i].dx, arrows[i].dy, extends);
        gtk_widget_class_add_binding (widget_class, arrows[i].keypad, modifiers, move_cb, "(iib)",
                                      arrows[i].dx, arrows[i].dy, extends);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, keys[i].func, "i",
                                  keys[i].argument);
}

void
pf_plan_grid_add_controllers (PfPlanGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (),
             *press = gtk_gesture_long_press_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (open_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

gboolean
pf_plan_grid_is_selected (PfPlanGrid *self, const PfGridBox *box)
{
  if (self->anchor_day == PF_DAY_NONE)
    return FALSE;
  if (box->day < MIN (self->anchor_day, self->focus_day) ||
      box->day > MAX (self->anchor_day, self->focus_day))
    return FALSE;
  return self->view == PF_GRID_MONTH || (box->row >= MIN (self->anchor_row, self->focus_row) &&
                                         box->row <= MAX (self->anchor_row, self->focus_row));
}

int
pf_plan_grid_find_focus (PfPlanGrid *self)
{
  int nearest = -1, least = G_MAXINT;

  /* The table may have fewer rows than before, or leave out the weekend: the nearest then. */
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const PfGridBox *box = get_box (self, i);
      int distance = ABS (box->day - self->focus_day) + 100 * ABS (box->row - self->focus_row);

      if (distance < least)
        {
          least = distance;
          nearest = i;
        }
    }
  return nearest;
}

void
pf_plan_grid_focus_box (PfPlanGrid *self, int box, gboolean extends)
{
  if (box < 0 || (guint) box >= self->boxes->len)
    return;
  if (!extends)
    self->anchor_day = PF_DAY_NONE;
  else if (self->anchor_day == PF_DAY_NONE)
    {
      self->anchor_day = self->focus_day;
      self->anchor_row = self->focus_row;
    }
  self->focus_day = get_box (self, box)->day;
  self->focus_row = get_box (self, box)->row;
  gtk_widget_grab_focus (g_ptr_array_index (self->cells, box));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
pf_plan_grid_clear_selection (PfPlanGrid *self)
{
  self->anchor_day = PF_DAY_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
pf_plan_grid_activate (PfPlanGrid *self, int index, int slot, gboolean opens)
{
  const PfGridBox *box = get_box (self, index);
  const PfPlanSlot *slots = get_slots (self) + box->first_slot, *choice = NULL;

  if (slot >= 0 && (guint) slot < box->n_slots && slots[slot].action != PF_ACTION_NONE)
    choice = &slots[slot];
  else if (slot < 0 && !opens)
    choice = find_only_choice (self, box);
  if (choice != NULL)
    change_slot (self, choice);
  else
    open_day (self, box);
}
