/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a search has found, as words to show and an action that opens it: a day, a page of the
 * window, or a record. The search page and the desktop's search show the same. */
#pragma once

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** PfSearchKind: the groups of what is found, in the order they are shown. */
typedef enum {
  PF_SEARCH_KIND_DAYS,
  PF_SEARCH_KIND_PAGES,
  PF_SEARCH_KIND_CHILDREN,
  PF_SEARCH_KIND_ENROLMENTS,
  PF_SEARCH_KIND_INVOICES,
  PF_SEARCH_KIND_DOCUMENTS,
  PF_SEARCH_KIND_MESSAGES,
  PF_SEARCH_KIND_REQUESTS,
  PF_SEARCH_KIND_NEWS,
  PF_SEARCH_KIND_MENUS,
  PF_SEARCH_KIND_HOUSEHOLD,
} PfSearchKind;

#define PF_N_SEARCH_KINDS (PF_SEARCH_KIND_HOUSEHOLD + 1)

/** PfSearchResult: one thing. A plain value. */
typedef struct {
  PfSearchKind kind;
  char *title;    /* (owned), plain */
  GArray *titles; /* (owned) (nullable) (element-type PfSearchRange): what was found in @title */
  char *text;     /* (owned), plain; may be empty */
  GArray *texts;  /* (owned) (nullable) (element-type PfSearchRange): what was found in @text */
  char *town;     /* (owned) (nullable): its name, where there are several */
  const char *action; /* of the application: see pf_open_actions_add() */
  GVariant *target;   /* (owned): what @action opens */
} PfSearchResult;

void pf_search_result_free (PfSearchResult *result);

/** Returns: the group's heading. */
const char *pf_search_kind_get_title (PfSearchKind kind);

/**
 * Finds by words in all towns, of each at most @limit records. Finish: (transfer full)
 * (element-type PfSearchResult): by kind, the best of each first.
 */
void pf_search_results_async (PfHub *hub, const char *text, guint limit, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pf_search_results_finish (PfHub *hub, GAsyncResult *result, GError **error);

G_END_DECLS
