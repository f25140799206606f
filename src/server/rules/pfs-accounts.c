/* SPDX-License-Identifier: GPL-3.0-or-later
 * How accounts begin and passwords are found again. */
#include "config.h"

#include "pfs-accounts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pf-record.h"
#include "pfs-mail.h"
#include "pfs-secret.h"
#include "pfs-storage-access.h"
#include "pfs-storage-families.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-town.h"

#define SUBSCRIBER_LENGTH 8

G_DEFINE_QUARK (pfs-account-error-quark, pfs_account_error)

/* The mail by which each kind of code travels. */
static const char *const templates[] = {
  [PF_ACCOUNT_CODE_ACTIVATION] = "activation",
  [PF_ACCOUNT_CODE_INVITATION] = "invitation",
  [PF_ACCOUNT_CODE_RESET] = "reset",
};

static gboolean
set_error (GError **error, PfsAccountError code, const char *sentence)
{
  g_set_error_literal (error, PFS_ACCOUNT_ERROR, code, sentence);
  return FALSE;
}

/* Returns: (transfer full): who has @email, be it without a password yet; NULL without @error where
 * nobody has. */
static gboolean
find_login (PfsStorage *storage, const char *email, PfsLogin **login, GError **error)
{
  GError *failure = NULL;

  *login = pfs_storage_load_login (storage, email, &failure);
  return pfs_storage_may_be_absent (failure, error);
}

/* Gives @code fresh characters, keeps it and queues its mail. */
static gboolean
send_code (PfsStorage *storage, PfsAccountCode *code, GError **error)
{
  g_autofree char *characters = pfs_secret_make_characters (PF_ACCOUNT_CODE_LENGTH);
  g_autofree char *text = pf_account_code_format (code->kind, characters);
  g_autofree char *town = pfs_storage_get_setting (storage, PFS_SETTING_URL, NULL);
  g_autofree char *link = town != NULL ? pf_account_code_make_link (town, text) : NULL;
  g_autoptr (PfsMail) mail = pfs_mail_new (templates[code->kind]);

  g_clear_pointer (&code->hash, g_bytes_unref);
  code->hash = pfs_secret_hash (text);
  pfs_mail_set_text (mail, "name", code->first_name);
  pfs_mail_set_text (mail, "code", text);
  pfs_mail_set_text (mail, "link", link);
  pfs_mail_set_moment (mail, "until", code->until);
  pfs_mail_set_useless_after (mail, code->until);
  return pfs_storage_add_account_code (storage, code, error) &&
         pfs_mail_queue (mail, storage, code->email, pfs_language_choose (code->language), error);
}

/* Queues a mail of words alone. */
static gboolean
send_words (PfsStorage *storage,
            const char *template_name,
            const char *email,
            PfsLanguage language,
            GError    **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new (template_name);

  return pfs_mail_queue (mail, storage, email, language, error);
}

/* Sets @household to the one that a form names by its subscriber code, or to NULL. */
static gboolean
find_household (PfsStorage *storage, const char *typed, char **household, GError **error)
{
  g_autoptr (GString) code = g_string_new (NULL);
  GError *failure = NULL;

  *household = NULL;
  for (const char *c = typed; c != NULL && *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (code, g_ascii_toupper (*c));
  if (code->len == 0)
    return TRUE;
  *household = pfs_storage_find_subscriber (storage, code->str, &failure);
  if (!pfs_storage_may_be_absent (failure, error))
    return FALSE;
  return *household != NULL ||
         set_error (error, PFS_ACCOUNT_ERROR_SUBSCRIBER, _("No family has this subscriber code"));
}

gboolean
pfs_accounts_sign_up (PfsStorage          *storage,
                      const PfAccountForm *form,
                      const char          *hash,
                      PfsLanguage          language,
                      PfMoment             now,
                      PfMoment            *until,
                      GError             **error)
{
  g_autoptr (PfsAccountCode) code = NULL;
  g_autoptr (PfsLogin) login = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (form != NULL && hash != NULL, FALSE);

  *until = now + PFS_ACTIVATION_SECONDS;
  if (!form->terms_accepted)
    return set_error (error, PFS_ACCOUNT_ERROR_TERMS, _("The terms were not accepted"));
  code = pfs_account_code_new (PF_ACCOUNT_CODE_ACTIVATION, form->email);
  if (!find_household (storage, form->subscriber_code, &code->household, error))
    return FALSE;
  if (!find_login (storage, form->email, &login, error))
    return FALSE;
  if (login != NULL && login->hash != NULL)
    return send_words (storage, "known-address", form->email, language, error);
  code->civility = g_strdup (form->civility);
  code->first_name = g_strdup (form->first_name);
  code->last_name = g_strdup (form->last_name);
  code->password = g_strdup (hash);
  code->language = g_strdup (pfs_language_get_tag (language));
  code->asked_at = now;
  code->until = *until;
  return send_code (storage, code, error);
}

int
pfs_accounts_resend (PfsStorage *storage,
                     const char *email,
                     gboolean    renews,
                     PfMoment    now,
                     GError    **error)
{
  g_autoptr (GPtrArray) codes = NULL;
  int n = 0;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), -1);
  g_return_val_if_fail (email != NULL, -1);

  codes = pfs_storage_list_account_codes (storage, email, error);
  if (codes == NULL)
    return -1;
  for (guint i = 0; i < codes->len; i++)
    {
      PfsAccountCode *code = g_ptr_array_index (codes, i);

      if (code->until < now && !renews)
        continue;
      if (renews)
        code->until = now + PFS_ACTIVATION_SECONDS;
      if (!pfs_storage_remove_account_code (storage, code->hash, error) ||
          !send_code (storage, code, error))
        return -1;
      n++;
    }
  return n;
}

static gboolean
set_code_error (GError **error)
{
  return set_error (error, PFS_ACCOUNT_ERROR_CODE, _("This code is wrong, was used or is too old"));
}

/* Returns: (transfer full): the code as it was kept, if it is still good; NULL with @error. */
static PfsAccountCode *
load_code (PfsStorage *storage, const char *typed, guint kinds, PfMoment now, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) hash = NULL;
  g_autoptr (PfsAccountCode) code = NULL;
  GError *failure = NULL;

  if (pf_account_code_parse (typed, &text, NULL) != PF_ACCOUNT_CODE_NONE)
    {
      hash = pfs_secret_hash (text);
      code = pfs_storage_load_account_code (storage, hash, &failure);
    }
  if (code != NULL && (kinds & 1u << code->kind) && now <= code->until)
    return g_steal_pointer (&code);
  if (pfs_storage_may_be_absent (failure, error))
    set_code_error (error);
  return NULL;
}

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a != NULL ? a : "", -1);
  g_autofree char *folded_b = g_utf8_casefold (b != NULL ? b : "", -1);

  return g_utf8_collate (folded_a, folded_b) == 0;
}

/* Returns: (transfer full) (nullable): the guardian of the household whom the town knows by name,
 * without an address; NULL without @error where there is none. */
static PfGuardian *
find_by_name (PfsStorage *storage, const PfsAccountCode *code, GError **error)
{
  g_autoptr (GPtrArray) guardians = pfs_storage_list_guardians (storage, code->household, error);

  for (guint i = 0; guardians != NULL && i < guardians->len; i++)
    {
      PfGuardian *guardian = g_ptr_array_index (guardians, i);

      if (guardian->email == NULL && is_same_name (guardian->first_name, code->first_name) &&
          is_same_name (guardian->last_name, code->last_name))
        return g_object_ref (guardian);
    }
  return NULL;
}

static char *
make_id (const char *prefix)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strconcat (prefix, uuid, NULL);
}

/* Returns: (transfer full): the identifier of a new household that knows nothing but its name. */
static char *
add_household (PfsStorage *storage, const PfsAccountCode *code, GError **error)
{
  g_autofree char *id = make_id ("h-");
  g_autoptr (PfHousehold) household = pf_record_new (PF_TYPE_HOUSEHOLD, id);

  household->name = g_strdup (code->last_name);
  household->number = pfs_storage_get_next_number (storage, error);
  household->state = PF_HOUSEHOLD_INCOMPLETE;
  household->quotient = PF_CENTS_UNKNOWN;
  if (household->number == NULL || !pfs_storage_put_household (storage, household, error))
    return NULL;
  return g_steal_pointer (&id);
}

/* Tells those who are there already. */
static gboolean
announce (PfsStorage *storage, const PfsAccountCode *code, GError **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("joined");
  g_autofree char *who = g_strdup_printf ("%s %s", code->first_name, code->last_name);

  pfs_mail_set_text (mail, "who", who);
  pfs_mail_set_text (mail, "address", code->email);
  return pfs_mail_queue_for_household (mail, storage, code->household, error);
}

/* Makes the guardian of a code, in the household it names or in a new one. Returns: (transfer
 * full): the identifier. */
static char *
add_guardian (PfsStorage *storage, const PfsAccountCode *code, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (PfGuardian) guardian = NULL;
  g_autofree char *household = g_strdup (code->household);
  g_autofree char *id = NULL;

  if (household == NULL)
    household = add_household (storage, code, &failure);
  else if (announce (storage, code, &failure))
    guardian = find_by_name (storage, code, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (guardian == NULL)
    {
      id = make_id ("g-");
      guardian = pf_record_new (PF_TYPE_GUARDIAN, id);
      guardian->first_name = g_strdup (code->first_name);
      guardian->last_name = g_strdup (code->last_name);
    }
  if (guardian->civility == NULL)
    guardian->civility = g_strdup (code->civility);
  guardian->email = g_strdup (code->email);
  if (!pfs_storage_put_guardian (storage, household, guardian, error))
    return NULL;
  return g_strdup (pf_record_get_id (PF_RECORD (guardian)));
}

/* Loads what a form opens, and who has its address (nullable), if all is there that it takes. */
static gboolean
load_opening (PfsStorage          *storage,
              const PfAccountForm *form,
              gboolean             has_password,
              PfMoment             now,
              PfsAccountCode     **code,
              PfsLogin           **login,
              GError             **error)
{
  const guint kinds = 1u << PF_ACCOUNT_CODE_ACTIVATION | 1u << PF_ACCOUNT_CODE_INVITATION;

  *code = load_code (storage, form->code, kinds, now, error);
  if (*code == NULL)
    return FALSE;
  if ((*code)->kind == PF_ACCOUNT_CODE_INVITATION && !form->terms_accepted)
    return set_error (error, PFS_ACCOUNT_ERROR_TERMS, _("The terms were not accepted"));
  if ((*code)->password == NULL && !has_password)
    return set_error (error, PFS_ACCOUNT_ERROR_PASSWORD, _("Choose a password"));
  if (!find_login (storage, (*code)->email, login, error))
    return FALSE;
  return *login == NULL || (*login)->hash == NULL || set_code_error (error);
}

char *
pfs_accounts_open (PfsStorage          *storage,
                   const PfAccountForm *form,
                   const char          *hash,
                   PfMoment             now,
                   GError             **error)
{
  g_autoptr (PfsAccountCode) code = NULL;
  g_autoptr (PfsLogin) login = NULL;
  g_autofree char *guardian = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (form != NULL, NULL);

  if (!load_opening (storage, form, hash != NULL, now, &code, &login, error))
    return NULL;
  guardian = login != NULL ? g_strdup (login->guardian) : add_guardian (storage, code, error);
  if (guardian == NULL ||
      !pfs_storage_set_password (storage, guardian, code->password != NULL ? code->password : hash,
                                 FALSE, error) ||
      !pfs_storage_set_language (storage, guardian, code->language, error) ||
      !pfs_storage_note_terms (storage, guardian, error) ||
      !pfs_storage_remove_account_codes (storage, code->email, error))
    return NULL;
  return g_strdup (code->email);
}

gboolean
pfs_accounts_lose_password (PfsStorage *storage,
                            const char *email,
                            PfsLanguage language,
                            PfMoment    now,
                            PfMoment   *until,
                            GError    **error)
{
  g_autoptr (PfsAccountCode) code = NULL;
  g_autoptr (PfsLogin) login = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (email != NULL, FALSE);

  *until = now + PFS_RESET_SECONDS;
  if (!find_login (storage, email, &login, error))
    return FALSE;
  if (login == NULL || login->hash == NULL)
    return send_words (storage, "no-account", email, language, error);
  code = pfs_account_code_new (PF_ACCOUNT_CODE_RESET, email);
  code->language = g_strdup (pfs_language_get_tag (language));
  code->asked_at = now;
  code->until = *until;
  return send_code (storage, code, error);
}

/* Tells whom the password belongs to that it is another one. */
static gboolean
tell_changed (PfsStorage *storage, const char *guardian, GError **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("password-changed");

  return pfs_mail_queue_for_guardian (mail, storage, guardian, error);
}

char *
pfs_accounts_choose_password (PfsStorage *storage,
                              const char *typed,
                              const char *hash,
                              PfMoment    now,
                              GError    **error)
{
  g_autoptr (PfsAccountCode) code = NULL;
  g_autoptr (PfsLogin) login = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (typed != NULL && hash != NULL, NULL);

  code = load_code (storage, typed, 1u << PF_ACCOUNT_CODE_RESET, now, error);
  login = code != NULL ? pfs_storage_load_login (storage, code->email, error) : NULL;
  if (login == NULL || !pfs_storage_set_password (storage, login->guardian, hash, FALSE, error) ||
      !pfs_storage_remove_account_codes (storage, code->email, error) ||
      !tell_changed (storage, login->guardian, error))
    return NULL;
  return g_strdup (code->email);
}

gboolean
pfs_accounts_change_password (PfsStorage *storage,
                              const char *guardian,
                              const char *hash,
                              gint64      family,
                              GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (guardian != NULL && hash != NULL, FALSE);

  return pfs_storage_change_password (storage, guardian, hash, family, error) &&
         tell_changed (storage, guardian, error);
}

gboolean
pfs_accounts_invite (PfsStorage *storage, PfsAccountCode *invitation, PfMoment now, GError **error)
{
  g_autoptr (PfsLogin) login = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (invitation != NULL, FALSE);

  if (!find_login (storage, invitation->email, &login, error))
    return FALSE;
  if (login != NULL && login->hash != NULL)
    return set_error (error, PFS_ACCOUNT_ERROR_TAKEN, _("This address has an account already"));
  invitation->asked_at = now;
  invitation->until = now + PFS_ACTIVATION_SECONDS;
  return pfs_storage_remove_account_codes (storage, invitation->email, error) &&
         send_code (storage, invitation, error);
}

char *
pfs_accounts_give_subscriber_code (PfsStorage *storage,
                                   const char *household,
                                   gboolean    renews,
                                   GError    **error)
{
  g_autofree char *code = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  code = renews ? NULL : pfs_storage_get_subscriber_code (storage, household, NULL);
  if (code != NULL)
    return g_steal_pointer (&code);
  code = pfs_secret_make_characters (SUBSCRIBER_LENGTH);
  return pfs_storage_set_subscriber_code (storage, household, code, error) ? g_steal_pointer (&code)
                                                                           : NULL;
}
