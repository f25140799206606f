/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fake town: every object carries the number of the change that made it; a state is such a
 * number. */
#include "config.h"

#include "pf-fake-town.h"
#include "pf-test-family.h"

#include <stdlib.h>

/* An object as the town has it; a removed one keeps its place without a record. */
typedef struct {
  PfCollection collection;
  char *id;
  PfRecord *record; /* (owned) (nullable) */
  guint64 change;
} Object;

struct _PfFakeTown {
  GObject parent_instance;
  GPtrArray *objects;  /* (owned) (element-type Object) */
  GHashTable *answers; /* (owned): key → PfAnswer */
  GHashTable *said;    /* (owned): key → PfSubmissionAnswer */
  GPtrArray *accepted; /* (owned) (element-type PfSubmission) */
  GHashTable *files;   /* (owned): digest → GBytes */
  PfSubmissionOutcome outcomes[PF_N_SUBMISSION_KINDS];
  GQueue held;   /* (element-type GTask) */
  GRand *random; /* (unowned) */
  double chaos;
  guint64 change;
  guint64 forgotten; /* states up to this one are unknown */
  guint page_size;
  PfFeatures features;
  gint64 clock_offset;
  PfDiscovery *discovery; /* (owned) */
  gboolean short_answers;
  gboolean is_held;
  gboolean has_events;
  guint n_failures[PF_N_FAKE_CALLS];
  PfClientError failures[PF_N_FAKE_CALLS];
  guint n_losses[PF_N_FAKE_CALLS];
  guint n_calls[PF_N_FAKE_CALLS];
  guint n_applied;
  guint n_sent;
};

/* A call on its way. */
typedef struct {
  PfFakeCall call;
  char *since;
  char *key;
  GPtrArray *lines;
  PfSubmission *submission;
  GBytes *bytes;
  GFileProgressCallback progress;
  gpointer progress_data;
} Call;

enum {
  PROP_CLOCK_OFFSET = 1,
  PROP_DISCOVERY,
  PROP_URI,
};

static void town_service_init (PfTownServiceInterface *iface);

G_DEFINE_TYPE_WITH_CODE (PfFakeTown, pf_fake_town, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (PF_TYPE_TOWN_SERVICE, town_service_init))

static void
object_free (Object *object)
{
  g_clear_object (&object->record);
  g_free (object->id);
  g_free (object);
}

static void
call_free (Call *call)
{
  g_clear_pointer (&call->lines, g_ptr_array_unref);
  g_clear_object (&call->submission);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call->since);
  g_free (call->key);
  g_free (call);
}

static Object *
find_object (PfFakeTown *self, PfCollection collection, const char *id)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      Object *object = g_ptr_array_index (self->objects, i);

      if (object->collection == collection && g_str_equal (object->id, id))
        return object;
    }
  return NULL;
}

static Object *
find_sheet (PfFakeTown *self, const char *enrolment, PfDay day)
{
  g_autofree char *id = pf_sheet_make_id (enrolment, pf_day_get_month_start (day));

  return find_object (self, PF_COLLECTION_SHEETS, id);
}

static void
write_slot (PfFakeTown *self, Object *object, PfSlot *slot, const PfSlot *facts)
{
  guint8 unit = slot->unit;
  PfDay day = slot->day;

  *slot = *facts;
  slot->unit = unit;
  slot->day = day;
  ((PfSheet *) object->record)->version++;
  object->change = ++self->change;
}

static PfMoment
get_now (PfFakeTown *self)
{
  return g_get_real_time () / G_USEC_PER_SEC + self->clock_offset;
}

static const PfOutcomeKind granted[] = {
  [PF_BOOKING_NONE] = PF_OUTCOME_CANCELLED,      [PF_BOOKING_BOOKED] = PF_OUTCOME_BOOKED,
  [PF_BOOKING_WAITING] = PF_OUTCOME_WAITING,     [PF_BOOKING_PENDING] = PF_OUTCOME_PENDING,
  [PF_BOOKING_CANCELLED] = PF_OUTCOME_CANCELLED,
};

/* Judges a line as the facts are now; @is_real: and writes it. */
static PfOutcome *
judge_line (PfFakeTown *self, const PfLine *line, gboolean is_real)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  PfMoment now = get_now (self);
  PfDay today = pf_moment_get_day (now, zone);
  Object *object = find_sheet (self, line->enrolment, line->day);
  PfOutcome *outcome = pf_outcome_new ();
  PfSlot *slot =
      object != NULL && object->record != NULL
          ? (PfSlot *) pf_sheet_find_slot (PF_SHEET (object->record), line->day, line->unit)
          : NULL;
  PfSlot wanted;

  outcome->kind = PF_OUTCOME_REFUSED;
  outcome->refusal = PF_REFUSAL_UNKNOWN_SLOT;
  if (slot == NULL)
    return outcome;
  wanted = *slot;
  outcome->has_slot = TRUE;
  outcome->price = pf_slot_get_cost (slot, line->action, now, today);
  if (!pf_slot_apply (&wanted, line->action, now, today))
    outcome->refusal = line->action == PF_ACTION_CANCEL ? PF_REFUSAL_NOT_HELD
                       : slot->places == 0              ? PF_REFUSAL_FULL
                                                        : PF_REFUSAL_TOO_LATE;
  else
    {
      outcome->refusal = PF_REFUSAL_NONE;
      outcome->kind = outcome->price > line->price ? PF_OUTCOME_CHANGED : granted[wanted.booking];
      if (is_real && outcome->kind != PF_OUTCOME_CHANGED)
        {
          write_slot (self, object, slot, &wanted);
          self->n_applied++;
        }
    }
  outcome->slot = *slot;
  outcome->version = PF_SHEET (object->record)->version;
  return outcome;
}

static PfAnswer *
judge (PfFakeTown *self, GPtrArray *lines, gboolean is_real)
{
  PfAnswer *answer = pf_answer_new ();

  answer->at = get_now (self);
  if (is_real)
    answer->receipt = g_uuid_string_random ();
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (answer->outcomes, judge_line (self, lines->pdata[i], is_real));
  return answer;
}

/* Returns: (transfer full): the answer that @key once got, or gets now. */
static PfAnswer *
book (PfFakeTown *self, const Call *call)
{
  PfAnswer *answer = g_hash_table_lookup (self->answers, call->key);

  if (answer == NULL)
    {
      answer = judge (self, call->lines, TRUE);
      g_hash_table_insert (self->answers, g_strdup (call->key), answer);
    }
  answer = pf_answer_copy (answer);
  if (self->short_answers)
    g_ptr_array_set_size (answer->outcomes, answer->outcomes->len - 1);
  return answer;
}

/* Judges a submission for the first time. */
static PfSubmissionAnswer *
judge_submission (PfFakeTown *self, PfSubmission *submission)
{
  PfSubmissionAnswer *answer = pf_submission_answer_new (self->outcomes[submission->kind]);

  for (guint i = 0; i < submission->files->len; i++)
    if (!pf_fake_town_has_file (self, ((PfFile *) submission->files->pdata[i])->digest))
      answer->outcome = PF_SUBMISSION_OUTCOME_REFUSED;
  answer->detail = g_strdup ("as told");
  if (answer->outcome <= PF_SUBMISSION_OUTCOME_REQUESTED)
    g_ptr_array_add (self->accepted, g_object_ref (submission));
  return answer;
}

static PfSubmissionAnswer *
submit (PfFakeTown *self, PfSubmission *submission)
{
  PfSubmissionAnswer *answer = g_hash_table_lookup (self->said, submission->key);

  if (answer == NULL)
    {
      answer = judge_submission (self, submission);
      g_hash_table_insert (self->said, g_strdup (submission->key), answer);
    }
  return pf_submission_answer_copy (answer);
}

static void
take_file (PfFakeTown *self, const Call *call)
{
  gsize size = g_bytes_get_size (call->bytes);

  g_hash_table_replace (self->files, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, call->bytes),
                        g_bytes_ref (call->bytes));
  call->progress ((goffset) size / 2, (goffset) size, call->progress_data);
  call->progress ((goffset) size, (goffset) size, call->progress_data);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Object *left = *(Object *const *) a, *right = *(Object *const *) b;

  return (left->change > right->change) - (left->change < right->change);
}

static void
add_object (PfChanges *changes, const Object *object)
{
  if (object->record == NULL)
    g_ptr_array_add (changes->removed[object->collection], g_strdup (object->id));
  else if (object->collection == PF_COLLECTION_SHEETS)
    g_ptr_array_add (changes->changed[object->collection],
                     pf_test_copy_sheet (PF_SHEET (object->record)));
  else
    g_ptr_array_add (changes->changed[object->collection], g_object_ref (object->record));
}

/* A state is "w" or "d" (of a whole sync under way, or not) and the number of the last change told.
 */
static PfChanges *
pull (PfFakeTown *self, const char *since, GError **error)
{
  guint64 from = since != NULL ? strtoull (since + 1, NULL, 10) : 0;
  g_autoptr (PfChanges) changes = pf_changes_new ();
  guint n = 0;

  if (since != NULL && since[0] == 'd' && from <= self->forgotten)
    {
      g_set_error_literal (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_STATE_UNKNOWN, "no such state");
      return NULL;
    }
  changes->is_whole = since == NULL || since[0] == 'w';
  g_ptr_array_sort (self->objects, compare_changes);
  for (guint i = 0; i < self->objects->len && !changes->more; i++)
    {
      Object *object = g_ptr_array_index (self->objects, i);

      if (object->change <= from || (changes->is_whole && object->record == NULL))
        continue;
      changes->more = self->page_size > 0 && n == self->page_size;
      if (changes->more)
        break;
      add_object (changes, object);
      from = object->change;
      n++;
    }
  self->n_sent += n;
  if (!changes->more)
    from = MAX (self->change, from);
  changes->state = g_strdup_printf ("%c%" G_GUINT64_FORMAT,
                                    changes->more && changes->is_whole ? 'w' : 'd', from);
  return g_steal_pointer (&changes);
}

/* Takes one of @n away. Returns: whether there was one. */
static gboolean
take (guint *n)
{
  if (*n == 0)
    return FALSE;
  --*n;
  return TRUE;
}

static gboolean
is_chaotic (PfFakeTown *self)
{
  return self->chaos > 0 && g_rand_double (self->random) < self->chaos;
}

static void
answer_task (PfFakeTown *self, GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = NULL;
  GDestroyNotify free_answer = (GDestroyNotify) pf_answer_free;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (take (&self->n_failures[call->call]))
    error = g_error_new_literal (PF_CLIENT_ERROR, self->failures[call->call], "as told");
  else if (is_chaotic (self))
    error = g_error_new_literal (PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE, "chaos before");
  else if (call->call == PF_FAKE_PULL)
    {
      answer = pull (self, call->since, &error);
      free_answer = (GDestroyNotify) pf_changes_unref;
    }
  else if (call->call == PF_FAKE_SUBMIT)
    {
      answer = submit (self, call->submission);
      free_answer = (GDestroyNotify) pf_submission_answer_free;
    }
  else if (call->call == PF_FAKE_UPLOAD)
    {
      take_file (self, call);
      answer = g_bytes_ref (call->bytes);
      free_answer = (GDestroyNotify) g_bytes_unref;
    }
  else
    answer = call->call == PF_FAKE_BOOK ? book (self, call) : judge (self, call->lines, FALSE);

  if (error == NULL && (take (&self->n_losses[call->call]) || is_chaotic (self)))
    {
      g_clear_pointer (&answer, free_answer);
      error = g_error_new_literal (PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE, "answer lost");
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, free_answer);
}

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = user_data;

  answer_task (g_task_get_source_object (task), task);
  return G_SOURCE_REMOVE;
}

static void
give_call (PfFakeTown *self, Call *call, GTask *task)
{
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  self->n_calls[call->call]++;
  if (self->is_held)
    g_queue_push_tail (&self->held, task);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, task, g_object_unref);
}

static void
start_call (PfFakeTown         *self,
            PfFakeCall          which,
            const char         *text,
            GPtrArray          *lines,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->call = which;
  call->since = which == PF_FAKE_PULL ? g_strdup (text) : NULL;
  call->key = which == PF_FAKE_BOOK ? g_strdup (text) : NULL;
  if (lines != NULL)
    call->lines = g_ptr_array_ref (lines);
  give_call (self, call, task);
}

static const PfDiscovery *
get_discovery (PfTownService *service)
{
  return PF_FAKE_TOWN (service)->discovery;
}

static PfFeatures
get_features (PfTownService *service)
{
  return PF_FAKE_TOWN (service)->features;
}

static void
set_secret (PfTownService *service, GBytes *secret)
{
}

static void
pull_async (PfTownService      *service,
            const char         *since,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  start_call (PF_FAKE_TOWN (service), PF_FAKE_PULL, since, NULL, cancellable, callback, user_data);
}

static PfChanges *
pull_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
quote_async (PfTownService      *service,
             GPtrArray          *lines,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  start_call (PF_FAKE_TOWN (service), PF_FAKE_QUOTE, NULL, lines, cancellable, callback, user_data);
}

static void
book_async (PfTownService      *service,
            const char         *key,
            GPtrArray          *lines,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  start_call (PF_FAKE_TOWN (service), PF_FAKE_BOOK, key, lines, cancellable, callback, user_data);
}

static PfAnswer *
answer_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
submit_async (PfTownService      *service,
              PfSubmission       *submission,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  Call *call = g_new0 (Call, 1);

  call->call = PF_FAKE_SUBMIT;
  call->submission = g_object_ref (submission);
  give_call (PF_FAKE_TOWN (service), call, g_task_new (service, cancellable, callback, user_data));
}

static PfSubmissionAnswer *
submit_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
upload_async (PfTownService        *service,
              const char           *digest,
              const char           *media_type,
              GBytes               *bytes,
              GFileProgressCallback progress,
              gpointer              progress_data,
              GCancellable         *cancellable,
              GAsyncReadyCallback   callback,
              gpointer              user_data)
{
  Call *call = g_new0 (Call, 1);

  call->call = PF_FAKE_UPLOAD;
  call->bytes = g_bytes_ref (bytes);
  call->progress = progress;
  call->progress_data = progress_data;
  give_call (PF_FAKE_TOWN (service), call, g_task_new (service, cancellable, callback, user_data));
}

static gboolean
upload_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), error);

  return bytes != NULL;
}

static void
start_events (PfTownService *service)
{
  PF_FAKE_TOWN (service)->has_events = TRUE;
}

static void
stop_events (PfTownService *service)
{
  PF_FAKE_TOWN (service)->has_events = FALSE;
}

static void
town_service_init (PfTownServiceInterface *iface)
{
  iface->get_discovery = get_discovery;
  iface->get_features = get_features;
  iface->set_secret = set_secret;
  iface->pull_async = pull_async;
  iface->pull_finish = pull_finish;
  iface->quote_async = quote_async;
  iface->quote_finish = answer_finish;
  iface->book_async = book_async;
  iface->book_finish = answer_finish;
  iface->submit_async = submit_async;
  iface->submit_finish = submit_finish;
  iface->upload_async = upload_async;
  iface->upload_finish = upload_finish;
  iface->start_events = start_events;
  iface->stop_events = stop_events;
}

static void
pf_fake_town_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  PfFakeTown *self = PF_FAKE_TOWN (object);

  switch (property_id)
    {
    case PROP_CLOCK_OFFSET:
      g_value_set_int64 (value, self->clock_offset);
      break;
    case PROP_DISCOVERY:
      g_value_set_boxed (value, self->discovery);
      break;
    case PROP_URI:
      g_value_set_string (value, "fake:");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_fake_town_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (property_id != PROP_URI)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
pf_fake_town_finalize (GObject *object)
{
  PfFakeTown *self = PF_FAKE_TOWN (object);

  g_queue_clear_full (&self->held, g_object_unref);
  g_ptr_array_unref (self->objects);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->accepted);
  pf_discovery_free (self->discovery);
  G_OBJECT_CLASS (pf_fake_town_parent_class)->finalize (object);
}

static void
pf_fake_town_class_init (PfFakeTownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pf_fake_town_get_property;
  object_class->set_property = pf_fake_town_set_property;
  object_class->finalize = pf_fake_town_finalize;
  g_object_class_override_property (object_class, PROP_CLOCK_OFFSET, "clock-offset");
  g_object_class_override_property (object_class, PROP_DISCOVERY, "discovery");
  g_object_class_override_property (object_class, PROP_URI, "uri");
}

static void
pf_fake_town_init (PfFakeTown *self)
{
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) object_free);
  self->answers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) pf_answer_free);
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) pf_submission_answer_free);
  self->files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->accepted = g_ptr_array_new_with_free_func (g_object_unref);
  self->features = PF_FEATURE_DELTA | PF_FEATURE_EVENTS | PF_FEATURE_QUOTES | PF_FEATURE_BOOKINGS;
  self->discovery = g_new0 (PfDiscovery, 1);
  self->discovery->name = g_strdup ("Exempleville");
  self->discovery->payment_hosts = g_new0 (char *, 1);
  g_queue_init (&self->held);
}

PfFakeTown *
pf_fake_town_new (PfChanges *records)
{
  PfFakeTown *self = g_object_new (PF_TYPE_FAKE_TOWN, NULL);

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    for (guint j = 0; j < records->changed[i]->len; j++)
      {
        PfRecord *record = g_ptr_array_index (records->changed[i], j);
        Object *object = g_new0 (Object, 1);

        object->collection = i;
        object->id = g_strdup (pf_record_get_id (record));
        object->record = i == PF_COLLECTION_SHEETS
                             ? PF_RECORD (pf_test_copy_sheet (PF_SHEET (record)))
                             : g_object_ref (record);
        object->change = ++self->change;
        g_ptr_array_add (self->objects, object);
      }
  return self;
}

void
pf_fake_town_fail (PfFakeTown *self, PfFakeCall call, guint n, PfClientError code)
{
  self->n_failures[call] = n;
  self->failures[call] = code;
}

void
pf_fake_town_lose_answers (PfFakeTown *self, PfFakeCall call, guint n)
{
  self->n_losses[call] = n;
}

void
pf_fake_town_set_chaos (PfFakeTown *self, GRand *random, double probability)
{
  self->random = random;
  self->chaos = probability;
}

void
pf_fake_town_set_page_size (PfFakeTown *self, guint page_size)
{
  self->page_size = page_size;
}

void
pf_fake_town_set_features (PfFakeTown *self, PfFeatures features)
{
  self->features = features;
}

void
pf_fake_town_set_clock_offset (PfFakeTown *self, gint64 clock_offset)
{
  self->clock_offset = clock_offset;
  g_object_notify (G_OBJECT (self), "clock-offset");
}

void
pf_fake_town_forget_states (PfFakeTown *self)
{
  self->forgotten = self->change++;
}

void
pf_fake_town_set_short_answers (PfFakeTown *self, gboolean short_answers)
{
  self->short_answers = short_answers;
}

void
pf_fake_town_set_held (PfFakeTown *self, gboolean is_held)
{
  GTask *task;

  self->is_held = is_held;
  while (!is_held && (task = g_queue_pop_head (&self->held)) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, task, g_object_unref);
}

void
pf_fake_town_set_outcome (PfFakeTown *self, PfSubmissionKind kind, PfSubmissionOutcome outcome)
{
  self->outcomes[kind] = outcome;
}

GPtrArray *
pf_fake_town_get_accepted (PfFakeTown *self)
{
  return self->accepted;
}

gboolean
pf_fake_town_has_file (PfFakeTown *self, const char *digest)
{
  return g_hash_table_contains (self->files, digest);
}

const PfSlot *
pf_fake_town_peek (PfFakeTown *self, const char *enrolment, const char *unit, PfDay day)
{
  Object *object = find_sheet (self, enrolment, day);

  g_assert (object != NULL && object->record != NULL);
  return pf_sheet_find_slot (PF_SHEET (object->record), day, unit);
}

void
pf_fake_town_edit (PfFakeTown   *self,
                   const char   *enrolment,
                   const char   *unit,
                   PfDay         day,
                   const PfSlot *facts)
{
  PfSlot copy = *facts;

  write_slot (self, find_sheet (self, enrolment, day),
              (PfSlot *) pf_fake_town_peek (self, enrolment, unit, day), &copy);
}

void
pf_fake_town_add (PfFakeTown *self, PfCollection collection, PfRecord *record)
{
  Object *object = g_new0 (Object, 1);

  object->collection = collection;
  object->id = g_strdup (pf_record_get_id (record));
  object->record = record;
  object->change = ++self->change;
  g_ptr_array_add (self->objects, object);
}

void
pf_fake_town_remove (PfFakeTown *self, PfCollection collection, const char *id)
{
  Object *object = find_object (self, collection, id);

  g_clear_object (&object->record);
  object->change = ++self->change;
}

void
pf_fake_town_announce (PfFakeTown *self)
{
  g_autofree char *state = g_strdup_printf ("d%" G_GUINT64_FORMAT, self->change);

  g_signal_emit_by_name (self, "state-announced", state);
}

guint
pf_fake_town_get_n_calls (PfFakeTown *self, PfFakeCall call)
{
  return self->n_calls[call];
}

guint
pf_fake_town_get_n_applied (PfFakeTown *self)
{
  return self->n_applied;
}

guint
pf_fake_town_get_n_keys (PfFakeTown *self)
{
  return g_hash_table_size (self->answers);
}

guint
pf_fake_town_get_n_sent (PfFakeTown *self)
{
  return self->n_sent;
}

gboolean
pf_fake_town_has_events (PfFakeTown *self)
{
  return self->has_events;
}
