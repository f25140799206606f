/* SPDX-License-Identifier: GPL-3.0-or-later
 * The month sheets in memory: what plans asked for and its neighbours, kept alike with the store.
 */
#pragma once

#include "pf-store.h"

G_BEGIN_DECLS

#define PF_TYPE_SHEET_BOOK (pf_sheet_book_get_type ())
G_DECLARE_FINAL_TYPE (PfSheetBook, pf_sheet_book, PF, SHEET_BOOK, GObject)

/** Signal "changed" (): sheets or what is loaded are not as before. */
PfSheetBook *pf_sheet_book_new (PfStore *store);
/** Asks for the months that meet @first to @last, and once they are there for the month before and
 * after. */
void pf_sheet_book_request (PfSheetBook *self, PfDay first, PfDay last);
gboolean pf_sheet_book_is_loaded (PfSheetBook *self, PfDay first, PfDay last);
/** Says that pf_sheet_book_fill() is to come for the months that meet @first to @last: they need
 * not be asked for. */
void pf_sheet_book_expect (PfSheetBook *self, PfDay first, PfDay last);
/** Takes @sheets as all that the store has of the months that meet @first to @last. */
void pf_sheet_book_fill (PfSheetBook *self, PfDay first, PfDay last, GPtrArray *sheets);
/** Takes what the store says has changed. */
void pf_sheet_book_update (PfSheetBook *self, const PfStoreNews *news);
/** Returns: (transfer none) (nullable): the sheets (element-type PfSheet) of the month that begins
 * on @month. */
GPtrArray *pf_sheet_book_get_month (PfSheetBook *self, PfDay month);
/** Returns: (transfer none) (nullable): the loaded sheet of @enrolment that holds @day. */
PfSheet *pf_sheet_book_find (PfSheetBook *self, const char *enrolment, PfDay day);
/** Returns: the first moment after @since at which a loaded slot may change its state by itself,
 * PF_MOMENT_NONE where none does (midnight excluded). */
PfMoment pf_sheet_book_get_next_change (PfSheetBook *self, PfMoment since);

G_END_DECLS
