/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sheets on demand: the slots of an enrolment's month, out of openings, closures, deadlines,
 * tariffs and bookings. */
#pragma once

#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsSheets: makes the sheets of one household, remembering the activities it read: for as long as
 * one transaction lasts. */
typedef struct _PfsSheets PfsSheets;

PfsSheets *pfs_sheets_new (PfsStorage *storage, const char *household, GError **error);
void pfs_sheets_free (PfsSheets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsSheets, pfs_sheets_free)

/** Returns: (transfer none): the town with its calendar. */
PfTown *pfs_sheets_get_town (PfsSheets *self);
/** Returns: (transfer full) (nullable): the sheet "ENROLMENT/YYYY-MM" as the family may see it;
 * NULL without @error where there is none. */
PfSheet *pfs_sheets_make (PfsSheets *self, const char *id, gint64 version, GError **error);

/** PfsPlaces: whether places left are all counted, or told to families from PFS_PLACES_TOLD on. */
typedef enum {
  PFS_PLACES_EXACT,
  PFS_PLACES_AS_TOLD,
} PfsPlaces;

/**
 * Reads one slot. @enrolment: (out) (optional) (transfer full): of this household, else NULL
 *
 * Returns: whether there is such a slot; FALSE without @error where not.
 */
gboolean pfs_sheets_load_slot (PfsSheets *self, const char *enrolment_id, const char *unit,
                               PfDay day, PfsPlaces places, PfSlot *slot, PfEnrolment **enrolment,
                               GError **error);

G_END_DECLS
