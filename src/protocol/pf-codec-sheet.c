/* SPDX-License-Identifier: GPL-3.0-or-later
 * Month sheets: slots as compact rows beside tables of what repeats. This is most of a first sync,
 * so it goes straight to the text. */
#include "config.h"

#include <string.h>

#include "pf-codec-private.h"
#include "pf-codec-slot.h"
#include "pf-json-writer.h"

#define MAX_UNITS 255
#define MAX_LABELS 127
#define N_DEADLINES 4
#define N_PRICES 2
#define NO_INDEX (-1) /* as PF_PLACES_UNLIMITED */
#define KNOWN_FLAGS (PF_SLOT_NEEDS_APPROVAL | PF_SLOT_HAS_WAITING_LIST)

/* The items of a row, in the contract's order. */
enum {
  ROW_DAY,
  ROW_UNIT,
  ROW_BOOKING,
  ROW_DEADLINES,
  ROW_PRICES,
  ROW_PLACES,
  ROW_FLAGS,
  ROW_ATTENDANCE,
  ROW_CLOSURE,
  ROW_LABEL,
  ROW_RANK,
  ROW_CHARGED,
  N_ROW_ITEMS
};

typedef struct {
  PfMoment moments[N_DEADLINES]; /* from, until, late, cancel */
} Deadlines;

typedef struct {
  PfCents amounts[N_PRICES]; /* price, late price */
} Prices;

typedef struct {
  GArray *deadlines; /* (element-type Deadlines) */
  GArray *prices;    /* (element-type Prices) */
} Tables;

static const char *const booking_words[] = {
  [PF_BOOKING_NONE] = "none",           [PF_BOOKING_BOOKED] = "booked",
  [PF_BOOKING_WAITING] = "waiting",     [PF_BOOKING_PENDING] = "pending",
  [PF_BOOKING_CANCELLED] = "cancelled",
};
const PfWords pf_booking_words = PF_WORDS (booking_words, PF_BOOKING_NONE);

static const char *const attendance_words[] = {
  [PF_ATTENDANCE_UNKNOWN] = "unknown",
  [PF_ATTENDANCE_PRESENT] = "present",
  [PF_ATTENDANCE_ABSENT] = "absent",
  [PF_ATTENDANCE_EXCUSED] = "excused",
};
const PfWords pf_attendance_words = PF_WORDS (attendance_words, PF_ATTENDANCE_UNKNOWN);

static const char *const closure_words[] = {
  [PF_CLOSURE_NONE] = "none",
  [PF_CLOSURE_WEEKEND] = "weekend",
  [PF_CLOSURE_PUBLIC_HOLIDAY] = "public-holiday",
  [PF_CLOSURE_SCHOOL_HOLIDAY] = "school-holiday",
  [PF_CLOSURE_STRIKE] = "strike",
  [PF_CLOSURE_OTHER] = "other",
};
const PfWords pf_closure_words = PF_WORDS (closure_words, PF_CLOSURE_OTHER);

static const PfMember sheet_members[] = {
  PF_MEMBER ("enrolment", id, PfSheet, enrolment, TRUE),
  PF_MEMBER ("month", month, PfSheet, month, TRUE),
  PF_MEMBER ("version", big, PfSheet, version, TRUE, .max = PF_JSON_MAX_INTEGER),
};

static void
read_texts (PfJson *json, const PfJsonNode *array, guint max, gboolean are_ids, GPtrArray *texts)
{
  PfJsonIter iter;
  const PfJsonNode *item;

  pf_json_iter_init (json, &iter, array, max);
  while ((item = pf_json_iter_next (json, &iter)) != NULL)
    {
      const char *value = are_ids ? pf_json_to_token (json, item, PF_MEMBER_MAX_ID)
                                  : pf_json_to_text (json, item);

      if (value == NULL)
        return;
      g_ptr_array_add (texts, g_strdup (value));
    }
}

static GArray *
read_deadlines (PfJson *json, const PfJsonNode *array)
{
  GArray *table = g_array_new (FALSE, FALSE, sizeof (Deadlines));
  PfJsonIter rows, iter;
  const PfJsonNode *row;

  pf_json_iter_init (json, &rows, array, G_MAXUINT);
  while ((row = pf_json_iter_next (json, &rows)) != NULL && pf_json_is_ok (json))
    {
      Deadlines deadlines;

      pf_json_iter_init (json, &iter, row, N_DEADLINES);
      for (int i = 0; i < N_DEADLINES; i++)
        deadlines.moments[i] = pf_json_to_moment (json, pf_json_iter_next_or_null (&iter));
      g_array_append_val (table, deadlines);
    }
  return table;
}

static GArray *
read_prices (PfJson *json, const PfJsonNode *array)
{
  GArray *table = g_array_new (FALSE, FALSE, sizeof (Prices));
  PfJsonIter rows, iter;
  const PfJsonNode *row;

  pf_json_iter_init (json, &rows, array, G_MAXUINT);
  while ((row = pf_json_iter_next (json, &rows)) != NULL && pf_json_is_ok (json))
    {
      Prices prices;

      pf_json_iter_init (json, &iter, row, N_PRICES);
      for (int i = 0; i < N_PRICES; i++)
        prices.amounts[i] = pf_json_to_integer (json, pf_json_iter_next_or_null (&iter),
                                                -PF_JSON_MAX_INTEGER, PF_JSON_MAX_INTEGER,
                                                PF_CENTS_UNKNOWN);
      g_array_append_val (table, prices);
    }
  return table;
}

/* Returns: the index at @node into a table of @length, NO_INDEX where it is null. */
static int
read_index (PfJson *json, const PfJsonNode *node, guint length)
{
  gint64 index = pf_json_to_integer (json, node, 0, G_MAXINT32, NO_INDEX);

  if (index < (gint64) length)
    return (int) index;
  pf_json_fail (json, node, "expected an index below %u", length);
  return NO_INDEX;
}

static void
read_dues (PfJson           *json,
           const PfJsonNode *deadline_node,
           const PfJsonNode *price_node,
           const Tables     *tables,
           PfSlot           *slot)
{
  int deadline = read_index (json, deadline_node, tables->deadlines->len);
  int price = read_index (json, price_node, tables->prices->len);

  if (deadline != NO_INDEX)
    {
      const PfMoment *moments = g_array_index (tables->deadlines, Deadlines, deadline).moments;

      slot->book_from = moments[0];
      slot->book_until = moments[1];
      slot->late_until = moments[2];
      slot->cancel_until = moments[3];
    }
  if (price != NO_INDEX)
    {
      const PfCents *amounts = g_array_index (tables->prices, Prices, price).amounts;

      slot->price = amounts[0];
      slot->late_price = amounts[1];
    }
}

static void
read_row (PfJson *json, const PfJsonNode *row, PfSheet *sheet, const Tables *tables)
{
  const PfJsonNode *items[N_ROW_ITEMS];
  PfJsonIter iter;
  PfSlot slot;
  gint8 label;
  int n_days = pf_day_get_month_end (sheet->month) - sheet->month + 1, day, unit;

  pf_json_iter_init (json, &iter, row, G_MAXUINT);
  for (int i = 0; i < N_ROW_ITEMS; i++)
    items[i] = pf_json_iter_next_or_null (&iter);
  day = (int) pf_json_to_integer (json, items[ROW_DAY], 1, n_days, 0);
  unit = read_index (json, items[ROW_UNIT], sheet->units->len);
  if (pf_json_is_ok (json) && (day == 0 || unit == NO_INDEX))
    pf_json_fail (json, row, "expected at least a day and a unit");
  if (!pf_json_is_ok (json))
    return;

  pf_slot_init (&slot, sheet->month + day - 1, (guint8) unit);
  slot.booking =
      (guint8) pf_words_read (json, items[ROW_BOOKING], &pf_booking_words, PF_BOOKING_NONE);
  read_dues (json, items[ROW_DEADLINES], items[ROW_PRICES], tables, &slot);
  slot.places =
      (gint32) pf_json_to_integer (json, items[ROW_PLACES], 0, G_MAXINT32, PF_PLACES_UNLIMITED);
  slot.flags =
      (guint8) (pf_json_to_integer (json, items[ROW_FLAGS], 0, G_MAXUINT8, PF_SLOT_DEFAULT) &
                KNOWN_FLAGS);
  slot.attendance = (guint8) pf_words_read (json, items[ROW_ATTENDANCE], &pf_attendance_words,
                                            PF_ATTENDANCE_UNKNOWN);
  slot.closure =
      (guint8) pf_words_read (json, items[ROW_CLOSURE], &pf_closure_words, PF_CLOSURE_NONE);
  label = (gint8) read_index (json, items[ROW_LABEL], sheet->labels->len);
  slot.rank = (gint32) pf_json_to_integer (json, items[ROW_RANK], 0, G_MAXINT32, 0);
  slot.charged = pf_json_to_integer (json, items[ROW_CHARGED], -PF_JSON_MAX_INTEGER,
                                     PF_JSON_MAX_INTEGER, PF_CENTS_UNKNOWN);
  g_array_append_val (sheet->slots, slot);
  g_array_append_val (sheet->label_of, label);
}

static gboolean
is_after (const PfSlot *slot, const PfSlot *former)
{
  return slot->day > former->day || (slot->day == former->day && slot->unit > former->unit);
}

static void
read_rows (PfJson *json, const PfJsonNode *object, PfSheet *sheet)
{
  g_autoptr (GArray) deadlines = read_deadlines (json, pf_json_get (json, object, "deadlines"));
  g_autoptr (GArray) prices = read_prices (json, pf_json_get (json, object, "prices"));
  const Tables tables = { deadlines, prices };
  PfJsonIter iter;
  const PfJsonNode *row;

  pf_json_iter_init (json, &iter, pf_json_require (json, object, "rows"), G_MAXUINT);
  while ((row = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      const PfSlot *slot;

      read_row (json, row, sheet, &tables);
      if (sheet->slots->len < 2)
        continue;
      slot = &g_array_index (sheet->slots, PfSlot, sheet->slots->len - 1);
      if (pf_json_is_ok (json) && !is_after (slot, slot - 1))
        pf_json_fail (json, row, "expected rows sorted by day, then unit, each once");
    }
}

void
pf_codec_read_sheet (PfJson *json, const PfJsonNode *object, PfRecord *record)
{
  PfSheet *sheet = PF_SHEET (record);
  g_autofree char *id = NULL;

  pf_members_read (json, object, PF_MEMBERS (sheet_members), sheet);
  if (!pf_json_is_ok (json))
    return;
  id = pf_sheet_make_id (sheet->enrolment, sheet->month);
  if (strcmp (id, pf_record_get_id (record)) != 0)
    pf_json_fail (json, pf_json_get (json, object, "id"),
                  "expected the enrolment, a slash and the month");
  read_texts (json, pf_json_require (json, object, "units"), MAX_UNITS, TRUE, sheet->units);
  read_texts (json, pf_json_get (json, object, "labels"), MAX_LABELS, FALSE, sheet->labels);
  read_rows (json, object, sheet);
}

/* Returns: the index of @entry in @table, where it is added if it was not there; NO_INDEX for
 * @empty. */
static int
find_or_add (GArray *table, gconstpointer entry, gconstpointer empty)
{
  gsize size = g_array_get_element_size (table);

  if (memcmp (entry, empty, size) == 0)
    return NO_INDEX;
  for (guint i = table->len; i > 0; i--)
    if (memcmp (table->data + (i - 1) * size, entry, size) == 0)
      return (int) (i - 1);
  g_array_append_vals (table, entry, 1);
  return (int) table->len - 1;
}

/* The write_ functions of a row's items move @end behind an item that has not its default. */
static void
write_index (GString *text, int index, gsize *end)
{
  if (index == NO_INDEX)
    {
      pf_json_write_null (text, NULL);
      return;
    }
  pf_json_write_integer (text, NULL, index);
  *end = text->len;
}

static void
write_number (GString *text, int number, gsize *end)
{
  pf_json_write_integer (text, NULL, number);
  if (number != 0)
    *end = text->len;
}

static void
write_word (GString *text, const PfWords *words, guint8 value, gsize *end)
{
  if (value == 0 || value >= words->n_words)
    {
      pf_json_write_null (text, NULL);
      return;
    }
  pf_json_write_text (text, NULL, words->words[value]);
  *end = text->len;
}

static void
write_row (GString       *text,
           const PfSheet *sheet,
           const PfSlot  *slot,
           int            deadline,
           int            price,
           int            label)
{
  gsize end;

  pf_json_begin_array (text, NULL);
  pf_json_write_integer (text, NULL, slot->day - sheet->month + 1);
  pf_json_write_integer (text, NULL, slot->unit);
  end = text->len;
  write_word (text, &pf_booking_words, slot->booking, &end);
  write_index (text, deadline, &end);
  write_index (text, price, &end);
  write_index (text, slot->places, &end);
  write_number (text, slot->flags, &end);
  write_word (text, &pf_attendance_words, slot->attendance, &end);
  write_word (text, &pf_closure_words, slot->closure, &end);
  write_index (text, label, &end);
  write_number (text, slot->rank, &end);
  pf_json_write_price (text, NULL, slot->charged);
  if (slot->charged != PF_CENTS_UNKNOWN)
    end = text->len;
  g_string_truncate (text, end);
  pf_json_end_array (text);
}

static void
write_deadlines (GString *text, GArray *table)
{
  if (table->len == 0)
    return;
  pf_json_begin_array (text, "deadlines");
  for (guint i = 0; i < table->len; i++)
    {
      const PfMoment *moments = g_array_index (table, Deadlines, i).moments;
      int n_moments = N_DEADLINES;

      while (moments[n_moments - 1] == PF_MOMENT_NONE)
        n_moments--;
      pf_json_begin_array (text, NULL);
      for (int j = 0; j < n_moments; j++)
        pf_json_write_moment (text, NULL, moments[j]);
      pf_json_end_array (text);
    }
  pf_json_end_array (text);
}

static void
write_prices (GString *text, GArray *table)
{
  if (table->len == 0)
    return;
  pf_json_begin_array (text, "prices");
  for (guint i = 0; i < table->len; i++)
    {
      const PfCents *amounts = g_array_index (table, Prices, i).amounts;

      pf_json_begin_array (text, NULL);
      pf_json_write_price (text, NULL, amounts[0]);
      if (amounts[1] != PF_CENTS_UNKNOWN)
        pf_json_write_price (text, NULL, amounts[1]);
      pf_json_end_array (text);
    }
  pf_json_end_array (text);
}

static void
write_texts (GString *text, const char *name, GPtrArray *texts)
{
  pf_json_begin_array (text, name);
  for (guint i = 0; i < texts->len; i++)
    pf_json_write_text (text, NULL, g_ptr_array_index (texts, i));
  pf_json_end_array (text);
}

void
pf_codec_write_sheet (GString *text, PfRecord *record)
{
  const Deadlines no_deadlines = { { PF_MOMENT_NONE, PF_MOMENT_NONE, PF_MOMENT_NONE,
                                     PF_MOMENT_NONE } };
  const Prices no_prices = { { PF_CENTS_UNKNOWN, PF_CENTS_UNKNOWN } };
  PfSheet *sheet = PF_SHEET (record);
  g_autoptr (GArray) deadlines = g_array_new (FALSE, FALSE, sizeof (Deadlines));
  g_autoptr (GArray) prices = g_array_new (FALSE, FALSE, sizeof (Prices));

  pf_members_write (text, PF_MEMBERS (sheet_members), sheet);
  write_texts (text, "units", sheet->units);
  if (sheet->labels->len > 0)
    write_texts (text, "labels", sheet->labels);
  pf_json_begin_array (text, "rows");
  for (guint i = 0; i < sheet->slots->len; i++)
    {
      const PfSlot *slot = &g_array_index (sheet->slots, PfSlot, i);
      const Deadlines entry = { { slot->book_from, slot->book_until, slot->late_until,
                                  slot->cancel_until } };
      const Prices price = { { slot->price, slot->late_price } };
      int label = i < sheet->label_of->len ? g_array_index (sheet->label_of, gint8, i) : NO_INDEX;

      write_row (text, sheet, slot, find_or_add (deadlines, &entry, &no_deadlines),
                 find_or_add (prices, &price, &no_prices), label);
    }
  pf_json_end_array (text);
  write_deadlines (text, deadlines);
  write_prices (text, prices);
}
