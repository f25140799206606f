/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the session's own files share. */
#pragma once

#include "pf-contents.h"
#include "pf-session.h"

G_BEGIN_DECLS

PfStore *pf_session_get_store (PfSession *self);
PfContents *pf_session_get_contents (PfSession *self);

G_END_DECLS
