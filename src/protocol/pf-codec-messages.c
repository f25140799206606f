/* SPDX-License-Identifier: GPL-3.0-or-later
 * Discovery and problems: what a town says of itself, and what it says when it will not. */
#include "config.h"

#include <string.h>

#include "pf-codec-private.h"
#include "pf-json-writer.h"
#include "pf-member.h"

#define PROTOCOL_VERSION 1
#define MAX_RETRY_AFTER 86400

static const PfMember discovery_members[] = {
  PF_MEMBER ("name", name, PfDiscovery, name, TRUE),
  PF_MEMBER ("api_base", name, PfDiscovery, api_base, TRUE),
  PF_MEMBER ("time_zone", name, PfDiscovery, time_zone, TRUE),
  PF_MEMBER ("currency", currency, PfDiscovery, currency),
  PF_MEMBER ("legal_url", name, PfDiscovery, legal_url),
  PF_MEMBER ("contact", text, PfDiscovery, contact),
};

static const struct {
  const char *word;
  PfFeatures feature;
} features[] = {
  { "delta", PF_FEATURE_DELTA },           { "events", PF_FEATURE_EVENTS },
  { "quotes", PF_FEATURE_QUOTES },         { "bookings", PF_FEATURE_BOOKINGS },
  { "enrolments", PF_FEATURE_ENROLMENTS }, { "messages", PF_FEATURE_MESSAGES },
  { "requests", PF_FEATURE_REQUESTS },     { "documents", PF_FEATURE_DOCUMENTS },
  { "payments", PF_FEATURE_PAYMENTS },     { "accounts", PF_FEATURE_ACCOUNTS },
  { "household", PF_FEATURE_HOUSEHOLD },   { "sign-up", PF_FEATURE_SIGN_UP },
};

static const PfMember problem_members[] = {
  PF_MEMBER ("title", name, PfProblem, title, TRUE),
  PF_MEMBER ("detail", text, PfProblem, detail),
  PF_MEMBER ("pointer", text, PfProblem, pointer),
  PF_MEMBER ("retry_after", integer, PfProblem, retry_after, .fallback = -1,
             .max = MAX_RETRY_AFTER),
};

static PfFeatures
read_features (PfJson *json, const PfJsonNode *array)
{
  PfFeatures found = PF_FEATURE_NONE;
  PfJsonIter iter;
  const PfJsonNode *item;

  pf_json_iter_init (json, &iter, array, G_MAXUINT);
  while ((item = pf_json_iter_next (json, &iter)) != NULL)
    {
      const char *word = pf_json_to_text (json, item);

      for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
        if (g_strcmp0 (word, features[i].word) == 0)
          found |= features[i].feature;
    }
  return found;
}

static char **
read_hosts (PfJson *json, const PfJsonNode *array)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  PfJsonIter iter;
  const PfJsonNode *item;

  pf_json_iter_init (json, &iter, array, G_MAXUINT);
  while ((item = pf_json_iter_next (json, &iter)) != NULL)
    {
      const char *host = pf_json_to_name (json, item);

      if (host != NULL)
        g_strv_builder_add (hosts, host);
    }
  return g_strv_builder_end (hosts);
}

static gboolean
is_same_origin (GUri *a, GUri *b)
{
  return strcmp (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b);
}

static gboolean
has_host (GUri *uri)
{
  return g_uri_get_host (uri) != NULL && g_uri_get_host (uri)[0] != '\0';
}

/* Returns: (nullable): the absolute address that @reference means in a document that came from
 * @origin, if it may be an API's. */
static char *
resolve_base (const char *reference, const char *origin)
{
  const GUriFlags flags = G_URI_FLAGS_SCHEME_NORMALIZE;
  g_autoptr (GUri) document = g_uri_parse (origin, flags, NULL);
  g_autoptr (GUri) base = document != NULL ? g_uri_parse_relative (document, reference, flags, NULL)
                                           : NULL;

  if (base == NULL || !has_host (base) || !has_host (document))
    return NULL;
  if (g_uri_get_userinfo (base) != NULL || g_uri_get_query (base) != NULL ||
      g_uri_get_fragment (base) != NULL || !g_str_has_suffix (g_uri_get_path (base), "/v1"))
    return NULL;
  if (strcmp (g_uri_get_scheme (base), "https") != 0 && !is_same_origin (base, document))
    return NULL;
  return g_uri_to_string (base);
}

static void
read_discovery (PfJson *json, const PfJsonNode *root, const char *origin, PfDiscovery *discovery)
{
  const PfJsonNode *protocol = pf_json_require (json, root, "protocol");
  char *base;

  pf_json_to_integer (json, protocol, PROTOCOL_VERSION, PROTOCOL_VERSION, PROTOCOL_VERSION);
  pf_members_read (json, root, PF_MEMBERS (discovery_members), discovery);
  if (!pf_json_is_ok (json))
    return;
  pf_codec_to_time_zone (json, pf_json_get (json, root, "time_zone"));
  if (discovery->legal_url != NULL && !g_str_has_prefix (discovery->legal_url, "https://"))
    pf_json_fail (json, pf_json_get (json, root, "legal_url"), "expected an https address");
  base = resolve_base (discovery->api_base, origin);
  if (base == NULL)
    pf_json_fail (json, pf_json_get (json, root, "api_base"),
                  "expected an address that ends in /v1, of the same origin or https");
  g_free (discovery->api_base);
  discovery->api_base = base;
  discovery->features = read_features (json, pf_json_get (json, root, "features"));
  g_strfreev (discovery->payment_hosts);
  discovery->payment_hosts = read_hosts (json, pf_json_get (json, root, "payment_hosts"));
}

GBytes *
pf_codec_encode_discovery (const PfDiscovery *discovery)
{
  GString *text;

  g_return_val_if_fail (discovery != NULL, NULL);

  text = g_string_new (NULL);
  pf_json_begin_object (text, NULL);
  pf_json_write_integer (text, "protocol", PROTOCOL_VERSION);
  pf_members_write (text, PF_MEMBERS (discovery_members), discovery);
  pf_json_begin_array (text, "features");
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    if ((discovery->features & features[i].feature) != 0)
      pf_json_write_text (text, NULL, features[i].word);
  pf_json_end_array (text);
  pf_json_begin_array (text, "payment_hosts");
  for (gsize i = 0; discovery->payment_hosts != NULL && discovery->payment_hosts[i] != NULL; i++)
    pf_json_write_text (text, NULL, discovery->payment_hosts[i]);
  pf_json_end_array (text);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

PfDiscovery *
pf_codec_decode_discovery (GBytes *body, const char *origin, GError **error)
{
  g_autoptr (PfJson) json = NULL;
  g_autoptr (PfDiscovery) discovery = NULL;

  g_return_val_if_fail (origin != NULL, NULL);

  json = pf_json_new (body, error);
  if (json == NULL)
    return NULL;
  discovery = pf_discovery_new ();
  read_discovery (json, pf_json_get_root (json), origin, discovery);
  return pf_json_finish (json, error) ? g_steal_pointer (&discovery) : NULL;
}

GBytes *
pf_codec_encode_problem (const PfProblem *problem)
{
  GString *text;

  g_return_val_if_fail (problem != NULL, NULL);

  text = g_string_new (NULL);
  pf_json_begin_object (text, NULL);
  pf_json_write_text (text, "type", pf_problem_type_get_urn (problem->type));
  pf_json_write_integer (text, "status", problem->status);
  pf_members_write (text, PF_MEMBERS (problem_members), problem);
  pf_json_end_object (text);
  return pf_json_finish_text (text);
}

PfProblem *
pf_codec_decode_problem (GBytes *body, int status)
{
  g_autoptr (PfJson) json = body != NULL ? pf_json_new (body, NULL) : NULL;
  g_autoptr (PfProblem) problem = pf_problem_new (PF_PROBLEM_OTHER, status, NULL);
  g_autofree char *plain_title = NULL;
  const PfJsonNode *root;
  const char *urn;

  if (json != NULL)
    {
      root = pf_json_get_root (json);
      urn = pf_json_to_text (json, pf_json_get (json, root, "type"));
      pf_members_read (json, root, PF_MEMBERS (problem_members), problem);
      if (pf_json_is_ok (json))
        {
          problem->type = pf_problem_type_from_urn (urn != NULL ? urn : "about:blank");
          return g_steal_pointer (&problem);
        }
    }
  plain_title = g_strdup_printf ("HTTP %d", status);
  return pf_problem_new (PF_PROBLEM_OTHER, status, plain_title);
}
