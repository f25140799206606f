/* SPDX-License-Identifier: GPL-3.0-or-later
 * The few functions behind the waiting macros. */
#include "config.h"

#include "pf-test-wait.h"

gboolean
pf_test_alarm_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_CONTINUE;
}

void
pf_test_async_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}
