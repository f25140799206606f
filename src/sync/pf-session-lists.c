/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a session shows: facts and lists. What is in them is the business of what it owns. */
#include "config.h"

#include "pf-session.h"
#include "pf-session-private.h"

/* The first asking for a collection has it read. */
static PfCatalog *
ask_catalog (PfSession *self, PfCollection collection)
{
  PfContents *contents = pf_session_get_contents (self);

  pf_contents_ask (contents, collection);
  return pf_contents_get_catalog (contents);
}

PfStore *
pf_session_get_store (PfSession *self)
{
  return self->store;
}

PfContents *
pf_session_get_contents (PfSession *self)
{
  return self->contents;
}

PfEngine *
pf_session_get_engine (PfSession *self)
{
  return self->engine;
}

PfTownService *
pf_session_get_service (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  return self->service;
}

PfSyncState
pf_session_get_sync_state (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), PF_SYNC_FAILED);

  return self->state;
}

const GError *
pf_session_get_sync_error (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  return self->error;
}

PfMoment
pf_session_get_synced_at (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), PF_MOMENT_NONE);

  return self->synced_at;
}

PfTown *
pf_session_get_town (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  return pf_contents_get_town (self->contents);
}

PfHousehold *
pf_session_get_household (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  return pf_catalog_get_single (pf_contents_get_catalog (self->contents), PF_COLLECTION_HOUSEHOLD);
}

gboolean
pf_session_get_can_undo (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), FALSE);

  return self->can_undo;
}

PfMoment
pf_session_get_now (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), PF_MOMENT_NONE);

  return pf_contents_get_now (self->contents);
}

PfDay
pf_session_get_today (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), PF_DAY_NONE);

  return pf_contents_get_today (self->contents);
}

GListModel *
pf_session_get_children (PfSession *self)
{
  return pf_session_get_records (self, PF_COLLECTION_CHILDREN);
}

GListModel *
pf_session_get_guardians (PfSession *self)
{
  return pf_session_get_records (self, PF_COLLECTION_GUARDIANS);
}

GListModel *
pf_session_get_sites (PfSession *self)
{
  return pf_session_get_records (self, PF_COLLECTION_SITES);
}

GListModel *
pf_session_get_activities (PfSession *self)
{
  return pf_session_get_records (self, PF_COLLECTION_ACTIVITIES);
}

GListModel *
pf_session_get_enrolments (PfSession *self)
{
  return pf_session_get_records (self, PF_COLLECTION_ENROLMENTS);
}

GListModel *
pf_session_get_records (PfSession *self, PfCollection collection)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);
  g_return_val_if_fail (collection < PF_N_COLLECTIONS && collection != PF_COLLECTION_SHEETS, NULL);

  return pf_catalog_get_list (ask_catalog (self, collection), collection);
}

gboolean
pf_session_has_records (PfSession *self, PfCollection collection)
{
  g_return_val_if_fail (PF_IS_SESSION (self), FALSE);

  return self->is_complete &&
         (pf_contents_get_loaded (pf_session_get_contents (self)) & (1u << collection)) != 0;
}

gpointer
pf_session_find_record (PfSession *self, PfCollection collection, const char *id)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);
  g_return_val_if_fail (collection < PF_N_COLLECTIONS && collection != PF_COLLECTION_SHEETS, NULL);

  return pf_catalog_find (ask_catalog (self, collection), collection, id, NULL);
}

gboolean
pf_session_owns (PfSession *self, gpointer item)
{
  g_return_val_if_fail (PF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (G_IS_OBJECT (item), FALSE);

  return pf_catalog_owns (pf_contents_get_catalog (pf_session_get_contents (self)), item);
}

GListModel *
pf_session_get_submissions (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  return pf_contents_get_submissions (pf_session_get_contents (self));
}

GListModel *
pf_session_get_outbox (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  return pf_contents_get_outbox (pf_session_get_contents (self));
}
