/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the town stumbles over: how often each thing that was sent got no answer that makes sense,
 * and since when. No I/O, no clock; nothing of it outlives the process. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many failures, or so long since the first: then the family is offered a way out. */
#define PF_STUMBLES_MANY 5
#define PF_STUMBLES_LONG_US ((gint64) 60 * 60 * G_USEC_PER_SEC)

typedef struct _PfStumbles PfStumbles;

PfStumbles *pf_stumbles_new (void);
void pf_stumbles_free (PfStumbles *stumbles);

/** Returns: whether @error, of what was sent, means that the town stumbled over it: it may have
 * done it, and may do other things well. */
gboolean pf_stumbles_is_one (const GError *error);
/** A new run: each thing is worth one more try. */
void pf_stumbles_begin_run (PfStumbles *stumbles);
/** The town stumbled over what was sent with @key. @now_us: monotonic. */
void pf_stumbles_add (PfStumbles *stumbles, const char *key, gint64 now_us);
/** @key was answered, or given up. */
void pf_stumbles_forget (PfStumbles *stumbles, const char *key);
/** Returns: whether @key was tried in vain in this run. */
gboolean pf_stumbles_has_failed (PfStumbles *stumbles, const char *key);
/** Returns: whether it failed so often, or for so long, that it may never succeed. */
gboolean pf_stumbles_is_stuck (PfStumbles *stumbles, const char *key, gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfStumbles, pf_stumbles_free)

G_END_DECLS
