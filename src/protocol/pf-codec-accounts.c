/* SPDX-License-Identifier: GPL-3.0-or-later
 * Steps of an account: bodies that hold secrets, and are wiped where they are freed. */
#include "config.h"

#include <string.h>

#include "pf-codec-private.h"
#include "pf-json-writer.h"
#include "pf-member.h"
#include "pf-password.h"

#define SECRET_SIZE 8192 /* more than any of these bodies, so that growing leaves no copy behind */

/* As the contract says, in bytes. */
#define LONGEST_NAME 200
#define LONGEST_EMAIL 254
#define LONGEST_CODE 64

/* The members that a step has, as bits of their place in the table. */
typedef enum {
  HAS_CIVILITY = 1 << 0,
  HAS_FIRST_NAME = 1 << 1,
  HAS_LAST_NAME = 1 << 2,
  HAS_EMAIL = 1 << 3,
  HAS_CODE = 1 << 4,
  HAS_OLD_PASSWORD = 1 << 5,
  HAS_PASSWORD = 1 << 6,
  HAS_SUBSCRIBER_CODE = 1 << 7,
  HAS_TERMS = 1 << 8,
} Has;

static const struct {
  PfMember member;
  gsize longest;
} members[] = {
  { PF_MEMBER ("civility", text, PfAccountForm, civility), LONGEST_NAME },
  { PF_MEMBER ("first_name", name, PfAccountForm, first_name, TRUE), LONGEST_NAME },
  { PF_MEMBER ("last_name", name, PfAccountForm, last_name, TRUE), LONGEST_NAME },
  { PF_MEMBER ("email", name, PfAccountForm, email, TRUE), LONGEST_EMAIL },
  { PF_MEMBER ("code", name, PfAccountForm, code, TRUE), LONGEST_CODE },
  { PF_MEMBER ("old_password", name, PfAccountForm, old_password, TRUE), PF_PASSWORD_LONGEST },
  { PF_MEMBER ("password", name, PfAccountForm, password, TRUE), PF_PASSWORD_LONGEST },
  { PF_MEMBER ("subscriber_code", text, PfAccountForm, subscriber_code), LONGEST_CODE },
  { PF_MEMBER ("terms_accepted", boolean, PfAccountForm, terms_accepted), 0 },
};

/* What each step has, and of that what may be missing though it is required elsewhere. */
static const struct {
  Has has;
  Has may_miss;
} steps[PF_N_ACCOUNT_STEPS] = {
  [PF_ACCOUNT_SIGN_UP] = { HAS_CIVILITY | HAS_FIRST_NAME | HAS_LAST_NAME | HAS_EMAIL |
                               HAS_PASSWORD | HAS_SUBSCRIBER_CODE | HAS_TERMS,
                           0 },
  [PF_ACCOUNT_RESEND] = { HAS_EMAIL, 0 },
  [PF_ACCOUNT_ACTIVATE] = { HAS_CODE | HAS_PASSWORD | HAS_TERMS, HAS_PASSWORD },
  [PF_ACCOUNT_LOSE_PASSWORD] = { HAS_EMAIL, 0 },
  [PF_ACCOUNT_CHOOSE_PASSWORD] = { HAS_CODE | HAS_PASSWORD, 0 },
  [PF_ACCOUNT_CHANGE_PASSWORD] = { HAS_OLD_PASSWORD | HAS_PASSWORD, 0 },
};

static const PfMember answer_members[] = {
  PF_MEMBER ("login", text, PfAccountAnswer, login),
  PF_MEMBER ("until", moment, PfAccountAnswer, until),
};

/* The row of a member as this step has it. */
static PfMember
get_member (PfAccountStep step, gsize i)
{
  PfMember member = members[i].member;

  if (steps[step].may_miss & 1u << i)
    member.is_required = FALSE;
  return member;
}

static gboolean
is_written (const PfMember *member, const PfAccountForm *form)
{
  return member->type == &pf_member_boolean ||
         *(char *const *) ((const char *) form + member->offset) != NULL;
}

static void
check_length (PfJson *json, const PfJsonNode *root, const PfMember *member, gsize longest)
{
  const PfJsonNode *node = pf_json_get (json, root, member->name);
  const char *text = longest > 0 && pf_json_is_ok (json) ? pf_json_to_text (json, node) : NULL;

  if (text != NULL && strlen (text) > longest)
    pf_json_fail (json, node, "longer than %" G_GSIZE_FORMAT " bytes", longest);
}

GBytes *
pf_codec_encode_account_form (const PfAccountForm *form)
{
  GString *text;

  g_return_val_if_fail (form != NULL, NULL);

  text = g_string_sized_new (SECRET_SIZE);
  pf_json_begin_object (text, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      PfMember member = get_member (form->step, i);

      if ((steps[form->step].has & 1u << i) && is_written (&member, form))
        pf_members_write (text, &member, 1, form);
    }
  pf_json_end_object (text);
  return pf_json_finish_secret_text (text);
}

PfAccountForm *
pf_codec_decode_account_form (PfAccountStep step, GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  g_autoptr (PfAccountForm) form = pf_account_form_new (step);
  const PfJsonNode *root;

  if (json == NULL)
    return NULL;
  root = pf_json_get_root (json);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      PfMember member = get_member (step, i);

      if ((steps[step].has & 1u << i) == 0)
        continue;
      pf_members_read (json, root, &member, 1, form);
      check_length (json, root, &member, members[i].longest);
    }
  return pf_json_finish (json, error) ? g_steal_pointer (&form) : NULL;
}

GBytes *
pf_codec_encode_account_answer (const PfAccountAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, NULL);

  return pf_members_encode (PF_MEMBERS (answer_members), answer);
}

PfAccountAnswer *
pf_codec_decode_account_answer (GBytes *body, GError **error)
{
  g_autoptr (PfAccountAnswer) answer = pf_account_answer_new ();

  if (!pf_members_decode (body, PF_MEMBERS (answer_members), answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}
