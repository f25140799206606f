/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what families ask when they ask for an enrolment; the enrolments themselves are with
 * the families. */
#pragma once

#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Keeps what was asked beside an enrolment that exists. @remark: (nullable): for the agent;
 * @units: (element-type utf8): what a whole year's booking takes each day. */
gboolean pfs_storage_set_wish (PfsStorage *self, const char *enrolment, const char *remark,
                               GPtrArray *units, GError **error);
/** @remark: (out) (transfer full) (nullable); @units: (out) (transfer full): a list of unit ids. */
gboolean pfs_storage_load_wish (PfsStorage *self, const char *enrolment, char **remark,
                                char ***units, GError **error);
/** Returns: (transfer full) (element-type PfEnrolment): those that wait for an agent, longest
 * first. */
GPtrArray *pfs_storage_list_requested (PfsStorage *self, GError **error);

G_END_DECLS
