/* SPDX-License-Identifier: GPL-3.0-or-later
 * A walk of the real client through the contract: what its parts share, and the parts, one file
 * each. Whatever goes wrong ends the program. */
#pragma once

#include "pf-town-services.h"

G_BEGIN_DECLS

typedef struct {
  const char *login;
  const char *password;
  PfTownService *service;                /* (owned) */
  GBytes *secret;                        /* (owned) (nullable) */
  GAsyncResult *result;                  /* (owned) (nullable): of the call under way */
  char *state;                           /* (owned) (nullable): the last one pulled */
  GHashTable *records[PF_N_COLLECTIONS]; /* (owned): what was pulled, by id */
  PfTown *town;                          /* (owned) (nullable) */
  char *announced;                       /* (owned) (nullable): by an event */
} Walk;

/** The callback of every call, with the address of the walk's result as its data. */
void walk_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/** Waits for the call that was just started. Returns: (transfer none): valid until the next one. */
GAsyncResult *walk_wait (Walk *walk);
/** Pulls page after page. Returns: how many pages it took. */
guint walk_pull (Walk *walk);
/** Returns: (transfer none): a record that was pulled. @id: (nullable): NULL: any. */
gpointer walk_get_record (Walk *walk, PfCollection collection, const char *id);
/** Returns: (transfer full): a line that books the first slot of @activity that is free to book;
 * it can be cancelled again. */
PfLine *walk_find_line (Walk *walk, const char *activity);
/** Sends @lines. Returns: (transfer full): NULL with @error. */
PfAnswer *walk_book (Walk *walk, const char *key, GPtrArray *lines, GError **error);
/** Sends what a family writes; asserts how the town answers. Returns: (transfer full) (nullable):
 * the identifier that it tells. */
char *walk_submit (Walk *walk, PfSubmissionKind kind, const char *target, const char *body,
                   PfSubmissionOutcome outcome);
/** Returns: the size of a file that was fetched. */
gsize walk_download (Walk *walk, PfFileOf owner, const char *id, const char *part);

/** Enrolments, requests with files, papers. */
void walk_desk (Walk *walk);
/** What a family tells of itself and sends. */
void walk_family (Walk *walk);
/** Invoices, wallets and payments in advance. */
void walk_money (Walk *walk);
/** Messages, requests and news. */
void walk_news (Walk *walk);

G_END_DECLS
