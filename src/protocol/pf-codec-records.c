/* SPDX-License-Identifier: GPL-3.0-or-later
 * The records but their sheets' rows: one table of members a collection, and the few members that
 * no table can tell. */
#include "config.h"

#include <string.h>

#include "pf-codec-private.h"
#include "pf-codec-rule.h"
#include "pf-json-writer.h"
#include "pf-member.h"

#define MAX_UNITS 255

static const PfMember town_members[] = {
  PF_MEMBER ("name", name, PfTown, name, TRUE),
  PF_MEMBER ("currency", currency, PfTown, currency),
  PF_MEMBER ("school_zone", text, PfTown, school_zone),
};

static const PfMember period_members[] = {
  PF_MEMBER ("first", day, PfPeriod, first, TRUE),
  PF_MEMBER ("last", day, PfPeriod, last, TRUE),
  PF_MEMBER ("name", text, PfPeriod, name),
};

static const PfMember household_members[] = {
  PF_MEMBER ("name", text, PfHousehold, name),
  PF_MEMBER ("number", text, PfHousehold, number),
  PF_MEMBER ("quotient", price, PfHousehold, quotient),
};

static const PfMember guardian_members[] = {
  PF_MEMBER ("civility", text, PfGuardian, civility),
  PF_MEMBER ("first_name", name, PfGuardian, first_name, TRUE),
  PF_MEMBER ("last_name", name, PfGuardian, last_name, TRUE),
  PF_MEMBER ("email", text, PfGuardian, email),
  PF_MEMBER ("is_self", boolean, PfGuardian, is_self),
};

static const PfMember child_members[] = {
  PF_MEMBER ("first_name", name, PfChild, first_name, TRUE),
  PF_MEMBER ("last_name", name, PfChild, last_name, TRUE),
  PF_MEMBER ("birth_date", day, PfChild, birth_date),
  PF_MEMBER ("school_site", id, PfChild, school_site),
  PF_MEMBER ("class_name", text, PfChild, class_name),
};

static const PfMember site_members[] = {
  PF_MEMBER ("name", name, PfSite, name, TRUE),
  PF_MEMBER ("address", text, PfSite, address),
};

static const char *const kind_words[] = {
  [PF_KIND_PERI] = "peri",
  [PF_KIND_EXTRA] = "extra",
  [PF_KIND_SPORT] = "sport",
};
static const PfWords kinds = PF_WORDS (kind_words, PF_KIND_PERI);

static const PfMember unit_members[] = {
  PF_MEMBER ("id", id, PfUnit, id, TRUE),
  PF_MEMBER ("name", name, PfUnit, name, TRUE),
  PF_MEMBER ("short_name", name, PfUnit, short_name, TRUE),
  PF_MEMBER ("start", minute, PfUnit, start_minute, .fallback = -1),
  PF_MEMBER ("end", minute, PfUnit, end_minute, .fallback = -1),
};

static const PfMember activity_members[] = {
  PF_MEMBER ("name", name, PfActivity, name, TRUE),
  PF_MEMBER ("site", id, PfActivity, site),
  PF_MEMBER ("kind", word, PfActivity, kind, .fallback = PF_KIND_PERI, .words = &kinds),
  PF_MEMBER ("book", rule, PfActivity, book, .fallback = PF_DEADLINE_NONE),
  PF_MEMBER ("late", rule, PfActivity, late, .fallback = PF_DEADLINE_NEVER),
  PF_MEMBER ("cancel", rule, PfActivity, cancel, .fallback = PF_DEADLINE_NONE),
};

static const char *const enrolment_words[] = {
  [PF_ENROLMENT_REQUESTED] = "requested",
  [PF_ENROLMENT_OPEN] = "open",
  [PF_ENROLMENT_REFUSED] = "refused",
  [PF_ENROLMENT_CLOSED] = "closed",
};
static const PfWords enrolment_states = PF_WORDS (enrolment_words, PF_ENROLMENT_CLOSED);

static const PfMember enrolment_members[] = {
  PF_MEMBER ("child", id, PfEnrolment, child, TRUE),
  PF_MEMBER ("activity", id, PfEnrolment, activity, TRUE),
  PF_MEMBER ("state", word, PfEnrolment, state, TRUE, .words = &enrolment_states),
  PF_MEMBER ("first", day, PfEnrolment, first, TRUE),
  PF_MEMBER ("last", day, PfEnrolment, last, TRUE),
  PF_MEMBER ("weekdays", weekdays, PfEnrolment, weekdays, .fallback = PF_WEEKDAYS_ALL),
};

static const char *const region_words[] = {
  [PF_REGION_METROPOLE] = "metropole",
  [PF_REGION_ALSACE_MOSELLE] = "alsace-moselle",
};
static const PfWords regions = PF_WORDS (region_words, PF_REGION_METROPOLE);

static void read_town (PfJson *json, const PfJsonNode *object, PfRecord *record);
static void write_town (GString *text, PfRecord *record);
static void read_activity (PfJson *json, const PfJsonNode *object, PfRecord *record);
static void write_activity (GString *text, PfRecord *record);
static void read_enrolment (PfJson *json, const PfJsonNode *object, PfRecord *record);

/* @read and @write are for the members that are not in the table. */
static const struct {
  const PfMember *members;
  gsize n_members;
  void (*read) (PfJson *json, const PfJsonNode *object, PfRecord *record);
  void (*write) (GString *text, PfRecord *record);
} codecs[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_TOWN] = { PF_MEMBERS (town_members), read_town, write_town },
  [PF_COLLECTION_HOUSEHOLD] = { PF_MEMBERS (household_members) },
  [PF_COLLECTION_GUARDIANS] = { PF_MEMBERS (guardian_members) },
  [PF_COLLECTION_CHILDREN] = { PF_MEMBERS (child_members) },
  [PF_COLLECTION_SITES] = { PF_MEMBERS (site_members) },
  [PF_COLLECTION_ACTIVITIES] = { PF_MEMBERS (activity_members), read_activity, write_activity },
  [PF_COLLECTION_ENROLMENTS] = { PF_MEMBERS (enrolment_members), read_enrolment },
  [PF_COLLECTION_SHEETS] = { NULL, 0, pf_codec_read_sheet, pf_codec_write_sheet },
};

static void
check_period (PfJson *json, const PfJsonNode *object, PfDay first, PfDay last)
{
  if (pf_json_is_ok (json) && first > last)
    pf_json_fail (json, object, "expected its first day to come before its last");
}

static void
read_town (PfJson *json, const PfJsonNode *object, PfRecord *record)
{
  PfTown *town = PF_TOWN (record);
  const char *time_zone = pf_codec_to_time_zone (json, pf_json_require (json, object, "time_zone"));
  PfRegion region = (PfRegion) pf_words_read (json, pf_json_get (json, object, "region"), &regions,
                                              PF_REGION_METROPOLE);
  PfJsonIter iter;
  const PfJsonNode *item;

  if (time_zone != NULL)
    pf_town_set_time_zone (town, time_zone);
  pf_calendar_unref (town->calendar);
  town->calendar = pf_calendar_new (region);
  pf_json_iter_init (json, &iter, pf_json_get (json, object, "school_holidays"), G_MAXUINT);
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      g_autoptr (PfPeriod) period = pf_period_new (PF_DAY_NONE, PF_DAY_NONE, NULL);

      pf_members_read (json, pf_json_to_object (json, item), PF_MEMBERS (period_members), period);
      check_period (json, item, period->first, period->last);
      if (pf_json_is_ok (json))
        pf_calendar_add_school_holiday (town->calendar, period->first, period->last, period->name);
    }
}

static void
write_town (GString *text, PfRecord *record)
{
  PfTown *town = PF_TOWN (record);
  PfRegion region = pf_calendar_get_region (town->calendar);
  GPtrArray *holidays = pf_calendar_get_school_holidays (town->calendar);

  pf_json_write_text (text, "time_zone", town->time_zone);
  if (region != PF_REGION_METROPOLE)
    pf_json_write_text (text, "region", region_words[region]);
  if (holidays->len == 0)
    return;
  pf_json_begin_array (text, "school_holidays");
  for (guint i = 0; i < holidays->len; i++)
    {
      pf_json_begin_object (text, NULL);
      pf_members_write (text, PF_MEMBERS (period_members), g_ptr_array_index (holidays, i));
      pf_json_end_object (text);
    }
  pf_json_end_array (text);
}

static void
read_activity (PfJson *json, const PfJsonNode *object, PfRecord *record)
{
  PfActivity *activity = PF_ACTIVITY (record);
  const PfJsonNode *units = pf_json_require (json, object, "units"), *item;
  PfJsonIter iter;

  if (pf_json_iter_init (json, &iter, units, MAX_UNITS) == 0 && pf_json_is_ok (json))
    pf_json_fail (json, units, "expected at least one unit");
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      PfUnit *unit = g_new0 (PfUnit, 1);

      pf_members_read (json, pf_json_to_object (json, item), PF_MEMBERS (unit_members), unit);
      if (pf_json_is_ok (json) && pf_activity_find_unit (activity, unit->id) != NULL)
        pf_json_fail (json, item, "expected an id that no other unit has");
      g_ptr_array_add (activity->units, unit);
    }
}

static void
write_activity (GString *text, PfRecord *record)
{
  PfActivity *activity = PF_ACTIVITY (record);

  pf_json_begin_array (text, "units");
  for (guint i = 0; i < activity->units->len; i++)
    {
      pf_json_begin_object (text, NULL);
      pf_members_write (text, PF_MEMBERS (unit_members), g_ptr_array_index (activity->units, i));
      pf_json_end_object (text);
    }
  pf_json_end_array (text);
}

static void
read_enrolment (PfJson *json, const PfJsonNode *object, PfRecord *record)
{
  check_period (json, object, PF_ENROLMENT (record)->first, PF_ENROLMENT (record)->last);
}

/* GLib would also take a path, so the characters are checked first. */
static GTimeZone *
find_time_zone (const char *name)
{
  static const char others[] = "+-_/";

  if (!g_ascii_isalpha (name[0]))
    return NULL;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr (others, *c) == NULL)
      return NULL;
  return g_time_zone_new_identifier (name);
}

static int
find_collection (PfRecord *record)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (record, pf_collection_get_record_type ((PfCollection) i)))
      return i;
  g_assert_not_reached ();
}

const char *
pf_codec_to_time_zone (PfJson *json, const PfJsonNode *node)
{
  const char *name = pf_json_to_name (json, node);
  g_autoptr (GTimeZone) zone = name != NULL ? find_time_zone (name) : NULL;

  if (zone != NULL)
    return name;
  if (name != NULL)
    pf_json_fail (json, node, "expected the IANA name of a time zone");
  return NULL;
}

void
pf_codec_write_record (GString *text, PfRecord *record)
{
  int collection = find_collection (record);

  pf_json_begin_object (text, NULL);
  pf_json_write_text (text, "id", pf_record_get_id (record));
  pf_members_write (text, codecs[collection].members, codecs[collection].n_members, record);
  if (codecs[collection].write != NULL)
    codecs[collection].write (text, record);
  pf_json_end_object (text);
}

PfRecord *
pf_codec_read_record (PfJson *json, const PfJsonNode *node, PfCollection collection)
{
  const PfJsonNode *object = pf_json_to_object (json, node);
  gsize max = collection == PF_COLLECTION_SHEETS ? PF_JSON_MAX_ID : PF_MEMBER_MAX_ID;
  const char *id = pf_json_to_token (json, pf_json_require (json, object, "id"), max);
  g_autoptr (PfRecord) record = NULL;

  if (id == NULL)
    return NULL;
  record = pf_record_new (pf_collection_get_record_type (collection), id);
  pf_members_read (json, object, codecs[collection].members, codecs[collection].n_members, record);
  if (codecs[collection].read != NULL && pf_json_is_ok (json))
    codecs[collection].read (json, object, record);
  return pf_json_is_ok (json) ? g_steal_pointer (&record) : NULL;
}

GBytes *
pf_codec_encode_record (PfRecord *record)
{
  GString *text;

  g_return_val_if_fail (PF_IS_RECORD (record), NULL);

  text = g_string_new (NULL);
  pf_codec_write_record (text, record);
  return pf_json_finish_text (text);
}

PfRecord *
pf_codec_decode_record (PfCollection collection, GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = NULL;
  g_autoptr (PfRecord) record = NULL;

  g_return_val_if_fail ((guint) collection < PF_N_COLLECTIONS, NULL);

  json = pf_json_new (body, error);
  if (json == NULL)
    return NULL;
  record = pf_codec_read_record (json, pf_json_get_root (json), collection);
  return pf_json_finish (json, error) ? g_steal_pointer (&record) : NULL;
}
