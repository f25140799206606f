/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables that turn network errors, certificates' faults and answers into PF_CLIENT_ERROR
 * codes. */
#include "config.h"

#include "pf-rest-error.h"

#include <glib/gi18n-lib.h>

#include "pf-client-error.h"

#define MAX_RETRY_AFTER (24 * 60 * 60)

typedef struct {
  GTlsCertificateFlags flag;
  const char *message;
} CertificateFault;

/* The first that applies is told. */
static const CertificateFault certificate_faults[] = {
  { G_TLS_CERTIFICATE_REVOKED, N_("The town's certificate was revoked.") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("The certificate belongs to another address.") },
  { G_TLS_CERTIFICATE_EXPIRED, N_("The town's certificate has expired.") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("The town's certificate is not valid yet.") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA,
    N_("The town's certificate comes from an authority that this device does not know.") },
  { G_TLS_CERTIFICATE_VALIDATE_ALL, N_("The town's certificate is not valid.") },
};

static const struct {
  PfProblemType type;
  PfClientError code;
} problem_codes[] = {
  { PF_PROBLEM_INVALID, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_BAD_CREDENTIALS, PF_CLIENT_ERROR_CREDENTIALS },
  { PF_PROBLEM_TOKEN_EXPIRED, PF_CLIENT_ERROR_PROTOCOL }, /* once renewed, it cannot be */
  { PF_PROBLEM_TOKEN_REVOKED, PF_CLIENT_ERROR_SIGNED_OUT },
  { PF_PROBLEM_FORBIDDEN, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_WEAK_PASSWORD, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_WRONG_PASSWORD, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_PASSWORD_NEEDED, PF_CLIENT_ERROR_SIGNED_OUT }, /* signing in asks for it */
  { PF_PROBLEM_CODE_UNKNOWN, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_NOT_FOUND, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_KEY_REUSED, PF_CLIENT_ERROR_CHANGED },
  { PF_PROBLEM_STATE_UNKNOWN, PF_CLIENT_ERROR_STATE_UNKNOWN },
  { PF_PROBLEM_UNSUPPORTED_FILE, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_TOO_LARGE, PF_CLIENT_ERROR_REFUSED },
  { PF_PROBLEM_TOO_MANY_ATTEMPTS, PF_CLIENT_ERROR_BUSY },
  { PF_PROBLEM_UNAVAILABLE, PF_CLIENT_ERROR_BUSY },
  { PF_PROBLEM_INTERNAL, PF_CLIENT_ERROR_SERVER },
  { PF_PROBLEM_CHANGED, PF_CLIENT_ERROR_CHANGED },
  { PF_PROBLEM_UNPROCESSABLE, PF_CLIENT_ERROR_REFUSED },
};

/* For answers that carry no problem the client knows: only a town that says why has refused. */
static const struct {
  int first;
  int last;
  PfClientError code;
} status_codes[] = {
  { 408, 408, PF_CLIENT_ERROR_TIMEOUT }, { 410, 410, PF_CLIENT_ERROR_STATE_UNKNOWN },
  { 429, 429, PF_CLIENT_ERROR_BUSY },    { 503, 503, PF_CLIENT_ERROR_BUSY },
  { 500, 599, PF_CLIENT_ERROR_SERVER },
};

/* Short sentences, for logs and for pages that have no better one. */
static const char *const code_messages[] = {
  [PF_CLIENT_ERROR_UNREACHABLE] = N_("The town cannot be reached."),
  [PF_CLIENT_ERROR_TIMEOUT] = N_("The town does not answer."),
  [PF_CLIENT_ERROR_TLS] = N_("The connection to the town is not secure."),
  [PF_CLIENT_ERROR_PROTOCOL] = N_("The town's answer cannot be understood."),
  [PF_CLIENT_ERROR_CREDENTIALS] = N_("The login or the password is wrong."),
  [PF_CLIENT_ERROR_SIGNED_OUT] = N_("The session has ended: sign in again."),
  [PF_CLIENT_ERROR_BUSY] = N_("The town is busy: try again later."),
  [PF_CLIENT_ERROR_SERVER] = N_("The town's server has failed."),
  [PF_CLIENT_ERROR_STATE_UNKNOWN] = N_("The plan must be fetched afresh."),
  [PF_CLIENT_ERROR_CHANGED] = N_("The facts have changed meanwhile: look again."),
  [PF_CLIENT_ERROR_REFUSED] = N_("The town refuses this."),
};

static GError *
new_error (PfClientError code)
{
  return g_error_new_literal (PF_CLIENT_ERROR, code, _(code_messages[code]));
}

static GError *
new_certificate_error (SoupMessage *message)
{
  GTlsCertificateFlags faults = soup_message_get_tls_peer_certificate_errors (message);

  for (guint i = 0; i < G_N_ELEMENTS (certificate_faults); i++)
    if (faults & certificate_faults[i].flag)
      return g_error_new_literal (PF_CLIENT_ERROR, PF_CLIENT_ERROR_TLS,
                                  _(certificate_faults[i].message));
  return new_error (PF_CLIENT_ERROR_TLS);
}

static PfClientError
find_code (const PfProblem *problem)
{
  for (guint i = 0; i < G_N_ELEMENTS (problem_codes); i++)
    if (problem_codes[i].type == problem->type)
      return problem_codes[i].code;
  for (guint i = 0; i < G_N_ELEMENTS (status_codes); i++)
    if (problem->status >= status_codes[i].first && problem->status <= status_codes[i].last)
      return status_codes[i].code;
  return PF_CLIENT_ERROR_PROTOCOL;
}

GError *
pf_rest_error_from_network (const GError *cause, SoupMessage *message)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == PF_CLIENT_ERROR)
    return g_error_copy (cause);
  if (cause->domain == G_TLS_ERROR)
    return cause->code == G_TLS_ERROR_EOF ? new_error (PF_CLIENT_ERROR_UNREACHABLE)
                                          : new_certificate_error (message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return new_error (PF_CLIENT_ERROR_TIMEOUT);
  if (g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
      g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return new_error (PF_CLIENT_ERROR_PROTOCOL);
  return new_error (PF_CLIENT_ERROR_UNREACHABLE);
}

GError *
pf_rest_error_from_problem (const PfProblem *problem, int retry_after)
{
  PfClientError code = find_code (problem);
  const char *said = problem->detail != NULL ? problem->detail : problem->title;
  GError *error;

  error = code == PF_CLIENT_ERROR_REFUSED && said != NULL && *said != '\0'
              ? g_error_new_literal (PF_CLIENT_ERROR, code, said)
              : new_error (code);
  pf_client_error_set_retry_after (
      error, MIN (retry_after >= 0 ? retry_after : problem->retry_after, MAX_RETRY_AFTER));
  pf_client_error_set_pointer (error, problem->pointer);
  return error;
}

GError *
pf_rest_error_from_codec (const GError *cause)
{
  g_debug ("An answer breaks the contract: %s", cause->message);
  return new_error (PF_CLIENT_ERROR_PROTOCOL);
}

int
pf_rest_error_parse_retry_after (const char *header, PfMoment now)
{
  guint64 seconds;
  PfMoment until;

  if (header == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (header, 10, 0, G_MAXUINT64, &seconds, NULL))
    return MIN (seconds, MAX_RETRY_AFTER);
  until = pf_moment_parse_http (header);
  return until == PF_MOMENT_NONE ? -1 : CLAMP (until - now, 0, MAX_RETRY_AFTER);
}
