/* SPDX-License-Identifier: GPL-3.0-or-later
 * Merge patches that lie inside other bodies. Private to protocol. */
#pragma once

#include "pf-json.h"
#include "pf-merge-patch.h"

G_BEGIN_DECLS

/** Changes @record by the members of @object (nullable); @members: (nullable): those allowed. */
void pf_merge_patch_read_node (PfJson *json, const PfJsonNode *object, const char *const *members,
                               gpointer record);
/** Writes the members of @members (nullable: all) in which @after differs from @before; the object
 * is open. */
void pf_merge_patch_write_members (GString *text, gpointer before, gpointer after,
                                   const char *const *members);

G_END_DECLS
