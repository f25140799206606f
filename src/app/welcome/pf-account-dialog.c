/* SPDX-License-Identifier: GPL-3.0-or-later
 * The forms of an account. Each step is one call to the town; a table says which rows it has. */
#include "config.h"

#include "pf-account-dialog-private.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "pf-field-mark.h"
#include "pf-town-services.h"

#include <glib/gi18n-lib.h>

#define SAVE_DELAY 300 /* ms */

static const struct {
  const char *title;
  const char *description; /* %s: the address that the mail goes to, if PF_ACCOUNT_HAS_RESEND */
  const char *apply;
  PfAccountRows has;
} pages[PF_N_ACCOUNT_STEPS] = {
  [PF_ACCOUNT_SIGN_UP] = { N_("Create an Account"),
                           N_("The town sends you a mail, to be sure that the address is yours."),
                           N_("Create the Account"),
                           PF_ACCOUNT_HAS_NAMES | PF_ACCOUNT_HAS_EMAIL | PF_ACCOUNT_HAS_PASSWORD |
                               PF_ACCOUNT_HAS_SUBSCRIBER | PF_ACCOUNT_HAS_TERMS },
  [PF_ACCOUNT_ACTIVATE] = { N_("Your Code"),
                            N_("Type or paste the code, or the link, of the town’s mail."),
                            N_("Continue"), PF_ACCOUNT_HAS_CODE },
  [PF_ACCOUNT_LOSE_PASSWORD] = { N_("Forgotten Password"),
                                 N_("The town sends you a mail with a code, by which you choose "
                                    "another password."),
                                 N_("Send the Mail"), PF_ACCOUNT_HAS_EMAIL },
  [PF_ACCOUNT_CHOOSE_PASSWORD] = { N_("Choose a Password"),
                                   N_("Type or paste the code or the link of the mail, and the "
                                      "password to have from now on."),
                                   N_("Change the Password"),
                                   PF_ACCOUNT_HAS_CODE | PF_ACCOUNT_HAS_PASSWORD },
  [PF_ACCOUNT_CHANGE_PASSWORD] = { N_("Change the Password"),
                                   N_("Your other devices will have to sign in again."),
                                   N_("Change the Password"),
                                   PF_ACCOUNT_HAS_OLD_PASSWORD | PF_ACCOUNT_HAS_PASSWORD },
};

G_DEFINE_FINAL_TYPE (PfAccountDialog, pf_account_dialog, ADW_TYPE_WINDOW)

static guint done_signal;

PfAccountRows
pf_account_dialog_get_rows (PfAccountDialog *self)
{
  PfAccountRows has = pages[self->step].has;
  gboolean knows_address = *gtk_editable_get_text (GTK_EDITABLE (self->email_row)) != '\0';

  if (self->step == PF_ACCOUNT_ACTIVATE && self->kind == PF_ACCOUNT_CODE_INVITATION)
    has |= PF_ACCOUNT_HAS_PASSWORD | PF_ACCOUNT_HAS_TERMS;
  if (self->step == PF_ACCOUNT_ACTIVATE && self->kind == PF_ACCOUNT_CODE_RESET)
    has |= PF_ACCOUNT_HAS_PASSWORD;
  if (self->until != PF_MOMENT_NONE && knows_address && (has & PF_ACCOUNT_HAS_CODE))
    has |= PF_ACCOUNT_HAS_RESEND;
  if ((has & PF_ACCOUNT_HAS_RESEND) && self->step == PF_ACCOUNT_ACTIVATE)
    has |= PF_ACCOUNT_HAS_RESTART;
  return has;
}

/* Keeping what was typed */

static void
save (PfAccountDialog *self)
{
  g_autoptr (PfAccountForm) form = pf_account_dialog_make_form (self, self->step);
  g_autofree char *town = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->is_done || self->step == PF_ACCOUNT_CHANGE_PASSWORD)
    return;
  g_object_get (self->service, "uri", &town, NULL);
  pf_account_draft_save (town, form, self->until);
}

static gboolean
save_cb (gpointer user_data)
{
  PfAccountDialog *self = user_data;

  self->save_source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* Showing */

static void
show_description (PfAccountDialog *self, PfAccountRows has)
{
  PfMoment now = pf_town_service_get_now (self->service);
  g_autofree char *text = NULL;

  if ((has & PF_ACCOUNT_HAS_RESEND) == 0)
    text = g_strdup (_(pages[self->step].description));
  else if (self->until < now)
    text = g_strdup (_("The time to use the mail’s code has passed. Ask again: what you typed is "
                       "still there, but for the password."));
  else
    text = g_strdup_printf (_("A mail is on its way to %s. It may take a few minutes; look among "
                              "the unwanted mails too. Type or paste its code or its link here. "
                              "You may close the app meanwhile."),
                            gtk_editable_get_text (GTK_EDITABLE (self->email_row)));
  gtk_label_set_label (self->description, text);
}

static void
show_rows (PfAccountDialog *self)
{
  const PfDiscovery *discovery = pf_town_service_get_discovery (self->service);
  PfAccountRows has = pf_account_dialog_get_rows (self);
  const struct {
    GtkWidget *widget;
    gboolean is_visible;
  } rows[] = {
    { self->civility_row, has & PF_ACCOUNT_HAS_NAMES },
    { self->first_name_row, has & PF_ACCOUNT_HAS_NAMES },
    { self->last_name_row, has & PF_ACCOUNT_HAS_NAMES },
    { self->email_row, has & PF_ACCOUNT_HAS_EMAIL },
    { self->code_row, has & PF_ACCOUNT_HAS_CODE },
    { self->old_password_row, has & PF_ACCOUNT_HAS_OLD_PASSWORD },
    { GTK_WIDGET (self->new_password), has & PF_ACCOUNT_HAS_PASSWORD },
    { self->subscriber_group, has & PF_ACCOUNT_HAS_SUBSCRIBER },
    { self->terms_box, has & PF_ACCOUNT_HAS_TERMS },
    { self->terms_link, discovery != NULL && discovery->legal_url != NULL },
    { self->resend_button, has & PF_ACCOUNT_HAS_RESEND },
    { self->restart_button, has & PF_ACCOUNT_HAS_RESTART },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (rows[i].widget, rows[i].is_visible != 0);
  show_description (self, has);
}

static void
clear_messages (PfAccountDialog *self)
{
  GtkWidget *rows[] = { self->first_name_row, self->last_name_row,    self->email_row,
                        self->code_row,       self->old_password_row, self->subscriber_row };

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    pf_field_mark (rows[i], NULL, FALSE);
}

static void
set_step (PfAccountDialog *self, PfAccountStep step)
{
  GtkWidget *first = self->new_password != NULL ? GTK_WIDGET (self->new_password) : NULL;
  PfAccountRows has;

  self->step = step;
  clear_messages (self);
  show_rows (self);
  has = pf_account_dialog_get_rows (self);
  gtk_window_set_title (GTK_WINDOW (self), _(pages[step].title));
  adw_window_title_set_title (self->title, _(pages[step].title));
  gtk_button_set_label (GTK_BUTTON (self->apply_button), _(pages[step].apply));
  if (has & PF_ACCOUNT_HAS_NAMES)
    first = self->civility_row;
  else if (has & PF_ACCOUNT_HAS_EMAIL)
    first = self->email_row;
  else if (has & PF_ACCOUNT_HAS_CODE)
    first = self->code_row;
  else if (has & PF_ACCOUNT_HAS_OLD_PASSWORD)
    first = self->old_password_row;
  gtk_widget_grab_focus (first);
}

static void
changed_cb (PfAccountDialog *self)
{
  PfAccountCodeKind kind;

  if (self->service == NULL)
    return;
  kind = pf_account_code_parse (gtk_editable_get_text (GTK_EDITABLE (self->code_row)), NULL, NULL);
  clear_messages (self);
  if (kind != self->kind)
    {
      self->kind = kind;
      show_rows (self);
    }
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY, save_cb, self);
}

/* Errors */

/* @row: (nullable): what is wrong */
static void
show_error (PfAccountDialog *self, GtkWidget *row, const char *text)
{
  gtk_label_set_label (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  if (row == NULL)
    return;
  pf_field_mark (row, self->error_label, TRUE);
  gtk_widget_grab_focus (row);
}

/* Returns: whether all is there; else what is missing is shown. */
static gboolean
check (PfAccountDialog *self)
{
  GtkWidget *row = NULL;
  g_autofree char *fault = pf_account_dialog_find_fault (self, &row);

  if (fault != NULL)
    show_error (self, row, fault);
  return fault == NULL;
}

/* Asking the town */

static void
finish (PfAccountDialog *self, const PfAccountAnswer *answer)
{
  const char *password = pf_new_password_get_text (self->new_password);

  self->is_done = TRUE;
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->step != PF_ACCOUNT_CHANGE_PASSWORD)
    pf_account_draft_remove ();
  g_signal_emit (self, done_signal, 0, answer->login, *password != '\0' ? password : NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
show_notice (PfAccountDialog *self, const char *text)
{
  gtk_label_set_label (self->notice_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), TRUE);
}

static void
take_answer (PfAccountDialog *self, const PfAccountAnswer *answer)
{
  if (answer->until != PF_MOMENT_NONE)
    self->until = answer->until;
  switch (self->asked)
    {
    case PF_ACCOUNT_SIGN_UP:
      set_step (self, PF_ACCOUNT_ACTIVATE);
      break;
    case PF_ACCOUNT_LOSE_PASSWORD:
      set_step (self, PF_ACCOUNT_CHOOSE_PASSWORD);
      show_notice (self, _("The mail is on its way."));
      break;
    case PF_ACCOUNT_RESEND:
      show_notice (self, _("The mail was sent again. Only the code of the last one is good."));
      break;
    case PF_ACCOUNT_ACTIVATE:
    case PF_ACCOUNT_CHOOSE_PASSWORD:
    case PF_ACCOUNT_CHANGE_PASSWORD:
    default:
      finish (self, answer);
      return;
    }
  save (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAccountAnswer) answer =
      pf_town_service_take_account_step_finish (PF_TOWN_SERVICE (source), result, &error);
  g_autofree char *text = NULL;

  if (self->service == NULL)
    return;
  g_clear_object (&self->cancellable);
  gtk_revealer_set_reveal_child (self->busy_revealer, FALSE);
  gtk_widget_set_sensitive (self->form, TRUE);
  if (answer != NULL)
    take_answer (self, answer);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = pf_error_text (error);
      show_error (self, pf_account_dialog_find_row (self, pf_client_error_get_pointer (error)),
                  text);
    }
}

static void
ask (PfAccountDialog *self, PfAccountStep step)
{
  g_autoptr (PfAccountForm) form = pf_account_dialog_make_form (self, step);

  save (self);
  clear_messages (self);
  self->asked = step;
  self->cancellable = g_cancellable_new ();
  /* An entry must lose the focus before it becomes insensitive, or GTK complains. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->form, FALSE);
  gtk_revealer_set_reveal_child (self->busy_revealer, TRUE);
  pf_town_service_take_account_step_async (self->service, form, self->cancellable, answered_cb,
                                           g_object_ref (self));
}

static void
apply_cb (PfAccountDialog *self)
{
  if (!check (self))
    return;
  if (self->step == PF_ACCOUNT_ACTIVATE && self->kind == PF_ACCOUNT_CODE_RESET)
    ask (self, PF_ACCOUNT_CHOOSE_PASSWORD);
  else
    ask (self, self->step);
}

static void
resend_cb (PfAccountDialog *self)
{
  ask (self, self->step == PF_ACCOUNT_ACTIVATE ? PF_ACCOUNT_RESEND : PF_ACCOUNT_LOSE_PASSWORD);
}

static void
restart_cb (PfAccountDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), "");
  self->until = PF_MOMENT_NONE;
  set_step (self, PF_ACCOUNT_SIGN_UP);
}

static void
cancel_cb (PfAccountDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
pf_account_dialog_dispose (GObject *object)
{
  PfAccountDialog *self = PF_ACCOUNT_DIALOG (object);

  if (self->save_source != 0)
    save (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (pf_account_dialog_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, civility_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, first_name_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, last_name_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, old_password_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, new_password);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, subscriber_group);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, subscriber_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_box);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_switch);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_link);
}

static void
pf_account_dialog_class_init (PfAccountDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_account_dialog_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (PF_TYPE_NEW_PASSWORD);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, description);
  bind_rows (widget_class);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, resend_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, restart_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, busy_revealer);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, resend_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pf_account_dialog_init (PfAccountDialog *self)
{
  self->until = PF_MOMENT_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take_draft (PfAccountDialog *self, const PfAccountDraft *draft)
{
  const struct {
    GtkWidget *row;
    const char *text;
  } rows[] = {
    { self->civility_row, draft->form->civility },
    { self->first_name_row, draft->form->first_name },
    { self->last_name_row, draft->form->last_name },
    { self->email_row, draft->form->email },
    { self->subscriber_row, draft->form->subscriber_code },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].text != NULL)
      gtk_editable_set_text (GTK_EDITABLE (rows[i].row), rows[i].text);
  self->until = draft->until;
}

PfAccountDialog *
pf_account_dialog_present (GtkWindow            *parent,
                           PfTownService        *service,
                           PfAccountStep         step,
                           const PfAccountDraft *draft)
{
  const PfDiscovery *discovery;
  PfAccountDialog *self;

  g_return_val_if_fail (PF_IS_TOWN_SERVICE (service), NULL);

  self = g_object_new (PF_TYPE_ACCOUNT_DIALOG, "transient-for", parent, NULL);
  if (draft != NULL)
    take_draft (self, draft);
  self->service = g_object_ref (service);
  discovery = pf_town_service_get_discovery (service);
  if (discovery != NULL)
    {
      adw_window_title_set_subtitle (self->title, discovery->name);
      if (discovery->legal_url != NULL)
        gtk_link_button_set_uri (GTK_LINK_BUTTON (self->terms_link), discovery->legal_url);
    }
  gtk_window_present (GTK_WINDOW (self));
  set_step (self, step);
  return self;
}

PfAccountDialog *
pf_account_dialog_find (const char *town)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  PfAccountDialog *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      g_autofree char *uri = NULL;

      if (!PF_IS_ACCOUNT_DIALOG (window))
        continue;
      uri = pf_town_services_dup_uri (PF_ACCOUNT_DIALOG (window)->service);
      if (g_strcmp0 (uri, town) == 0)
        found = PF_ACCOUNT_DIALOG (window);
    }
  return found;
}

void
pf_account_dialog_give_code (PfAccountDialog *self, const char *code)
{
  g_return_if_fail (PF_IS_ACCOUNT_DIALOG (self));

  if ((pages[self->step].has & PF_ACCOUNT_HAS_CODE) == 0)
    set_step (self, PF_ACCOUNT_ACTIVATE);
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), code);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->apply_button);
}
