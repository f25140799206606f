/* SPDX-License-Identifier: GPL-3.0-or-later
 * The accounts file: small, written whole, readable by its owner only. It holds no secret. */
#pragma once

#include "pf-account.h"

G_BEGIN_DECLS

/**
 * pf_accounts_file_read:
 * @error: told when the file was damaged and saved aside, or could not be read
 *
 * Returns: (transfer full) (element-type PfAccount): what could be read, always.
 */
GPtrArray *pf_accounts_file_read (const char *folder, GError **error);
/** Returns: FALSE with PF_ACCOUNT_ERROR_DISK; the file is then what it was before. */
gboolean pf_accounts_file_write (const char *folder, GPtrArray *accounts, GError **error);

G_END_DECLS
