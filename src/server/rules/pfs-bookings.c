/* SPDX-License-Identifier: GPL-3.0-or-later
 * A family's batch: each line judged on the facts that the ones before it leave, applied, and
 * answered. */
#include "config.h"

#include "pfs-bookings.h"

#include "pfs-family.h"
#include "pfs-judge.h"
#include "pfs-prepaid.h"
#include "pfs-secret.h"
#include "pfs-sheets.h"
#include "pfs-storage-changes.h"
#include "pfs-storage-money.h"
#include "pfs-waiting.h"

#define RECEIPT_LENGTH 8 /* one in six hundred thousand million: a family reads it out */

/* A batch under way. */
typedef struct {
  PfsStorage *storage;
  const char *household;
  PfsSheets *sheets;
  PfMoment now;
  PfDay today;
  gint64 began;        /* the last change before the batch: its own are no news to the family */
  const char *receipt; /* (nullable): none in a quote */
  GPtrArray *written;  /* (element-type PfsBooking): what the lines made of the bookings */
} Batch;

static gboolean
load_facts (Batch *batch, const PfLine *line, PfsFacts *facts, PfsBooking **booking, GError **error)
{
  g_autoptr (PfEnrolment) enrolment = NULL;
  g_autoptr (GError) failure = NULL;
  PfsBlock block;

  facts->has_slot = pfs_sheets_load_slot (batch->sheets, line->enrolment, line->unit, line->day,
                                          PFS_PLACES_EXACT, &facts->slot, &enrolment, &failure);
  facts->is_enrolled = enrolment != NULL;
  facts->may_book = enrolment != NULL && enrolment->state == PF_ENROLMENT_OPEN;
  if (enrolment != NULL && failure == NULL &&
      pfs_family_check_enrolment (batch->storage, batch->household, enrolment, batch->now, &block,
                                  &failure))
    facts->is_blocked = block != PFS_BLOCK_NONE;
  if (facts->has_slot)
    *booking =
        pfs_storage_load_booking (batch->storage, line->enrolment, line->unit, line->day, &failure);
  if (*booking != NULL && (*booking)->version <= batch->began)
    facts->booking_version = (*booking)->version;
  if (enrolment != NULL && *booking != NULL && facts->slot.closure == PF_CLOSURE_NONE)
    facts->turned_version = pfs_storage_get_turned (batch->storage, enrolment->activity, line->unit,
                                                    line->day, &failure);
  if (facts->turned_version > batch->began)
    facts->turned_version = 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Writes what a granted line makes of the booking; a place that it frees goes to the first who
 * waits. */
static gboolean
save_line (Batch        *batch,
           const PfLine *line,
           const PfSlot *before,
           const PfSlot *after,
           PfsBooking   *booking,
           GError      **error)
{
  gboolean frees = before->booking == PF_BOOKING_BOOKED;

  g_assert (booking != NULL); /* a slot has one, be it only of nothing held */
  booking->status = after->booking;
  booking->charged = after->charged;
  if (line->action == PF_ACTION_BOOK)
    {
      booking->asked_at = batch->now;
      booking->asked_price = before->price;
    }
  g_clear_pointer (&booking->note, g_free);
  return pfs_storage_put_booking (batch->storage, booking, error) &&
         (!frees || pfs_waiting_move_up (batch->storage, booking->activity, line->unit, line->day,
                                         batch->today, error));
}

static gboolean
is_done (const PfOutcome *outcome)
{
  return outcome->kind != PF_OUTCOME_REFUSED && outcome->kind != PF_OUTCOME_CHANGED;
}

static PfOutcome *
answer_line (Batch *batch, const PfLine *line, GError **error)
{
  g_autoptr (PfOutcome) outcome = NULL;
  g_autoptr (PfsBooking) booking = NULL;
  PfsFacts facts = { 0 };
  PfSlot after;

  if (!load_facts (batch, line, &facts, &booking, error))
    return NULL;
  outcome = pfs_judge_line (line, &facts, batch->now, batch->today, &after);
  outcome->has_slot = facts.has_slot;
  if (is_done (outcome))
    {
      if (!save_line (batch, line, &facts.slot, &after, booking, error))
        return NULL;
      g_ptr_array_add (batch->written, g_steal_pointer (&booking));
    }
  return g_steal_pointer (&outcome);
}

/* Adds what can only be known when all lines are applied: the facts as the family sees them, ranks
 * and versions. */
static gboolean
complete_outcome (Batch *batch, const PfLine *line, PfOutcome *outcome, GError **error)
{
  g_autofree char *sheet = pf_sheet_make_id (line->enrolment, line->day);
  g_autoptr (GError) failure = NULL;

  if (!outcome->has_slot)
    return TRUE;
  pfs_sheets_load_slot (batch->sheets, line->enrolment, line->unit, line->day, PFS_PLACES_AS_TOLD,
                        &outcome->slot, NULL, &failure);
  if (outcome->kind == PF_OUTCOME_WAITING)
    outcome->rank = outcome->slot.rank;
  if (failure == NULL && batch->receipt != NULL)
    outcome->version =
        pfs_storage_get_sheet_version (batch->storage, batch->household, sheet, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Whether @prepayment asks for the booking of @line. */
static gboolean
is_asked_by (Batch *batch, const PfLine *line, const char *prepayment)
{
  PfsCharge charge = { .enrolment = line->enrolment, .unit = line->unit, .day = line->day };
  g_autoptr (GPtrArray) bills = pfs_storage_list_bills (batch->storage, &charge, NULL);

  for (guint i = 0; bills != NULL && i < bills->len; i++)
    if (g_str_equal (((const PfsBill *) g_ptr_array_index (bills, i))->by, prepayment))
      return TRUE;
  return FALSE;
}

/* What is to be paid in advance and was not taken from a wallet is granted once it is paid. */
static gboolean
settle_lines (Batch *batch, GPtrArray *lines, PfAnswer *answer, GError **error)
{
  if (!pfs_prepaid_settle (batch->storage, batch->written, batch->receipt, &answer->prepayment,
                           error))
    return FALSE;
  for (guint i = 0; answer->prepayment != NULL && i < lines->len; i++)
    {
      PfOutcome *outcome = g_ptr_array_index (answer->outcomes, i);

      if ((outcome->kind == PF_OUTCOME_BOOKED || outcome->kind == PF_OUTCOME_LATE) &&
          is_asked_by (batch, g_ptr_array_index (lines, i), answer->prepayment))
        outcome->kind = PF_OUTCOME_PENDING;
    }
  return TRUE;
}

static gboolean
answer_lines (Batch *batch, GPtrArray *lines, PfAnswer *answer, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      PfOutcome *outcome = answer_line (batch, g_ptr_array_index (lines, i), error);

      if (outcome == NULL)
        return FALSE;
      g_ptr_array_add (answer->outcomes, outcome);
      answer->total = pf_cents_add (answer->total, outcome->price);
    }
  if (!settle_lines (batch, lines, answer, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!complete_outcome (batch, g_ptr_array_index (lines, i),
                           g_ptr_array_index (answer->outcomes, i), error))
      return FALSE;
  return TRUE;
}

static PfAnswer *
answer_batch (PfsStorage *storage,
              const char *household,
              GPtrArray  *lines,
              PfMoment    now,
              const char *receipt,
              GError    **error)
{
  g_autoptr (GPtrArray) written =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_booking_free);
  g_autoptr (PfsSheets) sheets = pfs_sheets_new (storage, household, error);
  g_autoptr (PfAnswer) answer = NULL;
  Batch batch = {
    .storage = storage,
    .household = household,
    .sheets = sheets,
    .now = now,
    .receipt = receipt,
    .written = written,
  };

  if (sheets == NULL || !pfs_storage_get_sequences (storage, NULL, &batch.began, error))
    return NULL;
  batch.today = pf_moment_get_day (now, pfs_sheets_get_town (sheets)->zone);
  answer = pf_answer_new ();
  answer->at = now;
  answer->total = 0;
  answer->receipt = g_strdup (receipt);
  return answer_lines (&batch, lines, answer, error) ? g_steal_pointer (&answer) : NULL;
}

/* A quote's versions are those of the facts before it. */
static gboolean
add_versions (PfsStorage *storage,
              const char *household,
              GPtrArray  *lines,
              PfAnswer   *answer,
              GError    **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const PfLine *line = g_ptr_array_index (lines, i);
      PfOutcome *outcome = g_ptr_array_index (answer->outcomes, i);
      g_autofree char *sheet = pf_sheet_make_id (line->enrolment, line->day);

      if (outcome->has_slot)
        outcome->version = pfs_storage_get_sheet_version (storage, household, sheet, error);
      if (outcome->version < 0)
        return FALSE;
    }
  return TRUE;
}

PfAnswer *
pfs_bookings_quote (PfsStorage *storage,
                    const char *household,
                    GPtrArray  *lines,
                    PfMoment    now,
                    GError    **error)
{
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfAnswer) answer = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL && lines != NULL, NULL);

  /* The same as for real, undone: so that lines of one batch meet the places that others of it
   * took. */
  transaction = pfs_storage_begin (storage, now, error);
  answer = transaction != NULL ? answer_batch (storage, household, lines, now, NULL, error) : NULL;
  g_clear_pointer (&transaction, pfs_transaction_free);
  if (answer == NULL || !add_versions (storage, household, lines, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

PfAnswer *
pfs_bookings_book (PfsStorage *storage,
                   const char *household,
                   GPtrArray  *lines,
                   PfMoment    now,
                   GError    **error)
{
  g_autofree char *number = pfs_secret_make_characters (RECEIPT_LENGTH);
  g_autofree char *receipt = g_strconcat ("R-", number, NULL);

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL && lines != NULL, NULL);

  return answer_batch (storage, household, lines, now, receipt, error);
}
