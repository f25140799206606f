/* SPDX-License-Identifier: GPL-3.0-or-later
 * Five columns, or seven where somebody cooks at the weekend, in the largest words that fit. */
#include "config.h"

#include "pf-menu-sheet.h"

#include "common/pf-date-text.h"
#include "menus/pf-menu-text.h"
#include "pf-paper.h"

#include <glib/gi18n-lib.h>

#define TITLE_SIZE 18.0
#define CANTEEN_SIZE 11.0
#define HEAD_SIZE 10.0
#define LARGEST 15.0
#define SMALLEST 5.5
#define STEP 0.5
#define PAD 5.0
#define SMALLER 0.8 /* what is said about a dish, beside its name */

typedef struct {
  PfPrintout printout;
  char *canteen;
  PfDay monday;
  int n_days;
  PfMenu *menus[PF_MENU_SHEET_DAYS]; /* (owned) (nullable) */

  /* laid out */
  PangoContext *context; /* (unowned) */
  double width;
  double height;
  double size;
} MenuSheet;

static void
free_sheet (PfPrintout *printout)
{
  MenuSheet *self = (MenuSheet *) printout;

  for (int i = 0; i < PF_MENU_SHEET_DAYS; i++)
    g_clear_object (&self->menus[i]);
  g_free (self->canteen);
  g_free (self);
}

/* Draws words below those before, or only measures them where @cr is NULL. */
static void
put (MenuSheet   *self,
     cairo_t     *cr,
     const char  *text,
     double       size,
     PfPaperStyle style,
     double       x,
     double      *y)
{
  g_autoptr (PangoLayout) layout =
      pf_paper_create_text (self->context, text, size, style, self->width / self->n_days - 2 * PAD);

  if (cr != NULL)
    pf_paper_draw_layout (cr, layout, x, *y);
  *y += pf_paper_get_text_height (layout);
}

static void
put_dish (MenuSheet *self, cairo_t *cr, const PfDish *dish, double size, double x, double *y)
{
  g_autofree char *labels = pf_menu_text_join (dish->labels, pf_menu_text_label);
  g_autofree char *allergens = pf_menu_text_join (dish->allergens, pf_menu_text_allergen);

  put (self, cr, dish->name, size, PF_PAPER_PLAIN, x, y);
  if (*labels != '\0')
    put (self, cr, labels, size * SMALLER, PF_PAPER_PLAIN, x, y);
  if (*allergens != '\0')
    {
      /* TRANSLATORS: followed by allergens */
      g_autofree char *text = g_strdup_printf (_("Contains: %s"), allergens);

      put (self, cr, text, size * SMALLER, PF_PAPER_PLAIN, x, y);
    }
}

/* Returns: how far down the words of a day reach. */
static double
put_menu (MenuSheet *self, cairo_t *cr, PfMenu *menu, double size, double x, double top)
{
  const PfDish *before = NULL;
  double y = top;

  if (menu == NULL)
    {
      put (self, cr, _("No menu"), size, PF_PAPER_PLAIN, x, &y);
      return y;
    }
  if (menu->remark != NULL)
    put (self, cr, menu->remark, size, PF_PAPER_BOLD, x, &y);
  for (guint i = 0; i < menu->dishes->len; i++)
    {
      const PfDish *dish = g_ptr_array_index (menu->dishes, i);
      const char *course = pf_menu_text_course (dish->course);

      y += size * (before == NULL ? 0.2 : 0.45);
      if (course != NULL && (before == NULL || before->course != dish->course))
        put (self, cr, course, size * SMALLER, PF_PAPER_BOLD, x, &y);
      put_dish (self, cr, dish, size, x, &y);
      before = dish;
    }
  return y;
}

static double
get_top (void)
{
  return TITLE_SIZE * 1.7 + HEAD_SIZE * 2 + PAD;
}

static gboolean
fits (MenuSheet *self, double size)
{
  for (int i = 0; i < self->n_days; i++)
    if (put_menu (self, NULL, self->menus[i], size, 0, get_top ()) > self->height - PAD)
      return FALSE;
  return TRUE;
}

static int
lay_out (PfPrintout *printout, PangoContext *context, double width, double height)
{
  MenuSheet *self = (MenuSheet *) printout;

  self->context = context;
  self->width = width;
  self->height = height;
  self->size = LARGEST;
  while (self->size > SMALLEST && !fits (self, self->size))
    self->size -= STEP;
  return 1;
}

static void
draw (PfPrintout *printout, cairo_t *cr, int page)
{
  MenuSheet *self = (MenuSheet *) printout;
  double column = self->width / self->n_days;
  double top = TITLE_SIZE * 1.7;

  cairo_set_source_rgb (cr, 0, 0, 0);
  pf_paper_draw_text (cr, self->context, printout->title, TITLE_SIZE,
                      (PfPaperStyle) (PF_PAPER_BOLD | PF_PAPER_ONE_LINE), 0, 0, self->width * 0.62);
  pf_paper_draw_text (cr, self->context, self->canteen, CANTEEN_SIZE,
                      (PfPaperStyle) (PF_PAPER_RIGHT | PF_PAPER_ONE_LINE), self->width * 0.64,
                      (TITLE_SIZE - CANTEEN_SIZE) * 0.9, self->width * 0.36);
  for (int i = 0; i < self->n_days; i++)
    {
      g_autofree char *day = pf_date_text_day_heading (self->monday + i, self->monday + i);

      cairo_save (cr);
      cairo_rectangle (cr, i * column, top, column, self->height - top);
      cairo_clip (cr);
      pf_paper_draw_text (cr, self->context, day, HEAD_SIZE,
                          (PfPaperStyle) (PF_PAPER_BOLD | PF_PAPER_ONE_LINE), i * column + PAD,
                          top + PAD, column - 2 * PAD);
      put_menu (self, cr, self->menus[i], self->size, i * column + PAD, get_top ());
      cairo_restore (cr);
    }
  cairo_set_line_width (cr, 0.5);
  for (int i = 0; i <= self->n_days; i++)
    {
      cairo_move_to (cr, i * column, top);
      cairo_line_to (cr, i * column, self->height);
    }
  cairo_stroke (cr);
  pf_paper_draw_rule (cr, 0, top, self->width);
  pf_paper_draw_rule (cr, 0, top + HEAD_SIZE * 2, self->width);
  pf_paper_draw_rule (cr, 0, self->height, self->width);
}

PfPrintout *
pf_menu_sheet_new (const char *canteen, PfDay monday, PfMenu *const menus[PF_MENU_SHEET_DAYS])
{
  MenuSheet *self;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (canteen != NULL && pf_day_is_valid (monday), NULL);

  self = g_new0 (MenuSheet, 1);
  self->canteen = g_strdup (canteen);
  self->monday = monday;
  self->n_days = PF_FRIDAY;
  for (int i = 0; i < PF_MENU_SHEET_DAYS; i++)
    if (menus[i] != NULL)
      {
        self->menus[i] = g_object_ref (menus[i]);
        self->n_days = MAX (self->n_days, i + 1);
      }
  first = pf_date_text_day_short (monday);
  last = pf_date_text_day_short (monday + self->n_days - 1);
  name = pf_day_format (monday);
  self->printout = (PfPrintout){
    /* TRANSLATORS: the first and the last day of a week */
    .title = g_strdup_printf (_("Menus: %s to %s"), first, last),
    .file_name = g_strdup_printf ("menus-%s.pdf", name),
    .is_landscape = TRUE,
    .lay_out = lay_out,
    .draw = draw,
    .free = free_sheet,
  };
  return &self->printout;
}
