/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an import took and what it left, and why: every row of the source is counted once. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PfsTally: the kinds of rows that are accounted for one by one. */
typedef enum {
  /* of Noethys */
  PFS_TALLY_FAMILIES,
  PFS_TALLY_PEOPLE,
  PFS_TALLY_QUOTIENTS,
  PFS_TALLY_SCHOOLS,
  PFS_TALLY_HOLIDAYS,
  PFS_TALLY_ACTIVITIES,
  PFS_TALLY_GROUPS,
  PFS_TALLY_UNITS,
  PFS_TALLY_OPENINGS,
  PFS_TALLY_CAPACITIES,
  PFS_TALLY_TARIFFS,
  PFS_TALLY_ENROLMENTS,
  PFS_TALLY_BOOKINGS,
  /* of menu files */
  PFS_TALLY_DISHES,
  PFS_TALLY_MENUS,
} PfsTally;

#define PFS_N_TALLIES (PFS_TALLY_MENUS + 1)

typedef struct _PfsImportReport PfsImportReport;

/** @first: @last: the tallies that the report is about. */
PfsImportReport *pfs_import_report_new (PfsTally first, PfsTally last);
void pfs_import_report_free (PfsImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsImportReport, pfs_import_report_free)

/** Counts a row that was taken. */
void pfs_import_report_take (PfsImportReport *report, PfsTally tally);
/** The same, @line of the source being named. */
void pfs_import_report_count_at (PfsImportReport *report, PfsTally tally, const char *reason,
                                 guint line);
/** Counts a row that was left; @reason: a static English sentence marked by N_(). */
void pfs_import_report_leave (PfsImportReport *report, PfsTally tally, const char *reason);
/** Counts all rows that were taken so far as left. */
void pfs_import_report_leave_all (PfsImportReport *report, PfsTally tally, const char *reason);
/** Counts a row as left for @reason, or as taken where @reason is NULL. */
void pfs_import_report_count (PfsImportReport *report, PfsTally tally, const char *reason);
/** Adds a sentence (taken over) to the notes at the end, once. */
void pfs_import_report_note (PfsImportReport *report, char *note);
/** The same for what is only one example of many: after thirty of them, they are only counted. */
void pfs_import_report_note_aside (PfsImportReport *report, char *note);

guint pfs_import_report_get_taken (PfsImportReport *report, PfsTally tally);
guint pfs_import_report_get_left (PfsImportReport *report, PfsTally tally);
/** Returns: how many rows of @tally were left for @reason (untranslated). */
guint pfs_import_report_get_left_for (PfsImportReport *report, PfsTally tally, const char *reason);

/** Returns: (transfer full): the whole report as aligned lines in the user's language. */
char *pfs_import_report_format (PfsImportReport *report);

G_END_DECLS
