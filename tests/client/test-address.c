/* SPDX-License-Identifier: GPL-3.0-or-later
 * Addresses that people type. */
#include "rest/pf-rest-address.h"

#include "pf-client-error.h"

static void
test_canonical (void)
{
  static const struct {
    const char *typed;
    const char *addresses; /* separated by spaces */
  } cases[] = {
    { "mairie-exemple.fr", "https://mairie-exemple.fr" },
    { "  mairie-exemple.fr \n", "https://mairie-exemple.fr" },
    { "\xC2\xA0mairie-exemple.fr\xE2\x80\x8B", "https://mairie-exemple.fr" },
    { "https://mairie-exemple.fr/", "https://mairie-exemple.fr" },
    { "HTTPS://Mairie-Exemple.FR", "https://mairie-exemple.fr" },
    { "mairie-exemple.fr.", "https://mairie-exemple.fr" },
    { "//mairie-exemple.fr", "https://mairie-exemple.fr" },
    { "https://mairie-exemple.fr:443", "https://mairie-exemple.fr" },
    { "mairie-exemple.fr:8443", "https://mairie-exemple.fr:8443" },
    { "mairie-exemple.fr/portail//",
      "https://mairie-exemple.fr/portail https://mairie-exemple.fr" },
    { "https://mairie-exemple.fr/espace/connexion.php?x=1#haut",
      "https://mairie-exemple.fr/espace/connexion.php https://mairie-exemple.fr" },
    { "https://mairie-exemple.fr/.well-known/portail-famille", "https://mairie-exemple.fr" },
    { "https://mairie-exemple.fr/a/.well-known/portail-famille",
      "https://mairie-exemple.fr/a https://mairie-exemple.fr" },
    { "saint-étienne.fr", "https://xn--saint-tienne-geb.fr" },
    { "https://SAINT-ÉTIENNE.fr", "https://xn--saint-tienne-geb.fr" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.8.8.8", "http://127.8.8.8" },
    { "http://localhost:80/", "http://localhost" },
    { "http://[::1]:8080", "http://[::1]:8080" },
    { "localhost:8080", "http://localhost:8080" },
    { "127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "https://localhost:8080", "https://localhost:8080" },
    { "192.168.1.4", "https://192.168.1.4" },
    { "intranet", "https://intranet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) addresses = pf_rest_address_parse (cases[i].typed, &error);
      g_autofree char *joined = NULL;

      g_test_message ("“%s”", cases[i].typed);
      g_assert_no_error (error);
      joined = g_strjoinv (" ", addresses);
      g_assert_cmpstr (joined, ==, cases[i].addresses);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "",
    "   ",
    "http://mairie-exemple.fr",
    "http://192.168.1.4",
    "http://localhost.exemple.fr",
    "http://127.1",
    "http://0.0.0.0",
    "http://[::ffff:8.8.8.8]",
    "ftp://mairie-exemple.fr",
    "file:///etc/passwd",
    "javascript://alert(1)",
    "mairie exemple.fr",
    "ma mairie",
    "lea@mairie-exemple.fr",
    "https://lea:secret@mairie-exemple.fr",
    "mailto:lea@mairie-exemple.fr",
    "https://",
    "https:///v1",
    "https://mairie..fr",
    "https://-mairie.fr",
    "https://mairie.fr:99999",
    "https://mairie.fr:0",
    "https://mairie.fr:port",
    "https://mai%2frie.fr",
    "https://mairie.fr\r\nX: y",
    "?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) addresses = pf_rest_address_parse (cases[i], &error);

      g_test_message ("“%s”", cases[i]);
      g_assert_null (addresses);
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_ADDRESS);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
test_far_too_long (void)
{
  g_autofree char *typed = g_strnfill (100000, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (pf_rest_address_parse (typed, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_ADDRESS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/address/canonical", test_canonical);
  g_test_add_func ("/client/address/refused", test_refused);
  g_test_add_func ("/client/address/far-too-long", test_far_too_long);
  return g_test_run ();
}
