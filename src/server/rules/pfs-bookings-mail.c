/* SPDX-License-Identifier: GPL-3.0-or-later
 * The mail that confirms a batch. */
#include "config.h"

#include "pfs-bookings-mail.h"

#include "pf-record.h"
#include "pfs-mail.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"

/* A year at once is not told day by day. */
#define MOST_LINES 60

/* What was done, in each language; what did nothing has no words. */
static const char *const outcomes[][PFS_N_LANGUAGES] = {
  [PF_OUTCOME_BOOKED] = { "réservé", "booked" },
  [PF_OUTCOME_WAITING] = { "sur la liste d’attente", "on the waiting list" },
  [PF_OUTCOME_PENDING] = { "à valider par la mairie", "awaiting the town hall’s approval" },
  [PF_OUTCOME_LATE] = { "réservé hors délai, avec majoration", "booked late, with the surcharge" },
  [PF_OUTCOME_CANCELLED] = { "annulé", "cancelled" },
};

/* An enrolment as the mail names it. */
typedef struct {
  PfChild *child;
  PfActivity *activity;
} Names;

static void
free_names (Names *names)
{
  g_clear_object (&names->child);
  g_clear_object (&names->activity);
  g_free (names);
}

static const Names *
find_names (PfsStorage *storage, GHashTable *known, const char *id, GError **error)
{
  Names *names = g_hash_table_lookup (known, id);
  g_autoptr (PfEnrolment) enrolment = NULL;

  if (names != NULL)
    return names;
  enrolment = pfs_storage_load_enrolment (storage, id, error);
  if (enrolment == NULL)
    return NULL;
  names = g_new0 (Names, 1);
  g_hash_table_insert (known, g_strdup (id), names);
  names->child = pfs_storage_load_child (storage, enrolment->child, error);
  if (names->child != NULL)
    names->activity = pfs_storage_load_activity (storage, enrolment->activity, NULL, error);
  return names->activity != NULL ? names : NULL;
}

static gboolean
is_done (const PfOutcome *outcome)
{
  return (gsize) outcome->kind < G_N_ELEMENTS (outcomes) && outcomes[outcome->kind][0] != NULL;
}

static PfsMail *
make_line (const PfLine *line, const PfOutcome *outcome, const Names *names)
{
  const PfUnit *unit = pf_activity_find_unit (names->activity, line->unit);
  PfsMail *part = pfs_mail_new ("bookings-line");

  pfs_mail_set_day (part, "day", line->day);
  pfs_mail_set_text (part, "child", names->child->first_name);
  pfs_mail_set_text (part, "activity", names->activity->name);
  pfs_mail_set_text (part, "unit", unit != NULL ? unit->name : line->unit);
  pfs_mail_set_words (part, "outcome", outcomes[outcome->kind]);
  pfs_mail_set_cents (part, "price", outcome->price);
  if (outcome->kind == PF_OUTCOME_LATE)
    pfs_mail_set_cents (part, "surcharge", outcome->surcharge);
  pfs_mail_set_text (part, "detail", outcome->detail);
  return part;
}

/* Adds the lines that did something. Returns: how many; -1 with @error. */
static int
add_lines (PfsMail        *mail,
           PfsStorage     *storage,
           GPtrArray      *lines,
           const PfAnswer *answer,
           GError        **error)
{
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_names);
  int n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const PfLine *line = g_ptr_array_index (lines, i);
      const PfOutcome *outcome = g_ptr_array_index (answer->outcomes, i);
      const Names *names;

      if (!is_done (outcome) || ++n > MOST_LINES)
        continue;
      names = find_names (storage, known, line->enrolment, error);
      if (names == NULL)
        return -1;
      pfs_mail_add_part (mail, "lines", make_line (line, outcome, names));
    }
  return n;
}

gboolean
pfs_bookings_queue_mail (PfsStorage     *storage,
                         const char     *guardian,
                         GPtrArray      *lines,
                         const PfAnswer *answer,
                         GError        **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("bookings");
  g_autofree char *more = NULL;
  int n;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (guardian != NULL && lines != NULL && answer != NULL, FALSE);

  n = add_lines (mail, storage, lines, answer, error);
  if (n <= 0)
    return n == 0;
  if (n > MOST_LINES)
    more = g_strdup_printf ("%d", n - MOST_LINES);
  pfs_mail_set_text (mail, "more", more);
  pfs_mail_set_moment (mail, "at", answer->at);
  pfs_mail_set_cents (mail, "total", answer->total);
  pfs_mail_set_text (mail, "receipt", answer->receipt);
  return pfs_mail_queue_for_guardian (mail, storage, guardian, error);
}
