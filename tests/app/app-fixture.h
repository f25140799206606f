/* SPDX-License-Identifier: GPL-3.0-or-later
 * The real application in this process: a test runs beside its main loop, finds its widgets and
 * uses them. */
#pragma once

#include "pf-test-wait.h"
#include "pf-window.h"

G_BEGIN_DECLS

typedef void (*AppTest) (PfWindow *window, gpointer user_data);

/** Starts the app as "portail-famille ARGUMENT…" (NULL at the end), runs @test, and quits. What it
 * keeps stays until app_forget_all(). */
void app_run (AppTest test, gpointer user_data, ...) G_GNUC_NULL_TERMINATED;
/** Removes all that the app has kept so far. */
void app_forget_all (void);
PfHub *app_get_hub (PfWindow *window);

/** Returns: (transfer none) (nullable): the first widget of @type under @root, depth first. */
gpointer app_find (gpointer root, GType type);
/** Returns: (transfer none): the child named @name in the template of the first @type under
 * @root. */
gpointer app_find_child (gpointer root, GType type, const char *name);
/** Returns: (transfer none) (nullable): the visible button under @root that shows @label. */
GtkWidget *app_find_button (gpointer root, const char *label);
/** Presses the button under @root that shows @label; it must be there and sensitive. */
void app_press (gpointer root, const char *label);
/** Returns: whether a label under @root is mapped and contains @text. */
gboolean app_shows (gpointer root, const char *text);
/** Waits until the window has a size and has been drawn. */
void app_wait_for_frame (gpointer window);

/** Signs in to the town at @uri through the welcome page, and waits until the plan is in sync. */
void app_sign_in (PfWindow *window, const char *uri, const char *login, const char *password);

G_END_DECLS
