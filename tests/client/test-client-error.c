/* SPDX-License-Identifier: GPL-3.0-or-later
 * Errors of the client: which are worth a retry, and what the town asked to wait. */
#include "pf-client-error.h"

#include <gio/gio.h>

#include "rest/pf-rest-error.h"

static void
test_transient (void)
{
  static const gboolean expected[] = {
    [PF_CLIENT_ERROR_ADDRESS] = FALSE,       [PF_CLIENT_ERROR_UNREACHABLE] = TRUE,
    [PF_CLIENT_ERROR_TIMEOUT] = TRUE,        [PF_CLIENT_ERROR_TLS] = FALSE,
    [PF_CLIENT_ERROR_NOT_A_TOWN] = FALSE,    [PF_CLIENT_ERROR_PROTOCOL] = FALSE,
    [PF_CLIENT_ERROR_CREDENTIALS] = FALSE,   [PF_CLIENT_ERROR_SIGNED_OUT] = FALSE,
    [PF_CLIENT_ERROR_BUSY] = TRUE,           [PF_CLIENT_ERROR_SERVER] = TRUE,
    [PF_CLIENT_ERROR_STATE_UNKNOWN] = FALSE, [PF_CLIENT_ERROR_REFUSED] = FALSE,
    [PF_CLIENT_ERROR_CHANGED] = FALSE,       [PF_CLIENT_ERROR_UNSUPPORTED] = FALSE,
    [PF_CLIENT_ERROR_PAYMENT_HOST] = FALSE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (PF_CLIENT_ERROR, i, "x");

      g_test_message ("code %u", i);
      g_assert_cmpint (pf_client_error_is_transient (error), ==, expected[i]);
    }
}

static void
test_other_domain (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, PF_CLIENT_ERROR_TIMEOUT, "x");

  g_assert_false (pf_client_error_is_transient (error));
  g_assert_cmpint (pf_client_error_get_retry_after (error), ==, -1);
}

static void
test_retry_after_is_copied (void)
{
  g_autoptr (GError) error = g_error_new_literal (PF_CLIENT_ERROR, PF_CLIENT_ERROR_BUSY, "x");
  g_autoptr (GError) copy = NULL;

  g_assert_cmpint (pf_client_error_get_retry_after (error), ==, -1);
  pf_client_error_set_retry_after (error, 30);
  copy = g_error_copy (error);
  g_assert_cmpint (pf_client_error_get_retry_after (copy), ==, 30);
}

static void
test_retry_after_header (void)
{
  const PfMoment now = pf_moment_parse ("2026-11-05T08:15:00Z");
  static const struct {
    const char *header;
    int seconds;
  } cases[] = {
    { NULL, -1 },
    { "30", 30 },
    { "0", 0 },
    { "-5", -1 },
    { "soon", -1 },
    { "999999999999", 86400 },
    { "Thu, 05 Nov 2026 08:17:00 GMT", 120 },
    { "Thu, 05 Nov 2026 08:00:00 GMT", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (pf_rest_error_parse_retry_after (cases[i].header, now), ==,
                       cases[i].seconds);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/error/transient", test_transient);
  g_test_add_func ("/client/error/other-domain", test_other_domain);
  g_test_add_func ("/client/error/retry-after-is-copied", test_retry_after_is_copied);
  g_test_add_func ("/client/error/retry-after-header", test_retry_after_header);
  return g_test_run ();
}
