/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what families fill in: addresses, telephones, consents, contacts, health sheets. */
#pragma once

#include "pf-record-family.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Writes every member of a household that is there, as the record has it, but its number, and an
 * IBAN only where the record has one. */
gboolean pfs_storage_change_household (PfsStorage *self, PfHousehold *household, GError **error);
/** Writes every member of a guardian who is there but the e-mail, which is their login. */
gboolean pfs_storage_change_guardian (PfsStorage *self, PfGuardian *guardian, GError **error);
/** Writes every member of a child who is there. */
gboolean pfs_storage_change_child (PfsStorage *self, PfChild *child, GError **error);
/** Returns: (transfer full): the identifier of the child's household; NULL with @error. */
char *pfs_storage_get_child_household (PfsStorage *self, const char *child, GError **error);
/** Returns: (transfer full): the identifier of the guardian's household; NULL with @error. */
char *pfs_storage_get_guardian_household (PfsStorage *self, const char *guardian, GError **error);
/** Returns: (transfer full): the household's IBAN; NULL with NOT_FOUND where it gave none. */
char *pfs_storage_get_iban (PfsStorage *self, const char *household, GError **error);
/** Notes that a guardian signs in at the transaction's moment. */
gboolean pfs_storage_note_sign_in (PfsStorage *self, const char *guardian, GError **error);
/** Whether the household's bookings wait until an agent has accepted its yearly update. */
gboolean pfs_storage_set_update_blocks (PfsStorage *self, const char *household, gboolean blocks,
                                        GError **error);
gboolean pfs_storage_get_update_blocks (PfsStorage *self, const char *household, gboolean *blocks,
                                        GError **error);

gboolean pfs_storage_put_contact (PfsStorage *self, const char *household, PfContact *contact,
                                  GError **error);
/** Returns: (transfer full): the contact of @household; NULL with @error. */
PfContact *pfs_storage_load_contact (PfsStorage *self, const char *household, const char *id,
                                     GError **error);
/** Returns: (transfer full) (element-type PfContact): by name. */
GPtrArray *pfs_storage_list_contacts (PfsStorage *self, const char *household, GError **error);
gboolean pfs_storage_remove_contact (PfsStorage *self, const char *household, const char *id,
                                     GError **error);

/** Adds or replaces a child's health sheet, whose version it sets. */
gboolean pfs_storage_put_health_sheet (PfsStorage *self, PfHealthSheet *sheet, GError **error);
/** Returns: (transfer full): the child's health sheet: an empty one of version 0 where the family
 * has not said anything yet; NULL with @error. */
PfHealthSheet *pfs_storage_load_health_sheet (PfsStorage *self, const char *child, GError **error);

/** Tells a household that its children's records are to be read anew: what is missing of them may
 * be something else. @child: (nullable): only this one */
gboolean pfs_storage_touch_children (PfsStorage *self, const char *household, const char *child,
                                     GError **error);

G_END_DECLS
