/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialog: a file to save, a switch, and the path of each town's file. */
#include "config.h"

#include "pf-calendar-dialog.h"

#include <glib/gi18n-lib.h>

#include "common/pf-sandbox.h"
#include "common/pf-toast.h"
#include "pf-plan-export.h"
#include "pf-plan-follower.h"

#define RESOURCE "/org/example/PortailFamille/planning/pf-calendar-dialog.ui"

struct _PfCalendarDialog {
  AdwWindow parent_instance;

  PfHub *hub;      /* (owned) */
  GPtrArray *rows; /* (owned) (element-type GtkWidget): of the towns */

  AdwPreferencesGroup *files_group;
  GtkWidget *sandbox_label;
  GtkSwitch *active_switch;
};

G_DEFINE_FINAL_TYPE (PfCalendarDialog, pf_calendar_dialog, ADW_TYPE_WINDOW)

/* The chooser lies over us, and we tell what came of it. */
static void
save_cb (PfCalendarDialog *self)
{
  pf_plan_export_calendar (GTK_WIDGET (self->active_switch), self->hub);
}

static void
copy_cb (GtkWidget *button, const char *path)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), path);
  pf_toast_show (button, _("The path is copied: paste it into your calendar program"), NULL, NULL);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) button = user_data;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL))
    pf_toast_show (button, _("No program on this computer opens calendars"), NULL, NULL);
}

static void
open_cb (GtkWidget *button, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (button)), uri, GDK_CURRENT_TIME, NULL,
                       opened_cb, g_object_ref (button));
}

static void
free_path (gpointer path, GClosure *closure)
{
  g_free (path);
}

static void
add_button (GtkWidget  *row,
            const char *icon_name,
            const char *label,
            GCallback   callback,
            const char *path)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", callback, g_strdup (path), free_path, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_row (PfCalendarDialog *self, PfAccount *account)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *path = pf_plan_follower_get_path (account);
  const char *name = pf_account_get_town_name (account);
  g_autofree char *title =
      g_markup_escape_text (name != NULL ? name : pf_account_get_uri (account), -1);
  g_autofree char *subtitle = g_markup_escape_text (path, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  add_button (row, "edit-copy-symbolic", _("Copy Path"), G_CALLBACK (copy_cb), path);
  add_button (row, "document-open-symbolic", _("Open"), G_CALLBACK (open_cb), path);
  g_object_set_data_full (G_OBJECT (row), "pf-path", g_steal_pointer (&path), g_free);
  adw_preferences_group_add (self->files_group, row);
  g_ptr_array_add (self->rows, row);
}

/* A file can be opened once it is there. */
static void
update_rows (PfCalendarDialog *self)
{
  gboolean is_active = pf_plan_follower_get_active (pf_plan_follower_get (self->hub));

  gtk_widget_set_visible (self->sandbox_label, is_active && pf_sandbox_is_on ());
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      const char *path = g_object_get_data (G_OBJECT (row), "pf-path");

      gtk_widget_set_visible (row, is_active);
      gtk_widget_set_sensitive (row, g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
pf_calendar_dialog_dispose (GObject *object)
{
  PfCalendarDialog *self = PF_CALENDAR_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_calendar_dialog_parent_class)->dispose (object);
}

static void
pf_calendar_dialog_class_init (PfCalendarDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_calendar_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE);
  gtk_widget_class_bind_template_child (widget_class, PfCalendarDialog, files_group);
  gtk_widget_class_bind_template_child (widget_class, PfCalendarDialog, sandbox_label);
  gtk_widget_class_bind_template_child (widget_class, PfCalendarDialog, active_switch);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pf_calendar_dialog_init (PfCalendarDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

PfCalendarDialog *
pf_calendar_dialog_new (GtkWindow *window, PfHub *hub)
{
  PfCalendarDialog *self;
  PfPlanFollower *follower;
  GListModel *accounts;

  g_return_val_if_fail (GTK_IS_WINDOW (window) && PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_CALENDAR_DIALOG, "transient-for", window, NULL);
  self->hub = g_object_ref (hub);
  accounts = G_LIST_MODEL (pf_hub_get_accounts (hub));
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (accounts, i);

      add_row (self, account);
    }
  follower = pf_plan_follower_get (hub);
  g_object_bind_property (follower, "active", self->active_switch, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (follower, "notify::active", G_CALLBACK (update_rows), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (follower, "written", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  update_rows (self);
  return self;
}
