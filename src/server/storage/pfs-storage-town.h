/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of the town itself: its name and rules of the house, settings, school holidays, closed
 * days. */
#pragma once

#include "pf-messages.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsTown: a plain value; strings are owned by whoever made it. */
typedef struct {
  char *name;        /* not NULL */
  char *time_zone;   /* IANA name, not NULL */
  char *currency;    /* ISO 4217, not NULL */
  char *school_zone; /* "A", "B", "C", or NULL */
  PfRegion region;
  char *legal_url;      /* (nullable) https */
  char *contact;        /* (nullable) plain text */
  char **payment_hosts; /* (nullable) = none */
} PfsTown;

void pfs_town_free (PfsTown *town);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsTown, pfs_town_free)

/** Writes the town; needed before anything else. */
gboolean pfs_storage_put_town (PfsStorage *self, const PfsTown *town, GError **error);
PfsTown *pfs_storage_load_town (PfsStorage *self, GError **error);
/** Returns: (transfer full): the town as households see it, with its calendar. */
PfTown *pfs_storage_load_town_record (PfsStorage *self, GError **error);

/** Keeps a setting; NULL @value forgets it. Keys: PFS_SETTING_… */
gboolean pfs_storage_set_setting (PfsStorage *self, const char *key, const char *value,
                                  GError **error);
/** Returns: (transfer full) (nullable): the setting; NULL without @error where it was never set. */
char *pfs_storage_get_setting (PfsStorage *self, const char *key, GError **error);

/** How costly a password is to guess: libsodium's opslimit and memlimit (bytes), decimal; unset =
 * moderate. */
#define PFS_SETTING_PASSWORD_OPERATIONS "password-operations"
#define PFS_SETTING_PASSWORD_MEMORY "password-memory"
/** Set where the town opens accounts itself: nobody asks for one. */
#define PFS_SETTING_SIGN_UP_CLOSED "sign-up-closed"
/** Where families find the town: kept by `serve`. */
#define PFS_SETTING_URL "url"

/** Whether an excused absence is billed all the same: "1"; unset = it costs nothing. */
#define PFS_SETTING_BILL_EXCUSED "bill-excused"
/** Minutes in which bookings must be paid where they are paid in advance; unset = 60. */
#define PFS_SETTING_PREPAY_MINUTES "prepay-minutes"
/** Days in which an invoice is to be paid; unset = 30. */
#define PFS_SETTING_INVOICE_DAYS "invoice-days"
/** Whether invoices may be paid in parts: "1" */
#define PFS_SETTING_PART_PAYMENTS "part-payments"
/** Where families pay, to which a link's secret is added; unset = the server's own small page. */
#define PFS_SETTING_PAYMENT_PAGE "payment-page"
/** The last day whose bookings were taken from the wallets. */
#define PFS_SETTING_WALLET_DAY "wallet-day"

/** Adds a school holiday, @first to @last included. */
gboolean pfs_storage_add_school_holiday (PfsStorage *self, PfDay first, PfDay last,
                                         const char *name, GError **error);
/** Forgets all school holidays, to write others. */
gboolean pfs_storage_clear_school_holidays (PfsStorage *self, GError **error);

/**
 * pfs_storage_put_closure:
 * @activity: (nullable): NULL = every activity
 * @kind: not PF_CLOSURE_NONE
 * @words: (nullable): the town's own words: "Grève du 8 octobre"
 *
 * Closes a day. It leaves the bookings alone: pfs_bookings_close_day() is for agents.
 */
gboolean pfs_storage_put_closure (PfsStorage *self, const char *activity, PfDay day, PfClosure kind,
                                  const char *words, GError **error);
gboolean pfs_storage_remove_closure (PfsStorage *self, const char *activity, PfDay day,
                                     GError **error);

/** PfsClosure: a closed day. */
typedef struct {
  PfDay day;
  PfClosure kind;
  char *words; /* (owned) (nullable) */
} PfsClosure;

void pfs_closure_free (PfsClosure *closure);
/** Returns: (transfer full) (element-type PfsClosure): the days on which @activity is closed, by
 * itself or with the whole town (first of the two), by day. */
GPtrArray *pfs_storage_list_closures (PfsStorage *self, const char *activity, PfDay first,
                                      PfDay last, GError **error);

G_END_DECLS
