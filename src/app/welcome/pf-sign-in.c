/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing in: each step asks the town, shows that it waits, and says under the field what went
 * wrong. */
#include "config.h"

#include "pf-sign-in-private.h"

#include "common/pf-error-text.h"
#include "pf-town-services.h"

#include <glib/gi18n-lib.h>

#define BUSY_DELAY 100 /* ms: what is faster than this shows nothing */

static const char *const step_names[] = { "address", "credentials", "challenge", "reading" };

G_DEFINE_FINAL_TYPE (PfSignIn, pf_sign_in, GTK_TYPE_WIDGET)

typedef enum {
  PROP_STEP = 1,
} PfSignInProperty;

static GParamSpec *properties[PROP_STEP + 1];
static guint done_signal;

/* Waiting */

static gboolean
busy_due_cb (gpointer user_data)
{
  PfSignIn *self = user_data;

  self->busy_source = 0;
  gtk_revealer_set_reveal_child (self->busy_revealer, TRUE);
  return G_SOURCE_REMOVE;
}

static GCancellable *
begin_busy (PfSignIn *self, const char *what)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  pf_sign_in_clear_error (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->busy_label, what);
  /* An entry must lose the focus before it becomes insensitive, or GTK complains. */
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  if (self->busy_source == 0)
    self->busy_source = g_timeout_add (BUSY_DELAY, busy_due_cb, self);
  return self->cancellable;
}

/* Returns: FALSE where the widget is gone meanwhile: there is nothing to show any more. */
static gboolean
end_busy (PfSignIn *self)
{
  if (self->hub == NULL)
    return FALSE;
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->busy_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->busy_revealer, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  return TRUE;
}

static void
set_step (PfSignIn *self, PfSignInStep step)
{
  pf_sign_in_clear_error (self);
  self->step = step;
  gtk_stack_set_visible_child_name (self->stack, step_names[step]);
  gtk_widget_grab_focus (pf_sign_in_get_field (self, step));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

/* The last step: the plan is read for the first time */

static void
finish_cb (PfSignIn *self)
{
  self->is_new = FALSE;
  g_signal_emit (self, done_signal, 0);
}

static void
begin_reading (PfSignIn *self)
{
  PfSession *session = pf_hub_get_session (self->hub, self->account);

  /* Where there is a plan already, this ends before it is seen. */
  if (pf_session_get_synced_at (session) == PF_MOMENT_NONE)
    set_step (self, PF_SIGN_IN_STEP_READING);
  pf_first_reading_watch (self->reading, session);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSignIn) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_hub_forget_finish (PF_HUB (source), result, &error) && self->hub != NULL)
    pf_sign_in_show_error (self, error);
}

/* A household whose plan never came is none: the person may sign in once more. */
static void
give_up_cb (PfSignIn *self)
{
  set_step (self, PF_SIGN_IN_STEP_CREDENTIALS);
  if (!self->is_new)
    return;
  pf_hub_forget_async (self->hub, self->account, NULL, forgotten_cb, g_object_ref (self));
  g_clear_object (&self->account);
  self->is_new = FALSE;
}

/* Signing in */

static void
show_challenge (PfSignIn *self, const PfChallenge *challenge)
{
  g_autoptr (GdkTexture) texture = NULL;

  if (challenge->kind == PF_CHALLENGE_IMAGE && challenge->image != NULL)
    texture = gdk_texture_new_from_bytes (challenge->image, NULL);
  gtk_label_set_label (self->prompt, challenge->prompt);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
  gtk_widget_set_visible (self->answer_row, challenge->kind == PF_CHALLENGE_IMAGE);
  gtk_widget_set_visible (GTK_WIDGET (self->new_password),
                          challenge->kind == PF_CHALLENGE_NEW_PASSWORD);
  gtk_widget_set_visible (self->browser_button, challenge->kind == PF_CHALLENGE_BROWSER);
  gtk_editable_set_text (GTK_EDITABLE (self->answer_row), "");
  g_object_set_data_full (G_OBJECT (self->browser_button), "pf-uri", g_strdup (challenge->uri),
                          g_free);
  set_step (self, PF_SIGN_IN_STEP_CHALLENGE);
}

static void
accept_sign_in (PfSignIn *self, const char *login)
{
  g_autoptr (GError) error = NULL;

  if (self->account == NULL)
    {
      self->account =
          pf_account_list_add (pf_hub_get_accounts (self->hub), self->service, login, &error);
      if (self->account == NULL)
        {
          pf_sign_in_show_error (self, error);
          return;
        }
      self->is_new = TRUE;
    }
  begin_reading (self);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSignIn) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChallenge) challenge = NULL;
  gboolean is_answered =
      pf_town_service_sign_in_finish (PF_TOWN_SERVICE (source), result, &challenge, &error);

  if (!end_busy (self))
    return;
  if (challenge != NULL)
    show_challenge (self, challenge);
  else if (is_answered)
    accept_sign_in (self, gtk_editable_get_text (GTK_EDITABLE (self->login_row)));
  else
    {
      /* A wrong password is told where it was typed, also after a challenge. */
      if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CREDENTIALS))
        set_step (self, PF_SIGN_IN_STEP_CREDENTIALS);
      pf_sign_in_show_error (self, error);
    }
}

static void
sign_in (PfSignIn *self, const char *answer)
{
  const char *login = gtk_editable_get_text (GTK_EDITABLE (self->login_row));
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  if (*login == '\0')
    {
      pf_sign_in_show_missing (self, self->login_row,
                               _("Type your login: the town hall gave it to you."));
      return;
    }
  if (*password == '\0')
    {
      pf_sign_in_show_missing (self, self->password_row, _("Type your password."));
      return;
    }
  pf_town_service_sign_in_async (self->service, login, password, answer,
                                 begin_busy (self, _("The town checks your password…")),
                                 signed_in_cb, g_object_ref (self));
}

static void
credentials_apply_cb (PfSignIn *self)
{
  sign_in (self, NULL);
}

static void
challenge_apply_cb (PfSignIn *self)
{
  GtkLabel *label = self->error_labels[PF_SIGN_IN_STEP_CHALLENGE];
  g_autofree char *sentence = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->new_password)))
    {
      sign_in (self, gtk_editable_get_text (GTK_EDITABLE (self->answer_row)));
      return;
    }
  sentence = pf_new_password_check (self->new_password, label);
  if (sentence == NULL)
    sign_in (self, pf_new_password_get_text (self->new_password));
  gtk_label_set_label (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
}

/* The account is open, or its password another one. */
static void
account_done_cb (PfSignIn *self, const char *login, const char *password)
{
  if (login != NULL && self->account == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->login_row), login);
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), password != NULL ? password : "");
  gtk_widget_set_visible (self->resume_button, FALSE);
  if (password != NULL)
    sign_in (self, NULL);
  else
    gtk_widget_grab_focus (self->password_row);
}

static void
open_browser_cb (PfSignIn *self)
{
  const char *uri = g_object_get_data (G_OBJECT (self->browser_button), "pf-uri");

  if (uri != NULL && g_str_has_prefix (uri, "https://"))
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

/* Finding the town */

static void
take_service (PfSignIn *self, PfTownService *service)
{
  const PfDiscovery *discovery = pf_town_service_get_discovery (service);
  g_autofree char *uri = pf_town_services_dup_uri (service);

  g_set_object (&self->service, service);
  gtk_label_set_label (self->town_name, discovery != NULL ? discovery->name : uri);
  gtk_label_set_label (self->town_address, uri);
  pf_account_links_set_service (self->links, service, self->account != NULL);
}

/* Returns: whether a town was found; what went wrong is shown. */
static gboolean
take_discovered (PfSignIn *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfTownService) service = pf_town_services_discover_finish (result, &error);

  if (!end_busy (self))
    return FALSE;
  if (service == NULL)
    pf_sign_in_show_error (self, error);
  else
    take_service (self, service);
  return service != NULL;
}

static void
give_code (PfSignIn *self)
{
  g_autofree char *code = g_steal_pointer (&self->code);

  pf_account_links_give_code (self->links, code);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSignIn) self = user_data;
  g_autoptr (PfAccountDraft) draft = self->resumes ? pf_account_draft_load () : NULL;

  self->resumes = FALSE;
  if (!take_discovered (self, result))
    return;
  set_step (self, PF_SIGN_IN_STEP_CREDENTIALS);
  if (self->code != NULL)
    give_code (self);
  else if (draft != NULL)
    pf_account_links_resume (self->links, draft);
}

static void
address_apply_cb (PfSignIn *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address_row));

  if (*address == '\0')
    {
      pf_sign_in_show_missing (
          self, self->address_row,
          _("Type the address of the town’s portal, as the town hall gives it."));
      return;
    }
  pf_town_services_discover_async (address, begin_busy (self, _("Looking for the town…")),
                                   discovered_cb, g_object_ref (self));
}

static void
resume_cb (PfSignIn *self)
{
  self->resumes = TRUE;
  address_apply_cb (self);
}

/* What was begun in another run of the app is offered again. */
static void
offer_draft (PfSignIn *self)
{
  g_autoptr (PfAccountDraft) draft = pf_account_draft_load ();

  gtk_widget_set_visible (self->resume_button, draft != NULL);
  if (draft != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->address_row), draft->town);
}

static void
back_cb (PfSignIn *self)
{
  set_step (self, self->step == PF_SIGN_IN_STEP_CHALLENGE ? PF_SIGN_IN_STEP_CREDENTIALS
                                                          : PF_SIGN_IN_STEP_ADDRESS);
}

/* The demo town: the same steps, without typing */

static void
demo_discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSignIn) self = user_data;

  if (!take_discovered (self, result))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->login_row), pf_demo_town_get_login (self->demo));
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), pf_demo_town_get_password (self->demo));
  set_step (self, PF_SIGN_IN_STEP_CREDENTIALS);
  sign_in (self, NULL);
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSignIn) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_demo_town_start_finish (PF_DEMO_TOWN (source), result, &error))
    {
      if (end_busy (self))
        pf_sign_in_show_error (self, error);
      return;
    }
  if (self->hub == NULL)
    return;
  pf_town_services_discover_async (pf_demo_town_get_uri (self->demo),
                                   begin_busy (self, _("Starting the demo town…")),
                                   demo_discovered_cb, g_object_ref (self));
}

/* GObject and GtkWidget */

static gboolean
pf_sign_in_grab_focus (GtkWidget *widget)
{
  PfSignIn *self = PF_SIGN_IN (widget);

  return gtk_widget_grab_focus (pf_sign_in_get_field (self, self->step));
}

static void
pf_sign_in_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((PfSignInProperty) property_id)
    {
    case PROP_STEP:
      g_value_set_static_string (value, pf_sign_in_get_step (PF_SIGN_IN (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_sign_in_dispose (GObject *object)
{
  PfSignIn *self = PF_SIGN_IN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  g_clear_pointer (&self->code, g_free);
  g_clear_object (&self->service);
  g_clear_object (&self->account);
  g_clear_object (&self->demo);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_sign_in_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const char *const error_labels[PF_SIGN_IN_STEP_READING] = { "address_error",
                                                                     "credentials_error",
                                                                     "challenge_error" };

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, clamp);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, stack);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, address_row);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, town_name);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, town_address);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, back_button);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, login_row);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, password_row);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, prompt);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, picture);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, browser_button);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, answer_row);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, new_password);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, links);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, resume_button);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, reading);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, busy_revealer);
  gtk_widget_class_bind_template_child (widget_class, PfSignIn, busy_label);
  for (gsize i = 0; i < G_N_ELEMENTS (error_labels); i++)
    gtk_widget_class_bind_template_child_full (widget_class, error_labels[i], FALSE,
                                               G_STRUCT_OFFSET (PfSignIn, error_labels) +
                                                   i * sizeof (GtkLabel *));
  gtk_widget_class_bind_template_callback (widget_class, account_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, challenge_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, pf_sign_in_clear_error);
  gtk_widget_class_bind_template_callback (widget_class, credentials_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, pf_sign_in_cancel);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, pf_sign_in_try_demo);
}

static void
pf_sign_in_class_init (PfSignInClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = pf_sign_in_get_property;
  object_class->dispose = pf_sign_in_dispose;
  widget_class->grab_focus = pf_sign_in_grab_focus;

  properties[PROP_STEP] =
      g_param_spec_string ("step", NULL, NULL, step_names[PF_SIGN_IN_STEP_ADDRESS],
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);

  g_type_ensure (PF_TYPE_ACCOUNT_LINKS);
  g_type_ensure (PF_TYPE_FIRST_READING);
  g_type_ensure (PF_TYPE_NEW_PASSWORD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
pf_sign_in_init (PfSignIn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pf_sign_in_set_up (PfSignIn *self, PfHub *hub, PfDemoTown *demo, PfAccount *account)
{
  g_return_if_fail (PF_IS_SIGN_IN (self));
  g_return_if_fail (PF_IS_HUB (hub));

  g_set_object (&self->hub, hub);
  g_set_object (&self->demo, demo);
  g_set_object (&self->account, account);
  if (account == NULL)
    {
      offer_draft (self);
      return;
    }
  take_service (self, pf_account_get_service (account));
  if (pf_account_get_town_name (account) != NULL)
    gtk_label_set_label (self->town_name, pf_account_get_town_name (account));
  gtk_editable_set_text (GTK_EDITABLE (self->login_row), pf_account_get_login (account));
  gtk_editable_set_editable (GTK_EDITABLE (self->login_row), FALSE);
  gtk_widget_set_visible (self->back_button, FALSE);
  set_step (self, PF_SIGN_IN_STEP_CREDENTIALS);
}

void
pf_sign_in_try_demo (PfSignIn *self)
{
  g_return_if_fail (PF_IS_SIGN_IN (self));

  set_step (self, PF_SIGN_IN_STEP_ADDRESS);
  pf_demo_town_start_async (self->demo, begin_busy (self, _("Starting the demo town…")),
                            demo_started_cb, g_object_ref (self));
}

void
pf_sign_in_give_code (PfSignIn *self, const char *town, const char *code)
{
  g_return_if_fail (PF_IS_SIGN_IN (self));

  g_free (self->code);
  self->code = g_strdup (code);
  if (self->account != NULL && !self->is_new)
    {
      give_code (self);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), town);
  set_step (self, PF_SIGN_IN_STEP_ADDRESS);
  address_apply_cb (self);
}

const char *
pf_sign_in_get_step (PfSignIn *self)
{
  g_return_val_if_fail (PF_IS_SIGN_IN (self), NULL);

  return step_names[self->step];
}

void
pf_sign_in_cancel (PfSignIn *self)
{
  g_return_if_fail (PF_IS_SIGN_IN (self));

  g_cancellable_cancel (self->cancellable);
}
