/* SPDX-License-Identifier: GPL-3.0-or-later
 * Puts the store's news where they belong and tells once. */
#include "config.h"

#include "pf-contents.h"

struct _PfContents {
  GObject parent_instance;
  PfStore *store;          /* (owned) */
  PfCatalog *catalog;      /* (owned) */
  PfSheetBook *book;       /* (owned) */
  PfDiffList *outbox;      /* (owned) */
  PfDiffList *submissions; /* (owned) */
  GHashTable *intents; /* (owned): PfLine (the intent's) → PfIntent, the last one of each slot */
  GTimeZone *local_zone; /* (owned) */
  guint asked;           /* mask of the collections that pages asked for */
  guint loaded;          /* mask of those that the catalog has */
  gint64 clock_offset;
  PfDay wanted_first; /* PF_DAY_NONE: nothing was requested yet */
  PfDay wanted_last;
  gboolean can_undo;
  gboolean has_begun;
  gboolean is_filled;
  gboolean is_updating;
};

G_DEFINE_TYPE (PfContents, pf_contents, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_RECORDS_LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Intents are immutable: the same id in the same state says the same. */
static void
update_outbox (PfContents *self, GPtrArray *intents)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *before = pf_diff_list_get_items (self->outbox);
  GPtrArray *items = g_ptr_array_new_full (intents->len, g_object_unref);

  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (known, &((PfIntent *) before->pdata[i])->id, before->pdata[i]);
  g_hash_table_remove_all (self->intents);
  for (guint i = 0; i < intents->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (intents, i);
      PfIntent *old = g_hash_table_lookup (known, &intent->id);

      if (old != NULL && old->state == intent->state)
        intent = old;
      g_ptr_array_add (items, g_object_ref (intent));
      g_hash_table_replace (self->intents, intent->line, intent);
    }
  pf_diff_list_take (self->outbox, items, NULL);
}

static void
update_submissions (PfContents *self, GPtrArray *submissions)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *before = pf_diff_list_get_items (self->submissions);
  GPtrArray *items = g_ptr_array_new_full (submissions->len, g_object_unref);

  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (known, &((PfSubmission *) before->pdata[i])->id, before->pdata[i]);
  for (guint i = 0; i < submissions->len; i++)
    {
      PfSubmission *submission = g_ptr_array_index (submissions, i);
      PfSubmission *old = g_hash_table_lookup (known, &submission->id);

      if (old != NULL && pf_submission_equal (old, submission))
        submission = old;
      pf_catalog_adopt (self->catalog, submission);
      g_ptr_array_add (items, g_object_ref (submission));
    }
  pf_diff_list_take (self->submissions, items, NULL);
}

static void
records_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfContents) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfStoreNews) news = pf_store_load_records_finish (PF_STORE (source), result, &error);
  guint mask = 0;

  /* Whoever asks again has another chance. */
  if (news == NULL)
    {
      g_info ("records: %s", error->message);
      self->asked = self->loaded;
      return;
    }
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    mask |= news->records[i] != NULL ? 1u << i : 0;
  self->loaded |= mask;
  pf_catalog_update (self->catalog, news);
  g_signal_emit (self, signals[SIGNAL_RECORDS_LOADED], 0, mask);
}

static void
load_records (PfContents *self, guint mask)
{
  if (mask != 0)
    pf_store_load_records_async (self->store, mask, NULL, records_loaded_cb, g_object_ref (self));
}

static void
book_changed_cb (PfContents *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
pf_contents_finalize (GObject *object)
{
  PfContents *self = PF_CONTENTS (object);

  g_signal_handlers_disconnect_by_func (self->book, book_changed_cb, self);
  g_object_unref (self->book);
  g_object_unref (self->catalog);
  g_object_unref (self->outbox);
  g_object_unref (self->submissions);
  g_object_unref (self->store);
  g_hash_table_unref (self->intents);
  g_time_zone_unref (self->local_zone);
  G_OBJECT_CLASS (pf_contents_parent_class)->finalize (object);
}

static void
pf_contents_class_init (PfContentsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_contents_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PF_TYPE_CONTENTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RECORDS_LOADED] = g_signal_new ("records-loaded", PF_TYPE_CONTENTS,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
pf_contents_init (PfContents *self)
{
  self->catalog = pf_catalog_new ();
  self->outbox = pf_diff_list_new (PF_TYPE_INTENT);
  self->submissions = pf_diff_list_new (PF_TYPE_SUBMISSION);
  self->intents = g_hash_table_new (pf_slot_name_hash, pf_slot_name_equal);
  self->local_zone = g_time_zone_new_local ();
  self->wanted_first = self->wanted_last = PF_DAY_NONE;
}

guint
pf_slot_name_hash (gconstpointer key)
{
  const PfLine *line = key;

  return g_str_hash (line->enrolment) * 31 + g_str_hash (line->unit) * 17 + (guint) line->day;
}

gboolean
pf_slot_name_equal (gconstpointer a, gconstpointer b)
{
  const PfLine *left = a, *right = b;

  return left->day == right->day && g_str_equal (left->unit, right->unit) &&
         g_str_equal (left->enrolment, right->enrolment);
}

PfContents *
pf_contents_new (PfStore *store)
{
  PfContents *self = g_object_new (PF_TYPE_CONTENTS, NULL);

  self->store = g_object_ref (store);
  self->book = pf_sheet_book_new (store);
  g_signal_connect_swapped (self->book, "changed", G_CALLBACK (book_changed_cb), self);
  return self;
}

PfCatalog *
pf_contents_get_catalog (PfContents *self)
{
  return self->catalog;
}

PfSheetBook *
pf_contents_get_book (PfContents *self)
{
  return self->book;
}

GListModel *
pf_contents_get_outbox (PfContents *self)
{
  return G_LIST_MODEL (self->outbox);
}

GPtrArray *
pf_contents_get_intents (PfContents *self)
{
  return pf_diff_list_get_items (self->outbox);
}

GListModel *
pf_contents_get_submissions (PfContents *self)
{
  return G_LIST_MODEL (self->submissions);
}

GPtrArray *
pf_contents_get_submission_array (PfContents *self)
{
  return pf_diff_list_get_items (self->submissions);
}

PfSubmission *
pf_contents_find_submission (PfContents *self, const char *key)
{
  GPtrArray *submissions = pf_diff_list_get_items (self->submissions);

  for (guint i = 0; i < submissions->len; i++)
    if (g_strcmp0 (((PfSubmission *) submissions->pdata[i])->key, key) == 0)
      return g_ptr_array_index (submissions, i);
  return NULL;
}

gboolean
pf_contents_get_can_undo (PfContents *self)
{
  return self->can_undo;
}

PfIntent *
pf_contents_find_intent (PfContents *self, const char *enrolment, const char *unit, PfDay day)
{
  PfLine key = { .enrolment = (char *) enrolment, .unit = (char *) unit, .day = day };

  return g_hash_table_lookup (self->intents, &key);
}

PfTown *
pf_contents_get_town (PfContents *self)
{
  return pf_catalog_get_single (self->catalog, PF_COLLECTION_TOWN);
}

GTimeZone *
pf_contents_get_zone (PfContents *self)
{
  PfTown *town = pf_contents_get_town (self);

  return town != NULL ? town->zone : self->local_zone;
}

gint64
pf_contents_get_clock_offset (PfContents *self)
{
  return self->clock_offset;
}

void
pf_contents_set_clock_offset (PfContents *self, gint64 clock_offset)
{
  self->clock_offset = clock_offset;
}

PfMoment
pf_contents_get_now (PfContents *self)
{
  return g_get_real_time () / G_USEC_PER_SEC + self->clock_offset;
}

PfDay
pf_contents_get_today (PfContents *self)
{
  return pf_moment_get_day (pf_contents_get_now (self), pf_contents_get_zone (self));
}

void
pf_contents_ask (PfContents *self, PfCollection collection)
{
  guint bit = 1u << collection;

  if ((self->asked & bit) != 0)
    return;
  self->asked |= bit;
  if (self->is_filled)
    load_records (self, bit & ~self->loaded);
}

guint
pf_contents_get_loaded (PfContents *self)
{
  return self->loaded;
}

void
pf_contents_request (PfContents *self, PfDay first, PfDay last)
{
  if (self->has_begun)
    pf_sheet_book_request (self->book, first, last);
  /* A store that fails to open has to be asked for all of it again. */
  if (self->is_filled)
    return;
  self->wanted_first = self->wanted_first == PF_DAY_NONE ? first : MIN (self->wanted_first, first);
  self->wanted_last = MAX (self->wanted_last, last);
}

/* Where no page has asked yet, it will be for the weeks that this month's page shows. */
void
pf_contents_begin (PfContents *self, PfDay *first, PfDay *last)
{
  PfDay today = pf_contents_get_today (self);

  *first = self->wanted_first;
  *last = self->wanted_last;
  if (self->wanted_first == PF_DAY_NONE)
    {
      *first = pf_day_get_week_start (pf_day_get_month_start (today));
      *last = pf_day_get_week_start (pf_day_get_month_end (today)) + 6;
    }
  self->has_begun = TRUE;
  pf_sheet_book_expect (self->book, *first, *last);
}

guint
pf_contents_fill (PfContents *self, const PfStoreNews *news, PfDay first, PfDay last)
{
  guint mask;

  self->is_filled = TRUE;
  self->loaded |= PF_STORE_START_COLLECTIONS;
  self->is_updating = TRUE;
  pf_sheet_book_fill (self->book, first, last, news->sheets);
  self->is_updating = FALSE;
  mask = pf_contents_update (self, news);
  pf_sheet_book_request (self->book, first, last);
  load_records (self, self->asked & ~self->loaded);
  return mask;
}

gboolean
pf_contents_is_filled (PfContents *self)
{
  return self->is_filled;
}

guint
pf_contents_update (PfContents *self, const PfStoreNews *news)
{
  guint mask = pf_catalog_update (self->catalog, news);

  self->is_updating = TRUE;
  pf_sheet_book_update (self->book, news);
  self->is_updating = FALSE;
  if (news->outbox != NULL)
    {
      self->can_undo = news->can_undo;
      update_outbox (self, news->outbox);
    }
  if (news->submissions != NULL)
    update_submissions (self, news->submissions);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return mask;
}

void
pf_contents_refresh (PfContents *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
