/* SPDX-License-Identifier: GPL-3.0-or-later
 * Grants and tokens: bodies that hold secrets, and are wiped where they are freed. */
#include "config.h"

#include "pf-codec-private.h"
#include "pf-json-writer.h"
#include "pf-member.h"

#define SECRET_SIZE 4096 /* more than any of these bodies, so that growing leaves no copy behind */

enum {
  GRANT_PASSWORD,
  GRANT_REFRESH
};

static const char *const grant_words[] = {
  [GRANT_PASSWORD] = "password",
  [GRANT_REFRESH] = "refresh",
};
static const PfWords grants = PF_WORDS (grant_words, -1);

static const PfMember token_members[] = {
  PF_MEMBER ("access_token", token, PfTokens, access_token, TRUE),
  PF_MEMBER ("access_until", moment, PfTokens, access_until, TRUE),
  PF_MEMBER ("refresh_token", token, PfTokens, refresh_token, TRUE),
  PF_MEMBER ("household", id, PfTokens, household, TRUE),
  PF_MEMBER ("must_change_password", boolean, PfTokens, must_change_password),
  PF_MEMBER ("last_sign_in", moment, PfTokens, last_sign_in),
};

GBytes *
pf_codec_encode_password_grant (const char *login, const char *password)
{
  GString *text;

  g_return_val_if_fail (login != NULL && password != NULL, NULL);

  text = g_string_sized_new (SECRET_SIZE);
  pf_json_begin_object (text, NULL);
  pf_json_write_text (text, "grant", grant_words[GRANT_PASSWORD]);
  pf_json_write_text (text, "login", login);
  pf_json_write_text (text, "password", password);
  pf_json_end_object (text);
  return pf_json_finish_secret_text (text);
}

GBytes *
pf_codec_encode_refresh_grant (const char *refresh_token)
{
  GString *text;

  g_return_val_if_fail (refresh_token != NULL, NULL);

  text = g_string_sized_new (SECRET_SIZE);
  pf_json_begin_object (text, NULL);
  pf_json_write_text (text, "grant", grant_words[GRANT_REFRESH]);
  pf_json_write_text (text, "refresh_token", refresh_token);
  pf_json_end_object (text);
  return pf_json_finish_secret_text (text);
}

gboolean
pf_codec_decode_grant (GBytes  *body,
                       char   **login,
                       char   **password,
                       char   **refresh_token,
                       GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  const PfJsonNode *root;
  const char *given_login = NULL, *given_password = NULL, *given_token = NULL;

  *login = *password = *refresh_token = NULL;
  if (json == NULL)
    return FALSE;
  root = pf_json_get_root (json);
  if (pf_words_read (json, pf_json_require (json, root, "grant"), &grants, GRANT_REFRESH) ==
      GRANT_PASSWORD)
    {
      given_login = pf_json_to_name (json, pf_json_require (json, root, "login"));
      given_password = pf_json_to_name (json, pf_json_require (json, root, "password"));
    }
  else
    given_token =
        pf_json_to_token (json, pf_json_require (json, root, "refresh_token"), PF_MEMBER_MAX_TOKEN);
  if (!pf_json_finish (json, error))
    return FALSE;
  *login = g_strdup (given_login);
  *password = g_strdup (given_password);
  *refresh_token = g_strdup (given_token);
  return TRUE;
}

GBytes *
pf_codec_encode_tokens (const PfTokens *tokens)
{
  GString *text;

  g_return_val_if_fail (tokens != NULL, NULL);

  text = g_string_sized_new (SECRET_SIZE);
  pf_json_begin_object (text, NULL);
  pf_members_write (text, PF_MEMBERS (token_members), tokens);
  pf_json_end_object (text);
  return pf_json_finish_secret_text (text);
}

PfTokens *
pf_codec_decode_tokens (GBytes *body, GError **error)
{
  g_autoptr (PfTokens) tokens = pf_tokens_new ();

  if (!pf_members_decode (body, PF_MEMBERS (token_members), tokens, error))
    return NULL;
  return g_steal_pointer (&tokens);
}
