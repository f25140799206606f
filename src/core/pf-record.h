/* SPDX-License-Identifier: GPL-3.0-or-later
 * The records a household may see at a town. Each is an immutable #PfRecord with an identifier:
 * whoever builds one fills its public members once, before sharing it; everybody else only reads
 * them. All strings are owned, UTF-8, and nullable unless said. */
#pragma once

#include <glib-object.h>

#include "pf-deadline.h"
#include "pf-slot.h"

G_BEGIN_DECLS

/** PfCollection: the collections of the protocol's `changes`; see pf_collection_get_name(). */
typedef enum {
  PF_COLLECTION_TOWN,      /* one record: the town itself, its calendar and rules */
  PF_COLLECTION_HOUSEHOLD, /* one record */
  PF_COLLECTION_GUARDIANS,
  PF_COLLECTION_CHILDREN,
  PF_COLLECTION_SITES,
  PF_COLLECTION_ACTIVITIES,
  PF_COLLECTION_ENROLMENTS,
  PF_COLLECTION_SHEETS,
  /* pf-record-family.h */
  PF_COLLECTION_CONTACTS,
  /* pf-record-papers.h */
  PF_COLLECTION_REQUIREMENTS,
  PF_COLLECTION_DOCUMENTS,
  PF_COLLECTION_PAPERS,
  /* pf-record-money.h */
  PF_COLLECTION_TARIFFS,
  PF_COLLECTION_INVOICES,
  PF_COLLECTION_PAYMENTS,
  PF_COLLECTION_WALLETS,
  PF_COLLECTION_MOVEMENTS,
  PF_COLLECTION_PREPAYMENTS,
  /* pf-record-mail.h */
  PF_COLLECTION_SERVICES,
  PF_COLLECTION_THREADS,
  PF_COLLECTION_MESSAGES,
  PF_COLLECTION_FORMS,
  PF_COLLECTION_REQUESTS,
  /* pf-record-news.h */
  PF_COLLECTION_NEWS,
  PF_COLLECTION_MENUS,
} PfCollection;

/* The numbers stand in databases: a new collection goes to the end. */
#define PF_N_COLLECTIONS (PF_COLLECTION_MENUS + 1)

/** Returns: (transfer none): the collection's name in JSON: "children". */
const char *pf_collection_get_name (PfCollection collection);
/** Returns: the collection named @name, or -1 (a newer town's collection: ignored). */
int pf_collection_from_name (const char *name);
/** Returns: the GType of the collection's records. */
GType pf_collection_get_record_type (PfCollection collection);

#define PF_TYPE_RECORD (pf_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (PfRecord, pf_record, PF, RECORD, GObject)

struct _PfRecordClass {
  GObjectClass parent_class;
};

/**
 * Returns: (transfer none): the record's identifier, unique in its collection at its town, opaque.
 */
const char *pf_record_get_id (PfRecord *self);
/** Sets the identifier; only while building the record. */
void pf_record_set_id (PfRecord *self, const char *id);

/** PfTown: discovery's facts that the family's pages need, and the calendar. */
#define PF_TYPE_TOWN (pf_town_get_type ())
G_DECLARE_FINAL_TYPE (PfTown, pf_town, PF, TOWN, PfRecord)
struct _PfTown {
  PfRecord parent_instance;
  char *name;           /* not NULL */
  char *time_zone;      /* IANA name, not NULL */
  GTimeZone *zone;      /* (owned), not NULL */
  char *currency;       /* ISO 4217, not NULL */
  char *school_zone;    /* "A", "B", "C" */
  PfCalendar *calendar; /* (owned), not NULL */
};

/** PfHouseholdState: whether services are open to the family. */
typedef enum {
  PF_HOUSEHOLD_VALIDATED,
  PF_HOUSEHOLD_INCOMPLETE, /* a new one: the wizard has not been sent */
  PF_HOUSEHOLD_SUBMITTED,  /* sent, an agent has to look */
  PF_HOUSEHOLD_REFUSED,    /* @reason says why; the wizard may be sent again */
} PfHouseholdState;

#define PF_TYPE_HOUSEHOLD (pf_household_get_type ())
G_DECLARE_FINAL_TYPE (PfHousehold, pf_household, PF, HOUSEHOLD, PfRecord)
struct _PfHousehold {
  PfRecord parent_instance;
  char *name;      /* "Famille Martin-Lopez" */
  char *number;    /* the town's family account number */
  gint64 quotient; /* quotient familial in cents, PF_CENTS_UNKNOWN = maximum tariff */
  gint64 version;  /* for If-Match; grows with every change */
  PfHouseholdState state;
  char *reason;      /* the agent's words where it was refused, or what they want mended */
  PfDay quotient_of; /* the day from which the quotient counts */
  char *street;      /* with its number, may hold several lines */
  char *postcode;
  char *city;
  char *phone;
  gboolean caf_consent; /* the town may ask the CAF for the quotient */
  char *caf_number;     /* the allocation number */
  char *iban;           /* only where the family writes it: no town ever tells it */
  char *iban_hint;      /* the last four characters: all that the town says */
  char *account_holder; /* whose account that is */
  char *mandate;        /* the SEPA mandate's reference, NULL = none */
  PfDay mandate_of;     /* the day it was signed */
  PfDay update_due;     /* the file of the year is to be confirmed by then, none = nothing is due */
  char *update_year;    /* "2026-2027" */
  gboolean update_sent; /* confirmed, an agent has not looked yet */
  gboolean can_register; /* the town takes new families by the wizard */
};

#define PF_TYPE_GUARDIAN (pf_guardian_get_type ())
G_DECLARE_FINAL_TYPE (PfGuardian, pf_guardian, PF, GUARDIAN, PfRecord)
struct _PfGuardian {
  PfRecord parent_instance;
  char *civility;   /* "mme", "m" */
  char *first_name; /* not NULL */
  char *last_name;  /* not NULL */
  char *email;
  gboolean is_self; /* the one who is signed in */
  gint64 version;   /* for If-Match */
  char *mobile;
  char *phone;
  char *work_phone;
  char *profession;
  char *employer;
  PfMoment last_sign_in; /* of the one who is signed in: the one before this */
};

/** PfConsent: what the family says to a question, where not saying is not a no. */
typedef enum {
  PF_CONSENT_UNKNOWN,
  PF_CONSENT_YES,
  PF_CONSENT_NO,
} PfConsent;

#define PF_TYPE_CHILD (pf_child_get_type ())
G_DECLARE_FINAL_TYPE (PfChild, pf_child, PF, CHILD, PfRecord)
struct _PfChild {
  PfRecord parent_instance;
  char *first_name; /* not NULL */
  char *last_name;  /* not NULL */
  PfDay birth_date;
  char *school_site; /* a site's id */
  char *class_name;  /* "CE1 B" */
  gint64 version;    /* for If-Match */
  PfConsent image_rights;
  PfConsent leaves_alone;
  PfConsent swims;
  gint64 health_version; /* of the child's health sheet, which is fetched by itself; 0 = none yet */
  /* (element-type utf8) (owned): what the town still asks for, by member: "allergies", "doctor",
   * "image_rights"… Empty: the sheet is complete */
  GPtrArray *missing;
  guint n_wanted; /* of how many that the town asks for in all */
};

#define PF_TYPE_SITE (pf_site_get_type ())
G_DECLARE_FINAL_TYPE (PfSite, pf_site, PF, SITE, PfRecord)
struct _PfSite {
  PfRecord parent_instance;
  char *name; /* not NULL */
  char *address;
};

typedef enum {
  PF_KIND_PERI,
  PF_KIND_EXTRA,
  PF_KIND_SPORT,
} PfKind;

/** PfUnit: what one day of an activity can hold. A plain value owned by its activity. */
typedef struct {
  char *id;         /* unique in the activity: "meal", "evening-1" */
  char *name;       /* not NULL: "Repas" */
  char *short_name; /* one to three letters, not NULL: "R" */
  int start_minute; /* of the day, -1 unknown: to sort and to find clashes */
  int end_minute;   /* of the day, -1 unknown */
} PfUnit;
void pf_unit_free (PfUnit *unit);

/** PfDemand: what an activity asks of a family first. */
typedef enum {
  PF_DEMAND_SHEET = 1 << 0,     /* the child's sheet complete */
  PF_DEMAND_DOCUMENTS = 1 << 1, /* the mandatory papers received */
  PF_DEMAND_WALLET = 1 << 2,    /* a wallet activated */
} PfDemand;

#define PF_TYPE_ACTIVITY (pf_activity_get_type ())
G_DECLARE_FINAL_TYPE (PfActivity, pf_activity, PF, ACTIVITY, PfRecord)
struct _PfActivity {
  PfRecord parent_instance;
  char *name; /* not NULL */
  char *site; /* a site's id */
  PfKind kind;
  GPtrArray *units;    /* (element-type PfUnit) (owned), at least one */
  PfDeadlineRule book; /* as the town states them, for explaining; slots carry the moments */
  PfDeadlineRule late;
  PfDeadlineRule cancel;
  char *description;
  int min_months; /* the child's age on the day it starts, -1 = any */
  int max_months; /* included, -1 = any */
  PfDay first;    /* the period one enrols for, none = not bounded */
  PfDay last;
  PfDay enrol_first; /* the window in which requests are taken, none = not bounded */
  PfDay enrol_last;
  gboolean takes_enrolments; /* FALSE: the family cannot ask by itself; @description says how */
  gboolean is_automatic;     /* no agent needs to look */
  gboolean is_occasional;    /* days are picked one by one; else weekdays may be asked for */
  gboolean books_whole_year; /* the request books its weekdays over the whole period */
  gboolean is_prepaid;       /* bookings wait for their payment, or take it from the wallet */
  guint demands;             /* mask of PfDemand, to be met before a request or a booking */
};

typedef enum {
  PF_ENROLMENT_REQUESTED,
  PF_ENROLMENT_OPEN,
  PF_ENROLMENT_REFUSED,
  PF_ENROLMENT_CLOSED,
} PfEnrolmentState;

#define PF_TYPE_ENROLMENT (pf_enrolment_get_type ())
G_DECLARE_FINAL_TYPE (PfEnrolment, pf_enrolment, PF, ENROLMENT, PfRecord)
struct _PfEnrolment {
  PfRecord parent_instance;
  char *child;    /* a child's id, not NULL */
  char *activity; /* an activity's id, not NULL */
  PfEnrolmentState state;
  PfDay first; /* its period, both ends included */
  PfDay last;
  guint weekdays; /* mask of the days it allows */
  char *reason;   /* why it was refused or closed, the agent's words */
  PfMoment asked_at;
  gboolean is_occasional;
};

/**
 * PfSheet: one enrolment's slots of one month, the grain in which slots travel and are kept.
 * Its id is "ENROLMENT_ID/YYYY-MM".
 */
#define PF_TYPE_SHEET (pf_sheet_get_type ())
G_DECLARE_FINAL_TYPE (PfSheet, pf_sheet, PF, SHEET, PfRecord)
struct _PfSheet {
  PfRecord parent_instance;
  char *enrolment;  /* an enrolment's id, not NULL */
  PfDay month;      /* its first day */
  gint64 version;   /* grows with every change the town makes to it */
  GPtrArray *units; /* (element-type utf8) (owned): unit ids; PfSlot.unit indexes it */
  GArray *slots;    /* (element-type PfSlot) (owned), sorted by day, then unit */
  /* (element-type utf8) (owned): the town's words for a closure ("Grève"), indexed by @label_of */
  GPtrArray *labels;
  GArray *label_of; /* (element-type gint8) (owned): per slot, index in @labels or -1 */
};

/**
 * pf_record_new:
 *
 * Returns: (transfer full): a new record of @type with @id: dates none, amounts unknown, arrays
 * empty, strings NULL (who builds it fills those that are said not to be NULL). A town starts in
 * Europe/Paris, in EUR, with a metropole calendar.
 */
gpointer pf_record_new (GType type, const char *id);
/**
 * Sets @time_zone and @zone; only while building the town. Returns: FALSE, changing nothing, for a
 * name that no database knows.
 */
gboolean pf_town_set_time_zone (PfTown *self, const char *name);
/** Returns: (transfer none) (nullable): the slot of @day and @unit, valid as long as @sheet. */
const PfSlot *pf_sheet_find_slot (PfSheet *self, PfDay day, const char *unit);
/** Returns: (transfer none) (nullable): the town's words for the slot's closure. */
const char *pf_sheet_get_label (PfSheet *self, const PfSlot *slot);
/** Returns: (transfer full): "ENROLMENT_ID/YYYY-MM". */
char *pf_sheet_make_id (const char *enrolment, PfDay month);
/** Returns: (transfer none) (nullable): the unit with @id. */
const PfUnit *pf_activity_find_unit (PfActivity *self, const char *id);

G_END_DECLS
