/* SPDX-License-Identifier: GPL-3.0-or-later
 * One thing that waits for the family, as Home lists it: what, until when, where it is done. Coming
 * deadlines stand in the same list as #PfDeadlineItem. */
#pragma once

#include "pf-session.h"

G_BEGIN_DECLS

/** PfTodoKind: in the order in which things of one moment are listed. */
typedef enum {
  PF_TODO_CLASH,         /* a #PfPlanItem */
  PF_TODO_GAP,           /* a #PfPlanItem */
  PF_TODO_REFUSED,       /* a #PfSubmission */
  PF_TODO_WANTED,        /* a #PfRequest */
  PF_TODO_PREPAYMENT,    /* a #PfPrepayment */
  PF_TODO_OVERDUE,       /* a #PfInvoice */
  PF_TODO_INVOICE,       /* a #PfInvoice */
  PF_TODO_PAPER_REFUSED, /* a #PfRequirement */
  PF_TODO_PAPER_EXPIRED, /* a #PfRequirement */
  PF_TODO_PAPER_MISSING, /* a #PfRequirement */
  PF_TODO_PAPER_EXPIRES, /* a #PfRequirement */
  PF_TODO_MESSAGE,       /* a #PfThread */
  PF_TODO_FILE,          /* a #PfHousehold that is not complete */
  PF_TODO_UPDATE,        /* a #PfHousehold to be confirmed for the year */
  PF_TODO_SHEET,         /* a #PfChild whose sheet is not complete */
} PfTodoKind;

#define PF_N_TODO_KINDS (PF_TODO_SHEET + 1)

#define PF_TYPE_TODO (pf_todo_get_type ())
G_DECLARE_FINAL_TYPE (PfTodo, pf_todo, PF, TO_DO, GObject)

/** PfTodo: immutable once shared. */
struct _PfTodo {
  GObject parent_instance;
  PfTodoKind kind;
  PfSession *session; /* (owned) (nullable): whose */
  GObject *subject;   /* (owned) (nullable): what it is about, as said at its kind */
  char *title;        /* (owned): what to do: "Pay Octobre 2026" */
  char *detail;       /* (owned) (nullable): what else matters */
  GTimeZone *zone;    /* (owned) (nullable): of @until */
  PfMoment until;     /* the last moment at which it can be done in time, none = no such */
  PfMoment by;        /* when it is expected to be done: its place in the list */
};

/**
 * pf_todo_new:
 * @session: (nullable)
 * @subject: (nullable)
 * @title: (transfer full)
 * @detail: (transfer full) (nullable)
 * @until: or PF_MOMENT_NONE
 * @since: from when on it waits; decides of its place where @until is not known
 */
PfTodo *pf_todo_new (PfTodoKind kind, PfSession *session, gpointer subject, char *title,
                     char *detail, GTimeZone *zone, PfMoment until, PfMoment since);
/** Returns: whether both say the same of the same. */
gboolean pf_todo_equal (PfTodo *a, PfTodo *b);
/**
 * Orders two things to do, each a #PfTodo or a #PfDeadlineItem: by time left; at one moment
 * deadlines first, then by kind, then by title.
 */
int pf_todo_compare (gconstpointer a, gconstpointer b, gpointer unused);
/** Returns: (transfer none): how things of @kind are shown. */
const char *pf_todo_kind_get_icon (PfTodoKind kind);
/** Returns: (transfer none): what the button of a thing of @kind says. */
const char *pf_todo_kind_get_action (PfTodoKind kind);
/** Returns: the collection that its subject is of; -1 where it is no record. */
int pf_todo_kind_get_collection (PfTodoKind kind);
/** Returns: (transfer none): the name of the page where it is done. */
const char *pf_todo_get_page (PfTodo *self);

G_END_DECLS
