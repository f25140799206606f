/* SPDX-License-Identifier: GPL-3.0-or-later
 * Looks for the file that Flatpak puts into each sandbox. */
#include "config.h"

#include "pf-sandbox.h"

gboolean
pf_sandbox_is_on (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
