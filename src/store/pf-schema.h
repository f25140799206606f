/* SPDX-License-Identifier: GPL-3.0-or-later
 * The two files' schemas, as the migrations that lead to them. A released migration never changes;
 * a new one is added below it. */
#pragma once

#include "pf-db.h"

G_BEGIN_DECLS

extern const PfDbKind pf_cache_kind;
extern const PfDbKind pf_outbox_kind;

G_END_DECLS
