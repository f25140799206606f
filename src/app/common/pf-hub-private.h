/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hub's members, for the files that implement it and for no other. */
#pragma once

#include "pf-hub.h"

G_BEGIN_DECLS

struct _PfHub {
  GObject parent_instance;

  PfAccountList *accounts; /* (owned) */
  GListStore *sessions;    /* (owned) (element-type PfSession), in the accounts' order */
  /* (owned) (element-type PfSession): where the last changes were made, oldest first */
  GPtrArray *changed;
  GListModel *children;                  /* (owned) */
  GListModel *activities;                /* (owned) */
  GListModel *outbox;                    /* (owned) */
  GListModel *submissions;               /* (owned) (nullable): once asked for */
  GListModel *records[PF_N_COLLECTIONS]; /* (owned) (nullable): once asked for */
  gboolean is_loading;                   /* pf_hub_load() was called */
  int pull_interval;                     /* of the sessions */
  gboolean has_plan;                     /* a plan was loaded */
  gboolean is_started;                   /* pf_hub_start() was called */
};

/** Closes @session, after all that follow it have been told. */
void pf_hub_close_session (PfHub *self, PfSession *session, GAsyncReadyCallback callback,
                           gpointer user_data);
/** Gives @account, whose session was closed, a new one. */
void pf_hub_renew_session (PfHub *self, PfAccount *account);
/** Asks the keyring for the key of @account, with which @session seals what is secret. */
void pf_hub_give_key (PfAccount *account, PfSession *session);

G_END_DECLS
