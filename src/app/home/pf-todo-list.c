/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers what waits for the family; a table says who judges which records. */
#include "config.h"

#include "pf-todo-list.h"

#include "common/pf-date-text.h"
#include "pf-record-mail.h"
#include "pf-record-money.h"
#include "pf-record-papers.h"
#include "planning/pf-slot-text.h"

#include <glib/gi18n-lib.h>

#define LAST_SECOND (24 * 60 * 60 - 1)
#define EXPIRES_SOON 30 /* days */

struct _PfTodoList {
  GObject parent_instance;

  PfHub *hub;        /* (owned) */
  PfPlanIndex *plan; /* (owned) */
  GListStore *items; /* (owned) (element-type PfTodo) */
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (PfTodoList, pf_todo_list, G_TYPE_OBJECT)

enum {
  GATHERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Whose records are judged, and by which clock. */
typedef struct {
  PfSession *session;
  PfTown *town;
  PfMoment now;
  PfDay today;
  gboolean names_town;
} Place;

/* What is said of each kind of submission that the town did not take. */
static const char *const refusals[PF_N_SUBMISSION_KINDS] = {
  [PF_SUBMISSION_MESSAGE] = N_("Your message was not accepted"),
  [PF_SUBMISSION_REQUEST] = N_("Your request was not accepted"),
  [PF_SUBMISSION_ENROLMENT] = N_("Your enrolment request was not accepted"),
  [PF_SUBMISSION_DOCUMENT] = N_("Your document was not accepted"),
  [PF_SUBMISSION_HOUSEHOLD] = N_("A change to your household was not accepted"),
  [PF_SUBMISSION_GUARDIAN] = N_("A change to a guardian was not accepted"),
  [PF_SUBMISSION_CHILD] = N_("A change to a child’s sheet was not accepted"),
  [PF_SUBMISSION_HEALTH_SHEET] = N_("A change to a child’s health was not accepted"),
  [PF_SUBMISSION_CONTACT] = N_("An authorised person was not accepted"),
  [PF_SUBMISSION_CONTACT_REMOVAL] = N_("An authorised person was not removed"),
  [PF_SUBMISSION_READ_MARK] = NULL, /* nothing that a person could do about it */
  [PF_SUBMISSION_REGISTRATION] = N_("Your family’s file was not accepted"),
  [PF_SUBMISSION_YEARLY_UPDATE] = N_("The file of the year was not accepted"),
};

static PfMoment
get_day_end (const Place *place, PfDay day)
{
  return day != PF_DAY_NONE ? pf_moment_at (day, LAST_SECOND, place->town->zone) : PF_MOMENT_NONE;
}

/* Joins what there is of two details and the town; takes both. Returns: (nullable). */
static char *
make_detail (const Place *place, char *first, char *second)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (first != NULL && *first != '\0')
    g_ptr_array_add (parts, first);
  else
    g_free (first);
  if (second != NULL && *second != '\0')
    g_ptr_array_add (parts, second);
  else
    g_free (second);
  if (place->names_town)
    g_ptr_array_add (parts, g_strdup (place->town->name));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* @title, @first, @second: (transfer full). */
static PfTodo *
make_todo (const Place *place,
           PfTodoKind   kind,
           gpointer     subject,
           char        *title,
           char        *first,
           char        *second,
           PfMoment     until,
           PfMoment     since)
{
  return pf_todo_new (kind, place->session, subject, title, make_detail (place, first, second),
                      place->town->zone, until,
                      since != PF_MOMENT_NONE ? since
                                              : pf_moment_at (place->today, 0, place->town->zone));
}

/* Each judge returns (transfer full) (nullable): what its record asks of the family. */

static PfTodo *
judge_invoice (const Place *place, gpointer record)
{
  PfInvoice *invoice = record;
  PfInvoiceState state = pf_invoice_get_state (invoice, place->today);
  g_autofree char *day = NULL;
  PfMoment due = get_day_end (place, invoice->due);
  gboolean is_overdue = state == PF_INVOICE_OVERDUE;
  char *when = NULL;

  if ((state != PF_INVOICE_DUE && !is_overdue) || pf_invoice_get_left (invoice) == 0)
    return NULL;
  if (invoice->due != PF_DAY_NONE)
    {
      day = pf_date_text_day (invoice->due, place->today);
      /* Translators: of an invoice; %s is a day. */
      when = g_strdup_printf (is_overdue ? _("was due on %s") : _("due on %s"), day);
    }
  return make_todo (place, is_overdue ? PF_TODO_OVERDUE : PF_TODO_INVOICE, invoice,
                    /* Translators: %s is an invoice: "October 2026". */
                    g_strdup_printf (_("Pay the invoice %s"),
                                     invoice->label != NULL ? invoice->label : invoice->number),
                    pf_cents_format (pf_invoice_get_left (invoice), place->town->currency), when,
                    is_overdue ? PF_MOMENT_NONE : due, due);
}

static PfTodo *
judge_prepayment (const Place *place, gpointer record)
{
  PfPrepayment *prepayment = record;
  g_autofree char *amount = NULL;
  g_autofree char *until = NULL;

  if (prepayment->state != PF_PREPAYMENT_WAITING || prepayment->until < place->now)
    return NULL;
  amount = pf_cents_format (prepayment->amount, place->town->currency);
  until = pf_date_text_moment (prepayment->until, place->today, place->town->zone);
  return make_todo (
      place, PF_TODO_PREPAYMENT, prepayment,
      g_strdup_printf (ngettext ("Pay %1$s to keep %2$d booking", "Pay %1$s to keep %2$d bookings",
                                 prepayment->n_lines),
                       amount, prepayment->n_lines),
      /* Translators: %s is a day and a time. */
      g_strdup_printf (_("Until %s"), until), NULL, prepayment->until, PF_MOMENT_NONE);
}

/* Returns: whether @requirement asks for something; as what, until when. */
static gboolean
sort_paper (const Place *place, PfRequirement *requirement, PfTodoKind *kind, PfDay *until)
{
  *until = requirement->due;
  switch (pf_requirement_get_state (requirement, place->today))
    {
    case PF_PAPER_REFUSED:
      *kind = PF_TODO_PAPER_REFUSED;
      return TRUE;
    case PF_PAPER_EXPIRED:
      *kind = PF_TODO_PAPER_EXPIRED;
      return requirement->is_mandatory;
    case PF_PAPER_MISSING:
      *kind = PF_TODO_PAPER_MISSING;
      return requirement->is_mandatory;
    case PF_PAPER_RECEIVED:
    case PF_PAPER_VALIDATED:
    default:
      *kind = PF_TODO_PAPER_EXPIRES;
      *until = requirement->expires;
      return pf_requirement_get_days_left (requirement, place->today) <= EXPIRES_SOON;
    }
}

static PfTodo *
judge_requirement (const Place *place, gpointer record)
{
  static const char *const titles[PF_N_TODO_KINDS] = {
    /* Translators: %s is a paper: "Insurance certificate". */
    [PF_TODO_PAPER_MISSING] = N_("Send: %s"),
    [PF_TODO_PAPER_REFUSED] = N_("Send again: %s"),
    [PF_TODO_PAPER_EXPIRED] = N_("Renew: %s"),
    [PF_TODO_PAPER_EXPIRES] = N_("Renew: %s"),
  };
  PfRequirement *requirement = record;
  PfChild *child =
      pf_session_find_record (place->session, PF_COLLECTION_CHILDREN, requirement->child);
  g_autofree char *day = NULL;
  char *why = NULL;
  PfTodoKind kind;
  PfDay until;

  if (!sort_paper (place, requirement, &kind, &until))
    return NULL;
  if (requirement->expires != PF_DAY_NONE)
    day = pf_date_text_day (requirement->expires, place->today);
  if (kind == PF_TODO_PAPER_REFUSED)
    why = requirement->reason != NULL ? g_strdup_printf (_("Refused: %s"), requirement->reason)
                                      : g_strdup (_("The town refused it"));
  else if (day != NULL && kind == PF_TODO_PAPER_EXPIRED)
    why = g_strdup_printf (_("expired on %s"), day);
  else if (day != NULL && kind == PF_TODO_PAPER_EXPIRES)
    why = g_strdup_printf (_("expires on %s"), day);
  return make_todo (place, kind, requirement, g_strdup_printf (_(titles[kind]), requirement->name),
                    child != NULL ? g_strdup (child->first_name) : NULL, why,
                    get_day_end (place, until), PF_MOMENT_NONE);
}

static PfTodo *
judge_thread (const Place *place, gpointer record)
{
  PfThread *thread = record;

  if (thread->n_unread <= 0)
    return NULL;
  return make_todo (place, PF_TODO_MESSAGE, thread,
                    /* Translators: %s is the subject of a message from the town. */
                    g_strdup_printf (_("Read the answer: %s"), thread->subject),
                    g_strdup_printf (ngettext ("%d new message", "%d new messages",
                                               thread->n_unread),
                                     thread->n_unread),
                    NULL, PF_MOMENT_NONE, thread->last_at);
}

static PfTodo *
judge_request (const Place *place, gpointer record)
{
  PfRequest *request = record;
  const PfRequestEvent *last = NULL;

  if (request->state != PF_REQUEST_WANTED)
    return NULL;
  if (request->history->len > 0)
    last = g_ptr_array_index (request->history, request->history->len - 1);
  return make_todo (place, PF_TODO_WANTED, request,
                    /* Translators: %s is the name of a request. */
                    g_strdup_printf (_("Complete your request: %s"), request->name),
                    last != NULL ? g_strdup (last->text) : NULL, NULL, PF_MOMENT_NONE,
                    last != NULL ? last->at : request->sent_at);
}

static PfTodo *
judge_child (const Place *place, gpointer record)
{
  PfChild *child = record;
  guint n_missing = child->missing->len;

  if (n_missing == 0)
    return NULL;
  return make_todo (place, PF_TODO_SHEET, child,
                    /* Translators: %s is a child. */
                    g_strdup_printf (_("Complete the sheet of %s"), child->first_name),
                    g_strdup_printf (ngettext ("%u answer is missing", "%u answers are missing",
                                               n_missing),
                                     n_missing),
                    NULL, PF_MOMENT_NONE, PF_MOMENT_NONE);
}

static PfTodo *
judge_household (const Place *place, gpointer record)
{
  PfHousehold *household = record;

  if (household->state == PF_HOUSEHOLD_INCOMPLETE || household->state == PF_HOUSEHOLD_REFUSED)
    return make_todo (place, PF_TODO_FILE, household, g_strdup (_("Complete your family’s file")),
                      g_strdup (household->reason), NULL, PF_MOMENT_NONE, PF_MOMENT_NONE);
  if (household->update_due == PF_DAY_NONE || household->update_sent)
    return NULL;
  return make_todo (place, PF_TODO_UPDATE, household,
                    household->update_year != NULL
                        /* Translators: %s is a school year. */
                        ? g_strdup_printf (_("Confirm your family’s file for %s"),
                                           household->update_year)
                        : g_strdup (_("Confirm your family’s file")),
                    NULL, NULL, get_day_end (place, household->update_due), PF_MOMENT_NONE);
}

static PfTodo *
judge_submission (const Place *place, PfSubmission *submission)
{
  const PfSubmissionAnswer *answer = submission->answer;

  if (!pf_submission_is_refused (submission) || refusals[submission->kind] == NULL)
    return NULL;
  return make_todo (place, PF_TODO_REFUSED, submission, g_strdup (_(refusals[submission->kind])),
                    g_strdup (answer->detail != NULL ? answer->detail : answer->title), NULL,
                    PF_MOMENT_NONE, answer->at);
}

static PfTodo *(*const judges[PF_N_COLLECTIONS]) (const Place *place, gpointer record) = {
  [PF_COLLECTION_INVOICES] = judge_invoice,         [PF_COLLECTION_PREPAYMENTS] = judge_prepayment,
  [PF_COLLECTION_REQUIREMENTS] = judge_requirement, [PF_COLLECTION_THREADS] = judge_thread,
  [PF_COLLECTION_REQUESTS] = judge_request,         [PF_COLLECTION_CHILDREN] = judge_child,
  [PF_COLLECTION_HOUSEHOLD] = judge_household,
};

/* Clashes and gaps */

/* Until when the family can still mend it: cancel one of two, or book what is missing. */
static PfMoment
get_mendable (const PfPlanSlot *slot, PfMoment now)
{
  const PfSlot *facts = &slot->item->slot;
  PfMoment until = slot->warning == PF_WARNING_GAP
                       ? MAX (facts->book_until, facts->late_until)
                       : MAX (facts->cancel_until, slot->other->slot.cancel_until);

  return until >= now ? until : PF_MOMENT_NONE;
}

static PfTodo *
make_warning (PfTodoList *self, const PfPlanSlot *slot)
{
  static const char *const sentences[] = {
    /* Translators: a day, a child, and two times of the day. */
    [PF_WARNING_CLASH] = N_("%1$s: %2$s is booked twice from %3$s to %4$s"),
    [PF_WARNING_GAP] = N_("%1$s: nothing is booked for %2$s from %3$s to %4$s"),
  };
  PfPlanItem *item = slot->item;
  PfMoment now = pf_plan_index_get_now (self->plan);
  PfDay today = pf_plan_index_get_today (self->plan);
  g_autofree char *day = pf_date_text_day_heading (item->slot.day, today);
  g_autofree char *from = pf_date_text_minute (slot->from_minute);
  g_autofree char *to = pf_date_text_minute (slot->to_minute);
  g_autofree char *what = pf_slot_text_what (item, slot->names_town);
  g_autofree char *other = slot->other != NULL ? pf_slot_text_what (slot->other, slot->names_town)
                                               : NULL;

  return pf_todo_new (
      slot->warning == PF_WARNING_CLASH ? PF_TODO_CLASH : PF_TODO_GAP, item->session, item,
      g_strdup_printf (_(sentences[slot->warning]), day, item->child->first_name, from, to),
      other != NULL ? g_strdup_printf ("%s · %s", what, other)
                    /* Translators: %s is an activity, or a part of one. */
                    : g_strdup_printf (_("%s could be booked"), what),
      item->town->zone, get_mendable (slot, now),
      pf_moment_at (item->slot.day, 0, item->town->zone));
}

/* One for each child and day says enough. */
static void
add_warnings (PfTodoList *self, GPtrArray *todos)
{
  guint n_slots;
  const PfPlanSlot *slots = pf_plan_index_get_slots (self->plan, &n_slots);
  const PfPlanSlot *last = NULL;

  for (guint i = 0; i < n_slots; i++)
    {
      if (slots[i].warning == PF_WARNING_NONE || (last != NULL && last->child == slots[i].child &&
                                                  last->item->slot.day == slots[i].item->slot.day))
        continue;
      last = &slots[i];
      g_ptr_array_add (todos, make_warning (self, last));
    }
}

/* All together */

static void
add_if_any (GPtrArray *todos, PfTodo *todo)
{
  if (todo != NULL)
    g_ptr_array_add (todos, todo);
}

static void
add_records (GPtrArray *todos, const Place *place, PfCollection collection)
{
  GListModel *records = pf_session_get_records (place->session, collection);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PfRecord) record = g_list_model_get_item (records, i);

      add_if_any (todos, judges[collection](place, record));
    }
}

static void
add_town (GPtrArray *todos, const Place *place)
{
  GListModel *submissions = pf_session_get_submissions (place->session);

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (judges[i] != NULL)
      add_records (todos, place, i);
  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);

      add_if_any (todos, judge_submission (place, submission));
    }
}

static gboolean
is_as_before (PfTodoList *self, GPtrArray *todos)
{
  if (todos->len != g_list_model_get_n_items (G_LIST_MODEL (self->items)))
    return FALSE;
  for (guint i = 0; i < todos->len; i++)
    {
      g_autoptr (PfTodo) old = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!pf_todo_equal (old, todos->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static void
gather_cb (gpointer user_data)
{
  PfTodoList *self = user_data;
  g_autoptr (GPtrArray) todos = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  guint n_sessions = g_list_model_get_n_items (sessions);

  self->idle_id = 0;
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      g_autoptr (GPtrArray) judged = pf_todo_list_judge (session, n_sessions > 1);

      g_ptr_array_extend_and_steal (todos, g_steal_pointer (&judged));
    }
  add_warnings (self, todos);
  if (!is_as_before (self, todos))
    g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                         todos->pdata, todos->len);
  g_signal_emit (self, signals[GATHERED], 0);
}

/* Several changes at once make one list. */
static void
changed_cb (PfTodoList *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_once (gather_cb, self);
}

static void
pf_todo_list_dispose (GObject *object)
{
  PfTodoList *self = PF_TODO_LIST (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->hub);
  g_clear_object (&self->plan);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (pf_todo_list_parent_class)->dispose (object);
}

static void
pf_todo_list_class_init (PfTodoListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_todo_list_dispose;
  signals[GATHERED] = g_signal_new ("gathered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pf_todo_list_init (PfTodoList *self)
{
  self->items = g_list_store_new (PF_TYPE_TODO);
}

PfTodoList *
pf_todo_list_new (PfHub *hub, PfPlanIndex *plan)
{
  static const char *const watched[] = { "now-changed", "records-loaded", "notify::synced-at" };
  PfTodoList *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);
  g_return_val_if_fail (PF_IS_PLAN_INDEX (plan), NULL);

  self = g_object_new (PF_TYPE_TODO_LIST, NULL);
  self->hub = g_object_ref (hub);
  self->plan = g_object_ref (plan);
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (judges[i] != NULL)
      g_signal_connect_object (pf_hub_get_records (hub, i), "items-changed",
                               G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (hub, watched[i], G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_submissions (hub), "items-changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return self;
}

GListModel *
pf_todo_list_get_items (PfTodoList *self)
{
  g_return_val_if_fail (PF_IS_TODO_LIST (self), NULL);

  return G_LIST_MODEL (self->items);
}

gboolean
pf_todo_list_is_complete (PfTodoList *self)
{
  g_return_val_if_fail (PF_IS_TODO_LIST (self), FALSE);

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (judges[i] != NULL && !pf_hub_has_records (self->hub, i))
      return FALSE;
  return self->idle_id == 0;
}

GPtrArray *
pf_todo_list_judge (PfSession *session, gboolean names_town)
{
  GPtrArray *todos = g_ptr_array_new_with_free_func (g_object_unref);
  Place place = { .session = session, .names_town = names_town };

  g_return_val_if_fail (PF_IS_SESSION (session), todos);

  place.town = pf_session_get_town (session);
  place.now = pf_session_get_now (session);
  place.today = pf_session_get_today (session);
  if (place.town != NULL)
    add_town (todos, &place);
  return todos;
}

guint
pf_todo_list_get_collections (void)
{
  guint mask = 0;

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (judges[i] != NULL)
      mask |= 1u << i;
  return mask;
}
