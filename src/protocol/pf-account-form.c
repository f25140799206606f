/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person says about their account, and the codes of mails. */
#include "config.h"

#include "pf-account-form.h"

#include <string.h>

/* "portail-famille:code?town=…&code=…" */
#define LINK_PREFIX "portail-famille:code?"
#define GROUP 5

static const char code_letters[] = {
  [PF_ACCOUNT_CODE_NONE] = '\0',
  [PF_ACCOUNT_CODE_ACTIVATION] = 'A',
  [PF_ACCOUNT_CODE_INVITATION] = 'N',
  [PF_ACCOUNT_CODE_RESET] = 'R',
};

G_DEFINE_BOXED_TYPE (PfAccountForm, pf_account_form, pf_account_form_copy, pf_account_form_free)

static void
free_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

PfAccountForm *
pf_account_form_new (PfAccountStep step)
{
  PfAccountForm *form = g_new0 (PfAccountForm, 1);

  form->step = step;
  return form;
}

PfAccountForm *
pf_account_form_copy (const PfAccountForm *form)
{
  PfAccountForm *copy = pf_account_form_new (form->step);

  copy->civility = g_strdup (form->civility);
  copy->first_name = g_strdup (form->first_name);
  copy->last_name = g_strdup (form->last_name);
  copy->email = g_strdup (form->email);
  copy->password = g_strdup (form->password);
  copy->old_password = g_strdup (form->old_password);
  copy->code = g_strdup (form->code);
  copy->subscriber_code = g_strdup (form->subscriber_code);
  copy->terms_accepted = form->terms_accepted;
  return copy;
}

void
pf_account_form_free (PfAccountForm *form)
{
  g_free (form->civility);
  g_free (form->first_name);
  g_free (form->last_name);
  g_free (form->email);
  free_secret (form->password);
  free_secret (form->old_password);
  free_secret (form->code);
  free_secret (form->subscriber_code);
  g_free (form);
}

PfAccountAnswer *
pf_account_answer_new (void)
{
  PfAccountAnswer *answer = g_new0 (PfAccountAnswer, 1);

  answer->until = PF_MOMENT_NONE;
  return answer;
}

void
pf_account_answer_free (PfAccountAnswer *answer)
{
  g_free (answer->login);
  g_free (answer);
}

/* Returns: (transfer full) (nullable): the parameters of a mail's link. */
static GHashTable *
parse_link (const char *text)
{
  if (g_ascii_strncasecmp (text, LINK_PREFIX, strlen (LINK_PREFIX)) != 0)
    return NULL;
  return g_uri_parse_params (text + strlen (LINK_PREFIX), -1, "&", G_URI_PARAMS_NONE, NULL);
}

/* Returns: (transfer full): the letters and digits of @text, in capitals. */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (squeezed, g_ascii_toupper (*text));
    else if (!g_ascii_isspace (*text) && *text != '-')
      g_string_append_c (squeezed, '?');
  return g_string_free (squeezed, FALSE);
}

PfAccountCodeKind
pf_account_code_parse (const char *text, char **code, char **town)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GHashTable) link = parse_link (stripped);
  g_autofree char *squeezed = NULL;
  PfAccountCodeKind kind = PF_ACCOUNT_CODE_NONE;

  if (town != NULL)
    *town = link != NULL ? g_strdup (g_hash_table_lookup (link, "town")) : NULL;
  if (code != NULL)
    *code = NULL;
  if (link != NULL && g_hash_table_lookup (link, "code") != NULL)
    squeezed = squeeze (g_hash_table_lookup (link, "code"));
  else
    squeezed = squeeze (stripped);
  if (strlen (squeezed) != PF_ACCOUNT_CODE_LENGTH + 1 ||
      strspn (squeezed + 1, PF_ACCOUNT_CODE_ALPHABET) != PF_ACCOUNT_CODE_LENGTH)
    return PF_ACCOUNT_CODE_NONE;
  for (gsize i = 1; i < G_N_ELEMENTS (code_letters); i++)
    if (code_letters[i] == squeezed[0])
      kind = (PfAccountCodeKind) i;
  if (kind != PF_ACCOUNT_CODE_NONE && code != NULL)
    *code = pf_account_code_format (kind, squeezed + 1);
  return kind;
}

char *
pf_account_code_format (PfAccountCodeKind kind, const char *characters)
{
  g_return_val_if_fail (kind != PF_ACCOUNT_CODE_NONE, NULL);
  g_return_val_if_fail (strlen (characters) == PF_ACCOUNT_CODE_LENGTH, NULL);

  return g_strdup_printf ("%c-%.*s-%s", code_letters[kind], GROUP, characters, characters + GROUP);
}

char *
pf_account_code_make_link (const char *town, const char *code)
{
  g_autofree char *escaped = g_uri_escape_string (town, NULL, FALSE);

  return g_strdup_printf (LINK_PREFIX "town=%s&code=%s", escaped, code);
}
