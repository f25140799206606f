/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is sealed begins with its nonce; the key is kept out of swap and core files. */
#include "config.h"

#include "pf-seal.h"

#include <sodium.h>
#include <string.h>

#define BLOCK 256 /* sizes are rounded up to it */
#define OVERHEAD (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)

G_STATIC_ASSERT (PF_SEAL_KEY_SIZE == crypto_secretbox_KEYBYTES);

struct _PfSeal {
  guint8 *key; /* (owned) */
};

PfSeal *
pf_seal_new (GBytes *key)
{
  PfSeal *seal;

  g_return_val_if_fail (key == NULL || g_bytes_get_size (key) == PF_SEAL_KEY_SIZE, NULL);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  seal = g_new0 (PfSeal, 1);
  seal->key = sodium_malloc (PF_SEAL_KEY_SIZE);
  if (seal->key == NULL)
    g_error ("no memory for a key");
  if (key != NULL)
    memcpy (seal->key, g_bytes_get_data (key, NULL), PF_SEAL_KEY_SIZE);
  else
    randombytes_buf (seal->key, PF_SEAL_KEY_SIZE);
  return seal;
}

void
pf_seal_free (PfSeal *seal)
{
  if (seal == NULL)
    return;
  sodium_free (seal->key);
  g_free (seal);
}

gboolean
pf_seal_has_key (PfSeal *seal, GBytes *key)
{
  return g_bytes_get_size (key) == PF_SEAL_KEY_SIZE &&
         sodium_memcmp (seal->key, g_bytes_get_data (key, NULL), PF_SEAL_KEY_SIZE) == 0;
}

GBytes *
pf_seal_close (PfSeal *seal, GBytes *plain)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (plain, &size);
  gsize room = (size / BLOCK + 1) * BLOCK, padded;
  g_autofree guint8 *buffer = g_malloc (room);
  guint8 *sealed = g_malloc (room + OVERHEAD);

  if (size > 0)
    memcpy (buffer, data, size);
  if (sodium_pad (&padded, buffer, size, BLOCK, room) != 0)
    g_assert_not_reached ();
  randombytes_buf (sealed, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (sealed + crypto_secretbox_NONCEBYTES, buffer, padded, sealed, seal->key);
  sodium_memzero (buffer, room);
  return g_bytes_new_take (sealed, padded + OVERHEAD);
}

GBytes *
pf_seal_open (PfSeal *seal, GBytes *sealed)
{
  gsize size, length;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  g_autofree guint8 *plain = NULL;

  if (size <= OVERHEAD)
    return NULL;
  plain = g_malloc (size - OVERHEAD);
  if (crypto_secretbox_open_easy (plain, data + crypto_secretbox_NONCEBYTES,
                                  size - crypto_secretbox_NONCEBYTES, data, seal->key) != 0 ||
      sodium_unpad (&length, plain, size - OVERHEAD, BLOCK) != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&plain), length);
}
