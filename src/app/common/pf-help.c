/* SPDX-License-Identifier: GPL-3.0-or-later
 * The help page of what is on the screen. */
#include "config.h"

#include "pf-help.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define FIRST_HELP_PAGE "index"

/* What is on the screen, and the file of help/C about it. */
static const struct {
  const char *shown;
  const char *id;
} table[] = {
  { PF_HELP_WELCOME, "sign-in" },
  { "home", "home" },
  { "planning", "book-day" },
  { "basket", "basket" },
  { "children", "child-sheet" },
  { "enrolments", "enrol" },
  { "documents", "documents" },
  { "invoices", "pay" },
  { "messages", "messages" },
  { "requests", "requests" },
  { "news", "news" },
  { "menus", "menus" },
  { "household", "household" },
  { "search", "search" },
  { "PfAccountDialog", "account" },
  { "PfDayWindow", "book-day" },
  { "PfDocumentDialog", "documents" },
  { "PfEnrolmentWizard", "enrol" },
  { "PfPatternDialog", "book-month" },
  { "PfPreferencesWindow", "reminders" },
  { "PfSignInDialog", "sign-in" },
  { "PfTableDialog", "tables" },
  { "PfCalendarDialog", "calendar" },
  { "GtkPrintUnixDialog", "print" },
  { "GtkShortcutsWindow", "keyboard" },
};

const char *
pf_help_get_id (const char *shown)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (table[i].shown, shown) == 0)
      return table[i].id;
  return NULL;
}

static void
tell_that_none_opens (GtkWindow *window)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (window, _("The Help Cannot Be Opened"),
                              _("No program on this computer shows help pages. Install one, such "
                                "as Yelp, GNOME’s help viewer, then try again.")));

  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = GTK_WINDOW (g_object_ref (source));
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (window, result, &error))
    return;
  g_debug ("The help was not opened: %s", error->message);
  if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    tell_that_none_opens (window);
}

void
pf_help_show (GtkWindow *window, const char *id)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));

  uri = g_strdup_printf ("help:%s/%s", GETTEXT_PACKAGE, id != NULL ? id : FIRST_HELP_PAGE);
  gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, shown_cb, NULL);
}
