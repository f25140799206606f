/* SPDX-License-Identifier: GPL-3.0-or-later
 * Authorities and certificates of a test, made by openssl. */
#include "config.h"

#include "pf-test-certificate.h"

static void
run_openssl (const char *folder, const char *arguments)
{
  g_autofree char *command = g_strdup_printf ("openssl %s", arguments);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, &error));
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  if (!g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s: %s", command, error->message);
}

void
pf_test_authority_make (const char *folder, const char *name)
{
  g_autofree char *arguments =
      g_strdup_printf ("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 "
                       "-keyout %s.key -out %s.pem -subj '/CN=Authority %s' "
                       "-addext basicConstraints=critical,CA:TRUE",
                       name, name, name);

  run_openssl (folder, arguments);
}

GTlsCertificate *
pf_test_certificate_make (const char *folder, const char *authority, const char *address, int days)
{
  g_autofree char *names = g_build_filename (folder, "names", NULL);
  g_autofree char *extension = g_strdup_printf ("subjectAltName=%s\n", address);
  g_autofree char *sign =
      g_strdup_printf ("x509 -req -in town.csr -CA %s.pem -CAkey %s.key -CAcreateserial "
                       "-extfile names -days %d -out town.pem",
                       authority, authority, days);
  g_autofree char *certificate = g_build_filename (folder, "town.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "town.key", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *result;

  g_assert_true (g_file_set_contents (names, extension, -1, &error));
  run_openssl (folder, "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout town.key "
                       "-out town.csr -subj /CN=town");
  run_openssl (folder, sign);
  result = g_tls_certificate_new_from_files (certificate, key, &error);
  g_assert_no_error (error);
  return result;
}
