/* SPDX-License-Identifier: GPL-3.0-or-later
 * Error codes as sentences: one table a domain, so that a code without a sentence is easily seen.
 * */
#include "config.h"

#include "pf-error-text.h"

#include "pf-account.h"
#include "pf-client-error.h"
#include "pf-demo-town.h"

#include <glib/gi18n-lib.h>

typedef struct {
  int code;
  const char *sentence;
} Sentence;

static const Sentence client_sentences[] = {
  { PF_CLIENT_ERROR_ADDRESS, N_("This is not the address of a town’s portal. It looks like "
                                "“famille.my-town.fr” or “https://famille.my-town.fr”.") },
  { PF_CLIENT_ERROR_UNREACHABLE, N_("The town does not answer. Check the address and your "
                                    "internet connection, then try again.") },
  { PF_CLIENT_ERROR_TIMEOUT, N_("The town takes too long to answer. Try again in a few minutes.") },
  { PF_CLIENT_ERROR_TLS,
    N_("This address cannot prove that it belongs to the town, so nothing was sent to it. "
       "Check the address; if it is right, tell the town hall.") },
  { PF_CLIENT_ERROR_NOT_A_TOWN,
    N_("There is a web site at this address, but no family portal that this app knows. "
       "Ask the town hall for the portal’s address.") },
  { PF_CLIENT_ERROR_PROTOCOL,
    N_("The town’s answer could not be understood. Nothing was changed; try again later.") },
  { PF_CLIENT_ERROR_CREDENTIALS, N_("The login or the password is not right. Capitals and small "
                                    "letters matter in the password.") },
  { PF_CLIENT_ERROR_SIGNED_OUT,
    N_("The town has ended this session. Sign in again: everything you chose is kept.") },
  { PF_CLIENT_ERROR_SERVER,
    N_("The town’s portal has a problem of its own. Try again in a few minutes.") },
  { PF_CLIENT_ERROR_STATE_UNKNOWN,
    N_("The town asks to read everything afresh. What you chose is kept.") },
  { PF_CLIENT_ERROR_CHANGED,
    N_("This has changed at the town meanwhile, so nothing was done. Look at it again.") },
  { PF_CLIENT_ERROR_UNSUPPORTED, N_("This town’s portal cannot do that.") },
};

static const Sentence store_sentences[] = {
  { PF_STORE_ERROR_DISK, N_("This could not be written to the disk, and nothing was changed. Is "
                            "the disk full or read-only?") },
  { PF_STORE_ERROR_NEWER, N_("The family’s data was written by a newer version of this app, and "
                             "was left alone. Update the app to go on.") },
  { PF_STORE_ERROR_IN_USE,
    N_("Another program is using the family’s data. Close it, then try again.") },
  { PF_STORE_ERROR_CLOSED, N_("The family’s data is closed already. Start the app again.") },
  { PF_STORE_ERROR_MISSING,
    N_("A file that was attached is no longer on this computer. Attach it again.") },
  { PF_STORE_ERROR_TOO_LARGE, N_("This file is too large for the town.") },
};

static const Sentence account_sentences[] = {
  { PF_ACCOUNT_ERROR_NO_KEYRING, N_("This computer has no keyring for passwords: you will have to "
                                    "sign in again the next time.") },
  { PF_ACCOUNT_ERROR_LOCKED,
    N_("The keyring with your passwords stays locked. Unlock it, or sign in again.") },
  { PF_ACCOUNT_ERROR_NO_SECRET,
    N_("Sign in again to hear from the town. What you chose is kept.") },
  { PF_ACCOUNT_ERROR_DAMAGED,
    N_("The list of your towns was damaged. What could be read is here; sign in to the others "
       "again. A copy of the damaged file lies beside it.") },
  { PF_ACCOUNT_ERROR_DISK,
    N_("The account could not be written to the disk. Is the disk full or read-only?") },
};

/* A file that the family chose, or a folder for it. */
static const Sentence file_sentences[] = {
  { G_IO_ERROR_NOT_FOUND, N_("The file or its folder is not there. Choose another one.") },
  { G_IO_ERROR_NOT_DIRECTORY, N_("This folder is not there any more. Choose another one.") },
  { G_IO_ERROR_IS_DIRECTORY, N_("This is a folder, not a file. Choose another name.") },
  { G_IO_ERROR_PERMISSION_DENIED, N_("This file or folder is not open to you. Choose another "
                                     "one.") },
  { G_IO_ERROR_READ_ONLY, N_("Nothing can be written there. Choose another folder.") },
  { G_IO_ERROR_NO_SPACE,
    N_("The disk is full, so nothing was written. Make some room on it, then try again.") },
  { G_IO_ERROR_INVALID_FILENAME, N_("A file cannot be called so there. Choose another name.") },
  { G_IO_ERROR_FILENAME_TOO_LONG, N_("This name is too long there. Choose a shorter one.") },
};

static const Sentence demo_sentences[] = {
  { PF_DEMO_TOWN_ERROR_MISSING, N_("The demo town is not installed on this computer: it comes "
                                   "with “portail-famille-server”.") },
  { PF_DEMO_TOWN_ERROR_FAILED, N_("The demo town could not start. Try again.") },
};

static const Sentence refusal_sentences[] = {
  { PF_REFUSAL_TOO_LATE, N_("the deadline has passed") },
  { PF_REFUSAL_TOO_EARLY, N_("bookings for this day are not open yet") },
  { PF_REFUSAL_FULL, N_("there is no place left") },
  { PF_REFUSAL_CLOSED, N_("the activity is closed on this day") },
  { PF_REFUSAL_NOT_ENROLLED, N_("the child is not enrolled for this activity on this day") },
  { PF_REFUSAL_NOT_HELD, N_("there was no booking to cancel") },
  { PF_REFUSAL_ALREADY_HELD, N_("it is booked already") },
  { PF_REFUSAL_UNKNOWN_SLOT, N_("the town does not offer this day any more") },
  { PF_REFUSAL_GIVEN_UP, N_("no answer came, and you stopped waiting for it") },
  { PF_REFUSAL_BLOCKED, N_("the town waits for something else first") },
};

static const Sentence check_sentences[] = {
  { PF_CHECK_IBAN_CHARACTERS, N_("An IBAN holds nothing but letters and digits.") },
  { PF_CHECK_IBAN_COUNTRY, N_("This IBAN is not of a country that takes SEPA debits.") },
  { PF_CHECK_IBAN_LENGTH, N_("This IBAN is too short or too long.") },
  { PF_CHECK_IBAN_SUM, N_("There is a typing mistake in this IBAN.") },
  { PF_CHECK_CAF_NUMBER, N_("A CAF number has seven digits.") },
  { PF_CHECK_PHONE, N_("Write a telephone number as 06 12 34 56 78.") },
  { PF_CHECK_POSTCODE, N_("A postcode has five digits.") },
  { PF_CHECK_EMAIL, N_("This is no e-mail address.") },
  { PF_CHECK_BORN_LATER, N_("This birth date is still to come.") },
  { PF_CHECK_BORN_LONG_AGO, N_("This birth date is not a child’s.") },
};

static const char *
find_sentence (const Sentence *sentences, gsize n_sentences, int code)
{
  for (gsize i = 0; i < n_sentences; i++)
    if (sentences[i].code == code)
      return _(sentences[i].sentence);
  return NULL;
}

static char *
describe_busy (const GError *error)
{
  int minutes = (pf_client_error_get_retry_after (error) + 59) / 60;

  if (minutes <= 1)
    return g_strdup (
        _("The town has too much to do, or too many attempts were made. Try again in a minute."));
  return g_strdup_printf (ngettext ("The town has too much to do, or too many attempts were made. "
                                    "Try again in %d minute.",
                                    "The town has too much to do, or too many attempts were made. "
                                    "Try again in %d minutes.",
                                    minutes),
                          minutes);
}

char *
pf_error_text (const GError *error)
{
  const struct {
    GQuark domain;
    const Sentence *sentences;
    gsize n_sentences;
  } domains[] = {
    { PF_CLIENT_ERROR, client_sentences, G_N_ELEMENTS (client_sentences) },
    { PF_STORE_ERROR, store_sentences, G_N_ELEMENTS (store_sentences) },
    { PF_ACCOUNT_ERROR, account_sentences, G_N_ELEMENTS (account_sentences) },
    { G_IO_ERROR, file_sentences, G_N_ELEMENTS (file_sentences) },
    { PF_DEMO_TOWN_ERROR, demo_sentences, G_N_ELEMENTS (demo_sentences) },
  };

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_BUSY))
    return describe_busy (error);
  if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_REFUSED))
    /* Translators: %s is the town's own sentence. */
    return g_strdup_printf (_("The town answers: %s"), error->message);
  if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PAYMENT_HOST))
    /* Translators: %s is a sentence that names the page's host. */
    return g_strdup_printf (_("%s It was not opened. Please tell the town hall."), error->message);
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      const char *sentence =
          find_sentence (domains[i].sentences, domains[i].n_sentences, error->code);

      if (error->domain == domains[i].domain && sentence != NULL)
        return g_strdup (sentence);
    }

  g_debug ("no sentence for %s %d: %s", g_quark_to_string (error->domain), error->code,
           error->message);
  return g_strdup (_("Something unexpected went wrong. Nothing you chose is lost; try again."));
}

char *
pf_error_text_for_refusal (PfRefusal refusal, const char *detail)
{
  const char *reason = find_sentence (refusal_sentences, G_N_ELEMENTS (refusal_sentences), refusal);

  if (reason != NULL && detail != NULL)
    /* Translators: why the town refused, then the town's own words. */
    return g_strdup_printf (_("%1$s (%2$s)"), reason, detail);
  if (reason != NULL || detail != NULL)
    return g_strdup (reason != NULL ? reason : detail);
  return g_strdup (_("the town gave no reason"));
}

static char *
describe_waiting (const PfOutcome *outcome)
{
  if (outcome->rank > 0)
    return g_strdup_printf (_("On the waiting list, number %d"), outcome->rank);
  return g_strdup (_("On the waiting list"));
}

static char *
describe_late (const PfOutcome *outcome, const char *currency)
{
  g_autofree char *surcharge = NULL;

  if (outcome->surcharge == PF_CENTS_UNKNOWN || outcome->surcharge <= 0)
    return g_strdup (_("Booked after the deadline"));
  surcharge = pf_cents_format (outcome->surcharge, currency);
  return g_strdup_printf (_("Booked after the deadline, with a surcharge of %s"), surcharge);
}

char *
pf_error_text_for_outcome (const PfOutcome *outcome, const char *currency)
{
  g_autofree char *reason = NULL;

  g_return_val_if_fail (outcome != NULL, NULL);

  switch (outcome->kind)
    {
    case PF_OUTCOME_BOOKED:
      return g_strdup (_("Booked"));
    case PF_OUTCOME_WAITING:
      return describe_waiting (outcome);
    case PF_OUTCOME_PENDING:
      return g_strdup (_("Awaiting the town’s approval"));
    case PF_OUTCOME_LATE:
      return describe_late (outcome, currency);
    case PF_OUTCOME_CANCELLED:
      return g_strdup (_("Cancelled"));
    case PF_OUTCOME_REFUSED:
      reason = pf_error_text_for_refusal (outcome->refusal, outcome->detail);
      return g_strdup_printf (_("Refused: %s"), reason);
    case PF_OUTCOME_CHANGED:
    default:
      if (outcome->refusal == PF_REFUSAL_GIVEN_UP)
        return g_strdup (_("No answer came, and you stopped waiting for it. The planning shows "
                           "whether the town has done it."));
      if (outcome->detail != NULL)
        return g_strdup_printf (_("Not done, because the day has changed meanwhile: %s"),
                                outcome->detail);
      return g_strdup (_("Not done, because the day has changed meanwhile"));
    }
}

char *
pf_error_text_for_check (PfCheck check)
{
  return g_strdup (find_sentence (check_sentences, G_N_ELEMENTS (check_sentences), check));
}

char *
pf_error_text_for_notice (PfStoreNotice notices)
{
  if (notices & PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE)
    return g_strdup (
        _("The basket’s file was damaged. What could be read was kept; please check the basket. "
          "The damaged file, “outbox.db.damaged”, lies in this folder:"));
  if (notices & PF_STORE_NOTICE_SECRETS_LOST)
    return g_strdup (
        _("What was kept of health on this device can be read no more: the keyring has lost its "
          "key. Please write again what was not sent yet."));
  if (notices & PF_STORE_NOTICE_CACHE_REBUILT)
    return g_strdup (
        _("The saved plan was damaged and is read afresh from the town. Nothing you chose is "
          "lost."));
  return NULL;
}
