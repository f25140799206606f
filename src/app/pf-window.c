/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window: welcome or main view, toasts, its remembered size, and the moment of its first
 * frame. */
#include "config.h"

#include "pf-window.h"

#include "common/pf-adaptive-bin.h"
#include "common/pf-error-text.h"
#include "common/pf-help.h"
#include "common/pf-settings.h"
#include "common/pf-toast.h"
#include "messages/pf-messages-page.h"
#include "pf-application.h"
#include "pf-main-view.h"
#include "planning/pf-calendar-dialog.h"
#include "planning/pf-planning-page.h"
#include "welcome/pf-account-dialog.h"
#include "welcome/pf-demo-return.h"
#include "welcome/pf-sign-in-dialog.h"
#include "welcome/pf-welcome-page.h"

#include <glib/gi18n-lib.h>

#define FIRST_PAGE "planning"

struct _PfWindow {
  AdwApplicationWindow parent_instance;

  PfHub *hub;            /* (owned) */
  GSettings *settings;   /* (owned) (nullable): NULL where the schema is not installed */
  PfMainView *main_view; /* (nullable): while there is an account */
  gboolean has_painted;

  PfAdaptiveBin *bin;
};

G_DEFINE_FINAL_TYPE (PfWindow, pf_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_main_view (PfWindow *self)
{
  GtkWidget *view;

  if (self->main_view != NULL)
    return;
  view = pf_main_view_new (self->hub);
  self->main_view = PF_MAIN_VIEW (view);
  g_object_bind_property (self->bin, "narrow", view, "narrow", G_BINDING_SYNC_CREATE);
  g_object_set (self->bin, "child", view, NULL);
}

static PfDemoTown *
get_demo_town (PfWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return pf_application_get_demo_town (PF_APPLICATION (application));
}

static void
show_welcome (PfWindow *self)
{
  GtkWidget *welcome = pf_welcome_page_new (self->hub, get_demo_town (self));

  self->main_view = NULL;
  g_signal_connect_object (welcome, "done", G_CALLBACK (pf_window_enter), self, G_CONNECT_SWAPPED);
  g_object_set (self->bin, "child", welcome, NULL);
  gtk_widget_grab_focus (welcome);
}

/* What the hub says */

/* Returns: (transfer none): the welcome page, while there is no account. */
static PfWelcomePage *
get_welcome_page (PfWindow *self)
{
  g_autoptr (GtkWidget) welcome = NULL;

  g_object_get (self->bin, "child", &welcome, NULL);
  return PF_WELCOME_PAGE (welcome); /* the bin keeps it */
}

static void
has_accounts_changed_cb (PfWindow *self)
{
  /* Coming in is the welcome page's business: it first shows how the plan is read. */
  if (!pf_hub_get_has_accounts (self->hub) && self->main_view != NULL)
    show_welcome (self);
}

static void
can_undo_changed_cb (PfWindow *self)
{
  GAction *undo = g_action_map_lookup_action (G_ACTION_MAP (self), "undo");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (undo), pf_hub_get_can_undo (self->hub));
}

static void
settled_cb (PfWindow *self, GPtrArray *intents)
{
  g_autofree char *text = NULL;
  guint n_refused = 0;

  for (guint i = 0; i < intents->len; i++)
    {
      PfIntent *intent = intents->pdata[i];

      if (intent->outcome != NULL && (intent->outcome->kind == PF_OUTCOME_REFUSED ||
                                      intent->outcome->kind == PF_OUTCOME_CHANGED))
        n_refused++;
    }
  /* The basket shows each answer itself. */
  if (intents->len == 0 ||
      (self->main_view != NULL &&
       g_strcmp0 (pf_main_view_get_visible_page (self->main_view), "basket") == 0))
    return;
  if (n_refused > 0)
    text = g_strdup_printf (ngettext ("%u change was not accepted by the town",
                                      "%u changes were not accepted by the town", n_refused),
                            n_refused);
  else
    text = g_strdup_printf (ngettext ("The town has answered %u change",
                                      "The town has answered %u changes", intents->len),
                            intents->len);
  pf_window_add_toast (self, text, _("See"), "win.page::basket");
}

static void
show_basket_cb (PfWindow *self)
{
  pf_window_show_page (self, "basket");
}

/* Stays until it is read: there may be something to do again. */
static void
tell_damaged_basket (PfWindow *self, PfSession *session, const char *text)
{
  const char *folder = pf_account_get_folder (pf_hub_get_account (self->hub, session));
  GtkWidget *place = gtk_label_new (folder);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _("The Basket Was Damaged"), text));

  gtk_label_set_selectable (GTK_LABEL (place), TRUE);
  gtk_label_set_wrap (GTK_LABEL (place), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (place), PANGO_WRAP_CHAR);
  gtk_widget_add_css_class (place, "caption");
  adw_message_dialog_set_extra_child (dialog, place);
  adw_message_dialog_add_responses (dialog, "close", _("Close"), "basket", _("See the Basket"),
                                    NULL);
  adw_message_dialog_set_default_response (dialog, "basket");
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect_object (dialog, "response::basket", G_CALLBACK (show_basket_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
notice_cb (PfWindow *self, PfSession *session, PfStoreNotice notices)
{
  g_autofree char *text = pf_error_text_for_notice (notices);

  if ((notices & PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE) != 0)
    tell_damaged_basket (self, session, text);
  else if (text != NULL)
    pf_window_add_toast (self, text, NULL, NULL);
}

static void
keyring_unavailable_cb (PfWindow *self)
{
  pf_window_add_toast (self, _("No keyring here: you will have to sign in again the next time"),
                       NULL, NULL);
}

/* Actions */

static void
page_action_cb (GSimpleAction *action, GVariant *page, gpointer user_data)
{
  pf_window_show_page (PF_WINDOW (user_data), g_variant_get_string (page, NULL));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* A card over the plan may hide what is undone. */
  if (pf_hub_undo_finish (PF_HUB (source), result, &error))
    text = g_strdup (_("The last change is undone"));
  else
    text = error != NULL ? pf_error_text (error) : g_strdup (_("Nothing left to undo"));
  pf_window_add_toast (self, text, NULL, NULL);
}

static void
undo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfWindow *self = PF_WINDOW (user_data);

  pf_hub_undo_async (self->hub, NULL, undone_cb, g_object_ref (self));
}

static void
sidebar_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfWindow *self = PF_WINDOW (user_data);

  if (self->main_view != NULL)
    pf_main_view_toggle_sidebar (self->main_view);
}

static void
search_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pf_window_search (PF_WINDOW (user_data), NULL);
}

static void
shortcuts_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCES "/shortcuts-window.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (user_data));
  gtk_window_present (shortcuts);
}

static void
new_message_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfWindow *self = PF_WINDOW (user_data);

  if (self->main_view == NULL)
    return;
  pf_window_show_page (self, "messages");
  pf_messages_page_compose (PF_MESSAGES_PAGE (pf_main_view_get_page (self->main_view, "messages")));
}

static void
calendar_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfWindow *self = PF_WINDOW (user_data);

  if (self->main_view != NULL)
    gtk_window_present (GTK_WINDOW (pf_calendar_dialog_new (GTK_WINDOW (self), self->hub)));
}

/* Only the page knows what of it belongs on paper. */
static void
print_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfWindow *self = PF_WINDOW (user_data);
  GtkWidget *page;

  if (self->main_view == NULL)
    return;
  page = pf_main_view_get_page (self->main_view, pf_main_view_get_visible_page (self->main_view));
  if (page == NULL || !gtk_widget_activate_action (page, "page.print", NULL))
    pf_window_add_toast (self, _("There is nothing to print on this page"), NULL, NULL);
}

static const GActionEntry actions[] = {
  { "page", page_action_cb, "s" },          { "undo", undo_action_cb },
  { "show-sidebar", sidebar_action_cb },    { "shortcuts", shortcuts_action_cb },
  { "new-message", new_message_action_cb }, { "search", search_action_cb },
  { "calendar", calendar_action_cb },       { "print", print_action_cb },
};

/* Size */

static void
restore_size (PfWindow *self)
{
  self->settings = pf_settings_open ("window-width");
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* What is open over @window closes before it, in its own way, and forgets it: a dialog that lives
 * longer, for the key that closed both, would ask GTK 4.8 about a window that is gone. */
static void
close_dialogs (GtkWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) dialogs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (other) == window)
        g_ptr_array_add (dialogs, g_steal_pointer (&other));
    }
  for (guint i = 0; i < dialogs->len; i++)
    {
      close_dialogs (dialogs->pdata[i]);
      gtk_window_close (dialogs->pdata[i]);
      gtk_window_set_transient_for (dialogs->pdata[i], NULL);
    }
}

static gboolean
pf_window_close_request (GtkWindow *window)
{
  PfWindow *self = PF_WINDOW (window);
  int width, height;

  close_dialogs (window);
  if (self->settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (pf_window_parent_class)->close_request (window);
}

/* The first frame */

static void
log_startup (const char *what)
{
  g_log ("pf-app-startup", G_LOG_LEVEL_DEBUG, "%s at %" G_GINT64_FORMAT, what,
         g_get_monotonic_time ());
}

static void
after_paint_cb (GdkFrameClock *clock, PfWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->hub == NULL || application == NULL)
    return;
  if (pf_hub_has_plan (self->hub) || !pf_hub_get_has_accounts (self->hub))
    {
      log_startup ("complete frame");
      g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
    }
  if (!self->has_painted)
    {
      self->has_painted = TRUE;
      pf_application_begin (PF_APPLICATION (application));
    }
}

static void
pf_window_realize (GtkWidget *widget)
{
  PfWindow *self = PF_WINDOW (widget);

  GTK_WIDGET_CLASS (pf_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (after_paint_cb), self, 0);
}

/* GObject */

static void
pf_window_dispose (GObject *object)
{
  PfWindow *self = PF_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_window_parent_class)->dispose (object);
}

static void
pf_window_class_init (PfWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = pf_window_dispose;
  widget_class->realize = pf_window_realize;
  GTK_WINDOW_CLASS (class)->close_request = pf_window_close_request;

  g_type_ensure (PF_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PfWindow, bin);
}

static void
pf_window_init (PfWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  restore_size (self);
}

PfWindow *
pf_window_new (AdwApplication *application, PfHub *hub)
{
  PfWindow *self;

  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_WINDOW, "application", application, NULL);
  self->hub = g_object_ref (hub);
  g_signal_connect_object (hub, "notify::has-accounts", G_CALLBACK (has_accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::can-undo", G_CALLBACK (can_undo_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_accounts (hub), "keyring-unavailable",
                           G_CALLBACK (keyring_unavailable_cb), self, G_CONNECT_SWAPPED);
  can_undo_changed_cb (self);
  if (pf_hub_get_has_accounts (hub))
    pf_window_enter (self);
  else
    show_welcome (self);
  return self;
}

PfWindow *
pf_window_find (GtkWindow *window)
{
  while (window != NULL && !PF_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return PF_WINDOW (window);
}

void
pf_window_show_page (PfWindow *self, const char *page)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  if (self->main_view == NULL)
    return;
  pf_toast_dismiss (GTK_WIDGET (self->bin)); /* it was about the page before */
  if (!pf_main_view_show_page (self->main_view, page))
    g_warning ("There is no page “%s”", page);
}

const char *
pf_window_get_shown (PfWindow *self)
{
  g_return_val_if_fail (PF_IS_WINDOW (self), NULL);

  return self->main_view != NULL ? pf_main_view_get_visible_page (self->main_view)
                                 : PF_HELP_WELCOME;
}

void
pf_window_open (PfWindow *self, PfSession *session, PfCollection collection, const char *id)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  if (self->main_view == NULL)
    return;
  pf_toast_dismiss (GTK_WIDGET (self->bin));
  if (!pf_main_view_open (self->main_view, session, collection, id))
    g_warning ("No page shows %s", pf_collection_get_name (collection));
}

void
pf_window_show_days (PfWindow *self, PfDay first, PfChild *child, PfActivity *activity)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  if (self->main_view == NULL)
    return;
  pf_main_view_show_page (self->main_view, "planning");
  pf_planning_page_show_days (PF_PLANNING_PAGE (
                                  pf_main_view_get_page (self->main_view, "planning")),
                              first, child, activity);
}

void
pf_window_show_legend (PfWindow *self)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  if (self->main_view == NULL)
    return;
  pf_window_show_page (self, "planning");
  gtk_widget_activate_action (pf_main_view_get_page (self->main_view, "planning"),
                              "planning.legend", NULL);
}

void
pf_window_search (PfWindow *self, const char *text)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  if (self->main_view != NULL)
    pf_main_view_show_search (self->main_view, text);
}

void
pf_window_enter (PfWindow *self)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  show_main_view (self);
  pf_main_view_show_page (self->main_view, FIRST_PAGE);
}

/* Returns: (nullable): the account at the town that a code of a lost password is for: the first. */
static PfAccount *
find_account_of_code (PfWindow *self, const char *town, PfAccountCodeKind kind)
{
  GListModel *accounts = G_LIST_MODEL (pf_hub_get_accounts (self->hub));

  for (guint i = 0; kind == PF_ACCOUNT_CODE_RESET && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (accounts, i);

      if (g_strcmp0 (pf_account_get_uri (account), town) == 0)
        return account; /* the list keeps it */
    }
  return NULL;
}

void
pf_window_open_link (PfWindow *self, const char *link)
{
  g_autofree char *town = NULL;
  g_autofree char *code = NULL;
  PfAccountCodeKind kind;
  PfAccountDialog *dialog;

  g_return_if_fail (PF_IS_WINDOW (self) && link != NULL);

  kind = pf_account_code_parse (link, &code, &town);
  if (kind == PF_ACCOUNT_CODE_NONE || town == NULL)
    {
      pf_window_add_toast (self, _("This link is not complete: copy it from the mail as a whole"),
                           NULL, NULL);
      return;
    }
  dialog = pf_account_dialog_find (town);
  if (dialog != NULL)
    pf_account_dialog_give_code (dialog, code);
  else if (self->main_view == NULL)
    pf_welcome_page_give_code (get_welcome_page (self), town, code);
  else
    pf_sign_in_dialog_give_code (
        pf_sign_in_dialog_present (GTK_WINDOW (self), self->hub, get_demo_town (self),
                                   find_account_of_code (self, town, kind)),
        town, code);
}

void
pf_window_try_demo (PfWindow *self)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  if (self->main_view == NULL)
    {
      pf_welcome_page_try_demo (get_welcome_page (self));
      return;
    }

  /* A known household of the demo town came back with the app. */
  if (pf_demo_return_find_account (get_demo_town (self), self->hub) != NULL)
    return;
  pf_sign_in_dialog_try_demo (
      pf_sign_in_dialog_present (GTK_WINDOW (self), self->hub, get_demo_town (self), NULL));
}

void
pf_window_add_toast (PfWindow *self, const char *text, const char *button_label, const char *action)
{
  g_return_if_fail (PF_IS_WINDOW (self));

  pf_toast_show (GTK_WIDGET (self->bin), text, button_label, action);
}
