/* SPDX-License-Identifier: GPL-3.0-or-later
 * Months are loaded in one call a request, and stay: a school year is a few megabytes. */
#include "config.h"

#include "pf-sheet-book.h"

#include <string.h>

/* A month is in the table from the moment it is asked for. */
typedef struct {
  gboolean is_loaded;
  GPtrArray *sheets; /* (owned) (element-type PfSheet) */
} Month;

struct _PfSheetBook {
  GObject parent_instance;
  PfStore *store;            /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GHashTable *months;        /* (owned): PfDay → Month */
};

/* What a load was for. */
typedef struct {
  PfSheetBook *book; /* (owned) */
  PfDay first;
  PfDay last;
} Load;

G_DEFINE_TYPE (PfSheetBook, pf_sheet_book, G_TYPE_OBJECT)

static guint changed_signal;

static void
month_free (Month *month)
{
  g_ptr_array_unref (month->sheets);
  g_free (month);
}

static void
load_free (Load *load)
{
  g_object_unref (load->book);
  g_free (load);
}

static Month *
ensure_month (PfSheetBook *self, PfDay day)
{
  gpointer key = GINT_TO_POINTER (pf_day_get_month_start (day));
  Month *month = g_hash_table_lookup (self->months, key);

  if (month == NULL)
    {
      month = g_new0 (Month, 1);
      month->sheets = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->months, key, month);
    }
  return month;
}

static Month *
get_month (PfSheetBook *self, PfDay day)
{
  return g_hash_table_lookup (self->months, GINT_TO_POINTER (pf_day_get_month_start (day)));
}

static gboolean
find_sheet (GPtrArray *sheets, const char *id, guint *position)
{
  for (guint i = 0; i < sheets->len; i++)
    if (strcmp (pf_record_get_id (sheets->pdata[i]), id) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
put_sheet (Month *month, PfSheet *sheet)
{
  guint position;

  if (find_sheet (month->sheets, pf_record_get_id (PF_RECORD (sheet)), &position))
    g_ptr_array_remove_index (month->sheets, position);
  else
    position = month->sheets->len;
  g_ptr_array_insert (month->sheets, position, g_object_ref (sheet));
}

static void
remove_sheet (PfSheetBook *self, const char *id)
{
  GHashTableIter iter;
  gpointer value;
  guint position;

  g_hash_table_iter_init (&iter, self->months);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (find_sheet (((Month *) value)->sheets, id, &position))
      g_ptr_array_remove_index (((Month *) value)->sheets, position);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  PfSheetBook *self = load->book;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = pf_store_load_sheets_finish (PF_STORE (source), result, &error);

  if (sheets != NULL)
    pf_sheet_book_fill (self, load->first, load->last, sheets);
  else
    {
      /* Asked for again by whoever still needs them. */
      g_info ("sheets: %s", error->message);
      for (PfDay day = load->first; day <= load->last; day = pf_day_add_months (day, 1))
        g_hash_table_remove (self->months, GINT_TO_POINTER (day));
    }
  load_free (load);
}

/* Loads what is missing between the two, in one call from the first missing month to the last. */
static void
load_missing (PfSheetBook *self, PfDay first, PfDay last)
{
  Load *load = NULL;

  for (PfDay day = pf_day_get_month_start (first); day <= last; day = pf_day_add_months (day, 1))
    {
      if (get_month (self, day) != NULL)
        continue;
      if (load == NULL)
        {
          load = g_new0 (Load, 1);
          load->book = g_object_ref (self);
          load->first = day;
        }
      load->last = pf_day_get_month_end (day);
      ensure_month (self, day);
    }
  if (load != NULL)
    pf_store_load_sheets_async (self->store, load->first, load->last, self->cancellable, loaded_cb,
                                load);
}

static void
pf_sheet_book_dispose (GObject *object)
{
  PfSheetBook *self = PF_SHEET_BOOK (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->months, g_hash_table_unref);
  G_OBJECT_CLASS (pf_sheet_book_parent_class)->dispose (object);
}

static void
pf_sheet_book_class_init (PfSheetBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pf_sheet_book_dispose;

  changed_signal = g_signal_new ("changed", PF_TYPE_SHEET_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
pf_sheet_book_init (PfSheetBook *self)
{
  self->cancellable = g_cancellable_new ();
  self->months = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) month_free);
}

PfSheetBook *
pf_sheet_book_new (PfStore *store)
{
  PfSheetBook *self = g_object_new (PF_TYPE_SHEET_BOOK, NULL);

  self->store = g_object_ref (store);
  return self;
}

void
pf_sheet_book_request (PfSheetBook *self, PfDay first, PfDay last)
{
  load_missing (self, first, last);
  load_missing (self, pf_day_add_months (pf_day_get_month_start (first), -1),
                pf_day_get_month_end (pf_day_add_months (last, 1)));
}

gboolean
pf_sheet_book_is_loaded (PfSheetBook *self, PfDay first, PfDay last)
{
  for (PfDay day = pf_day_get_month_start (first); day <= last; day = pf_day_add_months (day, 1))
    {
      Month *month = get_month (self, day);

      if (month == NULL || !month->is_loaded)
        return FALSE;
    }
  return TRUE;
}

void
pf_sheet_book_expect (PfSheetBook *self, PfDay first, PfDay last)
{
  for (PfDay day = pf_day_get_month_start (first); day <= last; day = pf_day_add_months (day, 1))
    ensure_month (self, day);
}

void
pf_sheet_book_fill (PfSheetBook *self, PfDay first, PfDay last, GPtrArray *sheets)
{
  for (PfDay day = pf_day_get_month_start (first); day <= last; day = pf_day_add_months (day, 1))
    {
      Month *month = ensure_month (self, day);

      month->is_loaded = TRUE;
      g_ptr_array_set_size (month->sheets, 0);
    }
  for (guint i = 0; i < sheets->len; i++)
    {
      PfSheet *sheet = g_ptr_array_index (sheets, i);

      put_sheet (ensure_month (self, sheet->month), sheet);
    }
  g_signal_emit (self, changed_signal, 0);
}

void
pf_sheet_book_update (PfSheetBook *self, const PfStoreNews *news)
{
  if (news->is_reset)
    {
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, self->months);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        g_ptr_array_set_size (((Month *) value)->sheets, 0);
    }
  for (guint i = 0; news->removed_sheets != NULL && i < news->removed_sheets->len; i++)
    remove_sheet (self, g_ptr_array_index (news->removed_sheets, i));
  for (guint i = 0; news->sheets != NULL && i < news->sheets->len; i++)
    {
      PfSheet *sheet = g_ptr_array_index (news->sheets, i);
      Month *month = get_month (self, sheet->month);

      /* One that is still being read will be read as it is now. */
      if (month != NULL && month->is_loaded)
        put_sheet (month, sheet);
    }
  if (news->is_reset || news->removed_sheets != NULL || news->sheets != NULL)
    g_signal_emit (self, changed_signal, 0);
}

GPtrArray *
pf_sheet_book_get_month (PfSheetBook *self, PfDay month)
{
  Month *found = get_month (self, month);

  return found != NULL ? found->sheets : NULL;
}

PfSheet *
pf_sheet_book_find (PfSheetBook *self, const char *enrolment, PfDay day)
{
  g_autofree char *id = pf_sheet_make_id (enrolment, pf_day_get_month_start (day));
  Month *month = get_month (self, day);
  guint position;

  return month != NULL && find_sheet (month->sheets, id, &position)
             ? g_ptr_array_index (month->sheets, position)
             : NULL;
}

PfMoment
pf_sheet_book_get_next_change (PfSheetBook *self, PfMoment since)
{
  PfMoment first = PF_MOMENT_NONE;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->months);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((Month *) value)->sheets->len; i++)
      {
        PfSheet *sheet = g_ptr_array_index (((Month *) value)->sheets, i);

        for (guint j = 0; j < sheet->slots->len; j++)
          {
            PfMoment next =
                pf_slot_get_next_change (&g_array_index (sheet->slots, PfSlot, j), since);

            if (next != PF_MOMENT_NONE && (first == PF_MOMENT_NONE || next < first))
              first = next;
          }
      }
  return first;
}
