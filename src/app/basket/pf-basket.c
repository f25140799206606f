/* SPDX-License-Identifier: GPL-3.0-or-later
 * The basket as a model: the outboxes of all towns, line by line. */
#include "config.h"

#include "pf-basket-private.h"

#include "planning/pf-slot-text.h"

#include <glib/gi18n-lib.h>

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PfBasket, pf_basket, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint updated_signal;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const PfBasketLine *left = *(PfBasketLine *const *) a;
  const PfBasketLine *right = *(PfBasketLine *const *) b;

  if (left->intent->state != right->intent->state)
    return (int) left->intent->state - (int) right->intent->state;
  return pf_basket_line_compare (left, right, NULL);
}

/* What is not at the town yet: the family can still change it. */
static gboolean
is_to_come (const PfIntent *intent)
{
  return intent->state != PF_INTENT_SETTLED && intent->line->action == PF_ACTION_BOOK;
}

/* Records may be read anew between the two. */
static gboolean
is_same_slot (const PfPlanItem *one, const PfPlanItem *other)
{
  return one->session == other->session && one->enrolment != NULL && other->enrolment != NULL &&
         one->unit != NULL && other->unit != NULL && g_str_equal (one->unit->id, other->unit->id) &&
         g_str_equal (pf_record_get_id (PF_RECORD (one->enrolment)),
                      pf_record_get_id (PF_RECORD (other->enrolment)));
}

/* Returns: (transfer full) (nullable): what the planning's card of that day says of the day's
 * bookings together. */
static char *
find_warning (PfBasket *self, PfPlanItem *item)
{
  PfPlanDay day;

  pf_plan_index_get_day (self->index, item->slot.day, &day);
  for (guint i = 0; i < day.n_slots; i++)
    if (is_same_slot (day.slots[i].item, item))
      return pf_slot_text_warning (&day.slots[i]);
  return NULL;
}

/* A line is kept while there is nothing new to say of its intent, with what the town said of it. */
static PfBasketLine *
take_line (PfBasket *self, GHashTable *known, PfSession *session, PfIntent *intent)
{
  g_autoptr (PfBasketLine) line = pf_basket_line_new (session, intent);
  PfBasketLine *old = g_hash_table_lookup (known, intent);

  if (is_to_come (intent))
    line->warning = find_warning (self, line->item);

  if (old != NULL && old->quote != NULL)
    line->quote = pf_outcome_copy (old->quote);
  return pf_basket_line_take (line, old);
}

/* One "items-changed" from the first line that differs to the last. */
static void
tell_difference (PfBasket *self, GPtrArray *old)
{
  GPtrArray *new = self->lines;
  guint start = 0, end = 0, shorter = MIN (old->len, new->len);

  while (start < shorter && old->pdata[start] == new->pdata[start])
    start++;
  while (end < shorter - start && old->pdata[old->len - 1 - end] == new->pdata[new->len - 1 - end])
    end++;
  if (old->len - start - end > 0 || new->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                new->len - start - end);
}

/* The plan of the days that wait to be sent is read, so that it can be said what does not fit
 * together there. */
static void
follow_days (PfBasket *self)
{
  GListModel *outbox = pf_hub_get_outbox (self->hub);
  PfDay first = PF_DAY_NONE;
  PfDay last = PF_DAY_NONE;

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      if (!is_to_come (intent))
        continue;
      first = first == PF_DAY_NONE ? intent->line->day : MIN (first, intent->line->day);
      last = last == PF_DAY_NONE ? intent->line->day : MAX (last, intent->line->day);
    }
  if (first == PF_DAY_NONE)
    return;
  pf_plan_index_set_period (self->index, first, last);
  pf_plan_index_set_clock (self->index, pf_hub_get_now (self->hub), pf_hub_get_today (self->hub));
  pf_hub_plan_set_range (self->plan, first, last);
}

static void
rebuild (PfBasket *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) old = NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  follow_days (self);
  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];

      g_hash_table_insert (known, line->intent, line);
    }
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      GListModel *outbox = pf_session_get_outbox (session);

      for (guint j = 0; j < g_list_model_get_n_items (outbox); j++)
        {
          g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, j);

          g_ptr_array_add (lines, take_line (self, known, session, intent));
        }
    }
  g_ptr_array_sort (lines, compare_lines);

  old = g_steal_pointer (&self->lines);
  self->lines = lines;
  tell_difference (self, old);
  g_signal_emit (self, updated_signal, 0);
}

static gboolean
update_due_cb (gpointer user_data)
{
  PfBasket *self = user_data;

  self->update_source = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (PfBasket *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update_due_cb, self);
}

/* Whether the town fails to answer is told by its state, and not by the outbox. */
static void
sync_state_cb (PfBasket *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];

      if (line->is_stuck != pf_session_is_stuck (line->session, line->intent))
        {
          queue_update (self);
          return;
        }
    }
}

/* Quotes */

static PfBasketLine *
find_draft (PfBasket *self, PfSession *session, gint64 id)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];

      if (line->session == session && line->intent->state == PF_INTENT_DRAFT &&
          line->intent->id == id)
        return line;
    }
  return NULL;
}

static GArray *
list_drafts (PfSession *session)
{
  GListModel *outbox = pf_session_get_outbox (session);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      if (intent->state == PF_INTENT_DRAFT)
        g_array_append_val (ids, intent->id);
    }
  return ids;
}

typedef struct {
  PfBasket *basket; /* (owned) */
  GArray *ids;      /* (owned) (element-type gint64): of the drafts, in the order of the question */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->basket);
  g_array_unref (question->ids);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
quoted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  PfSession *session = PF_SESSION (source);
  g_autoptr (PfAnswer) answer = pf_session_quote_finish (session, result, &error);

  if (answer == NULL)
    {
      /* Offline, the cached facts stand; the banner says so. */
      g_debug ("no quote: %s", error->message);
      return;
    }
  for (guint i = 0; i < answer->outcomes->len && i < question->ids->len; i++)
    {
      PfBasketLine *line =
          find_draft (question->basket, session, g_array_index (question->ids, gint64, i));

      if (line == NULL)
        continue;
      g_clear_pointer (&line->quote, pf_outcome_free);
      line->quote = pf_outcome_copy (answer->outcomes->pdata[i]);
    }
  queue_update (question->basket);
}

gboolean
pf_basket_has_line (PfBasket *self, PfSession *session, PfIntentState state)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];

      if (line->session == session && line->intent->state == state)
        return TRUE;
    }
  return FALSE;
}

/* GListModel and GObject */

static GType
get_item_type (GListModel *list)
{
  return PF_TYPE_BASKET_LINE;
}

static guint
get_n_items (GListModel *list)
{
  return PF_BASKET (list)->lines->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  GPtrArray *lines = PF_BASKET (list)->lines;

  return position < lines->len ? g_object_ref (lines->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
pf_basket_dispose (GObject *object)
{
  PfBasket *self = PF_BASKET (object);

  g_cancellable_cancel (self->quoting);
  g_clear_object (&self->quoting);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->index);
  g_clear_object (&self->plan);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_basket_parent_class)->dispose (object);
}

static void
pf_basket_finalize (GObject *object)
{
  g_ptr_array_unref (PF_BASKET (object)->lines);
  G_OBJECT_CLASS (pf_basket_parent_class)->finalize (object);
}

static void
pf_basket_class_init (PfBasketClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_basket_dispose;
  G_OBJECT_CLASS (class)->finalize = pf_basket_finalize;
  updated_signal = g_signal_new ("updated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
pf_basket_init (PfBasket *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
}

PfBasket *
pf_basket_new (PfHub *hub)
{
  PfBasket *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_BASKET, NULL);
  self->hub = g_object_ref (hub);
  self->plan = pf_hub_create_plan (hub);
  self->index = pf_plan_index_new (G_LIST_MODEL (self->plan));
  g_signal_connect_object (self->plan, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_outbox (hub), "items-changed", G_CALLBACK (queue_update),
                           self, G_CONNECT_SWAPPED);
  /* Names may come later than decisions: the cache is rebuilt after damage, a sync brings a child.
   * */
  g_signal_connect_object (pf_hub_get_children (hub), "items-changed", G_CALLBACK (queue_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "now-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (sync_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::synced-at", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
  return self;
}

guint
pf_basket_count (PfBasket *self, PfIntentState state)
{
  guint count = 0;

  g_return_val_if_fail (PF_IS_BASKET (self), 0);

  for (guint i = 0; i < self->lines->len; i++)
    count += ((PfBasketLine *) self->lines->pdata[i])->intent->state == state;
  return count;
}

guint
pf_basket_count_stuck (PfBasket *self)
{
  guint count = 0;

  g_return_val_if_fail (PF_IS_BASKET (self), 0);

  for (guint i = 0; i < self->lines->len; i++)
    count += ((PfBasketLine *) self->lines->pdata[i])->is_stuck;
  return count;
}

guint
pf_basket_count_troubles (PfBasket *self)
{
  guint count = 0;

  g_return_val_if_fail (PF_IS_BASKET (self), 0);

  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];
      g_autofree char *trouble = pf_basket_line_describe_trouble (line);

      count += trouble != NULL && line->intent->state == PF_INTENT_DRAFT;
    }
  return count;
}

static PfCents
sum_drafts (PfBasket *self, PfSession *session)
{
  PfCents total = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];

      if (line->intent->state == PF_INTENT_DRAFT && (session == NULL || line->session == session))
        total = pf_cents_add (total, pf_basket_line_get_cost (line));
    }
  return total;
}

static char *
describe_sum (PfCents sum, const char *currency)
{
  return sum == PF_CENTS_UNKNOWN ? g_strdup (_("price unknown")) : pf_cents_format (sum, currency);
}

char *
pf_basket_describe_total (PfBasket *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  PfSession *session = NULL;
  const char *currency = NULL;
  gboolean is_one_currency = TRUE;
  guint n_towns = 0;

  g_return_val_if_fail (PF_IS_BASKET (self), NULL);

  /* Drafts come first, those of one town together. */
  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];
      g_autofree char *sum = NULL;

      if (line->intent->state != PF_INTENT_DRAFT || line->session == session)
        continue;
      session = line->session;
      n_towns++;
      is_one_currency &= currency == NULL ||
                         g_str_equal (currency, pf_basket_line_get_currency (line));
      currency = pf_basket_line_get_currency (line);
      sum = describe_sum (sum_drafts (self, session), currency);
      g_string_append_printf (text, "%s%s %s", n_towns > 1 ? " + " : "",
                              line->item->town != NULL ? line->item->town->name : "", sum);
    }
  if (n_towns == 0)
    return NULL;
  if (n_towns == 1)
    return describe_sum (sum_drafts (self, session), currency);
  if (is_one_currency)
    {
      g_autofree char *sum = describe_sum (sum_drafts (self, NULL), currency);

      g_string_append_printf (text, " = %s", sum);
    }
  return g_strdup (text->str);
}

gboolean
pf_basket_is_quoted (PfBasket *self)
{
  g_return_val_if_fail (PF_IS_BASKET (self), FALSE);

  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];

      if (line->intent->state == PF_INTENT_DRAFT && line->quote == NULL)
        return FALSE;
    }
  return TRUE;
}

void
pf_basket_ask_quotes (PfBasket *self)
{
  GListModel *sessions;

  g_return_if_fail (PF_IS_BASKET (self));

  g_cancellable_cancel (self->quoting);
  g_clear_object (&self->quoting);
  self->quoting = g_cancellable_new ();
  sessions = pf_hub_get_sessions (self->hub);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      PfTownService *service = pf_session_get_service (session);
      Question *question;

      if (!pf_basket_has_line (self, session, PF_INTENT_DRAFT) ||
          (pf_town_service_get_features (service) & PF_FEATURE_QUOTES) == 0)
        continue;
      question = g_new0 (Question, 1);
      question->basket = g_object_ref (self);
      question->ids = list_drafts (session);
      pf_session_quote_async (session, self->quoting, quoted_cb, question);
    }
}
