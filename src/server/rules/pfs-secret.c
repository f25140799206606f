/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets and their hashes. They are random, so a plain hash guards them. */
#include "config.h"

#include "pfs-secret.h"

#include <sodium.h>
#include <string.h>

#include "pf-account-form.h"

#define SECRET_BYTES 32

char *
pfs_secret_make (void)
{
  unsigned char random[SECRET_BYTES];
  gsize size = sodium_base64_encoded_len (sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *secret = g_malloc (size);

  randombytes_buf (random, sizeof random);
  sodium_bin2base64 (secret, size, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (random, sizeof random);
  return secret;
}

char *
pfs_secret_make_characters (guint n)
{
  const char *alphabet = PF_ACCOUNT_CODE_ALPHABET;
  char *characters = g_malloc0 (n + 1);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this machine");
  for (guint i = 0; i < n; i++)
    characters[i] = alphabet[randombytes_uniform (strlen (alphabet))];
  return characters;
}

GBytes *
pfs_secret_hash (const char *secret)
{
  unsigned char *hash;

  g_return_val_if_fail (secret != NULL, NULL);

  hash = g_malloc (crypto_generichash_BYTES);
  crypto_generichash (hash, crypto_generichash_BYTES, (const unsigned char *) secret,
                      strlen (secret), NULL, 0);
  return g_bytes_new_take (hash, crypto_generichash_BYTES);
}
