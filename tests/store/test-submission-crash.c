/* SPDX-License-Identifier: GPL-3.0-or-later
 * A process that keeps submissions is killed, or loses power, at any write: the next one finds what
 * was reported done, and of what was under way all or nothing; and every file that may still have
 * to be sent. */
#include "config.h"

#include "crash-child.h"
#include "submission-fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define N_STEPS 40
#define MAX_ENTRIES 12

typedef enum {
  OP_SAVE,    /* a new draft */
  OP_EDIT,    /* the last draft */
  OP_QUEUE,   /* the first draft, or a new one */
  OP_DISCARD, /* the first draft or queued one */
  OP_SETTLE,  /* the first queued one */
  OP_DISMISS, /* the first settled one */
  N_OPS
} OpKind;

/* How often each comes. */
static const guint weights[N_OPS] = {
  [OP_SAVE] = 4, [OP_EDIT] = 4, [OP_QUEUE] = 4, [OP_DISCARD] = 1, [OP_SETTLE] = 3, [OP_DISMISS] = 2,
};

typedef struct {
  OpKind kind;
  int n; /* what is written */
  gboolean has_file;
  PfSubmissionOutcome outcome;
} Op;

/* What a submission should be. */
typedef struct {
  int n; /* what it says */
  gboolean has_file;
  PfSubmissionState state;
  PfSubmissionOutcome outcome;
} Entry;

/* Operations follow from the seed alone, so that the parent knows what the child did. */
static Op
make_op (GRand *random)
{
  Op op = { 0 };
  guint total = 0, pick;

  for (gsize i = 0; i < N_OPS; i++)
    total += weights[i];
  pick = g_rand_int_range (random, 0, total);
  while (pick >= weights[op.kind])
    pick -= weights[op.kind++];
  op.n = g_rand_int_range (random, 0, 1000);
  op.has_file = g_rand_boolean (random);
  op.outcome = g_rand_int_range (random, 0, PF_SUBMISSION_OUTCOME_CHANGED + 1);
  return op;
}

/* The position of the first (or last) entry in one of the states of @mask; -1 = none. */
static int
find_entry (GArray *entries, guint mask, gboolean is_last)
{
  int found = -1;

  for (guint i = 0; i < entries->len && (found < 0 || is_last); i++)
    if ((mask & (1u << g_array_index (entries, Entry, i).state)) != 0)
      found = (int) i;
  return found;
}

/* Which entry @op is about, -1 for none: what it would do is the same for model and store. */
static int
find_subject (GArray *entries, const Op *op)
{
  const guint draft = 1u << PF_SUBMISSION_STATE_DRAFT, queued = 1u << PF_SUBMISSION_STATE_QUEUED,
              settled = 1u << PF_SUBMISSION_STATE_SETTLED;
  const guint masks[N_OPS] = {
    [OP_SAVE] = 0,        [OP_EDIT] = draft,      [OP_QUEUE] = draft, [OP_DISCARD] = draft | queued,
    [OP_SETTLE] = queued, [OP_DISMISS] = settled,
  };

  return find_entry (entries, masks[op->kind], op->kind == OP_EDIT);
}

static void
model_write (GArray *entries, int position, const Op *op, PfSubmissionState state)
{
  Entry entry = { .n = op->n, .has_file = op->has_file, .state = state };

  if (position >= 0)
    g_array_index (entries, Entry, position) = entry;
  else
    g_array_append_val (entries, entry);
}

static void
model_apply (GArray *entries, const Op *op)
{
  int subject = find_subject (entries, op);

  switch (op->kind)
    {
    case OP_SAVE:
    case OP_EDIT:
      if (subject >= 0 || (op->kind == OP_SAVE && entries->len < MAX_ENTRIES))
        model_write (entries, subject, op, PF_SUBMISSION_STATE_DRAFT);
      break;
    case OP_QUEUE:
      model_write (entries, subject, op, PF_SUBMISSION_STATE_QUEUED);
      break;
    case OP_SETTLE:
      if (subject < 0)
        break;
      g_array_index (entries, Entry, subject).state = PF_SUBMISSION_STATE_SETTLED;
      g_array_index (entries, Entry, subject).outcome = op->outcome;
      break;
    default:
      if (subject >= 0)
        g_array_remove_index (entries, subject);
    }
}

static void
print_entry (GString *text, const Entry *entry)
{
  g_string_append_printf (text, "%d%s%c", entry->n, entry->has_file ? "f" : "",
                          "dqs"[entry->state]);
  if (entry->state == PF_SUBMISSION_STATE_SETTLED)
    g_string_append_printf (text, "%d", entry->outcome);
  g_string_append_c (text, ' ');
}

static char *
print_entries (GArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    print_entry (text, &g_array_index (entries, Entry, i));
  return g_string_free (text, FALSE);
}

static Entry
read_entry (PfSubmission *submission)
{
  Entry entry = { .has_file = submission->files->len > 0, .state = submission->state };

  g_assert_cmpint (sscanf (submission_get_text (submission), "{\"n\":%d}", &entry.n), ==, 1);
  if (submission->answer != NULL)
    entry.outcome = submission->answer->outcome;
  return entry;
}

static GArray *
read_entries (Fixture *fixture)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < fixture->loaded->submissions->len; i++)
    {
      Entry entry = read_entry (g_ptr_array_index (fixture->loaded->submissions, i));

      g_array_append_val (entries, entry);
    }
  return entries;
}

/* The child's side */

static gint64
get_id (Fixture *fixture, int position)
{
  return position >= 0
             ? ((PfSubmission *) g_ptr_array_index (fixture->loaded->submissions, position))->id
             : 0;
}

static char *
make_contents (int n)
{
  return g_strdup_printf ("%%PDF- %d", n % 5);
}

static void
do_write (Fixture *fixture, const Op *op, gint64 id)
{
  g_autofree char *contents = make_contents (op->n);
  g_autofree char *text = g_strdup_printf ("{\"n\":%d}", op->n);
  g_autoptr (PfFile) file = op->has_file ? submission_put (fixture, contents) : NULL;

  if (op->kind == OP_QUEUE)
    submission_queue (fixture, PF_SUBMISSION_DOCUMENT, id, text, file);
  else
    submission_save (fixture, PF_SUBMISSION_DOCUMENT, id, text, file);
}

static void
do_step (Fixture *fixture, GRand *random, gpointer state)
{
  Op op = make_op (random);
  g_autoptr (GArray) entries = NULL;
  int subject;
  gint64 id;

  fixture_load (fixture);
  entries = read_entries (fixture);
  subject = find_subject (entries, &op);
  id = get_id (fixture, subject);
  if (op.kind == OP_QUEUE || subject >= 0 || (op.kind == OP_SAVE && entries->len < MAX_ENTRIES))
    switch (op.kind)
      {
      case OP_DISCARD:
        submission_discard (fixture, id);
        break;
      case OP_SETTLE:
        submission_settle (fixture, id, op.outcome);
        break;
      case OP_DISMISS:
        submission_dismiss (fixture, id);
        break;
      default:
        do_write (fixture, &op, id);
      }
}

/* The parent's side */

static GArray *
model_after (guint32 seed, guint n_done)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < n_done; i++)
    {
      Op op = make_op (random);

      model_apply (entries, &op);
    }
  return entries;
}

/* What may have to be sent is there, and nothing else. */
static void
assert_bytes (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "outbox.db", NULL);
  g_autoptr (GHashTable) needed = g_hash_table_new (g_str_hash, g_str_equal);
  sqlite3_stmt *statement;
  sqlite3 *db;

  for (guint i = 0; i < fixture->loaded->submissions->len; i++)
    {
      PfSubmission *submission = g_ptr_array_index (fixture->loaded->submissions, i);
      g_autofree char *contents = make_contents (read_entry (submission).n);

      if (submission->files->len == 0 ||
          (submission->answer != NULL && !pf_submission_is_refused (submission)))
        continue;
      g_assert_true (submission_has_bytes (fixture, submission->files->pdata[0], contents));
      g_hash_table_add (needed, ((PfFile *) submission->files->pdata[0])->digest);
    }
  fixture_close (fixture);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count(*) FROM file_bytes", -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, g_hash_table_size (needed));
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
run_case (guint32 seed, Fault fault)
{
  Fixture fixture = { .folder = pf_test_make_folder () };
  guint after = crash_child_choose_write (seed);
  guint n_done = crash_child_spawn (fixture.folder, seed, fault, after);
  g_autoptr (GArray) done = model_after (seed, n_done);
  g_autoptr (GArray) next = model_after (seed, MIN (n_done + 1, N_STEPS));
  g_autofree char *before = print_entries (done);
  g_autofree char *after_text = print_entries (next);
  g_autoptr (GArray) entries = NULL;
  g_autofree char *found = NULL;

  fixture_open (&fixture);
  entries = read_entries (&fixture);
  found = print_entries (entries);
  g_test_message ("seed %u: %u done, killed after %u writes: %s", seed, n_done, after, found);
  if (!g_str_equal (found, after_text))
    g_assert_cmpstr (found, ==, before);
  g_assert_cmpuint (fixture.notices, ==, 0);
  assert_bytes (&fixture);
  fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  const CrashPlan plan = { .name = "submission-crash",
                           .step = do_step,
                           .n_steps = N_STEPS,
                           .state = NULL,
                           .n_cases = 30,
                           .run_case = run_case };

  return crash_child_main (argc, argv, &plan);
}
