/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a Noethys database holds, in the town's own words: read and judged whole before anything
 * is written. */
#pragma once

#include "pf-record.h"
#include "pfs-import-report.h"
#include "pfs-noethys-source.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-bookings.h"

G_BEGIN_DECLS

/** PfsNoethysFamily: a household and who belongs to it. */
typedef struct {
  gint64 number;        /* Noethys' own */
  PfHousehold *record;  /* (owned) */
  GPtrArray *guardians; /* (element-type PfGuardian) (owned), account holders first */
  GPtrArray *children;  /* (element-type PfChild) (owned) */
  PfDay quotient_from;  /* of the quotient that was kept; PF_DAY_NONE = none */
} PfsNoethysFamily;

/** PfsNoethysUnitTariff: a tariff of one unit. */
typedef struct {
  char *unit; /* (owned) */
  PfsTariff tariff;
} PfsNoethysUnitTariff;

/** PfsNoethysActivity: an activity, or one group of an activity that has several. */
typedef struct {
  gint64 number;
  gint64 group;        /* 0 = all of its groups */
  PfActivity *record;  /* (owned) */
  GArray *openings;    /* (element-type PfsOpening) (owned): @unit lives in @record */
  GHashTable *by_slot; /* (owned) "UNIT DAY" → index in @openings + 1 */
  GArray *tariffs;     /* (element-type PfsNoethysUnitTariff) (owned) */
  PfDay last_opening;  /* PF_DAY_NONE = none */
  guint weekdays;      /* on which it ever opens */
} PfsNoethysActivity;

/** PfsNoethysEnrolment: one enrolment, or the part of it in one group. */
typedef struct {
  PfEnrolment *record;          /* (owned) */
  PfsNoethysActivity *activity; /* (unowned) */
  gint64 person;
  gint64 enrolment; /* Noethys' own number */
  PfDay left_on;    /* the day it ended early, PF_DAY_NONE = it did not */
} PfsNoethysEnrolment;

/** PfsNoethysModel: all of it. */
typedef struct {
  PfsNoethysSource *source; /* (unowned) */
  PfsImportReport *report;  /* (unowned) */
  int shift;                /* days added to every date, a multiple of 7 */
  char *town_name;          /* (owned) */
  char *school_zone;        /* (owned) (nullable) */
  GPtrArray *sites;         /* (element-type PfSite) (owned) */
  GPtrArray *holidays;      /* (element-type PfPeriod) (owned), sorted, without overlaps */
  GPtrArray *families;      /* (element-type PfsNoethysFamily) (owned) */
  GPtrArray *activities;    /* (element-type PfsNoethysActivity) (owned) */
  GPtrArray *enrolments;    /* (element-type PfsNoethysEnrolment) (owned) */
  GPtrArray *bookings;      /* (element-type PfsBooking) (owned), in the order they were asked */
  GHashTable *family_of;    /* (owned) number → PfsNoethysFamily */
} PfsNoethysModel;

/**
 * pfs_noethys_model_read:
 * @shift_to: the week in which the first opening is to fall; PF_DAY_NONE = dates stay
 * @report: counts every row
 *
 * Returns: (transfer full): all that is kept of @source, NULL with a #PfsNoethysError.
 */
PfsNoethysModel *pfs_noethys_model_read (PfsNoethysSource *source, PfDay shift_to,
                                         PfsImportReport *report, GError **error);
void pfs_noethys_model_free (PfsNoethysModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsNoethysModel, pfs_noethys_model_free)

/* The parts of reading, in their order. */
void pfs_noethys_read_activities (PfsNoethysModel *model);
void pfs_noethys_read_people (PfsNoethysModel *model);
void pfs_noethys_read_tariffs (PfsNoethysModel *model);
void pfs_noethys_read_bookings (PfsNoethysModel *model);

/** Returns: the day of a column, moved by the shift; PF_DAY_NONE where there is none. */
PfDay pfs_noethys_model_get_day (PfsNoethysModel *model, sqlite3_stmt *row, int column);
/** Returns: (transfer none) (nullable) */
PfsNoethysFamily *pfs_noethys_model_find_family (PfsNoethysModel *model, gint64 number);
/** Returns: (transfer none) (nullable): the activity that holds @group of @number. */
PfsNoethysActivity *pfs_noethys_model_find_activity (PfsNoethysModel *model, gint64 number,
                                                     gint64 group);
/** Returns: (transfer none) (nullable): the opening of a unit, NULL where it does not open that
 * day. */
PfsOpening *pfs_noethys_activity_find_opening (PfsNoethysActivity *activity, const char *unit,
                                               PfDay day);

G_END_DECLS
