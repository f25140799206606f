/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of families: households, guardians with their logins, children, enrolments. */
#pragma once

#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Adds a household, or gives one that is there another name, number and quotient: its state and
 * what the family filled in stay, see pfs_storage_change_household(). */
gboolean pfs_storage_put_household (PfsStorage *self, PfHousehold *household, GError **error);
PfHousehold *pfs_storage_load_household (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfHousehold): by name. */
GPtrArray *pfs_storage_list_households (PfsStorage *self, GError **error);
/** Sets the quotient familial in cents (PF_CENTS_UNKNOWN = the maximum tariff): prices to come
 * change, what is charged stays. */
gboolean pfs_storage_set_quotient (PfsStorage *self, const char *household, gint64 quotient,
                                   GError **error);

/** Adds a guardian of @household, or gives one other names and e-mail. @email is the login,
 * unique in the town whatever its
 * case; is_self is not kept, the rest is pfs_storage_change_guardian()'s. */
gboolean pfs_storage_put_guardian (PfsStorage *self, const char *household, PfGuardian *guardian,
                                   GError **error);
/** @self_id: (nullable): the guardian for whom is_self is to be TRUE. */
PfGuardian *pfs_storage_load_guardian (PfsStorage *self, const char *id, const char *self_id,
                                       GError **error);
/** Returns: (transfer full) (element-type PfGuardian): all, or those of @household (nullable), by
 * name. */
GPtrArray *pfs_storage_list_guardians (PfsStorage *self, const char *household, GError **error);

/** Adds a child, or changes its names, birth date, school and class: the rest is
 * pfs_storage_change_child()'s. */
gboolean pfs_storage_put_child (PfsStorage *self, const char *household, PfChild *child,
                                GError **error);
PfChild *pfs_storage_load_child (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfChild): all, or those of @household (nullable), by
 * birth date. */
GPtrArray *pfs_storage_list_children (PfsStorage *self, const char *household, GError **error);
/** Removes a child with its enrolments and bookings. */
gboolean pfs_storage_remove_child (PfsStorage *self, const char *id, GError **error);

/** Adds or replaces an enrolment; its child and activity cannot change. first and last must be
 * days. */
gboolean pfs_storage_put_enrolment (PfsStorage *self, PfEnrolment *enrolment, GError **error);
PfEnrolment *pfs_storage_load_enrolment (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfEnrolment): of @child (nullable) at @activity
 * (nullable), by identifier. */
GPtrArray *pfs_storage_list_enrolments (PfsStorage *self, const char *child, const char *activity,
                                        GError **error);
/** Removes an enrolment with its bookings. */
gboolean pfs_storage_remove_enrolment (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full): the identifier of the household of an enrolment. */
char *pfs_storage_get_enrolment_household (PfsStorage *self, const char *enrolment, GError **error);

G_END_DECLS
