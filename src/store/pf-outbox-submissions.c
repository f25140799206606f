/* SPDX-License-Identifier: GPL-3.0-or-later
 * The outbox's SQL of submissions: drafts, the queue, answers, the journal, and the bytes of the
 * files that they name. */
#include "config.h"

#include "pf-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pf-codec.h"

#define NOTHING_SAID "{}"

/* What is done with a submission of a kind once the town has answered. */
static const struct {
  gboolean is_silent; /* there is nothing for the family to see */
  gboolean is_secret; /* what was said does not stay here once the town has it */
  gboolean is_sealed; /* what is said is never written in the clear */
} kinds[PF_N_SUBMISSION_KINDS] = {
  [PF_SUBMISSION_READ_MARK] = { .is_silent = TRUE },
  [PF_SUBMISSION_HEALTH_SHEET] = { .is_secret = TRUE, .is_sealed = TRUE },
  [PF_SUBMISSION_REGISTRATION] = { .is_secret = TRUE },
  [PF_SUBMISSION_YEARLY_UPDATE] = { .is_secret = TRUE },
};

static gboolean
is_accepted (const PfSubmissionAnswer *answer)
{
  return answer->outcome == PF_SUBMISSION_OUTCOME_DONE ||
         answer->outcome == PF_SUBMISSION_OUTCOME_REQUESTED;
}

/* How many rows the last statement changed; -1 with @error. */
static gint64
count_changes (PfOutbox *outbox, GError **error)
{
  gint64 count;

  return pf_db_get_int64 (outbox->db, error, "SELECT changes ()", 0, &count) ? count : -1;
}

/* Bytes go once no submission names them that the town may still ask for. */
static gboolean
forget_unnamed_files (PfOutbox *outbox, GError **error)
{
  return pf_db_run (outbox->db, error,
                    "DELETE FROM file_bytes WHERE loose = 0 AND digest NOT IN"
                    " (SELECT digest FROM submission_file JOIN submission"
                    " ON submission.id = submission_file.submission WHERE accepted = 0)",
                    "");
}

/* Returns: whether @file's bytes are here. A file that the submission had not named before takes
 * one putting of them for itself. */
static gboolean
claim_bytes (PfOutbox *outbox, gint64 id, const PfFile *file, GError **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT EXISTS (SELECT 1 FROM submission_file WHERE"
                                   " submission = ? AND digest = file_bytes.digest)"
                                   " FROM file_bytes WHERE digest = ?",
                                   "ls", id, file->digest);
  gboolean is_named = FALSE, is_there;

  if (row == NULL)
    return FALSE;
  is_there = pf_db_next (outbox->db, row, &failure);
  if (is_there)
    {
      is_named = sqlite3_column_int (row, 0) != 0;
      sqlite3_reset (row);
    }
  if (!is_there && failure == NULL)
    g_set_error_literal (&failure, PF_STORE_ERROR, PF_STORE_ERROR_MISSING,
                         _("A file that was attached is no longer here"));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return is_named || pf_db_run (outbox->db, error,
                                "UPDATE file_bytes SET loose = max (loose - 1, 0) WHERE digest = ?",
                                "s", file->digest);
}

/* An answer that cannot be read any more is shown as "the facts changed": it sends the family to
 * look. */
static PfSubmissionAnswer *
parse_answer (GBytes *body, gint64 id)
{
  g_autoptr (GError) error = NULL;
  PfSubmissionAnswer *answer = pf_codec_decode_kept_answer (body, &error);

  if (answer != NULL)
    return answer;
  g_info ("submission %" G_GINT64_FORMAT ": %s", id, error->message);
  return pf_submission_answer_new (PF_SUBMISSION_OUTCOME_CHANGED);
}

/* What is sealed of @submission: its body, then the names of its files, each after a NUL. */
static gboolean
seal_submission (PfOutbox *outbox, gint64 id, PfSubmission *submission, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (GByteArray) said = g_byte_array_new ();
  g_autoptr (GBytes) plain = NULL;
  gsize size;
  gconstpointer body = g_bytes_get_data (submission->body, &size);

  g_byte_array_append (said, body, (guint) size);
  for (guint i = 0; i < submission->files->len; i++)
    {
      const PfFile *file = g_ptr_array_index (submission->files, i);

      g_byte_array_append (said, (const guint8 *) "", 1);
      g_byte_array_append (said, (const guint8 *) file->name, (guint) strlen (file->name));
    }
  plain = g_byte_array_free_to_bytes (g_steal_pointer (&said));
  return pf_outbox_seal (outbox, PF_SEALED_SUBMISSION, name, plain, error);
}

/* Fills in what is sealed of @submission, which was read. Returns: FALSE with @error; also without
 * one where it cannot be opened (yet). */
static gboolean
unseal_submission (PfOutbox *outbox, PfSubmission *submission, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, submission->id);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) answer = NULL;
  gboolean has_body, has_answer;
  const char *data, *part, *end;
  gsize size;

  if (!pf_outbox_unseal (outbox, PF_SEALED_SUBMISSION, name, &plain, &has_body, error) ||
      !pf_outbox_unseal (outbox, PF_SEALED_ANSWER, name, &answer, &has_answer, error) ||
      (has_body && plain == NULL))
    return FALSE;
  if (answer != NULL)
    {
      g_clear_pointer (&submission->answer, pf_submission_answer_free);
      submission->answer = parse_answer (answer, submission->id);
    }
  if (plain == NULL)
    return TRUE;
  data = g_bytes_get_data (plain, &size);
  end = data + size;
  part = memchr (data, '\0', size);
  g_bytes_unref (submission->body);
  submission->body = g_bytes_new (data, part != NULL ? (gsize) (part - data) : size);
  for (guint i = 0; part != NULL && i < submission->files->len; i++)
    {
      PfFile *file = g_ptr_array_index (submission->files, i);
      const char *next = memchr (part + 1, '\0', (gsize) (end - part - 1));

      g_free (file->name);
      file->name = g_strndup (part + 1, (gsize) ((next != NULL ? next : end) - part - 1));
      part = next;
    }
  return TRUE;
}

static gboolean
write_files (PfOutbox *outbox, gint64 id, GPtrArray *files, gboolean are_sealed, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    if (!claim_bytes (outbox, id, g_ptr_array_index (files, i), error))
      return FALSE;
  if (!pf_db_run (outbox->db, error, "DELETE FROM submission_file WHERE submission = ?", "l", id))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const PfFile *file = g_ptr_array_index (files, i);

      if (!pf_db_run (outbox->db, error,
                      "INSERT INTO submission_file"
                      " (submission, position, name, media_type, size, digest)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      "lissls", id, (int) i, are_sealed ? "" : file->name, file->media_type,
                      file->size, file->digest))
        return FALSE;
    }
  return TRUE;
}

/* What does not stand in the row itself. */
static gboolean
write_said (PfOutbox *outbox, gint64 id, PfSubmission *submission, GError **error)
{
  gboolean is_sealed = kinds[submission->kind].is_sealed;

  return write_files (outbox, id, submission->files, is_sealed, error) &&
         (!is_sealed || seal_submission (outbox, id, submission, error));
}

/* Returns: (transfer full): what stands in the row itself. */
static GBytes *
dup_clear_body (PfSubmission *submission)
{
  return kinds[submission->kind].is_sealed
             ? g_bytes_new_static (NOTHING_SAID, strlen (NOTHING_SAID))
             : g_bytes_ref (submission->body);
}

/* Returns: the id of the row that now says what @submission says, 0 where there is no such draft,
 * -1 with @error. */
static gint64
write_row (PfOutbox *outbox, PfSubmission *submission, const char *key, PfMoment at, GError **error)
{
  const char *kind = pf_submission_kind_get_id (submission->kind);
  int state = key != NULL ? PF_SUBMISSION_STATE_QUEUED : PF_SUBMISSION_STATE_DRAFT;
  g_autoptr (GBytes) body = dup_clear_body (submission);
  gint64 id = submission->id, count;

  if (id == 0)
    return pf_db_run (outbox->db, error,
                      "INSERT INTO submission (kind, target, version, body, decided_at, state, key)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)",
                      "sslblis", kind, submission->target, submission->version, body, at, state,
                      key) &&
                   pf_db_get_int64 (outbox->db, error, "SELECT last_insert_rowid ()", 0, &id)
               ? id
               : -1;
  if (!pf_db_run (outbox->db, error,
                  "UPDATE submission SET kind = ?, target = ?, version = ?, body = ?,"
                  " decided_at = ?, state = ?, key = ? WHERE id = ? AND state = 0",
                  "sslblisl", kind, submission->target, submission->version, body, at, state, key,
                  id))
    return -1;
  count = count_changes (outbox, error);
  return count > 0 ? id : count;
}

static PfSubmissionAnswer *
read_answer (sqlite3_stmt *row, int column)
{
  g_autoptr (GBytes) body = pf_db_dup_bytes (row, column);

  return parse_answer (body, sqlite3_column_int64 (row, 0));
}

static gboolean
read_files (PfOutbox *outbox, PfSubmission *submission, GError **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT name, media_type, size, digest FROM submission_file"
                                   " WHERE submission = ? ORDER BY position",
                                   "l", submission->id);

  if (row == NULL)
    return FALSE;
  while (pf_db_next (outbox->db, row, &failure))
    g_ptr_array_add (submission->files,
                     pf_file_new (NULL, pf_db_get_text (row, 0), pf_db_get_text (row, 1),
                                  sqlite3_column_int64 (row, 2), pf_db_get_text (row, 3)));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Returns: (nullable): what @row holds; NULL for a kind that no release has known. */
static PfSubmission *
read_submission (sqlite3_stmt *row)
{
  int kind = pf_submission_kind_from_id (pf_db_get_text (row, 1));
  g_autoptr (GBytes) body = pf_db_dup_bytes (row, 4);
  PfSubmission *submission;

  if (kind < 0)
    return NULL;
  submission =
      pf_submission_new (kind, pf_db_get_text (row, 2), sqlite3_column_int64 (row, 3), body, NULL);
  submission->id = sqlite3_column_int64 (row, 0);
  submission->decided_at = sqlite3_column_int64 (row, 5);
  submission->state = sqlite3_column_int (row, 6);
  submission->key = g_strdup (pf_db_get_text (row, 7));
  if (submission->state == PF_SUBMISSION_STATE_SETTLED)
    submission->answer = read_answer (row, 8);
  return submission;
}

/* Puts one settled submission in the journal. Returns: 1, 0 where there is none, -1 with @error. */
static gint64
move_to_journal (PfOutbox *outbox, gint64 id, GError **error)
{
  if (!pf_db_run (outbox->db, error,
                  "INSERT OR REPLACE INTO submission_journal"
                  " SELECT id, kind, target, decided_at, key, answer"
                  " FROM submission WHERE id = ? AND state = 2",
                  "l", id) ||
      !pf_db_run (outbox->db, error,
                  "DELETE FROM submission_file WHERE submission IN"
                  " (SELECT id FROM submission WHERE id = ? AND state = 2)",
                  "l", id) ||
      !pf_db_run (outbox->db, error,
                  "DELETE FROM submission_journal WHERE id <= (SELECT id FROM submission_journal"
                  " ORDER BY id DESC LIMIT 1 OFFSET ?)",
                  "i", MAX_JOURNAL_ROWS) ||
      !pf_db_run (outbox->db, error, "DELETE FROM submission WHERE id = ? AND state = 2", "l", id))
    return -1;
  return count_changes (outbox, error);
}

/* Returns: whether there is a queued submission of a known kind with @key. */
static gboolean
find_queued (PfOutbox *outbox, const char *key, int *kind, gint64 *id, GError **error)
{
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT id, kind FROM submission WHERE key = ? AND state = 1",
                                   "s", key);

  if (row == NULL || !pf_db_next (outbox->db, row, error))
    return FALSE;
  *id = sqlite3_column_int64 (row, 0);
  *kind = pf_submission_kind_from_id (pf_db_get_text (row, 1));
  sqlite3_reset (row);
  return *kind >= 0;
}

static gboolean
write_answer (PfOutbox                 *outbox,
              gint64                    id,
              int                       kind,
              const PfSubmissionAnswer *answer,
              GError                  **error)
{
  g_autoptr (PfSubmissionAnswer) bare = pf_submission_answer_new (answer->outcome);
  g_autoptr (GBytes) whole = pf_codec_encode_kept_answer (answer);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  gboolean accepted = is_accepted (answer), is_sealed = kinds[kind].is_sealed;

  bare->at = answer->at;
  body = is_sealed ? pf_codec_encode_kept_answer (bare) : g_bytes_ref (whole);
  if (is_sealed && !pf_outbox_seal (outbox, PF_SEALED_ANSWER, name, whole, error))
    return FALSE;
  return pf_db_run (outbox->db, error,
                    "UPDATE submission SET state = 2, answer = ?, accepted = ? WHERE id = ?", "bil",
                    body, accepted, id) &&
         (!accepted || !kinds[kind].is_secret ||
          pf_db_run (outbox->db, error, "UPDATE submission SET body = ? WHERE id = ?", "sl",
                     NOTHING_SAID, id)) &&
         (!accepted || !is_sealed ||
          pf_outbox_forget_sealed (outbox, PF_SEALED_SUBMISSION, name, error) >= 0) &&
         (!kinds[kind].is_silent || move_to_journal (outbox, id, error) >= 0);
}

gboolean
pf_outbox_forget_loose_files (PfOutbox *outbox, GError **error)
{
  gint64 n_files;

  if (!pf_db_get_int64 (outbox->db, error, "SELECT EXISTS (SELECT 1 FROM file_bytes)", 0, &n_files))
    return FALSE;
  if (n_files == 0)
    return TRUE;
  if (!pf_db_begin (outbox->db, error))
    return FALSE;
  if (pf_db_run (outbox->db, error, "UPDATE file_bytes SET loose = 0 WHERE loose > 0", "") &&
      forget_unnamed_files (outbox, error))
    return pf_outbox_end_transaction (outbox, 0, error) >= 0;
  return pf_outbox_end_transaction (outbox, -1, NULL) >= 0;
}

gint64
pf_outbox_write_submission (PfOutbox     *outbox,
                            PfSubmission *submission,
                            const char   *key,
                            PfMoment      at,
                            GError      **error)
{
  gint64 id;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  id = write_row (outbox, submission, key, at, error);
  if (id > 0 &&
      (!write_said (outbox, id, submission, error) || !forget_unnamed_files (outbox, error)))
    id = -1;
  return pf_outbox_end_transaction (outbox, id, error);
}

gint64
pf_outbox_discard_submission (PfOutbox *outbox, gint64 id, GError **error)
{
  gint64 count = -1;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  if (pf_db_run (outbox->db, error,
                 "DELETE FROM submission_file WHERE submission IN"
                 " (SELECT id FROM submission WHERE id = ? AND state < 2)",
                 "l", id) &&
      pf_db_run (outbox->db, error, "DELETE FROM submission WHERE id = ? AND state < 2", "l", id))
    count = count_changes (outbox, error);
  if (count > 0 && !forget_unnamed_files (outbox, error))
    count = -1;
  return pf_outbox_end_transaction (outbox, count, error);
}

gint64
pf_outbox_settle_submission (PfOutbox                 *outbox,
                             const char               *key,
                             const PfSubmissionAnswer *answer,
                             GError                  **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 id = 0, count = 0;
  int kind = -1;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  if (find_queued (outbox, key, &kind, &id, &failure))
    count = write_answer (outbox, id, kind, answer, &failure) &&
                    forget_unnamed_files (outbox, &failure)
                ? 1
                : -1;
  if (failure == NULL)
    return pf_outbox_end_transaction (outbox, count, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return pf_outbox_end_transaction (outbox, -1, NULL);
}

gint64
pf_outbox_dismiss_submission (PfOutbox *outbox, gint64 id, GError **error)
{
  gint64 count;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  count = move_to_journal (outbox, id, error);
  if (count > 0 && !forget_unnamed_files (outbox, error))
    count = -1;
  return pf_outbox_end_transaction (outbox, count, error);
}

GPtrArray *
pf_outbox_load_submissions (PfOutbox *outbox, GError **error)
{
  g_autoptr (GPtrArray) submissions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT id, kind, target, version, body, decided_at, state, key,"
                                   " answer FROM submission ORDER BY id",
                                   "");

  if (row == NULL)
    return NULL;
  while (pf_db_next (outbox->db, row, &failure))
    {
      PfSubmission *submission = read_submission (row);

      if (submission != NULL)
        g_ptr_array_add (submissions, submission);
    }
  for (guint i = 0; failure == NULL && i < submissions->len;)
    {
      PfSubmission *submission = g_ptr_array_index (submissions, i);

      if (read_files (outbox, submission, &failure) &&
          (!kinds[submission->kind].is_sealed || unseal_submission (outbox, submission, &failure)))
        i++;
      else
        g_ptr_array_remove_index (submissions, i);
    }
  if (failure == NULL)
    return g_steal_pointer (&submissions);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
pf_outbox_put_file (PfOutbox   *outbox,
                    const char *digest,
                    GBytes     *bytes,
                    gboolean    is_secret,
                    GError    **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  if (!is_secret)
    return pf_db_run (outbox->db, error,
                      "INSERT INTO file_bytes (digest, loose, bytes) VALUES (?, 1, ?)"
                      " ON CONFLICT (digest)"
                      " DO UPDATE SET loose = loose + 1, bytes = excluded.bytes",
                      "sB", digest, bytes);
  if (!pf_db_begin (outbox->db, error))
    return FALSE;
  if (pf_db_run (outbox->db, error,
                 "INSERT INTO file_bytes (digest, loose, bytes) VALUES (?, 1, ?)"
                 " ON CONFLICT (digest) DO UPDATE SET loose = loose + 1",
                 "sB", digest, nothing) &&
      pf_outbox_seal (outbox, PF_SEALED_FILE, digest, bytes, error))
    return pf_outbox_end_transaction (outbox, 0, error) >= 0;
  return pf_outbox_end_transaction (outbox, -1, NULL) >= 0;
}

static gboolean
is_whole (GBytes *bytes, const char *digest)
{
  g_autofree char *found = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes)
                                         : NULL;

  return g_strcmp0 (found, digest) == 0;
}

GBytes *
pf_outbox_load_file (PfOutbox *outbox, const char *digest, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_there;
  sqlite3_stmt *row =
      pf_db_query (outbox->db, error, "SELECT bytes FROM file_bytes WHERE digest = ?", "s", digest);

  if (row == NULL)
    return NULL;
  if (pf_db_next (outbox->db, row, &failure))
    {
      bytes = pf_db_dup_blob (row, 0);
      sqlite3_reset (row);
    }
  if (failure == NULL && !is_whole (bytes, digest))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      pf_outbox_unseal (outbox, PF_SEALED_FILE, digest, &bytes, &is_there, &failure);
    }
  if (is_whole (bytes, digest))
    return g_steal_pointer (&bytes);
  if (failure == NULL)
    g_set_error_literal (&failure, PF_STORE_ERROR, PF_STORE_ERROR_MISSING,
                         _("A file that was attached is no longer here"));
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
