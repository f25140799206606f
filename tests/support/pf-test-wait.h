/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting in tests: for a condition or an asynchronous call, by running the main loop, never by
 * sleeping. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PF_TEST_PATIENCE_SECONDS 30

/** Runs the loop until @condition holds; the test fails after PF_TEST_PATIENCE_SECONDS. */
#define pf_test_wait_until(condition)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean pf_test_late = FALSE;                                                                 \
    guint pf_test_alarm =                                                                          \
        g_timeout_add_seconds (PF_TEST_PATIENCE_SECONDS, pf_test_alarm_cb, &pf_test_late);         \
    while (!(condition) && !pf_test_late)                                                          \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (pf_test_late)                                                                              \
      g_error ("%s:%d: waited too long for: %s", __FILE__, __LINE__, #condition);                  \
    g_source_remove (pf_test_alarm);                                                               \
  }                                                                                                \
  G_STMT_END

gboolean pf_test_alarm_cb (gpointer late);

/** A GAsyncReadyCallback whose data is a GAsyncResult **: it keeps the result. */
void pf_test_async_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * Calls an asynchronous function and waits: pf_test_await (pf_store_undo, store, NULL, error) calls
 * pf_store_undo_async (store, NULL, …) and evaluates to pf_store_undo_finish (store, result,
 * error).
 */
#define pf_test_await(function, self, error, ...)                                                  \
  ({                                                                                               \
    g_autoptr (GAsyncResult) pf_test_result = NULL;                                                \
    function##_async ((self), ##__VA_ARGS__, pf_test_async_cb, &pf_test_result);                   \
    pf_test_wait_until (pf_test_result != NULL);                                                   \
    function##_finish ((self), pf_test_result, (error));                                           \
  })

G_END_DECLS
