/* SPDX-License-Identifier: GPL-3.0-or-later
 * A seal: bytes as only the holder of one key can read them (libsodium's secretbox). Knows no
 * file and no keyring. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PF_SEAL_KEY_SIZE 32

typedef struct _PfSeal PfSeal;

/** @key: (nullable): PF_SEAL_KEY_SIZE bytes; NULL for a random one that goes with the seal. */
PfSeal *pf_seal_new (GBytes *key);
void pf_seal_free (PfSeal *seal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfSeal, pf_seal_free)

/** Returns: whether @key is the key of @seal. */
gboolean pf_seal_has_key (PfSeal *seal, GBytes *key);
/** Returns: (transfer full): @plain under a nonce of its own; its size is rounded up, so that it
 * does not tell a "yes" from a "no". */
GBytes *pf_seal_close (PfSeal *seal, GBytes *plain);
/** Returns: (transfer full) (nullable): what pf_seal_close() was given; NULL where another key
 * closed it, or where it is not what it was. */
GBytes *pf_seal_open (PfSeal *seal, GBytes *sealed);

G_END_DECLS
