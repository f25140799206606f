/* SPDX-License-Identifier: GPL-3.0-or-later
 * A client that says to a town exactly what a test wants, right or wrong. */
#pragma once

#include <libsoup/soup.h>

#include "pf-batch.h"
#include "pf-changes.h"

G_BEGIN_DECLS

typedef struct _PfTestClient PfTestClient;

/** PfTestReply: what the town answered. */
typedef struct {
  guint status;
  char *body;                  /* NUL-terminated */
  gsize length;                /* of the body */
  SoupMessageHeaders *headers; /* (owned) */
} PfTestReply;

void pf_test_reply_free (PfTestReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfTestReply, pf_test_reply_free)
/** Asserts that @reply is a problem of @status and @type ("invalid"; NULL: about:blank). */
void pf_test_reply_assert_problem (PfTestReply *reply, guint status, const char *type);

PfTestClient *pf_test_client_new (const char *url);
void pf_test_client_free (PfTestClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfTestClient, pf_test_client_free)

/** Sends a request and waits. @body: (nullable): JSON. Then pairs of headers up to NULL. */
PfTestReply *pf_test_client_send (PfTestClient *self, const char *method, const char *path,
                                  const char *body, ...) G_GNUC_NULL_TERMINATED;
/** Signs in by password; the tokens are used from then on. Returns: the reply. */
PfTestReply *pf_test_client_sign_in (PfTestClient *self, const char *login, const char *password);
/** Refreshes by @refresh_token (nullable: the last one); new tokens are used from then on. */
PfTestReply *pf_test_client_refresh (PfTestClient *self, const char *refresh_token);
const char *pf_test_client_get_access_token (PfTestClient *self);
const char *pf_test_client_get_refresh_token (PfTestClient *self);
void pf_test_client_set_access_token (PfTestClient *self, const char *token);

/** Pulls pages from @since (nullable) on. Returns: (transfer full) (element-type PfChanges). */
GPtrArray *pf_test_client_pull (PfTestClient *self, const char *since);
/** Sends a batch to "/v1/bookings" with @key, or "/v1/quotes" where it is NULL. */
PfAnswer *pf_test_client_book (PfTestClient *self, const char *key, GPtrArray *lines);

G_END_DECLS
