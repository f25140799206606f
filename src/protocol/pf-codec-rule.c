/* SPDX-License-Identifier: GPL-3.0-or-later
 * Deadline rules: which members each kind has, and their reading and writing. */
#include "config.h"

#include "pf-codec-rule.h"

#include "pf-deadline.h"
#include "pf-json-writer.h"

#define LAST_MINUTE 1439

enum {
  TIME,
  DAYS,
  SKIP_PUBLIC_HOLIDAYS,
  SKIP_WEEKDAYS,
  WEEKDAY,
  WEEKS,
  DAY_OF_MONTH,
  MONTHS,
  FIRST,
  LAST,
  N_MEMBERS
};

static const PfMember rule_members[N_MEMBERS] = {
  [TIME] = PF_MEMBER ("time", minute, PfDeadlineRule, minute_of_day, .fallback = LAST_MINUTE),
  [DAYS] = PF_MEMBER ("days", integer, PfDeadlineRule, days, .min = 0, .max = 365),
  [SKIP_PUBLIC_HOLIDAYS] =
      PF_MEMBER ("skip_public_holidays", boolean, PfDeadlineRule, skip_public_holidays),
  [SKIP_WEEKDAYS] = PF_MEMBER ("skip_weekdays", weekdays, PfDeadlineRule, skip_weekdays),
  [WEEKDAY] = PF_MEMBER ("weekday", integer, PfDeadlineRule, weekday, TRUE, .min = PF_MONDAY,
                         .max = PF_SUNDAY),
  [WEEKS] = PF_MEMBER ("weeks", integer, PfDeadlineRule, weeks, .fallback = 1, .min = 1, .max = 2),
  [DAY_OF_MONTH] =
      PF_MEMBER ("day_of_month", integer, PfDeadlineRule, day_of_month, TRUE, .min = 1, .max = 31),
  [MONTHS] =
      PF_MEMBER ("months", integer, PfDeadlineRule, months, .fallback = 1, .min = 1, .max = 12),
  [FIRST] = PF_MEMBER ("first", day, PfDeadlineRule, window_first),
  [LAST] = PF_MEMBER ("last", day, PfDeadlineRule, window_last, TRUE),
};

#define BIT(member) (1u << (member))

static const char *const kind_words[] = {
  [PF_DEADLINE_NONE] = "none",
  [PF_DEADLINE_DAYS_BEFORE] = "days-before",
  [PF_DEADLINE_LAST_WEEKDAY] = "last-weekday",
  [PF_DEADLINE_WEEK_BEFORE] = "week-before",
  [PF_DEADLINE_MONTH_BEFORE] = "month-before",
  [PF_DEADLINE_WINDOW] = "window",
  [PF_DEADLINE_NEVER] = "never",
};

static const guint kind_members[] = {
  [PF_DEADLINE_NONE] = 0,
  [PF_DEADLINE_DAYS_BEFORE] = BIT (TIME) | BIT (DAYS) | BIT (SKIP_PUBLIC_HOLIDAYS) |
                              BIT (SKIP_WEEKDAYS),
  [PF_DEADLINE_LAST_WEEKDAY] = BIT (TIME) | BIT (WEEKDAY),
  [PF_DEADLINE_WEEK_BEFORE] = BIT (TIME) | BIT (WEEKDAY) | BIT (WEEKS),
  [PF_DEADLINE_MONTH_BEFORE] = BIT (TIME) | BIT (DAY_OF_MONTH) | BIT (MONTHS),
  [PF_DEADLINE_WINDOW] = BIT (TIME) | BIT (FIRST) | BIT (LAST),
  [PF_DEADLINE_NEVER] = 0,
};

static void
read_rule (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  const PfWords words = PF_WORDS (kind_words, (int) member->fallback);
  PfDeadlineRule *rule = field;
  const char *why = NULL;

  *rule = PF_DEADLINE_RULE_INIT;
  rule->kind = (PfDeadlineKind) member->fallback;
  if (node == NULL)
    return;
  rule->kind = (PfDeadlineKind) pf_words_read (json, pf_json_require (json, node, "kind"), &words,
                                               words.unknown);
  for (int i = 0; i < N_MEMBERS; i++)
    if ((kind_members[rule->kind] & BIT (i)) != 0)
      pf_members_read (json, node, &rule_members[i], 1, rule);
  if (pf_json_is_ok (json) && !pf_deadline_rule_is_valid (rule, &why))
    pf_json_fail (json, node, "%s", why);
}

static void
write_rule (GString *text, const PfMember *member, gconstpointer field)
{
  const PfDeadlineRule *rule = field;

  g_return_if_fail ((gsize) rule->kind < G_N_ELEMENTS (kind_words));

  pf_json_begin_object (text, member->name);
  pf_json_write_text (text, "kind", kind_words[rule->kind]);
  for (int i = 0; i < N_MEMBERS; i++)
    if ((kind_members[rule->kind] & BIT (i)) != 0)
      pf_members_write (text, &rule_members[i], 1, rule);
  pf_json_end_object (text);
}

const PfMemberType pf_member_rule = { read_rule, write_rule };
