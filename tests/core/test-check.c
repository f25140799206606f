/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family types has a shape. */
#include "config.h"

#include "pf-check.h"

typedef struct {
  const char *text;
  PfCheck check;
} Row;

static void
check_rows (const Row *rows, gsize n_rows, PfCheck (*check) (const char *text))
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpint (check (rows[i].text), ==, rows[i].check);
    }
}

static void
test_ibans (void)
{
  static const Row rows[] = {
    { "FR76 3000 6000 0112 3456 7890 189", PF_CHECK_OK },
    { "fr7630006000011234567890189", PF_CHECK_OK },
    { "FR14 2004 1010 0505 0001 3M02 606", PF_CHECK_OK },
    { "DE89 3704 0044 0532 0130 00", PF_CHECK_OK },
    { "BE68 5390 0754 7034", PF_CHECK_OK },
    { "NO93 8601 1117 947", PF_CHECK_OK },
    { "MT84 MALT 0110 0001 2345 MTLC AST0 01S", PF_CHECK_OK },
    { "FR76\u00a03000\u202f6000\u00a00112 3456 7890 189", PF_CHECK_OK },
    { "FR76 3000 6000 0112 3456 7890 188", PF_CHECK_IBAN_SUM },
    { "FR76 3000 6000 0112 3456 7809 189", PF_CHECK_IBAN_SUM },
    { "FR67 3000 6000 0112 3456 7890 189", PF_CHECK_IBAN_SUM },
    { "FR76 3000 6000 0112 3456 7890 18", PF_CHECK_IBAN_LENGTH },
    { "FR76 3000 6000 0112 3456 7890 1890", PF_CHECK_IBAN_LENGTH },
    { "FR", PF_CHECK_IBAN_LENGTH },
    { "F", PF_CHECK_IBAN_LENGTH },
    { "", PF_CHECK_IBAN_LENGTH },
    { "US76 3000 6000 0112 3456 7890 189", PF_CHECK_IBAN_COUNTRY },
    { "76FR 3000 6000 0112 3456 7890 189", PF_CHECK_IBAN_COUNTRY },
    { "FR76-3000-6000-0112-3456-7890-189", PF_CHECK_IBAN_CHARACTERS },
    { "FR76 3000 6000 0112 3456 7890 18é", PF_CHECK_IBAN_CHARACTERS },
  };

  check_rows (rows, G_N_ELEMENTS (rows), pf_check_iban);
}

/* Whatever single digit is mistyped, and whatever two neighbours change places, it is noticed. */
static void
test_typing_mistakes_in_ibans_are_noticed (void)
{
  static const char right[] = "FR7630006000011234567890189";

  for (gsize i = 2; i + 1 < sizeof right; i++)
    {
      g_autofree char *wrong = g_strdup (right);

      wrong[i] = (char) ('0' + (right[i] - '0' + 1) % 10);
      g_assert_cmpint (pf_check_iban (wrong), ==, PF_CHECK_IBAN_SUM);
      wrong[i] = right[i];
      if (right[i + 1] == '\0' || right[i + 1] == right[i])
        continue;
      wrong[i] = right[i + 1];
      wrong[i + 1] = right[i];
      g_assert_cmpint (pf_check_iban (wrong), ==, PF_CHECK_IBAN_SUM);
    }
}

static void
test_ibans_are_kept_and_shown_in_one_way (void)
{
  g_autofree char *kept = pf_iban_normalize (" fr76 3000 6000 0112 3456 7890 189 ");
  g_autofree char *shown = pf_iban_format (kept);

  g_assert_cmpstr (kept, ==, "FR7630006000011234567890189");
  g_assert_cmpstr (shown, ==, "FR76 3000 6000 0112 3456 7890 189");
}

static void
test_numbers_of_the_caf (void)
{
  static const Row rows[] = {
    { "1234567", PF_CHECK_OK },           { "123 4567", PF_CHECK_OK },
    { "1234567 P", PF_CHECK_OK },         { "1234567P", PF_CHECK_OK },
    { "123456", PF_CHECK_CAF_NUMBER },    { "12345678", PF_CHECK_CAF_NUMBER },
    { "1234567PP", PF_CHECK_CAF_NUMBER }, { "A234567", PF_CHECK_CAF_NUMBER },
    { "", PF_CHECK_CAF_NUMBER },          { "1234567-", PF_CHECK_CAF_NUMBER },
  };

  check_rows (rows, G_N_ELEMENTS (rows), pf_check_caf_number);
}

static void
test_telephone_numbers (void)
{
  static const Row rows[] = {
    { "06 12 34 56 78", PF_CHECK_OK },
    { "0612345678", PF_CHECK_OK },
    { "01.23.45.67.89", PF_CHECK_OK },
    { "+33 6 12 34 56 78", PF_CHECK_OK },
    { "+33 (6) 12-34-56-78", PF_CHECK_OK },
    { "+41 22 123 45 67", PF_CHECK_OK },
    { "06 12 34 56 7", PF_CHECK_PHONE },
    { "06 12 34 56 789", PF_CHECK_PHONE },
    { "16 12 34 56 78", PF_CHECK_PHONE },
    { "00 12 34 56 78", PF_CHECK_PHONE },
    { "+3361", PF_CHECK_PHONE },
    { "+1234567890123456", PF_CHECK_PHONE },
    { "+0612345678", PF_CHECK_PHONE },
    { "06 12 34 56 78 le soir", PF_CHECK_PHONE },
    { "06+12345678", PF_CHECK_PHONE },
    { "", PF_CHECK_PHONE },
    { "12345678901234567890", PF_CHECK_PHONE },
  };

  check_rows (rows, G_N_ELEMENTS (rows), pf_check_phone);
}

static void
test_postcodes (void)
{
  static const Row rows[] = {
    { "30100", PF_CHECK_OK },       { "01000", PF_CHECK_OK },
    { "97400", PF_CHECK_OK },       { "98000", PF_CHECK_OK },
    { "3010", PF_CHECK_POSTCODE },  { "301000", PF_CHECK_POSTCODE },
    { "3O100", PF_CHECK_POSTCODE }, { "00100", PF_CHECK_POSTCODE },
    { "99123", PF_CHECK_POSTCODE }, { "30 100", PF_CHECK_POSTCODE },
    { "", PF_CHECK_POSTCODE },      { "2A004", PF_CHECK_POSTCODE },
  };

  check_rows (rows, G_N_ELEMENTS (rows), pf_check_postcode);
}

static void
test_email_addresses (void)
{
  static const Row rows[] = {
    { "claire.martin@example.org", PF_CHECK_OK },
    { "a+b@sous.domaine.fr", PF_CHECK_OK },
    { "claire", PF_CHECK_EMAIL },
    { "claire@", PF_CHECK_EMAIL },
    { "@example.org", PF_CHECK_EMAIL },
    { "a@b@example.org", PF_CHECK_EMAIL },
    { "claire@example", PF_CHECK_EMAIL },
    { "claire@example.", PF_CHECK_EMAIL },
    { "claire@.org", PF_CHECK_EMAIL },
    { "claire@a..org", PF_CHECK_EMAIL },
    { "claire martin@example.org", PF_CHECK_EMAIL },
    { "claire\n@example.org", PF_CHECK_EMAIL },
    { "Claire <c@example.org>", PF_CHECK_EMAIL },
    { "", PF_CHECK_EMAIL },
  };

  check_rows (rows, G_N_ELEMENTS (rows), pf_check_email);
}

static void
test_birth_dates (void)
{
  PfDay today = pf_day_new (2026, 11, 21);

  g_assert_cmpint (pf_check_birth_date (today, today), ==, PF_CHECK_OK);
  g_assert_cmpint (pf_check_birth_date (pf_day_new (2018, 2, 28), today), ==, PF_CHECK_OK);
  g_assert_cmpint (pf_check_birth_date (today + 1, today), ==, PF_CHECK_BORN_LATER);
  g_assert_cmpint (pf_check_birth_date (pf_day_new (1926, 2, 28), today), ==,
                   PF_CHECK_BORN_LONG_AGO);
}

static void
test_members_have_the_shape_of_what_they_hold (void)
{
  static const struct {
    const char *name;
    const char *text;
    PfCheck check;
  } rows[] = {
    { "postcode", "3010", PF_CHECK_POSTCODE },
    { "doctor_phone", "4", PF_CHECK_PHONE },
    { "work_phone", "0466785112", PF_CHECK_OK },
    { "mobile", "", PF_CHECK_OK },
    { "iban", NULL, PF_CHECK_OK },
    { "iban", "FR", PF_CHECK_IBAN_LENGTH },
    { "city", "3010", PF_CHECK_OK },
    { "caf_number", "12", PF_CHECK_CAF_NUMBER },
    { "email", "no", PF_CHECK_EMAIL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pf_check_member (rows[i].name, rows[i].text), ==, rows[i].check);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/check/ibans", test_ibans);
  g_test_add_func ("/core/check/typing-mistakes-in-ibans-are-noticed",
                   test_typing_mistakes_in_ibans_are_noticed);
  g_test_add_func ("/core/check/ibans-are-kept-and-shown-in-one-way",
                   test_ibans_are_kept_and_shown_in_one_way);
  g_test_add_func ("/core/check/numbers-of-the-caf", test_numbers_of_the_caf);
  g_test_add_func ("/core/check/telephone-numbers", test_telephone_numbers);
  g_test_add_func ("/core/check/postcodes", test_postcodes);
  g_test_add_func ("/core/check/email-addresses", test_email_addresses);
  g_test_add_func ("/core/check/birth-dates", test_birth_dates);
  g_test_add_func ("/core/check/members-have-the-shape-of-what-they-hold",
                   test_members_have_the_shape_of_what_they_hold);
  return g_test_run ();
}
