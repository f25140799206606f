/* SPDX-License-Identifier: GPL-3.0-or-later
 * Problems in the languages of the town's families: chosen by each request, so not by the process's
 * locale. */
#include "config.h"

#include "pfs-problems.h"

typedef struct {
  PfProblemType type;
  int status;
  const char *titles[PFS_N_LANGUAGES];
} Row;

static const Row rows[] = {
  { PF_PROBLEM_INVALID, 400, { "La demande est mal formée", "The request is malformed" } },
  { PF_PROBLEM_BAD_CREDENTIALS,
    401,
    { "L’adresse ou le mot de passe est faux", "The address or the password is wrong" } },
  { PF_PROBLEM_TOKEN_EXPIRED,
    401,
    { "La session est à renouveler", "The session must be renewed" } },
  { PF_PROBLEM_TOKEN_REVOKED, 401, { "Veuillez vous reconnecter", "Please sign in again" } },
  { PF_PROBLEM_FORBIDDEN, 403, { "Ceci n’est pas permis", "This is not allowed" } },
  { PF_PROBLEM_WEAK_PASSWORD,
    400,
    { "Le mot de passe ne suit pas les règles", "The password does not keep the rules" } },
  { PF_PROBLEM_WRONG_PASSWORD,
    403,
    { "Ce n’est pas votre mot de passe actuel", "This is not your present password" } },
  { PF_PROBLEM_PASSWORD_NEEDED,
    403,
    { "Choisissez d’abord votre mot de passe", "Choose your password first" } },
  { PF_PROBLEM_CODE_UNKNOWN,
    404,
    { "Ce code est faux, a déjà servi ou est trop ancien",
      "This code is wrong, was used or is too old" } },
  { PF_PROBLEM_NOT_FOUND,
    404,
    { "Il n’y a rien à cette adresse", "There is nothing at this address" } },
  { PF_PROBLEM_KEY_REUSED,
    409,
    { "Cette clé a déjà servi pour un autre envoi", "This key was used for something else" } },
  { PF_PROBLEM_STATE_UNKNOWN,
    410,
    { "Cet état n’est plus connu : tout est à relire",
      "This state is not known any more: read everything anew" } },
  { PF_PROBLEM_CHANGED,
    412,
    { "Ceci a changé entre-temps : relisez avant d’enregistrer",
      "This has changed in the meantime: read it again before saving" } },
  { PF_PROBLEM_UNSUPPORTED_FILE,
    415,
    { "Ce fichier n’est ni un PDF, ni un JPEG, ni un PNG",
      "This file is neither a PDF, a JPEG nor a PNG" } },
  { PF_PROBLEM_TOO_LARGE, 413, { "L’envoi est trop volumineux", "The request is too large" } },
  { PF_PROBLEM_UNPROCESSABLE,
    422,
    { "La commune ne peut pas l’accepter", "The town cannot accept this" } },
  { PF_PROBLEM_TOO_MANY_ATTEMPTS,
    429,
    { "Trop de tentatives, patientez un instant", "Too many attempts, wait a moment" } },
  { PF_PROBLEM_INTERNAL,
    500,
    { "Le serveur a rencontré un problème", "The server met a problem" } },
  { PF_PROBLEM_UNAVAILABLE,
    503,
    { "Le serveur est occupé, réessayez dans un instant",
      "The server is busy, try again in a moment" } },
  { PF_PROBLEM_OTHER,
    405,
    { "Cette adresse ne sait pas faire cela", "This address cannot do that" } },
  { PF_PROBLEM_OTHER, 415, { "L’envoi doit être du JSON", "The request must be JSON" } },
  { PF_PROBLEM_OTHER, 0, { "La demande ne peut aboutir", "The request cannot be answered" } },
};

static PfProblem *
make_problem (const Row *row, int status, PfsLanguage language)
{
  return pf_problem_new (row->type, status, row->titles[language]);
}

PfProblem *
pfs_problem_new (PfProblemType type, PfsLanguage language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].type == type)
      return make_problem (&rows[i], rows[i].status, language);
  g_return_val_if_reached (NULL);
}

PfProblem *
pfs_problem_new_for_status (int status, PfsLanguage language)
{
  gsize i = 0;

  while (rows[i].type != PF_PROBLEM_OTHER || (rows[i].status != status && rows[i].status != 0))
    i++;
  return make_problem (&rows[i], status, language);
}
