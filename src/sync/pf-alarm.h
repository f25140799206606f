/* SPDX-License-Identifier: GPL-3.0-or-later
 * An alarm at a moment of the machine's clock: on time after the machine slept, and early where its
 * clock was set. Nothing runs until then. */
#pragma once

#include "pf-moment.h"

G_BEGIN_DECLS

/**
 * pf_alarm_add:
 * @at: by the machine's own clock; a moment that is over comes at once
 *
 * Calls @callback once, in the thread-default main context, at @at or as soon as the machine's
 * clock was set, whichever is first: who is called looks at the clock and, if need be, sets another
 * alarm.
 *
 * Returns: the source's id, to be removed with g_source_remove() before the callback.
 */
guint pf_alarm_add (PfMoment at, GSourceOnceFunc callback, gpointer user_data);

G_END_DECLS
