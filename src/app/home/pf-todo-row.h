/* SPDX-License-Identifier: GPL-3.0-or-later
 * A thing to do as a row: what, until when; activating it opens the page where it is done. */
#pragma once

#include <adwaita.h>

#include "pf-todo.h"

G_BEGIN_DECLS

#define PF_TYPE_TODO_ROW (pf_todo_row_get_type ())
G_DECLARE_FINAL_TYPE (PfTodoRow, pf_todo_row, PF, TODO_ROW, GtkListBoxRow)

GtkWidget *pf_todo_row_new (PfTodo *todo, PfMoment now);
/** Returns: (transfer none) */
PfTodo *pf_todo_row_get_todo (PfTodoRow *self);
/** Words the time left anew. */
void pf_todo_row_update (PfTodoRow *self, PfMoment now);
/** Goes to where it is done. */
void pf_todo_row_open (PfTodoRow *self);

G_END_DECLS
