/* SPDX-License-Identifier: GPL-3.0-or-later
 * Things to do: how each kind is shown, and their order. */
#include "config.h"

#include "pf-todo.h"

#include <glib/gi18n-lib.h>

#define DAY (24 * 60 * 60)

G_DEFINE_FINAL_TYPE (PfTodo, pf_todo, G_TYPE_OBJECT)

static const struct {
  const char *icon;
  const char *action; /* what is done, as a button says it */
  const char *page;
  int collection; /* -1: none */
  int patience;   /* days in which it is expected to be done where nobody says until when */
} kinds[PF_N_TODO_KINDS] = {
  [PF_TODO_CLASH] = { "dialog-warning-symbolic", N_("See Days"), "planning", -1, 0 },
  [PF_TODO_GAP] = { "dialog-information-symbolic", N_("See Days"), "planning", -1, 0 },
  [PF_TODO_REFUSED] = { "dialog-warning-symbolic", N_("Look"), NULL, -1, 1 },
  [PF_TODO_WANTED] = { "mail-unread-symbolic", N_("Complete"), "requests", PF_COLLECTION_REQUESTS,
                       3 },
  [PF_TODO_PREPAYMENT] = { "alarm-symbolic", N_("Pay"), "invoices", PF_COLLECTION_PREPAYMENTS, 0 },
  [PF_TODO_OVERDUE] = { "dialog-warning-symbolic", N_("Pay"), "invoices", PF_COLLECTION_INVOICES,
                        0 },
  [PF_TODO_INVOICE] = { "alarm-symbolic", N_("Pay"), "invoices", PF_COLLECTION_INVOICES, 30 },
  [PF_TODO_PAPER_REFUSED] = { "dialog-warning-symbolic", N_("Send"), "documents",
                              PF_COLLECTION_REQUIREMENTS, 3 },
  [PF_TODO_PAPER_EXPIRED] = { "mail-send-symbolic", N_("Send"), "documents",
                              PF_COLLECTION_REQUIREMENTS, 3 },
  [PF_TODO_PAPER_MISSING] = { "mail-send-symbolic", N_("Send"), "documents",
                              PF_COLLECTION_REQUIREMENTS, 14 },
  [PF_TODO_PAPER_EXPIRES] = { "mail-send-symbolic", N_("Send"), "documents",
                              PF_COLLECTION_REQUIREMENTS, 30 },
  [PF_TODO_MESSAGE] = { "mail-unread-symbolic", N_("Read"), "messages", PF_COLLECTION_THREADS, 3 },
  [PF_TODO_FILE] = { "pf-household-symbolic", N_("Complete"), "household", PF_COLLECTION_HOUSEHOLD,
                     3 },
  [PF_TODO_UPDATE] = { "pf-household-symbolic", N_("Confirm"), "household", PF_COLLECTION_HOUSEHOLD,
                       14 },
  [PF_TODO_SHEET] = { "pf-household-symbolic", N_("Complete"), "children", PF_COLLECTION_CHILDREN,
                      14 },
};

/* Where what the town refused is written again. */
static const char *const submission_pages[PF_N_SUBMISSION_KINDS] = {
  [PF_SUBMISSION_MESSAGE] = "messages",        [PF_SUBMISSION_REQUEST] = "requests",
  [PF_SUBMISSION_ENROLMENT] = "enrolments",    [PF_SUBMISSION_DOCUMENT] = "documents",
  [PF_SUBMISSION_HOUSEHOLD] = "household",     [PF_SUBMISSION_GUARDIAN] = "household",
  [PF_SUBMISSION_CHILD] = "children",          [PF_SUBMISSION_HEALTH_SHEET] = "children",
  [PF_SUBMISSION_CONTACT] = "household",       [PF_SUBMISSION_CONTACT_REMOVAL] = "household",
  [PF_SUBMISSION_READ_MARK] = "messages",      [PF_SUBMISSION_REGISTRATION] = "household",
  [PF_SUBMISSION_YEARLY_UPDATE] = "household",
};

static PfMoment
get_place (gconstpointer item)
{
  return PF_IS_TO_DO ((gpointer) item) ? ((const PfTodo *) item)->by
                                       : ((const PfDeadlineItem *) item)->until;
}

static void
pf_todo_finalize (GObject *object)
{
  PfTodo *self = PF_TO_DO (object);

  g_clear_object (&self->session);
  g_clear_object (&self->subject);
  g_free (self->title);
  g_free (self->detail);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (pf_todo_parent_class)->finalize (object);
}

static void
pf_todo_class_init (PfTodoClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_todo_finalize;
}

static void
pf_todo_init (PfTodo *self)
{
}

PfTodo *
pf_todo_new (PfTodoKind kind,
             PfSession *session,
             gpointer   subject,
             char      *title,
             char      *detail,
             GTimeZone *zone,
             PfMoment   until,
             PfMoment   since)
{
  PfTodo *self = g_object_new (PF_TYPE_TODO, NULL);

  self->kind = kind;
  g_set_object (&self->session, session);
  g_set_object (&self->subject, subject);
  self->title = title;
  self->detail = detail;
  self->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
  self->until = until;
  self->by = until != PF_MOMENT_NONE ? until : since + kinds[kind].patience * DAY;
  return self;
}

gboolean
pf_todo_equal (PfTodo *a, PfTodo *b)
{
  return a->kind == b->kind && a->session == b->session && a->subject == b->subject &&
         a->until == b->until && a->by == b->by && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->detail, b->detail) == 0;
}

int
pf_todo_compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  gboolean is_todo = PF_IS_TO_DO ((gpointer) a), is_other_todo = PF_IS_TO_DO ((gpointer) b);
  PfMoment place = get_place (a), other_place = get_place (b);
  const PfTodo *todo = a, *other = b;

  if (place != other_place)
    return place < other_place ? -1 : 1;
  if (!is_todo || !is_other_todo)
    return is_todo - is_other_todo;
  if (todo->kind != other->kind)
    return todo->kind < other->kind ? -1 : 1;
  return g_utf8_collate (todo->title, other->title);
}

const char *
pf_todo_kind_get_icon (PfTodoKind kind)
{
  return kinds[kind].icon;
}

const char *
pf_todo_kind_get_action (PfTodoKind kind)
{
  return _(kinds[kind].action);
}

int
pf_todo_kind_get_collection (PfTodoKind kind)
{
  return kinds[kind].collection;
}

const char *
pf_todo_get_page (PfTodo *self)
{
  g_return_val_if_fail (PF_IS_TO_DO (self), NULL);

  if (self->kind == PF_TODO_REFUSED)
    return submission_pages[PF_SUBMISSION (self->subject)->kind];
  return kinds[self->kind].page;
}
