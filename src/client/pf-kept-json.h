/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading the JSON that this device wrote itself, and that may have been damaged since. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): the text of @member; NULL for what is none. */
const char *pf_kept_json_get_text (JsonObject *object, const char *member);

G_END_DECLS
