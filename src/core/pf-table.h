/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table as spreadsheets read it: CSV (RFC 4180), in UTF-8 with a byte order mark, by which they
 * know that it is UTF-8. */
#pragma once

#include "pf-money.h"
#include "pf-moment.h"

G_BEGIN_DECLS

typedef struct _PfTable PfTable;

/** Returns: the point of amounts in the current locale: ',' or '.'. */
char pf_table_get_decimal_point (void);
/**
 * pf_table_new:
 * @decimal_point: ',' or '.': of amounts
 *
 * Where amounts have a comma, cells are parted by semicolons, as spreadsheets of these languages
 * expect it; else by commas.
 */
PfTable *pf_table_new (char decimal_point);
void pf_table_free (PfTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfTable, pf_table_free)

/** Adds a cell of anybody's words, NULL for an empty one. What a spreadsheet would take for a
 * formula gets an apostrophe before it. */
void pf_table_add_text (PfTable *table, const char *text);
/** Adds "2026-11-03", which is the same day in every language; PF_DAY_NONE: an empty cell. */
void pf_table_add_day (PfTable *table, PfDay day);
/** Adds "3,40", without its currency, so that it can be summed; unknown: an empty cell. */
void pf_table_add_amount (PfTable *table, PfCents amount);
void pf_table_end_row (PfTable *table);
/** Returns: (transfer full): the file so far. */
GBytes *pf_table_format (PfTable *table);

G_END_DECLS
