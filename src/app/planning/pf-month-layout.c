/* SPDX-License-Identifier: GPL-3.0-or-later
 * The month: weeks are rows, days are cells, and each child of several has its own line of
 * chips in a cell. */
#include "config.h"

#include "pf-plan-grid-private.h"

#include <glib/gi18n-lib.h>

#include "pf-legend.h"
#include "pf-slot-text.h"

#define NARROW_WIDTH 560
#define MIN_CHIP 5 /* a dot */
#define MIN_LINE 11
#define MAX_LINE 24
#define GAP 2
#define SHORT_WIDTH 32 /* from here on there is room for a unit's letters, */
#define FULL_WIDTH 72  /* and for its name */

/* What all cells of the month have in common, so that their lines stand level. */
typedef struct {
  int padding;
  int number_height;
  int name_width; /* of a child's initial */
  int line_height;
  int n_lines;
  int per_line;
  int chip_width;
  int chip_height;
  gboolean has_text;
  gboolean has_full_text;
} Measures;

static int
count_weeks (PfPlanGrid *self)
{
  return (self->last - self->first + 1) / 7;
}

/* The most chips that a line of the month must hold: of a child's day, or of the only child's. */
static guint
find_most_chips (PfPlanGrid *self, guint *n_slots_of_day)
{
  guint n_slots, most = 0, most_of_day = 0, run = 0, run_of_day = 0;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->index, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      gboolean is_new_day = i == 0 || slots[i].item->slot.day != slots[i - 1].item->slot.day;

      if (is_new_day)
        run_of_day = 0;
      if (is_new_day || slots[i].child != slots[i - 1].child)
        run = 0;
      if (slots[i].item->slot.day < self->first || slots[i].item->slot.day > self->last ||
          !pf_plan_grid_shows_slot (&slots[i]))
        continue;
      run++;
      run_of_day++;
      most = MAX (most, run);
      most_of_day = MAX (most_of_day, run_of_day);
    }
  *n_slots_of_day = most_of_day;
  return most;
}

static void
set_chip_width (Measures *m, int room, int per_line)
{
  m->per_line = MAX (1, MIN (per_line, (room + GAP) / (MIN_CHIP + GAP)));
  m->chip_width = (room - (m->per_line - 1) * GAP) / m->per_line;
  m->has_full_text = m->chip_width >= FULL_WIDTH && m->line_height >= 15;
  m->has_text = m->chip_width >= SHORT_WIDTH && m->line_height >= 14;
  if (!m->has_full_text)
    m->chip_width = MIN (m->chip_width, m->has_text ? 56 : MAX (m->line_height + 4, 20));
  m->chip_width = MAX (m->chip_width, 1);
  m->chip_height = MAX (m->line_height - GAP, 1);
  if (!m->has_text)
    m->chip_height = MIN (m->chip_height, m->chip_width + 6);
}

/* One child: chips below one another while there is room, then beside one another. */
static void
measure_one_child (Measures *m, int room, int height, int most)
{
  for (int per_line = 1; per_line <= most; per_line++)
    {
      m->n_lines = (most + per_line - 1) / per_line;
      m->line_height = MIN (MAX_LINE, height / MAX (1, m->n_lines));
      set_chip_width (m, room, per_line);
      if (m->line_height >= (per_line == 1 ? 18 : 15))
        return;
    }
  m->line_height = MAX (m->line_height, MIN_LINE);
  m->n_lines = MAX (1, height / m->line_height);
}

static void
measure_cells (PfPlanGrid *self, int width, int height, Measures *m)
{
  int n_children = pf_plan_index_get_children (self->index)->len;
  guint most_of_day, most = find_most_chips (self, &most_of_day);
  int room;

  m->padding = self->is_narrow ? 2 : 6;
  m->number_height = self->is_narrow ? 20 : 26;
  m->name_width = n_children < 2 ? 0 : self->is_narrow ? 9 : 18;
  room = width - 2 * m->padding - m->name_width;
  height -= m->number_height + m->padding;
  if (n_children < 2)
    {
      measure_one_child (m, room, height, MAX (1, most_of_day));
      return;
    }
  m->line_height = CLAMP (height / n_children, MIN_LINE, MAX_LINE);
  m->n_lines = CLAMP (height / m->line_height, 1, n_children);
  set_chip_width (m, room, MAX (1, most));
}

static void
add_chip (PfPlanGrid       *self,
          const Measures   *m,
          guint             box,
          guint             slot,
          const PfPlanSlot *facts,
          int               line,
          int               place)
{
  const GdkRectangle *area = &g_array_index (self->boxes, PfGridBox, box).area;
  PfGridChip chip = {
    .area = { area->x + m->padding + m->name_width + place * (m->chip_width + GAP),
              area->y + m->number_height + line * m->line_height +
                  (m->line_height - GAP - m->chip_height) / 2,
              m->chip_width, m->chip_height },
    .slot = slot,
    .box = box,
    .text = m->has_full_text ? pf_slot_text_unit (facts->item)
            : m->has_text    ? facts->item->unit->short_name
                             : NULL,
    .is_centered = !m->has_full_text,
  };

  g_array_append_val (self->chips, chip);
}

static void
fill_box (PfPlanGrid *self, const Measures *m, guint index)
{
  PfGridBox *box = &g_array_index (self->boxes, PfGridBox, index);
  guint n_all;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->index, &n_all) + box->first_slot;
  gboolean is_by_child = m->name_width > 0;
  int line = 0, place = 0;

  if (box->closure != PF_CLOSURE_NONE)
    return;
  for (guint i = 0; i < box->n_slots; i++)
    {
      if (!pf_plan_grid_shows_slot (&slots[i]))
        continue;
      if (is_by_child && (int) slots[i].child != line)
        {
          line = slots[i].child;
          place = 0;
        }
      if (!is_by_child && place == m->per_line)
        {
          line++;
          place = 0;
        }
      if (line >= m->n_lines || place >= m->per_line)
        box->n_hidden++;
      else
        add_chip (self, m, index, box->first_slot + i, &slots[i], line, place++);
    }
}

static void
measure_month (PfPlanGrid *self, int width, int *min_width, int *height)
{
  gboolean is_narrow = width > 0 && width < NARROW_WIDTH;
  int lines = (int) pf_plan_index_get_children (self->index)->len * MIN_LINE;

  /* A line for each child: where there is no room, it scrolls. */
  *min_width = 7 * 40 + 18;
  *height = 28 + count_weeks (self) * MAX (is_narrow ? 52 : 60, lines + (is_narrow ? 22 : 32));
}

static void
arrange_month (PfPlanGrid *self, int width, int height)
{
  int n_weeks = count_weeks (self);
  Measures measures = { 0 };

  self->is_narrow = width < NARROW_WIDTH;
  self->header_height = self->is_narrow ? 20 : 28;
  self->start_width = self->is_narrow ? 16 : 30;
  self->n_columns = 7;
  height -= self->header_height;
  width -= self->start_width;
  measure_cells (self, width / 7, height / MAX (1, n_weeks), &measures);
  for (PfDay date = self->first; date <= self->last; date++)
    {
      int column = (date - self->first) % 7, week = (date - self->first) / 7;
      int x = self->start_width + width * column / 7,
          y = self->header_height + height * week / n_weeks;
      GdkRectangle area = { x, y, self->start_width + width * (column + 1) / 7 - x,
                            self->header_height + height * (week + 1) / n_weeks - y };
      PfPlanDay day;

      pf_plan_index_get_day (self->index, date, &day);
      fill_box (self, &measures, pf_plan_grid_add_box (self, &day, 0, &area));
    }
}

static void
draw_number (PfPlanGrid *self, GtkSnapshot *snapshot, const PfGridBox *box)
{
  gboolean is_today = box->day == pf_plan_index_get_today (self->index);
  int size = self->is_narrow ? 18 : 22;
  GdkRectangle place = { box->area.x + (self->is_narrow ? 2 : 4),
                         box->area.y + (self->is_narrow ? 1 : 3), size, size };
  char number[4];
  int day;

  pf_day_get_ymd (box->day, NULL, NULL, &day);
  g_snprintf (number, sizeof number, "%d", day);
  if (is_today)
    pf_plan_grid_draw_today (self, snapshot, &place);
  pf_plan_grid_draw_text (self, snapshot, number, &place, self->is_narrow ? 11 : 12, is_today, 0.5,
                          is_today                                           ? PF_GROUND_ON_ACCENT
                          : box->is_outside                                  ? PF_GROUND_FAINT
                          : box->day < pf_plan_index_get_today (self->index) ? PF_GROUND_DIM
                                                                             : PF_GROUND_TEXT);
}

static void
draw_remarks (PfPlanGrid *self, GtkSnapshot *snapshot, const PfGridBox *box)
{
  int start = self->is_narrow ? 20 : 30;
  GdkRectangle place = { box->area.x + start, box->area.y + (self->is_narrow ? 1 : 3),
                         box->area.width - start - 5, self->is_narrow ? 18 : 22 };
  g_autofree char *more = NULL;

  if (box->closure != PF_CLOSURE_NONE && !self->is_narrow)
    pf_plan_grid_draw_text (self, snapshot,
                            box->label != NULL ? box->label : pf_closure_get_name (box->closure),
                            &place, 11, FALSE, 1, PF_GROUND_DIM);
  if (box->n_hidden == 0)
    return;
  more = g_strdup_printf ("+%u", box->n_hidden);
  pf_plan_grid_draw_text (self, snapshot, more, &place, 11, FALSE, 1, PF_GROUND_DIM);
}

/* A child's initial, or two letters where one would not tell it from the others. */
static char *
make_initial (GPtrArray *children, guint index)
{
  const char *name = ((PfChild *) g_ptr_array_index (children, index))->first_name;
  gunichar letter = g_utf8_get_char (name);
  long n_letters = 1;

  for (guint i = 0; i < children->len; i++)
    if (i != index &&
        g_utf8_get_char (((PfChild *) g_ptr_array_index (children, i))->first_name) == letter)
      n_letters = 2;
  return g_utf8_substring (name, 0, MIN (n_letters, g_utf8_strlen (name, -1)));
}

/* At the start of each line of chips, whose it is. */
static void
draw_initials (PfPlanGrid *self, GtkSnapshot *snapshot, const PfGridBox *box, const Measures *m)
{
  GPtrArray *children = pf_plan_index_get_children (self->index);
  guint n_all;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->index, &n_all) + box->first_slot;

  if (m->name_width == 0 || box->closure != PF_CLOSURE_NONE)
    return;
  for (guint i = 0; i < box->n_slots; i++)
    {
      GdkRectangle place = { box->area.x + m->padding - (self->is_narrow ? 0 : 2),
                             box->area.y + m->number_height + slots[i].child * m->line_height,
                             m->name_width, m->line_height - GAP };
      g_autofree char *initial = NULL;

      if ((i > 0 && slots[i - 1].child == slots[i].child) || (int) slots[i].child >= m->n_lines)
        continue;
      initial = make_initial (children, slots[i].child);
      pf_plan_grid_draw_text (self, snapshot, initial, &place,
                              m->line_height < 16 || self->is_narrow ? 9 : 12, TRUE,
                              self->is_narrow ? 0 : 0.4f, PF_GROUND_DIM);
    }
}

static void
draw_week_numbers (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->boxes->len; i += 7)
    {
      const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, i);
      GdkRectangle place = { 0, box->area.y + (self->is_narrow ? 1 : 3), self->start_width - 2,
                             self->is_narrow ? 18 : 22 };
      char number[4];

      g_snprintf (number, sizeof number, "%d", pf_day_get_iso_week (box->day, NULL));
      pf_plan_grid_draw_text (self, snapshot, number, &place, self->is_narrow ? 9 : 11, FALSE, 0.5,
                              PF_GROUND_FAINT);
    }
}

static void
draw_lines (PfPlanGrid *self, GtkSnapshot *snapshot, int width, int height)
{
  int n_weeks = count_weeks (self);

  for (int week = 0; week < n_weeks; week++)
    {
      const GdkRectangle *area = &g_array_index (self->boxes, PfGridBox, week * 7).area;

      pf_plan_grid_draw_fill (self, snapshot,
                              &(GdkRectangle){ self->start_width, area->y,
                                               width - self->start_width, 1 },
                              PF_GROUND_LINE);
    }
  for (int column = 1; column < 7; column++)
    {
      const GdkRectangle *area = &g_array_index (self->boxes, PfGridBox, column).area;

      pf_plan_grid_draw_fill (self, snapshot,
                              &(GdkRectangle){ area->x, self->header_height, 1,
                                               height - self->header_height },
                              PF_GROUND_LINE);
    }
}

static void
draw_month_ground (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  int width = self->width, height = self->height;
  const GdkRectangle *first = &g_array_index (self->boxes, PfGridBox, 0).area;
  Measures measures = { 0 };

  measure_cells (self, (width - self->start_width) / 7,
                 (height - self->header_height) / MAX (1, count_weeks (self)), &measures);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const PfGridBox *box = &g_array_index (self->boxes, PfGridBox, i);

      if (box->closure != PF_CLOSURE_NONE)
        pf_plan_grid_draw_hatch (self, snapshot, &box->area);
      else if (i % 7 >= 5 && box->n_slots == 0)
        pf_plan_grid_draw_fill (self, snapshot, &box->area, PF_GROUND_SHADE);
      if (self->is_loading && i % 7 < 5)
        pf_plan_grid_draw_fill (self, snapshot,
                                &(GdkRectangle){ box->area.x + 8, box->area.y + 34,
                                                 first->width * 2 / 3, 12 },
                                PF_GROUND_LINE);
    }
  /* One font after the other. */
  for (guint i = 0; i < self->boxes->len; i++)
    draw_number (self, snapshot, &g_array_index (self->boxes, PfGridBox, i));
  for (guint i = 0; i < self->boxes->len; i++)
    draw_initials (self, snapshot, &g_array_index (self->boxes, PfGridBox, i), &measures);
  for (guint i = 0; i < self->boxes->len; i++)
    draw_remarks (self, snapshot, &g_array_index (self->boxes, PfGridBox, i));
  draw_week_numbers (self, snapshot);
  draw_lines (self, snapshot, width, height);
}

static void
draw_month_header (PfPlanGrid *self, GtkSnapshot *snapshot)
{
  GdkRectangle whole = { 0, 0, self->width, self->header_height };

  pf_plan_grid_draw_fill (self, snapshot, &whole, PF_GROUND_PAPER);
  for (int column = 0; column < 7; column++)
    {
      const GdkRectangle *area = &g_array_index (self->boxes, PfGridBox, column).area;
      GdkRectangle place = { area->x + (self->is_narrow ? 0 : 8), 0,
                             area->width - (self->is_narrow ? 0 : 8), self->header_height };
      g_autoptr (GDateTime) day = pf_day_to_date_time (self->first + column);
      g_autofree char *name = g_date_time_format (day, "%a");

      pf_plan_grid_draw_text (self, snapshot, name, &place, self->is_narrow ? 11 : 12, TRUE,
                              self->is_narrow ? 0.5 : 0, PF_GROUND_DIM);
    }
}

const PfGridLayout pf_month_layout = {
  .measure = measure_month,
  .arrange = arrange_month,
  .draw_ground = draw_month_ground,
  .draw_header = draw_month_header,
};
