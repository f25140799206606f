/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fills libadwaita's window. */
#include "config.h"

#include "pf-about.h"

#include "pf-troubleshooting.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define HOME_PAGE "https://portail-famille.example.org/"
#define AUTHORS "The Portail Famille authors"

/* What the program stands on: name, licence, where it comes from. */
static const char *const foundations[] = {
  "GLib (LGPL-2.1+) https://gitlab.gnome.org/GNOME/glib",
  "GTK (LGPL-2.1+) https://www.gtk.org/",
  "libadwaita (LGPL-2.1+) https://gnome.pages.gitlab.gnome.org/libadwaita/",
  "libsoup (LGPL-2.0+) https://libsoup.gnome.org/",
  "JSON-GLib (LGPL-2.1+) https://gnome.pages.gitlab.gnome.org/json-glib/",
  "libsecret (LGPL-2.1+) https://gnome.pages.gitlab.gnome.org/libsecret/",
  "libsodium (ISC) https://libsodium.org/",
  "SQLite (public domain) https://www.sqlite.org/",
  NULL,
};

void
pf_about_present (GtkWindow *parent, PfHub *hub)
{
  static const char *const developers[] = { AUTHORS, NULL };
  g_autofree char *troubleshooting = pf_troubleshooting_describe (hub, GTK_WIDGET (parent));
  GtkWidget *window =
      g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "application-name",
                    _("Portail Famille"), "application-icon", APPLICATION_ID, "version",
                    PACKAGE_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "developer-name", AUTHORS,
                    "developers", developers, "copyright", "© 2026 " AUTHORS, "website", HOME_PAGE,
                    "issue-url", HOME_PAGE "issues", "debug-info", troubleshooting,
                    "debug-info-filename", "portail-famille.txt", "comments",
                    _("Every day of every child at the town’s canteen, nursery and leisure centre"),
                    /* Translators: your names, one a line. */
                    "translator-credits", _("translator-credits"), NULL);

  adw_about_window_add_credit_section (ADW_ABOUT_WINDOW (window), _("Made With"),
                                       (const char **) foundations);
  gtk_window_present (GTK_WINDOW (window));
}
