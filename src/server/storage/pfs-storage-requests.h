/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of requests: what families asked for, what an agent said to it, and what accepting it
 * will do. This writes facts; rules/pfs-requests.h decides. Attached files are
 * pfs-storage-files.h's. */
#pragma once

#include "pf-record-mail.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsPending: what a request does when an agent accepts it. */
typedef struct {
  char *request;
  char *household;
  char *guardian; /* (nullable): who asked */
  char *child;    /* (nullable) */
  char *effect;   /* (nullable): a row of the table of effects; NULL = nothing by itself */
  char *target;   /* (nullable): to whom or what */
  GBytes *body;   /* (nullable): JSON: with what */
} PfsPending;

void pfs_pending_free (PfsPending *pending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsPending, pfs_pending_free)

/**
 * pfs_storage_add_request:
 * @request: its identifier, history and files are not looked at
 * @pending: household, guardian, effect, target and body count
 *
 * Returns: (transfer full): its identifier; NULL with @error.
 */
char *pfs_storage_add_request (PfsStorage *self, PfRequest *request, const PfsPending *pending,
                               GError **error);
/** Returns: (transfer full): with history and files; NULL with @error. */
PfRequest *pfs_storage_load_request (PfsStorage *self, const char *id, GError **error);
PfsPending *pfs_storage_load_pending (PfsStorage *self, const char *request, GError **error);
/** Adds a step to a request's history; its state is the step's from then on. @text: (nullable) */
gboolean pfs_storage_add_request_event (PfsStorage *self, const char *request, PfRequestState state,
                                        PfMoment at, const char *text, GError **error);
/** Returns: (transfer full) (element-type PfRequest): oldest first, those in one of @states (a mask
 * of 1 << PfRequestState, 0 = any), of @household (nullable); NULL with @error. */
GPtrArray *pfs_storage_list_requests (PfsStorage *self, const char *household, guint states,
                                      GError **error);

G_END_DECLS
