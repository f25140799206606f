/* SPDX-License-Identifier: GPL-3.0-or-later
 * Batches of lines, and the answers to them. */
#include "config.h"

#include "pf-codec-private.h"
#include "pf-codec-slot.h"
#include "pf-json-writer.h"
#include "pf-member.h"

static void read_kind (PfJson *json, const PfJsonNode *node, const PfMember *member,
                       gpointer field);
static void write_kind (GString *text, const PfMember *member, gconstpointer field);
static void read_reason (PfJson *json, const PfJsonNode *node, const PfMember *member,
                         gpointer field);
static void write_reason (GString *text, const PfMember *member, gconstpointer field);

static const PfMemberType pf_member_kind = { read_kind, write_kind };       /* PfOutcomeKind */
static const PfMemberType pf_member_reason = { read_reason, write_reason }; /* PfRefusal */

static const char *const action_words[] = {
  [PF_ACTION_BOOK] = "book",
  [PF_ACTION_CANCEL] = "cancel",
};
static const PfWords actions = PF_WORDS (action_words, -1);

static const PfMember line_members[] = {
  PF_MEMBER ("enrolment", id, PfLine, enrolment, TRUE),
  PF_MEMBER ("unit", id, PfLine, unit, TRUE),
  PF_MEMBER ("date", day, PfLine, day, TRUE),
  PF_MEMBER ("action", word, PfLine, action, TRUE, .fallback = PF_ACTION_BOOK, .words = &actions),
  PF_MEMBER ("version", big, PfLine, version, TRUE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("price", price, PfLine, price),
};

static const PfMember answer_members[] = {
  PF_MEMBER ("receipt", id, PfAnswer, receipt),
  PF_MEMBER ("prepayment", id, PfAnswer, prepayment),
  PF_MEMBER ("at", moment, PfAnswer, at, TRUE),
  PF_MEMBER ("total", price, PfAnswer, total),
};

static const PfMember outcome_members[] = {
  PF_MEMBER ("outcome", kind, PfOutcome, kind, TRUE),
  PF_MEMBER ("reason", reason, PfOutcome, refusal),
  PF_MEMBER ("detail", text, PfOutcome, detail),
  PF_MEMBER ("rank", integer, PfOutcome, rank, .max = G_MAXINT32),
  PF_MEMBER ("price", price, PfOutcome, price),
  PF_MEMBER ("surcharge", big, PfOutcome, surcharge, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("version", big, PfOutcome, version, .max = PF_JSON_MAX_INTEGER),
};

static const PfMember slot_members[] = {
  PF_MEMBER ("date", day, PfSlot, day, TRUE),
  PF_MEMBER ("booking", byte_word, PfSlot, booking, .words = &pf_booking_words),
  PF_MEMBER ("attendance", byte_word, PfSlot, attendance, .words = &pf_attendance_words),
  PF_MEMBER ("closure", byte_word, PfSlot, closure, .words = &pf_closure_words),
  PF_MEMBER ("needs_approval", bit, PfSlot, flags, .max = PF_SLOT_NEEDS_APPROVAL),
  PF_MEMBER ("has_waiting_list", bit, PfSlot, flags, .max = PF_SLOT_HAS_WAITING_LIST),
  PF_MEMBER ("places", integer, PfSlot, places, .fallback = PF_PLACES_UNLIMITED, .max = G_MAXINT32),
  PF_MEMBER ("rank", integer, PfSlot, rank, .max = G_MAXINT32),
  PF_MEMBER ("book_from", moment, PfSlot, book_from),
  PF_MEMBER ("book_until", moment, PfSlot, book_until),
  PF_MEMBER ("late_until", moment, PfSlot, late_until),
  PF_MEMBER ("cancel_until", moment, PfSlot, cancel_until),
  PF_MEMBER ("price", price, PfSlot, price),
  PF_MEMBER ("late_price", price, PfSlot, late_price),
  PF_MEMBER ("charged", price, PfSlot, charged),
};

static void
read_kind (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  const char *word = pf_json_to_text (json, node);
  int kind = word != NULL ? pf_outcome_kind_from_id (word) : -1;

  if (word != NULL && kind < 0)
    pf_json_fail (json, node, "expected one of the words of the contract");
  *(PfOutcomeKind *) field = kind >= 0 ? (PfOutcomeKind) kind : PF_OUTCOME_REFUSED;
}

static void
write_kind (GString *text, const PfMember *member, gconstpointer field)
{
  pf_json_write_text (text, member->name, pf_outcome_kind_get_id (*(const PfOutcomeKind *) field));
}

static void
read_reason (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field)
{
  const char *word = pf_json_to_text (json, node);
  int refusal = word != NULL ? pf_refusal_from_id (word) : PF_REFUSAL_NONE;

  *(PfRefusal *) field = refusal >= 0 ? (PfRefusal) refusal : PF_REFUSAL_OTHER;
}

static void
write_reason (GString *text, const PfMember *member, gconstpointer field)
{
  PfRefusal refusal = *(const PfRefusal *) field;

  if (refusal != PF_REFUSAL_NONE)
    pf_json_write_text (text, member->name, pf_refusal_get_id (refusal));
}

static PfOutcome *
read_outcome (PfJson *json, const PfJsonNode *node)
{
  PfOutcome *outcome = pf_outcome_new ();
  const PfJsonNode *object = pf_json_to_object (json, node);
  const PfJsonNode *slot;

  pf_members_read (json, object, PF_MEMBERS (outcome_members), outcome);
  if (outcome->kind == PF_OUTCOME_REFUSED && outcome->refusal == PF_REFUSAL_NONE)
    outcome->refusal = PF_REFUSAL_OTHER;
  slot = pf_json_to_object (json, pf_json_get (json, object, "slot"));
  outcome->has_slot = slot != NULL;
  if (slot != NULL)
    pf_members_read (json, slot, PF_MEMBERS (slot_members), &outcome->slot);
  return outcome;
}

static void
write_outcome (GString *text, const PfOutcome *outcome)
{
  pf_json_begin_object (text, NULL);
  pf_members_write (text, PF_MEMBERS (outcome_members), outcome);
  if (outcome->has_slot)
    {
      pf_json_begin_object (text, "slot");
      pf_members_write (text, PF_MEMBERS (slot_members), &outcome->slot);
      pf_json_end_object (text);
    }
  pf_json_end_object (text);
}

GBytes *
pf_codec_encode_lines (GPtrArray *lines)
{
  GString *text;

  g_return_val_if_fail (lines != NULL, NULL);

  text = g_string_new ("{\"lines\":[");
  for (guint i = 0; i < lines->len; i++)
    {
      pf_json_begin_object (text, NULL);
      pf_members_write (text, PF_MEMBERS (line_members), g_ptr_array_index (lines, i));
      pf_json_end_object (text);
    }
  pf_json_end_array (text);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

GPtrArray *
pf_codec_decode_lines (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  const PfJsonNode *array, *item;
  PfJsonIter iter;

  if (json == NULL)
    return NULL;
  array = pf_json_require (json, pf_json_get_root (json), "lines");
  if (pf_json_iter_init (json, &iter, array, PF_BATCH_MAX_LINES) == 0 && pf_json_is_ok (json))
    pf_json_fail (json, array, "expected at least one line");
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    {
      PfLine *line = pf_line_new (NULL, NULL, PF_DAY_NONE, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);

      pf_members_read (json, pf_json_to_object (json, item), PF_MEMBERS (line_members), line);
      g_ptr_array_add (lines, line);
    }
  return pf_json_finish (json, error) ? g_steal_pointer (&lines) : NULL;
}

GBytes *
pf_codec_encode_answer (const PfAnswer *answer)
{
  GString *text;

  g_return_val_if_fail (answer != NULL, NULL);

  text = g_string_new ("{");
  pf_members_write (text, PF_MEMBERS (answer_members), answer);
  pf_json_begin_array (text, "outcomes");
  for (guint i = 0; i < answer->outcomes->len; i++)
    write_outcome (text, g_ptr_array_index (answer->outcomes, i));
  pf_json_end_array (text);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

PfAnswer *
pf_codec_decode_answer (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  g_autoptr (PfAnswer) answer = pf_answer_new ();
  const PfJsonNode *root, *item;
  PfJsonIter iter;

  if (json == NULL)
    return NULL;
  root = pf_json_get_root (json);
  pf_members_read (json, root, PF_MEMBERS (answer_members), answer);
  pf_json_iter_init (json, &iter, pf_json_require (json, root, "outcomes"), PF_BATCH_MAX_LINES);
  while ((item = pf_json_iter_next (json, &iter)) != NULL && pf_json_is_ok (json))
    g_ptr_array_add (answer->outcomes, read_outcome (json, item));
  return pf_json_finish (json, error) ? g_steal_pointer (&answer) : NULL;
}
