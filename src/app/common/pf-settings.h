/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the person prefers, which outlasts the run. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): the settings; NULL where their schema is not installed, or
 * is one of another release that does not have @key. */
GSettings *pf_settings_open (const char *key);

G_END_DECLS
