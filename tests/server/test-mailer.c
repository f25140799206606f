/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mails leave: by SMTP to a small server that a test talks into trouble, and as files. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pf-test-certificate.h"
#include "pf-test-wait.h"
#include "pfs-mailer.h"
#include "pfs-mime.h"
#include "pfs-storage-mails.h"
#include "pfs-test-fixture.h"
#include "smtp-listener.h"

#define BODY                                                                                       \
  "Bonjour Léna,\n.\n.point\nFrom ici, une ligne = très longue : "                               \
  "0123456789 0123456789 0123456789 0123456789 \nfin\n"

typedef struct {
  PfsTestFixture town;
  SmtpListener *listener;
  PfsClock *clock;
  char *clock_path;
} Fixture;

static void
set_clock (Fixture *fixture, PfMoment moment)
{
  g_autofree char *text = pf_moment_format (moment);
  g_autoptr (GError) error = NULL;

  fixture->town.now = moment;
  g_file_set_contents (fixture->clock_path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  pfs_test_fixture_set_up (&fixture->town, NULL);
  fixture->clock_path = g_build_filename (fixture->town.folder, "clock", NULL);
  set_clock (fixture, fixture->town.now);
  fixture->clock = pfs_clock_new (fixture->clock_path);
  fixture->listener = smtp_listener_new ((SmtpManner) GPOINTER_TO_INT (data), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  smtp_listener_free (fixture->listener);
  pfs_clock_free (fixture->clock);
  g_unlink (fixture->clock_path);
  g_free (fixture->clock_path);
  pfs_test_fixture_tear_down (&fixture->town, NULL);
}

static void
queue_until (Fixture *fixture, const char *subject, PfMoment useless_after)
{
  PfsTransaction *transaction = pfs_test_begin (&fixture->town);
  g_autoptr (GError) error = NULL;

  pfs_storage_add_mail (fixture->town.storage, "lena@example.org", "fr", subject, BODY,
                        useless_after, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
}

static void
queue (Fixture *fixture, const char *subject)
{
  queue_until (fixture, subject, PF_MOMENT_NONE);
}

static PfsMailer *
start_at (Fixture *fixture, const char *host, const char *login_file, const char *ca_file)
{
  g_autofree char *url = smtp_listener_get_url (fixture->listener, host);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsMailTransport) transport = pfs_mail_transport_new_smtp (
      &(PfsSmtpOptions){ .url = url, .login_file = login_file, .ca_file = ca_file }, &error);

  g_assert_no_error (error);
  return pfs_mailer_new (fixture->town.storage, fixture->clock, transport, "mairie@example.org");
}

static PfsMailer *
start (Fixture *fixture, const char *login_file)
{
  return start_at (fixture, "127.0.0.1", login_file, NULL);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *mails = pfs_storage_list_mails (fixture->town.storage, &error);

  g_assert_no_error (error);
  return mails;
}

static guint
count_waiting (Fixture *fixture)
{
  g_autoptr (GPtrArray) mails = list (fixture);

  return mails->len;
}

static guint
count_given_up (Fixture *fixture)
{
  g_autoptr (GPtrArray) mails = list (fixture);
  guint n = 0;

  for (guint i = 0; i < mails->len; i++)
    n += ((PfsMailItem *) g_ptr_array_index (mails, i))->next_try == PF_MOMENT_NONE ? 1 : 0;
  return n;
}

static gboolean
has_trouble (Fixture *fixture)
{
  g_autoptr (GPtrArray) mails = list (fixture);

  return mails->len > 0 && ((PfsMailItem *) g_ptr_array_index (mails, 0))->trouble != NULL;
}

static void
test_leaves_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfsMailer) mailer = start (fixture, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  queue (fixture, "Première");
  queue (fixture, "Deuxième");
  pf_test_wait_until (count_waiting (fixture) == 0);
  g_assert_cmpuint (smtp_listener_get_n_mails (fixture->listener), ==, 2);
  first = smtp_listener_dup_mail (fixture->listener, 0);
  second = smtp_listener_dup_mail (fixture->listener, 1);
  g_assert_nonnull (strstr (first, "To: <lena@example.org>\r\n"));
  g_assert_nonnull (strstr (first, "Bonjour L=C3=A9na,\r\n"));
  g_assert_cmpstr (first, !=, second);
  /* A mailer that starts anew finds nothing to send. */
  g_clear_pointer (&mailer, pfs_mailer_free);
  mailer = start (fixture, NULL);
  queue (fixture, "Troisième");
  pf_test_wait_until (count_waiting (fixture) == 0);
  g_assert_cmpuint (smtp_listener_get_n_mails (fixture->listener), ==, 3);
}

static void
test_tried_again_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfsMailer) mailer = start (fixture, NULL);
  g_autoptr (GPtrArray) mails = NULL;

  smtp_listener_set_answer (fixture->listener, "451 Not now");
  queue (fixture, "Plus tard");
  pf_test_wait_until (has_trouble (fixture));
  mails = list (fixture);
  g_assert_cmpint (((PfsMailItem *) g_ptr_array_index (mails, 0))->next_try, ==,
                   fixture->town.now + 60);
  smtp_listener_set_answer (fixture->listener, NULL);
  set_clock (fixture, fixture->town.now + 61);
  pf_test_wait_until (count_waiting (fixture) == 0);
  g_assert_cmpuint (smtp_listener_get_n_tries (fixture->listener), ==, 2);
  g_assert_cmpuint (smtp_listener_get_n_mails (fixture->listener), ==, 1);
}

static void
test_refused_for_good (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfsMailer) mailer = start (fixture, NULL);
  g_autoptr (GPtrArray) mails = NULL;
  const PfsMailItem *item;

  smtp_listener_set_answer (fixture->listener, "550 No such mailbox");
  queue (fixture, "Jamais");
  pf_test_wait_until (has_trouble (fixture));
  mails = list (fixture);
  item = g_ptr_array_index (mails, 0);
  g_assert_cmpint (item->next_try, ==, PF_MOMENT_NONE);
  /* It may have held a code. */
  g_assert_null (item->body);
}

static void
test_given_up_after_three_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfsMailer) mailer = start (fixture, NULL);
  PfMoment began = fixture->town.now;
  gboolean is_given_up = FALSE;

  smtp_listener_set_answer (fixture->listener, "451 Not now");
  queue (fixture, "Toujours pas");
  for (guint n = 1; !is_given_up; n++)
    {
      g_autoptr (GPtrArray) mails = NULL;
      const PfsMailItem *item;

      pf_test_wait_until (smtp_listener_get_n_tries (fixture->listener) == n &&
                          has_trouble (fixture));
      mails = list (fixture);
      item = g_ptr_array_index (mails, 0);
      is_given_up = item->next_try == PF_MOMENT_NONE;
      if (is_given_up || item->next_try > fixture->town.now + 60 * 60 * 4)
        break;
      set_clock (fixture, item->next_try);
    }
  g_assert_cmpint (fixture->town.now - began, <=, 3 * 24 * 60 * 60);
  g_assert_cmpint (fixture->town.now - began, >, 2 * 24 * 60 * 60);
}

static void
test_login_of_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->town.folder, "login", NULL);
  g_autofree char *login = NULL;
  g_autoptr (PfsMailer) mailer = NULL;

  g_file_set_contents (path, "mairie\nse cret\n", -1, NULL);
  mailer = start (fixture, path);
  queue (fixture, "Avec mot de passe");
  pf_test_wait_until (count_waiting (fixture) == 0);
  login = smtp_listener_dup_login (fixture->listener);
  g_assert_cmpstr (login, ==, "|mairie|se cret");
  g_unlink (path);
}

/* The text of a mail may hold a code: it goes with the mail, out of the file too. */
static void
test_its_text_goes (Fixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal" };
  g_autoptr (PfsMailer) mailer = start (fixture, NULL);
  g_autoptr (GError) error = NULL;

  queue (fixture, "Avec un code");
  pf_test_wait_until (count_waiting (fixture) == 0);
  g_clear_pointer (&mailer, pfs_mailer_free);
  g_clear_object (&fixture->town.storage);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (fixture->town.path, suffixes[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_get_contents (name, &bytes, &length, NULL))
        g_assert_null (memmem (bytes, length, "une ligne", strlen ("une ligne")));
      else
        g_assert_cmpuint (i, >, 0);
    }
  fixture->town.storage = pfs_storage_open (fixture->town.path, &error);
  g_assert_no_error (error);
}

static void
test_useless_with_its_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfsMailer) mailer = start (fixture, NULL);
  g_autoptr (GPtrArray) mails = NULL;
  const PfsMailItem *item;

  /* The next try would come too late. */
  smtp_listener_set_answer (fixture->listener, "451 Not now");
  queue_until (fixture, "Code d'une minute", fixture->town.now + 59);
  /* The clock is past it before the first try. */
  queue_until (fixture, "Code d'hier", fixture->town.now - 1);
  pf_test_wait_until (count_given_up (fixture) == 2);
  mails = list (fixture);
  item = g_ptr_array_index (mails, 0);
  g_assert_null (item->body);
  item = g_ptr_array_index (mails, 1);
  g_assert_null (item->body);
  g_assert_cmpint (item->tries, ==, 0);
  g_assert_cmpuint (smtp_listener_get_n_tries (fixture->listener), ==, 1);
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_unlink (path);
}

/* Beyond this machine nothing is said without TLS, and to nobody but whom the certificate names. */
static void
test_tls (void)
{
  static const struct {
    const char *name;
    SmtpManner manner;
    const char *address; /* of the certificate */
    const char *trusted;
    gboolean leaves;
  } cases[] = {
    { "STARTTLS", SMTP_STARTTLS, "DNS:town.localhost", "good", TRUE },
    { "TLS at once", SMTP_TLS, "DNS:town.localhost", "good", TRUE },
    { "another authority", SMTP_STARTTLS, "DNS:town.localhost", "other", FALSE },
    { "another authority, at once", SMTP_TLS, "DNS:town.localhost", "other", FALSE },
    { "another name", SMTP_STARTTLS, "DNS:town.example.org", "good", FALSE },
    { "no TLS", SMTP_LOGIN, "DNS:town.localhost", "good", FALSE },
  };
  static const char *const made[] = { "good.key", "good.pem", "good.srl", "other.key", "other.pem",
                                      "town.key", "town.pem", "town.csr", "names",     "login" };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("portail-famille-smtp-XXXXXX", &error);
  g_autofree char *login_file = g_build_filename (folder, "login", NULL);

  g_assert_no_error (error);
  g_file_set_contents (login_file, "mairie\nse cret\n", -1, NULL);
  pf_test_authority_make (folder, "good");
  pf_test_authority_make (folder, "other");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *trusted = g_strconcat (cases[i].trusted, ".pem", NULL);
      g_autofree char *ca_file = g_build_filename (folder, trusted, NULL);
      g_autoptr (GTlsCertificate) certificate =
          pf_test_certificate_make (folder, "good", cases[i].address, 30);
      g_autofree char *login = NULL;
      Fixture fixture = { 0 };
      PfsMailer *mailer;

      g_test_message ("%s", cases[i].name);
      set_up (&fixture, NULL);
      smtp_listener_free (fixture.listener);
      fixture.listener = smtp_listener_new (cases[i].manner, certificate);
      mailer = start_at (&fixture, "town.localhost", login_file, ca_file);
      queue (&fixture, "En secret");
      pf_test_wait_until (count_waiting (&fixture) == 0 || has_trouble (&fixture));
      g_assert_cmpuint (smtp_listener_get_n_secret (fixture.listener), ==, cases[i].leaves);
      g_assert_cmpuint (smtp_listener_get_n_mails (fixture.listener), ==, cases[i].leaves);
      g_assert_cmpuint (smtp_listener_get_n_tries (fixture.listener), ==, cases[i].leaves);
      login = smtp_listener_dup_login (fixture.listener);
      g_assert_cmpstr (login, ==,
                       cases[i].leaves && cases[i].manner == SMTP_STARTTLS ? "|mairie|se cret"
                                                                           : NULL);
      pfs_mailer_free (mailer);
      tear_down (&fixture, NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    remove_file (folder, made[i]);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_wrong_options (void)
{
  static const char *const urls[] = { "http://example.org", "smtp://", "example.org:25",
                                      "smtp://mairie:secret@example.org" };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfsMailTransport) transport =
          pfs_mail_transport_new_smtp (&(PfsSmtpOptions){ .url = urls[i] }, &error);

      g_assert_null (transport);
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
    }
}

static void
test_mime (void)
{
  g_autofree char *mail = pfs_mime_write (&(PfsMimeMail){
      .from_name = "Ville de Saint-Aubin-les-Tilleuls, service de l’enfance et de la jeunesse",
      .from = "mairie@example.org",
      .to = "lena@example.org",
      .subject = "Vos réservations : première, deuxième, troisième et toutes les suivantes de mars",
      .language = "fr",
      .message_id = "1",
      .body = BODY,
      .date = pf_moment_parse ("2026-11-05T08:00:00Z"),
  });
  g_auto (GStrv) lines = g_strsplit (mail, "\r\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 76);
      g_assert_true (g_str_is_ascii (*line));
      g_assert_null (strchr (*line, '\n'));
      /* What SMTP or a mailbox would change on its way. */
      g_assert_false (g_str_has_prefix (*line, ".") || g_str_has_suffix (*line, " "));
    }
  g_assert_nonnull (strstr (mail, "Date: Thu, 5 Nov 2026 08:00:00 +0000\r\n"));
  g_assert_nonnull (strstr (mail, "Message-ID: <1@example.org>\r\n"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    SmtpManner manner;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/mailer/leaves-once", SMTP_PLAIN, test_leaves_once },
    { "/mailer/tried-again-later", SMTP_PLAIN, test_tried_again_later },
    { "/mailer/refused-for-good", SMTP_PLAIN, test_refused_for_good },
    { "/mailer/given-up-after-three-days", SMTP_PLAIN, test_given_up_after_three_days },
    { "/mailer/login-of-a-file", SMTP_LOGIN, test_login_of_a_file },
    { "/mailer/its-text-goes", SMTP_PLAIN, test_its_text_goes },
    { "/mailer/useless-with-its-code", SMTP_PLAIN, test_useless_with_its_code },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].manner), set_up, tests[i].run,
                tear_down);
  g_test_add_func ("/mailer/tls", test_tls);
  g_test_add_func ("/mailer/wrong-options", test_wrong_options);
  g_test_add_func ("/mailer/mime", test_mime);
  return g_test_run ();
}
