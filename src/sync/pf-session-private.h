/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the session's own files share. */
#pragma once

#include "pf-contents.h"
#include "pf-engine.h"
#include "pf-session.h"

G_BEGIN_DECLS

struct _PfSession {
  GObject parent_instance;
  PfTownService *service; /* (owned) */
  PfStore *store;         /* (owned) */
  PfContents *contents;   /* (owned) */
  PfEngine *engine;       /* (owned) */

  PfSyncState state;
  GError *error; /* (owned) (nullable): with PF_SYNC_FAILED */
  PfMoment synced_at;
  guint basket_count;
  gboolean can_undo;
  gboolean keeps_secrets;
  PfFilesWish files_wish;
  gboolean is_complete; /* there has been a first sync */
  gboolean is_loading;  /* pf_session_load() was called */
  gboolean is_starting; /* pf_session_start() was called */
  gboolean is_closed;
  PfDay loading_first;
  PfDay loading_last;

  guint n_watchers; /* plans and lists that follow the clock */
  guint tick;       /* source id, 0 */
  PfMoment last_tick;
  PfDay told_day; /* today when "now-changed" was told last */
};

PfStore *pf_session_get_store (PfSession *self);
PfContents *pf_session_get_contents (PfSession *self);
PfEngine *pf_session_get_engine (PfSession *self);
/** The family wants files kept, or not, from now on. */
void pf_session_take_files_wish (PfSession *self, PfFilesWish wish);
/** A key was set. */
void pf_session_note_key (PfSession *self);

/** Returns: (transfer full): the task of a command: what has become durable is reported, even if it
 * was cancelled meanwhile. */
GTask *pf_session_create_task (PfSession *self, gpointer tag, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
