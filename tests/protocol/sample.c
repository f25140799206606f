/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random values of everything that the protocol carries. */
#include "config.h"

#include "sample.h"

#include "pf-codec-tables.h"

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */
#define MAX_INTEGER G_GINT64_CONSTANT (9007199254740991)

static gboolean
toss (void)
{
  return g_test_rand_bit ();
}

/* 0 to @max, mostly small. */
static gint64
sample_integer (gint64 max)
{
  guint64 number = ((guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()) >>
                   1;

  number >>= g_test_rand_int_range (0, 63);
  return (gint64) (number % ((guint64) max + 1));
}

static PfCents
sample_price (void)
{
  if (g_test_rand_int_range (0, 5) == 0)
    return PF_CENTS_UNKNOWN;
  return toss () ? sample_integer (MAX_INTEGER) : -sample_integer (MAX_INTEGER);
}

static PfDay
sample_day (void)
{
  return g_test_rand_int_range (FIRST_DAY, LAST_DAY + 1);
}

/* A day up to 400 from @day, on the side of @sign. A function, since MIN and MAX would draw
 * twice. */
static PfDay
sample_day_near (PfDay day, int sign)
{
  PfDay near = day + sign * g_test_rand_int_range (0, 400);

  return CLAMP (near, FIRST_DAY, LAST_DAY);
}

static PfMoment
sample_moment (void)
{
  return (PfMoment) sample_day () * 86400 + g_test_rand_int_range (0, 86400);
}

static PfMoment
sample_optional_moment (void)
{
  return toss () ? sample_moment () : PF_MOMENT_NONE;
}

static gunichar
sample_character (void)
{
  static const gunichar awkward[] = { '"',  '\\',   '/',    '\n',   '\t',   0x01,    0x1f,    0x7f,
                                      0xe9, 0x20ac, 0x2028, 0xfeff, 0xfffd, 0x1f600, 0x10ffff };

  return toss () ? awkward[g_test_rand_int_range (0, G_N_ELEMENTS (awkward))]
                 : (gunichar) g_test_rand_int_range (' ', 0x7f);
}

static char *
sample_name (void)
{
  GString *text = g_string_new (NULL);
  int length = g_test_rand_int_range (1, 12);

  for (int i = 0; i < length; i++)
    g_string_append_unichar (text, sample_character ());
  return g_string_free (text, FALSE);
}

static char *
sample_id (void)
{
  return sample_token (128);
}

static char *
sample_optional_id (void)
{
  return toss () ? sample_id () : NULL;
}

static PfDeadlineRule
sample_rule (void)
{
  PfDeadlineRule rule = PF_DEADLINE_RULE_INIT;

  rule.kind = (PfDeadlineKind) g_test_rand_int_range (PF_DEADLINE_NONE, PF_DEADLINE_NEVER + 1);
  if (rule.kind != PF_DEADLINE_NONE && rule.kind != PF_DEADLINE_NEVER)
    rule.minute_of_day = toss () ? 1439 : g_test_rand_int_range (0, 1440);
  switch (rule.kind)
    {
    case PF_DEADLINE_DAYS_BEFORE:
      rule.days = g_test_rand_int_range (0, 366);
      rule.skip_public_holidays = toss ();
      rule.skip_weekdays = (guint) g_test_rand_int_range (0, PF_WEEKDAYS_ALL);
      break;
    case PF_DEADLINE_WEEK_BEFORE:
      rule.weeks = g_test_rand_int_range (1, 3);
      G_GNUC_FALLTHROUGH;
    case PF_DEADLINE_LAST_WEEKDAY:
      rule.weekday = (PfWeekday) g_test_rand_int_range (PF_MONDAY, PF_SUNDAY + 1);
      break;
    case PF_DEADLINE_MONTH_BEFORE:
      rule.day_of_month = g_test_rand_int_range (1, 32);
      rule.months = g_test_rand_int_range (1, 13);
      break;
    case PF_DEADLINE_WINDOW:
      rule.window_last = sample_day ();
      rule.window_first = toss () ? PF_DAY_NONE : sample_day_near (rule.window_last, -1);
      break;
    case PF_DEADLINE_NONE:
    case PF_DEADLINE_NEVER:
    default:
      break;
    }
  return rule;
}

static void
fill_town (PfRecord *record)
{
  static const char *const zones[] = { "Europe/Paris", "UTC", "Indian/Reunion",
                                       "America/Argentina/Buenos_Aires" };
  PfTown *town = PF_TOWN (record);
  int n_holidays = g_test_rand_int_range (0, 6);

  town->name = sample_name ();
  g_assert_true (
      pf_town_set_time_zone (town, zones[g_test_rand_int_range (0, G_N_ELEMENTS (zones))]));
  g_free (town->currency);
  town->currency = g_strdup (toss () ? "EUR" : "XPF");
  town->school_zone = sample_text ();
  pf_calendar_unref (town->calendar);
  town->calendar = pf_calendar_new (toss () ? PF_REGION_METROPOLE : PF_REGION_ALSACE_MOSELLE);
  for (int i = 0; i < n_holidays; i++)
    {
      PfDay first = sample_day ();
      g_autofree char *name = sample_text ();

      pf_calendar_add_school_holiday (town->calendar, first, MIN (LAST_DAY, first + i), name);
    }
}

static void
fill_site (PfRecord *record)
{
  PfSite *site = PF_SITE (record);

  site->name = sample_name ();
  site->address = sample_text ();
}

static void
fill_activity (PfRecord *record)
{
  PfActivity *activity = PF_ACTIVITY (record);
  int n_units = g_test_rand_int_range (1, 6);

  activity->name = sample_name ();
  activity->site = sample_optional_id ();
  activity->kind = (PfKind) g_test_rand_int_range (PF_KIND_PERI, PF_KIND_SPORT + 1);
  activity->book = sample_rule ();
  activity->late = sample_rule ();
  activity->cancel = sample_rule ();
  activity->description = toss () ? sample_text () : NULL;
  activity->min_months = g_test_rand_int_range (-1, 1200);
  activity->max_months = g_test_rand_int_range (-1, 1200);
  activity->first = toss () ? sample_day () : PF_DAY_NONE;
  activity->enrol_last = toss () ? sample_day () : PF_DAY_NONE;
  activity->takes_enrolments = toss ();
  activity->books_whole_year = toss ();
  activity->demands = (guint) g_test_rand_int_range (0, 2 * PF_DEMAND_WALLET);
  for (int i = 0; i < n_units; i++)
    {
      PfUnit *unit = g_new0 (PfUnit, 1);

      unit->id = g_strdup_printf ("unit-%d", i);
      unit->name = sample_name ();
      unit->short_name = sample_name ();
      unit->start_minute = g_test_rand_int_range (-1, 1440);
      unit->end_minute = g_test_rand_int_range (-1, 1440);
      g_ptr_array_add (activity->units, unit);
    }
}

static void
fill_enrolment (PfRecord *record)
{
  PfEnrolment *enrolment = PF_ENROLMENT (record);

  enrolment->child = sample_id ();
  enrolment->activity = sample_id ();
  enrolment->state =
      (PfEnrolmentState) g_test_rand_int_range (PF_ENROLMENT_REQUESTED, PF_ENROLMENT_CLOSED + 1);
  enrolment->first = sample_day ();
  enrolment->last = sample_day_near (enrolment->first, 1);
  enrolment->weekdays = (guint) g_test_rand_int_range (0, PF_WEEKDAYS_ALL + 1);
  enrolment->reason = toss () ? sample_text () : NULL;
  enrolment->asked_at = sample_optional_moment ();
  enrolment->is_occasional = toss ();
}

static PfSlot
sample_slot (PfDay day, guint8 unit)
{
  PfSlot slot;

  pf_slot_init (&slot, day, unit);
  slot.booking = (guint8) g_test_rand_int_range (PF_BOOKING_NONE, PF_BOOKING_CANCELLED + 1);
  slot.attendance =
      (guint8) g_test_rand_int_range (PF_ATTENDANCE_UNKNOWN, PF_ATTENDANCE_EXCUSED + 1);
  slot.closure = (guint8) g_test_rand_int_range (PF_CLOSURE_NONE, PF_CLOSURE_OTHER + 1);
  slot.flags = (guint8) g_test_rand_int_range (0, 4);
  slot.places = toss () ? PF_PLACES_UNLIMITED : (gint32) sample_integer (G_MAXINT32);
  slot.rank = toss () ? 0 : (gint32) sample_integer (G_MAXINT32);
  slot.book_from = sample_optional_moment ();
  slot.book_until = sample_optional_moment ();
  slot.late_until = sample_optional_moment ();
  slot.cancel_until = sample_optional_moment ();
  slot.price = sample_price ();
  slot.late_price = sample_price ();
  slot.charged = sample_price ();
  return slot;
}

PfSheet *
sample_sheet (const char *enrolment, PfDay month, guint n_units)
{
  g_autofree char *id = pf_sheet_make_id (enrolment, month);
  PfSheet *sheet = pf_record_new (PF_TYPE_SHEET, id);
  int n_labels = g_test_rand_int_range (0, 4);

  sheet->enrolment = g_strdup (enrolment);
  sheet->month = month;
  sheet->version = sample_integer (MAX_INTEGER);
  for (guint i = 0; i < n_units; i++)
    g_ptr_array_add (sheet->units, sample_id ());
  for (int i = 0; i < n_labels; i++)
    g_ptr_array_add (sheet->labels, sample_name ());
  for (PfDay day = month; day <= pf_day_get_month_end (month); day++)
    for (guint unit = 0; unit < n_units; unit++)
      {
        PfSlot slot = sample_slot (day, (guint8) unit);
        gint8 label = (gint8) g_test_rand_int_range (-1, n_labels);

        if (toss ())
          continue;
        g_array_append_val (sheet->slots, slot);
        g_array_append_val (sheet->label_of, label);
      }
  return sheet;
}

static char *
sample_digest (void)
{
  GString *text = g_string_new (NULL);

  while (text->len < 64)
    g_string_append_printf (text, "%x", g_test_rand_int_range (0, 16));
  return g_string_free (text, FALSE);
}

static GPtrArray *
sample_texts (void)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    g_ptr_array_add (texts, sample_name ());
  return texts;
}

static void sample_members (const PfMemberTable *table, gpointer values);

static gpointer
sample_structure (const PfMemberTable *table)
{
  gpointer values = g_malloc0 (table->size);

  sample_members (table, values);
  return values;
}

static void
sample_member (const PfMember *member, gpointer field)
{
  const PfMemberType *type = member->type;
  gboolean is_there = member->is_required || toss ();

  if (type == &pf_member_text)
    *(char **) field = is_there ? sample_text () : NULL;
  else if (type == &pf_member_name)
    *(char **) field = is_there ? sample_name () : NULL;
  else if (type == &pf_member_id)
    *(char **) field = is_there ? sample_id () : NULL;
  else if (type == &pf_member_digest)
    *(char **) field = is_there ? sample_digest () : NULL;
  else if (type == &pf_member_boolean)
    *(gboolean *) field = toss ();
  else if (type == &pf_member_integer)
    *(int *) field = g_test_rand_int_range ((int) member->min, (int) member->max);
  else if (type == &pf_member_big)
    *(gint64 *) field = g_test_rand_int_range (0, G_MAXINT);
  else if (type == &pf_member_price)
    *(PfCents *) field = is_there ? g_test_rand_int_range (-1000000, 1000000) : PF_CENTS_UNKNOWN;
  else if (type == &pf_member_day)
    *(PfDay *) field = is_there ? sample_day () : PF_DAY_NONE;
  else if (type == &pf_member_moment)
    *(PfMoment *) field = is_there ? sample_moment () : PF_MOMENT_NONE;
  else if (type == &pf_member_word)
    *(int *) field = g_test_rand_int_range (0, member->words->n_words);
  else if (type == &pf_member_structure)
    *(gpointer *) field = is_there ? sample_structure (member->table) : NULL;
  else if (type == &pf_member_texts)
    {
      g_clear_pointer ((GPtrArray **) field, g_ptr_array_unref);
      *(GPtrArray **) field = sample_texts ();
    }
  else if (type == &pf_member_list)
    for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
      g_ptr_array_add (*(GPtrArray **) field, sample_structure (member->table));
  else
    g_assert_not_reached ();
}

static void
sample_members (const PfMemberTable *table, gpointer values)
{
  for (gsize i = 0; i < table->n_members; i++)
    sample_member (&table->members[i], G_STRUCT_MEMBER_P (values, table->members[i].offset));
}

PfRecord *
sample_record (PfCollection collection)
{
  static void (*const fill[PF_N_COLLECTIONS]) (PfRecord * record) = {
    [PF_COLLECTION_TOWN] = fill_town,
    [PF_COLLECTION_SITES] = fill_site,
    [PF_COLLECTION_ACTIVITIES] = fill_activity,
    [PF_COLLECTION_ENROLMENTS] = fill_enrolment,
  };
  g_autofree char *id = sample_id ();
  PfRecord *record;

  if (collection == PF_COLLECTION_SHEETS)
    return PF_RECORD (sample_sheet (id, pf_day_get_month_start (sample_day ()),
                                    (guint) g_test_rand_int_range (1, 5)));
  record = pf_record_new (pf_collection_get_record_type (collection), id);
  if (fill[collection] != NULL)
    fill[collection](record);
  else
    sample_members (pf_codec_find_table (G_OBJECT_TYPE (record)), record);
  return record;
}

PfChanges *
sample_changes (void)
{
  PfChanges *changes = pf_changes_new ();

  changes->state = sample_token (512);
  changes->more = toss ();
  changes->is_whole = toss ();
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      int n_changed = g_test_rand_int_range (0, 4), n_removed = g_test_rand_int_range (0, 4);

      while (n_changed-- > 0)
        g_ptr_array_add (changes->changed[i], sample_record ((PfCollection) i));
      while (n_removed-- > 0)
        g_ptr_array_add (changes->removed[i], sample_token (136));
    }
  return changes;
}

GPtrArray *
sample_lines (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  int n_lines = g_test_rand_int_range (1, 20);

  while (n_lines-- > 0)
    {
      g_autofree char *enrolment = sample_id ();
      g_autofree char *unit = sample_id ();

      g_ptr_array_add (lines, pf_line_new (enrolment, unit, sample_day (),
                                           toss () ? PF_ACTION_BOOK : PF_ACTION_CANCEL,
                                           sample_integer (MAX_INTEGER), sample_price ()));
    }
  return lines;
}

PfAnswer *
sample_answer (void)
{
  PfAnswer *answer = pf_answer_new ();
  int n_outcomes = g_test_rand_int_range (0, 20);

  answer->receipt = sample_optional_id ();
  answer->prepayment = sample_optional_id ();
  answer->at = sample_moment ();
  answer->total = sample_price ();
  while (n_outcomes-- > 0)
    {
      PfOutcome *outcome = pf_outcome_new ();

      outcome->kind =
          (PfOutcomeKind) g_test_rand_int_range (PF_OUTCOME_BOOKED, PF_OUTCOME_CHANGED + 1);
      if (outcome->kind == PF_OUTCOME_REFUSED)
        outcome->refusal =
            (PfRefusal) g_test_rand_int_range (PF_REFUSAL_TOO_LATE, PF_REFUSAL_OTHER + 1);
      outcome->detail = sample_text ();
      outcome->rank = (int) sample_integer (G_MAXINT32);
      outcome->price = sample_price ();
      outcome->surcharge = sample_integer (MAX_INTEGER);
      outcome->version = sample_integer (MAX_INTEGER);
      outcome->has_slot = toss ();
      if (outcome->has_slot)
        outcome->slot = sample_slot (sample_day (), 0);
      g_ptr_array_add (answer->outcomes, outcome);
    }
  return answer;
}

PfDiscovery *
sample_discovery (void)
{
  PfDiscovery *discovery = pf_discovery_new ();
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  int n_hosts = g_test_rand_int_range (0, 3);

  while (n_hosts-- > 0)
    {
      g_autofree char *host = sample_name ();

      g_strv_builder_add (hosts, host);
    }
  discovery->name = sample_name ();
  discovery->api_base =
      g_strdup (toss () ? "https://api.example.org/town/v1" : "https://town.example.org/v1");
  discovery->time_zone = g_strdup ("Europe/Paris");
  discovery->currency = g_strdup ("EUR");
  discovery->features = (PfFeatures) g_test_rand_int_range (0, 16);
  g_strfreev (discovery->payment_hosts);
  discovery->payment_hosts = g_strv_builder_end (hosts);
  discovery->legal_url = toss () ? g_strdup ("https://town.example.org/legal") : NULL;
  discovery->contact = sample_text ();
  return discovery;
}

PfTokens *
sample_tokens (void)
{
  PfTokens *tokens = pf_tokens_new ();

  tokens->access_token = sample_token (512);
  tokens->access_until = sample_moment ();
  tokens->refresh_token = sample_token (512);
  tokens->household = sample_id ();
  tokens->must_change_password = toss ();
  return tokens;
}

PfProblem *
sample_problem (void)
{
  g_autofree char *title = sample_name ();
  PfProblem *problem = pf_problem_new (
      (PfProblemType) g_test_rand_int_range (PF_PROBLEM_OTHER, PF_PROBLEM_UNPROCESSABLE + 1),
      g_test_rand_int_range (400, 600), title);

  problem->detail = sample_text ();
  problem->pointer = sample_text ();
  problem->retry_after = g_test_rand_int_range (-1, 86401);
  return problem;
}

char *
sample_text (void)
{
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return NULL;
    case 1:
      return g_strdup ("");
    default:
      return sample_name ();
    }
}

char *
sample_token (gsize max)
{
  gsize length = toss () ? (gsize) g_test_rand_int_range (1, 9)
                         : (gsize) g_test_rand_int_range (1, (gint32) max + 1);
  char *token = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    token[i] = (char) g_test_rand_int_range ('!', '~' + 1);
  token[length] = '\0';
  return token;
}
