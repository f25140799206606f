/* SPDX-License-Identifier: GPL-3.0-or-later
 * What waits for the family in all its towns, besides deadlines: gathered from their records, from
 * what they refused, and from what does not fit together in the plan. */
#pragma once

#include "common/pf-hub.h"
#include "pf-todo.h"
#include "planning/pf-plan-index.h"

G_BEGIN_DECLS

#define PF_TYPE_TODO_LIST (pf_todo_list_get_type ())
G_DECLARE_FINAL_TYPE (PfTodoList, pf_todo_list, PF, TODO_LIST, GObject)

/** Signal "gathered" (): the list is as the records are.
 * Asks the hub for the records it needs, which are then kept: to be made by a page that is shown.
 * @plan: of the days whose clashes and gaps are listed. */
PfTodoList *pf_todo_list_new (PfHub *hub, PfPlanIndex *plan);
/** Returns: (transfer none): a live GListModel of #PfTodo, in no order. */
GListModel *pf_todo_list_get_items (PfTodoList *self);
/** Returns: whether that is all there is: every town's records are known. */
gboolean pf_todo_list_is_complete (PfTodoList *self);

/** Returns: (transfer full) (element-type PfTodo): what the records of @session ask of the family,
 * in no order; not what does not fit together in its plan. */
GPtrArray *pf_todo_list_judge (PfSession *session, gboolean names_town);
/** Returns: a mask of 1 << PfCollection: whose records pf_todo_list_judge() reads. */
guint pf_todo_list_get_collections (void);

G_END_DECLS
