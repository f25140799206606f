/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mails put together: templates in both languages, and the queue that is part of the transaction.
 * */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "pf-test-cases.h"
#include "pfs-bookings-mail.h"
#include "pfs-bookings.h"
#include "pfs-mail.h"
#include "pfs-storage-families.h"
#include "pfs-storage-mails.h"
#include "pfs-test-fixture.h"
#include "pfs-words.h"

#define TEMPLATES "/org/example/PortailFamille/server/mail"

#define FOLDER "/org/example/PortailFamille/server/mail/"

static const char *const done[PFS_N_LANGUAGES] = { "réservé", "booked" };

static PfsMail *
make_booking_mail (void)
{
  PfsMail *mail = pfs_mail_new ("bookings");
  PfsMail *line = pfs_mail_new ("bookings-line");

  pfs_mail_set_day (line, "day", pf_day_parse ("2027-03-01"));
  pfs_mail_set_text (line, "child", "Léna");
  pfs_mail_set_text (line, "activity", "Cantine");
  pfs_mail_set_text (line, "unit", "Repas");
  pfs_mail_set_words (line, "outcome", done);
  pfs_mail_set_cents (line, "price", 340);
  pfs_mail_add_part (mail, "lines", line);
  pfs_mail_set_moment (mail, "at", pf_moment_parse ("2027-02-20T22:05:00Z"));
  pfs_mail_set_cents (mail, "total", PF_CENTS_UNKNOWN);
  return mail;
}

static GPtrArray *
list_mails (PfsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *mails = pfs_storage_list_mails (fixture->storage, &error);

  g_assert_no_error (error);
  return mails;
}

static void
test_each_in_their_language (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *language;
    const char *has[4];
  } cases[] = {
    { NULL,
      { "réservations du samedi 20 février 2027 à 23", "lundi 1er mars 2027, Léna, Cantine (Repas)",
        "3,40", "réservé" } },
    { "en",
      { "bookings of Saturday 20 February 2027 at 23:05",
        "Monday 1 March 2027, Léna, Cantine (Repas): booked", "€3.40", "Hello" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
      g_autoptr (PfsMail) mail = make_booking_mail ();
      g_autoptr (GPtrArray) mails = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *all = NULL;
      const PfsMailItem *item;

      if (cases[i].language != NULL)
        pfs_storage_set_language (fixture->storage, "g1", cases[i].language, &error);
      g_assert_no_error (error);
      g_assert_true (pfs_mail_queue_for_household (mail, fixture->storage, "h1", &error));
      mails = list_mails (fixture);
      g_assert_cmpuint (mails->len, ==, 1);
      item = g_ptr_array_index (mails, 0);
      g_assert_cmpstr (item->recipient, ==, "g1@example.org");
      all = g_strconcat (item->subject, "\n", item->body, NULL);
      for (gsize j = 0; j < G_N_ELEMENTS (cases[i].has); j++)
        if (strstr (all, cases[i].has[j]) == NULL)
          g_error ("no “%s” in:\n%s", cases[i].has[j], all);
      /* What was not set leaves no line. */
      g_assert_null (strstr (all, "{"));
      g_assert_null (strstr (all, i == 0 ? "En tout" : "In all"));
    }
}

static void
test_undone_with_its_cause (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfsMail) mail = make_booking_mail ();
  g_autoptr (GPtrArray) mails = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pfs_mail_queue_for_guardian (mail, fixture->storage, "g1", &error));
  g_clear_pointer (&transaction, pfs_transaction_free);
  mails = list_mails (fixture);
  g_assert_cmpuint (mails->len, ==, 0);
}

static void
test_needs_a_transaction (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsMail) mail = make_booking_mail ();
  g_autoptr (GError) error = NULL;

  g_assert_false (
      pfs_mail_queue (mail, fixture->storage, "a@example.org", PFS_LANGUAGE_ENGLISH, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
}

static void
test_a_subject_is_one_line (PfsTestFixture *fixture, gconstpointer data)
{
  static const char *const words[PFS_N_LANGUAGES] = { "a\r\nBcc: b@example.org", "" };
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfsMail) mail = pfs_mail_new ("bookings");
  g_autoptr (GPtrArray) mails = NULL;
  g_autoptr (GError) error = NULL;
  const PfsMailItem *item;

  pfs_mail_set_words (mail, "at", words);
  g_assert_true (
      pfs_mail_queue (mail, fixture->storage, "a@example.org", PFS_LANGUAGE_FRENCH, &error));
  mails = list_mails (fixture);
  item = g_ptr_array_index (mails, 0);
  g_assert_nonnull (strstr (item->subject, "a  Bcc: b@example.org"));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Returns: the words in braces of a template, sorted. */
static char *
list_words (const char *name, const char *tag)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".", tag, ".txt", NULL);
  g_autoptr (GRegex) regex = g_regex_new ("\\{[a-z_]+\\}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_ptr_array_add (words, g_match_info_fetch (match, 0));
  g_ptr_array_sort (words, compare_names);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static void
test_templates_say_the_same (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  test_undone_with_its_cause (fixture, data); /* what loads the templates */
  names = g_resources_enumerate_children (FOLDER, 0, &error);
  g_assert_no_error (error);
  for (char **name = names; *name != NULL; name++)
    if (g_str_has_suffix (*name, ".en.txt"))
      {
        g_autofree char *base = g_strndup (*name, strlen (*name) - strlen (".en.txt"));
        g_autofree char *english = list_words (base, "en");
        g_autofree char *french = list_words (base, "fr");

        g_test_message ("%s", base);
        g_assert_cmpstr (english, ==, french);
      }
}

/* A batch is told to who sent it, but for what did nothing. */
static void
test_confirms_a_batch (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (GPtrArray) lines =
      pfs_test_line ("c1-canteen", PFS_TEST_LATE_DAY, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);
  g_autoptr (GPtrArray) refused =
      pfs_test_line ("c1-canteen", "2026-11-07", PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);
  g_autoptr (PfAnswer) answer = NULL;
  g_autoptr (PfAnswer) other_answer = NULL;
  g_autoptr (GPtrArray) mails = NULL;
  g_autoptr (GError) error = NULL;
  const PfsMailItem *item;

  other_answer = pfs_bookings_book (fixture->storage, "h1", refused, fixture->now, &error);
  g_assert_no_error (error);
  g_assert_true (pfs_bookings_queue_mail (fixture->storage, "g1", refused, other_answer, &error));
  answer = pfs_bookings_book (fixture->storage, "h1", lines, fixture->now, &error);
  g_assert_no_error (error);
  g_assert_true (pfs_bookings_queue_mail (fixture->storage, "g1", lines, answer, &error));
  mails = list_mails (fixture);
  g_assert_cmpuint (mails->len, ==, 1);
  item = g_ptr_array_index (mails, 0);
  g_assert_nonnull (strstr (item->body, "mardi 10 novembre 2026"));
  g_assert_nonnull (strstr (item->body, "majoration\n  Prix\u00a0: 4,00"));
  g_assert_nonnull (strstr (item->body, "Dont majoration\u00a0: 2,00"));
  g_assert_nonnull (strstr (item->body, answer->receipt));
}

/* In French a sign of two parts stays with the word before it. */
static void
test_french_has_no_break_spaces (void)
{
  g_auto (GStrv) names =
      g_resources_enumerate_children (TEMPLATES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_french = 0;

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *path = g_build_filename (TEMPLATES, *name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (*name, ".fr.txt"))
        continue;
      n_french++;
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      if (g_regex_match_simple ("\\S [:;?!»]|« ", text, 0, 0))
        g_error ("%s has a plain space where a line must not break", *name);
    }
  g_assert_cmpuint (n_french, >=, 10);
}

static void
test_addresses (void)
{
  static const struct {
    const char *text;
    gboolean is_address;
  } cases[] = {
    { "lena@example.org", TRUE },
    { "l.m+town@mail.example.org", TRUE },
    { "", FALSE },
    { "lena", FALSE },
    { "@example.org", FALSE },
    { "lena@", FALSE },
    { "lena@example", FALSE },
    { "lena@.org", FALSE },
    { "lena@example.", FALSE },
    { "a@b@example.org", FALSE },
    { "le na@example.org", FALSE },
    { "lena@example.org\r\nBcc: x@y.z", FALSE },
    { "<lena@example.org>", FALSE },
    { "a@example.org,b@example.org", FALSE },
    { "léna@example.org", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pfs_mail_is_address (cases[i].text), ==, cases[i].is_address);
  g_assert_false (pfs_mail_is_address (NULL));
}

static void
test_money (void)
{
  static const struct {
    PfCents amount;
    const char *currency;
    const char *words[PFS_N_LANGUAGES];
  } cases[] = {
    { 340, "EUR", { "3,40 €", "€3.40" } },
    { -5, "EUR", { "−0,05 €", "−€0.05" } },
    { 123456, "CHF", { "1234,56 CHF", "CHF 1234.56" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int language = 0; language < PFS_N_LANGUAGES; language++)
      {
        g_autofree char *text =
            pfs_words_format_cents (cases[i].amount, cases[i].currency, (PfsLanguage) language);

        g_assert_cmpstr (text, ==, cases[i].words[language]);
      }
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (PfsTestFixture, tests) = {
    { "each-in-their-language", test_each_in_their_language },
    { "undone-with-its-cause", test_undone_with_its_cause },
    { "needs-a-transaction", test_needs_a_transaction },
    { "a-subject-is-one-line", test_a_subject_is_one_line },
    { "confirms-a-batch", test_confirms_a_batch },
    { "templates-say-the-same", test_templates_say_the_same },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/mail/", PfsTestFixture, pfs_test_fixture_set_up, tests,
                     pfs_test_fixture_tear_down);
  g_test_add_func ("/mail/french-has-no-break-spaces", test_french_has_no_break_spaces);
  g_test_add_func ("/mail/addresses", test_addresses);
  g_test_add_func ("/mail/money", test_money);
  return g_test_run ();
}
