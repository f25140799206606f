/* SPDX-License-Identifier: GPL-3.0-or-later
 * Deadlines, what there is to do, and bookings that were refused, as matters to be reminded of. */
#include "config.h"

#include "pf-reminder-matter.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "home/pf-todo-list.h"
#include "pf-record-mail.h"
#include "pf-record-money.h"
#include "pf-record-papers.h"

#include <glib/gi18n-lib.h>

#define LAST_SECOND (24 * 60 * 60 - 1)
#define PREPAYMENT_NOTICE (12 * 60 * 60) /* seconds before it lapses */

/* Whose matters they are. */
typedef struct {
  PfSession *session;
  PfTown *town;
  const char *account;
  PfMoment now;
  PfDay today;
  gboolean names_town;
  GPtrArray *matters; /* (element-type PfReminderMatter) */
} Place;

/* Something to do, on its way to being a matter; what it does not fill stays as the list of things
 * to do has it. */
typedef struct {
  PfReminderKind kind;
  void (*word) (const Place *place, PfTodo *todo, PfReminderMatter *matter);
} Wording;

void
pf_reminder_matter_free (PfReminderMatter *matter)
{
  g_free (matter->fact.subject);
  g_free (matter->title);
  g_free (matter->body);
  g_clear_pointer (&matter->target, g_variant_unref);
  g_free (matter);
}

/* @subject: (transfer full). Returns: (transfer none): one more matter. */
static PfReminderMatter *
add_matter (const Place *place, PfReminderKind kind, char *subject)
{
  PfReminderMatter *matter = g_new0 (PfReminderMatter, 1);

  matter->fact = (PfReminderFact){
    .kind = kind, .subject = subject, .from = place->now, .until = PF_MOMENT_NONE
  };
  g_ptr_array_add (place->matters, matter);
  return matter;
}

/* @where: a collection's name, or "page"; @what: a record's id, or the page's name. */
static void
set_place (const Place *place, PfReminderMatter *matter, const char *where, const char *what)
{
  matter->action = "app.open";
  matter->target = g_variant_ref_sink (g_variant_new ("(sss)", place->account, where, what));
}

static void
set_days (const Place      *place,
          PfReminderMatter *matter,
          PfChild          *child,
          PfActivity       *activity,
          PfDay             day)
{
  matter->action = "app.open-days";
  matter->target = g_variant_ref_sink (
      g_variant_new ("(sssi)", place->account, pf_record_get_id (PF_RECORD (child)),
                     pf_record_get_id (PF_RECORD (activity)), (int) day));
}

/* Returns: (transfer full): "Léna: Canteen". */
static char *
name_booking (const Place *place, PfChild *child, PfActivity *activity)
{
  if (place->names_town)
    /* Translators: a child, an activity and a town. */
    return g_strdup_printf (_("%1$s: %2$s, %3$s"), child->first_name, activity->name,
                            place->town->name);
  /* Translators: a child and an activity: "Léna: Canteen". */
  return g_strdup_printf (_("%1$s: %2$s"), child->first_name, activity->name);
}

/* Deadlines */

static char *
describe_until (const Place *place, PfMoment until)
{
  g_autofree char *moment = pf_date_text_moment (until, place->today, place->town->zone);
  PfDay day = pf_moment_get_day (until, place->town->zone);

  if (day - place->today > 1)
    return g_steal_pointer (&moment);
  else
    {
      g_autofree char *relative = pf_date_text_relative_day (day, place->today);

      /* Translators: "today" or "tomorrow", then the day and the time. */
      return g_strdup_printf (_("%1$s, %2$s"), relative, moment);
    }
}

static void
add_deadline (const Place *place, PfDeadlineItem *deadline)
{
  g_autoptr (GArray) days = pf_deadline_item_list_days (deadline);
  g_autofree char *first = pf_day_format (deadline->first);
  g_autofree char *names = pf_date_text_days (days);
  g_autofree char *until = describe_until (place, deadline->until);
  PfReminderMatter *matter =
      add_matter (place, PF_REMINDER_DEADLINE,
                  g_strdup_printf ("days/%s/%s/%s", pf_record_get_id (PF_RECORD (deadline->child)),
                                   pf_record_get_id (PF_RECORD (deadline->activity)), first));

  matter->fact.version = matter->fact.until = deadline->until;
  matter->fact.from = PF_MOMENT_NONE;
  matter->title = name_booking (place, deadline->child, deadline->activity);
  /* Translators: the days, then until when they can be booked. */
  matter->body = g_strdup_printf (_("%1$s: book until %2$s"), names, until);
  set_days (place, matter, deadline->child, deadline->activity, g_array_index (days, PfDay, 0));
}

/* What there is to do */

static void
word_prepayment (const Place *place, PfTodo *todo, PfReminderMatter *matter)
{
  matter->fact.from = todo->until - PREPAYMENT_NOTICE;
}

/* It became so when it was due. */
static void
word_overdue (const Place *place, PfTodo *todo, PfReminderMatter *matter)
{
  matter->fact.from = todo->by + 1;
}

static void
word_answer (const Place *place, PfTodo *todo, PfReminderMatter *matter)
{
  PfThread *thread = (PfThread *) todo->subject;
  PfService *service =
      pf_session_find_record (place->session, PF_COLLECTION_SERVICES, thread->service);

  matter->fact.from = matter->fact.version = thread->last_at;
  /* Translators: %s is a service of the town, or the town. */
  matter->title =
      g_strdup_printf (_("Message from %s"), service != NULL ? service->name : place->town->name);
  matter->body = g_strdup_printf (ngettext ("%d new message", "%d new messages", thread->n_unread),
                                  thread->n_unread);
}

static void
word_request (const Place *place, PfTodo *todo, PfReminderMatter *matter)
{
  PfRequest *request = (PfRequest *) todo->subject;

  matter->fact.version = request->history->len;
  matter->title = g_strdup (_("Something is missing in your request"));
  matter->body = g_strdup_printf (_("%s has looked at it"), place->town->name);
}

/* Which paper of a child's it is may tell of health. */
static void
word_paper (const Place *place, PfTodo *todo, PfReminderMatter *matter)
{
  static const char *const sentences[PF_N_TODO_KINDS] = {
    /* Translators: %s is a child. */
    [PF_TODO_PAPER_MISSING] = N_("A paper for %s is missing"),
    [PF_TODO_PAPER_REFUSED] = N_("A paper for %s was not accepted"),
    [PF_TODO_PAPER_EXPIRED] = N_("A paper for %s has expired"),
    [PF_TODO_PAPER_EXPIRES] = N_("A paper for %s expires soon"),
  };
  PfRequirement *requirement = (PfRequirement *) todo->subject;
  PfChild *child =
      pf_session_find_record (place->session, PF_COLLECTION_CHILDREN, requirement->child);
  g_autofree char *moment = NULL;

  if (todo->kind == PF_TODO_PAPER_EXPIRED)
    matter->fact.version = pf_moment_at (requirement->expires, 0, place->town->zone);
  if (requirement->child == NULL)
    return;
  if (todo->until != PF_MOMENT_NONE)
    moment = pf_date_text_day (pf_moment_get_day (todo->until, place->town->zone), place->today);
  matter->title = g_strdup_printf (_(sentences[todo->kind]),
                                   child != NULL ? child->first_name : place->town->name);
  if (moment == NULL)
    matter->body = g_strdup (_("The page Documents says which"));
  else if (todo->kind == PF_TODO_PAPER_EXPIRES)
    /* Translators: %s is a day. */
    matter->body = g_strdup_printf (_("It expires on %s"), moment);
  else
    matter->body = g_strdup_printf (_("To be sent by %s"), moment);
}

static void
word_refusal (const Place *place, PfTodo *todo, PfReminderMatter *matter)
{
  PfSubmission *submission = PF_SUBMISSION (todo->subject);

  matter->fact.from = submission->answer->at;
  if (submission->kind == PF_SUBMISSION_HEALTH_SHEET)
    matter->title = g_strdup (_("A change to a child’s sheet was not accepted"));
  matter->body = g_strdup (_("Read why, and send it again"));
}

static const Wording wordings[PF_N_TODO_KINDS] = {
  [PF_TODO_REFUSED] = { PF_REMINDER_REFUSED, word_refusal },
  [PF_TODO_WANTED] = { PF_REMINDER_MESSAGE, word_request },
  [PF_TODO_PREPAYMENT] = { PF_REMINDER_INVOICE, word_prepayment },
  [PF_TODO_OVERDUE] = { PF_REMINDER_INVOICE, word_overdue },
  [PF_TODO_INVOICE] = { PF_REMINDER_INVOICE, NULL },
  [PF_TODO_PAPER_REFUSED] = { PF_REMINDER_PAPER, word_paper },
  [PF_TODO_PAPER_EXPIRED] = { PF_REMINDER_PAPER, word_paper },
  [PF_TODO_PAPER_MISSING] = { PF_REMINDER_PAPER, word_paper },
  [PF_TODO_PAPER_EXPIRES] = { PF_REMINDER_PAPER, word_paper },
  [PF_TODO_MESSAGE] = { PF_REMINDER_MESSAGE, word_answer },
};

/* A paper that is missing is a matter where somebody says until when. */
static gboolean
is_matter (PfTodo *todo)
{
  return (wordings[todo->kind].word != NULL || todo->kind == PF_TODO_INVOICE) &&
         (todo->kind != PF_TODO_PAPER_MISSING || todo->until != PF_MOMENT_NONE);
}

static void
add_todo (const Place *place, PfTodo *todo)
{
  const Wording *wording = &wordings[todo->kind];
  int collection = pf_todo_kind_get_collection (todo->kind);
  const char *name = collection >= 0 ? pf_collection_get_name (collection) : "submissions";
  g_autofree char *id =
      collection >= 0 ? g_strdup (pf_record_get_id (PF_RECORD (todo->subject)))
                      : g_strdup_printf ("%" G_GINT64_FORMAT, PF_SUBMISSION (todo->subject)->id);
  PfReminderMatter *matter = add_matter (place, wording->kind, g_strdup_printf ("%s/%s", name, id));

  matter->fact.until = todo->until;
  matter->fact.version = todo->until != PF_MOMENT_NONE ? todo->until : (gint64) todo->kind;
  if (todo->until != PF_MOMENT_NONE)
    matter->fact.from = PF_MOMENT_NONE;
  if (wording->word != NULL)
    wording->word (place, todo, matter);
  if (matter->title == NULL)
    matter->title = g_strdup (todo->title);
  if (matter->body == NULL)
    matter->body = g_strdup (todo->detail);
  if (collection >= 0)
    set_place (place, matter, name, id);
  else
    set_place (place, matter, "page", pf_todo_get_page (todo));
}

/* Bookings that were refused: one matter for all that were sent together */

typedef struct {
  PfIntent *first;
  PfPlanItem *item; /* (owned): of @first */
  guint n_refused;
  gboolean is_one_kind; /* all are one child's, at one activity */
  GArray *days;         /* (owned) (element-type PfDay) */
} Refusal;

static void
refusal_free (Refusal *refusal)
{
  g_object_unref (refusal->item);
  g_array_unref (refusal->days);
  g_free (refusal);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const PfDay *) a - *(const PfDay *) b;
}

static void
add_refusal (const Place *place, Refusal *refusal)
{
  PfPlanItem *item = refusal->item;
  g_autofree char *days = NULL;
  g_autofree char *reason = NULL;
  PfReminderMatter *matter =
      add_matter (place, PF_REMINDER_REFUSED, g_strdup_printf ("sent/%s", refusal->first->key));

  matter->fact.from = refusal->first->settled_at;
  set_place (place, matter, "page", "basket");
  if (!refusal->is_one_kind || item->child == NULL || item->activity == NULL)
    {
      matter->title = g_strdup_printf (ngettext ("%u change was not accepted by the town",
                                                 "%u changes were not accepted by the town",
                                                 refusal->n_refused),
                                       refusal->n_refused);
      return;
    }
  g_array_sort (refusal->days, compare_days);
  days = pf_date_text_days (refusal->days);
  /* Without the town's own words, which may be about health. */
  reason = pf_error_text_for_outcome (&(PfOutcome){ .kind = refusal->first->outcome->kind,
                                                    .refusal = refusal->first->outcome->refusal },
                                      place->town->currency);
  matter->title = name_booking (place, item->child, item->activity);
  /* Translators: days, and the town's answer. */
  matter->body = g_strdup_printf (_("%1$s: %2$s"), days, reason);
}

static void
collect_refusal (const Place *place, GHashTable *refusals, PfIntent *intent)
{
  g_autoptr (PfPlanItem) item = pf_session_describe_intent (place->session, intent);
  Refusal *refusal = g_hash_table_lookup (refusals, intent->key);

  if (refusal == NULL)
    {
      refusal = g_new0 (Refusal, 1);
      refusal->first = intent;
      refusal->item = g_object_ref (item);
      refusal->is_one_kind = TRUE;
      refusal->days = g_array_new (FALSE, FALSE, sizeof (PfDay));
      g_hash_table_insert (refusals, intent->key, refusal);
    }
  refusal->n_refused++;
  refusal->is_one_kind &= item->child == refusal->item->child &&
                          item->activity == refusal->item->activity;
  if (refusal->days->len == 0 ||
      g_array_index (refusal->days, PfDay, refusal->days->len - 1) != intent->line->day)
    g_array_append_val (refusal->days, intent->line->day);
}

static void
add_refusals (const Place *place)
{
  g_autoptr (GHashTable) refusals =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) refusal_free);
  GListModel *outbox = pf_session_get_outbox (place->session);
  GHashTableIter iter;
  gpointer refusal;

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      /* What the family gave up it knows. */
      if (pf_intent_is_refused (intent) && intent->key != NULL &&
          intent->outcome->refusal != PF_REFUSAL_GIVEN_UP)
        collect_refusal (place, refusals, intent);
    }
  g_hash_table_iter_init (&iter, refusals);
  while (g_hash_table_iter_next (&iter, NULL, &refusal))
    add_refusal (place, refusal);
}

/* Bookings that awaited a decision, and are not held any more */

/* What the marks of those are about that the town has not decided yet. */
#define ASKED 0
#define DENIED 1

static char *
make_asked_subject (PfPlanItem *item)
{
  g_autofree char *day = pf_day_format (item->facts.day);

  return g_strdup_printf ("asked/%s/%s/%s", pf_record_get_id (PF_RECORD (item->enrolment)),
                          item->unit->id, day);
}

static gboolean
is_undecided (PfPlanItem *item)
{
  return item->facts.booking == PF_BOOKING_PENDING || item->facts.booking == PF_BOOKING_WAITING;
}

/* Returns: whether the family itself has given it up. */
static gboolean
is_withdrawn (PfPlanItem *item)
{
  return item->intent != NULL && item->intent->line->action == PF_ACTION_CANCEL;
}

/* Returns: whether @marks changed. */
static gboolean
note_asked (PfPlanItem *item, GHashTable *marks, PfMoment now)
{
  g_autofree char *subject = make_asked_subject (item);
  PfReminderMark *mark = g_hash_table_lookup (marks, subject);

  if (!is_undecided (item))
    /* What is granted, or not wanted any more, is no matter; what is denied is. */
    return mark != NULL && (pf_booking_is_held (item->facts.booking) || is_withdrawn (item)) &&
           g_hash_table_remove (marks, subject);
  if (mark != NULL && mark->version == ASKED)
    return FALSE;
  mark = pf_reminder_mark_new (
      &(PfReminderFact){ .subject = subject,
                         .version = ASKED,
                         .until = pf_moment_at (item->facts.day, LAST_SECOND, item->town->zone) },
      now);
  g_hash_table_replace (marks, mark->subject, mark);
  return TRUE;
}

static void
add_denied (const Place *place, PfPlanItem *item, GHashTable *marks)
{
  g_autofree char *subject = NULL;
  g_autofree char *day = NULL;
  PfReminderMatter *matter;

  if (item->enrolment == NULL || item->child == NULL || item->activity == NULL ||
      pf_booking_is_held (item->facts.booking))
    return;
  subject = make_asked_subject (item);
  if (!g_hash_table_contains (marks, subject))
    return;
  day = pf_date_text_day_short (item->facts.day);
  matter = add_matter (place, PF_REMINDER_REFUSED, g_steal_pointer (&subject));
  matter->fact.version = DENIED;
  matter->title = name_booking (place, item->child, item->activity);
  /* Translators: %s is a day of which the town has not granted a request. */
  matter->body = g_strdup_printf (_("%s: not booked, and not waiting any more"), day);
  set_days (place, matter, item->child, item->activity, item->facts.day);
}

static void
add_all_denied (const Place *place, GListModel *plan, GHashTable *marks)
{
  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (plan, i);

      add_denied (place, item, marks);
    }
}

gboolean
pf_reminder_matter_note_asked (PfSession *session, GListModel *deadlines, GHashTable *marks)
{
  GListModel *plan = G_LIST_MODEL (pf_session_get_deadlines_plan (session, deadlines));
  PfMoment now = pf_session_get_now (session);
  gboolean has_changed = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (plan, i);

      if (item->enrolment != NULL)
        has_changed |= note_asked (item, marks, now);
    }
  return has_changed;
}

GPtrArray *
pf_reminder_matter_gather (PfSession  *session,
                           const char *account,
                           GListModel *deadlines,
                           GHashTable *marks,
                           gboolean    names_town)
{
  Place place = { .session = session,
                  .account = account,
                  .names_town = names_town,
                  .matters =
                      g_ptr_array_new_with_free_func ((GDestroyNotify) pf_reminder_matter_free) };
  g_autoptr (GPtrArray) todos = NULL;

  g_return_val_if_fail (PF_IS_SESSION (session) && account != NULL, place.matters);

  place.town = pf_session_get_town (session);
  place.now = pf_session_get_now (session);
  place.today = pf_session_get_today (session);
  if (place.town == NULL)
    return place.matters;
  for (guint i = 0; i < g_list_model_get_n_items (deadlines); i++)
    {
      g_autoptr (PfDeadlineItem) deadline = g_list_model_get_item (deadlines, i);

      add_deadline (&place, deadline);
    }
  todos = pf_todo_list_judge (session, names_town);
  for (guint i = 0; i < todos->len; i++)
    if (is_matter (todos->pdata[i]))
      add_todo (&place, todos->pdata[i]);
  add_refusals (&place);
  add_all_denied (&place, G_LIST_MODEL (pf_session_get_deadlines_plan (session, deadlines)), marks);
  return place.matters;
}
