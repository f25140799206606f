/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fake town: every object carries the number of the change that made it; a state is such a
 * number. */
#include "config.h"

#include "pf-fake-town-private.h"
#include "pf-test-family.h"

#include <stdlib.h>

enum {
  PROP_CLOCK_OFFSET = 1,
  PROP_DISCOVERY,
  PROP_URI,
};

G_DEFINE_TYPE_WITH_CODE (PfFakeTown, pf_fake_town, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (PF_TYPE_TOWN_SERVICE, pf_fake_calls_iface_init))

static void
object_free (Object *object)
{
  g_clear_object (&object->record);
  g_free (object->id);
  g_free (object);
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

PfAnswer *
pf_fake_town_judge (PfFakeTown *self, GPtrArray *lines, gboolean is_real)
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
PfAnswer *
pf_fake_town_book (PfFakeTown *self, const Call *call)
{
  PfAnswer *answer = g_hash_table_lookup (self->answers, call->key);

  if (answer == NULL)
    {
      answer = pf_fake_town_judge (self, call->lines, TRUE);
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

PfSubmissionAnswer *
pf_fake_town_submit (PfFakeTown *self, PfSubmission *submission)
{
  PfSubmissionAnswer *answer = g_hash_table_lookup (self->said, submission->key);

  if (answer == NULL)
    {
      answer = judge_submission (self, submission);
      g_hash_table_insert (self->said, g_strdup (submission->key), answer);
    }
  return pf_submission_answer_copy (answer);
}

void
pf_fake_town_take_file (PfFakeTown *self, const Call *call)
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
PfChanges *
pf_fake_town_pull (PfFakeTown *self, const char *since, GError **error)
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
