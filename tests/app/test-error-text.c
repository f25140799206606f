/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every code has a sentence of its own, and none speaks like a machine. */
#include "config.h"

#include "pf-error-text.h"

#include "pf-account.h"
#include "pf-client-error.h"
#include "welcome/pf-demo-town.h"

static char *
describe (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "a machine's words");

  return pf_error_text (error);
}

static void
every_code_has_its_own_sentence (void)
{
  const struct {
    GQuark domain;
    int n_codes;
  } domains[] = {
    { PF_CLIENT_ERROR, PF_CLIENT_ERROR_PAYMENT_HOST + 1 },
    { PF_STORE_ERROR, PF_STORE_ERROR_TOO_LARGE + 1 },
    { PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DAMAGED + 1 },
    { PF_DEMO_TOWN_ERROR, PF_DEMO_TOWN_ERROR_FAILED + 1 },
  };
  g_autofree char *general = describe (G_IO_ERROR, G_IO_ERROR_FAILED);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < domains[i].n_codes; code++)
      {
        char *text = describe (domains[i].domain, code);

        g_assert_cmpstr (text, !=, general);
        g_assert_true (g_hash_table_add (seen, text));
      }
}

static void
what_befalls_a_file_has_its_own_sentence (void)
{
  static const int codes[] = { G_IO_ERROR_NOT_FOUND,        G_IO_ERROR_NOT_DIRECTORY,
                               G_IO_ERROR_IS_DIRECTORY,     G_IO_ERROR_PERMISSION_DENIED,
                               G_IO_ERROR_READ_ONLY,        G_IO_ERROR_NO_SPACE,
                               G_IO_ERROR_INVALID_FILENAME, G_IO_ERROR_FILENAME_TOO_LONG };
  g_autofree char *general = describe (G_IO_ERROR, G_IO_ERROR_FAILED);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      char *text = describe (G_IO_ERROR, codes[i]);

      g_assert_cmpstr (text, !=, general);
      g_assert_true (g_hash_table_add (seen, text));
    }
}

static void
no_sentence_speaks_like_a_machine (void)
{
  static const char *const words[] = { "HTTP", "JSON", "TLS", "SQL", "error", "null", "exception" };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (int code = 0; code <= PF_CLIENT_ERROR_PAYMENT_HOST; code++)
    if (code != PF_CLIENT_ERROR_REFUSED && code != PF_CLIENT_ERROR_PAYMENT_HOST)
      g_ptr_array_add (texts, describe (PF_CLIENT_ERROR, code));
  for (int code = 0; code <= PF_STORE_ERROR_TOO_LARGE; code++)
    g_ptr_array_add (texts, describe (PF_STORE_ERROR, code));
  for (int code = 0; code <= PF_ACCOUNT_ERROR_DAMAGED; code++)
    g_ptr_array_add (texts, describe (PF_ACCOUNT_ERROR, code));

  for (guint i = 0; i < texts->len; i++)
    {
      g_assert_null (strstr (texts->pdata[i], "a machine's words"));
      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        g_assert_null (strstr (texts->pdata[i], words[j]));
    }
}

static void
a_town_that_refuses_is_quoted (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (PF_CLIENT_ERROR, PF_CLIENT_ERROR_REFUSED, "Votre dossier est clos.");
  g_autofree char *text = pf_error_text (error);

  g_assert_nonnull (strstr (text, "Votre dossier est clos."));
}

static void
every_refusal_says_why (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *detailed = NULL;
  g_autofree char *town = NULL;

  for (int refusal = PF_REFUSAL_TOO_LATE; refusal < PF_REFUSAL_OTHER; refusal++)
    g_assert_true (g_hash_table_add (seen, pf_error_text_for_refusal (refusal, NULL)));
  detailed = pf_error_text_for_refusal (PF_REFUSAL_FULL, "12 places");
  g_assert_cmpstr (detailed, ==, "there is no place left (12 places)");
  town = pf_error_text_for_refusal (PF_REFUSAL_OTHER, "Grève");
  g_assert_cmpstr (town, ==, "Grève");
}

static void
outcomes_are_told (void)
{
  static const struct {
    PfOutcome outcome;
    const char *text;
  } cases[] = {
    { { .kind = PF_OUTCOME_BOOKED }, "Booked" },
    { { .kind = PF_OUTCOME_WAITING, .rank = 3 }, "On the waiting list, number 3" },
    { { .kind = PF_OUTCOME_WAITING }, "On the waiting list" },
    { { .kind = PF_OUTCOME_PENDING }, "Awaiting the town’s approval" },
    { { .kind = PF_OUTCOME_CANCELLED }, "Cancelled" },
    { { .kind = PF_OUTCOME_REFUSED, .refusal = PF_REFUSAL_TOO_LATE },
      "Refused: the deadline has passed" },
    { { .kind = PF_OUTCOME_CHANGED, .refusal = PF_REFUSAL_GIVEN_UP },
      "No answer came, and you stopped waiting for it. The planning shows whether the town has "
      "done it." },
    { { .kind = PF_OUTCOME_CHANGED }, "Not done, because the day has changed meanwhile" },
  };
  PfOutcome late = { .kind = PF_OUTCOME_LATE, .surcharge = 170 };
  g_autofree char *surcharge = pf_cents_format (170, "EUR");
  g_autofree char *late_text = pf_error_text_for_outcome (&late, "EUR");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pf_error_text_for_outcome (&cases[i].outcome, "EUR");

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_nonnull (strstr (late_text, surcharge));
}

static void
notices_are_told_and_nothing_is_not (void)
{
  g_autofree char *rebuilt = pf_error_text_for_notice (PF_STORE_NOTICE_CACHE_REBUILT);
  g_autofree char *both =
      pf_error_text_for_notice (PF_STORE_NOTICE_CACHE_REBUILT | PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE);

  g_assert_null (pf_error_text_for_notice (PF_STORE_NOTICE_NONE));
  g_assert_nonnull (strstr (rebuilt, "plan"));
  g_assert_nonnull (strstr (both, "basket"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/error-text/every-code", every_code_has_its_own_sentence);
  g_test_add_func ("/app/error-text/what-befalls-a-file", what_befalls_a_file_has_its_own_sentence);
  g_test_add_func ("/app/error-text/no-machine", no_sentence_speaks_like_a_machine);
  g_test_add_func ("/app/error-text/refused", a_town_that_refuses_is_quoted);
  g_test_add_func ("/app/error-text/refusals", every_refusal_says_why);
  g_test_add_func ("/app/error-text/outcomes", outcomes_are_told);
  g_test_add_func ("/app/error-text/notices", notices_are_told_and_nothing_is_not);
  return g_test_run ();
}
