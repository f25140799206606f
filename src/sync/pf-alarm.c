/* SPDX-License-Identifier: GPL-3.0-or-later
 * Alarms are the kernel's, of the clock that people read. */
#include "config.h"

#include "pf-alarm.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define FALLBACK 60 /* seconds, where the kernel has no alarm left */

typedef struct {
  int fd; /* -1: none */
  GSourceOnceFunc callback;
  gpointer user_data;
} Alarm;

static void
alarm_free (gpointer data)
{
  Alarm *alarm = data;

  if (alarm->fd >= 0)
    close (alarm->fd);
  g_free (alarm);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Alarm *alarm = user_data;

  alarm->callback (alarm->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  guint64 n_expired;

  /* Reading fails where the clock was set, which is a reason to look as well. */
  if (read (fd, &n_expired, sizeof n_expired) < 0 && errno == EAGAIN)
    return G_SOURCE_CONTINUE;
  return timeout_cb (user_data);
}

static int
open_timer (PfMoment at)
{
  struct itimerspec when = { .it_value.tv_sec = (time_t) MAX (at, 1) };
  int fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);

  if (fd < 0 || timerfd_settime (fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) == 0)
    return fd;
  close (fd);
  return -1;
}

guint
pf_alarm_add (PfMoment at, GSourceOnceFunc callback, gpointer user_data)
{
  Alarm *alarm = g_new (Alarm, 1);
  g_autoptr (GSource) source = NULL;

  *alarm = (Alarm){ .fd = open_timer (at), .callback = callback, .user_data = user_data };
  if (alarm->fd >= 0)
    {
      source = g_unix_fd_source_new (alarm->fd, G_IO_IN);
      g_source_set_callback (source, G_SOURCE_FUNC (ready_cb), alarm, alarm_free);
    }
  else
    {
      g_warning ("No alarm can be set: %s", g_strerror (errno));
      source = g_timeout_source_new_seconds (FALLBACK);
      g_source_set_callback (source, timeout_cb, alarm, alarm_free);
    }
  g_source_set_static_name (source, "PfAlarm");
  return g_source_attach (source, g_main_context_get_thread_default ());
}
