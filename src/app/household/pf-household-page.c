/* SPDX-License-Identifier: GPL-3.0-or-later
 * One view a town: the file of a family that is validated, the wizard for one that is new. */
#include "config.h"

#include "pf-household-page.h"

#include "common/pf-unread.h"
#include "pf-household-view.h"
#include "pf-registration-wizard.h"

#include <adwaita.h>

struct _PfHouseholdPage {
  GtkWidget parent_instance;

  PfHub *hub;             /* (owned) */
  GListModel *households; /* (owned) */
  GtkWidget *scrolled;
  GtkWidget *views;  /* a box */
  GtkWidget *unread; /* (nullable): in it, once needed */
  GHashTable *shown; /* (owned): by session, the view and whether it is the wizard */
};

G_DEFINE_FINAL_TYPE (PfHouseholdPage, pf_household_page, GTK_TYPE_WIDGET)

static gboolean
wants_wizard (PfHousehold *household)
{
  return household->state == PF_HOUSEHOLD_INCOMPLETE || household->state == PF_HOUSEHOLD_REFUSED;
}

static void
show_household (PfHouseholdPage *self, PfHousehold *household)
{
  PfSession *session = pf_hub_find_session (self->hub, household);
  GtkWidget *view = g_hash_table_lookup (self->shown, session);
  GType type = wants_wizard (household) ? PF_TYPE_REGISTRATION_WIZARD : PF_TYPE_HOUSEHOLD_VIEW;

  if (session == NULL || (view != NULL && G_OBJECT_TYPE (view) == type))
    return;
  if (view != NULL)
    gtk_box_remove (GTK_BOX (self->views), view);
  view = type == PF_TYPE_REGISTRATION_WIZARD ? pf_registration_wizard_new (self->hub, session)
                                             : pf_household_view_new (self->hub, session);
  gtk_box_append (GTK_BOX (self->views), view);
  g_hash_table_insert (self->shown, session, view);
}

static void
update_unread (PfHouseholdPage *self)
{
  gboolean is_unread = g_list_model_get_n_items (self->households) == 0 &&
                       pf_unread_is_so (self->hub);

  if (is_unread && self->unread == NULL)
    {
      self->unread = pf_unread_page_new (self->hub);
      gtk_box_prepend (GTK_BOX (self->views), self->unread);
    }
  if (self->unread != NULL)
    gtk_widget_set_visible (self->unread, is_unread);
}

static void
households_changed_cb (GListModel      *households,
                       guint            at,
                       guint            removed,
                       guint            added,
                       PfHouseholdPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (households); i++)
    {
      g_autoptr (PfHousehold) household = g_list_model_get_item (households, i);

      show_household (self, household);
    }
  update_unread (self);
}

static void
sessions_changed_cb (GListModel      *sessions,
                     guint            at,
                     guint            removed,
                     guint            added,
                     PfHouseholdPage *self)
{
  GHashTableIter iter;
  gpointer session, view;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &session, &view))
    {
      guint position = 0;
      gboolean is_there = FALSE;

      for (; position < g_list_model_get_n_items (sessions); position++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (sessions, position);

          is_there = is_there || (gpointer) item == session;
        }
      if (is_there)
        continue;
      gtk_box_remove (GTK_BOX (self->views), view);
      g_hash_table_iter_remove (&iter);
    }
}

static void
pf_household_page_dispose (GObject *object)
{
  PfHouseholdPage *self = PF_HOUSEHOLD_PAGE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->households);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_household_page_parent_class)->dispose (object);
}

static void
pf_household_page_finalize (GObject *object)
{
  g_hash_table_unref (PF_HOUSEHOLD_PAGE (object)->shown);
  G_OBJECT_CLASS (pf_household_page_parent_class)->finalize (object);
}

static void
pf_household_page_class_init (PfHouseholdPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pf_household_page_dispose;
  object_class->finalize = pf_household_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pf_household_page_init (PfHouseholdPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->shown = g_hash_table_new (NULL, NULL);
  self->scrolled = gtk_scrolled_window_new ();
  self->views = gtk_box_new (GTK_ORIENTATION_VERTICAL, 36);
  gtk_widget_add_css_class (self->views, "page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->views);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
pf_household_page_new (PfHub *hub)
{
  PfHouseholdPage *self = g_object_new (PF_TYPE_HOUSEHOLD_PAGE, NULL);
  GListModel *sessions = pf_hub_get_sessions (hub);

  self->hub = g_object_ref (hub);
  self->households = g_object_ref (pf_hub_get_records (hub, PF_COLLECTION_HOUSEHOLD));
  g_signal_connect_object (self->households, "items-changed", G_CALLBACK (households_changed_cb),
                           self, 0);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (sessions_changed_cb), self, 0);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (update_unread), self,
                           G_CONNECT_SWAPPED);
  households_changed_cb (self->households, 0, 0, 0, self);
  return GTK_WIDGET (self);
}
