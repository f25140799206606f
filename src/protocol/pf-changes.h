/* SPDX-License-Identifier: GPL-3.0-or-later
 * The delta of GET /v1/changes: records that changed, identifiers that went, and the state they
 * lead to. */
#pragma once

#include "pf-record.h"

G_BEGIN_DECLS

typedef struct {
  char *state;       /* (owned) opaque; what to ask `since` next */
  gboolean more;     /* another page follows at once */
  gboolean is_whole; /* a first sync: what is not in it (over all pages) is gone */
  GPtrArray *changed[PF_N_COLLECTIONS]; /* (element-type PfRecord) (owned) */
  GPtrArray *removed[PF_N_COLLECTIONS]; /* (element-type utf8) (owned) */
} PfChanges;

#define PF_TYPE_CHANGES (pf_changes_get_type ())
GType pf_changes_get_type (void);
PfChanges *pf_changes_new (void);
PfChanges *pf_changes_ref (PfChanges *changes);
void pf_changes_unref (PfChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfChanges, pf_changes_unref)

G_END_DECLS
