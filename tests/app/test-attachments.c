/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that are dropped on a place to attach them: taken as those that are chosen, and as well
 * explained where they are not. */
#include "config.h"

#include "app-fixture.h"
#include "common/pf-attachments.h"
#include "pf-test-family.h"
#include "pf-test-town.h"

#define PDF "%PDF-1.4\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

/* What takes drops on @widget. */
static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the widget keeps it */
    }
  g_assert_not_reached ();
}

/* Drops @value as a file manager or a browser would. Returns: whether it was taken. */
static gboolean
drop (GtkWidget *widget, const GValue *value)
{
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (find_drop_target (widget), "drop", value, 1.0, 1.0, &is_taken);
  return is_taken;
}

static gboolean
drop_files (GtkWidget *widget, char **paths)
{
  GValue value = G_VALUE_INIT;
  GSList *files = NULL;
  gboolean is_taken;

  for (char **path = paths; *path != NULL; path++)
    files = g_slist_append (files, g_file_new_for_path (*path));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, files);
  is_taken = drop (widget, &value);
  g_value_unset (&value);
  return is_taken;
}

static char *
write_file (const char *folder, const char *name, const char *contents)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return path;
}

/* A window of its own with nothing but the place. Returns: (transfer none): it goes with @window.
 */
static PfAttachments *
show_place (PfSession *session, GtkWidget **window)
{
  PfAttachments *place = g_object_new (PF_TYPE_ATTACHMENTS, NULL);

  *window = gtk_window_new ();
  pf_attachments_set_session (place, session);
  pf_attachments_accept_drops (place, *window);
  gtk_window_set_child (GTK_WINDOW (*window), GTK_WIDGET (place));
  gtk_window_present (GTK_WINDOW (*window));
  return place;
}

static void
drops (PfWindow *window, gpointer user_data)
{
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  char *folder = pf_test_make_folder ();
  g_autofree char *pdf = write_file (folder, "a.pdf", PDF);
  g_autofree char *text = write_file (folder, "b.pdf", "Bonjour");
  g_autoptr (PfSession) session = NULL;
  char *paths[] = { text, pdf, NULL };
  GValue number = G_VALUE_INIT;
  PfAttachments *place;
  GtkWidget *other;
  GPtrArray *files;

  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  session = g_list_model_get_item (pf_hub_get_sessions (app_get_hub (window)), 0);
  place = show_place (session, &other);
  g_assert_true (drop_files (other, paths));
  pf_test_wait_until (!pf_attachments_is_busy (place) && app_shows (place, "b.pdf"));
  files = pf_attachments_get_files (place);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpstr (((PfFile *) g_ptr_array_index (files, 0))->name, ==, "a.pdf");

  g_value_init (&number, G_TYPE_INT);
  g_assert_false (drop (other, &number));
  g_assert_cmpuint (pf_attachments_get_files (place)->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (other));
  pf_test_remove_folder (folder);
}

static void
run (gconstpointer test)
{
  app_forget_all ();
  app_run ((AppTest) test, NULL, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/attachments/drops", drops, run);
  return g_test_run ();
}
