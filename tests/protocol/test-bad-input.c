/* SPDX-License-Identifier: GPL-3.0-or-later
 * What breaks the contract is refused, and the error says where; what a newer town adds is not. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"

#define DECODER(name, Type, free_function)                                                         \
  static gboolean name (GBytes *body, GError **error)                                              \
  {                                                                                                \
    Type *value = pf_codec_decode_##name (body, error);                                            \
                                                                                                   \
    if (value == NULL)                                                                             \
      return FALSE;                                                                                \
    free_function (value);                                                                         \
    return TRUE;                                                                                   \
  }

DECODER (changes, PfChanges, pf_changes_unref)
DECODER (lines, GPtrArray, g_ptr_array_unref)
DECODER (answer, PfAnswer, pf_answer_free)
DECODER (tokens, PfTokens, pf_tokens_free)
DECODER (event, char, g_free)

static gboolean
discovery (GBytes *body, GError **error)
{
  g_autoptr (PfDiscovery) value = pf_codec_decode_discovery (body, "https://town.fr", error);

  return value != NULL;
}

static gboolean
grant (GBytes *body, GError **error)
{
  g_autofree char *login = NULL, *password = NULL, *refresh_token = NULL;

  return pf_codec_decode_grant (body, &login, &password, &refresh_token, error);
}

/* Records are tried inside a page of changes, where their paths show. */
#define TOWN(members)                                                                              \
  "{'state':'s','changed':{'town':[{'id':'t','name':'T','time_zone':'UTC'" members "}]}}"
#define CHILD(members)                                                                             \
  "{'state':'s','changed':{'children':[{'id':'c','first_name':'F','last_name':'L'" members "}]}}"
#define ACTIVITY(members)                                                                          \
  "{'state':'s','changed':{'activities':[{'id':'a','name':'A'" members "}]}}"
#define UNITS ",'units':[{'id':'u','name':'U','short_name':'U'}]"
#define BOOK(rule) ACTIVITY (UNITS ",'book':" rule)
#define DOCUMENT(member)                                                                           \
  "{'state':'s','changed':{'documents':[{'id':'d','name':'D','files':[{'name':'a.pdf',"            \
  "'media_type':'application/pdf'," member "}]}]}}"
#define ENROLMENT(members)                                                                         \
  "{'state':'s','changed':{'enrolments':[{'id':'e','child':'c','activity':'a'" members "}]}}"
#define PERIOD ",'first':'2026-09-01','last':'2027-07-03'"
#define SHEET_OF(id, month, members)                                                               \
  "{'state':'s','changed':{'sheets':[{'id':'" id "','enrolment':'e','month':" month                \
  ",'version':1,'units':['u','v']" members "}]}}"
#define SHEET(members) SHEET_OF ("e/2026-11", "'2026-11'", members)
#define ROWS(rows) SHEET (",'deadlines':[[]],'prices':[[1,2]],'labels':['l'],'rows':[" rows "]")
#define AT_SHEET "changed.sheets[0]"
#define LINE(members)                                                                              \
  "{'lines':[{'enrolment':'e','unit':'u','date':'2026-11-05','action':'book'" members "}]}"
#define OUTCOME(members)                                                                           \
  "{'at':'2026-11-05T10:00:00Z','outcomes':[{'outcome':'booked'},{" members "}]}"

static const struct {
  gboolean (*decode) (GBytes *body, GError **error);
  const char *text;    /* with ' for " */
  const char *message; /* (nullable): NULL where it must be taken */
  const char *pointer;
} cases[] = {
  /* the page itself */
  { changes, "{'state':'s'}", NULL, NULL },
  { changes, "[]", "the body: expected an object", "" },
  { changes, "null", "the body: expected an object", "" },
  { changes, "'s'", "the body: expected an object", "" },
  { changes, "{}", "state: missing", "/state" },
  { changes, "{'state':null}", "state: missing", "/state" },
  { changes, "{'state':7}", "state: expected a string", "/state" },
  { changes, "{'state':''}", "state: expected 1 to 512 printable ASCII characters without spaces",
    "/state" },
  { changes, "{'state':'a b'}",
    "state: expected 1 to 512 printable ASCII characters without spaces", "/state" },
  { changes, "{'state':'é'}", "state: expected 1 to 512 printable ASCII characters without spaces",
    "/state" },
  { changes, "{'state':'s','state':'t'}", "state: given twice", "/state" },
  { changes, "{'state':'s','more':1}", "more: expected true or false", "/more" },
  { changes, "{'state':'s','whole':'true'}", "whole: expected true or false", "/whole" },
  { changes, "{'state':'s','changed':[]}", "changed: expected an object", "/changed" },
  { changes, "{'state':'s','changed':{'sites':{}}}", "changed.sites: expected an array",
    "/changed/sites" },
  { changes, "{'state':'s','changed':{'sites':[3]}}", "changed.sites[0]: expected an object",
    "/changed/sites/0" },
  { changes, "{'state':'s','changed':{'sites':[null]}}",
    "changed.sites[0]: expected a value, not null", "/changed/sites/0" },
  { changes, "{'state':'s','changed':{'sites':[],'sites':[]}}", "changed.sites: given twice",
    "/changed/sites" },
  { changes, "{'state':'s','changed':{'sites':[{'id':'a','name':'n'},{'id':'b'}]}}",
    "changed.sites[1].name: missing", "/changed/sites/1/name" },
  { changes, "{'state':'s','changed':{'sites':[{'name':'n'}]}}", "changed.sites[0].id: missing",
    "/changed/sites/0/id" },
  { changes, "{'state':'s','changed':{'sites':[{'id':'a','name':''}]}}",
    "changed.sites[0].name: expected a string that is not empty", "/changed/sites/0/name" },
  { changes, "{'state':'s','removed':{'sheets':['a',2]}}", "removed.sheets[1]: expected a string",
    "/removed/sheets/1" },
  /* what a newer town may add */
  { changes,
    "{'state':'s','x':{'y':[1.5,null]},'changed':{'novelties':[7],'sites':[]},"
    "'removed':{'novelties':7}}",
    NULL, NULL },
  { changes, "{'state':'s','x':1,'x':2}", NULL, NULL },
  { changes, "{'state':'s','more':null,'changed':null,'removed':null}", NULL, NULL },
  { changes, CHILD (",'shoe_size':1.5"), NULL, NULL },
  { changes, CHILD (",'birth_date':null"), NULL, NULL },
  /* records */
  { changes, TOWN (",'region':'new'"), NULL, NULL },
  { changes, TOWN (",'region':7"), "changed.town[0].region: expected a string",
    "/changed/town/0/region" },
  { changes, TOWN (",'currency':'euro'"),
    "changed.town[0].currency: expected a currency's three capital letters",
    "/changed/town/0/currency" },
  { changes,
    "{'state':'s','changed':{'town':[{'id':'t','name':'T','time_zone':'Europe/Nowhere'}]}}",
    "changed.town[0].time_zone: expected the IANA name of a time zone",
    "/changed/town/0/time_zone" },
  { changes,
    "{'state':'s','changed':{'town':[{'id':'t','name':'T','time_zone':'../Europe/Paris'}]}}",
    "changed.town[0].time_zone: expected the IANA name of a time zone",
    "/changed/town/0/time_zone" },
  { changes, "{'state':'s','changed':{'town':[{'id':'t','name':'T','time_zone':'/etc/passwd'}]}}",
    "changed.town[0].time_zone: expected the IANA name of a time zone",
    "/changed/town/0/time_zone" },
  { changes, TOWN (",'school_holidays':[{'first':'2026-10-17','last':'2026-10-16'}]"),
    "changed.town[0].school_holidays[0]: expected its first day to come before its last",
    "/changed/town/0/school_holidays/0" },
  { changes, TOWN (",'school_holidays':[{'first':'2026-10-17'}]"),
    "changed.town[0].school_holidays[0].last: missing", "/changed/town/0/school_holidays/0/last" },
  { changes, CHILD (",'birth_date':'2019-02-29'"),
    "changed.children[0].birth_date: expected a day as YYYY-MM-DD",
    "/changed/children/0/birth_date" },
  { changes, CHILD (",'birth_date':'2019-2-9'"),
    "changed.children[0].birth_date: expected a day as YYYY-MM-DD",
    "/changed/children/0/birth_date" },
  { changes, CHILD (",'birth_date':1550000000"),
    "changed.children[0].birth_date: expected a string", "/changed/children/0/birth_date" },
  { changes, CHILD (",'class_name':['CE1']"), "changed.children[0].class_name: expected a string",
    "/changed/children/0/class_name" },
  { changes, "{'state':'s','changed':{'household':[{'id':'h','quotient':843.5}]}}",
    "changed.household[0].quotient: expected an integer from -9007199254740991 to 9007199254740991",
    "/changed/household/0/quotient" },
  { changes, "{'state':'s','changed':{'household':[{'id':'h','quotient':9007199254740992}]}}",
    "changed.household[0].quotient: expected an integer from -9007199254740991 to 9007199254740991",
    "/changed/household/0/quotient" },
  { changes, ACTIVITY (""), "changed.activities[0].units: missing", "/changed/activities/0/units" },
  { changes, ACTIVITY (",'units':[]"), "changed.activities[0].units: expected at least one unit",
    "/changed/activities/0/units" },
  { changes,
    ACTIVITY (
        ",'units':[{'id':'u','name':'U','short_name':'U'},{'id':'u','name':'V','short_name':'V'}]"),
    "changed.activities[0].units[1]: expected an id that no other unit has",
    "/changed/activities/0/units/1" },
  { changes, ACTIVITY (",'units':[{'id':'u','name':'U','short_name':'U','start':'24:00'}]"),
    "changed.activities[0].units[0].start: expected a time as HH:MM",
    "/changed/activities/0/units/0/start" },
  { changes, ACTIVITY (UNITS ",'kind':'new'"), NULL, NULL },
  { changes, ACTIVITY (UNITS ",'kind':7"), "changed.activities[0].kind: expected a string",
    "/changed/activities/0/kind" },
  { changes, BOOK ("{'kind':'new','days':'many'}"), NULL, NULL },
  { changes, BOOK ("{}"), "changed.activities[0].book.kind: missing",
    "/changed/activities/0/book/kind" },
  { changes, BOOK ("'none'"), "changed.activities[0].book: expected an object",
    "/changed/activities/0/book" },
  { changes, BOOK ("{'kind':'days-before','days':366}"),
    "changed.activities[0].book.days: expected an integer from 0 to 365",
    "/changed/activities/0/book/days" },
  { changes, BOOK ("{'kind':'days-before','skip_weekdays':[0]}"),
    "changed.activities[0].book.skip_weekdays[0]: expected an integer from 1 to 7",
    "/changed/activities/0/book/skip_weekdays/0" },
  { changes, BOOK ("{'kind':'days-before','skip_weekdays':[1,2,3,4,5,6,7]}"),
    "changed.activities[0].book: skip_weekdays leaves no day that counts",
    "/changed/activities/0/book" },
  { changes, BOOK ("{'kind':'week-before'}"), "changed.activities[0].book.weekday: missing",
    "/changed/activities/0/book/weekday" },
  { changes, BOOK ("{'kind':'week-before','weekday':2,'weeks':3}"),
    "changed.activities[0].book.weeks: expected an integer from 1 to 2",
    "/changed/activities/0/book/weeks" },
  { changes, BOOK ("{'kind':'week-before','weekday':2,'time':'9:00'}"),
    "changed.activities[0].book.time: expected a time as HH:MM",
    "/changed/activities/0/book/time" },
  { changes, BOOK ("{'kind':'window','first':'2026-10-02','last':'2026-10-01'}"),
    "changed.activities[0].book: window_first must not be after window_last",
    "/changed/activities/0/book" },
  { changes, ENROLMENT (PERIOD ",'state':'new'"), NULL, NULL },
  { changes, ENROLMENT (PERIOD), "changed.enrolments[0].state: missing",
    "/changed/enrolments/0/state" },
  { changes, ENROLMENT (PERIOD ",'state':'open','weekdays':[8]"),
    "changed.enrolments[0].weekdays[0]: expected an integer from 1 to 7",
    "/changed/enrolments/0/weekdays/0" },
  { changes, ENROLMENT (PERIOD ",'state':'open','weekdays':[null]"),
    "changed.enrolments[0].weekdays[0]: expected a value, not null",
    "/changed/enrolments/0/weekdays/0" },
  { changes, ENROLMENT (",'state':'open','first':'2027-09-01','last':'2026-07-03'"),
    "changed.enrolments[0]: expected its first day to come before its last",
    "/changed/enrolments/0" },
  /* lists, digests and masks */
  { changes, "{'state':'s','changed':{'documents':[{'id':'d','name':'D','files':[]}]}}",
    "changed.documents[0].files: expected at least one item", "/changed/documents/0/files" },
  { changes, DOCUMENT ("'size':1,'digest':'ABC'"),
    "changed.documents[0].files[0].digest: expected a SHA-256 digest in hexadecimal",
    "/changed/documents/0/files/0/digest" },
  { changes, DOCUMENT ("'size':-1"),
    "changed.documents[0].files[0].size: expected an integer from 0 to 9007199254740991",
    "/changed/documents/0/files/0/size" },
  { changes, "{'state':'s','changed':{'invoices':[{'id':'i','number':'1','total':1,'lines':{}}]}}",
    "changed.invoices[0].lines: expected an array", "/changed/invoices/0/lines" },
  { changes,
    "{'state':'s','changed':{'invoices':[{'id':'i','number':'1','total':1,'lines':[{}]}]}}",
    "changed.invoices[0].lines[0].label: missing", "/changed/invoices/0/lines/0/label" },
  { changes,
    "{'state':'s','changed':{'menus':[{'id':'/2026-11-21','day':'2026-11-21','dishes':[{"
    "'name':'Riz','course':'new','allergens':['new']}]}]}}",
    NULL, NULL },
  { changes, ACTIVITY (UNITS ",'demands':['sheet','new']"), NULL, NULL },
  { changes, ACTIVITY (UNITS ",'demands':[7]"),
    "changed.activities[0].demands[0]: expected a string", "/changed/activities/0/demands/0" },
  /* sheets */
  { changes, ROWS (""), NULL, NULL },
  { changes, ROWS ("[1,0],[1,1],[30,0]"), NULL, NULL },
  { changes, ROWS ("[1,0,'new',null,null,null,255,'new','new',null,null,null,'later',{}]"), NULL,
    NULL },
  { changes, SHEET (""), AT_SHEET ".rows: missing", "/changed/sheets/0/rows" },
  { changes, SHEET_OF ("e/2026-12", "'2026-11'", ",'rows':[]"),
    AT_SHEET ".id: expected the enrolment, a slash and the month", "/changed/sheets/0/id" },
  { changes, SHEET_OF ("e/2026-11", "'2026-13'", ",'rows':[]"),
    AT_SHEET ".month: expected a month as YYYY-MM", "/changed/sheets/0/month" },
  { changes, SHEET_OF ("e/2026-11", "'2026-11-01'", ",'rows':[]"),
    AT_SHEET ".month: expected a month as YYYY-MM", "/changed/sheets/0/month" },
  { changes, SHEET_OF ("e/2026-11", "'2026-1\\u0031é'", ",'rows':[]"),
    AT_SHEET ".month: expected a month as YYYY-MM", "/changed/sheets/0/month" },
  { changes, SHEET (",'rows':[],'deadlines':[['2026-11-31T00:00:00Z']]"),
    AT_SHEET ".deadlines[0][0]: expected a moment as YYYY-MM-DDTHH:MM:SSZ",
    "/changed/sheets/0/deadlines/0/0" },
  { changes, SHEET (",'rows':[],'deadlines':[[null,null,null,null,null]]"),
    AT_SHEET ".deadlines[0]: expected at most 4 items", "/changed/sheets/0/deadlines/0" },
  { changes, SHEET (",'rows':[],'prices':[[340.0]]"),
    AT_SHEET ".prices[0][0]: expected an integer from -9007199254740991 to 9007199254740991",
    "/changed/sheets/0/prices/0/0" },
  { changes, SHEET (",'rows':[],'prices':[[1,2,3]]"),
    AT_SHEET ".prices[0]: expected at most 2 items", "/changed/sheets/0/prices/0" },
  { changes, SHEET (",'rows':[],'labels':[null]"),
    AT_SHEET ".labels[0]: expected a value, not null", "/changed/sheets/0/labels/0" },
  { changes, ROWS ("[1,0],7"), AT_SHEET ".rows[1]: expected an array", "/changed/sheets/0/rows/1" },
  { changes, ROWS ("[]"), AT_SHEET ".rows[0]: expected at least a day and a unit",
    "/changed/sheets/0/rows/0" },
  { changes, ROWS ("[1]"), AT_SHEET ".rows[0]: expected at least a day and a unit",
    "/changed/sheets/0/rows/0" },
  { changes, ROWS ("[null,0]"), AT_SHEET ".rows[0]: expected at least a day and a unit",
    "/changed/sheets/0/rows/0" },
  { changes, ROWS ("[31,0]"), AT_SHEET ".rows[0][0]: expected an integer from 1 to 30",
    "/changed/sheets/0/rows/0/0" },
  { changes, ROWS ("[1,2]"), AT_SHEET ".rows[0][1]: expected an index below 2",
    "/changed/sheets/0/rows/0/1" },
  { changes, ROWS ("[1,-1]"), AT_SHEET ".rows[0][1]: expected an integer from 0 to 2147483647",
    "/changed/sheets/0/rows/0/1" },
  { changes, ROWS ("[1,0],[2,0,7]"), AT_SHEET ".rows[1][2]: expected a string",
    "/changed/sheets/0/rows/1/2" },
  { changes, ROWS ("[1,0,'none',1]"), AT_SHEET ".rows[0][3]: expected an index below 1",
    "/changed/sheets/0/rows/0/3" },
  { changes, ROWS ("[1,0,'none',0,1]"), AT_SHEET ".rows[0][4]: expected an index below 1",
    "/changed/sheets/0/rows/0/4" },
  { changes, ROWS ("[1,0,'none',0,0,-1]"),
    AT_SHEET ".rows[0][5]: expected an integer from 0 to 2147483647",
    "/changed/sheets/0/rows/0/5" },
  { changes, ROWS ("[1,0,'none',0,0,0,256]"),
    AT_SHEET ".rows[0][6]: expected an integer from 0 to 255", "/changed/sheets/0/rows/0/6" },
  { changes, ROWS ("[1,0,'none',0,0,0,0,true]"), AT_SHEET ".rows[0][7]: expected a string",
    "/changed/sheets/0/rows/0/7" },
  { changes, ROWS ("[1,0,'none',0,0,0,0,null,{}]"), AT_SHEET ".rows[0][8]: expected a string",
    "/changed/sheets/0/rows/0/8" },
  { changes, ROWS ("[1,0,'none',0,0,0,0,null,null,1]"),
    AT_SHEET ".rows[0][9]: expected an index below 1", "/changed/sheets/0/rows/0/9" },
  { changes, ROWS ("[1,0,null,0,0,0,0,null,null,0,2147483648]"),
    AT_SHEET ".rows[0][10]: expected an integer from 0 to 2147483647",
    "/changed/sheets/0/rows/0/10" },
  { changes, ROWS ("[1,0,null,0,0,0,0,null,null,0,0,3.4]"),
    AT_SHEET ".rows[0][11]: expected an integer from -9007199254740991 to 9007199254740991",
    "/changed/sheets/0/rows/0/11" },
  { changes, ROWS ("[1,0],[1,0]"),
    AT_SHEET ".rows[1]: expected rows sorted by day, then unit, each once",
    "/changed/sheets/0/rows/1" },
  { changes, ROWS ("[1,1],[1,0]"),
    AT_SHEET ".rows[1]: expected rows sorted by day, then unit, each once",
    "/changed/sheets/0/rows/1" },
  { changes, ROWS ("[2,0],[1,0]"),
    AT_SHEET ".rows[1]: expected rows sorted by day, then unit, each once",
    "/changed/sheets/0/rows/1" },
  /* batches */
  { lines, LINE (",'version':1"), NULL, NULL },
  { lines, "{}", "lines: missing", "/lines" },
  { lines, "{'lines':[]}", "lines: expected at least one line", "/lines" },
  { lines, "{'lines':{}}", "lines: expected an array", "/lines" },
  { lines, LINE (""), "lines[0].version: missing", "/lines/0/version" },
  { lines, LINE (",'version':-1"),
    "lines[0].version: expected an integer from 0 to 9007199254740991", "/lines/0/version" },
  { lines, LINE (",'version':1,'price':3.4"),
    "lines[0].price: expected an integer from -9007199254740991 to 9007199254740991",
    "/lines/0/price" },
  { lines, LINE (",'version':1,'action':'book'"), "lines[0].action: given twice",
    "/lines/0/action" },
  { lines,
    "{'lines':[{'enrolment':'e','unit':'u','date':'2026-11-05','action':'steal','version':1}]}",
    "lines[0].action: expected one of the words of the contract", "/lines/0/action" },
  { lines,
    "{'lines':[{'enrolment':'e','unit':'u v','date':'2026-11-05','action':'book','version':1}]}",
    "lines[0].unit: expected 1 to 128 printable ASCII characters without spaces", "/lines/0/unit" },
  { answer, OUTCOME ("'outcome':'late'"), NULL, NULL },
  { answer, "{'outcomes':[]}", "at: missing", "/at" },
  { answer, "{'at':'2026-11-05T10:00:00Z'}", "outcomes: missing", "/outcomes" },
  { answer, "{'at':'2026-11-05T10:00:00','outcomes':[]}",
    "at: expected a moment as YYYY-MM-DDTHH:MM:SSZ", "/at" },
  { answer, OUTCOME ("'outcome':'maybe'"),
    "outcomes[1].outcome: expected one of the words of the contract", "/outcomes/1/outcome" },
  { answer, OUTCOME (""), "outcomes[1].outcome: missing", "/outcomes/1/outcome" },
  { answer, OUTCOME ("'outcome':'booked','surcharge':-1"),
    "outcomes[1].surcharge: expected an integer from 0 to 9007199254740991",
    "/outcomes/1/surcharge" },
  { answer, OUTCOME ("'outcome':'booked','slot':{}"), "outcomes[1].slot.date: missing",
    "/outcomes/1/slot/date" },
  { answer, OUTCOME ("'outcome':'booked','slot':[]"), "outcomes[1].slot: expected an object",
    "/outcomes/1/slot" },
  { answer, OUTCOME ("'outcome':'booked','slot':{'date':'2026-11-05','needs_approval':0}"),
    "outcomes[1].slot.needs_approval: expected true or false", "/outcomes/1/slot/needs_approval" },
  /* the rest */
  { discovery, "{'name':'V','time_zone':'UTC','api_base':'/v1'}", "protocol: missing",
    "/protocol" },
  { discovery, "{'protocol':2,'name':'V','time_zone':'UTC','api_base':'/v1'}",
    "protocol: expected an integer from 1 to 1", "/protocol" },
  { discovery, "{'protocol':1,'name':'V','time_zone':'Mars','api_base':'/v1'}",
    "time_zone: expected the IANA name of a time zone", "/time_zone" },
  { discovery,
    "{'protocol':1,'name':'V','time_zone':'UTC','api_base':'/v1','legal_url':'http://v.fr'}",
    "legal_url: expected an https address", "/legal_url" },
  { discovery,
    "{'protocol':1,'name':'V','time_zone':'UTC','api_base':'/v1','features':['new','delta']}", NULL,
    NULL },
  { discovery, "{'protocol':1,'name':'V','time_zone':'UTC','api_base':'/v1','features':'delta'}",
    "features: expected an array", "/features" },
  { discovery, "{'protocol':1,'name':'V','time_zone':'UTC','api_base':'/v1','payment_hosts':['']}",
    "payment_hosts[0]: expected a string that is not empty", "/payment_hosts/0" },
  { grant, "{}", "grant: missing", "/grant" },
  { grant, "{'grant':'magic'}", "grant: expected one of the words of the contract", "/grant" },
  { grant, "{'grant':'password','login':'a'}", "password: missing", "/password" },
  { grant, "{'grant':'password','login':'','password':'x'}",
    "login: expected a string that is not empty", "/login" },
  { grant, "{'grant':'refresh','refresh_token':'a b'}",
    "refresh_token: expected 1 to 512 printable ASCII characters without spaces",
    "/refresh_token" },
  { tokens, "{'access_token':'a','access_until':'2026-11-05T10:00:00Z','refresh_token':'r'}",
    "household: missing", "/household" },
  { event, "{}", "state: missing", "/state" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (cases[i].text), "'", '"');
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      gboolean taken = cases[i].decode (body, &error);

      g_test_message ("%s", text);
      if (cases[i].message == NULL)
        {
          g_assert_no_error (error);
          g_assert_true (taken);
          continue;
        }
      g_assert_error (error, PF_CODEC_ERROR, PF_CODEC_ERROR_MEMBER);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpstr (pf_codec_error_get_pointer (error), ==, cases[i].pointer);
      g_assert_false (taken);
    }
}

/* A copy of an error still knows the place. */
static void
test_error_copy (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  g_assert_false (event (body, &error));
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpstr (pf_codec_error_get_pointer (copy), ==, "/state");
}

static void
test_too_many_lines (void)
{
  GString *text = g_string_new ("{\"lines\":[");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < PF_BATCH_MAX_LINES + 1; i++)
    g_string_append_printf (text, "%s{}", i > 0 ? "," : "");
  g_string_append (text, "]}");
  body = g_string_free_to_bytes (text);
  g_assert_false (lines (body, &error));
  g_assert_cmpstr (error->message, ==, "lines: expected at most 1000 items");
}

/* What an unknown word is read as. */
static void
test_unknown_words (void)
{
  static const char text[] =
      "{\"state\":\"s\",\"changed\":{"
      "\"town\":[{\"id\":\"t\",\"name\":\"T\",\"time_zone\":\"UTC\",\"region\":\"new\"}],"
      "\"activities\":[{\"id\":\"a\",\"name\":\"A\",\"kind\":\"new\",\"units\":[{\"id\":\"u\","
      "\"name\":\"U\","
      "\"short_name\":\"U\"}],\"book\":{\"kind\":\"new\"},\"late\":{\"kind\":\"new\"}}],"
      "\"enrolments\":[{\"id\":\"e\",\"child\":\"c\",\"activity\":\"a\",\"state\":\"new\","
      "\"first\":\"2026-09-01\","
      "\"last\":\"2026-09-01\"}],"
      "\"sheets\":[{\"id\":\"e/"
      "2026-11\",\"enrolment\":\"e\",\"month\":\"2026-11\",\"version\":1,\"units\":[\"u\"],"
      "\"rows\":[[1,0,\"new\",null,null,null,7,\"new\",\"new\"]]}]}}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChanges) page = pf_codec_decode_changes (body, &error);
  PfActivity *activity;
  PfEnrolment *enrolment;
  const PfSlot *slot;

  g_assert_no_error (error);
  g_assert_cmpint (pf_calendar_get_region (
                       PF_TOWN (page->changed[PF_COLLECTION_TOWN]->pdata[0])->calendar),
                   ==, PF_REGION_METROPOLE);
  activity = page->changed[PF_COLLECTION_ACTIVITIES]->pdata[0];
  g_assert_cmpint (activity->kind, ==, PF_KIND_PERI);
  g_assert_cmpint (activity->book.kind, ==, PF_DEADLINE_NONE);
  g_assert_cmpint (activity->late.kind, ==, PF_DEADLINE_NEVER);
  g_assert_cmpint (activity->cancel.kind, ==, PF_DEADLINE_NONE);
  enrolment = page->changed[PF_COLLECTION_ENROLMENTS]->pdata[0];
  g_assert_cmpint (enrolment->state, ==, PF_ENROLMENT_CLOSED);
  g_assert_cmpuint (enrolment->weekdays, ==, PF_WEEKDAYS_ALL);
  slot = pf_sheet_find_slot (page->changed[PF_COLLECTION_SHEETS]->pdata[0],
                             pf_day_new (2026, 11, 1), "u");
  g_assert_cmpint (slot->booking, ==, PF_BOOKING_NONE);
  g_assert_cmpint (slot->attendance, ==, PF_ATTENDANCE_UNKNOWN);
  g_assert_cmpint (slot->closure, ==, PF_CLOSURE_OTHER);
  g_assert_cmpint (slot->flags, ==, PF_SLOT_NEEDS_APPROVAL | PF_SLOT_HAS_WAITING_LIST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bad-input/says-where", test_cases);
  g_test_add_func ("/bad-input/a-copied-error-says-where", test_error_copy);
  g_test_add_func ("/bad-input/too-many-lines", test_too_many_lines);
  g_test_add_func ("/bad-input/unknown-words-have-a-meaning", test_unknown_words);

  return g_test_run ();
}
