/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/enrolments: what a family asks, and why it cannot be, in the family's language. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-enrolments.h"
#include "pfs-once.h"
#include "pfs-resources.h"

static const char *const refusals[][PFS_N_LANGUAGES] = {
  [PF_ENROLMENT_REFUSAL_NOT_TAKEN] = { "Cette activité ne se demande pas ici",
                                       "This activity cannot be asked for here" },
  [PF_ENROLMENT_REFUSAL_TOO_EARLY] = { "Les inscriptions ne sont pas encore ouvertes",
                                       "Enrolment is not open yet" },
  [PF_ENROLMENT_REFUSAL_TOO_LATE] = { "Les inscriptions sont closes", "Enrolment has ended" },
  [PF_ENROLMENT_REFUSAL_NO_AGE] = { "La date de naissance de l’enfant manque",
                                    "The child’s birth date is missing" },
  [PF_ENROLMENT_REFUSAL_TOO_YOUNG] = { "L’enfant est trop jeune", "The child is too young" },
  [PF_ENROLMENT_REFUSAL_TOO_OLD] = { "L’enfant est trop âgé", "The child is too old" },
  [PF_ENROLMENT_REFUSAL_PERIOD] = { "La période ne convient pas à cette activité",
                                    "The period does not fit this activity" },
  [PF_ENROLMENT_REFUSAL_WEEKDAYS] = { "Aucun jour de la semaine n’est choisi",
                                      "No weekday is chosen" },
  [PF_ENROLMENT_REFUSAL_UNITS] = { "Rien n’est choisi pour les jours de l’année",
                                   "Nothing is chosen for the days of the year" },
  [PF_ENROLMENT_REFUSAL_ALREADY] = { "L’enfant y est déjà inscrit, ou la demande est déjà faite",
                                     "The child is enrolled already, or it was asked for already" },
};

/* By bit of PfDemand. */
static const char *const demands[][PFS_N_LANGUAGES] = {
  { "La fiche de l’enfant est incomplète", "The child’s sheet is incomplete" },
  { "Des pièces obligatoires manquent", "Mandatory papers are missing" },
  { "Le porte-monnaie n’est pas activé", "The wallet is not activated" },
};

static const char *
find_sentence (const PfsEnrolmentAnswer *answer, PfsLanguage language)
{
  if (answer->refusal != PF_ENROLMENT_REFUSAL_NONE)
    return refusals[answer->refusal][language];
  return demands[g_bit_nth_lsf (answer->unmet, -1)][language];
}

static gboolean
ask_enrolments (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  g_autoptr (PfEnrolmentWish) wish = pf_codec_decode_enrolment_wish (body, error);
  g_auto (PfsEnrolmentAnswer) answer = { PF_ENROLMENT_REFUSAL_NONE };
  g_autoptr (PfSubmissionAnswer) done = NULL;
  g_autofree char *pointer = NULL;

  if (wish == NULL || !pfs_enrolments_ask (request->context->storage, request->household, wish,
                                           request->now, &answer, error))
    return FALSE;
  if (answer.block != PFS_BLOCK_NONE)
    return pfs_written_refuse (written, request, PF_PROBLEM_UNPROCESSABLE,
                               pfs_block_get_words (answer.block, request->language), NULL);
  if (answer.is_unknown)
    return pfs_written_refuse (written, request, PF_PROBLEM_NOT_FOUND, NULL, NULL);
  if (answer.refusal != PF_ENROLMENT_REFUSAL_NONE || answer.unmet != 0)
    {
      pointer = g_strdup_printf ("/children/%u", answer.child);
      return pfs_written_refuse (written, request, PF_PROBLEM_UNPROCESSABLE,
                                 find_sentence (&answer, request->language), pointer);
    }
  done = pf_submission_answer_new (answer.is_open ? PF_SUBMISSION_OUTCOME_DONE
                                                  : PF_SUBMISSION_OUTCOME_REQUESTED);
  done->id = g_strdup (answer.id);
  written->status = answer.is_open ? SOUP_STATUS_OK : SOUP_STATUS_ACCEPTED;
  written->body = pf_codec_encode_submission_answer (done);
  return TRUE;
}

void
pfs_resource_create_enrolments (PfsRequest *request)
{
  pfs_request_answer_once (request, ask_enrolments);
}
