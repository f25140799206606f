/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a month's words go, the size at which they fit, and the drawing. */
#include "config.h"

#include "pf-month-sheet-private.h"

#include "common/pf-date-text.h"
#include "pf-legend.h"

#include <glib/gi18n-lib.h>

#define DAYS PF_MONTH_SHEET_DAYS
#define TITLE_SIZE 18.0
#define NAMES_SIZE 11.0
#define HEAD_SIZE 8.5
#define NUMBER_SIZE 9.0
#define NOTE_SIZE 7.0
#define KEY_SIZE 7.5
#define MEAL_SIZE 6.5
#define LARGEST 10.5
#define SMALLEST 6.5
#define STEP 0.5
#define WEEK_WIDTH 20.0
#define EMPTY_DAY 0.4 /* of the width of another, where nothing ever is */
#define PAD 3.0
#define GAP 2.0

/* Goes through a day as it would be drawn with words of @size: a line a child, or of one child a
 * line an entry. */
typedef struct {
  PfMonthSheet *sheet;
  cairo_t *cr; /* (nullable): only measured */
  double size;
  double left;
  double width;
  double x;
  double y;
} Cursor;

static double
get_line_height (double size)
{
  return size * 1.32;
}

static void
break_line (Cursor *cursor, double indent)
{
  cursor->x = cursor->left + indent;
  cursor->y += get_line_height (cursor->size);
}

/* Returns: (transfer full): words, which go on below where they are wider than @room; < 0: as wide
 * as they are. */
static PangoLayout *
create_words (Cursor *cursor, const char *text, PfPaperStyle style, double room)
{
  return pf_paper_create_text (cursor->sheet->context, text, cursor->size, style, room);
}

/* Puts a mark and words where there is room for both, else on a line of their own. */
static void
put_entry (Cursor *cursor, const PfMonthEntry *entry, const char *text, double indent)
{
  g_autoptr (PangoLayout) alone = create_words (cursor, text, PF_PAPER_PLAIN, -1);
  g_autoptr (PangoLayout) layout = NULL;
  double mark = cursor->size * 1.05 + GAP;
  double right = cursor->left + cursor->width;
  double width = pf_paper_get_text_width (alone) + 0.5;

  if (cursor->x + mark + width > right && cursor->x > cursor->left + indent)
    break_line (cursor, indent);
  layout = create_words (cursor, text, PF_PAPER_PLAIN, right - cursor->x - mark);
  if (cursor->cr != NULL)
    {
      pf_paper_draw_mark (cursor->cr, &cursor->sheet->colors, entry->state, cursor->x,
                          cursor->y + cursor->size * 0.12, mark - GAP);
      pf_paper_draw_layout (cursor->cr, layout, cursor->x + mark, cursor->y);
    }
  cursor->y += pf_paper_get_text_height (layout) - pf_paper_get_text_height (alone);
  cursor->x += mark + MIN (width, right - cursor->x - mark) + 2 * GAP;
}

static void
put_name (Cursor *cursor, guint child)
{
  g_autoptr (PangoLayout) layout =
      create_words (cursor, g_ptr_array_index (cursor->sheet->children, child), PF_PAPER_BOLD, -1);

  if (cursor->cr != NULL)
    pf_paper_draw_layout (cursor->cr, layout, cursor->x, cursor->y);
  cursor->x += pf_paper_get_text_width (layout) + 2 * GAP;
}

static void
put_child (Cursor *cursor, const PfMonthDay *day, guint child, gboolean is_named)
{
  double indent = is_named ? cursor->size * 0.8 : 0;
  gboolean is_first = TRUE;

  for (guint i = 0; i < day->entries->len; i++)
    {
      const PfMonthEntry *entry = g_ptr_array_index (day->entries, i);

      if (entry->child != child)
        continue;
      if (is_first && is_named)
        put_name (cursor, child);
      else if (!is_first && !is_named)
        break_line (cursor, 0);
      is_first = FALSE;
      put_entry (cursor, entry, is_named ? entry->unit : entry->name, indent);
    }
  if (!is_first)
    break_line (cursor, 0);
}

/* Returns: how high the day's words are. */
static double
put_day (Cursor *cursor, const PfMonthDay *day, guint first_child, guint n_children)
{
  double top = cursor->y;

  for (guint i = 0; i < n_children; i++)
    put_child (cursor, day, first_child + i, cursor->sheet->children->len > 1);
  return cursor->y - top;
}

/* The size at which everything fits */

static int
get_column (PfDay date)
{
  return pf_day_get_weekday (date) - PF_MONDAY;
}

static int
get_week (PfMonthSheet *self, PfDay date)
{
  return (date - pf_day_get_week_start (self->first)) / DAYS;
}

static double
get_head_height (void)
{
  return TITLE_SIZE * 1.5 + HEAD_SIZE * 1.7;
}

static double
get_key_height (PfMonthSheet *self)
{
  return KEY_SIZE * 1.9 + (*self->units != '\0' ? KEY_SIZE * 1.5 : 0) + PF_PAPER_FOOT;
}

/* Days on which nothing ever is are narrow. */
static void
lay_out_columns (PfMonthSheet *self)
{
  double weights[DAYS] = { 1, 1, 1, 1, 1, EMPTY_DAY, EMPTY_DAY };
  double sum = 0;

  for (PfDay date = self->first; date <= self->last; date++)
    if (self->days[date - self->first].entries->len > 0)
      weights[get_column (date)] = 1;
  for (int i = 0; i < DAYS; i++)
    sum += weights[i];
  self->lefts[0] = WEEK_WIDTH;
  for (int i = 0; i < DAYS; i++)
    self->lefts[i + 1] = self->lefts[i] + weights[i] / sum * (self->width - WEEK_WIDTH);
}

/* Returns: (transfer full) (nullable): what is eaten on @day, where the sheet says it. */
static PangoLayout *
create_meals (PfMonthSheet *self, const PfMonthDay *day, double width)
{
  if (!self->has_meals || day->meals == NULL)
    return NULL;
  return pf_paper_create_text (self->context, day->meals, MEAL_SIZE, PF_PAPER_PLAIN, width);
}

static double
measure_meals (PfMonthSheet *self, const PfMonthDay *day, double width)
{
  g_autoptr (PangoLayout) layout = create_meals (self, day, width);

  return layout != NULL ? GAP + pf_paper_get_text_height (layout) : 0;
}

/* Returns: how high the weeks of a page have to be for words of @size. */
static double
measure_page (PfMonthSheet *self, double size, guint first_child)
{
  double needed[PF_MONTH_SHEET_WEEKS] = { 0 };
  double sum = 0;

  for (PfDay date = self->first; date <= self->last; date++)
    {
      int column = get_column (date), week = get_week (self, date);
      double width = self->lefts[column + 1] - self->lefts[column] - 2 * PAD;
      Cursor cursor = { self, NULL, size, 0, width, 0, 0 };
      const PfMonthDay *day = &self->days[date - self->first];
      double height = put_day (&cursor, day, first_child,
                               MIN (self->n_on_page, self->children->len - first_child));

      if (day->note != NULL && day->entries->len == 0)
        height = NOTE_SIZE * 2.8; /* two lines of it */
      height += measure_meals (self, day, width);
      needed[week] = MAX (needed[week], height + NUMBER_SIZE * 1.4 + 2 * PAD);
    }
  for (int i = 0; i < self->n_weeks; i++)
    {
      self->weeks[i] = MAX (self->weeks[i], needed[i]);
      sum += self->weeks[i];
    }
  return sum;
}

/* Returns: whether all pages have room for words of @size. */
static gboolean
fits (PfMonthSheet *self, double size, double room)
{
  double sum = 0;

  memset (self->weeks, 0, sizeof self->weeks);
  for (guint child = 0; child < MAX (1, self->children->len); child += self->n_on_page)
    sum = measure_page (self, size, child);
  self->size = size;
  return sum <= room;
}

/* As large as it can be read; else fewer children a page. Returns: whether there is such a size. */
static gboolean
find_size (PfMonthSheet *self, double room)
{
  guint n_children = MAX (1, self->children->len);

  for (guint n_pages = 1; n_pages <= n_children; n_pages++)
    {
      self->n_on_page = (n_children + n_pages - 1) / n_pages;
      for (double size = LARGEST; size >= SMALLEST; size -= STEP)
        if (fits (self, size, room))
          return TRUE;
    }
  return FALSE;
}

/* What is left is given to all weeks alike. */
static void
stretch_weeks (PfMonthSheet *self, double room)
{
  double sum = 0;
  double factor;

  for (int i = 0; i < self->n_weeks; i++)
    sum += self->weeks[i];
  factor = sum > room ? room / sum : 1;
  for (int i = 0; i < self->n_weeks; i++)
    self->weeks[i] = self->weeks[i] * factor + MAX (0, room - sum) / self->n_weeks;
}

int
pf_month_sheet_lay_out (PfPrintout *printout, PangoContext *context, double width, double height)
{
  PfMonthSheet *self = (PfMonthSheet *) printout;
  double room = height - get_head_height () - get_key_height (self);
  guint n_children = MAX (1, self->children->len);

  self->context = context;
  self->width = width;
  self->height = height;
  self->n_weeks = get_week (self, self->last) + 1;
  lay_out_columns (self);
  self->has_meals = TRUE;
  if (!find_size (self, room))
    {
      self->has_meals = FALSE;
      find_size (self, room);
    }
  stretch_weeks (self, room);
  return (int) ((n_children + self->n_on_page - 1) / self->n_on_page);
}

/* The drawing */

static char *
join_names (PfMonthSheet *self, guint first_child, guint n_children)
{
  GString *names = g_string_new (NULL);

  for (guint i = first_child; i < first_child + n_children; i++)
    g_string_append_printf (names, "%s%s", i > first_child ? ", " : "",
                            (const char *) g_ptr_array_index (self->children, i));
  return g_string_free (names, FALSE);
}

static void
draw_head (PfMonthSheet *self, cairo_t *cr, guint first_child, guint n_children)
{
  g_autofree char *title = pf_date_text_month (self->first);
  g_autofree char *names = join_names (self, first_child, n_children);
  PfDay monday = pf_day_get_week_start (self->first);
  double top = TITLE_SIZE * 1.5;

  pf_paper_draw_text (cr, self->context, title, TITLE_SIZE,
                      (PfPaperStyle) (PF_PAPER_BOLD | PF_PAPER_ONE_LINE), 0, 0, self->width * 0.5);
  pf_paper_draw_text (cr, self->context, names, NAMES_SIZE,
                      (PfPaperStyle) (PF_PAPER_RIGHT | PF_PAPER_ONE_LINE), self->width * 0.4,
                      (TITLE_SIZE - NAMES_SIZE) * 0.9, self->width * 0.6);
  for (int i = 0; i < DAYS; i++)
    {
      g_autofree char *weekday =
          pf_date_text_weekday (monday + i, self->lefts[i + 1] - self->lefts[i] < 60);

      pf_paper_draw_text (cr, self->context, weekday, HEAD_SIZE,
                          (PfPaperStyle) (PF_PAPER_BOLD | PF_PAPER_ONE_LINE), self->lefts[i] + PAD,
                          top, self->lefts[i + 1] - self->lefts[i] - PAD);
    }
}

static void
draw_day (PfMonthSheet *self,
          cairo_t      *cr,
          PfDay         date,
          double        top,
          double        height,
          guint         first_child,
          guint         n_children)
{
  const PfMonthDay *day = &self->days[date - self->first];
  int column = get_column (date), day_of_month;
  double left = self->lefts[column], width = self->lefts[column + 1] - left;
  Cursor cursor = {
    self, cr, self->size, left + PAD, width - 2 * PAD, left + PAD, top + PAD + NUMBER_SIZE * 1.4
  };
  g_autoptr (PangoLayout) meals = create_meals (self, day, width - 2 * PAD);
  g_autofree char *number = NULL;

  pf_day_get_ymd (date, NULL, NULL, &day_of_month);
  number = g_strdup_printf ("%d", day_of_month);
  cairo_save (cr);
  cairo_rectangle (cr, left, top, width, height);
  cairo_clip (cr);
  if (day->is_free)
    {
      cairo_set_source_rgb (cr, 0.92, 0.92, 0.92);
      cairo_paint (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  pf_paper_draw_text (cr, self->context, number, NUMBER_SIZE, PF_PAPER_BOLD, left + PAD, top + PAD,
                      -1);
  if (day->note != NULL && day->entries->len == 0)
    pf_paper_draw_text (cr, self->context, day->note, NOTE_SIZE, PF_PAPER_PLAIN, left + PAD,
                        top + PAD + NUMBER_SIZE * 1.5, width - 2 * PAD);
  else if (day->note != NULL)
    pf_paper_draw_text (cr, self->context, day->note, NOTE_SIZE, PF_PAPER_ONE_LINE,
                        left + PAD + NUMBER_SIZE * 1.8, top + PAD + (NUMBER_SIZE - NOTE_SIZE),
                        width - NUMBER_SIZE * 1.8 - 2 * PAD);
  put_day (&cursor, day, first_child, n_children);
  if (meals != NULL)
    pf_paper_draw_layout (cr, meals, left + PAD,
                          top + height - PAD - pf_paper_get_text_height (meals));
  cairo_restore (cr);
}

static void
draw_grid (PfMonthSheet *self, cairo_t *cr, double top)
{
  double y = top;

  cairo_set_line_width (cr, 0.5);
  for (int week = 0; week <= self->n_weeks; week++)
    {
      pf_paper_draw_rule (cr, 0, y, self->width);
      if (week < self->n_weeks)
        y += self->weeks[week];
    }
  for (int i = 0; i <= DAYS; i++)
    {
      cairo_move_to (cr, self->lefts[i], top);
      cairo_line_to (cr, self->lefts[i], y);
    }
  cairo_move_to (cr, 0, top);
  cairo_line_to (cr, 0, y);
  cairo_stroke (cr);
}

static void
draw_weeks (PfMonthSheet *self, cairo_t *cr, guint first_child, guint n_children)
{
  double top = get_head_height ();

  for (int week = 0; week < self->n_weeks; week++)
    {
      PfDay monday = pf_day_get_week_start (self->first) + week * DAYS;
      g_autofree char *number = g_strdup_printf ("%d", pf_day_get_iso_week (monday, NULL));

      pf_paper_draw_text (cr, self->context, number, NUMBER_SIZE, PF_PAPER_CENTRE, 0, top + PAD,
                          WEEK_WIDTH);
      for (PfDay date = MAX (monday, self->first); date < monday + DAYS && date <= self->last;
           date++)
        draw_day (self, cr, date, top, self->weeks[week], first_child, n_children);
      top += self->weeks[week];
    }
  draw_grid (self, cr, get_head_height ());
}

/* Which mark means what, of those that are on the sheet. */
static void
draw_key (PfMonthSheet *self, cairo_t *cr)
{
  double top = self->height - get_key_height (self) + KEY_SIZE * 0.6;
  double x = 0;

  for (int state = 0; state < PF_N_STATES; state++)
    {
      g_autoptr (PangoLayout) name = NULL;

      if ((self->states & 1u << state) == 0)
        continue;
      name = pf_paper_create_text (self->context, pf_state_get_name ((PfState) state), KEY_SIZE,
                                   PF_PAPER_PLAIN, -1);
      pf_paper_draw_mark (cr, &self->colors, (PfState) state, x, top, KEY_SIZE * 1.2);
      x += KEY_SIZE * 1.2 + GAP + 1;
      pf_paper_draw_layout (cr, name, x, top);
      x += pf_paper_get_text_width (name) + 4 * PAD;
    }
  if (*self->units != '\0')
    pf_paper_draw_text (cr, self->context, self->units, KEY_SIZE, PF_PAPER_ONE_LINE, 0,
                        top + KEY_SIZE * 1.6, self->width);
}

void
pf_month_sheet_draw (PfPrintout *printout, cairo_t *cr, int page)
{
  PfMonthSheet *self = (PfMonthSheet *) printout;
  guint first_child = (guint) page * self->n_on_page;
  guint n_left = self->children->len > first_child ? self->children->len - first_child : 0;
  guint n_children = MIN (self->n_on_page, n_left);
  int n_pages = (int) ((MAX (1, self->children->len) + self->n_on_page - 1) / self->n_on_page);

  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_head (self, cr, first_child, n_children);
  draw_weeks (self, cr, first_child, n_children);
  draw_key (self, cr);
  pf_paper_draw_foot (cr, self->context, self->foot, page, n_pages, self->width, self->height);
}
