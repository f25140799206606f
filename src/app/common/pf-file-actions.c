/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fetching a file of the town's, then opening or saving it. */
#include "config.h"

#include "pf-file-actions.h"

#include "pf-error-text.h"
#include "pf-file-consent.h"
#include "pf-file-save.h"
#include "pf-file-wait.h"
#include "pf-toast.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define ACTION "pf-file-action"
#define SHOWN_AFTER 150 /* ms: what comes sooner would only flash */

/* One file on its way. */
typedef struct {
  GtkWidget *widget;    /* (owned) */
  PfSession *session;   /* (owned) */
  PfFileSource *source; /* (owned) */
  PfFileTaken taken;    /* (nullable): NULL: it is opened */
  char *name;
  PfDownload *download; /* (owned) (nullable) */

  GCancellable *cancellable; /* (owned) */
  PfFileWait *wait;          /* (owned) (nullable): once it takes long */
  guint timeout;
  goffset current;
  goffset total;
} Action;

static void
free_action (Action *action)
{
  g_clear_object (&action->widget);
  g_clear_object (&action->session);
  pf_file_source_free (action->source);
  g_free (action->name);
  g_clear_pointer (&action->download, pf_download_free);
  g_clear_object (&action->cancellable);
  g_free (action);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Action, free_action)

static void
tell_error (Action *action, const GError *error)
{
  g_autofree char *text = pf_error_text (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pf_toast_show (action->widget, text, NULL, NULL);
}

static GtkWindow *
get_window (Action *action)
{
  GtkRoot *root = gtk_widget_get_root (action->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Opening */

static void
remove_opened_cb (GApplication *application, char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
}

static void
free_path (gpointer path, GClosure *closure)
{
  g_free (path);
}

/* Returns: (transfer full): the file that was written, for its owner only, until the program ends.
 */
static GFile *
write_privately (Action *action, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("portail-famille-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, action->name, NULL) : NULL;
  gsize size;
  const char *data = g_bytes_get_data (action->download->bytes, &size);

  if (path == NULL ||
      !g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return NULL;
  if (g_application_get_default () != NULL)
    g_signal_connect_data (g_application_get_default (), "shutdown", G_CALLBACK (remove_opened_cb),
                           g_strdup (path), free_path, G_CONNECT_AFTER);
  return g_file_new_for_path (path);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Action) action = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    pf_toast_show (action->widget,
                   _("No program on this computer opens this file. Save it instead."), NULL, NULL);
}

static void
open_download (Action *action)
{
  g_autoptr (Action) owned = action;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = write_privately (action, &error);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  GtkWindow *window = get_window (action);

  if (uri == NULL)
    tell_error (action, error);
  else if (window != NULL)
    gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, shown_cb, g_steal_pointer (&owned));
}

/* Fetching */

static gboolean
wait_cb (gpointer user_data)
{
  Action *action = user_data;

  action->timeout = 0;
  if (gtk_widget_get_root (action->widget) != NULL)
    {
      action->wait = pf_file_wait_new (action->widget, action->name, action->cancellable);
      pf_file_wait_set_progress (action->wait, action->current, action->total);
    }
  return G_SOURCE_REMOVE;
}

static void
progress_cb (goffset current, goffset total, gpointer user_data)
{
  Action *action = user_data;

  action->current = current;
  action->total = total;
  if (action->wait != NULL)
    pf_file_wait_set_progress (action->wait, current, total);
}

static void
end_waiting (Action *action)
{
  g_clear_handle_id (&action->timeout, g_source_remove);
  if (action->wait != NULL)
    pf_file_wait_end (action->wait);
  g_clear_object (&action->wait);
  g_object_set_data (G_OBJECT (action->widget), ACTION, NULL);
}

static void
save_taken (GtkWidget *widget, const char *name, GBytes *bytes)
{
  pf_file_save (widget, bytes, name);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Action) action = user_data;
  g_autoptr (GError) error = NULL;

  action->download = pf_session_fetch_file_finish (PF_SESSION (source), result, &error);
  end_waiting (action);
  if (action->download == NULL)
    {
      tell_error (action, error);
      return;
    }
  if (action->download->name != NULL)
    {
      g_free (action->name);
      action->name = g_strdup (action->download->name);
    }
  if (gtk_widget_get_root (action->widget) == NULL)
    return;
  if (action->taken != NULL)
    action->taken (action->widget, action->name, action->download->bytes);
  else
    {
      pf_file_consent_ask (action->widget, action->session, action->source,
                           action->download->bytes);
      open_download (g_steal_pointer (&action));
    }
}

static void
fetch (GtkWidget *widget, PfSession *session, const PfFileSource *file, PfFileTaken taken)
{
  Action *action;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_SESSION (session));
  g_return_if_fail (file != NULL && file->id != NULL && file->name != NULL);

  if (g_object_get_data (G_OBJECT (widget), ACTION) != NULL)
    return;
  action = g_new0 (Action, 1);
  action->widget = g_object_ref (widget);
  action->session = g_object_ref (session);
  action->source = pf_file_source_copy (file);
  action->taken = taken;
  /* A name cannot lead out of the folder. */
  action->name = g_path_get_basename (file->name);
  action->cancellable = g_cancellable_new ();
  action->timeout = g_timeout_add (SHOWN_AFTER, wait_cb, action);
  g_object_set_data (G_OBJECT (widget), ACTION, action);
  pf_session_fetch_file_async (session, file, progress_cb, action, action->cancellable, fetched_cb,
                               action);
}

void
pf_file_actions_open (GtkWidget *widget, PfSession *session, const PfFileSource *file)
{
  fetch (widget, session, file, NULL);
}

void
pf_file_actions_take (GtkWidget          *widget,
                      PfSession          *session,
                      const PfFileSource *file,
                      PfFileTaken         taken)
{
  g_return_if_fail (taken != NULL);

  fetch (widget, session, file, taken);
}

void
pf_file_actions_save (GtkWidget *widget, PfSession *session, const PfFileSource *file)
{
  fetch (widget, session, file, save_taken);
}
