/* SPDX-License-Identifier: GPL-3.0-or-later
 * Authorities and certificates of a test, made by openssl. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Makes an authority: FOLDER/NAME.pem is what trusts it. */
void pf_test_authority_make (const char *folder, const char *name);
/** Returns: (transfer full): a certificate for @address ("IP:127.0.0.1", "DNS:town.localhost"),
 * good for @days from now, signed by @authority, which was made in @folder. */
GTlsCertificate *pf_test_certificate_make (const char *folder, const char *authority,
                                           const char *address, int days);

G_END_DECLS
