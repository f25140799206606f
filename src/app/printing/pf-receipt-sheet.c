/* SPDX-License-Identifier: GPL-3.0-or-later
 * Receipts as blocks of words that go down the page, from one to the next. */
#include "config.h"

#include "pf-receipt-sheet.h"

#include "pf-paper.h"

#include <glib/gi18n-lib.h>

#define TITLE_SIZE 18.0
#define FACT_SIZE 10.0
#define HEAD_SIZE 8.5
#define LINE_SIZE 9.0
#define TOTAL_SIZE 11.0
#define ROW_PAD 4.0
#define COLUMN_PAD 8.0
#define N_COLUMNS 4

/* Parts of the width: child, day and activity, answer, price. */
static const double columns[N_COLUMNS + 1] = { 0, 0.14, 0.53, 0.86, 1 };

typedef enum {
  BLOCK_TITLE, /* begins a page */
  BLOCK_FACT,
  BLOCK_HEAD, /* comes again on each page that goes on with lines */
  BLOCK_LINE,
  BLOCK_TOTAL,
} BlockKind;

/* Words that stay together on a page. */
typedef struct {
  BlockKind kind;
  char *cells[N_COLUMNS]; /* (nullable) */
  int page;               /* laid out */
  double y;
} Block;

typedef struct {
  PfPrintout printout;
  GPtrArray *blocks; /* (element-type Block) */
  GString *names;    /* of the receipts */

  /* laid out */
  PangoContext *context; /* (unowned) */
  double width;
  double height;
  int n_pages;
} ReceiptSheet;

static void
block_free (Block *block)
{
  for (int i = 0; i < N_COLUMNS; i++)
    g_free (block->cells[i]);
  g_free (block);
}

static void
free_sheet (PfPrintout *printout)
{
  ReceiptSheet *self = (ReceiptSheet *) printout;

  g_ptr_array_unref (self->blocks);
  g_string_free (self->names, TRUE);
  g_free (self);
}

static Block *
add_block (ReceiptSheet *self, BlockKind kind)
{
  Block *block = g_new0 (Block, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_text (ReceiptSheet *self, BlockKind kind, const char *text)
{
  if (text != NULL)
    add_block (self, kind)->cells[0] = g_strdup (text);
}

static void
add_cells (ReceiptSheet *self, BlockKind kind, const char *const cells[N_COLUMNS])
{
  Block *block = add_block (self, kind);

  for (int i = 0; i < N_COLUMNS; i++)
    block->cells[i] = g_strdup (cells[i]);
}

static PangoLayout *
create_cell (ReceiptSheet *self, const Block *block, int column)
{
  double width = (columns[column + 1] - columns[column]) * self->width - COLUMN_PAD;
  PfPaperStyle style = block->kind == BLOCK_HEAD ? PF_PAPER_BOLD : PF_PAPER_PLAIN;

  if (column == N_COLUMNS - 1)
    style |= PF_PAPER_RIGHT;
  return pf_paper_create_text (self->context, block->cells[column],
                               block->kind == BLOCK_HEAD ? HEAD_SIZE : LINE_SIZE, style, width);
}

/* Draws a row of cells, or only measures it where @cr is NULL. Returns: its height. */
static double
put_cells (ReceiptSheet *self, cairo_t *cr, const Block *block, double y)
{
  double height = 0;

  for (int i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (PangoLayout) cell = create_cell (self, block, i);
      double x = columns[i] * self->width + (i == N_COLUMNS - 1 ? COLUMN_PAD : 0);

      height = MAX (height, pf_paper_get_text_height (cell));
      if (cr != NULL)
        pf_paper_draw_layout (cr, cell, x, y + ROW_PAD);
    }
  if (cr != NULL)
    pf_paper_draw_rule (cr, 0, y + height + 2 * ROW_PAD, self->width);
  return height + 2 * ROW_PAD;
}

static double
put_text (ReceiptSheet *self, cairo_t *cr, const Block *block, double y)
{
  static const struct {
    double size;
    PfPaperStyle style;
  } looks[] = {
    [BLOCK_TITLE] = { TITLE_SIZE, PF_PAPER_BOLD },
    [BLOCK_FACT] = { FACT_SIZE, PF_PAPER_PLAIN },
    [BLOCK_TOTAL] = { TOTAL_SIZE, (PfPaperStyle) (PF_PAPER_BOLD | PF_PAPER_RIGHT) },
  };
  g_autoptr (PangoLayout) layout = pf_paper_create_text (self->context, block->cells[0],
                                                         looks[block->kind].size,
                                                         looks[block->kind].style, self->width);

  if (cr != NULL)
    pf_paper_draw_layout (cr, layout, 0, y + ROW_PAD);
  return pf_paper_get_text_height (layout) + 2 * ROW_PAD;
}

static double
put_block (ReceiptSheet *self, cairo_t *cr, const Block *block, double y)
{
  return block->kind == BLOCK_HEAD || block->kind == BLOCK_LINE ? put_cells (self, cr, block, y)
                                                                : put_text (self, cr, block, y);
}

static int
lay_out (PfPrintout *printout, PangoContext *context, double width, double height)
{
  ReceiptSheet *self = (ReceiptSheet *) printout;
  const Block *head = NULL;
  double y = 0;
  int page = -1;

  self->context = context;
  self->width = width;
  self->height = height;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);
      double needed = put_block (self, NULL, block, 0);

      if (block->kind == BLOCK_TITLE || y + needed > height - PF_PAPER_FOOT)
        {
          page++;
          y = block->kind == BLOCK_LINE && head != NULL ? put_cells (self, NULL, head, 0) : 0;
        }
      if (block->kind == BLOCK_HEAD)
        head = block;
      block->page = page;
      block->y = y;
      y += needed;
    }
  self->n_pages = page + 1;
  return self->n_pages;
}

static void
draw (PfPrintout *printout, cairo_t *cr, int page)
{
  ReceiptSheet *self = (ReceiptSheet *) printout;
  const Block *head = NULL;
  gboolean is_first = TRUE;

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == BLOCK_HEAD && block->page <= page)
        head = block;
      if (block->page != page)
        continue;
      if (is_first && block->kind == BLOCK_LINE && head != NULL)
        put_cells (self, cr, head, 0);
      is_first = FALSE;
      put_block (self, cr, block, block->y);
    }
  pf_paper_draw_foot (cr, self->context, printout->title, page, self->n_pages, self->width,
                      self->height);
}

PfPrintout *
pf_receipt_sheet_new (void)
{
  ReceiptSheet *self = g_new0 (ReceiptSheet, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->names = g_string_new (NULL);
  self->printout = (PfPrintout){
    .title = g_strdup (""),
    .file_name = g_strdup ("portail-famille.pdf"),
    .lay_out = lay_out,
    .draw = draw,
    .free = free_sheet,
  };
  return &self->printout;
}

void
pf_receipt_sheet_add (PfPrintout          *printout,
                      const PfReceipt     *receipt,
                      const PfReceiptLine *lines,
                      guint                n_lines)
{
  ReceiptSheet *self = (ReceiptSheet *) printout;
  const char *const head[N_COLUMNS] = { _("Child"), _("Day"), _("Answer"), _("Price") };
  g_autofree char *title = NULL;
  g_autofree char *total = NULL;

  g_return_if_fail (printout != NULL && receipt != NULL && receipt->number != NULL);

  title = g_strdup_printf (_("Receipt %s"), receipt->number);
  /* Translators: %s is an amount of money. */
  total = g_strdup_printf (_("Total: %s"), receipt->total);
  add_text (self, BLOCK_TITLE, title);
  add_text (self, BLOCK_FACT, receipt->town);
  add_text (self, BLOCK_FACT, receipt->household);
  add_text (self, BLOCK_FACT, receipt->at);
  add_cells (self, BLOCK_HEAD, head);
  for (guint i = 0; i < n_lines; i++)
    {
      const char *const cells[N_COLUMNS] = { lines[i].child, lines[i].slot, lines[i].outcome,
                                             lines[i].price };

      add_cells (self, BLOCK_LINE, cells);
    }
  add_text (self, BLOCK_TOTAL, total);
  g_string_append_printf (self->names, "%s%s", self->names->len > 0 ? ", " : "", title);
  g_free (printout->title);
  printout->title = g_strdup (self->names->str);
  g_free (printout->file_name);
  printout->file_name = g_strdup_printf ("%s.pdf", title);
}
