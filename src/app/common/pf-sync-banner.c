/* SPDX-License-Identifier: GPL-3.0-or-later
 * The banner over the pages: one sentence on the town that needs it most. */
#include "config.h"

#include "pf-sync-banner.h"

#include "pf-date-text.h"
#include "pf-error-text.h"

#include <glib/gi18n-lib.h>

struct _PfSyncBanner {
  GtkWidget parent_instance;

  PfHub *hub; /* (owned) */

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PfSyncBanner, pf_sync_banner, GTK_TYPE_WIDGET)

static PfSession *
find_session (PfHub *hub, PfSyncState state)
{
  GListModel *sessions = pf_hub_get_sessions (hub);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      if (pf_session_get_sync_state (session) == state)
        return session; /* the list keeps it */
    }
  return NULL;
}

static char *
describe_last_sync (PfSession *session)
{
  PfTown *town = pf_session_get_town (session);
  PfMoment synced_at = pf_session_get_synced_at (session);
  g_autofree char *moment = NULL;

  if (synced_at == PF_MOMENT_NONE || town == NULL)
    return g_strdup (_("Nothing was read from the town yet."));
  moment = pf_date_text_past_moment (synced_at, pf_session_get_now (session), town->zone);
  /* Translators: %s is a moment, as "18:02" or "Tuesday 18:02". */
  return g_strdup_printf (_("Last updated %s."), moment);
}

static char *
describe_offline (PfSession *session)
{
  const GError *error = pf_session_get_sync_error (session);
  g_autofree char *last = describe_last_sync (session);
  g_autofree char *what = NULL;

  if (error == NULL || g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE))
    what = g_strdup (_("Offline."));
  else
    what = pf_error_text (error);
  return g_strdup_printf ("%s %s", what, last);
}

/* The sentence and the one action for @session; all NULL while all is well. */
static char *
describe (PfSyncBanner *self, PfSession *session, const char **button, char **action)
{
  PfAccount *account = pf_hub_get_account (self->hub, session);
  const GError *error = pf_session_get_sync_error (session);
  PfSyncState state = pf_session_get_sync_state (session);

  if ((state == PF_SYNC_SIGNED_OUT || state == PF_SYNC_OFFLINE) &&
      pf_account_get_is_locked (account))
    {
      *button = _("Unlock");
      *action = g_strdup_printf ("app.unlock::%s", pf_account_get_id (account));
      return g_strdup (_("The keyring with your passwords is locked: the town is not asked until "
                         "it is open."));
    }
  if (state == PF_SYNC_SIGNED_OUT ||
      (state == PF_SYNC_OFFLINE && pf_account_get_needs_sign_in (account)))
    {
      *button = _("Sign In");
      *action = g_strdup_printf ("app.sign-in::%s", pf_account_get_id (account));
      return g_strdup (_("Sign in again to hear from the town. Everything you chose is kept."));
    }
  if (state == PF_SYNC_FIRST)
    return g_strdup (_("Reading your family’s plan…"));
  if (state != PF_SYNC_OFFLINE && state != PF_SYNC_FAILED)
    return NULL;
  *button = _("Try Again");
  *action = g_strdup ("app.sync");
  return state == PF_SYNC_OFFLINE ? describe_offline (session) : pf_error_text (error);
}

/* One after the other: an action with the target of another one would be told as a mistake. */
static void
set_action (GtkActionable *button, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_action_parse_detailed_name (detailed, &name, &target, NULL);
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

static void
update (PfSyncBanner *self)
{
  PfSyncState state = pf_hub_get_sync_state (self->hub);
  PfSession *session = find_session (self->hub, state);
  const char *button = NULL;
  g_autofree char *action = NULL;
  g_autofree char *text = session != NULL ? describe (self, session, &button, &action) : NULL;

  /* A try that may fail again changes nothing: the banner does not come and go with each. */
  if (state == PF_SYNC_SYNCING || state == PF_SYNC_LOADING)
    return;
  if (text != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
  if (text == NULL)
    return;
  if (g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1)
    {
      const char *town = pf_account_get_town_name (pf_hub_get_account (self->hub, session));
      /* Translators: a town, then what is the matter there. */
      g_autofree char *named = g_strdup_printf (_("%1$s: %2$s"), town != NULL ? town : "?", text);

      gtk_label_set_label (self->label, named);
    }
  else
    gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button == NULL)
    return;
  gtk_button_set_label (self->button, button);
  set_action (GTK_ACTIONABLE (self->button), action);
}

/* Folded away it must not be read out either. */
static void
child_revealed_cb (PfSyncBanner *self)
{
  if (!gtk_revealer_get_reveal_child (self->revealer) &&
      !gtk_revealer_get_child_revealed (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
}

static void
pf_sync_banner_dispose (GObject *object)
{
  PfSyncBanner *self = PF_SYNC_BANNER (object);

  g_clear_pointer ((GtkWidget **) &self->revealer, gtk_widget_unparent);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_sync_banner_parent_class)->dispose (object);
}

static void
pf_sync_banner_class_init (PfSyncBannerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_sync_banner_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-sync-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, PfSyncBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, PfSyncBanner, label);
  gtk_widget_class_bind_template_child (widget_class, PfSyncBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
}

static void
pf_sync_banner_init (PfSyncBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_sync_banner_new (PfHub *hub)
{
  static const char *const watched[] = { "notify::sync-state", "notify::synced-at", "now-changed" };
  PfSyncBanner *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_SYNC_BANNER, NULL);
  self->hub = g_object_ref (hub);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (hub, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
pf_sync_banner_get_text (PfSyncBanner *self)
{
  g_return_val_if_fail (PF_IS_SYNC_BANNER (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}
