/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of what requests do when an agent has decided on them. */
#include "config.h"

#include "pfs-request-effects.h"

#include "pfs-family.h"

/* Each part of the town adds its line. */
static const struct {
  const char *id;
  PfsEffect accept; /* (nullable) */
  PfsEffect refuse; /* (nullable) */
} effects[] = {
  { "absence", pfs_absence_accept, NULL },
  { "child", pfs_family_accept, NULL },
  { "contact", pfs_family_accept_contact, NULL },
  { "guardian", pfs_family_accept, NULL },
  { "health-sheet", pfs_family_accept, NULL },
  { "household", pfs_family_accept, NULL },
  { "yearly-update", pfs_family_accept_update, pfs_family_refuse_update },
};

static const char *const purposes[] = {
  [PF_FORM_OTHER] = NULL,
  [PF_FORM_ABSENCE] = "absence",
  [PF_FORM_CONTACT] = "contact",
};

gboolean
pfs_request_effects_run (PfsStorage       *storage,
                         const PfsPending *pending,
                         PfRequestState    state,
                         const char       *words,
                         PfMoment          now,
                         GError          **error)
{
  PfsEffect effect = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (effects); i++)
    if (g_strcmp0 (effects[i].id, pending->effect) == 0)
      effect = state == PF_REQUEST_ACCEPTED  ? effects[i].accept
               : state == PF_REQUEST_REFUSED ? effects[i].refuse
                                             : NULL;
  return effect == NULL || effect (storage, pending, words, now, error);
}

const char *
pfs_request_effects_find (PfFormPurpose purpose)
{
  g_return_val_if_fail ((gsize) purpose < G_N_ELEMENTS (purposes), NULL);

  return purposes[purpose];
}
