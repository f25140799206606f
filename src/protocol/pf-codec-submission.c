/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers to submissions, as the town gives them and as the outbox keeps them; and payment
 * links. */
#include "config.h"

#include "pf-codec-private.h"
#include "pf-json-writer.h"
#include "pf-member.h"

static const char *const outcome_words[] = {
  [PF_SUBMISSION_OUTCOME_DONE] = "done",
  [PF_SUBMISSION_OUTCOME_REQUESTED] = "requested",
  [PF_SUBMISSION_OUTCOME_REFUSED] = "refused",
  [PF_SUBMISSION_OUTCOME_CHANGED] = "changed",
};
/* The town says the other two by its status and a problem. */
static const PfWords said_outcomes = { outcome_words, PF_SUBMISSION_OUTCOME_REQUESTED + 1, -1 };
static const PfWords kept_outcomes = PF_WORDS (outcome_words, -1);

static const PfMember said_members[] = {
  PF_MEMBER ("outcome", word, PfSubmissionAnswer, outcome, TRUE, .words = &said_outcomes),
  PF_MEMBER ("id", id, PfSubmissionAnswer, id),
  PF_MEMBER ("detail", text, PfSubmissionAnswer, detail),
};

static const PfMember kept_members[] = {
  PF_MEMBER ("outcome", word, PfSubmissionAnswer, outcome, TRUE, .words = &kept_outcomes),
  PF_MEMBER ("id", id, PfSubmissionAnswer, id),
  PF_MEMBER ("title", text, PfSubmissionAnswer, title),
  PF_MEMBER ("detail", text, PfSubmissionAnswer, detail),
  PF_MEMBER ("pointer", text, PfSubmissionAnswer, pointer),
  PF_MEMBER ("at", moment, PfSubmissionAnswer, at),
};

static const PfMember link_members[] = {
  PF_MEMBER ("uri", name, PfPaymentLink, uri, TRUE),
  PF_MEMBER ("until", moment, PfPaymentLink, until, TRUE),
};

static PfSubmissionAnswer *
decode_answer (GBytes *body, const PfMember *members, gsize n_members, GError **error)
{
  g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (PF_SUBMISSION_OUTCOME_DONE);

  if (!pf_members_decode (body, members, n_members, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

GBytes *
pf_codec_encode_submission_answer (const PfSubmissionAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, NULL);
  g_return_val_if_fail (answer->outcome <= PF_SUBMISSION_OUTCOME_REQUESTED, NULL);

  return pf_members_encode (PF_MEMBERS (said_members), answer);
}

PfSubmissionAnswer *
pf_codec_decode_submission_answer (GBytes *body, GError **error)
{
  return decode_answer (body, PF_MEMBERS (said_members), error);
}

GBytes *
pf_codec_encode_kept_answer (const PfSubmissionAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, NULL);

  return pf_members_encode (PF_MEMBERS (kept_members), answer);
}

PfSubmissionAnswer *
pf_codec_decode_kept_answer (GBytes *body, GError **error)
{
  return decode_answer (body, PF_MEMBERS (kept_members), error);
}

GBytes *
pf_codec_encode_payment_amount (PfCents amount)
{
  GString *text = g_string_new (NULL);

  pf_json_begin_object (text, NULL);
  pf_json_write_integer (text, "amount", amount);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

PfCents
pf_codec_decode_payment_amount (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  PfCents amount;

  if (json == NULL)
    return PF_CENTS_UNKNOWN;
  amount = pf_json_to_integer (json, pf_json_require (json, pf_json_get_root (json), "amount"), 1,
                               PF_JSON_MAX_INTEGER, PF_CENTS_UNKNOWN);
  return pf_json_finish (json, error) ? amount : PF_CENTS_UNKNOWN;
}

GBytes *
pf_codec_encode_payment_link (const PfPaymentLink *link)
{
  g_return_val_if_fail (link != NULL, NULL);

  return pf_members_encode (PF_MEMBERS (link_members), link);
}

PfPaymentLink *
pf_codec_decode_payment_link (GBytes *body, GError **error)
{
  g_autoptr (PfPaymentLink) link = pf_payment_link_new (NULL, PF_MOMENT_NONE);

  if (!pf_members_decode (body, PF_MEMBERS (link_members), link, error))
    return NULL;
  return g_steal_pointer (&link);
}
