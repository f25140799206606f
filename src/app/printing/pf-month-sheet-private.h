/* SPDX-License-Identifier: GPL-3.0-or-later
 * A month's sheet: what is on it, and how that was laid out. For the files that make it. */
#pragma once

#include "pf-month-sheet.h"
#include "pf-paper.h"

G_BEGIN_DECLS

#define PF_MONTH_SHEET_DAYS 7
#define PF_MONTH_SHEET_WEEKS 6

/** PfMonthEntry: what is held for a child on a day. */
typedef struct {
  guint child;
  PfState state;
  char *unit; /* where several children are shown */
  char *name; /* with its activity, where one is */
} PfMonthEntry;

/** PfMonthDay: a day of the sheet. */
typedef struct {
  char *note; /* (nullable): the holiday's name */
  gboolean is_free;
  GPtrArray *entries; /* (element-type PfMonthEntry) */
  char *meals;        /* (nullable): what is eaten, a meal a line */
} PfMonthDay;

typedef struct {
  PfPrintout printout;
  PfDay first;
  PfDay last;
  PfMonthDay days[31];
  GPtrArray *children; /* (element-type utf8): first names */
  guint states;        /* mask of those that are shown */
  char *units;         /* which units are of which activity; "" where there is nothing to say */
  char *foot;          /* (nullable) */
  PfPaperColors colors;

  /* laid out */
  PangoContext *context; /* (unowned) */
  double width;
  double height;
  double size; /* of the words in the days */
  gboolean has_meals;
  guint n_on_page; /* children */
  double lefts[PF_MONTH_SHEET_DAYS + 1];
  double weeks[PF_MONTH_SHEET_WEEKS]; /* heights, of the page that needs most */
  int n_weeks;
} PfMonthSheet;

/** As of #PfPrintout: how many pages it takes. */
int pf_month_sheet_lay_out (PfPrintout *printout, PangoContext *context, double width,
                            double height);
void pf_month_sheet_draw (PfPrintout *printout, cairo_t *cr, int page);

G_END_DECLS
