/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sessions, and the limit on attempts to sign in. */
#include "config.h"

#include "pfs-tokens.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

#include "pfs-secret.h"
#include "pfs-storage-family-files.h"

#define ACCESS_SECONDS (15 * 60)
#define REFRESH_SECONDS (90 * 24 * 60 * 60)

/* Many families may share an address. A login is one's own, but anybody may try it: who tries it
 * from one address is stopped there, and does not shut its family out. */
#define LOGIN_HERE_ATTEMPTS 5
#define LOGIN_ATTEMPTS 100
#define ADDRESS_ATTEMPTS 30
/* Nobody’s mailbox is filled through us, and nobody asks for accounts by the hundred. */
#define MAILS_TO_ONE 5
#define MAILS_FROM_HERE 20
#define CODE_ATTEMPTS 10
#define NETWORK_BYTES 8
#define FIRST_WAIT 30
#define LONGEST_WAIT (60 * 60)

static PfTokens *
make_pair (PfsStorage *storage, gint64 family, const PfsLogin *login, PfMoment now, GError **error)
{
  g_autoptr (PfTokens) tokens = pf_tokens_new ();
  g_autoptr (GBytes) access = NULL;
  g_autoptr (GBytes) refresh = NULL;

  tokens->access_token = pfs_secret_make ();
  tokens->refresh_token = pfs_secret_make ();
  tokens->access_until = now + ACCESS_SECONDS;
  tokens->household = g_strdup (login->household);
  tokens->must_change_password = login->provisional;
  tokens->last_sign_in = pfs_storage_get_last_sign_in (storage, family);
  access = pfs_secret_hash (tokens->access_token);
  refresh = pfs_secret_hash (tokens->refresh_token);
  if (!pfs_storage_add_tokens (storage, family, access, tokens->access_until, refresh,
                               now + REFRESH_SECONDS, error))
    return NULL;
  return g_steal_pointer (&tokens);
}

/* Loads a token of the right kind. Returns: NULL with @verdict, or with @error. */
static PfsToken *
load_token (PfsStorage *storage,
            const char *text,
            gboolean    is_refresh,
            PfMoment    now,
            PfsVerdict *verdict,
            GError    **error)
{
  g_autoptr (GBytes) hash = pfs_secret_hash (text);
  GError *failure = NULL;
  g_autoptr (PfsToken) token = pfs_storage_load_token (storage, hash, &failure);

  *verdict = PFS_VERDICT_REVOKED;
  if (!pfs_storage_may_be_absent (failure, error) || token == NULL)
    return NULL;
  if (token->is_revoked || token->is_refresh != is_refresh)
    return NULL;
  *verdict = now > token->until ? PFS_VERDICT_EXPIRED : PFS_VERDICT_GOOD;
  return *verdict == PFS_VERDICT_GOOD ? g_steal_pointer (&token) : NULL;
}

PfTokens *
pfs_tokens_start (PfsStorage *storage, const PfsLogin *login, PfMoment now, GError **error)
{
  gint64 family;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (login != NULL, NULL);

  if (!pfs_storage_note_sign_in (storage, login->guardian, error))
    return NULL;
  family = pfs_storage_add_token_family (storage, login->guardian, error);
  return family != 0 ? make_pair (storage, family, login, now, error) : NULL;
}

PfTokens *
pfs_tokens_refresh (PfsStorage *storage,
                    const char *refresh_token,
                    PfMoment    now,
                    PfsVerdict *verdict,
                    GError    **error)
{
  g_autoptr (PfsToken) token = NULL;
  g_autoptr (PfsLogin) login = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (refresh_token != NULL && verdict != NULL, NULL);

  token = load_token (storage, refresh_token, TRUE, now, verdict, error);
  if (token == NULL)
    return NULL;
  if (token->generation < token->used)
    {
      *verdict = PFS_VERDICT_REVOKED;
      pfs_storage_revoke_tokens (storage, token->family, error);
      return NULL;
    }
  login = pfs_storage_load_login_of (storage, token->guardian, error);
  if (login == NULL || !pfs_storage_use_tokens (storage, token->family, token->generation, error))
    return NULL;
  return make_pair (storage, token->family, login, now, error);
}

PfsToken *
pfs_tokens_check (PfsStorage *storage,
                  const char *access_token,
                  PfMoment    now,
                  PfsVerdict *verdict,
                  GError    **error)
{
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsToken) token = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (access_token != NULL && verdict != NULL, NULL);

  token = load_token (storage, access_token, FALSE, now, verdict, error);
  if (token == NULL || token->generation <= token->used)
    return g_steal_pointer (&token);
  /* The first use of a pair retires the one before it for good. */
  transaction = pfs_storage_begin (storage, now, error);
  if (transaction == NULL ||
      !pfs_storage_use_tokens (storage, token->family, token->generation, error) ||
      !pfs_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&token);
}

/* Counts one more failure for @subject. Returns: the seconds to wait, 0 where none; -1 with @error.
 */
static int
count_attempt (PfsStorage *storage, const char *subject, int limit, PfMoment now, GError **error)
{
  PfsAttempts attempts;
  gint64 wait = 0;
  gint64 passed;

  if (!pfs_storage_load_attempts (storage, subject, &attempts, error))
    return -1;
  if (attempts.failures >= limit)
    wait = MIN ((gint64) FIRST_WAIT << MIN (attempts.failures - limit, 16), LONGEST_WAIT);
  /* A clock that was set back makes nobody wait longer. */
  passed = attempts.last_at != PF_MOMENT_NONE ? MAX (now - attempts.last_at, 0) : LONGEST_WAIT;
  if (passed >= LONGEST_WAIT)
    attempts.failures = 0;
  else if (passed < wait)
    return (int) (wait - passed);
  attempts.failures++;
  attempts.last_at = now;
  return pfs_storage_put_attempts (storage, subject, &attempts, error) ? 0 : -1;
}

/* What is counted of an attempt, the first that is not allowed ends it. */
typedef enum {
  SUBJECT_LOGIN_HERE,
  SUBJECT_ADDRESS,
  SUBJECT_LOGIN,
  N_SUBJECTS,
  SUBJECT_MAIL_TO = N_SUBJECTS,
  SUBJECT_MAIL_FROM,
  SUBJECT_CODE,
  N_ALL_SUBJECTS
} Subject;

static const int limits[N_ALL_SUBJECTS] = {
  [SUBJECT_LOGIN_HERE] = LOGIN_HERE_ATTEMPTS, [SUBJECT_ADDRESS] = ADDRESS_ATTEMPTS,
  [SUBJECT_LOGIN] = LOGIN_ATTEMPTS,           [SUBJECT_MAIL_TO] = MAILS_TO_ONE,
  [SUBJECT_MAIL_FROM] = MAILS_FROM_HERE,      [SUBJECT_CODE] = CODE_ATTEMPTS,
};

/* Returns: whom an address stands for: of IPv6 the network, since a household has it whole. */
static char *
make_network (const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  g_autoptr (GInetAddress) network = NULL;
  guint8 bytes[16] = { 0 };

  if (parsed == NULL || g_inet_address_get_family (parsed) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);
  memcpy (bytes, g_inet_address_to_bytes (parsed), NETWORK_BYTES);
  /* Mapped addresses are of IPv4: their network is in the last bytes. */
  if (g_str_has_prefix (address, "::"))
    memcpy (bytes, g_inet_address_to_bytes (parsed), sizeof bytes);
  network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (network);
}

static char *
make_subject (Subject subject, const char *login, const char *address)
{
  g_autofree char *folded = g_utf8_casefold (login, -1);
  g_autofree char *network = make_network (address);

  switch (subject)
    {
    case SUBJECT_LOGIN_HERE:
      return g_strconcat ("login-at:", network, ":", folded, NULL);
    case SUBJECT_ADDRESS:
      return g_strconcat ("address:", network, NULL);
    case SUBJECT_MAIL_TO:
      return g_strconcat ("mail-to:", folded, NULL);
    case SUBJECT_MAIL_FROM:
      return g_strconcat ("mail-from:", network, NULL);
    case SUBJECT_CODE:
      return g_strconcat ("code:", network, NULL);
    default:
      return g_strconcat ("login:", folded, NULL);
    }
}

/* Counts for the subjects from @first to before @end. */
static int
count_subjects (PfsStorage *storage,
                int         first,
                int         end,
                const char *login,
                const char *address,
                PfMoment    now,
                GError    **error)
{
  int wait = 0;

  for (int i = first; wait == 0 && i < end; i++)
    {
      g_autofree char *subject = make_subject ((Subject) i, login, address);

      wait = count_attempt (storage, subject, limits[i], now, error);
    }
  return wait;
}

int
pfs_attempts_count (PfsStorage *storage,
                    const char *login,
                    const char *address,
                    PfMoment    now,
                    GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), -1);
  g_return_val_if_fail (login != NULL && address != NULL, -1);

  return count_subjects (storage, 0, N_SUBJECTS, login, address, now, error);
}

int
pfs_attempts_count_mail (PfsStorage *storage,
                         const char *email,
                         const char *address,
                         PfMoment    now,
                         GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), -1);
  g_return_val_if_fail (email != NULL && address != NULL, -1);

  return count_subjects (storage, SUBJECT_MAIL_TO, SUBJECT_CODE, email, address, now, error);
}

int
pfs_attempts_count_code (PfsStorage *storage, const char *address, PfMoment now, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), -1);
  g_return_val_if_fail (address != NULL, -1);

  return count_subjects (storage, SUBJECT_CODE, N_ALL_SUBJECTS, "", address, now, error);
}

gboolean
pfs_attempts_forgive_codes (PfsStorage *storage, const char *address, GError **error)
{
  g_autofree char *subject = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  subject = make_subject (SUBJECT_CODE, "", address);
  return pfs_storage_put_attempts (storage, subject, &(PfsAttempts){ .failures = 0 }, error);
}

gboolean
pfs_attempts_forgive (PfsStorage *storage, const char *login, const char *address, GError **error)
{
  g_autofree char *here = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (login != NULL && address != NULL, FALSE);

  here = make_subject (SUBJECT_LOGIN_HERE, login, address);
  if (!pfs_storage_put_attempts (storage, here, &(PfsAttempts){ .failures = 0 }, error))
    return FALSE;
  /* Of the others this attempt only: who guesses elsewhere does not get new tries by it. */
  for (int i = SUBJECT_ADDRESS; i < N_SUBJECTS; i++)
    {
      g_autofree char *subject = make_subject ((Subject) i, login, address);
      PfsAttempts attempts;

      if (!pfs_storage_load_attempts (storage, subject, &attempts, error))
        return FALSE;
      attempts.failures = MAX (attempts.failures - 1, 0);
      if (!pfs_storage_put_attempts (storage, subject, &attempts, error))
        return FALSE;
    }
  return TRUE;
}
