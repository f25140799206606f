/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tasks that wait for one shared operation, each free to give up alone. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PfWaiters PfWaiters;

PfWaiters *pf_waiters_new (void);
void pf_waiters_free (PfWaiters *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfWaiters, pf_waiters_free)
/**
 * Makes @task (transfer full) wait; once its cancellable is cancelled it returns
 * G_IO_ERROR_CANCELLED by itself.
 */
void pf_waiters_add (PfWaiters *self, GTask *task);
/** Ends every waiting task: TRUE, or a copy of @error. */
void pf_waiters_end (PfWaiters *self, const GError *error);

G_END_DECLS
