/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every page and dialog of the demo town in a window of 360 px, from right to left, and with text
 * of twice the size: nothing is cut, nothing lies beyond the window, no words are squeezed. In the
 * language of the environment: see with-pseudo. Usage: test-app-looks [LOOK…] */
#include "config.h"

#include "app-fixture.h"
#include "basket/pf-basket-page.h"
#include "common/pf-adaptive-bin.h"
#include "planning/pf-grid-cell.h"
#include "planning/pf-planning-page.h"
#include "pf-main-view.h"
#include "pf-test-town.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#define NARROW 360
#define HEIGHT 720
#define SQUEEZED_LINES 4
#define SQUEEZED_CHARS 9 /* a line of fewer is a column of letters */
#define LEAST_TARGET 24
#define LEAST_NARROW_TARGET 44 /* its longer side: several stand side by side in 360 px */
#define FRAMES 3               /* until what a page asked for is on the screen */

typedef struct {
  const char *name;
  int width;
  double text_scale;
  GtkTextDirection direction;
} Look;

static const Look looks[] = {
  { "narrow", NARROW, 1, GTK_TEXT_DIR_LTR },
  { "narrow-mirrored", NARROW, 1, GTK_TEXT_DIR_RTL },
  { "large-text", 2 * NARROW, 2, GTK_TEXT_DIR_LTR },
};

typedef struct {
  const Look *look;
  const char *place; /* what is on the screen */
  GString *faults;
} Walk;

static void
add_fault (Walk *walk, GtkWidget *widget, const char *fault)
{
  const char *text = GTK_IS_LABEL (widget)    ? gtk_label_get_text (GTK_LABEL (widget))
                     : GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                              : NULL;

  g_string_append_printf (walk->faults, "# %s: %s “%s” %s\n", walk->place,
                          G_OBJECT_TYPE_NAME (widget), text != NULL ? text : "", fault);
}

/* What may lie outside: one scrolls to it. */
static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (scroller != NULL)
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (scroller), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static gboolean
is_read_or_touched (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_EDITABLE (widget) || GTK_IS_SWITCH (widget) || GTK_IS_IMAGE (widget);
}

/* The name of a file keeps its beginning and its end; a window's second title is the town's; what
 * is chosen from a list stands there whole. */
static gboolean
may_be_cut (GtkLabel *label)
{
  return gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_MIDDLE ||
         (gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_COMBO_ROW) != NULL &&
          !gtk_widget_has_css_class (GTK_WIDGET (label), "title")) ||
         (gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_WINDOW_TITLE) != NULL &&
          gtk_widget_has_css_class (GTK_WIDGET (label), "subtitle"));
}

static void
check_label (Walk *walk, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (label));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int char_width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  if (pango_layout_is_ellipsized (layout) && !may_be_cut (label))
    add_fault (walk, GTK_WIDGET (label), "is cut");
  if (pango_layout_get_line_count (layout) >= SQUEEZED_LINES &&
      gtk_widget_get_width (GTK_WIDGET (label)) < SQUEEZED_CHARS * char_width)
    add_fault (walk, GTK_WIDGET (label), "is squeezed");
}

/* What a finger or a pointer aims at: a row rather than the button that it presses; the toolkit's
 * own buttons of windows and toasts have its sizes. */
static gboolean
is_target (GtkWidget *widget)
{
  return (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget) ||
          GTK_IS_LIST_BOX_ROW (widget)) &&
         gtk_widget_get_can_target (widget) && gtk_widget_get_can_focus (widget) &&
         gtk_widget_is_sensitive (widget) &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL &&
         strcmp (gtk_widget_get_css_name (gtk_widget_get_parent (widget)), "toast") != 0;
}

static void
check_target (Walk *walk, GtkWidget *widget)
{
  GtkWidget *bin = gtk_widget_get_ancestor (widget, PF_TYPE_ADAPTIVE_BIN);
  int least = bin != NULL && gtk_widget_has_css_class (bin, "narrow") ? LEAST_NARROW_TARGET
                                                                      : LEAST_TARGET;
  g_autofree char *fault = NULL;
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, widget, &bounds) ||
      (MIN (bounds.size.width, bounds.size.height) >= LEAST_TARGET &&
       MAX (bounds.size.width, bounds.size.height) >= least))
    return;
  fault = g_strdup_printf ("is a target of %.0f × %.0f", bounds.size.width, bounds.size.height);
  add_fault (walk, widget, fault);
}

static void
check_widget (Walk *walk, GtkWidget *root, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget) ||
      (GTK_IS_NATIVE (widget) && widget != root))
    return;
  if (is_read_or_touched (widget) && gtk_widget_compute_bounds (widget, root, &bounds) &&
      (bounds.origin.x < -1 ||
       bounds.origin.x + bounds.size.width > gtk_widget_get_width (root) + 1) &&
      !scrolls_sideways (widget))
    {
      g_autofree char *fault = g_strdup_printf ("lies from %.0f to %.0f of %d", bounds.origin.x,
                                                bounds.origin.x + bounds.size.width,
                                                gtk_widget_get_width (root));

      add_fault (walk, widget, fault);
      return;
    }
  if (GTK_IS_LABEL (widget))
    check_label (walk, GTK_LABEL (widget));
  if (is_target (widget))
    check_target (walk, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widget (walk, root, child);
}

/* Waits until @window, the app's or a dialog, has the size and the layout that it takes. */
static void
settle (gpointer window)
{
  for (int i = 0; i < FRAMES; i++)
    {
      app_wait_for_frame (window);
      gdk_display_sync (gtk_widget_get_display (window));
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
}

static void
check_window (Walk *walk, PfWindow *window, const char *place)
{
  walk->place = place;
  settle (window);
  check_widget (walk, GTK_WIDGET (window), GTK_WIDGET (window));
}

/* Returns: (transfer none) (nullable): a window over the app's. */
static GtkWindow *
find_dialog (PfWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (all); i > 0; i--)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (all, i - 1);

      if (GTK_WIDGET (dialog) != GTK_WIDGET (window) &&
          gtk_window_get_transient_for (dialog) != NULL)
        return dialog; /* the list keeps it */
    }
  return NULL;
}

/* Checks the dialog that has been opened, at its own width and at the window's, and closes it. */
static void
check_dialog (Walk *walk, PfWindow *window, const char *place)
{
  GtkWindow *dialog;

  pf_test_wait_until ((dialog = find_dialog (window)) != NULL &&
                      gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  walk->place = place;
  settle (dialog);
  check_widget (walk, GTK_WIDGET (dialog), GTK_WIDGET (dialog));
  gtk_window_set_default_size (dialog, walk->look->width, HEIGHT);
  settle (dialog);
  if (gtk_widget_get_width (GTK_WIDGET (dialog)) > walk->look->width)
    {
      g_autofree char *fault =
          g_strdup_printf ("is %d wide", gtk_widget_get_width (GTK_WIDGET (dialog)));

      add_fault (walk, GTK_WIDGET (dialog), fault);
    }
  check_widget (walk, GTK_WIDGET (dialog), GTK_WIDGET (dialog));
  gtk_window_destroy (dialog);
  pf_test_wait_until (find_dialog (window) == NULL);
}

static void
check_pages (Walk *walk, PfWindow *window)
{
  PfHub *hub = app_get_hub (window);

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (i != PF_COLLECTION_SHEETS)
      {
        pf_hub_get_records (hub, i);
        pf_test_wait_until (pf_hub_has_records (hub, i));
      }
  for (guint i = 0; pf_main_view_get_page_name (i) != NULL; i++)
    {
      pf_window_show_page (window, pf_main_view_get_page_name (i));
      check_window (walk, window, pf_main_view_get_page_name (i));
    }
}

/* What a page shows of one thing: an invoice, a conversation, a sheet, a form. */
static void
check_things (Walk *walk, PfWindow *window)
{
  static const struct {
    PfCollection collection;
    const char *place;
  } things[] = {
    { PF_COLLECTION_CHILDREN, "a child's sheet" }, { PF_COLLECTION_INVOICES, "an invoice" },
    { PF_COLLECTION_PAYMENTS, "a payment" },       { PF_COLLECTION_WALLETS, "a wallet" },
    { PF_COLLECTION_TARIFFS, "the prices" },       { PF_COLLECTION_THREADS, "a conversation" },
    { PF_COLLECTION_REQUESTS, "a request" },       { PF_COLLECTION_FORMS, "a form" },
    { PF_COLLECTION_NEWS, "a piece of news" },     { PF_COLLECTION_PAPERS, "the papers" },
  };
  PfHub *hub = app_get_hub (window);

  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    {
      GListModel *all = pf_hub_get_records (hub, things[i].collection);
      g_autoptr (PfRecord) record = g_list_model_get_item (all, 0);

      g_assert_nonnull (record);
      pf_window_open (window, pf_hub_find_session (hub, record), things[i].collection,
                      pf_record_get_id (record));
      check_window (walk, window, things[i].place);
    }
}

static void
check_dialogs (Walk *walk, PfWindow *window)
{
  static const struct {
    const char *page;
    const char *action;
  } dialogs[] = {
    { "home", "app.preferences" },
    { "home", "app.add-town" },
    { "home", "win.calendar" },
    { "planning", "planning.pattern" },
    { "planning", "planning.save-table" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *view = app_find (window, PF_TYPE_MAIN_VIEW);

      pf_window_show_page (window, dialogs[i].page);
      settle (window);
      if (!gtk_widget_activate_action (pf_main_view_get_page (PF_MAIN_VIEW (view), dialogs[i].page),
                                       dialogs[i].action, NULL))
        g_error ("There is no action “%s”", dialogs[i].action);
      check_dialog (walk, window, dialogs[i].action);
    }
  pf_window_show_page (window, "enrolments");
  app_press (window, _("Enrol…"));
  check_dialog (walk, window, "the enrolment");
}

/* What is chosen in Planning, the toast that tells it, and what is in the basket then. */
static void
check_basket (Walk *walk, PfWindow *window)
{
  GtkWidget *view = app_find (window, PF_TYPE_MAIN_VIEW);
  GtkWidget *planning;

  pf_window_show_page (window, "planning");
  planning = pf_main_view_get_page (PF_MAIN_VIEW (view), "planning");
  settle (window);
  gtk_widget_activate_action (planning, "planning.tick-period", NULL);
  pf_test_wait_until (pf_hub_get_basket_count (app_get_hub (window)) > 0);
  check_window (walk, window, "the toast of Planning");
  pf_window_show_page (window, "basket");
  pf_test_wait_until (app_shows (window, _("Checked by the town")) ||
                      app_shows (window, _("Discard All")));
  check_window (walk, window, "the full basket");
}

static void
check_look (PfWindow *window, gpointer user_data)
{
  Walk walk = { .look = user_data, .faults = g_string_new (NULL) };
  g_autoptr (PfTestTown) town = pf_test_town_new (NULL);
  g_autofree char *faults = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                (int) (96 * 1024 * walk.look->text_scale), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), walk.look->width, HEIGHT);
  check_window (&walk, window, "the welcome page");
  app_sign_in (window, pf_test_town_get_url (town), PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  pf_test_wait_until (app_find (window, PF_TYPE_PLANNING_PAGE) != NULL);
  check_pages (&walk, window);
  check_things (&walk, window);
  check_dialogs (&walk, window);
  check_basket (&walk, window);
  faults = g_string_free (walk.faults, FALSE);
  if (*faults != '\0')
    {
      g_printerr ("%s", faults);
      g_test_fail ();
    }
}

static void
test_look (gconstpointer data)
{
  const Look *look = data;

  gtk_widget_set_default_direction (look->direction);
  app_run (check_look, (gpointer) look, NULL);
  app_forget_all ();
}

/* GTK 4.8 finds a pixel more or less in words that an expander hides: it complains of itself. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        strstr (fields[i].value, "Expect overlapping widgets") != NULL)
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char **argv)
{
  g_log_set_writer_func (write_log, NULL, NULL);
  setlocale (LC_ALL, "");
  if (g_getenv ("PF_LOCALEDIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("PF_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  gtk_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/app/looks/", looks[i].name, NULL);

      if (argc < 2 || g_strv_contains ((const char *const *) argv + 1, looks[i].name))
        g_test_add_data_func (path, &looks[i], test_look);
    }
  return g_test_run ();
}
