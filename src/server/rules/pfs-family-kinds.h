/* SPDX-License-Identifier: GPL-3.0-or-later
 * The records that make a family's file, as its changes see them: how each is found and kept, which
 * of its members may be changed, and which of these need an agent. */
#pragma once

#include "pfs-family.h"

G_BEGIN_DECLS

/** PfsMemberRule: one member that a family may change. */
typedef struct {
  const char *name;
  /* (nullable): whether this change needs an agent; NULL = never */
  gboolean (*needs_agent) (gpointer before, gpointer after);
  gsize text; /* its offset where it is a text of a certain shape, 0 = it is not */
  /* (nullable): what the request calls it, by language; NULL: the request does not name it */
  const char *labels[PFS_N_LANGUAGES];
  char *(*format) (gpointer record); /* its value as people read it */
} PfsMemberRule;

/** PfsFamilyKind: one kind of record. */
typedef struct {
  PfSubmissionKind kind;
  const char *effect; /* what accepting a change of it is called */
  PfCollection collection;
  gpointer (*load) (PfsStorage *storage, const char *household, const char *target, GError **error);
  gboolean (*keep) (PfsStorage *storage, const char *household, gpointer record, GError **error);
  /* (nullable): what is wrong beside the shapes of texts; sets @refusal and returns FALSE */
  gboolean (*check) (const PfsWriter *writer, gpointer record, PfsRefusal *refusal);
  /* (nullable): what follows from a change */
  void (*settle) (gpointer before, gpointer after, PfDay today);
  const char *request_names[PFS_N_LANGUAGES]; /* "%s" is the person's first name */
  const PfsMemberRule *members;
  gsize n_members;
} PfsFamilyKind;

/** Returns: (nullable): the kind that submissions of @kind change. */
const PfsFamilyKind *pfs_family_kind_find (PfSubmissionKind kind);
/** Returns: (nullable): the kind whose changes are called @effect. */
const PfsFamilyKind *pfs_family_kind_find_effect (const char *effect);
/** Returns: (transfer container): the names of what may be changed, NULL-terminated. */
const char **pfs_family_kind_list_names (const PfsFamilyKind *kind);
/** Checks the shapes of @record's texts, and all else. @prefix: (nullable): where the record stands
 * in the body: "/household". Returns: FALSE with @refusal. */
gboolean pfs_family_kind_check (const PfsFamilyKind *kind, const PfsWriter *writer, gpointer record,
                                const char *prefix, PfsRefusal *refusal);
/** Refuses what @check found at @pointer. Returns: FALSE. */
gboolean pfs_family_refuse_check (PfsRefusal *refusal, PfCheck check, const char *pointer);

G_END_DECLS
