/* SPDX-License-Identifier: GPL-3.0-or-later
 * The engine's members, for the files that implement it and for no other. */
#pragma once

#include "pf-engine.h"

G_BEGIN_DECLS

struct _PfEngine {
  GObject parent_instance;
  PfTownService *service;    /* (owned) */
  PfStore *store;            /* (owned) */
  PfContents *contents;      /* (owned) */
  GNetworkMonitor *monitor;  /* (owned) (nullable): once started */
  GCancellable *cancellable; /* (owned): for all that it asks */

  PfSyncState state;
  GError *error;        /* (owned) (nullable) */
  char *since;          /* (owned) (nullable): the state of the last page */
  gboolean is_complete; /* a first sync has ended once */

  char *key;            /* (owned) (nullable): the batch under way */
  GPtrArray *lines;     /* (owned) (nullable): its lines */
  GError *push_error;   /* (owned) (nullable): what the run has to end with after its pull */
  PfStumbles *stumbles; /* (owned): what got no answer that makes sense */
  PfPusher *pusher;     /* (owned): sends the submissions */

  char *announced;   /* (owned) (nullable): the state the town told of last */
  guint n_queued;    /* intents and submissions */
  guint n_failed;    /* runs in a row */
  guint timer;       /* source id, 0 */
  int pull_interval; /* minutes, PF_PULL_LIVE, PF_PULL_ASKED */
  gboolean is_started;
  gboolean is_running;
  gboolean is_again;  /* a reason to run came during a run */
  gboolean is_afresh; /* this run began afresh already */
  gboolean has_more;  /* the page under way is not the last one */
  gboolean has_events;
};

/** Sends the next batch; after the last one the submissions, then pulls. */
void pf_engine_push_next (PfEngine *self);
/** Asks for what is new; what is told comes page by page. */
void pf_engine_pull (PfEngine *self);
/** Ends the run under way. @error: (transfer full) (nullable): why it failed. */
void pf_engine_end_run (PfEngine *self, GError *error);

G_END_DECLS
