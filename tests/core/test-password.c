/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rules of a password, each by itself. */
#include "config.h"

#include "pf-password.h"

#define ALL PF_PASSWORD_RULES_ALL

static void
test_rules (void)
{
  static const struct {
    const char *password;
    guint kept;
  } cases[] = {
    { "", 0 },
    { "Soleil-2026", ALL },
    { "Soleil-", ALL & ~(PF_PASSWORD_LENGTH | PF_PASSWORD_DIGIT) },
    { "Soleil-1", ALL },
    { "Sole-12", ALL & ~PF_PASSWORD_LENGTH },
    { "soleil-2026", ALL & ~PF_PASSWORD_UPPER },
    { "SOLEIL-2026", ALL & ~PF_PASSWORD_LOWER },
    { "Soleil-soleil", ALL & ~PF_PASSWORD_DIGIT },
    { "Soleil2026", ALL & ~PF_PASSWORD_SPECIAL },
    { "Soleil 2026", ALL },
    { "Été€2026", ALL },
    /* Characters, not bytes. */
    { "Éé€1234", ALL & ~PF_PASSWORD_LENGTH },
    { "12345678", PF_PASSWORD_LENGTH | PF_PASSWORD_DIGIT },
    { "\xff"
      "Soleil-2026",
      0 },
  };
  g_autofree char *long_one = g_strnfill (PF_PASSWORD_LONGEST + 1, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = g_strescape (cases[i].password, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpuint (pf_password_check (cases[i].password), ==, cases[i].kept);
    }
  g_assert_cmpuint (pf_password_check (long_one), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/rules", test_rules);
  return g_test_run ();
}
