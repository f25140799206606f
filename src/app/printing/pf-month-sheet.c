/* SPDX-License-Identifier: GPL-3.0-or-later
 * The month's days as copied from the plan, the size at which they fit, and the drawing. */
#include "config.h"

#include "pf-month-sheet.h"

#include "common/pf-date-text.h"
#include "pf-legend.h"
#include "pf-paper.h"
#include "pf-slot-text.h"

#include <glib/gi18n-lib.h>

#define DAYS 7
#define MAX_WEEKS 6
#define TITLE_SIZE 18.0
#define NAMES_SIZE 11.0
#define HEAD_SIZE 8.5
#define NUMBER_SIZE 9.0
#define NOTE_SIZE 7.0
#define KEY_SIZE 7.5
#define LARGEST 10.5
#define SMALLEST 6.5
#define STEP 0.5
#define WEEK_WIDTH 20.0
#define EMPTY_DAY 0.4 /* of the width of another, where nothing ever is */
#define PAD 3.0
#define GAP 2.0

typedef struct {
  guint child;
  PfState state;
  char *unit; /* where several children are shown */
  char *name; /* with its activity, where one is */
} Entry;

typedef struct {
  char *note; /* (nullable): the holiday's name */
  gboolean is_free;
  GPtrArray *entries; /* (element-type Entry) */
} Day;

typedef struct {
  PfPrintout printout;
  PfDay first;
  PfDay last;
  Day days[31];
  GPtrArray *children; /* (element-type utf8): first names */
  guint states;        /* mask of those that are shown */
  char *units;         /* which units are of which activity; "" where there is nothing to say */
  char *foot;          /* (nullable) */
  PfPaperColors colors;

  /* laid out */
  PangoContext *context; /* (unowned) */
  double width;
  double height;
  double size;     /* of the words in the days */
  guint n_on_page; /* children */
  double lefts[DAYS + 1];
  double weeks[MAX_WEEKS]; /* heights, of the page that needs most */
  int n_weeks;
} MonthSheet;

static void
entry_free (Entry *entry)
{
  g_free (entry->unit);
  g_free (entry->name);
  g_free (entry);
}

static void
free_sheet (PfPrintout *printout)
{
  MonthSheet *self = (MonthSheet *) printout;

  for (gsize i = 0; i < G_N_ELEMENTS (self->days); i++)
    {
      g_free (self->days[i].note);
      g_clear_pointer (&self->days[i].entries, g_ptr_array_unref);
    }
  g_ptr_array_unref (self->children);
  g_free (self->units);
  g_free (self->foot);
  g_free (self);
}

/* The plan, copied */

static char *
name_entry (PfPlanItem *item)
{
  if (item->activity->units->len < 2)
    return g_strdup (item->activity->name);
  /* Translators: an activity, then which part of it: "Nursery: Evening". */
  return g_strdup_printf (C_("activity and unit", "%1$s: %2$s"), item->activity->name,
                          item->unit->name);
}

static void
add_entry (MonthSheet *self, Day *day, const PfPlanSlot *slot, PfMoment now, PfDay today)
{
  PfPlanItem *item = slot->item;
  PfState state = pf_slot_get_state (&item->facts, now, today);
  Entry *entry;

  if ((PF_STATES_HELD & 1u << state) == 0)
    return;
  entry = g_new0 (Entry, 1);
  entry->child = slot->child;
  entry->state = state;
  entry->unit = g_strdup (pf_slot_text_unit (item));
  entry->name = name_entry (item);
  self->states |= 1u << state;
  g_ptr_array_add (day->entries, entry);
}

/* Returns: (transfer full) (nullable): why nothing is on @date. */
static char *
find_note (PfDay date, PfCalendar *calendar, const PfPlanDay *of_plan)
{
  const PfPeriod *period = NULL;
  PfHoliday holiday = PF_HOLIDAY_NONE;

  if (calendar != NULL)
    {
      holiday = pf_calendar_get_public_holiday (calendar, date);
      period = pf_calendar_get_school_holiday (calendar, date);
    }
  if (holiday != PF_HOLIDAY_NONE)
    return g_strdup (pf_holiday_get_name (holiday));
  if (of_plan->n_slots > 0 && of_plan->label != NULL)
    return g_strdup (of_plan->label);
  return period != NULL ? g_strdup (period->name) : NULL;
}

static void
copy_day (MonthSheet *self, PfPlanIndex *index, PfDay date, PfCalendar *calendar)
{
  Day *day = &self->days[date - self->first];
  PfWeekday weekday = pf_day_get_weekday (date);
  PfPlanDay of_plan;

  pf_plan_index_get_day (index, date, &of_plan);
  day->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  for (guint i = 0; i < of_plan.n_slots; i++)
    add_entry (self, day, &of_plan.slots[i], pf_plan_index_get_now (index),
               pf_plan_index_get_today (index));
  day->note = find_note (date, calendar, &of_plan);
  day->is_free =
      day->entries->len == 0 &&
      (day->note != NULL || of_plan.closure != PF_CLOSURE_NONE || weekday >= PF_SATURDAY);
}

static char *
describe_units_of (PfActivity *activity)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < activity->units->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const PfUnit *) g_ptr_array_index (activity->units, i))->name);
  return g_strdup_printf (C_("activity and unit", "%1$s: %2$s"), activity->name, names->str);
}

/* Returns: (transfer full): "Care: Morning, Evening 1", of each activity that has several. */
static char *
describe_units (PfPlanIndex *index)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  GString *text = g_string_new (NULL);
  guint n_slots;
  const PfPlanSlot *slots = pf_plan_index_get_slots (index, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      PfActivity *activity = slots[i].item->activity;
      g_autofree char *line = NULL;

      if (activity->units->len < 2 || g_ptr_array_find (known, activity, NULL))
        continue;
      g_ptr_array_add (known, activity);
      line = describe_units_of (activity);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", line);
    }
  return g_string_free (text, FALSE);
}

/* Where a day's words go */

/* Goes through a day as it would be drawn with words of @size: a line a child, or of one child a
 * line an entry. */
typedef struct {
  MonthSheet *sheet;
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
put_entry (Cursor *cursor, const Entry *entry, const char *text, double indent)
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
put_child (Cursor *cursor, const Day *day, guint child, gboolean is_named)
{
  double indent = is_named ? cursor->size * 0.8 : 0;
  gboolean is_first = TRUE;

  for (guint i = 0; i < day->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (day->entries, i);

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
put_day (Cursor *cursor, const Day *day, guint first_child, guint n_children)
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
get_week (MonthSheet *self, PfDay date)
{
  return (date - pf_day_get_week_start (self->first)) / DAYS;
}

static double
get_head_height (void)
{
  return TITLE_SIZE * 1.5 + HEAD_SIZE * 1.7;
}

static double
get_key_height (MonthSheet *self)
{
  return KEY_SIZE * 1.9 + (*self->units != '\0' ? KEY_SIZE * 1.5 : 0) + PF_PAPER_FOOT;
}

/* Days on which nothing ever is are narrow. */
static void
lay_out_columns (MonthSheet *self)
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

/* Returns: how high the weeks of a page have to be for words of @size. */
static double
measure_page (MonthSheet *self, double size, guint first_child)
{
  double needed[MAX_WEEKS] = { 0 };
  double sum = 0;

  for (PfDay date = self->first; date <= self->last; date++)
    {
      int column = get_column (date), week = get_week (self, date);
      double width = self->lefts[column + 1] - self->lefts[column] - 2 * PAD;
      Cursor cursor = { self, NULL, size, 0, width, 0, 0 };
      const Day *day = &self->days[date - self->first];
      double height = put_day (&cursor, day, first_child,
                               MIN (self->n_on_page, self->children->len - first_child));

      if (day->note != NULL && day->entries->len == 0)
        height = NOTE_SIZE * 2.8; /* two lines of it */
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
fits (MonthSheet *self, double size, double room)
{
  double sum = 0;

  memset (self->weeks, 0, sizeof self->weeks);
  for (guint child = 0; child < MAX (1, self->children->len); child += self->n_on_page)
    sum = measure_page (self, size, child);
  self->size = size;
  return sum <= room;
}

/* As large as it can be read; else fewer children a page. */
static void
find_size (MonthSheet *self, double room)
{
  guint n_children = MAX (1, self->children->len);

  for (guint n_pages = 1; n_pages <= n_children; n_pages++)
    {
      self->n_on_page = (n_children + n_pages - 1) / n_pages;
      for (double size = LARGEST; size >= SMALLEST; size -= STEP)
        if (fits (self, size, room))
          return;
    }
}

/* What is left is given to all weeks alike. */
static void
stretch_weeks (MonthSheet *self, double room)
{
  double sum = 0;
  double factor;

  for (int i = 0; i < self->n_weeks; i++)
    sum += self->weeks[i];
  factor = sum > room ? room / sum : 1;
  for (int i = 0; i < self->n_weeks; i++)
    self->weeks[i] = self->weeks[i] * factor + MAX (0, room - sum) / self->n_weeks;
}

static int
lay_out (PfPrintout *printout, PangoContext *context, double width, double height)
{
  MonthSheet *self = (MonthSheet *) printout;
  double room = height - get_head_height () - get_key_height (self);
  guint n_children = MAX (1, self->children->len);

  self->context = context;
  self->width = width;
  self->height = height;
  self->n_weeks = get_week (self, self->last) + 1;
  lay_out_columns (self);
  find_size (self, room);
  stretch_weeks (self, room);
  return (int) ((n_children + self->n_on_page - 1) / self->n_on_page);
}

/* The drawing */

static char *
join_names (MonthSheet *self, guint first_child, guint n_children)
{
  GString *names = g_string_new (NULL);

  for (guint i = first_child; i < first_child + n_children; i++)
    g_string_append_printf (names, "%s%s", i > first_child ? ", " : "",
                            (const char *) g_ptr_array_index (self->children, i));
  return g_string_free (names, FALSE);
}

static void
draw_head (MonthSheet *self, cairo_t *cr, guint first_child, guint n_children)
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
draw_day (MonthSheet *self,
          cairo_t    *cr,
          PfDay       date,
          double      top,
          double      height,
          guint       first_child,
          guint       n_children)
{
  const Day *day = &self->days[date - self->first];
  int column = get_column (date), day_of_month;
  double left = self->lefts[column], width = self->lefts[column + 1] - left;
  Cursor cursor = {
    self, cr, self->size, left + PAD, width - 2 * PAD, left + PAD, top + PAD + NUMBER_SIZE * 1.4
  };
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
  cairo_restore (cr);
}

static void
draw_grid (MonthSheet *self, cairo_t *cr, double top)
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
draw_weeks (MonthSheet *self, cairo_t *cr, guint first_child, guint n_children)
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
draw_key (MonthSheet *self, cairo_t *cr)
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

static void
draw (PfPrintout *printout, cairo_t *cr, int page)
{
  MonthSheet *self = (MonthSheet *) printout;
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

PfPrintout *
pf_month_sheet_new (PfPlanIndex *index, PfDay month, PfCalendar *calendar, const char *foot)
{
  MonthSheet *self;
  GPtrArray *children;
  g_autofree char *name = NULL;

  g_return_val_if_fail (PF_IS_PLAN_INDEX (index) && pf_day_is_valid (month), NULL);

  self = g_new0 (MonthSheet, 1);
  self->first = pf_day_get_month_start (month);
  self->last = pf_day_get_month_end (month);
  self->children = g_ptr_array_new_with_free_func (g_free);
  self->foot = g_strdup (foot);
  children = pf_plan_index_get_children (index);
  for (guint i = 0; i < children->len; i++)
    g_ptr_array_add (self->children,
                     g_strdup (((PfChild *) g_ptr_array_index (children, i))->first_name));
  for (PfDay date = self->first; date <= self->last; date++)
    copy_day (self, index, date, calendar);
  self->units = self->children->len > 1 ? describe_units (index) : g_strdup ("");
  pf_paper_colors_init (&self->colors);
  name = pf_day_format (self->first);
  self->printout = (PfPrintout){
    .title = pf_date_text_month (self->first),
    .file_name = g_strdup_printf ("portail-famille-%.7s.pdf", name),
    .is_landscape = TRUE,
    .lay_out = lay_out,
    .draw = draw,
    .free = free_sheet,
  };
  return &self->printout;
}
