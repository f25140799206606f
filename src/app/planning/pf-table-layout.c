/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fortnight and the week: a row for each child's unit, a column for each day, and one
 * large chip where they meet. */
#include "config.h"

#include "pf-plan-grid-private.h"

#include <glib/gi18n-lib.h>

#include "pf-legend.h"
#include "pf-slot-text.h"

#define NARROW_WIDTH 560
#define NAME_WIDTH 220
#define PRICE_WIDTH 52
#define MIN_COLUMN 44
#define HEADER_HEIGHT 50
#define HEADING_HEIGHT 34
#define ROW_HEIGHT 36
#define NARROW_ROW_HEIGHT 48
#define NARROW_NAME_HEIGHT 18
#define TEXT_WIDTH 96 /* a chip this wide also says its state's name */
#define MAX_CHIP 190

static gboolean
is_row_of (const PfGridRow *row, const PfPlanItem *item)
{
  return pf_child_is_same (row->item->child, item->child) &&
         pf_plan_item_is_alike (row->item, item) &&
         g_strcmp0 (row->item->unit->id, item->unit->id) == 0;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PfPlanItem *one = ((const PfGridRow *) a)->item, *other = ((const PfGridRow *) b)->item;
  GPtrArray *children = user_data;
  guint child = 0, other_child = 0;
  int order;

  while (child < children->len &&
         !pf_child_is_same (g_ptr_array_index (children, child), one->child))
    child++;
  while (other_child < children->len &&
         !pf_child_is_same (g_ptr_array_index (children, other_child), other->child))
    other_child++;
  if (child != other_child)
    return child < other_child ? -1 : 1;
  if (one->unit->start_minute != other->unit->start_minute)
    return one->unit->start_minute < other->unit->start_minute ? -1 : 1;
  order = g_utf8_collate (one->activity->name, other->activity->name);
  return order != 0 ? order : g_strcmp0 (one->unit->id, other->unit->id);
}

static void
find_rows (PfPlanGrid *self)
{
  guint n_slots;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->index, &n_slots);

  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < n_slots; i++)
    {
      PfGridRow row = { .item = slots[i].item };
      gboolean is_known = FALSE;

      if (row.item->slot.day < self->first || row.item->slot.day > self->last)
        continue;
      for (guint n = 0; n < self->rows->len && !is_known; n++)
        is_known = is_row_of (&g_array_index (self->rows, PfGridRow, n), row.item);
      if (!is_known)
        g_array_append_val (self->rows, row);
    }
  g_array_sort_with_data (self->rows, compare_rows, pf_plan_index_get_children (self->index));
}

/* The days that have a column: a weekend on which nothing ever happens has none. */
static void
find_columns (PfPlanGrid *self)
{
  g_array_set_size (self->columns, 0);
  for (PfDay date = self->first; date <= self->last; date++)
    {
      PfPlanDay day;

      pf_plan_index_get_day (self->index, date, &day);
      if (pf_day_get_weekday (date) < PF_SATURDAY ||
          (day.n_slots > 0 && day.closure != PF_CLOSURE_WEEKEND))
        g_array_append_val (self->columns, date);
    }
}

/* Gives each row its place. Returns: the height of all. */
static int
place_rows (PfPlanGrid *self, gboolean is_narrow)
{
  int y = HEADER_HEIGHT;

  for (guint i = 0; i < self->rows->len; i++)
    {
      PfGridRow *row = &g_array_index (self->rows, PfGridRow, i);

      row->heading_y = -1;
      if (i == 0 || !pf_child_is_same (row[-1].item->child, row->item->child))
        {
          row->heading_y = y;
          y += HEADING_HEIGHT;
        }
      row->label_height = is_narrow ? NARROW_NAME_HEIGHT : 0;
      row->height = row->label_height + (is_narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT);
      row->y = y;
      y += row->height;
    }
  return y + 8;
}

static void
measure_table (PfPlanGrid *self, int width, int *min_width, int *height)
{
  gboolean is_narrow = width > 0 && width < NARROW_WIDTH;

  find_rows (self);
  find_columns (self);
  *min_width = 5 * MIN_COLUMN;
  *height = place_rows (self, is_narrow);
}

static int
get_column_x (PfPlanGrid *self, int width, int column)
{
  return self->start_width + (width - self->start_width) * column / MAX (1, self->n_columns);
}

/* The slot of the row on that day: a part of the day with one slot or none. */
static PfPlanDay
find_slot (const PfPlanDay *day, const PfGridRow *row)
{
  PfPlanDay found = { .day = day->day, .slots = day->slots };

  for (guint i = 0; i < day->n_slots; i++)
    if (is_row_of (row, day->slots[i].item))
      {
        found.slots = &day->slots[i];
        found.n_slots = 1;
        if (found.slots->state == PF_STATE_CLOSED)
          {
            found.closure = found.slots->item->slot.closure;
            found.label = found.slots->item->label;
          }
        return found;
      }
  return found;
}

static void
add_chip (PfPlanGrid *self, guint index, const PfPlanSlot *slot)
{
  const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, index);
  int width = MIN (box->area.width - 6, MAX_CHIP), height = box->area.height - 8;
  PfGridChip chip = { .slot = box->first_slot, .box = index, .is_centered = TRUE };

  if (width >= TEXT_WIDTH)
    chip.text = pf_state_get_name (slot->state);
  else
    width = MIN (width, 64);
  chip.area =
      (GdkRectangle){ box->area.x + (box->area.width - width) / 2, box->area.y + 4, width, height };
  g_array_append_val (self->chips, chip);
}

static void
arrange_table (PfPlanGrid *self, int width, int height)
{
  self->is_narrow = width < NARROW_WIDTH;
  self->header_height = HEADER_HEIGHT;
  self->start_width = self->is_narrow ? 0 : NAME_WIDTH;
  find_rows (self);
  find_columns (self);
  place_rows (self, self->is_narrow);
  self->n_columns = self->columns->len;
  for (guint i = 0; i < self->rows->len; i++)
    for (int column = 0; column < self->n_columns; column++)
      {
        const PfGridRow *row = &g_array_index (self->rows, PfGridRow, i);
        int x = get_column_x (self, width, column), y = row->y + row->label_height;
        GdkRectangle area = { x, y, get_column_x (self, width, column + 1) - x,
                              row->height - row->label_height };
        PfPlanDay day;
        guint box;

        pf_plan_index_get_day (self->index, g_array_index (self->columns, PfDay, column), &day);
        day = find_slot (&day, row);
        box = pf_plan_grid_add_box (self, &day, i, &area);
        if (day.n_slots > 0 && pf_plan_grid_shows_slot (day.slots))
          add_chip (self, box, day.slots);
      }
}

static void
draw_row (PfPlanGrid *self, GtkSnapshot *snapshot, const PfGridRow *row, int width)
{
  PfPlanSlot slot = { .item = row->item, .state = PF_STATE_OPEN };
  int name_width = self->is_narrow ? width : self->start_width;
  GdkRectangle name = { 20, row->y, name_width - 30 - PRICE_WIDTH,
                        self->is_narrow ? row->label_height : row->height };
  GdkRectangle price = { name.x + name.width, row->y, PRICE_WIDTH, name.height };
  g_autofree char *text = NULL, *what = NULL;

  if (row->heading_y >= 0)
    {
      pf_plan_grid_draw_fill (self, snapshot, &(GdkRectangle){ 0, row->heading_y, width, 1 },
                              PF_GROUND_LINE);
      pf_plan_grid_draw_text (self, snapshot, row->item->child->first_name,
                              &(GdkRectangle){ 12, row->heading_y + 4, name_width - 20,
                                               HEADING_HEIGHT - 4 },
                              14, TRUE, 0, PF_GROUND_TEXT);
    }
  if (row->item->activity->units->len > 1 && !self->is_narrow)
    {
      pf_plan_grid_draw_text (self, snapshot, row->item->activity->name,
                              &(GdkRectangle){ name.x, row->y + 18, name.width, 15 }, 10, FALSE, 0,
                              PF_GROUND_DIM);
      name.y -= 6;
    }
  what = pf_slot_text_what (row->item, pf_plan_index_has_towns (self->index));
  pf_plan_grid_draw_text (self, snapshot, what, &name, 12.5, FALSE, 0, PF_GROUND_TEXT);
  text = row->item->slot.price != PF_CENTS_UNKNOWN ? pf_slot_text_price (&slot) : NULL;
  if (text != NULL)
    pf_plan_grid_draw_text (self, snapshot, text, &price, 11, FALSE, 1, PF_GROUND_DIM);
}

/* The parts of a column where everything is closed. */
static void
draw_closures (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, i);

      if (box->closure != PF_CLOSURE_NONE && box->closure < PF_CLOSURE_STRIKE)
        pf_plan_grid_draw_hatch (self, snapshot,
                                 &(GdkRectangle){ box->area.x + 3, box->area.y + 4,
                                                  box->area.width - 6, box->area.height - 8 });
    }
}

static void
draw_table_ground (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  int width = self->width, height = self->height;

  for (guint i = 0; i < self->rows->len; i++)
    draw_row (self, snapshot, &g_array_index (self->rows, PfGridRow, i), width);
  for (int row = 0; row < 6 && self->is_loading; row++)
    pf_plan_grid_draw_fill (self, snapshot,
                            &(GdkRectangle){ 20, HEADER_HEIGHT + HEADING_HEIGHT + row * ROW_HEIGHT,
                                             width - 40, 14 },
                            PF_GROUND_LINE);
  draw_closures (self, snapshot);
  for (int column = 1; column < self->n_columns; column++)
    if (pf_day_get_weekday (g_array_index (self->columns, PfDay, column)) == PF_MONDAY)
      pf_plan_grid_draw_fill (self, snapshot,
                              &(GdkRectangle){ get_column_x (self, width, column), 0, 1, height },
                              PF_GROUND_LINE);
}

static void
draw_column_header (PfPlanGrid *self, GtkSnapshot *snapshot, int x, int width, PfDay date)
{
  gboolean is_today = date == pf_plan_index_get_today (self->index);
  g_autoptr (GDateTime) date_time = pf_day_to_date_time (date);
  g_autofree char *name = g_date_time_format (date_time, "%a");
  PfPlanDay day;
  char number[4];
  int of_month;

  pf_day_get_ymd (date, NULL, NULL, &of_month);
  g_snprintf (number, sizeof number, "%d", of_month);
  pf_plan_grid_draw_text (self, snapshot, name, &(GdkRectangle){ x, 2, width, 18 }, 11, FALSE, 0.5,
                          PF_GROUND_DIM);
  if (is_today)
    pf_plan_grid_draw_today (self, snapshot, &(GdkRectangle){ x + width / 2 - 13, 20, 26, 26 });
  pf_plan_grid_draw_text (self, snapshot, number, &(GdkRectangle){ x, 20, width, 26 }, 15, TRUE,
                          0.5, is_today ? PF_GROUND_ON_ACCENT : PF_GROUND_TEXT);
  pf_plan_index_get_day (self->index, date, &day);
  if (day.closure != PF_CLOSURE_NONE && width >= TEXT_WIDTH)
    pf_plan_grid_draw_text (self, snapshot,
                            day.label != NULL ? day.label : pf_closure_get_name (day.closure),
                            &(GdkRectangle){ x + width / 2 + 16, 22, width / 2 - 18, 24 }, 10.5,
                            FALSE, 0, PF_GROUND_DIM);
}

static void
draw_table_header (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  int width = self->width;

  pf_plan_grid_draw_fill (self, snapshot, &(GdkRectangle){ 0, 0, width, HEADER_HEIGHT },
                          PF_GROUND_PAPER);
  for (int column = 0; column < self->n_columns; column++)
    {
      PfDay date = g_array_index (self->columns, PfDay, column);
      int x = get_column_x (self, width, column);

      draw_column_header (self, snapshot, x, get_column_x (self, width, column + 1) - x, date);
    }
  pf_plan_grid_draw_fill (self, snapshot, &(GdkRectangle){ 0, HEADER_HEIGHT - 1, width, 1 },
                          PF_GROUND_LINE);
}

const PfGridLayout pf_fortnight_layout = {
  .n_weeks = 2,
  .measure = measure_table,
  .arrange = arrange_table,
  .draw_ground = draw_table_ground,
  .draw_header = draw_table_header,
};

const PfGridLayout pf_week_layout = {
  .n_weeks = 1,
  .measure = measure_table,
  .arrange = arrange_table,
  .draw_ground = draw_table_ground,
  .draw_header = draw_table_header,
};
