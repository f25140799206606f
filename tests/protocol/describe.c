/* SPDX-License-Identifier: GPL-3.0-or-later
 * Describes values as text, so that two of them can be compared and their difference read. */
#include "config.h"

#include "sample.h"

#include "pf-codec-tables.h"

#define TEXT(text) ((text) != NULL ? (text) : "(null)")

static void
describe_rule (GString *out, const char *name, const PfDeadlineRule *rule)
{
  g_string_append_printf (out, "%s: %d %d %d %d %u %d %d %d %d %d %d\n", name, rule->kind,
                          rule->minute_of_day, rule->days, rule->skip_public_holidays != FALSE,
                          rule->skip_weekdays, rule->weekday, rule->weeks, rule->day_of_month,
                          rule->months, rule->window_first, rule->window_last);
}

static void
describe_slot (GString *out, const PfSlot *slot)
{
  const gint64 facts[] = { slot->day,       slot->unit,       slot->booking,    slot->attendance,
                           slot->closure,   slot->flags,      slot->places,     slot->rank,
                           slot->book_from, slot->book_until, slot->late_until, slot->cancel_until,
                           slot->price,     slot->late_price, slot->charged };

  g_string_append (out, "slot:");
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    g_string_append_printf (out, " %" G_GINT64_FORMAT, facts[i]);
  g_string_append_c (out, '\n');
}

static void
describe_town (GString *out, PfRecord *record)
{
  PfTown *town = PF_TOWN (record);
  GPtrArray *holidays = pf_calendar_get_school_holidays (town->calendar);

  g_string_append_printf (
      out, "name: %s\ntime zone: %s, %s\ncurrency: %s\nschool zone: %s\nregion: %d\n", town->name,
      town->time_zone, g_time_zone_get_identifier (town->zone), town->currency,
      TEXT (town->school_zone), pf_calendar_get_region (town->calendar));
  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *period = g_ptr_array_index (holidays, i);

      g_string_append_printf (out, "holiday: %d %d %s\n", period->first, period->last,
                              TEXT (period->name));
    }
}

static void
describe_site (GString *out, PfRecord *record)
{
  g_string_append_printf (out, "name: %s\naddress: %s\n", PF_SITE (record)->name,
                          TEXT (PF_SITE (record)->address));
}

static void
describe_activity (GString *out, PfRecord *record)
{
  PfActivity *activity = PF_ACTIVITY (record);

  g_string_append_printf (out, "name: %s\nsite: %s\nkind: %d\n", activity->name,
                          TEXT (activity->site), activity->kind);
  for (guint i = 0; i < activity->units->len; i++)
    {
      const PfUnit *unit = g_ptr_array_index (activity->units, i);

      g_string_append_printf (out, "unit: %s, %s, %s, %d, %d\n", unit->id, unit->name,
                              unit->short_name, unit->start_minute, unit->end_minute);
    }
  describe_rule (out, "book", &activity->book);
  describe_rule (out, "late", &activity->late);
  describe_rule (out, "cancel", &activity->cancel);
  g_string_append_printf (out, "%s %d %d %d %d %d %d %u\n", TEXT (activity->description),
                          activity->min_months, activity->max_months, activity->first,
                          activity->enrol_last, activity->takes_enrolments,
                          activity->books_whole_year, activity->demands);
}

static void
describe_enrolment (GString *out, PfRecord *record)
{
  PfEnrolment *enrolment = PF_ENROLMENT (record);

  g_string_append_printf (out, "child: %s\nactivity: %s\nstate: %d\nperiod: %d %d\nweekdays: %u\n",
                          enrolment->child, enrolment->activity, enrolment->state, enrolment->first,
                          enrolment->last, enrolment->weekdays);
  g_string_append_printf (out, "%s %" G_GINT64_FORMAT " %d\n", TEXT (enrolment->reason),
                          enrolment->asked_at, enrolment->is_occasional);
}

static void
describe_sheet (GString *out, PfRecord *record)
{
  PfSheet *sheet = PF_SHEET (record);

  g_string_append_printf (out, "enrolment: %s\nmonth: %d\nversion: %" G_GINT64_FORMAT "\n",
                          sheet->enrolment, sheet->month, sheet->version);
  for (guint i = 0; i < sheet->units->len; i++)
    g_string_append_printf (out, "unit: %s\n", (const char *) g_ptr_array_index (sheet->units, i));
  for (guint i = 0; i < sheet->slots->len; i++)
    {
      const PfSlot *slot = &g_array_index (sheet->slots, PfSlot, i);
      const char *label = pf_sheet_get_label (sheet, slot);

      describe_slot (out, slot);
      if (label != NULL)
        g_string_append_printf (out, "label: %s\n", label);
    }
}

static void describe_members (GString *out, const PfMemberTable *table, gconstpointer values);

static void
describe_member (GString *out, const PfMember *member, gconstpointer field)
{
  const PfMemberType *type = member->type;

  if (type == &pf_member_text || type == &pf_member_name || type == &pf_member_id ||
      type == &pf_member_digest)
    g_string_append_printf (out, "%s", *(char *const *) field);
  else if (type == &pf_member_big || type == &pf_member_price || type == &pf_member_moment)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, *(const gint64 *) field);
  else if (type == &pf_member_texts)
    for (guint i = 0; i < (*(GPtrArray *const *) field)->len; i++)
      g_string_append_printf (out, "%s, ",
                              (char *) g_ptr_array_index (*(GPtrArray *const *) field, i));
  else if (type == &pf_member_list)
    for (guint i = 0; i < (*(GPtrArray *const *) field)->len; i++)
      describe_members (out, member->table, g_ptr_array_index (*(GPtrArray *const *) field, i));
  else if (type == &pf_member_structure && *(const gconstpointer *) field != NULL)
    describe_members (out, member->table, *(const gconstpointer *) field);
  else if (type != &pf_member_structure)
    g_string_append_printf (out, "%d", *(const int *) field);
}

static void
describe_members (GString *out, const PfMemberTable *table, gconstpointer values)
{
  for (gsize i = 0; i < table->n_members; i++)
    {
      const PfMember *member = &table->members[i];

      g_string_append_printf (out, "%s: ", member->name);
      describe_member (out, member, (const char *) values + member->offset);
      g_string_append_c (out, '\n');
    }
}

static void
append_record (GString *out, PfRecord *record)
{
  static void (*const describe[PF_N_COLLECTIONS]) (GString * out, PfRecord * record) = {
    [PF_COLLECTION_TOWN] = describe_town,           [PF_COLLECTION_SITES] = describe_site,
    [PF_COLLECTION_ACTIVITIES] = describe_activity, [PF_COLLECTION_ENROLMENTS] = describe_enrolment,
    [PF_COLLECTION_SHEETS] = describe_sheet,
  };

  g_string_append_printf (out, "%s %s\n", G_OBJECT_TYPE_NAME (record), pf_record_get_id (record));
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (G_OBJECT_TYPE (record) == pf_collection_get_record_type ((PfCollection) i))
      {
        if (describe[i] != NULL)
          describe[i](out, record);
        else
          describe_members (out, pf_codec_find_table (G_OBJECT_TYPE (record)), record);
      }
}

char *
describe_record (PfRecord *record)
{
  GString *out = g_string_new (NULL);

  append_record (out, record);
  return g_string_free (out, FALSE);
}

char *
describe_changes (const PfChanges *changes)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "state: %s\nmore: %d\nwhole: %d\n", changes->state,
                          changes->more != FALSE, changes->is_whole != FALSE);
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      for (guint j = 0; j < changes->changed[i]->len; j++)
        append_record (out, g_ptr_array_index (changes->changed[i], j));
      for (guint j = 0; j < changes->removed[i]->len; j++)
        g_string_append_printf (out, "removed %d: %s\n", i,
                                (const char *) g_ptr_array_index (changes->removed[i], j));
    }
  return g_string_free (out, FALSE);
}

char *
describe_lines (GPtrArray *lines)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const PfLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (out, "%s %s %d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                              line->enrolment, line->unit, line->day, line->action, line->version,
                              line->price);
    }
  return g_string_free (out, FALSE);
}

char *
describe_answer (const PfAnswer *answer)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (
      out, "receipt: %s\nprepayment: %s\nat: %" G_GINT64_FORMAT "\ntotal: %" G_GINT64_FORMAT "\n",
      TEXT (answer->receipt), TEXT (answer->prepayment), answer->at, answer->total);
  for (guint i = 0; i < answer->outcomes->len; i++)
    {
      const PfOutcome *outcome = g_ptr_array_index (answer->outcomes, i);

      g_string_append_printf (out, "outcome: %d %d %s %d", outcome->kind, outcome->refusal,
                              TEXT (outcome->detail), outcome->rank);
      g_string_append_printf (out,
                              " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                              outcome->price, outcome->surcharge, outcome->version);
      if (outcome->has_slot)
        describe_slot (out, &outcome->slot);
    }
  return g_string_free (out, FALSE);
}

char *
describe_discovery (const PfDiscovery *discovery)
{
  g_autofree char *hosts = g_strjoinv (", ", discovery->payment_hosts);

  return g_strdup_printf ("name: %s\nbase: %s\nzone: %s\ncurrency: %s\nfeatures: %d\nhosts: "
                          "%s\nlegal: %s\ncontact: %s\n",
                          discovery->name, discovery->api_base, discovery->time_zone,
                          discovery->currency, discovery->features, hosts,
                          TEXT (discovery->legal_url), TEXT (discovery->contact));
}

char *
describe_tokens (const PfTokens *tokens)
{
  return g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n%s\n%s\n%d\n", tokens->access_token,
                          tokens->access_until, tokens->refresh_token, tokens->household,
                          tokens->must_change_password != FALSE);
}

char *
describe_problem (const PfProblem *problem)
{
  return g_strdup_printf (
      "type: %d\nstatus: %d\ntitle: %s\ndetail: %s\npointer: %s\nretry after: %d\n", problem->type,
      problem->status, problem->title, TEXT (problem->detail), TEXT (problem->pointer),
      problem->retry_after);
}
