/* SPDX-License-Identifier: GPL-3.0-or-later
 * Versions, surroundings, and of each town only numbers: whatever a family, a town or a computer is
 * called is not asked for here. An error is told by its code, for its words may name a host. */
#include "config.h"

#include "pf-troubleshooting.h"

#include "pf-sandbox.h"
#include "pf-store-facts.h"
#include "pf-town-services.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

G_GNUC_PRINTF (3, 4)
static void
add (GString *text, const char *label, const char *format, ...)
{
  g_autofree char *value = NULL;
  va_list arguments;

  va_start (arguments, format);
  value = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: what is told, then what it is: "Language: fr". */
  g_string_append_printf (text, C_("troubleshooting", "%1$s: %2$s"), label, value);
  g_string_append_c (text, '\n');
}

static void
add_versions (GString *text)
{
  g_autofree char *soup = pf_town_services_dup_library_version ();

  add (text, "Portail Famille", "%s", PACKAGE_VERSION);
  add (text, "GTK", "%u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (),
       gtk_get_micro_version ());
  add (text, "libadwaita", "%u.%u.%u", adw_get_major_version (), adw_get_minor_version (),
       adw_get_micro_version ());
  add (text, "GLib", "%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
  add (text, "libsoup", "%s", soup);
  add (text, "SQLite", "%s", pf_store_get_library_version ());
}

/* Returns: "X11" of "GdkX11Display". */
static char *
name_backend (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GString) name =
      g_string_new (display != NULL ? G_OBJECT_TYPE_NAME (display) : _("none"));

  g_string_replace (name, "Gdk", "", 1);
  g_string_replace (name, "Display", "", 1);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
add_surroundings (GString *text, GtkWidget *widget)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *backend = name_backend ();
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  GtkNative *native = widget != NULL ? gtk_widget_get_native (widget) : NULL;
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  add (text, _("Operating system"), "%s", system != NULL ? system : _("unknown"));
  add (text, _("Desktop"), "%s", desktop != NULL ? desktop : _("unknown"));
  add (text, _("Flatpak"), "%s", pf_sandbox_is_on () ? _("yes") : _("no"));
  add (text, _("Language"), "%s", g_get_language_names ()[0]);
  add (text, _("Display"), "%s", backend);
  add (text, _("Drawn by"), "%s", renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : _("unknown"));
}

/* What stands in the way of a sync, as whoever knows the program can look it up. */
static void
add_state (GString *text, PfSession *session)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (PF_TYPE_SYNC_STATE);
  const GEnumValue *state = g_enum_get_value (states, (int) pf_session_get_sync_state (session));
  const GError *error = pf_session_get_sync_error (session);

  add (text, _("Synchronisation"), "%s", state->value_nick);
  if (error != NULL)
    add (text, _("Error"), "%s %d", g_quark_to_string (error->domain), error->code);
}

static void
add_outbox (GString *text, PfSession *session)
{
  GListModel *intents = pf_session_get_outbox (session);
  GListModel *written = pf_session_get_submissions (session);
  guint days[PF_INTENT_SETTLED + 1] = { 0 };
  guint texts[PF_SUBMISSION_STATE_SETTLED + 1] = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (intents); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (intents, i);

      days[intent->state]++;
    }
  for (guint i = 0; i < g_list_model_get_n_items (written); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (written, i);

      texts[submission->state]++;
    }
  add (text, _("Days in the outbox (drafts, waiting, answered)"), "%u, %u, %u",
       days[PF_INTENT_DRAFT], days[PF_INTENT_QUEUED], days[PF_INTENT_SETTLED]);
  add (text, _("Texts in the outbox (drafts, waiting, answered)"), "%u, %u, %u",
       texts[PF_SUBMISSION_STATE_DRAFT], texts[PF_SUBMISSION_STATE_QUEUED],
       texts[PF_SUBMISSION_STATE_SETTLED]);
}

static void
add_town (GString *text, PfHub *hub, guint number, PfSession *session)
{
  PfAccount *account = pf_hub_get_account (hub, session);
  guint64 bytes = account != NULL ? pf_store_measure_cache (pf_account_get_folder (account)) : 0;
  g_autofree char *size = g_format_size (bytes);

  g_string_append_c (text, '\n');
  /* Translators: a heading over what is told of the first town, the second … */
  g_string_append_printf (text, _("Town %u"), number);
  g_string_append_c (text, '\n');
  add_state (text, session);
  add (text, _("Cache"), "%s", size);
  add_outbox (text, session);
}

char *
pf_troubleshooting_describe (PfHub *hub, GtkWidget *widget)
{
  GListModel *sessions = pf_hub_get_sessions (hub);
  guint n_sessions = g_list_model_get_n_items (sessions);
  GString *text = g_string_new (NULL);

  add_versions (text);
  g_string_append_c (text, '\n');
  add_surroundings (text, widget);
  add (text, _("Number of towns"), "%u", n_sessions);
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      add_town (text, hub, i + 1, session);
    }
  return g_string_free (text, FALSE);
}
