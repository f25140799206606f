/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keyring daemon of a test's own bus, which with-keyring and with-display start. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Locks its login collection, as a screen lock may. */
void pf_test_keyring_lock (void);

G_END_DECLS
