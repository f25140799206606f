/* SPDX-License-Identifier: GPL-3.0-or-later
 * The real application in this process, for tests. */
#include "config.h"

#include "app-fixture.h"

#include "pf-application.h"
#include "pf-fake-desktop.h"
#include "pf-test-family.h"
#include "welcome/pf-sign-in.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GApplication *application;
  AppTest test;
  gpointer user_data;
} Run;

static PfFakeDesktop *desktop;

static PfWindow *
find_window (GApplication *application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (; windows != NULL; windows = windows->next)
    if (PF_IS_WINDOW (windows->data))
      return windows->data;
  return NULL;
}

static gboolean
run_test_cb (gpointer user_data)
{
  Run *run = user_data;
  PfWindow *window = find_window (run->application);

  g_assert_nonnull (window);
  run->test (window, run->user_data);
  window = find_window (run->application);
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

void
app_run (AppTest test, gpointer user_data, ...)
{
  g_autoptr (PfApplication) application = pf_application_new ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  Run run = { G_APPLICATION (application), test, user_data };
  va_list list;
  char *argument;

  /* Somebody has to take what the app tells of, in all runs. */
  if (desktop == NULL)
    desktop = pf_fake_desktop_new ();

  g_ptr_array_add (arguments, (char *) "portail-famille");
  va_start (list, user_data);
  while ((argument = va_arg (list, char *)) != NULL)
    g_ptr_array_add (arguments, argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_application_set_flags (run.application,
                           g_application_get_flags (run.application) | G_APPLICATION_NON_UNIQUE);
  g_idle_add_full (G_PRIORITY_LOW, run_test_cb, &run, NULL);
  g_assert_cmpint (
      g_application_run (run.application, arguments->len - 1, (char **) arguments->pdata), ==, 0);
}

void
app_forget_all (void)
{
  pf_test_remove_folder (g_build_filename (g_get_user_data_dir (), "portail-famille", NULL));
}

PfHub *
app_get_hub (PfWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  return pf_application_get_hub (PF_APPLICATION (application));
}

gpointer
app_find (gpointer root, GType type)
{
  GtkWidget *child;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = app_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
app_find_child (gpointer root, GType type, const char *name)
{
  gpointer widget = app_find (root, type);
  gpointer child;

  g_assert_nonnull (widget);
  child = gtk_widget_get_template_child (widget, type, name);
  g_assert_nonnull (child);
  return child;
}

GtkWidget *
app_find_button (gpointer root, const char *label)
{
  GtkWidget *child, *found;

  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (gtk_button_get_label (root), label) == 0)
    return root;
  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if ((found = app_find_button (child, label)) != NULL)
      return found;
  return NULL;
}

void
app_press (gpointer root, const char *label)
{
  GtkWidget *button = app_find_button (root, label);

  if (button == NULL || !gtk_widget_is_sensitive (button))
    g_error ("There is no button “%s” to press", label);
  g_signal_emit_by_name (button, "clicked");
}

gboolean
app_shows (gpointer root, const char *text)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (root))
    return gtk_widget_get_mapped (root) && strstr (gtk_label_get_text (root), text) != NULL;
  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (app_shows (child, text))
      return TRUE;
  return FALSE;
}

static void
painted_cb (GdkFrameClock *clock, gboolean *is_painted)
{
  *is_painted = TRUE;
}

void
app_wait_for_frame (gpointer window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean is_painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);

  gtk_widget_queue_draw (window);
  pf_test_wait_until (is_painted);
  g_signal_handler_disconnect (clock, handler);
}

void
app_sign_in (PfWindow *window, const char *uri, const char *login, const char *password)
{
  gtk_editable_set_text (app_find_child (window, PF_TYPE_SIGN_IN, "address_row"), uri);
  app_press (window, _("Continue"));
  pf_test_wait_until (app_find_button (window, _("Sign In")) != NULL);
  gtk_editable_set_text (app_find_child (window, PF_TYPE_SIGN_IN, "login_row"), login);
  gtk_editable_set_text (app_find_child (window, PF_TYPE_SIGN_IN, "password_row"), password);
  app_press (window, _("Sign In"));
  pf_test_wait_until (pf_hub_get_sync_state (app_get_hub (window)) == PF_SYNC_IDLE);
}
