/* SPDX-License-Identifier: GPL-3.0-or-later
 * One thing that was found, and what opens it. */
#pragma once

#include <adwaita.h>

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

#define PF_TYPE_SEARCH_ROW (pf_search_row_get_type ())
G_DECLARE_FINAL_TYPE (PfSearchRow, pf_search_row, PF, SEARCH_ROW, AdwActionRow)

/** Returns: the group of what is in @collection, -1 where none shows it. */
int pf_search_kind_of (PfCollection collection);
/** Returns: the group's heading. */
const char *pf_search_kind_get_title (PfSearchKind kind);

/** @town: (nullable): its name, where there are several */
GtkWidget *pf_search_row_new_hit (const PfHubHit *hit, const char *town);
/** A day of the planning, narrowed to @child and @activity where they are not NULL. */
GtkWidget *pf_search_row_new_day (PfDay day, PfDay today, PfChild *child, PfActivity *activity);
GtkWidget *pf_search_row_new_page (const char *name, const char *title);

PfSearchKind pf_search_row_get_kind (PfSearchRow *self);
/** Opens what was found, in the row's window. */
void pf_search_row_open (PfSearchRow *self);

G_END_DECLS
