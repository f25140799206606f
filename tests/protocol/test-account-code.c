/* SPDX-License-Identifier: GPL-3.0-or-later
 * Codes of mails, as people type and paste them. */
#include "config.h"

#include "pf-account-form.h"

#define LINK "portail-famille:code?town=https%3A%2F%2Ffamille.example.org&code=R-K7QPM-3XATR"

static void
test_what_people_type (void)
{
  static const struct {
    const char *text;
    PfAccountCodeKind kind;
    const char *code;
    const char *town;
  } cases[] = {
    { "A-K7QPM-3XATR", PF_ACCOUNT_CODE_ACTIVATION, "A-K7QPM-3XATR", NULL },
    { "  a k7qpm 3xatr\n", PF_ACCOUNT_CODE_ACTIVATION, "A-K7QPM-3XATR", NULL },
    { "NK7QPM3XATR", PF_ACCOUNT_CODE_INVITATION, "N-K7QPM-3XATR", NULL },
    { LINK, PF_ACCOUNT_CODE_RESET, "R-K7QPM-3XATR", "https://famille.example.org" },
    { "", PF_ACCOUNT_CODE_NONE, NULL, NULL },
    { "A-K7QPM-3XAT", PF_ACCOUNT_CODE_NONE, NULL, NULL },
    { "A-K7QPM-3XATRR", PF_ACCOUNT_CODE_NONE, NULL, NULL },
    { "B-K7QPM-3XATR", PF_ACCOUNT_CODE_NONE, NULL, NULL },
    { "A-K7QPM-3XATO", PF_ACCOUNT_CODE_NONE, NULL, NULL },
    { "A-K7QPM/3XATR", PF_ACCOUNT_CODE_NONE, NULL, NULL },
    { "portail-famille:code?town=x", PF_ACCOUNT_CODE_NONE, NULL, "x" },
    { "https://example.org/?code=A-K7QPM-3XATR", PF_ACCOUNT_CODE_NONE, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = NULL;
      g_autofree char *town = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (pf_account_code_parse (cases[i].text, &code, &town), ==, cases[i].kind);
      g_assert_cmpstr (code, ==, cases[i].code);
      g_assert_cmpstr (town, ==, cases[i].town);
    }
}

static void
test_link_is_read_again (void)
{
  g_autofree char *link =
      pf_account_code_make_link ("https://famille.example.org", "R-K7QPM-3XATR");

  g_assert_cmpstr (link, ==, LINK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-code/what-people-type", test_what_people_type);
  g_test_add_func ("/account-code/link-is-read-again", test_link_is_read_again);
  return g_test_run ();
}
