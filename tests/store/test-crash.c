/* SPDX-License-Identifier: GPL-3.0-or-later
 * A process that uses the store is killed, or loses power, at any write: the next one finds what
 * was reported done, and of what was under way all or nothing. */
#include "config.h"

#include "crash-child.h"

#include <stdlib.h>

#define N_OPERATIONS 40
#define N_SLOTS 6

typedef enum {
  OP_DRAFT,
  OP_UNDO,
  OP_DISCARD,
  OP_QUEUE,
  OP_SETTLE,
  OP_DISMISS,
  OP_PAGE,
} OpKind;

/* How often each comes, by the same index. */
static const guint weights[] = { 10, 3, 1, 4, 3, 1, 4 };

typedef struct {
  OpKind kind;
  guint n_lines;
  int slots[3];
  PfAction actions[3];
} Op;

/* What an intent should be. */
typedef struct {
  guint id;
  int slot;
  PfAction action;
  PfIntentState state;
  guint batch;
} Entry;

typedef struct {
  GArray *entries; /* (element-type Entry), by id */
  GPtrArray *undo; /* (element-type GArray): former entries */
  guint next_id;
  guint next_batch;
  guint page;
  guint settled_slots; /* mask: granted by the town when the sheet was there */
} Model;

/* Operations follow from the seed alone, so that the parent knows what the child did. */
static Op
make_op (GRand *random)
{
  Op op = { 0 };
  guint total = 0, pick;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    total += weights[i];
  pick = g_rand_int_range (random, 0, total);
  while (pick >= weights[op.kind])
    pick -= weights[op.kind++];
  op.n_lines = g_rand_int_range (random, 1, 4);
  for (guint i = 0; i < op.n_lines; i++)
    {
      op.slots[i] = g_rand_int_range (random, 0, N_SLOTS);
      op.actions[i] = g_rand_int_range (random, PF_ACTION_NONE, PF_ACTION_CANCEL + 1);
    }
  return op;
}

static Model *
model_new (void)
{
  Model *model = g_new0 (Model, 1);

  model->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  model->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return model;
}

static void
model_free (Model *model)
{
  g_array_unref (model->entries);
  g_ptr_array_unref (model->undo);
  g_free (model);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Model, model_free)

static gboolean
model_draft (Model *model, int slot, PfAction action)
{
  Entry entry = { .slot = slot, .action = action, .state = PF_INTENT_DRAFT };
  guint draft = G_MAXUINT;

  for (guint i = 0; i < model->entries->len; i++)
    {
      Entry *each = &g_array_index (model->entries, Entry, i);

      if (each->slot == slot && each->state == PF_INTENT_QUEUED)
        return FALSE;
      if (each->slot == slot && each->state == PF_INTENT_DRAFT)
        draft = i;
    }
  if (draft == G_MAXUINT && action == PF_ACTION_NONE)
    return FALSE;
  if (draft != G_MAXUINT)
    g_array_remove_index (model->entries, draft);
  entry.id = model->next_id++;
  if (action != PF_ACTION_NONE)
    g_array_append_val (model->entries, entry);
  return TRUE;
}

static void
model_remove (Model *model, PfIntentState state)
{
  for (guint i = model->entries->len; i > 0; i--)
    if (g_array_index (model->entries, Entry, i - 1).state == state)
      g_array_remove_index (model->entries, i - 1);
}

static void
model_queue (Model *model)
{
  model->next_batch++;
  g_ptr_array_set_size (model->undo, 0);
  for (guint i = 0; i < model->entries->len; i++)
    {
      Entry *entry = &g_array_index (model->entries, Entry, i);

      if (entry->state != PF_INTENT_DRAFT)
        continue;
      entry->state = PF_INTENT_QUEUED;
      entry->batch = model->next_batch;
    }
}

static void
model_settle (Model *model)
{
  guint batch = 0;

  for (guint i = 0; i < model->entries->len; i++)
    {
      Entry *entry = &g_array_index (model->entries, Entry, i);

      if (entry->state == PF_INTENT_QUEUED && batch == 0)
        batch = entry->batch;
      if (entry->state != PF_INTENT_QUEUED || entry->batch != batch)
        continue;
      entry->state = PF_INTENT_SETTLED;
      if (model->page > 0)
        model->settled_slots |= 1u << entry->slot;
    }
}

static void
model_apply (Model *model, const Op *op)
{
  g_autoptr (GArray) before = g_array_copy (model->entries);
  gboolean changed = FALSE;

  switch (op->kind)
    {
    case OP_DRAFT:
      for (guint i = 0; i < op->n_lines; i++)
        changed |= model_draft (model, op->slots[i], op->actions[i]);
      break;
    case OP_UNDO:
      if (model->undo->len == 0)
        return;
      g_array_unref (model->entries);
      model->entries = g_ptr_array_steal_index (model->undo, model->undo->len - 1);
      return;
    case OP_DISCARD:
      model_remove (model, PF_INTENT_DRAFT);
      changed = model->entries->len != before->len;
      break;
    case OP_QUEUE:
      model_queue (model);
      return;
    case OP_SETTLE:
      /* Undoing drafts later must not bring back the batch's former state. */
      model_settle (model);
      for (guint i = 0; i < model->undo->len; i++)
        {
          GArray *entries = model->entries;

          model->entries = g_ptr_array_index (model->undo, i);
          model_settle (model);
          model->entries = entries;
        }
      return;
    case OP_DISMISS:
      model_remove (model, PF_INTENT_SETTLED);
      for (guint i = 0; i < model->undo->len; i++)
        {
          GArray *entries = model->entries;

          model->entries = g_ptr_array_index (model->undo, i);
          model_remove (model, PF_INTENT_SETTLED);
          model->entries = entries;
        }
      return;
    case OP_PAGE:
      model->page++;
      return;
    }
  if (changed)
    g_ptr_array_add (model->undo, g_steal_pointer (&before));
}

static void
print_entry (GString *text, int slot, PfAction action, PfIntentState state, gboolean is_new_batch)
{
  g_string_append_printf (text, "%s%d%c%c ", is_new_batch ? "| " : "", slot,
                          action == PF_ACTION_BOOK ? '+' : '-', "dqs"[state]);
}

/* Returns: (transfer full): the outbox as a text: slots, actions, states, where batches begin. */
static char *
print_model (Model *model)
{
  GString *text = g_string_new (NULL);
  guint batch = 0;

  for (guint i = 0; i < model->entries->len; i++)
    {
      Entry *entry = &g_array_index (model->entries, Entry, i);

      print_entry (text, entry->slot, entry->action, entry->state, entry->batch != batch);
      batch = entry->batch;
    }
  return g_string_free (text, FALSE);
}

static char *
print_outbox (GPtrArray *outbox)
{
  GString *text = g_string_new (NULL);
  const char *key = NULL;

  for (guint i = 0; i < outbox->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (outbox, i);

      print_entry (text, intent->line->day - SEPTEMBER, intent->line->action, intent->state,
                   g_strcmp0 (intent->key, key) != 0);
      key = intent->key;
    }
  return g_string_free (text, FALSE);
}

/* The child's side */

static void
do_draft (Fixture *fixture, const Op *op)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < op->n_lines; i++)
    g_ptr_array_add (lines, pf_line_new ("child-0-canteen", "meal", SEPTEMBER + op->slots[i],
                                         op->actions[i], 1, 340));
  pf_test_await (pf_store_add_drafts, fixture->store, &error, lines, NOW, NULL);
  g_assert_no_error (error);
}

static void
do_settle (Fixture *fixture)
{
  g_autoptr (PfAnswer) answer = pf_answer_new ();
  g_autoptr (GError) error = NULL;
  const char *key = NULL;

  fixture_load (fixture);
  answer->at = NOW;
  for (guint i = 0; i < fixture->loaded->outbox->len; i++)
    {
      PfIntent *intent = fixture_get_intent (fixture, i);
      PfOutcome *outcome;

      if (intent->state != PF_INTENT_QUEUED)
        continue;
      if (key == NULL)
        key = intent->key;
      if (!g_str_equal (key, intent->key))
        continue;
      outcome = pf_outcome_new ();
      outcome->kind = PF_OUTCOME_BOOKED;
      outcome->price = 340;
      outcome->has_slot = TRUE;
      outcome->version = 1000 + intent->id;
      pf_slot_init (&outcome->slot, intent->line->day, 0);
      outcome->slot.booking = PF_BOOKING_BOOKED;
      g_ptr_array_add (answer->outcomes, outcome);
    }
  if (key == NULL)
    return;
  pf_test_await (pf_store_settle, fixture->store, &error, key, answer, NULL);
  g_assert_no_error (error);
}

static void
do_dismiss (Fixture *fixture)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  fixture_load (fixture);
  for (guint i = 0; i < fixture->loaded->outbox->len; i++)
    if (fixture_get_intent (fixture, i)->state == PF_INTENT_SETTLED)
      g_array_append_val (ids, fixture_get_intent (fixture, i)->id);
  pf_test_await (pf_store_dismiss, fixture->store, &error, ids, NULL);
  g_assert_no_error (error);
}

/* Page n says n in its state and in the child's class; the first also brings the sheets. */
static void
do_page (Fixture *fixture, guint page)
{
  g_autofree char *state = g_strdup_printf ("p%u", page);
  g_autoptr (PfChanges) changes = fixture_make_family (state);
  PfChild *child = g_ptr_array_index (changes->changed[PF_COLLECTION_CHILDREN], 0);

  child->class_name = g_strdup_printf ("%u", page);
  changes->is_whole = page == 1;
  if (page > 1)
    g_ptr_array_set_size (changes->changed[PF_COLLECTION_SHEETS], 0);
  fixture_apply (fixture, changes);
}

static void
do_op (Fixture *fixture, const Op *op, guint *page)
{
  g_autoptr (GError) error = NULL;

  switch (op->kind)
    {
    case OP_DRAFT:
      do_draft (fixture, op);
      break;
    case OP_UNDO:
      pf_test_await (pf_store_undo, fixture->store, &error, NULL);
      break;
    case OP_DISCARD:
      pf_test_await (pf_store_discard_drafts, fixture->store, &error, NULL);
      break;
    case OP_QUEUE:
      fixture_queue (fixture);
      break;
    case OP_SETTLE:
      do_settle (fixture);
      break;
    case OP_DISMISS:
      do_dismiss (fixture);
      break;
    case OP_PAGE:
      do_page (fixture, ++*page);
      break;
    }
  g_assert_no_error (error);
}

static void
do_step (Fixture *fixture, GRand *random, gpointer page)
{
  Op op = make_op (random);

  do_op (fixture, &op, page);
}

/* The parent's side */

static Model *
model_after (guint32 seed, guint n_done)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Model *model = model_new ();

  for (guint i = 0; i < n_done; i++)
    {
      Op op = make_op (random);

      model_apply (model, &op);
    }
  return model;
}

/* State and contents of the cache are of one page; the last one done, unless power may take it. */
static void
assert_cache (Fixture *fixture, Model *done, Model *next, gboolean may_lose)
{
  PfStoreStatus *status = fixture->loaded->status;
  guint page = status->state != NULL ? atoi (status->state + 1) : 0;

  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_CHILDREN]->len, ==, page > 0);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, page > 0 ? 2 : 0);
  if (page > 0)
    {
      PfChild *child = g_ptr_array_index (fixture->loaded->records[PF_COLLECTION_CHILDREN], 0);

      g_assert_cmpint (atoi (child->class_name), ==, page);
    }
  g_assert_cmpuint (page, <=, next->page);
  if (!may_lose)
    g_assert_cmpuint (page, >=, done->page);
  for (int i = 0; i < N_SLOTS; i++)
    if ((done->settled_slots & (1u << i)) != 0)
      {
        const PfSlot *slot = fixture_find_slot (fixture, SEPTEMBER + i);

        if (slot != NULL)
          g_assert_cmpint (slot->booking, ==, PF_BOOKING_BOOKED);
        else
          g_assert_true (pf_day_get_weekday (SEPTEMBER + i) >= PF_SATURDAY);
      }
}

static void
run_case (guint32 seed, Fault fault)
{
  Fixture fixture = { .folder = pf_test_make_folder () };
  guint after = crash_child_choose_write (seed);
  guint n_done = crash_child_spawn (fixture.folder, seed, fault, after);
  g_autoptr (Model) done = model_after (seed, n_done);
  g_autoptr (Model) next = model_after (seed, MIN (n_done + 1, N_OPERATIONS));
  g_autofree char *before = print_model (done);
  g_autofree char *after_text = print_model (next);
  g_autofree char *found = NULL;

  fixture_open (&fixture);
  found = print_outbox (fixture.loaded->outbox);
  g_test_message ("seed %u: %u done, killed after %u writes: %s", seed, n_done, after, found);
  if (!g_str_equal (found, after_text))
    g_assert_cmpstr (found, ==, before);
  g_assert_cmpuint (fixture.notices, ==, 0);
  assert_cache (&fixture, done, next, fault == FAULT_POWER);
  fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  guint page = 0;
  const CrashPlan plan = { .name = "crash",
                           .step = do_step,
                           .n_steps = N_OPERATIONS,
                           .state = &page,
                           .n_cases = 40,
                           .run_case = run_case };

  return crash_child_main (argc, argv, &plan);
}
