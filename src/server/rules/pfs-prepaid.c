/* SPDX-License-Identifier: GPL-3.0-or-later
 * Prepayments and wallets. */
#include "config.h"

#include "pfs-prepaid.h"

#include "pfs-mail.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-money.h"
#include "pfs-storage-town.h"
#include "pfs-waiting.h"
#include "pfs-words.h"

#define DEFAULT_MINUTES 60
#define SECONDS_PER_MINUTE 60
/* A town that did not serve for some days takes those days then. */
#define MAX_DAYS_TAKEN 45

/* What bookings of one household are settled with. */
typedef struct {
  PfsStorage *storage;
  PfWallet *wallet; /* (nullable): active */
  GPtrArray *due;   /* (element-type PfsCharge) */
  PfCents total;
} Settling;

static void
settling_clear (Settling *settling)
{
  g_clear_object (&settling->wallet);
  g_clear_pointer (&settling->due, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

static gboolean
load_wallet (Settling *settling, const char *household, GError **error)
{
  GError *failure = NULL;

  settling->wallet = pfs_storage_load_household_wallet (settling->storage, household, &failure);
  if (!pfs_storage_may_be_absent (failure, error))
    return FALSE;
  if (settling->wallet != NULL && !settling->wallet->is_active)
    g_clear_object (&settling->wallet);
  return TRUE;
}

/* Returns: (transfer full): what a movement is called: the activities, by name. */
static char *
name_charges (PfsStorage *storage, GPtrArray *charges)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < charges->len; i++)
    {
      const PfsCharge *charge = g_ptr_array_index (charges, i);
      g_autoptr (PfActivity) activity =
          pfs_storage_load_activity (storage, charge->activity, NULL, NULL);

      if (activity != NULL &&
          !g_ptr_array_find_with_equal_func (names, activity->name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (activity->name));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* Takes @part off a prepayment that still waits; one of which nothing is left goes. */
static gboolean
reduce_prepayment (PfsStorage      *storage,
                   const PfsCharge *charge,
                   PfPrepayment    *prepayment,
                   PfCents          part,
                   GError         **error)
{
  const char *id = pf_record_get_id (PF_RECORD (prepayment));

  prepayment->amount -= part;
  prepayment->n_lines--;
  if (prepayment->amount <= 0)
    return pfs_storage_remove_prepayment (storage, charge->household, id, error);
  return pfs_storage_bill (storage, charge, id, -part, error) &&
         pfs_storage_put_prepayment (storage, charge->household, prepayment, error);
}

static gboolean
return_money (Settling        *settling,
              const PfsCharge *charge,
              const char      *by,
              PfCents          part,
              GError         **error)
{
  g_autoptr (GPtrArray) charges = g_ptr_array_new ();
  g_autofree char *label = NULL;

  g_ptr_array_add (charges, (gpointer) charge);
  label = name_charges (settling->storage, charges);
  return pfs_storage_bill (settling->storage, charge, by, -part, error) &&
         pfs_storage_move_money (settling->storage, pf_record_get_id (PF_RECORD (settling->wallet)),
                                 part, label, error);
}

/* Gives back up to @left of what one bill asked. Returns: how much; -1 with @error. */
static PfCents
give_back (Settling        *settling,
           const PfsCharge *charge,
           const PfsBill   *bill,
           PfCents          left,
           GError         **error)
{
  GError *failure = NULL;
  g_autoptr (PfPrepayment) prepayment =
      pfs_storage_load_prepayment (settling->storage, bill->by, NULL, &failure);
  PfCents part = MIN (left, bill->amount);
  gboolean is_wallet = settling->wallet != NULL &&
                       g_str_equal (bill->by, pf_record_get_id (PF_RECORD (settling->wallet)));

  if (!pfs_storage_may_be_absent (failure, error))
    return -1;
  if (part <= 0)
    return 0;
  if (prepayment != NULL && prepayment->state == PF_PREPAYMENT_WAITING)
    return reduce_prepayment (settling->storage, charge, prepayment, part, error) ? part : -1;
  if (is_wallet || (prepayment != NULL && settling->wallet != NULL))
    return return_money (settling, charge, bill->by, part, error) ? part : -1;
  return 0;
}

static gboolean
give_back_all (Settling *settling, const PfsCharge *charge, GError **error)
{
  g_autoptr (GPtrArray) bills = pfs_storage_list_bills (settling->storage, charge, error);
  PfCents left = charge->billed - charge->owed;

  if (bills == NULL)
    return FALSE;
  for (guint i = 0; i < bills->len && left > 0; i++)
    {
      PfCents part = give_back (settling, charge, g_ptr_array_index (bills, i), left, error);

      if (part < 0)
        return FALSE;
      left -= part;
    }
  return TRUE;
}

static gboolean
pays_all (const Settling *settling)
{
  if (settling->wallet == NULL || settling->wallet->balance < settling->total)
    return FALSE;
  for (guint i = 0; i < settling->due->len; i++)
    {
      const PfsCharge *charge = g_ptr_array_index (settling->due, i);

      if (!g_ptr_array_find_with_equal_func (settling->wallet->activities, charge->activity,
                                             g_str_equal, NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
bill_all (const Settling *settling, const char *by, GError **error)
{
  for (guint i = 0; i < settling->due->len; i++)
    {
      const PfsCharge *charge = g_ptr_array_index (settling->due, i);

      if (!pfs_storage_bill (settling->storage, charge, by, charge->owed - charge->billed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_from_wallet (const Settling *settling, GError **error)
{
  const char *wallet = pf_record_get_id (PF_RECORD (settling->wallet));
  g_autofree char *label = name_charges (settling->storage, settling->due);

  return bill_all (settling, wallet, error) &&
         pfs_storage_move_money (settling->storage, wallet, -settling->total, label, error);
}

/* Says on each booking until when it is to be paid, in the language of the household's first
 * guardian who has one. */
static gboolean
note_all (PfsStorage *storage,
          GPtrArray  *charges,
          const char *french,
          const char *english,
          PfMoment    until,
          GError    **error)
{
  const PfsCharge *first = g_ptr_array_index (charges, 0);
  g_autoptr (GPtrArray) recipients = pfs_storage_list_recipients (storage, first->household, error);
  g_autoptr (PfTown) town = recipients != NULL ? pfs_storage_load_town_record (storage, error)
                                               : NULL;
  PfsLanguage language = PFS_LANGUAGE_FRENCH;
  g_autofree char *moment = NULL;

  if (town == NULL)
    return FALSE;
  for (guint i = recipients->len; i > 0; i--)
    {
      const PfsRecipient *recipient = g_ptr_array_index (recipients, i - 1);

      if (recipient->language != NULL)
        language = pfs_language_choose (recipient->language);
    }
  moment = until != PF_MOMENT_NONE ? pfs_words_format_moment (until, town->zone, language) : NULL;
  for (guint i = 0; i < charges->len; i++)
    {
      const PfsCharge *charge = g_ptr_array_index (charges, i);
      g_autoptr (PfsBooking) booking =
          pfs_storage_load_booking (storage, charge->enrolment, charge->unit, charge->day, error);

      if (booking == NULL)
        return FALSE;
      g_free (booking->note);
      booking->note = french != NULL
                          ? g_strconcat (pfs_language_say (language, french, english), moment, NULL)
                          : NULL;
      if (!pfs_storage_put_booking (storage, booking, error))
        return FALSE;
    }
  return TRUE;
}

static int
get_number (PfsStorage *storage, const char *key, int fallback)
{
  g_autofree char *text = pfs_storage_get_setting (storage, key, NULL);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, 1, G_MAXINT, &number, NULL)
             ? (int) number
             : fallback;
}

static gboolean
ask_in_advance (const Settling *settling, const char *receipt, char **prepayment, GError **error)
{
  const PfsCharge *first = g_ptr_array_index (settling->due, 0);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (PfPrepayment) record = pf_record_new (PF_TYPE_PREPAYMENT, id);
  int minutes = get_number (settling->storage, PFS_SETTING_PREPAY_MINUTES, DEFAULT_MINUTES);

  record->receipt = g_strdup (receipt);
  record->amount = settling->total;
  record->until = pfs_storage_get_now (settling->storage) + (PfMoment) minutes * SECONDS_PER_MINUTE;
  record->n_lines = (int) settling->due->len;
  if (!pfs_storage_put_prepayment (settling->storage, first->household, record, error) ||
      !bill_all (settling, id, error) ||
      !note_all (settling->storage, settling->due, "À payer au plus tard le ", "To be paid by ",
                 record->until, error))
    return FALSE;
  if (prepayment != NULL)
    *prepayment = g_steal_pointer (&id);
  return TRUE;
}

/* Gives back, or notes what is to be paid in advance. */
static gboolean
settle_booking (Settling *settling, const PfsBooking *booking, GError **error)
{
  g_autoptr (PfsCharge) charge = NULL;
  g_autoptr (PfActivity) activity = NULL;

  charge = pfs_storage_load_charge (settling->storage, booking->enrolment, booking->unit,
                                    booking->day, error);
  if (charge == NULL)
    return FALSE;
  if (charge->owed < charge->billed)
    return give_back_all (settling, charge, error);
  if (charge->owed == charge->billed)
    return TRUE;
  activity = pfs_storage_load_activity (settling->storage, charge->activity, NULL, error);
  if (activity == NULL)
    return FALSE;
  if (activity->is_prepaid)
    {
      settling->total += charge->owed - charge->billed;
      g_ptr_array_add (settling->due, g_steal_pointer (&charge));
    }
  return TRUE;
}

gboolean
pfs_prepaid_settle (PfsStorage *storage,
                    GPtrArray  *bookings,
                    const char *receipt,
                    char      **prepayment,
                    GError    **error)
{
  g_auto (Settling) settling = { .storage = storage };

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (bookings != NULL, FALSE);

  if (prepayment != NULL)
    *prepayment = NULL;
  settling.due = g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_charge_free);
  if (bookings->len > 0)
    {
      const PfsBooking *first = g_ptr_array_index (bookings, 0);
      g_autofree char *household =
          pfs_storage_get_enrolment_household (storage, first->enrolment, error);

      if (household == NULL || !load_wallet (&settling, household, error))
        return FALSE;
    }
  for (guint i = 0; i < bookings->len; i++)
    if (!settle_booking (&settling, g_ptr_array_index (bookings, i), error))
      return FALSE;
  if (settling.due->len == 0)
    return TRUE;
  /* What was given back a moment ago counts too. */
  if (settling.wallet != NULL)
    {
      const PfsCharge *charge = g_ptr_array_index (settling.due, 0);

      g_clear_object (&settling.wallet);
      if (!load_wallet (&settling, charge->household, error))
        return FALSE;
    }
  return pays_all (&settling) ? take_from_wallet (&settling, error)
                              : ask_in_advance (&settling, receipt, prepayment, error);
}

gboolean
pfs_prepaid_settle_one (PfsStorage *storage, const PfsBooking *booking, GError **error)
{
  g_autoptr (GPtrArray) bookings = g_ptr_array_new ();

  g_return_val_if_fail (booking != NULL, FALSE);

  g_ptr_array_add (bookings, (gpointer) booking);
  return pfs_prepaid_settle (storage, bookings, NULL, NULL, error);
}

gboolean
pfs_prepaid_confirm (PfsStorage *storage, const char *prepayment, GError **error)
{
  g_autofree char *household = NULL;
  g_autoptr (PfPrepayment) record = NULL;
  g_autoptr (GPtrArray) charges = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (prepayment != NULL, FALSE);

  record = pfs_storage_load_prepayment (storage, prepayment, &household, error);
  charges = record != NULL ? pfs_storage_list_charges_by (storage, prepayment, error) : NULL;
  if (charges == NULL)
    return FALSE;
  record->state = PF_PREPAYMENT_PAID;
  return pfs_storage_put_prepayment (storage, household, record, error) &&
         (charges->len == 0 || note_all (storage, charges, NULL, NULL, PF_MOMENT_NONE, error));
}

/* Ends the bookings of a prepayment that was not paid; those who wait move up. */
static gboolean
end_bookings (PfsStorage *storage, GPtrArray *charges, PfDay today, GError **error)
{
  if (charges->len > 0 &&
      !note_all (storage, charges, "Non payé à temps", "Not paid in time", PF_MOMENT_NONE, error))
    return FALSE;
  for (guint i = 0; i < charges->len; i++)
    {
      const PfsCharge *charge = g_ptr_array_index (charges, i);
      g_autoptr (PfsBooking) booking =
          pfs_storage_load_booking (storage, charge->enrolment, charge->unit, charge->day, error);

      if (booking == NULL)
        return FALSE;
      booking->status = PF_BOOKING_CANCELLED;
      booking->charged = PF_CENTS_UNKNOWN;
      if (!pfs_storage_put_booking (storage, booking, error) ||
          !pfs_waiting_move_up (storage, charge->activity, charge->unit, charge->day, today, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
lapse (PfsStorage *storage, const char *id, PfDay today, GError **error)
{
  g_autofree char *household = NULL;
  g_autoptr (PfPrepayment) record = pfs_storage_load_prepayment (storage, id, &household, error);
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (PfsMail) mail = pfs_mail_new ("prepayment-lapsed");
  g_autofree char *names = NULL;

  if (record != NULL && record->state != PF_PREPAYMENT_WAITING)
    return TRUE;
  charges = record != NULL ? pfs_storage_list_charges_by (storage, id, error) : NULL;
  if (charges == NULL)
    return FALSE;
  names = name_charges (storage, charges);
  pfs_mail_set_text (mail, "activities", names);
  pfs_mail_set_cents (mail, "amount", record->amount);
  pfs_mail_set_moment (mail, "until", record->until);
  record->state = PF_PREPAYMENT_LAPSED;
  return pfs_storage_unbill (storage, id, error) && end_bookings (storage, charges, today, error) &&
         pfs_storage_put_prepayment (storage, household, record, error) &&
         pfs_mail_queue_for_household (mail, storage, household, error);
}

/* Takes the charges from @first on that are of the same household and day. Returns: how many they
 * are, 0 with @error. */
static guint
take_day (PfsStorage *storage, GPtrArray *charges, guint first, GError **error)
{
  g_auto (Settling) settling = { .storage = storage, .due = g_ptr_array_new () };
  const PfsCharge *one = g_ptr_array_index (charges, first);
  guint n = 0;

  for (; first + n < charges->len; n++)
    {
      PfsCharge *charge = g_ptr_array_index (charges, first + n);

      if (charge->day != one->day || !g_str_equal (charge->household, one->household))
        break;
      settling.total += charge->owed - charge->billed;
      g_ptr_array_add (settling.due, charge);
    }
  if (!load_wallet (&settling, one->household, error) ||
      (pays_all (&settling) && !take_from_wallet (&settling, error)))
    return 0;
  return n;
}

/* A day that the wallet does not cover stays for the invoice. */
static gboolean
take_days (PfsStorage *storage, PfDay first, PfDay today, GError **error)
{
  g_autoptr (GPtrArray) charges = pfs_storage_list_wallet_charges (storage, first, today, error);
  g_autofree char *day = pf_day_format (today);

  if (charges == NULL)
    return FALSE;
  for (guint i = 0; i < charges->len;)
    {
      guint n = take_day (storage, charges, i, error);

      if (n == 0)
        return FALSE;
      i += n;
    }
  return pfs_storage_set_setting (storage, PFS_SETTING_WALLET_DAY, day, error);
}

gboolean
pfs_prepaid_keep (PfsStorage *storage, PfMoment now, GError **error)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (storage, error);
  g_autofree char *taken = NULL;
  g_autoptr (GPtrArray) lapsing = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  PfDay today;
  PfDay last;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);

  if (town == NULL)
    return FALSE;
  today = pf_moment_get_day (now, town->zone);
  taken = pfs_storage_get_setting (storage, PFS_SETTING_WALLET_DAY, NULL);
  last = taken != NULL ? pf_day_parse (taken) : today - 1;
  lapsing = pfs_storage_list_lapsing (storage, now, error);
  if (lapsing == NULL || (lapsing->len == 0 && last >= today))
    return lapsing != NULL;
  transaction = pfs_storage_begin (storage, now, error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < lapsing->len; i++)
    if (!lapse (storage, g_ptr_array_index (lapsing, i), today, error))
      return FALSE;
  return (last >= today ||
          take_days (storage, MAX (last + 1, today - MAX_DAYS_TAKEN), today, error)) &&
         pfs_transaction_commit (transaction, error);
}
