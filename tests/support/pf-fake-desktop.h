/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parts of a desktop that a program without a window talks to, on the test's own session bus:
 * notifications, and the portal that is asked for a start with the session. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PfFakeNotification: one that was shown. */
typedef struct {
  guint id;
  char *title;    /* (owned) */
  char *body;     /* (owned) */
  char **actions; /* (owned): key, label, key, label… */
  gboolean is_closed;
} PfFakeNotification;

typedef struct _PfFakeDesktop PfFakeDesktop;

/** Owns the names from now on; speaks in the thread-default main context. */
PfFakeDesktop *pf_fake_desktop_new (void);
void pf_fake_desktop_free (PfFakeDesktop *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfFakeDesktop, pf_fake_desktop_free)

/** Takes all notifications away, as if none had ever been shown. */
void pf_fake_desktop_clear (PfFakeDesktop *self);
/** Returns: how often something that begins with @title was shown. */
guint pf_fake_desktop_count (PfFakeDesktop *self, const char *title);
/** Returns: whether anything that was shown says @text. */
gboolean pf_fake_desktop_says (PfFakeDesktop *self, const char *text);
/** Returns: (transfer none) (nullable): the one that is on the screen and begins with @title. */
const PfFakeNotification *pf_fake_desktop_find (PfFakeDesktop *self, const char *title);
/** Presses the button of @notification called @label; NULL: the notification itself. */
void pf_fake_desktop_press (PfFakeDesktop *self, const PfFakeNotification *notification,
                            const char *label);

/** What the portal answers from now on: @response (0 = granted) after the call, or no such portal
 * where it is negative. */
void pf_fake_desktop_set_portal (PfFakeDesktop *self, int response);
/** Returns: (transfer none) (nullable): the options of the last RequestBackground. */
GVariant *pf_fake_desktop_get_request (PfFakeDesktop *self);

G_END_DECLS
