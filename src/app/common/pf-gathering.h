/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathering: one #GTask over several calls that run side by side. It ends when the last has ended:
 * with the first error, or with the sum. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Returns: (transfer full): a task that stays open until pf_gathering_end() is called once for
 * itself and once for each pf_gathering_add().
 */
GTask *pf_gathering_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
/** One more call begins. Returns: (transfer full): the task, for the call's user data. */
GTask *pf_gathering_add (GTask *task);
/** One call has ended with @count (negative counts as 0) or @error (nullable). */
void pf_gathering_end (GTask *task, int count, const GError *error);
/** Returns: the sum of the counts, -1 with @error. */
int pf_gathering_finish (GAsyncResult *result, gpointer source, GError **error);

G_END_DECLS
