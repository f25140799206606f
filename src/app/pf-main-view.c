/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sidebar, header bar, banner and pages; each page is built when it is first shown. */
#include "config.h"

#include "pf-main-view.h"

#include "basket/pf-basket-page.h"
#include "children/pf-children-page.h"
#include "common/pf-date-text.h"
#include "common/pf-landing.h"
#include "common/pf-sync-banner.h"
#include "documents/pf-documents-page.h"
#include "enrolments/pf-enrolments-page.h"
#include "home/pf-home-page.h"
#include "messages/pf-messages-page.h"
#include "pf-account-menu.h"
#include "menus/pf-menus-page.h"
#include "news/pf-news-page.h"
#include "household/pf-household-page.h"
#include "invoices/pf-invoices-page.h"
#include "pf-sidebar-row.h"
#include "planning/pf-planning-page.h"
#include "requests/pf-requests-page.h"
#include "search/pf-search-page.h"

#include <glib/gi18n-lib.h>

#define SPINNER_DELAY 100 /* ms: what is faster than this shows nothing */
#define SEARCH "search"   /* the search in the stack: no page of the sidebar */

struct _PfMainView {
  GtkWidget parent_instance;

  PfHub *hub; /* (owned) */
  gboolean narrow;
  gboolean watches_unread;
  const char *before_search; /* (nullable): the name of the page that the search was opened from */
  guint spinner_source;
  gboolean has_greeted; /* a new family has been led to its file */

  AdwFlap *flap;
  GtkListBox *sidebar;
  AdwHeaderBar *header_bar;
  AdwWindowTitle *title;
  GtkStack *sync_stack;
  GtkSpinner *sync_spinner;
  GtkWidget *undo_button;
  GtkWidget *sync_button;
  GtkMenuButton *menu_button;
  GtkBox *content;
  GtkStack *stack;
  GtkWidget *banner; /* (nullable) until there is something to say */
};

G_DEFINE_FINAL_TYPE (PfMainView, pf_main_view, GTK_TYPE_WIDGET)

typedef enum {
  PROP_NARROW = 1,
} PfMainViewProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static const struct {
  const char *name;
  const char *title;
  const char *icon_name;
  GtkWidget *(*create) (PfHub *hub);
  /* (nullable): makes the page show what has @id in @collection, one of those that live there;
   * where the page shows all that it has, nothing is to be done */
  void (*open) (GtkWidget *page, PfSession *session, PfCollection collection, const char *id);
} pages[] = {
  { "home", N_("Home"), "user-home-symbolic", pf_home_page_new },
  { "planning", N_("Planning"), "x-office-calendar-symbolic", pf_planning_page_new },
  { "basket", N_("Basket"), "pf-basket-symbolic", pf_basket_page_new },
  { "children", N_("Children"), "face-smile-symbolic", pf_children_page_new,
    pf_children_page_open },
  { "enrolments", N_("Enrolments"), "pf-enrolment-symbolic", pf_enrolments_page_new },
  { "documents", N_("Documents"), "folder-documents-symbolic", pf_documents_page_new,
    pf_documents_page_open },
  { "invoices", N_("Invoices"), "pf-invoice-symbolic", pf_invoices_page_new,
    pf_invoices_page_open },
  { "messages", N_("Messages"), "mail-unread-symbolic", pf_messages_page_new,
    pf_messages_page_open },
  { "requests", N_("Requests"), "document-edit-symbolic", pf_requests_page_new,
    pf_requests_page_open },
  { "news", N_("News"), "pf-news-symbolic", pf_news_page_new },
  { "menus", N_("Menus"), "pf-menu-symbolic", pf_menus_page_new, pf_menus_page_open },
  { "household", N_("Household"), "pf-household-symbolic", pf_household_page_new },
};

/* The page that shows the things of each collection; those without are shown nowhere by themselves.
 */
static const char *const homes[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_HOUSEHOLD] = "household",
  [PF_COLLECTION_GUARDIANS] = "household",
  [PF_COLLECTION_CHILDREN] = "children",
  [PF_COLLECTION_ACTIVITIES] = "enrolments",
  [PF_COLLECTION_ENROLMENTS] = "enrolments",
  [PF_COLLECTION_CONTACTS] = "household",
  [PF_COLLECTION_REQUIREMENTS] = "documents",
  [PF_COLLECTION_DOCUMENTS] = "documents",
  [PF_COLLECTION_PAPERS] = "documents",
  [PF_COLLECTION_TARIFFS] = "invoices",
  [PF_COLLECTION_INVOICES] = "invoices",
  [PF_COLLECTION_PAYMENTS] = "invoices",
  [PF_COLLECTION_WALLETS] = "invoices",
  [PF_COLLECTION_MOVEMENTS] = "invoices",
  [PF_COLLECTION_PREPAYMENTS] = "invoices",
  [PF_COLLECTION_SERVICES] = "messages",
  [PF_COLLECTION_THREADS] = "messages",
  [PF_COLLECTION_MESSAGES] = "messages",
  [PF_COLLECTION_FORMS] = "requests",
  [PF_COLLECTION_REQUESTS] = "requests",
  [PF_COLLECTION_NEWS] = "news",
  [PF_COLLECTION_MENUS] = "menus",
};

static int
find_page (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      return i;
  return -1;
}

/* What the hub says */

static void
update_badge (PfMainView *self)
{
  guint count = pf_hub_get_basket_count (self->hub);
  g_autofree char *description =
      g_strdup_printf (ngettext ("%u change not sent", "%u changes not sent", count), count);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, find_page ("basket"));

  pf_sidebar_row_set_count (PF_SIDEBAR_ROW (row), count, description);
}

static void
update_unread (PfMainView *self)
{
  guint count = pf_messages_page_count_unread (self->hub);
  g_autofree char *description =
      g_strdup_printf (ngettext ("%u unread message", "%u unread messages", count), count);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, find_page ("messages"));

  pf_sidebar_row_set_count (PF_SIDEBAR_ROW (row), count, description);
}

/* The conversations are asked for once the town has been asked: the first frame does without. */
static void
watch_unread (PfMainView *self)
{
  PfSyncState state = pf_hub_get_sync_state (self->hub);

  if (self->watches_unread || (state != PF_SYNC_IDLE && state != PF_SYNC_OFFLINE))
    return;
  self->watches_unread = TRUE;
  g_signal_connect_object (pf_hub_get_records (self->hub, PF_COLLECTION_THREADS), "items-changed",
                           G_CALLBACK (update_unread), self, G_CONNECT_SWAPPED);
  update_unread (self);
}

static void
update_subtitle (PfMainView *self)
{
  GListModel *accounts = G_LIST_MODEL (pf_hub_get_accounts (self->hub));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (accounts, i);
      const char *name = pf_account_get_town_name (account);

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  text = g_strjoinv (", ", (char **) names->pdata);
  adw_window_title_set_subtitle (self->title, text);
}

static void
show_spinner (PfMainView *self, gboolean syncing)
{
  gtk_stack_set_visible_child_name (self->sync_stack, syncing ? "syncing" : "rest");
  gtk_spinner_set_spinning (self->sync_spinner, syncing);
}

static gboolean
spinner_due_cb (gpointer user_data)
{
  PfMainView *self = user_data;

  self->spinner_source = 0;
  show_spinner (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
update_sync_button (PfMainView *self)
{
  PfSyncState state = pf_hub_get_sync_state (self->hub);
  PfMoment synced_at = pf_hub_get_synced_at (self->hub);
  g_autofree char *tooltip = NULL;

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  if (state == PF_SYNC_SYNCING || state == PF_SYNC_FIRST)
    {
      self->spinner_source = g_timeout_add (SPINNER_DELAY, spinner_due_cb, self);
      return;
    }

  show_spinner (self, FALSE);
  if (synced_at != PF_MOMENT_NONE)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
      g_autofree char *moment =
          pf_date_text_past_moment (synced_at, pf_hub_get_now (self->hub), zone);

      tooltip = g_strdup_printf (_("Synchronise (last: %s)"), moment);
    }
  gtk_widget_set_tooltip_text (self->sync_button, tooltip != NULL ? tooltip : _("Synchronise"));
}

static void
update_banner (PfMainView *self)
{
  PfSyncState state = pf_hub_get_sync_state (self->hub);

  if (self->banner != NULL || state == PF_SYNC_IDLE || state == PF_SYNC_SYNCING ||
      state == PF_SYNC_LOADING)
    return;
  self->banner = pf_sync_banner_new (self->hub);
  gtk_box_insert_child_after (self->content, self->banner, GTK_WIDGET (self->header_bar));
}

static void
sync_state_changed_cb (PfMainView *self)
{
  update_sync_button (self);
  update_banner (self);
  watch_unread (self);
  update_subtitle (self); /* a first sync brings the town's name */
}

/* What the person does */

static void
search_left_cb (PfMainView *self)
{
  if (self->before_search != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", self->before_search);
}

static void
row_activated_cb (PfMainView *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s",
                              pages[gtk_list_box_row_get_index (row)].name);
  if (self->narrow)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

/* Built anew each time it opens: towns come and go, and the first frame need not wait for it. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  PfMainView *self = PF_MAIN_VIEW (user_data);
  GListModel *accounts = G_LIST_MODEL (pf_hub_get_accounts (self->hub));
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCES "/primary-menu.ui");
  GMenu *menu = G_MENU (gtk_builder_get_object (builder, "primary-menu"));
  GMenu *towns = G_MENU (gtk_builder_get_object (builder, "towns"));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (accounts, i);

      pf_account_menu_append (towns, self->hub, account);
    }
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

/* A narrow window keeps its room for the page's name: a button that can do nothing goes. */
static void
show_undo_cb (PfMainView *self)
{
  gtk_widget_set_visible (self->undo_button,
                          !self->narrow || gtk_widget_get_sensitive (self->undo_button));
}

/* GObject and GtkWidget */

static void
set_narrow (PfMainView *self, gboolean narrow)
{
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  adw_flap_set_fold_policy (self->flap,
                            narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !narrow);
  adw_header_bar_set_show_start_title_buttons (self->header_bar, narrow);
  /* The page's name needs the room: the main menu synchronises too, and the shell minimises. */
  gtk_widget_set_visible (self->sync_button, !narrow);
  adw_header_bar_set_decoration_layout (self->header_bar, narrow ? ":close" : NULL);
  show_undo_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
pf_main_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((PfMainViewProperty) property_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, PF_MAIN_VIEW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_main_view_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch ((PfMainViewProperty) property_id)
    {
    case PROP_NARROW:
      set_narrow (PF_MAIN_VIEW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_main_view_dispose (GObject *object)
{
  PfMainView *self = PF_MAIN_VIEW (object);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->flap, gtk_widget_unparent);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_main_view_parent_class)->dispose (object);
}

static void
pf_main_view_class_init (PfMainViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = pf_main_view_get_property;
  object_class->set_property = pf_main_view_set_property;
  object_class->dispose = pf_main_view_dispose;

  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-main-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfMainView, flap);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, header_bar);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, title);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, sync_stack);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, sync_spinner);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, sync_button);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, content);
  gtk_widget_class_bind_template_child (widget_class, PfMainView, stack);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_undo_cb);
}

static void
pf_main_view_init (PfMainView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_list_box_append (self->sidebar, pf_sidebar_row_new (_(pages[i].title), pages[i].icon_name));
}

/* A new family begins with its file: nothing else is open to it. */
static void
greet_new_family (PfMainView *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);

  for (guint i = 0; !self->has_greeted && i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      PfHousehold *household = pf_session_get_household (session);

      if (household == NULL || household->state != PF_HOUSEHOLD_INCOMPLETE)
        continue;
      self->has_greeted = TRUE;
      pf_main_view_show_page (self, "household");
    }
}

static void
greet_later_cb (gpointer user_data)
{
  g_autoptr (PfMainView) self = user_data;

  if (self->hub != NULL)
    greet_new_family (self);
}

/* After the window has chosen its first page. */
static void
mapped_cb (PfMainView *self)
{
  g_idle_add_once (greet_later_cb, g_object_ref (self));
}

GtkWidget *
pf_main_view_new (PfHub *hub)
{
  PfMainView *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_MAIN_VIEW, NULL);
  self->hub = g_object_ref (hub);
  g_signal_connect_object (hub, "notify::basket-count", G_CALLBACK (update_badge), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (sync_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (greet_new_family), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (hub, "notify::synced-at", G_CALLBACK (update_sync_button), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_accounts (hub), "items-changed", G_CALLBACK (update_subtitle),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  update_badge (self);
  sync_state_changed_cb (self);
  return GTK_WIDGET (self);
}

/* A page that was asked for has the keyboard: at what it says is its main part, else at what comes
 * first. */
static void
focus_page (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, page))
    return;
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

gboolean
pf_main_view_show_page (PfMainView *self, const char *name)
{
  int position = find_page (name);

  g_return_val_if_fail (PF_IS_MAIN_VIEW (self), FALSE);

  if (position < 0)
    return FALSE;
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    gtk_stack_add_titled (self->stack, pages[position].create (self->hub), name,
                          _(pages[position].title));
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_list_box_select_row (self->sidebar, gtk_list_box_get_row_at_index (self->sidebar, position));
  adw_window_title_set_title (self->title, _(pages[position].title));
  focus_page (gtk_stack_get_visible_child (self->stack));
  return TRUE;
}

void
pf_main_view_show_search (PfMainView *self, const char *text)
{
  GtkWidget *page;
  int position;

  g_return_if_fail (PF_IS_MAIN_VIEW (self));

  page = gtk_stack_get_child_by_name (self->stack, SEARCH);
  position = find_page (gtk_stack_get_visible_child_name (self->stack));
  if (position >= 0)
    self->before_search = pages[position].name;
  if (page == NULL)
    {
      page = pf_search_page_new (self->hub);
      g_signal_connect_object (page, "left", G_CALLBACK (search_left_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_titled (self->stack, page, SEARCH, _("Search"));
    }
  gtk_stack_set_visible_child_name (self->stack, SEARCH);
  gtk_list_box_unselect_all (self->sidebar);
  adw_window_title_set_title (self->title, _("Search"));
  pf_search_page_begin (PF_SEARCH_PAGE (page), text);
}

gboolean
pf_main_view_open (PfMainView *self, PfSession *session, PfCollection collection, const char *id)
{
  const char *name;
  int position;

  g_return_val_if_fail (PF_IS_MAIN_VIEW (self), FALSE);
  g_return_val_if_fail (PF_IS_SESSION (session) && collection < PF_N_COLLECTIONS && id != NULL,
                        FALSE);

  name = homes[collection];
  position = find_page (name);
  if (position < 0 || !pf_main_view_show_page (self, name))
    return FALSE;
  if (pages[position].open != NULL)
    pages[position].open (pf_main_view_get_page (self, name), session, collection, id);
  pf_landing_seek (pf_main_view_get_page (self, name), session, collection, id);
  return TRUE;
}

GtkWidget *
pf_main_view_get_page (PfMainView *self, const char *name)
{
  g_return_val_if_fail (PF_IS_MAIN_VIEW (self), NULL);

  return gtk_stack_get_child_by_name (self->stack, name);
}

const char *
pf_main_view_get_visible_page (PfMainView *self)
{
  g_return_val_if_fail (PF_IS_MAIN_VIEW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

void
pf_main_view_toggle_sidebar (PfMainView *self)
{
  g_return_if_fail (PF_IS_MAIN_VIEW (self));

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

const char *
pf_main_view_get_page_title (guint position)
{
  return position < G_N_ELEMENTS (pages) ? _(pages[position].title) : NULL;
}

const char *
pf_main_view_get_page_name (guint position)
{
  return position < G_N_ELEMENTS (pages) ? pages[position].name : NULL;
}

gboolean
pf_main_view_has_page (const char *name)
{
  return find_page (name) >= 0;
}
