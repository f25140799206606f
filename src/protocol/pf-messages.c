/* SPDX-License-Identifier: GPL-3.0-or-later
 * Discovery, tokens and problems as plain values. */
#include "config.h"

#include "pf-messages.h"

#include <string.h>

#define URN_PREFIX "urn:portail-famille:problem:"

static const char *const problem_urns[] = {
  [PF_PROBLEM_OTHER] = "about:blank",
  [PF_PROBLEM_INVALID] = URN_PREFIX "invalid",
  [PF_PROBLEM_BAD_CREDENTIALS] = URN_PREFIX "bad-credentials",
  [PF_PROBLEM_TOKEN_EXPIRED] = URN_PREFIX "token-expired",
  [PF_PROBLEM_TOKEN_REVOKED] = URN_PREFIX "token-revoked",
  [PF_PROBLEM_FORBIDDEN] = URN_PREFIX "forbidden",
  [PF_PROBLEM_WEAK_PASSWORD] = URN_PREFIX "weak-password",
  [PF_PROBLEM_WRONG_PASSWORD] = URN_PREFIX "wrong-password",
  [PF_PROBLEM_PASSWORD_NEEDED] = URN_PREFIX "password-needed",
  [PF_PROBLEM_CODE_UNKNOWN] = URN_PREFIX "code-unknown",
  [PF_PROBLEM_NOT_FOUND] = URN_PREFIX "not-found",
  [PF_PROBLEM_KEY_REUSED] = URN_PREFIX "key-reused",
  [PF_PROBLEM_STATE_UNKNOWN] = URN_PREFIX "state-unknown",
  [PF_PROBLEM_UNPROCESSABLE] = URN_PREFIX "unprocessable",
  [PF_PROBLEM_UNSUPPORTED_FILE] = URN_PREFIX "unsupported-file",
  [PF_PROBLEM_TOO_LARGE] = URN_PREFIX "too-large",
  [PF_PROBLEM_TOO_MANY_ATTEMPTS] = URN_PREFIX "too-many-attempts",
  [PF_PROBLEM_UNAVAILABLE] = URN_PREFIX "unavailable",
  [PF_PROBLEM_INTERNAL] = URN_PREFIX "internal",
  [PF_PROBLEM_CHANGED] = URN_PREFIX "changed",
};

G_DEFINE_BOXED_TYPE (PfDiscovery, pf_discovery, pf_discovery_copy, pf_discovery_free)

static void
free_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

PfDiscovery *
pf_discovery_new (void)
{
  PfDiscovery *discovery = g_new0 (PfDiscovery, 1);

  discovery->payment_hosts = g_new0 (char *, 1);
  return discovery;
}

PfDiscovery *
pf_discovery_copy (const PfDiscovery *discovery)
{
  PfDiscovery *copy;

  g_return_val_if_fail (discovery != NULL, NULL);

  copy = g_new (PfDiscovery, 1);
  *copy = (PfDiscovery){
    .name = g_strdup (discovery->name),
    .api_base = g_strdup (discovery->api_base),
    .time_zone = g_strdup (discovery->time_zone),
    .currency = g_strdup (discovery->currency),
    .features = discovery->features,
    .payment_hosts = g_strdupv (discovery->payment_hosts),
    .legal_url = g_strdup (discovery->legal_url),
    .contact = g_strdup (discovery->contact),
  };
  return copy;
}

void
pf_discovery_free (PfDiscovery *discovery)
{
  g_free (discovery->name);
  g_free (discovery->api_base);
  g_free (discovery->time_zone);
  g_free (discovery->currency);
  g_strfreev (discovery->payment_hosts);
  g_free (discovery->legal_url);
  g_free (discovery->contact);
  g_free (discovery);
}

PfTokens *
pf_tokens_new (void)
{
  PfTokens *tokens = g_new0 (PfTokens, 1);

  tokens->access_until = PF_MOMENT_NONE;
  tokens->last_sign_in = PF_MOMENT_NONE;
  return tokens;
}

void
pf_tokens_free (PfTokens *tokens)
{
  free_secret (tokens->access_token);
  free_secret (tokens->refresh_token);
  g_free (tokens->household);
  g_free (tokens);
}

PfPaymentLink *
pf_payment_link_new (const char *uri, PfMoment until)
{
  PfPaymentLink *link = g_new0 (PfPaymentLink, 1);

  link->uri = g_strdup (uri);
  link->until = until;
  return link;
}

void
pf_payment_link_free (PfPaymentLink *link)
{
  g_free (link->uri);
  g_free (link);
}

PfProblem *
pf_problem_new (PfProblemType type, int status, const char *title)
{
  PfProblem *problem = g_new0 (PfProblem, 1);

  problem->type = type;
  problem->status = status;
  problem->title = g_strdup (title);
  problem->retry_after = -1;
  return problem;
}

void
pf_problem_free (PfProblem *problem)
{
  g_free (problem->title);
  g_free (problem->detail);
  g_free (problem->pointer);
  g_free (problem);
}

const char *
pf_problem_type_get_urn (PfProblemType type)
{
  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (problem_urns), problem_urns[PF_PROBLEM_OTHER]);

  return problem_urns[type];
}

PfProblemType
pf_problem_type_from_urn (const char *urn)
{
  for (gsize i = 0; i < G_N_ELEMENTS (problem_urns); i++)
    if (g_strcmp0 (problem_urns[i], urn) == 0)
      return (PfProblemType) i;
  return PF_PROBLEM_OTHER;
}

char *
pf_version_format (gint64 version)
{
  g_return_val_if_fail (version > 0, NULL);

  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", version);
}

gint64
pf_version_parse (const char *if_match)
{
  gsize length = if_match != NULL ? strlen (if_match) : 0;
  g_autofree char *digits = NULL;
  gint64 version;

  if (if_match == NULL)
    return 0;
  if (length < 3 || if_match[0] != '"' || if_match[length - 1] != '"' ||
      !g_ascii_isdigit (if_match[1]))
    return PF_VERSION_INVALID;
  digits = g_strndup (if_match + 1, length - 2);
  return g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, &version, NULL) ? version
                                                                              : PF_VERSION_INVALID;
}
