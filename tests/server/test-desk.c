/* SPDX-License-Identifier: GPL-3.0-or-later
 * Messages and requests by the town's rules: what is taken, what is refused and where it points,
 * and what an agent's decision does. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "pf-test-cases.h"
#include "pfs-bookings.h"
#include "pfs-delta.h"
#include "pfs-desk.h"
#include "pfs-requests.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-desk.h"
#include "pfs-storage-files.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-threads.h"
#include "pfs-test-fixture.h"
#include "pfs-threads.h"

#define DESK                                                                                       \
  "{\"services\":[{\"id\":\"s\",\"name\":\"Enfance\",\"takes_messages\":true,\"max_files\":2,"     \
  "\"max_bytes\":1000,\"topics\":[{\"id\":\"t\",\"name\":\"Cantine\"}]},"                          \
  "{\"id\":\"mute\",\"name\":\"Archives\"}],"                                                      \
  "\"forms\":[{\"id\":\"absence\",\"name\":\"Absence\",\"purpose\":\"absence\","                   \
  "\"charged_days\":1,\"fields\":["                                                                \
  "{\"id\":\"child\",\"label\":\"Enfant\",\"kind\":\"child\",\"required\":true},"                  \
  "{\"id\":\"first\",\"label\":\"Du\",\"kind\":\"day\",\"required\":true},"                        \
  "{\"id\":\"last\",\"label\":\"Au\",\"kind\":\"day\"},"                                           \
  "{\"id\":\"why\",\"label\":\"Motif\",\"kind\":\"choice\",\"choices\":[\"Maladie\",\"Autre\"]},"  \
  "{\"id\":\"n\",\"label\":\"Nombre\",\"kind\":\"number\"},"                                       \
  "{\"id\":\"sure\",\"label\":\"Sûr\",\"kind\":\"boolean\"}],"                                    \
  "\"papers\":[{\"id\":\"proof\",\"name\":\"Justificatif\",\"required\":true}]},"                  \
  "{\"id\":\"meet\",\"name\":\"Rendez-vous\",\"takes_appointment\":true}]}"

static void
put_desk (PfsTestFixture *fixture)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (GBytes) json = g_bytes_new_static (DESK, sizeof DESK - 1);
  g_autoptr (GPtrArray) services = NULL;
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_codec_decode_desk (json, &services, &forms, &error));
  g_assert_no_error (error);
  g_assert_true (pfs_desk_put (fixture->storage, services, forms, &error));
  g_assert_no_error (error);
  pfs_test_commit (g_steal_pointer (&transaction));
}

static void
set_up (PfsTestFixture *fixture, gconstpointer data)
{
  pfs_test_fixture_set_up (fixture, data);
  put_desk (fixture);
}

/* Returns: (transfer full): a file of @size bytes that @household has sent. */
static PfFile *
send_file (PfsTestFixture *fixture, const char *household, const char *name, gsize size)
{
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GError) error = NULL;

  g_assert_true (pfs_storage_finish_upload (fixture->storage, household, digest, "application/pdf",
                                            bytes, &error));
  g_assert_no_error (error);
  return pf_file_new (NULL, name, "application/pdf", (gint64) size, digest);
}

static PfMessageBody *
make_message (void)
{
  PfMessageBody *body = pf_message_body_new ();

  body->service = g_strdup ("s");
  body->topic = g_strdup ("t");
  body->subject = g_strdup (" Repas ");
  body->text = g_strdup ("Bonjour");
  return body;
}

/* Writes @body, inside a transaction. Returns: (transfer full): the thread, NULL where refused. */
static char *
write_message (PfsTestFixture *fixture, const PfMessageBody *body, PfsRefusal *refusal)
{
  g_autoptr (GError) error = NULL;
  char *thread;

  refusal->language = PFS_LANGUAGE_ENGLISH;
  thread = pfs_threads_write (fixture->storage, "h1", "g1", body, fixture->now, refusal, &error);
  g_assert_no_error (error);
  g_assert_true ((thread == NULL) == (refusal->type != PF_PROBLEM_OTHER));
  return thread;
}

static void
test_thread (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfMessageBody) body = make_message ();
  g_autoptr (PfMessageBody) answer = pf_message_body_new ();
  g_auto (PfsRefusal) refusal = { 0 };
  g_autoptr (PfThread) thread = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) mails = NULL;
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  body->wants_copy = TRUE;
  g_ptr_array_add (body->files, send_file (fixture, "h1", "a.pdf", 1000));
  id = write_message (fixture, body, &refusal);
  answer->thread = g_strdup (id);
  answer->text = g_strdup ("Encore");
  again = write_message (fixture, answer, &refusal);
  g_assert_cmpstr (again, ==, id);
  said = pfs_threads_answer (fixture->storage, id, "Oui", NULL, fixture->now + 5, &error);
  g_assert_no_error (error);

  thread = pfs_storage_load_thread (fixture->storage, id, &error);
  g_assert_cmpstr (thread->subject, ==, "Repas");
  g_assert_cmpint (thread->n_unread, ==, 1);
  g_assert_cmpint (thread->last_at, ==, fixture->now + 5);
  messages = pfs_storage_list_messages (fixture->storage, id, &error);
  g_assert_cmpuint (messages->len, ==, 3);
  g_assert_cmpuint (((PfMessage *) messages->pdata[0])->files->len, ==, 1);
  g_assert_false (((PfMessage *) messages->pdata[0])->is_from_town);
  g_assert_cmpstr (((PfMessage *) messages->pdata[2])->author, ==, "Enfance");
  /* the copy that was wished, and the news of the answer */
  mails = pfs_storage_list_mails (fixture->storage, &error);
  g_assert_cmpuint (mails->len, ==, 2);

  g_assert_true (pfs_threads_mark_read (fixture->storage, "h1", id, &error));
  g_set_object (&thread, NULL);
  thread = pfs_storage_load_thread (fixture->storage, id, &error);
  g_assert_cmpint (thread->n_unread, ==, 0);
  g_assert_false (pfs_threads_mark_read (fixture->storage, "h2", id, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
}

static void
test_messages_refused (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *service;
    const char *topic;
    const char *subject;
    const char *text;
    gsize sizes[3];
    PfProblemType type;
    const char *pointer;
  } cases[] = {
    { "gone", "t", "a", "b", { 0 }, PF_PROBLEM_UNPROCESSABLE, "/service" },
    { "mute", NULL, "a", "b", { 0 }, PF_PROBLEM_UNPROCESSABLE, "/service" },
    { "s", NULL, "a", "b", { 0 }, PF_PROBLEM_UNPROCESSABLE, "/topic" },
    { "s", "other", "a", "b", { 0 }, PF_PROBLEM_UNPROCESSABLE, "/topic" },
    { "s", "t", " ", "b", { 0 }, PF_PROBLEM_UNPROCESSABLE, "/subject" },
    { "s", "t", NULL, "b", { 0 }, PF_PROBLEM_UNPROCESSABLE, "/subject" },
    { "s", "t", "a", "\n ", { 0 }, PF_PROBLEM_UNPROCESSABLE, "/text" },
    { "s", "t", "a", "b", { 1, 2, 3 }, PF_PROBLEM_UNPROCESSABLE, "/files" },
    { "s", "t", "a", "b", { 1, 1001 }, PF_PROBLEM_TOO_LARGE, "/files/1" },
  };
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfMessageBody) body = pf_message_body_new ();
      g_auto (PfsRefusal) refusal = { 0 };

      body->service = g_strdup (cases[i].service);
      body->topic = g_strdup (cases[i].topic);
      body->subject = g_strdup (cases[i].subject);
      body->text = g_strdup (cases[i].text);
      for (int k = 0; k < 3 && cases[i].sizes[k] > 0; k++)
        g_ptr_array_add (body->files, send_file (fixture, "h1", "f.pdf", cases[i].sizes[k]));
      g_assert_null (write_message (fixture, body, &refusal));
      g_assert_cmpint (refusal.type, ==, cases[i].type);
      g_assert_cmpstr (refusal.pointer, ==, cases[i].pointer);
      g_assert_cmpstr (refusal.detail, !=, "");
    }
}

static void
test_a_file_of_others_cannot_be_named (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfMessageBody) body = make_message ();
  g_auto (PfsRefusal) refusal = { 0 };

  g_ptr_array_add (body->files, send_file (fixture, "h2", "theirs.pdf", 10));
  g_assert_null (write_message (fixture, body, &refusal));
  g_assert_cmpstr (refusal.pointer, ==, "/files/0");
}

static void
test_a_closed_thread_takes_no_answer (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfMessageBody) body = make_message ();
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = write_message (fixture, body, &refusal);
  g_autoptr (GError) error = NULL;

  g_assert_true (pfs_storage_set_thread_closed (fixture->storage, id, TRUE, &error));
  body->thread = g_strdup (id);
  g_assert_null (write_message (fixture, body, &refusal));
  g_assert_cmpstr (refusal.pointer, ==, "/thread");
}

static void
test_waiting_threads (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfMessageBody) body = make_message ();
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *first = write_message (fixture, body, &refusal);
  g_autofree char *second = write_message (fixture, body, &refusal);
  g_autofree char *said = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  said = pfs_threads_answer (fixture->storage, first, "Oui", NULL, fixture->now, &error);
  waiting = pfs_storage_list_threads (fixture->storage, PFS_THREADS_WAITING, &error);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpstr (pf_record_get_id (waiting->pdata[0]), ==, second);
}

/* What "absence" needs, of c1. */
static PfRequestBody *
make_absence (PfsTestFixture *fixture, const char *first, const char *last)
{
  PfRequestBody *body = pf_request_body_new ();
  PfFile *file = send_file (fixture, "h1", "proof.pdf", 20);

  file->id = g_strdup ("proof");
  g_ptr_array_add (body->files, file);
  body->form = g_strdup ("absence");
  pf_request_body_set_value (body, "child", "c1");
  pf_request_body_set_value (body, "first", first);
  pf_request_body_set_value (body, "last", last);
  return body;
}

static char *
send_request (PfsTestFixture *fixture, const PfRequestBody *body, PfsRefusal *refusal)
{
  g_autoptr (GError) error = NULL;
  char *id;

  refusal->language = PFS_LANGUAGE_ENGLISH;
  id = pfs_requests_send (fixture->storage, "h1", "g1", body, fixture->now, refusal, &error);
  g_assert_no_error (error);
  g_assert_true ((id == NULL) == (refusal->type != PF_PROBLEM_OTHER));
  return id;
}

static void
test_requests_refused (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *field;
    const char *value;
    const char *pointer;
    const char *says;
  } cases[] = {
    { "child", NULL, "/values/child", "“Enfant”: answer this question." },
    { "child", "c2", "/values/child", "“Enfant”: choose one of your children." },
    { "first", "tomorrow", "/values/first", "“Du”: choose a day." },
    { "first", " ", "/values/first", "“Du”: answer this question." },
    { "last", "2026-11-01", "/values/last", "The last day must follow the first one." },
    { "last", "2028-11-17", "/values/last", "The last day must follow the first one." },
    { "why", "Ennui", "/values/why", "“Motif”: choose from the list." },
    { "n", "two", "/values/n", "“Nombre”: write a number." },
    { "sure", "maybe", "/values/sure", "“Sûr”: tick this box." },
  };
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfRequestBody) body = make_absence (fixture, "2026-11-17", "2026-11-18");
      g_auto (PfsRefusal) refusal = { 0 };

      pf_request_body_set_value (body, cases[i].field, cases[i].value);
      g_assert_null (send_request (fixture, body, &refusal));
      g_assert_cmpstr (refusal.pointer, ==, cases[i].pointer);
      g_assert_cmpstr (refusal.detail, ==, cases[i].says);
    }
}

static void
test_a_mandatory_paper_is_asked_for (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfRequestBody) body = make_absence (fixture, "2026-11-17", NULL);
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = NULL;

  g_free (((PfFile *) body->files->pdata[0])->id);
  ((PfFile *) body->files->pdata[0])->id = g_strdup ("other");
  g_assert_null (send_request (fixture, body, &refusal));
  g_assert_cmpstr (refusal.detail, ==, "Attach “Justificatif”.");
  g_free (((PfFile *) body->files->pdata[0])->id);
  ((PfFile *) body->files->pdata[0])->id = g_strdup ("proof");
  pfs_refusal_clear (&refusal);
  id = send_request (fixture, body, &refusal);
  g_assert_nonnull (id);
}

static void
test_appointments (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfRequestBody) absence = make_absence (fixture, "2026-11-17", NULL);
  g_autoptr (PfRequestBody) body = pf_request_body_new ();
  g_auto (PfsRefusal) refusal = { 0 };
  g_autoptr (PfRequest) request = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  absence->appointment = fixture->now + 3600;
  g_assert_null (send_request (fixture, absence, &refusal));
  g_assert_cmpstr (refusal.pointer, ==, "/appointment");
  body->form = g_strdup ("meet");
  body->appointment = fixture->now - 1;
  g_assert_null (send_request (fixture, body, &refusal));
  body->appointment = fixture->now + 86400;
  pfs_refusal_clear (&refusal);
  id = send_request (fixture, body, &refusal);
  request = pfs_storage_load_request (fixture->storage, id, &error);
  g_assert_cmpint (request->appointment, ==, fixture->now + 86400);
}

/* Returns: (transfer full): what c1 holds at the canteen. */
static PfsBooking *
load_meal (PfsTestFixture *fixture, const char *day)
{
  g_autoptr (GError) error = NULL;
  PfsBooking *booking =
      pfs_storage_load_booking (fixture->storage, "c1-canteen", "meal", pf_day_parse (day), &error);

  g_assert_no_error (error);
  return booking;
}

static void
test_an_accepted_absence_gives_back (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *day;
    PfBooking status;
    PfAttendance attendance;
    PfCents charged;
  } after[] = {
    /* the first day stays charged, the others are given back, the one behind is not meant */
    { "2026-11-17", PF_BOOKING_BOOKED, PF_ATTENDANCE_EXCUSED, 200 },
    { "2026-11-18", PF_BOOKING_CANCELLED, PF_ATTENDANCE_UNKNOWN, PF_CENTS_UNKNOWN },
    { "2026-11-19", PF_BOOKING_CANCELLED, PF_ATTENDANCE_UNKNOWN, PF_CENTS_UNKNOWN },
    { "2026-11-20", PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN, 200 },
  };
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfRequestBody) body = NULL;
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    pf_outcome_free (pfs_test_act (fixture, "h1", "c1-canteen", after[i].day, PF_ACTION_BOOK, 0,
                                   PF_CENTS_UNKNOWN));
  transaction = pfs_test_begin (fixture);
  body = make_absence (fixture, "2026-11-17", "2026-11-19");
  id = send_request (fixture, body, &refusal);
  g_assert_true (pfs_requests_decide (fixture->storage, id, PF_REQUEST_ACCEPTED, "Bon courage",
                                      fixture->now, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    {
      g_autoptr (PfsBooking) booking = load_meal (fixture, after[i].day);

      g_assert_cmpint (booking->status, ==, after[i].status);
      g_assert_cmpint (booking->attendance, ==, after[i].attendance);
      g_assert_cmpint (booking->charged, ==, after[i].charged);
    }
}

static void
test_a_past_day_is_excused (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfRequestBody) body = NULL;
  g_autoptr (PfsBooking) kept = NULL;
  g_autoptr (PfsBooking) given = NULL;
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  pf_outcome_free (pfs_test_act (fixture, "h1", "c1-canteen", "2026-11-17", PF_ACTION_BOOK, 0,
                                 PF_CENTS_UNKNOWN));
  pf_outcome_free (pfs_test_act (fixture, "h1", "c1-canteen", "2026-11-18", PF_ACTION_BOOK, 0,
                                 PF_CENTS_UNKNOWN));
  fixture->now = pf_moment_parse ("2026-11-25T08:00:00Z");
  transaction = pfs_test_begin (fixture);
  body = make_absence (fixture, "2026-11-17", "2026-11-18");
  id = send_request (fixture, body, &refusal);
  g_assert_true (
      pfs_requests_decide (fixture->storage, id, PF_REQUEST_ACCEPTED, NULL, fixture->now, &error));
  kept = load_meal (fixture, "2026-11-17");
  given = load_meal (fixture, "2026-11-18");
  g_assert_cmpint (kept->attendance, ==, PF_ATTENDANCE_EXCUSED);
  g_assert_cmpint (kept->charged, ==, 200);
  g_assert_cmpint (given->attendance, ==, PF_ATTENDANCE_EXCUSED);
  g_assert_cmpint (given->charged, ==, 0);
}

static void
test_decisions (PfsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    PfRequestState state;
    const char *words;
    gboolean is_taken;
  } steps[] = {
    { PF_REQUEST_WANTED, NULL, FALSE },    { PF_REQUEST_REFUSED, "", FALSE },
    { PF_REQUEST_STUDIED, NULL, TRUE },    { PF_REQUEST_STUDIED, "again", FALSE },
    { PF_REQUEST_WANTED, "Quoi ?", TRUE }, { PF_REQUEST_REFUSED, "Trop tard", TRUE },
    { PF_REQUEST_ACCEPTED, NULL, FALSE },
  };
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfRequestBody) body = make_absence (fixture, "2026-11-17", NULL);
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = send_request (fixture, body, &refusal);
  g_autoptr (PfRequest) request = NULL;
  g_autoptr (GPtrArray) mails = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean is_taken = pfs_requests_decide (fixture->storage, id, steps[i].state, steps[i].words,
                                               fixture->now, &error);

      g_assert_cmpint (is_taken, ==, steps[i].is_taken);
      g_assert_true (is_taken ||
                     g_error_matches (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID));
      g_clear_error (&error);
    }
  request = pfs_storage_load_request (fixture->storage, id, &error);
  g_assert_cmpint (request->state, ==, PF_REQUEST_REFUSED);
  g_assert_cmpuint (request->history->len, ==, 4);
  g_assert_cmpstr (((PfRequestEvent *) request->history->pdata[2])->text, ==, "Quoi ?");
  mails = pfs_storage_list_mails (fixture->storage, &error);
  g_assert_cmpuint (mails->len, ==, 3);
}

static void
test_what_was_wanted_completes (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfRequestBody) body = make_absence (fixture, "2026-11-17", NULL);
  g_autoptr (PfRequestBody) more = pf_request_body_new ();
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = send_request (fixture, body, &refusal);
  g_autofree char *completed = NULL;
  g_autoptr (PfRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  more->request = g_strdup (id);
  more->text = g_strdup ("Voici");
  g_assert_null (send_request (fixture, more, &refusal));
  g_assert_cmpstr (refusal.pointer, ==, "/request");
  pfs_requests_decide (fixture->storage, id, PF_REQUEST_WANTED, "Lisible ?", fixture->now, &error);
  g_clear_pointer (&more->text, g_free);
  g_assert_null (send_request (fixture, more, &refusal));
  g_assert_cmpstr (refusal.pointer, ==, "/text");
  g_ptr_array_add (more->files, send_file (fixture, "h1", "better.pdf", 30));
  pfs_refusal_clear (&refusal);
  completed = send_request (fixture, more, &refusal);
  g_assert_cmpstr (completed, ==, id);
  request = pfs_storage_load_request (fixture->storage, id, &error);
  g_assert_cmpint (request->state, ==, PF_REQUEST_SENT);
  g_assert_cmpuint (request->files->len, ==, 2);
}

static void
test_others_requests_are_not_there (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfRequestBody) body = make_absence (fixture, "2026-11-17", NULL);
  g_autoptr (PfRequestBody) more = pf_request_body_new ();
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = send_request (fixture, body, &refusal);
  g_autoptr (GError) error = NULL;

  more->request = g_strdup (id);
  more->text = g_strdup ("Je passais");
  g_assert_null (
      pfs_requests_send (fixture->storage, "h2", "g2", more, fixture->now, &refusal, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
}

static void
test_a_form_that_cannot_be_filled_in (PfsTestFixture *fixture, gconstpointer data)
{
  static const char *const forms[] = {
    "{\"id\":\"a\",\"name\":\"A\",\"purpose\":\"absence\"}",
    "{\"id\":\"a\",\"name\":\"A\",\"fields\":[{\"id\":\"c\",\"label\":\"C\",\"kind\":\"choice\"}]}",
    "{\"id\":\"a\",\"name\":\"A\",\"fields\":[{\"id\":\"c\",\"label\":\"C\"},"
    "{\"id\":\"c\",\"label\":\"D\"}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
      g_autofree char *text = g_strconcat ("{\"forms\":[", forms[i], "]}", NULL);
      g_autoptr (GBytes) json = g_bytes_new (text, strlen (text));
      g_autoptr (GPtrArray) services = NULL;
      g_autoptr (GPtrArray) read = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (pf_codec_decode_desk (json, &services, &read, &error));
      g_assert_false (pfs_desk_put (fixture->storage, services, read, &error));
      g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
    }
}

static void
test_the_household_sees_its_own (PfsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) transaction = pfs_test_begin (fixture);
  g_autoptr (PfMessageBody) body = make_message ();
  g_auto (PfsRefusal) refusal = { 0 };
  g_autofree char *id = write_message (fixture, body, &refusal);
  const char *const households[] = { "h1", "h2" };

  g_assert_nonnull (id);
  pfs_test_commit (g_steal_pointer (&transaction));
  for (guint i = 0; i < G_N_ELEMENTS (households); i++)
    {
      gboolean is_unknown;
      g_autoptr (GError) error = NULL;
      g_autoptr (PfChanges) changes =
          pfs_delta_pull (fixture->storage, households[i], "g1", NULL, 10000, &is_unknown, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (changes->changed[PF_COLLECTION_SERVICES]->len, ==, 2);
      g_assert_cmpuint (changes->changed[PF_COLLECTION_FORMS]->len, ==, 2);
      g_assert_cmpuint (changes->changed[PF_COLLECTION_THREADS]->len, ==, i == 0 ? 1 : 0);
      g_assert_cmpuint (changes->changed[PF_COLLECTION_MESSAGES]->len, ==, i == 0 ? 1 : 0);
    }
}

int
main (int argc, char *argv[])
{
  PF_TEST_CASES (PfsTestFixture, tests) = {
    { "threads/written-answered-read", test_thread },
    { "threads/refused", test_messages_refused },
    { "threads/a-file-of-others-cannot-be-named", test_a_file_of_others_cannot_be_named },
    { "threads/a-closed-one-takes-no-answer", test_a_closed_thread_takes_no_answer },
    { "threads/waiting", test_waiting_threads },
    { "threads/the-household-sees-its-own", test_the_household_sees_its_own },
    { "requests/refused", test_requests_refused },
    { "requests/a-mandatory-paper-is-asked-for", test_a_mandatory_paper_is_asked_for },
    { "requests/appointments", test_appointments },
    { "requests/an-accepted-absence-gives-back", test_an_accepted_absence_gives_back },
    { "requests/a-past-day-is-excused", test_a_past_day_is_excused },
    { "requests/decisions", test_decisions },
    { "requests/what-was-wanted-completes", test_what_was_wanted_completes },
    { "requests/others-are-not-there", test_others_requests_are_not_there },
    { "desk/a-form-that-cannot-be-filled-in", test_a_form_that_cannot_be_filled_in },
  };

  g_test_init (&argc, &argv, NULL);

  pf_test_add_cases ("/", PfsTestFixture, set_up, tests, pfs_test_fixture_tear_down);

  return g_test_run ();
}
