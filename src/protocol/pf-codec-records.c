/* SPDX-License-Identifier: GPL-3.0-or-later
 * The records but their sheets' rows: one table of members a collection, and the few members that
 * no table can tell. */
#include "config.h"

#include <string.h>

#include "pf-codec-private.h"
#include "pf-codec-rule.h"
#include "pf-codec-tables.h"
#include "pf-json-writer.h"
#include "pf-record-news.h"

#define MAX_UNITS 255
#define MAX_MONTHS 1200 /* of age */

static const PfMember file_members[] = {
  PF_MEMBER ("id", id, PfFile, id),
  PF_MEMBER ("name", name, PfFile, name, TRUE),
  PF_MEMBER ("media_type", name, PfFile, media_type, TRUE),
  PF_MEMBER ("size", big, PfFile, size, TRUE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("digest", digest, PfFile, digest),
};
const PfMemberTable pf_file_table = PF_MEMBER_TABLE (file_members, PfFile);

static const PfMember town_members[] = {
  PF_MEMBER ("name", name, PfTown, name, TRUE),
  PF_MEMBER ("currency", currency, PfTown, currency),
  PF_MEMBER ("school_zone", text, PfTown, school_zone),
};
static const PfMemberTable town_table = PF_MEMBER_TABLE (town_members, PfTown);

static const PfMember period_members[] = {
  PF_MEMBER ("first", day, PfPeriod, first, TRUE),
  PF_MEMBER ("last", day, PfPeriod, last, TRUE),
  PF_MEMBER ("name", text, PfPeriod, name),
};

static const PfMember site_members[] = {
  PF_MEMBER ("name", name, PfSite, name, TRUE),
  PF_MEMBER ("address", text, PfSite, address),
};
static const PfMemberTable site_table = PF_MEMBER_TABLE (site_members, PfSite);

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

/* By bit of PfDemand. */
static const char *const demand_words[] = { "sheet", "documents", "wallet" };
static const PfWords demands = PF_WORDS (demand_words, 0);

static const PfMember activity_members[] = {
  PF_MEMBER ("name", name, PfActivity, name, TRUE),
  PF_MEMBER ("site", id, PfActivity, site),
  PF_MEMBER ("kind", word, PfActivity, kind, .fallback = PF_KIND_PERI, .words = &kinds),
  PF_MEMBER ("book", rule, PfActivity, book, .fallback = PF_DEADLINE_NONE),
  PF_MEMBER ("late", rule, PfActivity, late, .fallback = PF_DEADLINE_NEVER),
  PF_MEMBER ("cancel", rule, PfActivity, cancel, .fallback = PF_DEADLINE_NONE),
  PF_MEMBER ("description", text, PfActivity, description),
  PF_MEMBER ("min_months", integer, PfActivity, min_months, FALSE, -1, 0, MAX_MONTHS),
  PF_MEMBER ("max_months", integer, PfActivity, max_months, FALSE, -1, 0, MAX_MONTHS),
  PF_MEMBER ("first", day, PfActivity, first),
  PF_MEMBER ("last", day, PfActivity, last),
  PF_MEMBER ("enrol_first", day, PfActivity, enrol_first),
  PF_MEMBER ("enrol_last", day, PfActivity, enrol_last),
  PF_MEMBER ("takes_enrolments", boolean, PfActivity, takes_enrolments),
  PF_MEMBER ("automatic", boolean, PfActivity, is_automatic),
  PF_MEMBER ("occasional", boolean, PfActivity, is_occasional),
  PF_MEMBER ("books_whole_year", boolean, PfActivity, books_whole_year),
  PF_MEMBER ("prepaid", boolean, PfActivity, is_prepaid),
  PF_MEMBER ("demands", flags, PfActivity, demands, .words = &demands),
};
static const PfMemberTable activity_table = PF_MEMBER_TABLE (activity_members, PfActivity);

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
  PF_MEMBER ("reason", text, PfEnrolment, reason),
  PF_MEMBER ("asked_at", moment, PfEnrolment, asked_at),
  PF_MEMBER ("occasional", boolean, PfEnrolment, is_occasional),
};
static const PfMemberTable enrolment_table = PF_MEMBER_TABLE (enrolment_members, PfEnrolment);

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
typedef struct {
  const PfMemberTable *table; /* (nullable) */
  void (*read) (PfJson *json, const PfJsonNode *object, PfRecord *record);
  void (*write) (GString *text, PfRecord *record);
} RecordCodec;

static const RecordCodec codecs[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_TOWN] = { &town_table, read_town, write_town },
  [PF_COLLECTION_HOUSEHOLD] = { &pf_household_table },
  [PF_COLLECTION_GUARDIANS] = { &pf_guardian_table },
  [PF_COLLECTION_CHILDREN] = { &pf_child_table },
  [PF_COLLECTION_SITES] = { &site_table },
  [PF_COLLECTION_ACTIVITIES] = { &activity_table, read_activity, write_activity },
  [PF_COLLECTION_ENROLMENTS] = { &enrolment_table, read_enrolment },
  [PF_COLLECTION_SHEETS] = { NULL, pf_codec_read_sheet, pf_codec_write_sheet },
  [PF_COLLECTION_CONTACTS] = { &pf_contact_table },
  [PF_COLLECTION_REQUIREMENTS] = { &pf_requirement_table },
  [PF_COLLECTION_DOCUMENTS] = { &pf_document_table },
  [PF_COLLECTION_PAPERS] = { &pf_paper_table },
  [PF_COLLECTION_TARIFFS] = { &pf_tariff_table },
  [PF_COLLECTION_INVOICES] = { &pf_invoice_table },
  [PF_COLLECTION_PAYMENTS] = { &pf_payment_table },
  [PF_COLLECTION_WALLETS] = { &pf_wallet_table },
  [PF_COLLECTION_MOVEMENTS] = { &pf_movement_table },
  [PF_COLLECTION_PREPAYMENTS] = { &pf_prepayment_table },
  [PF_COLLECTION_SERVICES] = { &pf_service_table },
  [PF_COLLECTION_THREADS] = { &pf_thread_table },
  [PF_COLLECTION_MESSAGES] = { &pf_message_table },
  [PF_COLLECTION_FORMS] = { &pf_form_table },
  [PF_COLLECTION_REQUESTS] = { &pf_request_table },
  [PF_COLLECTION_NEWS] = { &pf_news_table },
  [PF_COLLECTION_MENUS] = { &pf_menu_table },
};

static const RecordCodec health_sheet_codec = { &pf_health_sheet_table };

/* A health sheet is a record of no collection. */
static const RecordCodec *
find_codec (GType type)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (type == pf_collection_get_record_type ((PfCollection) i))
      return &codecs[i];
  g_assert (type == PF_TYPE_HEALTH_SHEET);
  return &health_sheet_codec;
}

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

const PfMemberTable *
pf_codec_find_table (GType type)
{
  return find_codec (type)->table;
}

void
pf_codec_write_record (GString *text, PfRecord *record)
{
  const RecordCodec *codec = find_codec (G_OBJECT_TYPE (record));

  pf_json_begin_object (text, NULL);
  pf_json_write_text (text, "id", pf_record_get_id (record));
  if (codec->table != NULL)
    pf_members_write (text, codec->table->members, codec->table->n_members, record);
  if (codec->write != NULL)
    codec->write (text, record);
  pf_json_end_object (text);
}

static PfRecord *
read_record (PfJson *json, const PfJsonNode *node, GType type)
{
  const RecordCodec *codec = find_codec (type);
  const PfJsonNode *object = pf_json_to_object (json, node);
  gsize max = type == PF_TYPE_SHEET || type == PF_TYPE_MENU ? PF_JSON_MAX_ID : PF_MEMBER_MAX_ID;
  const char *id = pf_json_to_token (json, pf_json_require (json, object, "id"), max);
  g_autoptr (PfRecord) record = NULL;

  if (id == NULL)
    return NULL;
  record = pf_record_new (type, id);
  if (codec->table != NULL)
    pf_members_read (json, object, codec->table->members, codec->table->n_members, record);
  if (codec->read != NULL && pf_json_is_ok (json))
    codec->read (json, object, record);
  return pf_json_is_ok (json) ? g_steal_pointer (&record) : NULL;
}

static PfRecord *
decode_record (GBytes *body, GType type, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  g_autoptr (PfRecord) record = NULL;

  if (json == NULL)
    return NULL;
  record = read_record (json, pf_json_get_root (json), type);
  return pf_json_finish (json, error) ? g_steal_pointer (&record) : NULL;
}

PfRecord *
pf_codec_read_record (PfJson *json, const PfJsonNode *node, PfCollection collection)
{
  return read_record (json, node, pf_collection_get_record_type (collection));
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
  g_return_val_if_fail ((guint) collection < PF_N_COLLECTIONS, NULL);

  return decode_record (body, pf_collection_get_record_type (collection), error);
}

PfHealthSheet *
pf_codec_decode_health_sheet (GBytes *body, GError **error)
{
  return (PfHealthSheet *) decode_record (body, PF_TYPE_HEALTH_SHEET, error);
}
